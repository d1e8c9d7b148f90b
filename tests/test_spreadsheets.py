"""Tables that went through a spreadsheet load as they are, or say what the spreadsheet did."""

import csv
import io
import json

import pytest

from tally.records import load_dossier
from tally.records.bibliography import read_sources
from tally.records.figures import read_figures
from tally.records.tables import DataError, EditError, append_records, append_row, set_cells, text_flaw
from tally.records.tables.cells import cell_flaw

ROW = "un-2020,60,exact,attacks,attacks,Islamic State Khorasan (ISIL-KP),Afghanistan,2020,,stated,"
QUOTE = "In 2020 – 60,locked"
TITLE = '"title": "Briefing to the UN Security Council on Afghanistan"'
ZWNJ, ZWJ = "\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}"


def refusal(project) -> str:
    with pytest.raises(DataError) as caught:
        load_dossier(project)
    return str(caught.value)


def as_a_spreadsheet_saves_it(content: bytes, separator: str = ",") -> bytes:
    """Do to a table what Excel's “CSV UTF-8” does: byte order mark, CRLF, quotes only where they are needed."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    saved = io.StringIO(newline="")
    csv.writer(saved, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + saved.getvalue().encode()


def test_a_round_trip_through_a_spreadsheet_changes_nothing(copied, dossier):
    """Every table, saved by a spreadsheet with empty rows and columns to spare, loads the same."""
    for path in copied.data.glob("*/*.csv"):
        saved = as_a_spreadsheet_saves_it(path.read_bytes()).decode("utf-8-sig")
        width = next(csv.reader(io.StringIO(saved)))
        wider = saved.replace("\r\n", ",,\r\n") + "," * (len(width) + 1) + "\r\n\r\n"
        path.write_bytes(b"\xef\xbb\xbf" + wider.encode())

    again = load_dossier(copied)

    assert dossier.figures.to_csv() == again.figures.to_csv()
    assert (dossier.sources, dossier.statements, dossier.milestones, dossier.rules) == (
        again.sources, again.statements, again.milestones, again.rules,
    )  # fmt: skip


@pytest.mark.parametrize(("separator", "words"), [(";", "semicolons"), ("\t", "tabs")])
def test_another_separator_is_one_clear_problem(copied, separator, words):
    """Excel writes semicolons in many countries: that is said once, with what to do."""
    path = copied.data / "isil-kp" / "figures.csv"
    path.write_bytes(as_a_spreadsheet_saves_it(path.read_bytes(), separator))

    message = refusal(copied)

    assert 1 == message.count("figures.csv, line 1")
    assert f"found '{words} between the cells'" in message
    assert "CSV UTF-8 (comma delimited)" in message


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (ROW, ROW.replace(",60,", ",60.0,"), "A spreadsheet seems to have rewritten it"),
        (ROW, ROW.replace(",60,", ',"1,234",'), "A spreadsheet seems to have rewritten it"),
        (ROW, ROW.replace(",60,", ",2.02E+11,"), "A spreadsheet seems to have rewritten it"),
        ("16 provinces,transcribed,,16,", "16 provinces,transcribed,,16.0,", "provinces: found '16.0'"),
        (ROW, ROW.replace(",2020,", ",17/11/2021,"), "window: found '17/11/2021'"),
        (ROW, ROW.replace(",2020,", ",May-21,"), "Excel has rewritten this date"),
        (",2021-01-01/..,2021-11-17,", ",2021-01-01/..,17/11/2021,", "as_of: found '17/11/2021', expected a day"),
        (ROW, ROW.replace(",Afghanistan,", ",#####,"), "place: found '#####', expected the original text"),
        (ROW, ROW.replace(",Afghanistan,", ",#NAME?,"), "A spreadsheet replaced it by an error"),
        (ROW, ROW.replace(",Afghanistan,", ",#VALUE!,"), "A spreadsheet replaced it by an error"),
        (ROW, ROW.replace(",Afghanistan,", ",=cmd|' /C calc'!A0,"), "A spreadsheet would run it"),
        (ROW, ROW.replace(",Afghanistan,", ",@SUM(A1),"), "A spreadsheet would run it"),
        (ROW, ROW.replace(",Afghanistan,", ",+cmd,"), "A spreadsheet would run it"),
        (ROW, ROW.replace(",Afghanistan,", ",-cmd|' /C calc'!A0,"), "A spreadsheet would run it"),
        (ROW, ROW.replace(",Afghanistan,", ",\t=1+1,"), "A spreadsheet would run it"),
        (QUOTE, "In 2020 â€“ 60,locked", "found 'â€“', expected probably '–'"),
        (ROW, ROW.replace("Afghanistan", "Ã–sterreich"), "found 'Ã–', expected probably 'Ö'"),
        (ROW, ROW.replace("Afghanistan", "Afghan\u200bistan"), "U+200B (zero width space)"),
        (ROW, ROW.replace("Afghanistan", "\u202eAfghanistan"), "U+202E (right-to-left override)"),
        (ROW, ROW.replace("Afghanistan", "Afghan\x1b[31mistan"), "U+001B (a control character)"),
        (ROW, ROW.replace("Afghanistan", f"Afghan{ZWNJ}istan"), "U+200C (zero width non-joiner)"),
        (ROW, ROW.replace(",60,", f",60{',' * 20}"), "expected 20 cells"),
        ("superseded_because\n", "superseded_because,,\n", "expected 22 cells"),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_did_is_named(project, dossier, tmp_path, old, new, expected):
    """Each trace of a spreadsheet, a wrong encoding or a hidden character is refused with its cell and a remedy."""
    table = (project.data / "isil-kp" / "figures.csv").read_text(encoding="utf-8")
    assert old in table
    (tmp_path / "figures.csv").write_text(table.replace(old, new, 1), encoding="utf-8", newline="")

    _, _, problems = read_figures(tmp_path, dossier.sources, dossier.passages)

    assert expected in "\n".join(map(str, problems))


def test_text_to_the_right_of_the_table_is_refused(copied):
    """A remark beside the table has no heading: it is named, not dropped."""
    path = copied.data / "isil-kp" / "milestones.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0] + ",", lines[1] + ",check this", *(f"{line}," for line in lines[2:])]))

    assert "found 'check this', expected nothing" in refusal(copied)


@pytest.mark.parametrize(
    "cell",
    [
        "", "2020", "-60", "–60 attacks", "a = b", "Größe – “x”", "FPÖ” und „Å“", "SÃO PAULO", "two\nlines",
        f"می{ZWNJ}شود", f"ক্{ZWJ}ষ", "#1", "e-mail@example.org", "Zürich’s 5 %",
    ],
)  # fmt: skip
def test_what_is_meant_is_left_alone(cell):
    """Typography, other scripts and their joiners, negative numbers and line breaks are no faults."""
    assert cell_flaw(cell) is None


@pytest.mark.parametrize("sign", [*"\u200b\u2060\u2064\ufeff\u202a\u202e\u2066\u2069\u200e\u200f\x07\x85"])
def test_every_hidden_character_is_named(sign):
    """No character that nobody sees, or that turns the reading round, gets into a table."""
    flaw = text_flaw(f"a{sign}b")

    assert flaw is not None
    assert f"U+{ord(sign):04X}" in flaw.found


def garble(text):
    """Read the UTF-8 of a text as Windows-1252, as a spreadsheet does."""
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in text.encode()
    )


@pytest.mark.parametrize("letters", ["é", "ß", "“", "”", "–", "…", "Ö", "داعش", "Кабул", "北京", "ირანი", "ירושלים"])
def test_garbled_letters_are_read_back(letters):
    """UTF-8 that was read as Windows-1252 is recognised, and what was meant is proposed."""
    flaw = text_flaw(f"x {garble(letters)} x")

    assert flaw is not None
    assert flaw.expected.startswith(f"probably {letters!r}"[:-1])


def test_names_in_any_language_are_seen_to_be_garbled():
    """Each name is accepted as it is, and refused when it was garbled, alone or in a sentence."""
    names = [
        "Abéché", "Bénin", "Lomé", "São", "Côte", "Škoda", "Čech", "Åland", "Ångström", "Łódź", "Žižka",
        "Güneş", "Şırnak", "Ağrı", "Ñandú", "Curaçao", "Größe", "Ærø", "Þór", "Αθήνα", "Москва", "Київ",
        "القاعدة", "כותל", "कश्मीर", "საქართველო", "東京", "กรุงเทพ", "Đăng", "Việt", "Āzar", "Ōsaka",
        "Šibenik", "Ćosić", "Ștefan",
    ]  # fmt: skip
    texts = [text for name in names for text in (name, f"attacks in {name} rose")]

    assert not [text for text in texts if text_flaw(text)]
    assert not [text for text in texts if not text_flaw(garble(text))]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (TITLE, '"title": "Brief\u200bing"', "record 1 (un-lyons-2021-11-17), title: found 'U+200B"),
        (TITLE, '"title": "\\ud800"', "U+D800"),
        (TITLE, '"title": "Brief", "x": [{"y": "a\u2066b"}]', "x.0.y: found 'U+2066"),
        ('"family": "Lyons"', '"family": "LyÃ©ons"', "author.0.family: found 'Ã©', expected probably 'é'"),
        ('"said_by": "Deborah', '"said_by": "\u202eDeborah', "custom.said_by: found 'U+202E"),
    ],
)
def test_hidden_characters_in_sources_are_found_wherever_they_stand(project, tmp_path, old, new, expected):
    """A record is searched to its bottom, fields that the project does not know included."""
    records = (project.data / "isil-kp" / "sources.json").read_text(encoding="utf-8")
    assert old in records
    (tmp_path / "sources.json").write_text(records.replace(old, new, 1), encoding="utf-8")
    (tmp_path / "assessments.csv").write_bytes((project.data / "isil-kp" / "assessments.csv").read_bytes())

    _, problems = read_sources(tmp_path)

    assert expected in "\n".join(map(str, problems))


@pytest.mark.parametrize("text", ["[" * 100_000, "[" + "9" * 5000 + "]"])
def test_json_without_end_is_refused(copied, text):
    """Lists in lists and endless numbers are refused in words."""
    (copied.data / "isil-kp" / "sources.json").write_text(text)

    assert "Export it again from Zotero" in refusal(copied)


def test_a_list_in_lists_as_deep_as_json_goes_is_refused(copied):
    """What is read all the same, but is no record, is refused."""
    (copied.data / "isil-kp" / "sources.json").write_text("[" * 500 + '"x"' + "]" * 500)

    assert "found 'lists nested too deeply', expected at most 100 levels" in refusal(copied)


@pytest.mark.parametrize("file", ["figures.csv", "sources.json"])
def test_fifty_megabytes_are_refused_at_once(copied, file):
    """Something enormous is refused in words, and not repeated."""
    path = copied.data / "isil-kp" / file
    with path.open("ab") as table:
        table.write(b"x" * 50_000_000)

    message = refusal(copied)

    assert "bytes', expected at most 20,000,000" in message
    assert "xxxx" not in message


def test_a_cell_that_csv_cannot_hold_is_refused_in_words(copied):
    """A cell beyond the reader's limit, or a quote that is never closed, is named by its line."""
    path = copied.data / "isil-kp" / "figures.csv"
    with path.open("ab") as table:
        table.write(b'new,"' + b"x" * 1_000_000)

    assert "a quote before it is never closed" in refusal(copied)


def test_a_refused_source_list_is_not_changed(copied, edit):
    """Loading never mends a file in silence."""
    edit("data/isil-kp/sources.json", TITLE, TITLE.replace("Brief", "Brief\u200b"))
    before = (copied.data / "isil-kp" / "sources.json").read_bytes()

    refusal(copied)

    assert before == (copied.data / "isil-kp" / "sources.json").read_bytes()
    assert json.loads(before)


def test_a_quote_within_a_cell_joins_no_lines():
    """A quote that does not stand at a cell's start is a letter like others: a row is found and changed behind it."""
    table = 'id,words,note\r\nrow-a,5" gun,x\r\nrow-b,y,z\r\n'

    assert 'id,words,note\r\nrow-a,5" gun,x\r\nrow-b,y,w\r\n' == set_cells(table, "row-b", {"note": "w"})
    assert f"{table}new,a,b\r\n" == append_row(table, {"id": "new", "words": "a", "note": "b"})


@pytest.mark.parametrize("cell", ["two\nlines", "two\rlines", "a\0b"])
def test_a_changed_cell_is_one_line_too(cell):
    """What may not be added may not be set."""
    with pytest.raises(EditError, match="note: found a line break or a NUL"):
        set_cells("id,note\na,b\n", "a", {"note": cell})


def test_an_unknown_column_is_not_set():
    """A misspelt column is refused, not left out in silence."""
    with pytest.raises(EditError, match="no column nope"):
        set_cells("id,note\na,b\n", "a", {"nope": "x"})


def test_sources_saved_on_windows_keep_their_line_ends():
    """A record added to a file with CRLF has CRLF."""
    text = '[\r\n {\r\n  "id": "a"\r\n }\r\n]\r\n'

    assert "\n" not in append_records(text, [{"id": "b"}]).replace("\r\n", "")
