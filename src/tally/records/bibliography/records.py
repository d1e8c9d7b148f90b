"""The bibliographic records of the documents, in CSL-JSON, with the project's notes on each."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tally.project import JsonError, Kind, parse_json
from tally.records.bibliography.columns import SOURCES
from tally.records.bibliography.csl import normalise_record
from tally.records.tables import ID_FORM, Flaw, Problem, read_text, shorten, text_flaw

AGAIN = "Export it again from Zotero as CSL JSON, or correct the line."
LONGEST = 20_000  # characters of a text in a record
ID = re.compile(f"^{ID_FORM}$")

REMEDIES = {column.path or column.name: column.remedy for column in SOURCES.columns if column.remedy} | {
    "custom": 'Enter records with `tally add source`, or add "custom": {"seen": false} to this one.'
}


class SourceNotes(BaseModel):
    """The project's notes in a CSL-JSON record, in the field `custom`, which CSL reserves for such notes."""

    model_config = ConfigDict(extra="allow")
    seen: bool
    how_seen: str = ""
    said_by: str = ""
    relayed_by: str = ""
    title_basis: str = ""
    issued_basis: str = ""


class SourceRecord(BaseModel):
    """One CSL-JSON record. Other fields are kept unchanged."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)
    id: Annotated[str, Field(pattern=ID.pattern)]
    type: str
    title: Annotated[str, Field(min_length=1)]
    url: Annotated[str, Field(alias="URL")] = ""
    language: str = ""
    issued: dict[str, Any] = {}
    custom: SourceNotes


def read_records(path: Path) -> tuple[list[tuple[SourceRecord, Any]], list[Problem]]:
    """
    Read and check the CSL-JSON records of a file.

    Returns
    -------
    records, problems
        Each valid record, as a `SourceRecord` and as normalised CSL-JSON; and the problems of all others.
    """
    text, problems = read_text(path, Kind.RECORDS)
    if problems:
        return [], problems
    try:
        raw = parse_json(text, as_text=True)
    except JsonError as error:
        remedy = error.remedy or AGAIN
        return [], [Problem(path.name, error.place, "all", error.found, error.expected, remedy)]
    if not isinstance(raw, list):
        return [], [
            Problem(path.name, "the file", "all", type(raw).__name__, "a list of records", "See data/README.md.")
        ]
    records = []
    for number, entry in enumerate(raw, start=1):
        if not isinstance(entry, dict):
            expected = 'a record such as {"id": "a", "title": "A"}'
            problems.append(Problem(path.name, f"record {number}", "all", str(entry), expected, AGAIN))
            continue
        name = entry.get("id")
        place = f"record {number} ({shorten(entry.get('id', 'no id'))})"
        record = (path.name, name if isinstance(name, str) and name else place)
        problems += [
            Problem(path.name, place, where, flaw.found, flaw.expected, flaw.remedy, record, loses_id=where == "id")
            for where, flaw in text_flaws(entry)
        ]
        normal, flaws = normalise_record(entry)
        problems += [
            Problem(path.name, place, field, flaw.found, flaw.expected, flaw.remedy, record)
            for field, flaw in flaws.items()
        ]
        try:
            records.append((SourceRecord.model_validate(normal), normal))
        except ValidationError as error:
            for detail in error.errors():
                column = ".".join(str(part) for part in detail["loc"]) or "all"
                if column not in flaws:
                    found = "nothing" if detail["type"] == "missing" else str(detail["input"])
                    remedy = REMEDIES.get(column, "See sources.json in data/README.md.")
                    problems.append(
                        Problem(path.name, place, column, found, detail["msg"], remedy, record,
                                loses_id=column in ("id", "all"))
                    )  # fmt: skip
    return records, problems


def text_flaws(entry: Any) -> Iterator[tuple[str, Flaw]]:
    """Yield each fault of a text in a record that no text may have, with its path in the record."""
    for where, text in _texts(entry):
        if len(text) > LONGEST:
            found, expected = f"{len(text):,} characters", f"at most {LONGEST:,}"
            yield where, Flaw(found, expected, "Keep only the words that are needed.")
        elif flaw := text_flaw(text):
            yield where, flaw


def _texts(entry: Any) -> Iterator[tuple[str, str]]:
    """Yield every text in a record, and the name of each field, with its path in the record: `author.0.family`."""
    waiting = [("", entry)]
    while waiting:
        where, value = waiting.pop()
        if isinstance(value, str):
            yield where or "all", value
        elif isinstance(value, (dict, list)):
            inner = value.items() if isinstance(value, dict) else enumerate(value)
            if isinstance(value, dict):
                yield from ((where or "all", name) for name in value)
            waiting += [(f"{where}.{name}".lstrip("."), part) for name, part in inner]
