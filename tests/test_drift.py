"""Each of the real wordings gets the verdict that a careful reader gives it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.analysis import compare, competing_counts
from tally.briefing import provenance_of, select_wordings
from tally.records import load_dossier
from tally.records.figures import Pair, get_figure
from tally.records.wordings import Kind, Worded, compare_figures, compare_wordings, read_rules
from tally.records.wordings.columns import Dimension
from tally.records.wordings.rules import bare_words
from tally.records.wordings.terms import Lexicon
from tally.text import Bound
from tally.text.typography import DASHES
from tally.windows import read_window

WIDER, UNHEDGED, NUMBER = Kind.WIDENED, Kind.HEDGE_DROPPED, Kind.NUMBER_ADDED
OTHER, UNIT = Kind.ASSERTION, Kind.UNIT
SPEECH = Worded("now seems to be present in nearly all provinces and increasingly active", "en")
# read and judged one by one, before the rules were run over them
WORDINGS = {
    "seed-headline": {WIDER, UNHEDGED},
    "seed-first-sentence": {WIDER, UNHEDGED, OTHER},
    "seed-quotation": set(),
    "straits-times-headline": set(),
    "straits-times-body": {NUMBER},
    "straits-times-quotation": set(),
    "straits-times-address": set(),
    "straits-times-print-address": {WIDER, UNHEDGED, NUMBER},
    "straits-times-print-body": {NUMBER},
    "straits-times-print-quotation": set(),
    "mindofthegeek-body": set(),
    "urdupoint-headline": {UNHEDGED, OTHER},
    "urdupoint-body": {UNHEDGED, OTHER},
    "urdupoint-quotation": set(),
    "urdupoint-address": {UNHEDGED, OTHER},
    "lokmat-body": {NUMBER},
    "trt-body": {UNHEDGED, UNIT},
    "junge-welt-body": set(),
    "massnews-body": {UNHEDGED, OTHER},
    "massnews-own-voice": {WIDER, UNHEDGED, OTHER, UNIT},
    "massnews-quotation": set(),
    "just-the-news-headline": set(),
    "just-the-news-body": {NUMBER},
    "just-the-news-quotation": set(),
    "just-the-news-address": set(),
    "wion-address": {WIDER, UNHEDGED, NUMBER},
    "wion-body": {NUMBER},
    "wion-quotation": set(),
    "buzzhongkong-headline": {WIDER},
    "buzzhongkong-body": {NUMBER},
    "buzzhongkong-quotation": set(),
    "buzzhongkong-address": {WIDER},
    "focus-washington-body": {UNHEDGED, OTHER},
    "reuters-flash-headline": {WIDER},
    "reuters-flash-quotation": {WIDER},
    "al-arabiya-quotation": {WIDER},
    "al-arabiya-address": {WIDER, UNHEDGED},
    "east-coast-daily-address": {WIDER},
    "east-coast-daily-body": {NUMBER},
    "breezyscroll-body": {WIDER, UNHEDGED, NUMBER},
    "the-bl-address": {WIDER, UNHEDGED},
    "the-bl-quotation": set(),
    "the-national-quotation": set(),
    "euaa-body": set(),
    "new-delhi-times-quotation": set(),
}
# of the second case: read and judged in the same way; what only a note or another document shows is left out
GULF = {
    "activefreight-2019-01-17-headline": set(),
    "marinelink-2020-01-headline": {Kind.BOUND_DROPPED, Kind.PLACE},  # “more than” 50%; off West Africa
    "northafricapost-2020-01-headline": {Kind.BOUND_DROPPED, Kind.PLACE},
    "maritimeherald-2020-01-body": {Kind.NUMBER, NUMBER},  # 55.1% for “more than 50%”, and 75% beside it
    "maritimeherald-2020-01-headline": {Kind.BOUND_DROPPED, Kind.PLACE},  # as the headlines above
    "safetyatsea-2020-01-headline": set(),
    "freightnews-2020-01-body": {NUMBER},  # 90%, of something else
    "safetyatsea-2020-01-body": {NUMBER},  # 82%
    "figaro-copy-2022-body": {UNIT},  # sailors became acts of piracy
    "transportjournal-2022-01-body": {Kind.NUMBER},  # 57% for 55%
    "adf-fr-2022-body": set(),
    "adf-2025-body": {Kind.ROUNDED},  # “a little less than a quarter” for 23%
}
FIRST = """
    activefreight-2019-01-17-body activefreight-2019-01-17-body-2 thaibsaa-2018-04-body
    yachtsandyachting-2020-01-15-body yachtsandyachting-2020-01-15-body-2 lejournal-rfi-2020-01-body
    allafrica-fr-2020-01-12-body meretmarine-2020-07-body lantenne-2020-07-body pressafrik-2020-07-body
    pressafrik-2020-07-body-2 standard-club-2020-07-15-headline economistesubsaharien-2020-07-body
    pulse-ng-2020-08-12-body swzmaritime-2020-10-19-body insurancemarinenews-2021-01-headline
    maritime-executive-2021-01-13-body financialstreet-2021-body africafreedomnetwork-2021-03-17-body
    swzmaritime-2021-04-19-body forsvaret-gog-body clubofports-2021-12-body blueprint-2021-10-20-body
    blueprint-2021-10-20-url theinfostride-2022-03-body leadership-2021-10-18-body maritimafrica-2022-01-body
    naturenews-2022-07-headline newtelegraph-2022-10-19-body thewill-2023-01-13-headline
    risk-intelligence-2023-seafarers-headline guardian-ng-2023-10-body guardian-ng-2024-10-body avice-2025-body
"""  # wordings that repeat no other, so that nothing can be said of what they changed
DROPPED, CUTOFF = Kind.BASIS_DROPPED, Kind.CUTOFF_DROPPED
FIGURES = {
    "unama-2021-zdf": {DROPPED},
    "un-2021-straits-times": {DROPPED, UNIT, CUTOFF},
    "un-2020-straits-times": {DROPPED, UNIT},
    "un-2021-straits-times-print": {DROPPED, UNIT},
    "un-2020-straits-times-print": {DROPPED, UNIT},
    "un-2021-urdupoint": {DROPPED},
    "un-2020-urdupoint": {DROPPED},
    "un-2021-ten-months": {Kind.BASIS, Kind.WINDOW},
    "un-2020-trt": {Kind.BASIS},
    "un-2021-junge-welt": {Kind.BASIS},
    "un-2020-junge-welt": {Kind.BASIS},
    "un-2021-massnews": {DROPPED, UNIT, CUTOFF},
    "un-2020-massnews": {DROPPED},
    "un-2021-just-the-news": {DROPPED, Kind.BOUND, CUTOFF},
    "un-2020-just-the-news": {DROPPED},
    "un-2021-wion": {DROPPED, UNIT, CUTOFF},
    "un-2020-wion": {DROPPED, UNIT},
    "un-2021-buzzhongkong": {DROPPED, UNIT, CUTOFF},
    "un-2020-buzzhongkong": {DROPPED, UNIT},
    "un-2021-focus-washington": {DROPPED},
    "un-2020-focus-washington": {DROPPED},
}


@pytest.fixture
def gulf(project):
    return load_dossier(project, "gulf-of-guinea")


def kinds(drifts):
    return {drift.kind for drift in drifts}


def test_every_real_wording_gets_its_verdict(dossier):
    """All forty-five wordings on file, headline, body and address, English and German."""
    found = {
        one.statement.id: kinds(one.drifts)
        for one in select_wordings(dossier, [get_figure(dossier.figures, "un-2020")])
    }
    found |= {
        one.statement.id: kinds(one.drifts)
        for one in select_wordings(dossier, [get_figure(dossier.figures, "euaa-2021-provinces")])
    }

    assert 45 == len(WORDINGS)
    assert found == WORDINGS


def test_every_wording_of_the_second_case_gets_its_verdict(gulf):
    """Twelve of the forty-six repeat another, in English and French; of the others nothing is said."""
    every = {wording.statement.id: wording for wording in select_wordings(gulf, list(gulf.every.values()))}
    documents = {statement.id: statement for statement in gulf.statements}
    found = {
        name: kinds(
            compare_wordings(
                Worded(documents[one.repeats].wording, gulf.sources[documents[one.repeats].source].language),
                Worded(one.wording, gulf.sources[one.source].language),
                gulf.rules,
            )
        )
        for name, one in documents.items()
        if one.repeats
    }

    assert 46 == len(GULF) + len(FIRST.split())
    assert {*GULF, *FIRST.split()} == {*documents}
    assert found == GULF
    assert all(() == wording.drifts for name, wording in every.items() if name in FIRST.split())


def test_every_repeated_count_gets_its_verdict(dossier):
    """A count that is passed on is held against its original: basis, unit, window, bound and the words “so far”."""
    counts = competing_counts(dossier.figures, compare(dossier.figures, Pair("un-2020", "un-2021-so-far")))
    repeats = [name for name, original in dossier.figures["repeats"].items() if original]

    assert {name: kinds(provenance_of(dossier, name, list(counts.index)).drifts) for name in repeats} == FIGURES


def test_the_words_that_changed_are_named(dossier):
    """The headline's “every” for the speaker's “nearly all”, and the “seems” that was lost."""
    drifts = compare_wordings(SPEECH, Worded("ISIS Present in Every Province of Afghanistan", "en-US"), dossier.rules)

    assert [("nearly all", "every"), ("seems", "")] == [(drift.was, drift.now) for drift in drifts]


@given(st.data())
def test_typography_is_no_drift(dossier, data):
    """Case, dashes, quotation marks, brackets and hyphens for spaces change nothing."""
    words = SPEECH.text.split()
    dressed = []
    for word in words:
        word = data.draw(st.sampled_from([word, word.upper(), word.capitalize()]))
        dressed.append(
            data.draw(st.sampled_from(["{}", "“{}”", "({})", "[{}]", "{},", "{}.", "\u00a0{}"])).format(word)
        )
    joint = data.draw(st.sampled_from([" ", "-", "\u00a0", "\n", *(f" {dash} " for dash in DASHES)]))

    assert () == compare_wordings(SPEECH, Worded(joint.join(dressed), "en"), dossier.rules)


def test_longer_words_go_first(dossier):
    """“Nearly all” is not also “all”, and “all 34 provinces, virtually” is not all of them."""
    for text in ("in nearly all provinces", "in all 34 provinces, virtually", "close-all-afghan-provinces"):
        found = Lexicon.of(tuple(dossier.rules)).find(text, "en", Dimension.QUANTIFIER)
        assert ["nearly all"] == [term.rule.sense for term in found]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("seems present in nearly every province", "en", set()),
        ("seems present in virtually every province", "en", set()),
        ("apparently present in nearly all provinces", "en", set()),
        ("ISKP and others appear to be present in nearly all provinces", "en", set()),
        ("seems present in nearly all provinces, all the more worrying", "en", set()),
        ("seems present in nearly all provinces in 2021", "en", set()),
        ("seems present, though not in all provinces", "en", {Kind.NARROWED}),
        ("seems present in most provinces", "en", {Kind.NARROWED}),
        ("seems present in nearly all districts", "en", {UNIT}),
        ("seems absent from nearly all provinces", "en", {OTHER}),
        ("ist offenbar in nahezu allen Provinzen präsent", "de", set()),
        ("semble présent dans presque toutes les provinces", "fr", set()),
    ],
)
def test_wordings_that_are_not_on_file(dossier, text, language, expected):
    """Other ways to say nearly all, other hedges, and a language without rules, of which nothing is said."""
    assert expected == kinds(compare_wordings(SPEECH, Worded(text, language), dossier.rules))


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ({"window": "2021"}, {"window": "2021-01-01/2021-12-31"}, set()),
        ({"bound": Bound.AT_LEAST}, {}, {Kind.BOUND_DROPPED}),
        ({"bound": Bound.AT_MOST}, {}, {Kind.BOUND_DROPPED}),
        ({"bound": Bound.ABOUT}, {}, {Kind.BOUND_DROPPED}),
        ({}, {"bound": Bound.ABOUT}, {Kind.BOUND}),
        ({"bound": Bound.ABOUT}, {"bound": Bound.AT_MOST}, {Kind.BOUND_CHANGED}),
        ({"bound": Bound.ABOUT}, {"bound": Bound.ABOUT}, set()),
        ({"quotation": "so far in 2022 – 334"}, {"quotation": "334 in 2022"}, {CUTOFF}),
    ],
)
def test_counts_that_are_not_on_file(dossier, was, now, expected):
    """The same days written otherwise are no drift; a lost “at least” or “so far” is one, in whatever year."""
    figure = get_figure(dossier.figures, "itic-2021")
    made = [
        replace(figure, **changes | ({"window": read_window(changes["window"])} if "window" in changes else {}))
        for changes in (was, now)
    ]

    assert expected == kinds(compare_figures(*made, ("en", "en"), dossier.rules))


def test_a_language_is_added_by_rows(dossier):
    """The German wording keeps “nearly all” and the hedge; without its words it would have lost both."""
    german = "scheine nun in allen Provinzen präsent und zunehmend aktiv"

    assert {WIDER} == kinds(compare_wordings(SPEECH, Worded(german, "de"), dossier.rules))


def test_spoken_is_stable():
    """Leaving only the words of what is only words changes nothing."""
    assert "is k now seems in nearly all" == bare_words(bare_words("(IS-K) now “seems” in nearly\u00a0all"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",hedge,attribution,1,according to |", ",hegde,attribution,1,according to |", "Did you mean 'hedge'"),
        (",hedge,attribution,1,according to |", ",hedge,attribution,one,according to |", "expected a digit or nothing"),
        (",hedge,attribution,1,according to |", ",hedge,attribution,1,According to |", "expected lower-case words"),
    ],
)
def test_a_faulty_rule_is_refused(copied, edit, old, new, message):
    """A rule that could never be met is refused with its line."""
    edit("data/drift-rules.csv", old, new)
    _, problems = read_rules(copied.data)

    assert message in str(problems[0])
