"""A source says who says it and when, is known by its own address, and is not added twice unnoticed."""

import json
import random
from datetime import datetime

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st

from tally.adding.sources.again import plain_address
from tally.adding.sources.records import readable_id
from tally.analysis import find_origins
from tally.documents.reading import own_address
from tally.records import load_dossier
from tally.records.bibliography import ID
from test_adding import ZOTERO, at_terminal, everything
from web import STORY, serve

TITLE = "Envoy: attacks rose"


def story(head="", words=""):
    return STORY.replace("</head>", f"{head}</head>").replace("</article>", f"<p>{words}</p></article>")


def saved(tmp_path, content, name="story.html"):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return str(path)


def last_source(project):
    return list(load_dossier(project).sources.values())[-1]


def test_the_answer_to_who_says_it_is_kept(copied, tmp_path):
    """Who says it is stored as speaker and as origin; a wrong day is asked for again, and earlier answers stay."""
    page = saved(tmp_path, story('<meta property="og:site_name" content="The Desk">'))
    answers = [
        "Attacks \u200brose",
        "Attacks rose again",
        "yesterday",
        "2021-02-30",
        "2021-13",
        "2021-11-18",
        "Deborah Lyons",
    ]
    code, shown = at_terminal(copied, "add", "source", page, answers=answers, until=2)

    assert 0 == code, shown
    assert "'2021-02-30' is not a date of the calendar" in shown
    assert "U+200B" in shown
    assert 2 == shown.count("Title")
    source = last_source(copied)
    assert ("Deborah Lyons", "Deborah Lyons", "The Desk") == (source.said_by, source.origin, source.relayed_by)
    assert ("Attacks rose again", "2021-11-18") == (source.title, str(source.issued_by))


@pytest.mark.parametrize("answers", [[], ["Attacks rose"], ["Attacks rose", "yesterday"]])
def test_an_interrupted_source_leaves_everything_as_it_was(copied, tmp_path, answers):
    """Ctrl-C at any question writes nothing."""
    before = everything(copied.data)
    code, shown = at_terminal(copied, "add", "source", saved(tmp_path, STORY), answers=answers, until=2)

    assert 130 == code, shown
    assert before == everything(copied.data)


@pytest.mark.parametrize(
    "head",
    ["", '<meta property="og:site_name" content="The Desk">', '<meta name="author" content="Jane Doe">'],
)
def test_a_title_or_an_outlet_is_no_speaker(copied, command, tmp_path, head):
    """Where nobody is named, nobody is invented: that is said, and each such count has a counter of its own."""
    run = command("add", "source", saved(tmp_path, story(head)), "--issued", "2021-11")

    assert 0 == run.returncode, run.stderr
    source, named = last_source(copied), "author" in head
    assert ("Jane Doe" if named else "", "") == (source.said_by, source.origin)
    assert named is ("nobody is named as saying it" not in run.stderr)
    dossier = load_dossier(copied)
    figures = dossier.figures.assign(source=source.id)
    assert set(figures["counter"]) == {origin.name for origin in find_origins(figures, dossier.sources)}


def test_a_record_without_an_author(copied, command, tmp_path):
    """A record of another program names nobody by its title, its outlet or its publisher."""
    record = {name: value for name, value in ZOTERO[0].items() if name != "author"} | {"publisher": "Desk Ltd"}
    run = command("add", "source", saved(tmp_path, json.dumps([record]), "x.json"))

    assert 0 == run.returncode, run.stderr
    source = last_source(copied)
    assert ("", "", "The Daily") == (source.said_by, source.origin, source.relayed_by)


def test_flags_count_before_what_a_record_says(copied, command, tmp_path):
    """What is given on the command line is what is stored."""
    command("add", "source", saved(tmp_path, json.dumps(ZOTERO), "x.json"), "--said-by", "UN", "--why", "Read it.")
    source = last_source(copied)

    assert ("UN", "UN", "The Daily", "Read it.") == (source.said_by, source.origin, source.relayed_by, source.why)


def test_the_day_on_which_a_pdf_was_made_is_not_its_day_of_issue(copied, command, tmp_path):
    """A PDF needs its day given: it says when its file was made, and who typed it, which is no speaker either."""
    pdf = FPDF()
    pdf.set_creation_date(datetime(2019, 5, 4))
    pdf.set_title("Report of the envoy")
    pdf.set_author("jsmith")
    pdf.set_font("helvetica", size=12)
    pdf.add_page()
    pdf.multi_cell(0, 6, "In 2020 there were 60 attacks, and 334 so far this year, the envoy told the Council. " * 5)
    path = tmp_path / "report.pdf"
    pdf.output(str(path))

    assert "give --issued" in command("add", "source", str(path)).stderr
    assert 0 == command("add", "source", str(path), "--issued", "2021-11-17").returncode
    source = last_source(copied)
    assert ("2021-11-17", "", "") == (str(source.issued_by), source.said_by, source.origin)


@pytest.mark.parametrize("name", ["article:modified_time", "og:updated_time", "last-modified", "dateModified"])
def test_the_day_on_which_a_page_was_changed_is_not_its_day_of_issue(command, tmp_path, name):
    """Only a day of publication is taken from a page."""
    page = story(f'<meta property="{name}" content="2026-01-20"><meta name="{name}" content="2026-01-20">')

    assert "give --issued" in command("add", "source", saved(tmp_path, page)).stderr


@pytest.mark.parametrize(
    ("declared", "read_from", "address"),
    [
        ("https://daily.example/a", "https://www.daily.example/a?utm_source=x", "https://daily.example/a"),
        ("/a/b", "https://daily.example/a/b?print=1", "https://daily.example/a/b"),
        ("https://www.daily.example/a#top", "https://amp.daily.example/a", "https://www.daily.example/a"),
        ("https://daily.example/", "https://daily.example/a", "https://daily.example/a"),
        ("https://other.example/a", "https://daily.example/a", "https://daily.example/a"),
        ("https://blog.example.org/a", "https://shop.example.org/a", "https://shop.example.org/a"),
        ("javascript:alert(1)", "https://daily.example/a", "https://daily.example/a"),
        ("https://me:pw@daily.example/a", "https://daily.example/a", "https://daily.example/a"),
        ("https://daily.example/a", "", "https://daily.example/a"),
        ("http://localhost/a", "", ""),
        ("a/b", "", ""),
        ("http://[broken", "https://daily.example/a", "https://daily.example/a"),
        ("", "https://daily.example/a", "https://daily.example/a"),
    ],
)
def test_an_address_is_believed_if_it_can_be_true(declared, read_from, address):
    """A page's own address is taken where it is one of its own site and not the home page."""
    assert address == own_address(declared, read_from)


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://daily.example/story">',
        '<meta property="og:url" content="https://daily.example/story">',
        '<LINK REL="Canonical" HREF="https://daily.example/story#x"><meta property="og:url" content="https://b.example/">',
    ],
)
def test_a_page_is_known_by_its_own_address(copied, command, tmp_path, head):
    """A saved page that declares its address gets it; a flag counts before it."""
    assert 0 == command("add", "source", saved(tmp_path, story(head)), "--issued", "2021").returncode
    assert "https://daily.example/story" == last_source(copied).url
    command(
        "add", "source", saved(tmp_path, story(head)), "--issued", "2021", "--url", "https://a.example/b", "--again"
    )
    assert "https://a.example/b" == last_source(copied).url


def test_the_same_page_twice_is_reported(copied, command, tmp_path):
    """The same address, file or text is noticed, whatever a link adds to an address; --again or another id adds it."""
    path = saved(tmp_path, story('<link rel="canonical" href="https://daily.example/story">'))
    assert 0 == command("add", "source", path, "--issued", "2021", "--id", "first").returncode
    before = everything(copied.data)
    other = saved(tmp_path, story(words="Other words were added to it in the meantime."), "other.html")
    for what, flags, words in (
        (path, [], "first has the same address"),
        (path, ["--url", "https://daily.example/b"], "first is the same file, byte for byte"),
        (saved(tmp_path, STORY, "copy.html"), [], "first has the same text"),
        (other, ["--url", "http://WWW.daily.example/story/?utm_source=x&fbclid=1#p2"], "first has the same address"),
        ("", ["--title", "T", "--url", "https://daily.example/story#x"], "first has the same address"),
    ):
        run = command("add", "source", *filter(None, [what]), "--issued", "2021", *flags)
        assert 1 == run.returncode
        assert words in run.stderr
        assert "say --again, or give another --id" in run.stderr
        assert before == everything(copied.data)
    assert 0 == command("add", "source", path, "--issued", "2021", "--again").returncode
    run = command("add", "source", path, "--issued", "2021", "--id", "third")
    assert 0 == run.returncode
    assert "first has the same address" in run.stderr


def test_a_fetched_page_and_a_saved_one_are_one_document(command, tmp_path):
    """A page that was fetched is noticed when it is read from a file."""
    with serve() as web:
        url = web.answers("/story", STORY)
        assert 0 == command("add", "source", url, "--issued", "2021", "--private", "--id", "web").returncode
    said = command("add", "source", saved(tmp_path, STORY), "--issued", "2021").stderr
    assert "web is the same file, byte for byte" in said


def test_the_same_record_twice_is_reported(copied, command, tmp_path):
    """A DOI is the same however it is written; an export that is taken in again is noticed, and one in one file."""
    first = ZOTERO[0] | {"DOI": "10.1000/ABC"}
    path = saved(tmp_path, json.dumps([first]), "x.json")
    assert 0 == command("add", "source", path).returncode
    before = everything(copied.data)
    assert "the-daily-2023-01-17 has the same DOI" in command("add", "source", path).stderr
    again = [{"type": "book", "title": "B", "URL": "https://doi.org/10.1000/abc"}, {"type": "book", "title": "C"}]
    said = command("add", "source", saved(tmp_path, json.dumps(again), "y.json")).stderr
    assert "record 1, “B”: the-daily-2023-01-17 has the same DOI" in said
    twins = [
        ZOTERO[0] | {"id": "a", "URL": "https://b.example/x"},
        ZOTERO[0] | {"id": "b", "URL": "http://b.example/x/"},
    ]
    said = command("add", "source", saved(tmp_path, json.dumps(twins), "z.json")).stderr
    assert "record 2, “Attacks rose”: a has the same address" in said
    assert before == everything(copied.data)


@given(
    host=st.sampled_from(["daily.example", "xn--bcher-kva.example"]),
    path=st.lists(st.sampled_from(["a", "%C3%A9", "b c", "2021"]), min_size=1, max_size=3),
    query=st.lists(st.sampled_from(["id=1", "page=2", "q=é"]), unique=True),
    seed=st.integers(0, 99),
)
@settings(deadline=None)
def test_one_page_has_one_plain_address(host, path, query, seed):
    """Scheme, www, fragment, last slash, tracking and the order of parameters do not matter; the parameters do."""
    tracked = [*query, "utm_source=x", "fbclid=2", "gclid=3"]
    random.Random(seed).shuffle(tracked)
    clean = plain_address(f"https://{host}/{'/'.join(path)}?{'&'.join(query)}")

    assert clean
    assert clean == plain_address(f"HTTP://www.{host.upper()}/{'/'.join(path)}/?{'&'.join(tracked)}#top")
    assert clean != plain_address(f"https://{host}/{'/'.join(path)}?{'&'.join([*query, 'id=3'])}")


def test_a_document_that_was_not_seen(copied, command):
    """Without a file or an address a source is described by flags alone: each answer is stored, and it was not seen."""
    given = {
        "title": "Annual report", "issued": "2019-01", "said_by": "IMB", "relayed_by": "Maritime Executive",
        "publisher": "IMB", "language": "en", "derived_from": "un-lyons-2021-11-17", "origin": "IMB centre",
        "why": "Known through another.", "issued_basis": "page text", "title_basis": "descriptive", "type": "report",
    }  # fmt: skip
    flags = [part for name, value in given.items() for part in (f"--{name.replace('_', '-')}", value)]
    run = command("add", "source", *flags)

    assert 0 == run.returncode, run.stderr
    source = load_dossier(copied).sources["imb-2019-01"]
    assert (False, "not-seen", "") == (source.seen, source.reliability, source.how_seen)
    for name in given.keys() - {"issued", "publisher", "type"}:
        assert given[name] == getattr(source, name)
    assert "needs its title or issued" in command("add", "source", "--said-by", "IMB").stderr


NOTED = {
    "id": "forsvaret-2022", "type": "report", "title": "Annual review", "issued": {"date-parts": [[2022, 3]]},
    "publisher": "Navy",
    "custom": {
        "seen": True, "how_seen": "stored excerpt", "said_by": "IMB", "relayed_by": None, "derived_from": "imb-2021",
        "origin_family": "IMB", "reliability": "copy", "why": "It copies the report.", "issued_basis": "page text",
    },
}  # fmt: skip


def test_many_records_with_their_notes(copied, command, tmp_path):
    """Records with Tally's own notes keep their ids and notes; what the analyst thinks of them goes to assessments."""
    first = NOTED | {"id": "imb-2021", "custom": {"seen": False, "said_by": "IMB", "how_seen": None}}
    run = command("add", "source", saved(tmp_path, json.dumps([NOTED, first]), "x.json"))

    assert 0 == run.returncode, run.stderr
    sources = load_dossier(copied).sources
    copy, original = sources["forsvaret-2022"], sources["imb-2021"]
    assert ("imb-2021", "IMB", "copy", "It copies the report.", "stored excerpt", True) == (
        copy.derived_from, copy.origin, copy.reliability, copy.why, copy.how_seen, copy.seen,
    )  # fmt: skip
    assert ("not-seen", "IMB", "", False) == (
        original.reliability, original.origin, original.how_seen, original.seen,
    )  # fmt: skip
    assert not {"derived_from", "origin_family", "why", "exported_id"} & json.loads(copy.record)["custom"].keys()


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (["--reliability", "good"], "--reliability: 'good' is none of own-page"),
        (["--derived-from", "un-lyons-2021"], "Did you mean 'un-lyons-2021-11-17'?"),
        (["--issued", "2021-02-30"], "--issued: '2021-02-30' is not a date of the calendar"),
        (["--id", "Not An Id"], "--id: 'Not An Id' is taken, or not lower-case words"),
        (["--id", "un-lyons-2021-11-17"], "is taken"),
        (["--url", "javascript:alert(1)"], "an http(s) address"),
    ],
)
def test_a_wrong_flag_is_refused_before_anything_is_written(copied, command, flags, words):
    """The message names the flag and what was found."""
    before = everything(copied.data)
    run = command("add", "source", "--title", "T", "--issued", "2021", *flags)

    assert 1 == run.returncode
    assert words in run.stderr
    assert before == everything(copied.data)


@settings(deadline=None)
@given(
    name=st.text(max_size=80)
    | st.sampled_from(["الأهرام", "新华社", "Ведомости", "Καθημερινή", "한겨레", "Haïti Libre", "…"]),
    title=st.text(max_size=30),
    author=st.text(max_size=30),
)
def test_a_source_in_any_script_has_a_readable_id(name, title, author):
    """The id is never empty, follows the pattern, and is not long."""
    record = {"container-title": name, "title": title, "author": [{"family": author}]}
    made = readable_id(record | {"issued": {"date-parts": [[2021, 1, 5]]}})

    assert ID.fullmatch(made)
    assert len(made) <= 60


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Ведомости", "vedomosti-2021"),
        ("新华社", "xinhuashe-2021"),
        ("Καθημερινή", "kathimerini-2021"),
        ("Haïti", "haiti-2021"),
    ],
)
def test_an_outlet_is_transliterated(name, made):
    """An outlet's id can be read by somebody who does not read its script."""
    assert made == readable_id({"publisher": name, "title": "x", "issued": {"date-parts": [[2021]]}})
