"""Keep what was counted, so that the same count of the same file needs no database."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from json import dumps, loads
from pathlib import Path
from typing import Any

from tally.events.counting import count_events
from tally.events.dividing import count_periods
from tally.events.query import Query, make_query
from tally.events.rows import count_rows
from tally.events.source import CACHE, confirm_source, find_file
from tally.events.store import code_of, open_events
from tally.project import Kind, Project, ReadError, make_folder, read_json, remove, write_file
from tally.records.events import FOLDER, ActorName, CountRow, Dataset, EventCount, PlaceName, ShownRow
from tally.text import words
from tally.windows import Step, days_to_date, periods_in

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

    Raises
    ------
    CountError, DatasetError, DataError, ReadError, LoadingError
        It cannot be counted, or the file is not there, or is another one.
    """
    folder = project.tables(case) / FOLDER / dataset.id
    source = find_file(project, folder, dataset)
    key = (dataset, row_key(row), sorted(map(repr, actors)), sorted(map(repr, places)), step)
    result = kept_result(project, key, _typed)
    if result:
        confirm_source(project, dataset, source)
    else:
        result = _count(project, folder, row, dataset, actors, places, step)
        keep_result(project, key, result)
    return EventCount(row, dataset, **_typed(result))


def row_key(row: CountRow) -> tuple[str, ...]:
    """Return the parts of a row on which its count depends: all but its id and its note."""
    return tuple(getattr(row, field.name) for field in fields(CountRow) if field.name not in ("id", "note"))


def _count(
    project: Project, folder: Path, row: CountRow, dataset: Dataset, actors: Sequence[ActorName],
    places: Sequence[PlaceName], step: Step | None,
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
    }  # fmt: skip


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
    digest = hashlib.sha256(repr((code_of(), words.CODE, key)).encode()).hexdigest()
    return project.root / CACHE / RESULTS / f"{digest[:32]}.json"


def _typed(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of a result as `EventCount` has them."""
    parts = dict(result)
    parts |= {name: tuple(result[name]) for name in LISTS}
    parts["left_out"] = tuple((str(reason), int(number)) for reason, number in result["left_out"])
    parts |= {name: tuple(tuple(part) for part in result[name]) for name in ("months", "days", "periods")}
    parts["daily"] = tuple(result["daily"])
    parts[SHOWN] = tuple(ShownRow(**shown) for shown in result[SHOWN])
    return parts


def _remove_old(cache: Path, newest: Path) -> None:
    """Remove half of what was kept, the oldest first, where it is much."""
    paths = [path for path in cache.glob("*.json") if path != newest]
    if len(paths) > MOST_KEPT:
        for path in sorted(paths, key=lambda path: path.stat().st_mtime)[: MOST_KEPT // 2]:
            remove(path)
