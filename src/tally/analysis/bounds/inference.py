"""What overlapping counts of one kind imply about parts of the two that are compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from tally.analysis import Comparison
from tally.analysis.bounds.contradictions import Conflict, find_conflict
from tally.analysis.bounds.intervals import CountConstraint, Span
from tally.analysis.bounds.solve import Bound, ContradictionError, bounds, part
from tally.records.figures import Basis, Figure, all_figures
from tally.windows import Window, read_window

ALIKE = ["group", "place", "counter", "unit"]


@dataclass(frozen=True)
class Question:
    """How much was counted on some days: of one figure, before a day; or, without a figure, in a window."""

    window: Window
    of: Figure | None = None
    until: date | None = None
    named: bool = False  # whether the day is one that was asked for


@dataclass(frozen=True)
class Without:
    """What remains of an answer when one thing is not assumed: a figure, or (None) that open windows are closed."""

    figure: Figure | None
    bound: Bound


@dataclass(frozen=True)
class Answer:
    """The fewest and the most, and what that rests on: every assumption without which the answer differs."""

    question: Question
    bound: Bound
    rests_on: tuple[Without, ...]


@dataclass(frozen=True)
class Inference:
    """
    What follows from the figures of one counter, group, place, unit and basis.

    Attributes
    ----------
    figures : tuple of Figure
        Those taken together; the two compared are among them.
    answers : tuple of Answer
        Empty where the figures contradict each other.
    conflict : Conflict or None
        A smallest contradiction; its members are positions in `figures`.
    unstated : tuple of Figure
        Counts by the same counter on a basis that is not stated, which are left out although they could bear on it.
    unstated_matter : bool
        Whether taking those in would change an answer.
    closed : bool
        Whether windows without a cut-off are taken up to their as-of day; false where the counts only agree if one of
        them ended earlier.
    """

    figures: tuple[Figure, ...]
    answers: tuple[Answer, ...]
    conflict: Conflict | None
    unstated: tuple[Figure, ...]
    unstated_matter: bool
    closed: bool = True


def infer(figures: pd.DataFrame, comparison: Comparison, named: Sequence[date]) -> Inference:
    """
    Ask what the counts of one kind imply about each other.

    Parameters
    ----------
    figures : DataFrame
        One row a figure.
    comparison : Comparison
        The two figures asked about.
    named : sequence of date
        Days at which to split them, besides the edges of the other figures.

    Returns
    -------
    Inference
        With windows that have no cut-off taken up to their as-of day, and what follows without that.
    """
    one = comparison.earlier
    same = (figures[ALIKE] == [one.group, one.place, one.counter, one.unit]).all(axis="columns")
    original = same & (figures["repeats"] == "")
    stated = original & (figures["basis"] == one.basis)
    if one.basis is Basis.UNSPECIFIED:
        stated &= figures["source"] == one.source
    pair = (comparison.earlier, comparison.later)
    stated &= ~figures.index.isin([figure.repeats for figure in pair])
    stated |= figures.index.isin([figure.id for figure in pair])
    taken = list(all_figures(figures[stated]).values())
    unstated = _bearing(pair, taken, all_figures(figures[original & (figures["basis"] == Basis.UNSPECIFIED)]).values())
    conflict = find_conflict([_given(figure) for figure in taken])
    closed = True
    if conflict and any(figure.window.open_ended for figure in taken):
        closed, conflict = False, find_conflict([_given(figure, closed=False) for figure in taken])
    if conflict:
        return Inference(tuple(taken), (), conflict, tuple(unstated), unstated_matter=False, closed=closed)
    answers = tuple(_answer(question, taken, closed=closed) for question in _questions(comparison, taken, named))
    matter = _matter(answers, [*taken, *unstated], closed=closed)
    return Inference(tuple(taken), answers, None, tuple(unstated), matter, closed)


def _questions(comparison: Comparison, taken: Sequence[Figure], named: Sequence[date]) -> list[Question]:
    """Ask for each part that an edge or a named day cuts off one of the pair, and for the later one's whole year."""
    asked = []
    for figure in (comparison.earlier, comparison.later):
        if figure.at_least or figure.window.vague:
            continue
        first, last = figure.window.first, figure.window.last
        edges = [edge for other in taken if other.id != figure.id for edge in _edges(other.window)]
        inside = {day for day in edges if first < day <= last} | {day for day in named if first < day < last}
        asked += [Question(figure.window, figure, day, day in named) for day in sorted(inside)]
    year = read_window(f"{comparison.later.window.last.year:04d}")
    later = comparison.later.window
    part_of_it = not later.vague and not later.whole_years and later.first.year == year.first.year
    if part_of_it and sum(figure.window.overlaps(year) for figure in taken) > 1:
        asked.append(Question(year))
    return asked


def _edges(window: Window) -> list[date]:
    """List the first day that a window covers and the first that it no longer does, where it gives them."""
    found = []
    if window.start and window.start.earliest == window.start.latest:
        found.append(window.start.earliest)
    if window.end and window.end.earliest == window.end.latest and window.last < date.max:
        found.append(date.fromordinal(window.last.toordinal() + 1))
    return found


def _answer(question: Question, taken: Sequence[Figure], *, closed: bool) -> Answer:
    """Answer a question, and once more without each thing that it could rest on."""
    bound = _bound(question, taken, closed=closed)
    others = [figure for figure in _connected(question.window, taken) if figure != question.of]
    tried = [
        Without(left, _bound(question, [figure for figure in taken if figure != left], closed=closed))
        for left in others
    ]
    if closed and any(figure.window.open_ended for figure in taken):
        tried.append(Without(None, _bound(question, taken, closed=False)))
    return Answer(question, bound, tuple(without for without in tried if without.bound != bound))


def _connected(window: Window, figures: Sequence[Figure]) -> list[Figure]:
    """Find the figures that overlap a window, or one that does, and so on: no other can bear on it."""
    found, reached = [], [window]
    left = list(figures)
    while reached:
        near = [figure for figure in left if any(figure.window.overlaps(one) for one in reached)]
        left = [figure for figure in left if figure not in near]
        reached = [figure.window for figure in near]
        found += near
    return found


def _bearing(pair: Sequence[Figure], taken: Sequence[Figure], left_out: Iterable[Figure]) -> list[Figure]:
    """Return those of the counts left out that could bear on a part of one of the pair."""
    candidates = [figure for figure in left_out if figure not in taken]
    near = [other for figure in pair for other in _connected(figure.window, [*taken, *candidates])]
    return [figure for figure in candidates if figure in near]


def _bound(question: Question, taken: Sequence[Figure], *, closed: bool = True) -> Bound:
    """Work out one bound, windows without a cut-off closed at their as-of day or not."""
    givens = [_given(figure, closed=closed) for figure in taken]
    if question.of is None or question.until is None:
        return bounds(givens, Span.of(question.window))
    return part(givens, list(taken).index(question.of), question.until.toordinal())


def _given(figure: Figure, *, closed: bool = True) -> CountConstraint:
    """Take a figure as a constraint."""
    span = Span.of(figure.window)
    if closed and figure.window.open_ended and span.end:
        span = replace(span, end=(span.end[1], span.end[1]))
    return CountConstraint(span, figure.value, figure.at_least)


def _matter(answers: Sequence[Answer], figures: Sequence[Figure], *, closed: bool) -> bool:
    """Whether more figures would change an answer."""
    try:
        return any(_bound(answer.question, figures, closed=closed) != answer.bound for answer in answers)
    except ContradictionError:
        return True
