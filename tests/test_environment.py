"""The lists of what is needed agree."""

import os
import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from rattler import MatchSpec, Version, VersionSpec

PARTS = ("build", "cluster", "events", "exports", "installer", "test")


@pytest.fixture
def named(project):
    """The versions that pyproject.toml pins, by the lock that they belong in: the base, and each part."""
    pyproject = tomllib.loads((project.root / "pyproject.toml").read_text(encoding="utf-8"))
    extras, groups = pyproject["project"]["optional-dependencies"], pyproject["dependency-groups"]
    lists = {
        "": pyproject["project"]["dependencies"],
        **extras,
        "build": groups["build"],
        "installer": groups["installer"],
    }
    lists["test"] = [*groups["test"], *groups["lint"]]
    return {part: dict(line.split("==") for line in lines) for part, lines in lists.items()}


@pytest.fixture
def pins(named, project):
    """All versions that pyproject.toml pins, without what is needed to lint and to install."""
    pyproject = tomllib.loads((project.root / "pyproject.toml").read_text(encoding="utf-8"))
    groups = pyproject["dependency-groups"]
    lint = [line.partition("==")[0] for line in (*groups["lint"], *groups["installer"])]
    return {name: version for part in named.values() for name, version in part.items() if name not in lint}


@pytest.fixture
def locks(project):
    """The text of each lock, by its part."""
    folder = project.root / "requirements"
    locks = {part: (folder / f"{part}.lock").read_text(encoding="utf-8") for part in PARTS}
    return {"": (project.root / "requirements.lock").read_text(encoding="utf-8"), **locks}


def locked(text):
    """Return the versions in a lock by name."""
    return dict(re.findall(r"^([a-z0-9_.-]+)==([^ \\;]+)", text, re.MULTILINE))


def test_locks_agree_with_pyproject(named, locks):
    """Each pinned dependency is in the lock of its part at that version, and everything locked has hashes."""
    assert named.keys() == locks.keys()
    for part, text in locks.items():
        found = locked(text)

        assert named[part] == {name: found.get(canonicalize_name(name)) for name in named[part]}
        assert not [line for line in re.findall(r"^[a-z0-9_.-]+==.*$", text, re.MULTILINE) if not line.endswith("\\")]


def test_parts_share_versions_and_repeat_nothing_of_the_base(locks):
    """Whatever was installed first, the next part changes nothing of it."""
    versions = {}
    for part, text in locks.items():
        for name, version in locked(text).items():
            assert version == versions.setdefault(name, version), f"{name} in {part}"
        assert not part or not locked(text).keys() & locked(locks[""]).keys()


def test_base_and_part_are_complete(named, locks):
    """A part is installed without asking what its packages need: the base and its own lock have all of it."""
    for part in {*locks} - {"installer"}:  # uv needs nothing, and is installed only where the machine has none
        held, todo, seen = {*locked(locks[""]), *locked(locks[part])}, [(name, "") for name in named[part]], set()
        while todo:
            name, extra = todo.pop()
            if (name, extra) in seen:
                continue
            seen.add((name, extra))

            assert canonicalize_name(name) in held, f"{name} is needed by {part or 'the base'} and not locked"
            for line in distribution(name).requires or ():
                needed = Requirement(line)
                if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                    todo += [(needed.name, one) for one in {"", *needed.extras}]


ELSEWHERE = {
    "duckdb": "python-duckdb",
    "playwright": "playwright-python",
    "pypandoc-binary": "pypandoc",
}  # the names that conda-forge uses
BESIDE = {"python", "pip", "pandoc"}  # in environment.yml alone: PyPI's pypandoc-binary brings pandoc


def test_conda_environment_agrees_with_pyproject(project, pins):
    """environment.yml names the same packages in ranges that have the locked versions, from PyPI only as a last way."""
    environment = yaml.safe_load((project.root / "environment.yml").read_text(encoding="utf-8"))
    *lines, pip = environment["dependencies"]
    conda = {str(spec.name.normalized): spec for spec in (MatchSpec(line, strict=True) for line in lines)}
    pypi = {requirement.name: requirement.specifier for requirement in map(Requirement, pip["pip"])}

    assert ["conda-forge"] == environment["channels"]
    assert {ELSEWHERE.get(name, name) for name in pins} | BESIDE == {*conda, *pypi}
    assert {"axe-playwright-python", "roc-validator"} == {*pypi}
    for name, version in pins.items():
        if name in pypi:
            assert version in pypi[name], name
        else:
            assert within(conda[ELSEWHERE.get(name, name)], version), name
    for name in {*conda} - {"pip"}:
        assert not re.match(r"=|\d", str(conda[name].version)), f"{name} is one version, not a range"


def within(spec, version):
    """Whether a version is in the range of a spec."""
    return spec.version is not None and VersionSpec(str(spec.version)).matches(Version(version))


def test_uv_and_pip_install_the_same(project, locks):
    """Each version in a list for pip is one of uv.lock, which has no others."""
    packages = tomllib.loads((project.root / "uv.lock").read_text(encoding="utf-8"))["package"]
    listed = {
        pair for text in locks.values() for pair in re.findall(r"^([a-z0-9_.-]+)==([^ \\;]+)", text, re.MULTILINE)
    }

    assert {(entry["name"], entry["version"]) for entry in packages if "registry" in entry["source"]} == listed
    assert {"https://pypi.org/simple"} == {
        entry["source"].get("registry", "https://pypi.org/simple") for entry in packages
    }


def test_tools_of_others_use_the_pinned_versions(project, named):
    """pre-commit runs the pinned ruff and uv; Binder installs the locks; all use a Python that is allowed."""

    def read(name):
        return yaml.safe_load((project.root / name).read_text(encoding="utf-8"))  # JSON is YAML

    hooks = {Path(entry["repo"]).name: entry.get("rev", "") for entry in read(".pre-commit-config.yaml")["repos"]}
    binder = (project.root / ".binder" / "requirements.txt").read_text(encoding="utf-8")
    runtime = (project.root / ".binder" / "runtime.txt").read_text(encoding="utf-8")
    pythons = [re.search(r"3\.\d+", text)[0] for text in (runtime, read(".devcontainer/devcontainer.json")["image"])]
    for job in read(".github/workflows/tests.yml")["jobs"].values():
        pythons += job.get("strategy", {}).get("matrix", {}).get("python", [])

    assert f"v{named['test']['ruff']}" == hooks["ruff-pre-commit"]
    assert named["installer"]["uv"] == hooks["uv-pre-commit"]
    for lock in re.findall(r"^-r (.+)$", binder, re.MULTILINE):
        assert (project.root / ".binder" / lock).is_file()
    assert all(version in SpecifierSet(">=3.11,<3.15") for version in pythons)
    assert os.access(project.root / ".binder" / "postBuild", os.X_OK)
    assert {"uv", "github-actions"} == {part["package-ecosystem"] for part in read(".github/dependabot.yml")["updates"]}


def test_the_packages_asked_for_are_there(pins):
    """The packages that the project was asked to be made of are among its dependencies."""
    assert {"jupyterlab", "pandas", "matplotlib", "seaborn", "papermill", "nbval"} <= set(pins)
