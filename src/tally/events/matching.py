"""Match the names of a query with those that a file prints: whole names only, by the tables of a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tally.events.query import CountError
from tally.records.events import ActorName, How, Level, PlaceName, Role, names_in

ALWAYS = (date(1, 1, 1), date(9999, 12, 31))
FEW = 4  # names
PARTIES = ("actor_a", "actor_b", "by")


@dataclass(frozen=True)
class Condition:
    """
    A condition in SQL whose values are bound.

    `sure` is true where an event matches, `perhaps` where it may match too, and `part` where the actor is named in
    another role; each has a `?` for each of its values. `printed` is true for a name that is not in the tables.
    """

    name: str
    sure: str = "TRUE"
    perhaps: str = "FALSE"
    sure_values: tuple[object, ...] = ()
    perhaps_values: tuple[object, ...] = ()
    part: str = "FALSE"
    part_values: tuple[object, ...] = ()
    printed: bool = False


Names = dict[tuple[date, date], list[str]]


def match_actor(actor: str, role: Role, names: Sequence[ActorName], dataset: str) -> Condition:
    """
    Return the condition for an actor in a role.

    Parameters
    ----------
    actor : str
        An id in actors.csv, or a name as the file prints it.
    role : Role
        Its part in the events.
    names : sequence of ActorName
        The table.
    dataset : str
        The id of the data set.

    Raises
    ------
    CountError
        The table has that actor, but no name of it in this data set.
    """
    if not actor:
        return Condition("")
    rows = [name for name in names_in(names, dataset) if name.actor == actor]
    if not rows and any(name.actor == actor for name in names):
        msg = f"actors.csv has no name of {actor!r} in the data set {dataset}. Add a row with the name that it prints."
        raise CountError(msg)
    certain, doubtful, label = Names(), Names(), rows[0].name if rows else actor
    for row in rows:
        days = (row.first or ALWAYS[0], row.last or ALWAYS[1])
        (doubtful if row.how is How.MAY_BE else certain).setdefault(days, []).append(row.printed)
    if not rows:
        certain[ALWAYS] = [actor]
    every = {days: certain.get(days, []) + doubtful.get(days, []) for days in (*certain, *doubtful)}
    if role is Role.BY:
        sure, may = _any(("by",), certain), _or(_any(("by",), doubtful), _any(("perhaps",), every))
    elif role is Role.ANY:
        sure, may = _any(PARTIES, certain), _or(_any(PARTIES, doubtful), _any(("perhaps",), every))
    else:
        sure = _and(_any(PARTIES[:2], certain), _not(_any(("by", "perhaps"), every)))
        may = _and(_any(PARTIES[:2], every), _not(_or(_any(("by",), certain), _any(("perhaps",), every))))
    part = NEVER if role is Role.ANY else _any((*PARTIES, "perhaps"), every)
    return Condition(label, sure[0], may[0], sure[1], may[1], *part, printed=not rows)


Clause = tuple[str, tuple[object, ...]]
NEVER: Clause = ("FALSE", ())


def _any(columns: Sequence[str], names: Names) -> Clause:
    """Return the clause that some columns have one of some names, each on its days."""
    parts, values = [], list[object]()
    for days, printed in names.items():
        dated = "" if days == ALWAYS else " AND day BETWEEN ? AND ?"
        for column in columns:
            clause, names_in_column = one_of_names(column, printed)
            parts.append(f"({clause}{dated})")
            values += [*names_in_column, *(days if dated else ())]
    return (f"({' OR '.join(parts)})", tuple(values)) if parts else NEVER


def one_of_names(column: str, printed: Sequence[str]) -> Clause:
    """Return the clause that a list has one of some names; a few are sought one by one, which is faster."""
    if len(printed) > FEW:
        return f'list_has_any("{column}", ?)', ([*printed],)
    clauses = [f'list_contains("{column}", ?)' for _ in printed]
    return f"({' OR '.join(clauses)})", tuple(printed)


def _or(first: Clause, second: Clause) -> Clause:
    return f"({first[0]} OR {second[0]})", first[1] + second[1]


def _and(first: Clause, second: Clause) -> Clause:
    return f"({first[0]} AND {second[0]})", first[1] + second[1]


def _not(clause: Clause) -> Clause:
    return f"(NOT {clause[0]})", clause[1]


def match_place(place: str, names: Sequence[PlaceName], dataset: str) -> Condition:
    """
    Return the condition for a place.

    Parameters
    ----------
    place : str
        An id in places.csv, or the name of a country, province or district as the file prints it.
    names : sequence of PlaceName
        The table.
    dataset : str
        The id of the data set.

    Raises
    ------
    CountError
        The table has that place, but no name of it in this data set; or places are within each other.
    """
    if not place:
        return Condition("")
    known = names_in(names, dataset)
    rows = [name for name in known if name.place == place]
    if not rows and any(name.place == place for name in names):
        msg = f"places.csv has no name of {place!r} in the data set {dataset}. Add a row with the name that it prints."
        raise CountError(msg)
    if not rows:
        levels = " OR ".join(f"coalesce({level} = ?, FALSE)" for level in Level)
        return Condition(place, f"({levels})", sure_values=(place,) * len(Level), printed=True)
    clause = _within(place, known, ())
    return Condition(rows[0].name, clause[0], sure_values=clause[1])


def places_at(level: Level, names: Sequence[PlaceName], dataset: str) -> dict[str, Condition]:
    """Return the condition for each place of the table that a file names at a level, by its id."""
    known = names_in(names, dataset)
    ids = dict.fromkeys(name.place for name in known if name.level is level)
    return {place: match_place(place, names, dataset) for place in ids}


def _within(place: str, names: Sequence[PlaceName], above: tuple[str, ...]) -> Clause:
    """Return the clause that an event is in a place of the table, and in the place that it is part of."""
    if place in above:
        msg = f"places.csv has {place!r} within itself. Correct the column parent there."
        raise CountError(msg)
    clause = NEVER
    for row in (name for name in names if name.place == place):
        own: Clause = (f"coalesce({row.level} = ?, FALSE)", (row.printed,))
        if row.parent:
            own = _and(own, _within(row.parent, names, (*above, place)))
        clause = own if clause is NEVER else _or(clause, own)
    return clause
