"""Read documents in another process, which is ended if one takes too much time or memory."""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field

from tally.documents.child import SECONDS, TOO_MUCH_MEMORY
from tally.documents.reading import Extract, ExtractError, from_json

LONGEST = 3 * SECONDS  # seconds by the clock for one document, where others use the processor too
END = 5  # seconds in which a process ends that has closed its output
LATE = 1000  # in place of the status of a process that was ended because of `LONGEST`
LESS = "Save only the quoted pages, and use --file."
SLOW = f"It takes more than {SECONDS} seconds to read. {LESS}"
HEAVY = f"It takes too much memory to read. {LESS}"


@dataclass
class Reader:
    """
    A process that reads documents one after another.

    It is started for the first document, and again after it was ended. It ends with the process that started it: its
    input ends then, and while it reads the system ends it after `SECONDS` of the processor.
    """

    _process: "subprocess.Popen[bytes] | None" = None
    _owner: int = 0
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def read(self, content: bytes, content_type: str = "", name: str = "", address: str = "") -> Extract:
        """
        Read the text of a document, as `extract_text` does.

        Raises
        ------
        ExtractError
            The document cannot be read, or takes too much time or memory.
        """
        request = {"length": len(content), "content_type": content_type, "name": name, "address": address}
        with self._turn:
            try:
                process = self._started()
                answer, status = self._exchange(process, json.dumps(request).encode() + b"\n", content)
            except OSError as error:
                msg = f"The process that reads documents could not be started ({error.strerror}). Try again."
                raise ExtractError(msg) from error
            except BaseException:  # interrupted: what it says next would be taken for the answer to another request
                self._end()
                raise
        if status is not None:
            raise ExtractError(_reason(status))
        if answer.startswith(b'{"refused"'):
            raise ExtractError(json.loads(answer)["refused"])
        return from_json(answer)

    def start(self) -> None:
        """Start the process, so that it is ready by the time that there is something to read."""
        with self._turn, suppress(OSError):
            self._started()

    def stop(self) -> None:
        """End the process, if it runs; a thread that waits for its answer gets none."""
        if self._process and self._owner == os.getpid():
            self._process.kill()

    def _started(self) -> "subprocess.Popen[bytes]":
        """Return the process; start it if there is none, or if it belongs to a process that this one is a fork of."""
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "tally.documents.child"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
            self._owner = os.getpid()
            atexit.register(self._end)
        return self._process

    def _exchange(self, process: "subprocess.Popen[bytes]", request: bytes, content: bytes) -> tuple[bytes, int | None]:
        """Return the answer to a request; if there is none, end the process and return with which status it ended."""
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(LONGEST, give_up)
        timer.daemon = True
        timer.start()
        answer, length = b"", -1
        try:
            if process.stdin and process.stdout:
                with suppress(BrokenPipeError):
                    process.stdin.write(request)
                    process.stdin.write(content)
                    process.stdin.flush()
                length = int(process.stdout.readline() or -1)
                answer = process.stdout.read(max(length, 0))
        finally:
            timer.cancel()
        if len(answer) == length:
            return answer, None
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=END)
        self._end()
        return b"", LATE if late.is_set() else process.returncode

    def _end(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        atexit.unregister(self._end)
        if process is None or self._owner != os.getpid():
            return
        process.kill()  # first: a thread that reads or writes here keeps the pipes until then
        process.wait(timeout=LONGEST)
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()


READER = Reader()


def _reason(status: int) -> str:
    """Return why a document was not read, by the status with which the process ended that should read it."""
    if status in (LATE, *(-getattr(signal, name, LATE) for name in ("SIGXCPU", "SIGKILL"))):
        return SLOW
    if status == TOO_MUCH_MEMORY:
        return HEAVY
    return f"The program that should read it broke off (status {status}). {LESS}"


def read_document(content: bytes, content_type: str = "", name: str = "", address: str = "") -> Extract:
    """
    Read the text of a document in another process. See `extract_text`.

    Raises
    ------
    ExtractError
        The document cannot be read, or takes too much time or memory.
    """
    return READER.read(content, content_type, name, address)
