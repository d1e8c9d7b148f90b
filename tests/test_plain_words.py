"""Sentences that read well whatever was counted, and however the grounds of a finding combine."""

from dataclasses import dataclass
from itertools import product
from types import SimpleNamespace

import pytest

from tally.evidence import sentence_text
from tally.evidence.estimative import Confidence
from tally.page.dated_from import dated_from
from tally.records.bibliography import credit_line

WHOLE = {
    (
        True,
        True,
        True,
    ): "stand in stored passages, they were read in the documents that first gave them, and they compare",
    (
        True,
        True,
        False,
    ): "stand in stored passages, they were read in the documents that first gave them, but they do not",
    (
        True,
        False,
        True,
    ): "stand in stored passages, but they were not both read in the documents that first gave them; they",
    (
        True,
        False,
        False,
    ): "passages, but they were not both read in the documents that first gave them, and they do not",
    (False, True, True): "passages, but they were read in the documents that first gave them, and they compare",
    (False, True, False): "passages; they were read in the documents that first gave them, but they do not compare",
    (
        False,
        False,
        True,
    ): "passages, they were not both read in the documents that first gave them, although they compare",
    (False, False, False): "passages, they were not both read in the documents that first gave them, and they do not",
}


@pytest.mark.parametrize("grounds", list(product((True, False), repeat=3)))
def test_the_grounds_of_confidence_are_joined_by_the_right_word(grounds):
    """What speaks for the counts and what against them are joined by “but” or “although”, the same by “and”."""
    locked, first_hand, like_for_like = grounds
    card = SimpleNamespace(
        grounds=SimpleNamespace(
            confidence=Confidence.LOW, locked=locked, first_hand=first_hand, like_for_like=like_for_like
        )
    )

    assert WHOLE[grounds] in sentence_text("confidence", card)


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("index date", "as given in a search index"),
        ("URL path", "in the address of the page"),
        (
            "page text (dateline April 12) and URL path",
            "printed on the page (dateline April 12) and in the address of the page",
        ),
        ('inferred ("URL path"; the copy has it in its URL).', "inferred (“URL path”; the copy has it in its address)"),
        ("none", ""),
        ("n/a", ""),
        ("", ""),
        ("a stamp on the cover", "a stamp on the cover"),
    ],
)
def test_where_a_date_is_from_is_said_in_plain_words(basis, words):
    """No short form of those who collect sources reaches a reader; other words and quotations stay."""
    assert words == dated_from(basis)


@dataclass
class Document:
    """What a credit needs of a source."""

    said_by: str
    relayed_by: str
    issued_by: object = None


def test_a_credit_names_nobody_twice():
    """Who published their own count is named once, and so is a document that gives several figures."""
    sources = {
        "a": Document("Risk Office", "Risk Office", SimpleNamespace(year=2023)),
        "b": Document("Risk Office", "Risk Office", SimpleNamespace(year=2023)),
        "c": Document("Risk Office", "A Paper", SimpleNamespace(year=2022)),
    }

    assert "Risk Office, 2023, in A Paper, 2022" == credit_line("abc", sources)
