"""Reduce a web page to what a reader can see, and separate its footnote marks from its numbers."""

import re
from copy import deepcopy
from typing import Any

from lxml import etree

from tally.documents.reading.web.hidden import hides, styles
from tally.documents.reading.web.marks import BLOCKS, keep_numbers_whole

UNSEEN_NAMES = (
    "script style template noscript noframes noembed iframe object canvas audio video datalist title meta link del s "
    "strike rp desc metadata annotation param area dialog defs symbol progress meter"
)
NEVER_SHOWN = frozenset(UNSEEN_NAMES.split())
DROPPED = "tally-dropped"  # the name of elements that are about to be removed, all at once
MOST_COLUMNS = 1000  # of a table whose cells may span several; the time for a row grows with their square
MOST_SPAN = 100  # columns and rows that a cell is believed to span
BLANKS = re.compile(r"[ \t\r\n\f]+")


def visible_text(tree: Any) -> Any:
    """
    Return a copy of a page without what a reader cannot see.

    Comments, elements that are never shown (scripts, `noscript`, `template`, fields), struck-out text, and what
    `hidden` or the page's own styles hide are left out. A closed `details` stays, since a reader can open it; text with
    `aria-hidden` stays, since it is seen. The root and body always stay. Footnote marks become raised digits.
    """
    copy = deepcopy(tree)
    etree.strip_tags(copy, etree.Comment, etree.ProcessingInstruction)
    computed = styles(copy)
    _prune(copy, computed)
    for table in copy.iter("table"):
        _limit_spans(table)
    return keep_numbers_whole(copy, computed)


def shown_text(tree: Any) -> str:
    """Return all text of a page from `visible_text`: a paragraph for each block, a bar between cells."""
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        edge = "\n\n" if name in BLOCKS else " | " if name in ("td", "th") else ""
        text = element.text if event == "start" else element.tail
        parts += [edge] if edge and not (edge == " | " and event == "start") else []
        parts.append(BLANKS.sub(" ", text or ""))
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n\n".join(line for line in lines if line)


def all_text(tree: Any) -> str:
    """Return all text of a page, hidden or not, except its scripts and styles."""
    copy = deepcopy(tree)
    etree.strip_elements(copy, "script", "style", with_tail=False)
    etree.strip_tags(copy, etree.Comment, etree.ProcessingInstruction)
    return shown_text(keep_numbers_whole(copy, {}))


def _prune(tree: Any, computed: dict[Any, dict[str, str]]) -> None:
    """Remove elements that are not shown, and the text of invisible ones except the visible parts in it."""
    unseen: set[Any] = set()
    dropped: list[Any] = []
    for element in list(tree.iter(etree.Element)):
        style, name = computed.get(element, {}), element.tag
        if name in ("html", "body"):
            continue
        parent = element.getparent()
        if parent is None:
            continue
        if _never_shown(element, name, style):
            dropped.append(element)
            continue
        visibility = style.get("visibility", "inherit")
        if visibility in ("hidden", "collapse") or (parent in unseen and visibility != "visible"):
            unseen.add(element)
    for element in dropped:
        element.tag = DROPPED
    etree.strip_elements(tree, DROPPED, with_tail=False)
    for element in unseen:
        element.text = ""
        for child in element:
            child.tail = ""


def _limit_spans(table: Any) -> None:
    """Remove what the cells of a table span if that makes it too wide: its rows would be filled with empty cells."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    ended = [0] * (len(rows) + MOST_SPAN + 1)  # columns that end before a row
    width = 0
    for place, row in enumerate(rows):
        width -= ended[place]
        for cell in row:
            columns, lines = (_span(cell, name) for name in ("colspan", "rowspan"))
            width += columns
            ended[place + lines] += columns
        if width > MOST_COLUMNS:
            break
    else:
        return
    for cell in table.iter("td", "th"):
        for name in ("colspan", "rowspan"):
            cell.attrib.pop(name, None)


def _span(cell: Any, name: str) -> int:
    """Return how many columns or rows a cell spans."""
    value = (cell.get(name) or "1").strip()[:9]
    return min(max(int(value), 1), MOST_SPAN) if value.isascii() and value.isdecimal() else 1


def _never_shown(element: Any, name: str, style: dict[str, str]) -> bool:
    """Return whether nothing of an element is seen. A style that displays it takes precedence over `hidden`."""
    if name in NEVER_SHOWN:
        return name != "dialog" or element.get("open") is None
    if element.get("popover") is not None and "display" not in style:
        return True
    hidden = element.get("hidden")
    if hidden is not None and hidden.strip().lower() != "until-found" and "display" not in style:
        return True
    return (name == "input" and (element.get("type") or "").lower() == "hidden") or hides(style)
