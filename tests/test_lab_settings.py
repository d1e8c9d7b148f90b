"""JupyterLab in an environment with Tally: its settings, and notebooks as they are saved."""

import json
import subprocess
import sys
import tomllib
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from traitlets.config import Config

from conftest import ROOT
from limits import LIMIT
from tally.explorer import configure_lab
from tally.explorer.lab import tidy_saved
from tally.project import START_PAGE, tidy_notebook

NOTEBOOKS = [
    path.relative_to(ROOT / "notebooks").with_suffix("").as_posix() for path in (ROOT / "notebooks").rglob("*.ipynb")
]
CONTROLS = "application/vnd.jupyter.widget-view+json"
SHARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
    "wheel"
]["shared-data"]


def installed(source, target):
    """The files that a source puts into the environment, each with its place there."""
    path = ROOT / source
    files = [found for found in path.rglob("*") if found.is_file()] if path.is_dir() else [path]
    return {found: Path(sys.prefix, target, found.relative_to(path)) for found in files}


@pytest.mark.parametrize("source", SHARED)
def test_settings_are_in_the_environment(source):
    """Set-up installs what JupyterLab reads, so that a plain `jupyter lab` has it."""
    for own, place in installed(source, SHARED[source]).items():
        assert own.read_bytes() == place.read_bytes(), f"Remove .venv/.ready and run make: {place} is out of date."


def test_each_setting_is_one_of_jupyterlab():
    """A setting with a wrong name, or with a value that it cannot have, would be ignored in silence."""
    schemas = Path(sys.prefix, "share", "jupyter", "lab", "schemas")
    for name, settings in json.loads((ROOT / "src/jupyter/overrides.json").read_bytes()).items():
        extension, _, plugin = name.partition(":")
        known = json.loads((schemas / extension / f"{plugin}.json").read_bytes())["properties"]

        assert set(settings) <= set(known), name
        for setting, value in settings.items():
            assert value in [choice["const"] for choice in known[setting].get("oneOf", [{"const": value}])]


@pytest.mark.parametrize("folder", ["", "notebooks", "data/isil-kp"])
def test_jupyterlab_opens_at_the_root_with_the_start_page(folder, monkeypatch):
    """Started anywhere in the project, JupyterLab has its root and its start page, and layouts of its own."""
    monkeypatch.chdir(ROOT / folder)
    settings = Config()
    configure_lab(settings)

    assert str(ROOT) == settings.ServerApp.root_dir
    assert f"/lab/tree/notebooks/{START_PAGE}.ipynb" == settings.LabApp.default_url
    assert settings.LabApp.workspaces_dir.startswith(sys.prefix)


def test_outside_of_a_project_jupyterlab_is_as_it_was(tmp_path, monkeypatch):
    """In another folder, an environment with Tally changes nothing."""
    monkeypatch.chdir(tmp_path)
    settings = Config()
    configure_lab(settings)

    assert {} == settings


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_that_was_run_is_saved_as_it_is_stored(name, tmp_path):
    """Times, versions, numbers of execution and controls do not reach the disk: `git status` stays clean."""
    stored = (ROOT / "notebooks" / f"{name}.ipynb").read_bytes()
    node = json.loads(stored)
    node["metadata"]["language_info"]["version"] = "3.99.9"
    node["metadata"]["widgets"] = {"state": {}}
    for number, cell in enumerate(node["cells"], start=3):
        cell["metadata"] |= {"execution": {"iopub.execute_input": "2026"}, "trusted": True}
        if cell["cell_type"] == "code":
            cell["execution_count"] = number
            for output in cell["outputs"]:
                output |= {"execution_count": number} if output["output_type"] == "execute_result" else {}
                if "image/png" in output["data"]:
                    output["data"][CONTROLS] = {"model_id": "random"}
    manager = LargeFileManager(root_dir=str(tmp_path))
    manager.register_pre_save_hook(tidy_saved)

    (tmp_path / name).parent.mkdir(exist_ok=True)
    manager.save({"type": "notebook", "format": "json", "content": node}, f"{name}.ipynb")

    assert stored == (tmp_path / f"{name}.ipynb").read_bytes()


def test_git_cleans_every_notebook_and_no_built_one():
    """The filter that an editor needs is named for the notebooks of both kinds, and not for those of a briefing."""
    notebooks = [path.relative_to(ROOT).as_posix() for path in (ROOT / "notebooks").rglob("*.ipynb")]
    built = "reports/isil-kp-2021/1-figures.ipynb"
    command = ["git", "check-attr", "filter", *notebooks, built]
    shown = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=True, timeout=LIMIT)

    assert {f"{name}: filter: nbstripout" for name in notebooks} | {f"{built}: filter: unspecified"} == {
        *shown.stdout.splitlines()
    }


def test_a_control_without_a_picture_is_not_saved():
    """The place of a control is kept only where something is shown in it; all else in a notebook stays."""
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("desk"), nbformat.v4.new_code_cell("1")])
    node.cells[0].outputs = [nbformat.v4.new_output("display_data", {CONTROLS: {}, "text/plain": "VBox(…)"})]
    node.cells[1].outputs = [nbformat.v4.new_output("stream", text="1")]
    before = deepcopy(node.cells[1])

    tidy_notebook(node)

    assert [] == node.cells[0].outputs
    assert before == node.cells[1]


@pytest.mark.parametrize("model", [
    {"type": "file", "content": "execution_count"}, {"type": "directory", "content": None},
    {"type": "notebook", "content": None}, {"type": "notebook", "content": {"nbformat": 3, "worksheets": []}},
])  # fmt: skip
def test_other_files_are_saved_as_they_are(model):
    """Only notebooks of today's format are tidied."""
    before = deepcopy(model)
    tidy_saved(model)

    assert before == model
