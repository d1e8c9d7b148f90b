"""
A Dask scheduler with two workers in one process, whose workers answer as they are told.

Start it with a folder, and with a certificate for TLS. The file in the folder that has a brief's name says what a
worker does with that brief. It prints its address, replaces workers that end, and ends when its input does.
"""

import asyncio
import copyreg
import os
import pickle
import sys
import threading
import time
from pathlib import Path

from distributed import Scheduler, Worker, get_worker
from distributed.security import Security

from limits import LIMIT
from tally.build.cluster import task

FOLDER = Path(sys.argv[1])
WORKERS = 2


class Evil:
    """What writes a file, with the number of the process, where it is unpickled."""

    def __init__(self, name):
        self.name = name

    def __reduce__(self):
        return os.system, (f'touch "{FOLDER}/ran-{self.name}-$PPID"',)


class EvilError(Exception):
    """An error that does so."""

    def __reduce__(self):
        return Evil("error").__reduce__()


class EvilMeta(type):
    """A class whose type does so: Dask sends the type of each result."""


copyreg.pickle(EvilMeta, lambda _: Evil("type").__reduce__())


class Typed(bytes, metaclass=EvilMeta):
    """Bytes of such a type."""


def die():
    """End this worker as if its machine were switched off, as far as the scheduler can see."""
    worker = get_worker()
    worker.loop.add_callback(worker.batched_stream.comm.abort)
    worker.loop.add_callback(worker.close, executor_wait=False, timeout=0)
    time.sleep(1)


def build(*arguments):
    """Do what the brief's file says."""
    parameters = arguments[2]
    path = FOLDER / parameters["brief"]
    kind, _, rest = path.read_bytes().partition(b"\n")
    with (FOLDER / f"{parameters['brief']}.calls").open("a") as calls:
        calls.write(get_worker().address + "\n")
    match kind.decode():
        case "bytes":
            return rest
        case "once":
            path.write_bytes(rest)
            return b"garbage"
        case "once dies":
            path.write_bytes(rest)
            return die()
        case "dies":
            return die()
        case "evil":
            return Evil("result")
        case "evil type":
            return Typed(rest)
        case "evil error":
            raise EvilError
        case "evil in a list":
            return [Evil("list")]
        case "error":
            raise ValueError("\x1b[31mno\u202e")
        case "events":
            worker = get_worker()
            worker.log_event("warn", {"message": pickle.dumps(Evil("warning")), "category": pickle.dumps(Evil("kind"))})
            worker.log_event("print", {"args": ("\x1b[31mprinted",), "file": 2})
            return rest
        case other:
            return {"text": "x", "number": 1, "none": None, "map": {"a": b"b"}, "list": [rest], "set": {1}}[other]


async def fingerprint(dask_worker=None):
    """Return the true versions, unless a worker shall die when it is asked, or lie."""
    path = FOLDER / "fingerprint"
    kind = path.read_text() if path.exists() else ""
    if kind == "dies":
        path.unlink()
        dask_worker.batched_stream.comm.abort()
        await dask_worker.close(executor_wait=False, timeout=0)
    if kind == "evil":
        return {"Python": Evil("fingerprint")}
    if kind == "evil error":
        raise EvilError
    return versions() | ({"the code in src": "\x1b[31mother"} if kind == "other" else {})


versions, task.build_on_worker, task.fingerprint = task.fingerprint, build, fingerprint


async def main():
    """Run the scheduler and its workers until the input ends."""
    certificate = sys.argv[2:] and dict.fromkeys(("tls_ca_file", "tls_scheduler_cert", "tls_worker_cert"), sys.argv[2])
    keys = sys.argv[2:] and dict.fromkeys(("tls_scheduler_key", "tls_worker_key"), sys.argv[3])
    security = Security(require_encryption=True, **certificate, **keys) if certificate else Security()
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    threading.Thread(target=lambda: (sys.stdin.read(), loop.call_soon_threadsafe(ended.set)), daemon=True).start()
    async with Scheduler(
        host="127.0.0.1", port=0, dashboard_address=":0", security=security, protocol="tls" if certificate else "tcp"
    ) as scheduler:
        workers = []
        until = time.monotonic() + LIMIT
        while not ended.is_set() and time.monotonic() < until:
            workers = [worker for worker in workers if worker.status.name == "running"]
            while len(workers) < WORKERS:
                workers.append(await Worker(scheduler.address, nthreads=1, dashboard=False, security=security))
            if not (FOLDER / "address").exists():
                (FOLDER / "address.new").write_text(scheduler.address)
                (FOLDER / "address.new").rename(FOLDER / "address")
            await asyncio.sleep(0.05)
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(main())
