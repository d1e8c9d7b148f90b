"""A quotation is locked to its passage by its words, not by its typography."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.passages import fold, places

PASSAGE = "In 2020 – 60, so far\u00a0this year – 334 attacks attributed to “ISILKP”\nor, in fact, claimed by ISILKP."


@pytest.mark.parametrize(
    "quotation",
    [
        "In 2020 - 60",
        "so far this year — 334 attacks",
        'attributed to "ISILKP" or, in fact',
        "ISILKP”  or,\nin fact",
    ],
)
def test_typography_is_folded(quotation):
    """Dashes, curly quotes, no-break spaces and line breaks do not keep a quotation from its place."""
    assert 1 == len(places(quotation, PASSAGE))


@pytest.mark.parametrize(
    "quotation", ["in 2020 – 60", "In 2020 – 61", "so far the year", "In 2020 – 60 so far", "34 attacks"]
)
def test_nothing_else_is_folded(quotation):
    """Case, digits, words and punctuation count, and a number is never found inside a longer one."""
    assert [] == places(quotation, PASSAGE)


def test_place_keeps_the_passage_as_it_stands():
    """What comes before, the words and what comes after are the passage again."""
    (place,) = places("334 attacks", PASSAGE)

    assert PASSAGE == place.before + place.quotation + place.after


@given(st.text(alphabet="ab –—‘’“”'\"-\u00a0\n.", max_size=30))
def test_folding_is_stable(text):
    """Folding what is folded changes nothing."""
    assert fold(text) == fold(fold(text))


@given(st.text(alphabet="ab –“”'-\n.*+[](\\", min_size=1, max_size=20).filter(lambda text: fold(text)))
def test_a_text_is_found_in_itself(text):
    """Whatever signs it holds, a text stands in itself."""
    assert places(text.strip(), f"x {text} y") or places(text, text)
