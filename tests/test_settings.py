"""Each setting has one place."""

import json
import re
import tomllib

from tally.charts import NAMES
from tally.charts.drawing.style import PALETTE, STYLE_SHEET


def test_charts_are_drawn_in_the_colours_of_the_page():
    """Every colour of the charts is a variable of the style sheet, so that a page can darken its charts."""
    assert {name: PALETTE[name] for name in NAMES.values()} == {name: colour for colour, name in NAMES.items()}


def test_no_code_repeats_a_colour(project):
    """Outside the style sheet's own list no colour of the palette is written again."""
    source = project.root / "src" / "tally"
    for path in source.rglob("*.py"):
        assert not [colour for colour in NAMES if colour in path.read_text(encoding="utf-8")], path
    for colour, name in NAMES.items():
        rest = re.sub(r"light-dark\([^)]*\)", "", STYLE_SHEET.read_text(encoding="utf-8"))

        # the margin of a printed page knows no variable
        assert rest.count(colour) == rest.count(f"{colour}; }}"), name


def test_the_limit_of_a_cell_is_one(project):
    """The command offers the limit that the build uses."""
    found = [
        path
        for path in (project.root / "src" / "tally").rglob("*.py")
        if re.search(r"^[A-Z_]+ = 600\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]

    assert ["session.py"] == [path.name for path in found]


def test_the_authors_of_the_project_are_those_of_its_metadata(project):
    """The licence, the citation and the cases of the project name the authors that pyproject.toml names."""
    settings = tomllib.loads((project.root / "pyproject.toml").read_text(encoding="utf-8"))
    (author,) = [one["name"] for one in settings["project"]["authors"]]

    assert re.search(rf"Copyright \(c\) \d+ {author}\n", (project.root / "LICENSE").read_text(encoding="utf-8"))
    assert f"- name: {author}\n" in (project.root / "CITATION.cff").read_text(encoding="utf-8")
    for path in (project.data / "datapackage.json", *project.data.glob("*/datapackage.json")):
        assert author in [one["title"] for one in json.loads(path.read_bytes())["contributors"]], path
    for path in (project.root / "src").rglob("*.*"):
        if path.suffix in (".py", ".jinja", ".css"):
            assert author not in path.read_text(encoding="utf-8"), path
