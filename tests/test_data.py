"""The shipped data: a valid package, and nothing that may not be shipped."""

import json
import re

import pytest
from frictionless import Package

FORBIDDEN = ("S/PV.8908", "S/2022/64", "S/2023/941", "S/2021/486", "835")


@pytest.mark.filterwarnings("ignore")  # the tool's own, about what it is built on
def test_the_data_packages_are_valid(project):
    """Frictionless finds nothing wrong in any case: types, choices, keys between tables, and the passages' hashes."""
    for case in project.cases:
        report = Package(str(project.tables(case) / "datapackage.json")).validate()

        assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
        assert {"sources", "assessments", "figures", "locks", "statements", "milestones"} <= {
            task.name for task in report.tasks
        }
    assert Package(str(project.data / "datapackage.json")).validate().valid, "the rules that all cases share"


@pytest.mark.filterwarnings("ignore")
def test_the_data_package_can_fail(copied, edit):
    """The tool notices a passage that was changed."""
    edit("data/isil-kp/passages/seed-every-province-2021-11.txt", "nearly all", "all")

    assert not Package(str(copied.data / "isil-kp" / "datapackage.json")).validate().valid


@pytest.mark.parametrize("text", FORBIDDEN)
def test_what_was_never_seen_is_not_shipped(project, text):
    """Symbols from memory and casualty tolls appear nowhere in the data."""
    for path in project.data.rglob("*"):
        if path.is_file() and "originals" not in path.parts and path.suffix != ".pyc":
            assert text not in path.read_text(encoding="utf-8"), path.name


def test_the_passage_is_short(project):
    """A passage is a few sentences, never an article."""
    for path in (project.data / "isil-kp" / "passages").glob("*.txt"):
        assert len(path.read_text(encoding="utf-8").split()) < 80


def test_months_only_windows_have_no_days(figures):
    """The 88 of May to August 2021 has no exact days, so no rate."""
    assert "2021-05/2021-08" == figures.loc["un-2021-may-august", "window"].text
    assert figures["per_day"].isna()["un-2021-may-august"]


def test_every_column_is_in_the_data_dictionary(project):
    """data/README.md explains each column of each table."""
    text = (project.data / "README.md").read_text(encoding="utf-8")
    packages = [json.loads(path.read_bytes()) for path in project.data.rglob("datapackage.json")]
    for resource in (resource for package in packages for resource in package["resources"]):
        for field in resource.get("schema", {}).get("fields", []):
            assert re.search(rf"^\| `{field['name']}` \|", text, re.MULTILINE), f"{resource['name']}.{field['name']}"


def test_stakeout_page_is_no_source_of_a_count(figures):
    """The UNAMA page dates the speech; no figure is taken from it."""
    assert "unama-stakeout-2021-11-17" not in set(figures["source"])
