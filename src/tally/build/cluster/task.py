"""What a worker does: run one brief's notebooks in a folder of its own, and give back what they made."""

import atexit
import hashlib
import platform
import tempfile
import threading
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tally.build import RunError, kernels, run_notebooks
from tally.build.cluster.packing import Files, collect, unpack
from tally.project import PACKAGES

ALSO = ("tally", "ipykernel", "nbclient", "distributed")
ONE_AT_A_TIME = threading.Lock()  # papermill changes the process's folder while a notebook runs


@dataclass(frozen=True)
class Made:
    """What a worker made of a brief, or why it made nothing."""

    seconds: float
    files: Files = field(default_factory=dict)
    failure: str = ""


@cache
def fingerprint() -> dict[str, str]:
    """Name the versions that a page depends on, and the hash of the helpers, here where this runs."""
    source, told = Path(__file__).parent.parent.parent, hashlib.sha256()
    for path in sorted(source.rglob("*.*")):
        if path.suffix in (".py", ".jinja", ".css", ".ttf", ".woff2"):
            told.update(path.relative_to(source).as_posix().encode() + b"\0" + path.read_bytes())
    versions = {name: version(name) for name in (*PACKAGES, *ALSO)}
    return {"Python": platform.python_version(), **versions, "the helpers in src": told.hexdigest()[:12]}


def differences(ours: dict[str, str], theirs: dict[str, str]) -> str:
    """Say where two lists of versions differ, both named; the empty text if nowhere."""
    return "; ".join(
        f"{name} is {ours.get(name, 'missing')} here and {theirs.get(name, 'missing')} there"
        for name in dict.fromkeys([*ours, *theirs])
        if ours.get(name) != theirs.get(name)
    )


def build_there(shared: Files, own: Files, parameters: dict[str, Any], limit: int, expected: dict[str, str]) -> Made:
    """
    Build one brief on a worker.

    Parameters
    ----------
    shared, own : mapping
        The files that all briefs are made from, and the brief's own, by path.
    parameters : dict
        The brief.
    limit : int
        Seconds that a cell may run.
    expected : dict
        The versions where the brief comes from; a worker with others builds nothing.
    """
    from time import monotonic

    started = monotonic()
    if wrong := differences(expected, fingerprint()):
        return Made(0, failure=f"A worker was refused: {wrong}.")
    with ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="tally-") as folder:
        project = unpack({**shared, **own}, Path(folder) / "project")
        reports, name = Path(folder) / "made", str(parameters["brief"])
        try:
            run_notebooks(project, reports, name, parameters, server=_server(), limit=limit)
        except RunError as error:
            said = str(error).partition("\n")[0]
            return Made(monotonic() - started, failure=f"{said}\nIt ran on {platform.node()}.")
        return Made(monotonic() - started, collect(reports / name))


@cache
def _server() -> str:
    """Start the worker's kernel server, which ends with it."""
    held = ExitStack()
    atexit.register(held.close)
    return held.enter_context(kernels())
