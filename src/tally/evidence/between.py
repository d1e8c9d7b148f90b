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
    Counts of the same kind whose days are between the two that are compared, in the order of their days.

    `named` are those that the finding names: all if they are few, or else the lowest and the highest. `total` is the
    number of all, None if all are named.
    """

    every: tuple[Number, ...] = ()
    named: tuple[Number, ...] = ()
    total: Number | None = None


NONE = Meanwhile()


def numbers_between(rows: pd.DataFrame) -> Meanwhile:
    """
    Return the counts between the two as numbers with their evidence.

    Parameters
    ----------
    rows : DataFrame
        The rows from `counts_between`. A count is not named if the window of another contains its own, nor twice if
        two documents have the same count.
    """
    figures = list(all_figures(rows).values())
    numbers = tuple(quoted_number(figure) for figure in figures)
    widest = {
        (figure.window.first, figure.window.last, figure.value, figure.bound): figure
        for figure in reversed(figures)
        if not any(other.window.contains(figure.window) for other in figures)
    }
    named = sorted(widest.values(), key=lambda figure: (figure.window.first, figure.window.last, figure.value))
    if len(named) <= FEW:
        return Meanwhile(numbers, tuple(quoted_number(figure) for figure in named))
    lowest, highest = min(named, key=lambda figure: figure.value), max(named, key=lambda figure: figure.value)
    total = Number(
        "between", len(numbers), str(len(numbers)), words.LABELS["between"],
        Computed(words.FORMULAS["counted"], numbers, CELL),
    )  # fmt: skip
    return Meanwhile(numbers, (quoted_number(lowest), quoted_number(highest)), total)
