"""Whatever ends a command, nothing of it is left: no process, no folder, no file."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import psutil
import pytest

from limits import LIMIT, ended, heard, start, waited
from processes import alive
from tally.project import remove_leftovers, staging, temporary_folder
from tally.project.ending import stoppable
from warm_kernels import forks
from warm_kernels.folders import OWNER, owned_folder, remove_ownerless
from warm_kernels.processes import run_to_end

BRIEF, PAIR = "isil-kp-2021", ["isil-kp-autumn", "isil-kp-claims"]
KEPT = {".lock", ".failed", ".remembered.json", ".listed"}
CELL = """
import pathlib, subprocess, tempfile, time
tempfile.mkstemp()
subprocess.Popen(["sleep", "611"])
pathlib.Path(f"{brief}.begun").touch()
while not pathlib.Path("go").exists(): time.sleep(0.05)
# in the place of save_figures, save_change, save_page"""


@pytest.fixture
def quick(copied):
    """A copy whose notebooks leave a file and a process, and wait."""
    for name in copied.steps:
        path = copied.notebooks / f"{name}.ipynb"
        node = json.loads(path.read_text(encoding="utf-8"))
        kept = next(one for one in node["cells"] if "parameters" in one["metadata"].get("tags", []))
        node["cells"] = [kept, {**kept, "id": "only", "metadata": {}, "source": [CELL], "outputs": []}]
        path.write_text(json.dumps(node), encoding="utf-8")
    return copied


@pytest.fixture
def temporary(tmp_path_factory):
    """A folder for temporary files, which must be empty at the end."""
    return tmp_path_factory.mktemp("temporary")


def remnants(project, temporary):
    """List what a build has left."""
    return sorted(path.name for path in (*temporary.iterdir(), *project.reports.glob(".*")) if path.name not in KEPT)


@contextmanager
def building(project, temporary, *briefs, **variables):
    """Start a build, and wait until its first notebooks run."""
    environment = os.environ | {"TMPDIR": str(temporary)} | variables
    running = start(
        [sys.executable, "-m", "tally", "build", *briefs], cwd=project.root, env=environment, text=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    waited(lambda: len(list(project.notebooks.glob("*.begun"))) == len(briefs), "the notebooks have begun")
    family = psutil.Process(running.pid).children(recursive=True)
    assert any("611" in one.cmdline() for one in family)
    yield running
    waited(lambda: not [process for process in family if alive(process)], "all processes are gone")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_batch_that_is_ended_leaves_nothing(quick, temporary, number):
    """Told to end, it tidies and says so; killed, it leaves folders, which the next build of anything removes."""
    with building(quick, temporary, *PAIR) as running:
        running.send_signal(number)
        _, said = running.communicate(timeout=LIMIT)
    assert "Traceback" not in said
    if number == signal.SIGTERM:
        assert 130 == running.returncode
        assert "Stopped. Briefings built before are unchanged." in said
    else:
        assert -number == running.returncode
        assert not forks() or ["."] * len(PAIR) == [name[0] for name in remnants(quick, temporary)]
        remove_leftovers(quick.reports)
    assert [] == remnants(quick, temporary)


@pytest.mark.skipif(not forks(), reason="ordinary kernels on this system")
def test_a_server_that_is_killed_leaves_nothing(quick, temporary):
    """The build fails in a sentence, and removes what the server can no longer remove."""
    with building(quick, temporary, BRIEF) as running:
        children = psutil.Process(running.pid).children()
        next(one for one in children if "warm_kernels.server" in " ".join(one.cmdline())).kill()
        _, said = running.communicate(timeout=LIMIT)

    assert 1 == running.returncode
    assert "the kernel was killed by SIGKILL" in said
    assert "Traceback" not in said
    assert [] == remnants(quick, temporary)


def test_ordinary_kernels_leave_nothing(quick, temporary):
    """Neither connection files nor what their notebooks started, when the terminal is closed."""
    with building(quick, temporary, BRIEF, WARM_KERNELS="cold") as running:
        running.send_signal(signal.SIGHUP)
        _, said = running.communicate(timeout=LIMIT)

    assert 130 == running.returncode
    assert "Stopped. Briefings built before are unchanged." in said
    assert [] == remnants(quick, temporary)


def test_a_folder_is_removed_once_no_owner_lives(tmp_path):
    """However many processes own it, and whatever processes have their numbers now."""
    script = (
        "import pathlib, sys; from warm_kernels.folders import own; own(pathlib.Path(sys.argv[1]))\n"
        "print(flush=True); sys.stdin.read()"
    )
    folders = []

    def sweep():
        remove_ownerless(tmp_path, "x-")
        return [folder for folder in folders if folder.exists()]

    with owned_folder("x-", tmp_path) as folder:
        folders.append(folder)
        command = [sys.executable, "-c", script, str(folder)]
        other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        heard(other.stdout, lambda said: "\n" in said)
        assert [folder] == sweep()
        folder.rename(folder.with_name("x-abcdefgh"))  # so that it is not removed here
        folders.append(folder.with_name("x-abcdefgh"))
    assert [folders[1]] == sweep()
    other.kill()
    other.communicate(timeout=LIMIT)
    assert [] == sweep()


def test_what_is_not_ours_stays(tmp_path, monkeypatch):
    """What a user has named like one of Tally's folders is not removed, nor a file that may still be written."""
    reports, system = tmp_path / "reports", tmp_path / "system"
    monkeypatch.setenv("TMPDIR", str(system))
    for name in (".changed", "isil-kp-2021", ".isil-kp-2021-1-abcdefgh", ".isil-kp-2021-2-private1"):
        (reports / name).mkdir(parents=True, mode=0o755)
        (reports / name / OWNER).touch()
    (reports / ".isil-kp-2021-2-private1").chmod(0o700)
    (reports / ".isil-kp-2021-2-abcdefgh").symlink_to(reports / ".isil-kp-2021-2-private1")
    (reports / ".isil-kp-2021-3-abcdefgh").write_text("a file")
    for name in ("tally_files-backup1", "tally_files-abcdefgh", "warm_kernels-of-mine", "warm_kernels-abcdefgh"):
        (system / name).mkdir(parents=True, mode=0o700)
        (system / name / "notes").write_text("mine")
    fresh, old = reports / f".tally-{'0' * 16}", reports / f".tally-{'1' * 16}"
    fresh.touch(), old.touch()
    os.utime(old, (0, 0))
    before = {path.name for path in (*reports.iterdir(), *system.iterdir())}
    (reports / ".isil-kp-2021-2-private1" / "locked").mkdir(mode=0o500)
    remove_leftovers(reports, [reports])

    left = {path.name for path in (*reports.iterdir(), *system.iterdir())}
    assert {".isil-kp-2021-2-private1", old.name} == before - left


def test_a_living_build_keeps_its_folder(tmp_path):
    """Whoever builds something else at the same time removes nothing of it."""
    with staging(tmp_path, "isil-kp-2021") as folder, temporary_folder() as other:
        remove_leftovers(tmp_path)
        assert folder.exists()
        assert other.exists()
    assert not folder.exists()
    assert not other.exists()


def test_signals_end_once():
    """The first interrupts; those that follow while things are tidied do not; afterwards all is as before."""
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)]
    tidied = []

    def work():
        with stoppable():
            try:
                signal.raise_signal(signal.SIGTERM)
            finally:
                signal.raise_signal(signal.SIGHUP)
                tidied.append(True)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert [True] == tidied
    assert before == [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)]


def test_signals_that_are_ignored_stay_ignored():
    """After nohup a command outlives its terminal; in another thread than the main one nothing is changed."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stoppable():
            signal.raise_signal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)

    def elsewhere():
        with stoppable():
            done.append(True)

    done = []
    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join(LIMIT)
    assert [True] == done


PROGRAM = "import subprocess, sys; print(subprocess.Popen(['sleep', '612']).pid, flush=True); sys.stdin.read(); {}"


@pytest.mark.parametrize("then", ["", "__import__('time').sleep(600)"])
def test_a_program_ends_with_what_it_started(tmp_path, then):
    """A browser that is done or takes too long leaves no process of its own."""
    log = tmp_path / "log"
    command = [sys.executable, "-c", PROGRAM.format(then)]
    if then:
        with pytest.raises(subprocess.TimeoutExpired):
            run_to_end(command, log, env=os.environ, timeout=0.5)
    else:
        assert 0 == run_to_end(command, log, env=os.environ, timeout=LIMIT)
    assert log.read_text() == "" or gone(int(log.read_text()))


def test_a_program_ends_with_who_started_it(tmp_path):
    """Killed, it leaves no browser behind that prints for nobody."""
    log = tmp_path / "log"
    script = (
        "import os, pathlib, sys; from warm_kernels.processes import run_to_end\n"
        "run_to_end(['sleep', '613'], pathlib.Path(sys.argv[1]), env=os.environ, timeout=600)"
    )
    running = subprocess.Popen([sys.executable, "-c", script, str(log)])
    found = waited(lambda: psutil.Process(running.pid).children(), "the program runs")
    running.kill()
    ended(running)
    waited(lambda: not [one for one in found if alive(one)], "the program is gone")


def gone(pid):
    """Whether a process ends within a moment."""
    deadline = time.monotonic() + LIMIT
    while psutil.pid_exists(pid) and alive(psutil.Process(pid)) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not (psutil.pid_exists(pid) and alive(psutil.Process(pid)))
