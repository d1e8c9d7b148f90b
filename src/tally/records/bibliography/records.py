"""The bibliographic records of the documents, in CSL-JSON, with what the project notes of each."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tally.errors import TallyError
from tally.records.bibliography.csl import normalise_record
from tally.tables import Problem, read_text, text_flaw

ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")

REMEDIES = {
    "custom": 'Enter records with `tally add source`, or add "custom": {"seen": false} to this one.',
    "custom.seen": 'Write whether somebody of the project saw the document: "custom": {"seen": false}.',
    "id": "Lower-case words joined by hyphens, such as reuters-2021-11-17: `tally add source` makes one.",
    "type": 'Say what it is: "report", "article-newspaper" or "webpage".',
}


class SourceNotes(BaseModel):
    """What the project adds to a CSL-JSON record, in the field that CSL keeps for that."""

    model_config = ConfigDict(extra="allow")
    seen: bool
    how_seen: str = ""
    said_by: str = ""
    relayed_by: str = ""
    title_basis: str = ""
    issued_basis: str = ""


class SourceRecord(BaseModel):
    """One CSL-JSON record. Fields that are not named here are kept as they are."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)
    id: Annotated[str, Field(pattern=ID.pattern)]
    type: str
    title: Annotated[str, Field(min_length=1)]
    url: Annotated[str, Field(alias="URL")] = ""
    language: str = ""
    issued: dict[str, Any] = {}
    custom: SourceNotes


class TwiceError(TallyError, ValueError):
    """A field is given twice in one record; `msg` says which."""

    def __init__(self, name: str) -> None:
        self.msg = f"the field {name!r} twice in one place"
        super().__init__(self.msg)


def read_json(text: str) -> Any:
    """Read JSON; NaN and the like, which some programs write for nothing, are nothing."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        read: dict[str, Any] = {}
        for name, value in pairs:
            if name in read and read[name] != value:
                raise TwiceError(name)
            read[name] = value
        return read

    return json.loads(text, parse_constant=lambda _: None, object_pairs_hook=once)


def read_records(path: Path) -> tuple[list[tuple[SourceRecord, Any]], list[Problem]]:
    """Read the CSL-JSON records, each checked and as it stands."""
    text, problems = read_text(path)
    if problems:
        return [], problems
    try:
        raw = read_json(text)
    except (ValueError, RecursionError) as error:
        remedy = "Export it again from Zotero as CSL JSON, or mend the line."
        place = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "the file"
        said = getattr(error, "msg", "") or "lists in lists without end, or a number without end"
        return [], [Problem(path.name, place, "all", said, "JSON", remedy)]
    if not isinstance(raw, list):
        return [], [
            Problem(path.name, "the file", "all", type(raw).__name__, "a list of records", "See data/README.md.")
        ]
    records = []
    for number, entry in enumerate(raw, start=1):
        place = f"record {number} ({entry.get('id', 'no id') if isinstance(entry, dict) else 'no record'})"
        name = entry.get("id") if isinstance(entry, dict) else None
        record = (path.name, name if isinstance(name, str) and name else place)
        problems += [
            Problem(path.name, place, where, flaw.found, flaw.expected, flaw.remedy, record, loses_id=where == "id")
            for where, text in texts(entry)
            if (flaw := text_flaw(text))
        ]
        made, flaws = normalise_record(entry) if isinstance(entry, dict) else (entry, {})
        problems += [
            Problem(path.name, place, field, flaw.found, flaw.expected, flaw.remedy, record)
            for field, flaw in flaws.items()
        ]
        try:
            records.append((SourceRecord.model_validate(made), made))
        except ValidationError as error:
            for fault in error.errors():
                column = ".".join(str(part) for part in fault["loc"]) or "all"
                if column not in flaws:
                    found = "nothing" if fault["type"] == "missing" else str(fault["input"])
                    remedy = REMEDIES.get(column, "See sources.json in data/README.md.")
                    problems.append(
                        Problem(path.name, place, column, found, fault["msg"], remedy, record,
                                loses_id=column in ("id", "all"))
                    )  # fmt: skip
    return records, problems


def texts(entry: Any) -> Iterator[tuple[str, str]]:
    """Go through the texts of a record, wherever they stand in it, each with its place."""
    left = [("", entry)]
    while left:
        where, value = left.pop()
        if isinstance(value, str):
            yield where or "all", value
        elif isinstance(value, (dict, list)):
            inner = value.items() if isinstance(value, dict) else enumerate(value)
            left += [(f"{where}.{name}".lstrip("."), one) for name, one in inner]
