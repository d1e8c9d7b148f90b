"""Create a project: data, notebooks, a Makefile, the list of packages, and a first example."""

import json
import os
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution
from pathlib import Path

from tally.adding.prompts import PromptError
from tally.briefs import Brief, load_brief
from tally.project import (
    CHECKOUT,
    START_PAGE,
    Kind,
    Project,
    add_link,
    find_every_step,
    move_into,
    read_file,
    remove_leftovers,
    staging,
    write_file,
)

STARTER = Path(__file__).parent.parent / "starter"
NAMES = {"gitignore": ".gitignore"}  # that file would itself apply in Tally's own folder


def create_project(folder: Path) -> Path:
    """
    Create a project in a folder, completely or not at all.

    Parameters
    ----------
    folder : Path
        The folder. It may exist if it is empty, and is not inside another project.

    Returns
    -------
    Path
        The folder, as an absolute path. The example in it is the default brief of the checkout that Tally runs from, or
        the one that was packed with Tally.

    Raises
    ------
    PromptError
        The folder is not empty, is a file, or is inside a project. Nothing was written.
    OSError
        It cannot be written. Nothing is left.
    """
    folder = folder.absolute()
    target = Path(os.path.realpath(folder))
    if target.is_file():
        msg = f"{folder} is a file. Name a new folder, or an empty one."
        raise PromptError(msg)
    if target.is_dir() and any(target.iterdir()):
        msg = f"{folder} is not empty. Name a new folder, or an empty one."
        raise PromptError(msg)
    if not target.parent.is_dir():
        msg = f"There is no folder {target.parent}, in which {target.name} would be created. Create it first."
        raise PromptError(msg)
    for above in target.parents:
        if (above / "data").is_dir() and (above / "notebooks" / "parameters").is_dir():
            msg = f"{folder} is inside the project {above}. Name a folder outside it."
            raise PromptError(msg)
    remove_leftovers(target.parent)
    with staging(target.parent, "tally-init") as work:
        project = work / "project"
        for name, content in _contents():
            write_file(project / name, content)
        if environment := _environment():
            add_link(project / ".venv", environment)
        move_into(project, target)
    return folder


def _contents() -> Iterator[tuple[str, bytes]]:
    """Yield the files of a new project, each with its name and its content."""
    root = STARTER if (STARTER / "data").is_dir() else CHECKOUT
    source = Project(root, root / "reports")
    brief = load_brief(source, source.default_brief)
    for path in (STARTER / name for name in ("Makefile", "README.md", "gitignore")):
        yield NAMES.get(path.name, path.name), read_file(path, Kind.SETTINGS)
    for path in _shared(source, brief):
        yield path.relative_to(root).as_posix(), read_file(path, Kind.SETTINGS)
    settings = f'[tool.tally]\ndefault-brief = "{brief.brief}"\ndefault-case = "{brief.case}"\n'
    yield "pyproject.toml", settings.encode()
    yield "requirements.txt", f"# Tally itself; what it needs is in requirements.lock\n{_origin()}\n".encode()


def _shared(source: Project, brief: Brief) -> Iterator[Path]:
    """Yield the files that are the same in every project, and those of the example."""
    yield source.root / "requirements.lock"
    yield source.data / "README.md"
    yield from source.table_files()
    yield from source.table_files(brief.case)
    yield from (source.notebooks / f"{name}.ipynb" for name in (*find_every_step(source.notebooks), START_PAGE))
    yield source.parameters / f"{brief.brief}.yml"


def _environment() -> Path | None:
    """Return the environment that this command runs in; None if it is not one that has the command."""
    own = sys.prefix != sys.base_prefix or (Path(sys.prefix) / "conda-meta").is_dir()
    return Path(sys.prefix) if own and os.access(Path(sys.prefix) / "bin" / "tally", os.X_OK) else None


def _origin() -> str:
    """Return the requirement that installs Tally from where it was installed; a comment if that is not recorded."""
    try:
        origin = json.loads(Distribution.from_name("tally").read_text("direct_url.json") or "{}")
        address, commit = str(origin["url"]), origin.get("vcs_info", {})
    except (OSError, ValueError, KeyError, ImportError):  # PackageNotFoundError is an ImportError
        return "# (name here the file or the address that Tally is installed from)"
    return f"tally @ {commit['vcs']}+{address}@{commit['commit_id']}" if commit else f"tally @ {address}"
