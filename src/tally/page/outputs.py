"""What a build leaves in a brief's folder."""

from tally.charts import CHARTS
from tally.project import NOTEBOOKS

OUTPUTS = (
    "figures.csv", "change.json", *(file for chart in CHARTS.values() if chart.when is None for file in chart.files),
    *(f"notebooks/{name}.ipynb" for name in NOTEBOOKS), "editions.json", "inputs.json", "briefing.html",
)  # fmt: skip
OPTIONAL = tuple(file for chart in CHARTS.values() if chart.when is not None for file in chart.files)
