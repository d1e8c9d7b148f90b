"""The made-up register of events is what its generator writes, and has what real files have."""

import importlib.util
from pathlib import Path

import pytest

from conftest import ROOT
from event_files import stored
from tally.cli.main import main
from tally.events import count_events, make_query, open_dataset, read_names
from tally.records import load_dossier
from tally.records.events import read_counts, read_datasets
from tally.records.schemas import outdated_files

CASE, FOLDER = "made-up-events", ROOT / "data" / "made-up-events" / "datasets" / "disruptions"


@pytest.fixture(scope="module")
def events(project):
    return open_dataset(project, CASE, "disruptions")


def test_the_generator_writes_the_file_that_is_there():
    """The bytes in git are those that anybody gets from the script beside them."""
    parts = importlib.util.spec_from_file_location("generate", FOLDER / "generate.py")
    generate = importlib.util.module_from_spec(parts)
    parts.loader.exec_module(generate)
    content = (FOLDER / "events.csv").read_bytes()
    before = FOLDER.with_name("disruptions-2025-03") / "events.csv"

    assert content == generate.made_up_events()
    assert before.read_bytes() == generate.earlier_release(content)
    assert len(content) < 400_000


def test_it_has_what_real_files_have(events):
    """Ranges of days, coalitions, names that may mean two groups, several spellings, unusable deaths, lost days."""
    rows = stored(events)
    provinces = {row["admin1"] for row in rows}

    assert {"no date": 4} == events.loaded.dropped
    assert events.loaded.alike
    assert events.loaded.broken
    assert 100 < sum(row["first"] < row["last"] for row in rows)
    assert 100 < sum(len(row["by"] or ()) > 1 for row in rows)
    assert {"Upper Example", "Upper  Example", "Upper Example Province", "Up. Example", None} < provinces


def test_its_tables_count_it(project, events):
    """Each row of counts.csv can be counted; the group that was renamed is one, and who it may have been is no more."""
    folder = project.tables(CASE)
    rows, faults = read_counts(folder, ["disruptions"])
    names = read_names(folder)
    counts = {
        row.id: count_events(
            events, make_query(row.window, unit=row.unit, actor=row.actor, role=row.role, place=row.place), *names
        )
        for row in rows
    }
    whole, so_far = counts["example-group-2024"], counts["example-group-2025"]

    assert not [*faults, *read_datasets(folder)[1]]
    assert whole.low < whole.high < so_far.low
    assert whole.by_name
    assert counts["by-example-group-2024"].high < whole.low
    assert any("may still add" in note for note in so_far.notes)
    assert count_events(events, make_query("2021", actor="example-group"), *names).low
    assert not count_events(events, make_query("2023", actor="Example Club")).high


def run(*arguments):
    return main([*arguments, "--case", CASE])


GROUP = ("actor", "--actor", "example-league", "--name", "the Example League")
REFUSED = {
    "a misspelt actor": ([*GROUP, "--printed", "Example Leage"], "Did you mean 'Example League'?"),
    "a part of a name": ([*GROUP, "--printed", "League"], "as a whole name"),
    "another name for readers": (["actor", "--actor", "example-group", "--name", "They"], "as in its other rows"),
    "a misspelt data set": ([*GROUP, "--dataset", "disruption"], "Did you mean 'disruptions'?"),
    "no such day": ([*GROUP, "--printed", "Example League", "--since", "2021-02-30"], "--since: "),
    "days in reverse": (
        [*GROUP, "--printed", "Example League", "--since", "2022-01-01", "--until", "2021-01-01"], "Exchange the two",
    ),
    "nobody": (["actor", "--name", "They"], "also needs --actor"),
    "a district as a province": (["place", "--place", "ford", "--name", "Ford"], "Give the level admin2"),
    "a parent that there is not": (
        ["place", "--place", "ford", "--name", "Ford", "--level", "admin2", "--parent", "nowhere"], "--parent: ",
    ),
    "a misspelt place": (["place", "--place", "ford", "--name", "Fordd", "--level", "admin2"], "Did you mean 'Ford'?"),
    "a row of many": (["actor", "--from", "rows.csv"], "Did you mean 'Example League'?"),
}  # fmt: skip


def test_names_are_added_as_the_file_prints_them(copied, monkeypatch, capsys):
    """A name that no file prints is refused with the nearest, unless it is to be kept; nothing is written then."""
    monkeypatch.chdir(copied.root)
    Path("rows.csv").write_text("actor,name,printed\na,A,Example League\nb,B,Example Leagu\n")
    folder = copied.tables(CASE)
    before = {path: path.read_bytes() for path in folder.glob("*.*")}
    for case, (arguments, words) in REFUSED.items():
        assert 1 == run("add", *arguments), case
        assert words in capsys.readouterr().err, case
        assert before == {path: path.read_bytes() for path in folder.glob("*.*")}, case

    assert 0 == run("add", *GROUP, "--printed", "Example League", "--dataset", "disruptions")
    assert "tally count --case made-up-events --dataset disruptions --actor example-league" in capsys.readouterr().err
    assert 0 == run("add", "actor", "--actor", "example-league", "--printed", "Example Guild", "--as-is")
    assert 0 == run(
        "add", "place", "--place", "ford", "--name", "Ford", "--level", "admin2", "--parent", "lower-example"
    )
    assert 0 == run(
        "count", "--dataset", "disruptions", "--actor", "example-league", "--place", "ford", "--window=2024"
    )
    assert "in Ford in which the Example League took part in 2024" in capsys.readouterr().out


def test_a_case_without_such_tables_gets_them(copied, monkeypatch):
    """The first row of actors.csv or places.csv brings the table and its schema, by the row or by the file."""
    monkeypatch.chdir(copied.root)
    Path("rows.csv").write_text("place,name\na,A\nb,B\n")

    assert 0 == main(["add", "actor", "--actor", "front", "--name", "Front", "--case", "made-up"])
    assert 0 == main(["add", "place", "--from", "rows.csv", "--level", "country", "--case", "made-up"])
    assert ("front", ["a", "b"]) == (
        load_dossier(copied, "made-up").actors[0].printed.lower(),
        [name.place for name in load_dossier(copied, "made-up").places],
    )
    assert not outdated_files(copied)
