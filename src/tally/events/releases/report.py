"""Write in words what differs between two releases of a data set, and as values for JSON."""

from collections.abc import Iterator

from tally.events.releases.differences import PARTS
from tally.records.events import ReleaseChange, YearChange
from tally.text import join_names, plural, rounded
from tally.windows import long_day

WORDS = {
    "deaths": "deaths", "dates": "dates", "actors": "actors", "place": "names of places", "coordinates": "coordinates",
    "type": "types",
}  # fmt: skip
MOST_COUNTRIES = 3  # in a note


def release_lines(change: ReleaseChange) -> Iterator[str]:
    """Yield the sentences that say what differs."""
    days = f"{long_day(change.days.first)} to {long_day(change.days.last)}"
    yield f"{change.old} against {change.new}{f', in {change.place}' if change.place else ''}."
    yield f"Rows whose first day is one that both cover, {days}:"
    old, new = change.total("old"), change.total("new")
    yield f"  {old:,} in the old release, {new:,} in the new one, {change.common:,} in both"
    yield f"  {change.total('added'):,} added, {change.total('dropped'):,} dropped{_ids(change)}"
    listed = [f"{WORDS[part]} in {change.parts[part]:,}" for part in PARTS if change.parts[part]]
    yield f"  {change.total('changed'):,} changed{f': {join_names(listed)}' if listed else ''}"
    yield from _years(change)
    yield from _growth(change)
    yield from _notes(change)


def _ids(change: ReleaseChange) -> str:
    """Return the first ids of the rows that were dropped, in brackets."""
    more = " …" if change.total("dropped") > len(change.dropped) else ""
    return f" ({', '.join(change.dropped)}{more})" if change.dropped else ""


def _years(change: ReleaseChange) -> Iterator[str]:
    """Yield a line for each year in which something differs."""
    differing = [year for year in change.years if year.added or year.dropped or year.changed or year.old != year.new]
    if not differing:
        yield "No row differs."
        return
    yield "By year of the first day (years without a difference are left out):"
    header = ("year", "old", "new", "added", "dropped", "changed")
    yield "  " + "".join(name.rjust(9) for name in header)
    for year in differing:
        numbers = [f"{number:,}" for number in (year.old, year.new, year.added, year.dropped, year.changed)]
        yield "  " + "".join(text.rjust(9) for text in (str(year.year), *numbers))


def _growth(change: ReleaseChange) -> Iterator[str]:
    """Yield how the last year of the old release has grown."""
    latest: YearChange = change.latest
    rows = f"{plural(latest.old, 'row')} then, {latest.new:,} now"
    if change.growth is None:
        yield f"The latest year that both cover, {latest.year}, had {rows}."
    else:
        yield f"The latest year that both cover, {latest.year}, had {rows}: {rounded(change.growth)} times as many."
        yield "If the latest year of the new release grew as much, its counts would be as many times larger: a what-if."


def _notes(change: ReleaseChange) -> Iterator[str]:
    """Yield what may be wrong with the two."""
    if change.backwards:
        yield "Note: the new release ends before the old one. Were they named in the wrong order?"
    if not change.common and change.total("old") and change.total("new"):
        yield "Note: no id is in both. Are these releases of one data set, and do they keep their ids?"
    if change.countries:
        named, more = change.countries[:MOST_COUNTRIES], len(change.countries) > MOST_COUNTRIES
        listed = f"{', '.join(named)} and others" if more else join_names(named)
        yield f"Note: only one of the two has rows in {listed}. To compare one place, add --place."


def release_json(change: ReleaseChange) -> dict[str, object]:
    """Return what differs as values for JSON."""
    totals = {name: change.total(name) for name in ("old", "new", "added", "dropped", "changed")}
    return {
        "old": change.old, "new": change.new, "place": change.place,
        "days": {"first": str(change.days.first), "last": str(change.days.last)},
        "rows": totals | {"common": change.common}, "changed": change.parts, "columns": change.columns,
        "years": [vars(year) for year in change.years],
        "latest": {"year": change.latest.year, "growth": change.growth}, "dropped": [*change.dropped],
        "countries": [*change.countries], "backwards": change.backwards,
    }  # fmt: skip
