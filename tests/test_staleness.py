"""A briefing is built again when what it is made from has changed, and not otherwise."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from conftest import ROOT, briefs_on, copy_project, tally
from limits import LIMIT
from tally.briefs import load_brief
from tally.build import explain_staleness, statuses
from tally.build.staleness import REMEMBERED
from tally.page import required_outputs
from tally.project import code_hashes
from tally.project.inputs import ABOVE_THE_PAGE, CODE


@pytest.fixture
def shown(built, tmp_path):
    """A copy of the project with all its briefings, to change."""
    project = copy_project(tmp_path)
    shutil.copytree(built.reports, project.reports, ignore=shutil.ignore_patterns("*.png", "*.ipynb"))
    for path in built.reports.rglob("*.*"):
        if path.suffix in (".png", ".ipynb"):
            (project.reports / path.relative_to(built.reports)).parent.mkdir(parents=True, exist_ok=True)
            (project.reports / path.relative_to(built.reports)).symlink_to(path)
    return project


def stale(project):
    return [one.brief for one in statuses(project, project.briefs) if not one.fresh]


def change(project, path, old, new):
    file = project.root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


GULF = ["gulf-crew-2019", "gulf-incidents-2024", "gulf-incidents-years", "gulf-nine-months-2022"]
REAL = ["isil-kp-2021", "isil-kp-2023", "isil-kp-autumn", "isil-kp-claims", "isil-kp-years"]
MADE_UP = ["made-up-events-2025", "made-up-events-months", "made-up-example"]


def test_what_was_just_built_is_up_to_date(shown):
    """Also in another folder, and also where nothing is remembered."""
    assert [] == stale(shown)
    (shown.reports / REMEMBERED).unlink()
    assert [] == stale(shown)
    assert (shown.reports / REMEMBERED).exists()


def test_a_clock_changes_nothing(shown):
    """Files that were touched, or stored again with the same content, make nothing stale."""
    for path in [*shown.data.rglob("*.*"), *shown.notebooks.rglob("*.*"), *shown.reports.rglob("inputs.json")]:
        if path.is_file():
            os.utime(path, (2_000_000_000, 2_000_000_000))

    assert [] == stale(shown)


def test_outputs_stored_in_a_notebook_change_nothing(shown):
    """What a notebook shows is no input; its cells are, of the briefs of its kind."""
    path = shown.notebooks / "1-figures.ipynb"
    node = json.loads(path.read_text(encoding="utf-8"))
    for cell in node["cells"]:
        cell["outputs"] = []
    path.write_text(json.dumps(node), encoding="utf-8")
    assert [] == stale(shown)

    node["cells"][0]["source"] = "# Another title"
    path.write_text(json.dumps(node), encoding="utf-8")
    assert briefs_on(shown) == stale(shown)


@pytest.mark.parametrize("output", ["briefing.html", "charts/cutoffs.png", "notebooks/2-change.ipynb", "inputs.json"])
def test_a_missing_output(shown, output):
    """Each file of a brief is there, or the brief is built again."""
    (shown.report("isil-kp-2021") / output).unlink()

    assert ["isil-kp-2021"] == stale(shown)


@pytest.mark.parametrize(
    ("path", "old", "new", "expected", "said"),
    [
        ("data/made-up/figures.csv", ",60,exact", ",60,at_least", ["made-up-example"],
         "figures/example-2024-first-half changed"),
        ("data/isil-kp/figures.csv", "sigar-2024-five-countries,60,exact", "sigar-2024-five-countries,60,at_least",
         [], ""),
        ("data/isil-kp/sources.json", "Briefing to the UN Security Council", "A briefing to it",
         REAL, "sources/un-lyons"),
        ("notebooks/parameters/isil-kp-2023.yml", "level: 0.95", "level: 0.9", ["isil-kp-2023"], "-2023.yml changed"),
        ("data/gulf-of-guinea/figures.csv", "sentence before it has another", "sentence before has another",
         GULF, "figures/imb-incidents-2019 changed"),
        ("data/made-up-events/datasets/disruptions-2025-03/dataset.yml", "the last months are", "the latest months are",
         ["made-up-events-2025"], "datasets/disruptions-2025-03 changed"),
        ("data/made-up-events/places.csv", "Up. Example", "Up Example", ["made-up-events-months"], "places/"),
        ("data/made-up-events/boundaries/exampleland.geojson", "{", "{ ", ["made-up-events-months"], "boundaries/exam"),
        ("requirements.lock", "#", "# ", [*GULF, *REAL, *MADE_UP],
         "requirements.lock changed"),
    ],
)  # fmt: skip
def test_a_change_reaches_the_briefs_that_it_bears_on(shown, path, old, new, expected, said):
    """And no others; `tally why` names the row or the file."""
    change(shown, path, old, new)

    assert expected == stale(shown)
    for brief in expected:
        assert any(said in reason for reason in explain_staleness(shown, brief)), explain_staleness(shown, brief)


def test_why_nothing_and_why_everything(shown):
    """An up-to-date briefing has no reasons; one that was never built has that one."""
    assert [] == explain_staleness(shown, "isil-kp-2021")
    shutil.rmtree(shown.report("isil-kp-2021"))
    assert ["It was never built."] == explain_staleness(shown, "isil-kp-2021")
    assert ["isil-kp-2021"] == stale(shown)


def test_data_that_cannot_be_read_make_it_stale(shown):
    """What is wrong is then said by the build."""
    change(shown, "data/made-up/figures.csv", ",60,exact", ",sixty,exact")

    assert ["made-up-example"] == stale(shown)


def test_a_record_that_is_no_record(shown):
    """A broken memory or record costs a build, and no error."""
    (shown.reports / REMEMBERED).write_text("[1]")
    (shown.report("isil-kp-2021") / "inputs.json").write_text("{")

    assert ["isil-kp-2021"] == stale(shown)


def test_nothing_to_do_reads_no_table(shown):
    """A thousand briefs that are up to date are found to be so without pandas, YAML or a kernel."""
    code = (
        "import sys; from tally.cli.main import main; code = main(['build', '--all']);"
        "print(code, sorted({'pandas', 'yaml', 'papermill', 'nbformat', 'pydantic'} & set(sys.modules)))"
    )
    assert 0 == tally("build", "--all", root=shown.root).returncode, "the list of the copy is written"
    run = subprocess.run([sys.executable, "-c", code], cwd=shown.root, text=True, capture_output=True, timeout=LIMIT)

    assert "0 []" in run.stdout, run.stderr
    assert f"{len(shown.briefs)} briefings are up to date." in run.stderr


def test_what_stands_aside_is_imported_by_no_notebook(built):
    """A helper that is left out of the hash is one that no page is made with."""
    code = (
        "import json, sys; exec(sys.argv[1]);"
        "print(json.dumps([name for name in sys.modules if name.startswith('tally.')]))"
    )
    imports = []
    for path in (ROOT / "notebooks").rglob("[0-9]*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            imports += [line for line in "".join(cell["source"]).splitlines() if line.startswith("from tally")]
    block = "\n".join(line for line in imports if not line.endswith("("))
    command = [sys.executable, "-c", code, block + "\nimport tally.charts"]
    run = subprocess.run(command, text=True, capture_output=True, timeout=LIMIT)
    used = [name.split(".")[1:] for name in json.loads(run.stdout.strip().splitlines()[-1])]
    known = set(code_hashes(built))

    assert used
    assert not {name for name, *_ in used} & ABOVE_THE_PAGE
    for name in used:
        assert {"/".join(name) + ".py", "/".join([*name, "__init__.py"])} & known, name


def test_every_file_that_a_page_can_be_made_from_is_hashed(project):
    """A script or a picture makes a page stale as a template does: only faces and licences are left out."""
    source = project.root / "src" / "tally"
    listed = subprocess.run(["git", "ls-files"], cwd=source, text=True, capture_output=True, check=True, timeout=LIMIT)
    made_from = {name for name in listed.stdout.split() if name.partition("/")[0] not in ABOVE_THE_PAGE}
    left_out = made_from - set(code_hashes(project))

    assert {"templates/what_if.js", "templates/icon.svg"} <= made_from
    assert not {name for name in left_out if not name.endswith((".pyi", ".txt"))}, f"add their ends to {CODE}"


def test_the_record_lists_what_it_should(built):
    """inputs.json names the outputs, the rows that bear on the brief, and nothing of this machine."""
    for brief in built.briefs:
        text = (built.report(brief) / "inputs.json").read_text(encoding="utf-8")
        record = json.loads(text)
        asked = load_brief(built, brief)

        assert {*required_outputs(built.steps_of(asked.kind))} <= set(record["outputs"])
        named = {item.removeprefix("figures/").removeprefix("counts/") for item in record["data"]}
        assert {*asked.names.values()} <= named
        assert str(built.root) not in text
        assert record["sha256"] in (built.report(brief) / "briefing.html").read_text(encoding="utf-8")
