"""The commands do what they say, and say what they do."""

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from conftest import ROOT, make, running_browser, tally
from limits import LIMIT
from tally.project import find_project

BRIEFS = find_project(ROOT).briefs


@pytest.fixture
def checkout(copied):
    """A copy of the project with a Makefile and an environment that stands in for the real one."""
    shutil.copy(ROOT / "Makefile", copied.root)
    shutil.copytree(ROOT / ".ci", copied.root / ".ci")
    shutil.copytree(ROOT / "requirements", copied.root / "requirements")
    shutil.copytree(ROOT / "src", copied.root / "src")
    bin_folder = copied.root / ".venv" / "bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "tally").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tally "$@"\n')
    (bin_folder / "tally").chmod(0o755)
    (copied.root / ".venv" / ".ready").touch()
    return copied.root


def test_make_prints_help():
    """`make` alone lists every target with what it does."""
    said = make().stdout

    for target in (
        "help",
        "report",
        "reports",
        "export",
        "cluster",
        "lab",
        "notebooks",
        "check",
        "test",
        "bench",
        "fuzz",
        "lint",
        "lock",
        "clean",
    ):
        assert re.search(rf"^  make {target} +\w", said, re.MULTILINE)
    assert f"Briefs: {' '.join(BRIEFS)}." in said


def test_second_report_does_nothing(checkout, served):
    """With nothing changed nothing runs, whatever a clock says; the page's path is printed."""
    first = make("report", "BRIEF=made-up-example", root=checkout, **served)
    page = checkout / "reports" / "made-up-example" / "briefing.html"
    for path in (checkout / "data" / "made-up" / "figures.csv", page.parent / "inputs.json", page):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    (checkout / "notebooks" / "parameters" / "made-up-example.yml").touch()
    second = make("report", "BRIEF=made-up-example", root=checkout, **served)

    assert 0 == first.returncode, first.stderr
    assert "Building made-up-example" in first.stderr
    assert (0, f"{page}\n", "1 briefing is up to date.\n") == (second.returncode, second.stdout, second.stderr)


@pytest.mark.parametrize(
    "brief", ["isil-kp-2012", "../x", "$$(touch hacked)", "a; touch hacked", "`touch hacked`", "isil kp"]
)
def test_unknown_or_hostile_brief(checkout, brief):
    """A brief that is not there is answered with those that are; it is a name, never a command or a path."""
    run = make("report", f"BRIEF={brief}", root=checkout)

    assert run.returncode
    assert "There is no brief" in run.stderr
    assert f"The briefs are: {', '.join(BRIEFS)}." in run.stderr
    assert not list(checkout.rglob("hacked"))
    assert not (checkout / "reports").exists() or not list((checkout / "reports").glob("*/briefing.html"))


def test_clean_never_touches_data(checkout):
    """`make clean` removes what was made, and nothing else."""
    before = {path: path.read_bytes() for path in (checkout / "data").rglob("*") if path.is_file()}
    subprocess.run(["git", "init", "-q"], cwd=checkout, check=True, timeout=LIMIT)
    shutil.copy(ROOT / ".gitignore", checkout)
    (checkout / "reports" / "mine").mkdir(parents=True)
    (checkout / "reports" / "mine" / "briefing.html").touch()

    assert 0 == make("clean", root=checkout).returncode
    assert not (checkout / ".venv").exists()
    assert not (checkout / "reports" / "mine").exists()
    assert before == {path: path.read_bytes() for path in (checkout / "data").rglob("*") if path.is_file()}


def test_check_says_what_is_wrong_and_where(copied, edit, command):
    """`make check` names every fault of data and briefs in one run."""
    run = tally("check", root=copied.root)
    assert (0, "") == (run.returncode, run.stderr)
    edit("data/isil-kp/figures.csv", "In 2020 – 60", "In 2020 – 61")

    run = command("check")

    assert 1 == run.returncode
    assert "figures.csv, line 2 (un-2020), quotation" in run.stderr


def test_help():
    """The command says what it can do."""
    said = tally("--help", root=ROOT).stdout

    for command in ("build", "check", "store"):
        assert command in said


def test_outside_a_project(tmp_path):
    """Started elsewhere, the command says what it misses."""
    run = tally("check", root=tmp_path)

    assert 1 == run.returncode
    assert "is not inside a Tally project" in run.stderr


def test_checks_are_cheap():
    """Holding briefs against the data, and asking what is up to date, takes no table library."""
    code = (
        "import sys; from tally.build import Preflight, statuses; from tally.project import find_project\n"
        "project = find_project()\n"
        "print(Preflight(project).weight('isil-kp-2021') > 9, len(statuses(project, project.briefs)) > 1)\n"
        "print({'pandas', 'numpy', 'matplotlib'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=LIMIT
    )

    assert "True True\nset()\n" == run.stdout


def test_help_is_cheap():
    """Asking for help imports neither tables nor charts nor notebooks, nor what only writing or fetching needs."""
    needless = {
        "pandas",
        "numpy",
        "papermill",
        "jinja2",
        "pydantic",
        "filelock",
        "importlib.metadata",
        "secrets",
        "httpcore",
        "httpx",
    }
    code = "import sys; from tally.cli.commands import command_parser; command_parser();"
    code += f"print({needless} & set(sys.modules))"

    run = subprocess.run([sys.executable, "-c", code], text=True, capture_output=True, timeout=LIMIT)

    assert "set()\n" == run.stdout


@pytest.fixture
def nowhere(tmp_path):
    """Variables of a machine where no browser is to be had."""
    return {
        "PATH": str(tmp_path),
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path),
        "HTTPS_PROXY": "http://127.0.0.1:9",
    }


def test_a_browser_that_cannot_be_had_is_named(nowhere):
    """The command that gets one fails, and names the command that helps."""
    run = subprocess.run(
        [sys.executable, "tests/chromium.py"],
        cwd=ROOT, env=os.environ | nowhere, text=True, capture_output=True, timeout=LIMIT,
    )  # fmt: skip

    assert 1 == run.returncode
    assert "apt-get install chromium" in run.stdout + run.stderr


def test_browser_is_never_skipped_in_silence(nowhere, monkeypatch):
    """Without one, a test that needs it fails and names the command that helps."""
    for name, value in nowhere.items():
        monkeypatch.setenv(name, value)
    with ThreadPoolExecutor(1) as apart:  # from the browser of other tests
        said = apart.submit(next, running_browser()).exception(timeout=LIMIT)

    assert isinstance(said, pytest.fail.Exception)
    assert "apt-get install chromium" in str(said)


@pytest.mark.parametrize("table", ["figures.csv", "sources.json", "assessments.csv", "milestones.csv"])
def test_a_folder_where_a_table_should_be_is_named(copied, command, table):
    """What cannot be read is named in a sentence, by every command."""
    path = copied.data / "isil-kp" / table
    path.unlink()
    path.mkdir()

    for arguments in (["check"], ["add", "figure"], ["supersede", "un-2020", "--undo"]):
        run = command(*arguments)
        assert 1 == run.returncode
        assert f"{table}, the file, all: found 'a folder'" in run.stderr
        assert 1 == run.stderr.count("a folder")


@pytest.mark.parametrize("arguments", [["add", "source"], ["add", "figure", "--from"]])
@pytest.mark.parametrize("name", ["nothing.pdf", "nothing.csv", ""])
def test_a_document_that_cannot_be_read_is_named(command, tmp_path, arguments, name):
    """A missing file and a folder are refused in a sentence, and the command does not fall over."""
    run = command(*arguments, str(tmp_path / name))

    assert 1 == run.returncode
    assert (name or tmp_path.name) in run.stderr
    assert "Errno" not in run.stderr


def test_why_of_a_brief_that_is_not_there(command):
    """Nothing was never built of what nobody asked for: the brief is missing."""
    run = command("why", "nope")

    assert 1 == run.returncode
    assert "There is no brief 'nope'" in run.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("lock", "imb-annual-2022"),
        ("add", "brief", "x", "--series", "imb-incidents-2020"),
        ("add", "brief", "x", "--earlier", "imb-incidents-2020", "--later", "imb-incidents-2021-first-edition"),
        ("supersede", "imb-incidents-2020", "un-2020", "--because", "it was wrong"),
        ("count", "--dataset", "disruptions", "--window", "2024", "--case", "gulf-of-guinea"),
        ("add", "milestone", "--source", "imb-annual-2022", "--date", "2022-01-01", "--label", "x"),
    ],
)
def test_a_name_of_another_case_is_found_there(command, arguments):
    """If `--case` was forgotten or is wrong, the message says which case has the name; what nobody has is in none."""
    run = command(*arguments)
    case = "made-up-events" if arguments[0] == "count" else "gulf-of-guinea"

    assert 1 == run.returncode
    assert f"add --case {case}." in run.stderr
    unknown = [part.replace("imb-", "nobody-").replace("disruptions", "nothing") for part in arguments]
    assert "add --case" not in command(*unknown).stderr
