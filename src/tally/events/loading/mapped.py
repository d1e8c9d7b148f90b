"""Any CSV file of events, by a mapping of its columns that its user gives."""

from collections.abc import Mapping, Sequence

from tally.events.loading.layout import (
    NOBODY,
    Check,
    Layout,
    coordinate,
    day_checks,
    deaths_fault,
    id_checks,
    iso_day,
    kinds,
    names,
    number,
    number_checks,
    place_checks,
)
from tally.records.events import LINE

KIND = "mapped"
# What a column can be mapped to, with what it is.
PARTS = {
    "row": "the id of an event, or line",
    "first": "its day, or the first day on which it can have happened",
    "last": "the last such day, if there is such a column",
    "actor_a": "a party", "actor_b": "another party", "by": "who did it",
    "kind": "its type", "country": "country", "admin1": "province", "admin2": "district",
    "where_prec": "how exactly the place is known, 1 to 7 as UCDP has it", "lat": "latitude", "lon": "longitude",
    "deaths": "deaths, if there is one number", "low": "fewest deaths", "best": "best estimate of deaths",
    "high": "most deaths", "shown": "the source",
}  # fmt: skip
NO_FORM = (
    "If the file writes its days so, say how: --date-format %d/%m/%Y (the day first) or %m/%d/%Y (the month first). "
    "If a spreadsheet has changed them, take the file as it was published."
)
OTHER_FORM = (
    "Does --date-format have day and month in the order of the file? If it does, a spreadsheet may have changed this "
    "line: take the file as it was published."
)
NEEDED = ("row", "first")
TOGETHER = ("low", "best", "high")


def mapping_faults(columns: Mapping[str, str]) -> list[str]:
    """Return what is wrong with a mapping of columns."""
    faults = [
        f"{part!r} is not a part of an event: the parts are {', '.join(PARTS)}" for part in columns if part not in PARTS
    ]
    missing = [f"{part} ({PARTS[part]})" for part in NEEDED if not columns.get(part)]
    if missing:
        faults.append(f"no column is given for {' and '.join(missing)}")
    if "deaths" in columns and any(part in columns for part in TOGETHER):
        faults.append("deaths is given as one number and as a range: map one of them")
    if 0 < sum(part in columns for part in TOGETHER) < len(TOGETHER):
        faults.append("low, best and high belong together: map all three, or deaths alone")
    return faults


def mapped_layout(
    columns: Mapping[str, str], *, day_form: str = "", nulls: Sequence[str] = (), between: str = ""
) -> Layout:
    """
    Return the layout of a file whose columns are mapped. Its parts have the names of `PARTS`, not those of the file.

    Parameters
    ----------
    columns : mapping
        For a part of an event the column of the file.
    day_form : str
        How days are written, such as %d/%m/%Y; empty for 2021-11-17.
    nulls : sequence of str
        What means nothing, beside an empty cell.
    between : str
        What is between the names of a coalition; empty if a cell has one name.
    """
    known = {part for part in columns if part != "row" or columns["row"] != LINE}

    def day(part: str) -> str:
        return f"""try_strptime("{part}", getvariable('day_form'))::DATE""" if day_form else iso_day(part)

    def listed(part: str) -> str:
        if part not in known:
            return NOBODY
        return names(part).replace("', '", "getvariable('between')") if between else kinds(part)

    end = day("last" if "last" in known else "first")
    if day_form and "%d" not in day_form and "%j" not in day_form:  # a month or a year
        end = f"last_day({end})" if "%m" in day_form or "%b" in day_form.lower() else f"make_date(year({end}), 12, 31)"
    deaths = ("deaths",) * 3 if "deaths" in known else TOGETHER if "best" in known else ()
    normal: dict[str, str] = {
        "row": '"row"' if "row" in known else "line::VARCHAR",
        "day": day("first"), "first": day("first"), "last": f"coalesce({end}, {day('first')})",
        "actor_a": listed("actor_a"), "actor_b": listed("actor_b"), "by": listed("by"),
        "kinds": kinds("kind") if "kind" in known else NOBODY,
        **{part: f'"{part}"' for part in ("country", "admin1", "admin2", "shown") if part in known},
        **{part: coordinate(part) for part in ("lat", "lon") if part in known},
        "where_prec": number("where_prec") if "where_prec" in known else "0",
    }  # fmt: skip
    if deaths:
        normal |= {part: number(column) for part, column in zip(TOGETHER, deaths, strict=True)}
        normal["broken"] = deaths_fault(*deaths)
    form = f"a day written as {day_form}" if day_form else "a day such as 2021-11-17"
    remedy = OTHER_FORM if day_form else NO_FORM
    checks: list[Check] = [*id_checks("row")] if "row" in known else []
    for part in ("first", "last"):
        checks += day_checks(part, day(part), form, remedy) if part in known else ()
    checks += number_checks(*dict.fromkeys(deaths), *(("where_prec",) if "where_prec" in known else ()))
    if {"lat", "lon"} <= known:
        checks += place_checks("lat", "lon")
    return Layout(
        kind=KIND, title="a file of events", counter="", needed=tuple(part for part in PARTS if part in known),
        day_column="first", end_column="last" if "last" in known else "",
        normal=normal, checks=tuple(checks), says_who="by" in known,
        says_whom="by" in known and bool({"actor_a", "actor_b"} & known),
        caveats=() if "row" in known else ("lines-as-ids",),
        parameters={"day_form": day_form, "between": between, "nulls": [*nulls]},
    )  # fmt: skip
