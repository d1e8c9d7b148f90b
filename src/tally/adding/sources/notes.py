"""The project's notes on a document: who says it, who passed it on, and how close it is to the original count."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tally.adding import PromptError
from tally.adding.sources.records import Record, day_faults
from tally.records.bibliography import ASSESSMENTS, ID, SOURCES, spoken_name
from tally.records.tables import suggest_name

DEFAULT_WHY = "Not assessed yet: entered when the source was added."
# notes that are stored in assessments.csv, not in the record
ASSESSED = (*ASSESSMENTS.flags, "origin_family")
NOTES = tuple(name for name, column in SOURCES.flags.items() if column.path.startswith("custom.") and name != "seen")


def own_notes(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the notes that a record has already, without empty ones."""
    custom = record.get("custom")
    return {name: value for name, value in custom.items() if value is not None} if isinstance(custom, dict) else {}


def author(record: Record) -> str:
    """Return the first author's name; empty if there is none."""
    authors = record.get("author") or [{}]
    first = authors[0] if isinstance(authors, list) and isinstance(authors[0], dict) else {}
    return spoken_name(first)


def build_notes(record: Record, options: Mapping[str, Any], *, seen: bool, read_here: bool) -> dict[str, Any]:
    """
    Build the notes of a record.

    Parameters
    ----------
    record : dict
        In CSL-JSON. Notes of other programs in it are kept.
    options : mapping
        The options of the command. They override the record.
    seen, read_here : bool
        Whether somebody has seen the document, and whether this command has read it.

    Returns
    -------
    dict
        The content of the record's field `custom`.

    Notes
    -----
    `said_by` is the person in the options or in the record's notes, or the first author. The title and the outlet are
    not used for it: if nobody is known, it is empty.
    """
    old = own_notes(record)
    notes = {name: str(options.get(name) or old.get(name) or "") for name in NOTES}
    notes["said_by"] = notes["said_by"] or author(record)
    notes["relayed_by"] = notes["relayed_by"] or _relay(record, notes["said_by"], old, options)
    if read_here:
        notes["how_seen"] = notes["how_seen"] or f"read on {date.today().isoformat()}"
    others = {name: value for name, value in old.items() if name not in ASSESSED}
    optional = {name: notes.pop(name) for name in ("issued_basis", "title_basis")}
    return {**others, "seen": seen, **notes, **{name: value for name, value in optional.items() if value}}


def assessment(record: Record, old: Mapping[str, Any], options: Mapping[str, Any]) -> dict[str, str]:
    """
    Return a document's row of assessments.csv, which says how close the document is to the original count.

    Where nothing is known, the row claims as little as possible. The origin is who counted or spoke, according to the
    options or the notes. An author alone is not an origin.
    """
    notes = {name: str(options.get(name) or old.get(name) or "") for name in ASSESSED}
    speaker = str(options.get("said_by") or old.get("said_by") or "")
    return {
        "source": record["id"],
        "reliability": notes["reliability"] or ("relay" if record["custom"]["seen"] else "not-seen"),
        "derived_from": notes["derived_from"], "origin": notes["origin"] or notes["origin_family"] or speaker,
        "why": notes["why"] or DEFAULT_WHY,
    }  # fmt: skip


def check_options(options: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    """
    Check the options that can be checked before any question.

    Parameters
    ----------
    options : mapping
        The options of the command.
    known : mapping
        The sources of the case, by id.

    Raises
    ------
    PromptError
        The id is in use or not an id, the date does not exist, the reliability is unknown, or the source that it
        repeats is not in the data.
    """
    name = options.get("id")
    if name and (not ID.fullmatch(name) or name in known):
        msg = f"--id: {name!r} is taken, or not lower-case words joined by hyphens."
        raise PromptError(msg)
    reliability = options.get("reliability")
    choices = ASSESSMENTS["reliability"].choices
    if reliability and reliability not in choices:
        msg = f"--reliability: {reliability!r} is not one of {', '.join(choices)}."
        raise PromptError(msg)
    if (day := options.get("issued")) is not None and (faults := day_faults(day)):
        msg = f"--issued: {' '.join(faults)}"
        raise PromptError(msg)
    first = options.get("derived_from")
    if first and first not in known:
        msg = f"--derived-from: there is no source {first!r}. {suggest_name(first, known)}Add that one first."
        raise PromptError(msg)


def _relay(record: Record, said_by: str, old: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    """Return the outlet that passed on what somebody said; empty if the outlet itself or a mere author said it."""
    outlet = str(record.get("container-title") or record.get("publisher") or "")
    speaker = options.get("said_by") or old.get("said_by")
    return outlet if outlet != said_by and (speaker or not said_by) else ""
