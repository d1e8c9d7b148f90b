"""The sections of the page on how solid a finding is and on its limits, as a reader sees them."""

import re
from html import unescape

import pytest

from tally.briefs import load_brief
from typesetting import page_without_charts

SHOWN = ("gulf-incidents-2024", "gulf-nine-months-2022", "isil-kp-2021", "isil-kp-claims", "made-up-example")


@pytest.fixture(params=SHOWN)
def sections(request, project):
    """Return the two sections of a shipped brief's page, in plain text."""
    briefing, page = page_without_charts(project, load_brief(project, request.param))
    texts = []
    for name in ("the-strength", "the-limits"):
        section = re.search(rf'<section id="{name}">.*?</section>', page, re.DOTALL)[0]
        texts.append(" ".join(unescape(re.sub(r"<[^>]+>", "", section)).split()))
    return briefing.found, *texts


def test_the_section_says_what_holds_and_how_sure_that_is(sections):
    """Heading, direction and size, likelihood in words, confidence with its reasons, scenarios, and reporting."""
    found, strength, _ = sections

    assert strength.startswith("How solid is this finding? ")
    assert "Confidence in this finding is " in strength
    assert not re.search(r"almost certain \(|over 99|likely \(\d", strength)
    assert "What if only reporting changed?" in strength
    assert ("as likely to be counted as" in strength) == found.numbers.clear
    assert "variance is inflated" not in strength
    assert ("No row covers such swings" in strength) == (found.robustness.series is None)


def test_the_limits_name_selection_and_many_looks(sections):
    """A pair is there because somebody reported it, often as news, and of many pairs some differ by chance."""
    _, _, limits = sections

    assert "because somebody reported them, often because they made news" in limits
    assert "Of many pairs of counts, some differ by chance." in limits
    assert "interval in the finding allows for chance alone" in limits
