"""Full citations of the sources, in the Harvard style that is part of citeproc."""

import json
import warnings
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from citeproc import DATES as DATES_READ
from citeproc import NAMES as NAMES_READ
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from markupsafe import Markup, escape

from tally.records.bibliography.csl import DATES, NAMES, TEXTS
from tally.records.bibliography.sources import Source
from tally.text import words

STYLE = "harvard-cite-them-right"
NOT_FOR_CITING = ("custom", "note")
# Characters that citeproc would interpret, as private code points: it keeps markup in a record, and `_corrected` finds
# the date by its bracket
ESCAPES = str.maketrans({"<": "\ue000", ">": "\ue001", "&": "\ue002", '"': "\ue003", "(": "\ue004", ")": "\ue005"})
UNESCAPES = str.maketrans(
    {"\ue000": "&lt;", "\ue001": "&gt;", "\ue002": "&amp;", "\ue003": "&#34;", "\ue004": "(", "\ue005": ")"}
)
ET_AL = " <i>et al.</i>"


def format_citations(sources: Iterable[Source]) -> dict[str, Markup]:
    """
    Return the full citation of each source, by its id, as HTML in which the address is a link.

    Notes
    -----
    Style: Harvard, as in "Cite Them Right" (CSL style `harvard-cite-them-right`), in the language of the pages.
    """
    return {source.id: _with_link(Markup(_entry(source.record, words.REGION)), source.url) for source in sources}


@lru_cache(maxsize=1000)
def _entry(text: str, region: str) -> str:
    """Return the citation of a record, as HTML; once for each record, since citeproc is slow."""
    record = json.loads(text)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="citeproc")  # it warns about fields that the style does not print
        readable = CiteProcJSON([_for_citeproc(record)])
        bibliography = CitationStylesBibliography(_style(region), readable, formatter.html)
        bibliography.register(Citation([CitationItem(record["id"])]))
        (entry,) = bibliography.bibliography()
    return _corrected(str(entry), record).translate(UNESCAPES)


@lru_cache(maxsize=10)
def _style(region: str) -> CitationStylesStyle:
    """Return the style, in the usage of a language and region."""
    return CitationStylesStyle(STYLE, locale=region, validate=False)


def _for_citeproc(record: dict[str, Any]) -> dict[str, Any]:
    """Convert a record to what citeproc prints correctly."""
    item = {"id": record["id"], "type": record["type"]}
    for field, value in record.items():
        key = field.replace("-", "_")
        if field in NOT_FOR_CITING or (field in DATES and key not in DATES_READ):
            continue
        if field in NAMES and key in NAMES_READ:
            item[field] = _escaped(value[:1] if field in _and_others(record) else value)
        elif field in DATES:
            item[field] = value | {"date-parts": _within_a_year(value["date-parts"])}
        elif field in TEXTS and field != "type":
            item[field] = _escaped(value)
    if not item.get("author") and item.get("editor"):
        item["author"] = item.pop("editor")
    if not item.get("author") and item.get("translator"):
        item["author"] = item.pop("translator")
    return item


def _within_a_year(days: list[list[int]]) -> list[list[int]]:
    """Return only the year of a range within one year: citeproc would print neither of its two years."""
    return [days[0][:1]] if len(days) > 1 and days[0][0] == days[1][0] else days


def _corrected(entry: str, record: dict[str, Any]) -> str:
    """Mark editors and translators, add “et al.” where it is missing, and remove the second of two equal titles."""
    names, bracket, rest = entry.partition(" (")
    first = next((role for role in ("author", "editor") if record.get(role)), "translator")
    people = record.get(first, [])
    if not bracket:
        return entry
    if not people:
        date, closing, after = rest.partition(")")
        return f"{names}{bracket}{date}{closing}{after.removeprefix(f' {names}')}" if names else entry
    if first in _and_others(record):
        names += ET_AL
    if first == "editor":
        names += " (ed.)" if len(people) == 1 and first not in _and_others(record) else " (eds)"
    return f"{names}{' (trans.)' if first == 'translator' else ''}{bracket}{rest}"


def _and_others(record: dict[str, Any]) -> list[str]:
    """List the fields whose list of names ends with “and others”."""
    custom = record.get("custom")
    return list(custom.get("and_others") or []) if isinstance(custom, dict) else []


def _escaped(value: Any) -> Any:
    """Replace the characters that citeproc would interpret, in every text of a value."""
    if isinstance(value, str):
        return value.translate(ESCAPES)
    if isinstance(value, list):
        return [_escaped(part) for part in value]
    if isinstance(value, dict):
        return {name: _escaped(part) for name, part in value.items()}
    return value


def _with_link(entry: Markup, url: str) -> Markup:
    """Return a citation in which the address is a link."""
    if not url:
        return entry
    link = Markup('<a href="{0}">{0}</a>').format(url)
    return Markup(str(entry).replace(str(escape(url)), str(link)))
