"""What reporting alone would have to do to explain a change, and how many miscounts would undo it."""

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tally.analysis import Count, Direction, compare, measure
from tally.analysis.rates import direction
from tally.analysis.robustness import detect, stress
from tally.briefs import answer_brief, load_brief, load_records
from tally.evidence import change_numbers, robustness_numbers, sentence_text
from tally.evidence.numbers import Chosen, Computed
from tally.records.figures import Pair, figures_frame, get_figure
from tally.text import Bound
from tally.windows import read_window

YEARS = ("2020", "2021")
MOVED = (Direction.RISE, Direction.FALL)


def counted(figures, earlier, later, windows=YEARS, **others):
    """Compare two counts over two windows; `others` changes both."""
    model = get_figure(figures, "un-2020")
    frame = figures_frame([
        replace(model, id=name, value=value, window=read_window(window), **others)
        for name, value, window in zip(("one", "two"), (earlier, later), windows, strict=True)
    ])  # fmt: skip
    comparison = compare(frame, Pair("one", "two"))
    workings = change_numbers(comparison, measure(comparison))
    return workings, robustness_numbers(stress(frame, comparison, workings.change), workings)


def real(figures, earlier, later):
    """Compare two counts of the first case."""
    comparison = compare(figures, Pair(earlier, later))
    workings = change_numbers(comparison, measure(comparison))
    return workings, robustness_numbers(stress(figures, comparison, workings.change), workings)


def test_the_first_case(figures):
    """334 against 60: 6.3 times, at least 4.8, so that the earlier count caught at most 21% (1 ÷ 4.80975)."""
    workings, found = real(figures, "un-2020", "un-2021-so-far")

    assert pytest.approx((6.34704, 4.80975, 20.7911), abs=1e-4) == (
        found.detection.needed.value, found.detection.least.value, found.detection.share.value
    )  # fmt: skip
    assert sentence_text("reporting", workings, found).replace("21 %", "21%") == (
        "Reporting alone would explain the rise only if attacks in 2021 were 6.3 times (at least 4.8 times) as likely "
        "to be counted as those in 2020, so that the 2020 count caught at most 21% of what the 2021 method would have."
    )


REPORTING = {
    "a rise": (
        (20, 152),
        YEARS,
        (
            "the rise only if attacks in 2021 were 7.6 times (at least 4.76 times) as likely to be counted "
            "as those in 2020, so that the 2020 count caught at most 21% of what the 2021 method would have."
        ),
    ),
    "a fall is the other way round": (
        (152, 20),
        YEARS,
        (
            "the fall only if attacks in 2020 were 7.6 times (at least 4.73 times) as likely to be counted "
            "as those in 2021, so that the 2021 count caught at most 22% of what the 2020 method would have."
        ),
    ),
    "from none there is only a least": (  # p = 0.025^(1/20) = 0.83157, p ÷ (1 − p) × 366 ÷ 365 = 4.950
        (0, 20),
        YEARS,
        (
            "the rise only if attacks in 2021 were at least 4.95 times as likely to be counted as those in "
            "2020, so that the 2020 count caught at most 21% of what the 2021 method would have."
        ),
    ),
    "to none too": (
        (20, 0),
        YEARS,
        (
            "the fall only if attacks in 2020 were at least 4.92 times as likely to be counted as those in "
            "2021, so that the 2021 count caught at most 21% of what the 2020 method would have."
        ),
    ),
    "parts of years are periods": (
        (20, 152),
        ("2020-08-19/2020-12-31", "2021-08-19/2021-12-31"),
        (
            "the rise only if attacks in the later period were 7.6 times (at least 4.75 times) as likely to be "
            "counted as those in the earlier period, so that the earlier count caught at most 22% of what the later"
            " method would have."
        ),
    ),
    "within one year there are no years to name": (
        (152, 20),
        ("2020-01-01/2020-06-28", "2020-07-01/2020-12-27"),
        (
            "the fall only if attacks in the earlier period were 7.6 times (at least 4.75 times) as likely to be "
            "counted as those in the later period, so that the later count caught at most 22% of what the earlier "
            "method would have."
        ),
    ),
}


@pytest.mark.parametrize("case", REPORTING)
def test_what_reporting_would_have_to_do_is_said(figures, case):
    """The factor, its lowest value that chance leaves, and the share that the count with the lower rate caught."""
    counts, windows, text = REPORTING[case]
    said = sentence_text("reporting", *counted(figures, *counts, windows)).replace(" %", "%")

    assert f"Reporting alone would explain {text}" == said


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((38, 40), "Reporting need not have changed to explain the difference: chance alone can."),
        ((40, 38), "Reporting need not have changed to explain the difference: chance alone can."),
        ((0, 2), "Reporting need not have changed to explain the difference: chance alone can."),
        ((2, 0), "Reporting need not have changed to explain the difference: chance alone can."),
        ((0, 0), ""),
    ],
)  # fmt: skip
def test_without_a_clear_change_nothing_needs_explaining(figures, counts, text):
    """Where chance is enough, reporting need not have changed, and no ratio of detection is named."""
    assert text == sentence_text("reporting", *counted(figures, *counts))


def test_equal_rates_need_no_explanation(figures):
    """Equal rates, and a direction that nobody knows, have no sentence and no table."""
    for workings, found in (
        counted(figures, 40, 40, ("2021", "2022")), counted(figures, 90, 100, ("2020-05/2020-08", "2021-05/2021-08")),
    ):  # fmt: skip
        assert workings.direction in (Direction.SAME, Direction.UNDECIDED)
        assert found.detection is None
        assert sentence_text("reporting", workings, found) == ""


@pytest.mark.parametrize("side", ["earlier", "later"])
def test_a_bound_gives_only_a_least(figures, side):
    """If one count is a lower bound, reporting would have to do at least as much as the end of the interval."""
    model = get_figure(figures, "un-2020")
    values, bounds = (20, 152) if side == "later" else (152, 20), (Bound.EXACT, Bound.AT_LEAST)
    frame = figures_frame([
        replace(model, id=name, value=value, window=read_window(window), bound=bounds[name == side])
        for name, value, window in zip(("earlier", "later"), values, YEARS, strict=True)
    ])  # fmt: skip
    comparison = compare(frame, Pair("earlier", "later"))
    workings = change_numbers(comparison, measure(comparison))
    found = robustness_numbers(stress(frame, comparison, workings.change), workings)

    assert found.detection.needed is None
    assert found.detection.alike is None
    assert re.search(r"were at least 4\.7[36] times as likely", sentence_text("reporting", workings, found))


@pytest.mark.parametrize(
    ("counts", "rows"),
    [
        ((20, 152), [("1", "7.6", "a rise"), ("1.5", "5.1", "a rise"), ("2", "3.8", "a rise"), ("3", "2.5", "a rise"),
                     ("5", "1.5", "no clear change")]),
        ((50, 100), [("1", "2.0", "a rise"), ("1.5", "1.3", "no clear change"), ("2", "1.003", "no clear change"),
                     ("3", "0.67", "a fall"), ("5", "0.40", "a fall")]),
        ((100, 50), [("1", "0.50", "a fall"), ("1.5", "0.75", "no clear change"), ("2", "1.003", "no clear change"),
                     ("3", "1.50", "a rise"), ("5", "2.5", "a rise")]),
    ],
)  # fmt: skip
def test_what_remains_turns_beyond_what_is_needed(figures, counts, rows):
    """The table divides the ratio of a rise, multiplies that of a fall, and says what is left."""
    _, found = counted(figures, *counts)

    assert rows == [(row.times.text, row.ratio.text, sentence_text("remains", row)) for row in found.detection.rows]


def test_each_number_has_its_evidence(figures):
    """A ratio of detection was chosen; what remains is computed from it and from the ratio on the page."""
    workings, found = counted(figures, 20, 152)

    for row in found.detection.rows:
        assert isinstance(row.times.evidence, Chosen)
        for number, source in ((row.ratio, workings.ratio), (row.low, workings.low), (row.high, workings.high)):
            assert isinstance(number.evidence, Computed)
            assert (source, row.times) == number.evidence.inputs
            assert pytest.approx(source.value / row.times.value) == number.value
    assert ("1.0", (workings.ratio, found.detection.needed)) == (
        found.detection.alike.ratio.text, found.detection.alike.ratio.evidence.inputs
    )  # fmt: skip
    assert workings.ratio == found.detection.needed
    assert (workings.low,) == found.detection.least.evidence.inputs
    assert (found.detection.least,) == found.detection.share.evidence.inputs


def test_a_fall_has_the_inverse_as_evidence(figures):
    """What reporting would have to do for a fall is computed from the ratio and the upper end of its interval."""
    workings, found = counted(figures, 152, 20)

    assert (workings.ratio,) == found.detection.needed.evidence.inputs
    assert (workings.high,) == found.detection.least.evidence.inputs
    assert pytest.approx(1 / workings.ratio.value) == found.detection.needed.value
    assert pytest.approx(1 / workings.high.value) == found.detection.least.value


@given(st.integers(1, 400), st.integers(1, 400))
def test_detection_explains_exactly_the_change(dossier, earlier, later):
    """At the needed factor the ratio is 1 and its interval includes 1; at the least, the interval just includes it."""
    workings, _ = counted(dossier.figures, earlier, later)
    found = detect(workings.change)
    assume(workings.direction in MOVED)

    assert found.alike.ratio.low <= found.alike.ratio.estimate == 1 <= found.alike.ratio.high
    assert found.needed > 1
    assert found.needed >= found.least
    assert found.clear == (found.remainders[0].direction is workings.direction)
    for remainder in found.remainders:
        if remainder.times < found.least:
            assert remainder.direction is workings.direction
        elif found.least > 1 and remainder.times > found.needed:
            assert remainder.direction is not workings.direction
    assert pytest.approx(1) == found.share * found.least


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_share_never_reads_as_all(dossier, earlier, later):
    """The highest share is rounded up, and below a hundred it is not written as a hundred."""
    _, found = counted(dossier.figures, earlier, later)

    if found.detection and found.detection.clear:
        written = float(found.detection.share.text.removeprefix("at most ").removesuffix("%").strip())
        assert found.detection.share.value <= written * (1 + 1e-6) < 100


@pytest.mark.parametrize(
    ("counts", "windows", "miscounts"),
    [
        ((60, 334), ("2020", "2021-01-01/2021-11-17"), ("282", "321")),  # 281.38 and 320.82
        ((20, 152), YEARS, ("133", "133")),  # 132.05 and 132.42, since 2020 has a leap day
        ((366, 365), ("2021", "2022"), ("1", "1")),
        ((366, 366), ("2020", "2021"), ("1", "2")),  # 1 and 1.003
        ((5, 6), ("2021", "2022"), ("1", "1")),
        ((0, 7), ("2021", "2022"), ("7", "7")),
        ((7, 0), ("2021", "2022"), ("7", "7")),
        ((5, 1), ("2021", "2022-01-01/2022-03-13"), ("1", "1")),  # 0.07 and 0.014
    ],
)  # fmt: skip
def test_miscounts_are_whole(figures, counts, windows, miscounts):
    """No part of an attack is wrong or missing, and what is needed is not rounded down to none."""
    workings, _ = counted(figures, *counts, windows)

    assert miscounts == (workings.surplus.text, workings.missed.text)


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 400), st.integers(1, 400))
def test_miscounts_are_as_few_as_undo_the_change(dossier, earlier, days, later, span):
    """With so many fewer, or so many more, the direction is gone; with one less of them it is not."""
    windows = (spanning("2019", days), spanning("2021", span))
    workings, _ = counted(dossier.figures, earlier, later, windows)
    assume(workings.direction not in (Direction.SAME, Direction.NONE))
    pair = Count(earlier, days), Count(later, span)
    rising = later * days > earlier * span
    high, low = pair[::-1] if rising else pair

    def way(fewer, more):
        """Return whether the rate that was higher still is."""
        return (high.value - fewer) * low.days > (low.value + more) * high.days

    surplus, missed = int(workings.surplus.value), int(workings.missed.value)
    assert surplus >= 1
    assert missed >= 1
    assert (way(surplus, 0), way(0, missed)) == (False, False)
    assert (way(surplus - 1, 0), way(0, missed - 1)) == (True, True)
    assert pytest.approx(100 * surplus / high.value) == workings.share.value
    assert direction(*pair) is workings.direction


def spanning(year, days):
    """Return a window of so many days that starts with a year."""
    first = read_window(f"{year}-01-01").first
    return f"{year}-01-01/{first.fromordinal(first.toordinal() + days - 1).isoformat()}"


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        (
            (60, 334),
            (
                "The rise would disappear if 274 of the 334 attacks in the later count (82%) were wrong, or if "
                "274 were missing from the earlier count."
            ),
        ),
        (
            (2, 1),
            (
                "The two rates would be about equal if 1 of the 2 attacks in the earlier count (50%) was wrong, or if "
                "1 was missing from the later count."
            ),
        ),
        (
            (0, 3),
            (
                "The two rates would be about equal if all of the 3 attacks in the later count were wrong, or if 3 "
                "were missing from the earlier count."
            ),
        ),
        (
            (1, 0),
            (
                "The two rates would be about equal if the 1 attack in the earlier count was wrong, or if 1 was "
                "missing from the later count."
            ),
        ),
        ((9, 9), "The two rates are equal. One more or one fewer in either count would change that."),
        ((0, 0), "The two rates are equal. One more in either count would change that."),
    ],
)
def test_the_tipping_point_is_said_in_whole_numbers(figures, counts, text):
    """The sentence names whole numbers, and agrees with one and with many."""
    workings, _ = counted(figures, *counts, ("2021", "2022"))

    assert text == sentence_text("tipping", workings).replace(" %", "%")


def test_a_direction_that_depends_on_the_days_is_not_called_unclear(project):
    """No interval beside “no clear change” excludes equal rates; where one does, the other days say the opposite."""
    brief = load_brief(project, "made-up-example")
    rows = answer_brief(load_records(project, brief), brief).robustness_numbers.detection.rows
    told = [(row.low.value > 1 or row.high.value < 1, row.is_split, sentence_text("remains", row)) for row in rows]

    assert {(True, False, "a rise"), (False, False, "no clear change")} >= {one for one in told if not one[1]}
    assert {(True, True, "depends on the days that no source gives")} == {one for one in told if one[1]}
