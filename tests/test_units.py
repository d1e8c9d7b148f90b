"""What was counted is named in its own words, on the page and in all that is made of it."""

import csv
import io
import json
import re
import shutil
import zipfile
from itertools import product

import nbformat
import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

import chromium
from conftest import ROOT, copy_project
from tally.analysis import compare, measure
from tally.analysis.bounds import Bound, infer
from tally.analysis.robustness import stress
from tally.briefs import load_brief
from tally.build import build
from tally.charts import bounds_chart, describe_counts, describe_windows
from tally.evidence import (
    bounds_numbers,
    change_numbers,
    exposure_numbers,
    quoted_number,
    robustness_numbers,
    sentence_text,
)
from tally.explorer import Explorer
from tally.exports import KINDS, Exporter
from tally.page import save_index, visible_blocks
from tally.records import load_dossier
from tally.records.figures import Basis, Figure, Pair, Seen, figures_frame, get_figure
from tally.text import Bound as Value
from tally.text import Unit, capitalised, plural
from tally.windows import read_window
from typesetting import edition_without_charts

UNITS = {"incidents": "incident", "people killed": "person killed", "personnes enlevées": "", "حوادث": "حادثة"}
BRIEFS = dict(zip(UNITS, ("made-up-incidents", "made-up-killed", "made-up-enlevees", "made-up-hawadith"), strict=True))
SAID = re.compile("attack", re.IGNORECASE)
COUNTS = (  # value, bound, window: a day without any, one, a part of a year, and one that no other count agrees with
    (1, "exact", "2023"), (12, "exact", "2024"), (5, "exact", "2024-01-01/2024-06-30"),
    (1, "at_least", "2024-07"), (0, "exact", "2024-08-01"),
)  # fmt: skip


UNSAID = re.compile(r"(?<![\w-])[-−]0\b(?![.-])|\b(nan|inf|NaN|None\.)\b|\b0 or more|\bnone or more|  ")


def miscounted(text, unit):
    """Find a number beside a noun of the wrong number, and what no sentence may print."""
    wrong = []
    for many, one in ((unit.many, unit.singular or f"({unit.many})"), ("days", "day")):
        nouns = f"{re.escape(many)}|{re.escape(one)}(?!s)"
        for found in re.finditer(rf"(?<![\d.,-])(\d[\d,]*(?:\.\d+)?) ({nouns})", text):
            wrong += [found.group()] if (found[1] == "1") != (found[2] == one) else []
    return [*wrong, *(found.group() for found in UNSAID.finditer(text))]


def test_what_counts_as_miscounted():
    """The test below finds what it is to find, and lets pass what is right."""
    unit = Unit("people killed", "person killed")

    for wrong in (
        "1 people killed",
        "at least 1 people killed",
        "2 person killed",
        "1 days",
        "(1 days)",
        "0 or more",
        "-0",
    ):
        assert miscounted(wrong, unit), wrong
    for right in ("1 person killed", "0 people killed", "11 people killed", "1 day", "0.1 people killed", "2021-01-05"):
        assert not miscounted(right, unit), right


def rows(unit):
    """Write the counts of one unit as rows of figures.csv."""
    for place, (value, bound, window) in enumerate(COUNTS, start=1):
        least = "at least " if bound == "at_least" else ""
        yield {
            "id": f"{BRIEFS[unit]}-{place}", "value": value, "bound": bound, "unit": unit, "unit_printed": unit,
            "group": f"Group of {unit}", "place": "Exampleland", "window": window, "window_basis": "stated",
            "basis": "recorded", "counter": "Example Observatory (made up)", "source": "example-yearbook",
            "quotation": f"it recorded {least}{value}", "seen": "transcribed",
        }  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory, warm):
    """A made-up case with counts of four units, a brief on each, built after an edition with another count."""
    project = copy_project(tmp_path_factory.mktemp("units"))
    folder = project.root / "data" / "made-up"
    columns = (folder / "figures.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
    written = io.StringIO()
    table = csv.DictWriter(written, columns, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(row for unit in UNITS for row in rows(unit))
    (folder / "figures.csv").write_text(written.getvalue(), encoding="utf-8")
    for name in ("locks.csv", "statements.csv"):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.partition("\n")[0] + "\n", encoding="utf-8")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    package["units"] = {many: one for many, one in UNITS.items() if one}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    example = yaml.safe_load((project.parameters / "made-up-example.yml").read_text(encoding="utf-8"))
    for name in project.briefs:
        (project.parameters / f"{name}.yml").unlink()
    for unit, name in BRIEFS.items():
        asked = {"brief": name, "question": f"Did {unit} rise?", "earlier": f"{name}-1", "later": f"{name}-2"}
        (project.parameters / f"{name}.yml").write_text(yaml.safe_dump(example | asked), encoding="utf-8")
    for name in ("Makefile", "README.md", "LICENSE", "CITATION.cff", "pyproject.toml", "environment.yml"):
        shutil.copy(ROOT / name, project.root)
    for name in BRIEFS.values():
        editions = project.report(name) / "editions"
        editions.mkdir(parents=True)
        _, _, first = edition_without_charts(project, load_brief(project, name))
        (editions / "1.json").write_text(first.as_json(), encoding="utf-8")
    text = (folder / "figures.csv").read_text(encoding="utf-8")
    revised = re.sub(r"-2,12,(.*)recorded 12,", r"-2,13,\1recorded 13,", text)
    assert revised != text
    (folder / "figures.csv").write_text(revised, encoding="utf-8")
    for name in BRIEFS.values():
        build(project, name, server=warm)
    save_index(project)
    browser = chromium.find()
    assert browser, chromium.HELP
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("TALLY_BROWSER", browser)
        for name in BRIEFS.values():
            for kind in KINDS if name == "made-up-killed" else ["data"]:
                Exporter(project, name).make(kind)
    return project


def said(path):
    """Take the words out of a file of whatever kind."""
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    if path.suffix == ".ipynb":
        book = nbformat.read(path, as_version=4)
        told = [cell.source for cell in book.cells if cell.cell_type == "markdown"]
        return "\n".join([*told, json.dumps([cell.get("outputs", []) for cell in book.cells], ensure_ascii=False)])
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return archive.read("ro-crate-metadata.json").decode()
    return "" if path.suffix in (".png", ".woff2") else path.read_text(encoding="utf-8")


def test_no_unit_is_called_by_another_s_name(case):
    """Pages, charts, notebooks, editions, list, feed and exports of other units say nothing of attacks."""
    found = [path for path in case.reports.rglob("*.*") if path.is_file() and path.stem != "inputs"]
    kinds = {path.suffix for path in found}

    assert {".html", ".ipynb", ".json", ".jsonld", ".csv", ".svg", ".xml", ".pdf", ".docx", ".xlsx", ".zip"} <= kinds
    for path in found:
        text = said(path)
        assert not SAID.search(text), (
            path.name,
            [text[m.start() - 60 : m.end() + 20] for m in SAID.finditer(text)][:3],
        )


@pytest.mark.parametrize("unit", UNITS)
def test_a_page_names_its_own_unit(case, unit):
    """In the chart's title and its alternative text, the table's heading, the bounds, the limits and the cards."""
    page = (case.report(BRIEFS[unit]) / "briefing.html").read_text(encoding="utf-8")
    page = page.replace("<bdi>", "").replace("</bdi>", "")  # which keep right-to-left words in order
    one = UNITS[unit] or f"({unit})"

    for words in (
        f">{capitalised(unit)} per day<", f">{capitalised(unit)} per thirty days<", f"Chart of {unit} over time.",
        f'<th scope=col class=amount>{capitalised(unit)}', f"Chart of bounds on {unit}.", f"mean the same by “{unit}”",
        f"These are {unit} as they were reported", f">1</b> <span>{one}, 2023, counted by",
        f">13</b> <span>{unit}, 2024, counted by", f"{unit} at most, before 1 July 2024",
    ):  # fmt: skip
        assert words in page, words
    for block in visible_blocks(page):
        assert not miscounted(block.words, Unit(unit, UNITS[unit])), block.words


@pytest.mark.parametrize("unit", UNITS)
def test_a_change_is_told_in_the_unit(case, command, unit):
    """`tally diff` names what was counted, as do the start page and its lists."""
    name = BRIEFS[unit]
    told = command("diff", name, root=case.root).stdout
    start = Explorer(case, name)

    assert not SAID.search(told)
    assert f"{capitalised(unit)} per day, 2024: was" in told
    assert not SAID.search(start._screen.value)
    assert f"{capitalised(unit)} per day" in start._screen.value
    assert any(
        label.startswith(f"at least {Unit(unit, UNITS[unit]).counted('1')}, ") for label, _ in start._pair.later.options
    )


def test_a_case_gives_the_word_for_one(case):
    """The units of datapackage.json reach each figure; what is not given there stays open."""
    dossier = load_dossier(case, load_brief(case, "made-up-killed").case)

    assert ("person killed", "") == (dossier["made-up-killed-1"].unit_one, dossier["made-up-enlevees-1"].unit_one)
    assert "1 person killed, 2023, counted by" in dossier["made-up-killed-1"].in_words
    assert "at least 1 (personnes enlevées), July 2024" in dossier["made-up-enlevees-4"].in_words


@pytest.mark.parametrize(
    ("written", "one", "words"),
    [
        ("0", "person killed", "0 people killed"),
        ("1", "person killed", "1 person killed"),
        ("at least 1", "person killed", "at least 1 person killed"),
        ("1", "", "1 (people killed)"),
        ("1.0", "person killed", "1.0 people killed"),
        ("0.5", "", "0.5 people killed"),
        ("1,001", "person killed", "1,001 people killed"),
        ("at least 11", "", "at least 11 people killed"),
    ],
)
def test_words_after_a_number(written, one, words):
    """With exactly one the words for one, with anything else the unit; nothing is guessed."""
    assert words == Unit("people killed", one).counted(written)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("incidents", "Incidents"), ("UN staff killed", "UN staff killed"), ("IEDs", "IEDs"),
        ("iPhones stolen", "iPhones stolen"), ("élèves tués", "Élèves tués"), ("حوادث", "حوادث"), ("事件", "事件"),
        ("ǆemper", "ǅemper"), ("3rd-party incidents", "3rd-party incidents"), ("", ""),
    ],
)  # fmt: skip
def test_capital_at_the_start(words, shown):
    """A sentence starts with a capital; names and abbreviations keep theirs, scripts without capitals stay."""
    assert shown == capitalised(words)


def test_our_own_nouns():
    """Days, documents and the like have their singular."""
    assert ["0 days", "1 day", "2 days", "1,000 days"] == [plural(count, "day") for count in (0, 1, 2, 1000)]


def figure(name, value, window, *, bound=Value.EXACT, unit="people killed", one="person killed"):
    return Figure(
        name, value, bound, unit, unit, "A group", "A place", read_window(window), False, Basis.RECORDED, "A counter",
        "a-source", f"it recorded {value}", Seen.TRANSCRIBED, True, "", "", one,
    )  # fmt: skip


WINDOWS = (("2023-01-01", "2024-01-01"), ("2023-01-01", "2024-01-01/2024-01-02"), ("2023", "2024-03-01/2024-03-09"))


EXACT_PAIRS = [(pair, (Value.EXACT, Value.EXACT)) for pair in product((0, 1, 2, 5000), repeat=2)]
VAGUE_PAIRS = [(pair, sides) for pair in ((1, 1), (10, 1), (1, 40), (40, 10)) for sides in product(Value, repeat=2)]


@pytest.mark.parametrize("windows", WINDOWS)
@pytest.mark.parametrize(("values", "sides"), EXACT_PAIRS + VAGUE_PAIRS)
def test_every_sentence_counts_right(windows, values, sides):
    """No sentence, label or alternative text is wrong in number with none, one, two or many, over a day or more."""
    earlier, later = values
    figures = figures_frame([
        figure("one", earlier, windows[0], bound=sides[0]), figure("two", later, windows[1], bound=sides[1]),
        figure("part", min(later, 1), windows[1][:10] if len(windows[1]) > 10 else windows[1]),
    ])  # fmt: skip
    comparison = compare(figures, Pair("one", "two"))
    if sides[0] is sides[1] and sides[0] in (Value.AT_LEAST, Value.AT_MOST):
        assert not comparison.tests[3].agrees
        return
    workings = change_numbers(comparison, measure(comparison))
    card = robustness_numbers(stress(figures, comparison, workings.change), workings)
    bounds = bounds_numbers(infer(figures, comparison, []))
    texts = [sentence_text(name, workings)
             for name in ("finding", "caveat", "verdict", "rates", "chance", "tipping", "raw")
             if name != "raw" or workings.raw is not None]  # fmt: skip
    texts += [sentence_text(name, workings, card) for name in ("survival", "likelihood")]
    texts += [sentence_text("parts", bounds), workings.change.in_words, comparison.in_words, *comparison.reasons]
    texts += [one.in_words for one in (comparison.earlier, comparison.later)]
    texts += [describe_windows(figures.assign(role="beside")), describe_counts(figures)]
    numbers = [quoted_number(comparison.earlier), workings.surplus, workings.missed, workings.earlier.days]
    numbers += [number for one in (exposure_numbers(comparison.earlier), exposure_numbers(comparison.later))
                for number in (one.count, one.days, one.per_day, one.per_month)]  # fmt: skip
    numbers += [end for row in bounds.rows for end in (row.before.least, row.before.most) if end]
    texts += [f"{number.text} {number.label}" for number in numbers]

    for text in texts:
        assert not miscounted(text, comparison.earlier.noun), text


@given(st.integers(0, 3), st.none() | st.integers(0, 5000))
def test_a_bound_is_never_none_or_more(least, most):
    """A bound that limits nothing is any number."""
    text = Bound(least, most if most is None else least + most).in_words

    assert not re.match("0 (or|to)", text)


def test_units_that_differ_are_both_named():
    """Two counts of different units are not comparable, and the reason names both."""
    figures = figures_frame([figure("one", 3, "2023"), figure("two", 4, "2024", unit="incidents", one="incident")])

    assert "differ in unit: 'people killed' and 'incidents'" in " ".join(compare(figures, Pair("one", "two")).reasons)


def test_windows_that_share_days_name_the_unit():
    """What may be in both counts is named, too."""
    figures = figures_frame([figure("one", 3, "2023"), figure("two", 4, "2023-05-01/2024-02-01")])

    assert "some people killed may be in both counts" in " ".join(compare(figures, Pair("one", "two")).reasons)
    assert 3 == get_figure(figures, "one").value


@pytest.mark.parametrize("unit", ["UN staff killed", "UN staff killed, injured or held against their will " * 4])
def test_a_chart_of_bounds_has_its_unit_on_top(unit):
    """As do the others; a long one ends inside the chart."""
    table = pd.DataFrame(
        {
            "label": ["in 2024"],
            "least": [0.0],
            "most": [float("nan")],
            "whole": [float("nan")],
            "unit": [unit],
        },
        index=["bound-1-before"],
    )
    chart = bounds_chart(table)

    assert chart.words[0].text.rstrip("…").startswith(unit[:20])
    assert "any number" in [words.text for words in chart.words]
    assert all(words.box[2] <= chart.width + 0.1 for words in chart.words)


@pytest.mark.parametrize("folder", ["src/tally", "src/tally/templates/english", "src/tally/text"])
def test_code_knows_no_case(folder):
    """No helper and no template that a page is made with names a group, a place or a counter of a shipped case."""
    known = {
        "isis",
        "taliban",
        "kabul",
        "khorasan",
        "afghanistan",
        "afghan",
        "envoy",
        "itic",
        "unama",
        "attack",
        "attacks",
    }
    for path in (ROOT / folder).glob("*.*"):
        words = re.findall(r"[a-z]+", path.read_text(encoding="utf-8").lower())
        assert not known & set(words), (path.name, known & set(words))
