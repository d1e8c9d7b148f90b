"""Each fault of the data is reported once, where it is, with advice that destroys nothing."""

import csv
import io
import json
import random

import pytest

from tally.records import load_dossier
from tally.records.tables import DataError, find_circles

TABLES = (
    "figures.csv",
    "locks.csv",
    "statements.csv",
    "assessments.csv",
    "claims.csv",
    "milestones.csv",
    "../drift-rules.csv",
)
FEW = 6  # different values of a column, by which rows are of different kinds
DAMAGES = {
    "emptied": lambda _: "",
    "replaced": lambda _: "zzz-9",
    "written twice": lambda cell: f"{cell} {cell}",
    "run by a spreadsheet": lambda cell: f"={cell}",
    "given a hidden character": lambda cell: f"{cell[:1]}\N{ZERO WIDTH SPACE}{cell[1:]}",
    "given a letter": lambda cell: f"{cell}x",
}


@pytest.fixture
def folder(copied):
    """The data folder of a copy that may be broken, with two locked quotations."""
    folder = copied.tables(copied.default_case)
    figures = {row[0]: row for row in rows_of(folder / "figures.csv")}
    head, where = figures["id"], [figures[name] for name in ("un-2020", "un-2021-so-far")]
    cells = [[row[head.index(column)] for column in ("id", "source", "quotation")] for row in where]
    locks = [
        [name, source, "", "3", "before", words, "after", "a" * 64, "b" * 64, "2026-01-02"]
        for name, source, words in cells
    ]
    write(folder / "locks.csv", [*rows_of(folder / "locks.csv"), *locks])
    assert not problems(copied)
    return folder


def problems(project):
    """Load the first example, and list what is wrong with it."""
    try:
        load_dossier(project)
    except DataError as error:
        return error.problems
    return ()


def rows_of(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def write(path, rows):
    told = io.StringIO(newline="")
    csv.writer(told, lineterminator="\n").writerows(rows)
    path.write_text(told.getvalue(), encoding="utf-8", newline="")


def first_locked(path):
    """Find the line of the first row that others speak of: a locked one, or the first."""
    return next((n for n, row in enumerate(rows_of(path)) if n and "locked" in row), 1)


def one_of_each_kind(folder, records):
    """
    Find the places of records that differ in kind: the first of each.

    The kinds differ in how often the tables name the record (never, once, more often), in which of its cells are filled
    in, and in the cells of columns that have few different values.
    """
    tables = [[cell for row in rows_of(folder / table) for cell in row] for table in TABLES]
    few = [len(set(cells)) <= FEW for cells in zip(*records, strict=True)]
    first = {}
    for place, cells in enumerate(records):
        named = tuple(min(table.count(cells[0]), 2) for table in tables)
        kind = named, tuple(cell if is_few else bool(cell) for cell, is_few in zip(cells, few, strict=True))
        first.setdefault(kind, place)
    return [*first.values()]


@pytest.mark.parametrize("table", TABLES)
def test_one_damaged_cell_is_one_message(copied, folder, table):
    """Whatever happens to one cell of any column, at most one problem is reported, and it leads to that record."""
    path = folder / table
    original = path.read_bytes()
    rows = rows_of(path)
    wholly = first_locked(path)  # the line whose cells are damaged in each way, others each in one way
    others = random.Random(7).sample(range(1, len(rows)), min(2, len(rows) - 1))
    for line in sorted({1, wholly, *others, len(rows) - 1}):
        for column, name in enumerate(rows[0]):
            ways = list(DAMAGES) if line == wholly else [list(DAMAGES)[(line + column) % len(DAMAGES)]]
            for words in ways:
                damage = DAMAGES[words]
                changed = [list(row) for row in rows]
                changed[line][column] = damage(changed[line][column])
                write(path, changed)
                found = problems(copied)
                told = f"{table}, line {line + 1}, {name} {words}: {[str(one) for one in found]}"

                assert len(found) <= 1, told
                assert all("take the row out" not in str(one) for one in found), told
                if words in ("run by a spreadsheet", "given a hidden character") and rows[line][column]:
                    assert found[0].file == path.name, told
                    assert found[0].column == name, told
    path.write_bytes(original)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("damage", ["renamed", "missing", "twice", "extra", "swallowed"])
def test_one_damaged_header_is_one_message(copied, folder, table, damage):
    """A column that is renamed, missing, there twice, unknown, or named like another is one message for each table."""
    path = folder / table
    rows = rows_of(path)
    for column in range(len(rows[0])):
        header = list(rows[0])
        changed = [header, *rows[1:]]
        if damage == "renamed":
            header[column] += "s"
        elif damage == "swallowed":
            header[column] = "something else"
        elif damage == "twice":
            header[column] = header[column - 1]
        elif damage == "missing":
            changed = [[*row[:column], *row[column + 1 :]] for row in rows]
        else:
            changed = [[*row[:column], "new" if row is rows[0] else "", *row[column:]] for row in rows]
        write(path, changed)
        found = problems(copied)

        assert len(found) == 1, [str(one) for one in found]
        assert found[0].file == path.name
        assert found[0].row == "line 1"


@pytest.mark.parametrize("name", [*TABLES, "sources.json", "datapackage.json", "passages"])
@pytest.mark.parametrize("damage", ["missing", "no text", "cut off"])
def test_one_damaged_file_is_one_message(copied, folder, name, damage):
    """A file that is missing, of another encoding or cut off is one message, not one for each record that needs it."""
    path = folder / name
    path = next(path.glob("*.txt")) if path.is_dir() else path
    if damage == "missing":
        path.unlink()
    elif damage == "no text":
        path.write_bytes(path.read_bytes() + b"\xff")
    else:
        path.write_bytes(path.read_bytes()[: len(path.read_bytes()) // 2].rsplit(b"\n", 1)[0] + b'\n"')
    found = problems(copied)

    assert len(found) == 1, [str(one) for one in found]


def test_a_missing_folder_is_one_message(copied):
    """A folder of tables that is not there is said to be missing, once."""
    with pytest.raises(DataError, match=r"1 problem .*\n  .*nowhere, the folder, all: found 'no folder'"):
        load_dossier(copied, "nowhere")


@pytest.mark.parametrize("table", TABLES)
def test_one_missing_row_is_one_message(copied, folder, table):
    """Whoever speaks of a row that was taken out is counted in one message."""
    path = folder / table
    head, *rows = rows_of(path)
    for place in one_of_each_kind(folder, rows):
        write(path, [head, *rows[:place], *rows[place + 1 :]])
        found = problems(copied)

        assert len(found) <= 1, [str(one) for one in found]


@pytest.mark.parametrize(
    "damage",
    [
        lambda record: record.pop("id"),
        lambda record: record.pop("title"),
        lambda record: record.pop("custom"),
        lambda record: record.pop("issued", None),
        lambda record: record.update(id="another-id"),
        lambda record: record.update(id="Not An Id"),
        lambda record: record.update(title="Head\N{ZERO WIDTH SPACE}line"),
        lambda record: record.update(issued={"date-parts": [[1999]]}),
        lambda record: record.update(URL="javascript:alert(1)"),
        lambda record: record["custom"].update(seen=False),
        lambda record: record["custom"].update(seen="maybe"),
    ],
)  # fmt: skip
def test_one_damaged_document_is_one_message(copied, folder, damage):
    """A fault in the record of a document does not condemn each figure and wording that was read in it."""
    path = folder / "sources.json"
    text = path.read_text(encoding="utf-8")
    documents = [[record["id"], str(record["custom"]["seen"])] for record in json.loads(text)]
    for number in one_of_each_kind(folder, documents):
        records = json.loads(text)
        damage(records[number])
        path.write_text(json.dumps(records), encoding="utf-8")
        found = problems(copied)

        assert len(found) <= 1, [str(one) for one in found]


def test_a_faulty_figure_keeps_its_lock(copied, folder):
    """A fault in a locked row says nothing of the lock, which is good."""
    path = folder / "figures.csv"
    rows = rows_of(path)
    line = next(n for n, row in enumerate(rows) if "locked" in row)
    rows[line][rows[0].index("basis")] = "atributed"
    write(path, rows)

    (found,) = problems(copied)
    assert "Did you mean 'attributed'" in str(found)


def test_the_same_fault_of_many_rows_is_counted(copied, folder):
    """A document that is not there is named once, with the rows that need it."""
    path = folder / "sources.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    gone = "seed-every-province-2021-11"
    path.write_text(json.dumps([one for one in records if one["id"] != gone]), encoding="utf-8")

    (found,) = problems(copied)
    assert gone in str(found)
    assert "The same is true of assessments.csv, line" in str(found)
    assert "figures.csv, line 2 (un-2020) and 4 more." in str(found)


@pytest.mark.parametrize(
    ("following", "found"),
    [
        ({}, []),
        ({"a": "b", "b": "c"}, []),
        ({"a": "a"}, [("a",)]),
        ({"a": "b", "b": "a", "c": "a"}, [("a", "b")]),
        ({"x": "a", "a": "b", "b": "a", "p": "q", "q": "p"}, [("a", "b"), ("p", "q")]),
    ],
)
def test_a_circle_is_found_once(following, found):
    """A circle is one fault, whoever leads into it."""
    assert found == list(find_circles(following))


def test_counts_that_repeat_each_other_in_a_circle_are_refused(copied, folder):
    """One of them was first."""
    path = folder / "figures.csv"
    rows = rows_of(path)
    repeats = rows[0].index("repeats")
    repeating = next(row for row in rows[1:] if row[repeats])
    next(row for row in rows[1:] if row[0] == repeating[repeats])[repeats] = repeating[0]
    write(path, rows)

    (found,) = problems(copied)
    assert "expected no circle. One of them was the first" in str(found)
