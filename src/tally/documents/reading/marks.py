"""Set the footnote marks of a web page apart from its numbers, and keep together what a line break parts."""

import re
import unicodedata
from itertools import islice
from typing import Any

from tally.text import POINTS, RAISED, SPACES

BLOCK_NAMES = (
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p pre "
    "section summary table tbody tfoot thead tr ul"
)
BLOCKS = frozenset(BLOCK_NAMES.split())
ENDS = BLOCKS - {"button"} | {"td", "th"}  # what text does not run through
FOOTNOTE = re.compile(  # “e” and “o” make ordinals
    r"[\[(]?(?:(?:note|nb|fn)?\d{1,4}(?:[,;–-]\d{1,4})*|[a-df-npr-z]|[ivx]{1,5})[\])]?", re.IGNORECASE
)
IN_BRACKETS = re.compile(r"\[\d{1,3}\]")
UP = re.compile(r"super|text-top|top|0*\.?[1-9][\d.]*(?:px|em|rem|pt|%|ex)")  # values of `vertical-align`
NOTE = re.compile(r"(?:\b|_)(?:noteref|note-ref|footnote|fn|ftn|endnote|reference|cite_ref|cite_note)", re.IGNORECASE)
NOTE_AT_DIGIT = re.compile(r"note|ref|cit|bib|sup|fn|ftn|edn", re.IGNORECASE)  # where it follows a digit
INLINE = ("a", "abbr", "button", "cite", "footnote", "fn", "ins", "label", "small", "span", "sub", "sup", "tooltip")
ALWAYS_MARKS = ("a", "cite", "footnote", "fn", "small", "tooltip")  # where they follow a digit
FAR, LONGEST = 8, 20  # steps from an element to the text beside it; texts in a mark
NUMBER_STARTS = re.compile(rf"(?<!\d)\d{{1,3}}[{POINTS}]?$")
NUMBER_GOES_ON = re.compile(rf"[{SPACES}]?\d{{3}}(?!\d)")
SPACE = re.compile(r"[ \t\r\n\f]+")


def keep_numbers_whole(tree: Any, found: dict[Any, dict[str, str]]) -> Any:
    """Set footnote marks apart from numbers by the styles that were found, and join numbers that a `br` parts."""
    for mark in list(tree.iter(*INLINE)):
        _raise(mark, found.get(mark, {}))
    for line_end in list(tree.iter("br")):
        _keep_number_together(line_end)
    return tree


def _raise(element: Any, style: dict[str, str]) -> None:
    """Write a footnote mark in raised signs, so that it is no part of the number before it."""
    mark = SPACE.sub("", "".join(islice(element.itertext(), LONGEST)))
    if not FOOTNOTE.fullmatch(mark) or not _is_mark(element, style):
        return
    for child in list(element):
        element.remove(child)
    plain = re.sub(r"note|nb|fn", "", mark.strip("[]()").lower())
    digits = "".join(str(unicodedata.digit(sign, sign)) for sign in plain)
    element.text = mark if IN_BRACKETS.fullmatch(mark) else digits.translate(RAISED)


def _is_mark(element: Any, style: dict[str, str]) -> bool:
    """Return whether what reads like a footnote mark is one: raised, or called so where it touches a number or word."""
    before = _text_before(element)
    if element.tag == "sub":
        return before[-1:].isdigit()
    lifted = style.get("position") == "relative" and style.get("top", "").startswith("-")
    if element.tag == "sup" or lifted or UP.fullmatch(style.get("vertical-align", "")):
        return True
    about = " ".join(str(element.get(name) or "") for name in ("class", "role", "epub:type", "href", "id"))
    if before[-1:].isdigit():
        return element.tag in ALWAYS_MARKS or bool(NOTE_AT_DIGIT.search(about))
    return bool(before[-1:].strip() and NOTE.search(about))


def _keep_number_together(line_end: Any) -> None:
    """Write a space for a line break inside a number, so that its second half is not read as a number of its own."""
    before = _text_before(line_end, past_blanks=True).rstrip()
    if NUMBER_STARTS.search(before) and NUMBER_GOES_ON.match(_text_after(line_end).lstrip()):
        line_end.tail = ("" if before[-1:] in POINTS else " ") + (line_end.tail or "").lstrip()
        line_end.drop_tag()


def _text_before(element: Any, *, past_blanks: bool = False) -> str:
    """Return the text directly before an element in its paragraph, in whatever elements; empty if there is none."""
    for _ in range(FAR):
        previous = element.getprevious()
        if previous is None:
            element = element.getparent()
            text = "" if element is None else element.text or ""
            ended = element is None or element.tag in ENDS
        else:
            ended = previous.tag in ENDS
            element, text = previous, previous.tail or ("" if ended else _last_text(previous))
        if ended or (text.strip() if past_blanks else text):
            return text
    return ""


def _last_text(element: Any) -> str:
    """Return the last text in an element."""
    for _ in range(FAR):
        if not len(element):
            return element.text or ""
        element = element[-1]
        if element.tail:
            return str(element.tail)
    return ""


def _text_after(element: Any) -> str:
    """Return the text directly after an element in its paragraph, in whatever elements; empty if there is none."""
    for _ in range(FAR):
        if element.tail and element.tail.strip():
            return str(element.tail)
        following = element.getnext()
        if following is None:
            element = element.getparent()
            if element is None or element.tag in ENDS:
                return ""
            continue
        if following.tag in ENDS:
            return ""
        if text := "".join(islice(following.itertext(), FAR)):
            return text
        element = following
    return ""
