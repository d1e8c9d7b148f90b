"""Traps of real files of events: each is refused in a sentence, or counted as it must be."""

import gzip
import io
import itertools
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from event_files import load, stored, table
from tally.adding import add_dataset, new_dataset
from tally.cli.main import main
from tally.events import CountError, count_events, count_periods, count_rows, load_events, make_query, open_dataset
from tally.events.loading import contents, engine
from tally.project import Project
from tally.records.events import ActorName, DatasetError, How, Span
from tally.records.tables import DataError
from tally.windows import Step, periods_in

HOSTILE = (
    '"><script>alert()</script>',
    "a\u202eb",
    '=HYPERLINK("http://x")',
    "x'); DROP TABLE record; --",
    "{0} {{1}}",
)
DAYS = (
    {"id": "edge", "date_start": "2021-05-31", "date_end": "2021-06-02"},
    {"id": "new-year", "date_start": "2020-12-30", "date_end": "2021-01-02"},
    {"id": "leap", "date_start": "2020-02-29", "date_end": "2020-02-29"},
    {"id": "last", "date_start": "2021-12-31", "date_end": "2021-12-31"},
    {"id": "007", "date_start": "2021-07-07", "date_end": "2021-07-07", "side_a": "Front, IS"},
    {"id": "7", "date_start": "2021-07-08", "date_end": "2021-07-08", "side_a": "ISWAP", "side_b": "HISB"},
    {"id": "none", "date_start": "2021-07-09", "date_end": "2021-07-09", "low": "0", "best": "0", "high": "0"},
    *({"id": f"odd-{n}", "date_start": "2019-03-01", "date_end": "2019-03-01", "side_b": name, "adm_1": name}
      for n, name in enumerate(HOSTILE)),
)  # fmt: skip
GONE = [ActorName("gone", "gone", "Gone", "", "Nobody printed", None, None, How.IS, "")]


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    """The rows, loaded; the file covers three years."""
    file = load(tmp_path_factory.mktemp("traps"), table("ucdp-ged", *DAYS), "ucdp-ged")
    return replace(file, dataset=replace(file.dataset, covers=Span(date(2019, 1, 1), date(2021, 12, 31))))


COUNTS = {  # what is asked, and the low, middle and high count
    "across the end of the window": ({"window": "2021-05-01/2021-05-31"}, (0, 1, 1)),
    "across its start": ({"window": "2021-06-01/2021-06-30"}, (0, 0, 1)),
    "within it": ({"window": "2021-05-31/2021-06-02"}, (1, 1, 1)),
    "in the middle of its days": ({"window": "2021-06-01"}, (0, 0, 1)),
    "across New Year, the old year": ({"window": "2020"}, (1, 2, 2)),
    "across New Year, the new year": ({"window": "2021"}, (5, 5, 6)),
    "across New Year, both years": ({"window": "2020-01-01/2021-12-31"}, (7, 7, 7)),
    "one day": ({"window": "2021-12-31"}, (1, 1, 1)),
    "one day without events": ({"window": "2021-12-30"}, (0, 0, 0)),
    "29 February": ({"window": "2020-02-29"}, (1, 1, 1)),
    "February of a leap year": ({"window": "2020-02"}, (1, 1, 1)),
    "the last day covered": ({"window": "2021-12-01/2021-12-31"}, (1, 1, 1)),
    "a group that is there only in a coalition": ({"window": "2021", "actor": "IS"}, (1, 1, 1)),
    "a name within another": ({"window": "2021", "actor": "ISWAP"}, (1, 1, 1)),
    "a name at the end of another": ({"window": "2021", "actor": "HISB"}, (1, 1, 1)),
    "a group that is in no event": ({"window": "2021", "actor": "gone"}, (0, 0, 0)),
    "an event without deaths": ({"window": "2021-07-09"}, (1, 1, 1)),
    "no deaths": ({"window": "2021-07-09", "unit": "deaths"}, (0, 0, 0)),
    **{f"as a group: {name}": ({"window": "2019", "actor": name}, (1, 1, 1)) for name in HOSTILE},
    **{f"as a place: {name}": ({"window": "2019", "place": name}, (1, 1, 1)) for name in HOSTILE},
}  # fmt: skip


@pytest.mark.parametrize("case", COUNTS)
def test_each_trap_is_counted_as_it_must_be(events, case):
    """Ranges at both ends of a window, one day, whole names only, none for a group that is not there."""
    asked, (low, value, high) = COUNTS[case]
    query = make_query(**asked)
    count, rows = count_events(events, query, GONE), count_rows(events, query, GONE)
    (period,) = count_periods(events, query, periods_in(query.window.first, query.window.last, Step.YEAR)[:1], GONE) \
        if query.window.days <= 366 else [count]  # fmt: skip

    assert (low, value, high) == (count.low, count.value, count.high)
    assert (low, value, high) == (period.low, period.value, period.high)
    assert count.used + sum(count.left_out.values()) == len(DAYS)
    if query.unit == "events":
        assert (low, high) == (len(rows.certain), len(rows.certain + rows.by_date + rows.by_name))


# Events of IS in Bangladesh by year, UCDP GED 19.1: all, and those of one-sided violence. Totals only.
BANGLADESH = {2015: (6, 5), 2016: (25, 13), 2017: (18, 1), 2018: (1, 0)}
# Events in Myanmar from 1 January to 17 November, UCDP GED 24.1: certain, and possible as well.
MYANMAR = {2019: (129, 0), 2020: (74, 0), 2021: (681, 10), 2022: (1317, 1), 2023: (1876, 9)}


def test_counts_of_published_files(tmp_path):
    """A file that has as many events of each kind gives the numbers that pandas gave for the published ones."""
    rows = []
    for year, (every, alone) in BANGLADESH.items():
        day = {"date_start": f"{year}-05-05", "date_end": f"{year}-05-05", "country": "Bangladesh"}
        rows += [{**day, "type_of_violence": "3", "side_a": "IS", "side_b": "Civilians"}] * alone
        rows += [{**day, "type_of_violence": "1", "side_a": "Government", "side_b": "IS"}] * (every - alone)
    for year, (certain, possible) in MYANMAR.items():
        rows += [{"date_start": f"{year}-11-17", "date_end": f"{year}-11-17"}] * certain
        rows += [{"date_start": f"{year}-11-16", "date_end": f"{year}-11-18"}] * possible
    file = load(tmp_path, table("ucdp-ged", *rows), "ucdp-ged")
    file = replace(file, dataset=replace(file.dataset, covers=Span(date(1989, 1, 1), date(2023, 12, 31))))

    def counted(window, **asked):
        count = count_events(file, make_query(str(window), **asked))
        return count.low, count.value, count.high

    assert {year: (every,) * 3 for year, (every, _) in BANGLADESH.items()} == {
        year: counted(year, actor="IS") for year in BANGLADESH
    }
    assert {year: (alone,) * 3 for year, (_, alone) in BANGLADESH.items()} == {
        year: counted(year, actor="IS", role="by") for year in BANGLADESH
    }
    assert (31, 31, 31) == counted("2015-01-01/2018-12-31", actor="IS", role="against")
    for year, (certain, possible) in MYANMAR.items():
        days = counted(f"{year}-01-01/{year}-11-17", place="Land")
        assert (certain, certain + possible, certain + possible) == days


def test_ids_are_texts(events):
    """Zeros in front are kept: 007 and 7 are two rows."""
    assert {"007", "7"} < {row["row"] for row in stored(events)}


@pytest.mark.parametrize("window", ["2021-12-31/2022-01-01", "2022", "2018-12-31/2019-01-01"])
def test_beyond_the_days_covered_nothing_is_known(events, window):
    """Not none, and not what the file happens to have."""
    with pytest.raises(CountError, match="is not known"):
        count_events(events, make_query(window))


def zipped(content, name="a.csv"):
    """Return a zip with a file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("pack", [zipped, lambda text: gzip.compress(text.encode())], ids=["zip", "gzip"])
def test_what_unpacks_to_too_much_is_refused(tmp_path, monkeypatch, pack):
    """The limit holds for what is unpacked, whatever the archive says of itself, and not only for the ratio."""
    content = table("ucdp-ged", *DAYS)
    assert load(tmp_path, pack(content), "ucdp-ged").loaded.rows == len(DAYS)
    monkeypatch.setattr(contents, "MOST_BYTES", len(content) - 1)

    with pytest.raises(DataError, match=f"unpack to .*at most {len(content) - 1:,} bytes"):
        load(tmp_path, pack(content), "ucdp-ged", "other.csv")


CELLS = {
    "latitude above the pole": ({"latitude": "90.5"}, "latitude"),
    "longitude round the earth": ({"longitude": "181"}, "longitude"),
    "latitude with a decimal comma": ({"latitude": "20,5"}, "latitude"),
    "an id that was a float": ({"id": "214797.0"}, "id"),
    "an id that a spreadsheet cut": ({"id": "2.14797E+5"}, "id"),
}


@pytest.mark.parametrize("case", CELLS)
def test_a_cell_that_cannot_be_right_stops_the_file(tmp_path, case):
    """Its line and column are named, with what was found."""
    change, column = CELLS[case]
    with pytest.raises(DataError) as refusal:
        load(tmp_path, table("ucdp-ged", {}, change), "ucdp-ged")
    (problem,) = refusal.value.problems

    assert ("line 3", column) == (problem.row, problem.column)
    assert str(change[column]) in str(problem)


@pytest.mark.parametrize("change", [{"best": "-1"}, {"low": "-99"}, {"low": "5"}, {"high": ""}])
def test_deaths_that_cannot_be_right_are_told(tmp_path, change):
    """Such an event counts; its deaths do not, and the reason is among the rows that were left out."""
    file = load(tmp_path, table("ucdp-ged", {}, change), "ucdp-ged")
    file = replace(file, dataset=replace(file.dataset, covers=Span(date(2021, 1, 1), date(2021, 12, 31))))
    events, deaths = (count_events(file, make_query("2021", unit=unit)) for unit in ("events", "deaths"))

    assert (2, {}) == (events.value, events.left_out)
    assert (1, 2, 3) == (deaths.low, deaths.value, deaths.high)
    assert {"with unusable numbers of deaths": 1} == deaths.left_out
    assert file.loaded.broken


def test_other_threads_give_the_same_bytes(tmp_path, monkeypatch):
    """The cached file, and what is counted from it, do not depend on the machine."""
    content, found = table("ucdp-ged", *({**row, "id": f"{n}-{row['id']}"} for n in range(300) for row in DAYS)), []
    for threads in (1, 2, 4):
        monkeypatch.setitem(engine.SETTINGS, "threads", threads)
        (folder := tmp_path / str(threads)).mkdir()
        file = load(folder, content, "ucdp-ged")
        query = make_query("2021", unit="deaths")
        file = replace(file, dataset=replace(file.dataset, covers=Span(date(2019, 1, 1), date(2021, 12, 31))))
        found.append((file.path.name, file.path.read_bytes(), count_rows(file, query), count_events(file, query)))

    assert all(one == other for one, other in itertools.pairwise(found))


def described(tmp_path):
    """Return a project with a described file, and the folder of its description."""
    project = Project(tmp_path, tmp_path / "reports")
    (project.tables("mine")).mkdir(parents=True)
    (tmp_path / "events.csv").write_text(table("ucdp-ged", *DAYS))
    dataset = new_dataset("ged", "ucdp-ged", title="", counter="", release="")
    return project, add_dataset(project, "mine", tmp_path / "events.csv", dataset).path


FALSE = {
    "rows": (("rows: 12", "rows: 13"), "rows: found 13, and the file has 12"),
    "covers": (("to: '2021-12-31'", "to: '2020-12-31'"), "events from 2019-03-01 to 2021-12-31"),
    "sha256": (("sha256: ", "sha256: '0000000000'\n#"), "64 digits"),
    "another hash": (None, "SHA-256"),
    "path": (("path: events.csv", "path: elsewhere/events.csv"), "is not there.*elsewhere/events.csv.*Download"),
    "a home that there is not": (("path: events.csv", "path: ~nobody-at-all/events.csv"), "is not there.*--replace"),
}


@pytest.mark.parametrize("case", FALSE)
def test_a_description_that_is_not_true_is_refused(tmp_path, case):
    """The hash can be right and the rows wrong, or the file may have moved: one sentence says what, and what to do."""
    project, path = described(tmp_path)
    change, words = FALSE[case]
    assert open_dataset(project, "mine", "ged").loaded.rows == len(DAYS)
    if change:
        text = path.read_text()
        assert change[0] in text, text
        path.write_text(text.replace(*change))
    else:
        (tmp_path / "events.csv").write_text(table("ucdp-ged", *DAYS[1:]))

    with pytest.raises((DatasetError, DataError), match=f"(?s){words}"):
        open_dataset(project, "mine", "ged")


def test_ids_that_recur_in_another_release_are_another_file(tmp_path):
    """The same ids with other contents have another hash, and are loaded for themselves."""
    first = load(tmp_path, table("ucdp-ged", *DAYS), "ucdp-ged")
    second = load(tmp_path, table("ucdp-ged", *({**row, "best": "3"} for row in DAYS)), "ucdp-ged", "new.csv")

    assert first.path != second.path
    assert load_events(Project(tmp_path, tmp_path / "r"), first.dataset, tmp_path / "events.csv").path == first.path


COUNT = ("add", "count", "--dataset", "disruptions", "--window", "2024")
ACTOR = ("add", "actor", "--actor", "mine", "--name", "Mine", "--printed", "Example League")
PLACE = ("add", "place", "--place", "mine", "--name", "Mine", "--printed", "Ford", "--level", "admin2")
SET = ("dataset", "add", "events.csv", "--kind", "ucdp-ged", "--id", "mine")
REFUSED = {  # a command, what is put in its place or after it, and words of the answer
    "count: no such data set": (COUNT, ("--dataset", "disruption"), "Did you mean 'disruptions'"),
    "count: no window": (COUNT, ("--window", "soon"), "window: 'soon'"),
    "count: an open window": (COUNT, ("--window", "2024-01-01/.."), "lacks an end"),
    "count: a vague window": (COUNT, ("--window", "2024-01/2024-03"), "Write both days"),
    "count: days not covered": (COUNT, ("--window", "2026"), "is not known"),
    "count: a misspelt actor": (COUNT, ("--actor", "Example Leage"), "Did you mean 'Example League'"),
    "count: a misspelt place": (COUNT, ("--place", "Foord"), "Did you mean"),
    "count: a misspelt type": (COUNT, ("--kinds", "Damaged wel"), "Did you mean 'Damaged well'"),
    "count: a role of nobody": (COUNT, ("--role", "by"), "without an actor"),
    "count: another role": (COUNT, ("--role", "to"), "any"),
    "count: another unit": (COUNT, ("--unit", "wounded"), "events"),
    "count: a precision of none": (COUNT, ("--precision", "0"), "a number of days"),
    "count: an id that is taken": (COUNT, ("--id", "example-group-2024"), "is taken"),
    "count: an id that is none": (COUNT, ("--id", "My count"), "found 'My count'"),
    "count: hidden letters": (COUNT, ("--note", "a\u202eb"), "U+202E"),
    "count: a formula": (COUNT, ("--note", "=1+1"), "spreadsheet"),
    "count: SQL": (COUNT, ("--actor", "x'); DROP TABLE record; --"), "prints no actor"),
    "actor: an id that is none": (ACTOR, ("--actor", "Mine"), "--actor: "),
    "actor: no name": (ACTOR, ("--name", ""), "name"),
    "actor: a part of a name": (ACTOR, ("--printed", "League"), "as a whole name"),
    "actor: no such data set": (ACTOR, ("--dataset", "x"), "data set"),
    "actor: no such way": (ACTOR, ("--how", "perhaps"), "may-be"),
    "actor: no such day": (ACTOR, ("--since", "2021-02-30"), "--since: "),
    "actor: days in reverse": (ACTOR, ("--since", "2022-01-01", "--until", "2021-01-01"), "Exchange"),
    "actor: hidden letters": (ACTOR, ("--name", "a\u202eb"), "U+202E"),
    "actor: an id that is taken": (ACTOR, ("--id", "example-group"), "an id of its own"),
    "place: a misspelt name": (PLACE, ("--printed", "Foord"), "Did you mean"),
    "place: another level": (PLACE, ("--level", "admin1"), "admin2"),
    "place: no such level": (PLACE, ("--level", "village"), "admin1"),
    "place: no such parent": (PLACE, ("--parent", "nowhere"), "--parent: "),
    "place: its own parent": (PLACE, ("--parent", "mine"), "parent"),
    "place: another name for readers": (PLACE, ("--place", "upper-example"), "as in its other rows"),
    "set: no file": (SET, ("none.csv",), "none.csv"),
    "set: a folder": (SET, ("data",), "data"),
    "set: an empty file": (SET, ("empty.csv",), "nothing"),
    "set: no such kind": (SET, ("--kind", "ucdp"), "ucdp-ged"),
    "set: another kind": (SET, ("--kind", "acled"), "--kind ucdp-ged"),
    "set: an id that is none": (SET, ("--id", "../mine"), "--id: found"),
    "set: an id that is taken": (SET, ("--id", "disruptions"), "already"),
    "set: no such source": (SET, ("--source", "nobody"), "no source"),
    "set: days that leave events out": (SET, ("--from", "2021-01-01"), "must include"),
    "set: no such day": (SET, ("--to", "2021-02-30"), "--from, --to"),
    "set: no such member": (SET, ("--member", "b.csv"), "no zip"),
    "set: a column of a known kind": (SET, ("--column", "row=id"), "column"),
    "set: no column": (SET, ("--kind", "mapped", "--column", "row"), "PART=COLUMN"),
    "set: half a mapping": (SET, ("--kind", "mapped", "--column", "row=id"), "first"),
    "set: no such part": (SET, ("--kind", "mapped", "--column", "colour=id"), "colour"),
    "set: hidden letters": (SET, ("--title", "a\u202eb"), "U+202E"),
}  # fmt: skip


def test_each_refusal_is_one_sentence_and_writes_nothing(copied, monkeypatch, capsys):
    """Of each command that adds what is counted: it ends with 1, or 2 for a wrong option, and the case is as it was."""
    monkeypatch.chdir(copied.root)
    Path("events.csv").write_text(table("ucdp-ged", *DAYS[:2]))
    Path("empty.csv").write_text("")
    folder = copied.tables("made-up-events")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    faults = {}
    for case, (command, more, words) in REFUSED.items():
        arguments = [more[0] if part == "events.csv" and not more[0].startswith("--") else part for part in command]
        try:
            status = main([*arguments, *(more if more[0].startswith("--") else ()), "--case", "made-up-events"])
        except SystemExit as error:
            status = error.code
        told = capsys.readouterr().err
        after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        if status not in (1, 2) or words not in told or "Traceback" in told or after != before:
            faults[case] = (status, told[-300:], after == before)
    assert {} == faults
