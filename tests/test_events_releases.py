"""Two releases of one data set: what the new one added, dropped and changed, by year."""

import dataclasses
import json
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from event_files import load, stored, table
from tally.cli.main import main
from tally.events import CountError
from tally.events.releases import compare_releases, release_json, release_lines
from tally.records.events import Level, PlaceName, Span

OLD = [
    {"id": "1", "date_start": "2016-12-31", "date_end": "2017-01-02"},
    {"id": "02", "date_start": "2017-03-01", "date_end": "2017-03-01", "adm_1": "North state"},
    {"id": "3", "date_start": "2018-03-01", "date_end": "2018-03-01", "side_b": "Front, IS"},
    {"id": "4", "date_start": "2018-04-01", "date_end": "2018-04-01"},
    {"id": "5", "date_start": "2018-05-01", "date_end": "2018-05-01", "country": "Else"},
]
NEW = [
    {**OLD[0], "date_start": "2017-01-01"},
    {**OLD[1], "adm_1": "North", "best": "3"},
    {**OLD[2], "side_b": "Front"},
    OLD[4],
    {"id": "6", "date_start": "2018-06-01", "date_end": "2018-06-01"},
    {"id": "7", "date_start": "2018-07-01", "date_end": "2018-07-01"},
    {"id": "2", "date_start": "2017-08-01", "date_end": "2017-08-01"},
    {"id": "8", "date_start": "2019-07-01", "date_end": "2019-07-01"},
]
COVERED = {"old": date(2018, 12, 31), "new": date(2019, 12, 31)}


def release(folder, name, rows, kind="ucdp-ged", **fields):
    """Load a release under a name; the old one covers 2018, the new one 2019 too."""
    file = load(folder, table(kind, *rows), kind, f"{name}.csv", **fields)
    covers = Span(date(2010, 1, 1), COVERED.get(name, date(2021, 12, 31)))
    return dataclasses.replace(file, dataset=dataclasses.replace(file.dataset, id=name, covers=covers))


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """The two releases, loaded once."""
    folder = tmp_path_factory.mktemp("releases")
    return release(folder, "old", OLD), release(folder, "new", NEW)


def test_what_was_added_dropped_and_changed(pair):
    """Rows are one by their ids as text, on the days that both cover; each changed part is counted once for a row."""
    change = compare_releases(*pair)
    years = {year.year: (year.old, year.new, year.added, year.dropped, year.changed) for year in change.years}

    assert {2016: (1, 0, 0, 0, 0), 2017: (1, 3, 1, 0, 2), 2018: (3, 4, 2, 1, 1)} == {
        year: numbers for year, numbers in years.items() if any(numbers)
    }
    assert [*range(2010, 2019)] == [*years]
    assert (4, ("4",)) == (change.common, change.dropped)
    assert {"deaths": 1, "dates": 1, "actors": 1, "place": 1, "coordinates": 0, "type": 0} == change.parts
    assert (1, 0, 1) == (change.columns["best"], change.columns["low"], change.columns["admin1"])
    assert 4 / 3 == change.growth


def test_a_place_is_one_by_its_names(pair):
    """A place of the table has another spelling in each release, which is no row more or less."""
    names = [
        PlaceName(name, "north", "the North", Level.ADMIN1, "", "", name, "") for name in ("North", "North state")
    ]  # fmt: skip
    north, other = compare_releases(*pair, "north", names), compare_releases(*pair, "Else")

    assert (5, 7) == (north.total("old"), north.total("new"))
    assert (1, 1, 1) == (other.total("old"), other.total("new"), other.common)
    assert "No row differs." in [*release_lines(other)]


def test_what_may_be_wrong_is_told(pair):
    """The wrong order, ids that are in one release only, and countries that only one has."""
    old, new = pair
    elsewhere = dataclasses.replace(new, path=pair[0].path)
    notes = {
        name: " ".join(line for line in release_lines(change) if line.startswith("Note"))
        for name, change in {
            "right": compare_releases(old, new), "turned": compare_releases(new, old),
            "alike": compare_releases(old, elsewhere),
        }.items()
    }  # fmt: skip

    assert ("", "") == (notes["right"], notes["alike"])
    assert "wrong order" in notes["turned"]


def test_releases_of_other_places_are_told(tmp_path):
    """Rows that share no id, and countries of which only one release has rows, are pointed out."""
    files = [
        release(tmp_path, name, [{"id": name, "country": country}, {"id": f"{name}2"}])
        for name, country in (("first", "Else"), ("second", "Land"))
    ]
    told = " ".join(release_lines(compare_releases(*files)))

    assert "no id is in both" in told
    assert "only one of the two has rows in Else." in told


REFUSED = {  # what the new release is instead
    "one data set": ({"id": "old"}, "named twice"),
    "other kinds": ({"kind": "acled"}, "different kinds (ucdp-ged and acled)"),
    "lines for ids": ({"columns": {"row": "line"}}, "no ids but the numbers of their lines"),
    "no day": ({"covers": Span(date(2019, 1, 1), date(2019, 12, 31))}, "no day in common"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_compared_is_refused(pair, case):
    """Two releases of one kind, with ids, and days that both cover; a place that is in one of them."""
    fields, words = REFUSED[case]
    old, new = pair
    with pytest.raises(CountError) as refusal:
        compare_releases(old, dataclasses.replace(new, dataset=dataclasses.replace(new.dataset, **fields)))
    with pytest.raises(CountError, match="neither old nor new has an event in 'Nowhere'"):
        compare_releases(*pair, "Nowhere")

    assert words in str(refusal.value)


IDS = st.lists(
    st.tuples(st.integers(1, 9), st.integers(0, 2), st.sampled_from(["1", "2"])), unique_by=lambda row: row[0]
)


@given(old=IDS, new=IDS)
@settings(max_examples=6, deadline=None)
def test_numbers_are_those_of_a_comparison_by_hand(tmp_path_factory, old, new):
    """Whatever two releases have: each row of either is added, dropped or common, and the years add up."""
    folder = tmp_path_factory.mktemp("pair")
    files = []
    for name, rows in (("old", old), ("new", new)):
        days = [f"{2015 + year}-05-01" for _, year, _ in rows]
        changes = [
            {"id": str(number), "date_start": day, "date_end": day, "best": best}
            for (number, _, best), day in zip(rows, days, strict=True)
        ]
        files.append(release(folder, name, [*changes, {"id": "99"}]))
    change = compare_releases(*files)
    before, after = ({row["row"]: row for row in stored(file) if row["row"] != "99"} for file in files)
    both = before.keys() & after.keys()

    assert (len(before), len(after), len(both)) == (change.total("old"), change.total("new"), change.common)
    assert (len(after.keys() - both), len(before.keys() - both)) == (change.total("added"), change.total("dropped"))
    assert sum(before[name]["best"] != after[name]["best"] for name in both) == change.columns["best"]
    assert sum(before[name]["first"] != after[name]["first"] for name in both) == change.parts["dates"]
    assert Counter(row["first"].year for row in after.values()) == {
        year.year: year.new for year in change.years if year.new
    }
    assert len("".join(release_lines(change))) > 99
    assert change.total("changed") == json.loads(json.dumps(release_json(change)))["rows"]["changed"]


def test_the_command(copied, monkeypatch, capsys, tmp_path):
    """Two data sets of a case are compared by their ids, in words and as JSON."""
    monkeypatch.chdir(copied.root)
    for name, rows in (("old", OLD), ("new", NEW)):
        (tmp_path / f"{name}.csv").write_text(table("ucdp-ged", *rows))
        assert 0 == main(["dataset", "add", str(tmp_path / f"{name}.csv"), "--kind", "ucdp-ged", "--id", name])
    capsys.readouterr()

    assert 0 == main(["dataset", "compare", "old", "new"])
    told = capsys.readouterr().out
    assert "  5 in the old release, 7 in the new one, 4 in both\n  3 added, 1 dropped (4)\n" in told
    assert "  3 changed: deaths in 1, dates in 1, actors in 1 and names of places in 1\n" in told
    assert "The latest year that both cover, 2018, had 3 rows then, 4 now: 1.3 times as many." in told
    assert 0 == main(["dataset", "compare", "old", "new", "--json"])
    assert {"added": 3, "dropped": 1, "common": 4}.items() <= json.loads(capsys.readouterr().out)["rows"].items()
    assert 1 == main(["dataset", "compare", "old", "old"])
    assert 1 == main(["dataset", "compare", "old", "nwe"])
    assert "Did you mean 'new'" in capsys.readouterr().err
