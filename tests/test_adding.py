"""Figures, sources and briefs are added at a terminal or by flags: checked first, then written whole."""

import csv
import json
import os
import pty
import sys

import pytest

from limits import ended as end_of
from limits import heard, interrupt, start
from tally.briefs import load_brief
from tally.records import load_dossier
from tally.records.figures import Seen
from web import STORY, serve

IN_2022 = {
    "source": "daily-excelsior-2022-02-04", "value": "61", "quotation": "61 attacks in 2021, he said",
    "group": "Islamic State Khorasan (ISIL-KP)", "place": "Afghanistan", "window": "2021-01-01/2021-06-30",
    "basis": "attributed_or_claimed", "counter": "United Nations",
}  # fmt: skip
ZOTERO = [{
    "id": "http://zotero.org/users/1/items/ABCD2345", "type": "article-newspaper", "title": "Attacks rose",
    "container-title": "The Daily", "author": [{"family": "Doe", "given": "Jane"}], "citation-key": "doeAttacks2023",
    "issued": {"date-parts": [["2023", 1, 17]]}, "URL": "https://daily.example/a", "x-unknown": {"kept": [1, "é"]},
}]  # fmt: skip
BIBTEX = r"""@online{agency, title = {Attacks rose: {UN} \& others}, author = {{News Agency} and Doe, Jane},
  date = {2023-01-17}, url = {https://agency.example/a?x=1&y=2}}
@techreport{un2023, title = {The situation, caf\'e}, institution = {United Nations}, year = 2023, month = feb}
"""


def flags(**changed):
    """What is typed for a figure, some of it otherwise."""
    given = IN_2022 | changed
    return [
        part for name, value in given.items() for part in (f"--{name.replace('_', '-')}", value) if value is not None
    ]


def everything(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".lock"}


def test_a_figure_by_flags(copied, command):
    """One row is added to the end of the file, under a readable id, and the card that it will have is shown."""
    before = (copied.data / "isil-kp" / "figures.csv").read_bytes()
    run = command("add", "figure", *flags())

    assert 0 == run.returncode, run.stderr
    assert "“«61» attacks in 2021, he said”" in run.stderr
    assert "Copied from a page that is not stored" in run.stderr
    assert str(copied.data / "isil-kp" / "figures.csv") == run.stdout.strip()
    assert (copied.data / "isil-kp" / "figures.csv").read_bytes().startswith(before)
    added = load_dossier(copied)["un-2021-01-01-to-2021-06-30"]
    assert (61, Seen.TRANSCRIBED, "attacks") == (added.value, added.seen, added.unit_printed)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"id": "../../x"}, "--id: found '../../x', expected lower-case words joined by hyphens"),
        ({"id": "un-2020"}, "--id: un-2020 is taken"),
        ({"value": "sixty"}, "--value: found 'sixty', expected a whole number"),
        ({"value": "62"}, "--quotation: found '61 attacks in 2021, he said', expected words that state the number 62"),
        ({"source": "daily-excelsor"}, "Did you mean 'daily-excelsior-2022-02-04'?"),
        (
            {"place": "Afganistan"},
            "'Afganistan' is not in the data, but 'Afghanistan' is. Give that name, or add --as-is",
        ),
        ({"group": "islamic state khorasan (isil-kp)"}, "but 'Islamic State Khorasan (ISIL-KP)' is"),
        ({"window": "17/11/2021"}, "Excel has rewritten this date"),
        ({"window": "2021-01-01/.."}, "--as-of"),
        ({"window": "2024"}, "--window: found '2024', expected days up to 2022-02-04"),
        ({"basis": "claimd"}, "--basis: found 'claimd'"),
        ({"seen": "locked"}, "--seen: "),
        ({"value": None, "counter": None}, "A figure also needs --value, --counter."),
        ({"quotation": "=cmd|' /C calc'!A0 61"}, "A spreadsheet would run it"),
        ({"note": "a\0b"}, "U+0000"),
        ({"quotation": "61 \u202eattacks"}, "U+202E"),
        ({"quotation": "61\u200b attacks"}, "U+200B"),
        ({"note": "two\nlines"}, "found a line break"),
        ({"note": "x" * 50_000_000}, "at most 20000 characters"),
    ],
)
def test_a_wrong_answer_is_refused_before_anything_is_written(copied, command, changed, words):
    """The message names the flag, what was found, and what to do; the folder is as it was, to the byte."""
    before = everything(copied.data)
    run = command("add", "figure", *flags(**changed))

    assert 1 == run.returncode
    assert words in run.stderr
    assert len(run.stderr) < 2000
    assert "Nothing was written." in run.stderr
    assert before == everything(copied.data)


def test_a_name_that_is_new_is_said_to_be(command):
    """A quite new counter is taken and mentioned; a likely slip only with --as-is."""
    assert "'Reuters' is new in this case" in command("add", "figure", *flags(counter="Reuters")).stderr
    assert 0 == command("add", "figure", "--as-is", *flags(place="Afganistan", id="x")).returncode


def at_terminal(project, *arguments, answers, until):
    """Run the command at a terminal of its own, and type an answer whenever a question is asked."""
    master, slave = pty.openpty()
    process = start(
        [sys.executable, "-m", "tally", *arguments],
        cwd=project.root,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        close_fds=True,
    )
    os.close(slave)
    shown, typed = "", iter(answers)
    while asks(said := heard(master, until=asks)):
        shown += said
        answer = next(typed, None)
        if answer is None:
            interrupt(process, until)
        else:
            os.write(master, answer.encode() + b"\n")
    shown += said
    os.close(master)
    return end_of(process), shown


def asks(shown):
    """Whether what was shown ends with a question."""
    return shown.rstrip(" ").endswith((":", "]")) and not shown.endswith("\n")


QUESTIONS = [
    "daily-excelsior-2022-02-04", "sixty-one", "61", "61 attacks in 2021, he said", "", "",
    "Islamic State Khorasan (ISIL-KP)", "Afganistan", "y", "2021-01-01/2021-06-30", "",
    "attributed_or_claimed", "United Nations", "", "", "", "", "",
    "un-first-half",
]  # fmt: skip


def test_a_figure_at_a_terminal(copied):
    """A wrong answer is asked for again with the reason, a slip is noticed, the card is shown before the last yes."""
    code, shown = at_terminal(copied, "add", "figure", answers=[*QUESTIONS, "y"], until=2)

    assert 0 == code, shown
    assert "found 'sixty-one', expected a whole number" in shown
    assert "Did you mean 'Afghanistan'?" in shown
    assert "«61» attacks" in shown
    assert "Afghanistan" == load_dossier(copied)["un-first-half"].place


@pytest.mark.parametrize(("answers", "code"), [([*QUESTIONS, "n"], 1), (QUESTIONS[:5], 130)])
def test_nothing_is_written_without_the_last_yes(copied, answers, code):
    """A no at the end, or Ctrl-C on the way, leaves everything as it was."""
    before = everything(copied.data)
    ended, shown = at_terminal(copied, "add", "figure", answers=answers, until=2)

    assert code == ended, shown
    assert before == everything(copied.data)


def test_a_zotero_export_drops_in(copied, command, tmp_path):
    """A record gets a readable id, and every field of it is kept, unknown ones too."""
    export = tmp_path / "export.json"
    export.write_text(json.dumps(ZOTERO), encoding="utf-8")
    before = (copied.data / "isil-kp" / "sources.json").read_text(encoding="utf-8")
    run = command("add", "source", str(export))

    assert 0 == run.returncode, run.stderr
    assert "Added the-daily-2023-01-17: “Attacks rose”, 2023-01-17, said by Jane Doe" in run.stderr
    after = (copied.data / "isil-kp" / "sources.json").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip()[:-1].rstrip())
    record = json.loads(after)[-1]
    for field in ("x-unknown", "citation-key", "URL", "author", "issued", "title", "type"):
        assert ZOTERO[0][field] == record[field]
    assert ZOTERO[0]["id"] == record["custom"]["exported_id"]
    source = load_dossier(copied).sources["the-daily-2023-01-17"]
    assert (False, "not-seen") == (source.seen, source.reliability)


def test_bibtex(copied, command, tmp_path):
    """Entries become records: LaTeX undone, addresses as they are, organisations whole."""
    path = tmp_path / "refs.bib"
    path.write_text(BIBTEX, encoding="utf-8")
    run = command("add", "source", str(path), "--seen")

    assert 0 == run.returncode, run.stderr
    agency, report = json.loads((copied.data / "isil-kp" / "sources.json").read_text(encoding="utf-8"))[-2:]
    assert ("news-agency-2023-01-17", "Attacks rose: UN & others") == (agency["id"], agency["title"])
    assert "https://agency.example/a?x=1&y=2" == agency["URL"]
    assert [{"literal": "News Agency"}, {"family": "Doe", "given": "Jane"}] == agency["author"]
    assert ("report", "The situation, café", [[2023, 2]]) == (
        report["type"],
        report["title"],
        report["issued"]["date-parts"],
    )
    assert load_dossier(copied).sources[report["id"]].seen


def test_a_document_on_disk_and_on_the_web(copied, command, tmp_path):
    """What a document says of itself is taken, what it does not say must be given, and it counts as seen."""
    saved = tmp_path / "story.html"
    saved.write_text(STORY, encoding="utf-8")
    assert "give --issued" in command("add", "source", str(saved)).stderr
    run = command("add", "source", str(saved), "--issued", "2021-11", "--publisher", "The Desk", "--id", "desk-story")
    assert 0 == run.returncode, run.stderr
    with serve() as web:
        url = web.answers("/story", STORY)
        assert "private network" in command("add", "source", url, "--issued", "2021").stderr
        assert 0 == command("add", "source", url, "--issued", "2021", "--id", "web-story", "--private").returncode

    sources = load_dossier(copied).sources
    assert ("Envoy: attacks rose", "2021-11-30", True) == (
        sources["desk-story"].title, str(sources["desk-story"].issued_by), sources["desk-story"].seen,
    )  # fmt: skip
    assert url == sources["web-story"].url


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("javascript:alert(1)", "only http and https"),
        ("https://me:pw@example.org/", "user name or password"),
        ("nowhere.html", "found no file"),
        ("nowhere.bib", "There is no file nowhere.bib"),
        ("broken.bib", "is not BibTeX that can be read"),
        ("broken.json", "is not CSL-JSON"),
        ("hostile.json", "an http(s) address"),
        ("hidden.json", "U+202E"),
    ],
)
def test_a_source_that_cannot_be_taken(copied, command, tmp_path, what, words):
    """Other schemes, credentials, files that are none, and hidden characters are refused; nothing is written."""
    files = {
        "broken.bib": "@article{x, title = {",
        "broken.json": "[{]",
        "hostile.json": json.dumps([ZOTERO[0] | {"URL": "javascript:alert(1)"}]),
        "hidden.json": json.dumps([ZOTERO[0] | {"title": "Attacks \u202eesor"}]),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    before = everything(copied.data)
    run = command("add", "source", str(tmp_path / what) if what in files else what)

    assert 1 == run.returncode
    assert words in run.stderr
    assert "pw" not in run.stderr
    assert before == everything(copied.data)


def test_a_hostile_title_is_only_text(copied, command, tmp_path):
    """Markup in a title is kept as it is, and shown as text."""
    path = tmp_path / "x.json"
    path.write_text(json.dumps([ZOTERO[0] | {"title": "<script>alert(1)</script>"}]), encoding="utf-8")

    assert 0 == command("add", "source", str(path)).returncode
    assert "<script>alert(1)</script>" == load_dossier(copied).sources["the-daily-2023-01-17"].title


def test_a_brief(copied, command):
    """A brief that builds is written, with every parameter."""
    run = command(
        "add", "brief", "until-october", "--earlier", "un-2020", "--later", "un-2021-so-far", "--as-of", "2021-10-31",
        "--question", "And until October?", "--milestones", "taliban-enter-kabul, un-briefing", "--level", "0.9",
    )  # fmt: skip

    assert 0 == run.returncode, run.stderr
    assert "make report BRIEF=until-october" in run.stderr
    brief = load_brief(copied, "until-october")
    assert ("2021-10-31", 0.9, ["taliban-enter-kabul", "un-briefing"]) == (brief.as_of, brief.level, brief.milestones)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["../x", "--earlier", "un-2020", "--later", "un-2021-so-far"], "Write lower-case words joined by hyphens"),
        (["isil-kp-2021", "--earlier", "un-2020", "--later", "un-2021-so-far"], "a brief isil-kp-2021 already"),
        (["x", "--earlier", "un-2020", "--later", "itic-2021"], "un-2020 can be compared with un-2021-so-far"),
        (["x", "--earlier", "un-2021-so-far", "--later", "un-2020"], "swap earlier and later"),
        (["x", "--earlier", "un-2o20", "--later", "un-2021-so-far"], "Did you mean 'un-2020'?"),
        (["x", "--earlier", "un-2020", "--later", "un-2021-so-far", "--as-of", "2022-01-01"], "is not within"),
        (["x", "--earlier", "un-2020", "--later", "un-2021-so-far", "--question", "60 or 61?"], "types the number 60"),
    ],
)
def test_a_brief_that_would_not_build_is_not_written(copied, command, arguments, words):
    """The message says why, and where it can, what would do instead."""
    before = everything(copied.parameters)
    run = command("add", "brief", *arguments)

    assert 1 == run.returncode
    assert words in run.stderr
    assert before == everything(copied.parameters)


def test_the_new_row_is_one_row(copied, command):
    """A quotation with commas and quotes stays one cell."""
    words = 'he said "61 attacks, or more", twice'
    command("add", "figure", *flags(quotation=words, id="quoted"))
    with (copied.data / "isil-kp" / "figures.csv").open(encoding="utf-8", newline="") as file:
        last = list(csv.DictReader(file))[-1]

    assert ("quoted", words) == (last["id"], last["quotation"])


def test_a_wrong_window_is_asked_for_again_at_once(copied):
    """An open window that is none is refused as itself, and a wrong as-of day does not ask for the window again."""
    answers = [
        *QUESTIONS[:9], "2021-13-01/..", "2022-06-01/..", "2021-01-01/..", "17/11/2021", "2021-02-30", "2021-11-17", "",
        *QUESTIONS[11:],
    ]  # fmt: skip
    code, shown = at_terminal(copied, "add", "figure", answers=[*answers, "y"], until=2)

    assert 0 == code, shown
    assert 3 == shown.count("Window (days covered")
    assert 3 == shown.count("Last day that it can cover")
    assert 1 == shown.count("Place:")
    assert "2021-11-17" == str(load_dossier(copied)["un-first-half"].window.as_of)


def test_the_input_ends_before_the_last_answer(copied):
    """The end of the input, at any question, leaves everything as it was."""
    before = everything(copied.data)
    code, shown = at_terminal(copied, "add", "figure", answers=[*QUESTIONS[:4], "\x04"], until=2)

    assert code in (1, 130), shown
    assert before == everything(copied.data)


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"window": "2021-13-01/.."}, "--window: found"), ({"as_of": "2021-11-17"}, "--as-of: found")],
)
def test_a_window_and_its_as_of_day(copied, command, changed, words):
    """Each of the two is named by its own flag."""
    before = everything(copied.data)
    run = command("add", "figure", *flags(**changed))

    assert 1 == run.returncode
    assert words in run.stderr
    assert before == everything(copied.data)
