"""Whatever workers return and whenever a cluster is lost, it is a sentence, and the other briefings are built."""

import gc
import pickle
import re
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import dask
import pytest

from conftest import copy_project
from limits import LIMIT, ended, waited
from tally.build.cluster import ClusterError, build_on_cluster, client, connection
from tally.build.cluster.guard import UntrustedError, no_unpickling, words
from tally.build.cluster.packing import outputs
from tally.build.cluster.results import ResultError, WorkerResult, pack_result, unpack_result
from tally.build.progress import Lines
from tally.cli.main import main

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # what Dask leaves open
BRIEF, OTHER = "isil-kp-2021", "made-up-example"
FILES = {"change.json": b"{}", "briefing.html": b"<p>page</p>", "editions/1.json": b"{}"}


def good(brief, **changes):
    """The result of a build that went well."""
    return pack_result(brief, WorkerResult(1.5, FILES | changes))


class Fake:
    """A scheduler and two workers, and what they do with each brief."""

    def __init__(self, folder, *certificate):
        self.folder, folder_log = folder, folder / "log"
        folder.mkdir()
        with folder_log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, Path(__file__).with_name("fake_cluster.py"), folder, *certificate],
                stdin=subprocess.PIPE, stdout=log, stderr=log,
            )  # fmt: skip
        self.address = waited(lambda: (folder / "address").exists() and (folder / "address").read_text(), folder_log)

    def answer(self, brief, kind, rest=b""):
        """Say what a worker does with a brief."""
        (self.folder / f"{brief}.calls").unlink(missing_ok=True)
        (self.folder / brief).write_bytes(kind.encode() + b"\n" + rest)

    def calls(self, brief):
        """The addresses of the workers that were asked for a brief."""
        return (self.folder / f"{brief}.calls").read_text().split()

    def ran(self):
        """The kinds of pickles that were unpickled elsewhere than in the cluster's own process."""
        return [path.name for path in self.folder.glob("ran-*") if not path.name.endswith(f"-{self.process.pid}")]

    def stop(self):
        self.process.stdin.close()
        ended(self.process)


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    fake = Fake(tmp_path_factory.mktemp("faults") / "cluster")
    yield fake
    fake.stop()
    gc.collect()  # connections that Dask has left open, before another test is blamed for them


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return copy_project(tmp_path_factory.mktemp("faults-project"))


@pytest.fixture
def fake(started, monkeypatch):
    """A cluster that does nothing evil, and short limits of time."""
    monkeypatch.setattr(connection, "CONNECT_TIMEOUT", 3)
    monkeypatch.setattr(client, "RESULT_TIMEOUT", 3)
    (started.folder / "fingerprint").unlink(missing_ok=True)
    for brief in (BRIEF, OTHER):
        started.answer(brief, "bytes", good(brief))
    return started


@pytest.fixture
def build(place, monkeypatch, capsys):
    """Build the two briefs on a cluster, and return what was published and what failed."""

    def run(address):
        published = {}

        def publish(_, brief, folder, __):
            files = (path for path in (folder / brief).rglob("*") if path.is_file())
            published[brief] = {path.relative_to(folder / brief).as_posix(): path.read_bytes() for path in files}

        monkeypatch.setattr(client, "publish_executed", publish)
        results = build_on_cluster(place, [BRIEF, OTHER], address, limit=60, progress=Lines(2))
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        assert all(letter.isprintable() or letter == "\n" for letter in shown.out + shown.err)
        assert {BRIEF, OTHER} == {outcome.brief for outcome in results}
        assert not list(place.reports.glob(".*-*"))
        return published, {outcome.brief: outcome.failure for outcome in results if outcome.failure}

    return run


def test_good_results_are_published(fake, build):
    """Each file comes back as it was, whatever workers say meanwhile."""
    fake.answer(OTHER, "events", good(OTHER))
    published, failed = build(fake.address)

    assert {BRIEF: FILES, OTHER: FILES} == published
    assert {} == failed
    assert [] == fake.ran()


def changed(start, end, by=b""):
    """A result with some bytes changed, and a hash that does not fit."""
    content = good(BRIEF)
    return content[:start] + by + content[end:]


def hashed(rest, length):
    """A result with any content, and a hash that fits."""
    from hashlib import sha256

    return b"tally result 1 %s %d\n%s" % (sha256(rest).hexdigest().encode(), length, rest)


def described(description, files=b""):
    """A result with any description, and a hash that fits."""
    return hashed(description + files, len(description))


def of(seconds=b"1", failure=b"", files=b"", further=b"", content=b""):
    """A result whose description has these parts."""
    start = b'{"brief":"%s","seconds":%s,"failure":"%s"' % (BRIEF.encode(), seconds, failure)
    return described(start + b',"files":[%s]%s}' % (files, further), content)


ONE = b'{"name":"change.json","size":%s}'
NO_RESULTS = {
    "nothing": b"", "garbage": bytes(range(256)), "a pickle": pickle.dumps(b"x"), "cut": good(BRIEF)[:-1],
    "a bit": changed(-3, -2, b"!"), "more": good(BRIEF) + b"x", "another version": changed(13, 14, b"2"),
    "another briefing": good(OTHER), "a path": good(BRIEF, **{"../../out": b"x"}),
    "a root": good(BRIEF, **{"/out": b"x"}), "a file": good(BRIEF, **{"notes.txt": b"x"}),
    "an edition's path": good(BRIEF, **{"editions/../1.json": b"x"}), "a NUL": good(BRIEF, **{"a\0": b"x"}),
    "an edition of letters": good(BRIEF, **{"editions/1x.json": b"x"}), "no JSON": described(b"x"),
    "a list": described(b"[]"), "no fields": described(b"{}"), "deep": described(b"[" * 100_000),
    "a large number": of(b"1e999"), "a NaN": of(b"NaN"), "a negative time": of(b"-1"),
    "a number of 5,000 digits": of(b"9" * 5_000), "a negative size": of(files=ONE % b"-1"),
    "a size of text": of(files=ONE % b'"1"', content=b"x"), "half a size": of(files=ONE % b"0.5", content=b"x"),
    "a size too large": of(files=ONE % b"9", content=b"x"), "a size too small": of(files=ONE % b"1", content=b"xy"),
    "a file twice": of(files=ONE % b"1" + b"," + ONE % b"1", content=b"xy"), "a field too many": of(further=b',"x":1'),
    "half a letter": of(failure=b"\xff"), "a length too large": hashed(b"{}", 9_999_999),
    "a failure of 100 kB": of(failure=b"x" * 100_000), "a description of 2 MB": of(failure=b"x" * 2_000_000),
    "a text": "x", "a number": 5, "none": None, "a mapping": {"a": b"b"}, "an array": bytearray(good(BRIEF)),
    "a list of bytes": [good(BRIEF)],
}  # fmt: skip


@pytest.mark.parametrize("name", NO_RESULTS)
def test_what_is_no_result(name, place):
    """It is refused in a short sentence, before anything of it is written."""
    with pytest.raises(ResultError, match=r"^A worker") as caught:
        unpack_result(NO_RESULTS[name], BRIEF, outputs(place))

    assert len(str(caught.value)) < 300
    assert str(caught.value).isprintable()


def test_results_have_limits(place, monkeypatch):
    """Too many bytes and too many files are refused, by the worker as by the one who asked."""
    monkeypatch.setattr("tally.build.cluster.results.MOST", 100)
    with pytest.raises(ResultError, match="at most 100 are read"):
        unpack_result(good(BRIEF), BRIEF, outputs(place))
    with pytest.raises(ValueError, match="files"):
        pack_result(BRIEF, WorkerResult(1, {f"editions/{number}.json": b"" for number in range(3_000)}))


@pytest.mark.parametrize(
    ("kind", "rest", "words"),
    [
        ("evil", b"", "not a result"),
        ("evil in a list", b"", "not a result"),
        ("evil error", b"", "could not run it"),
        ("error", b"", r"could not run it \(ValueError \[U\+001B\]\[31mno\[U\+202E\]\)"),
        ("text", b"", "returned str"),
        ("none", b"", "returned NoneType"),
        ("map", b"", "returned dict"),
        ("set", b"", "not a result|returned"),
        ("bytes", b"garbage", "not a result"),
        ("bytes", good(OTHER), "another briefing"),
        (
            "bytes",
            pack_result(BRIEF, WorkerResult(1, failure="2-change: \x1b[31mTypeError")),
            r"\[U\+001B\]\[31mTypeError",
        ),
    ],
)
def test_a_worker_that_lies(fake, build, kind, rest, words):
    """It is tried again elsewhere, then one sentence says so; nothing that it sent is run, and the others are built."""
    fake.answer(BRIEF, kind, rest)
    published, failed = build(fake.address)

    assert {OTHER: FILES} == published
    assert [BRIEF] == list(failed)
    assert re.search(words, failed[BRIEF]), failed[BRIEF]
    assert [] == fake.ran()
    assert kind in ("evil error", "error") or "TypeError" in failed[BRIEF] or 2 == len({*fake.calls(BRIEF)})


@pytest.mark.parametrize("kind", ["evil type", "events", "once", "once dies"])
def test_a_worker_that_lies_or_dies_once(fake, build, kind):
    """What another worker then returns is published."""
    rest = good(BRIEF) if kind in ("evil type", "events") else b"bytes\n" + good(BRIEF)
    fake.answer(BRIEF, kind, rest)

    assert ({BRIEF: FILES, OTHER: FILES}, {}) == build(fake.address)
    assert [] == fake.ran()


@pytest.mark.parametrize(
    ("kind", "words"),
    [("dies", ""), ("evil", "cannot run Tally|does not answer"), ("evil error", "cannot run Tally|does not answer")],
)
def test_a_worker_that_dies_or_lies_while_tally_connects(fake, build, kind, words):
    """If one dies, the others build; a lie about its versions is a sentence. Nothing that it sent is run."""
    (fake.folder / "fingerprint").write_text(kind)
    if words:
        with pytest.raises(ClusterError, match=words):
            build(fake.address)
    else:
        assert ({BRIEF: FILES, OTHER: FILES}, {}) == build(fake.address)
    assert [] == fake.ran()


def test_a_worker_with_other_versions(fake, build):
    """What differs is named with both values, and nothing is built."""
    (fake.folder / "fingerprint").write_text("other")
    with pytest.raises(
        ClusterError, match=r"has other versions: the code in src is [0-9a-f]{12} here and \[U\+001B\]\[31moth"
    ):
        build(fake.address)
    assert not (fake.folder / f"{BRIEF}.calls").exists()


def test_the_command_with_no_scheduler(place, monkeypatch, capsys):
    """One sentence, and exit status 1."""
    monkeypatch.setattr(connection, "CONNECT_TIMEOUT", 0.3)
    monkeypatch.chdir(place.root)

    assert 1 == main(["build", BRIEF, "--scheduler", "tcp://127.0.0.1:9"])
    shown = capsys.readouterr()
    assert "tally: No scheduler answers at tcp://127.0.0.1:9. Start one with: dask scheduler" in shown.err
    assert "Traceback" not in shown.err


def test_a_worker_that_always_dies(fake, build):
    """A briefing that kills each worker is given up, and the others are built."""
    fake.answer(BRIEF, "dies")
    published, failed = build(fake.address)

    assert ({OTHER: FILES}, [BRIEF]) == (published, list(failed)), failed
    assert "Each worker that tried to build it died" in failed[BRIEF]


class Proxy:
    """A way to the scheduler that can be cut after a number of pieces from it, once or for ever."""

    def __init__(self, address, pieces, *, again):
        self.target, self.pieces, self.again, self.ended, self.open = address, pieces, again, False, []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self.listening.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        self.listening.settimeout(LIMIT)
        with suppress(OSError):
            while True:
                here = self.listening.accept()[0]
                there = socket.create_connection(self.target.removeprefix("tcp://").split(":"), timeout=LIMIT)
                self.open += [here, there]
                if self.ended:
                    here.close()
                    there.close()
                for ends in ((here, there), (there, here)):
                    threading.Thread(target=self.forward, args=(*ends, ends[0] is there), daemon=True).start()

    def forward(self, source, target, counted):
        with suppress(OSError):  # either end may be closed by now, which ends this too
            source.settimeout(LIMIT)
            while piece := source.recv(1 << 20):
                if counted:
                    self.pieces -= 1
                    if self.pieces == 0:
                        self.cut()
                        return
                target.sendall(piece)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self):
        if not self.again:
            self.ended = True
            self.close()
        for end in self.open:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def close(self):
        with suppress(OSError):
            self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()


@contextmanager
def proxied(address, pieces, *, again):
    proxy = Proxy(address, pieces, again=again)
    try:
        yield proxy
    finally:
        proxy.pieces, proxy.again = 0, False
        proxy.cut()


def test_a_scheduler_lost_at_any_moment(fake, build, monkeypatch):
    """Cut after every second piece that it sends, from the first to the last: results, or a sentence for each brief."""
    monkeypatch.setattr(connection, "CONNECT_TIMEOUT", 0.3)
    with proxied(fake.address, -1, again=False) as proxy:
        assert ({BRIEF: FILES, OTHER: FILES}, {}) == build(proxy.address)
        pieces = -1 - proxy.pieces
    said = set()
    for piece in range(1, pieces + 1, 2):
        with proxied(fake.address, piece, again=False) as proxy:
            try:
                published, failed = build(proxy.address)
                said.update(failed.values())
                assert published.keys() | failed.keys() == {BRIEF, OTHER}
                assert all(files == FILES for files in published.values())
            except ClusterError as error:
                said.add(str(error))
    losses = r"(No scheduler answers at|The scheduler at \S+ was lost|The connection to \S+ was lost)\b"
    assert not [one for one in said if not re.match(losses, one)]
    assert len(said) > 1


@pytest.mark.parametrize("piece", range(4, 40, 12))
def test_a_scheduler_that_comes_back(fake, build, monkeypatch, piece):
    """What was not yet built is sent again."""
    monkeypatch.setattr(connection, "CONNECT_TIMEOUT", 1)
    with proxied(fake.address, piece, again=True) as proxy:
        assert ({BRIEF: FILES, OTHER: FILES}, {}) == build(proxy.address)


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\0" * 64, b"\xff" * 64, pickle.dumps({})]
)
def test_what_is_no_scheduler(build, monkeypatch, answer):
    """A port where something else listens, or nothing answers, is a sentence."""
    monkeypatch.setattr(connection, "CONNECT_TIMEOUT", 0.3)
    listening = socket.create_server(("127.0.0.1", 0))

    def accept():
        listening.settimeout(LIMIT)
        with suppress(OSError), ExitStack() as stack:
            while True:
                stack.enter_context(listening.accept()[0]).sendall(answer)

    threading.Thread(target=accept, daemon=True).start()
    with pytest.raises(ClusterError, match="No scheduler answers at"):
        build(f"tcp://127.0.0.1:{listening.getsockname()[1]}")
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    connection._unended.clear()  # the guard stays where a connection may still be open


def test_encryption(tmp_path, build, monkeypatch):
    """With certificates in Dask's settings, tls:// works; without them, a sentence names the settings."""
    monkeypatch.setattr(connection, "CONNECT_TIMEOUT", 1)
    certificate, key = str(tmp_path / "certificate.pem"), str(tmp_path / "key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
         "-subj", "/CN=test", "-out", certificate, "-keyout", key], check=True, capture_output=True, timeout=LIMIT,
    )  # fmt: skip
    fake = Fake(tmp_path / "cluster", certificate, key)
    for brief in (BRIEF, OTHER):
        fake.answer(brief, "bytes", good(brief))
    assert fake.address.startswith("tls://")
    with pytest.raises(ClusterError, match="DASK_DISTRIBUTED__COMM__TLS__CA_FILE"):
        build(fake.address)
    settings = {"ca-file": certificate, "client.cert": certificate, "client.key": key}
    with dask.config.set({f"distributed.comm.tls.{name}": value for name, value in settings.items()}):
        assert ({BRIEF: FILES, OTHER: FILES}, {}) == build(fake.address)
        with pytest.raises(ClusterError, match="No scheduler answers"):
            build(fake.address.replace("tls:", "tcp:"))
    fake.stop()


def test_nothing_is_unpickled_that_names_something():
    """The guard refuses wherever something is unpickled, and ends with the connection."""
    content = pickle.dumps({"a": [1, Path("x")]})
    with no_unpickling():
        assert {"a": [1, b"x"]} == pickle.loads(pickle.dumps({"a": [1, b"x"]}))
        for loads in (pickle.loads, pickle._loads):
            with pytest.raises(UntrustedError, match="pathlib"):
                loads(content)
    assert {"a": [1, Path("x")]} == pickle.loads(content)


def test_the_words_of_an_error_are_read_without_unpickling_it():
    """They are the first texts in it, shortened."""
    assert "ValueError no" == words(Exception(pickle.dumps(ValueError("no"))))
    assert "" == words(Exception(b"\xff" * 9))
    assert 200 == len(words(Exception(pickle.dumps(ValueError("n" * 999)))))
