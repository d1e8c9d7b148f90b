"""A brief is checked before anything runs."""

import pytest

from tally.batch import build
from tally.dossier import load_dossier
from tally.parameters import BriefError, hold_against, load_brief

BRIEF = "notebooks/parameters/isil-kp-2021.yml"


def test_shipped_briefs_load(project, dossier):
    """Each shipped brief is right, and names only what is on file."""
    *real, made_up = project.briefs
    assert ["isil-kp-2021", "isil-kp-2023", "isil-kp-autumn", "isil-kp-claims", "made-up-example"] == [*real, made_up]
    for name in real:
        hold_against(load_brief(project, name), dossier)
    example = load_brief(project, made_up)
    hold_against(example, load_dossier(project, example.case))


@pytest.mark.parametrize("written", ['"2021-10-31"', "2021-10-31"])
def test_the_day_of_a_cut_off_may_be_quoted_or_not(copied, edit, written):
    """YAML reads a bare day as a date; a brief takes it as it was written, and an absent one as none."""
    edit(BRIEF, 'as_of: ""', f"as_of: {written}")
    assert "2021-10-31" == load_brief(copied, "isil-kp-2021").as_of

    edit(BRIEF, f"as_of: {written}\n", "")
    assert "" == load_brief(copied, "isil-kp-2021").as_of


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("later:", "laterr:", "laterr: there is no such parameter. Did you mean 'later'?"),
        ("later:", "laterr:", "later: is missing. It may be meant by 'laterr'"),
        ("earlier: un-2020\n", "", "earlier: is missing"),
        ("level: 0.95", "level: high", "level: is 'high' (str)"),
        ("level: 0.95", "level: 95.0", "level: is 95.0 (float). Input should be less than 1"),
        ("earlier: un-2020", "earlier: 2020", "earlier: is 2020 (int)"),
        ("earlier: un-2020", "earlier: un-2o20", "there is no figure 'un-2o20'. Did you mean 'un-2020'"),
        ("un-briefing", "un-breifing", "there is no milestone 'un-breifing'. Did you mean 'un-briefing'"),
        ("brief: isil-kp-2021", "brief: isil-kp", "the file is isil-kp-2021.yml"),
        ("in the year of the takeover?", "from 60 to 334?", "types the number 60"),
        ("brief: isil-kp-2021", "brief: !!python/object/apply:os.system [id]", "is not plain YAML"),
        ('as_of: ""', "as_of: soon", "as_of: is 'soon' (str). String should match pattern"),
        ('as_of: ""', 'as_of: "2021-02-30"', "as_of: is 2021-02-30, but '2021-02-30' is not a window"),
        ('as_of: ""', 'as_of: "2021-12-01"', "as_of: is 2021-12-01, but 1 December 2021 is not within 1 January to"),
        ("brief: isil-kp-2021", "brief: ../../x", "String should match pattern"),
    ],
)
def test_wrong_brief_stops_before_a_kernel_starts(copied, edit, monkeypatch, old, new, message):
    """A misspelt, missing or ill-typed parameter is named with its nearest right name; nothing runs or is written."""
    monkeypatch.setattr("papermill.execute_notebook", lambda *_, **__: pytest.fail("a notebook was run"))
    edit(BRIEF, old, new)

    with pytest.raises(BriefError) as caught:
        build(copied, "isil-kp-2021")

    assert message in str(caught.value)
    assert not copied.reports.exists()


@pytest.mark.parametrize("name", ["isil-kp-2012", "../isil-kp-2021", "", "a b", "$(id)"])
def test_unknown_brief(copied, name):
    """A brief that is not there is answered with those that are."""
    with pytest.raises(BriefError, match=r"There is no brief.*The briefs are: isil-kp-2021"):
        build(copied, name)


def test_notebook_with_other_parameters_is_refused(copied, edit, monkeypatch):
    """A notebook that lacks a parameter would ignore it: papermill only warns, so it is refused here."""
    monkeypatch.setattr("papermill.execute_notebook", lambda *_, **__: pytest.fail("a notebook was run"))
    edit("notebooks/2-change.ipynb", "level = 0.95", "levell = 0.95")

    with pytest.raises(BriefError, match=r"2-change.ipynb and the briefs differ in parameters: level, levell"):
        build(copied, "isil-kp-2021")
