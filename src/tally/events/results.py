"""Keep what was counted, so that the same count of the same file needs no database."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from json import dumps, loads
from pathlib import Path
from typing import Any

from tally.events.counting import count_events
from tally.events.dividing import count_periods, count_places, is_covered
from tally.events.query import Query, make_query
from tally.events.rows import count_rows
from tally.events.source import CACHE, confirm_source, find_file
from tally.events.store import EventFile, code_of, open_events
from tally.project import Kind, Project, ReadError, make_folder, read_json, remove, write_file
from tally.records.events import FOLDER, ActorName, CountRow, Dataset, EventCount, Level, PlaceName, ShownRow
from tally.text import words
from tally.windows import Edge, Step, Window, days_to_date, periods_in

RESULTS = "counts"  # the folder within the cache
MOST_KEPT = 4_000  # results
YEAR = 366  # days, up to which a count has a line from day to day
SHOWN = "first_rows"
LISTS = ("certain", "by_date", "by_name", "notes")


def count_row(
    project: Project,
    case: str,
    row: CountRow,
    dataset: Dataset,
    actors: Sequence[ActorName] = (),
    places: Sequence[PlaceName] = (),
    step: Step | None = None,
    level: Level | None = None,
) -> EventCount:
    """
    Count what a row of counts.csv asks for, or read what was counted before.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    row : CountRow
        The query.
    dataset : Dataset
        The description of the file. The file itself is read again only if it has changed.
    actors, places
        The names of the case.
    step : Step, optional
        The length of the periods in which it is counted too; days may then be among its days that are not covered.
    level : Level, optional
        Which places it is divided into too.

    Raises
    ------
    CountError, DatasetError, DataError, ReadError, LoadingError
        It cannot be counted, or the file is not there, or is another one.
    """
    folder = project.tables(case) / FOLDER / dataset.id
    source = find_file(project, folder, dataset)
    key = (dataset, row_key(row), sorted(map(repr, actors)), sorted(map(repr, places)), step, level)
    result = kept_result(project, key, _typed)
    if result:
        confirm_source(project, dataset, source)
    else:
        result = _count(project, folder, row, dataset, actors, places, step, level)
        keep_result(project, key, result)
    return EventCount(row, dataset, **_typed(result))


def row_key(row: CountRow) -> tuple[str, ...]:
    """Return the parts of a row on which its count depends: all but its id and its note."""
    return tuple(getattr(row, field.name) for field in fields(CountRow) if field.name not in ("id", "note"))


def _count(
    project: Project, folder: Path, row: CountRow, dataset: Dataset, actors: Sequence[ActorName],
    places: Sequence[PlaceName], step: Step | None, level: Level | None,
) -> dict[str, Any]:  # fmt: skip
    """Count, and return the result as JSON can have it."""
    query = replace(query_of(row), in_periods=step is not None)
    events = open_events(project, folder, dataset)
    count = count_events(events, query, actors, places)
    rows = count_rows(events, query, actors, places)
    months = periods_in(query.window.first, query.window.last, Step.MONTH)
    counts = count_periods(events, query, months, actors, places)
    to_date = days_to_date(query.window.first, query.window.last) if query.window.days <= YEAR else ()
    days = count_periods(events, query, to_date, actors, places)
    first, last = query.window.first, query.window.last
    periods = count_periods(events, query, periods_in(first, last, step), actors, places) if step else ()
    daily = count_periods(events, query, periods_in(first, last, Step.DAY), actors, places) if step else ()
    return {
        "actor": count.actor, "place": count.place, "query": count.words, "low": count.low, "value": count.value,
        "high": count.high, "certain": rows.certain, "by_date": rows.by_date, "by_name": rows.by_name,
        "left_out": [*count.left_out.items()], SHOWN: [asdict(shown) for shown in rows.first], "notes": count.notes,
        "months": [(str(each.first), str(each.last), each.low, each.value, each.high) for each in counts],
        "days": [(day.low, day.value, day.high) for day in days],
        "periods": [(str(each.first), str(each.last), each.low, each.value, each.high) for each in periods],
        "daily": [day.value for day in daily],
        "by_place": _by_place(events, query, level, actors, places) if level else [],
    }  # fmt: skip


def _by_place(
    events: EventFile, query: Query, level: Level, actors: Sequence[ActorName], places: Sequence[PlaceName]
) -> list[Any]:
    """Return the id, the name and the country of each place, its count, and that of each year, None if not known."""
    years = periods_in(query.window.first, query.window.last, Step.YEAR)
    found = {
        (place.place, place.name, place.country): (place.low, place.value, place.high, list[Any]())
        for place in count_places(events, query, level, actors, places)
    }
    for year in years:
        window = Window(f"{year.first}/{year.last}", Edge(year.first, year.first), Edge(year.last, year.last))
        known = is_covered(events.dataset, year)
        counts = count_places(events, replace(query, window=window), level, actors, places) if known else ()
        counted = {(place.place, place.name, place.country): (place.low, place.value, place.high) for place in counts}
        for key, parts in found.items():
            parts[3].append(counted.get(key, (0, 0, 0)) if known else None)
    return [(*key, *parts) for key, parts in found.items()]


def query_of(row: CountRow) -> Query:
    """Return the query of a row of counts.csv. Raises `CountError`."""
    return make_query(
        row.window, unit=row.unit, actor=row.actor, role=row.role, place=row.place, kinds=[row.kinds],
        precision=row.precision, clarity=row.clarity,
    )  # fmt: skip


def kept_result(project: Project, key: object, check: Callable[[Mapping[str, Any]], object]) -> dict[str, Any] | None:
    """Return a result that was kept; None if there is none, or if it was damaged and `check` raises an error."""
    try:
        sealed = read_json(_place(project, key), Kind.NOTE)
        body = sealed["body"]
        if hashlib.sha256(body.encode()).hexdigest() != sealed["sha256"]:
            return None
        parts: dict[str, Any] = loads(body)
        check(parts)
    except (ReadError, KeyError, TypeError, ValueError, AttributeError):
        return None
    return parts


def keep_result(project: Project, key: object, result: Mapping[str, Any]) -> None:
    """Write a result into the cache, under all that it follows from."""
    path, body = _place(project, key), dumps(result)
    make_folder(path.parent)
    write_file(path, dumps({"body": body, "sha256": hashlib.sha256(body.encode()).hexdigest()}))
    _remove_old(path.parent, path)


def _place(project: Project, key: object) -> Path:
    """Return the file of a result."""
    phrases = words.CODE, words.FATES, words.DROPPED, words.CAVEATS  # which are in a result
    digest = hashlib.sha256(repr((code_of(), phrases, key)).encode()).hexdigest()
    return project.root / CACHE / RESULTS / f"{digest[:32]}.json"


def _typed(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of a result as `EventCount` has them."""
    parts = dict(result)
    parts |= {name: tuple(result[name]) for name in LISTS}
    parts["left_out"] = tuple((str(reason), int(number)) for reason, number in result["left_out"])
    parts |= {name: tuple(tuple(part) for part in result[name]) for name in ("months", "days", "periods")}
    parts["daily"] = tuple(result["daily"])
    parts["by_place"] = tuple(
        (*place[:6], tuple(year and (year[0], year[1], year[2]) for year in place[6])) for place in result["by_place"]
    )
    parts[SHOWN] = tuple(ShownRow(**shown) for shown in result[SHOWN])
    return parts


def _remove_old(cache: Path, newest: Path) -> None:
    """Remove half of what was kept, the oldest first, where it is much."""
    paths = [path for path in cache.glob("*.json") if path != newest]
    if len(paths) > MOST_KEPT:
        for path in sorted(paths, key=lambda path: path.stat().st_mtime)[: MOST_KEPT // 2]:
            remove(path)
