"""The list of charts: the data of each, its alternative text, and its place on a page."""

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
    """A chart lacks something that every chart needs."""


@dataclass(frozen=True)
class Drawing:
    """A drawn chart: the figure, its alternative text, and the ids of the documents that its data are from."""

    figure: "Figure"
    alt: str
    sources: Iterable[str]


@dataclass(frozen=True)
class Chart:
    """
    One chart. The notebook, the page, the files of a build and the exports use this description.

    Attributes
    ----------
    name : str
        The name of its files and of its place on the page.
    section : str
        The id of the page's section that shows it.
    make : callable
        The function that draws it from the findings.
    when : callable or None
        A function that returns whether there is anything to draw; None for a chart that every briefing has.
    phone_only : bool
        Whether pages show it only on narrow screens, in place of another chart. It is then not exported, nor a PNG.
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
        """The chart's files in a brief's folder: SVG, and PNG if it can be used elsewhere."""
        return tuple(f"charts/{self.name}.{kind}" for kind in (("svg",) if self.phone_only else ("svg", "png")))

    def has_data(self, findings: Findings) -> bool:
        """Return whether there is anything to draw."""
        return self.when is None or self.when(findings)

    def draw(self, findings: Findings) -> Drawing:
        """
        Draw the chart.

        Raises
        ------
        ChartError
            The chart has no alternative text, or names no document as the source of its figures.
        """
        drawing = self.make(findings)
        if not drawing.alt.strip() or not list(drawing.sources):
            msg = (
                f"The chart {self.name} needs an alternative text and the ids of the documents that its data are from."
            )
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
    Add a function that draws from findings to the list of charts.

    Raises
    ------
    ChartError
        The list has a chart of this name already, or the name or the section is empty.
    """
    if name in CHARTS or not name or not section:
        msg = f"The chart {name!r} needs a name of its own and the id of a section of the page; found {section!r}."
        raise ChartError(msg)

    def add(make: Callable[[Findings], Drawing]) -> Callable[[Findings], Drawing]:
        CHARTS[name] = Chart(name, section, make, when, phone_only, width)
        return make

    return add


def chart_names(findings: Findings) -> list[str]:
    """List the names of the charts that have data, in their order."""
    return [chart.name for chart in CHARTS.values() if chart.has_data(findings)]


def draw_charts(findings: Findings, folder: Path) -> dict[str, Path]:
    """Draw and save the charts that have data. Return the SVG of each, by its name."""
    from tally.charts.save import save_chart
    from tally.records.bibliography import credit_line

    paths = {}
    for name in chart_names(findings):
        drawing, stem = CHARTS[name].draw(findings), folder / "charts" / name
        source = credit_line(drawing.sources, findings.dossier.sources)
        png = not CHARTS[name].phone_only
        paths[name] = save_chart(drawing.figure, stem, source=source, alt=drawing.alt, png=png)
    return paths


# Each function imports matplotlib only when it is called, so that the list can be read without it.


def _over_time(findings: Findings, *, narrow: bool) -> Drawing:
    from tally.charts.alt import describe_windows
    from tally.charts.windows import window_chart

    drawn = findings.same_kind
    figure = window_chart(drawn, findings.named_events, findings.events, narrow=narrow)
    return Drawing(figure, describe_windows(drawn), drawn["source"])


@register("windows", "the-charts", width="6.3in")
def _windows(findings: Findings) -> Drawing:
    return _over_time(findings, narrow=False)


@register("windows-narrow", "the-charts", phone_only=True)
def _windows_narrow(findings: Findings) -> Drawing:
    return _over_time(findings, narrow=True)


@register("bars", "the-charts", width="3.2in")
def _bars(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_windows
    from tally.charts.bars import bar_chart

    return Drawing(bar_chart(findings.barred), describe_windows(findings.barred), findings.barred["source"])


@register("readings", "the-change", when=lambda findings: len(findings.numbers.readings) > 1, width="3.7in")
def _readings(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_pairs
    from tally.charts.forest import forest_chart
    from tally.evidence import readings_table

    rows = readings_table(findings.numbers)
    return Drawing(forest_chart(rows), describe_pairs(rows, "readings"), findings.barred["source"])


@register("cutoffs", "the-strength", when=lambda findings: findings.numbers.has_curve)
def _cutoffs(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_curve
    from tally.charts.cutoffs import cutoff_chart

    figure = cutoff_chart(findings.cutoff_curve, findings.robustness.cutoffs)
    return Drawing(figure, describe_curve(findings.cutoff_curve), findings.barred["source"])


@register("bounds", "the-bounds", when=lambda findings: bool(findings.bounds.rows))
def _bounds(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_bounds
    from tally.charts.bounds import bounds_chart
    from tally.evidence import leading_bounds

    shown = leading_bounds(findings.bounds).table
    return Drawing(
        bounds_chart(shown), describe_bounds(shown), [figure.source for figure in findings.inference.figures]
    )


@register("forest", "the-others", when=lambda findings: bool(findings.rivals.others), width="3.7in")
def _forest(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_pairs
    from tally.charts.forest import forest_chart
    from tally.evidence import leading_rows

    pairs = leading_rows(findings.rivals.pairs)
    rows = findings.rivals.table.loc[[pair.id for pair in pairs]]
    sources = [figure.source for pair in pairs for figure in pair.pair.comparison.pair]
    return Drawing(forest_chart(rows), describe_pairs(rows), sources)


@register("rivals", "the-others", when=lambda findings: len(findings.competing) > len(findings.pair), width="3.7in")
def _rivals(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_counts
    from tally.charts.rivals import rivals_chart

    counts = findings.competing
    return Drawing(rivals_chart(counts, findings.pair), describe_counts(counts), counts["source"])
