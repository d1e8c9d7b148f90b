"""The start page's choices: each list follows from those before it."""

import base64
import html
import re
from contextlib import closing

import pytest
from ipywidgets import Text

from conftest import ROOT, copy_project
from limits import MILLISECONDS
from tally.briefs import answer_brief, load_brief
from tally.events import count_events, make_query, open_dataset, read_names
from tally.evidence import sentence_text
from tally.evidence.series import period_rows
from tally.explorer import Explorer, series_view
from tally.explorer.choices import NARROWING, offered_counts
from tally.explorer.picture import PICTURE, fingerprint
from tally.explorer.series_choices import ANY, KINDS, offered_series, series_kind
from tally.project import BriefKind, read_cells
from tally.records import load_dossier
from tally.text import words
from test_browser import violations

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
    page._pair.narrowing["counter"].value = "IESS"

    assert page._pair.later.value is None
    assert "Only one count of this kind" in page._screen.value


def test_the_later_count_does_not_start_first(at):
    """After another earlier count is chosen, the later counts are those that do not start before it."""
    page = at("isil-kp")
    page.choose("un-2020", "un-2021-so-far")
    page._pair.earlier.value = "un-2021-so-far"

    assert ["un-2021-autumn"] == values(page._pair.later)
    assert "un-2021-autumn" not in values(page._pair.earlier)


@pytest.mark.parametrize("case", CASES)
def test_lists_are_complete_and_have_iso_dates(at, case):
    """Every figure of the case is in a list, with days as in the data; every event is in view."""
    page = at(case)
    labels = [
        label for label, _ in (*page._pair.earlier.options, *page._pair.later.options, *page._milestones.options[:-1])
    ]

    assert not [label for label in labels if re.search(rf"\d ({'|'.join(words.MONTHS)})\b", label.partition(", ")[2])]
    assert max(2, len(page._milestones.options)) == page._milestones.rows
    assert (page._milestones.layout.display == "none") is (len(page._milestones.options) == 1)
    assert {claim.id for claim in page._dossier.claims} | {""} == set(values(page._pair.claim))


@pytest.mark.parametrize("case", CASES)
def test_a_claim_chooses_its_counts(at, case):
    """A claim shows its two counts and its verdict, or says why the data cannot judge it; another choice ends it."""
    page = at(case)
    for claim in page._dossier.claims:
        before = page._pair.earlier.value, page._pair.later.value
        page._pair.claim.value = claim.id
        if claim.earlier and claim.later:
            assert page._dossier.current_ids(claim.earlier, claim.later) == (
                page._pair.earlier.value,
                page._pair.later.value,
            )
            assert "Claims about the change, checked" in page._screen.value
            assert "" == page._pair._remark.value
        else:
            assert "do not have the two counts of this claim" in page._pair._remark.value
            assert before == (page._pair.earlier.value, page._pair.later.value)
    page._pair.earlier.value = values(page._pair.earlier)[-1 if page._pair.earlier.index == 0 else 0]

    assert "" == page._pair.claim.value


def test_a_question_belongs_to_its_counts(at):
    """Other counts have no question until one is entered; the brief's own comes back with its counts."""
    page = at("isil-kp")
    page.choose("un-2020", "un-2021-so-far")
    asked = page._question.value
    page.choose("un-2020-autumn", "un-2021-autumn")
    page._write.click()

    assert asked
    assert ("", True) == (page._question.value, "Question: is empty" in page._status.value)
    page.choose("un-2020", "un-2021-so-far")
    assert asked == page._question.value
    page._question.value = "My own?"
    page.choose("un-2020-autumn", "un-2021-autumn")
    assert "My own?" == page._question.value
    page._question.value = ""


def test_a_day_is_written_as_in_the_data(at):
    """A supposed end is an ISO date; anything else is refused in a sentence."""
    page = at("isil-kp")
    page.choose("un-2020", "un-2021-so-far")
    for day, shown in (
        ("2021-02-30", "Stopped on: &#39;2021-02-30&#39; is not a day"), ("17.11.2021", "is not a day"),
        ("2025-01-01", "Choose a day from"), ("2021-10-31", "6.7"),
    ):  # fmt: skip
        page._pair.as_of.value = day

        assert shown in page._screen.value
    page._pair.as_of.value = ""


def test_a_case_without_counts_says_what_to_do(copied, command):
    """A new case can be chosen before it has counts; one with a fault is named, and the page stays as it was."""
    command("add", "case", "empty")
    page = Explorer(copied)
    page._case.value = "empty"
    assert "tally add figure --case empty" in page._screen.value
    page._write.click()
    assert "Earlier: no count is chosen" in page._status.value
    page._kind.value = BriefKind.SERIES
    assert "A series needs three counts" in page._screen.value

    page._case.value = "isil-kp"
    (copied.data / "empty" / "figures.csv").write_text("id\n", encoding="utf-8")
    page._case.value = "empty"
    assert "isil-kp" == page._case.value
    assert "The case empty cannot be shown. 1 problem" in page._screen.value


EVENTS = "made-up-events"
ASKED = {"actor": "example-group", "window": "2024"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The part of the start page that counts, and its project, in which each test adds counts of its own."""
    copy = copy_project(tmp_path_factory.mktemp("desk"))
    page = Explorer(copy)
    page._case.value = EVENTS
    return page._desk, copy


def fill(desk, **answers):
    """Choose what is counted; what is not named is as at the start."""
    desk._other.value = ""
    for name, value in ({"id": "", "role": "any", "unit": "events", "place": ""} | answers).items():
        desk._fields[name].value = value


def test_the_start_page_counts(desk):
    """It offers the case's data sets, actors, places and last days, and shows the range, the query and the rows."""
    desk, project = desk
    fields = desk._fields
    assert ("disruptions", "2025-01-01/2025-11-17") == (fields["dataset"].value, fields["window"].value)
    fill(desk, dataset="disruptions-2025-03")
    assert "2024" == fields["window"].value
    fill(desk, dataset="disruptions")
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
        "--unit", "deaths", "--actor", "example-group", "--window", "2024", "--id", "theirs", root=project.root,
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
        fill(
            desk, dataset="disruptions", **{"id": "", "role": "any", "unit": "events", "place": "", **ASKED, **answers}
        )
        desk._count.click()
        desk._keep.click()
        assert words_shown in desk._status.value, case
        assert "Not written. " in desk._status.value
        assert (words_shown in desk._screen.value) is ("id" not in answers), case
        assert before == table.read_bytes()


def test_two_counts_are_compared_and_kept(desk):
    """Other days beside the first: one query of one file, compared as on a page; both are chosen above, kept once."""
    desk, project = desk
    fill(desk, dataset="disruptions", id="", window="2025-01-01/2025-11-17", actor="example-group")
    desk._other.value = "2023"
    desk._count.click()
    shown = desk._screen.value
    assert "<svg" in shown
    assert "per day" in shown or "same days" in shown
    desk._other.value = "2025-03"
    desk._keep.click()
    assert "Not written. " in desk._status.value
    assert "share days" in desk._status.value
    desk._other.value = "2023"
    desk._keep.click()
    page = desk._callback.__self__
    written = project.tables(EVENTS).joinpath("counts.csv").read_text().splitlines()[-1].partition(",")[0]

    assert [written, "example-group-2025"] == [page._pair.earlier.value, page._pair.later.value]
    assert (True, False) == tuple(name in desk._status.value for name in (written, "example-group-2025"))
    assert BriefKind.PAIR is page._kind.value
    page._name.value, page._question.value = "two-windows", "How did it change?"
    page._write.click()
    assert page._pair.later.value == load_brief(project, "two-windows").later


SERIES = ("gulf-incidents-years", "isil-kp-years", "made-up-events-months")


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """A project, and the start page opened with each brief on a series, with what was found for it on the way."""
    copy, pages = copy_project(tmp_path_factory.mktemp("series")), {}
    with pytest.MonkeyPatch.context() as changed:
        answers = []
        changed.setattr(series_view, "answer_brief", lambda *given: answers.append(answer_brief(*given)) or answers[-1])
        for name in SERIES:
            pages[name] = Explorer(copy, name), answers[-1]
    return copy, pages


@pytest.mark.parametrize("name", SERIES)
def test_a_series_is_shown_and_kept(opened, name):
    """Its finding, chart, periods and the verdict on each step are those of the page; the brief that is kept is it."""
    copy, pages = opened
    (page, found), brief = pages[name], load_brief(copy, name)
    shown = page._screen.value
    assert brief == found.brief.model_copy(update={"brief": name, "question": brief.question})
    words_shown = " ".join(html.unescape(re.sub("<[^>]+>", "", shown)).split())

    assert BriefKind.SERIES is page._kind.value
    assert (page._pair.layout.display, page._series.layout.display) == ("none", "")
    assert " ".join(sentence_text("series_finding", found.numbers).split()) in words_shown
    assert shown.count("<svg") >= 2
    assert all(row.state in words_shown for row in period_rows(found))
    assert "Can each step be compared?" in shown
    page._write.click()
    kept = load_brief(copy, f"my-{name}")
    assert kept.model_copy(update={"brief": name}) == brief


@pytest.mark.parametrize("case", CASES)
def test_series_are_of_one_kind(project, case):
    """Whatever is narrowed, the counts agree in what may not change; none is offered twice; days are ISO dates."""
    dossier = load_dossier(project, case)
    firsts = {tuple(str(getattr(figure, kind)) for kind in KINDS): figure for figure in dossier.every.values()}
    for values_of_kinds, figure in firsts.items():
        wanted = dict(zip(KINDS, values_of_kinds, strict=True))
        for chosen in (wanted, wanted | {"counter": ANY, "basis": ANY}):
            offer = offered_series(dossier, chosen, [])
            names = [name for _, name in offer.options]
            assert figure.id in names
            assert len(names) == len({*names})
            assert {*offer.chosen} <= {*names}
            assert all(series_kind(dossier, [name, figure.id]) for name in names)
            labels = " ".join(label.partition(", ")[2] for label, _ in offer.options)
            assert not re.search(rf"\d ({'|'.join(words.MONTHS)})\b", labels)


def test_what_a_series_lacks_is_said(at):
    """Periods that are missing, partial, revised, or counted by others, each in a sentence."""
    page = at("gulf-of-guinea")
    page._kind.value = BriefKind.SERIES
    page._series.figures.value = [name for name in page._series.figures.value if "2021" not in name]

    assert "2021: missing" in page._screen.value
    page._series.figures.value = page._series.figures.value[:2]
    assert "A series needs three counts" in page._screen.value
    page._kind.value = BriefKind.PAIR


WRONG = {  # what is entered for a counted series, and what is said
    "a day that there is not": ({"first": "2021-02-30"}, "First day: &#39;2021-02-30&#39; is not a day"),
    "no day": ({"last": ""}, "Last day: is empty"),
    "the last first": ({"first": "2024-01-01", "last": "2022-01-01"}, "before first"),
    "too few periods": ({"step": "year", "first": "2024-01-01"}, "Periods: is year, which makes 2 periods"),
    "a misspelt actor": ({"actor": "Example Grup"}, "Did you mean"),
    "markup": ({"place": "<b>x</b>"}, "&lt;b&gt;"),
}  # fmt: skip


def test_what_is_wrong_with_a_counted_series_is_said(opened):
    """In a sentence that names the control; when all is right again, the page is as before."""
    page, _ = opened[1]["made-up-events-months"]
    query, before = page._series.query, page._screen.value
    usual = {name: query[name].value for name in ("first", "last", "step", "actor", "place")}
    for case, (entered, said) in WRONG.items():
        for name, value in (entered | usual | entered).items():  # what is wrong comes first: nothing is counted between
            query[name].value = value
        assert said in page._screen.value, (case, page._screen.value)
        page._write.click()
        assert "Not written. " in page._status.value
    for name, value in usual.items():
        query[name].value = value
    assert before == page._screen.value
    assert "" == page._status.value, "what was said of another question"


@pytest.mark.parametrize("name", ["isil-kp-2021", *SERIES[1:]])
def test_axe_finds_nothing_in_a_view(page, opened, browser, name):
    """Below the title of a notebook: no heading is skipped, no control is without a name."""
    shown = opened[1][name][0] if name in SERIES else page
    with closing(browser.new_page()) as view:
        view.set_default_timeout(MILLISECONDS)
        view.set_content(
            f"<!doctype html><html lang='en'><title>x</title><main><h1>Explore</h1>{shown._screen.value}"
            f"{shown._desk.children[0].value}</main>"
        )
        assert [] == violations(view)


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


CHANGES = {  # of what is above the view, in the picture
    "another label": lambda page: setattr(page._pair.claim, "description", "Assertion"),
    "one control more": lambda page: setattr(page, "children", [*page.children[:1], Text(), *page.children[1:]]),
    "one that is hidden": lambda page: setattr(page._pair.as_of.layout, "display", "none"),
    "another button": lambda page: setattr(page._kind, "options", (*page._kind.options, ("More", "more"))),
    "other counts": lambda page: page.choose("un-2020-autumn", "un-2021-autumn"),
}


def test_the_picture_is_older_than_a_change(project):
    """Where a control above the view is another than in the picture, or says something else, no picture is shown."""
    page = Explorer(project)
    marks = [fingerprint(page._above, page._screen.value)]
    for change in CHANGES.values():
        change(page)
        marks.append(fingerprint(page._above, page._screen.value))

    assert len(marks) == len({*marks})
    assert "image/png" not in page._repr_mimebundle_()
