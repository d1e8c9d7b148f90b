"""The briefing for machines: schema.org's Report, Dataset and Claims, in JSON-LD. It rates nobody's truth."""

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from tally.briefing import Briefing, Provenance
from tally.editions import Edition
from tally.evidence import sentence_text
from tally.records.bibliography import Source
from tally.text import words

# What could end a script element or be read as markup is written as JSON's own escapes.
HARMLESS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def linked_data(briefing: Briefing, edition: Edition) -> Markup:
    """Write a briefing as JSON-LD that may stand in a page's script element."""
    text = json.dumps(as_report(briefing, edition), ensure_ascii=False, indent=1)
    return Markup(text.translate(HARMLESS))


def as_report(briefing: Briefing, edition: Edition) -> dict[str, Any]:
    """
    Describe a briefing in schema.org's terms.

    Each figure on the page is a Claim of who counted, with the document that it was read in as its appearance and the
    one that gave it first as its first appearance. None is rated.
    """
    finding = sentence_text("finding", briefing.workings)
    if briefing.made_up:
        finding = f"{words.PAGE['made-up']} {finding}"
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
        "citation": [_work(source) for source in briefing.sources],
        "hasPart": [
            {
                "@type": "Dataset",
                "name": words.PAGE["dataset"].format(briefing.question),
                "description": words.PAGE["described"].format(finding),
                "license": "https://creativecommons.org/licenses/by/4.0/",
                **_by("creator", briefing.authors),
                "dateModified": briefing.dated,
                "distribution": {
                    "@type": "DataDownload",
                    "contentUrl": "figures.csv",
                    "encodingFormat": "text/csv",
                },
            },
            *(_claim(one) for one in briefing.accounts),
        ],
    }


def _by(part: str, names: Sequence[str]) -> dict[str, Any]:
    """Name the authors, who may be persons or organisations; nothing where nobody is named."""
    return {part: [{"name": name} for name in names]} if names else {}


def _claim(one: Provenance) -> dict[str, Any]:
    """Describe a reported count: its words, who counted, and where they appear."""
    figure = one.figure
    return {
        "@type": "Claim",
        "@id": f"#{one.number.id}",
        "name": words.PAGE["claim"].format(figure.noun.counted(figure.written), figure.window),
        "text": figure.quotation,
        "author": {"@type": "Organization", "name": figure.counter},
        "appearance": _work(one.source),
        "firstAppearance": _work(one.links[0]),
    }


def _work(source: Source) -> dict[str, Any]:
    """Describe a document; an address is given only where it is one of the web."""
    work: dict[str, Any] = {"@type": "CreativeWork", "@id": f"#source-{source.id}", "name": source.title}
    if source.url.startswith(("https://", "http://")):
        work["url"] = source.url
    return work
