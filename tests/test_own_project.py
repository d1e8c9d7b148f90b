"""`tally init` creates a project of one's own, outside this checkout."""

import json
import re
import sys
from pathlib import Path

import pytest

from conftest import ROOT, make
from tally.adding import create_project
from tally.adding.starter import STARTER, _origin
from tally.build import Preflight
from tally.project import find_project
from warm_kernels.folders import OWNER


def files(folder):
    """The files of a project that is new, each with its content; links and what was built left out."""
    names = [path for path in folder.rglob("*") if path.is_file() and not {".venv", "reports"} & {*path.parts}]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in names if path.name != ".lock"}


@pytest.fixture
def places(tmp_path, copied):
    """Folders in which a project may be created or not, and a file."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere" / "nothing")
    (tmp_path / "file").write_text("mine")
    return copied.root


def test_a_wheel_brings_what_a_checkout_has(cold, tmp_path):
    """Installed or not, Tally creates the same project: data, notebooks and parameters are packed from one place."""
    own = create_project(tmp_path / "own")
    installed = files(cold.root)

    assert {*files(own)} == {*installed}
    for name, content in files(own).items():
        assert name == "requirements.txt" or content == installed[name], name
    assert files(own)["notebooks/explore.ipynb"] == (ROOT / "notebooks" / "explore.ipynb").read_bytes()
    assert (1, "isil-kp-2021") == (len(find_project(own).briefs), find_project(own).default_brief)


def test_a_project_of_ones_own_holds_a_series(tmp_path, command):
    """A brief on a series can be added to it, and is accepted by a build."""
    folder = create_project(tmp_path / "own")
    run = command("add", "brief", "years", "--series", "itic-2021", root=folder)

    assert 0 == run.returncode, run.stderr
    assert ["itic-2020", "itic-2021", "itic-2022"] == Preflight(find_project(folder)).brief("years").series


@pytest.mark.parametrize("name", ["new", "empty", "link", "a $(touch hacked) `x`; 'q' # — é"])
def test_a_new_or_an_empty_folder_is_filled(tmp_path_factory, monkeypatch, name):
    """Also through a link, in the working directory, and under a name that a shell or make would take for something."""
    folder = tmp_path_factory.mktemp("outside")
    (folder / "empty").mkdir()
    (folder / "link").symlink_to("empty")
    path = create_project(folder / name)
    (folder / "here").mkdir()
    monkeypatch.chdir(folder / "here")
    create_project(Path())

    assert files(folder / "here") == files(path)
    assert {"Makefile", "data", "notebooks", "requirements.lock"} <= {entry.name for entry in path.iterdir()}
    assert {"empty", "link", "here", name} == {entry.name for entry in folder.iterdir()}
    assert (path / ".venv").samefile(sys.prefix)
    assert 0 == make("--dry-run", "report", root=path).returncode


@pytest.mark.parametrize(
    ("name", "words"),
    [("full", "is not empty"), ("file", "is a file"), ("nowhere/own", "no folder"),
     ("data/own", "is inside the project"), ("own", "is inside the project"),
     (".", "is not empty"), ("gone", "no folder")],
)  # fmt: skip
def test_any_other_place_is_refused(places, command, name, words):
    """A folder with something in it, a file, one in nothing or in another project: all stays as it was."""
    before = sorted(places.rglob("*"))
    if name not in ("own", "data/own"):
        (places / "notebooks").rename(places / "elsewhere")  # now it is no project
        before = sorted(places.rglob("*"))
    run = command("init", str(places / name), root=places.parent)

    assert 1 == run.returncode
    assert words in run.stderr
    assert before == sorted(places.rglob("*"))


@pytest.mark.parametrize("place", ["new", "empty"])
@pytest.mark.parametrize(("step", "number"), [("write_file", 1), ("write_file", 20), ("rename", 1), ("rename", 5)])
def test_a_failing_disk_leaves_nothing(tmp_path, monkeypatch, place, step, number):
    """Whatever cannot be written or moved, there is no part of a project afterwards."""
    if (place, step, number) == ("new", "rename", 5):
        number = 1  # a new folder takes its place at once
    (tmp_path / "empty").mkdir()
    module = {"write_file": "tally.adding.starter", "rename": "tally.project.writing"}[step]
    work, calls = getattr(sys.modules[module], step), []

    def fail(*arguments):
        if step == "write_file" or arguments[0].parent.name == "project" or arguments[0].name == "project":
            calls.append(arguments)
        if len(calls) == number:
            calls.append(None)
            raise OSError(28, "No space left on device", str(arguments[0]))
        return work(*arguments)

    monkeypatch.setattr(f"{module}.{step}", fail)
    with pytest.raises(OSError, match="No space"):
        create_project(tmp_path / place)

    assert [tmp_path / "empty"] == [*tmp_path.rglob("*")]


def test_what_a_killed_command_left_is_removed(tmp_path):
    """The next one in the same place takes away the half project of one that was killed, and nothing else."""
    left, other = tmp_path / f".tally-init-123-{'a' * 8}", tmp_path / f".another-123-{'a' * 8}"
    for folder in (left, other):
        (folder / "project" / "data").mkdir(parents=True)
        folder.chmod(0o700)
    (left / OWNER).touch()
    create_project(tmp_path / "own")

    assert {other, tmp_path / "own"} == {*tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("record", "line"),
    [
        (None, "# (name here"),
        ({}, "# (name here"),
        ({"url": "file:///x/tally.whl", "archive_info": {}}, "tally @ file:///x/tally.whl"),
        ({"url": "https://x.example/t", "vcs_info": {"vcs": "git", "commit_id": "abc"}}, "tally @ git+https://x.example/t@abc"),
    ],
)  # fmt: skip
def test_a_project_names_where_tally_came_from(monkeypatch, record, line):
    """Never a name alone, under which an index may have something else."""

    class Installed:
        def read_text(self, _):
            return record and json.dumps(record)

    monkeypatch.setattr("tally.adding.starter.Distribution.from_name", lambda _: Installed())

    assert _origin().startswith(line)


def test_without_its_environment_a_project_makes_one(tmp_path):
    """On another machine the link leads nowhere: make begins with the set-up."""
    own = create_project(tmp_path / "own")
    (own / ".venv").unlink()
    (own / ".venv").symlink_to(tmp_path / "gone")
    plan = make("--dry-run", "report", root=own).stdout

    assert plan.index("-m venv") < plan.index("--require-hashes") < plan.index("requirements.txt") < plan.index("build")


DEVELOPMENT = {"cluster", "columns", "test", "fuzz", "bench", "lint", "lock"}


def test_a_project_has_the_commands_that_a_checkout_has():
    """Whatever make does here for users, it does there; what changes Tally itself is left out."""
    here, there = (
        {*re.findall(r"^([a-z]+):.*## ", path.read_text(encoding="utf-8"), re.MULTILINE)}
        for path in (ROOT / "Makefile", STARTER / "Makefile")
    )

    assert here - DEVELOPMENT <= there
    assert not there & DEVELOPMENT
