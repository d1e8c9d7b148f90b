"""Every command, given anything: a sentence and a documented status."""

import argparse
import re
import shutil
from itertools import cycle
from pathlib import Path

import pytest

from conftest import ROOT
from tally.cli.commands import command_parser
from tally.cli.main import main
from tally.text import hidden_at

HOSTILE = (
    "", "\x1b[31mred", "a" * 5_000, "-x", "--", "../x", "/", "\udcff\udcfe", "\u202ex", "x\ny", "②", "{x}", "%s",
    "\x00", "NaN", "1e999", "9" * 5_000, "-1", "2021-99-99", "\u3164", "http://[", "file:///etc/passwd", "İſ", "~",
)  # fmt: skip
RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u3164\ud800-\udfff]")
BUILDING = {("build",), ("export",), ("store",)}  # are always given a brief that does not exist


def commands(parser, names=()):
    """Go through the commands, each with its names and its parser."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield names, parser
    for action in below:
        for name, sub in action.choices.items():
            yield from commands(sub, (*names, name))


def ordinary(action):
    """Return a value that an argument accepts."""
    if action.choices:
        return next(iter(action.choices))
    return "x" if action.type in (None, Path) else "1"


def command_lines():
    """Go through the commands and their arguments, each given a hostile value in its turn; the others are ordinary."""
    values = cycle(HOSTILE)
    for names, parser in commands(command_parser()):
        arguments = [action for action in parser._actions if action.nargs != 0]
        for tested in arguments:
            line, places = [*names], []
            for action in arguments:
                value = next(values) if action is tested else ordinary(action)
                if action.option_strings and (action is tested or action.required):
                    line.append(f"{action.option_strings[-1]}={value}")
                elif not action.option_strings and (action is tested or action.nargs not in ("?", "*")):
                    places.append(value)
            yield [*line, *(places or ["none"] * (names in BUILDING))]
        if names not in BUILDING:
            yield [*names, *(next(values) for _ in range(6))]
            yield [*names, f"--{next(values)}"]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A project with one case and one brief."""
    root = tmp_path_factory.mktemp("small")
    shutil.copytree(ROOT / "data", root / "data", ignore=shutil.ignore_patterns("isil-kp", "gulf-of-guinea"))
    shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns("parameters"))
    (root / "notebooks" / "parameters").mkdir()
    shutil.copy(ROOT / "requirements.lock", root)
    shutil.copy(ROOT / "notebooks" / "parameters" / "made-up-example.yml", root / "notebooks" / "parameters")
    return root


def test_hostile_arguments(small, monkeypatch, capsys):
    """No command shows a traceback, prints a character that a terminal would obey, or ends without a word."""
    monkeypatch.chdir(small)
    count = 0
    for line in command_lines():
        try:
            status = main(line)
        except SystemExit as end:
            status = end.code
        said = "".join(capsys.readouterr())
        count += 1

        assert status in (0, 1, 2), line
        assert not RAW.search(said), line
        assert "Traceback" not in said, line
        assert "should not happen" not in said, line
        assert said.strip(), line
        assert len(said) < 12_000, line
    assert count > 120
    for path in (small / "data").rglob("*.[cj]s*"):
        assert hidden_at(path.read_text(encoding="utf-8")) is None, path


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["why", "none"], "There is no brief 'none'"),
        (["build", "none"], "There is no brief 'none'"),
        (["build", "none", "none"], "There is no brief 'none'"),
        (["export", "none"], "There is no brief 'none'"),
        (["diff", "none"], "There is no brief 'none'"),
        (["expand", "none", "--place", "x"], "There is no brief 'none'"),
        (["lock", "none"], "There is no source 'none'"),
        (["supersede", "none", "other", "--because", "x"], "none"),
        (["add", "brief", "x", "--earlier", "none", "--later", "none"], "none"),
        (["export", "--only", "none"], "there is no 'none'"),
        (["export", "made-up-example", "--only"], "expected at least one argument"),
        (["add", "figure", "--case", "none"], "There is no case 'none'"),
        (["diff", "made-up-example", "9"], "made-up-example"),
        (["why", ""], "There is no brief ''"),
        (["build", ""], "There is no brief ''"),
        (["export", ""], "There is no brief ''"),
        (["diff", ""], "There is no brief ''"),
        (["lock", ""], "name one SOURCE"),
        (["lock", "--jobs"], "not understood"),
    ],
)
def test_a_name_that_nothing_has(small, monkeypatch, capsys, line, words):
    """What does not exist is named; the status is 1, or 2 if the command line is not understood."""
    monkeypatch.chdir(small)
    try:
        status = main(line)
    except SystemExit as end:
        status = end.code
    said = capsys.readouterr().err

    assert words in said
    assert (2 if said.startswith("usage:") else 1) == status
