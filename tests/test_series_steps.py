"""Each step of a series has a verdict and a direction, and what a series shows follows from its points alone."""

from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from tally.analysis import Aspect, Direction
from tally.analysis.counted import columns_of
from tally.analysis.series import (
    Fits,
    Length,
    Limit,
    SeriesError,
    StepVerdict,
    answer_series,
    counted_series,
    differs_clearly,
    quoted_series,
    summarise,
)
from tally.records.events import Span
from tally.records.figures import Basis, Superseded
from tally.text import Bound
from tally.windows import Step, periods_in, read_day
from test_rivals import figure

RISE, FALL, SAME, OPEN = Direction.RISE, Direction.FALL, Direction.SAME, Direction.UNDECIDED
ALIKE, ADJUSTED, APART, GAP = StepVerdict


def figures(*counts, counter="IMB", unit="attacks", basis=Basis.RECORDED):
    """Return counts, each with its window, its value and, if it is not exact, its bound."""
    return [figure(counter, unit, basis, *count) for count in counts]


def yearly(*values, first=2018):
    return [(str(first + place), value) for place, value in enumerate(values)]


def summary(*counts):
    return summarise(quoted_series(figures(*counts)))


def named(points):
    return [str(point.window) for point in points]


@pytest.mark.parametrize(
    ("counts", "steps"),
    [
        (yearly(81, 60, 60, 70), [(ALIKE, FALL), (ALIKE, SAME), (ALIKE, RISE)]),
        ([("2018", 81), ("2019", 60), ("2021", 70)], [(ALIKE, FALL), (GAP, RISE)]),
        ([("2018", 81), ("2019", 60), ("2020-01-01/2020-09-30", 50)], [(ALIKE, FALL), (ADJUSTED, RISE)]),
        ([("2018", 81), ("2019", 60), ("2020-01-01/.. as of 2020-11-17", 50)], [(ALIKE, FALL), (ADJUSTED, OPEN)]),
        ([("2018", 8), ("2019", 9, Bound.AT_LEAST), ("2020", 10)], [(ALIKE, RISE), (ALIKE, OPEN)]),
        ([("2018", 8), ("2019", 9, Bound.AT_LEAST), ("2020", 9, Bound.AT_LEAST)], [(ALIKE, RISE), (APART, OPEN)]),
        ([("2018", 30), ("2019", 40, Bound.ABOUT), ("2020", 42)], [(ALIKE, RISE), (ALIKE, OPEN)]),
        (
            [("2018-01/2018-06", 9), ("2019-01/2019-06", 9), ("2020-01/2020-06", 20)],
            [(ADJUSTED, OPEN), (ADJUSTED, RISE)],
        ),
        (
            [(f"{year}-01-01/{year}-06-30", value) for year, value in [(2018, 9), (2019, 3), (2021, 4)]],
            [(ALIKE, FALL), (GAP, RISE)],
        ),
        (yearly(0, 0, 5), [(ALIKE, SAME), (ALIKE, RISE)]),
        ([("2018", 9), ("2018-07-01/2019-06-30", 9), ("2020", 9)], [(APART, OPEN), (GAP, SAME)]),
    ],
)
def test_steps(counts, steps):
    """A step is comparable, not comparable, or across a gap; its direction is only what all values and days permit."""
    found = quoted_series(figures(*reversed(counts)))

    assert [(step.verdict, step.direction) for step in found.steps] == steps
    assert (found.complete, found.comparable) == (GAP not in dict(steps), APART not in dict(steps))


def test_days_that_nobody_counted_are_named():
    """A gap says which years are missing; a half-year of each year is none."""
    steps = quoted_series(figures(("2018", 1), ("2020", 1), ("2023", 1), ("2024", 1))).steps

    assert [str(step.missing) for step in steps] == ["2019", "2021 to 2022", "None"]


@pytest.mark.parametrize(
    ("other", "aspect"),
    [
        ({"counter": "MDAT"}, Aspect.COUNTER),
        ({"unit": "boardings"}, Aspect.UNIT),
        ({"basis": Basis.CLAIMED}, Aspect.BASIS),
        ({"basis": Basis.UNSPECIFIED}, Aspect.BASIS),
    ],
)
def test_a_change_of_counter_is_a_break(other, aspect):
    """Nothing is read across a change of who counted, what, or on which basis: each part is described by itself."""
    counts = figures(*yearly(9, 5, 3)) + figures(*yearly(40, 50, 70, first=2021), **other)
    answer = answer_series(quoted_series(counts))

    assert [step.breaks for step in answer.series.steps] == [(), (), (aspect,), (), ()]
    assert answer.series.steps[2].direction is OPEN
    assert [named(part.points) for part in answer.parts] == [["2018", "2019", "2020"], ["2021", "2022", "2023"]]
    first, second = (part.summary for part in answer.parts)
    assert (named(first.highest.points), named(second.lowest.points)) == (["2018"], ["2021"])
    assert (second.since.limit, second.since.number) == (Limit.BREAK, 3)
    assert [fits.trend for fits in answer.fits] == [None, None]


@pytest.mark.parametrize(
    ("counts", "highest", "lowest"),
    [
        (yearly(9, 5, 7), (["2018"], True), (["2019"], True)),
        (yearly(9, 5, 9, 5), (["2018", "2020"], True), (["2019", "2021"], True)),
        ([*yearly(9, 5), ("2020", 3, Bound.AT_LEAST)], (["2018", "2020"], False), (["2019", "2020"], False)),
        ([*yearly(9, 5), ("2020", 12, Bound.AT_LEAST)], (["2020"], True), (["2019"], True)),
        ([*yearly(9, 5, 6), ("2021-01-01/2021-03-31", 1)], (["2018"], True), (["2019"], True)),
        ([*yearly(9, 5, 6), ("2021-01-01/2021-03-31", 12)], (["2021-01-01/2021-03-31"], True), (["2019"], True)),
        ([*yearly(9, 5, 6), ("2021/2025", 20)], (["2018"], True), (["2019"], True)),
        ([*yearly(0, 0), ("2020-01-01/2020-06-30", 0)], (["2018", "2019"], True), (["2018", "2019"], True)),
    ],
)  # fmt: skip
def test_the_highest_and_the_lowest(counts, highest, lowest):
    """A tie is several; a bound leaves open which it is; a part of a year is never the lowest, nor a longer time."""
    found = summary(*counts)

    for extreme, (windows, certain) in ((found.highest, highest), (found.lowest, lowest)):
        assert ([point.window.text for point in extreme.points], extreme.certain) == (windows, certain)


@pytest.mark.parametrize(
    ("counts", "since"),
    [
        (yearly(9, 2, 7, 6, 5), (False, "2019", Limit.NONE)),
        (yearly(9, 8, 7, 6, 5), (False, None, Limit.START)),
        (yearly(1, 8, 3, 4, 5), (True, "2019", Limit.NONE)),
        (yearly(9, 5, 7, 5), (False, "2019", Limit.NONE)),
        (yearly(9, 5, 5), None),
        ([("2018", 4), ("2020", 9), ("2021", 5)], (False, None, Limit.GAP)),
        ([*yearly(9, 8), ("2020-01-01/2020-03-31", 2)], None),
        ([*yearly(9, 8), ("2020-01-01/2020-03-31", 20)], (True, None, Limit.START)),
        ([("2018-01-01/2018-03-31", 2), *yearly(9, 5, 4, first=2019)], (False, "2018-01-01/2018-03-31", Limit.NONE)),
        ([*yearly(9, 8), ("2020", 3, Bound.AT_LEAST)], None),
    ],
)  # fmt: skip
def test_since(counts, since):
    """The latest count is the highest or lowest since the last one that is, or can be, as high or as low."""
    found = summary(*counts).since

    if since is None:
        assert found is None
    else:
        assert (found.highest, found.back_to and found.back_to.window.text, found.limit) == since


@pytest.mark.parametrize(
    ("counts", "whole"),
    [
        (yearly(81, 35, 19, 22, 18), (FALL, 1, 3, 0)),
        (yearly(18, 22, 30), (RISE, 2, 0, 0)),
        (yearly(9, 3, 9), (SAME, 1, 1, 0)),
        ([*yearly(9, 8, 7), ("2021-01-01/2021-03-31", 1)], (FALL, 0, 2, 0)),
        ([("2018", 9), ("2020", 8), ("2021", 7)], (FALL, 0, 2, 1)),
        ([("2018", 9), ("2019", 12, Bound.AT_LEAST), ("2020", 7)], (FALL, 1, 1, 0)),
        (yearly(9, 3), None),
    ],
)
def test_from_first_to_last(counts, whole):
    """The whole has a direction, and each of its steps; a partial year at the end is left out."""
    pair = [*counts, ("2021-01-01/2021-03-31", 1)] if len(counts) < 3 else counts
    found = summary(*pair).whole

    assert (found and (found.direction, found.rises, found.falls, found.undecided)) == whole


def test_periods_that_were_counted():
    """Zero is a count, a gap is none, a period that may grow is a minimum, and a change of method is a break."""
    days = periods_in(read_day("2020-01-01"), read_day("2020-08-31"), Step.MONTH)
    counts = [(4, 4, 4), (0, 0, 0), (None, None, None), (2, 3, 5), (9, 9, 9), (7, 7, 7), (8, 8, 8), (1, 1, 1)]
    columns = columns_of(Step.MONTH, days, counts, settled=read_day("2020-06-30")).columns
    change = Span(read_day("2020-06-01"), read_day("2020-06-01"), "another office")

    found = counted_series(columns, breaks=[change])

    assert [step.verdict for step in found.steps] == [ADJUSTED, GAP, GAP, ADJUSTED, APART, ADJUSTED, ADJUSTED]
    assert [step.direction for step in found.steps] == [FALL, OPEN, OPEN, RISE, OPEN, RISE, OPEN]
    first, second = answer_series(found).parts
    assert named(first.summary.lowest.points) == ["February 2020"]
    assert named(first.summary.highest.points) == ["May 2020"]
    assert named(second.used) == ["June 2020"]
    assert second.summary.lowest is None


def test_revisions_and_rivals():
    """Figures that were replaced are listed in their order, and counts by others alongside; nothing is spliced."""
    first, second, *others = figures(("2018", 5), ("2018", 6), *yearly(7, 8, 9))
    own = others
    superseded = {
        first.id: Superseded(first, second.id, "counted again"), second.id: Superseded(second, own[0].id, "again"),
    }  # fmt: skip
    other = figures(("2019", 30), ("2020", 31), ("2030", 9), counter="MDAT")
    again = figures(("2020", 10))
    repeated = [replace(figures(("2020", 11))[0], repeats=own[2].id)]

    answer = answer_series(quoted_series(own), superseded=superseded, figures=[*own, *other, *again, *repeated])

    assert {own[0].id: ["counted again", "again"]} == {
        name: [old.reason for old in versions] for name, versions in answer.revisions.items()
    }
    assert [(rival.counter, [one.value for one in rival.figures]) for rival in answer.rivals] == [
        ("MDAT", [30, 31]), ("IMB", [10]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "clear"),
    [
        ([("2018", 10), ("2020", 40)], True),
        ([("2018", 18), ("2020", 22)], False),
        ([("2018", 20, Bound.ABOUT), ("2020", 60, Bound.ABOUT)], True),
        ([("2018", 20, Bound.ABOUT), ("2020", 36)], False),
        ([("2018", 10), ("2020", 40, Bound.AT_LEAST)], True),
        ([("2018", 40), ("2020", 10, Bound.AT_LEAST)], False),
        ([("2018", 40), ("2020", 10, Bound.AT_MOST)], True),
        ([("2018", 10, Bound.AT_LEAST), ("2020", 40, Bound.AT_LEAST)], False),
        ([("2018", 0), ("2020", 9)], True),
        ([("2018", 0), ("2020", 0)], False),
        ([("2018", 10), ("2020-01/2020-03", 40)], False),
        ([("2018", 40), ("2020-01-01/2020-03-31", 20)], True),
    ],
)
def test_what_chance_alone_would_allow(counts, clear):
    """Two counts differ clearly if the interval excludes equal rates, whatever their bounds and limits allow."""
    first, last = quoted_series(figures(counts[0], ("2019", 1), counts[1])).points[::2]

    assert differs_clearly(first, last, 0.95) is clear


def test_too_little_for_a_series():
    """Two counts are a pair, and a count without an end is not a point of a series."""
    with pytest.raises(SeriesError, match="three counts"):
        quoted_series(figures(*yearly(9, 9)))
    with pytest.raises(SeriesError, match="three counts"):
        quoted_series(figures(*yearly(9, 9), ("2020-01-01/", 9)))
    with pytest.raises(SeriesError, match="three periods"):
        counted_series([])


def test_the_length_of_windows():
    """Months are equally long; a quarter among months is longer; a count without a cut-off is partial."""
    points = quoted_series(
        figures(("2020-01", 1), ("2020-02", 1), ("2020-03", 1), ("2020-04-01/2020-06-30", 1),
                ("2020-07-01/.. as of 2020-07-31", 1))
    ).points  # fmt: skip

    assert [point.length for point in points] == [*[Length.USUAL] * 3, Length.LONGER, Length.SHORTER]


@pytest.mark.parametrize(
    ("windows", "partial"),
    [
        (["2018", "2019", "2020-01-01/2020-11-30"], [2]),
        (["2018-01-01/2018-06-30", "2019-01-01/2019-06-30", "2020-01-01/2020-06-30"], []),
        (["2018-01-01/2018-09-30", "2019-01-01/2019-09-30", "2020-01-01/2020-06-30"], [2]),
        (["2018-01-01/2018-06-30", "2018-07-01/2018-12-31", "2019-01-01/2019-06-30"], []),
        (["2020-01-04/2020-01-31", "2020-02", "2020-03"], [0]),
        (["2018-03-01/2019-02-28", "2019-03-01/2020-02-29", "2020-03-01/2021-01-31"], [2]),
    ],
)
def test_parts_of_a_period(windows, partial):
    """Eleven months are not a year, whatever the year starts with; halves are as long as each other."""
    points = quoted_series(figures(*((window, 5) for window in windows))).points

    assert [place for place, point in enumerate(points) if point.partial] == partial


def test_estimates_are_written_and_read():
    """What one notebook estimates is what the next one reads, and is not estimated again."""
    series = quoted_series(figures(*yearly(*[9, 8, 12, 7, 9, 8, 40, 52, 47, 39, 44, 50])))
    found = answer_series(series)
    adapter = TypeAdapter(tuple[Fits, ...])

    again = adapter.validate_json(adapter.dump_json(found.fits))

    assert again == found.fits
    assert again[0].changes.changes
    assert answer_series(series, fits=again) == found
