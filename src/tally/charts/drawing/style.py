"""The style of charts: one palette, one typeface, one set of lines."""

import logging
import re
import textwrap
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import seaborn as sns
from matplotlib import font_manager
from matplotlib.axes import Axes

FONTS = Path(__file__).parent.parent.parent / "fonts"
STYLE_SHEET = FONTS.parent / "templates" / "page" / "theme.css"  # charts use its light colours
COLOUR = re.compile(r"(?<![\w-])--([\w-]++): light-dark\((#[0-9a-f]{6}), #[0-9a-f]{6}\);")
PALETTE = dict(COLOUR.findall(STYLE_SHEET.read_text(encoding="utf-8")))
PAPER, INK, MUTED, RULE = (PALETTE[name] for name in ("paper", "ink", "muted", "rule"))
EARLIER, LATER, BESIDE = (PALETTE[name] for name in ("earlier", "later", "beside"))
EARLIER_WASH, LATER_WASH = PALETTE["earlier-wash"], PALETTE["later-wash"]
EARLIER_HATCH, LATER_HATCH = PALETTE["earlier-hatch"], PALETTE["later-hatch"]
NAMES = {
    PAPER: "paper", INK: "ink", MUTED: "muted", RULE: "rule", EARLIER: "earlier", LATER: "later", BESIDE: "beside",
    EARLIER_WASH: "earlier-wash", LATER_WASH: "later-wash", EARLIER_HATCH: "earlier-hatch", LATER_HATCH: "later-hatch",
}  # fmt: skip
PAIR = {"earlier": (EARLIER, EARLIER_WASH, EARLIER_HATCH), "later": (LATER, LATER_WASH, LATER_HATCH)}

USUAL, BOLD = 400, 600  # the weights of letters
POINTS, LETTER, SMALLEST = 72, 0.55, 6  # points in an inch, a letter's width in its size, the smallest size
# the second typeface has no semibold and is drawn bold instead; that needs no warning in a notebook
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)

SETTINGS = {
    "font.family": ["Inter", "DejaVu Sans"],  # the second, part of matplotlib, is for scripts that Inter lacks
    "font.size": 9.5,
    "axes.edgecolor": RULE,
    "axes.labelcolor": MUTED,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "figure.facecolor": PAPER,
    "grid.color": RULE,
    "grid.linewidth": 0.6,
    "text.color": INK,
    "text.hinting": "no_hinting",  # of letters in a PNG: hinted ones take three times as long
    "text.parse_math": False,
    "xtick.color": MUTED,
    "xtick.bottom": True,
    "ytick.color": MUTED,
    "ytick.left": False,
    "svg.fonttype": "none",
}
_styled = ContextVar("styled", default=False)


@contextmanager
def styled() -> Iterator[None]:
    """
    Set the project's style for charts, and restore the settings afterwards. Inside of itself, it does nothing.

    There is no warning about a letter that neither typeface has: a browser draws it with another typeface.
    """
    if _styled.get():
        yield
        return
    token = _styled.set(True)
    try:
        with warnings.catch_warnings(), mpl.rc_context({**_theme(), **SETTINGS}):
            warnings.filterwarnings("ignore", r"Glyph \d+ .*missing from")
            yield
    finally:
        _styled.reset(token)


@cache
def _theme() -> dict[str, Any]:
    """Load the typefaces, once for a process and its forks, and return seaborn's theme."""
    known = {font.fname for font in font_manager.fontManager.ttflist}
    for path in sorted(FONTS.glob("*.ttf")):
        if str(path) not in known:
            font_manager.fontManager.addfont(path)
    return dict(sns.axes_style("whitegrid"))


@cache
def lettering(bold: bool, size: float) -> font_manager.FontProperties:
    """Return the typeface of words; the same object each time, so that it is looked up once."""
    _theme()
    return font_manager.FontProperties(family=SETTINGS["font.family"], size=size, weight=BOLD if bold else USUAL)


def head(axes: Axes, words: str, *, pad: float, size: float = 9.5) -> None:
    """Write the heading of a chart, in smaller letters or shortened if it is long, so that it fits."""
    room = axes.get_position().width * axes.figure.get_figwidth() * POINTS
    fitting = max(room / (len(words) * LETTER), SMALLEST)
    shown = textwrap.shorten(words, int(room / (SMALLEST * LETTER)), placeholder="…")
    axes.set_title(shown, loc="left", fontsize=min(size, fitting), color=MUTED, pad=pad)
