"""Find a quotation in a document, or the most similar words."""

import difflib
import re
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio_alignment

from tally.documents.reading import Extract
from tally.records.quotations import Place, find_places
from tally.text import fold, on_one_line, unbroken

CONTEXT = 32  # characters before and after a quotation in a TextQuoteSelector
SENTENCE_END = re.compile(r"[.!?…؟۔।][”’\"')\]]*\s+|[。！？][」』”’）]*\s*|\n\s*\n")
PARAGRAPH_END = re.compile(r"\n\s*\n")
MOST_WORDS = 50  # of a stored sentence, including the quotation
POINTS = ".,;:!?”"
EXTRA_WORDS = 4  # on each side of the most similar words, which may belong to them too
MIN_SIMILARITY = 60  # per cent; words that are less similar are not shown
# What is looked at for the most similar words, since the time grows with the product of both, and more:
MOST_SOUGHT = 400  # characters at the start of a quotation
MOST_SEARCHED = 3_000_000  # characters at the start of a document
MOST_COMPARED = 400  # words that are compared one by one


@dataclass(frozen=True)
class FoundQuotation:
    """
    The one place of a quotation.

    `page` counts from 1 in a PDF and is 0 in other documents; `paragraph` counts from 1. `prefix`, `exact` and `suffix`
    are a W3C TextQuoteSelector, in the document's own typography. `stretch` is the sentence around the quotation.
    """

    page: int
    paragraph: int
    prefix: str
    exact: str
    suffix: str
    stretch: str


@dataclass(frozen=True)
class MissingQuotation:
    """
    A quotation that is not in the document, or is there more than once.

    `count` is the number of places, `nearest` the most similar words; `hidden` says that a web page has the words only
    where readers do not see them.
    """

    count: int
    nearest: str
    hidden: bool = False


def find_quotation(quotation: str, read: Extract) -> FoundQuotation | MissingQuotation:
    """
    Find a quotation in a document, ignoring differences of typography.

    The main text is searched first, and all that is visible only if the words are not there. A quotation may continue
    on the next page; its page is the one on which it starts.
    """
    for text in (read.whole, read.everything):
        places = find_places(quotation, text) if text else []
        if len(places) == 1:
            return _describe_place(places[0], quotation, paged=read.kind == "pdf")
        if places:
            return MissingQuotation(len(places), "")
    return MissingQuotation(0, nearest_stretch(quotation, read.whole), hidden=bool(find_places(quotation, read.hidden)))


def _describe_place(place: Place, quotation: str, *, paged: bool) -> FoundQuotation:
    """Return the page, the paragraph and the context of a place."""
    page = place.before.count("\f") + 1 if paged else 0
    above = place.before.rpartition("\f")[2] if paged else place.before
    paragraph = sum(bool(part.strip()) for part in PARAGRAPH_END.split(above)[:-1]) + 1
    exact = unbroken(place.quotation, quotation)
    prefix, suffix = on_one_line(place.before[-4 * CONTEXT :]), on_one_line(place.after[: 4 * CONTEXT])
    return FoundQuotation(
        page, paragraph, _last_words(prefix, CONTEXT), exact, _first_words(suffix, CONTEXT), _sentence(place, exact)
    )


def _sentence(place: Place, exact: str) -> str:
    """Return the sentence around a quotation, shortened if it is long."""
    starts = [match.end() for match in SENTENCE_END.finditer(place.before)]
    before = on_one_line(place.before[starts[-1] if starts else 0 :])
    ends = SENTENCE_END.search(place.after)
    after = on_one_line(place.after[: ends.end() if ends else len(place.after)])
    room = max(MOST_WORDS - len(exact.split()), 0)
    words_before, words_after = before.split(), after.split()
    if len(words_before) + len(words_after) > room:
        words_before, words_after = (
            words_before[len(words_before) - min(len(words_before), room // 2) :],
            words_after[: room // 2],
        )
    opening = " ".join(words_before) + (" " if words_before and place.before[-1:].isspace() else "")
    closing = (" " if words_after and place.after[:1].isspace() else "") + " ".join(words_after)
    return f"{opening}{exact}{closing}"


def nearest_stretch(quotation: str, text: str) -> str:
    """
    Return the words of a text that are most similar to a quotation, from the first shared word to the last.

    Empty if nothing is similar enough (`MIN_SIMILARITY`).
    """
    words_sought, line = _first_words(fold(quotation), MOST_SOUGHT), fold(text[:MOST_SEARCHED])
    alignment = (
        partial_ratio_alignment(words_sought.casefold(), line.casefold(), score_cutoff=MIN_SIMILARITY) if line else None
    )
    if alignment is None:
        return ""
    start, end = line.rfind(" ", 0, alignment.dest_start + 1) + 1, line.find(" ", max(alignment.dest_end - 1, 0))
    inside = line[start : end if end >= 0 else len(line)].split()
    after = line[end:].split() if end >= 0 else []
    words = [*line[:start].split()[-EXTRA_WORDS:], *inside, *after[:EXTRA_WORDS]]
    compared = difflib.SequenceMatcher(None, _bare(words_sought.split()), _bare(words), autojunk=False)
    shared = [block for block in compared.get_matching_blocks() if block.size]
    stretch = " ".join(words[shared[0].b : shared[-1].b + shared[-1].size] if shared else inside)
    return stretch if words_sought.endswith(tuple(POINTS)) else stretch.rstrip(POINTS)


def _bare(words: list[str]) -> list[str]:
    """Return words in the form in which they are compared: without punctuation and case."""
    return [word.strip(POINTS).casefold() for word in words]


def word_difference(quotation: str, there: str) -> str:
    """Compare two texts word by word: [-only in the quotation-] and {+only in the document+}."""
    quotation_words, document_words = fold(quotation).split(), fold(there).split()
    if max(len(quotation_words), len(document_words)) > MOST_COMPARED:
        return f"{word_difference(*(' '.join(words[:MOST_COMPARED]) for words in (quotation_words, document_words)))} …"
    parts = []
    for kind, a, b, c, d in difflib.SequenceMatcher(
        None, quotation_words, document_words, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            parts.append(" ".join(quotation_words[a:b]))
            continue
        parts += [f"[-{' '.join(quotation_words[a:b])}-]"] * (b > a) + [f"{{+{' '.join(document_words[c:d])}+}}"] * (
            d > c
        )
    return " ".join(parts)


def _last_words(text: str, most: int) -> str:
    """Return the last whole words, or the last characters if there are no spaces."""
    return text if len(text) <= most else text[-most:].partition(" ")[2] or text[-most:]


def _first_words(text: str, most: int) -> str:
    """Return the first whole words, or the first characters if there are no spaces."""
    return text if len(text) <= most else text[:most].rpartition(" ")[0] or text[:most]
