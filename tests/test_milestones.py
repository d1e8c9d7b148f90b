"""Dated events: each has a place and a group, and a page shows those that its brief asks for."""

from dataclasses import replace

import pytest

from tally.briefing.accounts import find_markers
from tally.briefs import BriefError, check_against, load_brief
from tally.records import Milestone, concerns, hash_records, select_records, shown_milestones
from tally.records.figures import Pair
from tally.windows import read_day


@pytest.fixture
def brief(project):
    return load_brief(project, "isil-kp-2021")


def other(name="elsewhere", **columns):
    """A milestone within the days that the brief covers."""
    event = Milestone(name, read_day("2021-06-01"), "Something else", "", "", "euaa-2023-01", "")
    return replace(event, **columns)


@pytest.mark.parametrize(
    ("columns", "bears"),
    [
        ({}, True),
        ({"place": "Afghanistan"}, True),
        ({"group": "Islamic State Khorasan (ISIL-KP)", "place": "Afghanistan"}, True),
        ({"place": "Haiti"}, False),
        ({"place": "Afghanistan", "group": "Somebody else"}, False),
    ],
)
def test_an_event_bears_on_counts_of_its_place_and_group(dossier, columns, bears):
    """An empty place or group means any."""
    assert bears is concerns(other(**columns), dossier["un-2020"])


def test_a_page_shows_the_events_that_its_brief_names(dossier):
    """Others of the same place and group come on request only, and then unnamed; those of another place never do."""
    more = replace(dossier, milestones=[*dossier.milestones, other(), other("haiti", place="Haiti")])
    pair = Pair(more["un-2020"], more["un-2021-so-far"])

    asked = [(one.milestone.id, one.named) for one in find_markers(more, pair, ["un-briefing"])]
    every = {one.milestone.id: one.named for one in find_markers(more, pair, ["un-briefing", "all"])}

    assert [("un-briefing", True)] == asked
    assert {"taliban-enter-kabul", "elsewhere", "un-briefing"} < set(every)
    assert "haiti" not in every
    assert ["un-briefing"] == [name for name, named in every.items() if named]


def test_sources_of_events_that_are_not_shown_are_not_on_the_page(dossier, brief):
    """Only what dates an event that the page shows is among its sources."""
    shown = select_records(dossier, brief.pair, ["taliban-enter-kabul"])
    every = select_records(dossier, brief.pair, ["all"])

    assert "washington-post-video-2021-08-15" in shown.sources
    assert "national-post-2021-10-08" not in shown.sources
    assert "national-post-2021-10-08" in every.sources


def test_an_event_that_no_brief_shows_changes_no_page(dossier, brief):
    """What a page is made from stays the same when an unrelated event is added, here or elsewhere."""
    more = replace(dossier, milestones=[*dossier.milestones, other(), other("haiti", place="Haiti")])

    for named, same in ((["un-briefing"], True), (["all"], False)):
        before, after = (hash_records(select_records(one, brief.pair, named)) for one in (dossier, more))
        assert same is (before == after)
        assert "milestones/haiti" not in after


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"place": "Haiti"}, "is an event of place 'Haiti', and this brief compares counts of 'Afghanistan'"),
        ({"group": "Pirates"}, "is an event of group 'Pirates', and this brief compares counts of 'Islamic State"),
    ],
)
def test_a_brief_that_names_an_event_of_elsewhere_is_told(dossier, brief, columns, said):
    """Naming an event of another place or group is refused, with both."""
    more = replace(dossier, milestones=[*dossier.milestones, other(**columns)])

    with pytest.raises(BriefError, match=said):
        check_against(brief.model_copy(update={"milestones": ["elsewhere"]}), more)


def test_all_events_can_be_asked_for(dossier, brief):
    """`all` is no milestone, and may stand beside names."""
    check_against(brief.model_copy(update={"milestones": ["un-briefing", "all"]}), dossier)

    assert dossier.milestones == shown_milestones(dossier.milestones, ["all"], dossier["un-2020"])


def test_no_event_may_be_called_all(edit, command):
    """The word that stands for all events is no id."""
    edit("data/isil-kp/milestones.csv", "un-briefing,", "all,")

    assert "expected an id other than 'all'" in command("check").stderr


def test_an_event_outside_the_windows_is_listed_if_the_brief_names_it(dossier):
    """What a brief names is on the page, whichever day it was."""
    late = replace(dossier, milestones=[other(day=read_day("2024-01-01"))])

    assert ["elsewhere"] == [
        one.milestone.id for one in find_markers(late, Pair(late["un-2020"], late["un-2021-so-far"]), ["elsewhere"])
    ]
