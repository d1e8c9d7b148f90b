"""The files of attacks on aid workers and on health care: the Aid Worker Security Database, Insecurity Insight."""

from tally.events.loading.layout import (
    NOBODY,
    Layout,
    coordinate,
    day_checks,
    id_checks,
    iso_day,
    kinds,
    names,
    number_checks,
    place_checks,
)

AWSD_YEAR, AWSD_MONTH, AWSD_DAY = (
    f"""lpad("{name}", {width}, '0')""" for name, width in (("Year", 4), ("Month", 2), ("Day", 2))
)
AWSD_FROM = (
    f"try_strptime({AWSD_YEAR} || '-' || coalesce({AWSD_MONTH}, '01') || '-' || "
    f"CASE WHEN \"Month\" IS NULL THEN '01' ELSE coalesce({AWSD_DAY}, '01') END, '%Y-%m-%d')::DATE"
)
AWSD_TO = (
    f'CASE WHEN "Month" IS NULL THEN make_date(year({AWSD_FROM}), 12, 31) WHEN "Day" IS NULL '
    f"THEN last_day({AWSD_FROM}) ELSE {AWSD_FROM} END"
)
NO_NAMES = "('Unknown', 'Not applicable', 'No Information', 'No information')"


def known(names_sql: str) -> str:
    """Return SQL for a list of names without those that say that none is known."""
    return f"list_filter({names_sql}, lambda part: part NOT IN {NO_NAMES})"


def not_known(column: str) -> str:
    """Return SQL for a text, NULL where it says that nothing is known."""
    return f'CASE WHEN "{column}" NOT IN {NO_NAMES} THEN "{column}" END'


AWSD = Layout(
    kind="awsd", title="Aid Worker Security Database", counter="Humanitarian Outcomes",
    needed=("Incident ID", "Year", "Month", "Day", "Country"),
    optional=(
        "Region", "District", "Latitude", "Longitude", "Means of attack", "Attack context", "Actor name", "Source",
    ),
    day_column="Year",
    normal={
        "row": '"Incident ID"', "day": AWSD_FROM, "first": AWSD_FROM, "last": AWSD_TO,
        "by": known(kinds("Actor name")), "kinds": kinds("Means of attack", "Attack context"),
        "country": '"Country"', "admin1": '"Region"', "admin2": '"District"',
        "lat": coordinate("Latitude"), "lon": coordinate("Longitude"), "shown": '"Source"',
    },
    checks=(
        *id_checks("Incident ID"), *number_checks("Year", "Month", "Day"),
        *day_checks("Year", AWSD_FROM, "a year, month and day that exist (month or day empty if not known)"),
        *place_checks("Latitude", "Longitude"),
    ),
    encodings=("utf-8", "cp1252"),
    counts="major attacks on aid workers: killings, kidnappings and attacks with serious wounds",
    leaves_out="lesser incidents; the dead are aid workers only, so deaths are not counted",
    settles=365,
    caveats=("without-day",),
)  # fmt: skip

INSIGHT_NAMES = known(names("Reported Perpetrator Name"))
INSIGHT = Layout(
    kind="insecurity-insight", title="Insecurity Insight, attacks on health care", counter="Insecurity Insight",
    needed=("SiND Event ID", "Date", "Country", "Reported Perpetrator Name"),
    optional=("Admin 1", "Latitude", "Longitude", "Geo Precision", "Reported Perpetrator", "Weapon Carried/Used"),
    day_column="Date",
    normal={
        "row": '"SiND Event ID"', "day": iso_day("Date"), "first": iso_day("Date"), "last": iso_day("Date"),
        "actor_a": f"CASE WHEN len({INSIGHT_NAMES}) > 1 THEN {INSIGHT_NAMES} ELSE {NOBODY} END",
        "by": f"CASE WHEN len({INSIGHT_NAMES}) = 1 THEN {INSIGHT_NAMES} ELSE {NOBODY} END",
        "perhaps": f"CASE WHEN len({INSIGHT_NAMES}) > 1 THEN {INSIGHT_NAMES} ELSE {NOBODY} END",
        "kinds": known(kinds("Weapon Carried/Used", "Reported Perpetrator")),
        "country": '"Country"', "admin1": not_known("Admin 1"),
        "where_prec": """coalesce(try_cast(regexp_extract("Geo Precision", '^\\((\\d)\\)', 1) AS INTEGER), 0)""",
        "lat": coordinate("Latitude"), "lon": coordinate("Longitude"), "shown": "'Insecurity Insight'",
    },
    checks=(
        *id_checks("SiND Event ID"), *day_checks("Date", iso_day("Date")), *place_checks("Latitude", "Longitude"),
    ),
    counts="reported attacks on health care, or other violence against it",
    leaves_out="attacks that no source reported",
    licence="CC-BY-SA-4.0", shipped=True,
    caveats=("several-names",),
)  # fmt: skip
