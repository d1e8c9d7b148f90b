"""Check that a file prints the names of a query: a misspelt name is refused, since it would count as zero."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tally.events.loading import open_engine
from tally.events.matching import Condition
from tally.events.query import CountError, Query
from tally.events.store import EventFile
from tally.records.events import Level
from tally.records.tables import shorten, suggest_name, text_flaw

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Engine

MOST_NAMED = 6  # names in a message
NAMES = {
    "actor": """SELECT DISTINCT unnest(actor_a || actor_b || "by" || perhaps) FROM read_parquet(?)""",
    "place": "SELECT DISTINCT unnest([country, admin1, admin2]) FROM read_parquet(?)",
    "type": "SELECT DISTINCT unnest(kinds) FROM read_parquet(?)",
}


class Printed(NamedTuple):
    """How many rows are of the types, in the place, and name the actor that a query names."""

    types: int
    place: int
    actor: int


def check_printed(
    engine: "Engine", events: EventFile, query: Query, counts: Printed, place: Condition, actor: Condition
) -> list[str]:
    """
    Return what a reader should know about the names of a query.

    Raises
    ------
    CountError
        The file prints no such name. The message suggests the nearest.
    """
    if query.kinds:
        known = _names(engine, events, "type")
        for kind in query.kinds:
            if kind not in known:
                raise _unknown(events, "type", kind, known)
    if place.printed and not counts.place:
        raise _unknown(events, "place", query.place, _names(engine, events, "place"))
    if actor.printed and not counts.actor:
        raise _unknown(events, "actor", query.actor, _names(engine, events, "actor"))
    return _ambiguous(engine, events, query.place) if place.printed else []


def printed_names(events: EventFile, level: str = "") -> list[str]:
    """Return the names of actors that a file prints, in order; or those of places of a level, such as admin1."""
    with open_engine([events.path]) as engine:
        if not level:
            return _names(engine, events, "actor")
        column = Level(level)
        found = engine.execute(f"SELECT DISTINCT {column} FROM read_parquet(?)", [str(events.path)]).fetchall()  # noqa: S608  ours
    return sorted(name for (name,) in found if name)


def odd_names(events: EventFile) -> list[str]:
    """Return the names of actors and places that are garbled or have hidden characters, in order."""
    with open_engine([events.path]) as engine:
        known = {name for kind in ("actor", "place") for name in _names(engine, events, kind)}
    return sorted(name for name in known if text_flaw(name))


def _names(engine: "Engine", events: EventFile, kind: str) -> list[str]:
    """Return the names that a file prints, in order."""
    found = engine.execute(NAMES[kind], [str(events.path)]).fetchall()
    return sorted(name for (name,) in found if name)


def _unknown(events: EventFile, kind: str, name: str, known: Sequence[str]) -> CountError:
    """Return the error for a name that a file does not print."""
    table = f"There is no such id in {kind}s.csv either. " if kind != "type" else ""
    names = ", ".join(shorten(other, 40) for other in known[:MOST_NAMED])
    more = f" and {len(known) - MOST_NAMED:,} more" if len(known) > MOST_NAMED else ""
    hint, field = suggest_name(name, known), "kinds" if kind == "type" else kind
    listed = "" if hint else f"It has: {names}{more}." if names else "It names none."
    msg = (
        f"{field}: {events.dataset.id} prints no {kind} {shorten(name)!r}, as a whole name and in this spelling. "
        f"{table}{hint}{listed}"
    )
    return CountError(msg.rstrip())


def _ambiguous(engine: "Engine", events: EventFile, place: str) -> list[str]:
    """Return a note where a file has several places of one name."""
    level = " ".join(f"WHEN {level} = ? THEN '{level}'" for level in Level)
    statement = f"""SELECT DISTINCT CASE {level} END AS level, country FROM read_parquet(?) \
WHERE country = ? OR admin1 = ? OR admin2 = ? ORDER BY ALL"""  # noqa: S608  ours
    found = engine.execute(statement, [place] * len(Level) + [str(events.path)] + [place] * len(Level)).fetchall()
    found.sort(key=lambda row: [*Level].index(row[0]))
    if len(found) < 2:
        return []
    words = {Level.COUNTRY: "a country", Level.ADMIN1: "a province", Level.ADMIN2: "a district"}
    listed = "; ".join(
        words[Level(level)] + (f" of {country}" if country and level != Level.COUNTRY else "")
        for level, country in found
    )
    return [f"The file has {place!r} as {listed}: all are counted. To count one, give it a row in places.csv."]
