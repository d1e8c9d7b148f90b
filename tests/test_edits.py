"""Tables are changed without disturbing what else stands in them, whole or not at all."""

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.project import write_file
from tally.records import load_dossier, revise_case
from tally.records.tables import DataError, EditError, append_records, append_row, read_whole, set_cells

CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=12)
ROWS = st.lists(st.tuples(CELL, CELL, CELL), max_size=5)


def table(rows, *, quoted, end, bom, ended=True):
    """Write a table in one of the manners that programs have."""
    drawn = io.StringIO(newline="")
    writer = csv.writer(drawn, lineterminator=end, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerows([("id", "b", "c"), *rows])
    text = drawn.getvalue()
    return ("\ufeff" if bom else "") + (text if ended else text.removesuffix(end))


def cells(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


MANNERS = {
    "quoted": st.booleans(),
    "end": st.sampled_from(["\n", "\r\n"]),
    "bom": st.booleans(),
    "ended": st.booleans(),
}


@given(rows=ROWS, new=st.tuples(CELL, CELL, CELL), **MANNERS)
def test_a_row_is_added_in_the_table_s_manner(rows, new, quoted, end, bom, ended):
    """Every byte before it stays; the row reads back as it was given, in the manner of the others."""
    before = table(rows, quoted=quoted, end=end, bom=bom, ended=ended)
    after = append_row(before, dict(zip(("id", "b", "c"), new, strict=True)))

    assert after.startswith(before)
    assert [*cells(before), list(new)] == cells(after)
    assert after.endswith(end if rows or ended else "\n")
    if quoted and rows:
        assert after[len(before) :].removeprefix(end).startswith('"')


@given(rows=ROWS, place=st.integers(0, 4), new=CELL, **MANNERS)
def test_one_row_is_changed(rows, place, new, quoted, end, bom, ended):
    """The other rows stay as they are, to the byte."""
    named = [(f"row-{number}", b, c) for number, (_, b, c) in enumerate(rows)]
    before = table(named, quoted=quoted, end=end, bom=bom, ended=ended)
    if place >= len(named):
        with pytest.raises(EditError, match=f"No row has the id row-{place}"):
            set_cells(before, f"row-{place}", {"c": new})
        return
    after = set_cells(before, f"row-{place}", {"c": new})

    expected = [list(row) for row in named]
    expected[place][2] = new
    assert expected == cells(after)[1:]
    named[place] = (*named[place][:2], new)
    assert table(named, quoted=quoted, end=end, bom=bom, ended=ended) == after


@pytest.mark.parametrize("cell", ["two\nlines", "a\rb", "a\0b"])
def test_a_cell_is_one_line(cell):
    """A line break or a NUL would make two rows of one, or none."""
    with pytest.raises(EditError, match="b: found a line break or a NUL"):
        append_row("id,b\n", {"id": "x", "b": cell})


def test_an_unknown_column():
    """A cell without a column has no place."""
    with pytest.raises(EditError, match="no column d"):
        append_row("id,b\n", {"d": "x"})


@pytest.mark.parametrize(
    "text", ["[]", "[]\n", '[\n {\n  "id": "a"\n }\n]\n', '[\n\t{"id": "a", "é": [1]}\n]', '[{"id":"a"}]']
)
def test_a_record_is_added(text):
    """What stands in the list stays to the byte; the new record stands at its end."""
    after = append_records(text, [{"id": "b", "note": "“ü”"}])

    assert [*json.loads(text), {"id": "b", "note": "“ü”"}] == json.loads(after)
    assert after.startswith(text.rstrip()[:-1].rstrip())
    assert text.endswith("\n") == after.endswith("\n")


def test_a_change_that_would_break_something_is_not_made(copied):
    """All files are as they were if one row of one of them would be wrong."""
    before = {path: path.read_bytes() for path in copied.data.rglob("*.*") if path.is_file()}
    event = {"id": "x", "date": "2021-01-01", "label": "X", "source": "y"}

    def change(folder):
        added = append_row(read_whole(folder / "milestones.csv"), event)
        return {"milestones.csv": added, "figures.csv": read_whole(folder / "figures.csv")}

    with pytest.raises(DataError, match="expected the id of a source"):
        revise_case(copied, "isil-kp", change)

    assert before == {path: path.read_bytes() for path in before}


def test_two_changes_at_once_both_land(copied):
    """Who comes second waits, and adds to what the first has written."""

    def add(number):
        row = {"id": f"event-{number}", "date": "2021-01-01", "label": "Something", "source": "itic-2021-summary"}
        revise_case(
            copied, "isil-kp", lambda folder: {"milestones.csv": append_row(read_whole(folder / "milestones.csv"), row)}
        )

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(4)))

    assert {f"event-{number}" for number in range(4)} <= {one.id for one in load_dossier(copied).milestones}


def test_a_file_is_never_half_written(tmp_path):
    """What cannot be written whole leaves the old file, and nothing beside it."""
    path = tmp_path / "x.csv"
    write_file(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_file(path, "new \ud800")

    assert "old" == path.read_text()
    assert [path] == list(tmp_path.iterdir())
