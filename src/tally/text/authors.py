"""The authors of a briefing: those named in the brief, or else the authors of the case."""

from collections.abc import Sequence

from tally.text.language import words

SEPARATOR = ";"  # between names in a brief


def author_names(brief: str, case: Sequence[str] = ()) -> tuple[str, ...]:
    """
    Return the authors' names in their order; empty if neither the brief nor the case names one.

    Parameters
    ----------
    brief : str
        The brief's `author`: a name, or several with semicolons between them; empty for the authors of the case.
    case : sequence of str
        The authors named in the case's datapackage.json.
    """
    names = tuple(" ".join(name.split()) for name in brief.split(SEPARATOR) if name.strip())
    return names or tuple(case)


def join_names(names: Sequence[str]) -> str:
    """Return names joined as in a sentence: “A, B and C”; empty if there are none."""
    *first, last = names or [""]
    return words.LAST_LISTED.format(words.LISTED.join(first), last) if first else last
