"""A web server on 127.0.0.1 for the tests, which answers as it is told."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

STORY = """<!doctype html><html lang="en"><head><title>Envoy: attacks rose</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Envoy: attacks rose</h1>
<p>The envoy told the Council on Wednesday that the group had been active in nearly all provinces of the country.</p>
<p>“In 2020 – 60, so far this year – 334 attacks attributed to the group or, in fact, claimed by it,” she said,
adding that the figures were those of her own mission and that they covered the whole of the country.</p>
<p>The Council discussed the situation for several hours and heard from the ambassadors of the neighbouring states.</p>
</article><footer>About this site</footer></body></html>"""


@dataclass
class Web:
    """What the server answers by path, and what it was asked."""

    pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def address(self) -> frozenset[str]:
        return frozenset({f"127.0.0.1:{self.port}"})

    def answers(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        """Answer a path with a body, and give its address."""
        content = body.encode() if isinstance(body, str) else body

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in {"content_type": "text/html; charset=utf-8", **headers}.items():
                if value:
                    request.send_header(name.replace("_", "-"), value)
            request.send_header("Content-Length", str(len(content)))
            request.end_headers()
            request.wfile.write(content)

        self.pages[path] = answer
        return self.url(path)

    def streams(self, path: str, pieces: Iterator[bytes], pause: float = 0, **headers: str) -> str:
        """Answer a path with pieces that come one by one, and give its address."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(200)
            for name, value in {"content_type": "text/html; charset=utf-8", **headers}.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            try:
                for piece in pieces:
                    request.wfile.write(piece)
                    time.sleep(pause)
            except OSError:
                pass

        self.pages[path] = answer
        return self.url(path)


@contextmanager
def serve() -> Iterator[Web]:
    """Run a server."""
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append((self.path, dict(self.headers)))
            page = web.pages.get(self.path.partition("?")[0])
            if page is None:
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                page(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
