"""Who wrote a briefing: those whom the brief names, or else the authors of the case."""

from collections.abc import Sequence

from tally.text.language import words

BETWEEN = ";"  # names in a brief


def author_names(brief: str, case: Sequence[str] = ()) -> tuple[str, ...]:
    """
    Return the authors' names in their order; none where neither the brief nor the case names one.

    Parameters
    ----------
    brief : str
        The brief's `author`: a name, or several with semicolons between them; empty for the authors of the case.
    case : sequence of str
        The authors whom the case's datapackage.json names.
    """
    named = tuple(" ".join(name.split()) for name in brief.split(BETWEEN) if name.strip())
    return named or tuple(case)


def join_names(names: Sequence[str]) -> str:
    """Return names as a sentence has them: “A, B and C”; empty for none."""
    *first, last = names or [""]
    return words.LAST_LISTED.format(words.LISTED.join(first), last) if first else last
