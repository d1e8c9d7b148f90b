"""List the files that a build leaves in a brief's folder."""

from collections.abc import Iterable

from tally.analysis import COUNTED_ROWS
from tally.charts import CHARTS

OPTIONAL = (
    COUNTED_ROWS, *(file for chart in CHARTS.values() if chart.when is not None for file in chart.files),
)  # fmt: skip
NOTEBOOK_FILES = ("figures.csv", "change.json")  # that the notebooks write, beside charts and page


def required_outputs(steps: Iterable[str]) -> tuple[str, ...]:
    """Return the files that every build leaves, the page last; `OPTIONAL` depends on the data."""
    charts = (file for chart in CHARTS.values() if chart.when is None for file in chart.files)
    notebooks = (f"notebooks/{name}.ipynb" for name in steps)
    return (*NOTEBOOK_FILES, *charts, *notebooks, "editions.json", "inputs.json", "briefing.html")
