"""The list of charts: the data of each, its alternative text, and its place on a page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from tally.errors import TallyError
from tally.evidence import Findings
from tally.evidence.series import AnyFindings
from tally.project import BriefKind

if TYPE_CHECKING:
    from tally.charts.drawing import Sheet
    from tally.evidence.series import SeriesFindings

T = TypeVar("T")
CHARTS: dict[str, "Chart"] = {}
NARROWER = "-narrow"  # the end of the name of a chart's narrow form if there is a wide one


class ChartError(TallyError, ValueError):
    """A chart lacks something that every chart needs."""


@dataclass(frozen=True)
class Drawing:
    """A chart that can be drawn at any width; its alternative text, and the ids of the documents with its data."""

    draw: Callable[[float], "Sheet"]
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
    wide : bool
        Whether it has a wide form too, which pages show where there is room, and which is exported.
    width : str
        Its width in a Word document.
    kind : BriefKind
        The kind of brief whose briefings have it.
    """

    name: str
    section: str
    make: Callable[[Any], Drawing]
    when: Callable[[Any], bool] | None = None
    wide: bool = True
    width: str = "6.3in"
    kind: BriefKind = BriefKind.PAIR

    @property
    def forms(self) -> tuple[str, ...]:
        """The names of its drawings: its own, and that of the narrow form if there are two."""
        return (self.name, f"{self.name}{NARROWER}") if self.wide else (self.name,)

    @property
    def exported(self) -> tuple[str, ...]:
        """The chart's files in a brief's folder that can be used elsewhere."""
        return (f"charts/{self.name}.svg", f"charts/{self.name}.png")

    @property
    def files(self) -> tuple[str, ...]:
        """All of the chart's files in a brief's folder."""
        return (*self.exported, *(f"charts/{form}.svg" for form in self.forms[1:]))

    def has_data(self, findings: AnyFindings) -> bool:
        """Return whether there is anything to draw."""
        return self.kind is findings.kind and (self.when is None or self.when(findings))

    def draw(self, findings: AnyFindings) -> Drawing:
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
    when: Callable[[Any], bool] | None = None,
    wide: bool = True,
    width: str = "6.3in",
    kind: BriefKind = BriefKind.PAIR,
) -> Callable[[Callable[[T], Drawing]], Callable[[T], Drawing]]:
    """
    Add a function that draws from findings to the list of charts.

    Raises `ChartError` if the list has a chart of this name, or the name or the section is empty.
    """
    if name in CHARTS or not name or not section:
        msg = f"The chart {name!r} needs a name of its own and the id of a section of the page; found {section!r}."
        raise ChartError(msg)

    def add(make: Callable[[T], Drawing]) -> Callable[[T], Drawing]:
        CHARTS[name] = Chart(name, section, make, when, wide, width, kind)
        return make

    return add


def chart_names(findings: AnyFindings) -> list[str]:
    """List the names of the charts that have data, in their order."""
    return [chart.name for chart in CHARTS.values() if chart.has_data(findings)]


# Each function imports what draws only when it is called, so that the list can be read without it.


@register("windows", "the-charts")
def _windows(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_windows
    from tally.charts.windows import window_chart

    drawn, named, events = findings.same_kind, findings.named_events, findings.events
    return Drawing(lambda width: window_chart(drawn, named, events, width), describe_windows(drawn), drawn["source"])


@register("bars", "the-charts", wide=False, width="3.4in")
def _bars(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_windows
    from tally.charts.bars import bar_chart

    return Drawing(lambda width: bar_chart(bars, width), describe_windows(bars := findings.barred), bars["source"])


@register("year_to_date", "the-charts", when=lambda findings: findings.to_date is not None)
def _year_to_date(findings: Findings) -> Drawing:
    from tally.charts.series import describe_to_date, year_to_date_chart

    if (to_date := findings.to_date) is None:
        msg = "Two counts that were not counted from one file have no year to date."
        raise ChartError(msg)
    return Drawing(lambda width: year_to_date_chart(to_date, width), describe_to_date(to_date), to_date.sources)


@register("readings", "the-change", when=lambda findings: len(findings.numbers.readings) > 1)
def _readings(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_pairs
    from tally.charts.forest import forest_chart
    from tally.evidence import readings_table

    rows = readings_table(findings.numbers)
    alt, sources = describe_pairs(rows, "readings"), findings.barred["source"]
    return Drawing(lambda width: forest_chart(rows, width), alt, sources)


@register("cutoffs", "the-strength", when=lambda findings: findings.numbers.has_curve)
def _cutoffs(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_curve
    from tally.charts.cutoffs import cutoff_chart

    curve, printed = findings.cutoff_curve, findings.robustness.cutoffs
    alt, sources = describe_curve(curve), findings.barred["source"]
    return Drawing(lambda width: cutoff_chart(curve, printed, width), alt, sources)


@register("bounds", "the-bounds", when=lambda findings: bool(findings.bounds.rows))
def _bounds(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_bounds
    from tally.charts.bounds import bounds_chart
    from tally.evidence import leading_bounds

    shown = leading_bounds(findings.bounds).table
    sources = [figure.source for figure in findings.inference.figures]
    return Drawing(lambda width: bounds_chart(shown, width), describe_bounds(shown), sources)


@register("forest", "the-others", when=lambda findings: bool(findings.rivals.others))
def _forest(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_pairs
    from tally.charts.forest import forest_chart
    from tally.evidence import leading_rows

    pairs = leading_rows(findings.rivals.pairs)
    rows = findings.rivals.table.loc[[pair.id for pair in pairs]]
    sources = [figure.source for pair in pairs for figure in pair.pair.comparison.pair]
    return Drawing(lambda width: forest_chart(rows, width), describe_pairs(rows), sources)


@register("periods", "the-charts", kind=BriefKind.SERIES)
def _periods(findings: "SeriesFindings") -> Drawing:
    from tally.charts.series import describe_periods, periods_chart

    columns, noun, sources = findings.columns, findings.noun, [figure.source for figure in findings.counts]
    return Drawing(lambda width: periods_chart(columns, noun, width), describe_periods(columns, noun), sources)


@register("rivals", "the-others", when=lambda findings: len(findings.competing) > len(findings.pair))
def _rivals(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_counts
    from tally.charts.rivals import rivals_chart

    counts, pair = findings.competing, findings.pair
    return Drawing(lambda width: rivals_chart(counts, pair, width), describe_counts(counts), counts["source"])
