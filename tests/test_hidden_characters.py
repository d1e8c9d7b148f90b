"""What nobody sees is refused in data, shown on a terminal, and never in XML."""

import sys
import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ask
from tally.briefs import check_words
from tally.editions import EditionSummary, Overview
from tally.page.feed import as_feed
from tally.records.tables import text_flaw
from tally.text import hidden_at, shown

HIDDEN = (
    "\x00\x01\t\x0b\x0c\x1b\x1f\x7f\x85\x9b\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180e\u200b\u200e\u200f\u2028"
    "\u2029\u202a\u202e\u2060\u2064\u2066\u2069\u206f\u2800\u3164\ud800\udfff\ue000\ufdd0\ufe0f\ufeff\uffa0\ufff0\ufff9"
    "\ufffe\uffff\U0001bca0\U0001d159\U0001d173\U000e0001\U000e0020\U000e0100\U000e01ef\U000f0000\U0010ffff"
)
KEPT = (
    "می\u200cخواهم", "क्\u200dष", "ශ්\u200dරී", "ᠠ\u180bᠨ", "\u0600١٢", "10\u00a0000", "1\u202f334", "first\nsecond",
    "first\r\nsecond", "é", "e\u0301", "한국", "日本", "①", "½", "😀", "\u3000", "👍🏽",
)  # fmt: skip


@pytest.mark.parametrize("sign", HIDDEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_hidden_character_is_refused_and_shown(sign):
    """No text of the data has it; a message and a terminal name it by its number."""
    flaw = text_flaw(f"one{sign}two")

    assert flaw is not None
    assert f"U+{ord(sign):04X}" in flaw.found
    assert f"one[U+{ord(sign):04X}]two" == shown(f"one{sign}two")
    for parameter in ("question", "author", "correction"):
        faults = check_words(ask().model_copy(update={parameter: f"one{sign}two"}), "isil-kp-2021")
        assert [parameter] == [fault.parameter for fault in faults if "U+" in fault.message]


@pytest.mark.parametrize("text", KEPT)
def test_what_a_language_needs_is_kept(text):
    """Joiners beside letters that join, selectors of Mongolian, signs of numbers, spaces of any width, line breaks."""
    assert hidden_at(text) is None
    assert text == shown(text)


@pytest.mark.parametrize("text", ["a\u200db", "60\u200c000", "می\u200c\u200cخواهم", "١\u200c٢", "a\u180bb", "a\rb"])
def test_a_joiner_that_joins_nothing_is_hidden(text):
    """Between Latin letters, digits, or twice, a joiner makes another text of the same look."""
    assert hidden_at(text) is not None


@settings(max_examples=200)
@given(st.text(max_size=50))
def test_a_terminal_is_given_nothing_hidden(text):
    """Whatever a text has, a terminal gets letters, signs and line breaks; on one line, not even these."""
    for line in (shown(text), shown(text, breaks=False)):
        left = {sign for sign in line if unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")} - {"\n"}
        assert not left or left == {"\r"}
        assert hidden_at(line) is None
    assert "\n" not in shown(text, breaks=False)


def test_megabytes_are_cut():
    """A message of megabytes takes a few lines, and says how much is missing."""
    assert len(shown("x" * 5_000_000)) < 5_000
    assert "more characters" in shown("x" * 5_000_000)
    assert len(shown("line\n" * 1_000_000)) < 250_000
    assert len(shown("\x1b" * 5_000_000, breaks=False)) < 50_000


@pytest.mark.parametrize("number", ["5", "½", "Ⅻ", "②", "ⅷ", "٣", "३", "３", "²", "〇", "㊄", "𝟛", "𐄇", "12.5", "1/2"])
def test_numbers_of_any_form_are_numbers(number):
    """A brief's own words have no number without evidence, in whatever numerals it is written."""
    for parameter in ("question", "correction"):
        faults = check_words(ask(**{parameter: f"Why {number} attacks?"}), "isil-kp-2021")

        assert [parameter] == [fault.parameter for fault in faults]
        assert "types the number" in faults[0].message


@pytest.mark.parametrize("words", ["Why in 2021?", "Did it rise from 1999 to 2020?"])
def test_years_are_no_counts(words):
    """A question may name a year."""
    assert not check_words(ask(question=words), "isil-kp-2021")


@settings(max_examples=50)
@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_a_feed_is_well_formed(text):
    """Whatever an old edition has stored, the feed can be read."""
    edition = EditionSummary.model_construct(
        edition=1, date="2021-01-01", content="x", changes=(text,), authors=(text,)
    )
    overview = Overview.model_construct(
        brief="x", question=text, finding=text, date="2021-01-01", made_up=False, editions=(edition,)
    )

    feed = ElementTree.fromstring(as_feed([overview]).encode("utf-8"))

    assert feed.tag.endswith("feed")


def test_the_list_holds_for_this_python():
    """Of all format characters, only the signs around numbers are taken for visible."""
    drawn = {sign for sign in map(chr, range(sys.maxunicode + 1))
             if unicodedata.category(sign) == "Cf" and hidden_at(f"a{sign}b") is None}  # fmt: skip

    assert {unicodedata.name(sign).split()[0] for sign in drawn} <= {"ARABIC", "SYRIAC", "KAITHI"}
