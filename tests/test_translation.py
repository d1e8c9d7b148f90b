"""Display text is not a key, and prose has one home: the templates and the module of a language."""

import ast
import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

import pytest
from ipywidgets import HTML
from jinja2 import Environment, nodes
from lxml import html

from conftest import ROOT
from tally.analysis import Aspect
from tally.analysis.robustness import Trait
from tally.briefing import compose_any
from tally.briefs import answer_brief, load_brief, load_records
from tally.charts import CHARTS, draw_svg
from tally.editions import summarise_editions
from tally.events.loading import LAYOUTS, mapped_layout
from tally.explorer import Explorer
from tally.exports.annotations import as_annotations
from tally.exports.spreadsheets import numbers_table
from tally.page.feed import as_feed
from tally.page.page import typeset
from tally.project import build_inputs
from tally.records import hash_records, load_dossier
from tally.records.bibliography import format_citations
from tally.records.figures import Basis
from tally.text import Bound, english, language

ROOT_OF_CODE = ROOT / "src" / "tally"


def worded() -> Iterator[type]:
    """Import each enumeration whose members have words in a table of the language's module."""
    for path in sorted(ROOT_OF_CODE.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "WordedEnum" for base in node.bases):
                module = ".".join(path.relative_to(ROOT_OF_CODE.parent).with_suffix("").parts)
                yield getattr(importlib.import_module(module), node.name)


MEMBERS = {kind: kind._table for kind in worded()} | {Basis: "BASES", Bound: "BOUNDS"}  # with the names of their words
SHOWN = {  # values of members that a reader sees; those of aspects, bounds and traits are names of other things too
    str(member.value) for kind in MEMBERS if kind not in (Aspect, Bound, Trait) for member in kind if member.value
}
ASKING = ("startswith", "endswith", "find", "count", "index", "removeprefix", "removesuffix", "replace")
WRITING = (
    "evidence",
    "charts",
    "briefing",
    "page",
    "editions",
    "exports",
    "explorer",
)  # packages that put words before readers
NO_PROSE = {  # strings of three words or more that are not in a language's module, and why
    "changelog.py": {"to edition", "has one edition"},  # what the command line prints around the changes
    "places.py": {"popovertarget"},
    "shorter.py": {"popovertarget", 'class="card'},  # patterns of markup
    "svg.py": {"textLength="},  # an attribute
    "style.py": {"Glyph"},  # a warning of the drawing library
    "view.py": {"tally-", ":scope", "@scope", "color-scheme", "url("},  # a script, and a style sheet
    "pdf.py": {"/Applications/", "C:\\Program Files", "no message"},  # programs, and an error's words
}
WORD = re.compile(r"(?<![\w-])[^\W\d_]{2,}(?![\w-])")


def templates(project):
    folder = project.root / "src" / "tally" / language.template_folder()
    return sorted(folder.rglob("*.jinja"))


def test_no_template_compares_words(project):
    """A template compares members of enumerations: no expression is held against a text."""
    for path in templates(project):
        tree = Environment().parse(path.read_text(encoding="utf-8"))
        for comparison in tree.find_all(nodes.Compare):
            texts = {constant.value for constant in comparison.find_all(nodes.Const) if isinstance(constant.value, str)}
            assert texts <= {*CHARTS}, (path.name, comparison.lineno, texts)
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Getattr) and call.node.attr in ASKING:
                assert call.node.attr == "replace", (path.name, call.lineno)  # how a cell's address is written
        assert not {each.name for each in tree.find_all(nodes.Filter)} & {"capitalize", "title"}, (
            path.name,
            "capitalised",
        )
        tests = {test.name for test in tree.find_all(nodes.Test)}
        assert not tests & {"equalto", "eq", "==", "ne", "!=", "in"}, path.name


def test_no_code_compares_words(project):
    """No code holds an expression against the words of a verdict, a direction, a kind of drift or the like."""
    found = []
    for path in (project.root / "src" / "tally").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            held: list[ast.AST] = []
            if isinstance(node, ast.Compare):
                held = [node.left, *node.comparators]
            elif isinstance(node, ast.MatchValue):
                held = [node.value]
            elif isinstance(node, ast.Subscript):
                held = [node.slice]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING:
                held = list(node.args)
            texts = {one.value for part in held for one in ast.walk(part) if isinstance(one, ast.Constant)}
            found += [(path.name, node.lineno, text) for text in texts & SHOWN]

    # columns of tables, a mark without a filling, and what a style hides: no words for a reader
    codes = {
        ("cutoffs.py", "low"), ("cutoffs.py", "high"), ("basis.py", "none"), ("rivals.py", "none"),
        ("hidden.py", "none"), ("table.py", "low"), ("table.py", "high"), ("picture.py", "none"),
    }  # fmt: skip
    assert [] == [one for one in found if (one[0], one[2]) not in codes]


def literals(path) -> Iterator[str]:
    """
    List the strings of a module; {} stands for what flows in.

    Docstrings, messages of errors, and what the command line prints as help are left out.
    """
    tree, passed = ast.parse(path.read_text(encoding="utf-8")), set()
    for node in ast.walk(tree):
        message = isinstance(node, ast.Assign) and any(getattr(name, "id", "") == "msg" for name in node.targets)
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        help_text = isinstance(node, ast.keyword) and node.arg in ("help", "needs")
        if message or docstring or help_text or isinstance(node, ast.Raise):
            passed |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            passed |= {id(part) for part in node.values}
            if id(node) not in passed:
                yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node.value


def test_prose_is_in_the_language_alone(project):
    """A translator finds all sentences, labels and captions in the templates and one module."""
    for package in WRITING:
        for path in (project.root / "src" / "tally" / package).rglob("*.py"):
            for text in literals(path):
                said = re.sub(r"<[^>]*>?", "", text)
                prose = len(WORD.findall(said)) >= 3 and " " in said and not text.startswith(("//", "pd."))
                known = any(part in text for part in NO_PROSE.get(path.name, ()))
                assert not prose or known, (path.name, text)


@pytest.mark.parametrize("kind", MEMBERS)
def test_every_member_has_its_words(kind):
    """No member is without words, and no words are left of a member that is gone."""
    assert {str(member.value) for member in kind} == set(getattr(english, MEMBERS[kind]))
    assert all(isinstance(member.words, str) for member in kind)


def test_every_caveat_of_a_file_of_events_has_its_words():
    """No kind of file has a caveat without words, and no words are left of a caveat that is gone."""
    named = {name for layout in (*LAYOUTS.values(), mapped_layout({"first": "Day"})) for name in layout.caveats}

    assert named == {*english.CAVEATS}


def turned(text: str) -> str:
    """Return a text with its letters turned, small for capital; places for what flows in stay."""
    return "".join(part if part[:1] == "{" else part.swapcase() for part in re.split(r"(\{[^{}]*\})", text))


def translated(value):
    """Return a translation of a constant of the language's module: its values turned, its keys as they are."""
    if isinstance(value, str):
        return turned(value)
    if isinstance(value, tuple):
        return tuple(translated(part) for part in value)
    if isinstance(value, dict):
        return {key: translated(part) for key, part in value.items()}
    return value


def translated_template(source: str) -> str:
    """Return a template with its text turned, but no tag, attribute, entity or piece of code."""
    pieces, inside = [], False
    for _, kind, value in Environment().lex(source):
        if kind != "data":
            sentence = kind == "string" and not inside and (" " in value or value[1:2].isupper())
            pieces.append(turned(value) if sentence and "\\" not in value else value)
            continue
        for part in re.split(r"(<|>|&\w+;)", value):
            inside = part == "<" or (inside and part != ">")
            pieces.append(part if inside or part.startswith("&") else part.swapcase())
    return "".join(pieces)


@contextmanager
def turned_language(folder):
    """Choose a made-up language: every letter of English turned."""
    module = ModuleType("tally.text.turned")
    module.__dict__.update({
        name: value if name == "REGION" or inspect.ismodule(value) else translated(value)
        for name, value in vars(english).items()
        if not name.startswith("__")
    })  # fmt: skip
    source = ROOT_OF_CODE / language.template_folder()
    for path in source.rglob("*.jinja"):
        copy = folder / "turned" / path.relative_to(source)
        copy.parent.mkdir(exist_ok=True, parents=True)
        copy.write_text(translated_template(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.MonkeyPatch.context() as changed:
        changed.setitem(sys.modules, "tally.text.turned", module)
        changed.setattr(language, "TEMPLATES", str(folder))
        changed.setattr(language, "LANGUAGE", "turned")
        yield


@pytest.fixture(scope="module")
def translated_folder(tmp_path_factory):
    """Return a folder for the templates of the other language."""
    return tmp_path_factory.mktemp("templates")


@pytest.fixture(scope="module")
def pages(project, translated_folder):
    """Return the pages of briefs with their editions in English, and in the other language with their briefings too."""
    usual = {name: page_of(project, name)[:2] for name in BRIEFS}
    with turned_language(translated_folder):
        return {name: (*usual[name], *page_of(project, name)) for name in BRIEFS}


def page_of(project, name):
    """Return the page of a brief, its edition, and its briefing, made as the notebooks make them."""
    brief = load_brief(project, name)
    found = answer_brief(load_records(project, brief), brief)
    briefing = compose_any(found, build_inputs(project, name, hash_records(found.records), brief.kind))
    drawings = {chart.name: chart.draw(found) for chart in CHARTS.values() if chart.has_data(found)}
    charts = {
        name: draw_svg(drawing.draw(660), name, source="Somebody", alt=drawing.alt)
        for name, drawing in drawings.items()
    }
    return *typeset(briefing, charts), briefing


def visible(page: str) -> set[str]:
    """List the stretches of text of a page that a reader sees, each once."""
    texts = html.document_fromstring(page).xpath("//body//text()[not(parent::script or parent::style)]")
    return {" ".join(str(text).replace("\N{WORD JOINER}", "").split()) for text in texts}


def given_to(briefing) -> str:
    """Return all that a page has from the data and from other programs, and not from the language."""
    records = briefing.found.records
    rows = (*records.every.values(), *records.superseded.values(), *records.sources.values(), *records.statements,
            *records.milestones, *records.claims)  # fmt: skip
    parts = [str(cell) for row in rows for name, cell in vars(row).items() if name != "counted"]
    cited = [html.fromstring(f"<p>{text}</p>").text_content() for text in format_citations(briefing.sources).values()]
    return " ".join(" ".join([briefing.question, *parts, *cited, briefing.provenance.command]).split())


def tags(page: str) -> list[str]:
    """List the tags of a page that have nothing to do with how wide words are, or which way they are read."""
    text = re.sub(r'<svg.*?</svg>|<(?:button|a) class="mark".*?</(?:button|a)>', "", page, flags=re.DOTALL)
    return re.findall("<(?!bdi|/bdi)/?[a-z]+", text)


def leaves(value) -> Iterator[str]:
    """List the texts of a constant, each in the stretches between what flows in."""
    if isinstance(value, str):
        yield from re.split(r"\{[^{}]*\}", value)
    elif isinstance(value, tuple | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from leaves(part)


BRIEFS = ("isil-kp-2021", "gulf-incidents-years", "made-up-events-2025", "made-up-events-months")  # quoted and counted
PHRASE = re.compile(r"(?<![\w-])[a-z]{2,}(?: [a-z]{2,})+(?![\w-])")  # two words or more without a capital


@pytest.mark.parametrize("name", BRIEFS)
def test_a_page_in_another_language(pages, name):
    """With a translation in place, a page has the same parts and numbers, and none of the English words."""
    page, english_edition, turned_page, edition, briefing = pages[name]

    cards = re.compile(r'class="card" popover id="([^"]+)"')
    assert cards.findall(page) == cards.findall(turned_page)
    numbers, turned_numbers = (
        [one.text for one in every.numbers.values() if one.text.isdigit()] for every in (english_edition, edition)
    )
    assert numbers == turned_numbers
    assert tags(page) == tags(turned_page)
    given = given_to(briefing)
    for text in visible(page) & visible(turned_page):
        assert all(phrase in given for phrase in PHRASE.findall(text)), text
    for constant, value in vars(english).items():
        if constant.isupper() and not isinstance(value, re.Pattern) and constant != "DATED_FROM":
            for text in leaves(value):
                if len(WORD.findall(text)) >= 3 and text.strip() not in given:
                    assert text.strip() not in turned_page, (constant, text)
    assert edition.verdict in ("", "like for like", "with adjustment"), "values in files stay as they are"


def test_words_of_a_page_that_is_turned(pages):
    """What is written by templates, by enumerations, on charts and in dates is in the other language."""
    _, _, page, _, _ = pages[BRIEFS[0]]

    assert "TIMES AS MANY PER DAY" in page
    assert "times as many per day" not in page
    assert "17 nOVEMBER 2021" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "ATTRIBUTED TO OR CLAIMED BY" in page
    assert "cHART OF THE RATIO" in page


def test_the_start_page_in_another_language(project, translated_folder):
    """No label, hint, option or sentence of its controls is English, but for what is in the data."""
    usual = control_texts(project)
    with turned_language(translated_folder):
        both = {text for text in usual & control_texts(project) if WORD.search(text)}

    rows = load_dossier(project, load_brief(project, project.default_brief).case)
    given = {str(cell) for row in (*rows.every.values(), *rows.milestones) for cell in vars(row).values()}
    given |= {f"{event.day.isoformat()} {event.label}" for event in rows.milestones} | {*project.cases}
    ids = {f"({name})" for name in (*rows.every, *(claim.statement for claim in rows.claims))}
    assert set() == {text for text in both - given if text.rpartition(" ")[2] not in ids}


def control_texts(project) -> set[str]:
    """List what the controls of the start page say, those that are hidden too; claims are as in the data."""
    page, texts = Explorer(project), set[str]()
    todo = [*page.children]
    while todo:
        widget = todo.pop()
        todo += getattr(widget, "children", ())
        texts |= {str(getattr(widget, name, "")) for name in ("description", "placeholder")}
        texts |= {str(label) for label, _ in getattr(widget, "_options_full", ())}
        if isinstance(widget, HTML) and widget is not page._screen and widget.value:
            texts |= visible(widget.value)
    return texts


def test_exports_in_another_language(pages, translated_folder):
    """What is exported of an edition speaks the language of the page."""
    _, _, _, edition, briefing = pages[BRIEFS[0]]
    with turned_language(translated_folder):
        overview = summarise_editions([edition])
        assert "tHE WORDS ARE VERIFIED" in as_annotations(briefing, edition).decode()
        assert "QUOTED" in set(numbers_table(edition)["kind"])
        assert "tALLY BRIEFINGS" in as_feed([overview])
        assert "tHE FIRST EDITION." in as_feed([overview])
    assert {"locked", "transcribed", "relayed"} == set(overview.seen)
