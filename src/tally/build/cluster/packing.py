"""What travels: a brief's inputs as bytes to a worker, and its outputs as bytes back."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from tally.page import OPTIONAL, OUTPUTS
from tally.project import NOTEBOOKS, Project, write_file

EDITION = re.compile(r"editions/[0-9]{1,6}\.json")
Files = Mapping[str, bytes]


def pack(project: Project, cases: Iterable[str]) -> dict[str, bytes]:
    """Read what all briefs of some cases are made from, by path; notebooks without what they show."""
    paths = [project.root / "requirements.lock"]
    for case in ("", *set(cases)):
        paths += project.table_files(case)
    files = {path.relative_to(project.root).as_posix(): path.read_bytes() for path in sorted(paths)}
    for name in NOTEBOOKS:
        node = json.loads((project.notebooks / f"{name}.ipynb").read_bytes())
        for cell in node["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"], cell["execution_count"] = [], None
        files[f"notebooks/{name}.ipynb"] = json.dumps(node).encode()
    return files


def unpack(files: Files, root: Path) -> Project:
    """
    Write inputs to a folder, which then is a project.

    Raises
    ------
    ValueError
        A path leads out of the folder.
    """
    for name, content in files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            msg = f"{name!r} leads out of the folder"
            raise ValueError(msg)
        write_file(root / path, content)
    return Project(root, root / "reports")


def collect(folder: Path) -> dict[str, bytes]:
    """Read what a build has made."""
    names = (*OUTPUTS, *OPTIONAL, *editions(folder))
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}


def before(project: Project, brief: str) -> dict[str, bytes]:
    """Read the editions of a brief so far, by path."""
    folder = project.report(brief)
    return {f"reports/{brief}/{name}": (folder / name).read_bytes() for name in editions(folder)}


def editions(folder: Path) -> list[str]:
    """Name the records of a brief's editions, from its folder on."""
    return [f"editions/{path.name}" for path in sorted((folder / "editions").glob("*.json"))]


def lay_out(files: Files, folder: Path) -> None:
    """Write outputs to a folder; what is no output is left out."""
    for name in files:
        if name in (*OUTPUTS, *OPTIONAL) or EDITION.fullmatch(name):
            write_file(folder / name, files[name])
