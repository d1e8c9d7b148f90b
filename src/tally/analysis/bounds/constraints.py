"""Reported counts as linear constraints on a running total of daily counts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from scipy.optimize import OptimizeResult

from tally.analysis.bounds.intervals import CountConstraint, Range, Span, frame
from tally.analysis.bounds.program import Program

TOLERANCE = 1e-6  # of the solver
Point = tuple[int, int]  # an edge: the position of its span, and its side (0 for the start, 1 for the end)
Edge = tuple[int, Point, Range]  # an edge that is a range: its unknown in the program, its point and its range


class Model:
    """
    Whole daily counts, reduced to their running totals at the edges of windows.

    Parameters
    ----------
    counts : sequence of CountConstraint
        The reported counts, all of one counter, group, place, unit and basis.
    queries : sequence of Span
        Further spans, at whose edges the running total is needed. They follow the spans of the counts in `spans`.

    Notes
    -----
    The unknowns are the running total at each boundary where a window starts or ends, and one running total for each
    edge that is a range of days: it lies between the totals at the two ends of the range. So each constraint is about
    the difference of two unknowns, and the size of the program depends on the number of edges, not on the length of
    the windows.

    A program of such differences is totally unimodular, and all its vertices are whole (Hoffman and Kruskal 1956).
    Therefore only the choices and the slack variables that are added below are declared whole.

    The reduction is exact if each stretch between two boundaries has enough days for the edges inside it. Where a
    solution needs more days, the stretch is cut into single days and the program is solved again.
    """

    def __init__(self, counts: Sequence[CountConstraint], queries: Sequence[Span] = ()) -> None:
        first, last = frame([*(count.span for count in counts), *queries])
        self.counts = tuple(replace(count, span=count.span.framed(first, last)) for count in counts)
        self.spans = (*(count.span for count in self.counts), *(query.framed(first, last) for query in queries))
        days = {day for span in self.spans for edge in span.edges if edge for day in edge}
        few_days = [count.span.days_one_of for count in self.counts if count.needs_a_day]
        self.boundaries = sorted(days.union(*(range(span.start, span.stop + 1) for span in few_days)))
        self.single_days: dict[Point, set[int]] = {}  # the days inside which an edge cannot be
        self.ceiling = sum(count.value if most is None else most for count in counts for most in [count.limits[1]]) + 1

    def solve(
        self, objective: Mapping[Point, int], elastic: frozenset[int] = frozenset(), *, loose: bool = False
    ) -> OptimizeResult:
        """
        Compute the minimum of a weighted sum of running totals.

        Parameters
        ----------
        objective : mapping
            The weight of the running total at each edge, by its span and side. If it is empty, the total change of
            the elastic counts is minimised.
        elastic : frozenset of int
            Positions of the counts that may be changed.
        loose : bool
            Whether to ignore that a stretch needs enough days for the edges inside it. That is quicker, and counts
            that contradict each other then do so in the exact model too.

        Returns
        -------
        OptimizeResult
            The result of `scipy.optimize.milp` (HiGHS), with `slack`: by how much each count is changed. `x` is None
            if no daily counts satisfy the constraints.
        """
        while True:
            result, edges = self._solve_once(objective, elastic)
            crowded = [] if loose or result.x is None else self._crowded_edges(result.x, edges)
            if not crowded:
                return result
            for point, days in crowded:
                self.single_days.setdefault(point, set()).update(days)
                self.boundaries = sorted({*self.boundaries, *days})

    def _solve_once(self, objective: Mapping[Point, int], elastic: frozenset[int]) -> tuple[OptimizeResult, list[Edge]]:
        """Build the program for the present boundaries, and solve it."""
        program = Program()
        totals = {boundary: program.unknown(0, 2 * self.ceiling) for boundary in self.boundaries}
        for before, after in pairwise(self.boundaries):
            program.add({totals[after]: 1, totals[before]: -1}, low=0)
        edges: list[Edge] = []
        ends: list[list[int]] = []
        for index, span in enumerate(self.spans):
            sides = []
            for side, edge in enumerate(span.edges):
                if edge and edge[0] == edge[1]:
                    sides.append(totals[edge[0]])
                    continue
                unknown = program.unknown(-2 * self.ceiling, 4 * self.ceiling)
                if edge:
                    program.add({unknown: 1, totals[edge[0]]: -1}, low=0)
                    program.add({totals[edge[1]]: 1, unknown: -1}, low=0)
                    edges.append((unknown, (index, side), edge))
                    self._add_single_days(program, unknown, (index, side), totals, elastic)
                sides.append(unknown)
            if sides[0] != sides[1]:
                program.add({sides[1]: 1, sides[0]: -1}, low=0)
            ends.append(sides)
        slacks = []
        for index, count in enumerate(self.counts):
            short = program.unknown(0, self.ceiling if index in elastic else 0, whole=index in elastic)
            over = program.unknown(0, self.ceiling if index in elastic else 0, whole=index in elastic)
            start, end = ends[index]
            fewest, most = count.limits
            high = np.inf if most is None else most
            program.add({end: 1, start: -1, short: 1, over: -1}, low=fewest, high=high)
            slacks.append((short, over))
            if count.needs_a_day:
                self._add_day(program, count, over, totals)
        costs = np.zeros(program.count)
        for (index, side), weight in objective.items():
            costs[ends[index][side]] += weight
        if not objective:
            costs[[unknown for pair in slacks for unknown in pair]] = 1
        result = program.solve(costs)
        if result.x is not None:
            result.slack = [round(float(result.x[short] - result.x[over])) for short, over in slacks]
        return result, edges

    def _add_day(self, program: Program, count: CountConstraint, over: int, totals: dict[int, int]) -> None:
        """Require a day that has no more than the count in a window whose count can be zero."""
        big_m, choices = 6 * self.ceiling, {}
        high = big_m + (count.limits[1] or 0)
        for day in count.span.days_one_of:
            choices[program.unknown(0, 1, whole=True)] = 1.0
            program.add({totals[day + 1]: 1, totals[day]: -1, over: -1, list(choices)[-1]: big_m}, high=high)
        program.add(choices, low=1)

    def _add_single_days(
        self, program: Program, unknown: int, point: Point, totals: dict[int, int], elastic: frozenset[int]
    ) -> None:
        """Require that an edge is before or after each of its single days, never inside (by big-M constraints)."""
        for day in sorted(self.single_days.get(point, ())):
            after = program.unknown(0, 1, whole=True)
            big_m = self._big_m(point, elastic)
            program.add({unknown: 1, totals[day]: -1, after: -big_m}, high=0)
            program.add({unknown: 1, totals[day + 1]: -1, after: -big_m}, low=-big_m)

    def _big_m(self, point: Point, elastic: frozenset[int]) -> int:
        """Return a limit for the total in the range of an edge: the smallest count whose window contains the range."""
        first, last = self.spans[point[0]].edges[point[1]] or (0, 0)
        limits = [
            count.limits[1]
            for index, count in enumerate(self.counts)
            if index not in elastic
            and count.limits[1] is not None and count.span.start and count.span.end
            and count.span.start[1] <= first and last <= count.span.end[0]
        ]  # fmt: skip
        return min(limits, default=6 * self.ceiling)

    def _crowded_edges(self, solution: np.ndarray, edges: list[Edge]) -> list[tuple[Point, range]]:
        """
        Find the edges that share a stretch with too few days for them, and the days of that stretch.

        All unknowns may be rounded down: that keeps every whole difference between them, and so every constraint.
        """
        whole = np.floor(solution + TOLERANCE)
        totals = whole[: len(self.boundaries)]
        inside: dict[int, list[tuple[int, Point]]] = {}
        for unknown, point, (first, last) in edges:
            total = int(whole[unknown])
            stretch = int(np.searchsorted(totals, total, side="right")) - 1
            if (
                0 <= stretch < len(self.boundaries) - 1
                and totals[stretch] < total
                and first <= self.boundaries[stretch] < last
            ):
                inside.setdefault(stretch, []).append((total, point))
        return [
            (point, range(self.boundaries[stretch], self.boundaries[stretch + 1]))
            for stretch, crowd in inside.items()
            if self.boundaries[stretch + 1] - self.boundaries[stretch] < len({total for total, _ in crowd}) + 1
            for _, point in crowd
        ]
