"""The charts of one page, each shown once, in its section."""

from collections.abc import Mapping

from markupsafe import Markup

from tally.charts import CHARTS, NARROWER
from tally.charts.series import Rows
from tally.evidence import Number
from tally.evidence.series import AnyFindings
from tally.page.cards import Notes, PageError
from tally.page.plots import STRETCHED, embed_chart
from tally.records.bibliography import credit_line


class Drawings:
    """The charts of one page, each in the section that the list of charts names."""

    def __init__(
        self, charts: Mapping[str, str], known: Mapping[str, Number], notes: Notes, found: AnyFindings,
        *, events: bool = True,
    ) -> None:  # fmt: skip
        self._charts, self._known, self._notes, self._found, self._events = charts, known, notes, found, events
        self._shown: set[str] = set()

    def names_in(self, section: str) -> list[str]:
        """Return the charts of a section that are not shown yet, in the order of the list of charts."""
        return [
            name
            for name, chart in CHARTS.items()
            if name in self._charts and chart.section == section and name not in self._shown
        ]

    def embed(self, name: str) -> Markup:
        """Return a chart fitted into the page, in both forms if it has two."""
        self._shown.add(name)
        narrow = f"{name}{NARROWER}"
        forms = {"wide": name, "narrow": narrow} if narrow in self._charts else {"only": name}
        if CHARTS[name].stretched:
            forms = {STRETCHED if form == "wide" else form: file for form, file in forms.items()}
        drawn = [
            embed_chart(self._charts[file], name, self._known, self._notes, form, events=self._events)
            for form, file in forms.items()
        ]
        return Markup('<div class="plots">{}</div>').format(Markup("").join(drawn))

    def rows_of(self, name: str) -> Rows | None:
        """Return the data of a chart as a table; None if there are none, or if its section has a table of its own."""
        rows = CHARTS[name].draw(self._found).rows
        table = rows() if rows else None
        return table if table and table.rows else None

    def source_of(self, name: str) -> str:
        """Return the credit line of a chart."""
        return credit_line(CHARTS[name].draw(self._found).sources, self._found.dossier.sources)

    def require_shown(self) -> None:
        """
        Check that the page shows every chart.

        Raises
        ------
        PageError
            A chart has no place: the page has no section of that id, or the section shows no charts.
        """
        if missing := [name for name in CHARTS if name in self._charts and name not in self._shown]:
            section = CHARTS[missing[0]].section
            msg = (
                f"The chart {missing[0]} has no place: the page has no section {section!r} that shows charts. "
                "Name another section in the list of charts, or call single_charts there in body.html.jinja."
            )
            raise PageError(msg)
