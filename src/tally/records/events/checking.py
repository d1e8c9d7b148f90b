"""Check the descriptions of data sets and the tables of a case that counts events, without opening the files."""

from pathlib import Path

from tally.records.events.counts import read_counts
from tally.records.events.dataset import FILE, FOLDER, DatasetError
from tally.records.events.description import read_dataset
from tally.records.events.names import read_actors, read_places
from tally.tables import DataError


def dataset_names(folder: Path) -> list[str]:
    """Return the ids of the data sets of a case's folder, in alphabetical order."""
    return sorted(path.parent.name for path in (folder / FOLDER).glob(f"*/{FILE}"))


def event_faults(folder: Path) -> list[str]:
    """Return what is wrong with the data sets of a case, and with its tables of actors, places and counts."""
    faults, names = list[str](), dataset_names(folder)
    for name in names:
        try:
            read_dataset(folder / FOLDER / name)
        except DatasetError as error:
            faults.append(str(error))
    (_, problems), (_, more), (_, others) = read_actors(folder), read_places(folder), read_counts(folder, names)
    if problems or more or others:
        faults.append(str(DataError([*problems, *more, *others])))
    return faults
