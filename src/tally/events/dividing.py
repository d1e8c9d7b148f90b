"""Count events or deaths by period and by place, each in one pass over the file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tally.events.counting import BY_NAME, CERTAIN, fate_of_rows
from tally.events.loading import open_engine
from tally.events.matching import Condition, match_actor, match_place, places_at
from tally.events.printed import Printed, check_printed
from tally.events.query import Query, check_query, check_what
from tally.events.store import EventFile
from tally.records.events import ActorName, Dataset, Level, PlaceName, Unit
from tally.windows import Edge, Period, Window

# What a group of rows adds to the low, the middle and the high number. For deaths the middle one is the best estimate.
PARTS = {Unit.EVENTS: ("n", "n", "n"), Unit.DEATHS: ("low", "best", "high")}
SUMS = (
    "count(*) AS n, sum(low) AS low, sum(best) AS best, sum(high) AS high, count(*) FILTER (of_type) AS types, "
    "count(*) FILTER (in_place) AS places, count(*) FILTER (of_actor) AS actors"
)
PRINTED = "(SELECT [sum(types), sum(places), sum(actors)] FROM grouped)"


@dataclass(frozen=True)
class PeriodCount:
    """
    What was counted on the days of a period: with low ≤ value ≤ high, or None for all three if it is not known.

    An event that may be in one of two periods raises `high` of both, so that only the sum of `value` over periods that
    follow each other is the count of all their days.
    """

    first: date
    last: date
    low: int | None
    value: int | None
    high: int | None

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class PlaceCount:
    """
    What was counted in a place, with low ≤ value ≤ high.

    `place` is its id in places.csv; empty if the table has none. `name` is that of the table, or else as the file
    prints it; empty for the events of which the file does not say where they were. `country` is as printed.
    """

    place: str
    name: str
    country: str
    low: int
    value: int
    high: int


def count_periods(
    events: EventFile,
    query: Query,
    periods: Sequence[Period],
    actors: Sequence[ActorName] = (),
    places: Sequence[PlaceName] = (),
) -> tuple[PeriodCount, ...]:
    """
    Count events or deaths in each of some periods.

    Parameters
    ----------
    events : EventFile
        The data set.
    query : Query
        What is counted. Its own days are not used.
    periods : sequence of Period
        The days of each, in any order; they may overlap.
    actors, places
        The names of the case.

    Returns
    -------
    tuple of PeriodCount
        One for each period, in the same order, with the numbers that `count_events` has for its days. A period with a
        day that the data set does not cover is not known; one without events has zeros.

    Raises
    ------
    CountError
        The file has no such actor, place or type, or does not record what is asked for.
    """
    check_what(events, query)
    if not periods:
        return ()
    first, last = min(period.first for period in periods), max(period.last for period in periods)
    days = Window(f"{first}/{last}", Edge(first, first), Edge(last, last))
    actor, place = _conditions(events, query, actors, places)
    rows = fate_of_rows(events, replace(query, window=days), actor, place)
    low, value, high = PARTS[query.unit]
    statement = f"""WITH grouped AS MATERIALIZED (SELECT first, last, day, fate < 0 AS used, \
fate <> {BY_NAME} AS sure, {SUMS} FROM ({rows.query}) GROUP BY ALL), \
period AS (SELECT unnest(range(len(starts))) AS number, unnest(starts) AS start, unnest(ends) AS stop \
FROM (SELECT ?::DATE[] AS starts, ?::DATE[] AS ends)) \
SELECT coalesce(sum({low}) FILTER (sure AND first >= start AND last <= stop), 0), \
coalesce(sum({value}) FILTER (sure AND day BETWEEN start AND stop), 0), coalesce(sum({high}), 0), {PRINTED} \
FROM period LEFT JOIN grouped ON used AND first <= stop AND last >= start GROUP BY number ORDER BY number"""  # noqa: S608  ours
    ends = [[period.first for period in periods], [period.last for period in periods]]
    with open_engine([events.path]) as engine:
        found = engine.execute(statement, [*rows.values, *ends]).fetchall()
        check_printed(engine, events, query, _printed(found), place, actor)
    return tuple(
        PeriodCount(*period, *((int(part) for part in row[:3]) if is_covered(events.dataset, period) else (None,) * 3))
        for period, row in zip(periods, found, strict=True)
    )


def count_places(
    events: EventFile,
    query: Query,
    level: Level,
    actors: Sequence[ActorName] = (),
    places: Sequence[PlaceName] = (),
) -> tuple[PlaceCount, ...]:
    """
    Count events or deaths in each country, province or district.

    Parameters
    ----------
    events : EventFile
        The data set.
    query : Query
        What is counted.
    level : Level
        Which column of the file has the places.
    actors, places
        The names of the case. Names that places.csv has for one place at this level are counted together.

    Returns
    -------
    tuple of PlaceCount
        The places with at least one possible event, in falling order; those of one name in two countries apart. What
        is not known to be in any place is the last. Each event is in one of them: their sums are the whole count.

    Raises
    ------
    CountError
        The number is not known, or the file has no such actor, place or type.
    """
    check_query(events, query)
    actor, place = _conditions(events, query, actors, places)
    rows = fate_of_rows(events, query, actor, place)
    listed = places_at(level, places, events.dataset.id)
    low, value, high = PARTS[query.unit]
    cases = " ".join(f"WHEN {condition.sure} THEN {number}" for number, condition in enumerate(listed.values()))
    statement = f"""WITH grouped AS MATERIALIZED (SELECT country, admin1, admin2, fate, day BETWEEN ? AND ? AS dated, \
{SUMS} FROM ({rows.query}) GROUP BY ALL), \
named AS (SELECT *, CASE {cases} ELSE -1 END AS listed, coalesce({level}, '') AS name FROM grouped WHERE fate < 0) \
SELECT coalesce(sum({low}) FILTER (fate = {CERTAIN}), 0), \
coalesce(sum({value}) FILTER (dated AND fate <> {BY_NAME}), 0), coalesce(sum({high}), 0), {PRINTED}, \
listed, CASE WHEN listed < 0 THEN name ELSE '' END AS printed, \
CASE WHEN listed < 0 AND name <> '' THEN coalesce(country, '') ELSE '' END AS land \
FROM (SELECT 1) LEFT JOIN named ON TRUE GROUP BY listed, printed, land"""  # noqa: S608  ours
    if not cases:
        statement = statement.replace("CASE  ELSE -1 END", "-1")
    bound = [value for condition in listed.values() for value in condition.sure_values]
    with open_engine([events.path]) as engine:
        found = engine.execute(statement, [query.window.first, query.window.last, *rows.values, *bound]).fetchall()
        check_printed(engine, events, query, _printed(found), place, actor)
    ids, counts = list(listed), list[PlaceCount]()
    for least, number, most, _, at, printed, country in found:
        if at is not None:
            identity, name = (ids[at], listed[ids[at]].name) if at >= 0 else ("", printed)
            counts.append(PlaceCount(identity, name, country, int(least), int(number), int(most)))
    return tuple(
        sorted(counts, key=lambda count: (not count.name, -count.value, -count.high, count.name, count.country))
    )


def _conditions(
    events: EventFile, query: Query, actors: Sequence[ActorName], places: Sequence[PlaceName]
) -> tuple[Condition, Condition]:
    """Return the conditions for the actor and for the place of a query."""
    name = events.dataset.id
    return match_actor(query.actor, query.role, actors, name), match_place(query.place, places, name)


def _printed(found: Sequence[Sequence[Any]]) -> Printed:
    """Return how many rows of the file have the names of a query, from the answer to a statement."""
    return Printed(*(int(number or 0) for number in (found[0][3] if found else (0, 0, 0))))


def is_covered(dataset: Dataset, period: Period) -> bool:
    """Return whether all days of a period are covered."""
    covers, (first, last) = dataset.covers, period
    within = covers.first <= first and last <= covers.last
    return within and not any(first <= gap.last and gap.first <= last for gap in dataset.gaps)
