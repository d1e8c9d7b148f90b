"""Everything that is on file, read and checked together."""

import json
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tally.figure_rows import read_figures
from tally.figures import figures_frame
from tally.milestones import Milestone, read_milestones
from tally.passages import Passage, read_passages
from tally.project import Project
from tally.sources import Source, read_sources
from tally.statements import Statement, read_statements
from tally.tables import DataError, Problem, read_text


@dataclass(frozen=True)
class Dossier:
    """
    All that the project holds, loaded whole or not at all.

    `figures` is a table, one row a figure (see `tally.figures.figures_frame`); `gathered` is the day on which the data
    were last checked.
    """

    sources: dict[str, Source]
    passages: dict[str, Passage]
    figures: pd.DataFrame
    statements: list[Statement]
    milestones: list[Milestone]
    gathered: str


def load_dossier(project: Project) -> Dossier:
    """
    Load the project's data.

    Raises
    ------
    DataError
        Anything is wrong anywhere in it. The one message lists every row and column, what was found, what was expected
        and what to do.
    """
    package, problems = _package(project)
    sources, wrong = read_sources(project.data)
    problems += wrong
    recorded = {
        resource["path"].removeprefix("passages/"): resource.get("hash", "").removeprefix("sha256:")
        for resource in package.get("resources", [])
        if str(resource.get("path", "")).startswith("passages/")
    }
    passages, wrong = read_passages(project.data / "passages", recorded)
    problems += wrong
    figures, wrong = read_figures(project.data, sources, passages)
    problems += wrong
    statements, wrong = read_statements(project.data, sources, passages)
    problems += wrong
    milestones, wrong = read_milestones(project.data, sources)
    problems += wrong
    if problems:
        raise DataError(problems)
    return Dossier(sources, passages, figures_frame(figures), statements, milestones, package["version"])


def _package(project: Project) -> tuple[dict[str, Any], list[Problem]]:
    """Read the Data Package, which keeps the hashes of the passages and the day of the data."""
    path = project.data / "datapackage.json"
    text, problems = read_text(path)
    if problems:
        return {}, problems
    try:
        package = json.loads(text)
        return {"version": package["version"], "resources": list(package["resources"])}, []
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        remedy = "Put the file back from git."
        return {}, [Problem(path.name, "the file", "all", str(error), "a Frictionless Data Package", remedy)]
