"""An integer program, put together row by row."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import coo_array


class Program:
    """Collects whole unknowns and bounds on their sums, and hands them to HiGHS."""

    def __init__(self) -> None:
        self.lows: list[float] = []
        self.highs: list[float] = []
        self.whole: list[bool] = []
        self.entries: list[tuple[int, int, float]] = []
        self.limits: list[tuple[float, float]] = []

    @property
    def count(self) -> int:
        """How many unknowns there are."""
        return len(self.lows)

    def unknown(self, low: float, high: float, *, whole: bool = False) -> int:
        """Add an unknown whole number."""
        self.lows.append(low)
        self.highs.append(high)
        self.whole.append(whole)
        return len(self.lows) - 1

    def add(self, weights: dict[int, float], low: float = -np.inf, high: float = np.inf) -> None:
        """Bound a weighted sum of unknowns."""
        self.entries += [(len(self.limits), place, weight) for place, weight in weights.items()]
        self.limits.append((low, high))

    def solve(self, costs: np.ndarray) -> OptimizeResult:
        """Minimise the costs over whole numbers."""
        rows, places, weights = np.array(self.entries).T
        matrix = coo_array((weights, (rows.astype(int), places.astype(int))), shape=(len(self.limits), self.count))
        lows, highs = np.array(self.limits).T
        return milp(
            costs,
            integrality=np.array(self.whole),
            bounds=Bounds(self.lows, self.highs),
            constraints=LinearConstraint(matrix.tocsr(), lows, highs),
        )
