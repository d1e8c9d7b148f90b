"""Run a command so that whatever goes wrong ends in a sentence and a status: the one handler of all errors."""

import sys
from collections.abc import Callable
from pathlib import Path

from tally.errors import explain
from tally.project.ending import stoppable
from tally.project.printing import OutputError, flush_output, note, open_streams
from tally.project.writing import make_folder, random_token, remove, write_new

FAILED, STOPPED, UNREAD = 1, 130, 141  # exit statuses: 2 is argparse's; above 128 it is a signal's number and 128
DETAILS = ".errors"  # in reports/: what is known about unexpected errors
SUFFIX = ".txt"
MOST_KEPT = 20


def guarded(run: Callable[[], int]) -> int:
    """
    Run a command, and return its exit status.

    Returns
    -------
    int
        The command's own status; 1 if it ended in an error; 130 if it was stopped with Ctrl-C, SIGTERM or
        SIGHUP; 141 if the program that read its output ended before.
    """
    open_streams()
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = lambda _: None  # what cannot be closed at the end is nothing that a user can do about
    with stoppable():
        status = _status(run)
        return _status(flush_output) or status


def _status(run: Callable[[], int | None]) -> int:
    """Run something, print what went wrong, and return a status."""
    try:
        return int(run() or 0)
    except SystemExit:
        if code := _status(flush_output):
            return code
        raise
    except OutputError as error:
        if error.closed:
            return UNREAD
        note(f"tally: {describe(error)}")
    except KeyboardInterrupt:
        note("\nStopped. Briefings built before are unchanged.")
        return STOPPED
    except EOFError:
        note("\ntally: The input ended. Nothing was written.")
    except Exception as error:  # noqa: BLE001  the one place that turns errors into sentences
        note(f"tally: {describe(error)}")
    return FAILED


def describe(error: Exception) -> str:
    """Return the sentence for any error; about an unexpected one, write the details to a file and name that."""
    try:
        if sentence := explain(error):
            return sentence
        path = write_details(error)
    except MemoryError as second:
        return explain(second)
    where = f"The details are in {path}" if path else "The details could not be written"
    return (
        f"This should not happen: {type(error).__name__}: {error}\nIt is a fault in Tally. {where}. "
        "Please report it, with what you did."
    )


def write_details(error: Exception) -> Path | None:
    """
    Write what is known about an unexpected error, without secrets, and return the file; None where none can be written.

    It has the versions, the command line and the lines of code, without passwords and queries of addresses. No
    variable of the environment is written. It is in `reports/.errors/`, where the last few are kept, or else in the
    folder for temporary files; only its owner can read it.
    """
    import re
    import shlex
    import traceback
    from platform import platform, python_version

    command = shlex.join(["tally", *sys.argv[1:]])
    details = f"Python {python_version()}, {platform()}\n{command}\n\n{''.join(traceback.format_exception(error))}"
    details = re.sub(r"(?<=://)[^\s/@'\"]*@|(?<=[^\s?]\?)[^\s'\"]+=[^\s'\"]*", "…", details)
    for folder in _folders():
        try:
            return _write(folder, details)
        except OSError:
            continue
    return None


def _folders() -> list[Path | None]:
    """Return the folders for details, in the order in which they are tried; None for that of temporary files."""
    from tally.project.folders import find_project

    try:
        return [find_project().reports / DETAILS, None]
    except Exception:  # noqa: BLE001  what is wrong there is said elsewhere; these are the details of another error
        return [None]


def _write(folder: Path | None, details: str) -> Path:
    """Write details to a new file, and delete the oldest where there are many."""
    import tempfile
    from datetime import datetime

    if folder:
        make_folder(folder)
        for old in sorted(path for path in folder.iterdir() if path.suffix == SUFFIX)[: -MOST_KEPT + 1]:
            remove(old)
    name = f"{'' if folder else 'tally-'}{datetime.now().astimezone():%Y-%m-%d-%H%M%S}-{random_token()}{SUFFIX}"
    path = (folder or Path(tempfile.gettempdir())) / name
    write_new(path, details.encode("utf-8", "backslashreplace"), 0o600)
    return path
