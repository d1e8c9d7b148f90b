"""An edition carries the date of the newest record that it uses."""

import json
from dataclasses import fields, replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tally.briefs import load_brief
from tally.editions import read_editions
from tally.records import Lock, newest_date
from tally.records.bibliography import Source
from tally.records.bibliography.sources import _first_day, _last_day

BRIEF = "made-up-example"
CHECKED = "2026-11-22"


TEXTS = [field.name for field in fields(Source) if field.name not in ("issued_from", "issued_by", "accessed", "seen")]
UNDATED = Source(**dict.fromkeys(TEXTS, "") | {"id": "a", "seen": True, "issued_by": None})


@pytest.fixture
def source():
    """A document without a date of its own."""
    return UNDATED


def issued(source, *parts, accessed=None, name="a"):
    """Give a document its date, as CSL writes it, and the day on which it was read."""
    given = {"date-parts": [list(part) for part in parts]}
    return replace(source, id=name, issued_from=_first_day(given), issued_by=_last_day(given), accessed=accessed)


def lock(fetched, name="a"):
    return Lock("a-figure", name, 0, 1, "", "words", "", "0" * 64, "0" * 64, fetched)


@pytest.mark.parametrize(
    ("parts", "accessed", "fetched", "day"),
    [
        ([(2021, 11, 17)], None, None, "2021-11-17"),
        ([(2021, 11, 17)], date(2022, 1, 3), None, "2022-01-03"),
        ([(2021, 11, 17)], date(2022, 1, 3), date(2022, 1, 4), "2022-01-04"),
        ([(2021, 11, 17)], date(2022, 1, 3), date(2021, 12, 4), "2022-01-03"),
        ([(2021, 11, 17)], date(2021, 11, 1), None, "2021-11-17"),
        ([(2021,)], None, None, CHECKED),
        ([(2021, 2)], None, None, CHECKED),
        ([(2021, 5), (2021, 8)], None, None, CHECKED),
        ([(2021, 2)], date(2022, 3, 1), None, "2022-03-01"),
        ([(2026,)], None, None, CHECKED),
        ([(2026,)], date(2026, 3, 1), None, "2026-03-01"),
        ([(2026,)], None, date(2026, 3, 1), "2026-03-01"),
        ([(2027,)], None, None, CHECKED),
        ([(2026, 12, 24)], None, None, "2026-12-24"),
        ([()], None, None, CHECKED),
    ],
)
def test_the_date_of_a_record(source, parts, accessed, fetched, day):
    """Issued or read, whichever is later; of a partial date no day is made, but that of the reading or the check."""
    locks = [lock(fetched)] if fetched else []

    assert day == newest_date([issued(source, *parts, accessed=accessed)], locks, CHECKED)


def test_no_record_has_a_date(source):
    """Then the day on which the case was last checked is all that is known, even if that is no day."""
    assert CHECKED == newest_date([source], [], CHECKED)
    assert "" == newest_date([], [], "")
    assert "no day" == newest_date([issued(source, (2021,))], [], "no day")


DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@given(st.lists(DAYS, min_size=1, max_size=6), DAYS)
def test_a_newer_record_makes_a_newer_date(days, more):
    """Whatever the order of the records, the date is that of the newest; another record never makes it older."""
    sources = [issued(UNDATED, (day.year, day.month, day.day), name=f"s{n}") for n, day in enumerate(days)]
    dated = newest_date(sources, [], CHECKED)

    assert max(days).isoformat() == dated == newest_date(reversed(sources), [], CHECKED)
    assert max(dated, more.isoformat()) == newest_date(
        [*sources, issued(UNDATED, (more.year, more.month, more.day))], [], CHECKED
    )


@given(DAYS, DAYS, st.sampled_from([1, 2]))
def test_no_day_is_made_of_a_partial_date(day, read, known):
    """A month or a year beside a day: the day, where it is later; else the day on which the case was checked."""
    parts = (read.year, read.month)[:known]
    found = newest_date(
        [issued(UNDATED, (day.year, day.month, day.day)), issued(UNDATED, parts, name="b")], [], CHECKED
    )
    last = _last_day({"date-parts": [list(parts)]})

    assert found == (day.isoformat() if last <= day else max(CHECKED, day.isoformat()))
    assert read.isoformat() <= newest_date([issued(UNDATED, parts, accessed=read)], [], CHECKED) == read.isoformat()


def read_on(project, day):
    """Note in the made-up case that its document was read on a day."""
    path = project.root / "data" / "made-up" / "sources.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    records[0]["accessed"] = {"date-parts": [[day.year, day.month, day.day]]}
    path.write_text(json.dumps(records), encoding="utf-8")


def dates(project, command):
    """Build, and take the dates from the editions, the page for machines, the citation and the feed."""
    done = command("build", BRIEF)
    assert 0 == done.returncode, done.stderr
    page = html.fromstring((project.report(BRIEF) / "briefing.html").read_text(encoding="utf-8"))
    linked = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    feed = ElementTree.fromstring((project.reports / "feed.xml").read_text(encoding="utf-8"))
    updated = [
        one.text for one in feed.iterfind("{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}updated")
    ]
    editions = [one.date for one in read_editions(project.report(BRIEF))]
    last = editions[-1]
    assert (last, last) == (linked["datePublished"], linked["dateModified"])
    assert sorted(f"{one}T00:00:00Z" for one in editions) == sorted(updated)
    return editions, linked["hasPart"][0]["dateModified"]


def test_editions_follow_their_records(copied, command):
    """A record that was read later makes a later edition, one from before never an earlier one; a brief's date wins."""
    day = date(2025, 3, 1)
    read_on(copied, day)
    assert (["2025-03-01"], "2025-03-01") == dates(copied, command)
    assert (["2025-03-01"], "2025-03-01") == dates(copied, command)

    read_on(copied, day + timedelta(days=9))
    change_note(copied, "Made up.", "Made up again.")
    assert (["2025-03-01", "2025-03-10"], "2025-03-10") == dates(copied, command)

    read_on(copied, day)
    change_note(copied, "Made up again.", "Made up once more.")
    assert (["2025-03-01", "2025-03-10", "2025-03-10"], "2025-03-01") == dates(copied, command)

    path = copied.parameters / f"{BRIEF}.yml"
    asked = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(asked | {"date": "2024-12-24"}), encoding="utf-8")
    change_note(copied, "Made up once more.", "Made up.")
    assert "2024-12-24" == load_brief(copied, BRIEF).date
    assert "2024-12-24" == dates(copied, command)[0][-1]


def test_same_records_same_bytes(copied, command):
    """Nothing of an edition comes from a clock."""
    dates(copied, command)
    first = (copied.report(BRIEF) / "briefing.html").read_bytes()
    for path in copied.report(BRIEF).rglob("*.json"):
        path.unlink()
    dates(copied, command)

    assert first == (copied.report(BRIEF) / "briefing.html").read_bytes()


def change_note(project, old, new):
    """Change what a reader can see."""
    path = project.root / "data" / "made-up" / "figures.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
