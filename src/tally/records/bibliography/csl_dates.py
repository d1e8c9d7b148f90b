"""Read the dates of bibliographic records as other programs write them."""

import re
from calendar import monthrange
from typing import Any

from tally.errors import TallyError
from tally.text import english  # dates in records may name months in English

Day = list[int]  # the year; the year and month; or the year, month and day
DATE_FORM = 'Write it as {"date-parts": [[2021, 11, 17]]}, or leave it out if the document gives no date.'
EXPECTED = "a date such as 2021-11-17 or November 2021"
NOT_DATES = ("circa", "calendar", "date-parts")  # keys that give no date by themselves
NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.0+)?")
ISO = re.compile(r"([0-9]{4})(?:[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?)?(?:[T ][0-9]{2}:[0-9]{2}.*)?")
NAMES = {name.casefold(): number for number, name in enumerate(english.MONTHS, start=1)}
NAMES |= {name[:3]: number for name, number in [*NAMES.items()]} | {"sept": 9}
MONTH = "(" + "|".join(sorted(NAMES, key=len, reverse=True)) + r")\.?"
IN_WORDS = (  # patterns, each with the numbers of its groups for year, month and day (0 for none)
    (re.compile(rf"([0-9]{{1,2}})\.? {MONTH},? ([0-9]{{4}})", re.IGNORECASE), (3, 2, 1)),
    (re.compile(rf"{MONTH} ([0-9]{{1,2}}),? ([0-9]{{4}})", re.IGNORECASE), (3, 1, 2)),
    (re.compile(rf"([0-9]{{4}}),? {MONTH} ([0-9]{{1,2}})", re.IGNORECASE), (1, 2, 3)),
    (re.compile(rf"{MONTH},? ([0-9]{{4}})", re.IGNORECASE), (2, 1, 0)),
    (re.compile(rf"([0-9]{{4}}),? {MONTH}", re.IGNORECASE), (1, 2, 0)),
)


class DateError(TallyError, ValueError):
    """A date cannot be read. `found`, `expected` and `remedy` are the parts of the message."""

    def __init__(self, found: object, expected: str = EXPECTED, remedy: str = DATE_FORM) -> None:
        super().__init__(f"found {found!r}, expected {expected}. {remedy}")
        self.found, self.expected, self.remedy = str(found), expected, remedy


def read_date(value: Any) -> list[Day]:
    """
    Read a date field of a CSL-JSON record.

    Parameters
    ----------
    value
        The field's value: CSL's `date-parts`, nested or flat, with numbers or digits; a text, also in `raw` or
        `literal`; a list of one date; or nothing.

    Returns
    -------
    list
        One day, month or year; two for a range, both included; none if the field has no date.

    Raises
    ------
    DateError
        The value is not a plain date: it is a season, a month 13, words, or a range without an end.
    """
    if isinstance(value, dict):
        return _from_object(value)
    if isinstance(value, list):
        parts = [part for part in value if not _empty(part)]
        if len(parts) == 1 and isinstance(parts[0], (dict, str)) and not _is_number(parts[0]):
            return read_date(parts[0])
        return _from_parts(value)
    if _empty(value):
        return []
    if isinstance(value, int) and not isinstance(value, bool):
        return [_check_date([value], value)]
    if not isinstance(value, str):
        raise DateError(value)
    return read_date_text(value)


def _from_object(value: dict[str, Any]) -> list[Day]:
    """Read a date object of CSL: its date parts or, if there are none, its text."""
    if not _empty(parts := value.get("date-parts")):
        if not isinstance(parts, list):
            return read_date(parts)
        if days := _from_parts(parts):
            return days
    for name in ("raw", "literal", "date-time", "edtf", "date"):
        text = value.get(name)
        if not _empty(text):
            if not isinstance(text, str):
                raise DateError(text)
            return read_date_text(text)
    if not _empty(value.get("year")):
        return _from_parts([value.get("year"), value.get("month"), value.get("day")])
    if any(not _empty(part) for name, part in value.items() if name not in NOT_DATES):
        raise DateError(value)
    return []


def _from_parts(parts: list[Any]) -> list[Day]:
    """Read date parts, nested or flat."""
    if not any(isinstance(part, (list, tuple)) for part in parts):
        parts = [parts]
    days = []
    for index, part in enumerate(parts):
        if _empty(part):
            continue
        numbers = [_number(cell, parts) for cell in (part if isinstance(part, list) else [part]) if not _empty(cell)]
        if index and numbers[:1] == [0]:
            raise DateError(parts, "a range with both ends", "Give its last day, or only its first if it is one day.")
        if numbers:
            days.append(_check_date(numbers, part))
    return _check_range(days, parts)


def read_date_text(text: str) -> list[Day]:
    """
    Read a date in words or in digits, such as 2021-11-17, 17 November 2021, Nov 2021 or 2021-11-17/2021-12-02.

    Returns
    -------
    list
        One day, month or year; two for a range, both included; none for an empty text.

    Raises
    ------
    DateError
        The text is not such a date, or is ambiguous.
    """
    plain = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
    if not plain:
        return []
    if match := ISO.fullmatch(plain):
        return [_check_date([int(part) for part in match.groups() if part], text)]
    for pattern, groups in IN_WORDS:
        if match := pattern.fullmatch(plain):
            year, month, day = (match[group] if group else "" for group in groups)
            return [_check_date([int(year), NAMES[month.casefold()], *([int(day)] if day else [])], text)]
    first, slash, last = plain.partition("/")
    if slash and ISO.fullmatch(first) and ISO.fullmatch(last):
        return _check_range([*read_date_text(first), *read_date_text(last)], text)
    if re.fullmatch(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}", plain):
        raise DateError(text, "a date that is not ambiguous", "Write year, month, day: 2021-11-17.")
    raise DateError(text)


def _check_date(numbers: list[int], found: object) -> Day:
    """Check the numbers of one date, and return them; a zero for the month or the day means unknown and is cut off."""
    day = numbers[:3]
    for index in (1, 2):
        if len(day) > index and day[index] == 0:
            day = day[:index]
    if not 1000 <= day[0] <= 2999 or len(numbers) > 3:
        raise DateError(found, "a year of four digits, then a month and a day")
    if len(day) > 1 and 21 <= day[1] <= 24:
        raise DateError(found, "a month from 1 to 12 (21 to 24 are seasons)", "Write the year alone, or the month.")
    if len(day) > 1 and not 1 <= day[1] <= 12:
        raise DateError(found, "a month from 1 to 12", "Correct it, or write the year alone.")
    if len(day) > 2 and not 1 <= day[2] <= monthrange(day[0], day[1])[1]:
        raise DateError(
            found, f"a day that {english.MONTHS[day[1] - 1]} {day[0]} has", "Correct it, or leave the day out."
        )
    return day


def _check_range(days: list[Day], found: object) -> list[Day]:
    """Check that a range has two ends in order, and return it; if both are the same day, only that."""
    if len(days) > 2:
        raise DateError(found, "one date, or two for a range")
    if len(days) == 2 and days[1] < days[0][: len(days[1])]:
        raise DateError(found, "a range that ends after it starts", "Put the two dates in order.")
    return days[:1] if len(days) == 2 and days[0] == days[1] else days


def _number(part: Any, found: object) -> int:
    """Read one part of a date as a number."""
    if isinstance(part, float) and part.is_integer():
        return int(part)
    if _is_number(part):
        return int(float(part)) if isinstance(part, str) else int(part)
    raise DateError(found, "numbers for year, month and day")


def _is_number(part: Any) -> bool:
    if isinstance(part, str):
        return bool(NUMBER.fullmatch(part.strip()))
    return isinstance(part, int) and not isinstance(part, bool)


def _empty(value: Any) -> bool:
    """Return whether a field has no value."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, (list, tuple)):
        return all(_empty(part) for part in value)
    return value is None or value == {}
