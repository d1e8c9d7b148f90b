"""The words for what was counted: after 1, after any other number, and at the start of a sentence."""

from dataclasses import dataclass

from tally.text.numbers import Bound


@dataclass(frozen=True)
class Unit:
    """
    What was counted, in words.

    Attributes
    ----------
    many : str
        The unit as in the table, such as “people killed”.
    singular : str
        The words after 1, such as “person killed”; empty if the case does not give them. They are never guessed, since
        no rule for plurals holds in every language.
    """

    many: str
    singular: str = ""

    def after(self, written: str) -> str:
        """
        Return the words that follow a number as it is written, such as “12” or “at least 1”.

        If the words after 1 are not known, the unit follows 1 in brackets: “1 (people killed)”.
        """
        if written not in {bound.of("1") for bound in Bound}:
            return self.many
        return self.singular or f"({self.many})"

    def counted(self, written: str) -> str:
        """Return a number as it is written and the words that follow it."""
        return f"{written} {self.after(written)}"

    @property
    def heading(self) -> str:
        """The unit at the start of a heading, a label or a sentence."""
        return capitalised(self.many)


def capitalised(words: str) -> str:
    """Return words with a capital in front; those that have one inside their first word stay (“eCrimes”)."""
    first = words.partition(" ")[0]
    return words if any(sign.isupper() for sign in first) else words[:1].title() + words[1:]


def plural(count: int, noun: str) -> str:
    """Return a count and an English noun of the project's own: “1 day”, “2 days”."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
