"""Compute what a new release of a data set has added to an old one, dropped from it, and changed in it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tally.events import BY_NAME, CountError, EventFile, Query, fate_of_rows, match_actor, match_place
from tally.events.loading import open_engine
from tally.records.events import LINE, ActorName, PlaceName, ReleaseChange, Span, YearChange
from tally.records.tables import shorten
from tally.windows import Edge, Window, long_day

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Engine

# What can differ between two releases of one row: the columns of the normal form that each part has.
PARTS = {
    "deaths": ("low", "best", "high"),
    "dates": ("day", "first", "last"),
    "actors": ("actor_a", "actor_b", "by", "perhaps"),
    "place": ("country", "admin1", "admin2"),
    "coordinates": ("lat", "lon"),
    "type": ("kinds",),
}
COLUMNS = tuple(column for columns in PARTS.values() for column in columns)
DIFFERING = ", ".join(
    f'NOT added AND NOT dropped AND old."{name}" IS DISTINCT FROM new."{name}" AS "{name}"' for name in COLUMNS
)
# One row for each id that is in the place, and on the days, in one release at least.
JOINED = f"""CREATE TEMP TABLE joined AS SELECT *, NOT added AND NOT dropped AS common, \
{" OR ".join(f'"{name}"' for name in COLUMNS)} AS changed FROM (SELECT \
coalesce(new."row", old."row") AS name, old."row" IS NULL AS added, new."row" IS NULL AS dropped, \
coalesce(old.inside, FALSE) AS in_old, coalesce(new.inside, FALSE) AS in_new, \
year(old.day) AS old_year, year(new.day) AS new_year, \
old.country AS old_country, new.country AS new_country, \
{DIFFERING} \
FROM ({{old}}) old FULL JOIN ({{new}}) new ON old."row" = new."row") WHERE in_old OR in_new"""  # noqa: S608  ours
YEARS = """SELECT year, count(*) FILTER (side = 'old'), count(*) FILTER (side = 'new'), \
count(*) FILTER (side = 'new' AND added), count(*) FILTER (side = 'old' AND dropped), \
count(*) FILTER (common AND changed AND (side = 'new' OR NOT in_new)) FROM (\
SELECT *, 'old' AS side, old_year AS year FROM joined WHERE in_old UNION ALL \
SELECT *, 'new', new_year FROM joined WHERE in_new) GROUP BY year"""
COUNTRIES = """SELECT country FROM (SELECT old_country AS country, 1 AS old FROM joined WHERE in_old UNION ALL \
SELECT new_country, 0 FROM joined WHERE in_new) WHERE country IS NOT NULL GROUP BY country \
HAVING min(old) = max(old) ORDER BY count(*) DESC, country"""
MOST_IDS = 5  # of the rows that were dropped


def compare_releases(
    old: EventFile,
    new: EventFile,
    place: str = "",
    places: Sequence[PlaceName] = (),
    actors: Sequence[ActorName] = (),
    query: Query | None = None,
) -> ReleaseChange:
    """
    Compare two releases of one data set.

    Parameters
    ----------
    old, new : EventFile
        The two, of one kind; rows with the same id are one row.
    place : str
        An id in places.csv, or a name as both files print it, for only the rows there; empty for all.
    places, actors
        The names of the case.
    query : Query, optional
        For only the rows that it counts, whatever its days; its place is used, and not `place`.

    Raises
    ------
    CountError
        The two are one data set, of different kinds, or without ids; or there is no day that both cover.
    """
    days = _common_days(old, new)
    sides, values = list[str](), list[object]()
    for file in (old, new):
        statement, bound = _inside(file, days, place, places, actors, query)
        sides.append(statement)
        values += bound
    with open_engine([old.path, new.path]) as engine:
        engine.execute(JOINED.format(old=sides[0], new=sides[1]), values)
        _check_place(engine, old, new, place)
        years = {int(row[0]): YearChange(*map(int, row)) for row in engine.execute(YEARS).fetchall()}
        parts = {name: _any(columns) for name, columns in PARTS.items()} | {name: _any([name]) for name in COLUMNS}
        sums = ", ".join(f"count(*) FILTER ({condition})" for condition in parts.values())
        found = engine.execute(f"SELECT count(*), {sums} FROM joined WHERE common").fetchone() or ()  # noqa: S608  ours
        lost = engine.execute("SELECT name FROM joined WHERE dropped ORDER BY name LIMIT ?", [MOST_IDS]).fetchall()
        countries = engine.execute(COUNTRIES).fetchall()
    counts = dict(zip(parts, found[1:], strict=True))
    every = range(days.first.year, days.last.year + 1)
    return ReleaseChange(
        old.dataset.id, new.dataset.id, days, place,
        tuple(years.get(year, YearChange(year, 0, 0, 0, 0, 0)) for year in every), int(found[0]),
        {name: counts[name] for name in PARTS}, {name: counts[name] for name in COLUMNS},
        tuple(name for (name,) in lost), tuple(name for (name,) in countries),
        new.dataset.covers.last < old.dataset.covers.last,
    )  # fmt: skip


def _inside(
    file: EventFile, days: Span, place: str, places: Sequence[PlaceName], actors: Sequence[ActorName],
    query: Query | None,
) -> tuple[str, list[object]]:  # fmt: skip
    """Return SQL for the rows of a file, of which some are `inside`, and its values."""
    name = file.dataset.id
    if query is None:
        condition = match_place(place, places, name)
        statement = f"SELECT *, {condition.sure} AND day BETWEEN ? AND ? AS inside FROM read_parquet(?)"  # noqa: S608  ours
        return statement, [*condition.sure_values, days.first, days.last, str(file.path)]
    window = Window(f"{days.first}/{days.last}", Edge(days.first, days.first), Edge(days.last, days.last))
    about = match_actor(query.actor, query.role, actors, name), match_place(query.place, places, name)
    rows = fate_of_rows(file, replace(query, window=window), *about)
    counted = f"fate < 0 AND fate <> {BY_NAME} AND day BETWEEN ? AND ?"
    return f"SELECT *, {counted} AS inside FROM ({rows.query})", [days.first, days.last, *rows.values]  # noqa: S608  ours


def _any(columns: Sequence[str]) -> str:
    """Return SQL for whether one of some columns differs."""
    return " OR ".join(f'"{column}"' for column in columns)


def _common_days(old: EventFile, new: EventFile) -> Span:
    """Return the days that two releases cover. Raises `CountError` if they cannot be compared."""
    names = f"{old.dataset.id} and {new.dataset.id}"
    if old.dataset.id == new.dataset.id:
        msg = f"{old.dataset.id} was named twice. Name the data set of the old release, then that of the new one."
        raise CountError(msg)
    if old.dataset.kind != new.dataset.kind:
        msg = (
            f"{names} are of different kinds ({old.dataset.kind} and {new.dataset.kind}), so that their rows have no "
            "ids in common. Compare two releases of one data set."
        )
        raise CountError(msg)
    for file in (old, new):
        if file.dataset.columns.get("row") == LINE:
            msg = (
                f"The rows of {file.dataset.id} have no ids but the numbers of their lines, which change with each "
                "release. Only files with ids can be compared."
            )
            raise CountError(msg)
    covers = old.dataset.covers, new.dataset.covers
    days = Span(max(span.first for span in covers), min(span.last for span in covers))
    if days.first > days.last:
        covered = " and ".join(f"{long_day(span.first)} to {long_day(span.last)}" for span in covers)
        msg = f"{names} have no day in common: they cover {covered}."
        raise CountError(msg)
    return days


def _check_place(engine: "Engine", old: EventFile, new: EventFile, place: str) -> None:
    """Check that a place is in one of the files. Raises `CountError`."""
    if place and not engine.execute("SELECT 1 FROM joined LIMIT 1").fetchall():
        msg = (
            f"place: neither {old.dataset.id} nor {new.dataset.id} has an event in {shorten(place)!r} on the days that "
            "both cover. Write it as the files do, or give it rows in places.csv."
        )
        raise CountError(msg)
