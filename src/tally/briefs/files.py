"""The files that a brief reads beside the tables of its case: the data sets that it counts from, and its boundaries."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tally.errors import TallyError
from tally.events import confirm_source, find_file, has_file, place_of
from tally.project import Project
from tally.records.events import FOLDER, Dataset


class FilesError(TallyError, ValueError):
    """Files that a brief reads are not there, or cannot be used. `faults` has a message for each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = [*dict.fromkeys(faults)]
        super().__init__("\n".join(self.faults))


class Faults(list[str]):
    """The faults of several files, so that each is told and not only the first."""

    @contextmanager
    def collected(self) -> Iterator[None]:
        """Add the error that is raised within; the next file is looked at all the same."""
        try:
            yield
        except (TallyError, OSError) as error:
            self.append(str(error))

    def check(self) -> None:
        """Raise `FilesError` if there is a fault."""
        if self:
            raise FilesError(self)


def confirmed_file(project: Project, case: str, dataset: Dataset, *, optional: bool = False) -> Path:
    """
    Return the path of a data set's file, which is checked to be there, unless it is optional, and as described.

    Raises
    ------
    DatasetError, DataError, ReadError
        It is not there, or is another file.
    """
    folder = project.tables(case) / FOLDER / dataset.id
    if optional and not has_file(project, folder, dataset):
        return place_of(project, folder, dataset)
    path = find_file(project, folder, dataset)
    confirm_source(project, dataset, path)
    return path
