"""Build in a folder of its own, and show the result only once it is whole."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from tally.editions import EditionError, EditionSummary, read_edition, read_editions, read_overview
from tally.page import OPTIONAL, required_outputs
from tally.project import CHANGED, Project, edited_outputs, read_record, write_file

SET_ASIDE = ".changed"  # in reports/: files that were changed by hand, as they were before a build replaced them


@contextmanager
def staging(project: Project, name: str) -> Iterator[Path]:
    """Give a folder to build in, beside what it will replace; it goes in the end, whatever happens."""
    project.reports.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{name}-{os.getpid()}-", dir=project.reports))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_leftovers(project: Project) -> None:
    """Remove the folders of builds that were killed."""
    import psutil

    for folder in project.reports.glob(".*-*-*"):
        pid = folder.name.rsplit("-", 2)[1]
        if folder.is_dir() and pid.isdigit() and not psutil.pid_exists(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)


def unwritten(project: Project, made: Path) -> list[str]:
    """List what the notebooks should have written and have not."""
    return [output for output in required_outputs(project.steps) if not (made / output).is_file()]


def unlisted(project: Project, made: Path) -> list[str]:
    """List the files that the notebooks have written and that would not be published."""
    listed = {*required_outputs(project.steps), *OPTIONAL}
    written = (path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())
    return sorted(name for name in written if name not in listed and not name.startswith("editions/"))


def bring_editions(project: Project, brief: str, reports: Path) -> None:
    """
    Bring the editions so far to where the next is made.

    The record of the last one stays behind if it was changed by hand: the build writes it again, and what is not the
    same then is refused.
    """
    shown, there = project.report(brief), reports / brief / "editions"
    before = shown / "editions"
    if before.is_dir() and before != there:
        shutil.copytree(before, there)
        last = max(published(shown), default=0)
        if f"editions/{last}.json" in edited_outputs(shown, read_record(shown) or {}):
            (there / f"{last}.json").unlink(missing_ok=True)


def published(shown: Path) -> dict[int, EditionSummary]:
    """
    Return the editions that were published, by number, even if their records were changed or removed by hand since.

    They are those that `editions.json` lists, as long as that file itself is as it was published.
    """
    record, found = read_record(shown) or {}, read_overview(shown)
    if found is None or not isinstance(record.get("outputs"), dict) or "editions.json" in edited_outputs(shown, record):
        return {}
    return {one.edition: one for one in found.editions}


def publish(project: Project, made: Path, shown: Path) -> None:
    """
    Put what was made in the place of what is shown, file by file, the page last.

    Raises
    ------
    EditionError
        Another build has published an edition meanwhile that this one does not know of.
    """
    with FileLock(project.reports / ".lock"):
        hold_editions(made, shown)
        set_aside(project, shown)
        (shown / "editions").mkdir(parents=True, exist_ok=True)
        for edition in sorted((made / "editions").glob("*.json")):
            edition.replace(shown / "editions" / edition.name)
        former = [f"notebooks/{path.name}" for path in (shown / "notebooks").glob("*.ipynb")]
        recorded = (read_record(shown) or {}).get("outputs", ())
        for output in (*OPTIONAL, *(name for name in former if name in recorded)):
            if not (made / output).is_file():
                (shown / output).unlink(missing_ok=True)
        written = [output for output in OPTIONAL if (made / output).is_file()]
        for output in (*written, *required_outputs(project.steps)):
            (shown / output).parent.mkdir(parents=True, exist_ok=True)
            (made / output).replace(shown / output)


def hold_editions(made: Path, shown: Path) -> None:
    """Check that no edition would be lost or altered: each that is shown was known when the new one was made."""
    ours = {one.edition: (one.content, one.date) for one in read_editions(made)}
    known = published(shown)
    changed = {name for name in edited_outputs(shown, read_record(shown) or {}) if name.startswith("editions/")}
    for number in sorted(int(Path(name).stem) for name in changed):
        one = known.get(number)
        if one is None or number != max(known) or ours.get(number) != (one.content, one.date):
            msg = (
                f"{shown}/editions/{number}.json was changed or removed by hand after edition {number} was published, "
                "and cannot be made again. Put it back as it was, then build again."
            )
            raise EditionError(msg)
    for path in sorted((shown / "editions").glob("*.json")):
        if f"editions/{path.name}" in changed or not path.stem.isdigit():
            continue
        there = read_edition(path)
        if ours.get(there.edition) != (there.content, there.date):
            msg = (
                f"Another build has published edition {there.edition} of {shown.name} meanwhile, "
                "or it was changed by hand. Build it again."
            )
            raise EditionError(msg)


def set_aside(project: Project, shown: Path) -> None:
    """Keep a copy of each published file that was changed by hand, before a build replaces it."""
    for name, how in edited_outputs(shown, read_record(shown) or {}).items():
        if how == CHANGED:
            kept = project.reports / SET_ASIDE / shown.name / name
            write_file(kept, (shown / name).read_bytes())
