"""Describe a document by what it says of itself, by what is given, and by what is asked."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tally.adding import Prompter, PromptError
from tally.adding.sources.records import Record, issued
from tally.documents import FetchError, Session, sha256, why_not_the_document
from tally.documents.reading import Extract, ExtractError, Metadata, extract_text, own_address
from tally.tables import text_flaw

FILE_TITLE = re.compile(r"^microsoft \w+ - |^(?:untitled|slide|document|print)\W*\d*$|\.[a-z]{3,4}$", re.IGNORECASE)
QUESTIONS = {
    "title": "Title",
    "issued": "Day of issue (2021, 2021-11 or 2021-11-17)",
    "said_by": "Who says it (whose count or words it is; nothing if the document does not say)",
}


def document(
    what: str, given: Mapping[str, Any], asking: Prompter, recognise: Callable[[Record], None], *, private: bool
) -> tuple[Record, str]:
    """
    Describe a document that is read here.

    Parameters
    ----------
    what : str
        An http(s) address, or the path of a document.
    given : mapping
        What is known already; it counts before what the document says.
    asking : Asking
        How the rest is had.
    recognise : callable
        Given what tells the document from others, refuses one that is on record; it is called before anything is asked.
    private : bool
        Whether an address of this machine or a private network may be fetched.

    Returns
    -------
    tuple
        The record, and who says it: empty if nobody is named.

    Raises
    ------
    AskingError
        It cannot be read, or lacks its title or day and nobody can be asked.
    """
    read, url, content = _read(what, str(given.get("url") or ""), private=private)
    hashes = {"document": sha256(content), "text": sha256(read.whole.encode())}
    recognise({"URL": given.get("url") or url, "DOI": given.get("doi"), "custom": hashes})
    kind = "webpage" if read.kind == "html" else "report"
    record, said_by = _record(read.metadata, url, kind, given, asking, "The document does not say its")
    return record | {"custom": hashes}, said_by


def unseen(given: Mapping[str, Any], asking: Prompter) -> tuple[Record, str]:
    """Describe a document that is not read here, by what is given and asked. See `document`."""
    kind = "webpage" if given.get("url") else "article"
    return _record(Metadata(), "", kind, given, asking, "A document that is not read here needs its")


def _record(
    about: Metadata, url: str, kind: str, given: Mapping[str, Any], asking: Prompter, lacks: str
) -> tuple[Record, str]:
    """Make the record."""
    author = given.get("author") or (about.author if kind == "webpage" else "")  # a file names who typed it
    title = "" if FILE_TITLE.search(about.title) else about.title
    found = {"title": title, "issued": about.date, "said_by": author or about.author}
    missing = [name for name in ("title", "issued") if not given.get(name) and not found[name]]
    if missing and not asking.interactive:
        msg = f"{lacks} {' or '.join(missing)}: give {' and '.join(f'--{name}' for name in missing)}."
        raise PromptError(msg)
    checks = {"title": _not_empty, "issued": day_faults, "said_by": _clean}
    answers = {
        name: asking.answer(name, given.get(name), question, found[name], checks[name])
        for name, question in QUESTIONS.items()
    }
    optional = {
        "author": [{"literal": author}] if author else None, "URL": given.get("url") or url, "DOI": given.get("doi"),
        "publisher": given.get("publisher") or about.sitename, "language": given.get("language") or about.language,
    }  # fmt: skip
    record: Record = {"type": given.get("type") or kind, "title": answers["title"], "issued": issued(answers["issued"])}
    return record | {name: value for name, value in optional.items() if value}, answers["said_by"]


def _read(what: str, known: str, *, private: bool) -> tuple[Extract, str, bytes]:
    """Read a document, with its address if it has one, and its bytes."""
    try:
        if "://" in what or urlsplit(what).scheme in ("javascript", "data"):
            fetched = Session(private=frozenset({"*"} if private else ())).fetch(what)
            read = extract_text(fetched.content, fetched.header("content-type"))
            if wrong := why_not_the_document(what, fetched.final_url, read):
                raise PromptError(wrong)
            return read, own_address(read.metadata.address, fetched.final_url), fetched.content
        content = Path(what).read_bytes()
        read = extract_text(content, name=what, address=known)
        return read, own_address(read.metadata.address, ""), content
    except (FetchError, ExtractError, OSError, ValueError) as error:
        reason = getattr(error, "strerror", "")
        said = f"{what} cannot be read: {reason}." if reason else str(error)
        raise PromptError(said) from error


def day_faults(answer: str) -> Sequence[str]:
    """Say why an answer is not a day, month or year of the calendar; nothing if it is one."""
    try:
        parts = [*issued(answer)["date-parts"][0], 1, 1][:3]
        date(*parts)
    except (PromptError, KeyError) as error:
        return [str(error)]
    except ValueError:
        return [f"{answer!r} is not a date of the calendar. Write 2021, 2021-11 or 2021-11-17."]
    return []


def _not_empty(answer: str) -> Sequence[str]:
    return _clean(answer) if answer.strip() else ["Some text is needed here."]


def _clean(answer: str) -> Sequence[str]:
    flaw = text_flaw(answer)
    return [f"found {flaw.found!r}, expected {flaw.expected}. {flaw.remedy}"] if flaw else []
