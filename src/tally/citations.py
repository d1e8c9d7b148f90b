"""Full citations of the sources, in the Harvard style that citeproc carries."""

import json
import warnings
from collections.abc import Iterable
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from markupsafe import Markup, escape

from tally.sources import Source

STYLE = "harvard-cite-them-right"
NOT_FOR_CITING = ("custom", "note")
# citeproc takes markup in a record for its own: what could be markup goes through it in disguise
DISGUISE = str.maketrans({"<": "\ue000", ">": "\ue001", "&": "\ue002", '"': "\ue003"})
PLAIN = str.maketrans({"\ue000": "&lt;", "\ue001": "&gt;", "\ue002": "&amp;", "\ue003": "&#34;"})


def cite(sources: Iterable[Source]) -> dict[str, Markup]:
    """Write the full citation of each source as HTML, its address a link."""
    wanted = {source.id: source for source in sources}
    if not wanted:
        return {}
    records: list[dict[str, Any]] = [
        {name: _disguised(value) for name, value in json.loads(source.record).items() if name not in NOT_FOR_CITING}
        for source in wanted.values()
    ]
    style = CitationStylesStyle(STYLE, locale="en-GB", validate=False)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="citeproc")  # it warns of fields that the style does not print
        bibliography = CitationStylesBibliography(style, CiteProcJSON(records), formatter.html)
        for name in wanted:
            bibliography.register(Citation([CitationItem(name)]))
        entries = [str(entry).translate(PLAIN) for entry in bibliography.bibliography()]
    return {key: _linked(Markup(entry), wanted[key].url) for key, entry in zip(bibliography.keys, entries, strict=True)}


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
