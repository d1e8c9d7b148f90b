"""Try inputs for a time, in processes that may crash, and keep what failed."""

import faulthandler
import gc
import json
import os
import resource
import select
import shutil
import signal
import sys
import time
import traceback
import zlib
from collections import Counter
from collections.abc import Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field
from math import inf
from pathlib import Path

import psutil
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.errors import Unsatisfiable

from fuzz.room import Room
from fuzz.target import CORPUS, Finding, Target, attempt

LONGEST = 15  # seconds that one process tries one target
PATIENCE = 60  # seconds that it may take longer, while an input is made smaller
WAITS = 4  # times that this is given to a process that does not sleep
SHRINKING = 15  # seconds for making an input smaller
EXAMPLES = 40  # of one run of hypothesis
MEMORY = 6_000_000_000  # bytes that a process may have


class Enough(BaseException):
    """The time for making an input smaller is over."""


@dataclass
class Process:
    """A process that tries one target: what it has said, and how many inputs it has tried."""

    target: Target
    pid: int
    pipe: int
    last: Path
    until: float
    said: bytes = b""
    waits: int = 0


@dataclass
class Hunt:
    """The targets, and what was tried and found so far."""

    targets: Sequence[Target]
    folder: Path
    seed: int
    save: bool = True
    tried: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    repeated: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    findings: dict[tuple[str, str], Finding] = field(default_factory=dict)
    running: list[Process] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)
    paths: list[Path] = field(default_factory=list)
    count: int = 0

    def run(self, seconds: float, jobs: int) -> None:
        """Start one process after another, each for the target that has had least of its share, until the end."""
        self._warm_up()
        deadline, shown = time.monotonic() + seconds, 0.0
        part = min(max(seconds / len(self.targets) / 3, 1), LONGEST)
        while (left := deadline - time.monotonic()) > 0 or self.running:
            while left > 0 and len(self.running) < jobs:
                self._start(min(part, left))
            self._listen(0.2)
            if time.monotonic() - shown > (0.5 if sys.stderr.isatty() else 30):
                shown = time.monotonic()
                self._show()
        self._show()

    def stop(self) -> None:
        """End all processes."""
        for process in self.running:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            os.waitpid(process.pid, 0)
            os.close(process.pipe)
        self.running.clear()

    def _warm_up(self) -> None:
        """Try what the targets start from, so that all processes have imported and prepared what is needed."""
        room = Room(self.folder / "warm")
        for target in self.targets:
            target.strategy.validate()
            for path in target.seeds[:3]:
                if target.warm and (finding := attempt(target, path.read_bytes(), room)):
                    self._keep(finding)
        room.leave()
        gc.collect()
        gc.freeze()

    def _start(self, seconds: float) -> None:
        """Start a process for the target that has had least time for its share."""
        busy = Counter(process.target.name for process in self.running)
        chosen = min(
            self.targets,
            key=lambda one: ((self.seconds[one.name]) / one.share, busy[one.name]),
        )
        self.count += 1
        place = self.folder / str(self.count)
        place.mkdir()
        reading, writing = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if not pid:
            os.setpgid(0, 0)
            os.close(reading)
            _child(chosen, place, writing, seconds, self.seed + self.count, {sign for _, sign in self.findings})
        os.close(writing)
        now = time.monotonic()
        self.running.append(
            Process(chosen, pid, reading, place / "last", now + seconds + PATIENCE + 4 * chosen.seconds)
        )
        self.seconds[chosen.name] += seconds

    def _listen(self, seconds: float) -> None:
        """Read what the processes say, and notice those that have ended, crashed or do not end."""
        ready = select.select([process.pipe for process in self.running], [], [], seconds)[0]
        for process in [*self.running]:
            if process.pipe in ready:
                part = os.read(process.pipe, 1_000_000)
                process.said += part
                if part:
                    self._hear(process)
                    continue
            elif time.monotonic() < process.until:
                continue
            elif process.waits < WAITS and _is_running(process.pid):  # perhaps others use the processors
                process.until += PATIENCE
                process.waits += 1
                continue
            else:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            self._end(process)

    def _hear(self, process: Process) -> None:
        """Take in the whole lines of a process."""
        *lines, process.said = process.said.split(b"\n")
        for line in map(json.loads, lines):
            if "tried" in line:
                self.tried[process.target.name] += line["tried"]
                self.repeated[process.target.name] += line["repeated"]
                self.refused[process.target.name] += line["refused"]
            else:
                content = bytes.fromhex(line["content"])
                self._keep(Finding(process.target.name, line["sign"], content, line["words"]))

    def _end(self, process: Process) -> None:
        """Take in how a process has ended."""
        _, status = os.waitpid(process.pid, 0)
        os.close(process.pipe)
        self.running.remove(process)
        code = os.waitstatus_to_exitcode(status)
        if code:
            content = process.last.read_bytes() if process.last.exists() else b""
            late = time.monotonic() >= process.until
            what = "it did not end" if late else signal.Signals(-code).name if code < 0 else f"exit status {code}"
            error = process.last.with_name("error")
            words = error.read_text(encoding="utf-8")[-2000:] if error.exists() else f"The process ended: {what}."
            self._keep(Finding(process.target.name, f"crash at {what}", content, words))
        shutil.rmtree(process.last.parent, ignore_errors=True)

    def _keep(self, finding: Finding) -> None:
        """Keep a finding, if none like it is known, and print it."""
        if (finding.target, finding.sign) in self.findings:
            self.repeated[finding.target] += 1
            return
        self.findings[finding.target, finding.sign] = finding
        path = finding.save(CORPUS if self.save else self.folder / "found")
        self.paths.append(path)
        shown = repr(finding.content[:300]) + (" …" if len(finding.content) > 300 else "")
        print(f"\n== {finding.target}: {finding.sign}\n   {path}\n   {shown}\n{_indented(finding.words)}", flush=True)

    def _show(self) -> None:
        """Print the progress."""
        minutes, seconds = divmod(int(time.monotonic() - self.started), 60)
        line = f"{minutes}:{seconds:02d}  {sum(self.tried.values()):,} inputs, {len(self.findings)} findings; "
        line += ", ".join(sorted({process.target.name for process in self.running}))
        print(f"\r\x1b[K{line[:110]}" if sys.stderr.isatty() else line, end="" if sys.stderr.isatty() else "\n",
              file=sys.stderr, flush=True)  # fmt: skip


def report(hunt: Hunt) -> str:
    """Return what was tried and found, in one paragraph."""
    found = Counter(name for name, _ in hunt.findings)
    parts = []
    for target in hunt.targets:
        refused = 100 * hunt.refused[target.name] // max(hunt.tried[target.name], 1)
        notes = [f"{refused}% refused"] if refused else []
        notes += [f"{found[target.name]} found"] if found[target.name] else []
        parts.append(f"{target.name} {hunt.tried[target.name]:,}" + (f" ({', '.join(notes)})" if notes else ""))
    root = CORPUS.parent.parent
    saved = ", ".join(str(path.relative_to(root)) for path in hunt.paths) if hunt.save else ""
    return (
        f"Seed {hunt.seed}: {sum(hunt.tried.values()):,} inputs in {(time.monotonic() - hunt.started) / 60:.1f} "
        f"minutes on {len(hunt.targets)} targets; {len(hunt.findings) or 'no'} findings. "
        f"Inputs for each: {', '.join(parts)}."
        f"{f' Saved: {saved}.' if saved else ''}"
    )


@dataclass(frozen=True)
class Trial:
    """What was tried at once: the number of inputs, that of those which failed as others had, and a new finding."""

    inputs: int
    repeated: int
    finding: Finding | None


def explore(
    tried: Target,
    room: Room,
    examples: int,
    number: int | None = None,
    known: Set[str] = frozenset(),
    last: Path | None = None,
    until: float = inf,
) -> Trial:
    """
    Try examples on one target, until a new kind of finding.

    Parameters
    ----------
    tried, room
        The target, and where its inputs are tried.
    examples : int
        How many inputs are tried, at most.
    number : int, optional
        A seed. Without it the same examples are tried each time.
    known : set of str
        The signs of findings that are not new.
    last : Path, optional
        Where each input is written before it is tried.
    until : float
        The moment at which no more inputs are tried, by the monotonic clock.
    """
    count, again, smallest, since = 0, 0, None, 0.0

    def once(content: bytes) -> None:
        nonlocal count, again, smallest, since
        if time.monotonic() > until and not smallest:
            raise Enough
        count += 1
        if last:
            last.write_bytes(content)
        finding = attempt(tried, content, room)
        if finding is None:
            return
        if finding.sign in known:
            again += 1
            return
        if smallest is None or (finding.sign == smallest.sign and len(content) <= len(smallest.content)):
            since = since or time.monotonic()
            smallest = finding
        if time.monotonic() - since > SHRINKING:
            raise Enough
        raise AssertionError(finding.sign)

    options = settings(
        max_examples=examples, database=None, deadline=None, derandomize=number is None, report_multiple_bugs=False,
        phases=[Phase.generate, Phase.shrink], suppress_health_check=[*HealthCheck], verbosity=Verbosity.quiet,
    )  # fmt: skip
    test = options(given(tried.strategy)(once))
    try:
        (test if number is None else seed(number)(test))()
    except (AssertionError, Enough, BaseExceptionGroup, Unsatisfiable):
        pass
    except Exception:  # an input that fails now and then
        if smallest is None:
            raise
    return Trial(count, again, smallest)


def _child(tried: Target, place: Path, pipe: int, seconds: float, number: int, known: Set[str]) -> None:
    """Try one target for some seconds, say what was found, and end the process."""
    code = 70
    try:
        faulthandler.disable()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        quiet = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(quiet, stream)
        room = Room(place / "room")
        until = time.monotonic() + seconds
        mixed = number * 1000 + zlib.crc32(tried.name.encode())
        while time.monotonic() < until:
            mixed += 1
            trial = explore(tried, room, EXAMPLES, mixed, known, place / "last", until)
            _say(pipe, {"tried": trial.inputs, "repeated": trial.repeated, "refused": room.refused})
            room.refused = 0
            if found := trial.finding:
                known = known | {found.sign}
                _say(pipe, {"sign": found.sign, "content": found.content.hex(), "words": found.words})
        code = 0
    except BaseException:  # noqa: BLE001  the parent reports it
        (place / "error").write_text(traceback.format_exc(), encoding="utf-8")
    finally:
        os._exit(code)


def _is_running(pid: int) -> bool:
    """Return whether a process wants to use a processor."""
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() in (psutil.STATUS_RUNNING, psutil.STATUS_DISK_SLEEP)
    return False


def _say(pipe: int, line: object) -> None:
    """Write a line to the parent."""
    content = json.dumps(line).encode() + b"\n"
    while content:
        content = content[os.write(pipe, content) :]


def _indented(text: str) -> str:
    return "\n".join(f"   | {ascii(line)[1:-1]}" for line in text.splitlines())
