"""A basis is on one list, and no count is lost for a basis that is not."""

import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from jinja2 import UndefinedError

from conftest import ROOT, ask
from limits import LIMIT
from tally.charts import describe_counts, rivals_chart
from tally.evidence import answer, sentence_environment
from tally.records.figures import all_figures

MEMBER = """    GUESSED = "guessed", Mark("earlier", "full", "dotted")
"""
WORDS = """    "guessed": ("guessed", "guessed for", "Guesses"),
"""
SHOWN = """
from dataclasses import replace
from tally.briefing import compose_briefing
from tally.briefs import load_brief
from tally.charts import draw_charts
from tally.evidence import answer
from tally.page.page import typeset
from tally.project import BuildInputs, Inputs, find_project
from tally.records import load_dossier
from tally.records.figures import Basis
from pathlib import Path
import sys
dossier = load_dossier(find_project())
guess = replace(dossier["itic-2021"], id="a-guess", value=71, repeats="", basis=Basis("guessed"))
dossier = replace(dossier, every=dossier.every | {"a-guess": guess})
found = answer(dossier, load_brief(find_project(), "isil-kp-2021"))
charts = {name: path.read_text(encoding="utf-8") for name, path in draw_charts(found, Path(sys.argv[1])).items()}
page, _ = typeset(compose_briefing(found, BuildInputs("", Inputs("", {}, {}), ())), charts)
print("Guesses" in charts["rivals"], "<td>guessed</td>" in page)
"""


@pytest.fixture
def unlisted(dossier):
    """A count whose basis is on no list, among those of the first case, and what follows."""
    figure = replace(dossier["itic-2021"], id="a-guess", repeats="", basis="guessed")
    return answer(replace(dossier, every=dossier.every | {"a-guess": figure}), ask())


def test_a_count_on_an_unlisted_basis_stops_what_it_cannot_be_shown_in(unlisted):
    """It is among the other counts; chart, words and tables name the basis that they do not know."""
    figure, words = unlisted.dossier["a-guess"], sentence_environment(str, html=False)

    assert "a-guess" in unlisted.competing.index
    for show in (
        lambda: rivals_chart(unlisted.competing, unlisted.pair),
        lambda: all_figures(unlisted.competing),
    ):
        with pytest.raises(ValueError, match="'guessed' is not a valid Basis"):
            show()
    for name in ("words", "joining"):
        with pytest.raises(UndefinedError, match=name):
            words.from_string(f"{{{{ basis.{name} }}}}").render(basis=figure.basis)
    with pytest.raises(AttributeError, match="words"):
        describe_counts(unlisted.competing)


def test_the_chart_of_rates_has_counts_of_one_basis(dossier, unlisted):
    """The two that are compared are drawn with their like: a count on another basis takes none away, nor joins them."""
    assert list(answer(dossier, ask()).same_kind.index) == list(unlisted.same_kind.index)


def test_no_row_with_an_unlisted_basis_is_loaded(edit, command):
    """The data's check names the row and the words that it may have."""
    edit("data/isil-kp/figures.csv", ",claimed,", ",guessed,")
    run = command("check")

    assert 1 == run.returncode
    assert "guessed" in run.stderr
    assert "attributed_or_claimed" in run.stderr


def test_a_further_basis_is_added_in_two_places(tmp_path):
    """A line of the enumeration and one of the language: its heading and band in the chart, its words on the page."""
    shutil.copytree(ROOT / "src" / "tally", tmp_path / "tally")
    for path, line, addition in (
        (tmp_path / "tally" / "records" / "figures" / "basis.py", '    CLAIMED = "claimed"', MEMBER),
        (tmp_path / "tally" / "text" / "english.py", '    "claimed": ("claimed",', WORDS),
    ):
        before, claimed, after = path.read_text(encoding="utf-8").partition(line)
        assert claimed
        path.write_text(before + addition + claimed + after, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{SHOWN}", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=LIMIT,
    )  # fmt: skip

    assert "True True" == run.stdout.strip(), run.stderr
