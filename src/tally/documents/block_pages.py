"""Distinguish a document from the pages that servers send in its place."""

import re
from urllib.parse import urlsplit

from tally.documents.reading import Extract

SHORT, EMPTY = 1500, 150  # characters: a page that may block readers, and one without a document
INSTEAD = "Save the document from a browser, and read it with --file."
LOGIN_PATH = re.compile(r"/(?:log-?in|sign-?in|sso|oauth2?|auth|accounts?/login)(?:[/.?]|$)", re.IGNORECASE)
ROBOT_CHECK = re.compile(
    r"just a moment|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|enable javascript|unusual traffic|"
    r"checking your browser|attention required|complete the captcha", re.IGNORECASE,
)  # fmt: skip
ERROR = re.compile(
    r"page not found|page (?:cannot|can't|could not) be found|error 404|"
    r"404 (?:error|not found)|^404(?:$|\s*[-–|:])|access denied|forbidden|no longer available|"
    r"something went wrong|service unavailable|internal server error", re.IGNORECASE,
)  # fmt: skip
CONSENT = re.compile(
    r"accept (?:all )?cookies|we use cookies|cookie (?:settings|preferences|policy)|your consent", re.IGNORECASE
)


def why_not_the_document(requested: str, final: str, read: Extract) -> str:
    """
    Return the reason why a fetched page is not the requested document.

    Parameters
    ----------
    requested, final : str
        The address, and the one to which the server finally led; both empty for a file.
    read : Extract
        The text that was read.

    Returns
    -------
    str
        A sentence; empty if there is no reason. A long text is accepted as a document, whatever it mentions.
    """
    text, title = read.whole, read.metadata.title
    if LOGIN_PATH.search(urlsplit(final).path) and not LOGIN_PATH.search(urlsplit(requested).path):
        return f"The server leads to a login page instead. {INSTEAD}"
    if read.kind != "html" or len(text) > SHORT:
        return "" if text.strip() else "There is no text in it."
    if read.asks_password:
        return f"It is a login page. {INSTEAD}"
    if ROBOT_CHECK.search(f"{title} {text}"):
        return f"It is a check for robots, not the document. {INSTEAD}"
    if ERROR.search(title) or (len(text) < SHORT // 2 and ERROR.search(text)):
        return "It is an error page, although the server does not say so. Find the document's new address."
    if CONSENT.search(text):
        return f"It is a page that asks about cookies, not the document. {INSTEAD}"
    if len(text) < EMPTY:
        return f"There is almost no text in it ({len(text)} characters). {INSTEAD}"
    return ""
