"""Check a web page before it is parsed, within limits, and parse it."""

import re
import sys
import unicodedata
from typing import Any

import lxml.html
from lxml import etree

from tally.errors import TallyError
from tally.text import with_fewer_accents

MOST_TAGS = 200_000  # of a page: more take minutes
MOST_ATTRIBUTES = 1000  # of different names in a tag: the time to parse it grows with their square
REMEDY = "Save only the quoted part as a web page or text, and read it with --file."
# What XML, and so the tree of a page, cannot hold, and what browsers do not show.
GONE = (*range(9), *range(0xE, 0x20), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000))
CLEAN: dict[int, str | None] = {**dict.fromkeys(GONE), 0xB: " ", 0xC: " "}
REFERENCE = re.compile(r"&#(?:([0-9]++)|[xX]([0-9a-fA-F]++));?")
MOST_DIGITS = 7  # of a reference to a character
START = re.compile(r"<(?:!--|([a-zA-Z][^\s/>]*+))")
COMMENT_END = re.compile(r"--!?>")
ATTRIBUTE = re.compile(r"""[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
RAW = frozenset(["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"])
RAW_ENDS = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in RAW}


class MarkupError(TallyError, ValueError):
    """A web page has more of something than can be read in reasonable time. The message says of what."""


def clean(page: str) -> str:
    """
    Return a page without control characters, as they are or as references, and with a limit of accents on a letter.

    To put many accents into order takes long, as it does in `composed`, and trafilatura does it too.
    """
    return with_fewer_accents(REFERENCE.sub(_referred, page.translate(CLEAN)))


def _referred(reference: re.Match[str]) -> str:
    """Return nothing for a reference to a control character, an accent for one to an accent, and any other as it is."""
    digits, base = (reference[1], 10) if reference[1] else (reference[2], 16)
    digits = digits.lstrip("0")
    if not digits or len(digits) > MOST_DIGITS or (number := int(digits, base)) > sys.maxunicode:
        return reference[0]
    if number in CLEAN:
        return CLEAN[number] or ""
    return chr(number) if unicodedata.combining(chr(number)) else reference[0]


def check_markup(page: str) -> None:
    """
    Check how many tags a page has, and how many attributes each.

    Raises
    ------
    MarkupError
        There are more than `MOST_TAGS` or `MOST_ATTRIBUTES`.
    """
    tags = place = 0
    while found := START.search(page, place):
        place, name = found.end(), (found[1] or "").lower()
        if not name:
            ends = COMMENT_END.search(page, found.start() + 2)
            place = ends.end() if ends else len(page)
            continue
        tags += 1
        if tags > MOST_TAGS:
            msg = f"The page has more than {MOST_TAGS:,} tags. {REMEDY}"
            raise MarkupError(msg)
        attributes: set[str] = set()
        while attribute := ATTRIBUTE.match(page, place):
            place = attribute.end()
            attributes.add(attribute[1])
            if len(attributes) > MOST_ATTRIBUTES:
                msg = f"The page has a tag with more than {MOST_ATTRIBUTES:,} attributes. {REMEDY}"
                raise MarkupError(msg)
        if name in RAW:
            ends = RAW_ENDS[name].search(page, place)
            place = ends.start() if ends else len(page)


def parse_page(page: str) -> Any:
    """
    Parse a web page; return an empty page if there is nothing to parse.

    Raises
    ------
    MarkupError
        The tags are nested deeper than libxml2 goes.
    """
    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        tree = lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return lxml.html.document_fromstring("<html><body></body></html>")
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        msg = f"The tags of the page are nested more than 255 deep. {REMEDY}"
        raise MarkupError(msg)
    return tree
