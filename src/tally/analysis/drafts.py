"""Where a notebook writes: into the build that runs it, or else into a draft, which publishes nothing."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tally.errors import TallyError
from tally.project import (
    RECORD,
    Project,
    edited_outputs,
    find_project,
    find_writer,
    hash_items,
    in_build,
    read_record,
    write_file,
)
from tally.records import Dossier, hash_records
from tally.records.bibliography import ID
from tally.records.figures import Pair

FOLDER, NOTE = "drafts", "draft.json"
FIGURES, CHANGE = "figures.csv", "change.json"
FOR_FIGURES = ("earlier", "later", "as_of", "milestones")  # the parameters that the figures depend on


class DraftError(TallyError, RuntimeError):
    """A notebook that was run by hand would write where published files are, or its brief has no proper name."""


def output_folder(
    project: Project, dossier: Dossier, brief: str, pair: Pair[str], as_of: str, level: float,
    milestones: Sequence[str],
) -> Path:  # fmt: skip
    """
    Return the folder in which the notebooks of a brief hand over their files.

    In a build it is the folder that the build fills. In a notebook that is run by hand it is a draft's: one for each
    choice of parameters and state of the data, so that drafts never mix. What the notebooks before have not written
    there is taken from another draft, or from the published briefing, if that was made from the same.

    Parameters
    ----------
    project : Project
        The checkout.
    dossier : Dossier
        The records that bear on the brief, nothing supposed yet.
    brief, pair, as_of, level, milestones
        The notebook's parameters, as far as what is handed over depends on them.

    Raises
    ------
    DraftError
        The brief's name cannot name a folder.
    """
    if in_build(project.reports):
        return project.report(brief)
    if not ID.match(brief):
        msg = f"brief: found {brief!r}, expected lower-case words joined by hyphens, such as isil-kp-2021."
        raise DraftError(msg)
    asked = dossier.current(pair)._asdict()
    asked |= {"as_of": as_of, "level": float(level), "milestones": list(milestones)}
    note = {"brief": brief, "parameters": asked, "data": hash_items(hash_records(dossier))}
    key = hashlib.sha256(json.dumps(note, sort_keys=True).encode()).hexdigest()[:8]
    folder = project.report(brief) / FOLDER / key
    folder.mkdir(parents=True, exist_ok=True)
    write_file(folder / NOTE, json.dumps(note, indent=1) + "\n")
    _bring(project.report(brief), folder, note, dossier)
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
    """Say of a file that is not in a draft which notebook writes it, and from which parameters."""
    note = json.loads((path.parent / NOTE).read_bytes())
    names = FOR_FIGURES if path.name == FIGURES else tuple(note["parameters"])
    step = find_writer(find_project().notebooks, path.name)
    values = ", ".join(f"{name} = {note['parameters'][name]!r}" for name in names)
    return (
        f"No draft and no published briefing of {note['brief']} has {path.name} for these parameters and data: "
        f"{values}. "
        f"Run notebooks/{step}.ipynb with the same parameters first; this notebook then "
        f"goes on from it. (`make report BRIEF={note['brief']}` builds the briefing as its file has it.)"
    )


def _bring(shown: Path, folder: Path, note: Mapping[str, Any], dossier: Dossier) -> None:
    """Copy what earlier notebooks would have written from wherever it was made from the same parameters and data."""
    for place, parameters, names in _made(shown, note["data"], dossier):
        if place == folder or any(parameters.get(name) != note["parameters"][name] for name in FOR_FIGURES):
            continue
        same = parameters.get("level") == note["parameters"]["level"]
        charts = sorted(name for name in names if name.startswith("charts/"))
        for name in (FIGURES, *([*charts, CHANGE] if same and CHANGE in names else [])):
            if name in names and not (folder / name).is_file():
                write_file(folder / name, (place / name).read_bytes())


def _made(shown: Path, data: str, dossier: Dossier) -> Iterator[tuple[Path, Mapping[str, Any], set[str]]]:
    """Go through what was made from the same data: the published briefing, unless touched by hand, and the drafts."""
    record = read_record(shown)
    if record and isinstance(record.get("parameters"), dict) and hash_items(record["data"]) == data:
        asked = dict(record["parameters"])
        asked |= dossier.current(Pair(asked["earlier"], asked["later"]))._asdict()
        yield shown, asked, set(record["outputs"]) - set(edited_outputs(shown, record))
    for place in sorted(shown.glob(f"{FOLDER}/*")):
        try:
            note = json.loads((place / NOTE).read_bytes())
        except (OSError, ValueError):
            continue
        if note["data"] == data:
            yield place, note["parameters"], {FIGURES} if (place / FIGURES).is_file() else set()
