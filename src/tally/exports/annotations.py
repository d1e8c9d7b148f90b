"""The quotations behind a briefing as W3C Web Annotations: each figure, said of the words that carry it."""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tally.briefing import Briefing, Provenance
from tally.editions import Edition
from tally.text import words

AROUND = 32  # characters of a passage that are given before and after the words


def as_annotations(briefing: Briefing, edition: Edition) -> bytes:
    """
    Write the quotations of a briefing's figures as one page of annotations (W3C Web Annotation Data Model).

    The target of each is its document, selected by a TextQuoteSelector; the words before and after are given where
    they were seen. How they were seen is said in the body, so that a transcribed quotation is not taken for a locked
    one.
    """
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'tally:{briefing.brief}/{edition.content}')}",
        "type": "AnnotationPage",
        "items": [_annotation(one, edition) for one in briefing.accounts],
    }
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode()


def _annotation(one: Provenance, edition: Edition) -> dict[str, Any]:
    """Describe one quotation."""
    figure = one.figure
    said = words.EXPORT["figure"].format(
        figure.noun.counted(figure.written), figure.window, figure.counter, figure.basis.words
    )
    source = one.source
    on_the_web = source.url.startswith(("https://", "http://"))
    return {
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'tally:{edition.brief}/{figure.id}/{figure.quotation}')}",
        "type": "Annotation",
        "motivation": "describing",
        "created": f"{edition.date}T00:00:00Z",
        **({"creator": [{"name": name} for name in edition.authors]} if edition.authors else {}),
        "body": {
            "type": "TextualBody",
            "value": words.EXPORT["quotation"].format(said, figure.seen.words, figure.id),
            "format": "text/plain",
            "language": words.CODE,
        },
        "target": {
            "type": "SpecificResource",
            "source": source.url if on_the_web else f"urn:uuid:{uuid5(NAMESPACE_URL, f'tally:source/{source.id}')}",
            "selector": _selector(one),
        },
    }


def _selector(one: Provenance) -> dict[str, str]:
    """Select the words in their document, by what the lock found there or by the stored passage."""
    if one.lock:
        prefix, exact, suffix = one.lock.prefix, one.lock.exact, one.lock.suffix
    else:
        prefix, exact, suffix = one.place.before[-AROUND:], one.place.quotation, one.place.after[:AROUND]
    parts = {"exact": exact, "prefix": prefix, "suffix": suffix}
    return {"type": "TextQuoteSelector"} | {name: words for name, words in parts.items() if words}
