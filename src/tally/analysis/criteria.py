"""The criteria of a comparison: what two figures must share, and whether they do."""

from dataclasses import dataclass

from tally.analysis.counts import ratio_fault, ratio_note
from tally.analysis.verdict import Aspect
from tally.records.figures import Basis, Figure
from tally.text import plural
from tally.windows import Window, same_days_in, same_days_of_the_year, time_of_year


@dataclass(frozen=True)
class Criterion:
    """One property that the two figures must share, its two values and, if needed, a reason."""

    __test__ = False  # pytest would take the class for a test

    name: Aspect
    earlier: str
    later: str
    agrees: bool
    reason: str = ""


def compare_names(name: Aspect, earlier: str, later: str, earlier_id: str, later_id: str) -> Criterion:
    """Check that two words are the same."""
    reason = "" if earlier == later else f"{earlier_id} and {later_id} differ in {name}: '{earlier}' and '{later}'."
    return Criterion(name, str(earlier), str(later), earlier == later, reason)


def compare_units(earlier: Figure, later: Figure) -> Criterion:
    """
    Compare the two units, and check which ratio follows if a count is a bound or only about right.

    One open side makes the ratio a bound too. If both counts are open on the same side, it can be anything.
    """
    test = compare_names(Aspect.UNIT, earlier.unit, later.unit, earlier.id, later.id)
    if not test.agrees or not (earlier.bound or later.bound):
        return test
    fault = ratio_fault(earlier, later)
    return Criterion(Aspect.UNIT, earlier.unit, later.unit, not fault, fault or ratio_note(earlier, later))


def compare_bases(earlier: Figure, later: Figure) -> Criterion:
    """Compare the two bases. If neither is stated, they agree only if both counts are from the same document."""
    test = compare_names(Aspect.BASIS, earlier.basis, later.basis, earlier.id, later.id)
    if not test.agrees or earlier.basis is not Basis.UNSPECIFIED:
        return test
    if earlier.source == later.source:
        reason = "Neither count states its basis; one document gives both, so one basis is assumed."
        return Criterion(test.name, test.earlier, test.later, True, reason)
    reason = f"Neither {earlier.id} nor {later.id} states its basis, and they come from different documents."
    return Criterion(test.name, test.earlier, test.later, False, reason)


def rates_follow(earlier: Window, later: Window) -> bool:
    """Return whether two windows are disjoint and each has a start and an end, which may be ranges of days."""
    return None not in (earlier.start, earlier.end, later.start, later.end) and not earlier.overlaps(later)


def compare_lengths(first: Figure, second: Figure) -> Criterion:
    """Compare the lengths of the two windows, after checking that a rate follows from each."""
    earlier, later = first.window, second.window
    for figure in (first, second):
        if figure.window.start is None or figure.window.end is None:
            reason = f"{figure.id} gives no days for one of its ends ({figure.window}), so no rate follows from it."
            return Criterion(Aspect.WINDOW, str(earlier), str(later), False, reason)
    if earlier.overlaps(later):
        shared = f"some {first.unit}" if first.unit == second.unit else "some events"
        reason = f"The windows share days ({earlier}; {later}): {shared} may be in both counts."
        return Criterion(Aspect.WINDOW, str(earlier), str(later), False, reason)
    if not _known_to_the_day(earlier) or not _known_to_the_day(later):
        unknown = "exact days not given" if earlier.vague or later.vague else "no cut-off given"
        known = dict.fromkeys((_lengths(earlier), _lengths(later)))
        differ = "The lengths of the windows are not known" if len(known) == 1 else "The windows differ in length"
        reason = f"{differ}: {' and '.join(known)}{' each' if len(known) == 1 else ''}, {unknown}."
        return Criterion(Aspect.WINDOW, str(earlier), str(later), False, reason)
    lengths = f"{plural(earlier.days, 'day')} and {plural(later.days, 'day')}"
    if earlier.days == later.days or same_days_of_the_year(earlier, later):
        ignored = "one leap day is" if abs(earlier.days - later.days) == 1 else "leap days are"
        reason = "" if earlier.days == later.days else f"The windows have {lengths}: {ignored} ignored."
        return Criterion(Aspect.WINDOW, str(earlier), str(later), True, reason)
    return Criterion(Aspect.WINDOW, str(earlier), str(later), False, f"The windows differ in length: {lengths}.")


def compare_seasons(earlier: Window, later: Window) -> Criterion | None:
    """Compare the days of the year that two windows cover; None if no rate follows from one of them."""
    if not rates_follow(earlier, later):
        return None
    times = time_of_year(earlier), time_of_year(later)
    if _known_to_the_day(earlier) and _known_to_the_day(later):
        same = same_days_of_the_year(earlier, later)
        within = same_days_in(earlier, later) or same_days_in(later, earlier)
    else:
        same, within = times[0] == times[1], None
    part = "One window covers only part of the other’s time of year" if within else "Different time of year"
    reason = "" if same else f"{part}: {times[0]}, and {times[1]}."
    return Criterion(Aspect.SEASON, *times, same, reason)


def _known_to_the_day(window: Window) -> bool:
    """Return whether a window has exact days."""
    return not window.vague and not window.open_ended


def _lengths(window: Window) -> str:
    """Format the number of days that a window covers; it may be a range."""
    fewest, most = window.lengths
    if window.open_ended and not window.vague and not window.supposed:
        return f"at most {plural(most, 'day')}"
    return plural(most, "day") if fewest == most else f"{fewest:,} to {plural(most, 'day')}"
