"""Count the events or deaths that a query asks for, as a range where the data are not exact."""

from collections.abc import Sequence
from dataclasses import dataclass

from tally.events.loading import Dropped, open_engine
from tally.events.matching import Condition, match_actor, match_place, one_of_names
from tally.events.printed import Printed, check_printed
from tally.events.query import CountError, Query, attacks_of, check_query, in_words, notes_on
from tally.events.store import EventFile
from tally.records.events import ActorName, PlaceName, Role, Unit
from tally.text import WordedEnum, shown


class Fate(WordedEnum, table="FATES"):
    """Why a row is left out, in the order in which it is asked."""

    TYPE = "another-type"
    PLACE = "another-place"
    ACTOR = "without-actor"
    NOT_BY = "not-by"
    DID_IT = "did-it"
    STATUS = "unclear-status"
    PRECISION = "long-dated"
    DAYS = "other-days"
    DEATHS = "unusable-deaths"


FATES = tuple(Fate)
TYPE, PLACE, ACTOR, NOT_BY, DID_IT, STATUS, PRECISION, DAYS, DEATHS = range(len(FATES))
CERTAIN, BY_DATE, BY_NAME = -1, -2, -3
SUMS = (
    "count(*), count(*) FILTER (day BETWEEN ? AND ?), sum(low), sum(best) FILTER (day BETWEEN ? AND ?), sum(high), "
    "count(*) FILTER (of_type), count(*) FILTER (in_place), count(*) FILTER (of_actor)"
)


@dataclass(frozen=True)
class Count:
    """
    What was counted.

    Attributes
    ----------
    low, value, high : int
        The least that it can be; by the day that the data give first; and the most. For deaths these are sums of the
        lowest, best and highest estimates of each event: not an interval.
    certain, by_date, by_name : int
        Rows that count for certain; that may be on other days; and that may be another actor's.
    left_out : dict
        For each reason how many rows of the file were not used.
    words : str
        The query as a sentence.
    notes : tuple of str
        What a reader should know.
    actor, place : str
        Their names for readers.
    """

    low: int
    value: int
    high: int
    certain: int
    by_date: int
    by_name: int
    left_out: dict[str, int]
    words: str
    notes: tuple[str, ...]
    actor: str = ""
    place: str = ""

    @property
    def used(self) -> int:
        """The rows that were used, the uncertain ones too."""
        return self.certain + self.by_date + self.by_name


@dataclass(frozen=True)
class Statement:
    """The SQL that names the fate of each row, and its values."""

    query: str
    values: tuple[object, ...]


def count_events(
    events: EventFile, query: Query, actors: Sequence[ActorName] = (), places: Sequence[PlaceName] = ()
) -> Count:
    """
    Count events or deaths.

    Parameters
    ----------
    events : EventFile
        The data set.
    query : Query
        What is counted.
    actors, places
        The names of the case.

    Returns
    -------
    Count
        Always with low ≤ value ≤ high, and with used + left out = rows of the file.

    Raises
    ------
    CountError
        The number is not known, or the file has no such actor, place or type. An actor or place of a table that is in
        no event counts 0.
    """
    check_query(events, query)
    actor = match_actor(query.actor, query.role, actors, events.dataset.id)
    place = match_place(query.place, places, events.dataset.id)
    statement = fate_of_rows(events, query, actor, place)
    with open_engine([events.path]) as engine:
        found = engine.execute(
            f"SELECT fate, {SUMS} FROM ({statement.query}) GROUP BY fate",  # noqa: S608  ours
            [query.window.first, query.window.last] * 2 + [*statement.values],
        ).fetchall()
        counts = Printed(*(sum(row[column] for row in found) for column in (6, 7, 8)))
        notes = check_printed(engine, events, query, counts, place, actor)
    by_fate = {row[0]: row for row in found}
    rows = {fate: by_fate.get(fate, (fate, 0, 0, 0, 0, 0)) for fate in (CERTAIN, BY_DATE, BY_NAME)}
    if query.unit is Unit.DEATHS:
        low = rows[CERTAIN][3] or 0
        value = sum(rows[fate][4] or 0 for fate in (CERTAIN, BY_DATE))
        high = sum(row[5] or 0 for row in rows.values())
    else:
        low, high = rows[CERTAIN][1], sum(row[1] for row in rows.values())
        value = sum(rows[fate][2] for fate in (CERTAIN, BY_DATE))
    if not low <= value <= high:
        msg = f"The count {value} of {events.dataset.id} is not between {low} and {high}."
        raise CountError(msg)
    left_out = {Dropped(reason).words: number for reason, number in events.loaded.dropped.items()}
    left_out |= {each.words: by_fate[fate][1] for fate, each in enumerate(FATES) if fate in by_fate}
    return Count(
        int(low), int(value), int(high), rows[CERTAIN][1], rows[BY_DATE][1], rows[BY_NAME][1], left_out,
        in_words(events, query, actor.name, place.name), tuple(map(shown, (*notes, *notes_on(events, query)))),
        actor.name, place.name,
    )  # fmt: skip


def fate_of_rows(events: EventFile, query: Query, actor: Condition, place: Condition) -> Statement:
    """Return the SQL that names the fate of each row. All that is from outside is bound."""
    kinds = query.kinds or attacks_of(events)
    types, names = one_of_names("kinds", kinds) if kinds else ("TRUE", ())
    conditions = [
        ("of_type", types, names),
        ("in_place", place.sure, place.sure_values),
        ("sure", actor.sure, actor.sure_values),
        ("maybe", actor.perhaps, actor.perhaps_values),
        ("of_actor", f"sure OR maybe OR {actor.part}", actor.part_values),
    ]
    listed = ", ".join(f"({sql}) AS {name}" for name, sql, _ in conditions)
    flags = f"SELECT *, {listed} FROM read_parquet(?)"  # noqa: S608  ours
    values: tuple[object, ...] = tuple(value for _, _, bound in conditions for value in bound)
    first, last = query.window.first, query.window.last
    status = "FALSE" if query.every_status else "NOT clear"
    long = "last - first >= ?" if query.precision else "FALSE"
    unusable = "broken IS NOT NULL" if query.unit is Unit.DEATHS else "FALSE"
    apart = DID_IT if query.role is Role.AGAINST else NOT_BY
    fate = f"""SELECT *, CASE WHEN NOT of_type THEN {TYPE} WHEN NOT in_place THEN {PLACE} \
WHEN NOT of_actor THEN {ACTOR} WHEN NOT (sure OR maybe) THEN {apart} WHEN {status} THEN {STATUS} \
WHEN {long} THEN {PRECISION} WHEN last < ? OR first > ? THEN {DAYS} WHEN {unusable} THEN {DEATHS} \
WHEN NOT sure THEN {BY_NAME} WHEN first >= ? AND last <= ? THEN {CERTAIN} ELSE {BY_DATE} END AS fate FROM ({flags})"""  # noqa: S608
    bound = (*((query.precision,) if query.precision else ()), first, last, first, last)
    return Statement(fate, (*bound, *values, str(events.path)))
