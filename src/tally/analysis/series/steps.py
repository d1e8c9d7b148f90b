"""A series: its points, and the step from each to the next, with its verdict, direction, gap and breaks."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from tally.analysis import Aspect, Comparison, Direction
from tally.analysis.series.points import Point
from tally.records.figures import Figure
from tally.text import Unit, WordedEnum
from tally.windows import Window


class StepVerdict(WordedEnum, table="STEP_VERDICTS"):
    """Whether two neighbouring counts can be compared; a gap if a period between them was not counted."""

    LIKE_FOR_LIKE = "like for like"
    WITH_ADJUSTMENT = "with adjustment"
    NOT_COMPARABLE = "not comparable"
    GAP = "gap"


@dataclass(frozen=True)
class SeriesStep:
    """
    Two neighbouring points.

    Attributes
    ----------
    earlier, later : Point
        The two.
    verdict : StepVerdict
        Whether they can be compared.
    direction : Direction
        That of the rate; undecided if they are not comparable, or if their limits or days permit more than one.
    breaks : tuple of Aspect
        What changes in between: the counter, the unit, the basis, the method.
    missing : Window or None
        The days between the two, if a period was not counted.
    reasons : tuple of str
        Why the verdict is not the best one.
    comparison : Comparison or None
        The comparison of two quoted counts.
    """

    earlier: Point
    later: Point
    verdict: StepVerdict
    direction: Direction
    breaks: tuple[Aspect, ...] = ()
    missing: Window | None = None
    reasons: tuple[str, ...] = ()
    comparison: Comparison | None = None

    @property
    def is_break(self) -> bool:
        """Return whether nothing may be read across this step: who counted, what, or how, changes in between."""
        return bool(self.breaks)

    @property
    def is_comparable(self) -> bool:
        """Return whether the two counts can be compared, and no period between them is missing."""
        return self.verdict in (StepVerdict.LIKE_FOR_LIKE, StepVerdict.WITH_ADJUSTMENT)

    @property
    def is_gap(self) -> bool:
        """Return whether a period between the two was not counted, or one of the two."""
        return self.verdict is StepVerdict.GAP


@dataclass(frozen=True)
class Series:
    """Counts in the order of their days, with the steps between them, and what is counted."""

    points: tuple[Point, ...]
    steps: tuple[SeriesStep, ...]
    noun: Unit = field(default_factory=lambda: Unit(""))

    @property
    def quoted(self) -> bool:
        """Return whether its counts are quoted."""
        return all(point.figure is not None and point.figure.counted is None for point in self.points)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The counts with evidence of their own."""
        return tuple(point.figure for point in self.points if point.figure)

    @property
    def known(self) -> tuple[Point, ...]:
        """The points that were counted."""
        return tuple(point for point in self.points if point.known)

    @property
    def comparable(self) -> bool:
        """Return whether each step is comparable, so that the first count can be compared with the last."""
        return not any(step.verdict is StepVerdict.NOT_COMPARABLE for step in self.steps)

    @property
    def complete(self) -> bool:
        """Return whether no period between the first and the last is missing."""
        return not any(step.is_gap for step in self.steps)

    def number(self, direction: Direction) -> int:
        """Return how many steps have a direction."""
        return sum(step.direction is direction for step in self.steps)

    @cached_property
    def segments(self) -> tuple["Series", ...]:
        """The parts between the breaks, each a series of one point or more."""
        ends = [place for place, step in enumerate(self.steps, start=1) if step.is_break]
        edges = [0, *ends, len(self.points)]
        return tuple(Series(self.points[a:b], self.steps[a : b - 1], self.noun) for a, b in pairwise(edges))
