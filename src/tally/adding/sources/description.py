"""Describe a document by its own metadata, by options, and by answers at the terminal."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tally.adding import Prompter, PromptError
from tally.adding.sources.records import Record, day_faults, issued_date
from tally.documents import FetchError, Session, read_document, sha256, why_not_the_document
from tally.documents.reading import Extract, ExtractError, Metadata, own_address
from tally.project import Kind, read_file
from tally.records.bibliography import SOURCES
from tally.records.tables import text_flaw

FILE_TITLE = re.compile(r"^microsoft \w+ - |^(?:untitled|slide|document|print)\W*\d*$|\.[a-z]{3,4}$", re.IGNORECASE)


def describe_document(
    location: str, options: Mapping[str, Any], prompter: Prompter, check_new: Callable[[Record], None], *, private: bool
) -> tuple[Record, str]:
    """
    Read a document, and describe it.

    Parameters
    ----------
    location : str
        An http(s) address, or the path of a document.
    options : mapping
        What is known already. It overrides what the document says.
    prompter : Prompter
        Asks for what is missing.
    check_new : callable
        Is called, before any question, with the address, DOI and hashes of the document. It raises an error if the
        document is in the data already.
    private : bool
        Whether an address of this machine or a private network may be fetched.

    Returns
    -------
    record, said_by
        The CSL-JSON record, and who says what the document says; empty if nobody is named.

    Raises
    ------
    PromptError
        The document cannot be read, or it has no title or date and nobody can be asked.
    """
    extract, url, content = _read(location, str(options.get("url") or ""), private=private)
    hashes = {"document": sha256(content), "text": sha256(extract.whole.encode())}
    check_new({"URL": options.get("url") or url, "DOI": options.get("doi"), "custom": hashes})
    kind = "webpage" if extract.kind == "html" else "report"
    record, said_by = _record(extract.metadata, url, kind, options, prompter, "The document does not say its")
    return record | {"custom": hashes}, said_by


def describe_unseen(options: Mapping[str, Any], prompter: Prompter) -> tuple[Record, str]:
    """Build the record of a document that is not read now, from options and answers. See `describe_document`."""
    kind = "webpage" if options.get("url") else "article"
    return _record(Metadata(), "", kind, options, prompter, "A document that is not read here needs its")


def _record(
    metadata: Metadata, url: str, kind: str, options: Mapping[str, Any], prompter: Prompter, complaint: str
) -> tuple[Record, str]:
    """Build the record; `complaint` starts the message about missing answers."""
    author = options.get("author") or (metadata.author if kind == "webpage" else "")  # in a file, that is who typed it
    title = "" if FILE_TITLE.search(metadata.title) else metadata.title
    defaults = {"title": title, "issued": metadata.date, "said_by": author or metadata.author}
    missing = [
        name for name in SOURCES.questions if SOURCES[name].required and not options.get(name) and not defaults[name]
    ]
    if missing and not prompter.interactive:
        msg = f"{complaint} {' or '.join(missing)}: give {' and '.join(f'--{name}' for name in missing)}."
        raise PromptError(msg)
    checks = {"title": _not_empty, "issued": day_faults, "said_by": _clean}
    answers = {
        name: prompter.answer(name, options.get(name), question, defaults[name], checks[name])
        for name, question in SOURCES.questions.items()
    }
    optional = {
        "author": [{"literal": author}] if author else None,
        "URL": options.get("url") or url, "DOI": options.get("doi"),
        "publisher": options.get("publisher") or metadata.sitename,
        "language": options.get("language") or metadata.language,
    }  # fmt: skip
    record: Record = {
        "type": options.get("type") or kind,
        "title": answers["title"],
        "issued": issued_date(answers["issued"]),
    }
    return record | {name: value for name, value in optional.items() if value}, answers["said_by"]


def _read(location: str, address: str, *, private: bool) -> tuple[Extract, str, bytes]:
    """Return a document's extract, its address if it has one, and its bytes."""
    try:
        if "://" in location or urlsplit(location).scheme in ("javascript", "data"):
            fetched = Session(private=frozenset({"*"} if private else ())).fetch(location)
            extract = read_document(fetched.content, fetched.header("content-type"))
            if reason := why_not_the_document(location, fetched.final_url, extract):
                raise PromptError(reason)
            return extract, own_address(extract.metadata.address, fetched.final_url), fetched.content
        content = read_file(Path(location), Kind.DOCUMENT)
        extract = read_document(content, name=location, address=address)
        return extract, own_address(extract.metadata.address, ""), content
    except (FetchError, ExtractError, OSError, ValueError) as error:
        reason = getattr(error, "strerror", "")
        msg = f"{location} cannot be read: {reason}." if reason else str(error)
        raise PromptError(msg) from error


def _not_empty(answer: str) -> Sequence[str]:
    return _clean(answer) if answer.strip() else ["Some text is needed here."]


def _clean(answer: str) -> Sequence[str]:
    flaw = text_flaw(answer)
    return [f"found {flaw.found!r}, expected {flaw.expected}. {flaw.remedy}"] if flaw else []
