"""What readers can choose: the cut-off, the level, and how much of the later count is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from tally.analysis import Direction, Verdict
from tally.evidence import ChangeNumbers, sentence_text
from tally.text import Bound, words
from tally.windows import long_day

LOWEST, HIGHEST = 50, 99.5  # of the levels that are offered, in per cent
TINY = 1e-9
STEPS = (0.5, 0.1)  # between two levels; the coarsest that has the page's own level


@dataclass(frozen=True)
class Choices:
    """
    What readers can choose, and what the page itself chose, from which they start.

    `first` and `last` are the days between which the later count can have stopped, and `day` is the one that the page
    uses; all three are empty if its source says when it stopped. `level` is in per cent, as are `lowest`, `highest` and
    `wrong`, the share of the later count that is wrong. All are written as an input element has them. `data` is what
    the script computes with, and its words.
    """

    first: str
    last: str
    day: str
    level: str
    lowest: str
    highest: str
    step: str
    wrong: str
    data: dict[str, Any]


def offer_choices(numbers: ChangeNumbers) -> Choices | None:
    """
    Return what readers of a change can choose; None if nothing could be said about what follows.

    Nothing is offered for counts that cannot be compared, that are not exact, or whose days are not known, except for
    the cut-off of the later count; nor if both are zero.
    """
    comparison, change = numbers.comparison, numbers.change
    earlier, later = comparison.pair
    unsure = earlier.window.open_ended and not earlier.window.supposed
    if (
        comparison.verdict is Verdict.NOT_COMPARABLE or change.direction is Direction.NONE or unsure
        or any(figure.bound or figure.window.vague for figure in comparison.pair)
    ):  # fmt: skip
        return None
    window, days, level = later.window, change.later.days, 100 * change.ratio.level
    step = next((step for step in STEPS if abs(level / step - round(level / step)) < TINY), None)
    span = (window.first, window.furthest, window.first + timedelta(days - 1)) if window.open_ended else ()
    first, last, day = (edge.isoformat() for edge in span) if span else ("", "", "")
    data = {
        "earlier": earlier.value, "earlierDays": change.earlier.days, "later": later.value, "laterDays": days,
        "level": change.ratio.level, "alike": comparison.verdict is Verdict.LIKE_FOR_LIKE,
        "words": _words(numbers.level.text, span[:2]),
    }  # fmt: skip
    return Choices(
        first, last, day, _written(level), _written(min(LOWEST, level)), _written(max(HIGHEST, level)),
        _written(step) if step else "any", _written(0), data,
    )  # fmt: skip


def _written(number: float) -> str:
    """Write a number as an input element has it."""
    return f"{number:.12g}"


def _words(level: str, cutoffs: Sequence[date]) -> dict[str, Any]:
    """Return the words of the answers, from the sentences of the page; {names} stand for what the script writes."""
    ends = SimpleNamespace(bound=Bound.EXACT, level="{level}", low="{low}", high="{high}")
    ranges = {"both": ends, "upwards": SimpleNamespace(**vars(ends) | {"high": None})}
    ways = {"rise": Direction.RISE, "fall": Direction.FALL, "unclear": Direction.UNDECIDED}
    rows = {name: SimpleNamespace(direction=way, is_split=False) for name, way in ways.items()}
    return {
        "level": level, "percent": words.PERCENT, "days": words.DAYS,
        "huge": {str(size): text for size, text in words.HUGE.items()},
        "ratio": sentence_text("answer", "{ratio}", "{interval}", "{remains}"),
        "zero": sentence_text("answer_from_zero", "{interval}", "{remains}"), "nothing": sentence_text("no_answer"),
        "wrong": sentence_text("wrong_share", "{share}", "{wrong}", "{all}"),
        "outside": sentence_text("outside", *map(long_day, cutoffs)) if cutoffs else "",
        **{name: sentence_text("interval", ends) for name, ends in ranges.items()},
        **{name: sentence_text("remains", row) for name, row in rows.items()},
    }  # fmt: skip
