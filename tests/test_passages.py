"""A quotation is locked to its passage by its words, not by its typography."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.records.quotations import find_places, mark_count
from tally.text import fold

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
    assert 1 == len(find_places(quotation, PASSAGE))


@pytest.mark.parametrize(
    "quotation", ["in 2020 – 60", "In 2020 – 61", "so far the year", "In 2020 – 60 so far", "34 attacks"]
)
def test_nothing_else_is_folded(quotation):
    """Case, digits, words and punctuation count, and a number is never found inside a longer one."""
    assert [] == find_places(quotation, PASSAGE)


@pytest.mark.parametrize(
    ("quotation", "passage"),
    [("In 2020 – 60", "In 2020 – 60,000"), ("In 2020 – 60", "In 2020 – 60.5"), ("60 attacks", "1,60 attacks")],
)
def test_a_number_is_never_part_of_a_longer_one(quotation, passage):
    """A thousands separator or a decimal point carries a number on."""
    assert [] == find_places(quotation, passage)
    assert 1 == len(find_places(quotation, f"{quotation}. Then: {passage}"))


def test_place_keeps_the_passage_as_it_stands():
    """What comes before, the words and what comes after are the passage again."""
    (place,) = find_places("334 attacks", PASSAGE)

    assert PASSAGE == place.before + place.quotation + place.after


@given(st.text(alphabet="ab –—‘’“”'\"-\u00a0\n.", max_size=30))
def test_folding_is_stable(text):
    """Folding what is folded changes nothing."""
    assert fold(text) == fold(fold(text))


@given(st.text(alphabet="ab –“”'-\n.*+[](\\", min_size=1, max_size=20).filter(lambda text: fold(text)))
def test_a_text_is_found_in_itself(text):
    """Whatever signs it holds, a text stands in itself."""
    assert find_places(text.strip(), f"x {text} y") or find_places(text, text)


@given(st.text(alphabet="ab 1-,'\n", min_size=1, max_size=4), st.text(alphabet="ab 1-–,’*¹\u00ad\n[]", max_size=20))
def test_marks_elsewhere_in_a_text_change_nothing(quotation, text):
    """The same places are found whether or not there are footnote marks and soft hyphens far away."""
    apart = " word" * 30
    places = [[(len(place.before), place.quotation) for place in find_places(quotation, whole)]
              for whole in (f"{text}{apart}", f"{text}{apart}*\u00ad")]  # fmt: skip
    assert places[0] == places[1]


@pytest.mark.parametrize(
    ("text", "value", "bearing"),
    [
        ("In 2020 – 60", 60, ["60"]),
        ("carried out at least six attacks", 6, ["six"]),
        ("an increase to 1,334 of 334", 334, ["334"]),
        ("with 1,334 attacks", 1334, ["1,334"]),
        ("with 1.334 Angriffe", 1334, ["1.334"]),
        ("with 1,334.5 attacks", 1334, []),
        ("none of it", 7, []),
    ],
)
def test_number_bearing_words_are_marked(text, value, bearing):
    """The words that bear the number are marked, in digits or in letters, and no part of another number is."""
    pieces = mark_count(text, value)

    assert bearing == [piece for piece, bears in pieces if bears]
    assert text == "".join(piece for piece, _ in pieces)
