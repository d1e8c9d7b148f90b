"""What is made of records: findings, sentences, charts and pages, from unlikely counts and hostile words."""

import csv
import io
import json
import re
from typing import Any

from hypothesis import strategies as st
from lxml import html as markup

from fuzz.commands import as_json, decoded
from fuzz.pieces import choose, odd
from fuzz.room import BRIEF, CASE, Room
from fuzz.target import FaultError, target
from tally.briefing import Briefing, compose_briefing
from tally.briefs import brief_from, check_against, load_brief
from tally.charts import chart_names, draw_charts
from tally.errors import TallyError
from tally.evidence import Findings, answer
from tally.page.page import typeset
from tally.page.what_if import page_script
from tally.project import build_inputs
from tally.records import CASE_TABLES, hash_records, load_dossier
from tally.text import Bound

EMPTY = '<svg xmlns="http://www.w3.org/2000/svg"/>'
TABLES = {table.file: table for table in CASE_TABLES}
FIGURE = {
    "bound": "exact",
    "unit": "attacks",
    "unit_printed": "attacks",
    "group": "Example Group",
    "place": "Exampleland",
    "window_basis": "stated",
    "basis": "recorded",
    "counter": "Example Observatory",
    "source": "one",
    "seen": "transcribed",
}
WORDS = {
    "group": "Example Group",
    "place": "Exampleland",
    "counter": "Example Observatory",
    "other counter": "Another Institute",
    "unit": "attacks",
    "unit printed": "attacks",
    "quotation": "of them",
    "note": "A note.",
    "provinces": "3",
    "wording": "Attacks more than doubled",
    "repetition": "Attacks nearly tripled in all provinces",
    "statement note": "A note.",
    "claim": "more than doubled",
    "claim note": "A note.",
    "label": "An event",
    "event note": "A note.",
    "title": "A yearbook",
    "author": "An author",
    "publisher": "A publisher",
    "said by": "A speaker",
    "relayed by": "A relay",
    "how seen": "read",
    "url": "https://example.org/a?b=c",
    "why": "A reason.",
    "origin": "Example Observatory",
    "because": "It was corrected.",
    "question": "Did attacks increase?",
    "correction": "A notice about {one}.",
    "signed": "A. Author; B. Author",
    "language": "en",
    "container": "A journal",
    "singular": "attack",
    "contributor": "A contributor",
    "wider": "incidents",
}
HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)", "</script><b>", "</style><b>", "</title><b>", "-->", "<!--", "]]>", "&lt;b&gt;",
    "&amp;", "{{ b }}", "{% raw %}", "{one}", "{}", "$x^2$", "$\\frac{1}{", "\\", "_", "%s", "`x`",
    "[x](javascript:alert(1))", "<b>x</b> 5 < 6 > 4 & 3", "<", ">", "&", '"', "'", "x" * 150, "word " * 80, "é",
    "العربية", "עברית (x)", "中文", "🇦🇫", "ﬁ ½ ②", "﷽", "a\u0301\u0301", "12", "3.5%", "2021", "1 of 2", "–", "…",
    "<a href=javascript:alert(1)>x</a>", "<!-- kicker -->", "<!-- section -->", "x\ny",
)  # fmt: skip


def write(room: Room, rows: dict[str, list[dict[str, str]]]) -> None:
    """Write tables of the case."""
    for name, kept in rows.items():
        told = io.StringIO(newline="")
        writer = csv.DictWriter(
            told, TABLES[name].names if name in TABLES else [*kept[0]], lineterminator="\n", restval=""
        )
        writer.writeheader()
        writer.writerows(kept)
        room.put(f"data/{CASE}/{name}", told.getvalue().encode("utf-8", "surrogatepass"))


def source(name: str, words: dict[str, str], **more: Any) -> dict[str, Any]:
    """Return a record of sources.json."""
    notes = {
        "seen": True,
        "how_seen": words["how seen"],
        "said_by": words["said by"],
        "relayed_by": words["relayed by"],
        "issued_basis": "made up",
        "title_basis": "made up",
    }
    return {
        "id": name,
        "type": "report",
        "title": words["title"] + " " + name,
        "author": [{"literal": words["author"]}],
        "language": words["language"],
        "issued": {"date-parts": [[2025, 1, 15]]},
        "publisher": words["publisher"],
        "container-title": words["container"],
        "URL": words["url"],
        "custom": notes,
        **more,
    }


def spoil(room: Room, hostile: dict[str, str]) -> None:
    """Write the case and its brief, with hostile words in some of their places."""
    words = WORDS | {name: text for name, text in hostile.items() if name in WORDS}
    plain = FIGURE | {
        "group": words["group"],
        "place": words["place"],
        "counter": words["counter"],
        "unit": words["unit"],
    }
    plain |= {"unit_printed": words["unit printed"], "note": words["note"], "provinces": words["provinces"]}

    def figure(name: str, value: int, window: str, **more: str) -> dict[str, str]:
        return (
            plain
            | {"id": name, "value": str(value), "window": window, "quotation": f"{value} {words['quotation']}"}
            | more
        )

    write(
        room,
        {
            "figures.csv": [
                figure("one", 60, "2023"),
                figure("two", 240, "2024-01-01/2024-10", superseded_by="", source="two"),
                figure("old", 230, "2024-01-01/2024-10", superseded_by="two", superseded_because=words["because"]),
                figure("half", 50, "2024-01/2024-06", provinces=""),
                figure("rival", 70, "2023", counter=words["other counter"], source="two"),
                figure("relay", 60, "2023", repeats="one", source="two", seen="relayed", note=""),
            ],
            "statements.csv": [
                {
                    "id": "first",
                    "source": "one",
                    "where": "body",
                    "voice": "speaker",
                    "wording": words["wording"],
                    "seen": "transcribed",
                    "note": words["statement note"],
                },
                {
                    "id": "second",
                    "source": "two",
                    "where": "headline",
                    "voice": "outlet",
                    "wording": words["repetition"],
                    "seen": "transcribed",
                    "repeats": "first",
                },
            ],
            "claims.csv": [
                {
                    "id": "more",
                    "statement": "first",
                    "words": words["claim"],
                    "earlier": "one",
                    "later": "two",
                    "note": words["claim note"],
                },
            ],
            "milestones.csv": [
                {
                    "id": "event",
                    "date": "2024-03-01",
                    "label": words["label"],
                    "place": words["place"],
                    "group": words["group"],
                    "source": "one",
                    "note": words["event note"],
                },
            ],
            "assessments.csv": [
                {"source": "one", "reliability": "own-page", "origin": words["origin"], "why": words["why"]},
                {
                    "source": "two",
                    "reliability": "own-page",
                    "derived_from": "one",
                    "origin": words["origin"],
                    "why": words["why"],
                },
            ],
            "locks.csv": [],
        },
    )
    sources = [source("one", words | {"language": "en"}), source("two", words)]
    room.put(f"data/{CASE}/sources.json", json.dumps(sources).encode())
    package = json.loads((room.root / f"data/{CASE}/datapackage.json").read_bytes())
    package["resources"] = [one for one in package["resources"] if not one["path"].startswith("passages/")]
    package |= {
        "units": {words["unit"]: words["singular"]},
        "units_within": {words["unit"]: [words["wider"]]},
        "contributors": [{"title": words["contributor"]}],
    }
    room.put(f"data/{CASE}/datapackage.json", json.dumps(package).encode())
    (room.root / f"data/{CASE}/passages/example-yearbook.txt").unlink()
    brief = {
        "brief": BRIEF,
        "question": words["question"],
        "case": CASE,
        "earlier": "one",
        "later": "two",
        "as_of": "",
        "level": 0.95,
        "milestones": ["event"],
        "date": "",
        "correction": words["correction"],
        "author": words["signed"],
    }
    room.put(f"notebooks/parameters/{BRIEF}.yml", json.dumps(brief).encode())


def find(room: Room) -> Findings:
    """Load the case and the brief, and answer it."""
    dossier, brief = load_dossier(room.project, CASE), load_brief(room.project, BRIEF)
    check_against(brief, dossier)
    return answer(dossier, brief)


def compose(room: Room, found: Findings) -> Briefing:
    """Compose the briefing."""
    return compose_briefing(found, build_inputs(room.project, BRIEF, hash_records(found.records)))


Shape = frozenset[tuple[str, str]]


def shape(page: str) -> Shape:
    """Return what kinds of elements and attributes a page has, and where its links lead."""
    found = set()
    for element in markup.document_fromstring(page.encode()).iter():
        if not isinstance(element.tag, str):
            found.add(("comment", str(element.text)[:40]))
            continue
        found.add((element.tag, ""))
        for name, value in element.attrib.items():
            if name == "dir" and value in ("rtl", "ltr", "auto"):  # wherever words need it
                continue
            scheme = (
                value.split(":")[0][:12].lower()
                if name in ("href", "src", "action", "formaction") and ":" in value
                else ""
            )
            found.add((element.tag, f"{name} {scheme}".strip()))
    return frozenset(found)


# What a page may have besides, where its words need it: signs of another script.
MORE = {
    ("bdi", ""),
    ("bdi", "lang"),
    ("wbr", ""),
    ("span", "lang"),
    ("br", ""),
    ("ins", ""),
    ("del", ""),
}


KNOWN: list[Shape] = []  # the shape of pages with harmless words, once they were made


def usual(room: Room) -> Shape:
    """Return the shape of pages with harmless words."""
    if not KNOWN:
        shapes = []
        others = {"correction": "", "signed": "", "url": "", "note": "", "language": "ar", "group": "جماعة"}
        for words in ({}, others):
            spoil(room, words)
            try:
                shapes.append(shape(page_of(room)))
            except TallyError as error:
                message = f"A case with harmless words is refused: {error}"
                raise FaultError(message) from error
            room.clean()
        KNOWN.append(frozenset(MORE).union(*shapes))
    return KNOWN[0]


def page_of(room: Room) -> str:
    """Make the page of the case, with charts that are left out."""
    found = find(room)
    return typeset(compose(room, found), dict.fromkeys(chart_names(found), EMPTY))[0]


def hostile() -> st.SearchStrategy[bytes]:
    """Draw hostile words for a few places."""
    text = choose(HOSTILE) | odd
    joined = st.tuples(st.sampled_from(["", "A word ", "12 "]), text, st.sampled_from(["", " and more", "."])).map(
        "".join
    )
    return as_json(st.dictionaries(choose([*WORDS]), joined, min_size=1, max_size=4))


@target(hostile, share=3, examples=1)
def page(content: bytes, room: Room) -> None:
    """A page with hostile words has the elements and attributes of any page, and nothing leads out of it but links."""
    known = usual(room)
    spoil(room, decoded_words(content))
    made = page_of(room)
    if new := shape(made) - known:
        message = f"The page has {sorted(new)}"
        raise FaultError(message)
    for script in markup.document_fromstring(made.encode()).iter("script"):
        if script.get("type"):
            json.loads(script.text or "")
        elif script.text != page_script().text:
            message = f"The page would run {script.text!r}"
            raise FaultError(message)


@target(hostile, share=1.5, examples=0, seconds=20)
def chart(content: bytes, room: Room) -> None:
    """Charts with hostile words can be drawn, and hold nothing but text."""
    spoil(room, decoded_words(content))
    found = find(room)
    room.project.report(BRIEF).mkdir(parents=True)
    drawn = draw_charts(found, room.project.report(BRIEF))
    for path in drawn.values():
        tags = {element.tag for element in markup.fromstring(path.read_bytes()).iter() if isinstance(element.tag, str)}
        if odd_tags := tags & {"script", "image", "foreignobject", "b", "img", "iframe"}:
            message = f"A chart has {sorted(odd_tags)}"
            raise FaultError(message)


def decoded_words(content: bytes) -> dict[str, str]:
    """Read an input that is a dictionary of words."""
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    return (
        {str(name): str(text).replace("\ud800", "") for name, text in found.items()} if isinstance(found, dict) else {}
    )


YEAR = st.integers(2015, 2021).map(str)
FORMS = (
    "{0}", "{0}", "{0}", "{0}-01-01/{0}-10-31", "{0}-01-01/{0}-10", "{0}-07/{0}-12", "{0}-02", "{0}-02-28/{0}-03-01",
    "{0}-06-15", "{0}-05/{0}-08", "{0}-01/{0}-11-17", "{0}-12-31/{1}-01-01", "{0}-11/{1}-02", "{0}/{1}",
    "{0}-08-15/{1}-08-14", "{0}-01-01/..", "{0}-08/..",
)  # fmt: skip
SPANS = st.tuples(st.sampled_from(FORMS), YEAR).map(lambda found: found[0].format(found[1], int(found[1]) + 1))
VALUES = st.one_of(st.integers(0, 3), st.integers(0, 400), st.sampled_from([60, 334, 10**4, 10**6, 10**8, 999_999_999]))
COUNT = st.fixed_dictionaries(
    {
        "value": VALUES,
        "window": SPANS,
        "bound": st.sampled_from(["exact", "exact", *Bound]),
        "basis": st.sampled_from(["recorded", "recorded", "claimed"]),
        "unit": st.sampled_from(["attacks", "attacks", "attacks", "deaths"]),
        "counter": st.sampled_from(["Observatory", "Observatory", "Institute"]),
        "place": st.sampled_from(["Exampleland", "Exampleland", "Northland"]),
        "repeats": st.sampled_from([""] * 6 + ["0", "1"]),
        "provinces": st.sampled_from(["", "", "", "3", "34"]),
    }
)


def cases() -> st.SearchStrategy[bytes]:
    """Draw counts of a case, and a brief of the first two."""
    more = st.fixed_dictionaries(
        {
            "level": st.sampled_from([0.95, 0.95, 0.5, 0.999, 0.001, 0.9999999999]),
            "as_of": st.sampled_from([""] * 9 + ["2024-10-31", "2020-02-29"]),
            "alike": st.sampled_from([1, 1, 2, 3, 0]),
        }
    )
    return as_json(st.tuples(more, st.lists(COUNT, min_size=2, max_size=9)))


@target(cases, share=4, examples=3, seconds=30)
def finding(content: bytes, room: Room) -> None:
    """Any counts lead to a page, or to a sentence that says why not."""
    more, counts = decoded(content, [{}, []])
    rows = []
    if years := more.get("alike"):
        first = {name: counts[0][name] for name in ("counter", "unit", "place", "basis")}
        window = re.sub(r"20\d\d", lambda year: str(int(year[0]) + years), counts[0]["window"])
        counts[1] |= first | {"window": window, "repeats": ""}
    counts = sorted(counts[:2], key=lambda count: str(count["window"])) + counts[2:]
    for number, count in enumerate(counts):
        row = (
            FIGURE
            | {name: str(cell) for name, cell in count.items()}
            | {"id": f"n-{number}", "quotation": f"{count['value']} of them"}
        )
        repeated = row.get("repeats", "")
        row["repeats"] = f"n-{repeated}" if repeated and repeated != str(number) and int(repeated) < number else ""
        if row["window"].endswith(".."):
            row["as_of"] = row["window"][:4] + "-11-17"
        rows.append(row)
    write(
        room,
        {
            "figures.csv": rows,
            "assessments.csv": [
                {"source": "one", "reliability": "own-page", "origin": "Observatory", "why": "Made up."}
            ],
        },
    )
    room.put(f"data/{CASE}/sources.json", json.dumps([source("one", WORDS)]).encode())
    room.put(f"data/{CASE}/locks.csv", (",".join(TABLES["locks.csv"].names) + "\n").encode())
    brief = {
        "brief": BRIEF,
        "question": "Did attacks increase?",
        "case": CASE,
        "earlier": "n-0",
        "later": "n-1",
        "as_of": more.get("as_of", ""),
        "level": more.get("level", 0.95),
        "milestones": [],
    }
    room.put(f"notebooks/parameters/{BRIEF}.yml", json.dumps(brief).encode())
    found = find(room)
    brief_from(brief)
    made = typeset(compose(room, found), dict.fromkeys(chart_names(found), EMPTY))[0]
    if " nan" in made or "NaN" in made or ">inf" in made:
        message = "The page has a number that is none"
        raise FaultError(message)
