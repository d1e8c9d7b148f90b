"""Remove the markup that other programs leave in the texts of bibliographic records."""

import html
import re
from typing import Any
from urllib.parse import urlsplit

SUPERSCRIPTS = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
SUPERSCRIPT_TAG = re.compile(r"<sup\b[^<>]*>([^<>]*)</sup>", re.IGNORECASE)
TAG = re.compile(r"</?(?:i|b|u|em|strong|sub|sup|scp?|span|p|br|(?:jats|mml):\w+)\b[^<>]*>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
UNCHANGED_FIELDS = ("URL", "DOI", "id", "abstract", "note", "annote")
SECOND_ADDRESS = re.compile(r"(?:[;,]|(?<!\s)\s)\s*+https?://", re.IGNORECASE)


def unmarked(text: str) -> str:
    """Return a text without tags such as <i>, its raised digits as superscript characters, and entities decoded."""
    plain = TAG.sub("", SUPERSCRIPT_TAG.sub(lambda match: match[1].translate(SUPERSCRIPTS), text))
    return ENTITY.sub(lambda match: html.unescape(match.group()), plain)


def without_markup(value: Any, field: str = "") -> Any:
    """Return a record, or a value in it, without markup in its texts; `field` is the name of the field."""
    if isinstance(value, str):
        return value if field in UNCHANGED_FIELDS else unmarked(value)
    if isinstance(value, list):
        return [without_markup(part, field) for part in value]
    if isinstance(value, dict):
        return {name: part if name == "custom" else without_markup(part, name) for name, part in value.items()}
    return value


def is_web_address(url: str) -> bool:
    """Return whether a text is exactly one http(s) address, so that a link to it only opens a page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not SECOND_ADDRESS.search(url)
