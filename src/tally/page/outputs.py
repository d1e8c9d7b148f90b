"""List the files that a build leaves in a brief's folder."""

from collections.abc import Iterable

from tally.analysis import COUNTED_ROWS
from tally.charts import CHARTS
from tally.project import BriefKind

OPTIONAL = (
    COUNTED_ROWS, *(file for chart in CHARTS.values() if chart.when is not None for file in chart.files),
)  # fmt: skip
NOTEBOOK_FILES = {  # that the notebooks write, beside charts and page
    BriefKind.PAIR: ("figures.csv", "change.json"),
    BriefKind.SERIES: ("figures.csv", "series.json"),
}


def required_outputs(steps: Iterable[str]) -> tuple[str, ...]:
    """Return the files that every build with these notebooks leaves, the page last; `OPTIONAL` depends on the data."""
    steps = tuple(steps)
    kind = BriefKind.of(steps)
    charts = (file for chart in CHARTS.values() if chart.when is None and chart.kind is kind for file in chart.files)
    notebooks = (f"notebooks/{name}.ipynb" for name in steps)
    return (*NOTEBOOK_FILES[kind], *charts, *notebooks, "editions.json", "inputs.json", "briefing.html")
