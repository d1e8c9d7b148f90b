"""Loading is the check: what is wrong is refused, all of it in one list."""

import csv
import json
import re
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from tally.records import dossier as loading
from tally.records import load_dossier
from tally.records.bibliography import read_sources
from tally.records.bibliography.sources import _last_day
from tally.records.figures import Seen, get_figure
from tally.records.quotations import mark_count
from tally.records.tables import DataError

ROW = "un-2020,60,exact,attacks,attacks,Islamic State Khorasan (ISIL-KP),Afghanistan,2020,,stated,"
SEED = "seed-every-province-2021-11"


def refusal(project) -> str:
    with pytest.raises(DataError) as caught:
        load_dossier(project)
    return str(caught.value)


def test_everything_on_file_loads(dossier):
    """All shippable rows of the research are there."""
    assert (50, 47, 14, 87) == tuple(
        map(len, (dossier.figures, dossier.statements, dossier.milestones, dossier.sources))
    )


def test_only_the_seed_article_is_locked(dossier):
    """Two figures and three statements stand in a stored passage; the others were read on pages that are not stored."""
    locked = dossier.figures.index[dossier.figures["seen"] == "locked"]

    assert ["un-2020", "un-2021-so-far"] == list(locked)
    assert 3 == sum(statement.seen is Seen.LOCKED for statement in dossier.statements)


def test_no_un_document_counts_as_seen(dossier):
    """Every UN figure is relayed: its primary was not seen."""
    un = [name for name in dossier.figures.index if dossier.figures.loc[name, "counter"] in ("United Nations", "UNAMA")]

    assert un
    assert not any(get_figure(dossier.figures, name).primary_seen for name in un)


def test_a_counter_s_own_page_is_the_primary(dossier):
    """What a counter counts from is no count: its own page is where the count was first given."""
    assert get_figure(dossier.figures, "itic-2022").primary_seen
    assert not get_figure(dossier.figures, "itic-2021").primary_seen


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("figures.csv", ROW, ROW.replace(",60,", ",-60,"), "value: found '-60', expected a whole number"),
        ("figures.csv", ROW, ROW.replace(",60,", ",60.5,"), "value: found '60.5', expected a whole number"),
        ("figures.csv", ROW, ROW.replace(",60,", ",sixty,"), "value: found 'sixty'"),
        ("figures.csv", ROW, ROW.replace(",60,", f",{'9' * 30},"), "expected a whole number"),
        ("figures.csv", ROW, ROW.replace(",2020,", ",2022,"), "expected days up to 2021-11-30"),
        ("figures.csv", ROW, ROW.replace(",2020,", ",2020-12/2020-01,"), "ends before it starts"),
        ("figures.csv", ROW, ROW.replace(",2020,", ",1/1/2020,"), "Excel has rewritten this date"),
        ("figures.csv", "stated,attributed_or_claimed", "stated,atributed", "Did you mean 'attributed'"),
        ("figures.csv", ROW, ROW.replace("un-2020", "un-2021-so-far"), "id: found 'un-2021-so-far', expected an id of"),
        ("figures.csv", ROW, ROW.replace(",60,", ",61,"), "expected words that state the number 61"),
        ("figures.csv", ROW, ROW.replace(",2020,", ",2020-01-01/2021-02-29,"), "window: found '2020-01-01/2021-02-29'"),
        ("figures.csv", ROW, ROW.replace(",2020,", ",0000,"), "window: found '0000'"),
        ("figures.csv", ROW, ROW.replace("un-2020", "../../x"), "expected lower-case words joined by hyphens"),
        ("figures.csv", "id,value,bound", "id,value,bond", "Did you mean 'bound'"),
        ("figures.csv", f"{SEED},In 2020", "sed-every-province-2021-11,In 2020", f"Did you mean '{SEED}'"),
        ("figures.csv", f"{SEED},In 2020", ",In 2020", "source: found '', expected the id of a source"),
        ("figures.csv", "In 2020 – 60", "In 2020 – 61", "nowhere in passages/"),
        ("figures.csv", f"{SEED},In 2020 – 60", f"{SEED},ISILKP", "3 times in passages/"),
        ("figures.csv", "In 2020 – 60,locked", "In 2020 – 60,checked", "expected locked or transcribed or relayed"),
        ("figures.csv", "In 2020 – 60,locked,,", "In 2020 – 60,locked,un-2020,", "expected the id of another figure"),
        ("statements.csv", "nearly all provinces and increasingly active,locked", "all provinces,locked", "nowhere in"),
        ("milestones.csv", "2021-08-15", "15/08/2021", "Excel has rewritten this date"),
        ("milestones.csv", "2021-08-15", "2021-02-29", "date: found '2021-02-29', expected a day"),
        ("milestones.csv", "enter Kabul", "enter all 34 provinces", "expected words without digits"),
        ("sources.json", '"URL": "https://dailyexcelsior.com', '"URL": "javascript:alert(1)//', "an http(s) address"),
        (f"passages/{SEED}.txt", "nearly all", "all", "The passage has changed since it was stored"),
        ("assessments.csv", f"{SEED},relay", "unama-stakeout-2021-11-17,relay", "has it already: give one"),
        ("datapackage.json", '"resources": [', '"resources": ["x",', "resources.0, all: found 'x'"),
        ("datapackage.json", '"version": "2026-11-22",', "", "datapackage.json, version"),
        ("assessments.csv", f"{SEED},relay,un-lyons", f"{SEED},relay,un-lions", "Did you mean 'un-lyons"),
    ],
)  # fmt: skip
def test_refusal(copied, edit, path, old, new, expected):
    """Each fault is refused with its place, what was found, what was expected and what to do."""
    edit(f"data/isil-kp/{path}", old, new)

    assert expected in refusal(copied)


def test_all_faults_come_in_one_list(copied, edit):
    """Somebody at six in the evening mends everything in one go."""
    edit("data/isil-kp/figures.csv", ROW, ROW.replace(",60,", ",-60,"))
    edit("data/isil-kp/statements.csv", "seed-headline,", "Seed Headline,")
    edit("data/isil-kp/milestones.csv", "2021-08-15", "yesterday")

    message = refusal(copied)

    assert message.startswith("3 problems in the data; nothing was loaded.")
    assert re.search(r"figures\.csv, line 2 \(un-2020\), value", message)
    assert re.search(r"statements\.csv, line 2 \(Seed Headline\), id", message)
    assert re.search(r"milestones\.csv, line 2 \(taliban-enter-kabul\), date", message)


def test_not_utf8_is_refused(copied):
    """A file in another encoding is named, with the byte and how to save it."""
    path = copied.data / "isil-kp" / "figures.csv"
    path.write_bytes(path.read_bytes().replace("–".encode(), b"\x96", 1))

    assert re.search(r"figures\.csv, byte \d+, all: found .* expected UTF-8\. Save the file again as", refusal(copied))


def test_nul_is_refused(copied, edit):
    """A NUL in a table is no text."""
    edit("data/isil-kp/figures.csv", "In 2020", "In\0 2020")

    assert "Remove the character U+0000" in refusal(copied)


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        ({"date-parts": [[2021]]}, date(2021, 12, 31)),
        ({"date-parts": [[2020, 2]]}, date(2020, 2, 29)),
        ({"date-parts": [["2021", "11", "17"]]}, date(2021, 11, 17)),
        ({"date-parts": [[2021, 13]]}, None),
        ({"raw": "last autumn"}, None),
    ],
)
def test_day_of_issue(issued, last):
    """A document of a year or a month was issued by its last day; a date that is none is no obstacle."""
    assert last == _last_day(issued)


def test_byte_order_mark_is_accepted(copied):
    """Excel's “CSV UTF-8” starts with a byte order mark: it loads all the same."""
    path = copied.data / "isil-kp" / "figures.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert 50 == len(load_dossier(copied).figures)


def test_a_row_too_long_or_too_short_is_refused(copied, edit):
    """A comma that was not quoted shifts every cell behind it: the row is named."""
    edit(
        "data/isil-kp/figures.csv", '"The speech does not say which office counted, nor how."', "The speech, not quoted"
    )

    assert re.search(
        r"figures\.csv, line 2 \(un-2020\), all: found '21 cells'.*Quote cells that hold a comma", refusal(copied)
    )


def test_an_enormous_cell_is_refused(copied, edit):
    """Somebody's whole article in a cell is refused, and not repeated in the message."""
    edit("data/isil-kp/figures.csv", "In 2020 – 60", "x" * 100_000)

    assert "Keep only the words that are needed" in refusal(copied)
    assert "x" * 100 not in refusal(copied)


def test_a_passage_without_its_hash_on_record_is_refused(copied):
    """A passage counts only once its hash is on record."""
    (copied.data / "isil-kp" / "passages" / "zdf-2021-08.txt").write_text("in Afghanistan bereits 77 Angriffe des IS\n")

    assert "expected a recorded hash" in refusal(copied)


def test_an_unseen_document_is_never_transcribed(copied, edit):
    """What was not seen cannot have been read."""
    edit("data/isil-kp/figures.csv", "daily-excelsior-2022-02-04,United", "un-sg-2022-01-28,United")

    assert "un-sg-2022-01-28 was not seen: write relayed" in refusal(copied)


def test_a_relayed_figure_loads(copied, edit):
    """A figure of a document that was not seen may be shipped, and says so."""
    edit("data/isil-kp/figures.csv", "daily-excelsior-2022-02-04,United", "un-sg-2022-01-28,United")
    edit("data/isil-kp/figures.csv", "in 16 provinces,transcribed", "in 16 provinces,relayed")

    assert Seen.RELAYED is get_figure(load_dossier(copied).figures, "un-2021-autumn").seen


def test_an_undated_source_carries_no_figure(copied):
    """Without its date nobody can tell whether a source can have known the days of its figure."""
    path = copied.data / "isil-kp" / "sources.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    for record in records:
        if record["id"] == SEED:
            del record["issued"]
    path.write_text(json.dumps(records), encoding="utf-8")

    assert "expected a source with its date in sources.json" in refusal(copied)


def test_a_copy_is_never_the_primary(dossier):
    """A thread copied to a further site was read in the copy, not where it was written."""
    assert "copy" == dossier.sources["extrac-thread-2021-09"].reliability
    assert not get_figure(dossier.figures, "extrac-2021-september-19").primary_seen


def test_every_figure_s_words_bear_its_number(dossier):
    """What is on file shows its value in its quotation, in digits or as a word."""
    for name, row in dossier.figures.iterrows():
        assert any(bears for _, bears in mark_count(row["quotation"], row["value"])), name


def test_circular_derivation_is_refused(copied, edit):
    """Something must have come first."""
    edit(
        "data/isil-kp/assessments.csv",
        "un-lyons-2021-11-17,not-seen,,",
        "un-lyons-2021-11-17,not-seen,seed-every-province-2021-11,",
    )

    assert "expected no circle" in refusal(copied)


def test_an_unknown_field_of_zotero_is_kept(copied, edit):
    """A CSL field that the project does not know stays in the record."""
    edit(
        "data/isil-kp/sources.json", '"id": "un-lyons-2021-11-17",', '"id": "un-lyons-2021-11-17", "archive": "box 4",'
    )

    assert '"archive": "box 4"' in load_dossier(copied).sources["un-lyons-2021-11-17"].record


def test_the_tables_are_plain(project):
    """No cell is one that a spreadsheet would run."""
    for path in project.data.glob("*/*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if cell.startswith(("=", "+", "@"))]


def test_a_changed_file_is_read_again(copied):
    """Wherever a file lies, only its content matters; who changes what was read changes it for nobody else."""
    folder = copied.tables(copied.default_case)
    path = folder / "assessments.csv"
    sound = path.read_bytes()
    read_sources(folder)[0].clear()
    assert 87 == len(read_sources(folder)[0])

    path.write_bytes(sound.replace(b"not-seen", b"unseen", 1))
    _, (problem,) = read_sources(folder)
    assert "unseen" == problem.found
    path.unlink()
    assert "no file" == read_sources(folder)[1][0].found
    path.write_bytes(sound)
    sources, problems = read_sources(folder)
    assert (87, []) == (len(sources), problems)


@pytest.fixture
def loads(monkeypatch, dossier) -> list[Path]:
    """The folders of the cases that are read from now on, in order, each as if it had the usual records."""
    folders = []
    monkeypatch.setattr(loading, "_load", lambda _, folder: folders.append(folder) or dossier)
    return folders


def test_a_case_is_read_again_when_any_of_its_files_changes(copied, loads):
    """The same files are read once; after a change in any of them, or of their names, they are read again."""
    files = (*copied.table_files(), *copied.table_files(copied.default_case))
    passage = copied.tables(copied.default_case) / "passages" / f"{SEED}.txt"
    added = passage.with_name("added.txt")
    changes = [partial(path.write_bytes, path.read_bytes() + b"\n") for path in files]
    changes += [partial(added.write_text, "New."), partial(added.rename, added.with_name("other.txt"))]
    for change in (lambda: None, *changes, passage.unlink):
        change()
        load_dossier(copied)
        load_dossier(copied)

    assert passage in files
    assert len(changes) + 2 == len(loads)


def test_what_is_done_to_records_does_not_reach_the_next_reader(copied, loads):
    """Records that were read before are given out as they were read, whatever was done to those given out first."""
    first = load_dossier(copied)
    first.every.clear()
    first.statements.append(None)
    second = load_dossier(copied)

    assert 50 == len(second.every)
    assert None not in second.statements
    assert 1 == len(loads)
