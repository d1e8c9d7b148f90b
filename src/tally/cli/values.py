"""The values of options: whole numbers, dates, addresses."""

import argparse
import re
from datetime import date

ADDRESS = re.compile(r"(?:tcp|tls)://[^/@\s]+:\d{1,5}")


def positive(text: str) -> int:
    """Parse a number of at least one."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        msg = f"{text} is not a whole number, 1 or more"
        raise argparse.ArgumentTypeError(msg)
    return number


def address(text: str) -> str:
    """Parse a scheduler's address; refuse one with a name or password, and do not repeat it."""
    if text and not ADDRESS.fullmatch(text):
        msg = "this is not the address of a scheduler, such as tcp://10.0.0.1:8786"
        raise argparse.ArgumentTypeError(msg)
    return text


def day(text: str) -> str:
    """Parse a date; an empty text is allowed."""
    try:
        return text and date.fromisoformat(text).isoformat()
    except ValueError as error:
        msg = f"{text} is not a date such as 2026-11-23"
        raise argparse.ArgumentTypeError(msg) from error
