"""BibTeX is read by pandoc: names, LaTeX, addresses and dates as their authors meant them, or refused by entry."""

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally.adding import PromptError
from tally.adding.sources import pandoc
from tally.adding.sources.bibtex_fields import protect_fields
from tally.adding.sources.records import from_bibtex
from tally.records import load_dossier
from tally.records.bibliography import format_citations
from test_adding import everything

FAULTS = Path(__file__).parent / "faults"
DOE = [{"family": "Doe", "given": "Jane"}]
AUTHORS = {
    "b-and-in-braces": [{"literal": "Institute for Economics and Peace"}],
    "b-and-in-braces2": [
        {"literal": "Bureau of Counterterrorism and Countering Violent Extremism"}, *DOE,
    ],
    "b-given-first": [{"family": "van der Berg", "given": "Jane"}],
    "b-latex-author": [
        {"family": "García", "given": "José"}, {"family": "Müller", "given": "Jörg"},
        {"family": "Østby", "given": "Gudrun"}, {"family": "Çelik", "given": "Ayşe"},
    ],
    "b-latex-org": [{"literal": "Réseau Afghan & Partenaires"}],
    "b-others": DOE,
    "b-shortauthor": [{"literal": "Institute for Economics and Peace"}],
    "b-suffix": [
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."}, {"family": "van der Berg", "given": "Anna"},
        {"family": "de la Cruz", "given": "Maria"},
    ],
}  # fmt: skip
FIELDS = {
    "b-date-range": ("issued", {"date-parts": [[2021, 11, 17], [2021, 12, 2]]}),
    "b-month-day": ("issued", {"date-parts": [[2021, 11, 17]]}),
    "b-latex-title": (
        "title", "The ISIL-KP threat: 60% more – “attacks” & claims in 2021, ∼334 events, Étude",
    ),
    "b-url-escaped": ("URL", "https://x.example/a_b%20c?x=1&y=2#z"),
    "b-url-wrapped": ("URL", "https://x.example/a_b?c=1&d=%20"),
}  # fmt: skip
REFUSED = {
    "b-cp1252": "b-cp1252.bib is not UTF-8 (line 3): save or export it again with the encoding UTF-8.",
    "b-date-season": "entry (k1), issued: found '2021-21', expected a month from 1 to 12 (21 to 24 are seasons).",
    "b-dup-keys": "b-dup-keys.bib has the key k1 more than once",
    "b-month-de": "entry (k1), issued: found '2021 Mai', expected a date",
    "b-month-range": "entry (k1), issued: found '2021 May--August', expected a date",
    "b-two-one-bad-year": "entry (k2), issued: found 'n.d.', expected a date",
    "b-year-inpress": "entry (k1), issued: found 'in press', expected a date",
    "b-year-nd": "entry (k1), issued: found 'n.d.', expected a date",
}


def read(folder, text):
    """Read a text as a file of BibTeX."""
    path = folder / "refs.bib"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return from_bibtex(path)


def entry(**fields):
    """Write an entry."""
    return "@misc{k,\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"


def test_every_fault_is_decided():
    """No file of the two folders is left out here."""
    assert {path.stem for path in FAULTS.glob("bibtex-*/*.bib")} == {*AUTHORS, *FIELDS, *REFUSED}


@pytest.mark.parametrize("name", AUTHORS)
def test_names(copied, command, name):
    """Organisations stay whole, LaTeX is undone, particles and suffixes are where they belong, others is nobody."""
    run = command("add", "source", str(FAULTS / "bibtex-names" / f"{name}.bib"), "--id", "added")

    assert 0 == run.returncode, run.stderr
    assert 0 == command("check").returncode
    record = json.loads((copied.data / "isil-kp" / "sources.json").read_text(encoding="utf-8"))[-1]
    assert AUTHORS[name] == record["author"]
    source = load_dossier(copied, "isil-kp").sources["added"]
    cited = str(format_citations([source])["added"])
    assert "others" not in f"{cited}{source.said_by}"
    assert ("et al." in cited) is (name == "b-others" or len(AUTHORS[name]) > 3)
    for sign in "{}\\":
        assert sign not in f"{cited}{source.said_by}"


@pytest.mark.parametrize("name", FIELDS)
def test_fields(copied, command, name):
    """Titles keep their words and numbers, addresses are those of a browser, a range keeps its end."""
    run = command("add", "source", str(FAULTS / "bibtex-fields" / f"{name}.bib"), "--id", "added")

    assert 0 == run.returncode, run.stderr
    assert 0 == command("check").returncode
    record = json.loads((copied.data / "isil-kp" / "sources.json").read_text(encoding="utf-8"))[-1]
    field, value = FIELDS[name]
    assert value == record[field]


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_named(copied, command, name):
    """The file or the entry, what was found, and what to write; nothing is written."""
    before = everything(copied.data)
    run = command("add", "source", str(FAULTS / "bibtex-fields" / f"{name}.bib"))

    assert 1 == run.returncode
    assert REFUSED[name] in run.stderr
    assert "Traceback" not in run.stderr
    assert "Nothing was written." in run.stderr
    assert before == everything(copied.data)
    if "issued" in REFUSED[name]:
        assert "date-parts" not in run.stderr
    if "two-one-bad" in name:
        assert "The other one is right, but not added either." in run.stderr


@pytest.mark.parametrize(
    ("fields", "read_as"),
    [
        ({"title": "The Situation in Afghanistan", "langid": "english"}, {"language": "en"}),
        ({"title": "The Situation in Afghanistan"}, {"title": "The Situation in Afghanistan"}),
        ({"title": "Month = may, year = 2020"}, {"title": "Month = may, year = 2020"}),
        ({"title": r"R\&D: 60\% \textbf{more} \mbox{334}~events"}, {"title": "R&D: 60% more 334 events"}),
        ({"title": r"334\textsuperscript{12} and $x^2$"}, {"title": "334¹² and x²"}),
        ({"title": "A < B <i>c</i>"}, {"title": "A < B <i>c</i>"}),
        ({"title": "T", "year": "2021", "month": "11", "day": "3"}, {"issued": {"date-parts": [[2021, 11, 3]]}}),
        ({"title": "T", "year": "2021", "month": "Sept."}, {"issued": {"date-parts": [[2021, 9]]}}),
        ({"title": "T", "year": "2021", "month": "17~nov"}, {"issued": {"date-parts": [[2021, 11, 17]]}}),
        ({"title": "T", "DATE": "2021-11"}, {"issued": {"date-parts": [[2021, 11]]}}),
        ({"title": "T", "doi": r"https://doi.org/10.1234/a\_b"}, {"DOI": "10.1234/a_b"}),
        ({"title": "T", "howpublished": r"\url{https://x.example/a_b}"}, {"URL": "https://x.example/a_b"}),
        ({"title": "T", "url": r"https://x.example/\%7Ea\~b\{c\}"}, {"URL": "https://x.example/%7Ea~b{c}"}),
        ({"title": "T", "author": "{WHO} and others"}, {"author": [{"literal": "WHO"}]}),
        ({"title": "T", "isbn": "978-3", "issn": "1234"}, {"type": "webpage"}),
    ],
)
def test_a_field_is_read_as_it_is_meant(tmp_path, fields, read_as):
    """Capitals, formulas, accents, months in words, escaped addresses."""
    [record] = read(tmp_path, entry(**fields))

    for field, value in read_as.items():
        assert value == record[field]
    assert "issued" in read_as or "issued" not in record


def test_macros_and_cross_references(tmp_path):
    """Macros are put in, and an entry takes from its parent what it lacks."""
    text = """@string{un = {United Nations}} @string{month = "May"}
@inproceedings{a, title = {T}, crossref = {p}}
@proceedings{p, title = {Parent}, year = 2020, month = may, publisher = un # { Office}}
@comment{x, year = {2021}}"""
    child, parent = read(tmp_path, text)

    assert {"date-parts": [[2020, 5]]} == child["issued"] == parent["issued"]
    assert "United Nations Office" == child["publisher"] == parent["publisher"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "it has no entry"),
        ("hello", "it has no entry"),
        ("@comment{x}", "it has no entry"),
        ("@misc{x, title = {", "is not BibTeX that can be read (line"),
        ("@misc{x, title = {T}}\n\n@misc{y title = {U}}", "(line 3"),
        ("@misc{x, author = {A}}", "entry (x), title: found 'no title'"),
        ("@misc{x, title = {T}, year = {2021}, month = {13}}", "entry (x), issued: found '2021-13'"),
        ("@misc{x, title = {T}, year = {2021}, month = {Mai}}", "Write date = {2021-11-17}"),
        ("@misc{x, title = {T\0}}", "a NUL"),
        pytest.param("@misc{x, title = " + "{" * 100_000 + "}" * 100_001, "nested braces", id="deep"),
        ("@misc{x, title = {T}}".encode("utf-16"), "is not UTF-8 (line 1)"),
        pytest.param(b" " * 5_000_001, "bytes, expected at most 5,000,000", id="large"),
    ],
)
def test_a_file_that_is_not_bibtex(tmp_path, text, words):
    """Whatever is wrong with a file is told in words, with its line or its entry, and at once."""
    with pytest.raises(PromptError) as caught:
        read(tmp_path, text)

    assert words in str(caught.value)
    assert len(str(caught.value)) < 500


def test_no_other_file_is_read(tmp_path):
    """LaTeX that would include a file includes nothing."""
    secret = tmp_path / "secret.tex"
    secret.write_text("the secret", encoding="utf-8")
    for command in ("input", "include", "verbatiminput", "lstinputlisting", "includegraphics"):
        [record] = read(tmp_path, entry(title=f"A\\{command}{{{secret}}}", note=f"\\{command}{{{secret}}}"))
        assert "the secret" not in json.dumps(record)


def test_pandoc_that_does_not_end_is_stopped(tmp_path, monkeypatch):
    """There is a limit of time, and it is told in words."""

    def stuck(*arguments, **_):
        raise subprocess.TimeoutExpired(arguments[0], 30)

    monkeypatch.setattr(pandoc.subprocess, "run", stuck)
    with pytest.raises(PromptError, match=f"keeps pandoc busy for more than {pandoc.LIMIT} seconds"):
        read(tmp_path, entry(title="T"))


def test_one_run_for_a_whole_file(tmp_path, monkeypatch):
    """Pandoc is started once for all entries, and once more where there are formulas."""
    runs, run = [], subprocess.run
    monkeypatch.setattr(pandoc.subprocess, "run", lambda *a, **more: runs.append(a) or run(*a, **more))
    text = "".join(f"@misc{{k{number}, title = {{T}}, year = 2021}}\n" for number in range(300))

    assert 300 == len(read(tmp_path, text))
    assert 1 == len(runs)
    assert "--sandbox" in runs[0][0]
    read(tmp_path, entry(title="$a$ and $b$"))
    assert 3 == len(runs)


@given(st.text('@{}",= #\\abcmonthyearmisc\n', max_size=80))
def test_renaming_changes_nothing_but_names(text):
    """Every line stays in its place, and what stands in braces or quotation marks within an entry stays as it is."""
    changed = protect_fields(text)

    assert text.count("\n") == changed.count("\n")
    assert text.count("{") + changed.count("hyphenation = {") == changed.count("{")


@settings(max_examples=25, deadline=None)  # each starts pandoc
@given(st.text(max_size=30), st.text('{}\\$%&#_~^"abc12 ', max_size=20), st.text(max_size=12))
def test_any_entry_is_read_or_refused(tmp_path_factory, author, title, year):
    """Whatever stands in an entry: a record that has a title, or a refusal in words."""
    folder = tmp_path_factory.mktemp("bib")
    records, refusal = [], None
    try:
        records = read(folder, entry(title=f"T {title}", author=author, year=year).encode("utf-8", "replace"))
    except PromptError as error:
        refusal = str(error)

    assert bool(records) is not bool(refusal)
    assert all(record["title"] for record in records)


@pytest.mark.parametrize(
    "author", ["Doe, Jane; Roe, Richard", "Jane Doe; Richard Roe", r"Doe, Jane \& Roe, R", "Doe, Jane, and Roe, R."]
)
def test_people_who_are_not_joined_by_and_are_not_mixed_up(tmp_path, author):
    """Semicolons, & and a comma before “and” would make one person of two: the entry is refused, with what to write."""
    with pytest.raises(PromptError, match=r"entry \(k\), author: .*Join names with “and”"):
        read(tmp_path, entry(title="T", author=author))


@pytest.mark.parametrize(
    ("fields", "read_as"),
    [
        ({"author": "United Nations Assistance Mission in Afghanistan"},
         {"author": [{"literal": "United Nations Assistance Mission in Afghanistan"}]}),
        ({"author": "King, Jr., Martin and Doe, III, Jane"},
         {"author": [{"family": "King", "given": "Martin", "suffix": "Jr."},
                     {"family": "Doe", "given": "Jane", "suffix": "III"}]}),
        ({"url": r"https://x.example/\~{}u/a"}, {"URL": "https://x.example/~u/a"}),
        ({"url": r"https://x.example/$\sim$u/a"}, {"URL": "https://x.example/~u/a"}),
        ({"howpublished": r"Available at \url{https://x.example/a_b}, 2021"}, {"URL": "https://x.example/a_b"}),
        ({"note": r"\url{https://x.example/a_b}"}, {"URL": "https://x.example/a_b"}),
    ],
)  # fmt: skip
def test_organisations_and_addresses_in_loose_writing(tmp_path, fields, read_as):
    """An organisation without braces, a suffix, a tilde and an address in another field are read as they are meant."""
    [record] = read(tmp_path, entry(title="T", **fields))

    assert read_as == {field: record[field] for field in read_as}
    assert "publisher" not in record
