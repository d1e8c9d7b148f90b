"""Seal what a build made by the hash of each file, and find what was changed by hand since."""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tally.project.writing import write_file

RECORD = "inputs.json"
MISSING, CHANGED = "is missing", "was changed by hand"
UNSEALED = f"{RECORD} has no hashes of the files: whether one was changed by hand is unknown"


def seal(folder: Path, parameters: Mapping[str, Any]) -> None:
    """
    Add to the record of a finished build the hash of each file and the parameters that ran.

    Parameters
    ----------
    folder : Path
        The brief's folder, before it is published.
    parameters : mapping
        What the executed notebooks carry.
    """
    record = json.loads((folder / RECORD).read_bytes())
    outputs = {name: _hash((folder / name).read_bytes()) for name in record["outputs"] if name != RECORD}
    record |= {"outputs": outputs, "parameters": dict(parameters)}
    outputs[RECORD] = _own_hash(record)
    write_file(folder / RECORD, json.dumps(record, indent=1) + "\n")


def read_record(folder: Path) -> dict[str, Any] | None:
    """Read the record of a build; None if there is none that can be read."""
    try:
        record = json.loads((folder / RECORD).read_bytes())
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) else None


def edited_outputs(folder: Path, record: Mapping[str, Any]) -> dict[str, str]:
    """
    Find the files of a published briefing that are missing or were changed by hand.

    Returns
    -------
    dict
        What happened to each: `is missing` or `was changed by hand`. A record from before there were hashes can only
        tell what is missing.
    """
    outputs, found = record.get("outputs", ()), dict[str, str]()
    for name in outputs:
        try:
            content = (folder / name).read_bytes()
        except OSError:
            found[name] = MISSING
            continue
        if isinstance(outputs, dict) and outputs[name] != (_own_hash(record) if name == RECORD else _hash(content)):
            found[name] = CHANGED
    return found


def signature(folder: Path, outputs: Mapping[str, str] | list[str]) -> str:
    """Return what tells cheaply that no file was written since: a file that was has another time of change, or size."""
    told = []
    for name in outputs:
        try:
            one = os.stat(folder / name)  # noqa: PTH116  half the time of Path.stat, a thousand briefings over
        except OSError:
            return ""
        told.append(f"{name} {one.st_ino} {one.st_size} {one.st_mtime_ns} {one.st_ctime_ns}")
    return _hash("\n".join(told).encode())


def _own_hash(record: Mapping[str, Any]) -> str:
    """Hash a record without the hash of itself that it holds."""
    outputs = {name: one for name, one in record["outputs"].items() if name != RECORD}
    return _hash(json.dumps({**record, "outputs": outputs}, sort_keys=True).encode())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
