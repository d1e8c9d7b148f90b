"""The list of charts: what each is drawn from, what it shows in words, and where a page has it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tally.errors import TallyError
from tally.evidence import Findings

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS: dict[str, "Chart"] = {}


class ChartError(TallyError, ValueError):
    """A chart lacks what every chart needs."""


@dataclass(frozen=True)
class Drawing:
    """A drawn chart: the figure, what it shows for those who cannot see it, and the ids of the documents behind it."""

    figure: "Figure"
    alt: str
    sources: Iterable[str]


@dataclass(frozen=True)
class Chart:
    """
    One chart. The notebook, the page, the files of a build and the exports follow from it.

    Attributes
    ----------
    name : str
        The name of its files, and of its place in the page's drawing.
    section : str
        The id of the page's section that shows it.
    make : callable
        Draws it from the findings.
    when : callable or None
        Returns whether there is anything to draw; None for a chart that every briefing has.
    phone_only : bool
        Whether pages show it on narrow screens only, in the place of another chart: then it is neither PNG nor export.
    width : str
        Its width in a Word document.
    """

    name: str
    section: str
    make: Callable[[Findings], Drawing]
    when: Callable[[Findings], bool] | None = None
    phone_only: bool = False
    width: str = "4.6in"

    @property
    def files(self) -> tuple[str, ...]:
        """Its files in a brief's folder: SVG, and PNG where it may be put elsewhere."""
        return tuple(f"charts/{self.name}.{kind}" for kind in (("svg",) if self.phone_only else ("svg", "png")))

    def has_data(self, found: Findings) -> bool:
        """Return whether there is anything to draw."""
        return self.when is None or self.when(found)

    def draw(self, found: Findings) -> Drawing:
        """
        Draw it.

        Raises
        ------
        ChartError
            It has no alternative text, or no document that its figures are from.
        """
        drawing = self.make(found)
        if not drawing.alt.strip() or not list(drawing.sources):
            msg = f"The chart {self.name} needs an alternative text and the ids of the documents that it draws on."
            raise ChartError(msg)
        return drawing


def register(
    name: str,
    section: str,
    *,
    when: Callable[[Findings], bool] | None = None,
    phone_only: bool = False,
    width: str = "4.6in",
) -> Callable[[Callable[[Findings], Drawing]], Callable[[Findings], Drawing]]:
    """
    Add a function that draws from findings to the charts.

    Raises
    ------
    ChartError
        There is a chart of this name already, or its name or its section is empty.
    """
    if name in CHARTS or not name or not section:
        msg = f"The chart {name!r} needs a name of its own and the id of a section of the page; found {section!r}."
        raise ChartError(msg)

    def add(make: Callable[[Findings], Drawing]) -> Callable[[Findings], Drawing]:
        CHARTS[name] = Chart(name, section, make, when, phone_only, width)
        return make

    return add


def chart_names(found: Findings) -> list[str]:
    """List the charts that there are data for, in their order."""
    return [chart.name for chart in CHARTS.values() if chart.has_data(found)]


def draw_charts(found: Findings, folder: Path) -> dict[str, Path]:
    """Draw and save the charts that there are data for; returns the SVG of each, by its name."""
    from tally.charts.save import save_chart
    from tally.records.bibliography import credit_line

    paths = {}
    for name in chart_names(found):
        drawing, stem = CHARTS[name].draw(found), folder / "charts" / name
        source = credit_line(drawing.sources, found.dossier.sources)
        png = not CHARTS[name].phone_only
        paths[name] = save_chart(drawing.figure, stem, source=source, alt=drawing.alt, png=png)
    return paths


# Each function imports what it draws with when it is called, so that the list can be read without matplotlib.


def _over_time(found: Findings, *, narrow: bool) -> Drawing:
    from tally.charts.alt import describe_windows
    from tally.charts.windows import window_chart

    drawn = found.same_kind
    figure = window_chart(drawn, found.named_events, found.events, narrow=narrow)
    return Drawing(figure, describe_windows(drawn), drawn["source"])


@register("windows", "the-charts", width="6.3in")
def _windows(found: Findings) -> Drawing:
    return _over_time(found, narrow=False)


@register("windows-narrow", "the-charts", phone_only=True)
def _windows_narrow(found: Findings) -> Drawing:
    return _over_time(found, narrow=True)


@register("bars", "the-charts", width="3.2in")
def _bars(found: Findings) -> Drawing:
    from tally.charts.alt import describe_windows
    from tally.charts.bars import bar_chart

    return Drawing(bar_chart(found.barred), describe_windows(found.barred), found.barred["source"])


@register("cutoffs", "the-strength", when=lambda found: found.numbers.has_curve)
def _cutoffs(found: Findings) -> Drawing:
    from tally.charts.alt import describe_curve
    from tally.charts.cutoffs import cutoff_chart

    figure = cutoff_chart(found.cutoff_curve, found.robustness.cutoffs)
    return Drawing(figure, describe_curve(found.cutoff_curve), found.barred["source"])


@register("bounds", "the-bounds", when=lambda found: bool(found.bounds.rows))
def _bounds(found: Findings) -> Drawing:
    from tally.charts.alt import describe_bounds
    from tally.charts.bounds import bounds_chart
    from tally.charts.foremost import leading_bounds

    shown = leading_bounds(found.bounds).table
    return Drawing(bounds_chart(shown), describe_bounds(shown), [one.source for one in found.inference.figures])


@register("rivals", "the-others", when=lambda found: len(found.competing) > len(found.pair), width="3.7in")
def _rivals(found: Findings) -> Drawing:
    from tally.charts.alt import describe_counts
    from tally.charts.rivals import rivals_chart

    counts = found.competing
    return Drawing(rivals_chart(counts, found.pair), describe_counts(counts), counts["source"])
