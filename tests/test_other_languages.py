"""From an empty case to a first briefing in French and in Arabic, by commands alone."""

import json
import re
from pathlib import Path

from lxml import html

from tally.adding import slug
from tally.explorer import Explorer
from tally.text import isolated, isolated_html, language_attributes

PAGES = Path(__file__).parent / "pages"
FRENCH = {
    "case": "hauts-plateaux", "title": "Enlèvements dans les Hauts-Plateaux", "author": "Zoé Lefèvre",
    "language": "fr", "unit": "personnes enlevées", "one": "personne enlevée", "place": "Hauts-Plateaux",
    "counter": "Observatoire des Hauts-Plateaux", "question": "Y a-t-il eu plus d’enlèvements ?",
    "headline": "Hauts-Plateaux : les enlèvements explosent", "event": "État d’urgence", "because": "Chiffre corrigé",
    "figures": [
        ("fr-2024", "2022", 91, "En 2022, c’étaient quatre-vingt-onze personnes enlevées seulement"),
        ("fr-2024", "2024", 1338, "Nous avions d’abord écrit 1\u202f338"),
        ("fr-2024", "2024", 1833, "En 2024, 1 833 personnes enlevées ont été recensées dans les Hauts-Plateaux"),
        ("fr-2023", "2023", 1245, "nous avons recensé 1\u202f245 personnes enlevées dans les Hauts-Plateaux"),
    ],
}  # fmt: skip
ARABIC = {
    "case": "sahil", "title": "حالات الاختطاف في الساحل", "author": "ليلى منصور",
    "language": "ar", "unit": "حالات اختطاف", "one": "حالة اختطاف", "place": "إقليم الساحل",
    "counter": "مرصد الساحل", "question": "هل ارتفعت حالات الاختطاف؟",
    "headline": "ارتفاع حالات الاختطاف في الساحل", "event": "إعلان حالة الطوارئ", "because": "خطأ مطبعي",
    "figures": [
        ("ar-2022", "2022", 334, "سجّلنا في عام ٢٠٢٢ ما مجموعه ٣٣٤ حالة اختطاف في إقليم الساحل"),
        ("ar-2023", "2023", 1072, "١٬٠٧٢ حالة اختطاف"),
        ("ar-2023", "2023", 1027, "١٬٠٢٧ حالة اختطاف في إقليم الساحل عام ٢٠٢٣"),
    ],
}  # fmt: skip


def enter(project, command, told):
    """Enter a case as a user would who has two saved pages and the commands; returns the page and the ids."""
    case = ("--case", told["case"])

    def run(*arguments):
        done = command(*arguments, root=project.root)
        assert 0 == done.returncode, done.stderr
        return done

    def rows(name):
        return (project.tables(told["case"]) / name).read_text(encoding="utf-8").splitlines()[1:]

    run("add", "case", told["case"], "--title", told["title"], "--author", told["author"])
    run("check")
    sources, figures = {}, []
    for name in dict.fromkeys(page for page, *_ in told["figures"]):
        run("add", "source", str(PAGES / f"{name}.html"), *case)
        records = json.loads((project.tables(told["case"]) / "sources.json").read_text(encoding="utf-8"))
        sources[name] = records[-1]["id"]
        assert told["language"] == records[-1]["language"]
        assert told["counter"] == records[-1]["custom"]["said_by"]
    same = ("--unit", told["unit"], "--place", told["place"], "--counter", told["counter"], "--basis", "recorded")
    for page, window, value, words in told["figures"]:
        flags = ("--source", sources[page], "--window", window, "--value", str(value), "--quotation", words)
        run("add", "figure", *case, *same, *flags)
        figures.append(rows("figures.csv")[-1].partition(",")[0])
    for page, source in sources.items():
        locked = run("lock", source, *case, "--file", str(PAGES / f"{page}.html"))
        assert "0 not found" in locked.stdout
    run("add", "unit", told["unit"], told["one"], *case)
    newest = sources[told["figures"][1][0]]
    run("add", "statement", *case, "--source", newest, "--where", "headline", "--wording", told["headline"])
    run(
        "add", "milestone", *case, "--source", newest, "--date", "2023-05-02", "--label", told["event"],
        "--place", told["place"],
    )  # fmt: skip
    event = rows("milestones.csv")[-1].partition(",")[0]
    run("supersede", figures[1], figures[2], "--because", told["because"], *case)
    brief = f"{told['case']}-first"
    run(
        "add", "brief", brief, *case, "--earlier", figures[0], "--later", figures[1], "--question", told["question"],
        "--milestones", event,
    )  # fmt: skip
    assert "in order" in run("check").stdout
    run("build", brief)
    opened = Explorer(project, brief=brief).brief
    assert (told["case"], figures[0], figures[2]) == (opened.case, opened.earlier, opened.later)
    page = (project.reports / brief / "briefing.html").read_text(encoding="utf-8")
    body = html.fromstring(page).find("body")
    for unread in body.xpath("//*[local-name()='script' or local-name()='style']"):
        unread.drop_tree()
    assert told["question"] in body.text_content()
    assert f"By {told['author']}" in body.text_content()
    assert told["event"] in body.xpath("string(//*[@id='the-milestones'])")
    assert told["because"] in body.text_content()
    assert "attack" not in body.text_content().lower()
    assert re.search(r"[a-z]", "".join(figures)), "ids are Latin words"
    return body, figures


def test_a_first_briefing_in_french(copied, command):
    """French counts, in words and with narrow spaces, are locked and shown in French inside an English page."""
    body, figures = enter(copied, command, FRENCH)

    lead = body.xpath("string(//*[@class='lead'])")
    assert "counted 1,833 " in lead
    assert ", and 91 in 2022." in lead
    assert "1,245 in 2023" in lead
    assert "personnes enlevées" in lead
    quotations = [one for one in body.iter("blockquote") if one.get("lang") == "fr"]
    assert any("« En 2024, 1 833 personnes" in one.text_content() for one in quotations)
    marks = {mark.text_content() for mark in body.iter("mark")}
    assert {"1 833", "quatre-vingt-onze", "1 245", "1 338"} <= marks
    assert not body.xpath("//*[@dir='rtl']")
    assert "Personnes enlevées per day" in body.text_content()
    assert "personnes enlevéess" not in body.text_content()
    assert "personne enlevées" not in body.text_content()
    assert "observatoire-des-hauts-2022" == figures[0]


def test_a_first_briefing_in_arabic(copied, command):
    """Arabic counts in Arabic digits are locked, and read from right to left in a page that is read from the left."""
    body, figures = enter(copied, command, ARABIC)

    lead = body.xpath("string(//*[@class='lead'])")
    assert "counted 1,027 " in lead
    assert ", and 334 in 2022." in lead
    assert "حالات اختطاف" in lead
    quotations = list(body.iter("blockquote"))
    assert quotations
    assert all(("ar", "rtl") == (one.get("lang"), one.get("dir")) for one in quotations)
    assert {"٣٣٤", "١٬٠٢٧", "١٬٠٧٢"} <= {mark.text_content() for mark in body.iter("mark")}
    names = {name.text_content() for name in body.iter("bdi")}
    assert {"مرصد الساحل", "حالات اختطاف", "إقليم الساحل", "ليلى منصور", "هل ارتفعت حالات الاختطاف؟"} <= names
    charts = "".join(body.xpath("//*[local-name()='svg']//*[local-name()='text']/text()"))
    assert "Source: \u2068مرصد الساحل\u2069, 2023, 2024" in charts
    assert not body.xpath("//*[local-name()='svg']//*[local-name()='bdi']")
    assert re.fullmatch("[a-z-]+-2022", figures[0])


def test_a_name_read_from_the_right_keeps_its_place():
    """A name is set apart from the numbers beside it; quotations, charts, attributes and titles are left alone."""
    assert "<p><bdi>مرصد</bdi>, 2023, by <bdi>مرصد الساحل</bdi></p>" == isolated_html(
        "<p>مرصد, 2023, by مرصد الساحل</p>"
    )
    for kept in (
        '<q lang="ar" dir="rtl">قال <b>المرصد</b> اليوم</q>', "<svg><text>مرصد</text></svg>", "<title>مرصد</title>",
        '<p title="مرصد">x</p>', "<p>Haïti, 2023</p>",
    ):  # fmt: skip
        assert kept == isolated_html(kept)
    assert "<h1><bdi>כמה?</bdi></h1>" == isolated_html("<h1>כמה?</h1>")
    assert "\u2068حصيلة عام 2022\u2069, page 3" == isolated("حصيلة عام 2022, page 3")
    assert ' lang="ar" dir="rtl"' == language_attributes("قال ISIL المرصد", "ar")
    assert ' lang=""' == language_attributes("60 attacks")


def test_elided_words_are_two_in_an_id():
    """An elided article is a word of its own in an id; a possessive is not."""
    assert "etat-d-urgence-a-l-est" == slug("État d’urgence à l’Est")
    assert "centre-d-analyse" == slug("Centre d'analyse")
    assert "agencys-report" == slug("Agency’s report")
