"""Read the texts of bibliographic records without the markup that other programs leave in them."""

import html
import re
from typing import Any
from urllib.parse import urlsplit

SUPERSCRIPTS = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
RAISED = re.compile(r"<sup\b[^<>]*>([^<>]*)</sup>", re.IGNORECASE)
TAG = re.compile(r"</?(?:i|b|u|em|strong|sub|sup|scp?|span|p|br|(?:jats|mml):\w+)\b[^<>]*>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
AS_WRITTEN = ("URL", "DOI", "id", "abstract", "note", "annote")
SEVERAL = re.compile(r"[\s;,]\s*https?://", re.IGNORECASE)


def unmarked(text: str) -> str:
    """Return a text without tags such as <i>, raised digits kept apart, and with the signs that entities stand for."""
    plain = TAG.sub("", RAISED.sub(lambda found: found[1].translate(SUPERSCRIPTS), text))
    return ENTITY.sub(lambda found: html.unescape(found.group()), plain)


def without_markup(value: Any, field: str = "") -> Any:
    """Return a record as plain text: CSL-JSON may have markup in its titles and names, and what is stored has none."""
    if isinstance(value, str):
        return value if field in AS_WRITTEN else unmarked(value)
    if isinstance(value, list):
        return [without_markup(one, field) for one in value]
    if isinstance(value, dict):
        return {name: one if name == "custom" else without_markup(one, name) for name, one in value.items()}
    return value


def is_web_address(url: str) -> bool:
    """Return whether a text is one address, and a link to it can do no more than open a page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not SEVERAL.search(url)
