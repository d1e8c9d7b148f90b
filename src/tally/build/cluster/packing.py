"""The files that are sent as bytes: a brief's inputs to a worker, and its outputs back."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from tally.page import OPTIONAL, required_outputs
from tally.project import Kind, Project, read_file, read_json, write_file

EDITION = re.compile(r"editions/[0-9]{1,6}\.json")
Files = Mapping[str, bytes]


def pack(project: Project, cases: Iterable[str]) -> dict[str, bytes]:
    """Read the inputs that the briefs of some cases share, by path; the notebooks without outputs."""
    paths = [project.root / "requirements.lock"]
    for case in ("", *set(cases)):
        paths += project.table_files(case)
    files = {path.relative_to(project.root).as_posix(): read_file(path, Kind.TABLE) for path in sorted(paths)}
    for name in project.steps:
        node = read_json(project.notebooks / f"{name}.ipynb", Kind.NOTEBOOK)
        for cell in node["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"], cell["execution_count"] = [], None
        files[f"notebooks/{name}.ipynb"] = json.dumps(node).encode()
    return files


def unpack(files: Files, root: Path) -> Project:
    """
    Write inputs to a folder, and return it as a project.

    Raises
    ------
    ValueError
        A path is outside the folder.
    """
    for name, content in files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            msg = f"The path {name!r} is outside the folder. Expected a path relative to the project."
            raise ValueError(msg)
        write_file(root / path, content)
    return Project(root, root / "reports")


def collect(project: Project, folder: Path) -> dict[str, bytes]:
    """Read the outputs of a build, by name."""
    names = (*required_outputs(project.steps), *OPTIONAL, *editions(folder))
    return {name: read_file(folder / name, Kind.BUILT) for name in names if (folder / name).is_file()}


def past_editions(project: Project, brief: str) -> dict[str, bytes]:
    """Read the records of a brief's past editions, by path."""
    folder = project.report(brief)
    return {f"reports/{brief}/{name}": read_file(folder / name, Kind.EDITION) for name in editions(folder)}


def editions(folder: Path) -> list[str]:
    """List the records of a brief's editions, relative to its folder."""
    return [f"editions/{path.name}" for path in sorted((folder / "editions").glob("*.json"))]


def write_outputs(project: Project, files: Files, folder: Path) -> None:
    """Write outputs to a folder; other files are ignored."""
    outputs = {*required_outputs(project.steps), *OPTIONAL}
    for name in files:
        if name in outputs or EDITION.fullmatch(name):
            write_file(folder / name, files[name])
