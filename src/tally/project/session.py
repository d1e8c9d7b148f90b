"""The mark of a build, by which a notebook knows that its files may be published."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tally.project.reading import Kind, read_file
from tally.project.writing import write_file

REPORTS = "TALLY_REPORTS"  # the environment variable that moves `reports/`
SECRET = "TALLY_BUILD"  # noqa: S105  the name of the variable with the content of the mark
CELL_SECONDS = 600  # that a cell may run, unless a build sets another limit
MARK = ".build"  # in the folder that a build fills


@contextmanager
def mark_build(reports: Path) -> Iterator[dict[str, str]]:
    """
    Mark a folder as a build's, while the build runs.

    Parameters
    ----------
    reports : Path
        The folder of the build, never the published one.

    Yields
    ------
    dict
        The environment variables with which a notebook finds the folder and recognises the mark.
    """
    import secrets  # slow to import, and needed in builds alone

    secret, mark = secrets.token_hex(16), reports / MARK
    write_file(mark, secret)
    try:
        yield {REPORTS: str(reports), SECRET: secret}
    finally:
        mark.unlink(missing_ok=True)


def in_build(reports: Path) -> bool:
    """
    Return whether this process runs for a build that fills a folder.

    A variable left over from a build is not enough: the mark in the folder must have the same secret.
    """
    if not (secret := os.environ.get(SECRET, "")):
        return False
    import secrets

    try:
        return secrets.compare_digest(secret, read_file(reports / MARK, Kind.NOTE).decode("ascii"))
    except (ValueError, TypeError):
        return False


def reports_folder(usual: Path) -> Path:
    """Return the reports folder: `usual`, unless a variable moves it. A variable left over from a build does not."""
    moved = os.environ.get(REPORTS)
    if not moved or (os.environ.get(SECRET) and not in_build(Path(moved))):
        return usual
    return Path(moved).absolute()
