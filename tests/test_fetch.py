"""Documents are fetched politely, within limits, and never from where they must not be."""

import gzip
import itertools
import socket
import time
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from tally.documents import FetchError, Session
from tally.documents.addresses import AddressError, resolve, shown
from tally.documents.request import Limits
from tally.documents.robots import Robots
from web import STORY, serve

SMALL = Limits(connect=2, read=2, total=1.5, raw=50_000, decoded=100_000, patience=1.5)


@pytest.fixture
def web():
    with serve() as running:
        yield running


@pytest.fixture
def session(web):
    return Session(web.address, SMALL)


def test_a_page_comes_as_it_is(web, session):
    """The bytes, the status and the headers are those of the server; it is asked with a polite name and no cookie."""
    fetched = session.fetch(web.answers("/story", STORY))

    assert STORY.encode() == fetched.content == fetched.raw
    assert (200, "text/html; charset=utf-8") == (fetched.status, fetched.header("content-type"))
    _, asked = web.asked[-1]
    assert asked["User-Agent"].startswith("Tally/")
    assert f"127.0.0.1:{web.port}" == asked["Host"]
    assert "Cookie" not in asked


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body, wbits=-15)),
    ],
)
def test_compression_is_undone(web, session, encoding, pack):
    """What came is kept as it came, and read without its compression."""
    packed = pack(STORY.encode())
    fetched = session.fetch(web.answers("/story", packed, Content_Encoding=encoding))

    assert packed == fetched.raw
    assert STORY.encode() == fetched.content


def test_redirects_are_followed(web, session):
    """The address in the end is kept beside the one that was asked for."""
    web.answers("/b", STORY)
    fetched = session.fetch(web.answers("/a", status=301, Location="/b#part"))

    assert (web.url("/a"), web.url("/b")) == (fetched.url, fetched.final_url)


def test_redirects_in_a_circle(web, session):
    """A circle is named, not followed for ever; so is a chain without end."""
    web.answers("/b", status=302, Location="/a")
    with pytest.raises(FetchError, match="round in a circle"):
        session.fetch(web.answers("/a", status=302, Location="/b"))
    for step in range(9):
        web.answers(f"/{step}", status=302, Location=f"/{step + 1}")
    with pytest.raises(FetchError, match="more than 5 times"):
        session.fetch(web.url("/0"))


def test_cookies_are_neither_kept_nor_sent(web, session):
    """What a server sets on one answer is not sent with the next request."""
    web.answers("/b", STORY)
    session.fetch(web.answers("/a", status=302, Location="/b", Set_Cookie="id=1; Path=/"))

    assert all("Cookie" not in headers for _, headers in web.asked)


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "404 Not Found.*may have moved"), (410, "taken down"), (403, "does not admit programs"), (500, "500")],
)
def test_refusals_say_what_may_help(web, session, status, words):
    """Each refusal of a server is one clear sentence with what to do."""
    with pytest.raises(FetchError, match=words):
        session.fetch(web.answers("/story", "x", status=status))


def test_a_server_that_asks_to_wait_is_waited_for(web, session):
    """After 429 the page is asked for again, when the server said."""
    answers = iter([429, 200])

    def answer(request):
        status = next(answers)
        request.send_response(status)
        request.send_header("Retry-After", "1")
        request.send_header("Content-Length", "2")
        request.end_headers()
        request.wfile.write(b"ok")

    web.pages["/busy"] = answer
    started = time.monotonic()

    assert b"ok" == session.fetch(web.url("/busy")).content
    assert time.monotonic() - started >= 1


@pytest.mark.parametrize("wait", ["3600", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_a_server_that_asks_to_wait_long_is_left(web, session, wait):
    """Nobody is kept waiting for an hour: the message says how long the server wants."""
    with pytest.raises(FetchError, match="asks to wait"):
        session.fetch(web.answers("/busy", status=429, Retry_After=wait))


def test_a_slow_drip_is_given_up(web, session):
    """A server that sends a byte now and then does not hold anybody up."""
    with pytest.raises(FetchError, match="took too long"):
        session.fetch(web.streams("/drip", itertools.repeat(b"x"), pause=0.2))  # which never ends by itself


def test_an_endless_body_is_given_up(web, session):
    """A body without end stops at the limit."""
    with pytest.raises(FetchError, match="too large: more than 50,000 bytes"):
        session.fetch(web.streams("/endless", itertools.repeat(b"x" * 4096)))


def test_a_small_body_that_would_be_huge(web, session):
    """What would come out of a compression is limited too, and not worked out beyond that."""
    with pytest.raises(FetchError, match="without its compression"):
        session.fetch(web.answers("/bomb", gzip.compress(b"\0" * 40_000_000), Content_Encoding="gzip"))


def test_robots_are_respected(web, session):
    """What a host asks of programs is kept to; the page itself is not asked for."""
    web.answers("/robots.txt", "User-agent: *\nDisallow: /private/", Content_Type="text/plain")
    web.answers("/open", STORY)
    session.fetch(web.url("/open"))
    with pytest.raises(FetchError, match=r"robots\.txt"):
        session.fetch(web.answers("/private/story", STORY))

    assert ["/robots.txt", "/open"] == [path for path, _ in web.asked]


@pytest.mark.parametrize(
    ("rules", "path", "may"),
    [
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdfx", True),
        ("User-agent: *\nDisallow: /\nAllow: /open/", "/open/a", True),
        ("User-agent: *\nDisallow: /private/*/draft", "/private/x/draft", False),
        ("User-agent: Tally\nDisallow:\n\nUser-agent: *\nDisallow: /", "/x", True),
        ("User-agent: tally\nDisallow: /", "/x", False),
        ("\ufeffUser-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow: /p\u00e9", "/p%C3%A9", False),
        ("<html>no rules</html>", "/x", True),
        ("User-agent: *\nDisallow: " + "/*a" * 40 + "$", "/" + "a" * 90 + "b", True),
    ],
)
def test_robots_are_read_as_the_standard_says(rules, path, may):
    """Wildcards, ends, the longest rule, and a group for Tally alone (RFC 9309)."""
    assert may == Robots.read(rules).allow(f"https://example.org{path}")


def test_robots_of_a_server_in_trouble(web, session):
    """Where the rules cannot be read, nothing is taken."""
    web.answers("/robots.txt", status=500)
    with pytest.raises(FetchError, match=r"robots\.txt"):
        session.fetch(web.answers("/story", STORY))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1/x", "private network"),
        ("http://localhost/x", "private network"),
        ("http://[::1]/x", "private network"),
        ("http://[::ffff:127.0.0.1]/x", "private network"),
        ("http://169.254.169.254/latest/meta-data", "private network"),
        ("http://10.0.0.1/x", "private network"),
        ("http://0.0.0.0/x", "private network"),
        ("http://2130706433/x", "private network"),
        ("file:///etc/passwd", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("https://user:hunter2@example.org/x", "user name or password"),
        ("https://example.org/a b", "a space"),
        ("https://example.org/\0", "control character"),
        ("https://example.org:port/", "not a web address"),
    ],
)
def test_what_must_not_be_fetched(url, words):
    """Private addresses, other schemes and credentials are refused before anything is sent, whatever their spelling."""
    with pytest.raises(AddressError, match=words) as caught:
        resolve(url)

    assert "hunter2" not in str(caught.value)


def test_a_redirect_to_a_private_address_is_refused(web):
    """An address that may be fetched cannot lead to one that may not."""
    with serve() as other:
        other.answers("/secret", "secret")
        moved = web.answers("/story", status=302, Location=other.url("/secret"))
        with pytest.raises(FetchError, match="private network"):
            Session(web.address, SMALL).fetch(moved)

        assert [] == other.asked


def test_the_address_that_was_checked_is_connected_to(web, monkeypatch):
    """A name that leads elsewhere the second time changes nothing: it is looked up once."""
    real, looked_up = socket.getaddrinfo, []

    def once(host, *rest, **named):
        looked_up.append(host)
        return real("127.0.0.1" if host == "news.example" else host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    web.answers("/story", STORY)
    open_to_it = Session(frozenset({f"news.example:{web.port}"}), SMALL)

    assert STORY.encode() == open_to_it.fetch(f"http://news.example:{web.port}/story").content
    assert f"news.example:{web.port}" == web.asked[-1][1]["Host"]
    assert {"news.example", "127.0.0.1"} == set(looked_up)


def test_nobody_there():
    """A port that nobody listens at is a sentence, not a traceback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match=r"could not be read.*offline"):
        Session(frozenset({f"127.0.0.1:{port}"}), SMALL).fetch(f"http://127.0.0.1:{port}/x")


def test_messages_hold_no_secrets():
    """Neither a password nor a key in the query gets into a message."""
    assert "https://example.org/x?…" == shown("https://me:pw@example.org/x?access_token=abc&page=2")
    assert "https://example.org/x?page=2" == shown("https://example.org/x?page=2")


def test_many_at_once_take_turns(web, session):
    """From one host, documents are fetched one at a time, and its rules are read once."""
    at_once, most = [0], [0]

    def answer(request):
        at_once[0] += 1
        most[0] = max(most[0], at_once[0])
        time.sleep(0.02)
        at_once[0] -= 1
        request.send_response(200)
        request.send_header("Content-Length", "0")
        request.end_headers()

    for number in range(8):
        web.pages[f"/{number}"] = answer
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: session.fetch(web.url(f"/{number}")), range(8)))

    assert 1 == most[0]
    assert 1 == [path for path, _ in web.asked].count("/robots.txt")
