"""A case of made-up counts that a test writes, and its brief."""

import csv
import shutil
from pathlib import Path

from tally.project import Project

PLAIN = {
    "bound": "exact", "unit": "attacks", "unit_printed": "attacks", "group": "Example Group", "place": "Exampleland",
    "window_basis": "stated", "basis": "recorded", "counter": "Example Observatory (made up)",
    "source": "example-yearbook", "seen": "transcribed",
}  # fmt: skip
BRIEF = """brief: {name}
question: "Made-up example: did they become more frequent?"
case: made-up
earlier: {earlier}
later: {later}
as_of: ""
level: 0.95
milestones: []
date: ""
correction: ""
"""


def counts(**values: tuple[str, int]) -> list[dict[str, str]]:
    """Make rows of figures.csv: a window and a count for each id, written with underscores."""
    return [
        PLAIN | {"id": name.replace("_", "-"), "value": str(value), "window": window, "quotation": f"{value} of them"}
        for name, (window, value) in values.items()
    ]


def write_case(project: Project, name: str, rows: list[dict[str, str]], earlier: str, later: str) -> str:
    """Replace the figures of the made-up case and all briefs by these rows and one brief, and give its name."""
    folder = project.data / "made-up"
    for table, kept in (("figures.csv", rows), ("locks.csv", [])):
        path = Path(folder / table)
        header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n", restval="")
            writer.writeheader()
            writer.writerows(kept)
    shutil.rmtree(project.parameters)
    project.parameters.mkdir()
    text = BRIEF.format(name=name, earlier=earlier, later=later)
    (project.parameters / f"{name}.yml").write_text(text, encoding="utf-8")
    return name


def months(year: int, values: list[int]) -> list[dict[str, str]]:
    """Make rows for the months of a year."""
    return counts(**{f"m_{year}_{month:02}": (f"{year}-{month:02}", value) for month, value in enumerate(values, 1)})
