"""The number of rows of a list that a page shows at once; the others are folded, and omitted on paper."""

import re
from collections.abc import Sequence
from typing import TypeVar

from markupsafe import Markup

T = TypeVar("T")
LINES = 8  # of a list that grows without limit that are visible
MANY = 24  # rows of a table that is folded on screen: with more, it is omitted on paper
FOLDED = re.compile(r'<details class="folded">.*?</details>', re.DOTALL)
NAMED = re.compile(r'popovertarget="([^"]+)"')
NUMBERED = re.compile(r'popovertarget="([^"]+)" data-note="\d+"')


def leading_rows(rows: Sequence[T]) -> Sequence[T]:
    """Return the rows of a list that are visible."""
    return rows[:LINES]


def folded_rows(rows: Sequence[T]) -> Sequence[T]:
    """Return the rows of a list that are folded."""
    return rows[LINES:]


def too_long_for_paper(rows: Sequence[object]) -> bool:
    """Return whether a table is too long for paper."""
    return len(rows) > MANY


def number_cards(body: str, cards: dict[str, str]) -> tuple[str, list[Markup]]:
    """
    Number the cards as notes on paper.

    Parameters
    ----------
    body : str
        The page without its cards.
    cards : dict
        The HTML of each card by the id of its number, in the order of their numbers.

    Returns
    -------
    str, list of Markup
        The page, and the cards in the order of their notes. Cards that only a folded part refers to come last, marked
        as folded: they open on screen and are omitted on paper.
    """
    waiting, seen = list(NAMED.findall(FOLDED.sub("", body))), set()
    while waiting:
        name = waiting.pop()
        if name in cards and name not in seen:
            seen.add(name)
            waiting += NAMED.findall(FOLDED.sub("", cards[name]))
    order = [*(name for name in cards if name in seen), *(name for name in cards if name not in seen)]
    places = {name: place for place, name in enumerate(order, start=1)}

    def number(html: str) -> str:
        return NUMBERED.sub(lambda match: f'popovertarget="{match[1]}" data-note="{places[match[1]]}"', html)

    marked = [
        number(card if name in seen else card.replace('<div class="card"', '<div class="card folded"', 1))
        for name, card in ((name, str(cards[name])) for name in order)
    ]
    return number(body), [Markup(card) for card in marked]
