"""Events are counted as ranges, by whole names, within the days that a file covers."""

import dataclasses
import json
import random
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from event_files import load, stored, table
from limits import LIMIT
from tally.briefs import load_brief
from tally.cli.main import main
from tally.events import CountError, count_events, count_rows, make_query, store
from tally.events.loading import LoadingError, open_engine
from tally.records import load_dossier
from tally.records.events import (
    ActorName,
    How,
    Level,
    PlaceName,
    Span,
    parse_dataset,
    read_actors,
    read_datasets,
    read_places,
)
from tally.records.schemas import outdated_files
from tally.records.tables import DataError

adding = import_module("tally.adding.dataset")
FIRST, LAST = date(2019, 12, 20), date(2021, 3, 10)
SIDES = ("IS", "ISWAP", "IS, Front", "HISB", "Front", "New Front, IS", "Civilians")
PROVINCES = ("North", "North state", "South", "")


def made_up():
    """Return the changes of a few hundred rows: ranges of days across the year's end, coalitions, broken deaths."""
    draw = random.Random(7)
    rows = []
    for _ in range(240):
        day = FIRST + timedelta(draw.randrange((LAST - FIRST).days))
        last = day + timedelta(draw.choice([0, 0, 0, 1, 6, 30]))
        low, high = draw.randrange(4), draw.randrange(3, 9)
        rows.append({
            "date_start": str(day), "date_end": str(last), "type_of_violence": draw.choice("1123"),
            "side_a": draw.choice(SIDES), "side_b": draw.choice(SIDES), "adm_1": draw.choice(PROVINCES),
            "country": draw.choice(["Land", "Other land"]), "low": str(low), "high": str(high),
            "best": str(draw.choice([low, high, (low + high) // 2, 9])),
        })  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    """The rows, loaded once."""
    loaded = load(tmp_path_factory.mktemp("events"), table("ucdp-ged", *made_up()), "ucdp-ged")
    covers = Span(FIRST, LAST + timedelta(60))
    return dataclasses.replace(loaded, dataset=dataclasses.replace(loaded.dataset, covers=covers))


@pytest.fixture(scope="module")
def rows(events):
    """The same rows as dictionaries."""
    return stored(events)


CHANGE = date(2020, 7, 1)  # the day from which the front has another name


def named(actor, printed, how=How.IS, first=None, last=None, dataset="made-up"):
    return ActorName(f"{actor}-{printed}".lower(), actor, actor.upper(), dataset, printed, first, last, how, "")


ACTORS = [
    named("front", "Front", last=CHANGE - timedelta(1)), named("front", "New Front", first=CHANGE),
    named("is", "IS"), named("is", "ISWAP", How.MAY_BE), named("gone", "Nobody of this name"),
    named("elsewhere", "IS", dataset="another"),
]  # fmt: skip
PLACES = [
    PlaceName("a", "land", "Land", Level.COUNTRY, "", "", "Land", ""),
    PlaceName("b", "north", "the North", Level.ADMIN1, "land", "", "North", ""),
    PlaceName("c", "north", "the North", Level.ADMIN1, "land", "", "North state", ""),
]  # fmt: skip
NAMES = {  # of an actor: (printed, may-be, first, last)
    "IS": [("IS", False, date.min, date.max)],
    "is": [("IS", False, date.min, date.max), ("ISWAP", True, date.min, date.max)],
    "front": [("Front", False, date.min, CHANGE - timedelta(1)), ("New Front", False, CHANGE, date.max)], "gone": [],
}  # fmt: skip


def brute(rows, query):
    """Count by hand: what is certain, what may be, what the first day says, and the deaths of these."""
    low = value = high = used = 0
    for row in rows:
        place = {"": True, "South": row["admin1"] == "South"}.get(
            query.place, row["country"] == "Land" and row["admin1"] in ("North", "North state")
        )
        if not place or (query.kinds and not {*query.kinds} & {*row["kinds"]}):
            continue
        sure = maybe = not query.actor
        if query.actor:
            now = [(name, may) for name, may, first, last in NAMES[query.actor] if first <= row["day"] <= last]
            certain, every = {name for name, may in now if not may}, {name for name, _ in now}
            parties, by = {*row["actor_a"], *row["actor_b"]}, {*row["by"]}
            attacked, perhaps = certain & parties - by and not every & by, every & parties and not certain & by
            sure = bool({"any": certain & parties, "by": certain & by, "against": attacked}[query.role])
            maybe = bool({"any": every & parties, "by": every & by, "against": perhaps}[query.role])
        if not maybe or (query.precision and (row["last"] - row["first"]).days >= query.precision):
            continue
        if row["last"] < query.window.first or row["first"] > query.window.last:
            continue
        deaths = query.unit == "deaths"
        if deaths and row["broken"]:
            continue
        used += 1
        inside = query.window.first <= row["first"] and row["last"] <= query.window.last
        low += (row["low"] if deaths else 1) if sure and inside else 0
        value += (row["best"] if deaths else 1) if sure and query.window.first <= row["day"] <= query.window.last else 0
        high += row["high"] if deaths else 1
    return low, value, high, used


@given(data=st.data())
@settings(max_examples=20)
def test_counts_are_those_of_a_count_by_hand(events, rows, data):
    """Any days, actor, role, place, type, precision and unit: the range, and each row of the file used or left out."""
    days = st.integers(0, (LAST - FIRST).days + 59).map(lambda number: FIRST + timedelta(number))
    first, last = sorted((data.draw(days), data.draw(days)))
    actor = data.draw(st.sampled_from(["", *NAMES]))
    query = make_query(
        f"{first}/{last}", unit=data.draw(st.sampled_from(["events", "deaths"])), actor=actor,
        role=data.draw(st.sampled_from(["any", "by", "against"])) if actor else "any",
        place=data.draw(st.sampled_from(["", "north", "South"])),
        kinds=data.draw(st.sampled_from([[], ["3"], ["state-based | 2"]])),
        precision=data.draw(st.sampled_from(["", "1", "7"])),
    )  # fmt: skip
    count = count_events(events, query, ACTORS, PLACES)

    assert brute(rows, query) == (count.low, count.value, count.high, count.used)
    assert count.low <= count.value <= count.high
    assert len(rows) == count.used + sum(count.left_out.values())
    assert all(number > 0 for number in count.left_out.values())


def test_rows_are_named_in_order(events, rows):
    """The ids of what was counted: certain and possible, by first day and id, each once."""
    rows_used = count_rows(events, make_query("2020", actor="is"), ACTORS)
    certain, possible = rows_used.certain, rows_used.possible
    count = count_events(events, make_query("2020", actor="is"), ACTORS)
    days = {row["row"]: (row["first"], row["row"]) for row in rows}

    assert (count.certain, count.by_date + count.by_name) == (len(certain), len(possible))
    assert sorted(certain, key=days.get) == [*certain]
    assert not {*certain} & {*possible}


REFUSED = {
    "after the end": ({"window": "2022"}, "How many there were in 2022 is not known: made-up covers the days from"),
    "across the start": ({"window": "2019-12-19/2020-02-01"}, "not known"),
    "in a gap": ({"window": "2020-06"}, "has a gap from 1 June 2020 to 30 June 2020 (lost)"),
    "no end": ({"window": "2020-01-01/.."}, "lacks an end"),
    "vague": ({"window": "2020-01/2020-03"}, "Write both days, such as 2020-01-01/2020-03-31"),
    "no window": ({"window": "soon"}, "window: 'soon' is not", "Write the days, such as 2020, 2021-05 or"),
    "misspelt actor": ({"actor": "Frnt"}, "prints no actor 'Frnt'", "Did you mean 'Front'"),
    "a part of a name": ({"actor": "WAP"}, "prints no actor 'WAP'"),
    "a coalition": ({"actor": "IS, Front"}, "prints no actor"),
    "misspelt place": ({"place": "Nord"}, "prints no place 'Nord'"),
    "unknown type": ({"kinds": ["3", "Bombing"]}, "prints no type 'Bombing'"),
    "actor of another file": ({"actor": "elsewhere"}, "actors.csv has no name of 'elsewhere' in the data set made-up"),
    "role of nobody": ({"role": "by"}, "without an actor"),
    "precision": ({"precision": "0"}, "expected a number of days"),
    "SQL": ({"actor": "x' OR '1'='1"}, "prints no actor"),
    "more SQL": ({"place": "North'); DROP TABLE x; --"}, "prints no place"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_known_is_no_number(events, case):
    """Days outside the coverage, and names that the file does not print, are refused in a sentence: never counted 0."""
    asked, *words = REFUSED[case]
    gaps = (Span(date(2020, 6, 1), date(2020, 6, 30), "lost"),) if case == "in a gap" else ()
    file = dataclasses.replace(events, dataset=dataclasses.replace(events.dataset, gaps=gaps))
    with pytest.raises(CountError) as refusal:
        count_events(file, make_query(**{"window": "2020"} | asked), ACTORS, PLACES)

    assert not [word for word in words if word not in str(refusal.value)], str(refusal.value)


def test_nobody_did_it_where_nobody_says(tmp_path):
    """ACLED has no one who did it, and GTD no one who was attacked: neither is counted as 0."""
    acled = load(tmp_path, table("acled", {}, {"event_type": "Protests"}), "acled")
    gtd = load(tmp_path, table("gtd", {}, {"guncertain1": "1"}), "gtd")
    acled, gtd = (
        dataclasses.replace(
            file, dataset=dataclasses.replace(file.dataset, covers=Span(date(2021, 1, 1), date(2021, 12, 31)))
        )
        for file in (acled, gtd)
    )
    with pytest.raises(CountError, match="does not say who did it"):
        count_events(acled, make_query("2021", actor="Front", role="by"))
    with pytest.raises(CountError, match="not those who were attacked"):
        count_events(gtd, make_query("2021", actor="Front", role="against"))
    names = [{}, {"Reported Perpetrator Name": "IS, Front"}, {"Reported Perpetrator Name": "Islamic State"}]
    insight = load(tmp_path, table("insecurity-insight", *names), "insecurity-insight")
    insight = dataclasses.replace(insight, dataset=acled.dataset)
    parts = [count_events(insight, make_query("2021", actor="Front", role=role)) for role in ("any", "by")]
    assert [(2, 2, 2), (1, 1, 2)] == [(part.low, part.value, part.high) for part in parts]
    count, doubt = (
        count_events(acled, make_query("2021")),
        count_events(gtd, make_query("2021", actor="Front", role="by")),
    )

    assert (1, {"of another type": 1}) == (count.value, count.left_out)
    assert (1, 1, 2) == (doubt.low, doubt.value, doubt.high)
    assert "perpetrator" in " ".join(count.notes)
    assert "took part" in count_events(acled, make_query("2021", actor="Front")).words


def test_a_release_that_is_not_settled_is_a_minimum(events):
    """Its last days may still grow, and a change of method within the days is named."""
    change = Span(date(2020, 7, 1), date(2020, 7, 1), "another office collects")
    dataset = dataclasses.replace(events.dataset, settles=100, breaks=(change,))
    notes = [
        " ".join(count_events(dataclasses.replace(events, dataset=dataset), make_query(window)).notes)
        for window in ("2020-01-01/2020-06-30", "2020-06-01/2021-03-10")
    ]

    assert ["A minimum" in note for note in notes] == ["another office" in note for note in notes] == [False, True]


def test_one_name_for_several_places_is_told(tmp_path):
    """A name that is that of a country and of a province, or of provinces of two countries, is counted with a note."""
    file = load(tmp_path, table("ucdp-ged", {"adm_1": "Land"}, {}, {"country": "Else", "adm_1": "Land"}), "ucdp-ged")
    dataset = dataclasses.replace(file.dataset, covers=Span(date(2021, 1, 1), date(2021, 12, 31)))
    count = count_events(dataclasses.replace(file, dataset=dataset), make_query("2021", place="Land"))

    assert 3 == count.value
    assert "a country; a province of Else: all are counted" in " ".join(count.notes)


def run(*arguments):
    return main([str(argument) for argument in arguments])


def test_the_commands(copied, monkeypatch, capsys, tmp_path):
    """A file is added, counted as words and as JSON, and checked; what is refused writes nothing."""
    monkeypatch.chdir(copied.root)
    file = tmp_path / "elsewhere" / "ged.csv"
    file.parent.mkdir()
    changes = [
        {"adm_1": "BarisÃ¡l"},
        {"date_start": "2021-12-30", "date_end": "2022-01-02"},
        {"low": "5"},
        {"date_start": "", "date_end": ""},
    ]
    file.write_text(table("ucdp-ged", *changes))
    before = sorted(copied.data.rglob("*"))

    assert 1 == run("dataset", "add", file, "--kind", "ucdp-ged", "--id", "ged", "--source", "nothing")
    assert 1 == run("dataset", "add", file, "--kind", "ucdp-ged", "--id", "../ged")
    assert 1 == run("dataset", "add", file, "--kind", "ucdp-ged", "--id", "ged", "--from", "2021-06-01")
    assert 1 == run("dataset", "add", file.parent, "--kind", "ucdp-ged", "--id", "ged")
    (file.parent / "none.csv").write_text(table("ucdp-ged"))
    assert 1 == run("dataset", "add", file.parent / "none.csv", "--kind", "ucdp-ged", "--id", "ged")
    assert before == sorted(copied.data.rglob("*"))
    assert 5 == capsys.readouterr().err.count("Nothing was written")
    assert 0 == run("dataset", "add", file, "--kind", "ucdp-ged", "--id", "ged", "--release", "22.1")
    told = capsys.readouterr().err
    assert "ged: 4 rows, 3 events from 1 May 2021 to 30 December 2021" in told
    assert "1 January 1989 to 31 December 2021" in told
    assert "1 row (no date: line 5)" in told
    assert "1 name with garbled or hidden letters, such as 'BarisÃ¡l'" in told
    assert 0 == run("count", "--dataset", "ged", "--window", "2021", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (2, 3, 3, 3, {"without a date": 1}) == tuple(
        told[name] for name in ("low", "value", "high", "used", "left_out")
    )
    assert {"query", "sha256", "notes"} < {*told}
    assert 0 == run("count", "--dataset", "ged", "--window", "2021", "--unit", "deaths")
    told = capsys.readouterr().out
    assert told.startswith(
        "1 to 6 deaths (4 by best estimates)\nDeaths in events of UCDP Georeferenced Event Dataset (release 22.1)"
    )
    assert "1 with unusable numbers of deaths" in told
    assert 0 == run("count", "--dataset", "ged", "--window", "2021", "--ids")
    assert "Counted for certain: 1, 3\nPossible: 2\n" in capsys.readouterr().out
    assert 0 == run("count", "--dataset", "ged", "--window", "2021", "--ids", "--json")
    assert {"certain": ["1", "3"], "possible": ["2"]} == json.loads(capsys.readouterr().out)["ids"]
    assert 1 == run("count", "--dataset", "ged", "--window", "2022")
    assert 0 == run("dataset", "check")
    file.write_text(table("ucdp-ged", *changes[:3]))
    assert 1 == run("count", "--dataset", "ged", "--window", "2021")
    assert "as in dataset.yml" in capsys.readouterr().err
    file.write_text(table("ucdp-ged", *changes))
    deaths = ("add", "count", "--dataset", "ged", "--window", "2021", "--actor", "Front", "--unit", "deaths")
    assert 0 == run(*deaths)
    assert "1 to 6 deaths" in capsys.readouterr().err
    assert 1 == run(*deaths)
    assert "ged-2021-front-deaths asks the same" in capsys.readouterr().err
    assert 0 == run(*deaths, "--id", "ged-2021-front-deaths-2")
    before = (copied.data / "isil-kp" / "counts.csv").read_text()
    assert ["ged-2021-front-deaths", "ged-2021-front-deaths-2"] == [
        line.split(",")[0] for line in before.splitlines()[1:]
    ]
    assert 1 == run("add", "count", "--dataset", "ged", "--window", "2023")
    assert 1 == run("add", "count", "--dataset", "ged", "--window", "2021", "--actor", "Nobody")
    assert 1 == run("add", "count", "--dataset", "ged", "--window", "2021", "--note", "a \u202e mark")
    assert before == (copied.data / "isil-kp" / "counts.csv").read_text()
    assert not outdated_files(copied)
    assert not read_datasets(copied.tables("isil-kp"))[1]
    (copied.data / "isil-kp" / "counts.csv").write_text(before.replace("deaths-2,ged", "deaths-2,gde"))
    with pytest.raises(DataError, match="Did you mean 'ged'"):
        load_dossier(copied, "isil-kp")
    path = copied.data / "isil-kp" / "datasets" / "ged" / "dataset.yml"
    path.write_text(path.read_text().replace("from: '1989-01-01'", "from: '2001-01-01'") + "filters: by hand\n")
    moved = file.rename(file.with_name("moved.csv"))
    assert 0 == run("dataset", "add", moved, "--kind", "ucdp-ged", "--id", "ged", "--replace")
    description = path.read_text()
    assert not [words for words in ("2001-01-01", "filters: by hand", "22.1", "moved.csv") if words not in description]
    file = moved
    file.unlink()
    assert 1 == run("count", "--dataset", "ged", "--window", "2021")
    assert "is not there" in capsys.readouterr().err


DESCRIPTIONS = {
    "a field that there is not": ({"colour": "red"}, "colour: there is no such field"),
    "a misspelt field": ({"licenec": "x"}, "Did you mean 'licence'"),
    "a number for a text": ({"release": 24.1}, "Put it in quotation marks"),
    "a text for a number": ({"rows": "many"}, "rows: found 'many', expected a whole number"),
    "days that end before they begin": ({"covers": {"from": "2021-01-01", "to": "2020-01-01"}}, "Exchange them"),
    "a day that there is not": ({"covers": {"from": "2021-02-30", "to": "2021-03-01"}}, "covers:"),
    "no days": ({"covers": {}}, "expected from, to"),
    "two files": ({"file": "a.csv"}, "expected one of them"),
    "a file elsewhere": ({"path": "", "file": "../a.csv"}, "the name of a file in this folder"),
    "a short hash": ({"sha256": "abc"}, "64 digits"),
    "hidden letters": ({"title": "a\u202eb"}, "title: has"),
    "a basis": ({"basis": "guessed"}, "recorded or claimed"),
    "a form of days": ({"date_format": "%Q"}, "date_format: found '%Q'"),
    "a form without a year": ({"date_format": "%d/%m"}, "date_format: found"),
    "an encoding": ({"encoding": "utf-16"}, "encoding: found"),
    "a list of numbers": ({"attacks": [1]}, "expected texts"),
}
DESCRIBED = {
    "id": "x", "title": "X", "counter": "X", "release": "1", "kind": "acled", "sha256": "0" * 64, "rows": 1,
    "covers": {"from": "2021-01-01", "to": "2021-12-31"}, "path": "/a.csv", "gaps": [], "settles": 3,
}  # fmt: skip


@pytest.mark.parametrize("case", DESCRIPTIONS)
def test_descriptions_are_read_strictly(case):
    """Each fault of a dataset.yml is told in words."""
    change, words = DESCRIPTIONS[case]
    _, faults = parse_dataset(DESCRIBED | change)

    assert not parse_dataset(DESCRIBED)[1]
    assert words in " ".join(faults)


def test_tables_of_names(tmp_path):
    """Days, ways to belong, levels and places within places are checked."""
    (tmp_path / "actors.csv").write_text(
        "id,actor,name,dataset,printed,from,to,how,note\na,is,IS,,IS,2021-02-30,,is,\nb,is,IS,,ISWAP,,,perhaps,\n"
    )
    (tmp_path / "places.csv").write_text(
        "id,place,name,level,parent,dataset,printed,note\na,north,North,admin1,land,,North,\nb,x,X,city,,,X,\n"
    )
    faults = str(DataError([*read_actors(tmp_path)[1], *read_places(tmp_path)[1]]))

    assert 4 == faults.count("found '")
    assert not [words for words in ("line 2 (a), from", "line 3 (b), how", "parent", "level") if words not in faults]


def test_two_processes_load_one_file(tmp_path):
    """Both get the same events, and nothing of either is left beside them."""
    text = table("ucdp-ged", *made_up()[:40])
    load(tmp_path, text, "ucdp-ged", "first.csv")
    script = (
        "import sys; sys.path.insert(0, 'TESTS'); from pathlib import Path; from event_files import load;"
        "print(load(Path('.'), Path('first.csv').read_text(), 'ucdp-ged', sys.argv[1]).path.name)"
    ).replace("TESTS", str(Path(__file__).parent))
    for path in (tmp_path / ".cache" / "datasets").glob("*.[pj]*"):
        path.unlink()
    other = subprocess.Popen([sys.executable, "-c", script, "2.csv"], cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    names = {load(tmp_path, text, "ucdp-ged", "1.csv").path.name}
    names.add(other.communicate(timeout=LIMIT)[0].strip())

    assert 1 == len(names)
    assert {".lock", *names, *(name.replace("parquet", "json") for name in names)} == {
        path.name for path in (tmp_path / ".cache" / "datasets").iterdir()
    }


def test_old_files_of_the_cache_are_removed(tmp_path, monkeypatch):
    """Only the newest are kept, each with its note."""
    monkeypatch.setattr(store, "MOST_KEPT", 2)
    for number in range(3):
        load(tmp_path, table("awsd", {"Country": f"Land {number}"}), "awsd")

    assert 2 == len([*(tmp_path / ".cache" / "datasets").glob("*.json")])
    assert 2 == len([*(tmp_path / ".cache" / "datasets").glob("*.parquet")])


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('OTHER')", "SELECT * FROM 'OTHER'", "COPY (SELECT 1) TO 'OTHER'", "ATTACH 'OTHER'",
        "SELECT * FROM read_csv('https://example.org/a.csv')", "INSTALL httpfs", "LOAD httpfs",
        "SET enable_external_access = true", "SET allowed_paths = ['OTHER']",
    ],
)  # fmt: skip
def test_the_engine_reads_and_writes_only_named_files(tmp_path, statement):
    """No other file, no network, no extension, and none of that can be permitted again."""
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    with pytest.raises(LoadingError, match="cannot be read"), open_engine([tmp_path / "named.csv"]) as engine:
        engine.execute(statement.replace("OTHER", str(other)))

    assert "a,b\n1,2\n" == other.read_text()


def test_a_small_file_is_copied_if_that_is_asked(copied, monkeypatch, tmp_path, capsys):
    """The copy is what is counted, whatever happens to the original; a large file is not copied."""
    monkeypatch.chdir(copied.root)
    monkeypatch.setattr(adding, "LARGEST_COPY", 400)
    (tmp_path / "small.csv").write_text(table("awsd", {}))
    (tmp_path / "large.csv").write_text(table("awsd", *[{}] * 8))

    assert 0 == run("dataset", "add", tmp_path / "small.csv", "--kind", "awsd", "--id", "aid", "--copy")
    (tmp_path / "small.csv").unlink()
    assert 0 == run("count", "--dataset", "aid", "--window", "2021-05-01")
    assert "1 event\n" in capsys.readouterr().out
    assert 1 == run("dataset", "add", tmp_path / "large.csv", "--kind", "awsd", "--id", "aid", "--copy", "--replace")
    assert "Leave out --copy" in capsys.readouterr().err
    assert 0 == run("dataset", "add", tmp_path / "large.csv", "--kind", "awsd", "--id", "other")
    monkeypatch.setattr(adding, "LARGEST_COPY", 4_000)
    assert ["dataset.yml", "small.csv"] == sorted(path.name for path in copied.data.glob("isil-kp/datasets/aid/*"))
    assert 0 == run("dataset", "add", tmp_path / "large.csv", "--kind", "awsd", "--id", "aid", "--copy", "--replace")
    assert ["dataset.yml", "large.csv"] == sorted(path.name for path in copied.data.glob("isil-kp/datasets/aid/*"))


def test_the_walk_through(copied, monkeypatch, capsys):
    """The commands of the documentation do what the text around them says."""
    shutil.copytree(ROOT / "docs", copied.root / "docs", ignore=lambda _, names: {*names} - {"example-events.csv"})
    monkeypatch.chdir(copied.root)
    text = (ROOT / "docs" / "count-events.md").read_text(encoding="utf-8").replace("\\\n", "")
    commands = [shlex.split(line)[1:] for line in re.findall(r"^\.venv/bin/tally .*", text, re.MULTILINE)]
    statuses, said = [], []
    for command in commands:
        statuses.append(run(*command))
        said.append("".join(capsys.readouterr()))
    answer = re.search(r"The answer is \*(.*?)\*", text)[1]

    assert [0, 0, 0, 1, 0, 1, 0, 0, 0, 0] == statuses
    assert "\npath: docs/example-events.csv\n" in (copied.data / "made-up/datasets/example/dataset.yml").read_text()
    assert "12 rows, 11 events" in said[0]
    assert "no date: line 13" in said[0]
    assert "2 events that agree with another" in said[0]
    assert said[1].startswith(answer)
    assert "example-2024-example-group" in said[2]
    assert "not known" in said[3]
    assert said[4].startswith(re.search(r"This prints \*(.*?)\*", text)[1])
    assert "Did you mean 'Example League'?" in said[5]
    assert load_brief(copied, "made-up-league").pair == ("league-2024", "league-2025")
