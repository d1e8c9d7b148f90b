"""Links that open a document at the words that are quoted from it."""

from urllib.parse import quote, urlsplit

from tally.passages import ANY_SPACE

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
    """
    if not url:
        return ""
    if urlsplit(url).path.lower().endswith(".pdf") or page:
        return f"{url.partition('#')[0]}#page={page}" if page else url
    words = ANY_SPACE.sub(" ", quotation).strip()
    if len(words) > LONG:
        cut = words.split(" ")
        directive = ",".join(_escaped(" ".join(end)) for end in (cut[:ENDS], cut[-ENDS:]))
    else:
        directive = _escaped(words)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def _escaped(words: str) -> str:
    """Escape what a text fragment gives a meaning of its own: the comma, the ampersand and the hyphen too."""
    return quote(words, safe="").replace("-", "%2D")
