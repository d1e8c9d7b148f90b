"""Bibliographic records in CSL-JSON, from BibTeX, from Zotero, or from a document's own metadata."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tally.adding import PromptError, slug
from tally.adding.sources.bibtex import read_bibtex
from tally.project import JsonError, Kind, ReadError, parse_json, read_file
from tally.records.bibliography import (
    DATE_FORM,
    ID,
    DateError,
    normalise_record,
    read_date_text,
    text_flaws,
    tidy_record,
    without_markup,
)
from tally.records.bibliography import NAME_FORM as HOW_NAMES
from tally.records.tables import Flaw, first_lines, shorten

IN_BIBTEX = "Write date = {2021-11-17}, or year = {2021} and month = nov; leave both out if the document has no date."
NAMES_IN_BIBTEX = "Join names with “and”, and keep organisations whole: {Doe, Jane and {United Nations}}."
EXTRA = "extra data"  # the fault of a file with one object per line
WRAPPERS = ("message", "items", "itemData", "references", "records", "data")

Record = dict[str, Any]


def from_csl(path: Path) -> list[Record]:
    """
    Read one CSL-JSON record or a list of them; every field is kept.

    Raises
    ------
    PromptError
        The file is not CSL-JSON in UTF-8, or a record has a flaw.
    """
    try:
        content = _parse_json(read_file(path, Kind.BIBLIOGRAPHY))
    except ReadError as error:
        raise PromptError(str(error)) from error
    except JsonError as error:
        msg = f"{path.name} is not CSL-JSON ({error.place}: {error.found}). Export it from Zotero as “CSL JSON”, UTF-8."
        raise PromptError(msg) from error
    content = _unwrapped(content)
    records = [_unwrapped(item) for item in content] if isinstance(content, list) else [content]
    if not records or not all(isinstance(record, dict) for record in records):
        msg = f"{path.name} holds no CSL-JSON records with a title. Export them from Zotero as “CSL JSON”."
        raise PromptError(msg)
    return _checked(path, [without_markup(record) for record in records])


def _parse_json(content: bytes) -> Any:
    """Parse JSON, or one JSON object per line."""
    try:
        return parse_json(content, as_text=True)
    except JsonError as error:
        if error.found != EXTRA:
            raise
        return [parse_json(line, as_text=True) for line in content.splitlines() if line.strip()]


def _unwrapped(content: Any) -> Any:
    """Return the records inside the objects that an interface such as Crossref's puts around them."""
    while isinstance(content, dict) and "title" not in content:
        inner = next((content[name] for name in WRAPPERS if isinstance(content.get(name), (dict, list))), None)
        if inner is None:
            break
        content = inner
    return content


def from_bibtex(path: Path) -> list[Record]:
    """
    Read the entries of a BibTeX file, with LaTeX converted to plain text.

    Raises
    ------
    PromptError
        The file is not BibTeX in UTF-8, or an entry has a flaw.
    """
    return _checked(path, read_bibtex(path))


def _checked(path: Path, records: Sequence[Record]) -> list[Record]:
    """
    Check every record of a file, and return them tidied.

    Raises
    ------
    PromptError
        A record has a flaw. The message lists each flaw: the record's number or id, the field, what was found and what
        to write.
    """
    lines, bad = [], 0
    for number, record in enumerate(records, start=1):
        flaws = dict(normalise_record(record)[1])
        for where, flaw in text_flaws(tidy_record(record)):
            flaws.setdefault(where, flaw)
        bad += bool(flaws)
        label = "entry" if path.suffix.lower() != ".json" else f"record {number}"
        lines += [
            f"{label} ({shorten(record.get('id') or 'no id')}), {_flaw_line(path, field, flaw)}"
            for field, flaw in flaws.items()
        ]
    if not lines:
        return [tidy_record(record) for record in records]
    others = len(records) - bad
    rest = (
        f" The {'other one is' if others == 1 else f'other {others} are'} right, but not added either."
        if others
        else ""
    )
    listed = "\n".join(f"  {line}" for line in first_lines(lines))
    msg = f"{path.name} cannot be added as it is:\n{listed}\nCorrect it there.{rest}"
    raise PromptError(msg)


def _flaw_line(path: Path, field: str, flaw: Flaw) -> str:
    """Return a flaw of a field in words, with a remedy for the file's format."""
    remedy = flaw.remedy
    if path.suffix.lower() != ".json":
        remedy = remedy.replace(DATE_FORM, IN_BIBTEX).replace(HOW_NAMES, NAMES_IN_BIBTEX)
    return f"{shorten(field)}: found {shorten(flaw.found)!r}, expected {flaw.expected}. {remedy}"


def issued_date(day: str) -> Record:
    """
    Convert a day, month or year, such as 2021, 2021-11 or 2021-11-17, to a date of CSL.

    Raises
    ------
    PromptError
        The text is not such a date.
    """
    try:
        days = read_date_text(day)
    except DateError as error:
        shown = shorten(day)
        msg = f"{shown!r} is not a date: write 2021, 2021-11 or 2021-11-17."
        if error.remedy != DATE_FORM:
            msg = f"{shown!r} is not a date of the calendar: expected {error.expected}. {error.remedy}"
        raise PromptError(msg) from error
    if not days:
        msg = "A date is needed: write 2021, 2021-11 or 2021-11-17."
        raise PromptError(msg)
    return {"date-parts": days}


def day_faults(answer: str) -> Sequence[str]:
    """Return why an answer is not a day, month or year of the calendar; empty if it is one."""
    try:
        parts = [*issued_date(answer)["date-parts"][0], 1, 1][:3]
        date(*parts)
    except (PromptError, KeyError) as error:
        return [str(error)]
    except ValueError:
        return [f"{shorten(answer)!r} is not a date of the calendar. Write 2021, 2021-11 or 2021-11-17."]
    return []


def readable_id(record: Record) -> str:
    """Return an id for a record, from who wrote it and when, such as reuters-2021-11-17."""
    authors = record.get("author") or [{}]
    first = authors[0].get("literal") or authors[0].get("family") if isinstance(authors[0], dict) else ""
    names = (record.get("container-title"), record.get("publisher"), first, record["title"], "source")
    name = next(word for word in (slug(str(name or ""), 40) for name in names) if word)
    parts = (record.get("issued") or {}).get("date-parts") or [[]]
    day = "-".join(f"{int(part):02d}" for part in parts[0]) if parts and parts[0] else ""
    words = "-".join(name.split("-")[:5])
    dated = f"{words}-{day}".strip("-")
    return dated if ID.fullmatch(dated) else words
