"""Create an empty case: a folder of tables that `tally check` accepts."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tally.adding.prompts import PromptError
from tally.project import Project, editing
from tally.records import CASE_TABLES, PROFILE, case_resources
from tally.records.bibliography import ID, SOURCES
from tally.records.tables import text_flaw

LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}


def add_case(project: Project, name: str, *, title: str = "", author: str = "") -> Path:
    """
    Create an empty case.

    Parameters
    ----------
    project : Project
        The checkout.
    name : str
        The case's name, which is that of its folder under `data/`: lower-case words joined by hyphens.
    title : str
        What is counted, as a heading; if empty, the name is used.
    author : str
        Who signs the case's briefings; empty for nobody.

    Returns
    -------
    Path
        The folder. Its tables have their columns and no rows.

    Raises
    ------
    PromptError
        The name cannot be used, or there is such a folder. Nothing was written.
    """
    if not ID.match(name):
        msg = f"{name!r} cannot be a case's name. Use lower-case letters and digits joined by hyphens, such as my-case."
        raise PromptError(msg)
    for flag, text in (("--title", title), ("--author", author)):
        if len(text.splitlines()) > 1:
            msg = f"{flag} contains a line break: {text!r}. Write it on one line."
            raise PromptError(msg)
        if flaw := text_flaw(text):
            msg = f"{flag} has {flaw.found}, expected {flaw.expected}. {flaw.remedy}"
            raise PromptError(msg)
    folder = project.tables(name)
    files = {table.file: "[\n]\n" if table is SOURCES else ",".join(table.names) + "\n" for table in CASE_TABLES}
    package = json.dumps(_package(name, title, author), indent=2, ensure_ascii=False) + "\n"
    with editing(project) as edit:
        if folder.exists():
            msg = f"There is a folder {folder.relative_to(project.root)} already. Choose another name."
            raise PromptError(msg)
        contents = files | {"datapackage.json": package}
        edit({folder / file: content for file, content in contents.items()}, folders=[folder / "passages"])
    return folder


def _package(name: str, title: str, author: str) -> dict[str, Any]:
    """Return the Data Package of a new case."""
    today = datetime.now(UTC).date().isoformat()
    named = {"contributors": [{"title": author, "roles": ["creator"]}]} if author else {}
    return {
        "$schema": PROFILE, "name": name, "title": title or name, "version": today,
        "created": f"{today}T00:00:00Z", "licenses": [LICENCE], **named, "resources": case_resources(),
    }  # fmt: skip
