"""What a briefing is made from: its inputs' hash, and the versions that made it."""

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tally.project import Project

PACKAGES = ("pandas", "scipy", "matplotlib", "seaborn", "papermill", "jupyterlab")
NOTEBOOKS = ("1-figures", "2-change", "3-briefing")
START_PAGE = "explore"


@dataclass(frozen=True)
class Provenance:
    """How to make a page again: the command, the SHA-256 of all that went in, and the versions that were used."""

    command: str
    sha256: str
    versions: tuple[tuple[str, str], ...]

    @property
    def short(self) -> str:
        """The start of the hash, enough to tell two builds apart."""
        return self.sha256[:12]


def provenance(project: Project, brief: str, data: str = "data") -> Provenance:
    """Gather what someone needs to make a briefing again and see that it is the same."""
    versions = tuple((name, version(name)) for name in ("tally", *PACKAGES))
    return Provenance(f"make report BRIEF={brief}", hash_inputs(project, brief, data), versions)


def hash_inputs(project: Project, brief: str, data: str = "data") -> str:
    """
    Hash everything that a briefing depends on: data, parameters, notebooks, helpers, templates and lock.

    Of the notebooks only the cells count, not the outputs stored with them.
    """
    source = Path(__file__).parent
    files = [
        *sorted(path for path in project.tables(data).iterdir() if path.suffix in (".csv", ".json")),
        *sorted((project.tables(data) / "passages").glob("*.txt")),
        project.parameters / f"{brief}.yml",
        project.root / "requirements.lock",
        *sorted(source.rglob("*.py")),
        *sorted((source / "templates").iterdir()),
        *sorted((source / "fonts").iterdir()),
    ]
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    for name in NOTEBOOKS:
        cells = json.loads((project.notebooks / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
        digest.update(json.dumps([[cell["cell_type"], "".join(cell["source"])] for cell in cells]).encode())
    return digest.hexdigest()
