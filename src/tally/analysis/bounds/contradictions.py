"""Counts that cannot all be true: a smallest set of them, by how much they disagree, and what would resolve it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import LinearConstraint, milp

from tally.analysis.bounds.constraints import Model
from tally.analysis.bounds.intervals import CountConstraint
from tally.analysis.bounds.solve import Bound, bounds

EXACT_SEARCH_LIMIT = 50  # counts; among more of them, the search starts with a simpler model


@dataclass(frozen=True)
class Conflict:
    """
    A smallest set of counts that cannot all be true.

    Attributes
    ----------
    members : tuple of int
        The positions of the counts, in ascending order. If any of them is left out, the others agree.
    shortfall : int
        The smallest total change of the counts (the sum of the absolute changes) that makes them agree.
    remedies : tuple of Bound
        For each member, the values with which it would agree with the others.
    """

    members: tuple[int, ...]
    shortfall: int
    remedies: tuple[Bound, ...]


def find_conflict(counts: Sequence[CountConstraint]) -> Conflict | None:
    """
    Find a smallest set of counts that contradict each other.

    Parameters
    ----------
    counts : sequence of CountConstraint
        The reported counts, all of one counter, group, place, unit and basis.

    Returns
    -------
    Conflict or None
        None if all counts can be true.

    Notes
    -----
    Method: a smallest unsatisfiable subset by minimal hitting sets (Ignatiev, Previti, Liffiton and Marques-Silva 2015,
    "Smallest MUS extraction with minimal hitting set dualization"). A repair is a set of counts that, if changed,
    makes all agree. Every contradiction includes a count of each repair. So the smallest set that includes a count of
    each repair found so far is tried; if its counts agree, they give a further repair.

    Among more than `EXACT_SEARCH_LIMIT` counts, the search first ignores that a stretch of days can be too short for
    the edges inside it. Its result is irreducible, but there may be a smaller set that contradicts itself only
    because of such a stretch.
    """
    everything = tuple(range(len(counts)))
    members = everything if len(counts) <= EXACT_SEARCH_LIMIT else _search(counts, loose=True) or everything
    chosen = _search([counts[index] for index in members], loose=False)
    if not chosen:
        return None
    members = tuple(members[index] for index in chosen)
    rivals = [counts[index] for index in members]
    slack = Model(rivals).solve({}, frozenset(range(len(rivals)))).slack
    remedies = tuple(bounds([*rivals[:index], *rivals[index + 1 :]], count.span) for index, count in enumerate(rivals))
    return Conflict(members, sum(abs(amount) for amount in slack), remedies)


def _search(counts: Sequence[CountConstraint], *, loose: bool) -> tuple[int, ...]:
    """Find the positions of a smallest contradiction; none if all counts agree."""
    model, everything = Model(counts), frozenset(range(len(counts)))
    members: tuple[int, ...] = ()
    repairs: list[frozenset[int]] = []
    while True:
        slack = model.solve({}, everything - set(members), loose=loose).slack
        repairs.append(frozenset(index for index, amount in enumerate(slack) if amount))
        if not repairs[-1]:
            return ()
        members = _smallest_hitting_set(len(counts), repairs)
        if Model([counts[index] for index in members]).solve({}, loose=loose).x is None:
            return members


def _smallest_hitting_set(size: int, repairs: Sequence[frozenset[int]]) -> tuple[int, ...]:
    """Select as few positions as possible (from 0 to `size` - 1), at least one from each repair."""
    rows = np.zeros((len(repairs), size))
    for row, repair in zip(rows, repairs, strict=True):
        row[list(repair)] = 1
    chosen = milp(np.ones(size), integrality=np.ones(size), bounds=(0, 1), constraints=LinearConstraint(rows, lb=1))
    return tuple(int(index) for index in np.flatnonzero(np.round(chosen.x)))
