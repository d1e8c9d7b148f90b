"""Separate the footnote marks of a web page from its numbers, and join numbers that a line break splits."""

import re
import unicodedata
from itertools import islice
from typing import Any

from lxml import etree

from tally.text import POINTS, RAISED, SPACES

BLOCK_NAMES = (
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p pre "
    "section summary table tbody tfoot thead tr ul"
)
BLOCKS = frozenset(BLOCK_NAMES.split())
TEXT_ENDS = BLOCKS - {"button"} | {"td", "th"}  # elements at which running text ends
FOOTNOTE = re.compile(  # “e” and “o” make ordinals
    r"[\[(]?(?:(?:note|nb|fn)?\d{1,4}(?:[,;–-]\d{1,4})*|[a-df-npr-z]|[ivx]{1,5})[\])]?", re.IGNORECASE
)
IN_BRACKETS = re.compile(r"\[\d{1,3}\]")
RAISING = re.compile(r"super|text-top|top|0*\.?[1-9][\d.]*(?:px|em|rem|pt|%|ex)")  # values of `vertical-align`
NOTE = re.compile(r"(?:\b|_)(?:noteref|note-ref|footnote|fn|ftn|endnote|reference|cite_ref|cite_note)", re.IGNORECASE)
NOTE_AT_DIGIT = re.compile(r"note|ref|cit|bib|sup|fn|ftn|edn", re.IGNORECASE)  # where it follows a digit
INLINE = ("a", "abbr", "button", "cite", "footnote", "fn", "ins", "label", "small", "span", "sub", "sup", "tooltip")
ALWAYS_MARKS = ("a", "cite", "footnote", "fn", "small", "tooltip")  # where they follow a digit
MOST_STEPS = 8  # from an element to the text beside it
MOST_TEXTS = 20  # pieces of text in a mark
NUMBER_STARTS = re.compile(rf"(?<!\d)\d{{1,3}}[{POINTS}]?$")
NUMBER_GOES_ON = re.compile(rf"[{SPACES}]?\d{{3}}(?!\d)")
BLANKS = re.compile(r"[ \t\r\n\f]+")
JOINED = "tally-joined"  # the name of line breaks that are about to be removed, all at once
LONGEST_MARK = 1000  # characters
LONGEST_START = 12  # characters of a number before a line break


def keep_numbers_whole(tree: Any, styles: dict[Any, dict[str, str]]) -> Any:
    """Return a page with footnote marks as raised signs, and with numbers that a `br` splits joined."""
    for mark in list(tree.iter(*INLINE)):
        _raise(mark, styles.get(mark, {}))
    for line_end in list(tree.iter("br")):
        _keep_number_together(line_end)
    etree.strip_tags(tree, JOINED)
    return tree


def _raise(element: Any, style: dict[str, str]) -> None:
    """Write a footnote mark in raised signs, so that it is not read as part of the number before it."""
    texts = list(islice(element.itertext(), MOST_TEXTS))
    if sum(map(len, texts)) > LONGEST_MARK:
        return
    mark = BLANKS.sub("", "".join(texts))
    if not FOOTNOTE.fullmatch(mark) or not _is_mark(element, style):
        return
    for child in list(element):
        element.remove(child)
    plain = re.sub(r"note|nb|fn", "", mark.strip("[]()").lower())
    digits = "".join(str(unicodedata.digit(sign, sign)) for sign in plain)
    element.text = mark if IN_BRACKETS.fullmatch(mark) else digits.translate(RAISED)


def _is_mark(element: Any, style: dict[str, str]) -> bool:
    """Return whether a text like a footnote mark is one: raised, or named so and touching a number or word."""
    before = _text_before(element)
    if element.tag == "sub":
        return before[-1:].isdigit()
    lifted = style.get("position") == "relative" and style.get("top", "").startswith("-")
    if element.tag == "sup" or lifted or RAISING.fullmatch(style.get("vertical-align", "")):
        return True
    about = " ".join(str(element.get(name) or "") for name in ("class", "role", "epub:type", "href", "id"))
    if before[-1:].isdigit():
        return element.tag in ALWAYS_MARKS or bool(NOTE_AT_DIGIT.search(about))
    return bool(before[-1:].strip() and NOTE.search(about))


def _keep_number_together(line_end: Any) -> None:
    """Replace a line break inside a number by a space, so that its second half is not read as another number."""
    before = _text_before(line_end, past_blanks=True).rstrip()[-LONGEST_START:]
    if NUMBER_STARTS.search(before) and NUMBER_GOES_ON.match(_text_after(line_end).lstrip()):
        line_end.tail = ("" if before[-1:] in POINTS else " ") + (line_end.tail or "").lstrip()
        line_end.tag = JOINED


def _text_before(element: Any, *, past_blanks: bool = False) -> str:
    """Return the text directly before an element in its paragraph, at any depth; empty if there is none."""
    for _ in range(MOST_STEPS):
        previous = element.getprevious()
        if previous is None:
            element = element.getparent()
            text = "" if element is None else element.text or ""
            ended = element is None or element.tag in TEXT_ENDS
        else:
            ended = previous.tag in TEXT_ENDS
            element, text = previous, previous.tail or ("" if ended else _last_text(previous))
        if ended or (text.strip() if past_blanks else text):
            return text
    return ""


def _last_text(element: Any) -> str:
    """Return the last text in an element."""
    for _ in range(MOST_STEPS):
        if not len(element):
            return element.text or ""
        element = element[-1]
        if element.tail:
            return str(element.tail)
    return ""


def _text_after(element: Any) -> str:
    """Return the text directly after an element in its paragraph, at any depth; empty if there is none."""
    for _ in range(MOST_STEPS):
        if element.tail and element.tail.strip():
            return str(element.tail)
        following = element.getnext()
        if following is None:
            element = element.getparent()
            if element is None or element.tag in TEXT_ENDS:
                return ""
            continue
        if following.tag in TEXT_ENDS:
            return ""
        if text := "".join(islice(following.itertext(), MOST_STEPS)):
            return text
        element = following
    return ""
