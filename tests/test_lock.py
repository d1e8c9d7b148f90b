"""`tally lock` holds quotations against their documents, and puts on record what it finds."""

import csv
import json
from datetime import date

import pytest

from tally.records import load_dossier
from tally.records.figures import Seen
from tally.records.tables import DataError
from web import serve

EXCELSIOR = "daily-excelsior-2022-02-04"
PAGE = """<!doctype html><html><head><title>UN report on Afghanistan</title></head><body><article><h1>UN report</h1>
<p>The report looks at the months since the takeover, and compares them with the same months of the year before.</p>
<p>Between 19 August and 31 December 2021, the United Nations recorded 152 attacks by ISIL-KP in 16 provinces,
compared with 20 attacks in 5 provinces during the same period in 2020.</p>{more}</article></body></html>"""


def page(more="", gap=False):
    """The document as it is, with another sentence in it, or with other words in the place of some."""
    whole = PAGE.replace("{more}", f"<p>{more}</p>" if more else "")
    return whole.replace("20 attacks in 5 provinces during", "20 deadly attacks during") if gap else whole


@pytest.fixture
def web():
    with serve() as running:
        yield running


@pytest.fixture
def published(copied, web):
    """Publish a source's document on the test's server, and say so in sources.json."""

    def publish(source, page, **headers):
        path = copied.data / "isil-kp" / "sources.json"
        records = json.loads(path.read_text(encoding="utf-8"))
        for record in records:
            if record["id"] == source:
                record["URL"] = web.answers(f"/{source}", page, **headers)
        path.write_text(json.dumps(records, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return copied

    return publish


def everything(folder):
    """All files of a folder, by name, without the lock that one process holds against another."""
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".lock"}


def rows(project, name="locks"):
    with (project.data / "isil-kp" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {next(iter(row.values())): row for row in csv.DictReader(file)}


def test_quotations_that_stand_there_once_are_locked(published, command):
    """Both figures are locked: with their place, the sentence as passage, its hash, and the document kept."""
    project, began = published(EXCELSIOR, page()), date.today()
    run = command("lock", EXCELSIOR, "--private")

    assert 0 == run.returncode, run.stdout + run.stderr
    assert "un-2021-autumn: locked, paragraph 3." in run.stdout
    assert "2 quotations locked, 0 not found, 0 documents not read." in run.stdout
    dossier = load_dossier(project)
    assert Seen.LOCKED is dossier["un-2021-autumn"].seen
    lock = dossier.locks["un-2021-autumn"]
    assert "paragraph 3" == lock.place
    assert began <= lock.fetched <= date.today()
    assert lock.prefix.endswith("2021, the")
    assert lock.suffix.startswith(", compared with")
    assert 1 == dossier.passages[EXCELSIOR].text.count("152 attacks")
    assert len(dossier.passages[EXCELSIOR].text.split()) < 60
    originals = project.data / "isil-kp" / "passages" / "originals"
    assert {f"{EXCELSIOR}.txt", f"{EXCELSIOR}.warc.gz"} == {path.name for path in originals.iterdir()}


def test_locking_touches_nothing_else(published, command):
    """Only the two rows of figures.csv change; a second run changes nothing but the day."""
    project = published(EXCELSIOR, page())
    before = (project.data / "isil-kp" / "figures.csv").read_text(encoding="utf-8").splitlines()
    command("lock", EXCELSIOR, "--private")
    after = (project.data / "isil-kp" / "figures.csv").read_text(encoding="utf-8").splitlines()

    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert ["un-2021-autumn", "un-2020-autumn"] == [old.split(",")[0] for old, _ in changed]
    assert all(old.replace("transcribed", "locked", 1) == new for old, new in changed)
    kept = everything(project.data / "isil-kp" / "passages") | {
        "locks": (project.data / "isil-kp" / "locks.csv").read_bytes()
    }
    command("lock", EXCELSIOR, "--private")
    again = everything(project.data / "isil-kp" / "passages") | {
        "locks": (project.data / "isil-kp" / "locks.csv").read_bytes()
    }
    assert {path for path in kept if kept[path] != again[path]} <= {
        project.data / "isil-kp" / "passages" / "originals" / f"{EXCELSIOR}.warc.gz"
    }


def test_what_is_not_found_stays_as_it_was(published, command):
    """The nearest words are shown, the figure is not touched, the other one is locked all the same."""
    project = published(EXCELSIOR, page(gap=True))
    run = command("lock", EXCELSIOR, "--private")

    assert 1 == run.returncode
    assert "un-2020-autumn: not found; it is unchanged." in run.stdout
    assert "20 {+deadly+} attacks [-in 5 provinces-] during the same period in 2020" in run.stdout
    assert Seen.TRANSCRIBED is load_dossier(project)["un-2020-autumn"].seen
    assert ["un-2021-autumn"] == list(rows(project))


def test_a_quotation_that_stands_twice_is_not_locked(published, command):
    """Which of the two was meant, nobody can say."""
    published(EXCELSIOR, page("United Nations recorded 152 attacks by ISIL-KP in 16 provinces."))
    run = command("lock", EXCELSIOR, "--private")

    assert "un-2021-autumn: found 2 times: quote more words." in run.stdout


@pytest.mark.parametrize(
    ("answer", "headers", "words"),
    [
        ("<html><body><p>We use cookies. Accept all cookies to read on.</p></body></html>", {}, "asks about cookies"),
        ("%PDF", {"Content_Type": "application/pdf"}, "is called a PDF, but is not one"),
        ("", {"status": 404}, "404 Not Found"),
    ],
)
def test_what_is_not_the_document_is_refused(published, answer, headers, words, command):
    """A wall, a false PDF or an error is named; nothing is written at all."""
    project = published(EXCELSIOR, answer, **headers)
    before = everything(project.data)
    run = command("lock", EXCELSIOR, "--private")

    assert 1 == run.returncode
    assert words in run.stdout
    assert before == everything(project.data)


def test_private_addresses_need_leave(published, command):
    """Without --private, nothing on this machine is fetched."""
    published(EXCELSIOR, page())
    run = command("lock", EXCELSIOR)

    assert "leads to this machine or a private network" in run.stdout


def test_a_file(copied, tmp_path, command):
    """A document that was saved by hand locks as well, without a network."""
    saved = tmp_path / "saved page.html"
    saved.write_text(page(), encoding="utf-8")
    run = command("lock", EXCELSIOR, "--file", str(saved))

    assert 0 == run.returncode, run.stdout + run.stderr
    assert {"un-2021-autumn", "un-2020-autumn"} == set(rows(copied))
    assert "nowhere.html: found no file" in command("lock", EXCELSIOR, "--file", "nowhere.html").stdout


def test_all(published, web, command):
    """Every source that carries a figure is reported, whatever becomes of the others."""
    project = published(EXCELSIOR, page())
    path = project.data / "isil-kp" / "sources.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    for record in records:
        if record["id"] != EXCELSIOR and record.get("URL"):
            record["URL"] = web.url("/missing")
    path.write_text(json.dumps(records, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    run = command("lock", "--all", "--private")
    carrying = set(load_dossier(project).figures["source"])

    assert 1 == run.returncode
    assert f"2 quotations locked, 0 not found, {len(carrying) - 1} documents not read." in run.stdout
    assert f"{len(carrying)} of {len(carrying)}: " in run.stderr


@pytest.mark.parametrize(
    ("now", "status", "code", "words"),
    [
        (page(), 200, 0, "unchanged since"),
        (page("Corrected on Monday."), 200, 0, "un-2021-autumn: its words are still there"),
        (page(gap=True), 200, 1, "un-2020-autumn: its words are gone: 20 {+deadly+} attacks"),
        (page(), 410, 1, "vanished. The server says 410"),
    ],
)
def test_check_says_what_changed_since(published, web, now, status, code, words, command):
    """Documents are fetched again and compared; nothing is written."""
    project = published(EXCELSIOR, page())
    command("lock", EXCELSIOR, "--private")
    web.answers(f"/{EXCELSIOR}", now, status=status)
    before = everything(project.data)
    run = command("lock", EXCELSIOR, "--check", "--private")

    assert code == run.returncode
    assert words in run.stdout
    assert before == everything(project.data)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["daily-excelsor-2022-02-04"], "Did you mean 'daily-excelsior-2022-02-04'?"),
        (["../../x"], "There is no source '../../x'"),
        ([], "name one SOURCE, or use --all"),
        (["--all", "--file", "x"], "A file belongs to one source"),
    ],
)
def test_what_is_asked_wrongly(arguments, words, command):
    """A misspelt source is named with the nearest one."""
    run = command("lock", *arguments)

    assert 1 == run.returncode
    assert words in run.stderr


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("un-2021-autumn,", "un-2021-autum,", "Did you mean 'un-2021-autumn'?"),
        ("recorded 152 attacks", "recorded 153 attacks", "the words that"),
        (f",{EXCELSIOR},", ",itic-2021,", "the source of un-2021-autumn"),
    ],
)
def test_a_lock_that_does_not_fit_is_refused(published, old, new, words, command):
    """locks.csv is held against the figures, as everything else on file."""
    project = published(EXCELSIOR, page())
    command("lock", EXCELSIOR, "--private")
    path = project.data / "isil-kp" / "locks.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=words.replace("?", r"\?")):
        load_dossier(project)
