"""A link to a document opens it at the words that are quoted from it."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.records.quotations import link_to

URL = "https://news.example/a"


@pytest.mark.parametrize(
    ("words", "directive"),
    [
        ("In 2020 – 60", "In%202020%20%E2%80%93%2060"),
        ("so-called, and & more", "so%2Dcalled%2C%20and%20%26%20more"),
        ("two\nlines", "two%20lines"),
        ("334¹² attacks in 2021", "attacks%20in%202021"),
        ("carried out 60[1] attacks", "carried%20out%2060%5B1%5D%20attacks"),
        ("334¹²", ""),
        ('a "quoted" <b>word</b> #x', "a%20%22quoted%22%20%3Cb%3Eword%3C%2Fb%3E%20%23x"),
    ],
)
def test_words_are_escaped(words, directive):
    """
    What a text fragment gives a meaning of its own is escaped; so is all that an address must not hold.

    A word that a raised mark touches is left out, since in the page it is joined to the mark.
    """
    assert (f"{URL}#:~:text={directive}" if directive else URL) == link_to(URL, words)


def test_a_long_quotation_is_named_by_its_ends():
    """A fragment of many words would fail at the first one that a page breaks up."""
    words = " ".join(f"word{number}" for number in range(60))

    assert f"{URL}#:~:text=word0%20word1" in link_to(URL, words)
    assert link_to(URL, words).endswith("%20word58%20word59")
    assert link_to(URL, words).count(",") == 1


def test_a_page_of_a_pdf():
    """Browsers find no words in a PDF: the link opens its page."""
    assert "https://un.example/r.pdf#page=12" == link_to("https://un.example/r.pdf", "60 attacks", 12)
    assert "https://un.example/r.pdf" == link_to("https://un.example/r.pdf", "60 attacks")


def test_an_address_with_a_fragment_keeps_it():
    """The directive follows the fragment that is there."""
    assert f"{URL}#part-2:~:text=60%20attacks" == link_to(f"{URL}#part-2", "60 attacks")


def test_no_address_no_link():
    """A document without an address has none made up for it."""
    assert "" == link_to("", "60 attacks")


@given(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉ᵃᵇᶜᵈᶠᵍʰⁱʲᵏˡᵐⁿᵖʳˢᵗᵘᵛʷˣʸᶻ"),
        min_size=1,
        max_size=140,
    )
)
def test_nothing_leaves_the_fragment(words):
    """Whatever the words are, they stay one text directive and come back whole."""
    address, _, directive = link_to(URL, words).partition("#:~:text=")

    assert URL == address
    ends, whole = directive.split(","), " ".join(words.split())
    assert not set("".join(ends)) & set('-&#"<> \n\\')
    if len(ends) == 1:
        assert whole == unquote(directive) or not words.strip()
    else:
        first, last = map(unquote, ends)
        assert whole.startswith(f"{first} ")
        assert whole.endswith(f" {last}")
        assert len(first) + len(last) < len(whole)


@pytest.mark.parametrize("words", ["0" * 81, f"{'a' * 60} {'b' * 60}", "x " + "y" * 90])
def test_a_few_long_words_are_looked_for_whole(words):
    """A beginning and an end that overlap would be found in no document."""
    assert f"{URL}#:~:text={words.replace(' ', '%20')}" == link_to(URL, words)
