"""Examine many sources, several at a time."""

import queue
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from tally.documents import Session
from tally.locking.lock import Examination, examine
from tally.records import Dossier

AT_ONCE = 8  # documents that are read at the same time


def examine_all(
    dossier: Dossier, sources: Sequence[str], session: Session, file: Path | None = None
) -> Iterator[Examination]:
    """
    Yield the result for each source as soon as there is one; see `examine`.

    Few documents are in memory at a time. Who stops waiting need not wait for what is being read: threads that a server
    or a document holds up end with the process.
    """
    results: queue.Queue[Examination] = queue.Queue(AT_ONCE)
    waiting, ended = queue.SimpleQueue[str](), threading.Event()
    for source in sources:
        waiting.put(source)

    def read() -> None:
        while not ended.is_set():
            try:
                source = waiting.get_nowait()
            except queue.Empty:
                return
            results.put(examine(dossier, source, session, file))

    for _ in range(min(AT_ONCE, len(sources))):
        threading.Thread(target=read, daemon=True).start()
    try:
        for _ in sources:
            yield results.get()
    finally:
        ended.set()
        while not results.empty():  # so that no thread waits for room
            results.get_nowait()
