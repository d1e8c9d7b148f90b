"""Claims with multiples and percentages are parsed by rules and judged by two counts."""

from dataclasses import replace
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limits import linear
from tally.analysis import compare
from tally.analysis.claims import ClaimVerdict, Mistake, judge_claim
from tally.project import find_project
from tally.records.claims import Kind, Qualifier, find_claims, read_claim_rules
from tally.records.figures import Pair, figures_frame
from tally.text import Bound
from tally.windows import read_window

RULES, PROBLEMS = read_claim_rules(find_project().data)
UN, ITIC, ITIC_FALL = ("un-2020", "un-2021-so-far"), ("itic-2020", "itic-2021"), ("itic-2021", "itic-2022")
HOLDS, BARE, PER_DAY, WITHIN = (
    ClaimVerdict.HOLDS, ClaimVerdict.ONLY_BARE, ClaimVerdict.ONLY_PER_DAY, ClaimVerdict.WITHIN,
)  # fmt: skip
MUCH, LITTLE, WRONG = ClaimVerdict.TOO_MUCH, ClaimVerdict.TOO_LITTLE, ClaimVerdict.WRONG_DIRECTION


def claim_of(words, language="en", units=()):
    """Return the one claim of some words."""
    claims = find_claims(words, language, RULES, units)

    assert 1 == len(claims), words
    return claims[0]


def counted(dossier, *, earlier, later, windows=("2020", "2021"), **fields):
    """Return a table of two made-up counts, which differ in nothing but value and window."""
    model = dossier["itic-2020"]
    pair = [
        replace(model, id=name, value=value, window=read_window(window), **fields.get(name, {}))
        for name, value, window in zip(("before", "after"), (earlier, later), windows, strict=True)
    ]
    return figures_frame(pair)


def judged(words, figures, pair=("before", "after"), language="en"):
    return judge_claim(claim_of(words, language), compare(figures, Pair(*pair)), figures)


def test_the_table_of_rules_is_valid():
    """Each row can be read."""
    assert not PROBLEMS
    assert {"en", "de", "fr"} == {rule.language for rule in RULES}


@pytest.mark.parametrize(
    ("words", "pair", "verdicts"),
    [
        ("fivefold", UN, [LITTLE]),
        ("more than fivefold", UN, [HOLDS]),
        ("more than quintupled", UN, [HOLDS]),
        ("more than five times the whole of last year", UN, [HOLDS]),
        ("nearly sixfold", UN, [BARE]),
        ("up 456 %", UN, [BARE]),
        ("up 457 %", UN, [BARE]),
        ("up 557 %", UN, [MUCH]),
        ("five times more", UN, [LITTLE, WITHIN]),
        ("grew five-fold", UN, [LITTLE, WITHIN]),
        ("sixfold", UN, [WITHIN]),
        ("sevenfold", UN, [PER_DAY]),
        ("tripled", UN, [LITTLE]),
        ("tenfold", UN, [MUCH]),
        ("from 60 in 2020 to 334", UN, [BARE]),
        ("from 50 to 334", UN, [MUCH]),
        ("halved", UN, [WRONG]),
        ("fell by 82%", UN, [WRONG]),
        ("more than doubled", ITIC, [HOLDS]),
        ("quadrupled", ITIC, [LITTLE]),
        ("up 345%", ITIC, [HOLDS]),
        ("from 82 to 365", ITIC, [HOLDS]),
        ("halved", ITIC_FALL, [HOLDS]),
        ("twice as many", ITIC_FALL, [WRONG]),
        ("half as many", ITIC_FALL, [HOLDS]),
        ("fell by 50%", ITIC_FALL, [HOLDS]),
        ("fell by 51%", ITIC_FALL, [MUCH]),
    ],
)
def test_verdicts(dossier, words, pair, verdicts):
    """Each reading gets the first verdict that applies; worked out by hand from 60, 334, 82, 365 and 181."""
    result = judged(words, dossier.figures, pair)

    assert verdicts == [reading.verdict for reading in result.readings]


@pytest.mark.parametrize(
    ("words", "earlier", "later", "verdict"),
    [
        ("fell by a third", 25, 18, MUCH),  # 28%
        ("fell by more than a quarter", 25, 18, HOLDS),
        ("fell by about a third", 25, 18, HOLDS),
        ("fell 28%", 25, 18, HOLDS),
        ("fell 72%", 25, 18, MUCH),
        ("rose by half", 100, 150, HOLDS),
        ("rose by half", 100, 160, LITTLE),
        ("rose by nearly two thirds", 100, 160, HOLDS),
        ("rose by two thirds", 100, 160, HOLDS),
        ("nearly doubled", 100, 170, HOLDS),
        ("nearly doubled", 100, 200, LITTLE),
        ("nearly doubled", 100, 150, MUCH),
        ("doubled", 100, 180, HOLDS),
        ("doubled", 100, 179, MUCH),
        ("doubled", 100, 221, LITTLE),
        ("about doubled", 100, 240, HOLDS),
        ("more than doubled", 100, 200, MUCH),
        ("at least doubled", 100, 200, HOLDS),
        ("up to 50% more", 100, 140, HOLDS),
        ("up to 50% more", 100, 151, LITTLE),
        ("less than doubled", 100, 199, HOLDS),
        ("increased by just over half", 100, 155, HOLDS),
        ("doubled", 50, 50, MUCH),
        ("five times fewer", 100, 20, HOLDS),
        ("a fivefold drop", 100, 20, HOLDS),
        ("divided by five", 100, 20, HOLDS),
        ("fell to a third", 90, 30, HOLDS),
        ("five times fewer", 100, 50, MUCH),
        ("up 55.1%", 78, 121, HOLDS),  # 55.128…
        ("up 55.2%", 78, 121, MUCH),
        ("up 55%", 78, 121, HOLDS),
        ("up 50%", 78, 121, LITTLE),
        ("increased more than 50%", 78, 121, HOLDS),
        ("2.5 times as many", 40, 100, HOLDS),
        ("two and a half times as many", 40, 100, HOLDS),
        ("one and a half times as many", 40, 100, LITTLE),
        ("two to three times as many", 40, 100, HOLDS),
        ("from 40 to more than 90", 40, 100, HOLDS),
        ("from 20 to 50", 40, 100, LITTLE),
        ("from 100 to 60", 100, 40, LITTLE),
        ("tripled", 0, 9, ClaimVerdict.CANNOT_BE_JUDGED),
        ("halved", 10, 0, LITTLE),
        ("fell 100%", 10, 0, HOLDS),
        ("more than half as many", 10, 6, HOLDS),
        ("more than half as many", 10, 4, LITTLE),
        ("half as many", 10, 6, MUCH),
    ],
)  # fmt: skip
def test_whole_years(dossier, words, earlier, later, verdict):
    """Counts of whole years have one ratio, and a claim agrees with it or not."""
    result = judged(words, counted(dossier, earlier=earlier, later=later))

    assert verdict is result.verdict


@pytest.mark.parametrize(
    ("words", "mistake"),
    [("up 557%", Mistake.TIMES_FOR_PER_CENT), ("up 635%", Mistake.TIMES_FOR_PER_CENT), ("up 900%", None)],
)
def test_times_taken_for_per_cent(dossier, words, mistake):
    """A percentage that is the later count in per cent of the earlier is recognised, for counts and for rates."""
    result = judged(words, dossier.figures, UN)

    assert (MUCH, mistake) == (result.verdict, result.mistake)


def test_what_was_left_taken_for_what_was_lost(dossier):
    """“Fell 72%” for a fall to 72% is the same mistake in the other direction, also where it says too little."""
    assert Mistake.LEFT_FOR_LOST is judged("fell 72%", counted(dossier, earlier=25, later=18)).mistake
    small = judged("fell 20%", counted(dossier, earlier=50, later=10))

    assert (LITTLE, Mistake.LEFT_FOR_LOST) == (small.verdict, small.mistake)


def test_a_part_of_the_year_taken_for_the_year(dossier):
    """Counts of nine months that are given as those of the years are recognised."""
    years = counted(dossier, earlier=81, later=35)
    months = counted(dossier, earlier=46, later=27, windows=("2020-01-01/2020-09-30", "2021-01-01/2021-09-30"))
    months = months.rename(index={"before": "part-before", "after": "part-after"})
    from pandas import concat

    result = judged("27 in 2021 and 46 in 2020", concat([years, months]))

    assert Mistake.PART_FOR_WHOLE is result.mistake
    assert 2 == len(result.parts)
    assert judged("27 in 2021 and 46 in 2020", years).mistake is None


@pytest.mark.parametrize(
    ("words", "pair", "floor"),
    [
        ("more than fivefold", UN, True),
        ("at least five times as many", UN, True),
        ("nearly sixfold", UN, False),
        ("more than doubled", ITIC, False),
    ],
)
def test_a_floor(dossier, words, pair, floor):
    """More events in fewer days: the true change can only be larger. Whole years give the change itself."""
    assert floor is judged(words, dossier.figures, pair).is_floor


def test_a_claim_about_counts_that_cannot_be_compared(dossier):
    """Counts of different bases judge no claim."""
    result = judged("doubled", dossier.figures, ("itic-2020", "un-2021-so-far"))

    assert ClaimVerdict.NOT_COMPARABLE is result.verdict


def test_a_lower_bound_can_only_show_more(dossier):
    """“At least 250” supports more than doubled, leaves tripled open, and excludes halved."""
    figures = counted(dossier, earlier=100, later=250, after={"bound": Bound.AT_LEAST})

    assert judged("more than doubled", figures).is_floor
    assert HOLDS is judged("more than doubled", figures).verdict
    assert WITHIN is judged("tripled", figures).verdict
    assert LITTLE is judged("doubled", figures).verdict
    assert WRONG is judged("halved", figures).verdict


def test_an_upper_bound_can_only_show_a_larger_fall(dossier):
    """“At most 50” after 100 is at least a halving, perhaps more, and no rise."""
    figures = counted(dossier, earlier=100, later=50, after={"bound": Bound.AT_MOST})

    assert HOLDS is judged("at least halved", figures).verdict
    assert judged("at least halved", figures).is_floor
    assert WITHIN is judged("fell by two thirds", figures).verdict
    assert MUCH is not judged("fell by 90%", figures).verdict
    assert WRONG is judged("doubled", figures).verdict


def test_a_rounded_count_leaves_a_range(dossier):
    """About 100 is 50 to 149: 300 is more than twice that, and perhaps three times."""
    figures = counted(dossier, earlier=100, later=300, before={"bound": Bound.ABOUT})

    assert HOLDS is judged("more than doubled", figures).verdict
    assert WITHIN is judged("tripled", figures).verdict
    assert MUCH is judged("sevenfold", figures).verdict


def test_windows_in_months_leave_a_range(dossier):
    """Whether the rate tripled depends on days that no source gives."""
    figures = counted(dossier, earlier=40, later=60, windows=("2020", "2021-01/2021-06"))

    assert WITHIN is judged("tripled", figures).verdict
    assert BARE is judged("rose 50%", figures).verdict


@pytest.mark.parametrize(
    "words",
    [
        "on five times", "attacked five times in May", "a three-fold strategy", "the aim is twofold", "50% of attacks",
        "more than 90% of global kidnappings", "a third of all incidents", "tripled its funding",
        "doubled their budget",
        "its budget more than doubled", "tripled the number of its fighters", "doubled in size", "did not double",
        "has not doubled", "didn’t triple", "never doubled", "no doubling of attacks", "without doubling",
        "attacks could double", "set to triple", "may rise by 50%", "rose to 50%", "from 5% to 6%", "double standards",
        "a double attack", "from 9 May to 11 June", "between 2019 and 2020", "334 so far this year", "95% (130 of 135)",
        "if attacks doubled", "fifty per cent of the crew", "rose by three percentage points", "five times a week",
        "half the attacks were claimed", "twice the size", "double the pay", "doubled down", "double-digit growth",
        "quadrupled the number of provinces", "in five-fold detail", "many-fold increases", "one quarter of the year",
        "a half-dozen attacks", "prices fell by a third", "attacks and ransoms doubled", "did not even double",
        "it is false that attacks doubled", "zero per cent growth", "a third attack", "a tenfold return",
        "the group failed to double its attacks", "rose from 5%", "increased its funding by 50%",
    ],
)  # fmt: skip
def test_not_claims(words):
    """Shares, levels, occasions, denials, plans and other things are not claims about a count."""
    assert () == find_claims(words, "en", RULES)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "50 Prozent der Angriffe"), ("de", "haben sich nicht verdoppelt"), ("de", "verdoppelten sich nicht"),
        ("de", "keine Verdopplung"), ("de", "verdreifachte ihre Mittel"), ("de", "könnten sich verdoppeln"),
        ("de", "fünfmal in dieser Woche"), ("de", "eine dreifache Strategie"), ("de", "stieg auf 50 Prozent"),
        ("de", "zum dritten Mal"), ("de", "doppelte Staatsbürgerschaft"), ("de", "die Hälfte der Angriffe"),
        ("de", "vervielfacht"), ("fr", "le double attentat"), ("fr", "une fois de plus"), ("fr", "vont doubler"),
        ("fr", "50 % des attaques"), ("fr", "plus de 90% des actes de piraterie"), ("fr", "n’ont pas doublé"),
        ("fr", "a triplé son budget"), ("fr", "sans avoir doublé"), ("fr", "un double attentat"),
        ("fr", "cinq fois en mai"), ("fr", "un tiers des incidents"), ("fr", "de 5 % à 6 %"),
    ],
)  # fmt: skip
def test_not_claims_in_other_languages(language, words):
    """The same in German and French."""
    assert () == find_claims(words, language, RULES)


def test_what_the_case_counts_is_known():
    """“Tripled its sorties” is a claim where the case counts sorties."""
    assert () == find_claims("tripled its sorties", "en", RULES)
    assert Fraction(3) == claim_of("tripled its sorties", units=["sorties"]).readings[0].nominal


@pytest.mark.parametrize(
    ("words", "nominal", "qualifier"),
    [
        ("verdoppelt", 2, ""), ("mehr als verdoppelt", 2, "more than"), ("fast verdreifacht", 3, "nearly"),
        ("verfünffachte sich", 5, ""), ("mehr als versechsfacht", 6, "more than"), ("fünfmal so viele", 5, ""),
        ("fünf Mal so viele", 5, ""), ("5-mal so viele", 5, ""), ("zweieinhalbmal so viele", Fraction(5, 2), ""),
        ("doppelt so viele", 2, ""), ("knapp doppelt so viele", 2, "nearly"), ("das Sechsfache", 6, ""),
        ("rund das Fünffache", 5, "about"), ("halb so viele", Fraction(1, 2), ""),
        ("um 50 Prozent gestiegen", Fraction(1, 2), ""), ("stieg um mehr als 50 Prozent", Fraction(1, 2), "more than"),
        ("Anstieg um 55,1 %", Fraction(551, 1000), ""), ("um ein Drittel gesunken", Fraction(1, 3), ""),
        ("um die Hälfte zurückgegangen", Fraction(1, 2), ""), ("halbiert", Fraction(1, 2), ""),
        ("sank um mindestens ein Viertel", Fraction(1, 4), "at least"),
        ("bis zu 20 Prozent mehr", Fraction(1, 5), "at most"),
        ("ging um zwei Drittel zurück", Fraction(2, 3), ""), ("eine Verdopplung der Angriffe", 2, ""),
        ("nahm um 20 Prozent zu", Fraction(1, 5), ""), ("um 1.200 Prozent gestiegen", 12, ""),
    ],
)  # fmt: skip
def test_german(words, nominal, qualifier):
    """Claims in German are parsed with their qualifiers."""
    claim = claim_of(words, "de-DE")

    assert (nominal, qualifier) == (claim.readings[0].nominal, claim.qualifier)


@pytest.mark.parametrize(
    ("words", "nominal", "qualifier"),
    [
        ("a doublé", 2, ""), ("ont triplé", 3, ""), ("a plus que doublé", 2, "more than"),
        ("a presque doublé", 2, "nearly"), ("ont quintuplé", 5, ""), ("multiplié par six", 6, ""),
        ("ont été multipliés par plus de cinq", 5, "more than"), ("cinq fois plus", 5, ""),
        ("soit deux fois plus qu’il y a trois ans", 2, ""), ("divisés par trois", 3, ""), ("le double", 2, ""),
        ("en augmentation de 46 %", Fraction(23, 50), ""), ("une hausse de plus de 50 %", Fraction(1, 2), "more than"),
        ("ont baissé de 55 %", Fraction(11, 20), ""), ("une baisse d’un tiers", Fraction(1, 3), ""),
        ("un tiers de plus que l’année précédente", Fraction(1, 3), ""), ("50 % de plus", Fraction(1, 2), ""),
        ("ont diminué de près de moitié", Fraction(1, 2), "nearly"), ("réduits de moitié", Fraction(1, 2), ""),
        ("recul d’environ un quart", Fraction(1, 4), "about"), ("moitié moins", Fraction(1, 2), ""),
        ("une hausse de 55,1 %", Fraction(551, 1000), ""), ("au moins doublé", 2, "at least"),
        ("une multiplication par dix", 10, ""), ("ont bondi de 20 pour cent", Fraction(1, 5), ""),
    ],
)  # fmt: skip
def test_french(words, nominal, qualifier):
    """Claims in French are parsed with their qualifiers; “cinq fois plus” is five times as many."""
    claim = claim_of(words, "fr")

    assert (nominal, qualifier) == (claim.readings[0].nominal, claim.qualifier)
    assert 1 == len(claim.readings)


@pytest.mark.parametrize(
    ("language", "words", "counts"),
    [
        ("en", "from 78 in 2018 to 121 in 2019", (78, 121)),
        ("en", "fell from 46 incidents to 27", (46, 27)),
        ("en", "accounted for forty, up from 22 last year", (22, 40)),
        ("en", "to 334 from 60", (60, 334)),
        ("en", "121, compared with 78 in 2018", (78, 121)),
        ("en", "compared to 27 in 2021 and 46 in 2020", (46, 27)),
        ("en", "from 1,200 to 3,400", (1200, 3400)),
        ("de", "von 60 im Jahr 2020 auf 334", (60, 334)),
        ("fr", "passant de 32 (lors de 6 incidents) à 54 (en 10 incidents)", (32, 54)),
        ("fr", "passant à 98 contre 78", (78, 98)),
        ("en", "from 5 to zero", (5, 0)),
        ("en", "from five attacks to none", (5, 0)),
        ("de", "von 5 auf null", (5, 0)),
        ("fr", "de 5 à zéro", (5, 0)),
        ("de", "334 statt 60", (60, 334)),
        ("en", "334 instead of 60", (60, 334)),
    ],
)
def test_both_counts(language, words, counts):
    """A claim that names both counts is found, whichever comes first."""
    claim = claim_of(words, language)

    assert Kind.FROM_TO is claim.kind
    assert counts == (claim.counts.earlier.nominal, claim.counts.later.nominal)


@pytest.mark.parametrize(
    ("language", "words", "readings"),
    [
        ("en", "attacks have risen more than sixfold", [6, 7]), ("en", "a fivefold increase", [5, 6]),
        ("en", "increased 5x", [5, 6]), ("en", "six times higher than in 2020", [6, 7]), ("en", "sixfold", [6]),
        ("en", "rose to five times the number of 2020", [5]), ("en", "rose by a factor of five", [5]),
        ("en", "a third of the number in 2020", [Fraction(1, 3)]), ("en", "half as many again", [Fraction(3, 2)]),
        ("en", "double last year’s number", [2]), ("en", "saw attacks double", [2]), ("en", "5× as many", [5]),
        ("en", "dropped to half", [Fraction(1, 2)]), ("en", "+456%", [Fraction(114, 25)]),
        ("en", "−28 %", [Fraction(7, 25)]),
        ("de", "um das Fünffache gestiegen", [5, 6]), ("de", "auf das Sechsfache gestiegen", [6]),
        ("de", "zehnmal mehr Angriffe", [10, 11]), ("de", "nahmen um die Hälfte ab", [Fraction(1, 2)]),
        ("de", "um 50 Prozent ab 2020 gestiegen", [Fraction(1, 2)]), ("de", "50-prozentiger Anstieg", [Fraction(1, 2)]),
        ("fr", "plus du quintuple", [5]), ("fr", "le double de 2020", [2]),
        ("fr", "plus de cinq fois plus d’attaques", [5]),
    ],
)  # fmt: skip
def test_readings(language, words, readings):
    """What a claim can mean: growth by a multiple has two readings, a level one."""
    assert readings == [reading.nominal for reading in claim_of(words, language).readings]


def test_several_claims_of_one_wording():
    """Each claim of a wording is found, with its words as they are printed."""
    text = "nearly 50 per cent increase between 2018 and 2019, and about 10 per cent increase between 2019 and 2020"

    assert ["nearly 50 per cent increase", "about 10 per cent increase"] == [
        claim.words for claim in find_claims(text, "en", RULES)
    ]


@pytest.mark.parametrize(
    ("language", "words", "low", "high"),
    [
        ("en", "between five and six times as many", "4.5", "6.6"), ("en", "five to six times as many", "4.5", "6.6"),
        ("en", "a five- to sixfold increase", "4.5", "6.6"), ("en", "between five- and sixfold", "4.5", "6.6"),
        ("de", "fünf- bis sechsmal so viele", "4.5", "6.6"),
        ("de", "zwischen fünf- und sechsmal so viele", "4.5", "6.6"),
        ("en", "-50% to -60%", "0.495", "0.61"),
        ("de", "zwischen dem Fünf- und Sechsfachen", "4.5", "6.6"), ("de", "anderthalb Mal so viele", "1.35", "1.65"),
        ("de", "um anderthalb Prozent gestiegen", "0.0125", "0.02"), ("de", "eineinhalb Mal so viele", "1.35", "1.65"),
        ("en", "rose to 170% of the 2019 total", "1.695", "1.71"),
        ("en", "five times to six times as many", "4.5", "6.6"), ("en", "twice or three times as many", "1.8", "3.3"),
        ("en", "about five to six times as many", "4", "7.2"), ("en", "up to 50 to 60% more", "0", "0.6"),
        ("en", "nearly five to six times as many", "4", "6"),
        ("fr", "une hausse comprise entre 50 et 60 %", "0.495", "0.61"),
        ("en", "less than two to three times as many", "1", "3"),
        ("fr", "entre cinq et six fois plus", "4.5", "6.6"), ("fr", "cinq à six fois plus", "4.5", "6.6"),
        ("en", "between 50% and 60% more", "0.495", "0.61"), ("en", "up 50%-60%", "0.495", "0.61"),
        ("en", "up 50 % – 60 %", "0.495", "0.61"), ("en", "up 50 – 60%", "0.495", "0.61"),
        ("en", "rose by between 50 and 60 per cent", "0.495", "0.61"), ("en", "rose by 50% to 60%", "0.495", "0.61"),
        ("en", "fell between 20% and 30%", "0.195", "0.31"), ("en", "doubled or tripled", "1.8", "3.3"),
        ("de", "zwischen 50 und 60 Prozent gestiegen", "0.495", "0.61"),
        ("de", "um 50–60 % gestiegen", "0.495", "0.61"),
        ("fr", "une hausse de 50 à 60 %", "0.495", "0.61"), ("fr", "entre 50 % et 60 % de plus", "0.495", "0.61"),
        ("en", "fell by a quarter to a third", "0.225", "11/30"), ("en", "5 1/2 times as many", "4.95", "6.05"),
        ("en", "5-1/2 times as many", "4.95", "6.05"), ("en", "5½ times as many", "4.95", "6.05"),
        ("en", "two and three quarters times as many", "2.475", "3.025"), ("de", "das 5,5-Fache", "4.95", "6.05"),
        ("de", "anderthalbmal so viele", "1.35", "1.65"),
        ("fr", "deux fois et demie plus", "2.25", "2.75"), ("en", "two times and a half as many", "2.25", "2.75"),
        ("en", "reduced by 1/3", "0.3", "11/30"), ("en", "down 2/3", "0.6", "11/15"), ("en", "up ⅓", "0.3", "11/30"),
        ("de", "um 1/3 gesunken", "0.3", "11/30"), ("fr", "en baisse de 1/3", "0.3", "11/30"),
        ("en", "1/3 fewer attacks", "0.3", "11/30"), ("en", "treble the number", "2.7", "3.3"),
        ("en", "rose to 170% of the previous level", "1.695", "1.71"),
        ("en", "fell to 30% of 2019 levels", "0.295", "0.31"),
        ("de", "stieg auf 170 Prozent des Vorjahresniveaus", "1.695", "1.71"),
        ("fr", "est passé à 170 % du niveau précédent", "1.695", "1.71"),
    ],
)  # fmt: skip
def test_ranges_and_parts(language, words, low, high):
    """A range is accepted from the lower end of its lower number to the upper end of its upper; parts of one count."""
    reading = claim_of(words, language).readings[0]

    assert (Fraction(low), Fraction(high)) == (reading.low, reading.high)


@pytest.mark.parametrize(
    ("language", "words", "nominal", "qualifier"),
    [
        ("de", "verdoppelte sich fast", 2, "nearly"), ("de", "verdoppelten sich beinahe", 2, "nearly"),
        ("de", "halbierte sich fast", Fraction(1, 2), "nearly"), ("de", "versechsfachten sich nahezu", 6, "nearly"),
        ("de", "verdoppelte sich nicht ganz", 2, "nearly"), ("de", "verdoppelten sich mindestens", 2, "at least"),
        ("de", "verdoppelte sich die Zahl der Angriffe fast", 2, "nearly"),
        ("de", "verdoppelte sich ungefähr", 2, "about"), ("de", "verdoppelten sich mehr als", 2, "more than"),
        ("fr", "a doublé presque", 2, "nearly"), ("fr", "a moins que doublé", 2, "less than"),
        ("fr", "n’a pas tout à fait doublé", 2, "nearly"), ("fr", "ont doublé environ", 2, "about"),
    ],
)  # fmt: skip
def test_qualifiers_after_the_verb(language, words, nominal, qualifier):
    """A qualifier after the verb counts as one before it, also at the end of the clause."""
    claim = claim_of(words, language)

    assert (nominal, qualifier) == (claim.readings[0].nominal, claim.qualifier)


def test_a_qualifier_between_two_amounts_belongs_to_the_second():
    """One word qualifies one amount, the one that it is directly before."""
    first, second = find_claims("50 Prozent mehr fast verdoppelt", "de", RULES)

    assert (Qualifier.EXACT, Qualifier.NEARLY) == (first.qualifier, second.qualifier)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "keineswegs verdoppelt"), ("de", "weder verdoppelt noch verdreifacht"),
        ("de", "verdoppelten sich keineswegs"), ("de", "hätten sich verdoppelt"),
        ("de", "könnten sich verdoppelt haben"),
        ("de", "die UN bestritten, dass sich die Angriffe verdoppelt haben"),
        ("de", "die Behauptung, dass sich die Angriffe verdoppelt haben, ist falsch"),
        ("de", "Haben sich die Angriffe verdoppelt?"), ("fr", "Les attaques ont-elles doublé ?"),
        ("fr", "il est faux que les attaques ont doublé"), ("fr", "auraient plus que doublé"),
        ("fr", "personne ne dit que les attaques ont doublé"), ("fr", "dire que les attaques ont doublé est faux"),
        ("en", "nobody says attacks doubled"), ("en", "no one claims that the number of attacks doubled"),
        ("en", "the United Nations rejected that attacks doubled"), ("en", "denied reports that attacks doubled"),
        ("en", "rejected claims that the number of attacks in the province had doubled"),
        ("en", "claims that attacks doubled are wrong"), ("en", "the report that attacks rose 50% was false"),
        ("en", "did attacks double?"), ("en", "have attacks doubled?"), ("en", "Did attacks double"),
        ("en", "Have attacks more than doubled"), ("en", "Attacks doubled?"), ("en", "attacks may have doubled"),
        ("en", "attacks would have doubled"), ("en", "attacks could easily have doubled"),
        ("en", "attacks might well have more than doubled"), ("en", "attacks will have tripled"),
        ("en", "there is no evidence that attacks doubled"), ("en", "attacks are likely to double"),
        ("en", "it does not say that attacks doubled"), ("en", "contrary to reports, not doubled"),
    ],
)  # fmt: skip
def test_what_nobody_claims(language, words):
    """Denials, disputes, questions and possibilities are not claims."""
    assert () == find_claims(words, language, RULES)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Why have attacks doubled?"), ("en", "has more than doubled"), ("en", "have doubled in a year"),
        ("en", "Attacks doubled. Is that wrong?"), ("en", "attacks doubled and forecasts were wrong"),
        ("en", "He was wrong: attacks doubled"), ("en", "The UN denied it. Attacks doubled"),
        ("de", "Warum haben sich die Angriffe verdoppelt?"), ("de", "haben sich die Angriffe verdoppelt"),
        ("fr", "Pourquoi les attaques ont-elles doublé ?"), ("en", "rejected the plan, and attacks doubled"),
    ],
)  # fmt: skip
def test_what_is_claimed_beside_doubts(language, words):
    """A denial or question about something else leaves the claim, and so does “why”."""
    assert Fraction(2) == claim_of(words, language).readings[0].nominal


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "inflation rose 20%"), ("en", "the rate of inflation tripled"), ("en", "five times more likely"),
        ("en", "three times more powerful"), ("en", "50% more expensive"), ("en", "twice as much explosive"),
        ("en", "reduced its force by half"), ("en", "cut the garrison by a third"), ("en", "twice as much money"),
        ("en", "unemployment doubled"), ("en", "40% more effective"), ("en", "on 1/3 attacks rose"),
        ("en", "the risk doubled"), ("en", "the chance of an attack doubled"), ("en", "the cost of piracy tripled"),
        ("en", "fell by 30% of the previous level"), ("de", "die Inflation stieg um 20 Prozent"),
        ("de", "fünfmal wahrscheinlicher"),
        ("de", "50 Prozent teurer"), ("fr", "cinq fois plus probable"), ("fr", "trois fois plus puissant"),
        ("fr", "l’inflation a doublé"), ("fr", "50 % plus cher"), ("en", "9/11 attacks rose"),
        ("en", "fell on 1/3/2020"),
        ("en", "accounted for 50% of the total"), ("en", "rose from 5 attacks to no avail"),
    ],
)  # fmt: skip
def test_other_things_that_grow(language, words):
    """What is not a count of events is not claimed to be one: prices, risks, forces, adjectives, dates."""
    assert () == find_claims(words, language, RULES)


counts = st.integers(min_value=1, max_value=5000)


@settings(max_examples=40)
@given(counts, st.integers(min_value=2, max_value=90))
def test_an_exact_multiple_holds(dossier, earlier, times):
    """A claim of exactly k times holds for counts in that ratio, in each form and with the qualifiers that allow it."""
    figures = counted(dossier, earlier=earlier, later=earlier * times)
    for words in (f"{times} times as many", f"{times}-fold", f"about {times} times as many", f"at least {times}-fold"):
        assert HOLDS is judged(words, figures).verdict, words
    for words in (f"more than {times}-fold", f"nearly {times}-fold", f"less than {times} times as many"):
        assert HOLDS is not judged(words, figures).verdict, words


@settings(max_examples=40)
@given(counts, counts, st.sampled_from(["doubled", "tenfold", "up 30%", "rose by a third", "halved", "fell 30%"]))
def test_the_direction_is_never_taken_wrongly(dossier, earlier, later, words):
    """A rise that was claimed for a rise, or a fall for a fall, is never in the wrong direction."""
    result = judged(words, counted(dossier, earlier=earlier, later=later))
    rises = result.readings[0].accepted.is_rise
    moved_otherwise = later < earlier if rises else later > earlier

    assert moved_otherwise is (WRONG is result.verdict)


@settings(max_examples=40)
@given(counts, counts, st.integers(min_value=2, max_value=20))
def test_more_than_never_holds_below(dossier, earlier, later, times):
    """“More than k times” holds exactly where the later count is more than k times the earlier."""
    result = judged(f"more than {times} times as many", counted(dossier, earlier=earlier, later=later))

    assert (later > times * earlier) is (HOLDS is result.verdict)


@settings(max_examples=40)
@given(counts, counts)
def test_rounded_and_cut_off_percentages_hold(dossier, earlier, later):
    """A percentage that was rounded or cut off to whole per cent is right."""
    change = Fraction(later - earlier, earlier) * 100
    figures, word = counted(dossier, earlier=earlier, later=later), "up" if change > 0 else "down"
    for size in {int(abs(change)), int(abs(change) + Fraction(1, 2))} - {0}:
        assert HOLDS is judged(f"{word} {size}%", figures).verdict


@given(st.text(max_size=300))
def test_any_text_can_be_searched(text):
    """No text makes the parser fail."""
    for language in ("en", "de", "fr", "es", ""):
        find_claims(text, language, RULES)


@given(
    st.lists(
        st.sampled_from(
            [
                "more",
                "than",
                "5",
                "times",
                "as",
                "many",
                "fold",
                "fell",
                "%",
                "by",
                "a",
                "third",
                "of",
                "not",
                "from",
                "to",
                "60",
                "2020",
                ",",
                "(",
            ]
        )
    )
)
def test_any_words_can_be_searched(words):
    """No order of the words of claims makes the parser fail."""
    for claim in find_claims(" ".join(words), "en", RULES):
        assert claim.readings or claim.counts
        assert claim.qualifier in Qualifier


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize(
    "words",
    [
        "5 ", "five ", "rose by more than 50 per cent, ", "from 60 to ", "50% - ", "between 5 and ", "the ", "nearly ",
        "more than doubled ", "rose ", "1/2 ", "fünf ", "not ", "stieg um 50 Prozent ", "cinq fois plus ", "from 60 ",
        "five times the number ", "did attacks double ", "tripled its ",
    ],
)  # fmt: skip
def test_a_long_text_takes_its_share_of_time(words, language):
    """Four times the words take about four times the processor time, whatever the words are."""
    fresh = count()  # what was parsed before takes no time
    assert linear(lambda times: find_claims(f"{words * times} {next(fresh)}", language, RULES), 60, 240, slack=0.03)


@pytest.mark.parametrize("number", ["1" * 5000, "100 " * 5000, "1" * 19, "1." + "1" * 5000])
def test_a_number_that_is_no_count_is_left_alone(number):
    """Thousands of digits are no number and stop nothing."""
    assert () == find_claims(f"rose by {number}% and from 5 to {number}", "en", RULES)


def test_many_numbers_in_a_row():
    """Thousands of numbers in a row end neither in an error nor in a claim."""
    for language in ("en", "de", "fr"):
        assert () == find_claims("5 " * 2500, language, RULES)
