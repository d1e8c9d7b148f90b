"""What reporting alone would have to do to explain a change, each number with its evidence."""

from dataclasses import dataclass

import pandas as pd

from tally.analysis import Direction
from tally.analysis.robustness import Detection, Remainder
from tally.evidence.change import ChangeNumbers, chosen
from tally.evidence.numbers import Computed, Number
from tally.text import Bound, digits_of_range, rounded_bound, rounded_end, words
from tally.windows import Window, read_window

CELL = "2-change#detection"


@dataclass(frozen=True)
class DetectionRow:
    """What remains if events were `times` as likely to be counted where the rate is higher."""

    times: Number
    ratio: Number
    low: Number
    high: Number | None
    direction: Direction

    @property
    def is_split(self) -> bool:
        """Return whether the interval excludes equal rates, and the direction depends on days that no source gives."""
        shown = self.low.value > 1 or (self.high is not None and self.high.value < 1)
        return shown and self.direction is Direction.UNDECIDED


@dataclass(frozen=True)
class DetectionNumbers:
    """
    What reporting alone would have to do to explain a change; see `analysis.robustness.Detection`.

    `higher` and `lower` are the calendar years of the count with the higher and the lower rate, None if the windows
    are not the larger parts of two different years. `clear` is false if chance alone explains the change. `alike` is
    the row at `needed`, and None where that is.
    """

    clear: bool
    needed: Number | None
    least: Number
    share: Number
    higher: Window | None
    lower: Window | None
    alike: DetectionRow | None
    rows: tuple[DetectionRow, ...]

    @property
    def table(self) -> pd.DataFrame:
        """The rows as a table: how much more likely an event was to be counted, and the ratio that remains."""
        return pd.DataFrame(
            {
                "times": [row.times.text for row in self.rows],
                "ratio": [row.ratio.text for row in self.rows],
                "low": [row.low.text for row in self.rows],
                "high": [row.high and row.high.text for row in self.rows],
            }
        ).set_index("times")


def detection_numbers(detection: Detection | None, change_numbers: ChangeNumbers) -> DetectionNumbers | None:
    """Return what reporting alone would have to do as numbers with their evidence; None if there is no change."""
    if detection is None:
        return None
    rising = change_numbers.direction in (Direction.RISE, Direction.FROM_NONE)
    windows = change_numbers.comparison.earlier.window, change_numbers.comparison.later.window
    lower, higher = _years(*(windows if rising else windows[::-1]))
    end, needed = change_numbers.low if rising else change_numbers.high, change_numbers.ratio if rising else None
    if not detection.needed:
        needed = None
    elif change_numbers.ratio and not rising:
        needed = Number("detection-needed", detection.needed, rounded_bound(detection.needed, change_numbers.bound),
                        words.LABELS["detection-needed"],
                        Computed(words.FORMULAS["inverse"], (change_numbers.ratio,), CELL))  # fmt: skip
    least = Number("detection-least", detection.least, _least(detection.least, str(end) if rising else ""),
                   words.LABELS["detection-least"],
                   Computed(words.FORMULAS["rounded-down" if rising else "inverse"],
                            (end or change_numbers.low,), CELL))  # fmt: skip
    share = Number("detection-share", detection.share * 100, _share(detection.share * 100),
                   words.LABELS["detection-share"],
                   Computed(words.FORMULAS["detection-share"], (least,), CELL))  # fmt: skip
    alike = None
    if detection.alike and needed:
        alike = _row(detection.alike, needed, change_numbers, rising=rising)
    rows = (
        _row(remainder, _times(remainder.times), change_numbers, rising=rising) for remainder in detection.remainders
    )
    return DetectionNumbers(detection.clear, needed, least, share, higher, lower, alike, tuple(rows))


def _row(remainder: Remainder, times: Number, change_numbers: ChangeNumbers, *, rising: bool) -> DetectionRow:
    """Return what remains at one ratio of detection as numbers with their evidence."""
    formula = words.FORMULAS["remaining-rise" if rising else "remaining-fall"]
    sources = {"ratio": change_numbers.ratio, "low": change_numbers.low, "high": change_numbers.high}
    values = {"ratio": remainder.ratio.estimate, "low": remainder.ratio.low, "high": remainder.ratio.high}
    digits = digits_of_range(*values.values())
    ratio, low, high = (
        None
        if source is None or (value := values[name]) is None
        else Number(
            f"remaining-{times.id.removeprefix('detection-')}-{name}", value,
            rounded_bound(value, remainder.ratio.bound, digits) if name == "ratio" else rounded_end(value, digits),
            words.LABELS[f"remaining-{name}"], Computed(formula, (source, times), CELL),
        )
        for name, source in sources.items()
    )  # fmt: skip
    if ratio is None or low is None:
        msg = "A remaining ratio needs a ratio."
        raise TypeError(msg)
    return DetectionRow(times, ratio, low, high, remainder.direction)


def _times(times: float) -> Number:
    """Return a ratio of detection that is tried."""
    name = f"detection-{times:g}".replace(".", "-")
    return Number(name, times, f"{times:g}", words.LABELS["detection"], chosen("detection"))


def _least(value: float, end: str) -> str:
    """Format a lowest ratio of detection, rounded down: as the end of the interval if that was rounded down too."""
    short = rounded_bound(value, Bound.AT_LEAST)
    return short if short == Bound.AT_LEAST.of(end) else rounded_bound(value, Bound.AT_LEAST, 3)


def _share(value: float) -> str:
    """Format a highest share in per cent, rounded up, but never to a hundred if it is below."""
    whole = Bound.AT_MOST.of("100")
    written = (rounded_bound(value, Bound.AT_MOST, digits) for digits in range(2, 8))
    text = next((text for text in written if value >= 100 or not text.startswith(whole)), whole)
    return words.PERCENT.format(text.removesuffix(".0"))


def _years(lower: Window, higher: Window) -> tuple[Window | None, Window | None]:
    """Return the calendar years of which two windows are the larger part, if these are two different years."""
    years = [window.first.year for window in (lower, higher)]
    whole = [read_window(f"{year:04d}") for year in years]
    larger = all(
        window.last.year == year and 2 * window.days > calendar.days
        for window, year, calendar in zip((lower, higher), years, whole, strict=True)
    )
    return (whole[0], whole[1]) if larger and years[0] != years[1] else (None, None)
