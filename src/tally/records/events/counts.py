"""Counted figures: the rows of counts.csv."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from pathlib import Path

from tally.records.events.columns import COUNTS, Unit
from tally.records.tables import Problem, cell_faults, read_optional, suggest_name
from tally.windows import WindowError, read_window


@dataclass(frozen=True)
class CountRow:
    """One count of events, as the table has it."""

    id: str
    dataset: str
    unit: str
    actor: str
    role: str
    place: str
    window: str
    kinds: str
    precision: str
    clarity: str
    note: str

    @property
    def is_whole(self) -> bool:
        """Return whether it is of all events of the data set: of any actor, place and kind."""
        return self.unit == Unit.EVENTS and not (self.actor or self.place or self.kinds)


def read_counts(
    folder: Path, datasets: Collection[str], taken: Collection[str] = (), listed: Collection[str] = ()
) -> tuple[list[CountRow], list[Problem]]:
    """
    Read `counts.csv` of a case; a case without it counts nothing, unless its Data Package lists that file.

    Parameters
    ----------
    folder : Path
        The folder of the case.
    datasets : collection of str
        The ids of its data sets.
    taken : collection of str
        Ids that no count can have, since figures have them.
    listed : collection of str
        The files that the Data Package lists, which must be there.
    """
    rows, problems = read_optional(folder, COUNTS, listed)
    counts = []
    for row in rows:
        faults = cell_faults(row, COUNTS)
        if (name := row.cells["dataset"]) and name not in datasets:
            remedy = f"{suggest_name(name, datasets)}Add it with tally dataset add."
            faults.append(row.problem("dataset", "the id of a data set", remedy))
        if row.cells["id"] in taken:
            faults.append(row.problem("id", "an id that no figure in figures.csv has", "Rename one of the two."))
        try:
            if read_window(row.cells["window"]).vague:
                faults.append(row.problem("window", "two days", "Write both days, such as 2021-01-01/2021-11-17."))
        except WindowError as error:
            faults.append(row.problem("window", f"a window ({error})", error.remedy))
        if not faults:
            counts.append(CountRow(**{field.name: row.cells[field.name] for field in fields(CountRow)}))
        problems += faults
    return counts, problems
