"""Notebooks run for real, and what is shown is whole or what it was."""

import fcntl
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import sys
import termios

import nbformat
import pytest

from conftest import ROOT, STEPS, briefs_on, copy_project, tally
from limits import LIMIT, ended, heard, start, waited
from tally.analysis import load_change, load_figures
from tally.analysis.artifacts import ArtifactError
from tally.briefs import load_brief, load_records
from tally.build import RunError, build
from tally.build.staleness import REMEMBERED
from tally.page import OPTIONAL, required_outputs
from tally.page.listed import LISTED
from tally.project import BriefKind, find_project

SMALL = "made-up-example"  # is built sooner than others
EXAMPLES = (
    "isil-kp-2021",
    "gulf-incidents-2024",
    "made-up-events-2025",
    "gulf-incidents-years",
    "made-up-events-months",
)
EVERY = dict.fromkeys(name for kind in BriefKind for name in required_outputs(find_project(ROOT).steps_of(kind)))
COMPARED = [output for output in (*OPTIONAL, *EVERY) if not output.endswith(".png")]


def test_every_brief_leaves_what_stands_behind_it(built):
    """Beside each page lie the figures, the change, the charts and the executed notebooks; nothing else does."""
    for name in built.briefs:
        folder, asked = built.report(name), load_brief(built, name)
        outputs = {*required_outputs(built.steps_of(asked.kind)), "editions/1.json"}

        found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
        assert outputs <= found <= outputs | {*OPTIONAL}
        figures = load_figures(folder / "figures.csv")
        assert {*asked.names.values()} <= set(figures.index)
        if name in briefs_on(built):
            assert set(figures.index) <= set(load_records(built, asked).figures.index)
            assert asked.later == load_change(folder / "change.json").later_id
    assert sorted(["feed.xml", "index.html", *built.briefs]) == sorted(
        path.name for path in built.reports.iterdir() if path.name not in (".lock", REMEMBERED, LISTED)
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("isil-kp-2021", "and 60 in all of 2020. That is at least 5.6 times as many, in fewer days"),
        ("isil-kp-autumn", "That is 7.6 times as many on the same days"),
        ("isil-kp-claims", "in Afghanistan in 2021, and 82 in 2020. That is 4.5 times as many"),
        ("isil-kp-2023", "70% fewer on the same days of the year (0.30 times as many"),
        ("made-up-example", "that is 1.4 to 5.2 times as many per day if the attacks were spread evenly"),
    ],
)  # fmt: skip
def test_each_shape_has_its_finding(built, name, words):
    """A part year, the same days a year apart, two whole years and a fall each say what they should."""
    page = (built.report(name) / "briefing.html").read_text(encoding="utf-8")

    assert words in page
    assert words in (built.reports / "index.html").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")


def test_a_chart_that_no_longer_belongs_is_taken_away(built):
    """Only a count without a cut-off has a cut-off chart, and only overlapping counts or named events one of bounds."""
    found = {name: {path.stem for path in (built.report(name) / "charts").glob("*.svg")} for name in built.briefs}

    assert ["isil-kp-2021"] == [name for name, charts in found.items() if "cutoffs" in charts]
    assert {"isil-kp-2023", "made-up-events-2025", "made-up-example"} == {
        name for name, charts in found.items() if "bounds" not in charts and name in briefs_on(built)
    }


def test_the_example_says_that_it_is_one(built):
    """Made-up counts are marked on top of their page, and stand in no table of the real data."""
    page = (built.report("made-up-example") / "briefing.html").read_text(encoding="utf-8")

    assert "Every count on this page is made up" in page
    assert "These counts cannot all be true" in page
    for path in (
        path for case in built.cases if not case.startswith("made-up") for path in built.tables(case).glob("*.csv")
    ):
        assert "example-" not in path.read_text(encoding="utf-8").lower()


def test_executed_notebooks_carry_their_parameters_and_nothing_of_the_machine(built):
    """The notebooks of a brief show its values, and no path, time or version of where they ran."""
    for name in built.briefs:
        for path in (built.report(name) / "notebooks").rglob("*.ipynb"):
            text = path.read_text(encoding="utf-8")
            injected = [cell for cell in nbformat.reads(text, as_version=4).cells if cell.id == "injected-parameters"]

            assert f'brief = "{name}"' in injected[0].source
            assert str(built.root) not in text
            assert "start_time" not in text


@pytest.mark.parametrize("output", COMPARED)
def test_two_builds_give_the_same_bytes(built, cold, output):
    """Other kernels, another folder, another time, another time zone, another hash seed: the same bytes."""
    one, other = (project.report("isil-kp-2021") / output for project in (built, cold))

    assert one.is_file() == other.is_file()
    if one.is_file():
        assert one.read_bytes() == other.read_bytes()


@pytest.fixture(scope="module")
def followed(tmp_path_factory, warm):
    """The examples with former editions, built in a copy that has those."""
    copy = copy_project(tmp_path_factory.mktemp("followed"))
    for brief in filter(has_former, EXAMPLES):
        shutil.copytree(ROOT / "reports" / brief / "editions", copy.report(brief) / "editions")
        build(copy, brief, server=warm)
    return copy


def has_former(brief):
    """Whether the example has an edition before its present one."""
    return (ROOT / "reports" / brief / "editions" / "2.json").exists()


@pytest.mark.parametrize("output", COMPARED)
@pytest.mark.parametrize("brief", EXAMPLES)
def test_committed_examples_are_what_a_build_gives(followed, built, brief, output):
    """The examples in reports/ are the briefings as they are built now."""
    project = followed if has_former(brief) else built
    shown, made = ROOT / "reports" / brief / output, project.report(brief) / output

    assert made.is_file() == shown.is_file()
    if made.is_file():
        assert made.read_bytes() == shown.read_bytes(), f"make report BRIEF={brief}, and commit it"


def test_failing_notebook(copied, edit, command):
    """A failure names notebook, cell, error and the half-run notebook; the page that was there stays."""
    edit("notebooks/2-change.ipynb", "found.comparison, found.change,", "found.comparison, found.change / 0,")
    page = copied.report("isil-kp-2021") / "briefing.html"
    page.parent.mkdir(parents=True)
    page.write_text("the page of yesterday")

    run = command("build")

    assert 1 == run.returncode
    assert "2-change, cell change: TypeError: unsupported operand" in run.stderr
    kept = re.search(r"The half-run notebook is (\S+\.ipynb)", run.stderr).group(1)
    outputs = [output for cell in nbformat.read(kept, as_version=4).cells for output in cell.get("outputs", [])]
    assert ["TypeError"] == [output.ename for output in outputs if output.output_type == "error"]
    assert "the page of yesterday" == page.read_text()
    assert ["briefing.html"] == [path.name for path in page.parent.iterdir()]
    assert not list(copied.reports.glob(".isil*"))


def test_not_comparable_brief_says_so(edit, command):
    """A brief whose counts differ in basis stops with both values and what to do."""
    edit("notebooks/parameters/isil-kp-2021.yml", "later: un-2021-so-far", "later: itic-2021")

    run = command("build")

    assert 1 == run.returncode
    assert "Not comparable: un-2020 and itic-2021 differ in counter" in run.stderr
    assert "un-2020 can be compared with un-2021-so-far" in run.stderr


def test_dying_kernel(copied, edit):
    """A kernel that dies is reported, and nothing is left running or half written."""
    edit(
        "notebooks/1-figures.ipynb", "project, asked = find_project(), brief_from(globals())", "import os; os._exit(9)"
    )

    with pytest.raises(
        RunError, match=r"1-figures, cell load: the kernel ended with exit status 9\n.*half-run notebook is"
    ):
        build(copied, SMALL)
    assert not list(copied.reports.glob("*/briefing.html"))


def test_notebook_that_writes_nothing(copied, edit, warm):
    """A notebook that ran but did not write its outputs is a failure, not a success."""
    edit(
        "notebooks/3-briefing.ipynb", "page = save_page(briefing, folder, date)", 'page = folder / \\"briefing.html\\"'
    )

    with pytest.raises(RunError, match=r"did not write editions\.json, inputs\.json, briefing\.html"):
        build(copied, SMALL, server=warm)


def test_notebook_without_its_predecessor(copied):
    """A notebook that lacks what the one before it writes says which command makes it."""
    with pytest.raises(
        ArtifactError, match=r"figures\.csv is not in reports/ yet\. Run `make report BRIEF=isil-kp-2021`"
    ):
        load_figures(copied.report("isil-kp-2021") / "figures.csv")


def test_one_failed_brief_does_not_stop_the_others(copied, edit, served):
    """The briefs that can be built are built, the others are named, and the exit status says so."""
    edit("notebooks/parameters/isil-kp-2023.yml", "later:", "laterr:")

    run = tally("build", "isil-kp-2023", SMALL, root=copied.root, **served)

    assert 1 == run.returncode
    assert "Did you mean 'later'" in run.stderr
    assert "Not built: isil-kp-2023." in run.stderr
    assert (copied.report(SMALL) / "briefing.html").exists()


def test_ctrl_c_leaves_what_was_there(copied):
    """Stopped in the middle, the command leaves the old page, no half one, and no kernel."""
    page = copied.report("isil-kp-2021") / "briefing.html"
    page.parent.mkdir(parents=True)
    page.write_text("the page of yesterday")
    running = start(
        [sys.executable, "-m", "tally", "build"],
        cwd=copied.root,
        text=True,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    waited(lambda: list(copied.reports.glob(".isil*/isil-kp-2021/figures.csv")), "the first notebook has written")
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=LIMIT)

    assert 130 == running.returncode, said
    assert "Stopped. Briefings built before are unchanged." in said
    assert "the page of yesterday" == page.read_text()
    assert not list(copied.reports.glob(".isil*"))
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)


def test_two_builds_at_once(copied, command, served):
    """Two builds of one brief at the same time both end well, and the page is whole."""
    arguments = ["build", SMALL]
    other = subprocess.Popen(
        [sys.executable, "-m", "tally", *arguments], cwd=copied.root, stderr=subprocess.PIPE, text=True,
        env=os.environ | served,
    )  # fmt: skip
    waited(lambda: list(copied.reports.glob(f".{SMALL}-*")), "the other has begun")
    here = command(*arguments)
    _, said = other.communicate(timeout=LIMIT)
    assert (0, 0) == (other.returncode, here.returncode), said + here.stderr

    assert (copied.report(SMALL) / "briefing.html").read_text(encoding="utf-8").endswith("</html>\n")
    assert not list(copied.reports.glob(f".{SMALL}-*"))


def test_progress_in_plain_lines(build_run):
    """Where there is no terminal, each briefing leaves a line; in the end stand the pages' paths and the list's."""
    copy, run = build_run
    assert f"Building {len(copy.briefs)} briefings" in run.stderr
    for brief in copy.briefs:
        assert re.search(rf"^\d+ of {len(copy.briefs)}  {brief}: built in \d+\.\d s$", run.stderr, re.MULTILINE)
        assert str(copy.report(brief) / "briefing.html") in run.stdout
    assert run.stdout.endswith(f"{copy.reports / 'index.html'}\n")


def test_progress_on_a_terminal(copied, served):
    """Somebody who waits at a terminal sees which notebook and which cell is running, and for how long."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    command = [sys.executable, "-m", "tally", "build", SMALL]
    running = subprocess.Popen(command, cwd=copied.root, stdout=theirs, stderr=theirs, env=os.environ | served)
    os.close(theirs)
    said = heard(ours)
    os.close(ours)

    assert 0 == ended(running)
    for notebook in STEPS:
        assert re.search(rf"{notebook} +cell [1-9]\d* of \d+, 00:\d\d", said)
