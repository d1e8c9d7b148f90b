"""Cases: folders under data/ that commands create, name and keep apart."""

import json

import pytest
from frictionless import Package

from broken_disk import tree
from tally.records import load_dossier


@pytest.mark.filterwarnings("ignore")  # the tool's own, about what it is built on
def test_an_empty_case_is_in_order(copied, command):
    """A new case passes the check and is a valid data package, with its title and its author."""
    run = command("add", "case", "vol-a-main-armee", "--title", "Vols à main armée", "--author", "Réseau d’étude")

    assert 0 == run.returncode
    assert str(copied.tables("vol-a-main-armee")) == run.stdout.strip()
    assert "--case vol-a-main-armee" in run.stderr
    assert 0 == command("check").returncode
    package = json.loads((copied.tables("vol-a-main-armee") / "datapackage.json").read_text(encoding="utf-8"))
    assert ("Vols à main armée", "Réseau d’étude") == (package["title"], package["contributors"][0]["title"])
    assert Package(str(copied.tables("vol-a-main-armee") / "datapackage.json")).validate().valid
    assert not load_dossier(copied, "vol-a-main-armee").every


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Haiti"], "lower-case letters"),
        (["../haiti"], "lower-case letters"),
        (["made-up"], "There is a folder data/made-up already"),
        (["haiti", "--title", "a\nb"], "--title contains a line break"),
        (["haiti", "--author", "a\x1bb"], "--author has U+001B (a control character)"),
    ],
)
def test_a_case_that_cannot_be_created(copied, command, arguments, said):
    """A name that is taken or is no id, and a title of two lines, are refused in words; nothing is written."""
    before = tree(copied.data)
    run = command("add", "case", *arguments)

    assert 1 == run.returncode
    assert said in run.stderr
    assert "Nothing was written" in run.stderr
    assert before == tree(copied.data)


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "figure", "--case", "made-upp"],
        ["add", "source", "page.html", "--case", "made-upp"],
        ["add", "brief", "x", "--earlier", "a", "--later", "b", "--case", "made-upp"],
        ["lock", "--all", "--case", "made-upp"],
        ["supersede", "a", "b", "--because", "c", "--case", "made-upp"],
    ],
)
def test_an_unknown_case_is_named(command, arguments):
    """Every command that takes a case names the cases that exist and the nearest one."""
    run = command(*arguments)

    assert 1 == run.returncode
    assert "There is no case 'made-upp'. Did you mean 'made-up'? The cases are: " in run.stderr


def test_commands_write_to_the_case_that_is_named(copied, command):
    """A source added to one case is in no other; without --case it goes to the project's default case."""
    page = copied.root / "page.html"
    page.write_text("<html><head><title>A page</title></head><body><p>Seven incidents in 2020.</p></body></html>")
    given = ["--issued", "2021", "--said-by", "An office", "--publisher", "An outlet"]
    before = {case: load_dossier(copied, case).sources.keys() for case in copied.cases}

    assert 0 == command("add", "source", str(page), *given, "--id", "one", "--case", "made-up").returncode
    assert 0 == command("add", "source", str(page), *given, "--id", "two").returncode

    added = {case: load_dossier(copied, case).sources.keys() - before[case] for case in copied.cases}
    assert {"one"} == added.pop("made-up")
    assert {"two"} == added.pop(copied.default_case)
    assert not any(added.values())
