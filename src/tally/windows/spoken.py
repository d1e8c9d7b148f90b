"""Explain dates in words and abbreviations, which are not accepted: the reason, and what to write instead."""

import re
from collections.abc import Callable

from tally.text import english

Refusal = tuple[str, str]
Form = tuple[str, Callable[[re.Match[str]], Refusal]]
MONTH = "|".join(f"{name}|{name[:3]}" for name in (*english.MONTHS, "Sept"))
ABOUT = "If the number is what is only about right, write about as its bound."


def fixed(reason: str, remedy: str) -> Callable[[re.Match[str]], Refusal]:
    """Return a function that always gives the same explanation."""
    return lambda _: (reason, remedy)


def _month(match: re.Match[str]) -> Refusal:
    """Return what to write for a month by its name, with or without a day."""
    names = [name.lower() for name in english.MONTHS]
    number = next(place for place, name in enumerate(names, start=1) if name.startswith(match["month"].lower()[:3]))
    day = f"-{int(match['day']):02}" if match["day"] else ""
    return ": months are written as numbers", f"Write {match['year']}-{number:02}{day}."


def _decade(match: re.Match[str]) -> Refusal:
    first, last = match[1], f"{match[1][:3]}9"
    return (
        ": EDTF has no decades in this form",
        f"Write {first}-01-01/{last}-12-31 for all of it, or {first}/{last} if only some of its days are meant.",
    )


SPOKEN: tuple[Form, ...] = (
    (
        r"(?:first|second|1st|2nd) half(?: of .*)?|H[12]|(?:H|S)[12]",
        fixed(": EDTF has no half-years", "Write its first and last day, such as 2021-01-01/2021-06-30."),
    ),
    (
        r"(?:first|second|third|fourth|last|1st|2nd|3rd|4th) quarter(?: of .*)?|Q[1-4]|\d{4}[- ]?Q\d",
        fixed(
            ": EDTF does not write quarters like this", "Write its first and last day, such as 2021-01-01/2021-03-31."
        ),
    ),
    (
        r"(?:.*\W)?(?:spring|summer|autumn|fall|winter|monsoon|dry season|wet season|rainy season)(?:\W.*)?",
        fixed(
            ": the days of a season differ from place to place",
            "Write the first and last day that are meant, such as 2021-06-01/2021-08-31.",
        ),
    ),
    (
        r"(?:early|mid|late|beginning of|middle of|end of|start of)\W.*",
        fixed(
            ": it does not say which days are covered",
            "Write the first and the last month that are possible, such as 2021-01/2021-04: both ends stay vague.",
        ),
    ),
    (
        r"(?:c|ca|circa|about|around|approx|approximately|roughly)\b\W*\d.*",
        fixed(
            ": “about” says nothing about the days that are covered",
            f"Write the date alone and say so in the note; or write the first and the last that are possible. {ABOUT}",
        ),
    ),
    (
        r".*\d\s*(?:BC|BCE|B\.C\.|B\.C\.E\.)|(?:BC|BCE)\W.*",
        fixed(": years before the common era are not accepted", "Write a year with four digits, such as 2021."),
    ),
    (
        r"(?:FY|fiscal year|financial year|school year)\W*\d.*",
        fixed(
            ": the days of a financial year differ from place to place",
            "Write its first and last day, such as 2021-04-01/2022-03-31.",
        ),
    ),
    (r"(?:week|W|wk)\W*\d+\W.*|.*\W(?:week|wk)\W*\d+", fixed(
        ": weeks are not part of EDTF, and start on different days from place to place",
        "Write its first and last day, such as 2021-02-01/2021-02-07.",
    )),
    (r"(\d{3}0)s", _decade),
    (r"\d+(?:st|nd|rd|th) century", fixed(": EDTF has no centuries in words", "Write its first and last year.")),
    (rf"(?:(?P<day>\d{{1,2}}) )?(?P<month>{MONTH})\.?,? (?P<year>\d{{4}})", _month),
    (
        rf".*\b(?:{MONTH})\b.*",
        fixed(": months are written as numbers", "Write them as 2021-05, or two days as 2021-05-01/2021-08-31."),
    ),
    (r"(\d{4})-?M(\d\d)", lambda match: (": months are written without a letter", f"Write {match[1]}-{match[2]}.")),
    (
        r"\d{4}-?T[1-3]",
        fixed(": EDTF has no thirds of a year in this form", "Write its first and last day: 2021-01-01/2021-04-30."),
    ),
)  # fmt: skip
