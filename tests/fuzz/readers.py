"""The readers of tables, briefs, lists, records, notebooks and passages, of windows, numbers and claims in texts."""

import json
import platform
from hashlib import sha256 as hash_of
from unittest.mock import patch

from hypothesis import strategies as st

from fuzz.pieces import changed_json, changed_rows, encoded, file_of, kept, mutated, named, odd, project_file, soup
from fuzz.room import BRIEF, CASE, SOURCE, Room
from fuzz.target import FaultError, target
from tally.adding import read_lists
from tally.analysis import load_change, load_figures
from tally.briefs import load_brief
from tally.build import check_project, explain_staleness, read_failures, remarks, statuses
from tally.build.cluster.results import unpack_result
from tally.editions import read_editions, read_overview
from tally.evidence import answer
from tally.locking import word_difference
from tally.project import edited_outputs, find_project, read_cells, read_record
from tally.records import load_dossier
from tally.records.claims import find_claims, find_series_claims
from tally.records.quotations import find_places
from tally.records.tables import DataError, text_flaw
from tally.text import find_numbers, named_number
from tally.windows import read_window, same_days_in, window_doubt

TABLES = ("figures.csv", "locks.csv", "statements.csv", "assessments.csv", "claims.csv", "milestones.csv")
RULES = ("drift-rules.csv", "claim-rules.csv")
LANGUAGES = ("en", "de", "fr", "es", "ru", "ar", "fa", "zh", "tr", "hi", "pt", "", "x-y")


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hash_of(content).hexdigest()


def load(room: Room) -> None:
    """Load the case and check the project; what is refused is refused in sentences, and nothing is changed."""
    before = room.state()
    try:
        load_dossier(room.project, CASE)
    except DataError:
        faults = check_project(room.project)
        if not faults:
            message = "The tables do not load, and `check` finds nothing"
            raise FaultError(message) from None
        raise
    finally:
        if room.state() != before:
            message = "A reader has changed the project"
            raise FaultError(message)


def tables() -> st.SearchStrategy[bytes]:
    """Draw a table of the case, or of another case under its name."""
    drawn = []
    for table in TABLES:
        seeds = [project_file(f"data/{case}/{table}") for case in (CASE, "isil-kp")]
        drawn += [named([table], changed_rows(seeds, [SOURCE])), named([table], mutated(seeds))]
    return st.one_of(drawn)


@target(tables, share=2, examples=20)
def table(content: bytes, room: Room) -> None:
    """A table of a case, as a file."""
    name, rest = file_of(content)
    room.put(f"data/{CASE}/{name if name in TABLES else TABLES[0]}", rest)
    load(room)


def rule_tables() -> st.SearchStrategy[bytes]:
    """Draw a part of a table of rules, changed."""
    drawn = []
    for name in RULES:
        lines = project_file(f"data/{name}").split(b"\n")
        seeds = [b"\n".join([lines[0], *lines[start : start + 20]]) for start in range(1, len(lines), 40)]
        drawn += [named([name], changed_rows(seeds)), named([name], mutated(seeds))]
    return st.one_of(drawn)


@target(rule_tables, examples=4)
def rules(content: bytes, room: Room) -> None:
    """A table of rules."""
    name, rest = file_of(content)
    room.put(f"data/{name if name in RULES else RULES[0]}", rest)
    load(room)


def packages() -> st.SearchStrategy[bytes]:
    """Draw sources.json or datapackage.json."""
    drawn = []
    for name in ("sources.json", "datapackage.json"):
        seeds = [project_file(f"data/{CASE}/{name}")]
        drawn += [named([name], changed_json(seeds)), named([name], mutated(seeds, JSON))]
    return st.one_of(drawn)


JSON = (
    "[" * 20_000,
    '{"a":' * 5_000,
    "\\ud800",
    "\\u0000",
    '"id": "x", ',
    "1e999",
    "-0",
    "[1, ",
    '{"date-parts": [[1e999]]}',
)


@target(packages, examples=12)
def package(content: bytes, room: Room) -> None:
    """The records of the sources, and the Data Package."""
    name, rest = file_of(content)
    room.put(f"data/{CASE}/{name if name in ('sources.json', 'datapackage.json') else 'sources.json'}", rest)
    load(room)


@target(lambda: mutated(kept("passage", f"data/{CASE}/passages/*.txt")), examples=4)
def passage(content: bytes, room: Room) -> None:
    """A stored passage, with its own hash and with another."""
    path = room.put(f"data/{CASE}/passages/{SOURCE}.txt", content)
    if len(content) % 4:
        package = json.loads(room.project.tables(CASE).joinpath("datapackage.json").read_bytes())
        for resource in package["resources"]:
            if resource["path"] == f"passages/{path.name}":
                resource["hash"] = f"sha256:{sha256(content)}"
        room.put(f"data/{CASE}/datapackage.json", json.dumps(package).encode())
    load(room)


YAML = (
    "&a ", "*a", "&a [*a, *a]", "? ", "<<: ", "!!int ", "!!python/object:os.system ", "!!float ", "!!binary ",
    "!!set ", "!!timestamp ", "!x ", "---\n", "...\n", "%YAML 1.1\n", "- ", ": ", "|\n", ">\n  ", "[", "]", "{", "}",
    ", ", "\n", "\n  ", "\t", "'", '"', "2021-02-30", "0o17", "0b1", "1:30:00", "190:20:30.15", ".inf", "~", "yes",
    "as_of: ", "level: ", "milestones: ", "brief: ", "question: ", "earlier: ", "author: ", "correction: ",
    "{example-2023}", "x: &a [1]\ny: *a\n", "[" * 500, "- " * 500,
)  # fmt: skip


def briefs() -> st.SearchStrategy[bytes]:
    """Draw a brief: one that was changed, or one that is put together from parts of YAML."""
    seeds = [project_file(f"notebooks/parameters/{name}.yml") for name in (BRIEF, "isil-kp-2021", "gulf-crew-2019")]
    lines = [part.decode() + "\n" for part in seeds[0].split(b"\n")]
    return st.one_of(mutated(seeds, YAML, 3), mutated(seeds, YAML, 1), soup([*lines, *YAML]))


@target(briefs, share=2, examples=14)
def brief(content: bytes, room: Room) -> None:
    """A brief; the others are unharmed, and the list of what is up to date can still be made."""
    room.put("notebooks/parameters/other.yml", content.replace(BRIEF.encode(), b"other"))
    load_brief(room.project, BRIEF)
    check_project(room.project)
    statuses(room.project, room.project.briefs)
    load_brief(room.project, "other")


@target(
    lambda: st.one_of(mutated([b"place: [Kunar, Nangarhar]\nwindow:\n- 2020:2021\n"], YAML), soup(["place: ", *YAML])),
    examples=20,
)
def list_file(content: bytes, room: Room) -> None:
    """The lists of `tally expand`."""
    lists = read_lists(room.put("lists.yml", content))
    if not all(isinstance(value, str) for values in lists.values() for value in values):
        message = f"A list has something else than texts: {lists!r:.200}"
        raise FaultError(message)


def notebooks() -> st.SearchStrategy[bytes]:
    """Draw a notebook."""
    seeds = [project_file("notebooks/1-figures.ipynb")]
    return st.one_of(changed_json(seeds), mutated(seeds, JSON))


@target(notebooks, examples=6)
def notebook(content: bytes, room: Room) -> None:
    """A notebook of a build."""
    read_cells(room.put("notebooks/1-figures.ipynb", content))
    check_project(room.project)
    remarks(room.project)


def draft(room: Room) -> None:
    """Look for the draft that a notebook which is run by hand goes on with."""
    wanted = load_brief(room.project, BRIEF)
    answer(load_dossier(room.project, CASE), wanted).folder(room.project)


RECORDS = {
    "inputs.json": lambda room, folder: (record := read_record(folder)) and edited_outputs(folder, record),
    "editions.json": lambda room, folder: read_overview(folder),
    "editions/1.json": lambda room, folder: read_editions(folder),
    "change.json": lambda room, folder: load_change(folder / "change.json"),
    "drafts/00000000/draft.json": lambda room, folder: draft(room),
    "figures.csv": lambda room, folder: load_figures(folder / "figures.csv"),
    "../.failed/briefs.json": lambda room, folder: read_failures(room.project),
    "../.remembered.json": lambda room, folder: None,
}
FAILURES = b'{"made-up-example": "It failed."}'


def records() -> st.SearchStrategy[bytes]:
    """Draw a file of a published briefing."""
    drawn = []
    for name in RECORDS:
        seeds = [rest for content in kept("record") for first, rest in [file_of(content)] if first == name]
        if not seeds:
            continue
        drawn.append(named([name], mutated(seeds, JSON)))
        drawn.append(named([name], changed_rows(seeds) if name.endswith(".csv") else changed_json(seeds)))
    return st.one_of(drawn)


@target(records, examples=12)
def record(content: bytes, room: Room) -> None:
    """What a build records of itself; what is spoilt is as good as missing, or is refused in a sentence."""
    name, rest = file_of(content)
    name = name if name in RECORDS else "inputs.json"
    folder = f"reports/{BRIEF}"
    for other in kept("record"):
        first, kept_content = file_of(other)
        if first in RECORDS and first != name:
            room.put(f"{folder}/{first}", kept_content)
    room.put(f"{folder}/{name}", rest)
    statuses(room.project, [BRIEF])
    explain_staleness(room.project, BRIEF)
    RECORDS[name](room, room.project.report(BRIEF))


TABLE = f"data/{CASE}/statements.csv"
TOKEN = "0123456789abcdef"


def journals() -> st.SearchStrategy[bytes]:
    """Draw the plan of an interrupted change, and whether it was decided."""
    seeds = [rest for content in kept("journal") for _, rest in [file_of(content)]]
    return named(["commit", "plan", "new"], st.one_of(changed_json(seeds), mutated(seeds, JSON)))


@target(journals, examples=10)
def journal(content: bytes, room: Room) -> None:
    """The journal of an interrupted change, which the next command finishes, undoes or refuses."""
    name, rest = file_of(content)
    old = room.project.root.joinpath(TABLE).read_bytes()
    new = old + b"\n"
    for mark, words in (("MACHINE", platform.node()), ("OLD", sha256(old)), ("NEW", sha256(new)), ("TABLE", TABLE)):
        rest = rest.replace(mark.encode(), words.encode())
    room.put(f"data/{CASE}/.tally-{TOKEN}-0", new)
    room.put(f"data/.edit/{name if name in ('commit', 'plan', 'new') else 'commit'}", rest)
    before = room.state()
    with patch("os.fsync"):
        find_project(room.root)
    left = [name for name, stat in room.state().items() if before.get(name) != stat and not name.endswith(TABLE)]
    path = room.project.root / TABLE
    if left or (path.exists() and path.read_bytes() not in (old, new)):
        message = f"It has changed {left or TABLE}"
        raise FaultError(message)


@target(lambda: mutated(kept("result"), JSON), examples=6)
def result(content: bytes, room: Room) -> None:
    """What a worker of a cluster returns."""
    del room
    returned = unpack_result(content, BRIEF, ["briefing.html", "inputs.json"])
    if not {*returned.files} <= {"briefing.html", "inputs.json"}:
        message = f"It was taken with {[*returned.files]}"
        raise FaultError(message)


WINDOWS = (
    "2021", "2021-01", "2021-11-17", "/", "..", "?", "~", "%", "X", "-", "Y", "2021-21", "2021-3", "2021-1X-XX",
    "202X", "[", "]", "{", "}", ",", "2020..2021", "2021-01-01/2021-11-17~", "2021/2020", "2024-02-29", "E", "S2",
    "T00:00", "0", "9", "-0001", "1 ", "１",
)  # fmt: skip

VALID = (
    "2021",
    "2021-02",
    "2021-01-01/2021-11-17",
    "2023-05/2023-08",
    "2020/2021",
    "2021-01-01/..|2021-11-17",
    "2024-02-29",
)


@target(lambda: soup(WINDOWS, 6) | mutated([text.encode() for text in VALID], WINDOWS, 1), share=0.5, examples=40)
def window(content: bytes, room: Room) -> None:
    """A window in EDTF, and what is made of it."""
    text, _, as_of = content.decode("utf-8", "surrogateescape").partition("|")
    found = read_window(text, as_of)
    window_doubt(found)
    f"{found} {found!r}"
    same_days_in(found, read_window("2023-01/2024-02"))


NUMBERS = (
    "three", "hundred", "thousand", "and", "a", "dozen", "half", " ", "-", "drei", "hundert", "und", "zwanzig",
    "trois", "cent", "quatre-vingt", "dix", "doscientos", "двести", "тысяч", "ثلاثمائة", "سیصد", "三百", "万", "1,234",
    "1.234", "1 234", "1’234", "334", "12th", "No. ", "§", "(", ")", "%", "$", "million", "billion", "0", "9", "٣",
    "१", "⁵", "½", "II", "km", "\n", ",", ".",
)  # fmt: skip


@target(
    lambda: st.tuples(st.sampled_from(LANGUAGES), soup(NUMBERS)).map(
        lambda found: found[0].encode() + b"\n" + found[1]
    ),
    examples=30,
)
def number(content: bytes, room: Room) -> None:
    """Numbers in a text, in digits and in words."""
    language, rest = file_of(content)
    text = rest.decode("utf-8", "replace")
    for numeral in find_numbers(text, language):
        f"{numeral!r}"
    named_number(text.split()[:12] or [""], language)


CLAIMS = (
    "more than ", "doubled ", "tripled", "fell by ", "rose by ", "a third", "half", "50%", "50 per cent", " from ",
    " to ", "60", "334", "nearly ", "at least ", "times as many", "fivefold", "attacks", " in 2021",
    " compared with ", "last year", "verdoppelt", "um ", "ein Drittel", "a doublé", "se duplicó", "не ", "not ",
    "no ", ", ", ". ", "\n", "“", "”", "-", "–", " and ", "percentage points", "lowest ", "since 1994", "third year ",
    "in a row", "in two years", "record high", "seit ",
)  # fmt: skip
SENTENCES = ("Attacks more than doubled, from 60 in 2020 to 334 in 2021.", "Die Angriffe haben sich fast verdoppelt.")


def claims() -> st.SearchStrategy[bytes]:
    """Draw a sentence with a claim."""
    sentence = st.one_of(soup(CLAIMS, 12), mutated([text.encode() for text in SENTENCES], CLAIMS))
    return st.tuples(st.sampled_from(LANGUAGES), sentence).map(lambda found: found[0].encode() + b"\n" + found[1])


@target(claims, examples=5)
def claim(content: bytes, room: Room) -> None:
    """Claims in a sentence, and how two wordings differ."""
    from tally.records.wordings import Worded, compare_wordings

    language, rest = file_of(content)
    text = rest.decode("utf-8", "replace")[:20_000]  # a wording is a sentence
    dossier = load_dossier(room.project, CASE)
    find_claims(text, language, dossier.claim_rules, ["attacks"])
    find_series_claims(text, language, dossier.claim_rules, ["attacks"])
    first, _, second = text.partition("\n")
    compare_wordings(Worded(first, language), Worded(second, language), dossier.rules)
    word_difference(first[:2000], second[:2000])


@target(lambda: st.tuples(odd, soup(["It recorded 90 attacks. ", "\n\n", "\f", "“", "’", "-\n", "\u00ad"])).map(
    lambda found: encoded(found[0]).replace(b"\n", b" ") + b"\n" + found[1]
), examples=20)  # fmt: skip
def quotation(content: bytes, room: Room) -> None:
    """A quotation that is looked for in a text, and its places."""
    words, rest = file_of(content)
    text = rest.decode("utf-8", "replace")
    for place in find_places(words, text):
        if not (place.before + place.quotation + place.after):
            message = "A place is nowhere"
            raise FaultError(message)
    text_flaw(words)
