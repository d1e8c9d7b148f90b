"""The files that are sent as bytes: a brief's inputs to a worker, and its outputs back."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from tally.briefs import load_brief, with_uncounted
from tally.build.cluster.results import EDITION
from tally.events import place_of
from tally.page import OPTIONAL, required_outputs
from tally.project import Kind, Project, find_every_step, read_file, read_json, write_file
from tally.records import load_dossier
from tally.records.events import FOLDER, DatasetError

Files = Mapping[str, bytes]
MOST_SENT = 100_000_000  # bytes of a file of events


def pack(project: Project, cases: Iterable[str]) -> dict[str, bytes]:
    """Read the inputs that the briefs of some cases share, by path; the notebooks without outputs."""
    paths = [project.root / "requirements.lock"]
    for case in ("", *set(cases)):
        paths += project.table_files(case)
    files = {path.relative_to(project.root).as_posix(): read_file(path, Kind.TABLE) for path in sorted(paths)}
    for name in find_every_step(project.notebooks):
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
    names = (*sorted(outputs(project)), *editions(folder))
    return {name: read_file(folder / name, Kind.BUILT) for name in names if (folder / name).is_file()}


def own_files(project: Project, brief: str) -> dict[str, bytes]:
    """
    Read the inputs that only one brief needs, by path: its own file, its past editions, and what it counts from.

    Raises
    ------
    DatasetError
        A file of events may not be passed on, or is too large to be sent.
    """
    path = f"notebooks/parameters/{brief}.yml"
    files = {path: read_file(project.root / path, Kind.BRIEF)} | past_editions(project, brief)
    return files | dict(event_files(project, brief))


def event_files(project: Project, brief: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of events in the project from which a brief counts, by path; of others, a worker has its own."""
    question = load_brief(project, brief)
    dossier, paths = with_uncounted(project, question, load_dossier(project, question.case))
    for dataset in dossier.datasets.values():
        path = place_of(project, project.tables(question.case) / FOLDER / dataset.id, dataset)
        if str(path) not in paths or not path.is_relative_to(project.root) or not path.is_file():
            continue
        here = f"Build it here: tally build {brief}"
        if not dataset.may_be_shipped:
            msg = f"It counts from {dataset.id}, whose rows may not be passed on to other machines. {here}"
            raise DatasetError(msg)
        if (size := path.stat().st_size) > MOST_SENT:
            msg = f"It counts from {dataset.id}, a file of {size:,} bytes; at most {MOST_SENT:,} are sent. {here}"
            raise DatasetError(msg)
        yield path.relative_to(project.root).as_posix(), read_file(path, Kind.EVENTS)


def past_editions(project: Project, brief: str) -> dict[str, bytes]:
    """Read the records of a brief's past editions, by path."""
    folder = project.report(brief)
    return {f"reports/{brief}/{name}": read_file(folder / name, Kind.EDITION) for name in editions(folder)}


def editions(folder: Path) -> list[str]:
    """List the records of a brief's editions, relative to its folder."""
    return [f"editions/{path.name}" for path in sorted((folder / "editions").glob("*.json"))]


def outputs(project: Project) -> frozenset[str]:
    """Return the names of the files that a build may return, beside the records of editions."""
    required = (name for kind in project.kinds for name in required_outputs(project.steps_of(kind)))
    return frozenset((*required, *OPTIONAL))


def write_outputs(project: Project, files: Files, folder: Path) -> None:
    """
    Write outputs to a folder.

    Raises
    ------
    ValueError
        There is a file that no build returns.
    """
    if strange := {name for name in files if name not in outputs(project) and not EDITION.fullmatch(name)}:
        msg = f"{min(strange)!r} is not an output of a build."
        raise ValueError(msg)
    for name, content in files.items():
        write_file(folder / name, content)
