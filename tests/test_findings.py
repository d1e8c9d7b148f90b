"""From records and a brief to numbers: one way, whoever asks."""

import ast
import subprocess
import sys

import pytest

from conftest import ask, briefs_on
from limits import LIMIT
from tally.analysis import Verdict, compare, load_change, load_figures, measure, save_change, save_figures
from tally.analysis.comparison import NotComparableError
from tally.briefs import BriefError, answer_brief, brief_from, load_brief, load_records
from tally.evidence import answer, change_numbers, sentence_text
from tally.records import hash_records
from tally.records.figures import Pair
from tally.records.figures.figure import FigureError
from tally.windows import WindowError

STEPS = {
    "judge", "compare", "suppose_end", "measure", "change_numbers", "stress", "robustness_numbers", "infer",
    "bounds_numbers", "counts_between",
}  # fmt: skip


def test_the_steps_are_those_an_analyst_would_take(dossier):
    """Comparison, change and numbers are what the functions give one after the other."""
    found = answer(dossier, ask())
    comparison = compare(dossier.figures, Pair("un-2020", "un-2021-so-far"))

    assert comparison == found.comparison
    assert measure(comparison) == found.change
    assert change_numbers(comparison, measure(comparison)).ratio == found.numbers.ratio
    assert Pair("un-2020", "un-2021-so-far") == found.pair == found.comparison.ids


def test_what_notebooks_have_written_gives_the_same(project, tmp_path):
    """Figures and change read back from files lead to the same sentences, for each shipped brief."""
    for name in briefs_on(project):
        brief = load_brief(project, name)
        records = load_records(project, brief)
        found = answer(records, brief)
        figures = load_figures(save_figures(found.figures, tmp_path / name / "figures.csv"))
        change = load_change(save_change(found.change, tmp_path / name / "change.json"))
        again = answer(records, brief, figures, change)

        assert found.comparison == again.comparison, name
        for sentence in ("finding", "caveat", "verdict", "rates", "chance", "tipping"):
            assert sentence_text(sentence, found.numbers) == sentence_text(sentence, again.numbers), name
        assert found.bounds == again.bounds, name


def test_what_was_selected_once_may_be_selected_again(project):
    """The records that bear on a brief are those that bear on it among themselves."""
    for name in project.briefs:
        brief = load_brief(project, name)
        found = answer_brief(load_records(project, brief), brief)

        assert hash_records(found.records) == hash_records(answer_brief(found.records, brief).records), name


def test_the_comparison_needs_no_tables(project):
    """The parts that cost are computed when they are asked for: a check imports neither pandas nor SciPy."""
    code = (
        "import sys; from tally.briefs.brief import load_brief; from tally.evidence.findings import answer; "
        "from tally.project.folders import find_project; from tally.records.dossier import load_dossier; "
        "brief = load_brief(find_project(), 'isil-kp-2021'); "
        "print(answer(load_dossier(find_project(), brief.case), brief).as_given.verdict, "
        "{'pandas', 'numpy', 'scipy'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=project.root, text=True, capture_output=True, timeout=LIMIT, check=True
    )

    assert "with adjustment set()" == run.stdout.strip()


@pytest.mark.parametrize(
    ("parameters", "error"),
    [
        ({"later": "un-2o21"}, FigureError),
        ({"as_of": "2031-01-01"}, WindowError),
        ({"later": "itic-2021"}, NotComparableError),
    ],
)
def test_a_step_that_cannot_be_taken_says_so(dossier, parameters, error):
    """Nothing is refused before it is asked for, and then in the words of the step."""
    found = answer(dossier, ask(**parameters))
    with pytest.raises(error):
        _ = found.change


def test_counts_that_differ_have_a_comparison_and_no_change(dossier):
    """The verdict can be shown where no ratio follows."""
    found = answer(dossier, ask(later="itic-2021"))

    assert not found.comparable
    assert Verdict.NOT_COMPARABLE is found.comparison.verdict


def test_only_one_module_runs_the_steps(project):
    """No pipeline is wired by hand beside the one: whoever needs a number asks for an answer."""
    source = project.root / "src" / "tally"
    for path in source.rglob("*.py"):
        if path.relative_to(source).parts[0] in ("records", "analysis", "evidence"):
            continue
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        if path.name == "answerable.py":
            calls.discard("judge")  # it looks for other counts that the earlier one may be compared with
        assert not calls & STEPS, f"{path.name} calls {', '.join(calls & STEPS)}: use answer(records, brief)"


def test_a_notebook_s_variables_make_its_brief():
    """Parameters are picked out of all variables, and one that is missing is named."""
    values = ask().model_dump() | {"_": 1, "pd": None}

    assert ask() == brief_from(values)
    with pytest.raises(BriefError, match=r"later: is missing\.$"):
        brief_from({name: value for name, value in values.items() if name != "later"})
