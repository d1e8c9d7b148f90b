"""Explain the date forms that are not accepted: the reason, and what to write instead."""

import re
from calendar import monthrange
from datetime import date, timedelta

from tally.text import english
from tally.windows.spoken import ABOUT, SPOKEN, Form, Refusal, fixed

MONTHS_OF = {  # EDTF's numbers for parts of a year, by their first and last month
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip
EARLIEST, LATEST = date(1000, 1, 1), date(2999, 12, 31)
NAMES = {3: "a quarter", 4: "a third of a year", 6: "half a year"}


def explain_form(part: str) -> Refusal | None:
    """
    Return why a date form is not accepted.

    Parameters
    ----------
    part : str
        One end of a window, or the whole window.

    Returns
    -------
    tuple or None
        What the form means, worded to follow “is not a window”, and what to write instead; None for a form without
        an explanation.
    """
    for pattern, explain in (*FORMS, *SPOKEN):
        if match := re.fullmatch(pattern, part, re.IGNORECASE | re.ASCII):
            return explain(match)
    return None


def explain_impossible_day(part: str) -> Refusal | None:
    """Return why a date in the right form does not exist; None if it exists or has another form."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", part, re.ASCII)
    if not match:
        return None
    year, month, day = (int(piece) if piece else None for piece in match.groups())
    if year == 0:
        return ": years before the common era are not accepted", "Write a year with four digits, such as 2021."
    if year is None or not EARLIEST.year <= year <= LATEST.year:
        return f": {match[1]} is not a year from {EARLIEST.year} to {LATEST.year}", "Correct the year."
    if month is None or (21 <= month <= 41 and day is None):
        return None
    if not 1 <= month <= 12:
        return f": there is no month {match[2]}", "Months run from 01 to 12: correct it, or write the year alone."
    most = monthrange(year, month)[1]
    if day is not None and not 1 <= day <= most:
        name = f"{english.MONTHS[month - 1]} {year}"
        return f": {name} has {most} days, not {day}", "Correct the day."
    return None


def _months(year: int, first: int, last: int) -> str:
    """Write the days from the first day of a month to the last of another."""
    return f"{year}-{first:02}-01/{year}-{last:02}-{monthrange(year, last)[1]:02}"


def _significant(match: re.Match[str]) -> Refusal:
    year, half = int(match[1]), match[2]
    instead = f"If you mean a half-year, write {_half(year, half)}. " if half in ("1", "2") and year else ""
    return (
        f": in EDTF, S{half} says how many digits of the year are certain; it is not a half-year",
        f"{instead}For a decade or a century, write its first and last year, such as 1950/1959.",
    )


def _half(year: int, half: str) -> str:
    return _months(year, 1, 6) if half == "1" else _months(year, 7, 12)


def _half_year(match: re.Match[str]) -> Refusal:
    return ": EDTF has no half-years", f"Write its first and last day: {_half(int(match['year']), match['part'])}."


def _quarter(match: re.Match[str]) -> Refusal:
    part = int(match["part"])
    return ": EDTF does not write quarters like this", f"Write {_months(int(match['year']), part * 3 - 2, part * 3)}."


def _season(match: re.Match[str]) -> Refusal:
    year, number = int(match[1]), int(match[2])
    if number not in MONTHS_OF:
        remedy = f"Write the first and last day that are meant, such as {year}-06-01/{year}-08-31."
        return f": month {number} is EDTF's number for a season, whose days differ from place to place", remedy
    first, last = MONTHS_OF[number]
    return (
        f": month {number} is EDTF's number for {NAMES[last - first + 1]}",
        f"Write its first and last day: {_months(year, first, last)}.",
    )


def _week(match: re.Match[str]) -> Refusal:
    reason = ": weeks are not part of EDTF, and start on different days from place to place"
    try:
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        sunday = monday + timedelta(days=6)
    except (ValueError, OverflowError):
        return reason, "Write its first and last day, such as 2021-02-01/2021-02-07. That year has no such week."
    day = int(match[3] or 0)
    if 1 <= day <= 7:
        return reason, f"Write the day: {monday + timedelta(days=day - 1)}."
    return reason, f"Write its first and last day: {monday}/{sunday} if it runs from Monday to Sunday."


def _unspecified(match: re.Match[str]) -> Refusal:
    text = match.group().upper()
    year, _, rest = text.partition("-")
    if "X" in year:
        instead = f"{year.replace('X', '0')}/{year.replace('X', '9')}"
    else:
        month = rest.partition("-")[0]
        fits = [n for n in range(1, 13) if re.fullmatch(month.replace("X", r"\d"), f"{n:02}")]
        ends = sorted({f"{year}-{n:02}" for n in (fits or range(1, 13))})
        instead = f"{ends[0]}/{ends[-1]}"
    return (
        ": X means a digit that is not known",
        f"Write the first and the last that are possible, such as {instead}, which keeps both ends vague.",
    )


def _qualified(match: re.Match[str]) -> Refusal:
    words = {"?": "? means “uncertain”", "~": "~ means “about”", "%": "% means “uncertain, and about”"}
    plain = re.sub(r"[?~%]", "", match.group())
    instead = f"Write {plain} and" if re.fullmatch(r"\d{4}(-\d\d){0,2}", plain) else "Leave the sign out, and"
    about = f" {ABOUT}" if re.search("[~%]", match.group()) else ""
    sign = next(sign for sign in match.group() if sign in words)
    return (
        f": {words[sign]}, which says nothing about the days that are covered",
        f"{instead} say so in the note; or write the first and the last day that are possible.{about}",
    )


def _two_years(match: re.Match[str]) -> Refusal:
    return (
        ": the ends of a window go on the two sides of a slash",
        f"Write {match[1]}-01-01/{match[2]}-12-31 for whole years, or {match[1]}/{match[2]} if only years are known.",
    )


def _timed(match: re.Match[str]) -> Refusal:
    return ": a window is made of whole days", f"Leave the time out: {match[1]}."


FORMS: tuple[Form, ...] = (
    (r"(\d{4})S(\d+)", _significant),
    (r"(?P<year>[1-9]\d{3})(?:[- ]?(?:H|HY)|[- ][SB])(?P<part>[12])", _half_year),
    (r"(?:H|HY|S)(?P<part>[12])[- ]?(?P<year>[1-9]\d{3})", _half_year),
    (r"(?P<part>[12])[HS][- ]?(?P<year>[1-9]\d{3})", _half_year),
    (r"(?P<year>[1-9]\d{3})[- ]?Q(?P<part>[1-4])", _quarter),
    (r"Q(?P<part>[1-4])[- ]?(?P<year>[1-9]\d{3})", _quarter),
    (r"(?P<part>[1-4])Q[- ]?(?P<year>[1-9]\d{3})", _quarter),
    (r"([1-9]\d{3})-(2[1-9]|3\d|4[01])", _season),
    (r"([1-9]\d{3})-?W(\d\d|\d)(?:-?(\d))?", _week),
    (r"(?=.*X)\d[\dX]{3}(?:-[\dX]{2}){0,2}", _unspecified),
    (r"[~?%\dX-]*[?~%][~?%\dXS-]*", _qualified),
    (
        r"Y-?\d+(?:E\d+)?(?:S\d+)?|-?\d+E\d+(?:S\d+)?|\d{5}(?:-\d\d){0,2}|\d{7}|\d{9,}",
        fixed(": a year has four digits here", "Write it with four digits, such as 2021."),
    ),
    (
        r"\d{4}-.*S\d+",
        fixed(": S, the number of digits that are certain, is not accepted", "Write the first and the last day."),
    ),
    (
        r"-\d+(?:-\d\d){0,2}",
        fixed(": years before the common era are not accepted", "Write a year with four digits, such as 2021."),
    ),
    (
        r"[\[{].*|.*[\]}]",
        fixed(": a set or a choice of dates is not one window", "Add one row for each of them, or write first/last."),
    ),
    (r"(\d{4}-\d\d-\d\d)[T ]\d.*", _timed),
    (r"(\d{4})\s*[-–—]\s*(\d{4})", _two_years),
    (
        r"\d{4}(?:-\d\d){0,2}\s*(?:\.\.+|[–—]|--|- | - | to )\s*\d{4}(?:-\d\d){0,2}",
        fixed(": the ends of a window go on the two sides of a slash", "Write first/last."),
    ),
    (
        r"\d{4}-\d{3}",
        fixed(": a day is not counted from the start of the year here", "Write the month and the day: 2021-11-17."),
    ),
    (r"\d{6}|\d{8}", fixed(": the hyphens are missing", "Write 2021-11 or 2021-11-17.")),
    (r"\d{1,3}", fixed(": a year has four digits here", "Write it with four digits, such as 2021.")),
    (
        r"\d{4}(?:-\d){1,2}|\d{4}-\d{1,2}-\d{1,2}",
        fixed(": a month and a day have two digits", "Write them with a zero, such as 2021-05-01."),
    ),
    (r"\s+.*|.*\s+", fixed(": there is a space before or after it", "Remove the space.")),
    (
        r"open|ongoing|now|today|present|\.{3,}|…",
        fixed(": an open end is written as two dots", "Write 2021-01-01/.. and give the as_of day."),
    ),
    (
        r"unknown|n\.?d\.?|XXXX.*",
        fixed(": an end that is not known is left out", "Write 2021-01-01/ or /2021-04-30."),
    ),
    (r"P[\dT].*", fixed(": a length of time is not a date", "Write the first and the last day.")),
    (
        r".*[^\x00-\x7f].*",
        fixed(
            ": it has other characters than plain digits, hyphens and one slash", "Type it again, such as 2021-11-17."
        ),
    ),
)
