"""Whatever a server answers, it is reported in time and in a sentence, and the other documents are read."""

import dataclasses
import itertools
import json
import re
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from hostile_answers import (
    ENDLESS,
    MISSING,
    PAGE,
    STATUS,
    always,
    anew,
    drip,
    moved,
    page,
    page_answers,
    robots_answers,
    silence,
)
from hostile_web import serve_badly
from limits import LIMIT, waited
from tally.documents import FetchError, GoneError, Session, pack_fetched
from tally.documents.addresses import AddressError, resolve
from tally.documents.request import Limits
from tally.documents.robots import Robots
from tally.locking import because, examine, examine_all
from web import STORY, serve

ANYTHING = frozenset({"*"})
SMALL = Limits(connect=0.4, read=0.4, total=0.6, raw=600_000, decoded=900_000, patience=0.3)
EXCELSIOR = "daily-excelsior-2022-02-04"


@pytest.fixture(autouse=True)
def numbers_only(monkeypatch):
    """Only addresses in numbers are found, so that no test asks the network."""
    real = socket.getaddrinfo

    def find(host, *rest, **named):
        if not re.fullmatch(r"[0-9a-f.:x]+", host.decode() if isinstance(host, bytes) else host):
            raise socket.gaierror(socket.EAI_NONAME, "not known")
        return real(host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", find)


@pytest.fixture
def listed(dossier):
    """A case whose sources have these addresses."""
    record = next(iter(dossier.sources.values()))

    def make(addresses):
        sources = {name: dataclasses.replace(record, url=url) for name, url in addresses.items()}
        return dataclasses.replace(dossier, sources=sources)

    return make


def in_time(run):
    """Run something in a thread that may not take longer than a test's limit."""
    results = []
    thread = threading.Thread(target=lambda: results.append(run()), daemon=True)
    thread.start()
    thread.join(LIMIT)
    assert results, "It has not ended."
    return results[0]


def test_every_answer_ends_in_a_document_or_a_sentence(listed):
    """Each of some hundred answers, for a page and for robots.txt, ends in time, and no answer spoils another one."""
    with serve_badly(page_answers() | robots_answers()) as addresses:
        secure = {name: url.replace("http", "https", 1) for name, url in addresses.items() if name.startswith("TLS")}
        session = Session(ANYTHING, SMALL)
        case = listed(addresses | secure)
        results = in_time(lambda: {one.source: one for one in examine_all(case, [*case.sources], session)})

    assert results.keys() == addresses.keys()
    assert results["good"].content == PAGE
    assert not [name for name, one in results.items() if one.unexpected]
    assert not [name for name, one in results.items() if len(one.refused) > 600 or not one.refused.isprintable()]
    refused = {name for name, one in results.items() if one.refused}
    assert refused >= {
        name for name in results if re.match(r"(robots: )?(endless|reset)|TLS|location|wait [0-9]", name)
    }
    assert refused >= {f"status {name}" for name in STATUS}
    assert len(refused) < len(results) - 100
    for number, one in enumerate(one for one in results.values() if one.fetched):
        pack_fetched(f"source-{number}", one.fetched, one.read)


@pytest.mark.parametrize("private", [frozenset(), ANYTHING])
def test_no_answer_leads_to_another_machine(listed, monkeypatch, private):
    """Unless private addresses are allowed, a redirect makes no connection but to the server itself."""
    connect, reached = socket.create_connection, set()

    def note(address, *rest, **named):
        reached.add(address[0])
        if address[0] != "127.0.0.1":
            raise ConnectionRefusedError
        return connect(address, *rest, **named)

    monkeypatch.setattr(socket, "create_connection", note)
    pages = {name: answer for name, answer in page_answers().items() if name.startswith("location")}
    with serve_badly(pages) as addresses:
        hosts = {url.removeprefix("http://").removesuffix("/page") for url in addresses.values()}
        case = listed(addresses)
        list(examine_all(case, [*addresses], Session(private or frozenset(hosts), SMALL)))

    assert reached == {"127.0.0.1"} or private


def test_all_sources_of_a_case(copied, command, monkeypatch):
    """`tally lock --all` says for each source why it was not read, and locks what it found; nothing raw is printed."""
    monkeypatch.setattr("tally.documents.Session", partial(Session, limits=SMALL))
    path = copied.data / "isil-kp" / "sources.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    carrying = {one["id"] for one in records if one.get("URL")}
    words = (
        "Between 19 August and 31 December 2021, the United Nations recorded 152 attacks by ISIL-KP in 16 provinces, "
    )
    words += "compared with 20 attacks in 5 provinces during the same period in 2020."
    good = page(body=PAGE.replace(b"</body>", f"<p>{words}</p></body>".encode()))
    answers = {
        "gzip": page(b"Content-Encoding: gzip", body=b"x" * 40), "raw": STATUS["escapes"],
        "location": moved("http://["),
        "hidden": STATUS["hidden letters"], "late": page(body=PAGE.replace(b"country", b"coun\0try")),
    }  # fmt: skip
    pages = {name: always(answer) for name, answer in (answers | {"good": good}).items()}
    pages["drip"] = anew(ENDLESS["headers that drip"])
    with serve_badly({name: (answer, always(MISSING)) for name, answer in pages.items()}) as addresses:
        names = itertools.chain(addresses, itertools.cycle(["gzip", "location", "raw", "hidden", "late"]))
        for record in records:
            if record["id"] in carrying:
                record["URL"] = addresses["good" if record["id"] == EXCELSIOR else next(names)]
        path.write_text(json.dumps(records, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        run = in_time(lambda: command("lock", "--all", "--private"))

    assert 1 == run.returncode
    assert "2 quotations locked" in run.stdout
    for line in run.stdout.splitlines()[:-1]:
        assert re.match(r"[a-z0-9-]+: (not read, because [a-z0-9]|\d+ quotation)|  ", line), line
    assert all(letter.isprintable() or letter == "\n" for letter in run.stdout + run.stderr)
    assert "Traceback" not in run.stdout + run.stderr


def test_an_error_that_nobody_expected(listed, monkeypatch, tmp_path):
    """It is called that, its details are written to a file, and the next source is read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)

    def fail(_, url):
        raise KeyError(url)

    monkeypatch.setattr(Session, "fetch", fail)
    case = listed({"one": "http://127.0.0.1/a", "two": "http://127.0.0.1/b"})
    for result in examine_all(case, ["one", "two"], Session()):
        assert result.unexpected
        assert re.match(
            r"because of an unexpected error \(KeyError: 'http://127.0.0.1/[ab]'\)\. The details are in .+\.txt\.$",
            because(result.refused),
        )


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("The server says 404.", "because the server says 404."),
        ("It has no address.", "because it has no address."),
        ("Report.html is too large.", "because Report.html is too large."),
        ("example.org took too long.", "because example.org took too long."),
    ],
)
def test_a_sentence_becomes_a_clause(sentence, clause):
    """A name keeps its capital letter."""
    assert clause == because(sentence)


def test_few_documents_are_kept_in_memory(listed, monkeypatch):
    """Documents that nobody has taken yet hold up the next ones; who stops waiting holds up nobody."""
    examined = []
    monkeypatch.setattr("tally.locking.together.examine", lambda _, source, *__: examined.append(source))
    case = listed({str(number): "" for number in range(100)})
    results = examine_all(case, [*case.sources], Session())
    next(results)
    time.sleep(0.05)

    assert len(examined) <= 17
    results.close()
    waited(lambda: not [one for one in threading.enumerate() if one.name.endswith("(read)")], "no thread is left")


@pytest.mark.parametrize(
    "answers",
    [
        {"/page": moved("/1"), **{f"/{number}": moved(f"/{number + 1}") for number in range(1, 5)}, "/5": page()},
        {"/page": moved("/1"), "/1": drip(page()[:-40])},
        {"/robots.txt": moved("/1"), "/1": moved("/2"), "/2": moved("/3"), "/3": page(), "/page": page()},
        {"/robots.txt": page(status=b"404 No", body=b""), "/page": silence()},
    ],
)
def test_one_deadline_for_all_requests(answers):
    """Redirects, robots.txt and the page share one limit: many answers that each come in time end like a slow one."""

    def answer(path):
        yield 0.15
        found = answers.get(path, page(status=b"404 Not Found", body=b""))
        yield from [found] if isinstance(found, bytes) else found

    with serve_badly({"slow": (answer, answer)}) as addresses:
        started = time.monotonic()
        with pytest.raises(FetchError, match="took too long"):
            Session(ANYTHING, dataclasses.replace(SMALL, total=0.4)).fetch(addresses["slow"])

        assert time.monotonic() - started < 5


def test_a_wait_longer_than_what_is_left():
    """A server that asks to wait is left if the deadline would pass meanwhile."""
    with serve() as web:
        url = web.answers("/busy", status=503, Retry_After="1")
        with pytest.raises(FetchError, match="asks to wait 1 seconds"):
            Session(web.address, Limits(total=0.5, patience=9)).fetch(url)


def test_the_turn_of_others_takes_no_time():
    """The time for a document starts when its host has time for it: what others take is not counted."""
    with serve() as web:

        def answer(request):
            time.sleep(0.3)
            request.send_response(200)
            request.end_headers()

        web.pages["/slow"] = answer
        session = Session(web.address, Limits(total=0.7))
        with ThreadPoolExecutor(4) as pool:
            documents = list(pool.map(lambda number: session.fetch(web.url(f"/slow?{number}")), range(4)))

    assert [200] * 4 == [document.status for document in documents]


def test_a_name_that_nobody_answers_for(monkeypatch):
    """A look-up that hangs ends with the limit for connecting."""
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: released.wait(LIMIT))
    with pytest.raises(FetchError, match=r"slow\.example was not found in time"):
        Session(limits=SMALL).fetch("http://slow.example/")
    released.set()


def test_a_document_that_is_gone_is_told_from_one_that_was_not_read(listed):
    """Only a server that says so makes a document vanish."""
    with serve() as web:
        for status, gone in ((404, True), (410, True), (500, False), (403, False)):
            with pytest.raises(FetchError) as caught:
                Session(web.address, SMALL).fetch(web.answers("/story", STORY, status=status))
            assert gone is isinstance(caught.value, GoneError)
        assert not examine(listed({"x": "http://127.0.0.1:9/"}), "x", Session(ANYTHING, SMALL)).gone


@pytest.mark.parametrize("name", ["parse", "can_fetch"])
def test_rules_that_cannot_be_read(monkeypatch, name):
    """Any error of the package that reads robots.txt is a sentence."""

    def fail(*_):
        raise RecursionError("too deep")

    monkeypatch.setattr(f"protego.Protego.{name}", fail)
    with serve() as web:
        web.answers("/robots.txt", "User-agent: *\nDisallow: /x")
        url = web.answers("/story", STORY)
        with pytest.raises(FetchError, match=r"robots\.txt of 127\.0\.0\.1 cannot be read \(too deep\)"):
            Session(web.address, SMALL).fetch(url)


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: a\nUser-agent: *\nDisallow: /", False),
        ("User-agent: a\nDisallow: /", True),
        ("User-agent: a\nDisallow: /\nUser-agent: TALLY # us\nDisallow: /no", True),
        ("User agent: a\nSitemap: http://[\nCrawl-delay: x\nUser-agent tally\nDisallow: /", False),
        ("\u00a0User-agent: tal*ly*\nDisallow: /", False),
        ("User-agent: a\nUser-agent: b\nHost: x\nDisallow: /\n\nUser-agent: tally\nAllow: /", True),
        ("User-agent: *\nDisallow: /\nUser-agent: others\nAllow: /", False),
    ],
)
def test_only_rules_for_tally_are_kept(rules, allowed):
    """What a host asks of other programs is forgotten, and changes nothing for Tally."""
    assert allowed == Robots.read(rules).allow("https://example.org/x")


@pytest.mark.parametrize(
    "host",
    ["64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::1", "::7f00:1", "::ffff:10.0.0.1", "::", "::1"],
)
def test_private_addresses_inside_public_ones(host):
    """An IPv6 address that stands for a private IPv4 address is private."""
    with pytest.raises(AddressError, match="private network"):
        resolve(f"http://[{host}]/")


@pytest.mark.parametrize(
    "url", ["http://example.org/\ud800", "http://" + "a" * 9_000, "http://[", "http://\u2100/", ""]
)
def test_what_is_no_address(url):
    """An address that cannot be one is refused in a short sentence that can be printed."""
    with pytest.raises(AddressError) as caught:
        resolve(url)

    assert len(str(caught.value)) < 400
    assert str(caught.value).isprintable()
