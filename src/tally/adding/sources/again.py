"""Notice a document that is on record already: by its address, its DOI, its bytes or its text."""

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
WORDS = {
    "address": "has the same address", "doi": "has the same DOI", "document": "is the same file, byte for byte",
    "text": "has the same text", "exported_id": "was exported under the same id",
}  # fmt: skip


def marks(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Go through what tells that two records are of one document: each a kind and a value."""
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
        if value and (kind != "exported_id" or "/" in value):  # a bare key, as in BibTeX, may be another's
            yield kind, value


def on_record(dossier: Dossier) -> dict[tuple[str, str], str]:
    """List the marks of all documents on record, each with the id of the first that has it."""
    known: dict[tuple[str, str], str] = {}
    for name, source in dossier.sources.items():
        for mark in marks(json.loads(source.record)):
            known.setdefault(mark, name)
    for lock in dossier.locks.values():
        known.setdefault(("document", lock.document), lock.source)
        known.setdefault(("text", lock.text), lock.source)
    return known


def again(record: Mapping[str, Any], known: Mapping[tuple[str, str], str]) -> str:
    """Say which document a record is of, if that is on record already; empty if it is not."""
    for mark in marks(record):
        if mark in known:
            return f"{known[mark]} {WORDS[mark[0]]}"
    return ""


def plain_address(url: str) -> str:
    """
    Reduce an address to what tells one page from another.

    Left out are the scheme, `www.`, the fragment, a slash at the end, and the parameters by which readers are tracked.
    Empty for a text that is no web address.
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
    named = host if port in (None, 80, 443) else f"{host}:{port}"
    return f"{named}{parts.path.rstrip('/')}{'?' if query else ''}{query}"
