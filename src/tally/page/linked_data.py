"""Describe a briefing for machines: schema.org's Report, Dataset and Claims, in JSON-LD, without ratings."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from tally.briefing import AnyBriefing, Provenance
from tally.editions import Edition
from tally.page.what_if import as_data
from tally.records.bibliography import Source
from tally.records.events import EventCount
from tally.text import words


def linked_data(briefing: AnyBriefing, edition: Edition) -> Markup:
    """Return a briefing as JSON-LD for a page's script element."""
    return as_data(as_report(briefing, edition))


def as_report(briefing: AnyBriefing, edition: Edition) -> dict[str, Any]:
    """
    Return the description of a briefing in schema.org's terms.

    Each of the counts that the finding is about is a Claim by its counter. Its appearance is the document in which it
    was read, its first appearance the one that first gave it, if that is another. No claim is rated. The other counts
    and documents are on the page, and not repeated here.
    """
    finding = in_short(briefing)
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": briefing.question,
        "abstract": finding,
        "identifier": words.PAGE["edition-of"].format(briefing.brief, edition.edition),
        "version": str(edition.edition),
        "datePublished": edition.date,
        "dateModified": edition.date,
        "inLanguage": words.CODE,
        **_by("author", briefing.authors),
        "hasPart": [
            {
                "@type": "Dataset",
                "name": words.PAGE["dataset"].format(briefing.question),
                "description": words.PAGE["described"],
                "license": "https://creativecommons.org/licenses/by/4.0/",
                **_by("creator", briefing.authors),
                "dateModified": briefing.dated,
                "distribution": {
                    "@type": "DataDownload",
                    "contentUrl": "figures.csv",
                    "encodingFormat": "text/csv",
                },
            },
            *map(_claim, briefing.leading),
        ],
    }


def in_short(briefing: AnyBriefing) -> str:
    """Return the finding, and that everything is made up if it is."""
    return f"{words.PAGE['made-up']} {briefing.finding}" if briefing.made_up else briefing.finding


def _by(part: str, names: Sequence[str]) -> dict[str, Any]:
    """Return the authors, who can be persons or organisations; empty if there are none."""
    return {part: [{"name": name} for name in names]} if names else {}


def _claim(account: Provenance) -> dict[str, Any]:
    """Return the description of a reported count: its words, who counted, and where they appear."""
    figure, first = account.figure, account.links[0]
    return {
        "@type": "Claim",
        "@id": f"#{account.number.id}",
        "name": words.PAGE["claim"].format(figure.noun.counted(figure.written), figure.window),
        "text": figure.counted.query if figure.counted else figure.quotation,
        "author": {"@type": "Organization", "name": figure.counter},
        "appearance": _work(account.source),
        **({"isBasedOn": _counted_from(figure.counted)} if figure.counted else {}),
        **({"firstAppearance": _work(first)} if first.id != account.source.id else {}),
    }


def _counted_from(count: EventCount) -> dict[str, Any]:
    """Return the description of the file that a figure was counted from."""
    file = count.dataset
    named = {"@type": "Dataset", "name": file.title, "version": file.release, "license": file.licence}
    return {name: text for name, text in named.items() if text} | {"identifier": f"sha256:{file.sha256}"}


def _work(source: Source) -> dict[str, Any]:
    """Return the description of a document, with its address if that is on the web."""
    work: dict[str, Any] = {"@type": "CreativeWork", "name": source.title}
    if source.url.startswith(("https://", "http://")):
        work["url"] = source.url
    return work
