"""What a build leaves in a brief's folder."""

from tally.project.inputs import NOTEBOOKS

NARROW = "windows-narrow"  # drawn for telephones, in the page alone; the wide one stands beside it
ALWAYS, SOMETIMES = ("windows", NARROW, "bars"), ("cutoffs", "bounds", "rivals")


def chart_files(name: str) -> list[str]:
    """List the files of a chart: SVG, and PNG where somebody may want to put it elsewhere."""
    return [f"charts/{name}.{kind}" for kind in ("svg", "png")[: 1 if name == NARROW else 2]]


OUTPUTS = (
    "figures.csv", "change.json", *(file for name in ALWAYS for file in chart_files(name)),
    *(f"notebooks/{name}.ipynb" for name in NOTEBOOKS), "editions.json", "inputs.json", "briefing.html",
)  # fmt: skip
OPTIONAL = tuple(file for name in SOMETIMES for file in chart_files(name))
