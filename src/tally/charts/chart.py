"""One chart of the list: its name, its place on a page, and the function that draws it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from tally.errors import TallyError
from tally.evidence.series import AnyFindings
from tally.project import BriefKind

if TYPE_CHECKING:
    from tally.charts.drawing import Sheet
    from tally.charts.series import Rows

T = TypeVar("T")
CHARTS: dict[str, "Chart"] = {}
NARROWER = "-narrow"  # the end of the name of a chart's narrow form if there is a wide one


class ChartError(TallyError, ValueError):
    """A chart lacks something that every chart needs."""


@dataclass(frozen=True)
class Drawing:
    """
    A chart that can be drawn at any width.

    Attributes
    ----------
    draw : callable
        The function that draws it at a width.
    alt : str
        Its alternative text.
    sources : iterable of str
        The ids of the documents with its data.
    rows : callable or None
        The function that returns its data as a table; None if its section has them as a table of its own.
    """

    draw: Callable[[float], "Sheet"]
    alt: str
    sources: Iterable[str]
    rows: Callable[[], "Rows"] | None = None


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
    stretched : bool
        Whether pages stretch the marks of its wide form, but not its words, to their full width. Such a chart has
        bands and lines only, and each of its words begins, ends or is centred at a mark.
    """

    name: str
    section: str
    make: Callable[[Any], Drawing]
    when: Callable[[Any], object] | None = None
    wide: bool = True
    width: str = "6.3in"
    kind: BriefKind = BriefKind.PAIR
    stretched: bool = False

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
        return self.kind is findings.kind and (self.when is None or bool(self.when(findings)))

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
    when: Callable[[Any], object] | None = None,
    wide: bool = True,
    width: str = "6.3in",
    kind: BriefKind = BriefKind.PAIR,
    stretched: bool = False,
) -> Callable[[Callable[[T], Drawing]], Callable[[T], Drawing]]:
    """
    Add a function that draws from findings to the list of charts.

    Raises `ChartError` if the list has a chart of this name, or the name or the section is empty.
    """
    if name in CHARTS or not name or not section:
        msg = f"The chart {name!r} needs a name of its own and the id of a section of the page; found {section!r}."
        raise ChartError(msg)

    def add(make: Callable[[T], Drawing]) -> Callable[[T], Drawing]:
        CHARTS[name] = Chart(name, section, make, when, wide, width, kind, stretched)
        return make

    return add


def chart_names(findings: AnyFindings) -> list[str]:
    """List the names of the charts that have data, in their order."""
    return [chart.name for chart in CHARTS.values() if chart.has_data(findings)]
