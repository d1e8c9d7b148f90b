"""Remove from printed pages what printing added: running heads and feet, and hyphens at line ends."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tally.text import SOFT_HYPHEN, join_line_ends

MOST_RUNNING = 4  # lines at the head, and at the foot, of a page that may be running heads or feet
HYPHENATED = re.compile(r"(?<=[^\W\d_])[-‐]\n[ \t]*(?=[^\W\d_])")
ENDS_BROKEN = re.compile(r"(?<=[^\W\d_])[-‐]$")
PAGE_NUMBER = re.compile(
    r"(?:(?:page|seite|página|pagina|p\.|pp\.|s\.|pág\.|صفحة) ?)?[-–—|\[(]? ?(?:\d{1,4}|[ivxl]{1,7})"
    r"(?: ?(?:/|of|von|de|sur|из|من) ?\d{1,4})? ?[-–—|\])]?", re.IGNORECASE,
)  # fmt: skip
DIGITS = re.compile(r"\d+")


def body(pages: Sequence[str]) -> list[str]:
    """
    Return the pages of a printed text without running heads and feet, and with broken words and numbers joined.

    A line at the edge of a page is a running head or foot if it is a page number, or if one of the two pages before
    or after has the same words there, in any order, and the same numbers except for one that rises with the pages.
    """
    lines = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    tops = [_running(lines, place, from_end=False) for place in range(len(lines))]
    feet = [_running(lines, place, from_end=True) for place in range(len(lines))]
    contents = [
        page[top : len(page) - foot] if top + foot <= len(page) else []
        for page, top, foot in zip(lines, tops, feet, strict=True)
    ]
    return _mended([_with_paragraphs(page, lines) for page, lines in zip(pages, contents, strict=True)])


def mended(page: str) -> str:
    """Return a page with broken words and numbers joined. A hyphen at a line end becomes a soft hyphen."""
    lines = "\n".join(line.rstrip() for line in page.splitlines())
    return join_line_ends(HYPHENATED.sub(f"{SOFT_HYPHEN}\n", lines))


def _mended(pages: list[str]) -> list[str]:
    """Return the pages with broken words joined, also from one page to the next."""
    whole = [mended(page) for page in pages]
    for place, (page, following) in enumerate(pairwise(whole)):
        if following[:1].islower() and ENDS_BROKEN.search(page):
            whole[place] = ENDS_BROKEN.sub(SOFT_HYPHEN, page)
    return whole


def _with_paragraphs(page: str, contents: Sequence[str]) -> str:
    """Return a page from the first to the last of the lines in `contents`, including empty lines between them."""
    lines = page.splitlines()
    filled = [place for place, line in enumerate(lines) if line.strip()]
    if not contents:
        return ""
    first = next(
        at
        for at in range(len(filled))
        if [lines[place].strip() for place in filled[at : at + len(contents)]] == list(contents)
    )
    return "\n".join(lines[filled[first] : filled[first + len(contents) - 1] + 1])


def _running(pages: Sequence[Sequence[str]], place: int, *, from_end: bool) -> int:
    """Count the running lines at the head or the foot of a page."""
    count = 0
    for line in _edge(pages[place], from_end=from_end):
        others = [
            (_edge(pages[other], from_end=from_end), other - place)
            for other in range(max(place - 2, 0), min(place + 3, len(pages)))
            if other != place
        ]
        repeated = any(_repeats(line, candidate, apart) for edge, apart in others for candidate in edge)
        if not (PAGE_NUMBER.fullmatch(_spaced(line)) or repeated):
            break
        count += 1
    return count


def _edge(page: Sequence[str], *, from_end: bool) -> Sequence[str]:
    """Return the outermost lines of a page, the outermost first."""
    return page[::-1][:MOST_RUNNING] if from_end else page[:MOST_RUNNING]


def _repeats(line: str, other: str, apart: int) -> bool:
    """Return whether two lines differ at most in a page number, and that by the number of pages between them."""
    here, there = sorted(_spaced(line).split()), sorted(_spaced(other).split())
    if here == there:
        return True
    if len(here) != len(there):
        return False
    ours, theirs = (
        list((Counter(words) - Counter(others)).elements()) for words, others in ((here, there), (there, here))
    )
    if len(ours) != 1 or len(theirs) != 1 or DIGITS.sub("#", ours[0]) != DIGITS.sub("#", theirs[0]):
        return False
    changed = [
        int(after) - int(before)
        for before, after in zip(DIGITS.findall(ours[0]), DIGITS.findall(theirs[0]), strict=True)
        if before != after
    ]
    return changed == [apart]


def _spaced(line: str) -> str:
    return " ".join(line.split())
