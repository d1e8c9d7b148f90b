"""The question that a count answers: which events of a data set, on which days."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tally.errors import TallyError
from tally.events.store import EventFile
from tally.records.events import Role, Span, Unit
from tally.text import words
from tally.windows import Window, WindowError, long_day, read_window

AS_OF = "as_of"  # a column of figures.csv, which counts of events lack
BOTH_DAYS = "Write the days, such as 2020, 2021-05 or 2021-01-01/2021-11-17."
BETWEEN = "|"  # types in counts.csv and after --kind


class CountError(TallyError, ValueError):
    """Something cannot be counted as requested, or is not known. The message says why, and what to do."""


@dataclass(frozen=True)
class Query:
    """
    What is counted.

    Attributes
    ----------
    unit, role : Unit, Role
        Events or deaths; and the part that the actor has.
    actor, place : str
        Ids of the tables, or names as the file prints them; empty for anybody and anywhere.
    window : Window
        The days, both ends exact.
    kinds : tuple of str
        Types as the file prints them; empty for those that the data set calls attacks.
    precision : int
        The most days that an event may span; 0 for any.
    every_status : bool
        Whether candidate events are counted that are not Clear.
    in_periods : bool
        Whether it is a whole that is counted in periods: those with a day that is not covered are not known.
    """

    unit: Unit
    window: Window
    actor: str = ""
    role: Role = Role.ANY
    place: str = ""
    kinds: tuple[str, ...] = ()
    precision: int = 0
    every_status: bool = False
    in_periods: bool = False


def make_query(
    window: str,
    *,
    unit: str = Unit.EVENTS,
    actor: str = "",
    role: str = Role.ANY,
    place: str = "",
    kinds: Iterable[str] = (),
    precision: str = "",
    clarity: str = "clear",
) -> Query:
    """
    Return a query from texts, as a command line or a row of counts.csv has them.

    Raises
    ------
    CountError
        One of them cannot be used.
    """
    try:
        days = read_window(window)
    except WindowError as error:
        remedy = BOTH_DAYS if AS_OF in error.remedy else error.remedy
        msg = f"window: {error}. {remedy}" if not window.endswith("..") else _open(window)
        raise CountError(msg) from error
    if days.start is None or days.end is None:
        raise CountError(_open(window))
    if days.vague:
        msg = f"window: {window!r} has an end that is not a day. Write both days, such as {days.first}/{days.last}."
        raise CountError(msg)
    if role not in tuple(Role) or unit not in tuple(Unit):
        msg = f"found {role!r} and {unit!r}, expected {', '.join(Role)}, and {' or '.join(Unit)}."
        raise CountError(msg)
    if role != Role.ANY and not actor:
        msg = f"role: found {role!r} without an actor. Name one as actor, or leave the role out."
        raise CountError(msg)
    if precision and not re.fullmatch("[1-9][0-9]{0,4}", precision):
        msg = f"precision: found {precision[:20]!r}, expected a number of days from 1 to 99999."
        raise CountError(msg)
    types = tuple(dict.fromkeys(part.strip() for kind in kinds for part in kind.split(BETWEEN) if part.strip()))
    return Query(
        Unit(unit), days, actor.strip(), Role(role), place.strip(), types, int(precision or 0), clarity == "all"
    )


def _open(window: str) -> str:
    """Return the message for a window that lacks an end."""
    return (
        f"window: {window[:60]!r} lacks an end, and a count needs both: data have a last day. "
        "Write both days, such as 2021-01-01/2021-11-17."
    )


def check_query(events: EventFile, query: Query) -> None:
    """
    Check that a data set can answer a query.

    Raises
    ------
    CountError
        Days are not covered, so that the number is not known; or the data do not record deaths, or who did it.
    """
    check_what(events, query)
    if query.in_periods:
        return
    dataset, days = events.dataset, Span(query.window.first, query.window.last)
    covers = dataset.covers
    if days.first < covers.first or days.last > covers.last:
        msg = (
            f"How many there were {query.window.when} is not known: {dataset.id} covers the days from "
            f"{long_day(covers.first)} to {long_day(covers.last)}. Ask for days within these, or take another release."
        )
        raise CountError(msg)
    for gap in dataset.gaps:
        if days.first <= gap.last and gap.first <= days.last:
            msg = (
                f"How many there were {query.window.when} is not known: {dataset.id} has a gap from "
                f"{long_day(gap.first)} to {long_day(gap.last)}{f' ({gap.what})' if gap.what else ''}. "
                "Ask for days before or after it."
            )
            raise CountError(msg)


def check_what(events: EventFile, query: Query) -> None:
    """Check that a data set records what a query asks for, on whatever days. Raises `CountError`."""
    dataset, layout = events.dataset, events.layout
    if query.unit is Unit.DEATHS and not layout.has_deaths:
        msg = f"{dataset.id} has no numbers of deaths that could be added up. Count events instead: --unit events"
        raise CountError(msg)
    if query.role is not Role.ANY and not layout.says_who:
        msg = (
            f"{dataset.id} does not say who did it: the order of its actors does not. "
            "Count the events in which the actor took part: --role any"
        )
        raise CountError(msg)
    if query.role is Role.AGAINST and not layout.says_whom:
        msg = f"{dataset.id} names those who did it, not those who were attacked. Count with --role any or by."
        raise CountError(msg)


def in_words(events: EventFile, query: Query, actor: str, place: str) -> str:
    """Return a query as a sentence; `actor` and `place` are the names for readers."""
    parts, role, types = words.COUNTED_QUERY, query.role, query.kinds or attacks_of(events)
    part = parts["against"] if role is Role.AGAINST else words.COUNTED_PARTS[role]
    what = [
        parts[query.unit].format(events.dataset.named),
        *([parts["in"].format(place)] if place else []),
        *([part.format(actor)] if actor else []),
        query.window.when,
    ]
    more = [parts["types"].format(parts["or"].join(types)) if types else parts["all-types"]]
    if query.precision:
        more.append(parts["precision"].format(f"{query.precision:,}", words.DAYS[query.precision == 1]))
    if query.every_status:
        more.append(parts["every-status"])
    return f"{' '.join(what)}, {', '.join(more)}."


def attacks_of(events: EventFile) -> tuple[str, ...]:
    """Return the types that are counted if a query names none; nothing for all."""
    return events.dataset.attacks or events.layout.attacks


def notes_on(events: EventFile, query: Query) -> list[str]:
    """Return what a reader of a count should know about its days and its data set."""
    dataset, window = events.dataset, query.window
    notes = []
    if dataset.settles and (dataset.covers.last - window.last).days < dataset.settles:
        days = f"{dataset.settles:,}", words.DAYS[dataset.settles == 1]
        notes.append(words.COUNTED_QUERY["minimum"].format(dataset.counter, *days))
    notes += [
        words.COUNTED_QUERY["method"].format(long_day(change.first), change.what)
        for change in dataset.breaks
        if window.first < change.first <= window.last
    ]
    return [*notes, *(words.CAVEATS[name] for name in events.layout.caveats)]
