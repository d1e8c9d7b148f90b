"""Bibliographic records in CSL-JSON, made of BibTeX, of a Zotero export, or of what a document says of itself."""

import json
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tally.adding.asking import AskingError, slug
from tally.source_records import ID

TYPES = {
    "article": "article-journal", "book": "book", "incollection": "chapter", "inproceedings": "paper-conference",
    "phdthesis": "thesis", "report": "report", "techreport": "report",
}  # fmt: skip
FIELDS = {
    "title": "title", "journal": "container-title", "journaltitle": "container-title", "booktitle": "container-title",
    "publisher": "publisher", "institution": "publisher", "organization": "publisher", "volume": "volume",
    "number": "issue", "pages": "page", "doi": "DOI", "url": "URL", "langid": "language", "language": "language",
}  # fmt: skip
DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")

Record = dict[str, Any]


def from_csl(path: Path) -> list[Record]:
    """Read one CSL-JSON record or a list of them; every field is kept."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        msg = f"{path.name} is not CSL-JSON ({error}). Export it from Zotero as “CSL JSON”."
        raise AskingError(msg) from error
    records = content if isinstance(content, list) else [content]
    if not records or not all(isinstance(record, dict) and record.get("title") for record in records):
        msg = f"{path.name} holds no CSL-JSON records with a title. Export them from Zotero as “CSL JSON”."
        raise AskingError(msg)
    return records


def from_bibtex(path: Path) -> list[Record]:
    """Read the entries of a BibTeX file, LaTeX in them undone."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware, MonthIntMiddleware

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    text = path.read_text(encoding="utf-8-sig")
    library = parse_string(text, append_middleware=[MonthIntMiddleware()])
    decoded = parse_string(text, append_middleware=[MonthIntMiddleware(), LatexDecodingMiddleware()])
    if library.failed_blocks or not library.entries:
        place = f" (line {(library.failed_blocks[0].start_line or 0) + 1})" if library.failed_blocks else ""
        msg = f"{path.name} is not BibTeX that can be read{place}."
        raise AskingError(msg)
    read = {entry.key: entry.fields_dict for entry in decoded.entries}
    return [
        _from_entry(
            entry.entry_type,
            {name: str(read[entry.key][name].value) for name in read[entry.key]},
            {name: str(entry.fields_dict[name].value) for name in entry.fields_dict},
        )
        | {"id": entry.key}
        for entry in library.entries
    ]


def _from_entry(kind: str, decoded: Mapping[str, str], written: Mapping[str, str]) -> Record:
    """Turn one entry; addresses and names are taken as they are written."""
    record: Record = {"type": TYPES.get(kind.lower(), "webpage")}
    for name, field in FIELDS.items():
        value = (written if name in ("url", "doi") else decoded).get(name, "").replace("{", "").replace("}", "")
        if value and field not in record:
            record[field] = value
    for role in ("author", "editor"):
        if written.get(role):
            record[role] = [_person(name.strip()) for name in re.split(r"\s+and\s+", written[role])]
    parts = DAY.match(decoded.get("date", "")) if decoded.get("date") else None
    day = parts.groups() if parts else (decoded.get("year"), decoded.get("month"), decoded.get("day"))
    if day[0]:
        record["issued"] = issued("-".join(part for part in day if part))
    return record


def _person(name: str) -> Record:
    """Read a name: an organisation stands in braces, a person as “Family, Given” or “Given Family”."""
    if name.startswith("{") and name.endswith("}"):
        return {"literal": name.strip("{}")}
    family, comma, given = name.partition(",")
    if not comma:
        given, _, family = name.rpartition(" ")
    return {"family": family.strip(), "given": given.strip()} if given.strip() else {"literal": name}


def issued(day: str) -> Record:
    """
    Write a day, month or year in CSL's way.

    Raises
    ------
    AskingError
        It is none.
    """
    parts = DAY.fullmatch(day.strip())
    if not parts:
        msg = f"{day!r} is no date: write 2021, 2021-11 or 2021-11-17."
        raise AskingError(msg)
    return {"date-parts": [[int(part) for part in parts.groups() if part]]}


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
