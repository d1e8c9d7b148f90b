"""The notebooks read like an article, run, and still say what they say."""

import os
import re
import subprocess
import sys
from functools import partial
from typing import Literal, get_origin

import nbformat
import papermill
import pytest
import yaml

from conftest import ROOT, STEPS, ask, describe_kernel
from limits import LIMIT
from tally.briefs import load_brief
from tally.evidence import Computed
from tally.project import START_PAGE, BriefKind, find_project

CLAIM = "nbval-check-output"
SERIES = find_project(ROOT).steps_of(BriefKind.SERIES)


def notebook(name):
    return nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)


@pytest.fixture(params=[START_PAGE, *STEPS, *SERIES])
def node(request):
    return notebook(request.param)


def test_strict_nbval_passes(nbval):
    """Run again as typed, every cell shows what is stored with it, but for the controls of the start page."""
    run = nbval("--nbval", ROOT, "notebooks/")

    assert 0 == run.returncode, run.stdout[-3000:]
    assert f"{len(code_cells())} passed" in run.stdout
    assert "skipped" not in run.stdout


def test_strict_nbval_can_fail(copied, edit, nbval):
    """A stored claim that is no longer true is caught."""
    edit("notebooks/2-change.ipynb", "times as many per day if the attacks", "were reported 9.9 times as often")
    edit("notebooks/2-change.ipynb", "The rise would disappear if 282", "For the two rates to be equal, 7")

    run = nbval("--nbval-lax", copied.root, *(f"notebooks/{name}.ipynb" for name in STEPS[:2]))

    assert 1 == run.returncode
    assert "2 failed" in run.stdout


@pytest.fixture
def nbval(warm, tmp_path):
    """Run nbval over notebooks in their order, in kernels that start sooner than ordinary ones."""
    describe_kernel(tmp_path / "reports", warm)
    return partial(run_nbval, tmp_path / "reports", "warm" if warm else "python3")


def run_nbval(reports, kernel, option, root, *paths):
    """Run nbval in a project; what its notebooks write goes to another folder, which describes the kernel."""
    command = [
        sys.executable,
        "-c",
        "from tally.build import skip_slow_checkers; skip_slow_checkers(); import sys, pytest; sys.exit(pytest.main())",
        option,
        f"--nbval-kernel-name={kernel}",
        "-q",
        "-p",
        "no:cacheprovider",
    ]
    environment = os.environ | {"TALLY_REPORTS": str(reports), "JUPYTER_PATH": str(reports)}
    return subprocess.run(
        [*command, *paths], cwd=root, env=environment, text=True, capture_output=True, timeout=2 * LIMIT
    )


def code_cells():
    """All code cells of the notebooks."""
    return [cell for name in (START_PAGE, *STEPS, *SERIES) for cell in notebook(name).cells if cell.cell_type == "code"]


def test_claims_are_stored_with_their_outputs(node):
    """Each cell that carries a claim has an output to hold it to: an emptied notebook would pass nbval."""
    claims = [cell for cell in node.cells if CLAIM in cell.metadata.get("tags", [])]

    assert len(claims) >= 4
    assert all(cell.outputs for cell in claims)
    assert not [output for cell in claims for output in cell.outputs if output.output_type == "error"]


def test_notebook_opens_with_title_question_and_answer(node):
    """The first cell is prose: a title, the question, and the answer in a paragraph."""
    title, question, answer = node.cells[0].source.split("\n\n")

    assert "markdown" == node.cells[0].cell_type
    assert title.startswith("# ")
    assert question.startswith("*")
    assert question.endswith("?*")
    assert len(answer.split()) > 40


def test_prose_outweighs_code(node):
    """At least as many cells of prose as of code, and no code cell is long."""
    code = [cell.source for cell in node.cells if cell.cell_type == "code"]
    prose = [cell for cell in node.cells if cell.cell_type == "markdown"]
    short = [source for source in code if "import " not in source and not source.startswith("brief: ")]

    assert len(prose) >= len(code)
    assert max(len(source.splitlines()) for source in short) <= 6


@pytest.mark.parametrize("banned", ["def ", "for ", "while ", "%run", "!", "filterwarnings", "plt.", "/home", "lambda"])
def test_notebooks_tell_and_src_does(node, banned):
    """No function, loop, plotting call, shell or absolute path in a notebook."""
    for cell in node.cells:
        if cell.cell_type == "code":
            for line in cell.source.splitlines():
                assert not line.lstrip().startswith(banned), line


def test_no_number_is_typed_into_prose(node):
    """Prose has no digit that a new brief would make wrong, but for the year of a method."""
    for cell in node.cells:
        if cell.cell_type == "markdown":
            text = re.sub(r", (?:19|20)\d\d\)", ")", cell.source)
            for name in (*STEPS, *SERIES):
                text = text.replace(name.rpartition("/")[2], "")

            assert not any(character.isdigit() for character in text), cell.source


@pytest.mark.parametrize("name", [*STEPS, *SERIES])
def test_parameters_are_the_default_brief(project, name):
    """The notebooks' own values are those of a shipped brief; papermill shows the type and a comment of each."""
    found = papermill.inspect_notebook(str(project.notebooks / f"{name}.ipynb"))
    brief = load_brief(project, "isil-kp-years" if name in SERIES else "isil-kp-2021")

    assert brief.model_dump() == {parameter: yaml.safe_load(detail["default"]) for parameter, detail in found.items()}
    assert all(detail["help"] for detail in found.values())
    assert {parameter: detail["inferred_type_name"] for parameter, detail in found.items()} == {
        parameter: "str"
        if get_origin(field.annotation) is Literal
        else getattr(field.annotation, "__name__", "")
        if field.annotation in (str, float, int)
        else str(field.annotation)
        for parameter, field in type(brief).model_fields.items()
    }


def test_cells_that_evidence_names_are_there(project, dossier):
    """Each computed number names a cell that exists."""
    from tally.briefing import compose_briefing
    from tally.evidence import answer
    from tally.page import Notes
    from tally.project import build_inputs
    from tally.records import hash_records

    found = answer(dossier, ask())
    workings = found.numbers
    briefing = compose_briefing(found, build_inputs(project, "isil-kp-2021", hash_records(found.records)))
    notes = Notes()
    for number in (
        workings.ratio,
        workings.low,
        workings.share,
        workings.missed,
        briefing.tallies.locked,
        briefing.card.rows[-2].ratio,
        briefing.card.detection.least,
        *(row.before.least for row in briefing.bounds.rows),
        briefing.beside[0].per_day,
    ):
        notes.owe(number)
    for number in notes.since():
        if isinstance(number.evidence, Computed):
            name, _, cell = number.evidence.cell.partition("#")

            assert cell in [found.id for found in notebook(name).cells]
            for part in number.evidence.inputs:
                notes.owe(part)
