"""Build in a folder of its own, and show the result only once it is whole."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

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


def publish(project: Project, made: Path, shown: Path) -> None:
    """Put what was made in the place of what is shown, file by file, the page last."""
    with FileLock(project.reports / ".lock"):
        for output in OPTIONAL:
            if not (made / output).is_file():
                (shown / output).unlink(missing_ok=True)
        for output in (*(extra for extra in OPTIONAL if (made / extra).is_file()), *OUTPUTS):
            (shown / output).parent.mkdir(parents=True, exist_ok=True)
            (made / output).replace(shown / output)


def _runs(pid: int) -> bool:
    """Whether a process is there."""
    with suppress(PermissionError):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
    return True
