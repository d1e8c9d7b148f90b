"""Measure words in the charts' typeface, and fit them into a width."""

import unicodedata
from functools import cache, lru_cache

from PIL import ImageFont

from tally.charts.drawing.style import FONTS

SIZE, LINE = 13.0, 17.0  # of all letters in charts, and from line to line, in pixels
EM = 1000  # size at which letters are measured
DOTS = "…"


@lru_cache(maxsize=4096)  # a chart's wide and narrow form and its picture have the same words
def width_of(words: str, *, bold: bool = False, size: float = SIZE) -> float:
    """Compute the width of a line of words in pixels."""
    return size * sum(_letter(sign, bold) for sign in words)


def shortened(words: str, room: float, *, bold: bool = False, size: float = SIZE) -> str:
    """Return words, cut and ended with dots if they are wider than there is room."""
    if width_of(words, bold=bold, size=size) <= room:
        return words
    while words and width_of(words + DOTS, bold=bold, size=size) > room:
        words = words[:-1].rstrip()
    return words + DOTS


def wrapped(words: str, room: float, *, bold: bool = False, size: float = SIZE) -> list[str]:
    """Return words in lines that are no wider than there is room; a word that is wider alone is cut into pieces."""
    lines: list[str] = []
    line = ""
    for word in words.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer, bold=bold, size=size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while len(line) > 1 and width_of(line, bold=bold, size=size) > room:
            cut = next(
                (end for end in range(len(line) - 1, 1, -1) if width_of(line[:end], bold=bold, size=size) <= room), 1
            )
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line] if line else lines


@cache
def _letter(sign: str, bold: bool) -> float:
    """Return the width of a letter in units of its size."""
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    return float(_typeface(bold).getlength(sign)) / EM


@cache
def _typeface(bold: bool) -> ImageFont.FreeTypeFont:
    """Load the charts' typeface."""
    layout = ImageFont.Layout.BASIC
    return ImageFont.truetype(str(FONTS / f"inter-{600 if bold else 400}.ttf"), EM, layout_engine=layout)
