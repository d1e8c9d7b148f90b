"""Print for the user: every word to a terminal passes here, with hidden characters shown as text."""

import os
import sys
from contextlib import suppress
from typing import Any, TextIO

from tally.errors import TallyError, explain

PLAIN = 4_000  # characters up to which no line is cut


class OutputError(TallyError, OSError):
    """The output could not be written. `closed` tells whether the program that read it has ended."""

    def __init__(self, error: OSError | ValueError) -> None:
        self.closed = isinstance(error, BrokenPipeError)
        reason = explain(error) if isinstance(error, OSError) else f"It is closed ({error})."
        super().__init__(f"The output could not be written. {reason}")


def say(text: object, *, breaks: bool = True) -> None:
    """
    Print a line of the result to standard output.

    Parameters
    ----------
    text : object
        What is printed, as `print` would.
    breaks : bool
        Whether it may consist of several lines; a path may not.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    try:
        print(_shown(str(text), breaks=breaks))
    except (OSError, ValueError) as error:
        _print_no_more(sys.stdout)
        raise OutputError(error) from error


def note(text: object, *, end: str = "\n", out: TextIO | None = None) -> None:
    """Print a line of the progress or a message to standard error; where nobody can be told, the work goes on."""
    try:
        print(_shown(str(text)), end=end, file=sys.stderr if out is None else out, flush=True)
    except (OSError, ValueError):
        _print_no_more(sys.stderr if out is None else out)


def ask(question: str) -> str:
    """Print a question to the terminal, and return the line that is typed."""
    return input(_shown(question))


def _shown(text: str, *, breaks: bool = True) -> str:
    """Return a text for a terminal; the plain ones, which most are, without the list of hidden characters."""
    if len(text) < PLAIN and text.isascii() and (text.replace("\n", "") if breaks else text).isprintable():
        return text
    from tally.text import shown

    return shown(text, breaks=breaks)


def flush_output() -> None:
    """
    Write what was printed and is not yet written.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError) as error:
        _print_no_more(sys.stdout)
        raise OutputError(error) from error


def _print_no_more(stream: TextIO) -> None:
    """Connect a standard stream with nothing, so that the end of the process does not fail at the same place again."""
    with suppress(OSError, ValueError):  # a test's stream has no number
        if (number := stream.fileno()) in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def open_streams() -> None:
    """Open the standard streams that were closed, on nothing, and let each of them print or read any text."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # takes the lowest number that is free
    for name, number, mode in (("stdin", 0, "r"), ("stdout", 1, "w"), ("stderr", 2, "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115  for the process
    streams: tuple[tuple[Any, str], ...] = ((sys.stdin, "surrogateescape"), (sys.stdout, "backslashreplace"))
    for stream, errors in streams:
        if hasattr(stream, "reconfigure") and stream.errors != errors:
            stream.reconfigure(errors=errors)
