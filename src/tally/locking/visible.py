"""Reduce a web page to what a reader can see of it, and set its footnote marks apart from its numbers."""

import re
from copy import deepcopy
from typing import Any

import lxml.html
from lxml import etree

from tally.locking.hidden import hides, styles
from tally.typography import RAISED

UNSEEN_NAMES = (
    "script style template noscript noframes noembed iframe object canvas audio video datalist title meta link del s "
    "strike rp desc metadata annotation param area dialog"
)
BLOCK_NAMES = (
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p pre "
    "section summary table tbody tfoot thead tr ul"
)
NEVER_SHOWN, BLOCKS = frozenset(UNSEEN_NAMES.split()), frozenset(BLOCK_NAMES.split())
FOOTNOTE = re.compile(r"[\[(]?(?:\d{1,3}(?:[,;–-]\d{1,3})*|[a-df-np-z])[\])]?")  # “e” and “o” make ordinals
IN_BRACKETS = re.compile(r"\[\d{1,3}\]")
RAISED_STYLE = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE)
NOTE = re.compile(r"(?:\b|_)(?:noteref|note-ref|footnote|fn|ftn|endnote|reference|cite_ref|cite_note)", re.IGNORECASE)
SPACE = re.compile(r"[ \t\r\n\f]+")


def parse_page(page: str) -> Any:
    """Parse a web page; an empty page where there is nothing to parse."""
    try:
        return lxml.html.document_fromstring(page.encode("utf-8", "replace"), lxml.html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return lxml.html.document_fromstring("<html><body></body></html>")


def visible(tree: Any) -> Any:
    """
    Return a copy of a page without what a reader cannot see.

    Left out are comments, elements that are never shown (scripts, `noscript`, `template`, fields), struck-out text, and
    what `hidden` or the page's own styles hide. A closed `details` stays, since a reader can open it; so does text with
    `aria-hidden`, which is seen. The page's root and body always stay. Footnote marks become raised digits.
    """
    copy = deepcopy(tree)
    etree.strip_tags(copy, etree.Comment, etree.ProcessingInstruction)
    found = styles(copy)
    _prune(copy, found)
    return _numbers_kept_whole(copy)


def shown_text(tree: Any) -> str:
    """Write all text of a page that `visible` has left: a paragraph for each block, cells parted by a bar."""
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        edge = "\n\n" if name in BLOCKS else " | " if name in ("td", "th") else ""
        text = element.text if event == "start" else element.tail
        parts += [edge] if edge and not (edge == " | " and event == "start") else []
        parts.append(SPACE.sub(" ", text or ""))
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n\n".join(line for line in lines if line)


def all_text(tree: Any) -> str:
    """Write all text of a page, hidden or not, but for its scripts and styles."""
    copy = deepcopy(tree)
    etree.strip_elements(copy, "script", "style", with_tail=False)
    etree.strip_tags(copy, etree.Comment, etree.ProcessingInstruction)
    return shown_text(_numbers_kept_whole(copy))


def _numbers_kept_whole(tree: Any) -> Any:
    """Set footnote marks apart from numbers, and keep together what a line break parts."""
    for mark in list(tree.iter("sup", "sub", "a", "span", "small")):
        _raise(mark)
    for line_end in list(tree.iter("br")):
        _keep_number_together(line_end)
    return tree


def _prune(tree: Any, found: dict[Any, dict[str, str]]) -> None:
    """Take out what is not shown, and the text of what is invisible but for the visible parts in it."""
    unseen: set[Any] = set()
    for element in list(tree.iter(etree.Element)):
        style, name = found.get(element, {}), element.tag
        if name in ("html", "body"):
            continue
        parent = element.getparent()
        if parent is None:
            continue
        if _never_shown(element, name, style):
            element.drop_tree()
            continue
        visibility = style.get("visibility", "inherit")
        if visibility in ("hidden", "collapse") or (parent in unseen and visibility != "visible"):
            unseen.add(element)
    for element in unseen:
        element.text = ""
        for child in element:
            child.tail = ""


def _never_shown(element: Any, name: str, style: dict[str, str]) -> bool:
    """Return whether nothing of an element is seen; a style that displays it counts more than `hidden`."""
    if name in NEVER_SHOWN:
        return name != "dialog" or element.get("open") is None
    hidden = element.get("hidden")
    if hidden is not None and hidden.strip().lower() != "until-found" and "display" not in style:
        return True
    return (name == "input" and (element.get("type") or "").lower() == "hidden") or hides(style)


def _raise(element: Any) -> None:
    """Write a footnote mark in raised signs, so that it is no part of the number before it."""
    about = " ".join(str(element.get(name) or "") for name in ("class", "role", "epub:type", "href", "id"))
    small = element.tag in ("sup", "sub") or RAISED_STYLE.search(element.get("style") or "")
    if not (small or (NOTE.search(about) and _touches(element))):
        return
    mark = SPACE.sub("", "".join(element.itertext()))
    if not FOOTNOTE.fullmatch(mark) or (element.tag == "sub" and not _touches(element, digits_only=True)):
        return
    for child in list(element):
        element.remove(child)
    element.text = mark if IN_BRACKETS.fullmatch(mark) else mark.strip("[]()").translate(RAISED)


def _touches(element: Any, *, digits_only: bool = False) -> bool:
    """Return whether an element follows a letter or sign without a space, or only whether it follows a digit."""
    previous, parent = element.getprevious(), element.getparent()
    text = previous.tail if previous is not None else parent.text if parent is not None else ""
    last = (text or "")[-1:]
    return last.isdigit() if digits_only else bool(last.strip())


def _keep_number_together(line_end: Any) -> None:
    """Write a space for a line break inside a number, so that its second half is not read as a number of its own."""
    parent, previous, tail = line_end.getparent(), line_end.getprevious(), (line_end.tail or "").lstrip()
    text = (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
    if text.rstrip()[-1:].isdigit() and tail[:3].isdigit():
        line_end.tail = f" {tail}"
        line_end.drop_tag()
