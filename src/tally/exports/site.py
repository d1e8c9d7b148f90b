"""Collect briefings, their list and the feed in a folder that any web server can serve."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tally.editions import read_overview
from tally.exports.errors import ExportError
from tally.exports.exporter import Exporter
from tally.page import render_list
from tally.page.downloads import find_exports, with_exports
from tally.project import Kind, Project, publishing, read_file, read_record

PAGE = "briefing.html"
CONTENTS = ".contents"  # in the folder: the names of the files that were written, so that the next time can remove them
UNDERSCORES = ".nojekyll"  # tells GitHub Pages to serve all files as they are
LEFT_OUT = ("inputs.json", "editions.json", "editions/")  # records that only builds read


def save_site(project: Project, briefs: Sequence[str], folder: Path) -> Path:
    """
    Write a site with some briefings, all of it or nothing, and return the path of its first page.

    Parameters
    ----------
    project : Project
        The checkout, in which the briefs are built and up to date.
    briefs : sequence of str
        The briefs.
    folder : Path
        The folder of the site. Of an earlier site in it, files that are no longer needed are removed; others stay.

    Raises
    ------
    ExportError
        The folder has other files and no site, or is one of the project's own.
    """
    folder = folder.resolve()
    _check_folder(project, folder)
    with publishing(project):
        files = dict(_files(project, briefs))
    with publishing(replace(project, reports=folder)) as edit:
        names = "".join(f"{name}\n" for name in sorted(files))
        former = dict.fromkeys(_former(folder) - {*files})
        edit({folder / name: content for name, content in ({**former, **files, CONTENTS: names.encode()}).items()})
    return folder / "index.html"


def _files(project: Project, briefs: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """
    Yield the files of a site by their names in it: of each briefing its page, charts, notebooks and exports.

    Where the site's address is set, each briefing also has the card that other sites show for a link to it.
    """
    for brief in briefs:
        folder, overview = project.report(brief), read_overview(project.report(brief))
        record = read_record(folder) or {}
        if overview is None or PAGE not in record.get("outputs", ()):
            msg = f"{brief} is not built. Run `tally build {brief}` first."
            raise ExportError(msg)
        exports = find_exports(project, brief, overview.editions[-1].edition)
        outputs = [name for name in record["outputs"] if not name.startswith(LEFT_OUT)]
        for name in (*outputs, *(f"exports/{export.name}" for export in exports)):
            content = read_file(folder / name, Kind.BUILT)
            if name == PAGE:
                content = with_exports(content.decode("utf-8"), exports).encode()
            yield f"{brief}/{name}", content
        if project.site:
            card = f"{brief}-edition-{overview.editions[-1].edition}-card.png"
            yield f"{brief}/exports/{card}", Exporter(project, brief).files("charts")[card]
    yield UNDERSCORES, b""
    for name, text in render_list(project, briefs).items():
        yield name, text.encode()


def _check_folder(project: Project, folder: Path) -> None:
    """Check that a folder is empty or has a site, and that nothing of the project is in it."""
    own = [path.resolve() for path in (project.data, project.notebooks, project.reports, project.root / "src")]
    if any(folder == path or path in folder.parents or folder in path.parents for path in own):
        msg = f"{folder} has files of the project, so no site is written there. Name another, such as site."
        raise ExportError(msg)
    if folder.exists() and not folder.is_dir():
        msg = f"{folder} is not a folder. Name another, such as site."
        raise ExportError(msg)
    others = [path.name for path in folder.iterdir() if not path.name.startswith(".")] if folder.is_dir() else []
    if others and not (folder / CONTENTS).is_file():
        msg = f"{folder} has other files, such as {sorted(others)[0]}, so no site is written there. Name a new folder."
        raise ExportError(msg)


def _former(folder: Path) -> set[str]:
    """Return the names of the files of the site that is in a folder; those of the list itself stay."""
    if not (folder / CONTENTS).is_file():
        return set()
    names = read_file(folder / CONTENTS, Kind.NOTE).decode("utf-8").splitlines()
    return {name for name in names if (folder / name).is_file()}
