"""Files of events are loaded into one form, whole, or refused line by line."""

import gzip
import io
import zipfile
from datetime import date

import pytest

from conftest import ROOT
from event_files import ROWS, load, stored, table
from tally.cli.events import KINDS
from tally.events import loading
from tally.events.loading import likely_kind
from tally.records.events import DatasetError
from tally.records.tables import DataError


def zipped(*members, encrypted=False):
    """Return a zip with some files."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    content = bytearray(raw.getvalue())
    if encrypted:
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            content[content.find(mark) + offset] |= 1
    return bytes(content)


GOOD = table("ucdp-ged", {}, {})
# what a file holds, and words of the refusal: the place, what was found, and what to do
WHOLE = {
    "a web page": ("<!DOCTYPE html><html><body>Sign in</body></html>", ["line 1", "a web page", "CSV"]),
    "JSON": ('{"status": 200, "data": []}', ["JSON", "Download it as CSV"]),
    "nothing": ("", ["found 'nothing'"]),
    "no header": (GOOD.partition("\n")[2], ["line 1", "no header", "begins with 1, X, 2021"]),
    "only a column": (GOOD.replace("date_start", "start"), ["line 1, date_start", "no column date_start"]),
    "a column twice": (GOOD.replace("relid", "date_end"), ["line 1, date_end", "twice"]),
    "another kind": (table("acled", {}), ["--kind acled"]),
    "semicolons": (GOOD.replace(",", ";"), ["line 1", "semicolons", "commas"]),
    "an unusual file of a known kind": (table("acled", {}).replace(",", ";"), ["semicolons", "--delimiter semicolon"]),
    "tabs": (GOOD.replace(",", "\t"), ["line 1", "tabs"]),
    "UTF-16": (GOOD.encode("utf-16"), ["UTF-16", "CSV UTF-8"]),
    "Latin-1": (GOOD.replace("Front", "Fr\xf6nt").encode("latin-1"), ["line 2, side_b", "0xf6", "--encoding cp1252"]),
    "a NUL": (GOOD.replace("Front", "Fr\0nt"), ["line 2", "NUL"]),
    "an open quotation": (GOOD.replace("A Paper", 'A "Paper', 1), ["line 2", "never closed"]),
    "a stray quotation": (GOOD.replace("Front", '"Fr"on"t"'), ["line 2", "a quotation mark out of place"]),
    "a cell too few": (GOOD.replace(",Front", "", 1), ["line 2", "too few cells", "20 cells"]),
    "a cell too many": (GOOD.replace("Front", "Fr,ont", 1), ["line 2", "too many cells", "quotation marks"]),
    "a long line": (GOOD + "x" * 1_100_000, ["line 4", "1,000,000 bytes"]),
    "a PDF": (b"%PDF-1.7", ["a PDF"]),
    "a workbook": (zipped(("[Content_Types].xml", "<x/>")), ["Excel", "CSV UTF-8"]),
    "Parquet": (b"PAR1\0\0", ["Parquet"]),
    "two members": (zipped(("a.csv", GOOD), ("b.csv", GOOD)), ["2 files", "a.csv, b.csv", "--member"]),
    "no member": (zipped(), ["no files"]),
    "an archive in an archive": (zipped(("a.zip", zipped(("a.csv", GOOD)))), ["an archive within"]),
    "lines of an old Mac": (GOOD.replace("\n", "\r"), ["line 1", "old Mac"]),
    "encrypted": (zipped(("a.csv", GOOD), encrypted=True), ["encrypted"]),
    "a bomb": (zipped(("a.csv", b"0" * 20_000_000)), ["20,000,000", "100 times"]),
    "a bomb in gzip": (gzip.compress(b"0,0\n" * 2_000_000), ["unpack to", "100 times"]),
    "a broken zip": (zipped(("a.csv", GOOD))[:-40], ["cannot be unpacked"]),
    "a broken gzip": (gzip.compress(GOOD.encode())[:-20], ["cannot be unpacked"]),
}


@pytest.mark.parametrize("case", WHOLE)
def test_what_is_no_such_table_is_refused(tmp_path, case):
    """The refusal says where, what was found and what to do; nothing is left in the cache."""
    content, words = WHOLE[case]
    with pytest.raises(DataError) as refusal:
        load(tmp_path, content, "ucdp-ged")

    assert not [word for word in words if word not in str(refusal.value)], str(refusal.value)
    assert [] == [path.name for path in (tmp_path / ".cache" / "datasets").iterdir() if path.name != ".lock"]


# for each kind: changes of a row, the column that is refused for each, and what was expected there
CELLS = {
    "ucdp-ged": [
        ({"id": "1.2E+11"}, "id", "all its digits"),
        ({"id": "214797.0"}, "id", "without a decimal point"),
        ({"id": ""}, "id", "an id"),
        ({"id": "same"}, "", ""),
        ({"id": "same"}, "id", "each id once"),
        ({"type_of_violence": "4"}, "type_of_violence", "1 or 2 or 3"),
        ({"date_start": "01/05/2021"}, "date_start", "a day such as 2021-11-17"),
        ({"date_start": "44317"}, "date_start", "a day such as 2021-11-17"),
        ({"date_start": "2021-02-30"}, "date_start", "a day such as 2021-11-17"),
        ({"date_start": "0025-05-01"}, "date_start", "a day from 1900 to tomorrow"),
        ({"date_end": "2999-01-01"}, "date_end", "a day from 1900 to tomorrow"),
        ({"date_end": "2021-04-30"}, "date_end", "a last day that is not before the first"),
        ({"date_end": ""}, "date_end", "the last day on which it can have happened"),
        ({"best": "two"}, "best", "a whole number"),
        ({"high": "2.5"}, "high", "a whole number"),
        ({"latitude": "20,5"}, "latitude", "degrees with a point"),
        ({"latitude": "95.5"}, "latitude", "degrees from -90 to 90"),
        ({"longitude": "nan"}, "longitude", "degrees with a point"),
    ],
    "acled": [
        ({"event_date": "05/01/2021"}, "event_date", "17 November 2021"),
        ({"event_date": "1 May 0025"}, "event_date", "1900 to tomorrow"),
        ({"time_precision": "4"}, "time_precision", "1 or 2 or 3"),
        ({"fatalities": "tens"}, "fatalities", "a whole number"),
    ],
    "gtd": [
        ({"eventid": "2.02105E+11"}, "eventid", "all its digits"),
        ({"iyear": "1825"}, "iyear", "1900 to tomorrow"),
        ({"imonth": "13"}, "iyear", "a year, month and day that exist"),
    ],
    "awsd": [({"Month": "2", "Day": "30"}, "Year", "a year, month and day that exist")],
    "insecurity-insight": [({"Date": "1.5.2021"}, "Date", "a day such as 2021-11-17")],
}  # fmt: skip


@pytest.mark.parametrize("kind", CELLS)
def test_cells_that_cannot_be_right_are_refused(tmp_path, kind):
    """Each is named with its line and its column, all of them at once, and nothing is loaded."""
    with pytest.raises(DataError) as refusal:
        load(tmp_path, table(kind, *(change for change, *_ in CELLS[kind])), kind)

    found = {(problem.row, problem.column): problem for problem in refusal.value.problems}
    wanted = {(f"line {line}", column): words for line, (_, column, words) in enumerate(CELLS[kind], 2) if column}
    assert {*wanted} == {*found}
    assert not [place for place, words in wanted.items() if words not in found[place].expected]
    assert all(problem.remedy for problem in found.values())


def test_many_faults_are_counted_and_not_all_listed(tmp_path):
    """Of one fault in many lines the first places are named, and how many more there are."""
    with pytest.raises(DataError) as refusal:
        load(tmp_path, table("ucdp-ged", *[{"best": "x", "id": f"a{n}"} for n in range(50)]), "ucdp-ged")

    assert ["line 2", "line 3", "line 4"] == [problem.row for problem in refusal.value.problems]
    assert "47 more lines" in str(refusal.value)


def test_ucdp_in_each_form(tmp_path):
    """Columns in any order, a second header, a mark at the start, Windows line ends, lines in cells, blank lines."""
    plain = table("ucdp-ged", {"source_headline": "two\nlines"}, {"date_start": "2021-05-01 00:00:00.000"})
    header, _, rest = plain.partition("\n")
    tags = ",".join(["", "#date", *[""] * (header.count(",") - 1)])
    turned = "\n".join(",".join(reversed(line.split(","))) for line in table("ucdp-ged", {}, {}).splitlines())
    forms = {
        "plain": plain, "tags": f"{header}\n{tags}\n{rest}", "mark": "\ufeff" + plain,
        "windows": plain.replace("\n", "\r\n"), "blank": f"{header}\n\n\n{rest}", "turned": turned,
        "zip": zipped(("__MACOSX/._a.csv", "x"), ("a.csv", plain)), "gzip": gzip.compress(plain.encode()),
    }  # fmt: skip
    rows = {name: stored(load(tmp_path, form, "ucdp-ged")) for name, form in forms.items()}
    lines = {name: [row.pop("line") for row in found] for name, found in rows.items()}

    assert all(found == rows["plain"] for found in rows.values())
    assert {"plain": [2, 4], "tags": [3, 5], "blank": [4, 6], "turned": [2, 3]}.items() <= lines.items()
    assert ("1", date(2021, 5, 1), ["Government"], ["Front"], "A Paper") == tuple(
        rows["plain"][0][name] for name in ("row", "first", "actor_a", "actor_b", "shown")
    )


def test_what_is_told_and_not_refused(tmp_path):
    """Broken numbers of deaths, look-alikes, ids with zeros in front, empty provinces and rows without a date."""
    changes = [
        {"low": "0", "best": "10", "high": "4"}, {"best": "-1"}, {"id": "007"}, {}, {"adm_1": "", "where_prec": "6"},
        {"date_start": "", "date_end": ""}, {"source_office": "=1+1", "country": "Land \u202e<b>"},
    ]  # fmt: skip
    blank = "," * (len(table("ucdp-ged").split(",")) - 1)
    events = load(tmp_path, table("ucdp-ged", *changes) + blank + "\n", "ucdp-ged")
    rows = {row["row"]: row for row in stored(events)}

    assert (8, 6, {"an empty row": 1, "no date": 1}) == (
        events.loaded.rows,
        events.loaded.events,
        events.loaded.dropped,
    )
    assert {"an empty row": [9], "no date": [7]} == events.loaded.lines
    assert (2, 2) == (events.loaded.broken, events.loaded.alike)
    assert ["low 0, best 10, high 4", "low 1, best -1, high 3"] == [rows[name]["broken"] for name in "12"]
    assert "007" in rows


def test_who_did_it_is_only_what_the_data_say(tmp_path):
    """UCDP says it for one-sided violence alone, ACLED never, GTD unless it doubts, Insecurity Insight for one name."""
    ucdp = stored(load(tmp_path, table("ucdp-ged", {}, {"type_of_violence": "3", "side_a": "IS, Front"}), "ucdp-ged"))
    acled = stored(load(tmp_path, table("acled", {"assoc_actor_1": "IS; Wing, North"}), "acled"))
    gtd = stored(load(tmp_path, table("gtd", {}, {"guncertain1": "1"}, {"gname": "Unknown"}, {"gname2": "IS"}), "gtd"))
    aid = stored(load(tmp_path, table("awsd", {}, {"Actor name": "Unknown"}), "awsd"))
    names = [{}, {"Reported Perpetrator Name": "IS, Front"}, {"Reported Perpetrator Name": "No Information"}]
    insight = stored(load(tmp_path, table("insecurity-insight", *names), "insecurity-insight"))

    assert [[], ["IS", "Front"]] == [row["by"] for row in ucdp]
    assert ([], ["Front", "IS", "Wing, North"]) == (acled[0]["by"], acled[0]["actor_a"])
    assert [["Front"], [], [], ["Front", "IS"]] == [row["by"] for row in gtd]
    assert [[], ["Front"], [], []] == [row["perhaps"] for row in gtd]
    assert [["Front"], []] == [row["by"] for row in aid]
    assert [["Front"], [], []] == [row["by"] for row in insight]
    assert [[], ["IS", "Front"], []] == [row["actor_a"] for row in insight]


def test_days_that_are_not_exact(tmp_path):
    """A week, a month or a year in which an event happened is the range of its days; it is ordered by the day given."""
    acled = [{"time_precision": "2"}, {"time_precision": "3"}, {"event_date": "17 November 2021"}]
    gtd, aid = [{"iday": "0"}, {"imonth": "0", "iday": "0"}], [{"Day": ""}, {"Month": "", "Day": ""}]
    rows = stored(load(tmp_path, table("acled", *acled), "acled")) + stored(load(tmp_path, table("gtd", *gtd), "gtd"))
    rows += stored(load(tmp_path, table("awsd", *aid), "awsd"))

    assert [
        ("2021-05-01", "2021-04-25", "2021-05-07"), ("2021-05-01", "2021-05-01", "2021-05-31"),
        ("2021-11-17", "2021-11-17", "2021-11-17"), ("2021-05-01", "2021-05-01", "2021-05-31"),
        ("2021-01-01", "2021-01-01", "2021-12-31"), ("2021-05-01", "2021-05-01", "2021-05-31"),
        ("2021-01-01", "2021-01-01", "2021-12-31"),
    ] == [tuple(str(row[name]) for name in ("day", "first", "last")) for row in rows]  # fmt: skip


def test_gtd_in_windows_letters(tmp_path):
    """GTD's own encoding is read, and UTF-8 as well; a number of deaths that is not known is not 0."""
    text = table("gtd", {"city": "Peñón", "nkill": "-99"})
    rows = [stored(load(tmp_path, text.encode(name), "gtd"))[0] for name in ("cp1252", "utf-8")]

    assert [("Peñón", None)] * 2 == [(row["admin2"], row["best"]) for row in rows]


MAPPED = {"row": "Nr", "first": "When", "by": "Who", "country": "Where", "deaths": "Dead"}


def test_any_csv_by_a_mapping(tmp_path):
    """Separator, encoding, days, what means nothing, lines before the header, and coalitions are those of its user."""
    text = "a note\nNr;When;Who;Where;Dead\nA1;31/12/2020;IS & Möwe;Namibia;2\nA2;01/01/2021;NA;NA;\n"
    form = {"delimiter": ";", "encoding": "cp1252", "date_format": "%d/%m/%Y", "nulls": ("NA",), "skip_lines": 1}
    events = load(tmp_path, text.encode("cp1252"), "mapped", columns=MAPPED, between_actors=" & ", **form)

    assert [
        ("A1", 3, date(2020, 12, 31), ["IS", "Möwe"], "Namibia", 2),
        ("A2", 4, date(2021, 1, 1), [], None, None),
    ] == [tuple(row[name] for name in ("row", "line", "first", "by", "country", "best")) for row in stored(events)]


def test_lines_as_ids_and_days_as_months(tmp_path):
    """A file without ids has those of its lines; a month is all its days; NA is a text unless the mapping says more."""
    columns = {"row": "line", "first": "month", "country": "place"}
    rows = stored(load(tmp_path, "month,place\n2021-02,NA\n", "mapped", columns=columns, date_format="%Y-%m"))

    assert [("2", date(2021, 2, 1), date(2021, 2, 28), "NA")] == [
        tuple(row[name] for name in ("row", "first", "last", "country")) for row in rows
    ]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"row": "Nr"}, "no column is given for first"),
        (MAPPED | {"colour": "Dead"}, "'colour' is not a part"),
        (MAPPED | {"low": "Dead"}, "deaths is given as one number and as a range"),
        ({"row": "Nr", "first": "When", "low": "Dead"}, "belong together"),
    ],
)
def test_mappings_that_are_incomplete(tmp_path, columns, words):
    """No column is guessed."""
    with pytest.raises(DatasetError, match=words):
        load(tmp_path, "Nr,When,Who,Where,Dead\n", "mapped", columns=columns)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("", r"If the file writes its days so, say how: --date-format %d/%m/%Y"),
        ("%m/%d/%Y", r"Does --date-format have day and month in the order of the file\?"),
    ],
)
def test_days_in_another_form_are_asked_for(tmp_path, form, words):
    """A file of one’s own with 31/12/2020 is no damaged file: the message names the flag that reads it."""
    with pytest.raises(DataError, match=words):
        load(tmp_path, "Nr,When,Who,Where,Dead\n1,31/12/2020,A,B,2\n", "mapped", columns=MAPPED, date_format=form)


def test_names_of_columns_are_never_code(tmp_path):
    """A column or a value that looks like SQL is a name like others."""
    evil = """x"); DROP TABLE record; --"""
    text = 'Nr,"x""); DROP TABLE record; --",Who\nA1,2021-05-01,\'); COPY (SELECT 1) TO \'/tmp/x\'; --\n'
    rows = stored(load(tmp_path, text, "mapped", columns={"row": "Nr", "first": evil, "by": "Who"}))

    assert ["'); COPY (SELECT 1) TO '/tmp/x'; --"] == rows[0]["by"]


def test_a_file_is_checked_on_every_use_and_loaded_once(tmp_path, monkeypatch):
    """The same bytes come from the cache, whatever their name; other bytes under a described hash are refused."""
    from tally.events import store

    events = load(tmp_path, GOOD, "ucdp-ged")
    described = {"sha256": store.sha256_of(events)}
    dataset = events.dataset.__class__(**{**events.dataset.__dict__, **described})
    (tmp_path / "moved.csv").write_text(GOOD)
    monkeypatch.setattr(store, "stage", None)
    again = store.load_events(store.Project(tmp_path, tmp_path), dataset, tmp_path / "moved.csv")
    (tmp_path / "moved.csv").write_text(GOOD.replace("Front", "Trunk"))
    with pytest.raises(DataError, match=r"SHA-256 .*as in dataset\.yml"):
        store.load_events(store.Project(tmp_path, tmp_path), dataset, tmp_path / "moved.csv")

    assert events.path == again.path


def test_the_kinds_are_those_of_the_command_line():
    """Each kind has a layout, made-up rows to test it with, and a line in the documentation."""
    page = (ROOT / "docs" / "count-events.md").read_text(encoding="utf-8")

    assert KINDS == loading.KINDS
    assert {*loading.LAYOUTS} == {*ROWS}
    assert not [kind for kind in KINDS if f"| `{kind}` |" not in page]
    assert not [part for part in loading.PARTS if f"`{part}`" not in page]
    for kind, layout in loading.LAYOUTS.items():
        assert {*layout.needed} <= {*ROWS[kind]}, kind
        assert kind in (likely_kind(layout.columns), "ucdp-candidate")
