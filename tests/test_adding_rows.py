"""Wordings and dated events are added by command, one or many: checked by their tables' own readers, then written."""

import csv

import pytest

from tally.records import load_dossier
from test_adding import at_terminal, everything, flags

STATEMENT = {
    "source": "daily-excelsior-2022-02-04", "where": "body", "voice": "outlet",
    "wording": "attacks rose, he said, “in every province”", "repeats": "seed-quotation",
}  # fmt: skip
MILESTONE = {"date": "2021-12-01", "label": "Ministers met in Geneva", "source": "daily-excelsior-2022-02-04"}
FIGURE = {
    "source": "daily-excelsior-2022-02-04", "value": "60", "quotation": "60 attacks were counted in 2020",
    "group": "Islamic State Khorasan (ISIL-KP)", "place": "Afghanistan", "window": "2020", "basis": "recorded",
    "counter": "Office of Examples", "unit": "attacks",
}  # fmt: skip
EVENTS = {"case": "made-up-events", "dataset": "disruptions"}
ACTOR = EVENTS | {"actor": "league", "name": "the Example League", "printed": "Example League"}
COUNT = EVENTS | {"actor": "example-group", "window": "2023"}


def arguments(given, **changed):
    return [
        part for name, value in (given | changed).items() for part in (f"--{name}", value) if value is not None
    ]  # fmt: skip


def last(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))[-1]


@pytest.mark.parametrize(
    ("kind", "given", "name"),
    [
        ("statement", STATEMENT, "daily-excelsior-2022-02-04-body"),
        ("milestone", MILESTONE, "ministers-met-in-geneva"),
    ],
)
def test_a_row_by_flags(copied, command, kind, given, name):
    """One row is added under a readable id; every other byte of the table stays, and the next step is named."""
    table = copied.tables("isil-kp") / f"{kind}s.csv"
    before = table.read_bytes()
    run = command("add", kind, *arguments(given))

    assert 0 == run.returncode, run.stderr
    assert f"Added {name}." in run.stderr
    assert str(table) == run.stdout.strip()
    assert table.read_bytes().startswith(before)
    row = last(table)
    assert {"id": name, **given} == {column: row[column] for column in ("id", *given)}
    load_dossier(copied)
    other = {"statement": {"where": "headline"}, "milestone": {"date": "2021-12-02"}}[kind]
    added = command("add", kind, *arguments(given, **other, id=None))
    assert 0 == added.returncode, added.stderr


@pytest.mark.parametrize(
    ("kind", "given"),
    [("statement", STATEMENT), ("milestone", MILESTONE), ("figure", FIGURE), ("actor", ACTOR), ("count", COUNT)],
)
def test_what_is_in_the_data_already_is_not_added_twice(copied, command, kind, given, tmp_path):
    """A command that is run twice by mistake adds one row; an id of its own is what says that two are meant."""
    first = command("add", kind, *arguments(given))
    assert 0 == first.returncode, first.stderr
    tables = copied.tables(given.get("case", "isil-kp"))
    before = {path: path.read_bytes() for path in tables.glob("*.*")}
    again = command("add", kind, *arguments(given))

    assert 1 == again.returncode
    assert "it is in the data already" in again.stderr
    assert "--id" in again.stderr
    assert before == {path: path.read_bytes() for path in tables.glob("*.*")}
    if kind in ("statement", "milestone", "figure"):
        file = tmp_path / "rows.csv"
        cells = {name.replace("-", "_"): cell for name, cell in given.items()}
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, [*cells])
            writer.writeheader()
            writer.writerow(cells)
        listed = command("add", kind, "--from", str(file))
        assert (1, True) == (listed.returncode, "it is in the data already" in listed.stderr), listed.stderr
    meant = command("add", kind, *arguments(given, id="another"))
    assert 0 == meant.returncode, meant.stderr


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        ("statement", {"where": "title"}, "--where: found 'title', expected headline or body or url"),
        ("statement", {"voice": "speeker"}, "Did you mean 'speaker'?"),
        ("statement", {"voice": None}, "--voice: found '', expected speaker or outlet"),
        ("statement", {"source": "daily-excelsor"}, "Did you mean 'daily-excelsior-2022-02-04'?"),
        ("statement", {"repeats": "nobody"}, "--repeats: found 'nobody', expected the id of another statement"),
        ("statement", {"seen": "locked"}, "--seen: found 'locked', expected a stored passage"),
        ("statement", {"id": "seed-headline"}, "--id: found 'seed-headline', expected an id of its own"),
        ("statement", {"id": "../x"}, "--id: found '../x', expected lower-case words"),
        ("statement", {"wording": None, "source": None}, "also needs --source, --wording"),
        ("statement", {"wording": "=1+1"}, "A spreadsheet would run it"),
        ("statement", {"note": "two\nlines"}, "found a line break"),
        ("milestone", {"date": "2021-02-30"}, "--date: found '2021-02-30', expected a day"),
        ("milestone", {"date": "2021"}, "--date: found '2021', expected a day"),
        ("milestone", {"label": "3 killed"}, "--label: found '3 killed', expected words without digits"),
        ("milestone", {"source": "nowhere"}, "--source: found 'nowhere', expected the id of a source"),
        ("milestone", {"label": "Kabul \u202ebul"}, "U+202E"),
        ("milestone", {"label": None}, "also needs --label"),
    ],
)
def test_a_wrong_cell_is_refused_before_anything_is_written(copied, command, kind, given, words):
    """The message names the flag, what was found and what was expected; the folder is as it was, to the byte."""
    before = everything(copied.data)
    run = command("add", kind, *arguments(STATEMENT if kind == "statement" else MILESTONE, **given))

    assert 1 == run.returncode
    assert words in run.stderr
    assert "Nothing was written." in run.stderr
    assert before == everything(copied.data)


def test_a_statement_at_a_terminal(copied):
    """A wrong answer is asked for again with the reason; earlier answers are kept; a no at the end writes nothing."""
    answers = ["daily-excelsior-2022-02-04", "title", "headline", "", "Attacks rose", "", "nobody", "", "", ""]
    before = everything(copied.data)
    code, shown = at_terminal(copied, "add", "statement", answers=[*answers, "n"], until=2)
    assert 1 == code, shown
    assert before == everything(copied.data)
    code, shown = at_terminal(copied, "add", "statement", answers=[*answers, "y"], until=2)

    assert 0 == code, shown
    assert 1 == shown.count("Source (its id")
    assert ("Attacks rose", "outlet", "") == tuple(
        last(copied.tables("isil-kp") / "statements.csv")[name] for name in ("wording", "voice", "repeats")
    )


def write(path, rows, columns=None):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns or list(rows[0]), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


def test_many_rows_from_a_file(copied, command, tmp_path):
    """All rows of a file are added, also one that repeats a later one; a flag fills what the file leaves out."""
    rows = [{"id": "copy-of-it", **STATEMENT, "repeats": "the-words"}, {"id": "the-words", **STATEMENT}]
    run = command("add", "statement", "--from", write(tmp_path / "s.csv", rows), "--note", "Entered together.")

    assert 0 == run.returncode, run.stderr
    added = {one.id: one for one in load_dossier(copied).statements}
    assert ("the-words", "Entered together.") == (added["copy-of-it"].repeats, added["the-words"].note)


def test_many_figures_from_a_file(copied, command, tmp_path):
    """Figures too, each with a readable id of its own, and a new name is mentioned once."""
    given = dict(zip((one.removeprefix("--") for one in flags()[::2]), flags()[1::2], strict=True))
    rows = [
        given | {"counter": "Observatory", "unit": "bombings"}, given | {"counter": "Observatory", "value": "61"},
    ]  # fmt: skip
    path = write(tmp_path / "f.csv", rows, [*given, "unit"])
    run = command("add", "figure", "--from", path, "--as-is")

    assert 0 == run.returncode, run.stderr
    assert 1 == run.stderr.count("'Observatory' is new")
    assert "Look at" not in run.stderr
    units = {name: one.unit for name, one in load_dossier(copied).every.items() if one.counter == "Observatory"}
    assert ["attacks", "bombings"] == sorted(units.values())
    assert all(name.startswith("observatory-2021-01-01-to-2021-06-30-") for name in units)
    assert all(name.endswith(unit) for name, unit in units.items())


def test_what_looks_like_a_slip_is_pointed_out_of_many_figures_too(command, tmp_path):
    """A count that its words call a lower bound, and a window of bare years, are mentioned as for a single figure."""
    given = dict(zip((one.removeprefix("--") for one in flags()[::2]), flags()[1::2], strict=True))
    rows = [
        given | {"id": "hedged", "quotation": "at least 61 attacks in 2021"},
        given | {"id": "bare", "window": "2020/2021", "basis": given["basis"]},
    ]
    run = command("add", "figure", "--from", write(tmp_path / "f.csv", rows), "--as-is")

    assert 0 == run.returncode, run.stderr
    assert "Look at figures.csv, hedged: the quotation says “at least” of 61" in run.stderr
    assert "Look at the window of bare: 2020/2021 says that" in run.stderr


@pytest.mark.parametrize(
    ("table", "kind", "words"),
    [
        ([{"id": "a"}, {"id": "b", "date": "2021-13-01"}], "milestone", ["line 3 (b): date: found '2021-13-01'"]),
        ([{"id": "a", "label": "3 dead"}, {"id": "a"}], "milestone", ["line 2 (a): label: ", "line 3 (a): id: "]),
        ([{"id": "a", "label": ""}, {"id": "b", "source": ""}], "milestone", ["line 2 (a): label:", "line 3 (b): sou"]),
        ([{"id": "a", "note": "two\nlines"}, {"id": "b"}], "milestone", ["line 3 (a): note: found a line break"]),
        ([{"id": "a", "lable": "x"}], "milestone", ["line 1: found the column 'lable'", "Did you mean 'label'?"]),
    ],
)
def test_one_wrong_row_and_none_is_written(copied, command, tmp_path, table, kind, words):
    """Every fault is named with its line of the file, and the folder stays as it was."""
    rows = [MILESTONE | row for row in table]
    path = write(tmp_path / "rows.csv", rows, list(dict.fromkeys(name for row in rows for name in row)))
    before = everything(copied.data)
    run = command("add", kind, "--from", path)

    assert 1 == run.returncode
    for part in words:
        assert part in run.stderr
    assert "Nothing was written." in run.stderr
    assert before == everything(copied.data)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("id;date;label\na;2021-01-01;x\n", "found semicolons between the cells, expected commas"),
        ("id,date,label\n", "has no rows"),
        ('id,date,label\na,2021-01-01,"x\n', "line 2: unexpected end of data"),
        ("id,date,label\na,2021-01-01,x,y\n", "line 2: found 4 cells, expected 3"),
        ("id,date,label,label\na,b,c,d\n", "found the column 'label', expected each column once"),
        ("", "has no rows"),
    ],
)
def test_a_file_that_is_no_such_table(copied, command, tmp_path, content, words):
    """A file that cannot be read is refused with its line and the reason."""
    path = tmp_path / "rows.csv"
    path.write_text(content, encoding="utf-8")
    before = everything(copied.data)
    run = command("add", "milestone", "--from", str(path))

    assert 1 == run.returncode
    assert words in run.stderr
    assert before == everything(copied.data)


@pytest.mark.parametrize("kind", ["source", "figure", "statement", "milestone", "brief"])
def test_every_command_explains_itself(project, command, kind):
    """The help names each flag that the table's columns need."""
    said = command("add", kind, "--help", root=project.root).stdout

    assert f"usage: tally add {kind}" in said
    assert "--case" in said
