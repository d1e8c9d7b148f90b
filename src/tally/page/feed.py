"""The feed of editions, in Atom (RFC 4287)."""

from collections.abc import Sequence
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from tally.editions import Overview
from tally.text import well_formed, words

ATOM = "http://www.w3.org/2005/Atom"
MOST = 100  # entries, the latest first


def as_feed(briefings: Sequence[Overview]) -> str:
    """
    Return the editions of briefings as a feed, the latest first.

    Each entry says what the edition changed; the last of a briefing also has its finding. Addresses are relative.
    """
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    editions = [(briefing, edition) for briefing in briefings for edition in briefing.editions]
    editions.sort(key=lambda pair: (pair[1].date, pair[0].brief, pair[1].edition), reverse=True)
    _add(feed, "title", words.PAGE["feed"])
    _add(feed, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, 'tally:feed')}")
    _add(feed, "updated", _moment(editions[0][1].date if editions else "1970-01-01"))
    _add(feed, "link", rel="self", href="feed.xml")
    _add(feed, "link", rel="alternate", href="index.html", type="text/html")
    _add(feed, "generator", "Tally")
    for briefing, edition in editions[:MOST]:
        entry = _add(feed, "entry")
        _add(entry, "title", words.PAGE["entry"].format(briefing.question, edition.edition))
        name = f"tally:{briefing.brief}/{edition.edition}/{edition.content}"
        _add(entry, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, name)}")
        _add(entry, "updated", _moment(edition.date))
        for author in edition.authors or (words.PAGE["nobody"],):  # Atom requires an author of each entry
            _add(_add(entry, "author"), "name", author)
        _add(entry, "link", rel="alternate", href=f"{quote(briefing.brief)}/briefing.html", type="text/html")
        _add(
            entry,
            "summary",
            " ".join([*([words.PAGE["made-up"]] if briefing.made_up else []), *edition.changes]),
            type="text",
        )
        if edition is briefing.editions[-1]:
            _add(entry, "content", briefing.finding, type="text")
    ElementTree.indent(feed, " ")
    return ElementTree.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _add(to: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    """Add an element, and return it."""
    element = ElementTree.SubElement(to, f"{{{ATOM}}}{name}", attributes)
    element.text = well_formed(text) or None
    return element


def _moment(day: str) -> str:
    """Return the time at which a day begins, in UTC."""
    return f"{day}T00:00:00Z"
