"""Where a document's date is from, in a reader's words."""

import re

from tally.text import words


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
    for form, plain in words.DATED_FROM.items():
        parts[::2] = [re.sub(form, plain, part) for part in parts[::2]]
    parts[1::2] = [f"“{part[1:-1]}”" for part in parts[1::2]]
    return "".join(parts).removesuffix(".")
