"""Read the address that a web page declares as its own, and remove the dates of its last change."""

import json
import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree
from trafilatura import load_html

from tally.documents.reading.web.visible import DROPPED

MOST_BROKEN = 30_000  # characters of linked data that cannot be parsed
CHANGED = re.compile(r"modif|updat|revis", re.IGNORECASE)


def declared_address(page: str) -> str:
    """
    Return the address that a page declares, as it is written there.

    Parameters
    ----------
    page : str
        The page's HTML.

    Returns
    -------
    str
        The address in `<link rel="canonical">`, or else in `og:url`. Empty if there is none, or if several disagree.
    """
    tree = load_html(page)
    if tree is None:
        return ""
    links = [link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    metas = [meta for meta in tree.iter("meta") if (meta.get("property") or meta.get("name") or "").lower() == "og:url"]
    for addresses in ([link.get("href") for link in links], [meta.get("content") for meta in metas]):
        distinct = {address.strip() for address in addresses if address and address.strip()}
        if len(distinct) == 1:
            return str(distinct.pop())
    return ""


def without_changes(page: str) -> Any:
    """
    Return a page as a tree without its dates of change, which are not the date of publication.

    Long linked data that cannot be parsed are left out too: the time to guess what they say grows with their square.
    """
    tree = load_html(page)
    if tree is None:
        return page
    for tag in ("meta", "time"):
        for node in list(tree.iter(tag)):
            names = " ".join(str(node.get(name) or "") for name in ("property", "name", "itemprop", "class"))
            if CHANGED.search(names) and node.getparent() is not None:
                node.tag = DROPPED
    room = MOST_BROKEN
    for node in list(tree.iter("script")):
        if (node.get("type") or "").strip().lower() == "application/ld+json" and not _parses(node.text or ""):
            room -= len(node.text or "")
            if room < 0:
                node.tag = DROPPED
    etree.strip_elements(tree, DROPPED, with_tail=False)
    return tree


def _parses(text: str) -> bool:
    """Return whether a text is JSON."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def own_address(declared: str, read_from: str) -> str:
    """
    Return a page's own address: the declared one if it is plausible, or else the address that it was fetched from.

    Parameters
    ----------
    declared : str
        The address that the page declares; it may be relative.
    read_from : str
        The address that it was fetched from; empty for a file.

    Notes
    -----
    A declared address is believed if it is an http(s) address without a password, on the site that the page was
    fetched from, and not the site's home page. A site on this machine or in a private network has no public address,
    so a page from there may name another.
    """
    try:
        address = urlsplit(urljoin(read_from, declared))._replace(fragment="").geturl() if declared else ""
        parts, fetched = urlsplit(address), urlsplit(read_from)
        host, site = parts.hostname or "", fetched.hostname or ""
        strange = parts.scheme not in ("http", "https") or "@" in parts.netloc or (not _public(host) and host != site)
    except ValueError:
        return read_from
    if not address or strange or not (parts.path.strip("/") or parts.query):
        return read_from
    return address if not _public(site) or _same_site(host, site) else read_from


def _public(host: str) -> bool:
    """Return whether a host looks like a name on the public web: not a number and not a single word."""
    last = host.rpartition(".")[2]
    return "." in host and not last.isdigit() and last not in ("local", "localhost", "internal")


def _same_site(host: str, other: str) -> bool:
    """Return whether two hosts belong to one site: `www.a.org`, `m.a.org` and `a.org` do, `b.org` does not."""
    short, long = sorted((host.removeprefix("www."), other.removeprefix("www.")), key=len)
    return short == long or long in {f"{part}.{short}" for part in ("m", "amp", "mobile", "news", "edition")}
