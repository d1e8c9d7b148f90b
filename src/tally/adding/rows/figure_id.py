"""Build a figure's readable id: its counter and window, and what distinguishes it from other counts of that counter."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tally.adding import free_id, slug
from tally.records import Dossier

ACRONYM = re.compile(r"\((\w*[A-Z]\w*(?:-\w+)*)\)")  # (IMB), (ISIL-KP)
BRACKETS = re.compile(r"\([^()]*\)")
DISTINGUISHING = ("unit", "place", "group")  # in the id where the counter has several
LAST_RESORT = ("basis", "bound")  # in the id only where another figure would have the same
IDENTIFYING = ("counter", *DISTINGUISHING, *LAST_RESORT)
PART = 30  # the most characters of one part of an id
FALLBACK = "figure"

Cells = Mapping[str, str]


def cells_of(dossier: Dossier) -> list[dict[str, str]]:
    """Return the cells that ids are made of, for each figure in the data."""
    return [
        {"id": figure.id} | {column: str(getattr(figure, column)) for column in IDENTIFYING}
        for figure in dossier.every.values()
    ]


def figure_id(known: Sequence[Cells], used_ids: Iterable[str], cells: Cells) -> str:
    """
    Return an id that is not taken, such as `un-2020` or `imb-2020-kidnapped-crew`.

    Parameters
    ----------
    known : sequence of mapping
        The other figures. The counter's part of the id is as in its other figures. Units, places and groups are part of
        the id if the counter has several.
    used_ids : iterable of str
        The ids that are taken.
    cells : mapping
        The figure's cells. Basis, bound or source are part of the id if another figure would have the same.
    """
    names = set(used_ids)
    window = cells["window"].replace("/..", " so far").replace("../", " to ").replace("/", " to ")
    parts = [_counter(known, cells["counter"]), slug(window, PART)]
    others = [other for other in known if other["counter"] == cells["counter"]]
    several = [column for column in DISTINGUISHING if any(other[column] != cells[column] for other in others)]
    parts += [slug(cells[column], PART) for column in several]
    twin = next((other for other in known if other["id"] == _joined(parts)), cells)
    last = [slug(cells[column], PART) for column in LAST_RESORT if twin[column] != cells[column]]
    source = slug(_without_day(cells.get("source", "")), PART)
    for part in (*last, source, *(slug(cells[column], PART) for column in DISTINGUISHING)):
        if _joined(parts) not in names:
            break
        if part and part not in parts:
            parts.append(part)
    return free_id(_joined(parts), names)


def _joined(parts: Sequence[str]) -> str:
    """Join the parts that are not empty."""
    return "-".join(filter(None, parts)) or FALLBACK


def _counter(known: Sequence[Cells], name: str) -> str:
    """Return the counter's part of an id: as in its other figures, or a short form of its name."""
    heads: Counter[tuple[str, ...]] = Counter()
    for figure in known:
        words = figure["id"].split("-")
        number = next((place for place, word in enumerate(words) if any(map(str.isdigit, word))), 0)
        if figure["counter"] == name and number:
            heads[tuple(words[:number])] += 1
    if heads:
        return "-".join(heads.most_common(1)[0][0])
    acronym = ACRONYM.search(name)
    if acronym and sum(map(str.isupper, acronym[1])) > 1:
        return slug(acronym[1], PART)
    return slug(BRACKETS.sub(" ", name), PART) or slug(name, PART)


def _without_day(source: str) -> str:
    """Return a source's id without the numbers at its end, such as a day."""
    name, _, last = source.rpartition("-")
    while last.isdecimal() and "-" in source:
        source = name
        name, _, last = source.rpartition("-")
    return source
