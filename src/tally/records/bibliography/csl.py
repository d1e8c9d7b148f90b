"""Bring a CSL-JSON record, as it occurs in practice, to one form; or say which field cannot be read, and why."""

import re
from collections.abc import Mapping
from typing import Any

from tally.records.bibliography.csl_dates import DateError, read_date
from tally.records.bibliography.csl_names import NAME_FORM, NamesError, clean_text, read_names
from tally.records.bibliography.csl_text import is_web_address
from tally.tables import Flaw

Record = dict[str, Any]
DATES = ("issued", "accessed", "available-date", "event-date", "original-date", "submitted", "container")
NAMES = (
    "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator",
    "director", "editor", "editor-translator", "editorial-director", "executive-producer", "guest", "host",
    "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer", "producer", "recipient",
    "reviewed-author", "script-writer", "series-creator", "translator",
)  # fmt: skip
TEXTS = (
    "abstract", "annote", "archive", "archive-place", "archive_location", "authority", "call-number",
    "chapter-number", "citation-label", "citation-number", "collection-number", "collection-title", "container-title",
    "container-title-short", "dimensions", "DOI", "edition", "event", "event-place", "event-title", "genre", "ISBN",
    "ISSN", "issue", "journalAbbreviation", "jurisdiction", "keyword", "language", "locator", "medium", "note",
    "number", "number-of-pages", "number-of-volumes", "original-publisher", "original-publisher-place",
    "original-title", "page", "page-first", "part-number", "part-title", "PMCID", "PMID", "printing-number",
    "publisher", "publisher-place", "references", "reviewed-genre", "reviewed-title", "scale", "section",
    "shortTitle", "source", "status", "supplement-number", "title", "title-short", "type", "URL", "version", "volume",
    "volume-title", "volume-title-short", "year-suffix",
)  # fmt: skip
NOTHING = ("None", "null", "NaN", "nan", "undefined")  # what programs print where nothing stands
NOTES = ("how_seen", "said_by", "relayed_by", "title_basis", "issued_basis")
MISSING_TITLE = "Every record needs a title: fill it in."
TITLE = re.compile("title|container-title")
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+)", re.IGNORECASE)


def normalise_record(record: Mapping[str, Any]) -> tuple[Record, dict[str, Flaw]]:
    """
    Bring a record to one form.

    Parameters
    ----------
    record : mapping
        CSL-JSON as Zotero, Crossref, pandoc or a hand wrote it.

    Returns
    -------
    record, flaws
        The record without its empty fields: each date as `date-parts` of numbers, each name with its particles in the
        family name, each standard field as text. Fields that CSL does not know are kept as they are. The flaws by the
        fields that cannot be read, which the record then lacks.
    """
    made: Record = {}
    flaws: dict[str, Flaw] = {}
    others = []
    for field, value in record.items():
        if value is None:
            continue
        try:
            if field in DATES:
                if days := read_date(value):
                    circa = isinstance(value, dict) and value.get("circa") not in (None, "", 0, "0", "false")
                    made[field] = {"date-parts": days} | ({"circa": True} if circa else {})
            elif field in NAMES:
                names, more = read_names(value)
                if names:
                    made[field] = names
                if names and more:
                    others.append(field)
            elif field in TEXTS:
                if text := _text(field, value):
                    made[field] = text
            else:
                made[field] = _without_nulls(value) if field == "custom" else value
        except DateError as error:
            flaws[field] = Flaw(error.found, error.expected, error.remedy)
        except NamesError as error:
            flaws[field] = Flaw(error.found, "a list of names", NAME_FORM)
        except TypeError:
            flaws[field] = Flaw(str(value), "a text", "Write it in quotation marks, or leave it out.")
    if doi := made.get("DOI"):
        if found := DOI.fullmatch(doi):
            made["DOI"] = found[1]
        else:
            flaws["DOI"] = Flaw(made.pop("DOI"), "a DOI", "Write it as 10.1234/abcd, or leave it out.")
    if (url := made.get("URL")) and not is_web_address(url):
        flaws["URL"] = Flaw(made.pop("URL"), "an http(s) address", "Correct it.")
    if "title" not in made and "title" not in flaws:
        flaws["title"] = Flaw(str(record.get("title") or "no title"), "a title", MISSING_TITLE)
    if others and isinstance(made.setdefault("custom", {}), dict):
        made["custom"] = {**made["custom"], "and_others": others}
    return made, flaws


def tidy_record(record: Mapping[str, Any]) -> Record:
    """
    Return a record as it may be stored: as it was written wherever that is CSL, in its one form elsewhere.

    What a program wrote is kept for that program: a name's particles, digits as text, fields that CSL does not know.
    """
    made, _ = normalise_record(record)
    others = made.get("custom", {}).get("and_others", []) if isinstance(made.get("custom"), dict) else []
    return made | {
        field: value
        for field, value in record.items()
        if field in made and field not in others and _is_csl(field, value, made)
    }


def _is_csl(field: str, value: Any, made: Record) -> bool:
    """Return whether a field stands in a form that CSL defines."""
    if field in DATES:
        parts = value.get("date-parts") if isinstance(value, dict) else None
        if not isinstance(parts, list) or not all(isinstance(day, list) for day in parts):
            return False
        return bool([list(map(_digits, day)) for day in parts] == made[field]["date-parts"])
    if field in NAMES:
        pairs = zip(value, made[field], strict=False) if isinstance(value, list) else ()
        same = all(isinstance(name, dict) and name.items() >= plain.items() for name, plain in pairs)
        return same and isinstance(value, list) and len(value) == len(made[field]) and "particle" not in str(value)
    return field not in TEXTS and field != "custom"


def _digits(part: Any) -> Any:
    """Return digits that stand in quotation marks as the number that they are."""
    return int(part) if isinstance(part, str) and part.isdecimal() else part


def _text(field: str, value: Any) -> str:
    """Read a text field: a number is written out, and of a list its texts are joined; empty for nothing."""
    if isinstance(value, list):
        return "; ".join(filter(None, (_text(field, part) for part in value if part is not None)))
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise TypeError(field)
    text = str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()
    if text in NOTHING and field != "title":
        return ""
    return clean_text(text) if TITLE.fullmatch(field) else text


def _without_nulls(value: Any) -> Any:
    """Leave out the notes in which nothing stands."""
    if not isinstance(value, dict):
        return value
    return {name: note for name, note in value.items() if note is not None or name not in (*NOTES, "seen")}
