"""What `make check` accepts can be built, and what a build refuses is found by `make check`, in the same words."""

import json
import re
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure

from tally.briefs import BriefError, load_brief
from tally.build import Preflight, check_project
from tally.records.tables import DataError

BRIEF = "isil-kp-2021"
FILE = f"notebooks/parameters/{BRIEF}.yml"
FIGURES = "data/isil-kp/figures.csv"
SO_FAR = (
    "un-2021-so-far,334,exact,attacks,attacks,Islamic State Khorasan (ISIL-KP),Afghanistan,2021-01-01/..,2021-11-17"
)


def run_cells(project, monkeypatch) -> None:
    """Run the cells of the three notebooks with a brief's parameters, as a build does, without kernels."""
    asked = load_brief(project, BRIEF).model_dump()
    monkeypatch.chdir(project.notebooks)
    save = Figure.savefig  # the pictures of points are drawn from the same figures as those of lines, which is enough
    monkeypatch.setattr(Figure, "savefig", lambda *given, **more: more["format"] == "png" or save(*given, **more))
    for name in project.steps:
        known: dict[str, object] = {}
        for cell in json.loads((project.notebooks / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), known)
                if "parameters" in cell["metadata"].get("tags", []):
                    known |= asked
    plt.close("all")


ACCEPTED = [  # changes made together: each part of the notebooks meets each of them
    [
        (FILE, "level: 0.95", "level: 0.999999"),
        (FILE, "milestones: [taliban-enter-kabul, un-briefing]", "milestones: []"),
    ],
    [(FILE, "level: 0.95", "level: 0.000001"), (FILE, 'correction: ""', 'correction: "It was {un-2020}."')],
    [(FILE, 'as_of: ""', "as_of: 2021-01-01"), (FIGURES, "un-2020,60,exact", "un-2020,60,at_least")],
    [(FIGURES, SO_FAR, SO_FAR.replace("2021-01-01/..,2021-11-17", "2021-01-01/2021-09-30,"))],
    [(FIGURES, SO_FAR, SO_FAR.replace("2021-01-01/..,2021-11-17", "2021-06/2021-10,"))],
    [(FIGURES, SO_FAR, SO_FAR.replace("exact", "at_least"))],
]
REFUSED = [
    (FILE, "later: un-2021-so-far", "later: un-2020", "cannot be compared with itself"),
    (FILE, "earlier: un-2020\nlater: un-2021-so-far", "earlier: un-2021-so-far\nlater: un-2020", "does not start bef"),
    (FILE, "later: un-2021-so-far", "later: itic-2021", "differ in counter"),
    (FILE, "later: un-2021-so-far", "later: un-2021-sofar", "there is no figure 'un-2021-sofar'"),
    (FILE, 'as_of: ""', "as_of: 2022-01-01", "1 January 2022 is not within"),
    (FILE, 'as_of: ""', "as_of: 2021-02-30", "has 28 days, not 30"),
    (FILE, "level: 0.95", "level: 1", "level"),
    (FILE, "level: 0.95", "level: .nan", "level"),
    (FILE, "taliban-enter-kabul", "taliban-enter-cabul", "there is no milestone 'taliban-enter-cabul'"),
    (FILE, 'correction: ""', 'correction: "It was {un-1920}."', "names 'un-1920'"),
    (FILE, "case: isil-kp", "case: isil-kq", "no folder"),
    (FILE, f"brief: {BRIEF}", "brief: another", "they must be the same"),
    (FILE, "question:", "qestion:", "there is no such parameter"),
    (FIGURES, SO_FAR, SO_FAR.replace("334,exact,attacks", "334,exact,incidents"), "differ in unit"),
    (FIGURES, SO_FAR, SO_FAR.replace("2021-01-01/..,2021-11-17", "2020-12/2021-10,"), "The windows share days"),
    (FIGURES, SO_FAR, SO_FAR.replace("2021-01-01/..,2021-11-17", "/2021-10-31,"), "gives no days for one of its ends"),
    (FIGURES, "un-2020,60,exact", "un-2020,60.5,exact", "expected a whole number"),
    (FIGURES, "id,value", "id,valeu", "Did you mean 'value'"),
]


@pytest.mark.parametrize("changes", ACCEPTED)
def test_what_is_accepted_can_be_built(copied, edit, monkeypatch, changes):
    """Where check has nothing to say about a brief, every cell of the notebooks runs."""
    for path, old, new in changes:
        edit(path, old, new)

    assert [] == [fault for fault in check_project(copied) if f"brief {BRIEF} " in fault]
    run_cells(copied, monkeypatch)

    assert [*copied.report(BRIEF).rglob("briefing.html")], "no draft was written"


@pytest.mark.parametrize(("path", "old", "new", "words"), REFUSED)
def test_what_is_refused_cannot_be_built(copied, edit, monkeypatch, path, old, new, words):
    """What check refuses fails in the notebooks too, and a build says the same words before it runs them."""
    edit(path, old, new)
    with pytest.raises((BriefError, DataError)) as refused:
        Preflight(copied).brief(BRIEF)

    assert words in str(refused.value)
    assert str(refused.value) in check_project(copied)
    if "milestone" not in words:  # an event that is not on file is only left out by the notebooks
        with pytest.raises((ValueError, LookupError)):
            run_cells(copied, monkeypatch)


def test_the_same_fault_of_the_data_is_said_once(copied, edit):
    """Four briefs that need one broken table make one message."""
    edit(FIGURES, "un-2020,60,exact", "un-2020,60.5,exact")

    (fault,) = check_project(copied)
    assert fault.startswith("1 problem in the data")


@pytest.mark.parametrize("name", ["My brief.yml", "UPPER.yml", "other.yaml", "other.YML"])
def test_a_file_that_is_not_named_like_a_brief_is_reported(copied, name):
    """No brief is passed over in silence because of its file's name."""
    text = (copied.root / FILE).read_text(encoding="utf-8")
    Path(copied.parameters / name).write_text(text, encoding="utf-8")

    (fault,) = check_project(copied)
    assert name in fault
    assert re.search("[Rr]ename", fault)


def test_a_folder_without_its_package_is_reported(copied):
    """A case is not passed over in silence because one of its files is missing."""
    (copied.data / "made-up" / "datapackage.json").unlink()

    assert any("data/made-up is not a case" in fault for fault in check_project(copied))


def test_all_that_is_missing_is_listed(copied):
    """A brief with two faults, and briefs after it: each file that cannot be used is named, once."""
    case = copied.tables("made-up-events")
    (case / "boundaries" / "exampleland.geojson").rename(case / "boundaries" / "example-land.geojson")
    (case / "datasets" / "disruptions" / "events.csv").unlink()
    (copied.parameters / "made-up-example.yml").write_text("brief: made-up-example\n", encoding="utf-8")

    faults = sorted(check_project(copied))

    starts = (
        "The file of the data set disruptions is not there: ",
        "boundaries: there is no file data/made-up-events/boundaries/exampleland.geojson. Did you mean 'example-land'?",
        "notebooks/parameters/made-up-example.yml cannot be built:",
    )
    assert all(fault.startswith(start) for fault, start in zip(faults, starts, strict=True)), faults


OPTIONAL = {  # files that a case need not have, and what is said of one that was there
    "actors.csv": "actors.csv, the file, all: found 'no file'",
    "places.csv": "places.csv, the file, all: found 'no file'",
    "counts.csv": "counts.csv, the file, all: found 'no file'",
    "datasets/disruptions-2025-03/dataset.yml": "datasets/disruptions-2025-03 is not a data set",
    "boundaries/exampleland.geojson": "there is no file data/made-up-events/boundaries/exampleland.geojson",
}


@pytest.mark.parametrize("name", OPTIONAL)
def test_no_optional_file_drops_out_in_silence(copied, name):
    """A table that the Data Package lists, a description or boundaries that are no longer there are one fault."""
    (copied.tables("made-up-events") / name).unlink()

    (fault,) = check_project(copied)
    assert OPTIONAL[name] in fault


@pytest.mark.parametrize("damage", ["cut off", "renamed"])
def test_a_notebook_that_no_brief_fits_is_reported(copied, damage):
    """A notebook that is cut off or has another parameter is one message, and no traceback."""
    path = copied.notebooks / "2-change.ipynb"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[:900] if damage == "cut off" else text.replace("level: float = 0.95", "levl: float = 0.95", 1))

    (fault,) = check_project(copied)
    assert "notebooks/2-change.ipynb" in fault
