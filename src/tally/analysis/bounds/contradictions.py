"""Counts that cannot all be true: a smallest set of them, by how much, and what would resolve it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import LinearConstraint, milp

from tally.analysis.bounds.constraints import Model
from tally.analysis.bounds.intervals import CountConstraint
from tally.analysis.bounds.solve import Bound, bounds

FEW = 50  # counts among which a smallest contradiction is searched for without a short cut


@dataclass(frozen=True)
class Conflict:
    """
    A smallest set of counts that no daily counts agree with.

    Attributes
    ----------
    members : tuple of int
        The positions of the counts, in ascending order. Any of them left out, the others agree.
    shortfall : int
        By how much, taken together, the counts would have to change at the least.
    remedies : tuple of Bound
        For each member, what it would have to be for the others to stand.
    """

    members: tuple[int, ...]
    shortfall: int
    remedies: tuple[Bound, ...]


def find_conflict(givens: Sequence[CountConstraint]) -> Conflict | None:
    """
    Find a smallest set of counts that contradict each other; None if all can be true.

    Parameters
    ----------
    givens : sequence of Given
        The counts, of one counter, group, place, unit and basis.

    Notes
    -----
    Found through implicit hitting sets: any contradiction must use one of the counts that give way in a repair, so the
    fewest counts that meet all repairs seen so far are tried until they contradict each other (Ignatiev, Previti,
    Liffiton and Marques-Silva 2015). Among more than `FEW` counts the search first leaves out that edges can crowd a
    day; what it then finds is irreducible, but a smaller set that only such crowding contradicts may be passed over.
    """
    every = tuple(range(len(givens)))
    members = every if len(givens) <= FEW else _search(givens, loose=True) or every
    chosen = _search([givens[place] for place in members], loose=False)
    if not chosen:
        return None
    members = tuple(members[place] for place in chosen)
    counts = [givens[place] for place in members]
    slack = Model(counts).solve({}, frozenset(range(len(counts)))).slack
    remedies = tuple(bounds([*counts[:place], *counts[place + 1 :]], given.span) for place, given in enumerate(counts))
    return Conflict(members, sum(abs(amount) for amount in slack), remedies)


def _search(givens: Sequence[CountConstraint], *, loose: bool) -> tuple[int, ...]:
    """Find a smallest contradiction, by position; none if all agree."""
    model, every = Model(givens), frozenset(range(len(givens)))
    members: tuple[int, ...] = ()
    repairs: list[frozenset[int]] = []
    while True:
        slack = model.solve({}, every - set(members), loose=loose).slack
        repairs.append(frozenset(place for place, amount in enumerate(slack) if amount))
        if not repairs[-1]:
            return ()
        members = _fewest(len(givens), repairs)
        if Model([givens[place] for place in members]).solve({}, loose=loose).x is None:
            return members


def _fewest(count: int, repairs: Sequence[frozenset[int]]) -> tuple[int, ...]:
    """Choose the fewest counts, so that every repair changes one of them."""
    rows = np.zeros((len(repairs), count))
    for row, repair in zip(rows, repairs, strict=True):
        row[list(repair)] = 1
    chosen = milp(np.ones(count), integrality=np.ones(count), bounds=(0, 1), constraints=LinearConstraint(rows, lb=1))
    return tuple(int(place) for place in np.flatnonzero(np.round(chosen.x)))
