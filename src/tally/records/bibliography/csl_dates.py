"""Read the dates of bibliographic records, in the many ways in which other programs write them."""

import re
from calendar import monthrange
from typing import Any

from tally.errors import TallyError
from tally.text import english  # dates in records may name months in English

Day = list[int]  # a year, a year and a month, or all three
DATE_FORM = 'Write it as {"date-parts": [[2021, 11, 17]]}, or leave it out if the document gives no date.'
EXPECTED = "a date such as 2021-11-17 or November 2021"
SAYS_NOTHING = ("circa", "calendar", "date-parts")  # without a year
NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.0+)?")
ISO = re.compile(r"([0-9]{4})(?:[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?)?(?:[T ][0-9]{2}:[0-9]{2}.*)?")
NAMES = {name.casefold(): number for number, name in enumerate(english.MONTHS, start=1)}
NAMES |= {name[:3]: number for name, number in [*NAMES.items()]} | {"sept": 9}
MONTH = "(" + "|".join(sorted(NAMES, key=len, reverse=True)) + r")\.?"
SPOKEN = (  # each with the places of year, month and day among its groups
    (re.compile(rf"([0-9]{{1,2}})\.? {MONTH},? ([0-9]{{4}})", re.IGNORECASE), (3, 2, 1)),
    (re.compile(rf"{MONTH} ([0-9]{{1,2}}),? ([0-9]{{4}})", re.IGNORECASE), (3, 1, 2)),
    (re.compile(rf"([0-9]{{4}}),? {MONTH} ([0-9]{{1,2}})", re.IGNORECASE), (1, 2, 3)),
    (re.compile(rf"{MONTH},? ([0-9]{{4}})", re.IGNORECASE), (2, 1, 0)),
    (re.compile(rf"([0-9]{{4}}),? {MONTH}", re.IGNORECASE), (1, 2, 0)),
)


class DateError(TallyError, ValueError):
    """A date cannot be read. `found`, `expected` and `remedy` say what is there and what to do."""

    def __init__(self, found: object, expected: str = EXPECTED, remedy: str = DATE_FORM) -> None:
        super().__init__(f"found {found!r}, expected {expected}. {remedy}")
        self.found, self.expected, self.remedy = str(found), expected, remedy


def read_date(value: Any) -> list[Day]:
    """
    Read a date field of a CSL-JSON record.

    Parameters
    ----------
    value
        Whatever stands there: CSL's `date-parts`, nested or flat, with numbers or digits; a text or `raw` or `literal`
        text; a list of one date; nothing.

    Returns
    -------
    list
        One day, month or year; two for a range; none where the field holds no date.

    Raises
    ------
    DateError
        Something stands there that is not a plain date: a season, a month 13, words, a range without an end.
    """
    if isinstance(value, dict):
        return _from_object(value)
    if isinstance(value, list):
        kept = [part for part in value if not _empty(part)]
        if len(kept) == 1 and isinstance(kept[0], (dict, str)) and not _is_number(kept[0]):
            return read_date(kept[0])
        return _from_parts(value)
    if _empty(value):
        return []
    if isinstance(value, int) and not isinstance(value, bool):
        return [_checked([value], value)]
    if not isinstance(value, str):
        raise DateError(value)
    return read_date_text(value)


def _from_object(value: dict[str, Any]) -> list[Day]:
    """Read CSL's own form; text stands in for missing parts."""
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
    if any(not _empty(part) for name, part in value.items() if name not in SAYS_NOTHING):
        raise DateError(value)
    return []


def _from_parts(parts: list[Any]) -> list[Day]:
    """Read date parts, whether they are nested or not."""
    if not any(isinstance(part, (list, tuple)) for part in parts):
        parts = [parts]
    days = []
    for place, part in enumerate(parts):
        if _empty(part):
            continue
        numbers = [_number(one, parts) for one in (part if isinstance(part, list) else [part]) if not _empty(one)]
        if place and numbers[:1] == [0]:
            raise DateError(parts, "a range with both ends", "Give its last day, or only its first if it is one day.")
        if numbers:
            days.append(_checked(numbers, part))
    return _ordered(days, parts)


def read_date_text(text: str) -> list[Day]:
    """
    Read a date in words or in digits, such as 2021-11-17, 17 November 2021, Nov 2021 or 2021-11-17/2021-12-02.

    Raises
    ------
    DateError
        It is something else, or may be read in two ways.
    """
    plain = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
    if not plain:
        return []
    if found := ISO.fullmatch(plain):
        return [_checked([int(part) for part in found.groups() if part], text)]
    for pattern, places in SPOKEN:
        if found := pattern.fullmatch(plain):
            year, month, day = (found[place] if place else "" for place in places)
            return [_checked([int(year), NAMES[month.casefold()], *([int(day)] if day else [])], text)]
    first, slash, last = plain.partition("/")
    if slash and ISO.fullmatch(first) and ISO.fullmatch(last):
        return _ordered([*read_date_text(first), *read_date_text(last)], text)
    if re.fullmatch(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}", plain):
        raise DateError(text, "a date that reads in one way only", "Write year, month, day: 2021-11-17.")
    raise DateError(text)


def _checked(numbers: list[int], found: object) -> Day:
    """Check the numbers of one date; a zero, which stands for an unknown month or day, ends it."""
    day = numbers[:3]
    for place in (1, 2):
        if len(day) > place and day[place] == 0:
            day = day[:place]
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


def _ordered(days: list[Day], found: object) -> list[Day]:
    """Check that a range has two ends, in order."""
    if len(days) > 2:
        raise DateError(found, "one date, or two for a range")
    if len(days) == 2 and days[1] < days[0][: len(days[1])]:
        raise DateError(found, "a range that ends after it starts", "Put the two dates in order.")
    return days[:1] if len(days) == 2 and days[0] == days[1] else days


def _number(part: Any, found: object) -> int:
    """Read one part of a date."""
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
    """Return whether nothing stands in a field."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, (list, tuple)):
        return all(_empty(part) for part in value)
    return value is None or value == {}
