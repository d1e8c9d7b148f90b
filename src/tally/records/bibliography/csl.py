"""Normalise CSL-JSON records as other programs write them, and report the fields that cannot be read."""

import re
from collections.abc import Mapping
from typing import Any

from tally.records.bibliography.csl_dates import DateError, read_date
from tally.records.bibliography.csl_names import NAME_FORM, NamesError, clean_text, read_names
from tally.records.bibliography.csl_text import is_web_address
from tally.records.tables import Flaw, shorten

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
EMPTY_WORDS = ("None", "null", "NaN", "nan", "undefined")  # what programs print for an empty field
LONGEST_NUMBER = 20  # digits of a volume or page that is not written as a text
NOTES = ("how_seen", "said_by", "relayed_by", "title_basis", "issued_basis")
MISSING_TITLE = "Every record needs a title: fill it in."
TITLE = re.compile("title|container-title")
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+)", re.IGNORECASE)


def normalise_record(record: Mapping[str, Any]) -> tuple[Record, dict[str, Flaw]]:
    """
    Normalise a record, and report its flaws.

    Parameters
    ----------
    record : mapping
        CSL-JSON as Zotero, Crossref, pandoc or a person wrote it.

    Returns
    -------
    record, flaws
        The record without empty fields: each date is `date-parts` of numbers, each name has its particles in the family
        name, and each standard field is a text. Fields that are not part of CSL are unchanged. The flaws are by field;
        a field with a flaw is not in the record.
    """
    normal: Record = {}
    flaws: dict[str, Flaw] = {}
    others = []
    for field, value in record.items():
        if value is None:
            continue
        try:
            if field in DATES:
                if days := read_date(value):
                    circa = isinstance(value, dict) and value.get("circa") not in (None, "", 0, "0", "false")
                    normal[field] = {"date-parts": days} | ({"circa": True} if circa else {})
            elif field in NAMES:
                names, more = read_names(value)
                if names:
                    normal[field] = names
                if names and more:
                    others.append(field)
            elif field in TEXTS:
                if text := _text(field, value):
                    normal[field] = text
            else:
                normal[field] = _without_nulls(value) if field == "custom" else value
        except DateError as error:
            flaws[field] = Flaw(error.found, error.expected, error.remedy)
        except NamesError as error:
            flaws[field] = Flaw(error.found, "a list of names", NAME_FORM)
        except TypeError:
            flaws[field] = Flaw(shorten(value), "a text", "Write it in quotation marks, or leave it out.")
    if doi := normal.get("DOI"):
        if match := DOI.fullmatch(doi):
            normal["DOI"] = match[1]
        else:
            flaws["DOI"] = Flaw(normal.pop("DOI"), "a DOI", "Write it as 10.1234/abcd, or leave it out.")
    if (url := normal.get("URL")) and not is_web_address(url):
        flaws["URL"] = Flaw(normal.pop("URL"), "an http(s) address", "Correct it.")
    if "title" not in normal and "title" not in flaws:
        flaws["title"] = Flaw(str(record.get("title") or "no title"), "a title", MISSING_TITLE)
    custom = normal.get("custom")
    if isinstance(custom, dict) and "and_others" in custom and not _are_names(custom["and_others"]):
        flaws["custom.and_others"] = Flaw(str(custom["and_others"]), "a list of fields", "Leave it out.")
        normal["custom"] = {name: note for name, note in custom.items() if name != "and_others"}
    if others and isinstance(normal.setdefault("custom", {}), dict):
        normal["custom"] = {**normal["custom"], "and_others": others}
    return normal, flaws


def tidy_record(record: Mapping[str, Any]) -> Record:
    """
    Return a record as it is stored: each field as it was written if that is valid CSL, normalised if not.

    So the program that wrote it can read it again: a name's particles, digits as text and further fields are kept.
    """
    normal, _ = normalise_record(record)
    others = normal.get("custom", {}).get("and_others", []) if isinstance(normal.get("custom"), dict) else []
    return normal | {
        field: value
        for field, value in record.items()
        if field in normal and field not in others and _is_csl(field, value, normal)
    }


def _is_csl(field: str, value: Any, normal: Record) -> bool:
    """Return whether a field is written as CSL defines it."""
    if field in DATES:
        parts = value.get("date-parts") if isinstance(value, dict) else None
        if not isinstance(parts, list) or not all(isinstance(day, list) for day in parts):
            return False
        return bool([list(map(_digits, day)) for day in parts] == normal[field]["date-parts"])
    if field in NAMES:
        pairs = zip(value, normal[field], strict=False) if isinstance(value, list) else ()
        same = all(isinstance(name, dict) and name.items() >= plain.items() for name, plain in pairs)
        return same and isinstance(value, list) and len(value) == len(normal[field]) and "particle" not in str(value)
    return field not in TEXTS and field != "custom"


def _digits(part: Any) -> Any:
    """Return a text of digits as a number, and anything else unchanged."""
    return int(part) if isinstance(part, str) and part.isdecimal() else part


def _text(field: str, value: Any) -> str:
    """Return a text field as text: a number as digits, a list joined by semicolons; empty if there is no value."""
    if isinstance(value, list):
        return "; ".join(filter(None, (_text(field, part) for part in value if part is not None)))
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise TypeError(field)
    text = str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()
    if isinstance(value, (int, float)) and len(text) > LONGEST_NUMBER:
        raise TypeError(field)
    if text in EMPTY_WORDS and field != "title":
        return ""
    return clean_text(text) if TITLE.fullmatch(field) else text


def _are_names(value: Any) -> bool:
    """Return whether a value is a list of fields that hold names."""
    return isinstance(value, list) and all(isinstance(field, str) and field in NAMES for field in value)


def _without_nulls(value: Any) -> Any:
    """Return the notes without those that are empty."""
    if not isinstance(value, dict):
        return value
    return {name: note for name, note in value.items() if note is not None or name not in (*NOTES, "seen")}
