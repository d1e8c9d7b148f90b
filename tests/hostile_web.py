"""Servers on 127.0.0.1 that answer as no server should: a port for each answer, bytes as they are."""

import socket
import struct
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from selectors import EVENT_READ, DefaultSelector

from hostile_answers import RESET
from limits import LIMIT

Answer = Callable[[str], Iterable[object]]
ABORT = struct.pack("ii", 1, 0)  # SO_LINGER: a reset in the place of an orderly end


@contextmanager
def serve_badly(answers: dict[str, tuple[Answer, Answer]]) -> Iterator[dict[str, str]]:
    """
    Start a port for each pair of answers, for any page and for robots.txt, and yield the addresses by name.

    An answer is called with the path; it consists of bytes, pauses in seconds, and `RESET`.
    """
    ended, selector, sockets = threading.Event(), DefaultSelector(), []

    def answer(connection: socket.socket, page: Answer, rules: Answer) -> None:
        with connection, suppress(OSError):
            connection.settimeout(20)
            path = connection.recv(65_536).decode("latin-1").partition(" ")[2].partition(" ")[0]
            for piece in (rules if path == "/robots.txt" else page)(path):
                if ended.is_set():
                    return
                if piece is RESET:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORT)
                    return
                if isinstance(piece, bytes):
                    connection.sendall(piece)
                else:
                    ended.wait(piece)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65_536):
                pass

    def accept() -> None:
        while not ended.is_set():
            for key, _ in selector.select(0.2):
                listening = key.fileobj
                listening.settimeout(LIMIT)
                with suppress(OSError):
                    connection = listening.accept()[0]
                    threading.Thread(target=answer, args=(connection, *key.data), daemon=True).start()

    addresses = {}
    for name, (page, rules) in answers.items():
        listening = socket.create_server(("127.0.0.1", 0))
        sockets.append(listening)
        selector.register(listening, EVENT_READ, (page, rules))
        addresses[name] = f"http://127.0.0.1:{listening.getsockname()[1]}/page"
    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield addresses
    finally:
        ended.set()
        thread.join(LIMIT)
        for listening in sockets:
            listening.close()
        selector.close()
