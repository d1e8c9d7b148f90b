"""What a count rests on, and how its words were seen."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, Self

from tally.text import WordedEnum, words


@dataclass(frozen=True)
class Mark:
    """How charts mark a count: the colour of its line (by its name in the palette), its filling and its line."""

    colour: Literal["earlier", "later", "beside"]
    filling: Literal["full", "wash", "none"]
    line: Literal["solid", "dashed", "dotted"]


class Basis(StrEnum):
    """
    What a count rests on: why the counter counted something. In the order of charts and lists.

    Each basis has its name in the data, its words, the words between unit and group (“claimed by X”), the heading
    under which a chart lists its counts, and its mark in charts. A basis cannot be added without them. After the mark
    may be the names of the bases that include it: `within` is a tuple of them, and includes no basis indirectly.
    """

    mark: Mark
    within: tuple[str, ...]

    def __new__(cls, name: str, *details: Any) -> Self:
        """Create a basis with what pages and charts need: its mark, and its words in the language."""
        if name not in words.BASES:
            msg = f"The basis {name!r} has no words: add it to BASES in the language's module."
            raise TypeError(msg)
        basis = str.__new__(cls, name)
        basis._value_ = name
        basis.mark, *within = details
        basis.within = tuple(within)
        return basis

    @property
    def words(self) -> str:
        """The basis in words."""
        return words.BASES[self][0]

    @property
    def joining(self) -> str:
        """The words between a unit and a group, such as “claimed by”."""
        return words.BASES[self][1]

    @property
    def heading(self) -> str:
        """The heading under which a chart lists counts of this basis."""
        return words.BASES[self][2]

    RECORDED = "recorded", Mark("later", "full", "solid")
    ATTRIBUTED = "attributed", Mark("later", "none", "solid"), "attributed_or_claimed"
    ATTRIBUTED_OR_CLAIMED = "attributed_or_claimed", Mark("later", "wash", "solid")
    ACTUAL_AND_ATTEMPTED = "actual_and_attempted", Mark("beside", "full", "solid")
    CLAIMED = "claimed", Mark("earlier", "none", "dashed"), "attributed_or_claimed"
    UNSPECIFIED = "unspecified", Mark("beside", "none", "dotted"), "actual_and_attempted"  # which includes all


class Seen(WordedEnum, table="SEEN"):
    """How a quotation was seen. Only a locked quotation may be called checked; what is counted here has none."""

    LOCKED = "locked"
    TRANSCRIBED = "transcribed"
    RELAYED = "relayed"
    COUNTED = "from-file"


SEEN = (Seen.LOCKED, Seen.TRANSCRIBED, Seen.RELAYED)  # those that a row of a table can have
