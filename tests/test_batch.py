"""Many briefings at once: one's trouble stays its own, and nothing half made is shown."""

import io
import json
import os
import pty
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from conftest import briefs_on, tally
from limits import LIMIT, ended, heard, waited
from processes import commands, workers
from tally.build import Outcome, build_all, read_failures, record_failures
from tally.build.preflight import Preflight
from tally.build.progress import Lines
from tally.errors import TallyError
from tally.project import WRITERS, BriefKind, Project, StepError
from tally.records.events import DatasetError

PAIR = ["isil-kp-autumn", "isil-kp-claims"]
REPLACED = f"# in the place of {', '.join(WRITERS.values())}"


def quick(project, cell):
    """Make the notebooks of a copied project do one thing: something that may go wrong."""
    for name in project.steps:
        path = project.notebooks / f"{name}.ipynb"
        node = json.loads(path.read_text(encoding="utf-8"))
        kept = [one for one in node["cells"] if "parameters" in one["metadata"].get("tags", [])]
        node["cells"] = [
            *kept,
            {**kept[0], "id": "only", "metadata": {}, "source": [f"{cell}\n{REPLACED}"], "outputs": []},
        ]
        path.write_text(json.dumps(node), encoding="utf-8")


TROUBLES = {  # what a cell of a brief's notebooks does, and what is said of it
    "isil-kp-autumn": ("import os; os._exit(3)", "1-figures, cell only: the kernel ended with exit status 3"),
    "isil-kp-claims": (
        "import os; os.kill(os.getpid(), 9)", "1-figures, cell only: the kernel was killed by SIGKILL",
    ),
    "isil-kp-2021": ("import time; time.sleep(60)", "1-figures, cell only: ran beyond the limit of 6 s"),
    "isil-kp-2023": ("1 / 0", "1-figures, cell only: ZeroDivisionError: division by zero"),
    "made-up-example": (
        "get_ipython().showtraceback = lambda *_, **__: None; 1 / 0",
        "1-figures, cell only: failed without a message, as when no memory is left",
    ),
    "gulf-crew-2019": ("", "The notebooks of gulf-crew-2019 ran, but did not write"),
}  # fmt: skip


def test_a_kernel_that_dies_costs_only_its_own_briefing(copied, served):
    """Each other one runs on; the end names those that failed, with notebook, cell and signal."""
    quick(copied, f"exec({ {brief: cell for brief, (cell, _) in TROUBLES.items()} }[brief])")
    run = tally("build", *TROUBLES, "--limit", "6", root=copied.root, **served)

    assert 1 == run.returncode
    for brief, (cell, said) in TROUBLES.items():
        assert f"Not built: {brief}. {said}" in run.stderr, (cell, run.stderr)
    assert not list(copied.reports.glob(".isil*"))


@pytest.mark.parametrize("error", [StepError, DatasetError, TallyError])
def test_a_brief_that_is_refused_for_any_reason_stops_no_other(project, monkeypatch, error):
    """Whatever is refused about one brief, in whichever package, is the outcome of that one alone."""

    def refuse(_, name):
        raise error(f"{name} is refused.")

    monkeypatch.setattr(Preflight, "brief", refuse)
    outcomes = build_all(project, PAIR, server="", jobs=1, progress=Lines(len(PAIR), io.StringIO()))

    assert {(name, f"{name} is refused.") for name in PAIR} == {(one.brief, one.failure) for one in outcomes}


def test_a_worker_that_is_killed(copied):
    """The process that builds one is killed: that is said, and the rest goes on."""
    quick(copied, "import pathlib, time\nwhile not pathlib.Path('go').exists(): time.sleep(0.05)")
    running = subprocess.Popen(
        [sys.executable, "-m", "tally", "build", *PAIR], cwd=copied.root, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    waited(lambda: len(list(copied.reports.glob(".isil*"))) == len(PAIR), "both are being built")
    found = waited(lambda: workers(running.pid), "there are workers")
    max(found, key=lambda worker: worker.pid).kill()
    (copied.notebooks / "go").touch()
    _, said = running.communicate(timeout=LIMIT)

    assert 1 == running.returncode
    assert re.search(r"isil-kp-(autumn|claims): The process that built it ended with exit status -9\.", said)
    assert not list(copied.reports.glob(".isil*"))


def test_what_failed_can_be_tried_again(copied, edit, command, served):
    """`--failed` builds what failed last time, and only that."""
    edit("notebooks/parameters/made-up-example.yml", "later:", "laterr:")
    first = tally("build", "made-up-example", "gulf-crew-2019", root=copied.root, **served)
    assert 1 == first.returncode
    assert "Not built: made-up-example" in first.stderr
    assert "To try these again: tally build --failed" in first.stderr

    edit("notebooks/parameters/made-up-example.yml", "laterr:", "later:")
    again = command("build", "--failed")
    assert 0 == again.returncode, again.stderr
    assert "Building made-up-example" in again.stderr
    assert "gulf" not in again.stderr
    assert not (copied.reports / ".failed" / "briefs.json").exists()


def test_batches_that_fail_at_once_forget_nothing(project, tmp_path):
    """What several builds note of their failures at the same time is all kept."""
    here = Project(project.root, tmp_path)
    names = [f"brief-{number}" for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: record_failures(here, [Outcome(name, 0, "no")]), names))

    assert set(names) == set(read_failures(here))
    assert ["briefs.json"] == [path.name for path in (tmp_path / ".failed").iterdir()]


def test_a_batch_at_a_terminal(copied, served):
    """One line says how many are done, run and have failed, and how long the rest will take."""
    quick(copied, "1")
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "tally", "build", *PAIR], cwd=copied.root, stdout=theirs, stderr=theirs,
        env=os.environ | served,
    )  # fmt: skip
    os.close(theirs)
    text = heard(ours)
    os.close(ours)

    assert 1 == ended(running)
    assert "0 of 2 done, 2 running, 0:0" in text
    assert re.search(r"1 of 2 done, 1 running, 1 failed, 0:\d\d so far, about 0:\d\d left", text)


def test_no_briefing_ends_alone(copied, warm):
    """The heaviest go first, and the last two start together."""
    for brief in briefs_on(copied, BriefKind.SERIES):
        (copied.parameters / f"{brief}.yml").unlink()
    quick(copied, "1")
    told = []
    watcher = SimpleNamespace(
        pause=0.1, waited=lambda: None, started=told.append, ended=lambda outcome: told.append(f"end {outcome.brief}")
    )
    build_all(copied, copied.briefs, jobs=os.cpu_count() + 1, server=warm, progress=watcher)
    started = [one for one in told if not one.startswith("end")]

    checks = Preflight(copied)
    assert [checks.weight(name) for name in started] == sorted(map(checks.weight, started), reverse=True)
    assert checks.weight(started[0]) > 5 * checks.weight("made-up-example")
    assert copied.briefs == sorted(started)
    assert told.index(started[-2]) + 1 == told.index(started[-1])


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_jobs_are_at_least_one(command, jobs):
    """Anything else is refused with the usage."""
    run = command("build", "--jobs", jobs)

    assert 2 == run.returncode
    assert "--jobs" in run.stderr


def test_no_server_is_left(built):
    """After all builds of this session no kernel server of theirs runs on."""
    assert str(built.root) not in commands()
