"""What a briefing is made from: the hashes of its inputs, and the versions that made it."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from tally.project.folders import Project
from tally.project.reading import Kind, ReadError, read_file
from tally.project.steps import BriefKind, Cell, read_cells

PACKAGES = ("pandas", "scipy", "matplotlib", "seaborn", "papermill", "jupyterlab")
# Packages above the page in the flow of data: changing them changes no page.
ABOVE_THE_PAGE = frozenset(
    {"adding", "build", "cli", "documents", "explorer", "exports", "locking", "starter", "__main__.py"}
)

CODE = (".py", ".jinja", ".css", ".js", ".svg", ".ttf", ".woff2")
IN_LINES = (",\n", ": ")  # of JSON with a line for each item, which Python writes faster than an indented one

Items = Mapping[str, str]
State = tuple[int, int, int]


@dataclass(frozen=True)
class Inputs:
    """
    All that a briefing is made from.

    Attributes
    ----------
    brief : str
        SHA-256 of the brief's file.
    data : mapping
        The start of the SHA-256 of each row that is relevant to the brief, by table and id.
    code : mapping
        The start of the SHA-256 of each module, template, script and typeface, of the notebooks' cells and of the lock.
    """

    brief: str
    data: Items
    code: Items

    @cached_property
    def sha256(self) -> str:
        """One hash of all inputs."""
        return combine_hashes(self.brief, hash_items(self.data), hash_items(self.code))

    @property
    def steps(self) -> tuple[str, ...]:
        """The notebooks that make it, in order."""
        return tuple(name.removesuffix(".ipynb") for name in self.code if name.endswith(".ipynb"))

    def as_json(self, outputs: Sequence[str]) -> str:
        """Return it as JSON, with the files that were made from it, so that later changes can be found."""
        parts = {"brief": self.brief, "data": dict(self.data), "code": dict(self.code)}
        return json.dumps({"sha256": self.sha256, "outputs": list(outputs), **parts}, separators=IN_LINES) + "\n"


@dataclass(frozen=True)
class BuildInputs:
    """What is needed to build a page again: the command, the inputs, the versions, and the site's address or none."""

    command: str
    inputs: Inputs
    versions: tuple[tuple[str, str], ...]
    site: str = ""

    @property
    def sha256(self) -> str:
        """The hash of all inputs."""
        return self.inputs.sha256

    @property
    def short(self) -> str:
        """The start of the hash, enough to tell two builds apart."""
        return self.sha256[:12]


def build_inputs(project: Project, brief: str, data: Items, kind: BriefKind = BriefKind.PAIR) -> BuildInputs:
    """
    Return what is needed to build a briefing again and to check that it is the same.

    Parameters
    ----------
    project : Project
        The checkout.
    brief : str
        The brief's name.
    data : mapping
        The hashes of the rows that are relevant to it, by table and id.
    kind : BriefKind
        The kind of brief.
    """
    versions = tuple((name, _version(name)) for name in ("tally", *PACKAGES))
    inputs = Inputs(hash_brief(project, brief), data, code_hashes(project, kind))
    return BuildInputs(f"make report BRIEF={brief}", inputs, versions, project.site)


@cache
def _version(package: str) -> str:
    """Return the version of a package that this process uses, whatever is installed later."""
    from importlib.metadata import version

    return version(package)


def code_hashes(project: Project, kind: BriefKind = BriefKind.PAIR) -> Items:
    """Compute the hashes of the code, the lock and the cells of a kind's notebooks, without their outputs."""
    return {**shared_hashes(project), **step_hashes(project, kind)}


def shared_hashes(project: Project) -> Items:
    """Compute the hashes of the code and the lock, from which the briefings of all kinds are made."""
    paths = _code_files()
    parts = {name: _hash_module(paths[name], _state(paths[name])) for name in sorted(paths)}
    parts["requirements.lock"] = _short(read_file(project.root / "requirements.lock", Kind.SETTINGS))
    if project.site:
        parts["site in pyproject.toml"] = _short(project.site.encode())
    return parts


def step_hashes(project: Project, kind: BriefKind) -> Items:
    """Compute the hashes of the cells of a kind's notebooks, without their outputs."""
    names = project.steps_of(kind)
    return {f"{name}.ipynb": hash_cells(read_cells(project.notebooks / f"{name}.ipynb")) for name in names}


@cache
def _hash_module(path: str, state: State) -> str:  # noqa: ARG001  it is read again if its state is another
    """Compute the hash of a file of the code."""
    return _short(Path(path).read_bytes())


def hash_cells(cells: Iterable[Cell]) -> str:
    """Compute the hash of a notebook's cells, without their outputs and without a cell that papermill has added."""
    own = [[cell.kind, cell.source] for cell in cells if "injected-parameters" not in cell.tags]
    return _short(json.dumps(own).encode())


def input_states(project: Project, case: str) -> dict[str, State]:
    """
    Return the size and the times of change (ns) of each file that a briefing is made from, by name.

    If they are the same before and after a build, all its notebooks have read the same. The brief and the notebooks are
    not among them, since what was read of these is in the outputs.
    """
    states = {f"src/tally/{name}": _state(path) for name, path in _code_files().items()}
    tables = (project.root / "requirements.lock", *project.table_files(), *project.table_files(case))
    return states | {path.relative_to(project.root).as_posix(): _state(path) for path in tables}


def _code_files() -> dict[str, str]:
    """Return the modules, templates, scripts and typefaces from which pages are made, by their paths in the package."""
    source, paths = str(Path(__file__).parent.parent), dict[str, str]()
    for folder, folders, names in os.walk(source):
        inner = folder[len(source) + 1 :].replace(os.sep, "/")
        without = {"__pycache__"} if inner else {"__pycache__", *ABOVE_THE_PAGE}
        folders[:] = [name for name in folders if name not in without]
        modules = (name for name in names if name.endswith(CODE) and (inner or name not in ABOVE_THE_PAGE))
        paths |= {f"{inner}/{name}".lstrip("/"): f"{folder}/{name}" for name in modules}
    return paths


def file_states(folder: Path, names: Iterable[str]) -> list[list[int]]:
    """Return the size and the times of change of files in a folder that are too large to be read each time."""
    return [[*_state(folder / name)] for name in names]


def _state(path: str | Path) -> State:
    """Return the size and the times of change of a file; zeros if it is missing."""
    with suppress(OSError):
        status = os.stat(path)  # noqa: PTH116  half the time of Path.stat
        return status.st_size, status.st_mtime_ns, status.st_ctime_ns
    return 0, 0, 0


def hash_brief(project: Project, brief: str) -> str:
    """Compute the hash of a brief's file; of the empty text if there is none."""
    path = project.parameters / f"{brief}.yml"
    try:
        content = read_file(path, Kind.BRIEF)
    except ReadError:  # reading it reports that
        content = b""
    return hashlib.sha256(content).hexdigest()


def hash_tables(project: Project, case: str) -> str:
    """Compute one hash of all tables and passages of a case and of the shared files."""
    digest = hashlib.sha256()
    for path in (*project.table_files(), *project.table_files(case)):
        try:
            content = read_file(path, Kind.TABLE)
        except ReadError:  # loading the case reports that
            content = b""
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()


def hash_items(items: Items) -> str:
    """Compute one hash of named hashes, whatever their order."""
    return hashlib.sha256("\n".join(f"{name}\0{items[name]}" for name in sorted(items)).encode()).hexdigest()


def combine_hashes(*hashes: str) -> str:
    """Compute one hash of several hashes."""
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def _short(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
