"""The mark of a build: by it alone a notebook knows that what it writes may be published."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tally.project.writing import write_file

REPORTS = "TALLY_REPORTS"  # the environment variable that moves `reports/`
SECRET = "TALLY_BUILD"  # noqa: S105  names the variable that holds what the mark must hold
CELL_SECONDS = 600  # that a cell of a notebook may run, where a build is not given another limit
MARK = ".build"  # in the folder that a build fills


@contextmanager
def mark_build(reports: Path) -> Iterator[dict[str, str]]:
    """
    Mark a folder as one that a build fills, as long as the build runs.

    Parameters
    ----------
    reports : Path
        The folder, which is the build's own and never the published one.

    Yields
    ------
    dict
        The environment variables that lead a notebook to the folder and let it recognise the mark.
    """
    secret, mark = secrets.token_hex(16), reports / MARK
    write_file(mark, secret)
    try:
        yield {REPORTS: str(reports), SECRET: secret}
    finally:
        mark.unlink(missing_ok=True)


def in_build(reports: Path) -> bool:
    """
    Return whether a build runs this process to fill a folder.

    A variable that was left over from a build is not enough: the mark in the folder must hold the same secret.
    """
    secret = os.environ.get(SECRET, "")
    try:
        return bool(secret) and secrets.compare_digest(secret, (reports / MARK).read_text(encoding="ascii"))
    except (OSError, ValueError, TypeError):
        return False


def reports_folder(usual: Path) -> Path:
    """Return where reports go: to `usual`, unless a variable moves them. One left over from a build does not."""
    moved = os.environ.get(REPORTS)
    if not moved or (os.environ.get(SECRET) and not in_build(Path(moved))):
        return usual
    return Path(moved)
