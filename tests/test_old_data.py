"""What older versions of Tally wrote can be read by this one: tables, briefs, editions, records of builds, drafts."""

import json
import shutil

import pytest

from conftest import ROOT
from tally.analysis import load_change, load_figures
from tally.briefing import compose_briefing
from tally.briefs import load_brief
from tally.build import check_project, explain_staleness, statuses
from tally.charts import chart_names
from tally.editions import compare_editions, read_editions, read_overview, write_changelog
from tally.evidence import answer
from tally.page.page import typeset
from tally.project import Project, build_inputs, edited_outputs, read_record
from tally.records import hash_records, load_dossier

OLD = ROOT / "tests" / "old"
STATES = sorted(folder.name for folder in OLD.glob("20*"))  # whole projects, by the month in which they were kept
EMPTY = '<svg xmlns="http://www.w3.org/2000/svg"/>'
BUILT = "made-up-example"


@pytest.fixture
def old(request, tmp_path):
    """A copy of an old project, with the notebooks of today."""
    root = tmp_path / request.param
    shutil.copytree(OLD / request.param, root)
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        shutil.copy(path, root / "notebooks")
    for name in ("requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, root)
    return Project(root, root / "reports")


each_state = pytest.mark.parametrize("old", STATES, indirect=True)


def forms(kind):
    """Mark a test that is run for each form of a file."""
    paths = sorted((OLD / "forms" / kind).iterdir())
    return pytest.mark.parametrize("path", paths, ids=[path.stem for path in paths])


def place(path, folder, name):
    """Put an old file where it was, and return the folder."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, folder / name)
    return folder


@each_state
def test_old_tables_and_briefs_are_in_order(old):
    """Every table loads, every brief has an answer, and the check finds nothing."""
    assert [] == check_project(old)
    assert old.cases
    for name in old.briefs:
        brief = load_brief(old, name)
        assert answer(load_dossier(old, brief.case), brief).comparable, name


@each_state
def test_a_build_over_an_old_edition(old):
    """The analysis finds what it found; the page is the same edition or the next, and what has changed is computed."""
    brief, folder = load_brief(old, BUILT), old.report(BUILT)
    found = answer(load_dossier(old, brief.case), brief)
    before, change = read_editions(folder), load_change(folder / "change.json")
    briefing = compose_briefing(found, build_inputs(old, BUILT, hash_records(found.records)))
    _, edition = typeset(briefing, dict.fromkeys(chart_names(found), EMPTY), before)

    assert change.ratio.estimate == pytest.approx(found.change.ratio.estimate)
    assert len(load_figures(folder / "figures.csv")) == len(found.figures)
    assert edition.edition - before[-1].edition in (0, 1)
    changes = compare_editions(before[-1], edition)
    assert [] == [*changes.revised, *changes.amended, *changes.added, *changes.withdrawn]
    (folder / "editions" / f"{edition.edition}.json").write_text(edition.as_json(), encoding="utf-8")
    assert BUILT in write_changelog(folder)


@each_state
def test_an_old_record_of_a_build(old):
    """What a build recorded is compared with what is there now, item by item."""
    assert not statuses(old, [BUILT])[0].fresh
    reasons = explain_staleness(old, BUILT)

    assert "briefing.html is missing" in reasons
    assert not [reason for reason in reasons if "example-2023-summer" in reason]  # its rows have the hashes they had
    assert BUILT == read_overview(old.report(BUILT)).brief


@each_state
def test_an_old_draft_is_gone_on_with(old):
    """A notebook that is run by hand finds the draft of the same parameters and data, and its figures."""
    brief = load_brief(old, BUILT)
    folder = answer(load_dossier(old, brief.case), brief).folder(old)

    assert [folder] == [*old.report(BUILT).glob("drafts/*")]
    assert len(load_figures(folder / "figures.csv"))


@forms("edition")
def test_each_form_of_an_edition(path, tmp_path):
    """It is read, and is compared with one of today."""
    number = json.loads(path.read_bytes())["edition"]
    today = OLD / STATES[-1] / "reports" / BUILT / "editions" / "1.json"
    for other in range(1, number):
        record = json.loads(today.read_bytes()) | {"edition": other}
        (tmp_path / "editions").mkdir(exist_ok=True)
        (tmp_path / "editions" / f"{other}.json").write_text(json.dumps(record), encoding="utf-8")
    edition = read_editions(place(path, tmp_path, f"editions/{number}.json"))[-1]

    assert edition.figures[edition.earlier].value
    assert compare_editions(edition, read_editions(today.parent.parent)[0]).finding


@forms("overview")
def test_each_form_of_an_overview(path, tmp_path):
    """The list of briefings can show it."""
    assert read_overview(place(path, tmp_path, "editions.json")).editions


@forms("inputs")
def test_each_form_of_a_record(path, copied):
    """It is said what has changed since; where hashes are missing, only what is missing is known."""
    brief = copied.default_brief
    folder = place(path, copied.report(brief), "inputs.json")

    record = read_record(folder)
    hashes = record.get("code") or record["machinery"]

    assert "briefing.html" in edited_outputs(folder, record)
    assert not statuses(copied, [brief])[0].fresh
    reasons = explain_staleness(copied, brief)
    assert [reason for reason in reasons if reason.partition(" ")[0] in hashes and "is new" not in reason]


@forms("change")
def test_each_form_of_a_change(path, tmp_path):
    """It is read with the names of today."""
    change = load_change(place(path, tmp_path, "change.json") / "change.json")

    assert 0 < change.lowest.ratio.estimate <= change.highest.ratio.estimate
    assert change.earlier.value > 0


@forms("figures")
def test_each_form_of_a_table_of_figures(path, tmp_path):
    """It is read with the names of today."""
    figures = load_figures(place(path, tmp_path, "figures.csv") / "figures.csv")

    assert 2 == len(figures)
    assert set(figures["bound"]) <= {"exact", "at_least", "at_most", "about"}
