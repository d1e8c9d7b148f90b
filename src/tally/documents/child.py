"""The process in which documents are read, one after another: its limits, and its answers."""

import json
import logging
import os
import sys
import threading
import time
from contextlib import suppress
from typing import BinaryIO

SECONDS = 60  # of the processor for one document
MEMORY = 3 << 30  # bytes
PAUSE = 0.1  # seconds between two looks at the memory, where the system does not limit it
TOO_MUCH_MEMORY = 77  # status
LIMITED_BY_SYSTEM = sys.platform == "linux"  # others accept a limit of memory and do not keep to it
ODD = "It is broken in a way that was not expected ({fault}). Save its words as text, and read that with --file."


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """
    Read documents until there are no more requests.

    A request is a line of JSON with `length`, `content_type`, `name` and `address`, and then the bytes of the document.
    An answer is a line with its length, and then JSON: what was read, or `refused` with the reason.
    """
    from tally.documents.reading import ExtractError, extract_text, to_json

    while line := requests.readline():
        request = json.loads(line)
        limit_seconds()
        try:
            content = requests.read(request.pop("length"))
            answer = to_json(extract_text(content, **request))
            del content
        except ExtractError as error:
            answer = refusal(str(error))
        except MemoryError:
            os._exit(TOO_MUCH_MEMORY)  # what is left of the document may be anywhere
        except Exception as error:  # noqa: BLE001  whatever a library raises for a document that was made to break it
            answer = refusal(ODD.format(fault=type(error).__name__))
        answers.write(b"%d\n" % len(answer) + answer)
        answers.flush()


def refusal(reason: str) -> bytes:
    """Return the answer that a document was not read."""
    return json.dumps({"refused": reason}).encode()


def limit_seconds() -> None:
    """Set the seconds of the processor that one more document may take; the system ends the process after them."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        hardest = resource.getrlimit(resource.RLIMIT_CPU)[1]
        most = int(time.process_time()) + SECONDS
        soft = most if hardest == resource.RLIM_INFINITY else min(most, hardest)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hardest))


def limit_memory() -> None:
    """Limit the memory of this process, and leave no image of it if it is ended."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        hardest = resource.getrlimit(resource.RLIMIT_AS)[1]
        soft = MEMORY if hardest == resource.RLIM_INFINITY else min(MEMORY, hardest)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hardest))
    if not LIMITED_BY_SYSTEM:
        threading.Thread(target=watch_memory, args=(MEMORY,), daemon=True).start()


def watch_memory(most: int) -> None:
    """End this process as soon as it has more memory than it may have."""
    import psutil

    itself = psutil.Process()
    while itself.memory_info().rss <= most:
        time.sleep(PAUSE)
    os._exit(TOO_MUCH_MEMORY)


def main() -> None:
    """Serve the process that started this one, by its standard input and output, until it ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not be taken for an answer
    logging.disable(logging.CRITICAL)
    limit_memory()
    with suppress(BrokenPipeError):
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
