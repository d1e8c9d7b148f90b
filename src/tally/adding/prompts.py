"""Ask for answers at a terminal and check each of them, or take them from options without asking."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tally.errors import TallyError
from tally.project import ask, note

Check = Callable[[str], Sequence[str]]
LONGEST = 60  # characters of an id that is made of a text
ELIDED = re.compile(
    r"(?<=\b[cdjlmnst])['’](?=\w{2})|(?<=\bqu)['’](?=\w{2})", re.I
)  # d’urgence, l’eau, qu’il: two words
CLOSE = 0.75  # similarity of two names from which one may be a misspelling of the other


class PromptError(TallyError, ValueError):
    """An answer is missing or not valid."""


@dataclass(frozen=True)
class Prompter:
    """Gets answers from the user at the terminal or, if not interactive, from options and defaults only."""

    interactive: bool

    def answer(self, name: str, option: str | None, question: str, default: str, check: Check) -> str:
        """
        Return one answer that passes a check.

        Raises
        ------
        PromptError
            Nobody can be asked, and the answer does not pass.
        """
        answer = option
        while True:
            if answer is None:
                answer = self._ask(question, default) if self.interactive else default
            faults = check(answer)
            if not faults:
                return answer
            if not self.interactive:
                msg = f"--{name.replace('_', '-')}: {' '.join(faults)}"
                raise PromptError(msg)
            note("\n".join(faults))
            answer = None

    def agreed(self, question: str) -> bool:
        """Return whether the user agrees; without a user, the answer is yes."""
        return not self.interactive or ask(f"{question} [Y/n] ").strip().lower() in ("", "y", "yes")

    def known(self, name: str, answer: str, known: Iterable[str], *, as_is: bool) -> str:
        """
        Return an answer, or the known name of which it seems to be a misspelling, if the user agrees.

        Raises
        ------
        PromptError
            Nobody can be asked, and the answer looks like a misspelling.
        """
        names = list(dict.fromkeys(known))
        if not answer:
            return answer
        similar = "" if answer in names or as_is else similar_name(answer, names)
        if not similar:
            if answer not in names and names:
                note(f"{name}: {answer!r} is new in this case.")
            return answer
        if not self.interactive:
            msg = f"--{name}: {answer!r} is not in the data, but {similar!r} is. "
            msg += "Give that name, or add --as-is if it is another."
            raise PromptError(msg)
        return similar if self.agreed(f"{answer!r} is not in the data. Did you mean {similar!r}?") else answer

    @staticmethod
    def _ask(question: str, default: str) -> str:
        """Ask one question; return the answer, or the default if it is empty."""
        answer = ask(f"{question}{f' [{default}]' if default else ''}: ").strip()
        return answer or default


def similar_name(name: str, known: Sequence[str]) -> str:
    """Return the known name that a name is close to; an empty text if none is."""
    folded = {_folded(other): other for other in known}
    close = difflib.get_close_matches(_folded(name), folded, n=1, cutoff=CLOSE)
    return folded[close[0]] if close else ""


def slug(text: str, longest: int = LONGEST) -> str:
    """
    Return a readable id of a text: lower-case Latin words joined by hyphens.

    Parameters
    ----------
    text : str
        In any script; what is not Latin is transliterated.
    longest : int
        The most characters of the id. It is cut between two words where that is possible.

    Returns
    -------
    str
        Empty where the text has no letter and no digit.
    """
    latin = text
    if not text.isascii():
        from anyascii import anyascii  # its tables take time to load

        elided = ELIDED.sub(" ", unicodedata.normalize("NFKC", text))
        latin = re.sub("['`]", "", anyascii(elided))
    words = re.sub(r"[^a-z0-9]+", "-", latin.casefold()).strip("-")
    if len(words) <= longest:
        return words
    start = words[: longest + 1].rpartition("-")[0] or words[:longest]
    return start.strip("-")


def free_id(name: str, used_ids: Iterable[str]) -> str:
    """Return an id that is not taken: the name, or the name with the next free number."""
    names = set(used_ids)
    return next(free for free in (name, *(f"{name}-{n}" for n in range(2, len(names) + 3))) if free not in names)


def _folded(text: str) -> str:
    """Return a text without case and accents, in its own script."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)).casefold()
