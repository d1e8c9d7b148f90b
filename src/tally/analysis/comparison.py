"""Two figures and the verdict on whether they may be compared."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tally.analysis.verdict import Aspect, Verdict
from tally.display import Shown
from tally.errors import TallyError
from tally.records.figures import Basis, Figure, Pair
from tally.text import plural
from tally.windows import Window

if TYPE_CHECKING:
    import pandas as pd


class ComparisonError(TallyError, ValueError):
    """The two figures do not make an earlier and a later one."""


class NotComparableError(TallyError, ValueError):
    """A change was asked for between two figures that may not be compared."""


@dataclass(frozen=True)
class Criterion:
    """One question that the two figures must answer alike, with both answers and, where it takes one, a reason."""

    __test__ = False  # a class of the subject, not one of pytest's

    name: Aspect
    earlier: str
    later: str
    agrees: bool
    reason: str = ""


@dataclass(frozen=True)
class Comparison(Shown):
    """
    An earlier and a later figure, the six tests that were put to them, and the verdict that follows.

    The tests are of group, place, counter, unit, basis and window.
    """

    earlier: Figure
    later: Figure
    tests: tuple[Criterion, ...]
    verdict: Verdict

    @property
    def pair(self) -> Pair[Figure]:
        """The two figures."""
        return Pair(self.earlier, self.later)

    @property
    def ids(self) -> Pair[str]:
        """The ids of the two figures."""
        return Pair(self.earlier.id, self.later.id)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the verdict is no better than it is; what had to be forgiven, where it could not be better."""
        return tuple(test.reason for test in self.tests if test.reason)

    @property
    def table(self) -> "pd.DataFrame":
        """The tests as a table: one row a test, both answers, whether they agree, and the reason if one is needed."""
        import pandas as pd

        return pd.DataFrame(self.tests).set_index("name")

    @property
    def in_words(self) -> str:
        """The verdict and its reasons."""
        return " ".join([f"{self.earlier.id} and {self.later.id}: {self.verdict.words}.", *self.reasons])

    @property
    def in_rows(self) -> "pd.DataFrame":
        """The tests."""
        return self.table


def compare(figures: "pd.DataFrame", pair: Pair[str]) -> Comparison:
    """
    Put the six tests to two figures.

    Parameters
    ----------
    figures : DataFrame
        One row a figure, as `load_dossier` gives them.
    pair : Pair of str
        Ids of the two figures.

    Returns
    -------
    Comparison
        *Like for like* where group, place, unit, basis and counter agree and the windows have the same calendar days
        or the same length, one leap day forgiven; *with adjustment* where only the length differs; *not comparable*
        otherwise, which includes windows that share days or lack an end.

    Raises
    ------
    FigureError
        There is no such figure.
    ComparisonError
        The two are one figure, or the earlier does not start first.
    """
    from tally.records.figures import get_figure

    return judge(*(get_figure(figures, name) for name in pair))


def judge(one: Figure, two: Figure) -> Comparison:
    """
    Put the six tests to an earlier and a later figure; see `compare`.

    Raises
    ------
    ComparisonError
        The two are one figure, or the earlier does not start first.
    """
    if one.id == two.id:
        msg = f"{one.id} cannot be compared with itself: name another figure as earlier or later."
        raise ComparisonError(msg)
    if one.window.start and two.window.start and one.window.start.earliest >= two.window.start.earliest:
        msg = f"{one.id} ({one.window}) does not start before {two.id} ({two.window}): swap earlier and later."
        raise ComparisonError(msg)
    named = [
        _alike(name, getattr(one, name), getattr(two, name), one.id, two.id)
        for name in (Aspect.GROUP, Aspect.PLACE, Aspect.COUNTER)
    ]
    tests = (*named, _unit(one, two), _basis(one, two), _windows(one, two))
    if not all(test.agrees for test in tests[:-1]) or not _rates_follow(one.window, two.window):
        verdict = Verdict.NOT_COMPARABLE
    else:
        verdict = Verdict.LIKE_FOR_LIKE if tests[-1].agrees else Verdict.WITH_ADJUSTMENT
    return Comparison(one, two, tests, verdict)


def _alike(name: Aspect, earlier: str, later: str, one: str, two: str) -> Criterion:
    """Hold two words against each other."""
    reason = "" if earlier == later else f"{one} and {two} differ in {name}: '{earlier}' and '{later}'."
    return Criterion(name, str(earlier), str(later), earlier == later, reason)


def _unit(one: Figure, two: Figure) -> Criterion:
    """
    Hold the two units against each other, and ask what lower bounds leave of a ratio.

    One lower bound makes the ratio one too; with two of them, or with one of zero, the ratio can be anything.
    """
    test = _alike(Aspect.UNIT, one.unit, two.unit, one.id, two.id)
    if not test.agrees or not (one.at_least or two.at_least):
        return test
    if one.at_least and two.at_least:
        reason = f"{one.id} and {two.id} are both lower bounds, so that the rate can have risen or fallen."
        return Criterion(Aspect.UNIT, one.unit, two.unit, False, reason)
    bound, side, end = (two, "later", "a lower") if two.at_least else (one, "earlier", "an upper")
    if not bound.value:
        reason = f"{bound.id} is a lower bound of zero, which says nothing."
        return Criterion(Aspect.UNIT, one.unit, two.unit, False, reason)
    counted = bound.noun.counted(bound.written)
    reason = f"The {side} count, {bound.id}, is a lower bound ({counted}): the ratio is {end} bound."
    return Criterion(Aspect.UNIT, one.unit, two.unit, True, reason)


def _basis(one: Figure, two: Figure) -> Criterion:
    """Hold the two bases against each other. Two that are both unstated agree only if one document gives both."""
    test = _alike(Aspect.BASIS, one.basis, two.basis, one.id, two.id)
    if not test.agrees or one.basis is not Basis.UNSPECIFIED:
        return test
    if one.source == two.source:
        reason = "Neither count states its basis; one document gives both, so one basis is assumed."
        return Criterion(test.name, test.earlier, test.later, True, reason)
    reason = f"Neither {one.id} nor {two.id} states its basis, and they come from different documents."
    return Criterion(test.name, test.earlier, test.later, False, reason)


def _rates_follow(earlier: Window, later: Window) -> bool:
    """Whether two windows stand apart, each with both its ends, be they ranges of days."""
    return None not in (earlier.start, earlier.end, later.start, later.end) and not earlier.overlaps(later)


def _windows(one: Figure, two: Figure) -> Criterion:
    """Hold the two windows against each other."""
    earlier, later = one.window, two.window
    for figure in (one, two):
        if figure.window.start is None or figure.window.end is None:
            reason = f"{figure.id} gives no days for one of its ends ({figure.window}), so no rate follows from it."
            return Criterion(Aspect.WINDOW, str(earlier), str(later), False, reason)
    if earlier.overlaps(later):
        shared = f"some {one.unit}" if one.unit == two.unit else "some events"
        reason = f"The windows share days ({earlier}; {later}): {shared} may be in both counts."
        return Criterion(Aspect.WINDOW, str(earlier), str(later), False, reason)
    if earlier.vague or later.vague or earlier.open_ended or later.open_ended:
        unsaid = "exact days not given" if earlier.vague or later.vague else "no cut-off given"
        reason = f"The windows differ: {_lengths(earlier)} and {_lengths(later)}, {unsaid}."
        return Criterion(Aspect.WINDOW, str(earlier), str(later), False, reason)
    lengths = f"{plural(earlier.days, 'day')} and {plural(later.days, 'day')}"
    if earlier.days == later.days or earlier.same_days_of_the_year(later):
        forgiven = "" if earlier.days == later.days else f"{lengths}: one leap day."
        return Criterion(Aspect.WINDOW, str(earlier), str(later), True, forgiven)
    return Criterion(Aspect.WINDOW, str(earlier), str(later), False, f"The windows differ in length: {lengths}.")


def _lengths(window: Window) -> str:
    """Say how many days a window covers, as a range where it is one."""
    fewest, most = window.lengths
    if window.open_ended and not window.vague and not window.supposed:
        return f"at most {plural(most, 'day')}"
    return plural(most, "day") if fewest == most else f"{fewest:,} to {plural(most, 'day')}"
