"""Other counters: all pairs for the same question, their ratios of ratios, and whether they agree."""

import re
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ask
from tally.analysis import Change, compare, judge, measure
from tally.analysis.rivals import Agreement, Kinship, Way, agreement_of, clear_change, find_pairs, ratio_of_ratios
from tally.charts import describe_pairs, forest_chart
from tally.charts.drawing import Line, overlap
from tally.evidence import Computed, Quoted, answer, sentence_text
from tally.project import find_project
from tally.records import load_dossier
from tally.records.bibliography import Reliability
from tally.records.figures import Basis, Figure, Pair, Seen, figures_frame
from tally.text import Bound
from tally.windows import read_window

MADE_UP = load_dossier(find_project(), "made-up")
WITHIN = {"deadly attacks": ("attacks",)}
RATIO = re.compile(r"[\d.]+ \([\d.]+–[\d.]+\)")
OWN = ("Here", "attacks", Basis.RECORDED, ("2020", 60), ("2021", 120))  # a rise: 2.0 (1.5–2.8)


def figure(counter, unit, basis, window, value, bound=Bound.EXACT):
    """Return a made-up count; its id is from its other parts."""
    text, _, as_of = window.partition(" as of ")
    name = f"{counter} {unit} {basis} {text} {value}".lower()
    name = "-".join("".join(sign if sign.isalnum() else " " for sign in name).split())
    return Figure(
        name, value, bound, unit, unit, "Example Group", "Exampleland", read_window(text, as_of), False, basis,
        counter, "example-yearbook", f"{value}", Seen.TRANSCRIBED, True, "", "",
    )  # fmt: skip


def pair(counter, unit, basis, *counts):
    """Return the counts of one counter, unit and basis."""
    return [figure(counter, unit, basis, *count) for count in counts]


def found_in(*series, own=OWN):
    """Return the findings for the pair of `own`, with other counts beside it."""
    compared = pair(*own)
    every = {one.id: one for one in chain(compared, *(pair(*counts) for counts in series))}
    dossier = replace(MADE_UP, every=every, units_within=WITHIN)
    return answer(dossier, ask(compared[0].id, compared[1].id, case="made-up", brief="made-up-example"))


def described(found):
    """List the other pairs as their counter, their counts and what they share."""
    return [
        (one.comparison.later.counter, *(count.value for count in one.comparison.pair), one.kinship)
        for one in [rival.pair for rival in found.rivals.others]
    ]


def change(*counts):
    """Return the change of two made-up counts of two years."""
    one, two = (
        figure("Here", "attacks", Basis.RECORDED, str(2020 + place), count) for place, count in enumerate(counts)
    )
    return measure(judge(one, two))


# --- Which pairs answer the same question


@pytest.mark.parametrize(
    ("rival", "expected"),
    [
        ("2020 2021", [("There", 1, 2, Kinship.NOTHING)]),
        ("2020-01-01/2020-06-30 2021-01-01/2021-06-30", [("There", 1, 2, Kinship.NOTHING)]),
        ("2020 2021-01-01/2021-06-30", [("There", 1, 2, Kinship.NOTHING)]),
        ("2019-12-01/2020-01-31 2021-12-01/2022-01-31", [("There", 1, 2, Kinship.NOTHING)]),
        ("2020-05/2020-08 2021-05/2021-08", [("There", 1, 2, Kinship.NOTHING)]),
        ("2019 2021", []),  # no day of the earlier year
        ("2020 2022", []),
        ("2020 2020-06-01/2021-06-30", []),  # days of both years
        ("/2020-12-31 2021", []),  # no rate
        ("2021 2022", []),
    ],
)
def test_which_windows_answer_the_same_question(rival, expected):
    """Each count shares days with one of the two, none with the other; and the pair can be compared."""
    earlier, later = rival.split()
    assert expected == described(found_in(("There", "attacks", Basis.RECORDED, (earlier, 1), (later, 2))))


@pytest.mark.parametrize(
    ("unit", "basis", "is_a_pair"),
    [
        ("attacks", Basis.CLAIMED, True),
        ("attacks", Basis.RECORDED, True),
        ("deadly attacks", Basis.RECORDED, True),  # included in attacks
        ("people killed", Basis.RECORDED, False),
        ("provinces", Basis.RECORDED, False),
    ],
)
def test_which_units_answer_the_same_question(unit, basis, is_a_pair):
    """Counts of one unit, or of a unit that includes or is included in that of the pair, on any basis."""
    assert is_a_pair is bool(described(found_in(("There", unit, basis, ("2020", 10), ("2021", 20)))))


def test_a_wider_unit_answers_the_question_of_a_narrower():
    """The relation of two units holds in both directions."""
    own = ("Here", "deadly attacks", *OWN[2:])
    assert described(found_in(("There", "attacks", Basis.RECORDED, ("2020", 10), ("2021", 20)), own=own))


def test_counts_are_paired_with_those_that_match_best():
    """A half-year is set against the same half-year, not against another half-year or a whole year."""
    found = found_in((
        "There", "attacks", Basis.RECORDED,
        ("2020", 10), ("2020-01-01/2020-06-30", 4), ("2021", 20), ("2021-01-01/2021-06-30", 9),
        ("2021-07-01/2021-12-31", 11),
    ))  # fmt: skip

    assert {(10, 20), (4, 9)} == {counts[1:3] for counts in described(found)}


def test_a_second_count_of_the_same_year_makes_a_second_pair():
    """Two editions of one count, both valid, are both shown."""
    found = found_in(("There", "attacks", Basis.RECORDED, ("2020", 10), ("2021", 20), ("2021", 21)))
    assert {(10, 20), (10, 21)} == {counts[1:3] for counts in described(found)}


def test_each_pair_appears_once():
    """What is repeated, superseded, given on no basis by a second document, or compared itself makes no second pair."""
    series = [("There", "attacks", basis, ("2020", 10), ("2021", 20)) for basis in (Basis.UNSPECIFIED, Basis.CLAIMED)]
    found = found_in(*series)
    assert [Basis.CLAIMED] == [one.comparison.later.basis for one in [rival.pair for rival in found.rivals.others]]

    own, rivals = pair(*OWN), pair("There", "attacks", Basis.CLAIMED, ("2020", 10), ("2021", 20))
    copies = [replace(one, id=f"copy-{one.id}", repeats=one.id) for one in (*own, *rivals)]
    pairs = find_pairs(
        figures_frame([*own, *rivals, *copies]), compare(figures_frame(own), Pair(own[0].id, own[1].id)),
        change(60, 120), MADE_UP.sources, WITHIN,
    )  # fmt: skip
    assert [(rivals[0].id, rivals[1].id)] == [tuple(one.comparison.ids) for one in pairs.others]


def test_a_pair_that_is_itself_a_copy_has_no_original_as_rival():
    """The counts that the two repeat are the same counts."""
    own = pair(*OWN)
    copies = [replace(one, id=f"copy-{one.id}", repeats=one.id) for one in own]
    comparison = judge(*copies)
    pairs = find_pairs(figures_frame([*own, *copies]), comparison, measure(comparison), MADE_UP.sources, WITHIN)

    assert () == pairs.others
    assert Agreement.NONE is pairs.agreement


def test_another_place_or_group_answers_another_question():
    """Neither makes a pair."""
    own, others = pair(*OWN), pair("There", "attacks", Basis.RECORDED, ("2020", 10), ("2021", 20))
    for column in ("group", "place"):
        moved = [replace(one, **{column: "Elsewhere"}) for one in others]
        pairs = find_pairs(figures_frame([*own, *moved]), judge(*own), change(60, 120), MADE_UP.sources, WITHIN)
        assert () == pairs.others


def test_the_first_case(dossier):
    """ITIC's pair is independent, with the published factor; the autumn pair of the same counter is not."""
    found = answer(dossier, ask())
    factors = {one.comparison.ids: one.factor for one in [rival.pair for rival in found.rivals.others]}

    assert {("itic-2020", "itic-2021"), ("un-2020-autumn", "un-2021-autumn")} == set(factors)
    assert factors["un-2020-autumn", "un-2021-autumn"] is None
    factor = factors["itic-2020", "itic-2021"]
    assert (1.4220, 0.9876, 2.0475) == pytest.approx((factor.estimate, factor.low, factor.high), abs=5e-5)
    assert Agreement.SAME is found.rivals.agreement


def test_counters_of_one_raw_material_are_not_independent(dossier):
    """Two counters of the group's claims: a pair of each, and no factor between them."""
    other = replace(dossier["jihad-analytics-2021"], id="ja-2020", value=70, window=read_window("2020"))
    found = answer(replace(dossier, every=dossier.every | {"ja-2020": other}), ask("itic-2020", "itic-2021"))
    shared = {one.comparison.later.counter: one for one in [rival.pair for rival in found.rivals.others]}

    assert Kinship.MATERIAL is shared["Jihad Analytics"].kinship
    assert shared["Jihad Analytics"].factor is None
    assert Kinship.NOTHING is shared["United Nations"].kinship
    raw = [source.id for source in dossier.sources.values() if source.reliability == Reliability.RAW_MATERIAL]
    assert shared["Jihad Analytics"].family in raw
    assert "same raw material" in sentence_text("agreement", found.rivals)


# --- The ratio of two ratios


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((60, 334, 82, 365), (1.2506, 0.8685, 1.8007)),
        ((10, 20, 30, 30), (2, 0.8032, 4.9802)),  # variance 1/10 + 1/20 + 1/30 + 1/30 = 0.21667
        ((100, 100, 100, 100), (1, 0.6758, 1.4797)),  # exp(1.95996 × 0.2) = 1.4799
        ((20, 10, 10, 20), (4, 1.3682, 11.694)),
    ],
)
def test_the_ratio_of_ratios_by_hand(counts, expected):
    """On the logarithmic scale, with the sum of the reciprocals as the variance; 366 and 365 days for each pair."""
    interval = ratio_of_ratios(change(*counts[:2]), change(*counts[2:]))
    assert expected == pytest.approx((interval.estimate, interval.low, interval.high), rel=5e-3)


@given(counts=st.lists(st.integers(1, 2000), min_size=4, max_size=4), level=st.floats(0.5, 0.999))
def test_the_ratio_of_ratios_does_not_depend_on_the_order(counts, level):
    """The higher ratio is divided by the lower; the ends are one factor away from it, more for a higher level."""
    changes = change(*counts[:2]), change(*counts[2:])
    interval = ratio_of_ratios(*changes, level)

    swapped = ratio_of_ratios(*changes[::-1], level)
    assert (interval.low, interval.high) == pytest.approx((swapped.low, swapped.high))
    assert interval.low < interval.estimate < interval.high
    assert interval.estimate >= 1
    assert interval.estimate / interval.low == pytest.approx(interval.high / interval.estimate)
    ratios = [measured.ratio.estimate for measured in changes]
    assert interval.estimate == pytest.approx(max(ratios) / min(ratios))
    assert interval.high < ratio_of_ratios(*changes, 0.9999).high


@pytest.mark.parametrize("counts", [(0, 5, 5, 5), (5, 0, 5, 5), (5, 5, 0, 5), (5, 5, 5, 0), (0, 0, 0, 0)])
def test_no_ratio_of_ratios_from_zero(counts):
    """A count of zero has no logarithm."""
    assert ratio_of_ratios(change(*counts[:2]), change(*counts[2:])) is None


def test_no_ratio_of_ratios_from_a_bound():
    """A lower bound makes a ratio a bound, which has no interval of this kind."""
    one, two = figure(*OWN[:3], "2020", 60), figure(*OWN[:3], "2021", 120, Bound.AT_LEAST)
    assert ratio_of_ratios(measure(judge(one, two)), change(60, 120)) is None


# --- Do they agree?


@pytest.mark.parametrize(
    ("own", "others", "dependent", "expected"),
    [
        (Way.RISE, [], False, Agreement.NONE),
        (Way.RISE, [], True, Agreement.NOT_INDEPENDENT),
        (Way.RISE, [Way.RISE], False, Agreement.SAME),
        (Way.FALL, [Way.FALL], True, Agreement.SAME),
        (Way.RISE, [Way.RISE, Way.UNCLEAR], False, Agreement.SAME),
        (Way.RISE, [Way.FALL], False, Agreement.OTHER),
        (Way.RISE, [Way.RISE, Way.FALL], False, Agreement.OTHER),
        (Way.FALL, [Way.UNCLEAR, Way.RISE], False, Agreement.OTHER),
        (Way.RISE, [Way.UNCLEAR], False, Agreement.UNCLEAR),
        (Way.UNCLEAR, [Way.RISE], False, Agreement.UNCLEAR),
        (Way.UNCLEAR, [Way.UNCLEAR], True, Agreement.UNCLEAR),
        (Way.UNCLEAR, [], True, Agreement.NOT_INDEPENDENT),
    ],
)
def test_agreement(own, others, dependent, expected):
    """Independent pairs count; one clear opposite is a disagreement; what is unclear agrees with nothing."""
    assert expected is agreement_of(own, others, dependent=dependent)


@pytest.mark.parametrize(
    ("counts", "way"),
    [
        ((60, 120), Way.RISE), ((120, 60), Way.FALL), ((60, 61), Way.UNCLEAR), ((0, 20), Way.RISE),
        ((20, 0), Way.FALL), ((0, 0), Way.UNCLEAR), ((0, 1), Way.UNCLEAR), ((3, 9), Way.UNCLEAR),
    ],
)  # fmt: skip
def test_a_clear_change_has_an_interval_without_equal_rates(counts, way):
    """The direction alone is not enough."""
    assert way is clear_change(change(*counts))


def test_a_direction_is_clear_if_every_reading_of_the_windows_has_it():
    """30 in at most 31 days of May against 40 from May to August: as little as 63 days or as many as 123."""
    vague = pair("Here", "attacks", Basis.RECORDED, ("2020-05", 30), ("2021-05/2021-08", 90))
    measured = measure(judge(*vague))

    assert isinstance(measured, Change)
    assert measured.highest.ratio.estimate > measured.lowest.ratio.estimate
    assert Way.UNCLEAR is clear_change(measured)


# --- What the page says

CASES = {
    "none": (
        [],
        ("No other pair of counts in the data answers the same question."),
    ),
    "one": (
        [("There", "attacks", Basis.RECORDED, ("2020", 50), ("2021", 90))],
        (
            "An independent counter agrees on the direction of the change. Another counter, There, shows a smaller "
            "rise: 90 in 2021 against 50 in 2020, or 1.8 times as many per day (1.3–2.6). The two ratios differ by "
            "a factor of 1.11 (0.70–1.77), which chance alone could explain."
        ),
    ),
    "larger, on another basis": (
        [("There", "attacks", Basis.CLAIMED, ("2020", 10), ("2021", 90))],
        (
            "An independent counter agrees on the direction of the change. Another counter, There (claimed attacks), "
            "shows a larger rise: 90 in 2021 against 10 in 2020, or 9.0 times as many per day (4.7–19). The two "
            "ratios differ by a factor of 4.50 (2.18–9.27), more than chance alone would explain."
        ),
    ),
    "opposite": (
        [("United Nations", "attacks", Basis.RECORDED, ("2020", 90), ("2021", 50))],
        (
            "An independent counter disagrees on the direction of the change. Another counter, the United Nations, "
            "shows a fall: 50 in 2021 against 90 in 2020, or 0.56 times as many per day (0.39–0.80). The two ratios"
            " differ by a factor of 3.60 (2.26–5.73), more than chance alone would explain."
        ),
    ),
    "unclear": (
        [("There", "deadly attacks", Basis.UNSPECIFIED, ("2020", 5), ("2021", 6))],
        (
            "The only independent counter does not show a clear change. Another counter, There (deadly attacks, basis"
            " not stated), shows no clear change: 6 in 2021 against 5 in 2020, or 1.2 times as many per day "
            "(0.31–5.0). The two ratios differ by a factor of 1.67 (0.49–5.68), which chance alone could explain."
        ),
    ),
    "from none": (
        [("There", "attacks", Basis.RECORDED, ("2020", 0), ("2021", 20))],
        (
            "An independent counter agrees on the direction of the change. Another counter, There, shows a larger "
            "rise: 20 in 2021 against none in 2020, or at least 5.0 times as many per day."
        ),
    ),
    "to none": (
        [("There", "attacks", Basis.RECORDED, ("2020", 20), ("2021", 0))],
        (
            "An independent counter disagrees on the direction of the change. Another counter, There, shows a fall: "
            "none in 2021 against 20 in 2020, or at most 0.20 times as many per day."
        ),
    ),
    "none on both sides": (
        [("There", "attacks", Basis.RECORDED, ("2020", 0), ("2021", 0))],
        (
            "The only independent counter does not show a clear change. Another counter, There, shows no clear "
            "change: none in 2021 against none in 2020, from which no ratio follows."
        ),
    ),
    "a lower bound": (
        [("There", "attacks", Basis.RECORDED, ("2020", 20), ("2021", 90, Bound.AT_LEAST))],
        (
            "An independent counter agrees on the direction of the change. Another counter, There, shows a larger "
            "rise: at least 90 in 2021 against 20 in 2020, or at least 4.5 times as many per day (2.8 or more)."
        ),
    ),
    "the same counter": (
        [("Here", "attacks", Basis.RECORDED, ("2020-01-01/2020-03-31", 10), ("2021-01-01/2021-03-31", 40))],
        (
            "No independent counter in the data answers the same question. The same counter shows a larger rise: 40 "
            "from 1 January to 31 March 2021 against 10 from 1 January to 31 March 2020, or 4.0 times as many per day "
            "(2.0–9.1). Both pairs come from one counting organisation, so they do not corroborate each other, and no"
            " factor between the two ratios is given."
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_said_of_other_counters(case):
    """Who, what, how many, how sure; and whether the two ratios differ."""
    series, words = CASES[case]
    assert words == sentence_text("agreement", found_in(*series).rivals).replace("\N{NO-BREAK SPACE}", " ")


def test_several_counters_that_disagree():
    """The lead tells of all; each is described, with a clear name."""
    several = [
        (name, "attacks", Basis.RECORDED, ("2020", 50), ("2021", later)) for name, later in (("A", 90), ("B", 20))
    ]
    words = sentence_text("agreement", found_in(*several).rivals)

    assert words.startswith(
        "Independent counters do not all agree on the direction of the change. Another counter, A, "
    )
    assert " Another counter, B, shows a fall: 20 in 2021 " in words


def test_two_pairs_of_one_other_counter():
    """The second is not a second counter, and the lead speaks of one."""
    counts = (("2020", 50), ("2021", 90), ("2020-01-01/2020-03-31", 10), ("2021-01-01/2021-03-31", 40))
    words = sentence_text("agreement", found_in(("There", "attacks", Basis.RECORDED, *counts)).rivals)

    assert words.startswith("An independent counter agrees")
    assert 1 == words.count("Another counter, There")
    assert " Another pair of its counts shows a larger rise: 40 " in words


def test_a_factor_between_different_days_may_come_from_the_days():
    """The sentence does not leave a difference to the counters alone."""
    counts = (("2020-10-01/2020-12-31", 10), ("2021-10-01/2021-12-31", 90))
    words = sentence_text("agreement", found_in(("There", "attacks", Basis.RECORDED, *counts)).rivals)

    assert words.endswith(", more than chance alone would explain; but the two pairs also cover different days.")


def test_no_clear_change_that_others_could_confirm():
    """If the two show no clear change, nobody agrees with them."""
    own = (*OWN[:3], ("2020", 60), ("2021", 62))
    words = sentence_text("agreement", found_in(("There", "attacks", *OWN[2:]), own=own).rivals)

    assert words.startswith("The two counts that are compared show no clear change that other counters could confirm.")
    assert "shows a rise: " in words


def test_no_number_is_from_several_pairs():
    """Ratios and their ends come from one pair each, factors from the two that they are about; nothing is pooled."""
    found = found_in(*[(name, "attacks", Basis.RECORDED, ("2020", 50), ("2021", 90)) for name in "ABC"])

    def quoted(number):
        if isinstance(number.evidence, Quoted):
            return {number.evidence.figure.counter}
        inputs = number.evidence.inputs if isinstance(number.evidence, Computed) else ()
        return set().union(*map(quoted, inputs))

    assert 3 == len(found.rivals.others)
    for one in found.rivals.others:
        assert all({one.figure.counter} == quoted(number) for number in (one.ratio, one.low, one.high))
        assert all({one.figure.counter, "Here"} == quoted(number) for number in (one.factor, one.factor_low))


# --- The forest plot


def test_the_forest_plot_has_a_row_for_each_pair(dossier):
    """In the order of the table, the pair of the brief first and bold, each leading to its number."""
    rivals = answer(dossier, ask()).rivals
    chart = forest_chart(rivals.table)

    assert list(rivals.table.index) == [one.id for one in rivals.pairs]
    assert ["6.3 (4.8–8.5)", "7.6 (4.8–13)", "4.5 (3.5–5.7)"] == [
        words.text for words in chart.words if RATIO.fullmatch(words.text)
    ]
    assert {words.link.target for words in chart.words if words.link} == {*rivals.table.index}
    assert [words.bold for words in chart.words if words.text == "United Nations"] == [True, False]
    for words in chart.words:
        assert words.box[0] >= 0
        assert words.box[2] <= chart.width + 0.1, words.text


def test_a_bracket_joins_pairs_that_are_not_independent(dossier):
    """One bracket for the two pairs of one counter; none for pairs that share nothing."""
    joined = forest_chart(answer(dossier, ask()).rivals.table)
    apart = forest_chart(found_in(("There", "attacks", *OWN[2:])).rivals.table)

    def brackets(chart):
        return [mark.box for mark in chart.marks if isinstance(mark, Line) and len(mark.points) == 4]

    ((_, top, _, bottom),) = brackets(joined)
    inside = [words.text for words in joined.words if words.link and top < words.box[1] and words.box[3] < bottom]
    assert {"6.3 (4.8–8.5)", "7.6 (4.8–13)"} <= {*inside}
    assert "4.5 (3.5–5.7)" not in inside
    assert [] == brackets(apart)


@pytest.mark.parametrize("counts", [(0, 20), (20, 0), (1, 1), (0, 0), (1, 2000), (2000, 1)])
def test_every_interval_is_inside_the_forest_plot(counts):
    """One without an end, or with a far one, ends in an arrow at the edge; a ratio of zero or none has no point."""
    table = found_in(("There", "attacks", Basis.RECORDED, ("2020", counts[0]), ("2021", counts[1]))).rivals.table
    chart = forest_chart(table)

    for mark in chart.marks:
        assert mark.box[0] >= -6
        assert mark.box[2] <= chart.width + 6
    assert describe_pairs(table).startswith("Chart of ratios")


def test_a_long_label_is_wrapped_beside_the_ratio():
    """No two texts touch, and none is cut."""
    found = found_in(("The Observatory of All Incidents in Exampleland and in Its Neighbours", "attacks", *OWN[2:]))
    chart = forest_chart(found.rivals.table)
    boxes = [words.box for words in chart.words]

    assert "The Observatory of All Incidents in Exampleland" in " ".join(words.text for words in chart.words)
    assert not any(overlap(one, two) for place, one in enumerate(boxes) for two in boxes[:place])


def test_no_forest_plot_without_another_pair():
    """A page with one pair has no chart of ratios."""
    from tally.charts import chart_names

    assert "forest" not in chart_names(found_in())
    assert "forest" in chart_names(found_in(("There", "attacks", *OWN[2:])))
