"""Two figures and the verdict on whether they may be compared."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tally.analysis.criteria import (
    Criterion,
    compare_bases,
    compare_coverage,
    compare_lengths,
    compare_methods,
    compare_names,
    compare_seasons,
    compare_units,
    rates_follow,
)
from tally.analysis.verdict import Aspect, Verdict
from tally.errors import TallyError
from tally.records.figures import Figure, Pair
from tally.text import Shown

if TYPE_CHECKING:
    import pandas as pd


class ComparisonError(TallyError, ValueError):
    """The two figures are not an earlier and a later one."""


class NotComparableError(TallyError, ValueError):
    """The change between two figures was requested, but they cannot be compared."""


@dataclass(frozen=True)
class Comparison(Shown):
    """
    An earlier and a later figure, the results of the tests, and the verdict that follows.

    The tests are of group, place, counter, unit, basis, window (its length) and, if rates follow, the time of year; of
    method and coverage too, if one was counted here.
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
    def same_days(self) -> bool:
        """Return whether the two can be compared as they are, apart from events that later releases may add."""
        open_tests = [test.name for test in self.tests if not test.agrees]
        return self.verdict is not Verdict.NOT_COMPARABLE and {*open_tests} <= {Aspect.COVERAGE}

    @property
    def unsettled(self) -> bool:
        """Return whether later releases may add events to one of the two."""
        return any(test.name is Aspect.COVERAGE and not test.agrees for test in self.tests)

    @property
    def equally_long(self) -> bool:
        """Return whether both windows have exact days, and equally many; leap days are ignored."""
        windows = self.earlier.window, self.later.window
        exact = not any(window.vague or window.open_ended for window in windows)
        return exact and (self.same_days or windows[0].days == windows[1].days)

    @property
    def same_lengths(self) -> bool:
        """Return whether both windows have the same possible numbers of days, and neither lacks a cut-off."""
        windows = self.earlier.window, self.later.window
        return windows[0].lengths == windows[1].lengths and not any(window.open_ended for window in windows)

    @property
    def named_by_years(self) -> bool:
        """Return whether each count has a calendar year of its own, by which it can be named."""
        return len({self.earlier.window.year_name, self.later.window.year_name, ""}) == 3

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
    Compare two figures by what they count and by the days that they cover.

    Parameters
    ----------
    figures : DataFrame
        One row for each figure, as from `load_dossier`.
    pair : Pair of str
        Ids of the two figures.

    Returns
    -------
    Comparison
        *Like for like* where group, place, unit, basis and counter agree and the windows cover the same days of the
        year (29 February is ignored); *with adjustment* where only the length or the time of year differs; *not
        comparable* in all other cases, such as windows that share days or lack an end.

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
    Compare an earlier and a later figure; see `compare`.

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
        compare_names(name, getattr(earlier, name), getattr(later, name), earlier.id, later.id)
        for name in (Aspect.GROUP, Aspect.PLACE, Aspect.COUNTER)
    ]
    defining = [*named, compare_units(earlier, later), compare_bases(earlier, later)]
    coverage = compare_coverage(earlier, later)
    if coverage:  # one was counted here
        defining.append(compare_methods(earlier, later))
    season = compare_seasons(earlier.window, later.window)
    days = [test for test in (coverage, compare_lengths(earlier, later), season) if test]
    if not all(test.agrees for test in defining) or not rates_follow(earlier.window, later.window):
        verdict = Verdict.NOT_COMPARABLE
    else:
        verdict = Verdict.LIKE_FOR_LIKE if all(test.agrees for test in days) else Verdict.WITH_ADJUSTMENT
    return Comparison(earlier, later, (*defining, *days), verdict)
