"""The files that UCDP, ACLED, GTD, the Aid Worker Security Database and Insecurity Insight publish."""

from tally.events.loading.layout import (
    NOBODY,
    Layout,
    choice_check,
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

UCDP_NORMAL = {
    "row": '"id"',
    "day": iso_day("date_start"), "first": iso_day("date_start"), "last": iso_day("date_end"),
    "actor_a": names("side_a"), "actor_b": names("side_b"),
    "by": f"""CASE WHEN "type_of_violence" = '3' THEN {names("side_a")} ELSE {NOBODY} END""",
    "kinds": """["type_of_violence", CASE "type_of_violence" WHEN '1' THEN 'state-based' WHEN '2' THEN 'non-state' \
ELSE 'one-sided' END]""",
    "country": '"country"', "admin1": '"adm_1"', "admin2": '"adm_2"',
    "where_prec": number("where_prec"), "lat": coordinate("latitude"), "lon": coordinate("longitude"),
    "low": number("low"), "best": number("best"), "high": number("high"),
    "broken": deaths_fault("low", "best", "high"),
    "clear": """coalesce("code_status", 'Clear') = 'Clear'""",
    "shown": """concat_ws(', ', "source_office", "source_date")""",
}  # fmt: skip
UCDP_NEEDED = (
    "id", "type_of_violence", "side_a", "side_b", "country", "date_start", "date_end", "low", "best", "high",
)  # fmt: skip
UCDP_OPTIONAL = (
    "code_status", "adm_1", "adm_2", "latitude", "longitude", "where_prec", "source_office", "source_date",
)  # fmt: skip
UCDP_CHECKS = (
    *id_checks("id"), choice_check("type_of_violence", ("1", "2", "3")),
    *day_checks("date_start", iso_day("date_start")), *day_checks("date_end", iso_day("date_end")),
    *number_checks("low", "best", "high", "where_prec"), *place_checks("latitude", "longitude"),
)  # fmt: skip
UCDP_CAVEATS = ("sides", "later-release")
UCDP = Layout(
    kind="ucdp-ged", title="UCDP Georeferenced Event Dataset", counter="UCDP",
    needed=UCDP_NEEDED, optional=UCDP_OPTIONAL,
    day_column="date_start", end_column="date_end", normal=UCDP_NORMAL, checks=UCDP_CHECKS, caveats=UCDP_CAVEATS,
    counts="events of organised violence with at least one death",
    leaves_out="attacks without a death, and conflicts that never reached 25 deaths in a year",
    licence="CC-BY-4.0", shipped=True, settles=365, says_whom=True,
)  # fmt: skip
CANDIDATE = Layout(
    kind="ucdp-candidate", title="UCDP Candidate Events Dataset", counter="UCDP",
    needed=(*UCDP_NEEDED, "code_status"), optional=tuple(name for name in UCDP_OPTIONAL if name != "code_status"),
    day_column="date_start", end_column="date_end", normal=UCDP_NORMAL, checks=UCDP_CHECKS,
    caveats=(*UCDP_CAVEATS, "preliminary"),
    counts="candidate events of organised violence, of which those with the status Clear are counted",
    leaves_out="events that UCDP has not yet coded, and most attacks without a death",
    licence="CC-BY-4.0", shipped=True, settles=365, says_whom=True,
)  # fmt: skip

ACLED_DAY = (
    f"coalesce({iso_day('event_date')}, try_strptime(\"event_date\", '%d %B %Y')::DATE, "
    "try_strptime(\"event_date\", '%d-%B-%Y')::DATE, try_strptime(\"event_date\", '%d-%b-%Y')::DATE)"
)
ACLED_FIRST = (
    f"CASE \"time_precision\" WHEN '2' THEN {ACLED_DAY} - 6 WHEN '3' THEN date_trunc('month', {ACLED_DAY})::DATE "
    f"ELSE {ACLED_DAY} END"
)
ACLED_LAST = (
    f"CASE \"time_precision\" WHEN '2' THEN {ACLED_DAY} + 6 WHEN '3' THEN last_day({ACLED_DAY}) ELSE {ACLED_DAY} END"
)
ACLED_DEATHS = number("fatalities")
ACLED = Layout(
    kind="acled", title="ACLED events", counter="ACLED",
    needed=("event_id_cnty", "event_date", "time_precision", "event_type", "actor1", "country"),
    optional=(
        "disorder_type", "sub_event_type", "assoc_actor_1", "actor2", "assoc_actor_2", "admin1", "admin2", "latitude",
        "longitude", "geo_precision", "fatalities", "source",
    ),
    day_column="event_date",
    normal={
        "row": '"event_id_cnty"', "day": ACLED_DAY, "first": ACLED_FIRST, "last": ACLED_LAST,
        "actor_a": f"""list_concat({kinds("actor1")}, {names("assoc_actor_1", ";")})""",
        "actor_b": f"""list_concat({kinds("actor2")}, {names("assoc_actor_2", ";")})""",
        "kinds": kinds("event_type", "sub_event_type", "disorder_type"),
        "country": '"country"', "admin1": '"admin1"', "admin2": '"admin2"',
        "where_prec": "CASE \"geo_precision\" WHEN '1' THEN 1 WHEN '2' THEN 3 WHEN '3' THEN 4 ELSE 0 END",
        "lat": coordinate("latitude"), "lon": coordinate("longitude"),
        "low": ACLED_DEATHS, "best": ACLED_DEATHS, "high": ACLED_DEATHS,
        "broken": deaths_fault("fatalities", "fatalities", "fatalities"), "shown": '"source"',
    },
    checks=(
        *id_checks("event_id_cnty"),
        *day_checks("event_date", ACLED_DAY, "a day such as 2021-11-17 or 17 November 2021"),
        choice_check("time_precision", ("1", "2", "3")),
        *number_checks("fatalities"), *place_checks("latitude", "longitude"),
    ),
    attacks=("Battles", "Explosions/Remote violence", "Violence against civilians"),
    says_who=False,
    counts="battles, explosions and violence against civilians; the same actors on one day in one place are one event",
    leaves_out="protests, riots and strategic developments, unless a type is named",
    settles=365,
    caveats=("order-of-actors", "joined", "vague-days", "lowest-deaths"),
)  # fmt: skip

GTD_YEAR, GTD_MONTH, GTD_DAY = (
    f"""lpad("{name}", {width}, '0')""" for name, width in (("iyear", 4), ("imonth", 2), ("iday", 2))
)
GTD_FROM = (
    f"try_strptime({GTD_YEAR} || '-' || CASE WHEN {GTD_MONTH} = '00' THEN '01' ELSE {GTD_MONTH} END || '-' || "
    f"CASE WHEN {GTD_DAY} = '00' OR {GTD_MONTH} = '00' THEN '01' ELSE {GTD_DAY} END, '%Y-%m-%d')::DATE"
)
GTD_TO = (
    f"CASE WHEN {GTD_MONTH} = '00' THEN make_date(year({GTD_FROM}), 12, 31) WHEN {GTD_DAY} = '00' "
    f"THEN last_day({GTD_FROM}) ELSE {GTD_FROM} END"
)
GTD_NAMES = 'list_filter(["gname", "gname2", "gname3"], lambda part: part IS NOT NULL AND part <> \'Unknown\')'
GTD_DEATHS = f"CASE WHEN {number('nkill')} >= 0 THEN {number('nkill')} END"
GTD = Layout(
    kind="gtd", title="Global Terrorism Database", counter="GTD (START)",
    needed=("eventid", "iyear", "imonth", "iday", "country_txt", "attacktype1_txt", "gname"),
    optional=(
        "gname2", "gname3", "guncertain1", "provstate", "city", "latitude", "longitude", "specificity", "nkill",
        "dbsource",
    ),
    day_column="iyear",
    normal={
        "row": '"eventid"', "day": GTD_FROM, "first": GTD_FROM, "last": GTD_TO,
        "by": f"""CASE WHEN "guncertain1" = '1' THEN {NOBODY} ELSE {GTD_NAMES} END""",
        "perhaps": f"""CASE WHEN "guncertain1" = '1' THEN {GTD_NAMES} ELSE {NOBODY} END""",
        "kinds": kinds("attacktype1_txt"),
        "country": '"country_txt"', "admin1": '"provstate"', "admin2": '"city"',
        "where_prec": "CASE WHEN \"specificity\" IN ('1', '2', '3', '4') THEN \"specificity\"::INTEGER ELSE 0 END",
        "lat": coordinate("latitude"), "lon": coordinate("longitude"),
        "low": GTD_DEATHS, "best": GTD_DEATHS, "high": GTD_DEATHS,
        "broken": f"CASE WHEN ({GTD_DEATHS}) IS NULL THEN 'deaths not known' END", "shown": '"dbsource"',
    },
    checks=(
        *id_checks("eventid"), *number_checks("iyear", "imonth", "iday", "nkill"),
        *day_checks("iyear", GTD_FROM, "a year, month and day that exist (0 for a month or day not known)"),
        *place_checks("latitude", "longitude"),
    ),
    encodings=("utf-8", "cp1252"),
    counts="terrorist attacks, by the criteria of GTD, with those on which there is doubt",
    leaves_out="attacks of 1993, which were lost",
    caveats=("institutes", "doubtful-group", "attackers"),
)  # fmt: skip
