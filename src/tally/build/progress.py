"""Show how far a batch is: one line that changes at a terminal, a line for each briefing elsewhere."""

import sys
from dataclasses import dataclass
from time import monotonic
from typing import Protocol, TextIO


@dataclass(frozen=True)
class Outcome:
    """What became of one brief: nothing more to say, or why there is no new page."""

    brief: str
    seconds: float
    failure: str = ""


class Progress(Protocol):
    """What is told of a batch as it goes on."""

    pause: float | None

    def started(self, brief: str) -> None:
        """Take note that a brief is being built."""

    def ended(self, outcome: Outcome) -> None:
        """Take note of what became of one."""

    def waited(self) -> None:
        """Bring the time up to date."""

    def close(self) -> None:
        """Say no more."""


class Lines:
    """A line for each briefing that is done or has failed."""

    pause: float | None = None

    def __init__(self, total: int, out: TextIO = sys.stderr) -> None:
        self._total, self._out, self._done = total, out, 0

    def started(self, brief: str) -> None:
        """Nothing: lines are for what is done."""

    def ended(self, outcome: Outcome) -> None:
        """Say what became of a brief."""
        self._done += 1
        said = outcome.failure or f"built in {outcome.seconds:.1f} s"
        print(f"{self._done} of {self._total}  {outcome.brief}: {said}", file=self._out, flush=True)

    def waited(self) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class Line:
    """One line that says how many are done, running and failed, and how long the rest will take."""

    pause: float | None = 0.2

    def __init__(self, total: int, out: TextIO = sys.stderr) -> None:
        self._total, self._out, self._start = total, out, monotonic()
        self._running: list[str] = []
        self._done = self._failed = 0

    def started(self, brief: str) -> None:
        """Take note that a brief is being built."""
        self._running.append(brief)
        self.waited()

    def ended(self, outcome: Outcome) -> None:
        """Take note of what became of one; a failure is shown at once and stays."""
        if outcome.brief in self._running:
            self._running.remove(outcome.brief)
        self._done += 1
        if outcome.failure:
            self._failed += 1
            self._out.write(f"\r\x1b[K{outcome.brief}: {outcome.failure}\n")
        self.waited()

    def waited(self) -> None:
        """Draw the line anew."""
        took = monotonic() - self._start
        left = took / self._done * (self._total - self._done) if self._done else None
        said = f"{self._done} of {self._total} done, {len(self._running)} running"
        said += f", {self._failed} failed" if self._failed else ""
        said += f", {_clock(took)} so far" + (f", about {_clock(left)} left" if left is not None else "")
        self._out.write(f"\r\x1b[K{said}")
        self._out.flush()

    def close(self) -> None:
        """Leave the line."""
        self._out.write("\r\x1b[K")
        self._out.flush()


def make_progress(total: int, out: TextIO = sys.stderr) -> Progress:
    """Choose how to show it."""
    return Line(total, out) if out.isatty() else Lines(total, out)


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
