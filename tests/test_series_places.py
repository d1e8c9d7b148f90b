"""A counted series by place: each event is in one place, joined by name, and what cannot be joined stops the build."""

import re
from dataclasses import replace

import pytest

from tally.briefs import BriefError, answer_brief, check_words, load_brief, load_records, make_brief, unjoined_places
from tally.build import remarks
from tally.records import load_dossier

BRIEF = "made-up-events-months"


@pytest.fixture(scope="module")
def found(project):
    brief = load_brief(project, BRIEF)
    return answer_brief(load_records(project, brief), brief)


def test_each_event_is_in_one_place(found):
    """The places and what has none add up to the whole, and each year of the places to that year."""
    places, panels = found.by_day.places, found.by_day.panels
    years = {}
    for column in found.columns.columns:
        years[column.first.year] = years.get(column.first.year, 0) + column.value

    assert places.unknown.value + sum(number.value for number in places.counts) == found.whole.value
    assert len(places.table.rows) + 1 == len(panels)
    for at, (year, count) in enumerate(sorted(years.items())):
        assert count == sum(panel.columns.columns[at].value for panel in panels), year
    assert [row.value for row in places.table.rows] == [panel.value for panel in panels[:-1]]
    assert "" == panels[-1].name
    assert {row.region.name for row in places.table.rows} == {row.name for row in places.table.rows}
    assert {number.id for number in places.counts} <= {number.id for number in found.by_day.numbers}


def test_without_boundaries_there_is_a_table_and_no_map(project, found):
    """The table needs no file; a brief that does not ask for places has none."""
    brief = found.brief
    plain = brief.model_copy(update={"boundaries": ""})
    table = answer_brief(load_records(project, plain), plain).by_day

    assert table.boundaries is None
    assert [number.value for number in table.places.counts] == [number.value for number in found.by_day.places.counts]
    assert replace(table, count=replace(table.count, by_place=())).places is None
    assert replace(table, count=replace(table.count, by_place=())).panels == ()


@pytest.mark.parametrize(("asked", "lacking"), [
    ({}, set()), ({"by": "country"}, {"Exampleland"}), ({"by": "country", "place": "upper-example"}, set()),
    ({"by": "country", "boundaries": ""}, set()), ({"by": "", "boundaries": ""}, set()),
])  # fmt: skip
def test_places_that_a_map_lacks_are_known_without_counting(project, found, asked, lacking):
    """Those of places.csv of the size that is asked for, within the place that is counted."""
    brief = found.brief.model_copy(update=asked)
    said = [*unjoined_places(project, brief, load_dossier(project, brief.case))]

    assert lacking == {re.search("no place '(.*?)'", sentence)[1] for sentence in said}


def test_boundaries_that_are_not_there_or_lack_a_place_stop_the_build(project, found, tmp_path, monkeypatch):
    """The message names the file, or the place with the nearest names; `tally check` points it out before."""
    gone = found.brief.model_copy(update={"boundaries": "nowhere"})
    with pytest.raises(BriefError, match=r"boundaries/nowhere\.geojson\. There are: exampleland\. Put it there"):
        load_records(project, gone)
    file = project.tables("made-up-events") / "boundaries" / "exampleland.geojson"
    (tmp_path / "exampleland.geojson").write_text(
        file.read_text(encoding="utf-8").replace("New Example", "Nwe Example"), encoding="utf-8"
    )
    monkeypatch.setattr("tally.briefs.places._file", lambda *_: tmp_path / "exampleland.geojson")
    lacking = r"no place 'New Example'\. Did you mean 'Nwe Example'"
    with pytest.raises(BriefError, match=lacking):
        load_records(project, found.brief)
    noticed = [remark for remark in remarks(project) if BRIEF in remark]
    assert [True] == [bool(re.search(lacking, remark)) for remark in noticed]


@pytest.mark.parametrize(("changes", "words"), [
    ({"by": ""}, "boundaries are named"), ({"by": "village"}, "it must be one of: country, admin1"),
    ({"boundaries": "../x"}, "boundaries"),
])  # fmt: skip
def test_briefs_name_places_that_there_are(found, changes, words):
    """A level that files have, and the name of a file, not its path."""
    try:
        faults = [str(fault) for fault in check_words(make_brief(**found.brief.model_dump() | changes), BRIEF)]
    except BriefError as error:
        faults = [str(error)]

    assert words in " ".join(faults)
