"""The charts as separate files, and a card for sites that show a link as a picture."""

import io
import textwrap
from datetime import date
from pathlib import Path

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from tally.charts import INK, MUTED, PAIR, PAPER, RULE, chart_names, draw_pictures, head, styled
from tally.editions import Edition
from tally.evidence.series import AnyFindings
from tally.project import Kind, read_file
from tally.text import capitalised, rounded, words

CARD = (12.0, 6.3)  # inches, at a hundred dots each
DOTS = 100
LEFT, WIDTH = 0.055, 0.53  # of the card: where the words begin, and how wide they may be
FEWEST = 13  # characters in a line of the card
FEW = 20  # columns of a series, up to which each has an outline


def chart_files(folder: Path, findings: AnyFindings) -> dict[str, bytes]:
    """Return the charts of a briefing, by file name: SVG, and PNG at twice the size; each has its source inside."""
    paths = [folder / f"charts/{name}.svg" for name in chart_names(findings)]
    files = {path.name: read_file(path, Kind.BUILT) for path in paths} | draw_pictures(findings)
    return dict(sorted(files.items()))


def social_card(edition: Edition, source: str) -> bytes:
    """
    Draw the card: the question, the finding, the rates, the source; 1200 by 630 pixels.

    Parameters
    ----------
    edition : Edition
        The briefing's edition.
    source : str
        The origin of the figures.
    """
    with styled():
        card = Figure(figsize=CARD, dpi=DOTS, facecolor=PAPER)
        canvas = FigureCanvasAgg(card)
        kicker = words.CHART["made-up" if edition.made_up else "kicker"]
        card.text(LEFT, 0.905, kicker, size=13, weight=600, color=MUTED)
        finding = edition.finding.words.replace(" %", "\N{NO-BREAK SPACE}%") if edition.finding else ""
        question = _fitted(card, edition.question, 0.845, 0.62, (30, 27, 24, 21, 18), weight=600)
        below = question.get_window_extent(canvas.get_renderer()).y0 / (CARD[1] * DOTS) - 0.045
        _fitted(card, finding, below, 0.155, (19, 17, 15, 13.5, 12, 10.5), weight=400)
        origin = textwrap.wrap(words.CHART["credit"].format(source, edition.edition, edition.date), 118)
        card.text(
            LEFT, 0.06, "\n".join(origin),
            size=10, color=MUTED, va="bottom", linespacing=1.4,
        )  # fmt: skip
        if edition.verdict:
            _rates(card.add_axes((0.66, 0.2, 0.29, 0.62)), edition)
        else:
            _series(card.add_axes((0.69, 0.2, 0.26, 0.62)), edition)  # the numbers of its axis are left of it
        picture = io.BytesIO()
        card.savefig(picture, dpi=DOTS, metadata={"Software": None})
    return picture.getvalue()


def _fitted(card: Figure, words: str, top: float, bottom: float, sizes: tuple[float, ...], weight: int) -> Text:
    """Write words in the largest size that fits between two heights, or in the smallest if none fits."""
    renderer = FigureCanvasAgg(card).get_renderer()
    room, wide = (top - bottom) * CARD[1] * DOTS, WIDTH * CARD[0] * DOTS
    for size in sizes:
        characters = 90
        while True:
            lines = textwrap.wrap(words, characters)
            text = card.text(
                LEFT, top, "\n".join(lines), size=size, weight=weight, color=INK, va="top", linespacing=1.32
            )
            extent = text.get_window_extent(renderer)
            if extent.width <= wide or characters <= FEWEST:
                break
            text.remove()
            longest = max(map(len, lines))  # as many characters as it has would give the same lines
            characters = max(FEWEST, min(longest - 1, int(1.1 * longest * wide / extent.width)))
        if extent.height <= room or size == sizes[-1]:
            break
        text.remove()
    return text


def _rates(axes: Axes, edition: Edition) -> None:
    """Draw the two rates as bars from zero."""
    pair = pd.Series({figure.role: figure.per_day * 30 for figure in edition.line if figure.role in PAIR})
    windows = {"earlier": edition.figures[edition.earlier], "later": edition.figures[edition.later]}
    for place, role in enumerate(("earlier", "later")):
        height = float(pair.get(role, 0))
        line, wash, _ = PAIR[role]
        axes.bar(place, height, width=0.62, facecolor=wash, edgecolor=line, linewidth=2)
        axes.annotate(
            rounded(height), (place, height), (0, 6), textcoords="offset points", ha="center", size=24, weight=600,
            color=line,
        )  # fmt: skip
    labels = ["\n".join(textwrap.wrap(windows[role].window, 19)) for role in ("earlier", "later")]
    axes.set_xticks([0, 1], labels, size=10.5, color=INK)
    axes.set(yticks=[], ylim=(0, max(float(pair.max()), 1e-9) * 1.12), xlim=(-0.5, 1.5))
    head(axes, words.CHART["per-month"].format(capitalised(edition.figures[edition.later].unit)), pad=14, size=12)
    axes.spines["bottom"].set_color(RULE)
    axes.tick_params(bottom=False, left=False)
    axes.grid(visible=False)


def _series(axes: Axes, edition: Edition) -> None:
    """Draw the rates of a series as columns from zero, over their days."""
    line, wash, _ = PAIR["later"]
    days = [[date.fromisoformat(day).toordinal() for day in (rate.first, rate.last)] for rate in edition.line]
    heights = [rate.per_day * 30 for rate in edition.line]
    widths = [last + 1 - first for first, last in days]
    thin = len(days) > FEW
    axes.bar(
        [first for first, _ in days], heights, widths, align="edge", facecolor=line if thin else wash,
        edgecolor=line, linewidth=0 if thin else 1,
    )  # fmt: skip
    highest = max(range(len(heights)), key=heights.__getitem__)
    axes.annotate(
        rounded(heights[highest]), (days[highest][0] + widths[highest] / 2, heights[highest]), (0, 5),
        textcoords="offset points", ha="center", size=16, weight=600, color=line,
    )  # fmt: skip
    ends = [edition.line[0].first[:4], edition.line[-1].last[:4]]
    axes.set_xticks([days[0][0], days[-1][1]], ends, size=10.5, color=INK)
    axes.set(yticks=[], ylim=(0, max([*heights, 1e-9]) * 1.12))
    unit = edition.figures[edition.later].unit
    head(axes, words.CHART["per-month"].format(capitalised(unit)), pad=14, size=12)
    axes.spines["bottom"].set_color(RULE)
    axes.tick_params(bottom=False, left=False)
    axes.grid(visible=False)
