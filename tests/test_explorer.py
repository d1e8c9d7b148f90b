"""The start page's choices: each list follows from those before it."""

import base64
import re

import pytest

from conftest import ROOT
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
