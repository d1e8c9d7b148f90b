"""What a series shows: the highest and the lowest count, the latest change, since when, and from first to last."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tally.analysis import Direction
from tally.analysis.series.points import Length, Point
from tally.analysis.series.steps import Series, SeriesStep

RISES, FALLS = (Direction.RISE, Direction.FROM_NONE), (Direction.FALL, Direction.TO_NONE)


@dataclass(frozen=True)
class Extreme:
    """
    The highest or the lowest count.

    It is certain if no other can be as high (or low), except others with the same exact count: a tie. If it is not,
    the points are all that can be it.
    """

    points: tuple[Point, ...]
    certain: bool

    @property
    def tie(self) -> bool:
        """Return whether several points have the same count."""
        return self.certain and len(self.points) > 1


class Limit(StrEnum):
    """Why nothing is known about earlier days."""

    NONE = ""
    START = "start"
    BREAK = "break"
    GAP = "gap"


@dataclass(frozen=True)
class Since:
    """
    How far back the latest count is the highest, or the lowest.

    `back_to` is the last earlier point that is as high (or low) or that can be; None if there is none among the points
    that the data cover without a gap or a break, of which `first` is the earliest and `limit` says why it is.
    """

    point: Point
    highest: bool
    back_to: Point | None
    first: Point
    limit: Limit
    number: int


@dataclass(frozen=True)
class Whole:
    """From the first to the last point of the usual length: the steps by their directions, and that of the whole."""

    first: Point
    last: Point
    direction: Direction
    steps: tuple[SeriesStep, ...]

    @property
    def rises(self) -> int:
        """The number of steps that rise."""
        return sum(step.direction in RISES for step in self.steps)

    @property
    def falls(self) -> int:
        """The number of steps that fall."""
        return sum(step.direction in FALLS for step in self.steps)

    @property
    def undecided(self) -> int:
        """The number of steps whose direction is not known."""
        return sum(step.direction is Direction.UNDECIDED or step.is_gap for step in self.steps)

    @property
    def agreeing(self) -> int:
        """The number of steps in the direction of the whole."""
        return {Direction.RISE: self.rises, Direction.FALL: self.falls}.get(self.direction, 0)


@dataclass(frozen=True)
class Summary:
    """What a series without breaks shows; each part is None if it does not follow."""

    highest: Extreme | None
    lowest: Extreme | None
    latest: SeriesStep | None
    since: Since | None
    whole: Whole | None


def summarise(series: Series, *, after_break: bool = False) -> Summary:
    """
    Return what a series without breaks shows.

    Parameters
    ----------
    series : Series
        The counts; see `Series.segments`.
    after_break : bool
        Whether the series goes on before its first point, with counts that cannot be compared.

    Notes
    -----
    A partial, a provisional and a longer period is never the lowest, and no longer one the highest: a part of a year
    can only be the highest if it already exceeds every whole one. “Since” goes back no further than the points that
    follow each other without a gap.
    """
    usual = [point for point in series.known if point.length is not Length.LONGER]
    whole = [point for point in usual if point.final]
    latest = next((step for step in reversed(series.steps) if step.earlier.known and step.later.known), None)
    return Summary(
        _extreme(usual, highest=True) if len(whole) > 1 else None,
        _extreme(whole, highest=False) if len(whole) > 1 else None,
        latest,
        _since(series, after_break=after_break),
        _whole(series),
    )


def _extreme(points: Sequence[Point], *, highest: bool) -> Extreme | None:
    """Return the highest or the lowest of some points; None if that is a partial or provisional one that may change."""
    if not points:
        return None
    if highest:
        whole = max((point.limits[0] for point in points if not point.partial), default=-1)
        points = [point for point in points if not point.partial or point.limits[0] > whole]
        least = max(point.limits[0] for point in points)
        candidates = tuple(point for point in points if point.limits[1] >= least)
    else:
        most = min(point.limits[1] for point in points)
        candidates = tuple(point for point in points if point.limits[0] <= most)
    certain = len({point.limits for point in candidates}) == 1 and (
        len(candidates) == 1 or all(point.low == point.high for point in candidates)
    )
    return Extreme(candidates, certain)


def beyond(point: Point, other: Point, *, highest: bool) -> bool | None:
    """
    Return whether a point is certainly higher (or lower) than another; None if the limits leave it open.

    A partial or provisional point is only a minimum: it can be higher than another, and never certainly lower.
    """
    (low, high), (other_low, other_high) = point.limits, other.limits
    grows, other_grows = point.partial or not point.settled, other.partial or not other.settled
    if highest:
        if low > other_high and not other_grows:
            return True
        return False if high <= other_low and not grows else None
    if high < other_low and not grows:
        return True
    return False if low >= other_high and not other_grows else None


def run_before(series: Series, place: int) -> tuple[tuple[Point, ...], bool]:
    """Return the points before a place without a gap between them, and whether a gap or longer window ends them."""
    points: list[Point] = []
    for step in reversed(series.steps[:place]):
        if step.is_gap or not step.earlier.known or step.earlier.length is Length.LONGER:
            return tuple(reversed(points)), True
        points.append(step.earlier)
    return tuple(reversed(points)), False


def _since(series: Series, *, after_break: bool) -> Since | None:
    """Return how far back the last point is the highest or the lowest; None if it is neither."""
    if len(series.points) < 2 or not series.points[-1].known:
        return None
    point = series.points[-1]
    before, gap = run_before(series, len(series.points) - 1)
    for highest in (True, False):
        back = [*reversed(before)]
        exceeded = 0
        while exceeded < len(back) and beyond(point, back[exceeded], highest=highest):
            exceeded += 1
        if not exceeded or point.length is Length.LONGER:
            continue
        stop = back[exceeded] if exceeded < len(back) else None
        limit = Limit.NONE if stop else Limit.GAP if gap else Limit.BREAK if after_break else Limit.START
        return Since(point, highest, stop, back[exceeded - 1], limit, exceeded + 1)
    return None


def _whole(series: Series) -> Whole | None:
    """Return the way from the first to the last final point; None if there are fewer than three."""
    places = [place for place, point in enumerate(series.points) if point.final]
    if len(places) < 3:
        return None
    first, last = series.points[places[0]], series.points[places[-1]]
    direction = Direction.UNDECIDED
    if first.limits == last.limits and first.low == first.high:
        direction = Direction.SAME
    elif beyond(last, first, highest=True):
        direction = Direction.RISE
    elif beyond(last, first, highest=False):
        direction = Direction.FALL
    return Whole(first, last, direction, series.steps[places[0] : places[-1]])
