"""Measure what a briefing costs, beside other ways of running its notebooks. Writes docs/speed.md and its chart."""

import argparse
import atexit
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import psutil
import yaml
from playwright.sync_api import Page, sync_playwright

from picture import draw
from tally.project import find_project, mark_build
from tally.project.session import REPORTS, SECRET

ROOT = Path(__file__).parent.parent.parent
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from chromium import find  # noqa: E402 - of the tests, whose folder is known only now

BIN = Path(sys.executable).parent
STEPS = find_project(ROOT).steps
SHAPES = ("isil-kp-2021", "isil-kp-autumn", "isil-kp-claims", "isil-kp-2023", "made-up-example")  # 10, 100: all alike
OPENED = 6  # times that a page is opened; the first warms the browser
LONGEST = 6  # cells whose time is told
FEW = 10  # so many briefings take so little time that one run says little
UNUSUAL = {REPORTS, SECRET, "PYTHONDONTWRITEBYTECODE"}  # variables that would slow all of it down, or lead elsewhere
BOOK = "jupyter-book==1.0.4.post1"


class Desk:
    """A copy of the project with as many briefs as are wanted, and the ways of building them."""

    def __init__(self, count: int) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="bench-"))
        atexit.register(shutil.rmtree, self.root, ignore_errors=True)
        for name in ("data", "notebooks"):
            shutil.copytree(ROOT / name, self.root / name)
        for name in ("requirements.lock", "pyproject.toml"):
            shutil.copy(ROOT / name, self.root)
        folder = self.root / "notebooks" / "parameters"
        shapes = [yaml.safe_load((folder / f"{name}.yml").read_text()) for name in SHAPES]
        for path in folder.glob("*.yml"):
            path.unlink()
        self.briefs = []
        for number in range(count):
            brief = {
                **shapes[number % len(shapes)],
                "brief": f"brief-{number}",
                "level": round(0.80 + number % 19 / 100, 2),
            }
            (folder / f"brief-{number}.yml").write_text(yaml.safe_dump(brief, sort_keys=False))
            self.briefs.append(brief)
        self.list = self.root / "briefs.json"
        self.list.write_text(json.dumps(self.briefs))

    def run(self, *command: str, folder: Path | None = None, **variables: str) -> str:
        """Run a command in it, and give what it prints; stop if it fails."""
        environment = {name: value for name, value in os.environ.items() if name not in UNUSUAL} | variables
        done = subprocess.run(command, cwd=folder or self.root, env=environment, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{done.stderr[-3000:]}")
        return done.stdout

    def fresh(self) -> Path:
        """Give an empty reports folder."""
        shutil.rmtree(self.root / "reports", ignore_errors=True)
        (self.root / "reports").mkdir()
        return self.root / "reports"

    def fill(self, *command: str, **variables: str) -> str:
        """Run a command whose notebooks write into the reports folder as a build does, and no drafts."""
        with mark_build(self.root / "reports") as mark:
            return self.run(*command, **mark, **variables)

    def ours(self, *more: str) -> None:
        """Build all by our batch."""
        self.run(str(BIN / "tally"), "build", "--all", *more)

    def script(self) -> None:
        """Build the first by a plain script."""
        reports = str(self.fresh())
        self.fill(sys.executable, str(HERE / "plain.py"), "notebooks", json.dumps(self.briefs[0]), reports)

    def floor(self, jobs: int) -> None:
        """Build all without notebooks."""
        limits = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
        reports = str(self.fresh())
        self.fill(sys.executable, str(HERE / "floor.py"), "notebooks", str(self.list), reports, str(jobs), **limits)

    def pool(self, jobs: int) -> None:
        """Build all by papermill's API in a pool."""
        folder, reports = str(self.root / "notebooks"), str(self.fresh())
        self.fill(sys.executable, str(HERE / "pool.py"), folder, str(self.list), reports, str(jobs))

    def command_line(self) -> None:
        """Build all by papermill's command line, one after another."""
        reports = self.fresh()
        for brief in self.briefs:
            (reports / brief["brief"]).mkdir()
            for name in STEPS:
                self.fill(
                    str(BIN / "papermill"), f"notebooks/{name}.ipynb", str(reports / brief["brief"] / f"{name}.ipynb"),
                    "-f", f"notebooks/parameters/{brief['brief']}.yml", "--cwd", "notebooks", "--no-progress-bar",
                )  # fmt: skip

    def nbconvert(self) -> None:
        """Execute the notebooks, as they stand, by nbconvert, as often as there are briefs."""
        reports = self.fresh()
        for _ in self.briefs:
            self.fill(
                str(BIN / "jupyter"), "nbconvert", "--to", "notebook", "--execute", "--output-dir", str(reports),
                *(f"notebooks/{name}.ipynb" for name in STEPS),
            )  # fmt: skip

    def book(self, command: str) -> None:
        """Execute the notebooks, as they stand, by Jupyter Book, as often as there are briefs."""
        kernels = self.root / "kernels" / "kernels" / "python3"
        kernels.mkdir(parents=True, exist_ok=True)
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        spec = {"argv": argv, "display_name": "Python 3", "language": "python"}
        (kernels / "kernel.json").write_text(json.dumps(spec))
        folder = self.root / "notebooks"
        (folder / "_toc.yml").write_text(
            f"format: jb-book\nroot: {STEPS[0]}\nchapters:\n" + "".join(f"- file: {name}\n" for name in STEPS[1:])
        )
        (folder / "_config.yml").write_text("execute:\n  execute_notebooks: force\n  timeout: 300\n")
        for _ in self.briefs:
            self.fresh()
            self.fill(command, "build", "--all", "--quiet", str(folder), JUPYTER_PATH=str(self.root / "kernels"))
            shutil.rmtree(folder / "_build")

    def cluster(self, workers: int) -> float:
        """Build all on a Dask cluster of this machine, and say how long it took once the cluster stood."""
        self.fresh()
        place = self.root / "scheduler.json"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": self.root}
        dask = str(BIN / "dask")
        address = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        started = [subprocess.Popen([dask, "scheduler", *address, "--scheduler-file", str(place)], **quiet)]
        while not place.exists():
            sleep(0.05)
        tcp = json.loads(place.read_text())["address"]
        started += [
            subprocess.Popen([dask, "worker", tcp, "--nthreads", "1", "--no-nanny", "--no-dashboard"], **quiet)
            for _ in range(workers)
        ]
        sleep(4)
        try:
            return timed(lambda: self.ours("--scheduler", tcp))
        finally:
            for process in reversed(started):
                process.terminate()
                process.wait()
            place.unlink(missing_ok=True)


def timed(work: Callable[[], object]) -> float:
    """Take the seconds of one run."""
    started = perf_counter()
    work()
    return perf_counter() - started


def medians(runs: int, *works: Callable[[], object]) -> list[float]:
    """Run several ways in turn, so often, and give the median seconds of each."""
    rounds = [[timed(work) for work in works] for _ in range(runs)]
    return [median(seconds) for seconds in zip(*rounds, strict=True)]


def watched(work: Callable[[], object]) -> tuple[float, float]:
    """Run something, and give its seconds and the most memory (MiB, shared pages once) that all its processes had."""
    most, done = 0.0, threading.Event()

    def watch() -> None:
        nonlocal most
        me = psutil.Process()
        while not done.wait(1):  # not more often: to ask for shared pages costs the asked their time
            held = 0
            for process in me.children(recursive=True):
                try:
                    held += process.memory_full_info().pss
                except (psutil.NoSuchProcess, psutil.AccessDenied):
                    continue
            most = max(most, held / 2**20)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        seconds = timed(work)
    finally:
        done.set()
        watcher.join()
    return seconds, most


def book_command() -> str:
    """Install Jupyter Book in an environment of its own, and give its command."""
    folder = Path(tempfile.mkdtemp(prefix="bench-book-"))
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run([folder / "bin" / "pip", "install", "--quiet", BOOK, "ipykernel"], check=True)
    return str(folder / "bin" / "jupyter-book")


def one_briefing(runs: int) -> list[str]:
    """Measure one briefing, from nothing and with nothing to do."""
    desk = Desk(1)
    script, cold, idle = medians(runs, desk.script, lambda: (desk.fresh(), desk.ours()), desk.ours)
    say(f"one briefing: script {script:.2f} s, ours {cold:.2f} s, nothing to do {idle:.3f} s")
    return [
        "| one briefing | seconds | × the plain script |",
        "|---|---|---|",
        f"| a plain script, all imports included | {script:.2f} | 1 |",
        f"| `tally build`, from nothing | {cold:.2f} | {cold / script:.2f} |",
        f"| `tally build`, nothing to do | {idle:.3f} | {idle / script:.3f} |",
    ]


def many(count: int, few: int, runs: int, jobs: int) -> list[str]:
    """Measure many briefings by several ways; the slow ways with fewer, since each costs them the same."""
    desk, small = Desk(count), Desk(few)
    ours, floor, pool = medians(
        runs, lambda: (desk.fresh(), desk.ours()), lambda: desk.floor(jobs), lambda: desk.pool(jobs)
    )
    found = {
        "the helpers in forked processes, no notebooks (the floor)": floor / count,
        "`make reports`": ours / count,
        f"papermill's API in a pool of {jobs}": pool / count,
    }
    say(str(found))
    book = book_command()
    for name, work in (
        ("`jupyter nbconvert --execute`, one after another", small.nbconvert),
        ("Jupyter Book (MyST-NB) with execution, one after another", lambda: small.book(book)),
        ("papermill's command line, one after another", small.command_line),
    ):
        found[name] = timed(work) / few
        say(f"{name}: {found[name]:.2f} s")
    mine = found["`make reports`"]
    lines = [f"| {count} briefings on {jobs} cores | seconds each | × ours |", "|---|---|---|"]
    return lines + [f"| {name} | {each:.2f} | {each / mine:.2f} |" for name, each in found.items()]


def growth(counts: list[int]) -> list[str]:
    """Measure how time and memory grow with their number; few before and after many, since a machine drifts."""
    desks = {count: Desk(count) for count in counts}
    few = [count for count in counts if count <= FEW] * 3
    built: dict[int, list[tuple[float, float]]] = {count: [] for count in counts}
    for count in (*few, *(count for count in counts if count > FEW), *few):
        built[count].append(watched(lambda desk=desks[count]: (desk.fresh(), desk.ours())))
        say(f"{count}: {built[count][-1][0] / count:.2f} s each")
    lines = ["| briefings | seconds each | most memory, MiB | nothing to do, s |", "|---|---|---|---|"]
    for count, runs in built.items():
        seconds, memory = median(seconds for seconds, _ in runs), max(most for _, most in runs)
        idle = median(timed(desks[count].ours) for _ in range(5))
        say(f"{count}: {seconds / count:.2f} s each, {memory:.0f} MiB, nothing to do {idle:.2f} s")
        lines.append(f"| {count:,} | {seconds / count:.2f} | {memory:.0f} | {idle:.2f} |")
    return lines


def machines(count: int) -> list[str]:
    """Measure a cluster of one and of two workers on this machine."""
    lines = ["| Dask workers | seconds each |", "|---|---|"]
    for workers in (1, 2):
        seconds = Desk(count).cluster(workers)
        say(f"{workers} workers: {seconds / count:.2f} s each")
        lines.append(f"| {workers} | {seconds / count:.2f} |")
    return lines


def shares(briefs: int) -> list[str]:
    """Measure where the time of one briefing goes, once the kernel server is warm and nothing else runs."""
    desk = Desk(briefs)
    reports = str(desk.fresh())
    told = json.loads(desk.fill(sys.executable, str(HERE / "shares.py"), "notebooks", str(desk.list), reports))
    whole = sum(told["parts"].values())
    lines = ["| one briefing, alone, in warm kernels | seconds | share |", "|---|---|---|"]
    lines += [f"| {name} | {took:.3f} | {took / whole:.0%} |" for name, took in told["parts"].items()]
    longest = sorted(told["cells"].items(), key=lambda cell: -cell[1])[:LONGEST]
    return lines + [f"| of these: {name} | {took:.3f} | {took / whole:.0%} |" for name, took in longest]


def pages() -> list[str]:
    """Measure the pages of the project's own briefs: their size, and how long a browser that runs takes to open one."""
    desk = Desk(0)
    shutil.copytree(ROOT / "notebooks" / "parameters", desk.root / "notebooks" / "parameters", dirs_exist_ok=True)
    desk.fresh()
    desk.ours()
    lines = ["| page | KB | of these downloads, KB | opened in a warm browser, ms |", "|---|---|---|---|"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        tab = browser.new_page()
        for path in sorted((desk.root / "reports").glob("*/briefing.html")):
            text = path.read_bytes()
            held = sum(map(len, re.findall(rb'href="(data:[^"]*)"', text)))
            opened = median([_opened(tab, path) for _ in range(OPENED)][1:])
            say(f"{path.parent.name}: {len(text) / 1000:.0f} KB, opened in {opened:.0f} ms")
            lines.append(f"| {path.parent.name} | {len(text) / 1000:.0f} | {held / 1000:.0f} | {opened:.0f} |")
        browser.close()
    return lines


def _opened(tab: Page, path: Path) -> float:
    """Open a page, and give the milliseconds until it was loaded."""
    tab.goto("about:blank")
    tab.goto(path.as_uri())
    return tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")


def say(line: str) -> None:
    """Say how far it is."""
    print(line, file=sys.stderr, flush=True)


HEAD = """# What a briefing costs, measured

Written by `make bench`. Nothing here is typed. Seconds are of the machine that wrote this; the ratios carry further.

![Seconds a briefing, by several ways of running the same notebooks, and by their number](speed.svg)
"""


def main() -> None:
    """Measure, and write the document."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--briefs", type=int, default=34)
    asked.add_argument("--few", type=int, default=4, help="briefings by the slow ways")
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument(
        "--growth", type=int, nargs="+", default=[1, 10, 100, 1000], help="numbers of briefings to build"
    )
    options = asked.parse_args()
    jobs, path = os.cpu_count() or 1, ROOT / "docs" / "speed.md"
    one, ways = one_briefing(options.runs), many(options.briefs, options.few, options.runs, jobs)
    grown = growth(options.growth)
    draw(ways, grown, path.with_suffix(".svg"))
    tables = ["\n".join(table) for table in (one, ways, grown, machines(10), shares(11), pages())]
    path.write_text("\n\n".join([HEAD, *tables]) + "\n", encoding="utf-8")
    print(path)


if __name__ == "__main__":
    main()
