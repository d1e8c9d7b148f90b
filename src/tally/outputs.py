"""What a build leaves in a brief's folder."""

from tally.inputs import NOTEBOOKS

KINDS = ("svg", "png")
ALWAYS, SOMETIMES = ("windows", "windows-narrow", "bars"), ("cutoffs", "bounds", "rivals")
OUTPUTS = (
    "figures.csv", "change.json", *(f"charts/{name}.{kind}" for name in ALWAYS for kind in KINDS),
    *(f"notebooks/{name}.ipynb" for name in NOTEBOOKS), "editions.json", "inputs.json", "briefing.html",
)  # fmt: skip
OPTIONAL = tuple(f"charts/{name}.{kind}" for name in SOMETIMES for kind in KINDS)
