"""Find a quotation in a document, or what comes nearest to it."""

import difflib
import re
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio_alignment

from tally.documents.reading import Extract
from tally.records.quotations import Place, find_places
from tally.text import fold, on_one_line, unbroken

AROUND = 32  # characters before and after, as a TextQuoteSelector has them
SENTENCE_END = re.compile(r"[.!?…؟۔।][”’\"')\]]*\s+|[。！？][」』”’）]*\s*|\n\s*\n")
PARAGRAPH_END = re.compile(r"\n\s*\n")
MOST_WORDS = 50  # of a stretch that is kept beside the quotation
POINTS = ".,;:!?”"
BESIDE = 4  # words on each side of the likest stretch that may belong to it too
NEAR = 60  # per cent of likeness below which nothing is near


@dataclass(frozen=True)
class FoundQuotation:
    """
    The one place of a quotation.

    `page` counts from 1 in a PDF and is 0 elsewhere, `paragraph` from 1. `prefix`, `exact` and `suffix` are a W3C
    TextQuoteSelector, in the document's own typography. `stretch` is the sentence around it.
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
    No such place, or more than one: how many, and the stretch that comes nearest.

    `hidden` says that a web page holds the words where no reader sees them.
    """

    count: int
    nearest: str
    hidden: bool = False


def find_quotation(quotation: str, read: Extract) -> FoundQuotation | MissingQuotation:
    """
    Find a quotation in a document, typography aside.

    A web page's main text comes first, and all that it shows only if the words are not there. A quotation may run over
    the end of a page; its place is where it starts.
    """
    for text in (read.whole, read.everything):
        here = find_places(quotation, text) if text else []
        if len(here) == 1:
            return _found(here[0], quotation, paged=read.kind == "pdf")
        if here:
            return MissingQuotation(len(here), "")
    return MissingQuotation(0, nearest_stretch(quotation, read.whole), hidden=bool(find_places(quotation, read.hidden)))


def _found(place: Place, quotation: str, *, paged: bool) -> FoundQuotation:
    """Describe a place."""
    page = place.before.count("\f") + 1 if paged else 0
    above = place.before.rpartition("\f")[2] if paged else place.before
    paragraph = sum(bool(part.strip()) for part in PARAGRAPH_END.split(above)[:-1]) + 1
    exact = unbroken(place.quotation, quotation)
    prefix, suffix = on_one_line(place.before[-4 * AROUND :]), on_one_line(place.after[: 4 * AROUND])
    return FoundQuotation(
        page, paragraph, _last_words(prefix, AROUND), exact, _first_words(suffix, AROUND), _stretch(place, exact)
    )


def _stretch(place: Place, exact: str) -> str:
    """Cut out the sentence around a quotation, or less of it where it is long."""
    starts = [found.end() for found in SENTENCE_END.finditer(place.before)]
    before = on_one_line(place.before[starts[-1] if starts else 0 :])
    ends = SENTENCE_END.search(place.after)
    after = on_one_line(place.after[: ends.end() if ends else len(place.after)])
    room = max(MOST_WORDS - len(exact.split()), 0)
    left, right = before.split(), after.split()
    if len(left) + len(right) > room:
        left, right = left[len(left) - min(len(left), room // 2) :], right[: room // 2]
    opening = " ".join(left) + (" " if left and place.before[-1:].isspace() else "")
    closing = (" " if right and place.after[:1].isspace() else "") + " ".join(right)
    return f"{opening}{exact}{closing}"


def nearest_stretch(quotation: str, text: str) -> str:
    """Find the stretch of a text that is most like a quotation, from its first shared word to its last."""
    wanted, line = fold(quotation), fold(text)
    found = partial_ratio_alignment(wanted.casefold(), line.casefold(), score_cutoff=NEAR) if line else None
    if found is None:
        return ""
    start, end = line.rfind(" ", 0, found.dest_start + 1) + 1, line.find(" ", max(found.dest_end - 1, 0))
    inside = line[start : end if end >= 0 else len(line)].split()
    after = line[end:].split() if end >= 0 else []
    words = [*line[:start].split()[-BESIDE:], *inside, *after[:BESIDE]]
    compared = difflib.SequenceMatcher(None, _bare(wanted.split()), _bare(words), autojunk=False)
    shared = [block for block in compared.get_matching_blocks() if block.size]
    stretch = " ".join(words[shared[0].b : shared[-1].b + shared[-1].size] if shared else inside)
    return stretch if wanted.endswith(tuple(POINTS)) else stretch.rstrip(POINTS)


def _bare(words: list[str]) -> list[str]:
    """Write words as they are compared."""
    return [word.strip(POINTS).casefold() for word in words]


def word_difference(quotation: str, there: str) -> str:
    """Set two stretches against each other word by word: [-only in the quotation-] and {+only in the document+}."""
    asked, stands = fold(quotation).split(), fold(there).split()
    parts = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, asked, stands, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(" ".join(asked[a:b]))
            continue
        parts += [f"[-{' '.join(asked[a:b])}-]"] * (b > a) + [f"{{+{' '.join(stands[c:d])}+}}"] * (d > c)
    return " ".join(parts)


def _last_words(text: str, most: int) -> str:
    """Keep the last whole words, or the last characters where there are no spaces."""
    return text if len(text) <= most else text[-most:].partition(" ")[2] or text[-most:]


def _first_words(text: str, most: int) -> str:
    """Keep the first whole words, or the first characters where there are no spaces."""
    return text if len(text) <= most else text[:most].rpartition(" ")[0] or text[:most]
