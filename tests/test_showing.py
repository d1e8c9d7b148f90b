"""A cell that ends with a name reads as a paragraph or a table."""

import re

import pytest
from IPython.core.formatters import DisplayFormatter

from tally.analysis import compare, measure
from tally.analysis.bounds import Bound, infer
from tally.evidence import bounds_numbers, change_numbers
from tally.records.figures import Pair, figures_frame, get_figure


@pytest.fixture
def shown():
    """What Jupyter would show: plain text and HTML."""
    formatter = DisplayFormatter()
    return lambda thing: tuple(formatter.format(thing)[0].get(kind, "") for kind in ("text/plain", "text/html"))


@pytest.fixture
def comparison(figures):
    return compare(figures, Pair("un-2020", "un-2021-so-far"))


def test_figures(dossier, shown):
    """The table of figures shows what tells them apart, in rows that fit a screen."""
    for text in shown(dossier.figures):
        assert "un-2021-so-far" in text
        assert "quotation" not in text
    for text in shown(dossier):
        assert "50 figures by 12 counters, 2 of them locked" in text


def test_figure(dossier, shown):
    """One figure is a sentence with its quotation; its id completes with Tab."""
    for text in shown(dossier["un-2020"]):
        assert "60 attacks, 2020, counted by United Nations" in text
        assert "In 2020 – 60" in text
    assert "un-2020" in dossier._ipython_key_completions_()


def test_comparison(comparison, shown):
    """A comparison is its verdict with the reason, and its tests."""
    text, html = shown(comparison)

    assert text.startswith(
        "un-2020 and un-2021-so-far: with adjustment. The windows differ in length: 366 days and at most 321"
    )
    assert html.startswith("<p>un-2020 and un-2021-so-far: with adjustment.")
    assert re.search("<th[^>]*>basis</th>", html)


def test_change(comparison, shown):
    """A change is its ratio with the interval and both counts; the numbers with evidence read as the page does."""
    change = measure(comparison)

    for text in shown(change):
        assert "rise: 6.3 times as often per day (95% interval 4.8 to 8.5), 334 in 321 days against 60 in 366" in text
    for text in shown(change_numbers(comparison, change)):
        assert "It is 6.3 times as many per day" in text
        assert "The 2021 count covers at most 321 days" in text


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        (Bound(40, 40), "exactly 40"),
        (Bound(1182, None), "1,182 or more"),
        (Bound(0, 9), "at most 9"),
    ],
)
def test_bound(bound, words, shown):
    """A bound is a range in words."""
    assert (words, f"<p>{words}</p>") == shown(bound)


def test_bounds(figures, comparison, shown):
    """The bounds are sentences with a table under them."""
    text, html = shown(bounds_numbers(infer(figures, comparison, [])))

    assert "182 to 334 came before 19 August 2021" in text
    assert "<table" in html


def test_hostile_text_stays_text(figures, shown):
    """Nothing that a table holds becomes markup in a notebook."""
    hostile = get_figure(figures, "un-2020").__class__(
        **vars(get_figure(figures, "un-2020"))
        | {"counter": "<script>alert(1)</script>", "quotation": "<img onerror=x>"}
    )

    for thing in (hostile, figures_frame([hostile])):
        assert "<script>" not in shown(thing)[1]
        assert "<img" not in shown(thing)[1]
