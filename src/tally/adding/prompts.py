"""Ask for answers at a terminal, each checked as it is given; or say all at once what is missing."""

import difflib
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tally.errors import TallyError

Check = Callable[[str], Sequence[str]]
LONGEST = 60  # characters of an id that is made of a text
ELIDED = re.compile(
    r"(?<=\b[cdjlmnst])['’](?=\w{2})|(?<=\bqu)['’](?=\w{2})", re.I
)  # d’urgence, l’eau, qu’il: two words
CLOSE = 0.75  # likeness of two names from which one may be a slip of the other


class PromptError(TallyError, ValueError):
    """Something that is needed was not given, or was given wrongly."""


@dataclass(frozen=True)
class Prompter:
    """How answers are had: by asking whoever sits at the terminal, or only from what was given beforehand."""

    interactive: bool

    def answer(self, name: str, given: str | None, question: str, default: str, check: Check) -> str:
        """
        Get one answer.

        Raises
        ------
        AskingError
            Nobody can be asked, and the given answer is wrong.
        """
        answer = given
        while True:
            if answer is None:
                answer = self._asked(question, default) if self.interactive else default
            wrong = check(answer)
            if not wrong:
                return answer
            if not self.interactive:
                msg = f"--{name.replace('_', '-')}: {' '.join(wrong)}"
                raise PromptError(msg)
            print("\n".join(wrong), file=sys.stderr)
            answer = None

    def agreed(self, question: str) -> bool:
        """Whether whoever sits there agrees; nobody to ask is agreement."""
        return not self.interactive or input(f"{question} [Y/n] ").strip().lower() in ("", "y", "yes")

    def known(self, name: str, answer: str, known: Iterable[str], *, as_is: bool) -> str:
        """
        Take an answer for the known name that it may be a slip of, if that is agreed.

        Raises
        ------
        AskingError
            Nobody can be asked, and it looks like a slip.
        """
        names = list(dict.fromkeys(known))
        if not answer:
            return answer
        meant = "" if answer in names or as_is else alike(answer, names)
        if not meant:
            if answer not in names and names:
                print(f"{name}: {answer!r} is new in this case.", file=sys.stderr)
            return answer
        if not self.interactive:
            msg = f"--{name}: {answer!r} is not in the data, but {meant!r} is. "
            msg += "Give that, or say --as-is if it is another."
            raise PromptError(msg)
        return meant if self.agreed(f"{answer!r} is not in the data. Did you mean {meant!r}?") else answer

    @staticmethod
    def _asked(question: str, default: str) -> str:
        """Ask one question."""
        answer = input(f"{question}{f' [{default}]' if default else ''}: ").strip()
        return answer or default


def alike(name: str, known: Sequence[str]) -> str:
    """Find the known name that another is close to; empty if none is."""
    folded = {_folded(one): one for one in known}
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
        from anyascii import anyascii  # its tables are read only where they are needed

        elided = ELIDED.sub(" ", unicodedata.normalize("NFKC", text))
        latin = re.sub("['`]", "", anyascii(elided))
    words = re.sub(r"[^a-z0-9]+", "-", latin.casefold()).strip("-")
    if len(words) <= longest:
        return words
    kept = words[: longest + 1].rpartition("-")[0] or words[:longest]
    return kept.strip("-")


def free_id(name: str, taken: Iterable[str]) -> str:
    """Make an id that is not taken yet."""
    names = set(taken)
    return next(one for one in (name, *(f"{name}-{n}" for n in range(2, len(names) + 3))) if one not in names)


def _folded(text: str) -> str:
    """Write a text without case and accents, in its own script."""
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one)).casefold()
