"""What the tests share: the real project, copies of it that may be broken, built briefings, and a browser."""

import gc
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, nullcontext
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from filelock import FileLock
from hypothesis import given, settings, strategies
from playwright.sync_api import Browser, Page, sync_playwright
from xdist.scheduler import LoadScopeScheduling

import chromium
import planted
from limits import EACH, LIMIT, MILLISECONDS
from tally.briefs import PairBrief, load_brief, make_brief
from tally.build import kernels, skip_slow_checkers
from tally.cli.main import main
from tally.page import required_outputs
from tally.project import BriefKind, Project, find_project
from tally.records import Dossier, load_dossier
from warm_kernels import SERVER

ROOT = Path(__file__).parent.parent
SLOW = {"browser", "built", "cold", "copied", "shared", "tmp_path", "warm"}  # fixtures of tests that take their time
ROOM = 2 * 2**30  # bytes in memory, more than a run takes
BUNCH = 5  # cases of a test that are handed out at once
STEPS = find_project(ROOT).steps
OUTPUTS = required_outputs(STEPS)
SERVERS, SERVED = pytest.StashKey[ExitStack](), pytest.StashKey[str]()


def in_memory() -> str:
    """Return a folder in memory, where small files cost a tenth; the usual one where there is none, or no room."""
    shared = Path("/dev/shm")
    if not os.access(shared, os.W_OK):
        return tempfile.gettempdir()
    found = os.statvfs(shared)
    usual = not found.f_flag & os.ST_NOEXEC and found.f_bavail * found.f_frsize > ROOM
    return str(shared) if usual else tempfile.gettempdir()


skip_slow_checkers()  # before any test imports nbformat, as a build does: a second less for each process
gc.disable()  # until all tests are collected: it would go through what is imported again and again
if sys.__stdin__ is None:  # closed, as for some that start commands in the background; IPython and pytest want one
    sys.__stdin__ = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  open as long as the tests run
if "TMPDIR" not in os.environ:  # for pytest's folders and for all that the tests start
    os.environ["TMPDIR"], tempfile.tempdir = in_memory(), None
os.environ.setdefault("PYTEST_TIMEOUT", str(EACH))  # read by pytest-timeout once this file was imported
settings.register_profile("any machine", deadline=None, max_examples=40)  # slow is no fault; `make fuzz` tries more
settings.load_profile("any machine")


class ByFile(LoadScopeScheduling):
    """
    Keeps on one worker the tests of a file that makes something once for all of them; all others go anywhere.

    The cases of one test go in bunches, since to hand out each for itself takes longer than many of them run.
    """

    def __init__(self, config: pytest.Config, log: Any) -> None:
        super().__init__(config, log)
        self._scopes: dict[str, str] = {}
        self._counts: Counter[str] = Counter()

    def _split_scope(self, nodeid: str) -> str:
        if nodeid not in self._scopes:
            scope = kept_together(nodeid)
            test = nodeid.partition("[")[0]
            if scope == nodeid != test:
                scope = f"{test}-{self._counts[test] // BUNCH}"
                self._counts[test] += 1
            self._scopes[nodeid] = scope
        return self._scopes[nodeid]

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        """Forget what a worker has finished: after each test, all that it still has is counted."""
        super().mark_test_complete(node, item_index, duration)
        scope = self._split_scope(self.registered_collections[node][item_index])
        if all(self.assigned_work[node][scope].values()):
            del self.assigned_work[node][scope]


def kept_together(nodeid: str) -> str:
    """Name what a test must run together with: its file, or itself alone."""
    path = nodeid.partition("::")[0]
    return path if makes_once(path) else nodeid


@cache
def makes_once(path: str) -> bool:
    """Whether a file of tests makes something for all of them, or shows pages in the windows that a worker opened."""
    text = (ROOT / path).read_text(encoding="utf-8")
    return re.search(r'fixture\(scope="module"\)|^@cache$|def \w+\([^)]*\bshow\b', text, re.MULTILINE) is not None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """Hand out the files with most tests first, so that at the end no worker is left alone with many."""
    return ByFile(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell each worker the kernel server that they all use, which is started for the first of them."""
    servers = node.config.stash.setdefault(SERVERS, ExitStack())
    if SERVED not in node.config.stash:
        node.config.stash[SERVED] = servers.enter_context(kernels())
    node.workerinput["warm"] = node.config.stash[SERVED]


def pytest_runtestloop(session: pytest.Session) -> None:
    """Let Hypothesis write its tables of letters once, while workers collect, where it has none for them to read."""
    if SERVERS in session.config.stash:
        settings(max_examples=1, database=None)(given(strategies.text())(lambda _: None))()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop that kernel server."""
    config.stash.get(SERVERS, ExitStack()).close()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return one worker more than there are cores, since some tests wait; each more costs its own start."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first the tests that build or start something, so that quick ones fill the gaps at the end."""
    items.sort(key=lambda item: not SLOW.intersection(getattr(item, "fixturenames", ())))


def pytest_collection_finish() -> None:
    """Keep the garbage collector from going through all that is imported and collected by now, and later seldom."""
    gc.freeze()
    gc.set_threshold(700, 10, 100)  # a tenth as often through all that tests leave, which they are done with
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[Any]:
    """Leave out of a report what nobody reads: to send it to the main process takes longer than many tests run."""
    report = yield
    report.keywords = {}
    return report


@pytest.fixture(scope="session")
def shared(tmp_path_factory, request) -> Path:
    """A folder that all workers of this run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if hasattr(request.config, "workerinput") else folder


@pytest.fixture(scope="session")
def project() -> Project:
    return find_project(ROOT)


@pytest.fixture(scope="session")
def dossier(project) -> Dossier:
    return load_dossier(project)


def ask(earlier: str = "un-2020", later: str = "un-2021-so-far", **parameters: Any) -> PairBrief:
    """Return a brief of two figures of the first case; its other parameters are the usual ones unless given."""
    usual = {"brief": "isil-kp-2021", "question": "Did it rise?", "case": "isil-kp", "level": 0.95, "milestones": []}
    return make_brief(**usual | {"earlier": earlier, "later": later} | parameters)


def briefs_on(project: Project, kind: BriefKind = BriefKind.PAIR) -> list[str]:
    """Return the names of the briefs of a kind: on two counts, or on a series."""
    return [name for name in project.briefs if load_brief(project, name).kind is kind]


@pytest.fixture
def figures(dossier) -> pd.DataFrame:
    return dossier.figures.copy()


@pytest.fixture
def memory(tmp_path, monkeypatch) -> Path:
    """A folder for tests that write much: nobody cuts the power, so nobody waits until it is on a disk."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    folder = tmp_path / "memory"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@cache
def contents() -> dict[str, bytes]:
    """Return what a build reads, by path, without what was built."""
    files = [ROOT / "requirements.lock", ROOT / "pyproject.toml"]
    files += [path for name in ("data", "notebooks") for path in (ROOT / name).rglob("*") if path.is_file()]
    return {str(path.relative_to(ROOT)): path.read_bytes() for path in files if ".ipynb_checkpoints" not in path.parts}


def copy_project(folder: Path) -> Project:
    """Copy what a build reads, without what was built."""
    for name, content in contents().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Project(folder, folder / "reports")


@pytest.fixture
def copied(tmp_path) -> Project:
    """A copy of the project, to break."""
    return copy_project(tmp_path)


@pytest.fixture
def edit(copied) -> Callable[..., None]:
    """Change a file of the copied project: one text for another, which must stand there."""

    def change(path: str, old: str, new: str) -> None:
        file = copied.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    return change


def tally(*arguments: str, root: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "tally", *arguments],
        cwd=root,
        env=os.environ | variables,
        text=True,
        capture_output=True,
        timeout=LIMIT,
    )


def make(*arguments: str, root: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run make as a user does."""
    outer = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "BRIEF")  # of the make that may have started the tests
    environment = {name: value for name, value in os.environ.items() if name not in outer} | variables
    return subprocess.run(
        ["make", *arguments], cwd=root, env=environment, text=True, capture_output=True, timeout=LIMIT
    )


@pytest.fixture(scope="session")
def warm(request) -> Iterator[str]:
    """A kernel server for all briefings that are built by these tests, which spares its start and its imports."""
    shared = getattr(request.config, "workerinput", {}).get("warm", "")
    with nullcontext(shared) if shared else kernels() as server:
        yield server


@pytest.fixture
def served(warm) -> dict[str, str]:
    """The variable by which a process uses that server too, where it is not its own server that is tested."""
    return {SERVER: warm}


def describe_kernel(folder: Path, server: str) -> None:
    """Describe a kernel named “warm” that a server gives, where Jupyter looks for such descriptions."""
    provisioner = {"provisioner_name": "warm", "config": {"server": server}}
    spec = {"argv": ["warm"], "display_name": "Warm", "language": "python"}
    place = folder / "kernels" / "warm"
    place.mkdir(parents=True)
    (place / "kernel.json").write_text(json.dumps(spec | {"metadata": {"kernel_provisioner": provisioner}}))


@pytest.fixture
def command(request, monkeypatch, capsys) -> Callable[..., subprocess.CompletedProcess[str]]:
    """
    Run the command in this process, which spares its start; where there is no other root, in the copied project.

    What builds several briefings forks, and is given a process of its own: see `tally`.
    """

    def run(*arguments: str, root: Path | None = None) -> subprocess.CompletedProcess[str]:
        monkeypatch.chdir(root or request.getfixturevalue("copied").root)
        if arguments[0] in ("build", "export"):
            server = request.getfixturevalue("warm")
            monkeypatch.setattr("tally.build.kernels", lambda *_: nullcontext(server))
            monkeypatch.setattr("gc.freeze", lambda: None)  # what these tests leave may still be collected
        capsys.readouterr()
        try:
            code = main(arguments)
        except SystemExit as ended:  # after the usage, which was asked for or not understood
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, code, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def build_run(shared) -> tuple[Project, subprocess.CompletedProcess[str]]:
    """All shipped briefs, built by the command in a copy of the project, and what the command said: once for all."""
    folder, told = shared / f"built-{planted.NAME}", shared / "built.json"
    with FileLock(shared / "built.lock", timeout=2 * LIMIT):
        if not told.exists():
            folder.mkdir()  # fails where the first try failed, so that each worker does not build again
            copy = copy_project(folder)
            machine = planted.variables(shared)  # test_exports.py looks for them in what is built
            run = tally(
                "build", "--all", root=copy.root, TZ="Asia/Kabul", PYTHONHASHSEED="1", LC_ALL="C.UTF-8", **machine
            )
            assert run.returncode == 0, run.stderr
            assert copy.briefs == sorted(page.parent.name for page in copy.reports.glob("*/briefing.html"))
            told.write_text(json.dumps([run.returncode, run.stdout, run.stderr]), encoding="utf-8")
    return Project(folder, folder / "reports"), subprocess.CompletedProcess(
        ["tally", "build", "--all"], *json.loads(told.read_text(encoding="utf-8"))
    )


@pytest.fixture(scope="session")
def built(build_run) -> Project:
    """The copy that holds them."""
    return build_run[0]


@pytest.fixture(scope="session")
def cold(shared) -> Project:
    """
    A project made by `tally init` of an installed wheel, and its example built by make.

    It was built in ordinary kernels, in another folder, zone, language and hash seed than `built`.
    """
    folder, wheels, site = shared / "a folder with spaces", shared / "wheels", shared / "site"
    with FileLock(shared / "cold.lock", timeout=2 * LIMIT):
        if not (shared / "cold.done").exists():
            packing = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
            subprocess.run(packing, cwd=ROOT, check=True, capture_output=True, timeout=LIMIT)
            shutil.unpack_archive(next(wheels.glob("*.whl")), site, "zip")
            variables = {"TZ": "America/St_Johns", "PYTHONHASHSEED": "2", "LANG": "de_DE.UTF-8", "COLUMNS": "40"}
            variables |= {"PYTHONPATH": str(site), "WARM_KERNELS": "cold"}
            run = tally("init", folder.name, root=shared, **variables)
            assert (run.returncode, run.stdout) == (0, f"{folder}\n"), run.stderr
            run = make("report", root=folder, **variables)
            page = folder / "reports" / "isil-kp-2021" / "briefing.html"
            assert (run.returncode, run.stdout) == (0, f"{page}\n"), run.stderr
            (shared / "cold.done").touch()
    return Project(folder, folder / "reports")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    yield from running_browser()


def running_browser(find: Callable[[], str | None] = chromium.find_lightest) -> Iterator[Browser]:
    """Start a browser, and end it; where there is none, the test fails and says what to install."""
    executable = find()
    if executable is None:
        pytest.fail(chromium.HELP)
    with sync_playwright() as playwright:
        flags = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            flags.append("--no-sandbox")
        running = playwright.chromium.launch(executable_path=executable, args=flags, timeout=MILLISECONDS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def window(browser) -> Callable[..., Page]:
    """An empty window of some size for each kind of reader, used by one test after another: to open one takes long."""
    opened: dict[tuple[tuple[str, Any], ...], Page] = {}

    def empty(width: int = 1280, height: int = 900, **options: Any) -> Page:
        kind = tuple(sorted(options.items()))
        if kind not in opened:
            context = browser.new_context(**options)
            context.set_default_timeout(MILLISECONDS)
            opened[kind] = context.new_page()
        page = opened[kind]
        page.goto("about:blank")
        page.emulate_media(media="null", color_scheme="light")
        page.set_viewport_size({"width": width, "height": height})
        return page

    return empty


@pytest.fixture
def show(window) -> Iterator[Callable[..., Page]]:
    """Show a file in a window, and fail on any error of its console or any request that leaves the file."""
    heard, faults = [], []

    def visit(path: Path, *size: int, **options: Any) -> Page:
        page, address = window(*size, **options), path.as_uri()
        listeners = {
            "console": lambda said: faults.append(said.text) if said.type in ("error", "warning") else None,
            "pageerror": lambda error: faults.append(str(error)),
            "request": lambda asked: faults.append(asked.url) if not is_inside(asked.url, address) else None,
        }
        for event, listener in listeners.items():
            page.on(event, listener)
            heard.append((page, event, listener))
        page.goto(address)
        return page

    yield visit
    for page, event, listener in heard:
        page.remove_listener(event, listener)
    assert [] == faults


def is_inside(url: str, address: str) -> bool:
    """Whether what is asked for is a file itself or in it."""
    return url == address or url.startswith("data:")
