"""Record the hash of each file that a build made, and find files that were changed by hand since."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tally.project.inputs import IN_LINES
from tally.project.reading import Kind, ReadError, read_file, read_json
from tally.project.writing import write_file

RECORD = "inputs.json"
UNSETTLED = "changed"  # in the record: the inputs that changed during the build
MISSING, CHANGED, UNREADABLE = "is missing", "was changed by hand", "is not a file that can be read"
UNSEALED = f"{RECORD} has no hashes of the files, so changes by hand cannot be found"


def seal(folder: Path, parameters: Mapping[str, Any], changed: Sequence[str] = ()) -> None:
    """
    Add the hash of each file and the parameters to the record of a finished build.

    Parameters
    ----------
    folder : Path
        The brief's folder, before it is published.
    parameters : mapping
        The parameters with which the notebooks ran.
    changed : sequence of str
        The inputs that changed while the notebooks ran. With any, the briefing is not up to date.
    """
    record = read_json(folder / RECORD, Kind.NOTE)
    outputs = {name: _hash(read_file(folder / name, Kind.BUILT)) for name in record["outputs"] if name != RECORD}
    record |= {"outputs": outputs, "parameters": dict(parameters)} | ({UNSETTLED: [*changed]} if changed else {})
    outputs[RECORD] = _own_hash(record)
    write_file(folder / RECORD, json.dumps(record, separators=IN_LINES) + "\n")


def read_record(folder: Path) -> dict[str, Any] | None:
    """Read the record of a build; None if it is missing or cannot be read."""
    try:
        record = read_json(folder / RECORD, Kind.NOTE)
    except ReadError:
        return None
    return record if _is_record(record) else None


def _is_record(record: Any) -> bool:
    """Return whether a value is the record of a build: its outputs are names, or names with their hashes."""
    if not isinstance(record, dict):
        return False
    outputs, named = record.get("outputs", []), [record.get(name, {}) for name in ("code", "data")]
    hashed = [*named, outputs] if isinstance(outputs, dict) else named
    names = outputs if isinstance(outputs, (dict, list)) else [None]
    return all(isinstance(name, str) and "\0" not in name for name in names) and all(
        isinstance(part, dict) and all(isinstance(digest, str) for digest in part.values()) for part in hashed
    )


def edited_outputs(folder: Path, record: Mapping[str, Any]) -> dict[str, str]:
    """
    Find the files of a published briefing that are missing or were changed by hand.

    Returns
    -------
    dict
        What happened to each: `is missing`, `was changed by hand` or `is not a file that can be read`. An old record
        without hashes shows only what is missing.
    """
    outputs, edits = record.get("outputs", ()), dict[str, str]()
    for name in outputs:
        try:
            content = read_file(folder / name, Kind.BUILT)
        except ReadError as error:
            edits[name] = MISSING if error.missing else UNREADABLE
            continue
        if isinstance(outputs, dict) and outputs[name] != (_own_hash(record) if name == RECORD else _hash(content)):
            edits[name] = CHANGED
    return edits


def signature(folder: Path, outputs: Mapping[str, str] | list[str]) -> str:
    """Return a signature of files that changes when one is written, without reading them; empty if one is missing."""
    lines = []
    for name in outputs:
        try:
            status = os.stat(folder / name)  # noqa: PTH116  half the time of Path.stat, a thousand briefings over
        except OSError:
            return ""
        lines.append(f"{name} {status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}")
    return _hash("\n".join(lines).encode())


def _own_hash(record: Mapping[str, Any]) -> str:
    """Compute the hash of a record without the hash of the record in it."""
    outputs = {name: digest for name, digest in record["outputs"].items() if name != RECORD}
    return _hash(json.dumps({**record, "outputs": outputs}, sort_keys=True).encode())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def hand_edits(folder: Path) -> list[str]:
    """Return which files of a published briefing are missing or were changed by hand."""
    record = read_record(folder)
    if record is None:
        return []
    edits = [f"{output} {change}" for output, change in edited_outputs(folder, record).items()]
    return edits + ([] if isinstance(record.get("outputs"), dict) else [UNSEALED])
