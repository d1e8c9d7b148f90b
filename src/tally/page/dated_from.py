"""Return where a document's date is from, in a reader's words."""

import re

from tally.text import words


def dated_from(basis: str) -> str:
    """
    Return where a date is from, in a reader's words; empty if that is not known.

    Parameters
    ----------
    basis : str
        `issued_basis` of the source's record: one of the short forms that collectors of sources use, or free text that
        can have them in it. Other words are unchanged; straight quotation marks become curly.
    """
    parts = re.split(r"(“[^“”]*”|\"[^\"]*\")", basis.strip())
    for form, plain in words.DATED_FROM.items():
        parts[::2] = [re.sub(form, plain, part) for part in parts[::2]]
    parts[1::2] = [f"“{part[1:-1]}”" for part in parts[1::2]]
    return "".join(parts).removesuffix(".")
