"""The numbers of a part of a series between breaks: extremes, steps, trend, levels and seasons."""

from dataclasses import dataclass
from functools import cached_property

from tally.analysis.series import FEWEST_FOR_LEVELS, Part, Since
from tally.evidence.numbers import Number
from tally.evidence.series.estimates import (
    LevelChangeNumbers,
    SeasonNumbers,
    TrendNumbers,
    level_numbers,
    needed_number,
    rates_by_year,
    season_numbers,
    trend_numbers,
)
from tally.evidence.series.placed import (
    Placed,
    Placer,
    Several,
    StepNumbers,
    WholeNumbers,
    size_number,
    step_numbers,
    whole_numbers,
)
from tally.text import Unit

FEW_BEHIND = 3  # counts of which the latest is the highest or lowest, so that it is worth a sentence
FEW_STEPS = 12  # steps whose directions are told; of more, nobody could follow them


@dataclass(frozen=True)
class SinceNumbers:
    """Since when the latest count is the highest or the lowest, and of how many counts."""

    since: Since
    latest: Placed
    back_to: Placed | None
    first: Placed
    counts: Number


@dataclass(frozen=True)
class PartNumbers:
    """The numbers of a part of a series between breaks; each is computed when it is first used."""

    name: str
    part: Part
    noun: Unit
    place: Placer
    level: float

    @cached_property
    def known(self) -> tuple[Placed, ...]:
        """The counts."""
        return tuple(map(self.place, self.part.series.known))

    @cached_property
    def used(self) -> tuple[Placed, ...]:
        """The counts from which trend, levels and seasons are estimated."""
        return tuple(map(self.place, self.part.used))

    @property
    def has_ranges(self) -> bool:
        """Return whether a count from which something is estimated is a range."""
        return any(point.low != point.high for point in self.part.used)

    @cached_property
    def omitted(self) -> tuple[Placed, ...]:
        """The counts from which nothing is estimated."""
        return tuple(map(self.place, self.part.omitted))

    @cached_property
    def size(self) -> Number:
        """The number of counts."""
        return size_number(f"{self.name}-size", self.known, "series")

    @cached_property
    def highest(self) -> Several | None:
        """The highest count, or all that tie or can be it; None if there are too few."""
        found = self.part.summary.highest
        return Several(tuple(map(self.place, found.points)), found) if found else None

    @cached_property
    def lowest(self) -> Several | None:
        """The lowest count, or all that tie or can be it; None if there are too few."""
        found = self.part.summary.lowest
        return Several(tuple(map(self.place, found.points)), found) if found else None

    @cached_property
    def latest(self) -> StepNumbers | None:
        """The latest step between two counts; None if there is none."""
        step = self.part.summary.latest
        return step_numbers(f"{self.name}-latest", step, self.place, self.level) if step else None

    @cached_property
    def since(self) -> SinceNumbers | None:
        """Since when the latest count is the highest or the lowest; None if it only differs from the one before."""
        since = self.part.summary.since
        if since is None or since.number < FEW_BEHIND:
            return None
        points = self.part.series.known
        after = points[-since.number :]
        counts = size_number(f"{self.name}-since", tuple(map(self.place, after)), "series")
        back = self.place(since.back_to) if since.back_to else None
        return SinceNumbers(since, self.place(since.point), back, self.place(since.first), counts)

    @cached_property
    def whole(self) -> WholeNumbers | None:
        """The way from the first to the last whole count; None if there are fewer than three."""
        whole = self.part.summary.whole
        if whole is None:
            return None
        on_the_way = [
            item for item in self.known if whole.first.window.first <= item.window.first <= whole.last.window.first
        ]
        return whole_numbers(f"{self.name}-whole", whole, self.place, on_the_way, self.level)

    @property
    def names_steps(self) -> bool:
        """Return whether the steps are few enough for their directions to be told."""
        return self.whole is not None and len(self.whole.whole.steps) <= FEW_STEPS

    @cached_property
    def trend(self) -> TrendNumbers:
        """The trend, or why there is none."""
        return trend_numbers(self.name, self.part.fits, self.used)

    @cached_property
    def levels(self) -> tuple[LevelChangeNumbers, ...]:
        """The changes of level."""
        return level_numbers(self.name, self.part.fits, self.used, self.noun)

    @property
    def too_few_for_levels(self) -> bool:
        """Return whether there are too few counts for levels, so that one or two places would be all that are tried."""
        return len(self.part.used) < FEWEST_FOR_LEVELS

    @property
    def fewest_for_levels(self) -> Number:
        """The counts that are needed for levels."""
        return needed_number(f"{self.name}-fewest", FEWEST_FOR_LEVELS, "levels")

    @property
    def by_year(self) -> bool:
        """Return whether levels are given by the year, and not by thirty days."""
        return rates_by_year(self.used)

    @cached_property
    def seasons(self) -> SeasonNumbers | None:
        """The seasons; None if they were not estimated."""
        return season_numbers(self.name, self.part.fits, self.used)
