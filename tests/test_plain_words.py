"""Sentences that read well whatever was counted."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from tally.page.dated_from import dated_from
from tally.records.bibliography import credit_line


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
