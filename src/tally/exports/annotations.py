"""The quotations of a briefing as W3C Web Annotations: each figure is about the words that state it."""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tally.briefing import AnyBriefing, Provenance
from tally.editions import Edition
from tally.records.figures import Figure
from tally.text import words

AROUND = 32  # characters of a passage before and after the words


def as_annotations(briefing: AnyBriefing, edition: Edition) -> bytes:
    """
    Write the quotations of a briefing's figures as one page of annotations (W3C Web Annotation Data Model).

    The target of each is its document, selected by a TextQuoteSelector, with the words before and after if they were
    seen. The body says how they were seen, so that a transcribed quotation is not mistaken for a locked one.
    """
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'tally:{briefing.brief}/{edition.content}')}",
        "type": "AnnotationPage",
        "items": [_annotation(provenance, edition) for provenance in briefing.accounts],
    }
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode()


def _annotation(provenance: Provenance, edition: Edition) -> dict[str, Any]:
    """Return the annotation of one quotation."""
    figure = provenance.figure
    description = words.EXPORT["figure"].format(
        figure.noun.counted(figure.written), figure.window, figure.counter, figure.basis.words
    )
    source = provenance.source
    on_the_web = source.url.startswith(("https://", "http://"))
    return {
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'tally:{edition.brief}/{figure.id}/{figure.quotation}')}",
        "type": "Annotation",
        "motivation": "describing",
        "created": f"{edition.date}T00:00:00Z",
        **({"creator": [{"name": name} for name in edition.authors]} if edition.authors else {}),
        "body": {
            "type": "TextualBody",
            "value": _described(figure, description),
            "format": "text/plain",
            "language": words.CODE,
        },
        "target": {
            "type": "SpecificResource",
            "source": source.url if on_the_web else f"urn:uuid:{uuid5(NAMESPACE_URL, f'tally:source/{source.id}')}",
            **({} if figure.counted else {"selector": _selector(provenance)}),
        },
    }


def _described(figure: Figure, description: str) -> str:
    """Return what the body of an annotation says: how the words were seen, or by which query the count was made."""
    if figure.counted:
        parts = (description, figure.counted.query, figure.counted.dataset.sha256, figure.id)
        return words.EXPORT["counted"].format(*parts)
    return words.EXPORT["quotation"].format(description, figure.seen.words, figure.id)


def _selector(provenance: Provenance) -> dict[str, str]:
    """Return a selector of the words in their document, from the lock or from the stored passage."""
    if provenance.lock:
        prefix, exact, suffix = provenance.lock.prefix, provenance.lock.exact, provenance.lock.suffix
    else:
        prefix, exact, suffix = (
            provenance.place.before[-AROUND:],
            provenance.place.quotation,
            provenance.place.after[:AROUND],
        )
    parts = {"exact": exact, "prefix": prefix, "suffix": suffix}
    return {"type": "TextQuoteSelector"} | {name: words for name, words in parts.items() if words}
