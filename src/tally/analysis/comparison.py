"""Two figures and the verdict on whether they may be compared."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tally.analysis.counts import ratio_fault, ratio_note
from tally.analysis.verdict import Aspect, Verdict
from tally.display import Shown
from tally.errors import TallyError
from tally.records.figures import Basis, Figure, Pair
from tally.text import plural
from tally.windows import Window

if TYPE_CHECKING:
    import pandas as pd


class ComparisonError(TallyError, ValueError):
    """The two figures are not an earlier and a later one."""


class NotComparableError(TallyError, ValueError):
    """The change between two figures was requested, but they cannot be compared."""


@dataclass(frozen=True)
class Criterion:
    """One property that the two figures must share, its two values and, if needed, a reason."""

    __test__ = False  # pytest would take the class for a test

    name: Aspect
    earlier: str
    later: str
    agrees: bool
    reason: str = ""


@dataclass(frozen=True)
class Comparison(Shown):
    """
    An earlier and a later figure, the results of six tests, and the verdict that follows.

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
        """The reasons for the verdict; for the best one, any small difference that was ignored."""
        return tuple(test.reason for test in self.tests if test.reason)

    @property
    def table(self) -> "pd.DataFrame":
        """The tests as a table: one row for each, with both values, whether they agree, and the reason if any."""
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
    Compare two figures by six tests.

    Parameters
    ----------
    figures : DataFrame
        One row for each figure, as from `load_dossier`.
    pair : Pair of str
        Ids of the two figures.

    Returns
    -------
    Comparison
        *Like for like* where group, place, unit, basis and counter agree and the windows have the same calendar days
        or the same length (one leap day is ignored); *with adjustment* where only the length differs; *not comparable*
        in all other cases, such as windows that share days or lack an end.

    Raises
    ------
    FigureError
        There is no such figure.
    ComparisonError
        The two are the same figure, or the earlier does not start first.
    """
    from tally.records.figures import get_figure

    return judge(*(get_figure(figures, name) for name in pair))


def judge(earlier: Figure, later: Figure) -> Comparison:
    """
    Compare an earlier and a later figure by six tests; see `compare`.

    Raises
    ------
    ComparisonError
        The two are the same figure, or the earlier does not start first.
    """
    if earlier.id == later.id:
        msg = f"{earlier.id} cannot be compared with itself: name another figure as earlier or later."
        raise ComparisonError(msg)
    starts = earlier.window.start, later.window.start
    if starts[0] and starts[1] and starts[0].earliest >= starts[1].earliest:
        windows = f"{earlier.id} ({earlier.window}) does not start before {later.id} ({later.window})"
        msg = f"{windows}: swap earlier and later."
        raise ComparisonError(msg)
    named = [
        _alike(name, getattr(earlier, name), getattr(later, name), earlier.id, later.id)
        for name in (Aspect.GROUP, Aspect.PLACE, Aspect.COUNTER)
    ]
    tests = (*named, _unit(earlier, later), _basis(earlier, later), _windows(earlier, later))
    if not all(test.agrees for test in tests[:-1]) or not _rates_follow(earlier.window, later.window):
        verdict = Verdict.NOT_COMPARABLE
    else:
        verdict = Verdict.LIKE_FOR_LIKE if tests[-1].agrees else Verdict.WITH_ADJUSTMENT
    return Comparison(earlier, later, tests, verdict)


def _alike(name: Aspect, earlier: str, later: str, earlier_id: str, later_id: str) -> Criterion:
    """Check that two words are the same."""
    reason = "" if earlier == later else f"{earlier_id} and {later_id} differ in {name}: '{earlier}' and '{later}'."
    return Criterion(name, str(earlier), str(later), earlier == later, reason)


def _unit(earlier: Figure, later: Figure) -> Criterion:
    """
    Compare the two units, and check which ratio follows if a count is a bound or only about right.

    One open side makes the ratio a bound too. If both counts are open on the same side, it can be anything.
    """
    test = _alike(Aspect.UNIT, earlier.unit, later.unit, earlier.id, later.id)
    if not test.agrees or not (earlier.bound or later.bound):
        return test
    fault = ratio_fault(earlier, later)
    return Criterion(Aspect.UNIT, earlier.unit, later.unit, not fault, fault or ratio_note(earlier, later))


def _basis(earlier: Figure, later: Figure) -> Criterion:
    """Compare the two bases. If neither is stated, they agree only if both counts are from the same document."""
    test = _alike(Aspect.BASIS, earlier.basis, later.basis, earlier.id, later.id)
    if not test.agrees or earlier.basis is not Basis.UNSPECIFIED:
        return test
    if earlier.source == later.source:
        reason = "Neither count states its basis; one document gives both, so one basis is assumed."
        return Criterion(test.name, test.earlier, test.later, True, reason)
    reason = f"Neither {earlier.id} nor {later.id} states its basis, and they come from different documents."
    return Criterion(test.name, test.earlier, test.later, False, reason)


def _rates_follow(earlier: Window, later: Window) -> bool:
    """Return whether two windows are disjoint and each has a start and an end, which may be ranges of days."""
    return None not in (earlier.start, earlier.end, later.start, later.end) and not earlier.overlaps(later)


def _windows(first: Figure, second: Figure) -> Criterion:
    """Compare the two windows."""
    earlier, later = first.window, second.window
    for figure in (first, second):
        if figure.window.start is None or figure.window.end is None:
            reason = f"{figure.id} gives no days for one of its ends ({figure.window}), so no rate follows from it."
            return Criterion(Aspect.WINDOW, str(earlier), str(later), False, reason)
    if earlier.overlaps(later):
        shared = f"some {first.unit}" if first.unit == second.unit else "some events"
        reason = f"The windows share days ({earlier}; {later}): {shared} may be in both counts."
        return Criterion(Aspect.WINDOW, str(earlier), str(later), False, reason)
    if earlier.vague or later.vague or earlier.open_ended or later.open_ended:
        unknown = "exact days not given" if earlier.vague or later.vague else "no cut-off given"
        reason = f"The windows differ: {_lengths(earlier)} and {_lengths(later)}, {unknown}."
        return Criterion(Aspect.WINDOW, str(earlier), str(later), False, reason)
    lengths = f"{plural(earlier.days, 'day')} and {plural(later.days, 'day')}"
    if earlier.days == later.days or earlier.same_days_of_the_year(later):
        reason = "" if earlier.days == later.days else f"{lengths}: one leap day."
        return Criterion(Aspect.WINDOW, str(earlier), str(later), True, reason)
    return Criterion(Aspect.WINDOW, str(earlier), str(later), False, f"The windows differ in length: {lengths}.")


def _lengths(window: Window) -> str:
    """Format the number of days that a window covers; it may be a range."""
    fewest, most = window.lengths
    if window.open_ended and not window.vague and not window.supposed:
        return f"at most {plural(most, 'day')}"
    return plural(most, "day") if fewest == most else f"{fewest:,} to {plural(most, 'day')}"
