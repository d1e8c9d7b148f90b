"""What a build leaves in a brief's folder."""

from collections.abc import Iterable

from tally.charts import CHARTS

OPTIONAL = tuple(file for chart in CHARTS.values() if chart.when is not None for file in chart.files)
NOTEBOOK_FILES = ("figures.csv", "change.json")  # that the notebooks write, beside the charts and the page


def required_outputs(steps: Iterable[str]) -> tuple[str, ...]:
    """Return the files that every build leaves, the page last; `OPTIONAL` depends on the data."""
    charts = (file for chart in CHARTS.values() if chart.when is None for file in chart.files)
    notebooks = (f"notebooks/{name}.ipynb" for name in steps)
    return (*NOTEBOOK_FILES, *charts, *notebooks, "editions.json", "inputs.json", "briefing.html")
