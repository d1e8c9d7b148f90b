"""Show the progress of a batch, and record which briefings failed."""

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Protocol, TextIO

from tally.project import Kind, Project, ReadError, note, publishing, read_json
from tally.text import plural, shown

FAILURES = "briefs.json"  # in reports/.failed/

Notify = Callable[[str, int, float], None]  # the name of a notebook that has run, the number of its cells, seconds


@dataclass(frozen=True)
class Outcome:
    """
    The result of one brief's build.

    Attributes
    ----------
    brief : str
        The brief.
    seconds : float
        How long it took.
    failure : str
        Why it failed; empty if it did not.
    changed : tuple of str
        The inputs that changed during the build.
    """

    brief: str
    seconds: float
    failure: str = ""
    changed: tuple[str, ...] = ()


class Progress(Protocol):
    """What is notified as a batch goes on."""

    pause: float | None

    def started(self, brief: str) -> None:
        """Record that a brief is being built."""

    def ended(self, outcome: Outcome) -> None:
        """Record a result."""

    def waited(self) -> None:
        """Update the time."""

    def close(self) -> None:
        """Show no more."""


class Lines:
    """A line for each briefing that was built or failed."""

    pause: float | None = None

    def __init__(self, total: int, out: TextIO = sys.stderr) -> None:
        self._total, self._out, self._done = total, out, 0

    def started(self, brief: str) -> None:
        """Print nothing: only results are printed."""

    def ended(self, outcome: Outcome) -> None:
        """Print a result."""
        self._done += 1
        result = outcome.failure or f"built in {outcome.seconds:.1f} s"
        note(f"{self._done} of {self._total}  {outcome.brief}: {result}", out=self._out)

    def waited(self) -> None:
        """Print nothing."""

    def close(self) -> None:
        """Print nothing."""


class Line:
    """One line that shows how many are done, running and failed, and how long the rest will take."""

    pause: float | None = 0.2

    def __init__(self, total: int, out: TextIO = sys.stderr) -> None:
        self._total, self._out, self._start = total, out, monotonic()
        self._running: list[str] = []
        self._done = self._failed = 0

    def started(self, brief: str) -> None:
        """Record that a brief is being built."""
        self._running.append(brief)
        self.waited()

    def ended(self, outcome: Outcome) -> None:
        """Record a result; a failure is shown at once, in a line that stays."""
        if outcome.brief in self._running:
            self._running.remove(outcome.brief)
        self._done += 1
        if outcome.failure:
            self._failed += 1
            self._write(f"{shown(outcome.brief)}: {shown(outcome.failure)}\n")
        self.waited()

    def waited(self) -> None:
        """Write the line again."""
        elapsed = monotonic() - self._start
        rest = elapsed / self._done * (self._total - self._done) if self._done else None
        line = f"{self._done} of {self._total} done, {len(self._running)} running"
        line += f", {self._failed} failed" if self._failed else ""
        line += f", {_clock(elapsed)} so far" + (f", about {_clock(rest)} left" if rest is not None else "")
        self._write(line)

    def close(self) -> None:
        """Clear the line."""
        self._write("")

    def _write(self, line: str) -> None:
        """Replace the line; where nobody can be told, the work goes on."""
        with suppress(OSError, ValueError):
            self._out.write(f"\r\x1b[K{line}")
            self._out.flush()


def make_progress(total: int, out: TextIO = sys.stderr) -> Progress:
    """Return what shows the progress of a batch of this size."""
    return Line(total, out) if out.isatty() else Lines(total, out)


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def read_failures(project: Project) -> dict[str, str]:
    """Read which briefs failed when they were last built, and why."""
    try:
        known = read_json(project.reports / ".failed" / FAILURES, Kind.NOTE)
    except ReadError:
        return {}
    return {str(brief): str(why) for brief, why in known.items()} if isinstance(known, dict) else {}


def record_failures(project: Project, outcomes: Sequence[Outcome]) -> None:
    """Record which briefs failed, and forget those that did not fail this time."""
    if not outcomes:
        return
    path = project.reports / ".failed" / FAILURES
    attempts = {outcome.brief for outcome in outcomes}
    with publishing(project) as edit:
        failures = {brief: why for brief, why in read_failures(project).items() if brief not in attempts}
        failures |= {outcome.brief: outcome.failure for outcome in outcomes if outcome.failure}
        edit({path: json.dumps(failures, indent=1) + "\n" if failures else None})


def headline(failure: str) -> str:
    """Return the first line of a message, and the second too if the first ends with a colon."""
    first, _, rest = failure.partition("\n")
    return f"{first} {rest.partition(chr(10))[0].strip()}" if first.endswith(":") and rest else first


def changed_notice(brief: str, changed: Sequence[str]) -> str:
    """Return the sentence about inputs that changed during a build."""
    more = f" and {len(changed) - 1} more files" if len(changed) > 1 else ""
    return f"{brief}: {changed[0]}{more} changed during the build, so the next build makes it again."


def in_lines(progress: TextIO | None = None) -> Notify:
    """Return a function that prints a line for each notebook that is done, where there is no terminal for a bar."""

    def notify(notebook: str, cells: int, seconds: float) -> None:
        note(f"  {notebook:<12} {plural(cells, 'cell')}, {seconds:.1f} s", out=progress)

    return notify
