"""Where the project's folders are."""

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT = "isil-kp-2021"  # the brief that is built where none is named


class ProjectError(FileNotFoundError):
    """The folder that Tally was started in is not inside a Tally project."""


@dataclass(frozen=True)
class Project:
    """The folders of one checkout. `reports` may lie elsewhere: a build fills a folder of its own first."""

    root: Path
    reports: Path

    @property
    def data(self) -> Path:
        """Sources, figures, statements, milestones and passages."""
        return self.root / "data"

    @property
    def notebooks(self) -> Path:
        """The notebooks, in the order of their names."""
        return self.root / "notebooks"

    @property
    def parameters(self) -> Path:
        """The briefs, one file each."""
        return self.notebooks / "parameters"

    @property
    def briefs(self) -> list[str]:
        """The names of the briefs, in alphabetical order."""
        return sorted(path.stem for path in self.parameters.glob("*.yml"))

    def tables(self, name: str) -> Path:
        """Name the folder of a brief's tables, such as `data`."""
        return self.root / name

    def report(self, brief: str) -> Path:
        """Name the folder that holds what a brief's notebooks write."""
        return self.reports / brief


def find_project(start: Path | None = None) -> Project:
    """
    Find the project that a folder belongs to.

    Parameters
    ----------
    start : Path, optional
        The folder to look from; the working directory if none is given.

    Raises
    ------
    ProjectError
        Neither the folder nor any above it holds `data/sources.json` and `notebooks/`.

    Notes
    -----
    The environment variable `TALLY_REPORTS` moves `reports/`, so that a build can be made whole before it is shown.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / "sources.json").is_file() and (folder / "notebooks").is_dir():
            return Project(folder, Path(os.environ.get("TALLY_REPORTS", folder / "reports")))
    msg = f"{here} is not inside a Tally project: no folder above it holds data/sources.json and notebooks/."
    raise ProjectError(msg)
