"""Parse JSON that a user or another program wrote, within limits: the one place where Tally parses such JSON."""

import json
import math
import re
from functools import partial
from pathlib import Path
from typing import Any

from tally.errors import TallyError
from tally.project.reading.files import Kind, ReadError, read_file

DEEPEST = 100  # lists in lists; a record has six
MOST_DIGITS = 300  # of a number; none that is used has more
LONGEST = 40  # characters of a name that a message repeats
NO_BRACKETS = re.compile(r'(?:[^\[\]{}"]++|"(?:[^"\\]++|\\.)*+"?+)++', re.DOTALL)
HALF_PAIR = re.compile("[\ud800-\udfff]")
ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")


class JsonError(TallyError, ValueError):
    """
    A text is not JSON that can be used.

    `place` is the line, or “the file”; `found`, `expected` and `remedy` are the parts of the message after it.
    """

    def __init__(self, found: str, place: str = "the file", expected: str = "JSON", remedy: str = "") -> None:
        super().__init__(f"{place}: found {found}, expected {expected}.{remedy and ' '}{remedy}")
        self.found, self.place, self.expected, self.remedy = found, place, expected, remedy


def parse_json(content: bytes | str, *, as_text: bool = False) -> Any:
    """
    Parse JSON.

    Parameters
    ----------
    content : bytes or str
        In UTF-8 if it is bytes; a byte order mark is accepted.
    as_text : bool
        Return numbers that are too large as they are written, and half characters too, for a caller that reports them
        by their fields.

    Returns
    -------
    object
        NaN and infinity, which some programs write for an empty field, are None.

    Raises
    ------
    JsonError
        It is not JSON; or it is nested too deeply, has a number that is too large, half a character, or an object with
        a name twice and different values.
    """
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"a byte that is not UTF-8, {error.object[error.start]:#04x}"
        raise JsonError(found, f"byte {error.start}", "JSON in UTF-8", "Save it again as UTF-8.") from error
    _check_depth(text)
    try:
        value = json.loads(
            text.removeprefix("\ufeff"), parse_constant=lambda _: None, object_pairs_hook=_without_repetitions,
            parse_int=partial(_whole, as_text=as_text), parse_float=partial(_fraction, as_text=as_text),
        )  # fmt: skip
    except json.JSONDecodeError as error:
        raise JsonError(_plain(error), f"line {error.lineno}") from error
    if not as_text and ESCAPED_HALF.search(text):
        _check_halves(value)
    return value


def read_json(path: Path, kind: Kind) -> Any:
    """
    Read a JSON file. See `read_file` and `parse_json`.

    Raises
    ------
    ReadError
        It cannot be read, or is not JSON that can be used.
    """
    try:
        return parse_json(read_file(path, kind))
    except JsonError as error:
        found = error.found if error.place == "the file" else f"{error.found} ({error.place})"
        raise ReadError(path, found, error.expected, error.remedy or "Restore the file.") from error


def _plain(error: json.JSONDecodeError) -> str:
    """Return what is wrong, in words; the place is the line."""
    if error.pos >= len(error.doc.rstrip()):
        return "nothing" if not error.doc.strip() else "the end in the midst of a value"
    words = error.msg[:1].lower() + error.msg[1:]
    return "a web page" if re.match(r"\s*<(?:!doctype|html)\b", error.doc, re.IGNORECASE) else words.rstrip(": ")


def _check_depth(text: str) -> None:
    """Check how deep lists and objects are nested, before anything is parsed."""
    depth = 0
    for bracket in NO_BRACKETS.sub("", text):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            raise JsonError("lists nested too deeply", expected=f"at most {DEEPEST} levels")


def _without_repetitions(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; refuse one that has a name twice, with different values."""
    fields = dict(pairs)
    if len(fields) < len(pairs):
        for name, value in pairs:
            if fields[name] != value:
                owner = fields.get("id")
                where = f" ({_cut(owner)})" if isinstance(owner, str) and name != "id" else ""
                raise JsonError(f"the field {_cut(name)!r} twice in one place{where}", expected="each field once")
    return fields


def _whole(digits: str, *, as_text: bool) -> int | str:
    """Return a whole number; refuse one that is too long, whose conversion takes time with the square of its length."""
    if len(digits) <= MOST_DIGITS:
        return int(digits)
    if as_text:
        return digits
    raise JsonError(f"a number with too many digits ({len(digits):,})", expected=f"at most {MOST_DIGITS}")


def _fraction(digits: str, *, as_text: bool) -> float | str:
    """Return a number with a fraction or an exponent; refuse one that is too large."""
    number = float(digits)
    if not math.isinf(number):
        return number
    if as_text:
        return digits
    raise JsonError(f"a number that is too large ({_cut(digits)})", expected="a number below 1e308")


def _cut(text: str) -> str:
    """Return the start of a text, as much as a message repeats."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _check_halves(value: Any) -> None:
    """Check that no text has half a character, which cannot be written anywhere."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            if half := HALF_PAIR.search(part):
                raise JsonError(f"half a character, \\u{ord(half[0]):04x}", expected="whole characters")
        elif isinstance(part, dict):
            waiting += [*part, *part.values()]
        elif isinstance(part, list):
            waiting += part
