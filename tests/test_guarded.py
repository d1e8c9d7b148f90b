"""Whatever goes wrong ends in a sentence and a documented status."""

import ast
import errno
import os
import subprocess
import sys

import pytest

from conftest import ROOT
from limits import LIMIT
from tally.cli.main import main
from tally.errors import TallyError, explain
from tally.project import OutputError, describe, find_project, guarded

LOCK = os.fspath(ROOT / "reports" / ".lock")
NUMBERS = sorted({*errno.errorcode} - {errno.ENOMEM})


def ended(capsys, error):
    """Run something that raises an error; return the status and the words."""

    def run():
        raise error

    return guarded(run), capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (TallyError("No."), 1, "tally: No."),
        (MemoryError(), 1, "not enough memory"),
        (OSError(errno.ENOMEM, "Cannot allocate"), 1, "not enough memory"),
        (UnicodeEncodeError("utf-8", "a\udcff", 1, 2, "surrogates not allowed"), 1, "U+DCFF after 'a'"),
        (UnicodeDecodeError("utf-8", b"a\xff", 1, 2, "invalid start byte"), 1, "byte 2 is ff"),
        (ValueError("embedded null byte"), 1, "NUL"),
        (ImportError("x.so: failed to map segment"), 1, "cannot be loaded"),
        (EOFError(), 1, "The input ended"),
        (KeyboardInterrupt(), 130, "Stopped"),
        (OutputError(BrokenPipeError(errno.EPIPE, "Broken pipe")), 141, ""),
        (OutputError(OSError(errno.ENOSPC, "No space")), 1, "output could not be written. No space is left"),
        (FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/x']"), 1, "TMPDIR"),
        (RecursionError("maximum recursion depth exceeded"), 1, "fault in Tally"),
        (KeyError("\x1b[31m"), 1, "fault in Tally"),
        (ExceptionGroup("several", [ValueError("x")]), 1, "fault in Tally"),
    ],
    ids=str,
)
def test_any_error_is_a_sentence(tmp_path, monkeypatch, capsys, error, status, words):
    """Refusals, the environment's errors and Tally's own faults end with a status and a sentence."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))  # where the details go, outside a project
    code, said = ended(capsys, error)

    assert status == code
    assert words in said
    assert "Traceback" not in said
    assert "\x1b" not in said


def test_each_error_of_the_system_says_where_and_what_to_do():
    """The sentence names the file and ends with what to do, for every error that the system has."""
    for number in NUMBERS:
        sentence = explain(OSError(number, os.strerror(number), LOCK))

        assert sentence.startswith(f"{LOCK}: "), sentence
        assert "run the command again" in sentence, sentence
        assert "Errno" not in sentence, sentence
        assert "run the command again" in explain(OSError(number, os.strerror(number)))


def test_details_of_a_fault_are_kept_without_secrets(copied, monkeypatch, capsys):
    """An unexpected error names a file that has its lines of code, and no password; the last few are kept."""
    monkeypatch.chdir(copied.root)
    monkeypatch.setattr(sys, "argv", ["tally", "add", "source", "https://me:secret1@example.org/a?token=secret2"])
    monkeypatch.setenv("SOME_TOKEN", "secret3")
    for _ in range(30):
        _, said = ended(capsys, KeyError("https://you:secret4@example.org"))
    kept = sorted((copied.reports / ".errors").iterdir())

    assert 20 == len(kept)
    assert str(copied.reports / ".errors") in said
    for path in kept:
        text = path.read_text(encoding="utf-8")
        assert "raise error" in text
        assert "secret" not in text
        assert 0o600 == path.stat().st_mode & 0o777


def test_details_that_cannot_be_beside_the_reports(copied, monkeypatch, tmp_path):
    """Where reports/ is not a folder, the details are with the temporary files."""
    monkeypatch.chdir(copied.root)
    copied.reports.write_text("a file", encoding="utf-8")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    assert f"The details are in {tmp_path}/tally-" in describe(KeyError("x"))


def test_an_error_during_an_import(monkeypatch, capsys):
    """A package that cannot be loaded is named, whatever command needs it."""
    monkeypatch.delitem(sys.modules, "tally.cli.commands", raising=False)
    monkeypatch.setitem(sys.modules, "argparse", None)

    assert 1 == main(["check"])
    assert "cannot be loaded" in capsys.readouterr().err


def test_a_refusal_in_a_notebook_is_a_sentence():
    """In JupyterLab, a cell shows what was refused, not the lines of code that refused it."""
    assert ["TallyError: There is no such count."] == TallyError("There is no such count.")._render_traceback_()


def test_all_that_is_printed_passes_one_place(project):
    """No module prints by itself, so that nothing reaches a terminal as it came from outside."""
    source = project.root / "src" / "tally"
    for path in source.rglob("*.py"):
        if path.name == "printing.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("print", "input", "sys.stderr.write", "sys.stdout.write"), path


SHELL = """
t() { "$PYTHON" -m tally "$@"; }
t --help <&- >&- 2>&-; echo closed $?
t --help | true; echo pipe ${PIPESTATUS[0]}
t --help > /dev/full; echo full $?
t --nope 2> /dev/full; echo error $?
(ulimit -v 30000; t why nope); echo memory $?
PYTHONIOENCODING=ascii t add brief --help > /dev/null; echo ascii $?
COLUMNS=-1 TERM= SOURCE_DATE_EPOCH=x HOME= t add figure <&-; echo figure $?
"""


def test_streams_that_are_closed_full_or_broken(tmp_path):
    """Each ends with a documented status and without a traceback, also at the end of the process."""
    run = subprocess.run(
        ["bash", "-c", SHELL], cwd=ROOT, capture_output=True, text=True, timeout=LIMIT, stdin=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "PYTHON": sys.executable, "TALLY_REPORTS": str(tmp_path)},
    )  # fmt: skip
    statuses = dict(line.split() for line in run.stdout.splitlines() if len(line.split()) == 2)

    assert {
        "closed": "0",
        "pipe": "141",
        "full": "1",
        "error": "2",
        "ascii": "0",
        "figure": "1",
    }.items() <= statuses.items()
    assert "Traceback" not in run.stderr
    assert "Exception ignored" not in run.stderr
    assert "output could not be written" in run.stderr


def test_a_folder_that_is_gone(tmp_path, monkeypatch, capsys):
    """Started in a folder that was deleted, a command says so."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    assert 1 == main(["check"])
    assert "does not exist any more" in capsys.readouterr().err


def test_relative_reports(copied, monkeypatch):
    """`TALLY_REPORTS` is relative to the working directory, whatever the notebooks' is."""
    monkeypatch.chdir(copied.root)
    monkeypatch.setenv("TALLY_REPORTS", "elsewhere")

    assert copied.root / "elsewhere" == find_project().reports


@pytest.mark.parametrize("place", ["data", "data/made-up", "notebooks", ".", "notebooks/../data/new"])
def test_reports_are_in_no_folder_of_the_project(command, monkeypatch, place):
    """Reports that are moved among the data or notebooks are refused before anything is written."""
    monkeypatch.setenv("TALLY_REPORTS", place)
    run = command("check")

    assert 1 == run.returncode
    assert "TALLY_REPORTS leads to" in run.stderr


@pytest.mark.parametrize("content", ["[tool.tally", "\udcff"])
def test_settings_that_cannot_be_read(copied, command, content):
    """A broken pyproject.toml is named by every command that needs it."""
    (copied.root / "pyproject.toml").write_bytes(content.encode("utf-8", "surrogateescape"))
    run = command("why")

    assert 1 == run.returncode
    assert "pyproject.toml cannot be read" in run.stderr
