"""The criteria of a comparison: what two figures must share, and whether they do."""

from dataclasses import dataclass

from tally.analysis.counts import ratio_fault, ratio_note
from tally.analysis.verdict import Aspect
from tally.records.figures import Basis, Figure
from tally.text import join_names, plural, words
from tally.windows import Window, long_day, same_days_in, same_days_of_the_year, time_of_year


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


def compare_methods(earlier: Figure, later: Figure) -> Criterion:
    """
    Compare how two counts were made, of which one at least was counted here.

    They agree if both were counted by one query from one release of one data set, and if it was not compiled in
    another way from a day on that is between their windows or within them.
    """
    first, last = earlier.counted, later.counted
    shown = _method(earlier), _method(later)
    if first is None or last is None:
        quoted, counted = (earlier, later) if first is None else (later, earlier)
        reason = words.METHODS["quoted"].format(quoted.id, words.articled(quoted.counter), counted.id, _method(counted))
        return Criterion(Aspect.METHOD, *shown, False, reason)
    if (first.dataset.id, first.dataset.sha256) != (last.dataset.id, last.dataset.sha256):
        reason = words.METHODS["files"].format(earlier.id, first.dataset.named, later.id, last.dataset.named)
        return Criterion(Aspect.METHOD, *shown, False, reason)
    if parts := [*first.differences(last)]:
        reason = words.METHODS["queries"].format(earlier.id, later.id, join_names(parts))
        return Criterion(Aspect.METHOD, *shown, False, reason)
    for change in first.dataset.breaks:
        if earlier.window.first < change.first <= later.window.last:
            reason = words.METHODS["break"].format(long_day(change.first), change.what or words.METHODS["changed"])
            return Criterion(Aspect.METHOD, *shown, False, reason)
    return Criterion(Aspect.METHOD, *shown, True)


def compare_coverage(earlier: Figure, later: Figure) -> Criterion | None:
    """Compare whether the file has all events of the two windows; None if neither was counted here."""
    settled = [_settled(figure) for figure in (earlier, later)]
    if not any(settled):
        return None
    reasons = [
        words.COVERAGES["unsettled"].format(figure.id, figure.counted.dataset.counter, figure.counted.dataset.settles)
        for figure, state in zip((earlier, later), settled, strict=True)
        if figure.counted and state == words.COVERAGES["open"]
    ]
    quoted = words.COVERAGES["quoted"]
    return Criterion(Aspect.COVERAGE, settled[0] or quoted, settled[1] or quoted, not reasons, " ".join(reasons))


def _method(figure: Figure) -> str:
    """Return how a count was made."""
    if figure.counted is None:
        return words.METHODS["given"].format(words.articled(figure.counter))
    return words.METHODS["counted"].format(figure.counted.dataset.named)


def _settled(figure: Figure) -> str:
    """Return whether later releases may add events to the days of a count; empty if it was not counted here."""
    if figure.counted is None:
        return ""
    return words.COVERAGES["open" if figure.counted.unsettled else "final"]


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
    exact = _known_to_the_day(earlier) and _known_to_the_day(later)
    same = same_days_of_the_year(earlier, later) if exact else times[0] == times[1]
    within = not earlier.vague and not later.vague and (same_days_in(earlier, later) or same_days_in(later, earlier))
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
