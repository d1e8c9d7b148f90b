"""The three lists of what is needed agree."""

import re
import tomllib

import pytest
import yaml


@pytest.fixture
def pins(project):
    """The versions that pyproject.toml pins, what is needed to lint left out."""
    pyproject = tomllib.loads((project.root / "pyproject.toml").read_text(encoding="utf-8"))
    groups = pyproject["dependency-groups"]
    return dict(line.split("==") for line in [*pyproject["project"]["dependencies"], *groups["test"], *groups["build"]])


def test_lock_agrees_with_pyproject(project, pins):
    """Each pinned dependency is locked at that version, and everything locked has hashes."""
    lock = (project.root / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9_.-]+)==([^ \\;]+)", lock, re.MULTILINE))

    assert pins == {name: locked.get(name.lower().replace("_", "-")) for name in pins}
    assert not [line for line in re.findall(r"^[a-z0-9_.-]+==.*$", lock, re.MULTILINE) if not line.endswith("\\")]


def test_conda_environment_agrees_with_pyproject(project, pins):
    """environment.yml names the same versions, from conda-forge or, where it has none, from PyPI."""
    environment = yaml.safe_load((project.root / "environment.yml").read_text(encoding="utf-8"))
    *conda, pip = environment["dependencies"]
    named = dict(re.split("==?", line) for line in [*conda, *pip["pip"]] if re.search(r"\w=+\d", line))

    assert ["conda-forge"] == environment["channels"]
    assert {name.replace("_", "-"): version for name, version in pins.items()} == named


def test_the_packages_asked_for_are_there(pins):
    """The packages that the project was asked to be made of are among its dependencies."""
    assert {"jupyterlab", "pandas", "matplotlib", "seaborn", "papermill", "nbval"} <= set(pins)
