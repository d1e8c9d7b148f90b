"""What an earlier release had of a count is on its page, year by year, and as a what-if with evidence."""

import dataclasses
import hashlib
from datetime import date

import pytest
from lxml import html

from tally.adding import add_count
from tally.briefs import BriefError, load_brief, load_records, make_brief, with_uncounted
from tally.build import check_project, remarks
from tally.evidence import Computed, Counted, answer, growth_numbers, sentence_text
from tally.records import load_dossier
from tally.records.events import FOLDER, Dataset, Span, earlier_release
from tally.records.figures import Growth, Hindrance
from typesetting import page_without_charts

BRIEF, CASE, OLD = "made-up-events-2025", "made-up-events", "disruptions-2025-03"


@pytest.fixture(scope="module")
def found(project):
    """What follows from two counts of which one has an earlier release."""
    brief = load_brief(project, BRIEF)
    return answer(load_records(project, brief), brief)


@pytest.fixture(scope="module")
def growth(found):
    """Its growth as numbers."""
    lead = found.numbers.lead
    return growth_numbers(found.comparison.later, (lead.change.earlier, lead.change.later), lead.ratio)


def test_each_year_has_what_was_added_dropped_and_changed(found, growth):
    """The years are those of the rows that the query counts; the numbers of the latest one are those of two counts."""
    change, latest = found.comparison.later.growth.change, growth.rows[0]
    counts = [number.evidence.figure for number in (growth.old, growth.new)]

    assert [2023, 2024] == [year.year for year in change.years if year.added]
    assert [figure.value for figure in counts] == [number.value for number in latest.numbers[:2]]
    assert ["2025.3", "2025.11"] == [figure.counted.dataset.release for figure in counts]
    assert all(figure.low <= figure.value <= figure.high for figure in counts)
    for year in change.years:
        assert abs(year.new - year.old - year.added + year.dropped) <= year.changed
    assert found.everything.every["example-group-2024"].value == latest.numbers[1].value


def test_every_number_has_evidence(growth):
    """The two counts open their rows, the what-if its formula, and each cell of the table the two counts."""
    assert all(isinstance(number.evidence, Counted) for number in (growth.old, growth.new))
    for row in growth.rows:
        for number in row.numbers:
            assert isinstance(number.evidence, Computed)
            assert (growth.old, growth.new) == number.evidence.inputs
            assert number.evidence.names_inputs
            assert str(row.year) in number.label
    assert (growth.old, growth.new) == growth.times.evidence.inputs


def test_the_what_if_is_of_the_ratio_that_leads(found, growth):
    """The ratio on the same days of both years, times the growth; the sentence says that it is no estimate."""
    lead, text = found.numbers.lead, sentence_text("release_growth", found.numbers, growth)

    assert growth.ratio.value == pytest.approx(lead.ratio.value * growth.new.value / growth.old.value)
    assert growth.grown.value == pytest.approx(found.comparison.later.value * growth.times.value)
    assert text.index(growth.old.text) < text.index(growth.times.text) < text.index(growth.ratio.text)
    assert "on the same days" in text
    assert "no estimate" in text


def test_a_release_without_such_events_gives_no_factor(found):
    """None before: the table is shown, and no what-if."""
    later = found.comparison.later
    none = dataclasses.replace(later.growth.old, value=0, low=0, high=0)
    numbers = growth_numbers(
        dataclasses.replace(later, growth=Growth(later.growth.change, none, later.growth.new)),
        (found.change.earlier, found.change.later), None,
    )  # fmt: skip

    assert numbers.rows
    assert numbers.times is numbers.grown is numbers.ratio is None
    assert "what-if" not in sentence_text("release_growth", found.numbers, numbers)


def absent(folder):
    """Remove the file of the earlier release."""
    (folder / "events.csv").unlink()


def gap(folder):
    """Describe the earlier release with a gap in the latest year that both cover."""
    text = (folder / "dataset.yml").read_text(encoding="utf-8")
    days = "gaps:\n- from: '2024-05-01'\n  to: '2024-05-02'\n  what: a strike\n"
    (folder / "dataset.yml").write_text(text + days, encoding="utf-8")


def other_ids(folder):
    """Write another id into each row of the earlier release, and describe the file so."""
    path, description = folder / "events.csv", folder / "dataset.yml"
    before = path.read_bytes()
    first, *rows = before.splitlines(keepends=True)
    path.write_bytes(first + b"".join(b"old-" + row for row in rows))
    hashes = [hashlib.sha256(content).hexdigest() for content in (before, path.read_bytes())]
    description.write_text(description.read_text(encoding="utf-8").replace(*hashes), encoding="utf-8")


HINDERED = {
    "absent": (absent, Hindrance.ABSENT, "was not there when this page was built"),
    "a gap": (gap, Hindrance.UNCOUNTABLE, "cannot be made in the release 2025.3"),
    "other ids": (other_ids, Hindrance.UNRELATED, "No row that this count asks for is both in"),
}


@pytest.mark.parametrize("case", HINDERED)
def test_a_release_that_cannot_be_compared_is_told(copied, case):
    """A brief does not name it: it is built, and says in a sentence why nothing is known of it."""
    change, hindrance, words_shown = HINDERED[case]
    folder, brief = copied.tables(CASE) / FOLDER / OLD, load_brief(copied, BRIEF)
    change(folder)
    records = load_records(copied, brief)
    unknown = records.every["example-group-2025"].growth
    without, files = with_uncounted(copied, brief, load_dossier(copied, CASE))

    assert (OLD, hindrance) == (unknown.old.id, unknown.hindrance)
    assert words_shown in sentence_text("no_growth", unknown)
    assert (OLD in records.datasets) is (OLD in without.datasets) is (hindrance is not Hindrance.ABSENT)
    assert str(folder / "events.csv") in files, "a file that is put there later makes the page out of date"


def test_an_earlier_file_that_is_away_is_on_the_page_and_in_the_check(copied):
    """The page has the sentence in the place of the table; check points it out, and has no fault."""
    absent(copied.tables(CASE) / FOLDER / OLD)
    _, page = page_without_charts(copied, load_brief(copied, BRIEF))

    assert "was not there" in html.fromstring(page).get_element_by_id("the-releases").getnext().text_content()
    assert [] == check_project(copied)
    assert any(f"earlier release {OLD}, which is not there" in remark for remark in remarks(copied))


def test_another_earlier_file_is_refused(copied):
    """As the file of a count is, and by check in the same words; a brief that does not use it is built."""
    path = copied.tables(CASE) / FOLDER / OLD / "events.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(BriefError, match=f"{OLD}/events.csv, the file, all: found 'SHA-256") as refused:
        load_records(copied, load_brief(copied, BRIEF))
    series = load_records(copied, load_brief(copied, "made-up-events-months"))

    (fault,) = check_project(copied)
    assert fault in str(refused.value)
    assert OLD not in series.datasets


def test_the_months_of_both_years_are_side_by_side(found):
    """Of each month the least, the count by first day, and the most; the middle ones add up to the count."""
    to_date = found.to_date
    names = [row.name for row in to_date.months]

    assert ["January", "November"] == [names[0], names[-1]]
    assert ["November"] == [row.name for row in to_date.months if row.part]
    for count, side in ((to_date.earlier, "earlier"), (to_date.later, "later")):
        cells = [getattr(row, side) for row in to_date.months]
        assert count.value == sum(number.value for _, number, _ in cells)
        assert count.evidence.figure.low >= sum(least.value for least, *_ in cells)
        assert all(least.value <= number.value <= most.value for least, number, most in cells)
        assert {count.id} == {used.id for row in cells for number in row for used in number.evidence.inputs}
    assert len({number.id for row in to_date.months for number in row.earlier + row.later}) == 6 * len(names)


SHAPES = {  # what is counted, on which days, and words of the finding
    "perhaps one on a day of each year": ({"actor": "example-group"}, "2024-05-05", "2025-05-05", "cannot be told"),
    "perhaps one, then some": (
        {"actor": "Example League", "role": "against"}, "2023-02-01/2023-02-28", "2024-02", "cannot be told",
    ),
    "deaths": ({"unit": "deaths"}, "2024", "2025-01-01/2025-11-17", "on the same days of the year"),
    "over New Year": ({}, "2022-07-01/2023-06-30", "2023-07-01/2024-06-30", "on the same days of the year"),
    "other days": ({}, "2024", "2025-09-01/2025-11-17", "on the same days of the year"),
}  # fmt: skip


def test_pages_of_unusual_counts(copied):
    """Counts that may be none, of deaths, over New Year, and of a part of a year have their page."""
    for shape, (asked, earlier, later, words) in SHAPES.items():
        names = [add_count(copied, CASE, {"dataset": "disruptions", "window": window, **asked})[0]
                 for window in (earlier, later)]  # fmt: skip
        brief = make_brief(brief="unusual", question="Did it rise?", case=CASE, earlier=names[0], later=names[1],
                           level=0.95, milestones=[])  # fmt: skip
        _, page = page_without_charts(copied, brief)
        finding = " ".join(html.fromstring(page).get_element_by_id("the-finding").text_content().split())
        assert words in finding, (shape, finding)


def described(name, **changes):
    """Return the description of a data set."""
    fields = {
        "title": "Events", "counter": "Somebody", "release": name, "kind": "ucdp-ged", "sha256": name * 8, "rows": 9,
        "covers": Span(date(2010, 1, 1), date(2020, 12, 31)),
    }  # fmt: skip
    return Dataset(id=name, **fields | changes)


NEW = described("new", release="20.12", covers=Span(date(2010, 1, 1), date(2020, 12, 31)))
RELEASES = {
    "an earlier end": ({"covers": Span(date(2010, 1, 1), date(2019, 12, 31))}, True),
    "the same end, a lower number": ({"release": "20.9"}, True),
    "a later number": ({"release": "20.13"}, False),
    "a later end": ({"covers": Span(date(2010, 1, 1), date(2021, 12, 31))}, False),
    "another title": ({"title": "Other events", "release": "1"}, False),
    "another counter": ({"counter": "Somebody else", "release": "1"}, False),
    "another kind": ({"kind": "acled", "release": "1"}, False),
    "the same file": ({"sha256": NEW.sha256, "release": "1"}, False),
    "lines for ids": ({"columns": {"row": "line"}, "release": "1"}, False),
    "no day in common": ({"covers": Span(date(2000, 1, 1), date(2009, 12, 31))}, False),
}


@pytest.mark.parametrize("case", RELEASES)
def test_which_data_sets_are_releases_of_one(case):
    """Releases agree in kind, counter and title, and the earlier one ends first or has the lower number."""
    changes, is_one = RELEASES[case]
    old = described("old", **changes)

    assert is_one is (earlier_release({"new": NEW, "old": old}, "new") is old)


def test_of_several_releases_the_last_before_is_taken():
    """The one before it, not the first."""
    older = [described(f"r{number}", release=f"20.{number}") for number in (2, 11, 9)]

    assert "r11" == earlier_release({each.id: each for each in [NEW, *older]}, "new").id
