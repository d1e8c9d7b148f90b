"""Links that open a document at the words that are quoted from it."""

import re
from itertools import groupby
from urllib.parse import quote, urlsplit

from tally.text import ANY_SPACE, RAISED_LETTERS

RAISED = re.compile(f"[⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉{RAISED_LETTERS}]")
LONG, ENDS = 150, 6  # characters of a quotation that is named by its ends only, and words at each end


def link_to(url: str, quotation: str, page: int = 0) -> str:
    """
    Link to the words in a document, where a browser can find them.

    Parameters
    ----------
    url : str
        Address of the document; empty for none.
    quotation : str
        The words as they stand there.
    page : int
        The page of a PDF, from 1; 0 for none.

    Returns
    -------
    str
        The address with a text fragment (`#:~:text=`, WICG), of a PDF with the page; empty if there is no address.
        Words that a footnote mark touches are left out.
    """
    if not url:
        return ""
    if urlsplit(url).path.lower().endswith(".pdf") or page:
        return f"{url.partition('#')[0]}#page={page}" if page else url
    words = _without_marks(ANY_SPACE.sub(" ", quotation).strip())
    if not words:
        return url
    if len(words) > LONG:
        cut = words.split(" ")
        directive = ",".join(_escaped(" ".join(end)) for end in (cut[:ENDS], cut[-ENDS:]))
    else:
        directive = _escaped(words)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def _without_marks(words: str) -> str:
    """
    Return the longest stretch of words without a raised footnote mark.

    In a page a mark may be a plain number in an element of its own, which joins the word before it: “334¹²” is “33412”.
    """
    if not RAISED.search(words):
        return words
    stretches = [" ".join(group) for marked, group in groupby(words.split(" "), _has_mark) if not marked]
    return max(stretches, key=len, default="")


def _has_mark(word: str) -> bool:
    return bool(RAISED.search(word))


def _escaped(words: str) -> str:
    """Escape what a text fragment gives a meaning of its own: the comma, the ampersand and the hyphen too."""
    return quote(words, safe="").replace("-", "%2D")
