"""All numbers of a series, each with its evidence: those of its parts, its steps, and what goes alongside."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from tally.analysis.series import RivalSeries, SeriesAnswer
from tally.evidence import sentence_text
from tally.evidence.numbers import Number, quoted_number
from tally.evidence.series.parts import PartNumbers
from tally.evidence.series.placed import Placed, Placer, Several, StepNumbers, placer, step_numbers
from tally.records.figures import Figure
from tally.text import Shown, Unit
from tally.windows import Window


@dataclass(frozen=True)
class Revision:
    """A count of the series, and the numbers in its place before, the first of them first."""

    current: Placed
    former: tuple[Number, ...]


@dataclass(frozen=True)
class SeriesNumbers(Shown):
    """The numbers of a series: those of each part between breaks, of all steps, and of what goes alongside."""

    answer: SeriesAnswer
    parts: tuple[PartNumbers, ...]
    place: Placer

    @property
    def noun(self) -> Unit:
        """The words for what was counted."""
        return self.answer.series.noun

    @cached_property
    def main(self) -> PartNumbers:
        """The part with the most counts."""
        return next(part for part in self.parts if part.part is self.answer.main)

    @property
    def is_divided(self) -> bool:
        """Return whether a break divides the series, so that no part is about all of its counts."""
        return len(self.parts) > 1

    @property
    def told(self) -> tuple[PartNumbers, ...]:
        """The parts with more than one count."""
        return tuple(part for part in self.parts if len(part.part.series.known) > 1)

    @cached_property
    def points(self) -> tuple[Placed, ...]:
        """The counts."""
        return tuple(map(self.place, self.answer.series.known))

    @cached_property
    def steps(self) -> tuple[StepNumbers, ...]:
        """The steps between neighbouring counts that are known."""
        return tuple(
            step_numbers(f"step-{step.later.window.first}", step, self.place, self.answer.level)
            for step in self.answer.series.steps
            if step.earlier.known and step.later.known
        )

    @cached_property
    def revisions(self) -> tuple[Revision, ...]:
        """The counts that replaced others, with the former numbers."""
        return tuple(
            Revision(item, tuple(quoted_number(old.figure) for old in former))
            for item in self.points
            if item.point.figure and (former := self.answer.revisions.get(item.point.figure.id))
        )

    @property
    def rivals(self) -> tuple[tuple[RivalSeries, tuple[Number, ...]], ...]:
        """The series alongside, with their numbers."""
        return tuple((rival, tuple(map(quoted_number, rival.figures))) for rival in self.answer.rivals)

    @property
    def breaks(self) -> tuple[StepNumbers, ...]:
        """The steps at which the series breaks."""
        return tuple(step for step in self.steps if step.step.is_break)

    @cached_property
    def gaps(self) -> tuple[Window, ...]:
        """The days between the counts for which the series has none."""
        missing = (step.missing for step in self.answer.gaps)
        return tuple({window.text: window for window in missing if window}.values())

    @property
    def one_gap(self) -> bool:
        """Return whether a single period was not counted."""
        return len(self.gaps) == 1

    @cached_property
    def partial(self) -> Several:
        """The counts of a part of a period."""
        return Several(tuple(map(self.place, self.answer.partial)))

    @cached_property
    def provisional(self) -> Several:
        """The counts that may still grow."""
        return Several(tuple(map(self.place, self.answer.provisional)))

    @property
    def in_words(self) -> str:
        """The finding and its caveats, as on the page."""
        return f"{sentence_text('series_finding', self)} {sentence_text('series_caveats', self)}".strip()


def series_numbers(answer: SeriesAnswer, number_of: Callable[[Figure], Number] = quoted_number) -> SeriesNumbers:
    """
    Return the numbers of a series with their evidence.

    Parameters
    ----------
    answer : SeriesAnswer
        What follows from the series; each point has a figure.
    number_of : callable, optional
        Gives the number of a figure of the series.
    """
    place = placer(number_of)
    several = len(answer.parts) > 1
    parts = tuple(
        PartNumbers(f"series-{at}" if several else "series", part, answer.series.noun, place, answer.level)
        for at, part in enumerate(answer.parts, start=1)
    )
    return SeriesNumbers(answer, parts, place)
