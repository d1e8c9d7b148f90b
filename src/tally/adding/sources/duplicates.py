"""Find documents that are in the data already, by address, DOI, bytes, text or exported id."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from w3lib.url import canonicalize_url

from tally.records import Dossier

TRACKING = re.compile(
    r"(?:utm|mtm|pk|hsa|mc|vero|oly|at|ns|wt)_\w+|[a-z]{1,3}clid|clid|gclsrc|igshid|mkt_tok|_ga|_gl|_hs\w+|cmpid|"
    r"ref_src|ref_url|smid|ocid|cmp|xtor|trk|trackingid|feature|share|outputtype", re.IGNORECASE,
)  # fmt: skip
DOI = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*", re.IGNORECASE)
REASONS = {
    "address": "has the same address", "doi": "has the same DOI", "document": "is the same file, byte for byte",
    "text": "has the same text", "exported_id": "was exported under the same id",
}  # fmt: skip


def marks(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the marks by which the document of a record is recognised in other records: each a kind and a value."""
    custom = record.get("custom") if isinstance(record.get("custom"), dict) else {}
    url, doi = str(record.get("URL") or ""), str(record.get("DOI") or "")
    if not doi and DOI.match(url):
        doi = url
    if doi:
        yield "doi", DOI.sub("", doi).strip("/ ").casefold()
    if url and (address := plain_address(url)):
        yield "address", address
    for kind in ("document", "text", "exported_id"):
        value = str((custom or {}).get(kind) or "")
        if value and (
            kind != "exported_id" or "/" in value
        ):  # a short key, as in BibTeX, can be that of another document
            yield kind, value


def known_marks(dossier: Dossier) -> dict[tuple[str, str], str]:
    """Return the marks of all documents of a case, each with the id of the first document that has it."""
    known: dict[tuple[str, str], str] = {}
    for name, source in dossier.sources.items():
        for mark in marks(json.loads(source.record)):
            known.setdefault(mark, name)
    for lock in dossier.locks.values():
        known.setdefault(("document", lock.document), lock.source)
        known.setdefault(("text", lock.text), lock.source)
    return known


def duplicate_of(record: Mapping[str, Any], known: Mapping[tuple[str, str], str]) -> str:
    """Return, in words, which known document a record describes, and why; empty if the document is new."""
    for mark in marks(record):
        if mark in known:
            return f"{known[mark]} {REASONS[mark[0]]}"
    return ""


def plain_address(url: str) -> str:
    """
    Return an address without the parts that do not distinguish pages; empty if the text is not a web address.

    The scheme, `www.`, the fragment, a slash at the end, and parameters that track readers are removed.
    """
    try:
        parts = urlsplit(canonicalize_url(url.strip()))
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return ""
    if not host:
        return ""
    query = urlencode(
        [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(pair[0])]
    )
    server = host if port in (None, 80, 443) else f"{host}:{port}"
    return f"{server}{parts.path.rstrip('/')}{'?' if query else ''}{query}"
