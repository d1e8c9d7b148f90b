"""What overlapping counts of one kind imply about parts of the two counts that are compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from tally.analysis import Comparison
from tally.analysis.bounds.contradictions import Conflict, find_conflict
from tally.analysis.bounds.intervals import Span
from tally.analysis.bounds.selected import constraint_of, of_one_counter, usable_figures
from tally.analysis.bounds.solve import Bound, ContradictionError, bounds, part
from tally.records.figures import Basis, Figure, all_figures
from tally.windows import Window, read_window


@dataclass(frozen=True)
class Question:
    """
    A question about the number counted before a day in a figure's window or, without a figure, in a window.

    Attributes
    ----------
    window : Window
        The figure's window, or the window of the question.
    of : Figure or None
        The figure to split.
    until : date or None
        The day before which is counted; the day itself is not included.
    named : bool
        Whether the brief asks for this day.
    """

    window: Window
    of: Figure | None = None
    until: date | None = None
    named: bool = False


@dataclass(frozen=True)
class Without:
    """The answer without one assumption: without a figure or, if that is None, without closing open windows."""

    figure: Figure | None
    bound: Bound


@dataclass(frozen=True)
class Answer:
    """The fewest and the most, and every single assumption without which the answer would be different."""

    question: Question
    bound: Bound
    rests_on: tuple[Without, ...]


@dataclass(frozen=True)
class Inference:
    """
    The implications of the figures of one counter, group, place, unit and basis.

    Attributes
    ----------
    figures : tuple of Figure
        The figures that were used, with the two that are compared.
    answers : tuple of Answer
        Empty if the figures contradict each other.
    conflict : Conflict or None
        A smallest contradiction; its members are positions in `figures`.
    unstated : tuple of Figure
        Counts by the same counter without a stated basis. They are left out, although they could affect an answer.
    unstated_matter : bool
        Whether an answer would change if those were used too.
    closed : bool
        Whether a window without a cut-off is taken to last until its as-of day. False if the counts agree only where
        one of those windows ended earlier.
    """

    figures: tuple[Figure, ...]
    answers: tuple[Answer, ...]
    conflict: Conflict | None
    unstated: tuple[Figure, ...]
    unstated_matter: bool
    closed: bool = True


def infer(figures: pd.DataFrame, comparison: Comparison, named: Sequence[date]) -> Inference:
    """
    Compute what the counts of one kind imply about parts of the two counts of a comparison.

    Parameters
    ----------
    figures : DataFrame
        One row for each figure.
    comparison : Comparison
        The two figures.
    named : sequence of date
        Days at which to split them, besides the edges of the other figures. The day itself belongs to the later part.

    Returns
    -------
    Inference
        Windows without a cut-off are taken to last until their as-of day, and each answer says what follows without
        that.

    Notes
    -----
    Method: exact bounds by integer programs (see `solve.bounds` and `solve.part`). Each bound is computed again
    without each figure that could affect it.
    """
    pair = (comparison.earlier, comparison.later)
    if comparison.later.counted:  # its parts can be counted too
        return Inference(pair, (), None, (), unstated_matter=False)
    used = usable_figures(figures, comparison)
    original = of_one_counter(figures, comparison)
    unspecified = original & (figures["basis"] == Basis.UNSPECIFIED)
    unstated = _relevant(pair, used, all_figures(figures[unspecified]).values())
    conflict = find_conflict([constraint_of(figure) for figure in used])
    closed = True
    if conflict and any(figure.window.open_ended for figure in used):
        closed, conflict = False, find_conflict([constraint_of(figure, closed=False) for figure in used])
    if conflict:
        return Inference(tuple(used), (), conflict, tuple(unstated), unstated_matter=False, closed=closed)
    answers = tuple(_answer(question, used, closed=closed) for question in _questions(comparison, used, named))
    matter = _any_changes(answers, [*used, *unstated], closed=closed)
    return Inference(tuple(used), answers, None, tuple(unstated), matter, closed)


def _questions(comparison: Comparison, figures: Sequence[Figure], named: Sequence[date]) -> list[Question]:
    """List a question for each day that splits one of the pair, and one for the whole year of the later count."""
    questions = []
    for figure in (comparison.earlier, comparison.later):
        if figure.bound or figure.window.vague:
            continue
        first, last = figure.window.first, figure.window.last
        edges = [edge for other in figures if other.id != figure.id for edge in _edges(other.window)]
        inside = {day for day in edges if first < day <= last} | {day for day in named if first < day < last}
        questions += [Question(figure.window, figure, day, day in named) for day in sorted(inside)]
    year = read_window(f"{comparison.later.window.last.year:04d}")
    later = comparison.later.window
    part_of_year = not later.vague and not later.whole_years and later.first.year == year.first.year
    if part_of_year and sum(figure.window.overlaps(year) for figure in figures) > 1:
        questions.append(Question(year))
    return questions


def _edges(window: Window) -> list[date]:
    """List the first day of a window and the first day after it, as far as the source gives them."""
    edges = []
    if window.start and window.start.earliest == window.start.latest:
        edges.append(window.start.earliest)
    if window.end and window.end.earliest == window.end.latest and window.last < date.max:
        edges.append(date.fromordinal(window.last.toordinal() + 1))
    return edges


def _answer(question: Question, figures: Sequence[Figure], *, closed: bool) -> Answer:
    """Compute the answer to a question, and again without each assumption that could affect it."""
    bound = _bound(question, figures, closed=closed)
    others = [figure for figure in _connected_figures(question.window, figures) if figure != question.of]
    trials = [
        Without(omitted, _bound(question, [figure for figure in figures if figure != omitted], closed=closed))
        for omitted in others
    ]
    if closed and any(figure.window.open_ended for figure in figures):
        trials.append(Without(None, _bound(question, figures, closed=False)))
    return Answer(question, bound, tuple(trial for trial in trials if trial.bound != bound))


def _connected_figures(window: Window, figures: Sequence[Figure]) -> list[Figure]:
    """List the figures that overlap a window, or overlap such a figure, and so on: no other can affect an answer."""
    connected: list[Figure] = []
    windows, rest = [window], list(figures)
    while windows:
        near = [figure for figure in rest if any(figure.window.overlaps(other) for other in windows)]
        rest = [figure for figure in rest if figure not in near]
        windows = [figure.window for figure in near]
        connected += near
    return connected


def _relevant(pair: Sequence[Figure], used: Sequence[Figure], unused: Iterable[Figure]) -> list[Figure]:
    """List the unused counts that could affect an answer about one of the pair."""
    candidates = [figure for figure in unused if figure not in used]
    near = [other for figure in pair for other in _connected_figures(figure.window, [*used, *candidates])]
    return [figure for figure in candidates if figure in near]


def _bound(question: Question, figures: Sequence[Figure], *, closed: bool = True) -> Bound:
    """Compute one bound; `closed` says whether a window without a cut-off lasts until its as-of day."""
    counts = [constraint_of(figure, closed=closed) for figure in figures]
    if question.of is None or question.until is None:
        return bounds(counts, Span.of(question.window))
    return part(counts, list(figures).index(question.of), question.until.toordinal())


def _any_changes(answers: Sequence[Answer], figures: Sequence[Figure], *, closed: bool) -> bool:
    """Return whether these figures give a different answer to any of the questions."""
    try:
        return any(_bound(answer.question, figures, closed=closed) != answer.bound for answer in answers)
    except ContradictionError:
        return True
