"""Create an empty case: a folder of tables that `tally check` accepts."""

import json
import re
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tally.adding.prompts import PromptError
from tally.project import Project, write_file
from tally.records import CASE_TABLES, PROFILE, case_resources
from tally.records.bibliography import ID, SOURCES

LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


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
        What is counted, as a heading; the name if none is given.
    author : str
        Who answers for the case's briefings; none if none is given.

    Returns
    -------
    Path
        The folder. Its tables have their columns and no rows.

    Raises
    ------
    AskingError
        The name cannot be used, or there is such a folder. Nothing was written.
    """
    if not ID.match(name):
        msg = f"{name!r} cannot be a case's name. Use lower-case letters and digits joined by hyphens, such as my-case."
        raise PromptError(msg)
    for flag, text in (("--title", title), ("--author", author)):
        if CONTROL.search(text):
            msg = f"{flag} contains a line break or a control character: {text!r}. Write it on one line."
            raise PromptError(msg)
    folder = project.tables(name)
    if folder.exists():
        msg = f"There is a folder {folder.relative_to(project.root)} already. Choose another name."
        raise PromptError(msg)
    with tempfile.TemporaryDirectory(dir=project.data, prefix=".new-case-") as made:
        whole = Path(made) / name
        (whole / "passages").mkdir(parents=True)
        for table in CASE_TABLES:
            write_file(whole / table.file, "[\n]\n" if table is SOURCES else ",".join(table.names) + "\n")
        write_file(
            whole / "datapackage.json", json.dumps(_package(name, title, author), indent=2, ensure_ascii=False) + "\n"
        )
        shutil.move(whole, folder)
    return folder


def _package(name: str, title: str, author: str) -> dict[str, Any]:
    """Describe the new case and its files."""
    today = datetime.now(UTC).date().isoformat()
    named = {"contributors": [{"title": author, "roles": ["creator"]}]} if author else {}
    return {
        "$schema": PROFILE, "name": name, "title": title or name, "version": today,
        "created": f"{today}T00:00:00Z", "licenses": [LICENCE], **named, "resources": case_resources(),
    }  # fmt: skip
