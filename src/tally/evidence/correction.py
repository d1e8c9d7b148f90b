"""A correction notice: the analyst's own words, with figures named by their ids, so that no number is typed."""

import re
from collections.abc import Callable

from tally.evidence.number import Number, quoted_number
from tally.records.figures import Figure

REFERENCE = re.compile(r"\{([^{}]*)\}")
QUANTITY = re.compile(r"\d+(?:[.,]\d+)*")
YEAR = re.compile(r"(19|20)\d\d$")


def named_figures(notice: str) -> list[str]:
    """List the ids of the figures that a notice names, such as un-2020 for {un-2020}."""
    return [name.strip() for name in REFERENCE.findall(notice)]


def typed(words: str) -> list[str]:
    """List the numbers typed in some words, except years and text in braces."""
    return [number for number in QUANTITY.findall(REFERENCE.sub("", words)) if not YEAR.match(number)]


def split_notice(notice: str, find: Callable[[str], Figure]) -> tuple[str | Number, ...]:
    """Split a notice into its words and the numbers of the figures that it names."""
    parts = REFERENCE.split(notice)
    return tuple(quoted_number(find(part.strip())) if place % 2 else part for place, part in enumerate(parts) if part)
