"""Words are fixed, numbers flow, and neither can be typed in place of the other."""

import shutil
from dataclasses import replace

import pytest
from jinja2 import DictLoader, Environment, UndefinedError

from tally.analysis import compare, measure
from tally.analysis.robustness import typed_estimates
from tally.build import check_project
from tally.build.check import readable_texts, typed_digits
from tally.evidence import change_numbers, quoted_number, sentence_environment, sentence_text
from tally.evidence.sentences import WordingError, compiled
from tally.records.figures import Pair, figures_frame, get_figure


def worked(figures, earlier: int, later: int):
    """Work out a change between two counts of the same hundred days."""
    pair = [
        replace(get_figure(figures, name), value=value)
        for name, value in (("un-2020-autumn", earlier), ("un-2021-autumn", later))
    ]
    comparison = compare(figures_frame(pair), Pair("un-2020-autumn", "un-2021-autumn"))
    return change_numbers(comparison, measure(comparison))


@pytest.mark.parametrize(("earlier", "later"), [(0, 5), (5, 0), (0, 0), (9, 9), (27, 8), (20, 152)])
@pytest.mark.parametrize("sentence", ["finding", "caveat", "verdict", "rates", "chance", "tipping"])
def test_zero_and_infinity_are_said_in_words(figures, earlier, later, sentence):
    """No sentence prints a zero count as a digit, an infinity or a missing value."""
    text = sentence_text(sentence, worked(figures, earlier, later))

    for unsaid in ("inf", "nan", "None ", " 0 attacks", "  "):
        assert unsaid not in text.replace("None of the", ""), text


def test_no_upper_bound_is_said(figures):
    """Where nothing came before, there is no upper limit, and that is what is said."""
    assert "there is no upper limit" in sentence_text("chance", worked(figures, 0, 5))


@pytest.mark.parametrize("value", [334, 6.3, True, None, 1 + 2j])
def test_bare_number_is_refused(value):
    """A template that prints a number without evidence does not render."""
    with pytest.raises(WordingError, match="prints a bare"):
        sentence_environment(str, html=True).from_string("There were {{ value }} attacks.").render(value=value)


def test_a_number_is_printed(figures):
    """The same template prints a Number."""
    text = sentence_environment(str, html=False).from_string("There were {{ value }} attacks.")

    assert "There were 60 attacks." == text.render(value=quoted_number(get_figure(figures, "un-2020")))


def test_missing_name_is_refused():
    """A template never prints nothing in silence."""
    with pytest.raises(UndefinedError):
        sentence_environment(str, html=True).from_string("{{ nobody }}").render()


@pytest.mark.parametrize(
    "template",
    [
        "<p>There were 334 attacks.</p>",
        "<p>{{ 334 }}</p>",
        "<p>{{ 'all 34 provinces' }}</p>",
        '<img alt="rise from 60">',
        "{% if x %}<td>7</td>{% endif %}",
        "{% macro m() %}6.3 times{% endmacro %}",
        "{% set all = '34 provinces' %}{{ all }}",
        "{{ number.value ~ '' }}",
        "{{ number.value if number else other }}",
    ],
)
def test_typed_digit_is_found(template):
    """Digits that a reader would meet are found wherever they are typed."""
    assert typed_digits(template)


@pytest.mark.parametrize(
    "template",
    [
        "<h2 class='a1'>Title</h2>",
        "{{ number }} attacks",
        "{{ number if number.value else 'none' }}",
        '<a href="{{ url }}#x1">link</a>',
        "{# 2021 #}text",
    ],
)
def test_markup_is_no_typed_digit(template):
    """What no reader meets does not count."""
    assert [] == typed_digits(template)


def test_a_typed_word_of_likelihood_is_found():
    """Only the yardstick brings words of likelihood; `make check` reads the templates for them."""
    assert typed_estimates(" ".join(readable_texts("<p>It will probably rise.</p>")))
    assert typed_estimates(" ".join(readable_texts("{{ 'likely' if x else y }}")))
    assert not typed_estimates(" ".join(readable_texts("<p class='likely'>{{ card.estimate }}</p>")))


def test_shipped_templates_and_data_are_in_order(project):
    """`make check` finds nothing in what is shipped."""
    assert [] == check_project(project)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A folder of its own for compiled templates."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tally.evidence.sentences.COMPILED", folder / "compiled")
    compiled.cache_clear()
    yield folder
    compiled.cache_clear()


def render(source, *, html=False):
    """Render a template as another process would."""
    compiled.cache_clear()
    templates = sentence_environment(str, html=html)
    templates.loader = DictLoader({"a": source})
    return templates.get_template("a").render(x="<b>")


def test_compiled_templates_are_kept(kept, monkeypatch):
    """A second process need not compile what has not changed; a damaged file is as none."""
    assert "one" == render("one")
    [file] = kept.rglob("*.cache")
    with monkeypatch.context() as patched:
        patched.setattr(Environment, "_compile", None)
        assert "one" == render("one")
    assert "two" == render("two")
    file.write_bytes(file.read_bytes()[:40])
    assert "two" == render("two")


def test_what_escapes_and_what_does_not_are_kept_apart(kept):
    """The page and plain text are rendered from one template, and neither gets the other's code."""
    assert "<b>" == render("{{ x }}")
    assert "&lt;b&gt;" == render("{{ x }}", html=True)
    assert "<b>" == render("{{ x }}")
    assert 2 == len(list(kept.rglob("*.cache")))


def test_templates_render_where_nothing_can_be_kept(kept):
    """Where no folder can be made, or once it has been removed, all goes on as before."""
    (kept / "compiled").write_text("in the way", encoding="utf-8")
    assert "one" == render("one")
    shutil.rmtree(kept)
    assert "one" == render("one")

    kept.mkdir()
    assert "one" == render("one")
    shutil.rmtree(kept)
    templates = sentence_environment(str, html=False)
    templates.loader = DictLoader({"a": "two"})
    assert "two" == templates.get_template("a").render()
