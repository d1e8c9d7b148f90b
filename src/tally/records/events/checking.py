"""Read the tables of a case that counts events, and the descriptions of its data sets, without opening their files."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from tally.records.events.counts import CountRow, read_counts
from tally.records.events.dataset import FILE, FOLDER, Dataset, DatasetError
from tally.records.events.description import read_dataset
from tally.records.events.event_count import unit_of
from tally.records.events.names import ActorName, PlaceName, read_actors, read_places
from tally.records.tables import Problem


@dataclass(frozen=True)
class EventTables:
    """The counts of a case by their ids, its data sets that can be read, and the names that their files print."""

    counts: Mapping[str, CountRow]
    datasets: Mapping[str, Dataset]
    actors: tuple[ActorName, ...]
    places: tuple[PlaceName, ...]

    def units(self, singulars: Mapping[str, str]) -> dict[str, str]:
        """Return the words for what each count counts, by its id."""
        return {
            name: unit_of(row, self.datasets[row.dataset], singulars)[0] if row.dataset in self.datasets else row.unit
            for name, row in self.counts.items()
        }


def read_event_tables(
    folder: Path, taken: Collection[str], listed: Collection[str] = ()
) -> tuple[EventTables, list[Problem]]:
    """
    Read counts.csv, actors.csv and places.csv of a case; it need not have them, unless its Data Package lists them.

    `taken` are the ids of figures, `listed` the files of the Data Package. A data set whose description cannot be read
    is named where it is needed.
    """
    rows, problems = read_counts(folder, dataset_names(folder), taken, listed)
    (actors, faults), (places, more) = read_actors(folder, listed), read_places(folder, listed)
    tables = EventTables({row.id: row for row in rows}, read_datasets(folder)[0], tuple(actors), tuple(places))
    return tables, [*problems, *faults, *more]


def dataset_names(folder: Path) -> list[str]:
    """Return the ids of the data sets of a case's folder, in alphabetical order."""
    return sorted(path.parent.name for path in (folder / FOLDER).glob(f"*/{FILE}"))


def read_datasets(folder: Path) -> tuple[dict[str, Dataset], list[str]]:
    """
    Read the descriptions of the data sets of a case.

    Returns
    -------
    datasets, faults
        Those that can be read, by their ids; and what is wrong with the others, which stops only what counts from them.
    """
    datasets, faults = dict[str, Dataset](), list[str]()
    for name in dataset_names(folder):
        try:
            datasets[name] = read_dataset(folder / FOLDER / name)
        except DatasetError as error:
            faults.append(str(error))
    return datasets, faults
