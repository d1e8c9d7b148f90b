"""A count of the same group and place that shares a day with the two compared is on the page, whatever it is like."""

from dataclasses import replace

import pytest

from conftest import ask, briefs_on
from tally.analysis import competing_counts, judge
from tally.briefing import compose_briefing
from tally.briefs import answer_brief, load_brief, make_brief
from tally.evidence import answer
from tally.project import BuildInputs, Inputs
from tally.records import load_dossier, select_records
from tally.records.figures import Basis
from tally.text import Bound
from tally.windows import read_window

KINDS = {
    "another basis": {"basis": Basis.RECORDED},
    "a basis that is not stated": {"basis": Basis.UNSPECIFIED},
    "another unit": {"unit": "people killed", "unit_printed": "killed"},
    "another counter": {"counter": "Nobody Else"},
    "a lower bound": {"bound": Bound.AT_LEAST},
    "an upper bound": {"bound": Bound.AT_MOST},
    "a count that is only about right": {"bound": Bound.ABOUT},
    "a count of zero": {"value": 0},
    "a month": {"window": read_window("2021-05-01/2021-05-31")},
    "a vague window": {"window": read_window("2020-05/2020-08")},
    "a window without a start": {"window": read_window("/2020-06-30")},
    "a window without a cut-off": {"window": read_window("2021-02-01/..", "2021-06-30")},
    "a window that holds both": {"window": read_window("2019/2022")},
    "a single shared day": {"window": read_window("2019-01-01/2020-01-01")},
    "another document": {"source": "zdf-2021-08"},
}


def composed(dossier):
    """Compose the first briefing from what bears on it."""
    return compose_briefing(answer(dossier, ask()), BuildInputs("", Inputs("", {}, {}), ()))


def with_one_more(dossier, **changed):
    """Add a count that is like the earlier one but for what is changed."""
    more = replace(dossier["un-2020"], id="one-more", repeats="", value=41, **changed)
    return replace(dossier, every=dossier.every | {"one-more": more})


@pytest.mark.parametrize("kind", KINDS)
def test_a_count_that_shares_days_is_on_the_page(dossier, kind):
    """It is among the other counts, and has its evidence."""
    more = KINDS[kind]
    briefing = composed(with_one_more(dossier, **{name: value for name, value in more.items() if name != "value"}))

    assert "one-more" in {account.figure.id for account in briefing.others}, kind
    assert "one-more" in {account.figure.id for account in briefing.accounts}, kind


def test_a_repeat_of_a_count_that_is_not_shown_is(dossier):
    """Where the count that it passes on shares no day with the two, the one that passes it on takes its place."""
    original = replace(dossier["un-2020"], id="first", window=read_window("2018"), value=41)
    relay = replace(original, id="relay", window=read_window("2020"), repeats="first")
    briefing = composed(replace(dossier, every=dossier.every | {"first": original, "relay": relay}))

    assert "relay" in {account.figure.id for account in briefing.others}


def test_what_is_left_out_is_left_out_by_the_pages_own_rule(project, dossier):
    """What bears on a shipped brief and is not on its page only repeats a count, or shares no day with the two."""
    for name in briefs_on(project):
        brief = load_brief(project, name)
        if brief.case != "isil-kp":
            continue
        bearing = select_records(dossier, brief.pair, brief.milestones)
        pair = [bearing[one] for one in bearing.current(brief.pair)]
        shown = set(competing_counts(bearing.figures, judge(*pair)).index)
        for figure in bearing.every.values():
            shares = any(figure.window.overlaps(one.window) for one in pair)
            assert figure.id in shown or figure.repeats or not shares, (name, figure.id)


def test_a_count_in_a_gap_of_a_series_is_beside_it(project):
    """What another counted in a year that a series lacks is on its page; it is not on one about the years around it."""
    dossier = load_dossier(project, "gulf-of-guinea")
    pair = ["imb-incidents-2019", "imb-incidents-2022"]
    series = [*pair, "imb-incidents-2021-edition-2022"]
    brief = make_brief(brief="b", question="?", case="gulf-of-guinea", series=series, level=0.95, milestones=[])
    rivals = answer_brief(dossier, brief).answer.rivals

    assert "stable-seas-incidents-2020" not in select_records(dossier, pair).every
    assert "stable-seas-incidents-2020" in {figure.id for rival in rivals for figure in rival.figures}
