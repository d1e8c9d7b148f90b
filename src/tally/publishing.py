"""Build in a folder of its own, and show the result only once it is whole."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

from tally.editions.record import EditionError, read_editions
from tally.outputs import OPTIONAL, OUTPUTS
from tally.project import Project


@contextmanager
def staging(project: Project, name: str) -> Iterator[Path]:
    """Give a folder to build in, beside what it will replace; it goes in the end, whatever happens."""
    project.reports.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{name}-{os.getpid()}-", dir=project.reports))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(project: Project) -> None:
    """Remove the folders of builds that were killed."""
    for folder in project.reports.glob(".*-*-*"):
        pid = folder.name.rsplit("-", 2)[1]
        if folder.is_dir() and pid.isdigit() and not _runs(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)


def unwritten(made: Path) -> list[str]:
    """List what the notebooks should have written and have not."""
    return [output for output in OUTPUTS if not (made / output).is_file()]


def bring_editions(project: Project, brief: str, reports: Path) -> None:
    """Bring the editions so far to where the next is made."""
    before = project.report(brief) / "editions"
    if before.is_dir() and before != reports / brief / "editions":
        shutil.copytree(before, reports / brief / "editions")


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
        (shown / "editions").mkdir(parents=True, exist_ok=True)
        for edition in sorted((made / "editions").glob("*.json")):
            edition.replace(shown / "editions" / edition.name)
        for output in OPTIONAL:
            if not (made / output).is_file():
                (shown / output).unlink(missing_ok=True)
        for output in (*(extra for extra in OPTIONAL if (made / extra).is_file()), *OUTPUTS):
            (shown / output).parent.mkdir(parents=True, exist_ok=True)
            (made / output).replace(shown / output)


def hold_editions(made: Path, shown: Path) -> None:
    """Check that no edition would be lost: each that is shown was known when the new one was made."""
    ours = {one.edition: one.content for one in read_editions(made)}
    for one in read_editions(shown):
        if ours.get(one.edition) != one.content:
            msg = (
                f"Another build has published edition {one.edition} of {shown.name} meanwhile, "
                "or it was changed by hand. Build it again."
            )
            raise EditionError(msg)


def _runs(pid: int) -> bool:
    """Whether a process is there."""
    with suppress(PermissionError):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
    return True
