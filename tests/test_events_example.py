"""The made-up register of events is what its generator writes, and has what real files have."""

import importlib.util

import pytest

from conftest import ROOT
from event_files import stored
from tally.events import count_events, make_query, open_dataset, read_names
from tally.records.events import event_faults, read_counts

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

    assert content == generate.made_up_events()
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

    assert not [*faults, *event_faults(folder)]
    assert whole.low < whole.high < so_far.low
    assert whole.by_name
    assert counts["by-example-group-2024"].high < whole.low
    assert any("may still add" in note for note in so_far.notes)
    assert count_events(events, make_query("2021", actor="example-group"), *names).low
    assert not count_events(events, make_query("2023", actor="Example Club")).high
