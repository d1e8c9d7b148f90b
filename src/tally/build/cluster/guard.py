"""Keep what a cluster sends from doing anything but being read."""

import logging
import pickletools
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TypeVar, cast

from tally.errors import TallyError

LOGGERS = ("distributed", "tornado", "asyncio")
ALLOWED = (("builtins", "bytes"),)  # names that a pickle may have: Dask writes them beside the bytes of errors
NO_WORDS = (
    "builtins",
    "tblib.pickling_support",
    "unpickle_exception_with_attrs",
    "unpickle_exception",
    "__dict__",
    "args",
)
MOST = 200  # characters of what an error says
T = TypeVar("T")
_connections: list[int] = []  # one entry for each that is open


class LateError(TallyError, TimeoutError):
    """A call has not ended in time. It goes on in a thread of its own, which ends with the process."""


class UntrustedError(TallyError, TypeError):
    """Something would have been unpickled that a cluster has sent."""


@contextmanager
def no_unpickling() -> Iterator[None]:
    """
    Restrict unpickling, in the whole process, to what names no class or function.

    Unpickling calls what a pickle names, so its author could run code here. Dask unpickles in many places:
    results, the types of results, exceptions, tracebacks and events. Python itself reports each name that a pickle
    has, before it is looked up, wherever that happens.
    """
    _watch()
    _connections.append(1)
    try:
        yield
    finally:
        _connections.pop()


@cache
def _watch() -> None:
    """Add the hook that refuses, once, since Python can remove none."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Raise an error before a name in a pickle is looked up."""
    if _connections and event == "pickle.find_class" and arguments not in ALLOWED:
        msg = f"{'.'.join(map(str, arguments))} was not loaded: what a cluster sends is not unpickled."
        raise UntrustedError(msg)


@contextmanager
def quiet() -> Iterator[None]:
    """Print nothing of what Dask logs: it writes tracebacks for losses that are reported in a sentence."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in LOGGERS]
    levels = {name: logging.getLogger(name).level for name in {*names, *LOGGERS}}
    for name in levels:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def within(seconds: float, call: Callable[[], T]) -> T:
    """
    Return what a call returns, if it does in time; Dask has calls that wait without a limit.

    Raises
    ------
    LateError
        It does not.
    """
    answers: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put((call(), None))
        except BaseException as error:  # noqa: BLE001  raised again where it is waited for
            answers.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        answer, error = answers.get(timeout=seconds)
    except queue.Empty as late:
        raise LateError from late
    if error:
        raise error
    return cast("T", answer)


def words(error: BaseException | None) -> str:
    """Return the first texts in an error that came from a cluster, its name and message, without unpickling it."""
    content = error.args[0] if error and error.args else ""
    if not isinstance(content, bytes | bytearray):
        return str(error or "")[:MOST]
    try:
        texts = [text for _, text, _ in pickletools.genops(bytes(content)) if isinstance(text, str)]
    except Exception:  # noqa: BLE001  it is not a pickle
        return ""
    return " ".join([text for text in texts if text not in NO_WORDS][:2])[:MOST]
