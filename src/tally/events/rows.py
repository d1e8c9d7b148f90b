"""List the rows that a count uses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tally.events.counting import BY_DATE, BY_NAME, CERTAIN, fate_of_rows
from tally.events.loading import open_engine
from tally.events.matching import match_actor, match_place
from tally.events.query import Query, check_query
from tally.events.store import EventFile
from tally.records.events import ActorName, PlaceName, ShownRow
from tally.records.tables import shorten
from tally.text import shown, words
from tally.windows import long_day

FIRST_ROWS = 5  # that a card shows


@dataclass(frozen=True)
class CountedRows:
    """The ids of the rows that a count uses, by first day and id; and the first of them, if they may be passed on."""

    certain: tuple[str, ...]
    by_date: tuple[str, ...]
    by_name: tuple[str, ...]
    first: tuple[ShownRow, ...] = ()

    @property
    def possible(self) -> tuple[str, ...]:
        """The rows that may or may not count: first those of other days."""
        return (*self.by_date, *self.by_name)


def count_rows(
    events: EventFile, query: Query, actors: Sequence[ActorName] = (), places: Sequence[PlaceName] = ()
) -> CountedRows:
    """Return the rows that a count uses for certain, and those that it may use."""
    check_query(events, query)
    actor = match_actor(query.actor, query.role, actors, events.dataset.id)
    place = match_place(query.place, places, events.dataset.id)
    statement = fate_of_rows(events, query, actor, place)
    with open_engine([events.path]) as engine:
        used = f'FROM ({statement.query}) WHERE fate < 0 ORDER BY first, "row"'
        found = engine.execute(f'SELECT fate, "row" {used}', [*statement.values]).fetchall()
        first = list[tuple[object, ...]]()
        if events.dataset.may_be_shipped:
            columns = '"row", first, last, admin1, country, actor_a, actor_b, "by", low, best, high'
            first = engine.execute(f"SELECT {columns} {used} LIMIT {FIRST_ROWS}", [*statement.values]).fetchall()
    by_fate = {fate: tuple(name for other, name in found if other == fate) for fate in (CERTAIN, BY_DATE, BY_NAME)}
    return CountedRows(by_fate[CERTAIN], by_fate[BY_DATE], by_fate[BY_NAME], tuple(_shown(*row) for row in first))


def _shown(
    name: Any, first: Any, last: Any, admin1: Any, country: Any, side: Any, other: Any, by: Any, low: Any, best: Any,
    high: Any,
) -> ShownRow:  # fmt: skip
    """Return what a card says of a row."""
    days = words.CHART["range"].format(long_day(first), long_day(last)) if first != last else long_day(first)
    deaths = "" if best is None else str(best) if low == high else f"{best} ({words.CHART['range'].format(low, high)})"
    actors = "; ".join(dict.fromkeys((*(side or ()), *(other or ()), *(by or ()))))
    place = ", ".join(part for part in (admin1, country) if part)
    # no name in a file hides anything, or turns what follows it
    identity, where, who = (shown(shorten(part)) for part in (name, place, actors))
    return ShownRow(identity, days, where, who, deaths)
