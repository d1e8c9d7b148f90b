"""Inputs that nobody would write: a few for each reader and command, and all that ever failed (see `make fuzz`)."""

import ast
import os
import re
from cProfile import Profile
from functools import cache

import pytest
from hypothesis import strategies as st
from markupsafe import Markup

from conftest import ROOT
from fuzz.commands import LEAVES
from fuzz.hunt import Hunt, explore, report
from fuzz.load import TARGETS
from fuzz.room import Room
from fuzz.target import Finding, Target, attempt
from tally.errors import TallyError
from tally.explorer import Explorer
from tally.project import JournalError

READS = ("read", "parse", "load", "decode", "decompress", "unpack", "extract", "from")
# Functions with such names that read nothing from outside, and why.
OWN = {
    "CachedEnvironment.load_bytecode": "templates of the project",
    "load_table": "what the build has just written",
    "read_files": "what the build has just written",
    "load_sentences": "templates of the project",
    "read_style": "style sheets of the project",
    "unpack": "what the asking machine sends to a worker",
}


@pytest.fixture
def room(tmp_path):
    """A small project."""
    made = Room(tmp_path / "room")
    yield made
    made.leave()


@pytest.mark.parametrize("name", TARGETS)
def test_inputs_that_nobody_would_write(name, room):
    """Whatever an input holds, it is read or refused in a sentence, soon, and nothing is left or changed by it."""
    tried = TARGETS[name]
    for path in tried.failed:
        finding = attempt(tried, path.read_bytes(), room)
        assert finding is None, f"{path.relative_to(ROOT)}: {finding.sign}\n{finding.words}"
    if tried.examples:
        finding = explore(tried, room, int(tried.examples)).finding
        assert finding is None, f"{finding.content[:2000]!r}: {finding.sign}\n{finding.words}"


@cache
def used(name):
    """Return whether the project calls a function; one that is only shown has no inputs yet."""
    calls = re.compile(rf"(?<!def )\b{name}\b[(,)]")
    return any(calls.search(path.read_text(encoding="utf-8")) for path in (ROOT / "src" / "tally").rglob("*.py"))


def readers():
    """Find the functions whose names say that they read something: the name of the module and of the function."""
    for path in (ROOT / "src" / "tally").rglob("*.py"):
        for outer in ast.parse(path.read_text(encoding="utf-8")).body:
            for node in outer.body if isinstance(outer, ast.ClassDef) else [outer]:
                if isinstance(node, ast.FunctionDef) and node.name.split("_")[0] in READS and used(node.name):
                    yield str(path.relative_to(ROOT / "src")), node.lineno, node.name


def test_every_reader_and_every_command_is_a_target(room):
    """The inputs that the targets start from reach each of them: one that is added needs a target or an input."""
    found = []
    with Profile(builtins=False) as profile:  # which notes each function that runs
        for target in filter(lambda one: one.examples, TARGETS.values()):  # others are slow, and read nothing else
            for path in target.seeds:
                found += filter(None, [attempt(target, path.read_bytes(), room)])
    called = {(entry.code.co_filename, entry.code.co_name) for entry in profile.getstats()}
    assert not found, [(finding.target, finding.sign, finding.words) for finding in found]
    reached = {(str(name).rpartition("/src/")[2], function) for name, function in called}
    missing = [f"{file}: {name}" for file, _, name in readers() if (file, name) not in reached and name not in OWN]
    runs = {words: of.get_default("run") for words, of in LEAVES.items()}
    missing += [f"tally {' '.join(words)}" for words, run in runs.items()
                if (run.__code__.co_filename, run.__name__) not in called]  # fmt: skip

    assert not missing, "No input of tests/corpus reaches\n" + "\n".join(missing)


def target_of(run):
    return Target("example", lambda: st.binary(min_size=1, max_size=20), run)


def fails(content, _room):
    message = f"{len(content)} bytes"
    raise ValueError(message)


def refuses(_content, _room):
    message = "It is not a table."
    raise TallyError(message)


def crashes(_content, _room):
    os.abort()


@pytest.mark.parametrize(
    ("run", "found"), [(fails, "ValueError at fails"), (refuses, ""), (crashes, "crash at SIGABRT")]
)
def test_what_is_found_and_kept(tmp_path, run, found):
    """An exception and a crash are findings, each once and as small as can be; a refusal is none."""
    hunt = Hunt([target_of(run)], tmp_path, 1, save=False)
    hunt.run(0.3, 1)
    signs = {sign.replace("test_fuzz.py:", "") for _, sign in hunt.findings}

    assert signs == ({found} if found else set())
    assert "example" in report(hunt)
    if run is fails:
        (finding,) = hunt.findings.values()
        assert b"\0" == finding.content
    if found:
        assert hunt.paths[0].read_bytes() == next(iter(hunt.findings.values())).content


def spins(_content, _):
    while True:
        pass


def test_an_input_that_takes_too_long(room):
    """Time is of the processor, so a slow machine finds nothing that a fast one does not."""
    finding = attempt(Target("example", st.binary, spins, seconds=0.1), b"x", room)

    assert isinstance(finding, Finding)
    assert "more than 0.1 s" in finding.words


def test_a_brief_that_cannot_be_written_now(room, monkeypatch):
    """The start page says so, whatever Tally's reason is, as it does for a brief that is not valid."""

    def locked(*_):
        message = "Another command has been changing the data."
        raise JournalError(message)

    monkeypatch.setattr("tally.explorer.controls.write_brief", locked)
    page = Explorer(room.project)
    page._write.click()

    assert "Not written. Another command has been changing the data." in Markup(page._status.value).striptags()
