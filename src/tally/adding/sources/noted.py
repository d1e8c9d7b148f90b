"""What the project notes of a document: who says it, who passed it on, and how near it is to the count."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tally.adding import PromptError
from tally.adding.sources.records import Record
from tally.records.bibliography import ID, RELIABILITIES, spoken_name
from tally.tables import suggest_name

DEFAULT_WHY = "Not assessed yet: entered when the source was added."
ASSESSED = (
    "reliability",
    "derived_from",
    "origin",
    "origin_family",
    "why",
)  # kept in assessments.csv, not in the record
NOTED = ("said_by", "relayed_by", "how_seen", "issued_basis", "title_basis")


def own(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the notes that a record brings along; an empty one is none."""
    custom = record.get("custom")
    return {name: value for name, value in custom.items() if value is not None} if isinstance(custom, dict) else {}


def author(record: Record) -> str:
    """Return the first author's name."""
    authors = record.get("author") or [{}]
    first = authors[0] if isinstance(authors, list) and isinstance(authors[0], dict) else {}
    return spoken_name(first)


def noted(record: Record, given: Mapping[str, Any], *, seen: bool, read_here: bool) -> dict[str, Any]:
    """
    Return the notes of a record.

    Parameters
    ----------
    record : dict
        In CSL-JSON. What another program noted in it stays.
    given : mapping
        What counts before that.
    seen, read_here : bool
        Whether somebody has seen the document, and whether it was read by this very command.

    Notes
    -----
    Said by is whoever is given, or the first author. A title or an outlet says nothing: where nobody is known, the
    note stays empty.
    """
    brought = own(record)
    notes = {name: str(given.get(name) or brought.get(name) or "") for name in NOTED}
    notes["said_by"] = notes["said_by"] or author(record)
    notes["relayed_by"] = notes["relayed_by"] or _relay(record, notes["said_by"], brought, given)
    if read_here:
        notes["how_seen"] = notes["how_seen"] or f"read on {date.today().isoformat()}"
    kept = {name: value for name, value in brought.items() if name not in ASSESSED}
    optional = {name: notes.pop(name) for name in ("issued_basis", "title_basis")}
    return {**kept, "seen": seen, **notes, **{name: value for name, value in optional.items() if value}}


def assessment(record: Record, brought: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, str]:
    """
    Return the row that says how near a document is to the count; it claims the least unless told more.

    The origin is whoever was said to have counted or spoken. A byline alone is none.
    """
    told = {name: str(given.get(name) or brought.get(name) or "") for name in ASSESSED}
    spoken = str(given.get("said_by") or brought.get("said_by") or "")
    return {
        "source": record["id"],
        "reliability": told["reliability"] or ("relay" if record["custom"]["seen"] else "not-seen"),
        "derived_from": told["derived_from"], "origin": told["origin"] or told["origin_family"] or spoken,
        "why": told["why"] or DEFAULT_WHY,
    }  # fmt: skip


def hold_flags(given: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    """
    Check what can be checked before anything is asked.

    Raises
    ------
    AskingError
        The id is taken or is none, the reliability is none, or the source that it repeats is not on record.
    """
    wanted = given.get("id")
    if wanted and (not ID.fullmatch(wanted) or wanted in known):
        msg = f"--id: {wanted!r} is taken, or not lower-case words joined by hyphens."
        raise PromptError(msg)
    reliability = given.get("reliability")
    if reliability and reliability not in RELIABILITIES:
        msg = f"--reliability: {reliability!r} is none of {', '.join(RELIABILITIES)}."
        raise PromptError(msg)
    first = given.get("derived_from")
    if first and first not in known:
        msg = f"--derived-from: there is no source {first!r}. {suggest_name(first, known)}Add that one first."
        raise PromptError(msg)


def _relay(record: Record, said_by: str, brought: Mapping[str, Any], given: Mapping[str, Any]) -> str:
    """Return the outlet that passed on the words of whoever says them, or of nobody who is named."""
    outlet = str(record.get("container-title") or record.get("publisher") or "")
    told = given.get("said_by") or brought.get("said_by")
    return outlet if outlet != said_by and (told or not said_by) else ""
