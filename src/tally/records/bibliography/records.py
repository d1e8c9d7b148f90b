"""The bibliographic records of the documents, in CSL-JSON, with the project's notes on each."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tally.errors import TallyError
from tally.records.bibliography.columns import SOURCES
from tally.records.bibliography.csl import normalise_record
from tally.tables import ID_FORM, Problem, read_text, text_flaw

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


class TwiceError(TallyError, ValueError):
    """A field occurs twice in one object with different values; `msg` names it."""

    def __init__(self, name: str) -> None:
        self.msg = f"the field {name!r} twice in one place"
        super().__init__(self.msg)


def read_json(text: str) -> Any:
    """
    Parse JSON; NaN and infinity, which some programs write for an empty field, become None.

    Raises
    ------
    TwiceError
        A field occurs twice in one object, with different values.
    ValueError
        The text is not JSON.
    """

    def without_repetitions(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for name, value in pairs:
            if name in fields and fields[name] != value:
                raise TwiceError(name)
            fields[name] = value
        return fields

    return json.loads(text, parse_constant=lambda _: None, object_pairs_hook=without_repetitions)


def read_records(path: Path) -> tuple[list[tuple[SourceRecord, Any]], list[Problem]]:
    """
    Read and check the CSL-JSON records of a file.

    Returns
    -------
    records, problems
        Each valid record, as a `SourceRecord` and as normalised CSL-JSON; and the problems of all others.
    """
    text, problems = read_text(path)
    if problems:
        return [], problems
    try:
        raw = read_json(text)
    except (ValueError, RecursionError) as error:
        remedy = "Export it again from Zotero as CSL JSON, or correct the line."
        place = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "the file"
        fault = getattr(error, "msg", "") or "lists nested too deeply, or a number with too many digits"
        return [], [Problem(path.name, place, "all", fault, "JSON", remedy)]
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
        normal, flaws = normalise_record(entry) if isinstance(entry, dict) else (entry, {})
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


def texts(entry: Any) -> Iterator[tuple[str, str]]:
    """Yield every text in a record with its path in the record, such as `author.0.family`."""
    waiting = [("", entry)]
    while waiting:
        where, value = waiting.pop()
        if isinstance(value, str):
            yield where or "all", value
        elif isinstance(value, (dict, list)):
            inner = value.items() if isinstance(value, dict) else enumerate(value)
            waiting += [(f"{where}.{name}".lstrip("."), part) for name, part in inner]
