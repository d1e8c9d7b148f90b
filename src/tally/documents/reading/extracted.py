"""What is read from a document: its text, and what it says about itself."""

import json
from dataclasses import asdict, dataclass, field

from tally.errors import TallyError

PAGE_BREAK = "\n\f\n"
MOST_REASON = 200  # characters of a library's message, which can repeat a document


class ExtractError(TallyError, ValueError):
    """No text can be read from a document. The message says why."""


@dataclass(frozen=True)
class Metadata:
    """
    The metadata that a document declares; a field is empty if the document does not declare it.

    `date` is the date of publication. It is empty for a PDF, which says only when its file was created. `address` is
    the one that a page declares as its own, as it is written there.
    """

    title: str = ""
    author: str = ""
    date: str = ""
    sitename: str = ""
    language: str = ""
    address: str = ""


@dataclass(frozen=True)
class Extract:
    """
    The text of a document.

    Attributes
    ----------
    kind : str
        `html`, `pdf` or `text`.
    pages : tuple of str
        The main text: one text for each page of a PDF, a single text otherwise.
    everything : str
        All that a web page shows, including navigation and headlines; all that is printed in a PDF or text, including
        running heads, if that is more than the main text.
    asks_password : bool
        Whether a web page has a field for a password.
    hidden : str
        All text of a web page, including what it hides from readers.
    """

    kind: str
    pages: tuple[str, ...]
    everything: str = ""
    asks_password: bool = False
    metadata: Metadata = field(default_factory=Metadata)
    hidden: str = ""

    @property
    def whole(self) -> str:
        """The main text, its pages one after another."""
        return PAGE_BREAK.join(self.pages)


def to_json(extract: Extract) -> bytes:
    """Return what was read as JSON."""
    return json.dumps(asdict(extract), ensure_ascii=False).encode("utf-8", "surrogatepass")


def from_json(content: bytes) -> Extract:
    """
    Read what `to_json` wrote.

    Raises
    ------
    ValueError, TypeError, KeyError
        It is something else.
    """
    values = json.loads(content.decode("utf-8", "surrogatepass"))
    values["pages"], values["metadata"] = tuple(values["pages"]), Metadata(**values["metadata"])
    return Extract(**values)


def short_reason(error: Exception) -> str:
    """Return what a library says of an error, on one line and not too long."""
    return " ".join(str(error).split())[:MOST_REASON] or type(error).__name__
