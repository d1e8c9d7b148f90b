"""Where the project's folders are."""

import difflib
import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tally.errors import TallyError
from tally.project.reading import Kind, ReadError, read_file
from tally.project.session import reports_folder
from tally.project.steps import BriefKind, find_steps

LONGEST = 200  # characters of an explanation
LONG_NAME = re.compile(r"(?<![\w-])(?:[\w-]++\.){50}+")
SITE = re.compile(r"https?://[\w.:/~%-]+", re.ASCII)
PASSAGES = "passages"  # the folder of a case's stored passages
DESCRIPTIONS = ("datasets/*/dataset.yml", "boundaries/*.geojson")  # in the folder of a case
REMEDY = "Change to one, name one (tally -C FOLDER COMMAND), or create one: tally init FOLDER"
EDIT = ".edit"  # in data/ and reports/: the journal of a change of several files, while it is made


class ProjectError(TallyError, FileNotFoundError):
    """The folder that Tally was started in is not inside a Tally project, or the project has no such case."""


@dataclass(frozen=True)
class Project:
    """The folders of one checkout. `reports` can be elsewhere: a build first fills a folder of its own."""

    root: Path
    reports: Path

    @property
    def data(self) -> Path:
        """The folder of the cases' folders, and of the rules for comparing wordings."""
        return self.root / "data"

    @property
    def cases(self) -> list[str]:
        """The names of the cases, in alphabetical order."""
        return sorted(path.parent.name for path in self.data.glob("*/datapackage.json"))

    @property
    def notebooks(self) -> Path:
        """The folder of the notebooks."""
        return self.root / "notebooks"

    @property
    def steps(self) -> tuple[str, ...]:
        """The numbered notebooks of a brief on two counts."""
        return self.steps_of(BriefKind.PAIR)

    def steps_of(self, kind: BriefKind) -> tuple[str, ...]:
        """Return the numbered notebooks of a kind of brief, which its build runs in this order; see `find_steps`."""
        return find_steps(self.notebooks, kind)

    @property
    def kinds(self) -> tuple[BriefKind, ...]:
        """The kinds of briefs for which this project has notebooks: one of an older version has none for series."""
        return tuple(kind for kind in BriefKind if (self.notebooks / kind.folder).is_dir())

    @property
    def parameters(self) -> Path:
        """The briefs, one file each."""
        return self.notebooks / "parameters"

    @property
    def briefs(self) -> list[str]:
        """The names of the briefs, in alphabetical order."""
        return sorted(path.stem for path in self.parameters.glob("*.yml"))

    @property
    def default_brief(self) -> str:
        """The brief that commands use if none is named: `default-brief` in pyproject.toml, or else the first."""
        return self._settings.get("default-brief") or next(iter(self.briefs), "")

    @property
    def default_case(self) -> str:
        """The case that commands use if none is named: `default-case` in pyproject.toml, or else the first."""
        return self._settings.get("default-case") or next(iter(self.cases), "")

    @property
    def site(self) -> str:
        """The address at which `reports/` is on the web, from `site` in pyproject.toml; empty if it is not set."""
        site = self._settings.get("site", "").strip().rstrip("/")
        if site and not SITE.fullmatch(site):
            msg = f"site in pyproject.toml is {site[:LONGEST]!r}. Write an address, such as https://example.org/briefings."
            raise ProjectError(msg)
        return site

    @cached_property
    def _settings(self) -> dict[str, str]:
        """The table `[tool.tally]` of pyproject.toml; empty if there is none."""
        path = self.root / "pyproject.toml"
        try:
            text = read_file(path, Kind.SETTINGS).decode("utf-8")
            if LONG_NAME.search(text):  # it takes memory with the square of its length
                msg = f"{path} cannot be read: it has a name of very many parts. Restore it from git."
                raise ProjectError(msg)
            settings: Any = tomllib.loads(text)
        except ReadError as error:
            if error.missing:
                return {}
            raise
        except (ValueError, RecursionError) as error:
            reason = " ".join(str(error).split())
            msg = f"{path} cannot be read: {reason[:LONGEST]}. Correct it, or restore it from git."
            raise ProjectError(msg) from error
        for table in ("tool", "tally"):
            settings = settings.get(table, {}) if isinstance(settings, dict) else {}
        named = settings.items() if isinstance(settings, dict) else ()
        return {str(name): value for name, value in named if isinstance(value, str)}

    def find_case(self, name: str | None) -> str:
        """
        Return the name of an existing case; the default case if no name is given.

        Raises
        ------
        ProjectError
            There is no such case. The message lists the cases.
        PermissionError
            Its folder cannot be read.
        """
        name = name or self.default_case
        if name in self.cases:
            return name
        hint = ""
        try:
            (self.tables(name) / "datapackage.json").stat()
        except PermissionError:
            raise  # the case may well exist
        except (OSError, ValueError):
            hint = "".join(f" Did you mean {near!r}?" for near in difflib.get_close_matches(name, self.cases, n=1))
        cases = f"The cases are: {', '.join(self.cases)}." if self.cases else "There are no cases yet."
        msg = f"There is no case {name or ''!r}.{hint} {cases} To create one: tally add case NAME"
        raise ProjectError(msg)

    def tables(self, case: str) -> Path:
        """Return the folder of a case's tables."""
        return self.data / case

    def table_files(self, case: str = "") -> list[Path]:
        """Return the files of a case: tables, passages, descriptions, boundaries; without one, the shared files."""
        folder, forms = self.data / case, ("*.csv", "*.json", *(DESCRIPTIONS if case else ()))
        more = passage_files(folder / PASSAGES) if case else []
        return sorted([*more, *(path for form in forms for path in folder.glob(form))])

    @property
    def unlisted_folders(self) -> list[str]:
        """The folders under `data/` that have tables, but no `datapackage.json`, and so are not cases."""
        return sorted({path.parent.name for path in self.data.glob("*/*.csv")} - {*self.cases})

    def report(self, brief: str) -> Path:
        """Return the folder of a brief's outputs."""
        return self.reports / brief

    def written_folders(self, briefs: Iterable[str]) -> Iterator[Path]:
        """Yield the folders in which Tally writes files: the project's, and those of some briefs."""
        failed = self.reports / ".failed"
        places = [self.notebooks / kind.folder for kind in self.kinds]
        yield from (self.reports, failed, *places, self.parameters, self.data)
        for case in self.cases:
            yield from (self.tables(case), self.tables(case) / PASSAGES)
        inner = ("editions", "exports", "charts", *(f"notebooks/{kind.folder}" for kind in BriefKind))
        for report in map(self.report, briefs):
            yield from (report, *(report / name for name in inner), *report.glob("drafts/*"), failed / report.name)


def _check_reports(project: Project) -> None:
    """Check that a folder for reports that was moved is not one of the project's own. Raises `ProjectError`."""
    if project.reports == project.root / "reports":
        return
    reports = Path(os.path.realpath(project.reports))
    if reports == project.root or {project.data, project.notebooks} & {reports, *reports.parents}:
        msg = f"TALLY_REPORTS leads to {reports}, which is the project's own. Name a folder for the reports alone."
        raise ProjectError(msg)


def passage_files(folder: Path) -> list[Path]:
    """Return the stored passages of a folder, in the order of their names."""
    return sorted(folder.glob("*.txt"))


def find_project(start: Path | None = None) -> Project:
    """
    Find the project that a folder belongs to; by default the working directory.

    Raises
    ------
    ProjectError
        Neither the folder nor any above it holds `data/` and `notebooks/parameters/`.
    JournalError
        A command was stopped while it changed files, and that can be neither completed nor undone.

    Notes
    -----
    The environment variable `TALLY_REPORTS` moves `reports/`, so that a build can be completed before it is published.
    """
    try:
        here = (start or Path.cwd()).resolve()
    except OSError as error:
        msg = "The working directory does not exist any more, or cannot be read. Change to the folder of the project."
        raise ProjectError(msg) from error
    for folder in (here, *here.parents):
        if (folder / "data").is_dir() and (folder / "notebooks" / "parameters").is_dir():
            project = Project(folder, reports_folder(folder / "reports"))
            _check_reports(project)
            if any(os.path.lexists(home / EDIT) for home in (project.data, project.reports)):
                from tally.project.journal import recover  # seldom needed

                recover(project)
            return project
    msg = f"{here} is not inside a Tally project: no folder above it holds data/ and notebooks/parameters/. {REMEDY}"
    raise ProjectError(msg)
