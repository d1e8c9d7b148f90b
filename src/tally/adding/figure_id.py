"""Make a figure's readable id: its counter and window, and what tells it from other counts of that counter."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from tally.adding.asking import slug, unused
from tally.dossier import Dossier

ACRONYM = re.compile(r"\((\w*[A-Z]\w*(?:-\w+)*)\)")  # (IMB), (ISIL-KP)
TOLD_BY = ("unit", "place", "group")
TOLD_LAST = ("basis", "bound")
PART = 30  # characters that one part of an id may have
FALLBACK = "figure"


def figure_id(dossier: Dossier, taken: Sequence[str], cells: Mapping[str, str]) -> str:
    """
    Make an id that is not taken, such as `un-2020` or `imb-2020-kidnapped-crew`.

    Parameters
    ----------
    dossier : Dossier
        All records. A counter is named as in its other figures; where it has counted in several units, places or for
        several groups, those are part of the id.
    taken : sequence of str
        The ids that are taken.
    cells : mapping
        The figure's cells; those that are still empty take no part.
    """
    window = cells["window"].replace("/..", " so far").replace("../", " until ").replace("/", " to ")
    parts = [_counter(dossier, cells["counter"]), slug(window, PART)]
    others = [figure for figure in dossier.every.values() if figure.counter == cells["counter"]]
    several = [column for column in TOLD_BY if any(getattr(figure, column) != cells[column] for figure in others)]
    parts += [slug(cells[column], PART) for column in several]
    for column in (*TOLD_BY, *TOLD_LAST):
        if _joined(parts) not in taken:
            break
        if (part := slug(cells[column], PART)) and part not in parts:
            parts.append(part)
    return unused(_joined(parts), taken)


def _joined(parts: Sequence[str]) -> str:
    """Join what parts there are."""
    return "-".join(filter(None, parts)) or FALLBACK


def _counter(dossier: Dossier, name: str) -> str:
    """Name a counter as its other figures do: by the words that their ids start with, up to the first number."""
    heads: Counter[tuple[str, ...]] = Counter()
    for figure in dossier.every.values():
        words = figure.id.split("-")
        number = next((place for place, word in enumerate(words) if any(map(str.isdigit, word))), 0)
        if figure.counter == name and number:
            heads[tuple(words[:number])] += 1
    if heads:
        return "-".join(heads.most_common(1)[0][0])
    acronym = ACRONYM.search(name)
    return slug(acronym[1] if acronym and sum(map(str.isupper, acronym[1])) > 1 else name, PART)
