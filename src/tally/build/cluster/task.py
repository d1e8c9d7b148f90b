"""The task of a worker: run one brief's notebooks in a folder of its own, and return their outputs."""

import atexit
import hashlib
import platform
import threading
from contextlib import ExitStack
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tally.build import RunError, kernels, run_notebooks
from tally.build.cluster.packing import Files, collect, unpack
from tally.build.cluster.results import WorkerResult, pack_result
from tally.project import PACKAGES, temporary_folder

FURTHER_PACKAGES = ("tally", "ipykernel", "nbclient", "distributed")
ONE_AT_A_TIME = threading.Lock()  # papermill changes the process's folder while a notebook runs


@cache
def fingerprint() -> dict[str, str]:
    """Return the versions, on this machine, of what a page depends on, and the hash of Tally's own files."""
    source, digest = Path(__file__).parent.parent.parent, hashlib.sha256()
    for path in sorted(source.rglob("*.*")):
        if path.suffix in (".py", ".jinja", ".css", ".ttf", ".woff2"):
            digest.update(path.relative_to(source).as_posix().encode() + b"\0" + path.read_bytes())
    versions = {name: version(name) for name in (*PACKAGES, *FURTHER_PACKAGES)}
    return {"Python": platform.python_version(), **versions, "the code in src": digest.hexdigest()[:12]}


def differences(ours: dict[str, str], theirs: dict[str, str]) -> str:
    """Return the versions that differ between two machines, in words; empty if none does."""
    return "; ".join(
        f"{name} is {ours.get(name, 'missing')} here and {theirs.get(name, 'missing')} there"
        for name in dict.fromkeys([*ours, *theirs])
        if ours.get(name) != theirs.get(name)
    )


def build_on_worker(
    shared: Files, own: Files, parameters: dict[str, Any], limit: int, expected: dict[str, str]
) -> bytes:
    """
    Build one brief on a worker.

    Parameters
    ----------
    shared, own : mapping
        The input files that all briefs share, and those of this brief, by path.
    parameters : dict
        The brief's parameters.
    limit : int
        Seconds that one cell may run.
    expected : dict
        The versions of the machine that sent the brief. A worker with other versions builds nothing.

    Returns
    -------
    bytes
        The outputs, or the reason of the failure; see `pack_result`. No error leaves this function: it would be
        pickled, and nothing that a worker returns is unpickled.
    """
    name = str(parameters.get("brief", ""))
    try:
        result = _build(shared, own, parameters, limit, expected)
    except Exception as error:  # noqa: BLE001  reported to the one who asked
        result = WorkerResult(0, failure=f"{type(error).__name__}: {error}\nIt ran on {platform.node()}.")
    return pack_result(name, result)


def _build(shared: Files, own: Files, parameters: dict[str, Any], limit: int, expected: dict[str, str]) -> WorkerResult:
    """Run one brief's notebooks in a folder of its own."""
    from time import monotonic

    started = monotonic()
    if mismatch := differences(expected, fingerprint()):
        return WorkerResult(0, failure=f"A worker was refused: {mismatch}. Give it the same checkout and environment.")
    with ONE_AT_A_TIME, temporary_folder() as folder:
        project = unpack({**shared, **own}, folder / "project")
        reports, name = folder / "reports", str(parameters["brief"])
        try:
            run_notebooks(project, reports, name, parameters, server=_server(), limit=limit)
        except RunError as error:
            reason = str(error).partition("\n")[0]
            return WorkerResult(monotonic() - started, failure=f"{reason}\nIt ran on {platform.node()}.")
        return WorkerResult(monotonic() - started, collect(project, reports / name))


@cache
def _server() -> str:
    """Start the worker's kernel server, which ends together with the worker."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(kernels())
