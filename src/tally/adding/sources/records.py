"""Bibliographic records in CSL-JSON, made of BibTeX, of a Zotero export, or of what a document says of itself."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tally.adding import PromptError, slug
from tally.adding.sources.bibtex import read_bibtex
from tally.records.bibliography import (
    DATE_FORM,
    ID,
    DateError,
    normalise_record,
    read_date_text,
    read_json,
    texts,
    tidy_record,
    without_markup,
)
from tally.records.bibliography import NAME_FORM as HOW_NAMES
from tally.tables import Flaw, text_flaw

IN_BIBTEX = "Write date = {2021-11-17}, or year = {2021} and month = nov; leave both out if the document has no date."
NAMES_IN_BIBTEX = "Join names with “and”, and keep organisations whole: {Doe, Jane and {United Nations}}."
MOST_TOLD = 20
WRAPPERS = ("message", "items", "itemData", "references", "records", "data")

Record = dict[str, Any]


def from_csl(path: Path) -> list[Record]:
    """Read one CSL-JSON record or a list of them; every field is kept."""
    try:
        content = _parsed(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        msg = f"{path.name} is not UTF-8 (byte {error.start}). Export it again with the encoding UTF-8."
        raise PromptError(msg) from error
    except (ValueError, RecursionError) as error:
        msg = f"{path.name} is not CSL-JSON ({error}). Export it from Zotero as “CSL JSON”."
        raise PromptError(msg) from error
    content = _unwrapped(content)
    records = [_unwrapped(one) for one in content] if isinstance(content, list) else [content]
    if not records or not all(isinstance(record, dict) for record in records):
        msg = f"{path.name} holds no CSL-JSON records with a title. Export them from Zotero as “CSL JSON”."
        raise PromptError(msg)
    return _held(path, [without_markup(record) for record in records])


def _parsed(text: str) -> Any:
    """Read JSON, or one record to a line."""
    try:
        return read_json(text)
    except json.JSONDecodeError as error:
        if error.msg != "Extra data":
            raise
        return [read_json(line) for line in text.splitlines() if line.strip()]


def _unwrapped(content: Any) -> Any:
    """Take records out of what an interface such as Crossref's puts around them."""
    while isinstance(content, dict) and "title" not in content:
        inner = next((content[name] for name in WRAPPERS if isinstance(content.get(name), (dict, list))), None)
        if inner is None:
            break
        content = inner
    return content


def from_bibtex(path: Path) -> list[Record]:
    """Read the entries of a BibTeX file, LaTeX in them undone."""
    return _held(path, read_bibtex(path))


def _held(path: Path, records: Sequence[Record]) -> list[Record]:
    """
    Bring every record of a file to CSL-JSON.

    Raises
    ------
    AskingError
        Some cannot. The message names each by its place and its id, with the field, what was found and what to write.
    """
    lines, bad = [], 0
    for number, record in enumerate(records, start=1):
        flaws = dict(normalise_record(record)[1])
        for where, text in texts(tidy_record(record)):
            if flaw := text_flaw(text):
                flaws.setdefault(where, flaw)
        bad += bool(flaws)
        what = "entry" if path.suffix.lower() != ".json" else f"record {number}"
        lines += [
            f"  {what} ({record.get('id') or 'no id'}), {_told(path, field, flaw)}" for field, flaw in flaws.items()
        ]
    if not lines:
        return [tidy_record(record) for record in records]
    left = f"\n  and {len(lines) - MOST_TOLD} more" if len(lines) > MOST_TOLD else ""
    others = len(records) - bad
    rest = (
        f" The {'other one is' if others == 1 else f'other {others} are'} right, but not added either."
        if others
        else ""
    )
    msg = f"{path.name} cannot be added as it is:\n" + "\n".join(lines[:MOST_TOLD]) + f"{left}\nCorrect it there.{rest}"
    raise PromptError(msg)


def _told(path: Path, field: str, flaw: Flaw) -> str:
    """Say what is wrong with a field, in the terms of the file's format."""
    found = flaw.found if len(flaw.found) <= 80 else f"{flaw.found[:77]}…"
    remedy = flaw.remedy
    if path.suffix.lower() != ".json":
        remedy = remedy.replace(DATE_FORM, IN_BIBTEX).replace(HOW_NAMES, NAMES_IN_BIBTEX)
    return f"{field}: found {found!r}, expected {flaw.expected}. {remedy}"


def issued(day: str) -> Record:
    """
    Write a day, month or year in CSL's way.

    Raises
    ------
    AskingError
        It is none.
    """
    try:
        days = read_date_text(day)
    except DateError as error:
        msg = f"{day!r} is not a date: write 2021, 2021-11 or 2021-11-17."
        if error.remedy != DATE_FORM:
            msg = f"{day!r} is not a date of the calendar: expected {error.expected}. {error.remedy}"
        raise PromptError(msg) from error
    if not days:
        msg = "A date is needed: write 2021, 2021-11 or 2021-11-17."
        raise PromptError(msg)
    return {"date-parts": days}


def readable_id(record: Record) -> str:
    """Make an id of who wrote and when, such as reuters-2021-11-17."""
    authors = record.get("author") or [{}]
    first = authors[0].get("literal") or authors[0].get("family") if isinstance(authors[0], dict) else ""
    names = (record.get("container-title"), record.get("publisher"), first, record["title"], "source")
    name = next(made for made in (slug(str(name or ""), 40) for name in names) if made)
    parts = (record.get("issued") or {}).get("date-parts") or [[]]
    day = "-".join(f"{int(part):02d}" for part in parts[0]) if parts and parts[0] else ""
    words = "-".join(name.split("-")[:5])
    made = f"{words}-{day}".strip("-")
    return made if ID.fullmatch(made) else words
