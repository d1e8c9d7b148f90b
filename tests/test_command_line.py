"""The command line as one expects it: help, suggestions, completion, another folder."""

import shutil
import subprocess
import sys

import pytest

from conftest import ROOT, tally
from limits import LIMIT
from tally.build import Outcome
from tally.cli.commands import command_parser


def refused(line, capsys):
    """Parse a line that is not understood, and return what it says."""
    with pytest.raises(SystemExit) as ended:
        command_parser().parse_args(line)
    assert 2 == ended.value.code
    return capsys.readouterr().err


@pytest.mark.parametrize("line", [[], ["add"], ["-C", "x"], ["-C", "x", "add"]])
def test_half_a_command_shows_its_help(line, capsys):
    """Who types less than a command sees what could follow, as with `--help`."""
    with pytest.raises(SystemExit) as ended:
        command_parser().parse_args(line)
    said = capsys.readouterr()

    assert (0, "") == (ended.value.code, said.err)
    assert ("usage: tally add" if "add" in line else "usage: tally [-h]") in said.out
    assert "WHAT" if "add" in line else "exit status: 0 done" in said.out


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (["buidl"], "build"),
        (["chekc"], "check"),
        (["add", "figrue"], "figure"),
        (["export", "--only", "pfd"], "pdf"),
        (["completion", "bahs"], "bash"),
        (["build", "--agian"], "--again"),
        (["build", "--shceduler=tcp://a:1"], "--scheduler"),
        (["add", "case", "x", "--tilte", "y"], "--title"),
    ],
)
def test_a_misspelt_word_is_answered_with_the_nearest(line, meant, capsys):
    """Commands, options and their values: what was probably meant is named, and what else there is."""
    assert f"Did you mean '{meant}'?" in refused(line, capsys)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("build isil-kp-2012", "isil-kp-2021"),
        ("build made-up-example isil-kp-2012", "isil-kp-2021"),
        ("export isil-kp-2012", "isil-kp-2021"),
        ("site isil-kp-2021 isil-kp-2012", "isil-kp-2021"),
        ("diff isil-kp-2012", "isil-kp-2021"),
        ("why isil-kp-2012", "isil-kp-2021"),
        ("expand isil-kp-2012 --place x", "isil-kp-2021"),
        ("lock --all --case isilkp", "isil-kp"),
        ("lock seed-every-provinc", "seed-every-province-2021-11"),
        ("supersede un-2002 un-2020 --because x", "un-2020"),
        ("supersede un-2020 un-2021-sofar --because x", "un-2021-so-far"),
        ("add brief x --earlier un-2002 --later un-2021-so-far", "un-2020"),
        ("add brief x --earlier un-2020 --later un-2021-so-far --milestones un-breifing --question Why", "un-briefing"),
    ],
)
def test_a_misspelt_name_is_answered_before_anything_starts(line, meant, copied, command, monkeypatch):
    """Briefs, cases, sources, figures and events: the nearest name, and nothing was built or written."""
    monkeypatch.setattr("tally.cli.build._built", lambda *_: pytest.fail("a build was started"))
    before = written(copied)
    run = command(*line.split())

    assert 1 == run.returncode
    assert f"Did you mean '{meant}'?" in run.stderr
    assert "" == run.stdout
    assert before == written(copied)


def written(project):
    """Return when each file was written; the mark of who may edit may be new."""
    files = (path for path in project.root.rglob("*") if path.is_file() and path.name != ".lock")
    return {path: path.stat().st_mtime_ns for path in files}


def test_all_misspelt_briefs_are_named_at_once(command):
    """Nobody corrects one name to be told of the next."""
    run = command("build", "isil-kp-2012", "gulf-crw-2019")

    assert "There is no brief 'isil-kp-2012'. Did you mean 'isil-kp-2021'?" in run.stderr
    assert "There is no brief 'gulf-crw-2019'. Did you mean 'gulf-crew-2019'?" in run.stderr
    assert 1 == run.stderr.count("The briefs are:")


def test_another_folder(tmp_path, copied, command):
    """`tally -C FOLDER` works there, also from below its root; a folder that is not there is named."""
    there = command("-C", str(copied.notebooks), "why", "made-up-example", root=tmp_path)
    nowhere = command("-C", str(tmp_path / "nowhere"), "check", root=tmp_path)

    assert (0, "It was never built.\n") == (there.returncode, there.stdout)
    assert 1 == nowhere.returncode
    assert f"{tmp_path / 'nowhere'}: there is no such file or folder" in nowhere.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script(shell, command):
    """Each shell gets a valid script with all commands, outside a project too."""
    script = command("completion", shell, root=ROOT.parent).stdout

    assert all(name in script for name in ("supersede", "completion", "notebooks/parameters", "--scheduler"))
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=script, text=True, check=True, timeout=LIMIT)


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("tally bu", {"build"}),
        ("tally add mile", {"milestone"}),
        (
            "tally build gulf",
            {"gulf-crew-2019", "gulf-incidents-2024", "gulf-incidents-years", "gulf-nine-months-2022"},
        ),
        ("tally lock --case is", {"isil-kp"}),
        ("tally build --ag", {"--again"}),
    ],
)
def test_bash_completes(line, completed, command):
    """Tab after the start of a command, a brief of this project, a case or an option."""
    script = command("completion", "bash", root=ROOT).stdout
    words = line.split()
    ask = f'COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _shtab_tally; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", f"{script}\n{ask}"], cwd=ROOT, text=True, capture_output=True, timeout=LIMIT)

    assert completed == {*done.stdout.split()}, done.stderr


def test_completion_is_loaded_only_when_asked_for():
    """No other command takes the time to import it."""
    code = "import sys; from tally.cli.commands import command_parser; command_parser(); print('shtab' in sys.modules)"

    assert "False\n" == subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=LIMIT
    ).stdout  # fmt: skip


def test_version_is_told():
    """`tally --version` names the program and its version, in any folder."""
    run = tally("--version", root=ROOT.parent)

    assert (0, "tally 0.1.0\n") == (run.returncode, run.stdout)


def test_what_came_with_a_clone_is_built_once(built, copied, command, monkeypatch):
    """The first build runs the notebooks although the example is up to date; an export does not, nor a second build."""
    started = []
    monkeypatch.setattr(
        "tally.cli.build._built", lambda _project, stale, _options: started.append(stale) or [Outcome(stale[0], 1)]
    )
    shutil.copytree(built.report("made-up-example"), copied.report("made-up-example"))

    first, second = command("build", "made-up-example"), command("build", "made-up-example")

    page = copied.report("made-up-example") / "briefing.html"
    assert [["made-up-example"]] == started
    assert f"{page}\n" == first.stdout == second.stdout
    assert "1 briefing is up to date." in second.stderr
