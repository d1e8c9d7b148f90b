"""The numbered notebooks are the steps of a build: a further one takes part in all of it by being there."""

import io
import json
import shutil
import zipfile

import pytest

from conftest import ROOT, STEPS, tally
from tally.build import RunError, build, check_project, statuses
from tally.build.cluster.packing import collect, pack, unpack, write_outputs
from tally.editions import read_editions
from tally.exports.crate import as_crate
from tally.page import required_outputs
from tally.project import StepError, find_writer, read_cells, read_record

BRIEF = "made-up-example"
LAST = len(STEPS)
FURTHER = f"{LAST + 1}-annex"
OUTPUT = f"notebooks/{FURTHER}.ipynb"


def add_step(project, name=FURTHER, *cells):
    """Add a notebook that has the parameters of the others, and cells of its own; return its path."""
    node = json.loads((project.notebooks / f"{STEPS[0]}.ipynb").read_text(encoding="utf-8"))
    tagged = next(cell for cell in node["cells"] if "parameters" in cell["metadata"].get("tags", []))
    code = [{**tagged, "id": f"cell-{place}", "metadata": {}, "source": cell} for place, cell in enumerate(cells)]
    node["cells"] = [{**tagged, "outputs": [], "execution_count": None}, *code]
    path = project.notebooks / f"{name}.ipynb"
    path.write_text(json.dumps(node), encoding="utf-8")
    return path


@pytest.fixture
def extended(copied):
    """A copy of the project with a further notebook, and nothing else changed."""
    add_step(copied, FURTHER, "print('An annex to', brief)")
    return copied


def test_a_further_notebook_is_built_and_becomes_stale(extended, command, edit):
    """It runs in a warm kernel, is recorded and published, and a change of its cells makes the briefing stale."""
    assert (*STEPS, FURTHER) == extended.steps
    assert [] == check_project(extended)

    run = command("build", BRIEF)

    assert 0 == run.returncode, run.stderr
    assert f"An annex to {BRIEF}" in (extended.report(BRIEF) / OUTPUT).read_text(encoding="utf-8")
    assert OUTPUT in read_record(extended.report(BRIEF))["outputs"]
    assert statuses(extended, [BRIEF])[0].fresh
    edit(OUTPUT, "An annex to", "An appendix to")
    assert not statuses(extended, [BRIEF])[0].fresh
    assert f"{FURTHER}.ipynb changed" in command("why", BRIEF).stdout


def test_a_further_notebook_is_stored_and_nothing_published(extended, built, served):
    """`tally store` keeps its outputs with it, as with the others, adds no cell, and leaves neither draft nor page."""
    shutil.copytree(built.report("isil-kp-claims"), extended.report("isil-kp-claims"))
    paths = [*extended.notebooks.rglob("*.ipynb")]
    before = [[cell.source for cell in read_cells(path)] for path in paths]
    run = tally("store", root=extended.root, **served)

    assert 0 == run.returncode, run.stderr
    assert before == [[cell.source for cell in read_cells(path)] for path in paths]
    assert "An annex to isil-kp-2021" in (extended.root / OUTPUT).read_text(encoding="utf-8")
    assert "'briefing.html'" in (extended.notebooks / "3-briefing.ipynb").read_text(encoding="utf-8")
    assert not list(extended.reports.rglob("drafts"))
    assert ["isil-kp-claims"] == [path.parent.name for path in extended.reports.glob("*/*.html")]


def test_a_further_notebook_goes_to_workers_and_into_the_crate(extended, tmp_path, warm):
    """A worker receives it and returns its outputs; the archive has the notebook, and its outputs."""
    there = unpack(pack(extended, ["made-up"]), tmp_path / "there")
    assert extended.steps == there.steps

    build(extended, BRIEF, server=warm)
    files = collect(extended, extended.report(BRIEF))
    assert set(required_outputs(extended.steps)) <= set(files)
    write_outputs(extended, files, tmp_path / "back")
    assert files == collect(extended, tmp_path / "back")
    crate = as_crate(extended, "made-up", read_editions(extended.report(BRIEF))[-1])
    with zipfile.ZipFile(io.BytesIO(crate)) as archive:
        assert {OUTPUT, f"reports/{BRIEF}/{OUTPUT}"} <= set(archive.namelist())


def test_a_notebook_before_the_last_moves_the_others(copied, warm):
    """Its place in the series is its number, whatever the others are called; what wrote a file before writes it now."""
    moved, between = f"{LAST + 1}-page", f"{LAST}-annex"
    (copied.notebooks / f"{STEPS[-1]}.ipynb").rename(copied.notebooks / f"{moved}.ipynb")
    add_step(copied, between, "print(brief)")

    build(copied, BRIEF, server=warm)

    assert (*STEPS[:-1], between, moved) == copied.steps
    assert (copied.report(BRIEF) / "notebooks" / f"{between}.ipynb").is_file()


def test_a_notebook_that_is_gone_leaves_nothing(extended, warm):
    """Once it is removed, the next build removes what it had published, and no other file."""
    build(extended, BRIEF, server=warm)
    own = extended.report(BRIEF) / "notebooks" / "own.ipynb"
    own.write_text("{}")
    (extended.root / OUTPUT).unlink()

    build(extended, BRIEF, server=warm)

    assert not (extended.report(BRIEF) / OUTPUT).exists()
    assert own.exists()


def test_a_file_that_no_list_names_is_not_lost_in_silence(copied, warm):
    """A notebook that writes a further file is told where to name it; the file would not be published."""
    add_step(copied, FURTHER, "from tally.project import find_project; find_project().report(brief)",
             "(_ / 'annex.csv').write_text('a')")  # fmt: skip

    with pytest.raises(RunError, match=r"wrote annex\.csv, which .*outputs\.py"):
        build(copied, BRIEF, server=warm)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("4_annex", "notebooks/4_annex.ipynb is not named like a step, such as 4-annex.ipynb"),
        ("04-annex", "notebooks/04-annex.ipynb is not named like a step"),
        (f"{LAST + 2}-annex", f"No notebook in notebooks/ has the number {LAST + 1}."),
        ("1-annex", f"notebooks/1-annex.ipynb and {STEPS[0]}.ipynb have the same number."),
        ("annex", f"notebooks/annex.ipynb has parameters like a step, but no number. Rename it: {FURTHER}.ipynb."),
    ],
)
def test_a_wrong_name_is_one_sentence(copied, command, name, said):
    """Check and build say the same, once, and nothing is run."""
    add_step(copied, name)

    (fault,) = check_project(copied)
    assert fault.startswith(said)
    run = command("build", BRIEF)
    assert 1 == run.returncode
    assert said in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("name", STEPS[: STEPS.index(find_writer(ROOT / "notebooks", "briefing.html")) + 1])
def test_a_missing_notebook_is_one_sentence(copied, command, name):
    """Whichever it is, the last one included, whose number nobody misses."""
    (copied.notebooks / f"{name}.ipynb").unlink()
    number = f"No notebook in notebooks/ has the number {name.partition('-')[0]}."
    said = "No numbered notebook in notebooks/ uses save_page, which writes briefing.html."

    (fault,) = check_project(copied)
    assert fault.startswith(said if name == STEPS[-1] else number)
    assert fault in command("build", BRIEF).stderr


def test_a_notebook_that_cannot_be_read_is_one_sentence(copied, command):
    """A file that was cut off stops the build before anything runs."""
    path = copied.root / "notebooks" / "2-change.ipynb"
    path.write_text(path.read_text(encoding="utf-8")[:900], encoding="utf-8")

    run = command("build", BRIEF)

    assert 1 == run.returncode
    assert "tally: notebooks/2-change.ipynb cannot be read" in run.stderr


def test_a_numbered_notebook_without_parameters_is_refused(copied):
    """Papermill would only warn, and the notebook would answer another question than the brief's."""
    path = add_step(copied)
    path.write_text(path.read_text(encoding="utf-8").replace('"parameters"', '"other"'), encoding="utf-8")

    (fault,) = check_project(copied)
    assert fault.startswith(f"{OUTPUT} has no cell tagged 'parameters'")


def test_copies_and_outputs_are_not_steps(copied):
    """JupyterLab's copies of a notebook, and what papermill wrote beside it, change nothing."""
    shutil.copy(copied.notebooks / "2-change.ipynb", copied.notebooks / "2-change-Copy1.ipynb")
    executed = add_step(copied, "out")
    executed.write_text(executed.read_text().replace('["parameters"]', '["injected-parameters", "parameters"]'))

    assert STEPS == copied.steps
    assert [] == check_project(copied)


def test_no_notebook_is_an_error(copied):
    """An empty folder is not a build of nothing."""
    for name in STEPS:
        (copied.notebooks / f"{name}.ipynb").unlink()

    with pytest.raises(StepError, match="has the number 1"):
        _ = copied.steps
