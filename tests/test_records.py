"""Bibliographic records in the shapes in which other programs write them: read in one way, or refused by name."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.exports.footnotes import as_metadata
from tally.page.linked_data import _work
from tally.records import load_dossier
from tally.records.bibliography import DateError, format_citations, normalise_record, read_sources, tidy_record
from tally.records.bibliography.csl_dates import read_date
from tally.records.bibliography.records import read_records
from test_adding import everything

FAULTS = Path(__file__).parent / "faults"
RECORD = {
    "id": "a-report", "type": "report", "title": "Attacks rose", "author": [{"family": "Doe", "given": "Jane"}],
    "issued": {"date-parts": [[2021, 11, 17]]}, "publisher": "Test Office", "custom": {"seen": False},
}  # fmt: skip


def read(folder, *records):
    """Read records as they stand in a case's folder."""
    (folder / "sources.json").write_text(json.dumps(records), encoding="utf-8")
    rows = "".join(f"{record.get('id')},not-seen,,Test Office,A test.\n" for record in records)
    header = "source,reliability,derived_from,origin,why\n"
    (folder / "assessments.csv").write_text(header + rows, encoding="utf-8")
    return read_sources(folder)


def citation(folder, **changed):
    """Cite a record, some of it changed, as a page does."""
    sources, problems = read(folder, RECORD | changed)
    assert not problems
    return str(format_citations(sources.values())["a-report"])


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ({"date-parts": [[2021, 11, 17]]}, [[2021, 11, 17]]),
        ({"date-parts": [["2021", "11", "17"]]}, [[2021, 11, 17]]),
        ({"date-parts": [2021, 11, 17]}, [[2021, 11, 17]]),
        ([{"date-parts": [2021, 11, 17]}], [[2021, 11, 17]]),
        ([2021, 11], [[2021, 11]]),
        ({"date-parts": [[2021, 11.0, None]]}, [[2021, 11]]),
        ({"date-parts": [[2021, None, None]]}, [[2021]]),
        ({"date-parts": [[2021, 0, 0]]}, [[2021]]),
        ({"date-parts": [["2021", "00"]]}, [[2021]]),
        ({"date-parts": [[2021, 11, 17], [2021, 12, 2]]}, [[2021, 11, 17], [2021, 12, 2]]),
        ({"date-parts": [[2021], [2022]]}, [[2021], [2022]]),
        ({"date-parts": [[2021]], "season": 4}, [[2021]]),
        ({"date-parts": [[None]], "literal": "November 2021"}, [[2021, 11]]),
        ({"raw": "2021 Nov 17"}, [[2021, 11, 17]]),
        ({"raw": "Nov. 17, 2021"}, [[2021, 11, 17]]),
        ({"literal": "17 November 2021"}, [[2021, 11, 17]]),
        ("2021-11-17", [[2021, 11, 17]]),
        ("2021-11-17T08:00:00Z", [[2021, 11, 17]]),
        ("2021/11/17", [[2021, 11, 17]]),
        ({"edtf": "2021-11-17"}, [[2021, 11, 17]]),
        ({"date": "2021-11"}, [[2021, 11]]),
        ("2021-11-17/2021-12-02", [[2021, 11, 17], [2021, 12, 2]]),
        (2021, [[2021]]),
        ({"date-parts": [[]]}, []),
        ({"date-parts": [[None]]}, []),
        ({"date-parts": [[""]]}, []),
        ({"date-parts": None}, []),
        ({}, []),
        ([], []),
        ("", []),
        (None, []),
    ],
)
def test_a_date_in_any_plain_shape(value, days):
    """Lists, texts, flat parts, digits in quotation marks, zeros and nulls: one day, a range, or no date."""
    assert days == read_date(value)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"date-parts": [[2021, 21]]}, "21 to 24 are seasons"),
        ({"date-parts": [[2021, 13]]}, "a month from 1 to 12"),
        ({"date-parts": [[2021, 2, 30]]}, "a day that February 2021 has"),
        ({"date-parts": [[21, 2, 3]]}, "a year of four digits"),
        ({"date-parts": [[0]]}, "a year of four digits"),
        ({"date-parts": [[True]]}, "numbers for year, month and day"),
        ({"date-parts": [["soon"]]}, "numbers for year, month and day"),
        ({"date-parts": [[2021, [11]]]}, "numbers for year, month and day"),
        ({"date-parts": [[2021], [0]]}, "a range with both ends"),
        ({"date-parts": [[2022], [2021]]}, "ends after it starts"),
        ({"date-parts": [[2021], [2022], [2023]]}, "two for a range"),
        ({"literal": "n.d."}, "leave it out if the document gives no date"),
        ("in press", "a date"),
        ({"season": "3"}, "a date"),
        ({"date-parts": [[None]], "timestamp": 1637107200000}, "a date"),
        ("03/04/2021", "is not ambiguous"),
        ("2021-11~", "a date"),
        ("2021-02-30", "a day that February 2021 has"),
        (True, "a date"),
        ([{"date-parts": [[2021]]}, {"date-parts": [[2022]]}], "numbers for year"),
    ],
)
def test_a_date_that_cannot_be_read(value, words):
    """Seasons, impossible days and words are refused with what to write."""
    with pytest.raises(DateError) as caught:
        read_date(value)

    assert words in str(caught.value)
    assert caught.value.remedy


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3000)
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["2021", "0"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["date-parts", "raw", "x"]), inner),
    max_leaves=8,
)


@given(JSON)
def test_any_date_is_read_or_refused(value):
    """Whatever JSON stands there: days that a calendar has, in order, or a refusal with a remedy."""
    days, refusal = [], None
    try:
        days = read_date(value)
    except DateError as error:
        refusal = error

    assert len(days) <= 2
    for year, *rest in days:
        date(year, *[*rest, 1, 1][:2])
    assert refusal is None or refusal.remedy


PARTS = st.lists(st.sampled_from([2021, "2021", 11, "11", 17, 0, 13, 21, None, "", 2020.0]), max_size=4)
DATES = st.one_of(
    st.builds(lambda parts: {"date-parts": parts}, st.lists(PARTS, max_size=3) | PARTS),
    st.sampled_from(
        ["2021-11-17", "2021", "n.d.", "", "Nov 2021", {"raw": "2021 Nov 17"}, {"literal": "in press"}, {}]
    ),
    st.builds(lambda days: [{"date-parts": days}], PARTS),
    JSON,
)
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
NAME = st.one_of(
    st.none(), TEXT, st.just({}),
    st.dictionaries(
        st.sampled_from(["family", "given", "literal", "suffix", "non-dropping-particle", "name", "ORCID", "sequence"]),
        st.none() | TEXT | st.sampled_from(["Doe", "van der", "others", "الخطيب", "小明", "Jr."]), max_size=4,
    ),
)  # fmt: skip
FIELD = st.one_of(
    st.none(), TEXT, st.integers(0, 99), st.lists(TEXT | st.none(), max_size=2), st.sampled_from(["", "None", {}, True])
)
NAMES = st.none() | NAME | st.lists(NAME, max_size=4)
ODD = st.one_of(
    st.tuples(st.sampled_from(["issued", "accessed"]), DATES),
    st.tuples(st.sampled_from(["author", "editor"]), NAMES),
    st.tuples(st.sampled_from(["title", "container-title", "publisher", "volume", "page", "note", "edition"]), FIELD),
    st.tuples(st.just("DOI"), FIELD | st.sampled_from(["10.1234/x", "https://doi.org/10.1234/x", "None", ""])),
    st.tuples(st.just("URL"), FIELD | st.sampled_from(["https://a.example/b", "", "None"])),
    st.tuples(st.just("type"), st.sampled_from(["book", "chapter", "article-journal", "article-newspaper", "odd"])),
    st.tuples(st.just("x-own"), JSON),
)
RECORDS = st.lists(ODD, max_size=4).map(lambda odd: RECORD | dict(odd))


@given(RECORDS)
def test_what_is_accepted_can_be_cited(tmp_path_factory, record):
    """Any record is refused by its name, field and remedy, or it is cited, linked and footnoted without a “None”."""
    folder = tmp_path_factory.mktemp("case")
    sources, problems = read(folder, record)
    if problems:
        assert all(problem.remedy and "a-report" in problem.row for problem in problems)
        return

    source = sources["a-report"]
    cited = str(format_citations([source])["a-report"])
    assert source.title
    shown = f"{cited} {json.dumps(_work(source))} {as_metadata(cited)}"
    if record["title"] != "None":
        assert "None" not in shown
    assert "doi.org/None" not in shown
    for braces in ("['", "']", "{'"):
        assert braces not in cited


@given(RECORDS)
def test_what_is_stored_reads_the_same(record):
    """What `tally add` writes of a record is read as the record was."""
    made, flaws = normalise_record(record)
    if not flaws:
        assert made == normalise_record(tidy_record(record))[0]
        assert json.loads(json.dumps(tidy_record(record)))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"author": None}, "<i>Attacks rose</i> (2021). Test Office."),
        ({"author": [{"family": "الخطيب", "given": "أحمد"}]}, "أحمد الخطيب (2021) <i>Attacks rose</i>. Test Office."),
        ({"author": [{"family": "王", "given": "小明"}]}, "王小明 (2021)"),
        ({"author": [{"family": "Иванов", "given": "Иван"}]}, "Иванов, И. (2021)"),
        (
            {"author": [{"family": "Berg", "given": "Jane", "non-dropping-particle": "van der"}]},
            "van der Berg, J. (2021)",
        ),
        ({"author": [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}]}, "King, M.L., Jr. (2021)"),
        ({"author": [*RECORD["author"], {"literal": "others"}]}, "Doe, J. <i>et al.</i> (2021)"),
        ({"author": [{}, None, {"family": "", "given": None}]}, "<i>Attacks rose</i> (2021). Test Office."),
        ({"author": [{"name": "World Health Organization", "sequence": "first"}]}, "World Health Organization (2021)"),
        ({"author": None, "editor": RECORD["author"]}, "Doe, J. (ed.) (2021) <i>Attacks rose</i>. Test Office."),
        (
            {"author": None, "editor": RECORD["author"] * 2},
            "Doe, J. and Doe, J. (eds) (2021) <i>Attacks rose</i>. Test",
        ),
        ({"publisher": None, "DOI": None, "URL": ""}, "Doe, J. (2021) <i>Attacks rose</i>."),
        ({"publisher": "None"}, "Doe, J. (2021) <i>Attacks rose</i>."),
        ({"DOI": "https://doi.org/10.1234/x"}, "Available at: https://doi.org/10.1234/x."),
        ({"type": "article-journal", "container-title": ["Journal"]}, "‘Attacks rose’, <i>Journal</i>"),
        ({"issued": {"date-parts": [[2021, 11, 17], [2021, 12, 2]]}}, "Doe, J. (2021)"),
        ({"issued": {"date-parts": [[2021], [2022]]}}, "Doe, J. (2021–2022)"),
        ({"issued": {"date-parts": [[None]]}}, "Doe, J. (no date)"),
        ({"title": "Attacks (rose)", "author": None}, "<i>Attacks (rose)</i> (2021). Test Office."),
    ],
)
def test_citations_of_odd_records(tmp_path, changed, words):
    """Names, editors, ranges and empty fields are printed as a reader expects them, and each once."""
    cited = citation(tmp_path, **changed)

    assert cited.startswith(words) or words in cited
    assert 1 == cited.count("Attacks")


@pytest.mark.parametrize("field", ["page", "volume", "title", "publisher"])
@pytest.mark.parametrize("number", [1e308, -1e300, 10**40, 1e24])
def test_a_number_that_no_document_has_is_no_text(tmp_path, field, number):
    """A page or a volume may be a number without quotation marks, but none of hundreds of digits."""
    _, problems = read(tmp_path, RECORD | {field: number})

    assert (field, "a text") == (problems[0].column, problems[0].expected)
    assert not read(tmp_path, RECORD | {field: 1234})[1]


def test_a_pasted_record_is_told_what_it_lacks(tmp_path):
    """A record copied from Zotero into sources.json: each fault once, with what to write."""
    pasted = {"id": "x", "title": None, "author": ["Doe, Jane"], "issued": {"date-parts": [[2021, 21]]}, "DOI": "n/a"}
    (tmp_path / "sources.json").write_text(json.dumps([pasted]), encoding="utf-8")
    _, problems = read_records(tmp_path / "sources.json")

    told = {problem.column: problem for problem in problems}
    assert len(problems) == len(told)
    assert {"title", "author", "issued", "DOI", "type", "custom"} == set(told)
    assert '"custom": {"seen": false}' in told["custom"].remedy
    assert '{"family": "Doe", "given": "Jane"}' in told["author"].remedy
    assert all(problem.row == "record 1 (x)" for problem in problems)


READ = {
    "csl-dates/crossref-empty": None, "csl-dates/crossref-null": None,
    "csl-dates/z-issued-dateparts-0nested": None, "csl-dates/z-issued-flat": date(2021, 11, 17),
    "csl-dates/z-issued-list": date(2021, 11, 17), "csl-dates/z-issued-null-parts": date(2021, 12, 31),
    "csl-dates/z-issued-string": date(2021, 11, 17), "csl-dates/z-issued-zero": date(2021, 12, 31),
    "csl-dates/z-range": date(2021, 12, 2), "csl-dates/z-raw-date": date(2021, 11, 17),
    "csl-nulls/build-author-null": date(2022, 1, 20), "csl-nulls/build-doi-null": date(2022, 1, 20),
    "csl-nulls/z-author-nonlatin": date(2021, 11, 17), "csl-nulls/z-container-list": date(2021, 11, 17),
    "csl-nulls/z-editor-only": date(2021, 11, 17), "csl-nulls/z-url-empty": date(2021, 11, 17),
}  # fmt: skip
REFUSED = {
    "csl-dates/z-season-21": "record 1 (https://zotero.example/1), issued: found '[2021, 21]'",
    "csl-nulls/build-author-strings": "record 1 (x), author: found 'Doe, Jane', expected a list of names",
    "csl-nulls/z-title-one-of-many-missing": "record 2 (2), title: found 'no title', expected a title",
}


def test_every_fault_is_decided():
    """No file of the two folders is left out here."""
    files = {f"{path.parent.name}/{path.stem}" for path in FAULTS.glob("csl-*/*.json")}

    assert files == {*READ, *REFUSED}


@pytest.mark.parametrize("name", READ)
def test_an_odd_record_is_added_checked_and_cited(copied, command, name):
    """The export is taken in, passes the check, and is cited without a null, with the last day that it can be of."""
    run = command("add", "source", str(FAULTS / f"{name}.json"), "--id", "added", "--said-by", "A speaker")
    assert 0 == run.returncode, run.stderr
    checked = command("check")
    assert 0 == checked.returncode, checked.stderr

    source = load_dossier(copied, "isil-kp").sources["added"]
    assert READ[name] == source.issued_by
    cited = str(format_citations([source])["added"])
    for odd in ("None", "null", "[']", "['", " . ", "..", "()"):
        assert odd not in cited
    assert 2 > cited.count("Roe")


@pytest.mark.parametrize("name", READ)
def test_an_odd_record_pasted_into_the_table_reads_the_same(tmp_path, name):
    """A record that a user pastes into sources.json is read as the command would."""
    [record] = json.loads((FAULTS / f"{name}.json").read_text(encoding="utf-8"))
    sources, problems = read(tmp_path, record | {"id": "pasted", "custom": {"seen": False}})

    assert not problems
    assert READ[name] == sources["pasted"].issued_by
    assert "None" not in str(format_citations(sources.values())["pasted"])


@pytest.mark.parametrize("name", REFUSED)
def test_a_record_that_cannot_be_read_is_named(copied, command, name):
    """The record, the field, what was found and what to write; nothing is written, and check says the same."""
    before = everything(copied.data)
    path = FAULTS / f"{name}.json"
    run = command("add", "source", str(path))

    assert 1 == run.returncode
    assert REFUSED[name] in run.stderr
    assert "Nothing was written." in run.stderr
    assert before == everything(copied.data)
    if "one-of-many" in name:
        assert "The other one is right, but not added either." in run.stderr

    records = json.loads((copied.data / "isil-kp" / "sources.json").read_text(encoding="utf-8"))
    bad = json.loads(path.read_text(encoding="utf-8"))[-1] | {"id": "pasted", "custom": {"seen": False}}
    (copied.data / "isil-kp" / "sources.json").write_text(json.dumps([*records, bad]), encoding="utf-8")
    checked = command("check")
    assert 1 == checked.returncode
    field = REFUSED[name].partition("), ")[2].partition(":")[0]
    assert f"(pasted), {field}: found" in checked.stderr


def test_a_page_is_built_on_odd_records(copied, command):
    """A figure read in a document without authors, publisher or address stands on a page that says no None."""
    records = json.loads((copied.data / "isil-kp" / "sources.json").read_text(encoding="utf-8"))
    for record in records:
        record |= {"DOI": None, "volume": None, "author": None, "editor": [{}, {"family": "Roe", "given": "Rick"}]}
        record["issued"] = [record["issued"]] if "issued" in record else None
    (copied.data / "isil-kp" / "sources.json").write_text(json.dumps(records), encoding="utf-8")
    run = command("build", "isil-kp-2021")

    assert 0 == run.returncode, run.stderr
    page = (copied.report("isil-kp-2021") / "briefing.html").read_text(encoding="utf-8")
    assert "None." not in page
    assert "doi.org/None" not in page
    assert "Roe, R. (ed.)" in page


def test_hostile_names_stay_text(dossier):
    """Markup in a name or a brackets in a title neither become markup nor misplace the date."""
    source = next(iter(dossier.sources.values()))
    record = RECORD | {"author": [{"literal": "<b>x</b> (UN)"}], "title": "A (b) <script>"}
    cited = str(format_citations([replace(source, id="a-report", url="", record=json.dumps(record))])["a-report"])

    assert cited.startswith("&lt;b&gt;x&lt;/b&gt; (UN) (2021)")
    assert "<script>" not in cited


def added(command, project, folder, text, name="records.json"):
    """Add a file of records to the project; returns the run and the records that are then stored."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = len(json.loads((project.tables("isil-kp") / "sources.json").read_text(encoding="utf-8")))
    run = command("add", "source", str(path))
    return run, json.loads((project.tables("isil-kp") / "sources.json").read_text(encoding="utf-8"))[before:]


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ('{"title": "The <i>ISIL</i> threat: 334<sup>12</sup> in <span class=\'nocase\'>Kabul</span>"}',
         [{"title": "The ISIL threat: 334¹² in Kabul"}]),
        ('{"title": "A &amp; B &#8211; c", "publisher": "P &amp; Q", "author": [{"literal": "R &amp; S"}]}',
         [{"title": "A & B – c", "publisher": "P & Q", "author": [{"literal": "R & S"}]}]),
        ('{"status": "ok", "message": {"DOI": "10.1234/abc", "title": ["A"]}}', [{"title": "A", "DOI": "10.1234/abc"}]),
        ('{"message": {"items": [{"title": ["A"]}, {"title": ["B"]}]}}', [{"title": "A"}, {"title": "B"}]),
        ('[{"id": "ITEM-1", "itemData": {"title": "A"}}]', [{"title": "A"}]),
        ('{"id": "a", "title": "A"}\n{"id": "b", "title": "B"}\n', [{"title": "A"}, {"title": "B"}]),
        ('{"title": "A", "custom": {"seen": "no"}}', [{"title": "A"}]),
    ],
)  # fmt: skip
def test_what_programs_put_around_records_and_words_is_left_out(copied, command, tmp_path, text, stored):
    """Markup, entities, the answer of an interface, a record to a line: all is read, and nothing called seen."""
    run, records = added(command, copied, tmp_path, text)

    assert 0 == run.returncode, run.stderr
    assert [{**record, **plain} for record, plain in zip(records, stored, strict=True)] == records
    assert not any(record["custom"]["seen"] for record in records)
    assert 0 == command("check").returncode


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[{"id": "a", "title": NaN}]', "record 1 (a), title: found 'no title'"),
        ('[{"id": "a", "title": "A \\ud83d"}]', "record 1 (a), title: found 'U+D83D"),
        ('[{"id": "X/Y", "title": "A", "URL": "www.x.example"}]', "record 1 (X/Y), URL: found 'www.x.example'"),
        ('[{"id": "a", "title": "A", "URL": "https://x.example/a; https://y.example"}]', "record 1 (a), URL"),
        ('[{"id": "a", "title": "A", "title": "B"}]', "the field 'title' twice"),
    ],
)
def test_what_cannot_be_read_is_named_as_in_the_file(copied, command, tmp_path, text, words):
    """Not a number, half a character, no address or two, a field that is given twice: one sentence, nothing written."""
    run, records = added(command, copied, tmp_path, text)

    assert (1, []) == (run.returncode, records)
    assert words in run.stderr
    assert "Traceback" not in run.stderr


def test_nothing_of_a_number_is_printed_where_there_is_none(tmp_path):
    """NaN and Infinity in a record are nothing, not “nan” and “inf”."""
    (tmp_path / "sources.json").write_text(json.dumps([RECORD | {"page": float("inf"), "volume": float("nan")}]))

    ((record, raw),), problems = read_records(tmp_path / "sources.json")

    assert not problems
    assert not {"page", "volume"} & {*raw}
    assert "Attacks rose" == record.title


def test_a_translator_is_named_once(tmp_path):
    """A translator who stands first is not named again."""
    shown = citation(tmp_path, author=None, translator=[{"family": "Doe", "given": "Jane"}])

    assert "Doe, J. (trans.) (2021)" in shown
    assert "Translated" not in shown


@pytest.mark.parametrize(
    ("name", "read_as"),
    [
        ({"family": "of Defence", "given": "Ministry"}, {"literal": "Ministry of Defence"}),
        ({"family": "in Afghanistan", "given": "UN Mission"}, {"literal": "UN Mission in Afghanistan"}),
        ({"family": "in 't Veld", "given": "Sophie"}, {"family": "in 't Veld", "given": "Sophie"}),
        ({"family": "van der Berg", "given": "Jane"}, {"family": "van der Berg", "given": "Jane"}),
    ],
)
def test_an_office_is_no_family(name, read_as):
    """An organisation that a program cut before its preposition is put together again."""
    assert [read_as] == normalise_record({"title": "T", "author": [name]})[0]["author"]
