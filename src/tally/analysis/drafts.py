"""The folder a notebook writes to: that of the build that runs it, or a draft, which publishes nothing."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tally.errors import TallyError
from tally.project import (
    RECORD,
    BriefKind,
    Kind,
    Project,
    ReadError,
    edited_outputs,
    find_project,
    find_writer,
    hash_items,
    in_build,
    publishing,
    read_file,
    read_json,
    read_record,
)
from tally.records import Dossier, hash_records
from tally.records.bibliography import ID
from tally.records.figures import Pair

FOLDER, NOTE = "drafts", "draft.json"
FIGURES = "figures.csv"
LEVEL = "level"  # the only parameter on which the figures do not depend


class DraftError(TallyError, RuntimeError):
    """A notebook that was run by hand would overwrite published files, or its brief's name is not valid."""


def output_folder(
    project: Project, dossier: Dossier, brief: str, parameters: Mapping[str, Any], kind: BriefKind = BriefKind.PAIR
) -> Path:
    """
    Return the folder in which the notebooks of a brief keep the files for the next notebook.

    In a build it is the folder that the build fills. In a notebook that is run by hand it is a draft: one for each
    choice of parameters and state of the data, so that drafts never mix. Files that earlier notebooks have not written
    there are copied from another draft, or from the published briefing, if the same parameters and data made them.

    Parameters
    ----------
    project : Project
        The checkout.
    dossier : Dossier
        The records relevant to the brief, before its suppositions.
    brief, parameters
        The brief's name, and those of its parameters on which these files depend.
    kind : BriefKind
        The kind of brief.

    Raises
    ------
    DraftError
        The brief's name is not valid as the name of a folder.
    """
    if in_build(project.reports):
        return project.report(brief)
    if not ID.match(brief):
        msg = f"brief: found {brief!r}, expected lower-case words joined by hyphens, such as isil-kp-2021."
        raise DraftError(msg)
    note = {"brief": brief, "parameters": _current(dossier, parameters), "data": hash_items(hash_records(dossier))}
    key = hashlib.sha256(json.dumps(note, sort_keys=True).encode()).hexdigest()[:8]
    folder = project.report(brief) / FOLDER / key
    with publishing(project) as edit:
        result = [*kind.writers][1]
        copies = _copy_outputs(project.report(brief), folder, note, dossier, result)
        edit({folder / NOTE: json.dumps(note, indent=1) + "\n"} | copies)
    return folder


def is_draft(folder: Path) -> bool:
    """Return whether a folder holds a draft."""
    return (folder / NOTE).is_file()


def require_unpublished(folder: Path) -> None:
    """
    Check that a notebook may write to a folder: a build's, a draft's or any other, but not one that is published.

    Raises
    ------
    DraftError
        Published files are there, and no build runs this.
    """
    if (folder / RECORD).is_file() and not in_build(folder.parent):
        msg = (
            f"{folder} holds a published briefing, which only `make report BRIEF={folder.name}` writes. "
            "This notebook is an older copy. Use the one in notebooks/: run by hand, it writes a draft."
        )
        raise DraftError(msg)


def missing_note(path: Path) -> str:
    """Return a message about a file missing from a draft: which notebook writes it, and from which parameters."""
    note = read_note(path.parent)
    if note is None:
        return f"{path.parent} is a draft that was changed by hand. Delete this folder, and run the notebook again."
    names = [name for name in note["parameters"] if path.name != FIGURES or name != LEVEL]
    kind = BriefKind.SERIES if "series" in note["parameters"] else BriefKind.PAIR
    step = find_writer(find_project().notebooks, path.name, kind)
    values = ", ".join(f"{name} = {note['parameters'][name]!r}" for name in names)
    return (
        f"No draft and no published briefing of {note['brief']} has {path.name} for these parameters and data: "
        f"{values}. "
        f"Run notebooks/{step}.ipynb with the same parameters first; this notebook then "
        f"continues from it. (`make report BRIEF={note['brief']}` builds the briefing from its file of parameters.)"
    )


def _current(dossier: Dossier, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return parameters in which ids of superseded figures are replaced by those of their replacements."""
    current = dict(parameters)
    for name in Pair._fields:
        if isinstance(current.get(name), str):
            current[name] = dossier.current_ids(current[name])[0]
    if isinstance(current.get("series"), list):
        current["series"] = [*dossier.current_ids(*map(str, current["series"]))]
    return current


def _copy_outputs(
    report: Path, folder: Path, note: Mapping[str, Any], dossier: Dossier, result: str
) -> dict[Path, bytes]:
    """Return the files that earlier notebooks would write, from outputs of the same parameters and data."""
    copies = dict[Path, bytes]()
    for place, parameters, names in _earlier_outputs(report, note["data"], dossier):
        different = {name for name, value in note["parameters"].items() if parameters.get(name) != value}
        if place == folder or different - {LEVEL}:
            continue
        charts = sorted(name for name in names if name.startswith("charts/"))
        for name in (FIGURES, *([*charts, result] if not different and result in names else [])):
            if name in names and not (folder / name).is_file() and folder / name not in copies:
                copies[folder / name] = read_file(place / name, Kind.BUILT)
    return copies


def _earlier_outputs(report: Path, data: str, dossier: Dossier) -> Iterator[tuple[Path, Mapping[str, Any], set[str]]]:
    """Yield outputs of the same data: those of the published briefing that were not edited, and those of the drafts."""
    record = read_record(report)
    parameters = (record or {}).get("parameters")
    if record and isinstance(parameters, dict) and hash_items(record.get("data", {})) == data:
        yield (
            report,
            _current(dossier, parameters),
            set(record.get("outputs", ())) - set(edited_outputs(report, record)),
        )
    for draft in sorted(report.glob(f"{FOLDER}/*")):
        if (note := read_note(draft)) and note["data"] == data:
            yield draft, note["parameters"], {FIGURES} if (draft / FIGURES).is_file() else set()


def read_note(draft: Path) -> dict[str, Any] | None:
    """Read the note of a draft: its brief, its parameters, and the hash of its data; None if it has no such note."""
    try:
        note = read_json(draft / NOTE, Kind.NOTE)
    except ReadError:
        return None
    whole = isinstance(note, dict) and isinstance(note.get("brief"), str) and isinstance(note.get("data"), str)
    parameters = note.get("parameters") if whole else None
    return note if isinstance(parameters, dict) and LEVEL in parameters else None
