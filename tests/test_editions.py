"""What each build said is kept, and the next one says what has changed."""

import csv
import hashlib
import json
import re
from functools import cache
from html import unescape

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st

from conftest import OUTPUTS, ROOT, ask, copy_project
from tally.briefing import compose_briefing, compose_series
from tally.briefs import answer_brief, load_brief, load_records
from tally.build.publish import publish
from tally.charts import chart_names
from tally.editions import EditionError, compare_editions, read_editions, write_changelog
from tally.editions.changelog import sentences
from tally.evidence import answer
from tally.page import snapshot as taking
from tally.page import visible_blocks
from tally.page.page import typeset
from tally.project import build_inputs, find_project
from tally.records import hash_records, load_dossier
from tally.records.tables import DataError
from test_browser import ALLOWED, STRAY_DIGITS

EMPTY = '<svg xmlns="http://www.w3.org/2000/svg"/>'
PAIR = ("un-2020", "un-2021-so-far")
FIRST = {"quotation": "In 2020 – 62", "value": "62", "seen": "transcribed"}


def rewrite(project, change):
    """Change the rows of figures.csv."""
    path = project.data / "isil-kp" / "figures.csv"
    with path.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    change({row["id"]: row for row in rows}, rows)
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def supersede(project):
    """Put a figure of 62 in the place of the one of 60."""

    def change(by_id, rows):
        rows.append(by_id["un-2020"] | FIRST | {"id": "un-2020-revised"})
        by_id["un-2020"] |= {"superseded_by": "un-2020-revised", "superseded_because": "The counter revised it."}

    rewrite(project, change)
    locks = project.data / "isil-kp" / "locks.csv"
    assert "un-2020," not in locks.read_text(encoding="utf-8")


def page(project, before=(), *, date="", question="Did it rise?", correction="", earlier="un-2020"):
    """Typeset the first case, without its charts and notebooks."""
    found = answer(load_dossier(project), ask(earlier, PAIR[1], question=question, correction=correction))
    made_from = build_inputs(project, "isil-kp-2021", hash_records(found.records))
    briefing = compose_briefing(found, made_from)
    return typeset(briefing, dict.fromkeys(chart_names(briefing.found), EMPTY), before, date)


@cache
def untouched(date=""):
    """Typeset it from the records as they are: the same in every copy."""
    return page(find_project(ROOT), date=date)


def section(html, name="the-editions"):
    return html.partition(f'<section id="{name}">')[2].partition("</section>")[0]


def test_the_first_edition(copied):
    """It is number one, of the day of the data, and says that nothing went before."""
    html, edition = untouched()

    assert (1, load_dossier(copied).gathered) == (edition.edition, edition.date)
    assert "This is the first edition of this briefing." in section(html)
    assert {"un-2020": 60, "un-2021-so-far": 334}.items() <= {n: f.value for n, f in edition.figures.items()}.items()
    assert edition.numbers["figure-un-2020"].kind == "quoted"
    assert any("In 2020 – 60" in line for line in edition.numbers["figure-un-2020"].card)


def test_what_a_reader_sees_no_difference_in_is_no_new_edition(copied):
    """The same edition again, of its own day whatever day is asked for, and the same bytes."""
    html, first = page(copied, date="2026-01-02")
    again, edition = page(copied, [first], date="2026-03-04")

    assert first == edition
    assert html == again
    assert "2026-01-02" == edition.date


def test_a_helper_that_changes_nothing_visible_makes_no_edition(copied):
    """Other inputs are noted, and the number stays."""
    _, first = untouched()
    older = first.model_copy(update={"inputs": "0" * 64})

    assert first == page(copied, [older])[1]


def test_a_superseded_figure(copied):
    """The page gives both counts with their evidence, the reason, and what it did to the finding."""
    _, first = untouched("2026-01-02")
    supersede(copied)
    html, second = page(copied, [first], date="2026-02-03")
    said = section(html)

    assert 2 == second.edition
    assert 'popovertarget="edition-1-figure-un-2020" data-note' in said
    assert 'popovertarget="figure-un-2020-revised"' in said
    assert "The counter revised it." in said
    assert "The finding changed as a result. It was:" in said
    assert 'id="edition-1-figure-un-2020"' in html
    assert 'As in <span class="edition">edition 1</span> of <time datetime=' in html
    assert 'id="figure-un-2020"' in html
    assert "Replaced</dt><dd>by <button" in html
    assert "62" == second.numbers["figure-un-2020-revised"].text
    assert second.numbers["ratio"].text != first.numbers["ratio"].text
    found = compare_editions(first, second)
    assert () == found.added == found.withdrawn
    assert {"un-2020-trt", "un-2020-junge-welt"} <= second.figures.keys()


def test_a_superseded_figure_enters_nothing(copied, tmp_path):
    """All that follows is as if the row of the superseded figure were not there."""
    other = copy_project(tmp_path / "other")
    for project in (copied, other):
        rewrite(project, lambda _, rows: [rows.remove(row) for row in rows[:] if row["repeats"] == "un-2020"])
        supersede(project)
    rewrite(other, lambda by_id, rows: rows.remove(by_id["un-2020"]))
    kept, gone = page(copied)[1], page(other, earlier="un-2020-revised")[1]

    assert kept.figures == gone.figures
    assert {name: one.text for name, one in gone.numbers.items()}.items() <= {
        name: one.text for name, one in kept.numbers.items()
    }.items()


def test_a_brief_that_names_a_superseded_figure_gets_the_one_in_its_place(copied):
    """By the old id and by the new, the page is the same."""
    supersede(copied)

    assert page(copied)[0] == page(copied, earlier="un-2020-revised")[0]
    assert ("un-2020-revised",) == load_dossier(copied).current_ids("un-2020")


def test_a_second_edition_in_a_browser(copied, show, tmp_path):
    """No digit without evidence, also where the last edition is quoted; what was opens its card; axe finds nothing."""
    _, first = untouched("2026-01-02")
    supersede(copied)
    html, _ = page(copied, [first], date="2026-02-03", correction="It is {un-2020-revised}, not {un-2020}.")
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    shown = show(tmp_path / "page.html")

    assert [] == shown.evaluate(STRAY_DIGITS, ALLOWED)
    shown.locator("#the-editions button[popovertarget='edition-1-figure-un-2020']").first.click()
    assert "In 2020 – 60" in shown.locator("#edition-1-figure-un-2020").inner_text()
    shown.keyboard.press("Escape")
    shown.locator(".correction button[popovertarget='figure-un-2020']").click()
    assert "The counter revised it." in shown.locator("#figure-un-2020").inner_text()
    assert 0 == Axe().run(shown, options={"resultTypes": ["violations"]}).violations_count


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"superseded_by": "un-2021-so-far"}, "a reason if the figure is superseded"),
        ({"superseded_because": "It was wrong."}, "a reason if the figure is superseded"),
        ({"superseded_by": "un-1920", "superseded_because": "x"}, "the id of another figure"),
        ({"superseded_by": "un-2020", "superseded_because": "x"}, "the id of another figure"),
    ],
)
def test_a_supersession_that_leads_nowhere_is_refused(copied, cells, said):
    """With the row and the column, as everything else in the tables."""
    rewrite(copied, lambda by_id, _: by_id["un-2020"].update(cells))

    with pytest.raises(DataError, match=said):
        load_dossier(copied)


def test_supersede_by_the_command(copied, command):
    """One command; every other row stays to the byte, and what cannot be done changes nothing."""
    path = copied.data / "isil-kp" / "figures.csv"
    before = path.read_text(encoding="utf-8").splitlines()
    for old, new, said in (("un-1920", "un-2020-trt", "There is no figure 'un-1920'"), ("un-2020", "x", "'x'")):
        run = command("supersede", old, new, "--because", "It was revised.")
        assert 1 == run.returncode
        assert said in run.stderr
        assert before == path.read_text(encoding="utf-8").splitlines()

    run = command("supersede", "un-2020", "un-2020-trt", "--because", "It was revised, and printed.", "--as-is")
    after = path.read_text(encoding="utf-8").splitlines()
    assert 0 == run.returncode, run.stderr
    assert [1] == [place for place, row in enumerate(after) if row != before[place]]
    assert after[1].endswith(',un-2020-trt,"It was revised, and printed."')
    assert ("un-2020-trt",) == load_dossier(copied).current_ids("un-2020")


def test_a_circle_of_supersessions_is_refused(copied):
    """Two figures that supersede each other leave none that stands."""

    def change(by_id, _):
        for one, other in (PAIR, PAIR[::-1]):
            by_id[one] |= {"superseded_by": other, "superseded_because": "x"}

    rewrite(copied, change)
    with pytest.raises(DataError, match="expected no circle"):
        load_dossier(copied)


def test_a_value_that_was_corrected_in_place(copied):
    """Where a row itself was changed, the page still gives both."""
    _, first = untouched()
    rewrite(copied, lambda by_id, _: by_id["un-2020"].update(FIRST))
    html, second = page(copied, [first])

    assert (
        "Revised from 60 to 62: the count for 2020 by United Nations." == sentences(compare_editions(first, second))[0]
    )
    assert "The quotation of the count 62 was corrected from “In 2020 – 60” to “In 2020 – 62”." in unescape(
        "\n".join(sentences(compare_editions(first, second)))
    )
    assert "edition-1-ratio" in html


def test_words_are_told_from_numbers(copied):
    """A sentence of which only numbers changed was not reworded; a question that reads otherwise was."""
    _, first = untouched()
    rewrite(copied, lambda by_id, _: by_id["un-2020"].update(FIRST))
    _, second = page(copied, [first])
    found = compare_editions(first, second)
    assert not [one for one in found.reworded if "Spread evenly" in "".join(map(str, one.then))]
    assert {"per-day-un-2020", "ratio"} <= {now.id.removeprefix("edition-2-") for _, now in found.moved}

    _, third = page(copied, [first, second], question="Did they rise?")
    found = compare_editions(second, third)
    assert [("Did it rise?", "Did they rise?")] == [(*one.then, *one.now) for one in found.reworded]
    assert not any((found.revised, found.finding, found.moved, found.layout_only))


def test_a_note_that_was_corrected(copied):
    """The evidence is put otherwise, and no number moved."""
    _, first = untouched()
    rewrite(copied, lambda by_id, _: by_id["un-2020"].update(note="The speech names no office."))
    _, second = page(copied, [first])
    found = compare_editions(first, second)

    assert ["edition-2-figure-un-2020"] == [one.number.id for one in found.evidence_changed]
    assert ["Evidence was reworded."] == sentences(found)


def test_a_figure_and_a_source_that_were_withdrawn(copied):
    """Both are named, each by what it was."""
    _, first = untouched()

    def change(by_id, rows):
        rows.remove(by_id["itic-2020"])

    rewrite(copied, change)
    _, second = page(copied, [first])
    said = "\n".join(sentences(compare_editions(first, second)))

    assert "No longer on the page: 82 " in said
    gone = first.sources.keys() - second.sources.keys()
    assert all(f"No longer among the sources: {first.sources[name]}." in said for name in gone)


def test_nothing_but_the_layout(copied, monkeypatch):
    """A page that only looks otherwise says just that."""
    _, first = untouched()
    monkeypatch.setattr("tally.page.page.page_styles", lambda: "p { color: red }")
    html, second = page(copied, [first])

    assert 2 == second.edition
    assert "Layout only: no number, text or source changed." in section(html)
    assert "The finding" not in section(html)


def test_a_correction_notice(copied):
    """It stands on top; a figure that it names is its number, with its evidence; markup in it stays text."""
    html, edition = page(copied, correction="It was not <b>sixty</b> but {un-2020}.")

    notice = html.partition('<aside class="correction"')[2].partition("</aside>")[0]
    assert "&lt;b&gt;sixty&lt;/b&gt; but <" in notice
    assert 'popovertarget="figure-un-2020"' in notice
    assert html.index('<aside class="correction"') < html.index('<section id="the-finding"')
    assert "Correction. It was not <b>sixty</b> but 60." in [block.words for block in edition.text]


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        ("It was 62.", "types the number 62"),
        ("It was {un-1920}.", "names 'un-1920', which is not a figure of this brief"),
    ],
)
def test_a_correction_notice_types_no_number(command, edit, notice, said):
    """Neither a number nor a figure that the page cannot have."""
    edit("notebooks/parameters/isil-kp-2021.yml", 'correction: ""', f'correction: "{notice}"')
    run = command("check")

    assert 1 == run.returncode
    assert said in run.stderr


def test_hostile_text_stays_text(copied):
    """What was markup in an earlier edition's words is none on the page that repeats them."""
    _, first = page(copied, question="Did <script>alert()</script> rise?")
    html, _ = page(copied, [first], question="Did it rise?")

    assert "Removed: <q" in section(html)
    assert "&lt;script&gt;alert()&lt;/script&gt;" in section(html)
    assert "<script>alert" not in html


def test_the_record_says_what_it_was_made_from(copied):
    """Written and read back, it is the same; two are told apart line by line."""
    _, edition = untouched()
    folder = copied.report("isil-kp-2021")
    (folder / "editions").mkdir(parents=True)
    (folder / "editions" / "1.json").write_text(edition.as_json(), encoding="utf-8")

    assert [edition] == read_editions(folder)
    assert edition.as_json().count("\n") > len(edition.text) + len(edition.numbers)
    assert {"tally", "pandas", "scipy"} <= edition.versions.keys()
    assert 64 == len(edition.inputs)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("1.json", "{}", "is not the record of an edition"),
        ("2.json", None, "is the record of edition 1"),
    ],
)
def test_a_record_that_was_damaged_is_said_to_be(copied, name, content, said):
    """By its path, and what to do."""
    _, edition = untouched()
    folder = copied.report("isil-kp-2021") / "editions"
    folder.mkdir(parents=True)
    (folder / name).write_text(edition.as_json() if content is None else content, encoding="utf-8")

    with pytest.raises(EditionError, match=said):
        read_editions(folder.parent)


def test_no_edition_is_lost_where_two_builds_meet(copied):
    """A build that does not know of the last edition is refused; what is shown stays."""
    _, first = untouched()
    _, ours = page(copied, [first], question="Did they?")
    _, theirs = page(copied, [first], question="Would they?")
    made, shown = copied.root / "made", copied.report("isil-kp-2021")
    for folder, found in ((made, (first, ours)), (shown, (first, theirs))):
        (folder / "editions").mkdir(parents=True)
        for one in found:
            (folder / "editions" / f"{one.edition}.json").write_text(one.as_json(), encoding="utf-8")
    for output in OUTPUTS:
        (made / output).parent.mkdir(parents=True, exist_ok=True)
        (made / output).write_text("ours", encoding="utf-8")

    with pytest.raises(EditionError, match="has just published edition 2 of isil-kp-2021"):
        publish(copied, made, shown)
    assert theirs == read_editions(shown)[-1]
    assert not (shown / "briefing.html").exists()


WORDS = st.text("abc é<>&\"'", min_size=1, max_size=12).filter(lambda words: words.strip())


@given(st.lists(st.tuples(st.sampled_from(["p", "li", "h2"]), WORDS), max_size=6))
def test_no_word_of_a_page_is_lost(parts):
    """Block by block, whatever stands in them, in their order."""
    from markupsafe import escape

    html = "".join(f"<{tag}>{escape(words)}</{tag}>" for tag, words in parts)
    assert [" ".join(words.split()) for _, words in parts] == [block.words for block in visible_blocks(html)]


def test_editions_by_the_command(copied, command):
    """Build, correct, build: two editions, told by `tally diff`; the same bytes when built again; nothing lost."""
    brief, folder = "isil-kp-claims", copied.report("isil-kp-claims")
    assert 0 == command("build", brief, "--date", "2026-01-02").returncode
    assert "has one edition, of 2026-01-02" in command("diff", brief).stdout
    rewrite(copied, lambda by_id, _: by_id["itic-2020"].update(note="Another note."))
    assert 0 == command("build", brief, "--date", "2026-02-03").returncode
    shown = (folder / "briefing.html").read_bytes()
    run = command("diff", brief)

    assert "from edition 1 of 2026-01-02 to edition 2 of 2026-02-03:" in run.stdout
    assert "The evidence for 82 " in run.stdout
    assert 0 == command("build", brief, "--again").returncode
    assert shown == (folder / "briefing.html").read_bytes()
    assert ["1.json", "2.json"] == sorted(path.name for path in (folder / "editions").iterdir())
    assert 1 == command("diff", brief, "3").returncode
    assert ["2026-01-02", "2026-02-03"] == [
        one["date"] for one in json.loads((folder / "editions.json").read_bytes())["editions"]
    ]
    (folder / "editions" / "2.json").unlink()
    assert "editions/2.json is missing" in command("why", brief).stdout


def test_what_was_asked_for_and_is_not_there(copied):
    """No edition yet, and no such edition, are said with what there is."""
    with pytest.raises(EditionError, match="has no edition yet"):
        write_changelog(copied.report("isil-kp-2021"))


def test_the_line_of_rates():
    """One stretch a figure that is drawn, its days and its rate, the pair marked."""
    _, edition = untouched()
    pair = {one.role: one for one in edition.line if one.role != "beside"}

    assert ("2020-01-01", "2020-12-31") == (pair["earlier"].first, pair["earlier"].last)
    assert 60 / 366 == pytest.approx(pair["earlier"].per_day, rel=1e-5)
    assert 334 / 321 == pytest.approx(pair["later"].per_day, rel=1e-5)


def test_the_pictures_do_not_count_as_words():
    """A chart's text is no block: what it shows stands in its table."""
    html = '<p>One</p><svg><text>Two</text></svg><p>Three <button class="number" popovertarget="x">3</button></p>'

    assert ["One", "Three 3"] == [block.words for block in visible_blocks(taking.PICTURE.sub("", html))]


def series_page(project, name, before=()):
    """Typeset a brief on a series without its charts."""
    brief = load_brief(project, name)
    found = answer_brief(load_records(project, brief), brief)
    made_from = build_inputs(project, name, hash_records(found.records), found.kind)
    return typeset(compose_series(found, made_from), dict.fromkeys(CHARTS_OF[name], EMPTY), before)


CHARTS_OF = {"isil-kp-years": ["steps"], "made-up-events-months": ["periods"]}


def revise_quoted(project):
    """Write a figure of 191 in the place of the last one of the series."""

    def change(by_id, rows):
        rows.append(by_id["itic-2022"] | {"id": "itic-2022-revised", "value": "191", "quotation": "(191)"})
        by_id["itic-2022"] |= {"superseded_by": "itic-2022-revised", "superseded_because": "Ten more were counted."}

    rewrite(project, change)


def revise_counted(project):
    """Describe a file with one event less, of May 2023."""
    folder = project.tables("made-up-events") / "datasets" / "disruptions"
    lines = (folder / "events.csv").read_bytes().splitlines(keepends=True)
    lines.remove(next(line for line in lines if line.startswith(b"X09-46,")))
    before, after = (hashlib.sha256(content).hexdigest() for content in
                     ((folder / "events.csv").read_bytes(), b"".join(lines)))  # fmt: skip
    (folder / "events.csv").write_bytes(b"".join(lines))
    text = (folder / "dataset.yml").read_text(encoding="utf-8").replace(before, after)
    rows = len(lines) - 1
    (folder / "dataset.yml").write_text(text.replace(f"rows: {rows + 1}", f"rows: {rows}"), encoding="utf-8")


REVISED = {
    "isil-kp-years": (revise_quoted, [
        "Revised from 181 to 191: the count for 2022 by ITIC. Reason: Ten more were counted.",
        "Change from the count for 2021 to that for 2022, in per cent: was 50.4%, is 47.7%.",
    ]),
    "made-up-events-months": (revise_counted, [
        "Revised from 2,348 to 2,347: the count", "May 2023", "was 35 to 39, is 34 to 38.",
    ]),
}  # fmt: skip


@pytest.mark.parametrize("name", REVISED)
def test_a_revised_count_of_a_series(copied, name):
    """It makes a new edition, which says what was revised and which step changed, each once."""
    change, said = REVISED[name]
    _, first = series_page(copied, name)
    change(copied)
    _, second = series_page(copied, name, [first])
    lines = sentences(compare_editions(first, second), everything=True)

    assert (1, 2) == (first.edition, second.edition)
    assert all(any(words_shown in line for line in lines) for words_shown in said), lines
    assert len(lines) == len({*lines})
    assert not [line for line in lines if re.search(r"was (.+), is \1\.$", line)]


def test_a_later_count_moves_no_step_of_a_series():
    """If a series has one count more, the latest step is another one: the change to it is not said to have moved."""
    project = find_project(ROOT)
    years = load_brief(project, "gulf-incidents-years")
    shorter = years.model_copy(update={"series": years.series[:-1]})
    editions = []
    for brief in (shorter, years):
        found = answer_brief(load_records(project, brief), brief)
        made_from = build_inputs(project, brief.brief, hash_records(found.records), found.kind)
        editions.append(typeset(compose_series(found, made_from), {"steps": EMPTY}, editions)[1])
    lines = sentences(compare_editions(*editions), everything=True)

    assert not [line for line in lines if line.startswith("Change from the count")]
