"""Claims about a series are parsed by rules, and judged over the period that the data cover."""

from dataclasses import replace
from itertools import count

import pytest

from limits import linear
from tally.analysis.claims import ClaimVerdict, Unjudged, judge_series_claim
from tally.analysis.series import answer_series, quoted_series
from tally.evidence import Computed, sentence_text
from tally.evidence.series import series_claims, series_numbers
from tally.project import find_project
from tally.records import StatedClaim, load_dossier, read_claims
from tally.records.claims import SeriesKind, find_series_claims, read_claim_rules
from tally.records.figures import Basis
from tally.text import Bound
from test_rivals import figure

RULES, _ = read_claim_rules(find_project().data)
HOLDS, MUCH, LITTLE, WRONG, CANNOT, APART = (
    ClaimVerdict.HOLDS, ClaimVerdict.TOO_MUCH, ClaimVerdict.TOO_LITTLE, ClaimVerdict.WRONG_DIRECTION,
    ClaimVerdict.CANNOT_BE_JUDGED, ClaimVerdict.NOT_COMPARABLE,
)  # fmt: skip
HIGHEST, LOWEST, RUN, CHANGE = SeriesKind


def found(text, language="en", units=("attacks",)):
    """Return each claim of a text as its kind, how far back it goes, and its direction."""
    return [
        (
            claim.kind,
            claim.reach.since or ("ever" if claim.reach.ever else (claim.reach.periods, claim.reach.months)),
            claim.rises,
        )
        for claim in find_series_claims(text, language, RULES, units)
    ]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Attacks were at their lowest since 1994.", (LOWEST, 1994, None)),
        ("the lowest quarterly total since 1993", (LOWEST, 1993, None)),
        ("12 incidents, the lowest since at least 1996 for the region", (LOWEST, 1996, None)),
        ("the fewest attacks since 2018", (LOWEST, 2018, None)),
        ("the most attacks since 2018", (HIGHEST, 2018, None)),
        ("highest number of incidents on record", (HIGHEST, "ever", None)),
        ("the highest since records began", (HIGHEST, "ever", None)),
        ("Piracy hit a record high in 2021", (HIGHEST, "ever", None)),
        ("lowest in 30 years", (LOWEST, (30, 12), None)),
        ("the lowest figure in a decade", (LOWEST, (1, 120), None)),
        ("attacks at their highest for five years", (HIGHEST, (5, 12), None)),
        ("fell for the third year in a row", (RUN, (3, 12), False)),
        ("the third consecutive year of decline", (RUN, (3, 12), False)),
        ("for the third straight year, attacks rose", (RUN, (3, 12), True)),
        ("declined for three years running", (RUN, (3, 12), False)),
        ("rose for a 5th straight month", (RUN, (5, 1), True)),
        ("fell for the second time in a row", (RUN, (2, 0), False)),
        ("three years in a row", (RUN, (3, 12), None)),
        ("a third straight annual decline", (RUN, (3, 12), False)),
        ("attacks hit a three-year high in 2021", (HIGHEST, (3, 12), None)),
        ("at a 30-year low", (LOWEST, (30, 12), None)),
        ("fell to its lowest point since 2004", (LOWEST, 2004, None)),
        ("doubled in two years", (CHANGE, (2, 12), None)),
        ("In two years attacks doubled", (CHANGE, (2, 12), None)),
        ("halved within a year", (CHANGE, (1, 12), None)),
        ("up 40% since 2019", (CHANGE, 2019, None)),
        ("May 2025 had the highest number of attacks since 2018", (HIGHEST, 2018, None)),
        ("has fallen every year since 2020", (RUN, 2020, False)),
        ("Attacks have risen each year since 2018", (RUN, 2018, True)),
        ("rose year after year since 2018", (RUN, 2018, True)),
        ("Since 2020, piracy has declined in every year", (RUN, 2020, False)),
        ("rose by 50% in the last two years", (CHANGE, (2, 12), None)),
    ],
)
def test_words_of_claims(text, claim):
    """The kind of a claim, and how far back it goes."""
    assert [claim] == found(text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("der niedrigste Stand seit 1994", (LOWEST, 1994, None)),
        ("die niedrigste Zahl von Angriffen seit 2018", (LOWEST, 2018, None)),
        ("der niedrigste seit 30 Jahren", (LOWEST, (30, 12), None)),
        ("höchster Wert seit Beginn der Aufzeichnungen", (HIGHEST, "ever", None)),
        ("das dritte Jahr in Folge gesunken", (RUN, (3, 12), False)),
        ("zum dritten Mal in Folge gestiegen", (RUN, (3, 0), True)),
        ("hat sich in zwei Jahren verdoppelt", (CHANGE, (2, 12), None)),
        ("seit 2019 um 40 Prozent gestiegen", (CHANGE, 2019, None)),
        ("ist seit 2020 jedes Jahr gesunken", (RUN, 2020, False)),
        ("stieg Jahr für Jahr seit 2018", (RUN, 2018, True)),
    ],
)
def test_german_words_of_claims(text, claim):
    """German rules find the same kinds."""
    assert [claim] == found(text, "de")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("le niveau le plus bas depuis 1994", (LOWEST, 1994, None)),
        ("le plus faible nombre d’attaques depuis 2018", (LOWEST, 2018, None)),
        ("le plus bas niveau en 18 ans", (LOWEST, (18, 12), None)),
        ("au plus bas, le chiffre le plus bas jamais enregistré", (LOWEST, "ever", None)),
        ("Les enlèvements de marins atteignent un niveau record", (HIGHEST, "ever", None)),
        ("le nombre le plus élevé depuis le début des relevés", (HIGHEST, "ever", None)),
        ("a baissé pour la troisième année consécutive", (RUN, (3, 12), False)),
        ("en hausse pour la 5e année de suite", (RUN, (5, 12), True)),
        ("a reculé pour la deuxième fois d’affilée", (RUN, (2, 0), False)),
        ("trois années consécutives de hausse", (RUN, (3, 12), True)),
        ("a doublé en deux ans", (CHANGE, (2, 12), None)),
        ("a augmenté de 40 % depuis 2019", (CHANGE, 2019, None)),
        ("a baissé chaque année depuis 2020", (RUN, 2020, False)),
        ("Depuis 2018, le nombre augmente tous les ans", (RUN, 2018, True)),
    ],
)
def test_french_words_of_claims(text, claim):
    """French rules find the same kinds, also where the noun is before its adjective."""
    assert [claim] == found(text, "fr", units=("attaques",))


@pytest.mark.parametrize(
    "text",
    [
        "not the lowest since 1994", "the second-highest since 2018", "second highest total since 2018",
        "the lowest budget since 1994", "could be the lowest since 1994", "Was it the lowest since 1994?",
        "the most serious attack since 2018", "most attacks since 2018 were by gangs", "the lowest price since 1994",
        "doubled in 2023", "in the first nine months attacks doubled", "the third attack in a row on tankers",
        "the highest building", "three years", "has not fallen every year since 2020", "every year since 2020",
        "has fallen every month since March 2022", "may be the lowest since 1994",
        "claims that it is the lowest since 1994 are false", "",
    ],
)  # fmt: skip
def test_no_claims(text):
    """A denial, a question, a possibility, a rank, and words for something else are not claims."""
    assert [] == found(text)


def series_of(counts):
    return quoted_series([
        figure(counter, "attacks", Basis.RECORDED, *count) for counter, *count in counts
    ])  # fmt: skip


def yearly(*values, first=2018, counter="IMB"):
    return [(counter, str(first + place), value) for place, value in enumerate(values)]


FALLING = yearly(82, 64, 81, 35, 19, 22, 18)
BROKEN = [*yearly(9, 8), *yearly(7, 6, first=2020, counter="MDAT")]
RISING = yearly(10, 12, 14, 20)


@pytest.mark.parametrize(
    ("text", "counts", "verdict", "reason"),
    [
        ("the lowest since 2018", FALLING, HOLDS, ""),
        ("the lowest since 2017", FALLING, HOLDS, ""),
        ("the lowest since 1994", FALLING, CANNOT, Unjudged.START),
        ("the lowest since 2016", FALLING, CANNOT, Unjudged.START),
        ("the highest since 2018", FALLING, WRONG, ""),
        ("the lowest in seven years", FALLING, HOLDS, ""),
        ("the lowest in three years", FALLING, HOLDS, ""),
        ("the lowest in a decade", FALLING, CANNOT, Unjudged.START),
        ("the lowest on record", FALLING, HOLDS, ""),
        ("the highest on record", FALLING, WRONG, ""),
        ("the lowest since 1994", yearly(9, 3, 8, 5), MUCH, ""),
        ("the lowest since 2019", yearly(9, 3, 8, 5), HOLDS, ""),
        ("the lowest since 2018", yearly(9, 5, 8, 5), MUCH, ""),
        ("the highest since 2018", yearly(9, 5, 20, 12), MUCH, ""),
        ("the highest ever", RISING, HOLDS, ""),
        ("the lowest since 2018", [*yearly(9, 8), *yearly(7, 6, first=2021)], CANNOT, Unjudged.GAP),
        ("the lowest since 2017", [*yearly(2, 8), *yearly(7, 6, first=2021)], MUCH, ""),
        ("the lowest since 2018", [*yearly(9, 8), *yearly(7, 6, first=2020, counter="MDAT")], CANNOT, Unjudged.BREAK),
        ("the lowest ever", [*yearly(9, 8), *yearly(7, 6, first=2020, counter="MDAT")], CANNOT, Unjudged.BREAK),
        ("the lowest since 2018", [*yearly(9, 8, 7), ("IMB", "2021-01-01/2021-06-30", 2)], CANNOT, Unjudged.PARTIAL),
        ("the highest since 2018", [*yearly(9, 8, 7), ("IMB", "2021-01-01/2021-06-30", 12)], HOLDS, ""),
        ("the lowest since 2018", [*yearly(9, 8, 2), ("IMB", "2021-01-01/2021-06-30", 4)], MUCH, ""),
        ("the lowest since 2018", [*yearly(9, 8), ("IMB", "2020", 7, Bound.AT_LEAST)], CANNOT, Unjudged.NOT_EXACT),
        ("fell for the third year in a row", yearly(9, 8, 7, 6), HOLDS, ""),
        ("fell for the third year in a row", yearly(1, 9, 8, 7, 6), HOLDS, ""),
        ("fell for the second year in a row", yearly(1, 9, 8, 7, 6), LITTLE, ""),
        ("fell for the fourth year in a row", yearly(1, 9, 8, 7, 6), MUCH, ""),
        ("rose for the third year in a row", yearly(1, 9, 8, 7, 6), WRONG, ""),
        ("rose for the third year in a row", yearly(9, 8, 9, 10, 10), MUCH, ""),
        ("the third year in a row", yearly(1, 9, 8, 7, 6), CANNOT, Unjudged.NO_DIRECTION),
        ("fell for the third month in a row", yearly(1, 9, 8, 7, 6), CANNOT, Unjudged.PACE),
        ("fell for the third time in a row", yearly(1, 9, 8, 7, 6), HOLDS, ""),
        ("fell for the third year in a row", [*yearly(9, 8), *yearly(7, 6, first=2021)], CANNOT, Unjudged.GAP),
        ("fell for the third year in a row", BROKEN, CANNOT, Unjudged.BREAK),
        ("has fallen every year since 2019", yearly(9, 12, 8, 7, 6), HOLDS, ""),
        ("has fallen every year since 2020", yearly(9, 12, 8, 7, 6), HOLDS, ""),
        ("has fallen every year since 2018", yearly(9, 12, 8, 7, 6), MUCH, ""),
        ("has risen every year since 2018", yearly(9, 12, 8, 7, 6), WRONG, ""),
        ("has fallen every year since 2016", yearly(9, 8, 7, 6), CANNOT, Unjudged.START),
        ("has fallen every year since 2018", BROKEN, CANNOT, Unjudged.BREAK),
        ("has fallen every month since 2019", yearly(9, 8, 7, 6), CANNOT, Unjudged.PACE),
        ("doubled in two years", yearly(9, 10, 15, 20), HOLDS, ""),
        ("doubled in three years", yearly(9, 10, 15, 20), LITTLE, ""),
        ("doubled since 2018", yearly(10, 30, 15, 20), HOLDS, ""),
        ("halved in two years", yearly(9, 10, 15, 20), WRONG, ""),
        ("doubled in ten years", yearly(9, 10, 15, 20), CANNOT, Unjudged.START),
        ("doubled since 2019", [*yearly(9), *yearly(7, 6, first=2020)], CANNOT, Unjudged.GAP),
        ("halved in two years", BROKEN, APART, ""),
        ("tripled in two years", yearly(9, 10, 15, 20), MUCH, ""),
    ],
)  # fmt: skip
def test_verdicts(text, counts, verdict, reason):
    """A claim is judged over the period that the data cover without a break or a gap; beyond it, it cannot be."""
    (claim,) = find_series_claims(text, "en", RULES)

    judged = judge_series_claim(claim, series_of(counts))

    assert (judged.verdict, judged.reason) == (verdict, reason)


def test_a_claim_about_an_earlier_count():
    """A claim is about the count that it was made of, not about what came later."""
    series = series_of(FALLING)
    (claim,) = find_series_claims("the lowest since 2018", "en", RULES)

    assert judge_series_claim(claim, series, series.points[4]).verdict is HOLDS
    assert judge_series_claim(claim, series, series.points[5]).against == series.points[4]


def sentence(text, counts):
    """Return what is said of the claim in a text."""
    numbers = series_numbers(answer_series(series_of(counts)))
    stated = [StatedClaim("x", "s", text, "", "", "", claim) for claim in find_series_claims(text, "en", RULES)]
    parts = ("series_claim_verdict", "series_claim_evidence")
    claims = series_claims(stated, numbers)
    return [" ".join(filter(None, (sentence_text(part, claim) for part in parts))) for claim in claims]


@pytest.mark.parametrize(
    ("text", "counts", "words"),
    [
        ("the lowest since 2018", FALLING, "True. From 2019 to 2024, the lowest count is 18."),
        (
            "the lowest on record", FALLING,
            "True. From 2018 to 2024, the lowest count is 18, and the data do not go back further.",
        ),
        (
            "the lowest since 1994", FALLING,
            "Cannot be judged: the data do not go back so far. From 2018 to 2024, the lowest count is 18.",
        ),
        ("the highest since 2018", FALLING, "Wrong direction. 22 in 2023 is higher than 18 in 2024."),
        ("the lowest since 2017", yearly(9, 3, 8, 5), "Too much. 3 in 2019 is lower than 5 in 2021."),
        ("the lowest since 2017", yearly(9, 0, 8, 0), "Too much. Zero in 2021 is as low as zero in 2019."),
        (
            "the lowest ever", BROKEN,
            "Cannot be judged: the series breaks on the way. From 2020 to 2021, the lowest count is 6.",
        ),
        (
            "fell for the second year in a row", yearly(1, 9, 8, 7, 6),
            "Too little. Up to 2022 the count fell in three steps in a row.",
        ),
        ("rose for the third year in a row", FALLING, "Wrong direction. The step to 2024 is not a rise."),
        ("fell for the third year in a row", FALLING, "Too much. Up to 2024 the count fell in one step."),
        ("doubled in two years", yearly(9, 10, 15, 20), "True. The later count, 20, is 2 times the earlier, 10."),
        ("halved in 9 years", yearly(9, 10, 15, 20), "Cannot be judged: the data do not go back so far."),
    ],
)  # fmt: skip
def test_sentences(text, counts, words):
    """The verdict names the period that was covered, and what contradicts the claim."""
    assert [words] == sentence(text, counts)


def cells(number):
    """Return the notebooks and cells in which a number, and all behind it, were computed."""
    if not isinstance(number.evidence, Computed):
        return set()
    return {number.evidence.cell}.union(*map(cells, number.evidence.inputs))


def test_a_change_is_computed_in_the_notebook_of_the_series():
    """The card of each number behind a claim leads to the cell of this brief that computed it."""
    (claim,) = find_series_claims("tripled in two years", "en", RULES)
    numbers = series_numbers(answer_series(series_of(yearly(9, 10, 15, 20))))
    (judged,) = series_claims([StatedClaim("x", "s", claim.words, "", "", "", claim)], numbers)

    assert cells(judged.change.bare.low) | cells(judged.change.factor) == {"series/2-series#claims"}


@pytest.mark.parametrize(
    ("later", "words", "fault"),
    [
        ("imb-incidents-2024", "lowest since 2018", ""),
        ("", "lowest since 2018", ""),
        ("imb-incidents-2024", "fell for the third year in a row", "expected words of the wording"),
        ("imb-incidents-2024", "doubled", "expected the id of a figure. Name both counts"),
        ("imb-incidents-2025", "lowest since 2018", "Did you mean 'imb-incidents-202"),
    ],
)
def test_a_row_names_the_count_that_a_claim_is_about(tmp_path, later, words, fault):
    """In claims.csv a claim about a series has no earlier count; one about two counts has both or none."""
    dossier = load_dossier(find_project(), "gulf-of-guinea")
    statement = replace(
        dossier.statements[0], id="s", wording="Incidents doubled, and thefts are the lowest since 2018."
    )
    table = tmp_path / "claims.csv"
    table.write_text(f"id,statement,words,earlier,later,note\nc,s,{words},,{later},\n", encoding="utf-8")
    units = {name: one.unit for name, one in dossier.every.items()}

    claims, problems = read_claims(tmp_path, [statement], dossier.sources, RULES, units)

    if fault:
        assert [fault in str(problem) for problem in problems] == [True]
    else:
        assert not problems
        assert [(one.later, one.claim.kind) for one in claims] == [(later, LOWEST)]


@pytest.mark.parametrize(
    "words",
    ["doubled in two years. ", "the lowest since 1994, ", "third year in a row ", "the lowest level of the ", "in "],
)
def test_a_long_text_takes_time_in_proportion(words):
    """A text four times as long takes no more than a few times as long."""
    fresh = count()

    assert linear(lambda times: find_series_claims(f"{words * times} {next(fresh)}", "en", RULES), 60, 240, slack=0.05)
