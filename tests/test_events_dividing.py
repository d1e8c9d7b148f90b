"""Counts by period and by place agree with the count of all days and of all places."""

import dataclasses
import itertools
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from event_files import load, stored, table
from tally.events import CountError, count_events, count_periods, count_places, make_query
from tally.records.events import Level, PlaceName, Span
from tally.windows import Period, Step, periods_in
from test_events_counting import ACTORS, FIRST, LAST, PLACES, made_up

END = LAST + timedelta(60)
RARE = {"side_a": "Nobody of old", "side_b": "", "date_start": "2020-02-03", "date_end": "2020-02-03"}


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    """A few hundred rows with ranges of days, coalitions and unusable deaths, loaded once."""
    loaded = load(tmp_path_factory.mktemp("events"), table("ucdp-ged", *made_up(), RARE), "ucdp-ged")
    return dataclasses.replace(loaded, dataset=dataclasses.replace(loaded.dataset, covers=Span(FIRST, END)))


DAYS = st.dates(FIRST, END)


@st.composite
def queries(draw):
    """A query of any kind, within the coverage."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    actor = draw(st.sampled_from(["", "is", "front", "gone", "IS"]))
    return make_query(
        f"{first}/{last}", unit=draw(st.sampled_from(["events", "deaths"])), actor=actor,
        role=draw(st.sampled_from(["any", "by", "against"])) if actor else "any",
        place=draw(st.sampled_from(["", "north", "South"])), kinds=draw(st.sampled_from([[], ["3"]])),
        precision=draw(st.sampled_from(["", "7"])),
    )  # fmt: skip


@given(query=queries(), step=st.sampled_from(Step), data=st.data())
@settings(max_examples=15)
def test_periods_add_up(events, query, step, data):
    """The middle numbers of periods that follow each other are the count of all days, and each period's is its own."""
    window = query.window
    periods = periods_in(window.first, window.last, step)
    counts = count_periods(events, query, periods, ACTORS, PLACES)
    whole = count_events(events, query, ACTORS, PLACES)
    one = data.draw(st.sampled_from(counts))
    alone = count_events(events, dataclasses.replace(query, window=_window(one)), ACTORS, PLACES)

    assert [(count.first, count.last) for count in counts] == [*periods]
    assert whole.value == sum(count.value for count in counts)
    assert all(count.low <= count.value <= count.high for count in counts)
    assert sum(count.low for count in counts) <= whole.low
    assert sum(count.high for count in counts) >= whole.high
    assert (alone.low, alone.value, alone.high) == (one.low, one.value, one.high)


def _window(period):
    return make_query(f"{period.first}/{period.last}").window


@given(query=queries(), level=st.sampled_from(Level))
@settings(max_examples=15)
def test_places_add_up(events, query, level):
    """Each event is in one place, or in none that is known: all three numbers add up to those of the whole."""
    counts = count_places(events, query, level, ACTORS, PLACES)
    whole = count_events(events, query, ACTORS, PLACES)

    assert (whole.low, whole.value, whole.high) == tuple(
        sum(getattr(count, part) for count in counts) for part in ("low", "value", "high")
    )
    assert all(count.low <= count.value <= count.high and count.high >= 0 for count in counts)
    assert len(counts) == len({(count.place, count.name, count.country) for count in counts})
    assert not [count for count in counts[:-1] if not count.name]


def test_places_have_the_names_of_the_table(events):
    """Spellings of one place are counted together, places of one name in two countries apart."""
    rows = [row for row in stored(events) if row["first"].year == 2020 == row["last"].year]
    found = count_places(events, make_query("2020"), Level.ADMIN1, ACTORS, PLACES)
    counts = {(count.name, count.country): count for count in found}
    named = Counter((row["admin1"] or "", row["country"]) for row in rows)

    assert {("the North", ""), ("North", "Other land"), ("South", "Land"), ("South", "Other land"), ("", "")} < {
        *counts
    }
    assert "north" == counts["the North", ""].place
    assert named["North", "Land"] + named["North state", "Land"] == counts["the North", ""].low
    assert named["", "Land"] + named["", "Other land"] == counts["", ""].low


def test_what_is_not_covered_is_not_known(events):
    """A period with a day before the data begin, or in a gap, has no number; one without events has zero."""
    dataset = dataclasses.replace(events.dataset, gaps=(Span(date(2020, 5, 9), date(2020, 5, 9), "lost"),))
    file = dataclasses.replace(events, dataset=dataset)
    months = periods_in(date(2019, 12, 1), date(2021, 5, 31), Step.MONTH)
    counts = count_periods(file, make_query("2020"), months)

    assert [months[0], months[5], months[17]] == [
        (count.first, count.last) for count in counts if (count.low, count.value, count.high) == (None, None, None)
    ]
    assert 0 == counts[16].high
    assert () == count_periods(file, make_query("2020"), ())


@pytest.mark.parametrize("divide", [
    lambda file, query: count_periods(file, query, [Period(query.window.first, query.window.last)]),
    lambda file, query: count_places(file, query, Level.ADMIN1),
])  # fmt: skip
def test_misspelt_names_are_refused_and_rare_ones_are_not(events, divide):
    """A name that the file does not print has no zeros; one that is only on other days has."""
    with pytest.raises(CountError, match="prints no actor 'Frnt'"):
        divide(events, make_query("2020", actor="Frnt"))
    with pytest.raises(CountError, match="does not say who did it"):
        divide(dataclasses.replace(events, layout=dataclasses.replace(events.layout, says_who=False)),
               make_query("2020", actor="Front", role="by"))  # fmt: skip

    assert 0 == sum(count.value for count in divide(events, make_query(f"{END}/{END}", actor="Nobody of old")))


def test_a_place_within_another_is_only_there(tmp_path):
    """A name of the table counts for its own country; a province that the table has twice is in the first."""
    file = load(tmp_path, table("ucdp-ged", {}, {"country": "Else"}), "ucdp-ged")
    covers = Span(date(2021, 1, 1), date(2021, 12, 31))
    file = dataclasses.replace(file, dataset=dataclasses.replace(file.dataset, covers=covers))
    twice = [*PLACES, PlaceName("d", "again", "Again", Level.ADMIN1, "", "", "North", "")]
    counts = count_places(file, make_query("2021"), Level.ADMIN1, (), twice)

    assert [("Again", 1), ("the North", 1)] == [(count.name, count.value) for count in counts]


@pytest.mark.parametrize(("step", "number", "first"), [
    ("year", 3, "2020-01-01"), ("quarter", 6, "2020-01-01"), ("month", 16, "2020-01-01"),
    ("week", 67, "2019-12-23"), ("day", 459, "2019-12-21"),
])  # fmt: skip
def test_periods_of_the_calendar(step, number, first):
    """Each day is in one period; all but the first and the last are whole."""
    periods = periods_in(date(2019, 12, 20), date(2021, 3, 22), Step(step))

    assert number == len(periods)
    assert date.fromisoformat(first) == periods[1].first
    assert (date(2021, 3, 22) - date(2019, 12, 20)).days + 1 == sum(period.days for period in periods)
    assert all(later.first == earlier.last + timedelta(1) for earlier, later in itertools.pairwise(periods))
    assert ((date(9999, 12, 30), date(9999, 12, 31)),) == periods_in(date(9999, 12, 30), date.max, Step.YEAR)
    assert () == periods_in(date(2021, 1, 2), date(2021, 1, 1), Step.DAY)
