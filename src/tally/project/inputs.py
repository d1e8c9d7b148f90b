"""What a briefing is made from: the hashes of its inputs, and the versions that made it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tally.project.folders import Project
from tally.project.steps import read_cells

PACKAGES = ("pandas", "scipy", "matplotlib", "seaborn", "papermill", "jupyterlab")
# Packages above the page in the flow of data: changing them changes no page.
ABOVE_THE_PAGE = frozenset({"adding", "build", "cli", "documents", "explorer", "exports", "locking", "__main__.py"})

Items = Mapping[str, str]


@dataclass(frozen=True)
class Inputs:
    """
    All that a briefing is made from.

    Attributes
    ----------
    brief : str
        SHA-256 of the brief's file.
    data : mapping
        Each row that bears on the brief, by table and id, with the start of its SHA-256.
    machinery : mapping
        Each helper, template and typeface, the cells of the notebooks and the lock, with the start of its SHA-256.
    """

    brief: str
    data: Items
    machinery: Items

    @cached_property
    def sha256(self) -> str:
        """One hash for all of it."""
        return combine_hashes(self.brief, hash_items(self.data), hash_items(self.machinery))

    @property
    def steps(self) -> tuple[str, ...]:
        """The notebooks that make it, in order."""
        return tuple(name.removesuffix(".ipynb") for name in self.machinery if name.endswith(".ipynb"))

    def as_json(self, outputs: Sequence[str]) -> str:
        """Write it down with the files that were made from it, so that it can be told later what has changed."""
        parts = {"brief": self.brief, "data": dict(self.data), "machinery": dict(self.machinery)}
        return json.dumps({"sha256": self.sha256, "outputs": list(outputs), **parts}, indent=1) + "\n"


@dataclass(frozen=True)
class BuildInputs:
    """How to make a page again: the command, all that went in, and the versions that were used."""

    command: str
    inputs: Inputs
    versions: tuple[tuple[str, str], ...]

    @property
    def sha256(self) -> str:
        """The hash of all that went in."""
        return self.inputs.sha256

    @property
    def short(self) -> str:
        """The start of the hash, enough to tell two builds apart."""
        return self.sha256[:12]


def build_inputs(project: Project, brief: str, data: Items) -> BuildInputs:
    """
    Gather what someone needs to make a briefing again and see that it is the same.

    Parameters
    ----------
    project : Project
        The checkout.
    brief : str
        The brief's name.
    data : mapping
        The rows that bear on it, as `items` lists them.
    """
    from importlib.metadata import version

    versions = tuple((name, version(name)) for name in ("tally", *PACKAGES))
    inputs = Inputs(hash_brief(project, brief), data, code_hashes(project))
    return BuildInputs(f"make report BRIEF={brief}", inputs, versions)


def code_hashes(project: Project) -> Items:
    """Hash what all briefings are made with. Of the notebooks only the cells count, not what they show."""
    source = Path(__file__).parent.parent
    found = {
        path.relative_to(source).as_posix(): path
        for path in source.rglob("*.*")
        if path.suffix in (".py", ".jinja", ".css", ".ttf", ".woff2")
        and path.relative_to(source).parts[0] not in ABOVE_THE_PAGE
    }
    parts = {name: _short(found[name].read_bytes()) for name in sorted(found)}
    parts["requirements.lock"] = _short((project.root / "requirements.lock").read_bytes())
    for name in project.steps:
        cells = [[cell.kind, cell.source] for cell in read_cells(project.notebooks / f"{name}.ipynb")]
        parts[f"{name}.ipynb"] = _short(json.dumps(cells).encode())
    return parts


def hash_brief(project: Project, brief: str) -> str:
    """Hash a brief's file; the empty text where there is none."""
    path = project.parameters / f"{brief}.yml"
    return hashlib.sha256(path.read_bytes() if path.is_file() else b"").hexdigest()


def hash_items(items: Items) -> str:
    """Hash a list of hashes, in whatever order it comes."""
    return hashlib.sha256("\n".join(f"{name}\0{items[name]}" for name in sorted(items)).encode()).hexdigest()


def combine_hashes(*hashes: str) -> str:
    """Make one hash of several."""
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def _short(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
