"""The answer of a series: what it shows, its trend, seasons and levels, revisions, and rivals alongside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tally.analysis.rivals import Within
from tally.analysis.series.alongside import RivalSeries, find_revisions, find_rival_series
from tally.analysis.series.fits import Fits, fit, used_points
from tally.analysis.series.points import Point
from tally.analysis.series.steps import Series, SeriesStep
from tally.analysis.series.summary import Summary, summarise
from tally.records.figures import Figure, Superseded


@dataclass(frozen=True)
class Part:
    """A series without breaks, what it shows, the points from which anything is estimated, and what is estimated."""

    series: Series
    summary: Summary
    used: tuple[Point, ...]
    fits: Fits

    @property
    def points(self) -> tuple[Point, ...]:
        """The points, gaps included."""
        return self.series.points

    @property
    def omitted(self) -> tuple[Point, ...]:
        """The known points from which nothing is estimated: partial, provisional or not exact."""
        used = {id(point) for point in self.used}
        return tuple(point for point in self.series.known if id(point) not in used)

    @property
    def is_zero(self) -> bool:
        """Return whether all known counts are zero."""
        return all(point.limits == (0, 0) for point in self.series.known)

    @property
    def is_flat(self) -> bool:
        """Return whether all known counts are the same number, each of the usual length."""
        return len({point.limits for point in self.series.known}) == 1 and all(
            point.final for point in self.series.known
        )


@dataclass(frozen=True)
class SeriesAnswer:
    """
    A series, what follows from each part between its breaks, and what goes alongside.

    `level` is that of intervals, `revisions` has the figures that were replaced, by the ids of the current ones, and
    `rivals` the series alongside.
    """

    series: Series
    parts: tuple[Part, ...]
    level: float = 0.95
    revisions: Mapping[str, tuple[Superseded, ...]] = field(default_factory=dict)
    rivals: tuple[RivalSeries, ...] = ()

    @property
    def fits(self) -> tuple[Fits, ...]:
        """The estimates from each part."""
        return tuple(part.fits for part in self.parts)

    @cached_property
    def main(self) -> Part:
        """The part with the most counts; of several the last."""
        return max(reversed(self.parts), key=lambda part: len(part.series.known))

    @property
    def breaks(self) -> tuple[SeriesStep, ...]:
        """The steps at which the counter, what is counted, or the method changes."""
        return tuple(step for step in self.series.steps if step.is_break)

    @property
    def gaps(self) -> tuple[SeriesStep, ...]:
        """The steps between which a period is missing."""
        return tuple(step for step in self.series.steps if step.is_gap)

    @property
    def partial(self) -> tuple[Point, ...]:
        """The points that cover only a part of a period."""
        return tuple(point for point in self.series.known if point.partial)

    @property
    def provisional(self) -> tuple[Point, ...]:
        """The points to which later releases can add events."""
        return tuple(point for point in self.series.known if not point.settled)


def answer_series(
    series: Series,
    *,
    level: float = 0.95,
    superseded: Mapping[str, Superseded] | None = None,
    figures: Iterable[Figure] = (),
    within: Within | None = None,
    fits: Sequence[Fits] | None = None,
) -> SeriesAnswer:
    """
    Return what follows from a series.

    Parameters
    ----------
    series : Series
        As from `quoted_series` or `counted_series`.
    level : float
        Coverage of the trend's interval.
    superseded : mapping, optional
        The figures of the case that were replaced.
    figures : iterable of Figure
        The valid figures of the case, among which rival series are.
    within : mapping, optional
        For each unit, the units that include it.
    fits : sequence of Fits, optional
        What was estimated before from the same counts, for each part; by default it is estimated.

    Notes
    -----
    Each part between breaks is described by itself: no trend, extreme or level goes across a change of counter or
    method.
    """
    segments = series.segments
    used = [used_points(segment) for segment in segments]
    estimates = [fit(points, level) for points in used] if fits is None else fits
    parts = tuple(
        Part(segment, summarise(segment, after_break=place > 0), points.points, estimate)
        for place, (segment, points, estimate) in enumerate(zip(segments, used, estimates, strict=True))
    )
    own = series.figures
    revisions = find_revisions(own, superseded or {})
    rivals = find_rival_series(own, figures, within) if series.quoted else ()
    return SeriesAnswer(series, parts, level, revisions, rivals)
