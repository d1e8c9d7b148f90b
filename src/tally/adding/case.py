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
from tally.records.bibliography import ID

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

    Notes
    -----
    The columns are those of the project's default case, or else of another, so that all cases agree.
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
    package = _package(project, name, title, author)
    with tempfile.TemporaryDirectory(dir=project.data, prefix=".new-case-") as made:
        whole = Path(made) / name
        (whole / "passages").mkdir(parents=True)
        write_file(whole / "sources.json", "[\n]\n")
        for resource in package["resources"]:
            if fields := resource.get("schema", {}).get("fields"):
                header = ",".join(field["name"] for field in fields) + "\n"
                write_file(whole / resource["path"], header)
        write_file(whole / "datapackage.json", json.dumps(package, indent=2, ensure_ascii=False) + "\n")
        shutil.move(whole, folder)
    return folder


def _package(project: Project, name: str, title: str, author: str) -> dict[str, Any]:
    """Describe the new case's files as the default case's are described."""
    case = next((one for one in (project.default_case, *project.cases) if one in project.cases), "")
    path = project.tables(case) / "datapackage.json"
    if not case:
        msg = "A new case takes its columns from an existing one, and this project has none under data/."
        raise PromptError(msg)
    model, today = json.loads(path.read_text(encoding="utf-8")), datetime.now(UTC).date().isoformat()
    named = {"contributors": [{"title": author, "roles": ["creator"]}]} if author else {}
    tables = [resource for resource in model["resources"] if not resource["path"].startswith("passages/")]
    return {
        "$schema": model["$schema"], "name": name, "title": title or name, "version": today,
        "created": f"{today}T00:00:00Z", "licenses": [LICENCE], **named, "resources": tables,
    }  # fmt: skip
