"""A brief is checked before anything runs."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import tally
from tally.briefs import BriefError, check_against, load_brief, load_records
from tally.build import build
from tally.explorer import Explorer
from tally.project import Project

FAULTS = Path(__file__).parent / "faults"

BRIEF = "notebooks/parameters/isil-kp-2021.yml"


def test_shipped_briefs_load(project):
    """Each shipped brief is right, and names only what is on file in its case."""
    briefs = [load_brief(project, name) for name in project.briefs]
    assert project.cases == sorted({brief.case for brief in briefs})
    for brief in briefs:
        check_against(brief, load_records(project, brief))


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
        ("later:", "laterr:", "later: is missing. Is it misspelt as 'laterr'"),
        ("earlier: un-2020\n", "", "earlier: is missing"),
        ("level: 0.95", "level: high", "level: is 'high' (str)"),
        ("level: 0.95", "level: 95.0", "level: is 95.0 (float). It must be less than 1"),
        ("earlier: un-2020", "earlier: 2020", "earlier: is 2020 (int)"),
        ("earlier: un-2020", "earlier: un-2o20", "there is no figure 'un-2o20'. Did you mean 'un-2020'"),
        ("un-briefing", "un-breifing", "there is no milestone 'un-breifing'. Did you mean 'un-briefing'"),
        ("brief: isil-kp-2021", "brief: isil-kp", "the file is isil-kp-2021.yml"),
        ("in the year of the takeover?", "from 60 to 334?", "types the number 60"),
        ("brief: isil-kp-2021", "brief: !!python/object/apply:os.system [id]", "is not plain YAML"),
        ('as_of: ""', "as_of: soon", "as_of: is soon, but 'soon' is not a day. Write the day, such as"),
        ('as_of: ""', 'as_of: "2021-02-30"', "as_of: is 2021-02-30, but '2021-02-30' is not a day: February 2021"),
        ('as_of: ""', 'as_of: "2021-12-01"', "as_of: is 2021-12-01, but 1 December 2021 is not within 1 January to"),
        ("brief: isil-kp-2021", "brief: ../../x", "Write lower-case words joined by hyphens"),
    ],
)
def test_wrong_brief_stops_before_a_kernel_starts(copied, edit, monkeypatch, old, new, message):
    """A misspelt, missing or ill-typed parameter is named with its nearest right name; nothing runs or is written."""
    monkeypatch.setattr(
        "warm_kernels.engine.WarmEngine.execute_notebook", lambda *_, **__: pytest.fail("a notebook was run")
    )
    edit(BRIEF, old, new)

    with pytest.raises(BriefError) as caught:
        build(copied, "isil-kp-2021")

    assert message in str(caught.value)
    assert not copied.reports.exists()


@pytest.mark.parametrize("level", [0.9400000000000001, 0.1 + 0.2, 0.85 + 1e-14, 0.95])
def test_a_level_is_as_the_outputs_print_it(copied, edit, level):
    """A level written with sixteen digits is the level that change.json has, so that the page is published."""
    edit(BRIEF, "level: 0.95", f"level: {level!r}")

    assert round(level, 4) == load_brief(copied, "isil-kp-2021").level


@pytest.mark.parametrize("name", ["isil-kp-2012", "../isil-kp-2021", "", "a b", "$(id)"])
def test_unknown_brief(copied, name):
    """A brief that is not there is answered with those that are."""
    with pytest.raises(BriefError, match=r"There is no brief.*The briefs are: .*isil-kp-2021"):
        build(copied, name)


def test_notebook_with_other_parameters_is_refused(copied, edit, monkeypatch):
    """A notebook that lacks a parameter would ignore it: papermill only warns, so it is refused here."""
    monkeypatch.setattr(
        "warm_kernels.engine.WarmEngine.execute_notebook", lambda *_, **__: pytest.fail("a notebook was run")
    )
    edit("notebooks/2-change.ipynb", "level: float = 0.95", "levell: float = 0.95")

    with pytest.raises(BriefError, match=r"2-change.ipynb and the briefs differ in parameters: level, levell"):
        build(copied, "isil-kp-2021")


BROKEN = "as_of: 2021-02-30"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('as_of: ""', BROKEN, "as_of: is 2021-02-30, but '2021-02-30' is not a day: February 2021 has 28 days, not 30"),
        ('as_of: ""', "as_of: 2021-13-01", "as_of: is 2021-13-01, but '2021-13-01' is not a day: there is no month 13"),
        (
            'as_of: ""',
            "as_of: 2021-2-3",
            "as_of: is 2021-2-3, but '2021-2-3' is not a day: a month and a day have two digits",
        ),
        ('as_of: ""', "as_of: 2021-02-03 10:00:00", "as_of: is 2021-02-03 10:00:00, but"),
        ('as_of: ""', "as_of: [2021-02-30]", "as_of: is ['2021-02-30'] (list)"),
        ('as_of: ""', 'as_of: ""\nas_of: ""', "as_of is given twice"),
        ('as_of: ""', 'as_of:\t"2021-01-01"\n\tcase: isil-kp', "is not plain YAML"),
        (
            'as_of: ""',
            "as_of: !!timestamp soon",
            "is not plain YAML: line 7, “as_of: !!timestamp soon”: found the tag !!timestamp",
        ),
        ('as_of: ""', "as_of: !!int soon", "is not plain YAML"),
        pytest.param('as_of: ""', "as_of: " + "[" * 15_000, "nested lists", id="brackets"),
        pytest.param('as_of: ""', "as_of: " + "{a: " * 5_000, "nested lists", id="braces"),
        pytest.param('as_of: ""', "as_of:\n" + "- " * 15_000, "nested lists", id="dashes"),
        pytest.param('as_of: ""', "as_of: " + "x" * 50_000, "bytes, expected at most 40,000", id="large"),
        ('as_of: ""', "as_of: \0", "is not plain YAML"),
        ('as_of: ""', "as_of: \ud800", "is not UTF-8"),
        pytest.param("level: 0.95", "level: " + "9" * 5_000, "It must be a valid number", id="digits"),
        ("level: 0.95", "level: .nan", "level: is nan"),
        ("level: 0.95", "level: 1e999", "level: is "),
        ("level: 0.95", "? [a]\n: b\nlevel: 0.95", "is not plain YAML"),
        (
            "milestones:",
            "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nmilestones: *c\nd:",
            "the anchor or alias a",
        ),
    ],
)
def test_a_brief_that_yaml_itself_stumbles_over_is_named(copied, old, new, message):
    """No date, tag, tab, NUL, nesting or encoding in a brief is more than a fault of that brief, told in few words."""
    path = copied.root / BRIEF
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8", "surrogatepass"))

    with pytest.raises(BriefError) as caught:
        load_brief(copied, "isil-kp-2021")

    assert message in str(caught.value)
    assert "parameters/isil-kp-2021.yml" in str(caught.value)
    assert len(str(caught.value)) < 3000


@given(day=st.text(max_size=20) | st.from_regex(r"\d{4}-\d\d-\d\d", fullmatch=True), quoted=st.booleans())
def test_any_day_in_a_brief_is_read_or_refused_by_name(tmp_path_factory, day, quoted):
    """Whatever stands behind as_of: the brief loads with a day that exists, or a message names the brief."""
    root = tmp_path_factory.mktemp("brief")
    (root / "notebooks" / "parameters").mkdir(parents=True)
    written = json.dumps(day) if quoted else day
    lines = ["brief: x", "question: Why?", "case: y", "earlier: a", "later: b", "level: 0.9", "milestones: []"]
    text = "\n".join([*lines, f"as_of: {written}"])
    (root / "notebooks" / "parameters" / "x.yml").write_bytes(text.encode("utf-8", "surrogatepass"))
    said, as_of = "", ""
    try:
        as_of = load_brief(Project(root, root / "reports"), "x").as_of
    except BriefError as error:
        said = str(error)
    assert not said or "notebooks/parameters/x.yml" in said
    assert not as_of or date.fromisoformat(as_of).isoformat() == as_of


def test_a_broken_brief_affects_nobody_else(copied, command, served):
    """Check names the brief, the parameter and the day; the others build, and the command fails in the end."""
    broken = (FAULTS / "yaml-day" / "broken.yml").read_text(encoding="utf-8").replace("data: data", "case: isil-kp")
    (copied.parameters / "broken.yml").write_text(broken, encoding="utf-8")
    (copied.parameters / "Not a name.yml").write_text(broken, encoding="utf-8")
    for name in copied.briefs:
        if name not in ("broken", "isil-kp-2021", "Not a name"):
            (copied.parameters / f"{name}.yml").unlink()

    checked = command("check")
    assert 1 == checked.returncode
    said = "  as_of: is 2021-02-30, but '2021-02-30' is not a day: February 2021 has 28 days, not 30"
    assert "parameters/broken.yml cannot be built" in checked.stderr
    assert said in checked.stderr
    assert "Not a name.yml is not named with lower-case words" in checked.stderr
    asked = command("why", "broken")
    assert "It was never built." in asked.stdout
    assert Explorer(copied, "broken").brief.earlier == "un-2020"

    run = tally("build", "--all", root=copied.root, **served)
    assert 1 == run.returncode
    assert "Traceback" not in run.stderr
    assert "Not built: broken. notebooks/parameters/broken.yml cannot be built: as_of: is 2021-02-30" in run.stderr
    assert (copied.report("isil-kp-2021") / "briefing.html").is_file()
    assert not copied.report("broken").exists()
    alone = command("build", "broken")
    assert 1 == alone.returncode
    assert "as_of: is 2021-02-30" in alone.stderr
    assert 1 == command("export", "broken").returncode
    (copied.report("broken")).mkdir()
    (copied.report("broken") / "inputs.json").write_text("{}", encoding="utf-8")
    assert "as_of: is 2021-02-30" in command("why", "broken").stderr
