"""What a worker returns: bytes that say what they are, and that are checked before anything is done with them."""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tally.errors import TallyError
from tally.text import shown

START = re.compile(rb"tally result 1 ([0-9a-f]{64}) ([0-9]{1,7})\n")
MOST = 200_000_000  # bytes of a result; briefings have a few million
MOST_HEADER = 1_000_000
EDITION = re.compile(r"editions/[0-9]{1,6}\.json")
INSTEAD = "See the worker's log, and give it the same checkout and environment."


class ResultError(TallyError, ValueError):
    """What came from a worker is not the result of a build. The message says why."""


@dataclass(frozen=True)
class WorkerResult:
    """The outputs of a brief's build on a worker, or why it failed. `seconds` is how long it took."""

    seconds: float
    files: Mapping[str, bytes] = field(default_factory=dict)
    failure: str = ""


class _File(BaseModel):
    """A file in a result."""

    model_config = ConfigDict(strict=True, extra="forbid")

    name: Annotated[str, Field(max_length=200)]
    size: Annotated[int, Field(ge=0, le=MOST)]


class _Header(BaseModel):
    """The description of a result, in JSON."""

    model_config = ConfigDict(strict=True, extra="forbid")

    brief: Annotated[str, Field(max_length=200)]
    seconds: Annotated[float, Field(ge=0, le=1e7, allow_inf_nan=False)]
    failure: Annotated[str, Field(max_length=20_000)]
    files: Annotated[list[_File], Field(max_length=2_000)]


def pack_result(brief: str, result: WorkerResult) -> bytes:
    """Return a result as bytes: a line with a hash, a description in JSON, and the files one after another."""
    files = [_File(name=name, size=len(content)) for name, content in result.files.items()]
    header = _Header(brief=brief, seconds=result.seconds, failure=result.failure[:20_000], files=files)
    description = header.model_dump_json().encode()
    rest = b"".join((description, *result.files.values()))
    return b"tally result 1 %s %d\n%s" % (hashlib.sha256(rest).hexdigest().encode(), len(description), rest)


def unpack_result(content: object, brief: str, outputs: Collection[str]) -> WorkerResult:
    """
    Check what came from a worker, and return the result in it.

    Parameters
    ----------
    content : object
        Anything.
    brief : str
        The brief that the worker was asked to build.
    outputs : collection of str
        The files that a build may return, beside the records of editions.

    Raises
    ------
    ResultError
        It is not the complete result of this brief, has a file that no build returns, or is too large.
    """
    if not isinstance(content, bytes):
        msg = f"A worker returned {type(content).__name__} in the place of a result. {INSTEAD}"
        raise ResultError(msg)
    if len(content) > MOST:
        msg = f"A worker returned {len(content):,} bytes; at most {MOST:,} are read. {INSTEAD}"
        raise ResultError(msg)
    start = START.match(content)
    if not start or int(start[2]) > MOST_HEADER:
        msg = f"A worker returned something that is not a result. {INSTEAD}"
        raise ResultError(msg)
    rest = memoryview(content)[start.end() :]
    if hashlib.sha256(rest).hexdigest().encode() != start[1]:
        msg = f"A worker's result was changed on its way: its hash does not fit. {INSTEAD}"
        raise ResultError(msg)
    header = _header(bytes(rest[: int(start[2])]))
    names = [file.name for file in header.files]
    strange = sorted({name for name in names if name not in outputs and not EDITION.fullmatch(name)})
    if header.brief != brief or strange or len(names) != len({*names}):
        fault = f"the file {shown(strange[0][:80], breaks=False)!r}" if strange else "another briefing or a file twice"
        msg = f"A worker returned {fault}, which was not asked for. {INSTEAD}"
        raise ResultError(msg)
    files, place = {}, int(start[2])
    for file in header.files:
        files[file.name] = bytes(rest[place : place + file.size])
        place += file.size
    if place != len(rest):
        msg = f"A worker's result does not have the size that it names. {INSTEAD}"
        raise ResultError(msg)
    return WorkerResult(header.seconds, files, header.failure)


def _header(description: bytes) -> _Header:
    """Return the description of a result."""
    try:
        return _Header.model_validate_json(description)
    except (ValidationError, ValueError) as error:
        msg = f"A worker's result has a description that is not valid. {INSTEAD}"
        raise ResultError(msg) from error
