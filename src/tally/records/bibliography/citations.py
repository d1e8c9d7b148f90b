"""Full citations of the sources, in the Harvard style that citeproc carries."""

import json
import warnings
from collections.abc import Iterable
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
# citeproc takes markup in a record for its own, and brackets tell where the date stands: both go through in disguise
DISGUISE = str.maketrans({"<": "\ue000", ">": "\ue001", "&": "\ue002", '"': "\ue003", "(": "\ue004", ")": "\ue005"})
PLAIN = str.maketrans(
    {"\ue000": "&lt;", "\ue001": "&gt;", "\ue002": "&amp;", "\ue003": "&#34;", "\ue004": "(", "\ue005": ")"}
)
ET_AL = " <i>et al.</i>"


def format_citations(sources: Iterable[Source]) -> dict[str, Markup]:
    """Write the full citation of each source as HTML, its address a link."""
    wanted = {source.id: source for source in sources}
    if not wanted:
        return {}
    records = {name: json.loads(source.record) for name, source in wanted.items()}
    style = CitationStylesStyle(STYLE, locale=words.REGION, validate=False)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="citeproc")  # it warns of fields that the style does not print
        readable = CiteProcJSON([_readable(record) for record in records.values()])
        bibliography = CitationStylesBibliography(style, readable, formatter.html)
        for name in wanted:
            bibliography.register(Citation([CitationItem(name)]))
        entries = [str(entry) for entry in bibliography.bibliography()]
    return {
        key: _linked(Markup(_mended(entry, records[key]).translate(PLAIN)), wanted[key].url)
        for key, entry in zip(bibliography.keys, entries, strict=True)
    }


def _readable(record: dict[str, Any]) -> dict[str, Any]:
    """Bring a record to what citeproc can print without fault."""
    made = {"id": record["id"], "type": record["type"]}
    for field, value in record.items():
        key = field.replace("-", "_")
        if field in NOT_FOR_CITING or (field in DATES and key not in DATES_READ):
            continue
        if field in NAMES and key in NAMES_READ:
            made[field] = _disguised(value[:1] if field in _and_others(record) else value)
        elif field in DATES:
            made[field] = value | {"date-parts": _within_a_year(value["date-parts"])}
        elif field in TEXTS and field != "type":
            made[field] = _disguised(value)
    if not made.get("author") and made.get("editor"):
        made["author"] = made.pop("editor")
    if not made.get("author") and made.get("translator"):
        made["author"] = made.pop("translator")
    return made


def _within_a_year(days: list[list[int]]) -> list[list[int]]:
    """Give a range that stays within a year as that year: citeproc would leave out the year of both its ends."""
    return [days[0][:1]] if len(days) > 1 and days[0][0] == days[1][0] else days


def _mended(entry: str, record: dict[str, Any]) -> str:
    """Name editors as such, once, and further authors as others; keep a title that comes first from coming again."""
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
    """List the fields whose names end with “and others”."""
    custom = record.get("custom")
    return list(custom.get("and_others") or []) if isinstance(custom, dict) else []


def _disguised(value: Any) -> Any:
    """Put signs of no meaning in the place of those that could be markup, wherever in a record they stand."""
    if isinstance(value, str):
        return value.translate(DISGUISE)
    if isinstance(value, list):
        return [_disguised(part) for part in value]
    if isinstance(value, dict):
        return {name: _disguised(part) for name, part in value.items()}
    return value


def _linked(entry: Markup, url: str) -> Markup:
    """Make the address in a citation a link."""
    if not url:
        return entry
    link = Markup('<a href="{0}" rel="noreferrer">{0}</a>').format(url)
    return Markup(str(entry).replace(str(escape(url)), str(link)))
