"""The number of rows of a list that a page shows at once; the others are folded, and omitted on paper."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from markupsafe import Markup

if TYPE_CHECKING:
    from tally.evidence.bounds import BoundRow, BoundTable

T = TypeVar("T")
LINES = 8  # of a list that grows without limit that are visible
ROWS = 6  # bounds that are shown first, if not all are
MANY = 24  # rows of a table that is folded on screen: with more, it is omitted on paper
FOLDED = re.compile(r'<details class="folded"(?: open)?>.*?</details>', re.DOTALL)
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


def leading_bounds(bounds: "BoundTable") -> "BoundTable":
    """
    Select the bounds that a page shows first, each with as many of its assumptions as fit in a few lines in total.

    Bounds of a whole window and of days that the brief names come first, bounds that say nothing last. The others are
    spread evenly over the two windows.
    """
    if sum(1 + len(row.rests_on) for row in bounds.rows) <= LINES:
        return bounds
    first = [row for row in bounds.rows if row.whole is None or row.named]
    middle = [row for row in bounds.rows if row not in first and not row.says_nothing]
    last = [row for row in bounds.rows if row not in first and row.says_nothing]
    chosen = [*first, *_spread(middle, ROWS - len(first)), *last][:ROWS]
    lines, selected = LINES - len(chosen), {}
    for row in chosen:
        selected[row.before.least.id] = replace(row, rests_on=row.rests_on[:lines])
        lines -= len(row.rests_on[:lines])
    names = [row.before.least.id for row in bounds.rows]
    return replace(bounds, rows=tuple(selected[name] for name in names if name in selected))


def _spread(rows: "Sequence[BoundRow]", most: int) -> "list[BoundRow]":
    """Select `most` rows, spread evenly over a list, including the first and the last."""
    if len(rows) <= max(most, 0) or most < 2:
        return list(rows[: max(most, 0)])
    return [rows[round(place * (len(rows) - 1) / (most - 1))] for place in range(most)]
