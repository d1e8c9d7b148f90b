"""Reported counts as linear constraints on a running total that rises from day to day."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from scipy.optimize import OptimizeResult

from tally.analysis.bounds.intervals import CountConstraint, Range, Span
from tally.analysis.bounds.program import Program

TOLERANCE = 1e-6  # of the solver
Point = tuple[int, int]  # the position of a span, and its side: 0 for its start, 1 for its end


class Model:
    """
    Whole daily counts, reduced to what the edges of the windows can tell apart.

    The unknowns are the running total at each boundary where a window starts or ends, and one running total for each
    edge that is a range of days: it lies between the totals at the ends of its range. Every constraint is then a
    difference of two unknowns, so the program stays as small as the number of edges, however long the windows are.

    Differences of whole numbers are whole at the corners of such a program, so only what follows has to be asked to be.

    That is exact as long as each stretch between two boundaries has a day for each edge that falls inside it. Where a
    solution needs more, the stretch is cut into single days and the program solved again (`solve`).
    """

    def __init__(self, givens: Sequence[CountConstraint], asked: Sequence[Span] = ()) -> None:
        self.givens = tuple(givens)
        self.spans = (*(given.span for given in givens), *asked)
        days = {day for span in self.spans for edge in span.edges if edge for day in edge}
        quiet = [given.span.days_one_of for given in self.givens if given.quiet]
        self.cuts = sorted(days.union(*(range(span.start, span.stop + 1) for span in quiet)))
        self.single: dict[Point, set[int]] = {}  # the days that an edge is to be told to lie before or after
        self.ceiling = sum(given.value for given in givens) + 1

    def solve(
        self, objective: Mapping[Point, int], elastic: frozenset[int] = frozenset(), *, loose: bool = False
    ) -> OptimizeResult:
        """
        Minimise a weighted sum of running totals.

        Parameters
        ----------
        objective : mapping
            The weight of the running total at each edge, by its span and side. Empty to minimise by how much the
            elastic counts have to give way.
        elastic : frozenset of int
            Positions of givens that may give way.
        loose : bool
            Whether to leave out that a stretch needs a day for each edge inside it: quicker, and what contradicts
            itself then contradicts itself all the more.

        Returns
        -------
        OptimizeResult
            As `scipy.optimize.milp` gives it (HiGHS), with `slack`, by how much each given gives way. `x` is None where
            no daily counts satisfy the constraints.
        """
        while True:
            result, edges = self._solve_once(objective, elastic)
            crowded = [] if loose or result.x is None else self._crowded(result.x, edges)
            if not crowded:
                return result
            for point, days in crowded:
                self.single.setdefault(point, set()).update(days)
                self.cuts = sorted({*self.cuts, *days})

    def _solve_once(
        self, objective: Mapping[Point, int], elastic: frozenset[int]
    ) -> tuple[OptimizeResult, list[tuple[int, Point, Range]]]:
        """Set the program up for the boundaries as they are cut now, and solve it."""
        rows = Program()
        at = {boundary: rows.unknown(0, 2 * self.ceiling) for boundary in self.cuts}
        for one, two in pairwise(self.cuts):
            rows.add({at[two]: 1, at[one]: -1}, low=0)
        edges: list[tuple[int, Point, Range]] = []
        ends: list[list[int]] = []
        for place, span in enumerate(self.spans):
            sides = []
            for side, edge in enumerate(span.edges):
                if edge and edge[0] == edge[1]:
                    sides.append(at[edge[0]])
                    continue
                unknown = rows.unknown(-2 * self.ceiling, 4 * self.ceiling)
                if edge:
                    rows.add({unknown: 1, at[edge[0]]: -1}, low=0)
                    rows.add({at[edge[1]]: 1, unknown: -1}, low=0)
                    edges.append((unknown, (place, side), edge))
                    self._single_days(rows, unknown, (place, side), at, elastic)
                sides.append(unknown)
            if sides[0] != sides[1]:
                rows.add({sides[1]: 1, sides[0]: -1}, low=0)
            ends.append(sides)
        gives = []
        for place, given in enumerate(self.givens):
            short = rows.unknown(0, self.ceiling if place in elastic else 0, whole=place in elastic)
            over = rows.unknown(0, self.ceiling if place in elastic else 0, whole=place in elastic)
            start, end = ends[place]
            high = np.inf if given.at_least else given.value
            rows.add({end: 1, start: -1, short: 1, over: -1}, low=given.value, high=high)
            gives.append((short, over))
            if given.quiet:
                self._one_day_of(rows, given, over, at)
        costs = np.zeros(rows.count)
        for (place, side), weight in objective.items():
            costs[ends[place][side]] += weight
        if not objective:
            costs[[unknown for pair in gives for unknown in pair]] = 1
        result = rows.solve(costs)
        if result.x is not None:
            result.slack = [round(float(result.x[short] - result.x[over])) for short, over in gives]
        return result, edges

    def _one_day_of(self, rows: Program, given: CountConstraint, over: int, at: dict[int, int]) -> None:
        """Require at least one zero day in a window whose count is zero."""
        reach, choices = 6 * self.ceiling, {}
        for day in given.span.days_one_of:
            choices[rows.unknown(0, 1, whole=True)] = 1.0
            rows.add({at[day + 1]: 1, at[day]: -1, over: -1, list(choices)[-1]: reach}, high=reach)
        rows.add(choices, low=1)

    def _single_days(
        self, rows: Program, unknown: int, point: Point, at: dict[int, int], elastic: frozenset[int]
    ) -> None:
        """Have an edge lie before or after each of some days, never inside."""
        for day in sorted(self.single.get(point, ())):
            after = rows.unknown(0, 1, whole=True)
            reach = self._reach(point, elastic)
            rows.add({unknown: 1, at[day]: -1, after: -reach}, high=0)
            rows.add({unknown: 1, at[day + 1]: -1, after: -reach}, low=-reach)

    def _reach(self, point: Point, elastic: frozenset[int]) -> int:
        """Give a count that the range of an edge cannot exceed: the least count that holds it whole."""
        first, last = self.spans[point[0]].edges[point[1]] or (0, 0)
        holding = [
            given.value
            for place, given in enumerate(self.givens)
            if place not in elastic
            and not given.at_least and given.span.start and given.span.end
            and given.span.start[1] <= first and last <= given.span.end[0]
        ]  # fmt: skip
        return min(holding, default=6 * self.ceiling)

    def _crowded(self, solution: np.ndarray, edges: list[tuple[int, Point, Range]]) -> list[tuple[Point, range]]:
        """
        Find the edges that share a stretch with too few days for them, and the days of that stretch.

        Rounding all unknowns down keeps every whole difference between them, and so every constraint.
        """
        whole = np.floor(solution + TOLERANCE)
        totals = whole[: len(self.cuts)]
        inside: dict[int, list[tuple[int, Point]]] = {}
        for unknown, point, (first, last) in edges:
            value = int(whole[unknown])
            place = int(np.searchsorted(totals, value, side="right")) - 1
            if 0 <= place < len(self.cuts) - 1 and totals[place] < value and first <= self.cuts[place] < last:
                inside.setdefault(place, []).append((value, point))
        return [
            (point, range(self.cuts[place], self.cuts[place + 1]))
            for place, found in inside.items()
            if self.cuts[place + 1] - self.cuts[place] < len({value for value, _ in found}) + 1
            for _, point in found
        ]
