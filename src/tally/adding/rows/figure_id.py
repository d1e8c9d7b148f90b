"""Make a figure's readable id: its counter and window, and what tells it from other counts of that counter."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tally.adding import free_id, slug
from tally.records import Dossier

ACRONYM = re.compile(r"\((\w*[A-Z]\w*(?:-\w+)*)\)")  # (IMB), (ISIL-KP)
BRACKETS = re.compile(r"\([^)]*\)")
DAY = re.compile(r"(?:-\d+)+$")
TOLD_BY = ("unit", "place", "group")
TOLD_LAST = ("basis", "bound")
TOLD = ("counter", *TOLD_BY, *TOLD_LAST)
PART = 30  # characters that one part of an id may have
FALLBACK = "figure"

Cells = Mapping[str, str]


def cells_of(dossier: Dossier) -> list[dict[str, str]]:
    """Return what ids are made of, for each figure on record."""
    return [
        {"id": one.id, "bound": "at_least" if one.at_least else "exact"}
        | {column: str(getattr(one, column)) for column in ("counter", "basis", *TOLD_BY)}
        for one in dossier.every.values()
    ]


def figure_id(known: Sequence[Cells], taken: Iterable[str], cells: Cells) -> str:
    """
    Make an id that is not taken, such as `un-2020` or `imb-2020-kidnapped-crew`.

    Parameters
    ----------
    known : sequence of mapping
        The other figures. A counter is named as in its other figures; where it has counted in several units or places,
        or for several groups, those are part of the id.
    taken : iterable of str
        The ids that are taken.
    cells : mapping
        The figure's cells. Where that is not enough, the basis, the bound or the source tells it from the figure that
        has its id.
    """
    names = set(taken)
    window = cells["window"].replace("/..", " so far").replace("../", " to ").replace("/", " to ")
    parts = [_counter(known, cells["counter"]), slug(window, PART)]
    others = [one for one in known if one["counter"] == cells["counter"]]
    several = [column for column in TOLD_BY if any(one[column] != cells[column] for one in others)]
    parts += [slug(cells[column], PART) for column in several]
    twin = next((one for one in known if one["id"] == _joined(parts)), cells)
    last = [slug(cells[column], PART) for column in TOLD_LAST if twin[column] != cells[column]]
    for part in (*last, slug(DAY.sub("", cells.get("source", "")), PART), *(slug(cells[one], PART) for one in TOLD_BY)):
        if _joined(parts) not in names:
            break
        if part and part not in parts:
            parts.append(part)
    return free_id(_joined(parts), names)


def _joined(parts: Sequence[str]) -> str:
    """Join what parts there are."""
    return "-".join(filter(None, parts)) or FALLBACK


def _counter(known: Sequence[Cells], name: str) -> str:
    """Name a counter as its other figures do: by the words that their ids start with, up to the first number."""
    heads: Counter[tuple[str, ...]] = Counter()
    for one in known:
        words = one["id"].split("-")
        number = next((place for place, word in enumerate(words) if any(map(str.isdigit, word))), 0)
        if one["counter"] == name and number:
            heads[tuple(words[:number])] += 1
    if heads:
        return "-".join(heads.most_common(1)[0][0])
    acronym = ACRONYM.search(name)
    if acronym and sum(map(str.isupper, acronym[1])) > 1:
        return slug(acronym[1], PART)
    return slug(BRACKETS.sub(" ", name), PART) or slug(name, PART)
