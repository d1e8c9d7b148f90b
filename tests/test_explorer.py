"""The start page's choices: each list follows from those before it."""

import base64
import html
import re

import pytest

from conftest import ROOT
from tally.events import count_events, make_query, open_dataset, read_names
from tally.explorer import Explorer
from tally.explorer.choices import NARROWING, offered_counts
from tally.explorer.picture import PICTURE
from tally.project import read_cells
from tally.records import load_dossier
from tally.text import words

CASES = ("gulf-of-guinea", "isil-kp", "made-up")


@pytest.fixture(scope="module")
def page(project):
    return Explorer(project)


@pytest.fixture
def at(page):
    """The start page, set to a case."""

    def turned(case):
        page._case.value = case
        return page

    return turned


def values(control):
    return [part[1] if isinstance(part, tuple) else part for part in control.options]


def test_all_cases_are_offered(project, page):
    """Each folder of data/ that is a case can be chosen."""
    assert project.cases == values(page._case)


@pytest.mark.parametrize("case", CASES)
def test_choices_are_of_one_kind(project, case):
    """Whatever is narrowed, both counts are of the chosen kind, and never one count twice."""
    figures = load_dossier(project, case).figures
    for name in NARROWING:
        for value in figures[name].astype(str).unique():
            wanted = {each: str(part) for each, part in figures[figures[name].astype(str) == value].iloc[0].items()}
            for earlier, later in (("", ""), (figures.index[0], figures.index[0]), (figures.index[-1], "none")):
                offer = offered_counts(figures, wanted, earlier, later)
                kind = {each: choice.value for each, choice in offer.kinds.items()}
                assert value == kind[name]
                for _, each in (*offer.earlier.options, *offer.later.options):
                    assert kind == {part: str(figures.loc[each, part]) for part in NARROWING}
                assert offer.earlier.value in dict(map(reversed, offer.earlier.options))
                assert offer.earlier.value not in dict(map(reversed, offer.later.options))
                assert (offer.later.value is None) == (len(offer.earlier.options) == 1 and not offer.later.options)


def test_a_count_without_another_of_its_kind(at):
    """It is not compared with itself: the page says that it is the only one."""
    page = at("isil-kp")
    page._narrowing["counter"].value = "IESS"

    assert page._later.value is None
    assert "Only one count of this kind" in page._screen.value


def test_the_later_count_does_not_start_first(at):
    """After another earlier count is chosen, the later counts are those that do not start before it."""
    page = at("isil-kp")
    page.choose("un-2020", "un-2021-so-far")
    page._earlier.value = "un-2021-so-far"

    assert ["un-2021-autumn"] == values(page._later)
    assert "un-2021-autumn" not in values(page._earlier)


@pytest.mark.parametrize("case", CASES)
def test_lists_are_complete_and_have_iso_dates(at, case):
    """Every figure of the case is in a list, with days as in the data; every event is in view."""
    page = at(case)
    labels = [label for label, _ in (*page._earlier.options, *page._later.options, *page._milestones.options[:-1])]

    assert not [label for label in labels if re.search(rf"\d ({'|'.join(words.MONTHS)})\b", label.partition(", ")[2])]
    assert len(page._milestones.options) == page._milestones.rows
    assert {claim.id for claim in page._dossier.claims} | {""} == set(values(page._claim))


@pytest.mark.parametrize("case", CASES)
def test_a_claim_chooses_its_counts(at, case):
    """A claim shows its two counts and its verdict, or says why the data cannot judge it; another choice ends it."""
    page = at(case)
    for claim in page._dossier.claims:
        before = page._earlier.value, page._later.value
        page._claim.value = claim.id
        if claim.earlier and claim.later:
            assert page._dossier.current_ids(claim.earlier, claim.later) == (page._earlier.value, page._later.value)
            assert "Claims about the change, checked" in page._screen.value
            assert "<p></p>" == page._remark.value
        else:
            assert "do not have the two counts of this claim" in page._remark.value
            assert before == (page._earlier.value, page._later.value)
    page._earlier.value = values(page._earlier)[-1 if page._earlier.index == 0 else 0]

    assert "" == page._claim.value


def test_a_day_is_written_as_in_the_data(at):
    """A supposed end is an ISO date; anything else is refused in a sentence."""
    page = at("isil-kp")
    page.choose("un-2020", "un-2021-so-far")
    for day, shown in (
        ("2021-02-30", "Stopped on: &#39;2021-02-30&#39; is not a day"), ("17.11.2021", "is not a day"),
        ("2025-01-01", "Choose a day from"), ("2021-10-31", "6.7"),
    ):  # fmt: skip
        page._as_of.value = day

        assert shown in page._screen.value
    page._as_of.value = ""


def test_a_case_without_counts_says_what_to_do(copied, command):
    """A new case can be chosen before it has counts; one with a fault is named, and the page stays as it was."""
    command("add", "case", "empty")
    page = Explorer(copied)
    page._case.value = "empty"
    assert "tally add figure --case empty" in page._screen.value
    page._write.click()
    assert "Earlier: no count is chosen" in page._status.value

    page._case.value = "isil-kp"
    (copied.data / "empty" / "figures.csv").write_text("id\n", encoding="utf-8")
    page._case.value = "empty"
    assert "isil-kp" == page._case.value
    assert "The case empty cannot be shown. 1 problem" in page._screen.value


EVENTS = "made-up-events"
ASKED = {"actor": "example-group", "window": "2024"}


@pytest.fixture
def desk(copied):
    """The part of the start page that counts, and its project."""
    page = Explorer(copied)
    page._case.value = EVENTS
    assert "Count events in its files below" in page._screen.value
    return page._desk, copied


def fill(desk, **answers):
    """Choose what is counted."""
    for name, value in answers.items():
        desk._fields[name].value = value


def test_the_start_page_counts(desk):
    """It offers the case's data sets, actors, places and last days, and shows the range, the query and the rows."""
    desk, project = desk
    fill(desk, dataset="disruptions")
    fields = desk._fields
    offered = (fields["window"].value, fields["actor"].options, "upper-example" in fields["place"].options)
    fill(desk, **ASKED)
    desk._count.click()
    count = count_events(
        open_dataset(project, EVENTS, "disruptions"), make_query("2024", actor="example-group"),
        *read_names(project.tables(EVENTS)),
    )  # fmt: skip
    shown = html.unescape(re.sub("<[^>]+>", lambda tag: "" if "span" in tag[0] else " ", desk._screen.value))

    assert ("2025-01-01/2025-11-17", ("example-group", "example-front"), True) == offered
    assert "" == desk.layout.display
    for words_shown in (
        f"{count.low} to {count.high} events ({count.value} by the first day of each event)", count.words, *count.notes,
        *(f"left out: {reason} {number:,}" for reason, number in count.left_out.items()),
        f"used: for certain {count.certain}",
    ):  # fmt: skip
        assert " ".join(words_shown.split()) in " ".join(shown.split())
    assert not re.search("<script|https?:", desk._screen.value)


def test_a_count_is_kept_as_the_command_keeps_it(desk, command):
    """The row of counts.csv is that of `tally add count`, but for its id; the page says where it is."""
    desk, project = desk
    table = project.tables(EVENTS) / "counts.csv"
    fill(desk, dataset="disruptions", id="mine", role="by", place="upper-example", unit="deaths", **ASKED)
    desk._keep.click()
    command(
        "add", "count", "--case", EVENTS, "--dataset", "disruptions", "--role", "by", "--place", "upper-example",
        "--unit", "deaths", "--actor", "example-group", "--window", "2024", "--id", "theirs",
    )  # fmt: skip
    ours, theirs = table.read_text().splitlines()[-2:]

    assert ours.startswith("mine,")
    assert ours.partition(",")[2] == theirs.partition(",")[2]
    assert "mine" in desk._status.value
    assert "--earlier ID --later ID" in desk._status.value


REFUSED = {
    "no days": ({"window": ""}, "window: "),
    "days that are not covered": ({"window": "2030"}, "is not known"),
    "a misspelt actor": ({"actor": "Example Grup"}, "Did you mean"),
    "markup in a name": ({"actor": "<b>Group</b>"}, "&lt;b&gt;"),
    "a role without an actor": ({"actor": "", "role": "by"}, "without an actor"),
    "an id that is taken": ({"id": "example-group-2024"}, "is taken"),
    "no id": ({"id": "My count"}, "found &#39;My count&#39;"),
}


def test_what_cannot_be_counted_is_said(desk):
    """In one sentence, whether it is to be counted or kept, and nothing is written."""
    desk, project = desk
    table = project.tables(EVENTS) / "counts.csv"
    before = table.read_bytes()
    for case, (answers, words_shown) in REFUSED.items():
        fill(desk, dataset="disruptions", **{"id": "", "role": "any", **ASKED, **answers})
        desk._count.click()
        desk._keep.click()
        assert words_shown in desk._status.value, case
        assert "Not written. " in desk._status.value
        assert (words_shown in desk._screen.value) is ("id" not in answers), case
        assert before == table.read_bytes()


def test_the_chart_is_drawn_for_the_room_it_has(page):
    """In both forms, of which the one is shown whose letters are as large as those of a page."""
    shown = page._screen.value.partition('<div class="plots">')[2].partition("<details>")[0]

    assert ["wide", "narrow"] == re.findall('<div class="plot windows (\\w+)">', shown)


def test_a_case_without_files_has_no_desk(at):
    """Nothing can be counted in it."""
    assert "none" == at("isil-kp")._desk.layout.display


def test_the_picture_shows_this_page(project):
    """The stored picture shows what the start page shows first, and stands in its notebook until it runs."""
    page = Explorer(project)
    shown = page._repr_mimebundle_()
    assert "image/png" in shown, "The start page has changed: python tests/picture.py, then make notebooks"
    assert PICTURE.read_bytes() == base64.b64decode(shown["image/png"])
    assert PICTURE.stat().st_size < 60_000
    assert shown["image/png"] in (ROOT / "notebooks" / "explore.ipynb").read_text(encoding="utf-8")
    assert "desk = Explorer()" in [
        cell.source.split("\n")[0] for cell in read_cells(project.notebooks / "explore.ipynb")
    ]

    page.choose("un-2020-autumn", "un-2021-autumn")
    assert "image/png" not in page._repr_mimebundle_()
