"""What is said of a series and its trend, for every shape that a series can have."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally.analysis.counted import columns_of
from tally.analysis.series import answer_series, counted_series, quoted_series
from tally.charts.series import describe_steps
from tally.evidence import Computed, sentence_text
from tally.evidence.series import series_numbers
from tally.records.figures import Basis, Superseded
from tally.text import Bound
from tally.windows import Step, periods_in, read_day
from test_rivals import figure

OF_A_PART = ("trend", "monotone", "levels", "seasons")
NEVER = re.compile(
    r"\b(?:because|due to|caused?|led to|result(?:ed)? (?:of|in|from)|no change|unchanged|stable)\b", re.I
)


def figures(*counts, counter="IMB"):
    return [figure(counter, "attacks", Basis.RECORDED, *count) for count in counts]


def yearly(*values, first=2018):
    return figures(*((str(first + place), value) for place, value in enumerate(values)))


def numbers_of(counts, **options):
    return series_numbers(answer_series(quoted_series(counts), **options))


def told(numbers):
    """Return the finding, the caveats, and what is said of each part."""
    parts = [
        " ".join(filter(None, (sentence_text(f"series_{name}", part) for name in OF_A_PART))) for part in numbers.told
    ]
    return [sentence_text("series_finding", numbers), *parts, sentence_text("series_caveats", numbers)]


FIRST, SECOND = yearly(31, 35, first=2021)[0], yearly(35, first=2021)[0]
SHAPES = {  # counts, the finding, what is said of each part, and the caveats, if there are any
    "rising": (
        yearly(10, 14, 19, 28, 40),
        """
        Over four years, from 2018 to 2022, the count went up from 10 to 40, rising in every step. The
        highest count is 40, in 2022. The lowest count is 10, in 2018. The latest step, from 2021 (28) to
        2022 (40), is a rise of 42.9%, which chance alone would allow. The latest count, 40, is the highest
        of the five from 2018 on, with which the data begin.

        The trend of five counts is a rise of 42% a year (95% interval: a rise of 13% to a rise of 79%). The
        test of Mann and Kendall finds a monotone rise (probability without a trend: 0.027). Changes of
        level are looked for in nine counts or more that are whole, final and exact.
        """,
    ),
    "falling": (
        yearly(81, 35, 19, 22, 18, first=2020),
        """
        Over four years, from 2020 to 2024, the count went down from 81 to 18, falling in every step but
        one. The highest count is 81, in 2020. The lowest count is 18, in 2024. The latest step, from 2023
        (22) to 2024 (18), is a fall of 18.2%, which chance alone would allow. The latest count, 18, is the
        lowest of the five from 2020 on, with which the data begin.

        The trend of five counts is a fall of 35% a year (95% interval: a fall of 54% to a fall of 6.6%).
        The test of Mann and Kendall finds no monotone trend (probability without a trend: 0.086). Changes
        of level are looked for in nine counts or more that are whole, final and exact.
        """,
    ),
    "up and down": (
        yearly(10, 20, 40, 60, 41, 19, 11),
        """
        Between 2018 (10) and 2024 (11) there is no clear rise, with three rises and three falls in between.
        The highest count is 60, in 2021. The lowest count is 10, in 2018. The latest step, from 2023 (19)
        to 2024 (11), is a fall of 42.1%, which chance alone would allow. The latest count, 11, is the
        lowest since 2018 (10).

        No clear trend: seven counts are compatible with anything from a fall of 29% to a rise of 42% a year
        (95% interval). The test of Mann and Kendall finds no monotone trend (probability without a trend:
        1.0). A rise and a fall can cancel each other. Changes of level are looked for in nine counts or
        more that are whole, final and exact.
        """,
    ),
    "step": (
        yearly(10, 12, 9, 11, 10, 41, 38, 44, 40, 42),
        """
        Over nine years, from 2018 to 2027, the count went up from 10 to 42, rising in five of nine steps.
        The highest count is 44, in 2025. The lowest count is 9, in 2020. The latest step, from 2026 (40) to
        2027 (42), is a rise of 5%, which chance alone would allow.

        The trend of ten counts is a rise of 21% a year (95% interval: a rise of 9.7% to a rise of 34%). The
        test of Mann and Kendall finds a monotone rise (probability without a trend: 0.025). The level
        changes around 2023, from 10 to 41 attacks a year; no other period is as plausible. A gradual change
        would be divided into levels, too.
        """,
    ),
    "spike": (
        yearly(10, 12, 9, 80, 10, 11, 9),
        """
        Between 2018 (10) and 2024 (9) there is no clear fall, with three rises and three falls in between.
        The highest count is 80, in 2021. The lowest count is 9, in 2020 and in 2024. The latest step, from
        2023 (11) to 2024 (9), is a fall of 18.2%, which chance alone would allow. The latest count, 9, is
        the lowest since 2020 (9).

        No clear trend: seven counts are compatible with anything from a fall of 51% to a rise of 100% a
        year (95% interval). The test of Mann and Kendall finds no monotone trend (probability without a
        trend: 0.76). A rise and a fall can cancel each other. Changes of level are looked for in nine
        counts or more that are whole, final and exact.
        """,
    ),
    "flat": (
        yearly(7, 7, 7, 7),
        """
        All four counts are 7.

        No clear trend: four counts are compatible with anything from a fall of 52% to a rise of 107% a year
        (95% interval). The test of Mann and Kendall finds no monotone trend (probability without a trend:
        1.0). Changes of level are looked for in nine counts or more that are whole, final and exact.
        """,
    ),
    "sparse": (
        yearly(0, 1, 0, 0, 0, 2, 0),
        """
        The count is zero both in 2018 and in 2024, with two rises and two falls in between. The
        highest count is 2, in 2023. The lowest count is zero, in 2018, in 2020, in 2021 and in other
        periods. The latest step, from 2023 (2) to 2024 (zero), is a fall, which chance alone would allow.

        No trend is estimated: it needs three counts that are not zero, and there are two. Changes of level
        are looked for in nine counts or more that are whole, final and exact.
        """,
    ),
    "all zero": (
        yearly(0, 0, 0, 0),
        """
        All four counts are zero.

        No trend is estimated: all counts are zero. Changes of level are looked for in nine counts or more
        that are whole, final and exact.
        """,
    ),
    "one partial year": (
        [*yearly(30, 25, 20, 18), *figures(("2022-01-01/2022-09-30", 9))],
        """
        Between 2018 (30) and 2021 (18) there is no clear fall, although every step is a fall. The highest
        count is 30, in 2018. The lowest count is 18, in 2021. The latest step, from 2021 (18) to
        1 January–30 September 2022 (9), is a fall of 33.2% per day, which chance alone would allow.

        No clear trend: four counts are compatible with anything from a fall of 44% to a rise of 25% a year
        (95% interval). Counts that are not whole, final and exact are left out. The test of Mann and
        Kendall finds no monotone trend (probability without a trend: 0.089). A rise and a fall can cancel
        each other. Changes of level are looked for in nine counts or more that are whole, final and exact.

        9 (1 January to 30 September 2022) covers only a part of a period, which is never called the lowest.
        """,
    ),
    "one revision": (
        yearly(90, 60, 35, first=2019),
        """
        Over two years, from 2019 to 2021, the count went down from 90 to 35, falling in every step. The
        highest count is 90, in 2019. The lowest count is 35, in 2021. The latest step, from 2020 (60) to
        2021 (35), is a fall of 41.7%. The latest count, 35, is the lowest of the three from 2019 on, with
        which the data begin.

        No trend is estimated: it needs four counts that are whole, final and exact, and there are three.
        Changes of level are looked for in nine counts or more that are whole, final and exact.

        The count in 2021 was 31 before it was revised to 35.
        """,
    ),
    "a change of counter": (
        [*yearly(90, 60, 35), *figures(("2021", 60), ("2022", 50), counter="MDAT")],
        """
        Over two years, from 2018 to 2020, the count went down from 90 to 35, falling in every step.
        From 2018 to 2020, the highest count is 90, in 2018, and the lowest count is 35, in 2020. The
        latest step, from 2019 (60) to 2020 (35), is a fall of 41.7%. The latest count, 35, is the
        lowest of the three from 2018 on, with which the data begin. From 2021 to 2022, the highest
        count is 60, in 2021, and the lowest count is 50, in 2022. The latest step, from 2021 (60) to
        2022 (50), is a fall of 16.7%, which chance alone would allow.

        No trend is estimated: it needs four counts that are whole, final and exact, and there are three.
        Changes of level are looked for in nine counts or more that are whole, final and exact.

        No trend is estimated: it needs four counts that are whole, final and exact, and there are two.
        Changes of level are looked for in nine counts or more that are whole, final and exact.

        Between 2020 and 2021 the series breaks: the counter changes, so nothing is compared across the break.
        """,
    ),
    "bounds": (
        figures(("2018", 9), ("2019", 5, Bound.AT_LEAST), ("2020", 7), ("2021", 6)),
        """
        Between 2018 (9) and 2021 (6) there is no clear fall; not every step between them is known to be a
        rise or a fall. Which count is the highest cannot be told: it can be 9 in 2018 or at least 5 in
        2019. Which count is the lowest cannot be told: it can be at least 5 in 2019 or 6 in 2021. The
        latest step, from 2020 (7) to
        2021 (6), is a fall of 14.3%, which chance alone would allow.

        No trend is estimated: it needs four counts that are whole, final and exact, and there are three.
        Changes of level are looked for in nine counts or more that are whole, final and exact.
        """,
    ),
    "a gap": (
        figures(("2018", 90), ("2019", 50), ("2021", 30), ("2022", 20)),
        """
        Over four years, from 2018 to 2022, the count went down from 90 to 20, falling from each count to the
        next. The highest count is 90, in 2018. The lowest count is 20, in 2022. The latest step, from 2021 (30) to
        2022 (20), is a fall of 33.3%, which chance alone would allow.

        The trend of four counts is a fall of 31% a year (95% interval: a fall of 45% to a fall of 13%). The
        test of Mann and Kendall finds no monotone trend (probability without a trend: 0.089). Changes of
        level are looked for in nine counts or more that are whole, final and exact.

        2020 is missing from the series.
        """,
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_has_its_sentences(shape):
    """The finding, the trend and the caveats of each shape, word for word."""
    counts, text = SHAPES[shape]
    wanted = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    superseded = {"former": Superseded(FIRST, counts[-1].id, "revised")} if shape == "one revision" else {}

    assert wanted == [*filter(None, told(numbers_of(counts, superseded=superseded)))]


def test_extremes_are_those_of_their_part():
    """Beyond a break there may be a higher or lower count, so a part names the days of its highest and lowest."""
    counts = [*figures(("2018", 82), ("2017", 3), counter="MDAT"), *yearly(64, 81, 35, 18, first=2019)]
    said = sentence_text("series_finding", numbers_of(sorted(counts, key=lambda figure: figure.window.first)))
    vague = [*figures(("2018", 82), counter="MDAT"), *yearly(64, first=2019),
             *figures(("2020", 60, Bound.AT_LEAST), ("2021", 50, Bound.AT_MOST))]  # fmt: skip

    assert "From 2019 to 2022, the highest count is 81, in 2020, and the lowest count is 18, in 2022." in said
    assert "From 2017 to 2018, the highest count is 82, in 2018, and the lowest count is 3, in 2017." in said
    assert "From 2019 to 2021, which count is the highest cannot be told: " in sentence_text(
        "series_finding", numbers_of(vague)
    )


def test_a_number_of_counts_says_what_it_is():
    """How many counts would be needed is not how many there are, and one of a kind is singular."""
    part = numbers_of(yearly(82, 365, 181)).main

    assert part.trend.fewest.label == part.fewest_for_levels.label == "counts that are needed"
    assert "counts from which this follows" == part.trend.counts.label == part.size.label
    assert ("one", "step in the direction of the whole") == (part.whole.agreeing.text, part.whole.agreeing.label)
    assert ("two", "steps from one count to the next") == (part.whole.steps.text, part.whole.steps.label)


HEADLINES = {
    "flat": "All four counts are 7.", "all zero": "All four counts are zero.",
    "sparse": "The count is zero both in 2018 and in 2024, with two rises and two falls in between.",
    "a change of counter":
        "Over two years, from 2018 to 2020, the count went down from 90 to 35, falling in every step. The series "
        "breaks before 2021.",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_the_headline_of_each_shape_is_the_start_of_its_finding(shape):
    """The way from first to last, or that all counts are the same; and where the series breaks."""
    counts, text = SHAPES[shape]
    numbers = numbers_of(counts)
    headline, alt = sentence_text("headline_steps", SimpleNamespace(numbers=numbers)), describe_steps(numbers.answer)

    assert headline == HEADLINES.get(shape, headline)
    assert headline.partition(". ")[0].rstrip(".") in " ".join(text.split())
    assert all(f"{count.written} attacks for {count.window.short}" in alt for count in counts if count.value != 1)


@pytest.mark.parametrize("shape", SHAPES)
def test_no_sentence_names_a_cause(shape):
    """No sentence says why, and none says that nothing changed."""
    assert not NEVER.search(SHAPES[shape][1])


def test_months_that_were_counted():
    """Levels are by thirty days, the seasons need full years, and the last months are minimums."""
    months = periods_in(read_day("2015-01-01"), read_day("2019-12-31"), Step.MONTH)
    counts = [(4, 4, 4)] * 24 + [(20, 20, 20)] * 36
    columns = columns_of(Step.MONTH, months, counts, settled=read_day("2019-09-30")).columns
    own = figures(*((month.window.text, value) for month, (_, value, _) in zip(months, counts, strict=True)))

    numbers_in_months = series_numbers(answer_series(counted_series(columns, own)))
    part = numbers_in_months.main
    levels, seasons = sentence_text("series_levels", part), sentence_text("series_seasons", part)

    assert levels.startswith("The level changes around January 2017, from 3.9 to 20 attacks per thirty days; ")
    assert seasons.startswith("No clear difference between the months of the year is found (probability of such ")
    assert seasons.endswith(" Only full years are used, from January 2015 to December 2018.")
    counted = part.seasons.probability.evidence.inputs[0]
    assert (48, "January 2015", "December 2018") == (
        counted.value,
        *(str(part.seasons.__dict__[end]) for end in ("first", "last")),
    )
    assert (part.used[0].number, part.used[47].number) == counted.evidence.inputs
    assert 48 < part.trend.counts.value
    assert "are left out" in sentence_text("series_trend", part)
    numbers = series_numbers(answer_series(counted_series(columns[:30], own[:30])))
    assert (
        sentence_text("series_seasons", numbers.main) == "Seasons are looked for in three full years of months or more."
    )
    assert "October 2019 on are minimums" in sentence_text(
        "series_caveats", series_numbers(answer_series(counted_series(columns, own)))
    )


def numbers_in(value, found):
    """Collect the numbers that evidence leads to, by their ids."""
    found.setdefault(value.id, set()).add((value.value, value.text))
    if isinstance(value.evidence, Computed):
        for number in value.evidence.inputs:
            numbers_in(number, found)
    return found


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=3, max_size=9), st.data())
def test_any_series_has_sentences(values, data):
    """Whatever the counts, nothing is left open in the sentences, and each digit is that of a number with evidence."""
    bounds = data.draw(st.lists(st.sampled_from([Bound.EXACT, *Bound]), min_size=len(values), max_size=len(values)))
    counts = figures(*((str(2010 + place), *pair) for place, pair in enumerate(zip(values, bounds, strict=True))))
    numbers = numbers_of(counts)
    text = " ".join(told(numbers))

    assert not NEVER.search(text)
    assert not re.search(r"None|nan|inf\b|  |\( |\.\.|,\.|;\.", text)
    shown = {}
    for part in numbers.parts:
        trend = part.trend
        for number in filter(None, (trend.counts, trend.events, trend.percent, trend.low, trend.high, trend.monotone)):
            numbers_in(number, shown)
        for item in (part.latest, part.whole, part.since):
            for number in filter(None, (getattr(item, name, None) for name in ("change", "years", "steps", "counts"))):
                numbers_in(number, shown)
    assert all(len({value for value, _ in values}) == 1 for values in shown.values())
