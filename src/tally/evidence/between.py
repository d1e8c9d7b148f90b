"""The counts between the two that are compared, as numbers: all of them, and those that the finding names."""

from dataclasses import dataclass

import pandas as pd

from tally.analysis import FEW
from tally.evidence.number import Computed, Number, quoted_number
from tally.records.figures import all_figures
from tally.text import words

CELL = "2-change#change"


@dataclass(frozen=True)
class Meanwhile:
    """
    Counts of the same kind whose days lie between the two that are compared, in the order of their days.

    `named` are those that the finding names: all if they are a few, or else the lowest and the highest. `total` is how
    many there are, None where all are named.
    """

    every: tuple[Number, ...] = ()
    named: tuple[Number, ...] = ()
    total: Number | None = None


NONE = Meanwhile()


def numbers_between(rows: pd.DataFrame) -> Meanwhile:
    """
    Give the counts between the two their evidence.

    Parameters
    ----------
    rows : DataFrame
        What `between` found. A count is not named where another's window contains its own, nor twice
        where two documents give the same count.
    """
    figures = list(all_figures(rows).values())
    numbers = tuple(quoted_number(figure) for figure in figures)
    widest = {
        (one.window.first, one.window.last, one.value, one.at_least): one
        for one in reversed(figures)
        if not any(other.window.contains(one.window) for other in figures)
    }
    named = sorted(widest.values(), key=lambda one: (one.window.first, one.window.last, one.value))
    if len(named) <= FEW:
        return Meanwhile(numbers, tuple(quoted_number(one) for one in named))
    lowest, highest = min(named, key=lambda one: one.value), max(named, key=lambda one: one.value)
    total = Number(
        "between", len(numbers), str(len(numbers)), words.LABELS["between"],
        Computed(words.FORMULAS["counted"], numbers, CELL),
    )  # fmt: skip
    return Meanwhile(numbers, (quoted_number(lowest), quoted_number(highest)), total)
