"""What a target is, how one input is tried on it, and what counts as a finding."""

import hashlib
import os
import re
import resource
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path

from hypothesis.strategies import SearchStrategy

from fuzz.room import Room
from limits import PATIENCE
from tally.errors import TallyError

HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus"
SECONDS = 3 * PATIENCE  # of processor time for an input, which has some kilobytes
MEGABYTES = 300  # by which an input may make the process grow
LONGEST = 20_000  # characters of a message
# What a terminal would obey instead of showing, and what turns or hides the words around it.
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
TARGETS: dict[str, "Target"] = {}


class FaultError(AssertionError):
    """Something that a target does not allow, in words."""


class Slow(BaseException):
    """An input that takes too long; no `except Exception` stops it."""


@dataclass(frozen=True)
class Target:
    """
    A reader or a group of commands, and the inputs that are tried on it.

    `run` is called with the bytes of an input and with a room. It may raise `TallyError`, whose message is looked at.
    `share` is its share of the time, compared with the others'; `examples` how many are tried in `make test`; `warm`
    whether processes start sooner once something was tried.
    """

    name: str
    inputs: Callable[[], SearchStrategy[bytes]]
    run: Callable[[bytes, Room], None]
    share: float = 1
    examples: int = 20
    seconds: float = SECONDS
    warm: bool = True

    @cached_property
    def strategy(self) -> SearchStrategy[bytes]:
        """What its inputs are drawn from."""
        return self.inputs()

    @property
    def folder(self) -> Path:
        """The folder of its corpus."""
        return CORPUS / self.name

    @property
    def seeds(self) -> list[Path]:
        """The inputs to start from, which were written by hand and are in order."""
        return sorted(self.folder.glob("seed-*"))

    @property
    def failed(self) -> list[Path]:
        """The inputs that failed once."""
        return sorted(path for path in self.folder.glob("*") if not path.name.startswith("seed-"))


@dataclass(frozen=True)
class Finding:
    """An input that failed. `sign` is the same for inputs that probably fail for the same reason."""

    target: str
    sign: str
    content: bytes
    words: str

    def save(self, corpus: Path = CORPUS) -> Path:
        """Add the input to the corpus, and return its path."""
        kind = re.sub(r"[^a-z0-9]+", "-", self.sign.split(" at ")[0].lower()).strip("-")[:40]
        path = corpus / self.target / f"{kind}-{hashlib.sha256(self.content).hexdigest()[:8]}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.content)
        return path


def target(
    inputs: Callable[[], SearchStrategy[bytes]], **options: float
) -> Callable[[Callable[[bytes, Room], None]], Callable[[bytes, Room], None]]:
    """Add a function to the targets, under its name."""

    def add(run: Callable[[bytes, Room], None]) -> Callable[[bytes, Room], None]:
        name = run.__name__.replace("_", "-")
        TARGETS[name] = Target(name, inputs, run, **options)
        return run

    return add


def attempt(tried: Target, content: bytes, room: Room) -> Finding | None:
    """Try one input, and return what is wrong, if anything is."""
    room.clean()
    before, printed = _peak(), StringIO()
    try:
        with limited(tried.seconds), redirect_stdout(printed), redirect_stderr(printed):
            try:
                tried.run(content, room)
            except TallyError as error:
                room.refused += 1
                check_length(str(error))
        check_silence(printed.getvalue())
    except Slow as error:
        return _finding(tried, content, error, f"more than {tried.seconds:g} s of processor time")
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return _finding(tried, content, error, "")
    if (grown := _peak() - before) > MEGABYTES:
        return Finding(tried.name, "memory", content, f"{grown} MB of memory for {len(content)} bytes")
    return None


def check_words(words: str, what: str = "The message") -> None:
    """Check that an output can be shown at a terminal."""
    if raw := RAW.search(words):
        around = words[max(raw.start() - 60, 0) : raw.end() + 20]
        message = f"{what} holds U+{ord(raw.group()):04X}: {around!a}"
        raise FaultError(message)
    check_length(words, what)


def check_silence(printed: str) -> None:
    """Check that a reader has printed nothing."""
    if printed:
        message = f"A reader prints: {printed[:300]!a}"
        raise FaultError(message)


def check_length(words: str, what: str = "The message") -> None:
    """Check that somebody can read a message."""
    if len(words) > LONGEST:
        message = f"{what} has {len(words)} characters: {words[:200]!a} …"
        raise FaultError(message)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise `Slow` after some seconds of processor time."""

    def stop(*_: object) -> None:
        raise Slow

    former = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)


def _finding(tried: Target, content: bytes, error: BaseException, words: str) -> Finding:
    """Describe an exception by its kind and by the last line of the project that it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/src/" in frame.filename and "site-packages" not in frame.filename]
    last = (own or frames)[-1]
    place = f"{Path(last.filename).name}:{last.name}"
    kind = type(error).__name__
    detail = (
        re.sub(r"[0-9]+|'[^']*'|\"[^\"]*\"", "…", str(error).split(":")[0])[:80]
        if isinstance(error, FaultError)
        else place
    )
    error.__context__ = None
    lines = [line[:200] for line in "".join(traceback.format_exception(error, limit=-6)).splitlines()]
    return Finding(tried.name, f"{kind} at {detail}", content, "\n".join([words, *lines[-14:]]).strip())


def _peak() -> int:
    """Return the most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if os.uname().sysname == "Linux" else 1024**2)
