"""Confidence in a finding: graded from what a reader would weigh, with its reasons."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import briefs_on
from tally.analysis import compare, measure
from tally.analysis.bounds import infer
from tally.analysis.rivals import find_pairs
from tally.analysis.robustness import ESTIMATIVE, Confidence, Corroboration, Grounds, Trait, independent_counts, weigh
from tally.briefs import load_brief, load_records
from tally.evidence import answer, sentence_text
from tally.records.bibliography import Reliability
from tally.records.figures import Basis, Pair, Seen, figures_frame, get_figure
from tally.windows import read_window

SAME, OPPOSITE = Corroboration(same=("Another",)), Corroboration(opposite=("Another",))
HIGH, MODERATE, LOW = Confidence.HIGH, Confidence.MODERATE, Confidence.LOW
TABLE = {
    "nothing against them": (Grounds(2, 2), HIGH),
    "and others found the same": (Grounds(2, 2, agreement=SAME), HIGH),
    "one original seen": (Grounds(1, 2), MODERATE),
    "one quotation verified": (Grounds(2, 1), MODERATE),
    "no original, but verified": (Grounds(0, 2), MODERATE),
    "originals, but not verified": (Grounds(2, 0), MODERATE),
    "neither original nor words": (Grounds(0, 0), LOW),
    "neither, but others found the same": (Grounds(0, 0, agreement=SAME), MODERATE),
    "one of each": (Grounds(1, 1), MODERATE),
    "one of each, adjusted, and no basis": (Grounds(1, 1, like_for_like=False, basis_stated=False), LOW),
    "good, but with adjustment": (Grounds(2, 2, like_for_like=False), MODERATE),
    "good, but no basis": (Grounds(2, 2, basis_stated=False), MODERATE),
    "good, but a lower bound": (Grounds(2, 2, exact_values=False), MODERATE),
    "good, but months only": (Grounds(2, 2, like_for_like=False, exact_days=False), MODERATE),
    "good, but no cut-off": (Grounds(2, 2, like_for_like=False, open_ended=True), MODERATE),
    "verified, no cut-off": (Grounds(0, 2, like_for_like=False, open_ended=True), LOW),
    "verified, no cut-off, others found the same": (
        Grounds(0, 2, like_for_like=False, open_ended=True, agreement=SAME), MODERATE,
    ),
    "good, but others found the opposite": (Grounds(2, 2, agreement=OPPOSITE), MODERATE),
    "verified, but others found the opposite": (Grounds(0, 2, agreement=OPPOSITE), LOW),
    "good, but contradicted": (Grounds(2, 2, conflict=Trait.CONTRADICTED), LOW),
    "contradicted, though others found the same": (Grounds(2, 2, conflict=Trait.CONTRADICTED, agreement=SAME), LOW),
    "counts for these days contradict each other": (Grounds(2, 2, conflict=Trait.DISPUTED), LOW),
    "counts for other days contradict each other": (Grounds(2, 2, conflict=Trait.INCONSISTENT), MODERATE),
    "two counters": (Grounds(2, 2, one_counter=False), LOW),
}  # fmt: skip
GROUNDS = st.builds(
    Grounds, st.integers(0, 2), st.integers(0, 2), st.booleans(), st.booleans(), st.booleans(), st.booleans(),
    st.booleans(), st.booleans(), st.sampled_from([None, Trait.CONTRADICTED, Trait.DISPUTED, Trait.INCONSISTENT]),
    st.sampled_from([Corroboration(), SAME, OPPOSITE, Corroboration(("A",), ("B",))]),
)  # fmt: skip


class Card:
    """A card of which the sentence needs only the grounds."""

    def __init__(self, grounds):
        self.grounds = grounds


@pytest.mark.parametrize("case", TABLE)
def test_confidence_separates_cases(case):
    """Each combination of strengths and weaknesses gets the grade that a reader would give, and it is said."""
    grounds, expected = TABLE[case]

    assert expected is grounds.confidence
    assert sentence_text("confidence", Card(grounds)).startswith(f"Confidence in this finding is {expected.words}: ")


@given(GROUNDS)
def test_grades_follow_from_weaknesses(grounds):
    """High is without a weakness; a contradiction, or two counters, is low; the reasons are all in one sentence."""
    assert (grounds.confidence is HIGH) == (not grounds.weaknesses)
    if grounds.conflict in (Trait.CONTRADICTED, Trait.DISPUTED) or not grounds.one_counter:
        assert LOW is grounds.confidence
    text = sentence_text("confidence", Card(grounds))
    assert all(trait.words in text for trait in (*grounds.strengths, *grounds.weaknesses))
    assert text.count(".") == 1
    assert not ESTIMATIVE.search(text)
    assert "  " not in text


@given(GROUNDS, st.sampled_from(["like_for_like", "one_counter", "basis_stated", "exact_values", "exact_days"]))
def test_a_further_weakness_never_raises_confidence(grounds, name):
    """Whatever else is known, a weakness leaves the grade or lowers it."""
    order = [LOW, MODERATE, HIGH]

    assert order.index(replace(grounds, **{name: False}).confidence) <= order.index(grounds.confidence)
    for fewer in ("originals", "verified"):
        if getattr(grounds, fewer):
            less = replace(grounds, **{fewer: getattr(grounds, fewer) - 1})
            assert order.index(less.confidence) <= order.index(grounds.confidence)


@pytest.mark.parametrize(
    ("grounds", "text"),
    [
        (
            Grounds(2, 2),
            (
                "Confidence in this finding is high: both original documents were seen, both quotations "
                "were verified word for word in stored passages and the counts are like for like."
            ),
        ),
        (
            Grounds(0, 2),
            (
                "Confidence in this finding is moderate: both quotations were verified word for word in stored "
                "passages and the counts are like for like, but the original documents were not seen."
            ),
        ),
        (
            Grounds(0, 0, like_for_like=False, conflict=Trait.CONTRADICTED),
            (
                "Confidence in this finding is low: other counts by the same counter contradict it, the original "
                "documents were not seen, neither quotation was verified in a stored passage and the counts can be "
                "compared only with an adjustment."
            ),
        ),
        (
            Grounds(2, 2, conflict=Trait.CONTRADICTED),
            (
                "Confidence in this finding is low: other counts by the same counter contradict it, although both "
                "original documents were seen, both quotations were verified word for word in stored passages and "
                "the counts are like for like."
            ),
        ),
        (
            Grounds(1, 1, like_for_like=False),
            (
                "Confidence in this finding is moderate: only one of the two original documents was seen, only "
                "one of the two quotations was verified in a stored passage and the counts can be compared only with an"
                " adjustment."
            ),
        ),
    ],
)
def test_reasons_are_one_plain_sentence(grounds, text):
    """Strengths and weaknesses are joined by “but” or “although”, each list as in a sentence."""
    assert text == sentence_text("confidence", Card(grounds))


def test_the_briefs_differ(project):
    """The contradicted example is low; of the real briefs, those that others bear out or that are verified are not."""
    grades = {}
    for name in briefs_on(project):
        brief = load_brief(project, name)
        found = answer(load_records(project, brief), brief)
        if found.comparable:
            grades[name] = found.robustness_numbers.grounds

    assert {"isil-kp-2021": MODERATE, "isil-kp-claims": MODERATE, "isil-kp-autumn": LOW, "isil-kp-2023": LOW,
            "made-up-example": LOW}.items() <= {
        name: grounds.confidence for name, grounds in grades.items()
    }.items()  # fmt: skip
    assert Trait.CONTRADICTED in grades["made-up-example"].weaknesses
    assert Corroboration(("ITIC",)) == grades["isil-kp-2021"].agreement
    assert Trait.BASIS_UNSTATED in grades["isil-kp-2023"].weaknesses


def frame(figures, *changes):
    """Return counts of one kind: each a window, a value, and what is different."""
    model = replace(get_figure(figures, "un-2020"), primary_seen=True)
    return figures_frame([
        replace(model, id=f"c{place}", window=read_window(window), value=value, **dict(*other))
        for place, (window, value, *other) in enumerate(changes)
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], None),
        ([("2021-01-01/2021-06-30", 30), ("2021-07-01/2021-12-31", 30)], None),
        ([("2021-01-01/2021-06-30", 30), ("2021-07-01/2021-12-31", 40)], Trait.CONTRADICTED),
        ([("2021-01-01/2021-06-30", 70)], Trait.CONTRADICTED),
        ([("2020-03-01/2020-03-31", 21)], Trait.CONTRADICTED),
        ([("2021-03-01/2021-03-31", 9), ("2021-03-05/2021-03-06", 10)], Trait.DISPUTED),
        ([("2018", 9), ("2018-03-05/2018-03-06", 10)], Trait.INCONSISTENT),
        ([("2018", 19), ("2018-03-05/2018-03-06", 10)], None),
    ],
)  # fmt: skip
def test_what_the_counts_contradict_is_told_apart(figures, others, expected):
    """A contradiction with one of the two, among others on their days, and on other days are three things."""
    counts = frame(figures, ("2020", 20), ("2021", 60), *others)
    comparison = compare(counts, Pair("c0", "c1"))

    assert expected is weigh(comparison, infer(counts, comparison, [])).conflict


@pytest.mark.parametrize("originals", list(product((True, False), repeat=2)))
@pytest.mark.parametrize("seen", list(product((Seen.LOCKED, Seen.TRANSCRIBED, Seen.RELAYED), repeat=2)))
def test_what_was_seen_is_counted(figures, originals, seen):
    """Originals and verified words are counted over the two; only a locked quotation is verified."""
    counts = frame(figures, *(
        (year, 20, {"primary_seen": original, "seen": how})
        for year, original, how in zip(("2020", "2021"), originals, seen, strict=True)
    ))  # fmt: skip
    grounds = weigh(compare(counts, Pair("c0", "c1")))

    assert (sum(originals), sum(how is Seen.LOCKED for how in seen)) == (grounds.originals, grounds.verified)


@pytest.mark.parametrize(
    ("windows", "others", "traits"),
    [
        (("2020", "2021"), {}, set()),
        (("2020", "2021"), {"basis": Basis.UNSPECIFIED}, {Trait.BASIS_UNSTATED}),
        (("2020", "2021-01-01/2021-11-30"), {}, {Trait.ADJUSTED}),
        (("2020-05/2020-08", "2021-05/2021-08"), {}, {Trait.ADJUSTED, Trait.VAGUE}),
    ],
)  # fmt: skip
def test_the_comparison_gives_its_weaknesses(figures, windows, others, traits):
    """A basis that is not stated, an adjustment and windows in months each count."""
    counts = frame(figures, *((window, 20 * place, others) for place, window in enumerate(windows, start=1)))

    assert traits == {*weigh(compare(counts, Pair("c0", "c1"))).weaknesses}


OTHER = {"counter": "Another", "source": "another"}
RAW = {"counter": "Third", "source": "third"}


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], Corroboration()),
        ([("2020", 10, OTHER), ("2021", 40, OTHER)], Corroboration(same=("Another",))),
        ([("2020", 40, OTHER), ("2021", 10, OTHER)], Corroboration(opposite=("Another",))),
        ([("2020", 10, OTHER), ("2021", 12, OTHER)], Corroboration()),
        ([("2020", 10, OTHER), ("2022", 40, OTHER)], Corroboration()),
        ([("2020", 10, OTHER), ("2021-01-01/2021-11-17", 40, OTHER)], Corroboration(same=("Another",))),
        ([("2020", 10, OTHER), ("2021-08-19/2021-12-31", 40, OTHER)], Corroboration()),
        ([("2020", 10, OTHER), ("2021", 40, OTHER | {"unit": "deaths"})], Corroboration()),
        ([("2020", 10, OTHER | {"place": "Elsewhere"}), ("2021", 40, OTHER | {"place": "Elsewhere"})], Corroboration()),
        ([("2020", 10, OTHER), ("2021", 40, RAW)], Corroboration()),
        ([("2020", 10, OTHER), ("2021", 40, OTHER | {"repeats": "c1"})], Corroboration()),
        ([("2020", 10, OTHER), ("2021", 40, OTHER), ("2020", 40, RAW), ("2021", 10, RAW)],
         Corroboration(("Another",), ("Third",))),
    ],
)  # fmt: skip
@pytest.mark.parametrize("rising", [True, False])
def test_only_independent_clear_counts_over_the_same_days_agree(dossier, figures, others, expected, rising):
    """Another counter's pair counts if it is comparable, over mostly the same days, and moved clearly."""
    counts = frame(figures, ("2020", 20 if rising else 60), ("2021", 60 if rising else 20), *others)
    comparison = compare(counts, Pair("c0", "c1"))
    found = independent_counts(find_pairs(counts, comparison, measure(comparison), sources(dossier), {}))

    assert (expected if rising else Corroboration(expected.opposite, expected.same)) == found


def sources(dossier, *, raw=()):
    """Return documents of three counters; those in `raw` are from one raw material."""
    model = dossier.sources["seed-every-province-2021-11"]
    material = replace(model, id="material", reliability=Reliability.RAW_MATERIAL, derived_from="", origin="")
    documents = [
        replace(model, id=name, origin=origin, derived_from="material" if name in raw else "")
        for name, origin in ((model.id, "One"), ("another", "Two"), ("third", "Three"))
    ]
    return {source.id: source for source in (material, *documents)}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ((), Corroboration(("Another", "Third"))),
        (("another", "third"), Corroboration(("Another", "Third"))),
        (("another", "seed-every-province-2021-11"), Corroboration(("Third",))),
        (("another", "third", "seed-every-province-2021-11"), Corroboration()),
    ],
)  # fmt: skip
def test_shared_raw_material_is_no_second_voice(dossier, figures, raw, expected):
    """A counter that counts from the material of the two does not support them."""
    counts = frame(figures, ("2020", 20), ("2021", 60), *(
        (year, value, other) for other in (OTHER, RAW) for year, value in (("2020", 10), ("2021", 40))
    ))  # fmt: skip
    comparison = compare(counts, Pair("c0", "c1"))

    assert expected == independent_counts(
        find_pairs(counts, comparison, measure(comparison), sources(dossier, raw=raw), {})
    )


def test_one_material_with_two_directions_is_no_voice(dossier, figures):
    """If counters of one raw material differ in direction, neither counts."""
    counts = frame(
        figures, ("2020", 20), ("2021", 60), ("2020", 10, OTHER), ("2021", 40, OTHER), ("2020", 40, RAW),
        ("2021", 10, RAW),
    )  # fmt: skip
    comparison = compare(counts, Pair("c0", "c1"))
    documents = sources(dossier, raw=("another", "third"))

    assert Corroboration() == independent_counts(find_pairs(counts, comparison, measure(comparison), documents, {}))
