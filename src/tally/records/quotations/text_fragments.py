"""Build links that open a document at the quoted words."""

import re
from itertools import groupby
from urllib.parse import quote, urlsplit

from tally.text import ANY_SPACE, RAISED_LETTERS

RAISED = re.compile(f"[⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉{RAISED_LETTERS}]")
MOST_CHARACTERS = 80  # of a quotation that is in the link as a whole
END_WORDS = 6  # at each end of a longer quotation, which are in the link instead


def link_to(url: str, quotation: str, page: int = 0) -> str:
    """
    Return a link to a quotation in its document.

    Parameters
    ----------
    url : str
        Address of the document; empty for none.
    quotation : str
        The words as they are in the document.
    page : int
        The page of a PDF, from 1; 0 for none.

    Returns
    -------
    str
        The address with a text fragment (`#:~:text=`, WICG), or for a PDF with the page; empty if there is no address.
        Words with a footnote mark are left out.
    """
    if not url:
        return ""
    if urlsplit(url).path.lower().endswith(".pdf") or page:
        return f"{url.partition('#')[0]}#page={page}" if page else url
    words = _without_marks(ANY_SPACE.sub(" ", quotation).strip())
    if not words:
        return url
    all_words = words.split(" ")
    if len(words) > MOST_CHARACTERS and len(all_words) >= 2 * END_WORDS:  # the two ends must not overlap
        directive = ",".join(_escaped(" ".join(end)) for end in (all_words[:END_WORDS], all_words[-END_WORDS:]))
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
    """Escape the signs that have a meaning in a text fragment, including comma, ampersand and hyphen."""
    return quote(words, safe="").replace("-", "%2D")
