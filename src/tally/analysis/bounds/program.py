"""An integer program, built row by row and solved by HiGHS."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import coo_array

from tally.errors import TallyError

SOLVED, IMPOSSIBLE = 0, 2  # statuses of `milp`


class SolverError(TallyError, RuntimeError):
    """The solver gave up on a program that it may be possible to solve."""


class Program:
    """
    Unknowns with bounds, and bounds on their weighted sums.

    An unknown that is not declared whole may take a fraction: in the programs of this package those are whole by
    themselves (see `constraints.Model`).
    """

    def __init__(self) -> None:
        self.lows: list[float] = []
        self.highs: list[float] = []
        self.whole: list[bool] = []
        self.entries: list[tuple[int, int, float]] = []
        self.limits: list[tuple[float, float]] = []

    @property
    def count(self) -> int:
        """The number of unknowns."""
        return len(self.lows)

    def unknown(self, low: float, high: float, *, whole: bool = False) -> int:
        """Add an unknown from `low` to `high`, both included, and return its position."""
        self.lows.append(low)
        self.highs.append(high)
        self.whole.append(whole)
        return len(self.lows) - 1

    def add(self, weights: dict[int, float], low: float = -np.inf, high: float = np.inf) -> None:
        """Add the constraint that a weighted sum of unknowns, by their positions, is from `low` to `high`."""
        self.entries += [(len(self.limits), column, weight) for column, weight in weights.items()]
        self.limits.append((low, high))

    def solve(self, costs: np.ndarray) -> OptimizeResult:
        """
        Return the solution with the smallest total cost, as `scipy.optimize.milp` gives it.

        `costs` has one cost for each unknown. `x` is None in the result if there is no solution.

        Raises
        ------
        SolverError
            The solver gave up.
        """
        rows, columns, weights = np.array(self.entries).T
        matrix = coo_array((weights, (rows.astype(int), columns.astype(int))), shape=(len(self.limits), self.count))
        lows, highs = np.array(self.limits).T
        constraints, bounds = LinearConstraint(matrix.tocsr(), lows, highs), Bounds(self.lows, self.highs)
        for presolve in (True, False):  # HiGHS gives up on some programs that it solves without presolving
            result = milp(
                costs, integrality=np.array(self.whole), bounds=bounds, constraints=constraints,
                options={"presolve": presolve},
            )  # fmt: skip
            if result.status in (SOLVED, IMPOSSIBLE):
                return result
        msg = f"The bounds cannot be computed: {result.message}"
        raise SolverError(msg)
