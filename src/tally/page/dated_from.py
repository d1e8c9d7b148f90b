"""Where a document's date is from, in a reader's words."""

import re

PLAIN = {
    r"^(?:none|n/a|unknown)\.?$": "",
    r"\bindex date\b": "as given in a search index",
    r"\bURL path\b": "in the address of the page",
    r"\bpage text\b": "printed on the page",
    r"\bURLs\b": "addresses",
    r"\bURL\b": "address",
}


def dated_from(basis: str) -> str:
    """
    Return where a date is from as a reader says it, empty where there is nothing to say.

    Parameters
    ----------
    basis : str
        What `issued_basis` says in the source's record: one of a few short forms of whoever collects sources, or free
        text, which may have them in it. All other words stay; straight quotation marks become curly.
    """
    parts = re.split(r"(“[^”]*”|\"[^\"]*\")", basis.strip())
    for form, words in PLAIN.items():
        parts[::2] = [re.sub(form, words, part) for part in parts[::2]]
    parts[1::2] = [f"“{part[1:-1]}”" for part in parts[1::2]]
    return "".join(parts).removesuffix(".")
