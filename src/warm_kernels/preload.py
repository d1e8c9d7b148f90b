"""Import modules before kernels are requested, and reset what a fork must not inherit."""

import gc
import importlib
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warm_kernels.lazy_imports import lazily_imported

KERNEL = (
    "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.debugger", "IPython.core.completer",
    "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.debugger_backport", "IPython.core.display",
    "IPython.core.logger", "IPython.core.oinspect", "IPython.extensions.storemagic", "tornado.platform.asyncio",
    "tornado.queues", "encodings.idna", "sqlite3", "xml.dom.minidom",
)  # fmt: skip
INLINE = "module://matplotlib_inline.backend_inline"
PRISTINE = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MPLBACKEND": INLINE,
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
KERNEL_COLUMNS = 20  # pandas' display.max_columns in IPython, which does not run yet when pandas is imported


class ThreadError(RuntimeError):
    """A module has started a thread before the fork. A fork of a process with threads is not safe."""


@dataclass(frozen=True)
class Step:
    """
    Modules to import together, and functions to call once they are imported.

    The first kernel that a process requests waits for the first step, its second kernel for the second step too, and
    so on.

    Attributes
    ----------
    modules : sequence of str
        Full names of modules.
    warm : sequence of callable
        Functions without arguments that do what is slow the first time. They must not start a thread.
    """

    modules: Sequence[str] = ()
    warm: Sequence[Callable[[], object]] = ()


@dataclass(frozen=True)
class Preload:
    """
    The modules that the kernel server imports before kernels are requested.

    Attributes
    ----------
    steps : sequence of Step
        In the order in which the notebooks need them.
    unused : sequence of str
        Modules that others import, but no notebook uses. Only a notebook that imports one of them loads it.
    lazy : sequence of str
        Modules that others import, but that are slow and seldom used. They are imported when they are first used.
    """

    steps: Sequence[Step] = ()
    unused: Sequence[str] = ()
    lazy: Sequence[str] = ()


def find(name: str) -> Preload:
    """
    Return the `Preload` at `module:name`; an empty one if `name` is empty.

    Raises
    ------
    TypeError
        The object at that name is not a `Preload`.
    """
    if not name:
        return Preload()
    module, _, attribute = name.partition(":")
    preload = getattr(importlib.import_module(module), attribute)
    if not isinstance(preload, Preload):
        msg = f"{name} is a {type(preload).__name__}. Expected a warm_kernels.Preload: give the name of one."
        raise TypeError(msg)
    return preload


def load(preload: Preload, skipped: Sequence[type[Exception]] = ()) -> Iterator[int]:
    """
    Import what kernels need, and call the functions that warm it up, step by step.

    The process can fork whenever a number is yielded.

    Parameters
    ----------
    preload : Preload
        The modules and functions.
    skipped : sequence of types of exceptions
        If an import or a function raises one, it is left to the notebooks. A `ThreadError` is always raised.

    Yields
    ------
    int
        The number of completed steps, after each import and after each step.

    Raises
    ------
    ThreadError
        A step has started a thread.
    """
    gc.disable()
    steps = [Step((*KERNEL, *(preload.steps[0].modules if preload.steps else ())),
                  preload.steps[0].warm if preload.steps else ()), *preload.steps[1:]]  # fmt: skip
    for done, step in enumerate(steps):
        for name in step.modules:
            with suppress(*skipped):
                _import_module(name, preload)
            _check_threads(name)
            yield done
        for warm in step.warm:
            with suppress(*skipped):
                warm()
        yield done + 1
    gc.freeze()


def _import_module(name: str, preload: Preload) -> None:
    """Import a module without the unused ones."""
    modules: dict[str, Any] = sys.modules
    blocked = [other for other in preload.unused if other not in modules]
    modules.update(dict.fromkeys(blocked))  # None makes an import of the module fail
    try:
        with lazily_imported(preload.lazy):
            importlib.import_module(name)
    finally:
        for other in blocked:
            del modules[other]


def _check_threads(name: str) -> None:
    """Check that no thread was started."""
    if threads() != 1:
        msg = f"{threads()} threads run after {name} was imported. Expected one: remove {name} from the preload."
        raise ThreadError(msg)


def threads() -> int:
    """Count this process's threads: on Linux all of them, elsewhere those that Python started."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


def reset_process_state(env: Mapping[str, str], cwd: str, temporary: Path) -> None:
    """
    Reset a fork to the state of a new process: its environment, folder, signals, random seeds and arguments.

    Its folder for temporary files is a new one, `temporary`.
    """
    os.setsid()
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup ignores it
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(env)
    temporary.mkdir(mode=0o700)
    os.environ["TMPDIR"], tempfile.tempdir = str(temporary), None
    os.environ.setdefault("MPLBACKEND", INLINE)
    time.tzset()
    os.chdir(cwd)
    sys.argv = ["ipykernel_launcher"]
    random.seed()
    if numpy_random := sys.modules.get("numpy.random"):
        numpy_random.seed()
    if pandas := sys.modules.get("pandas"):
        pandas.set_option("display.max_columns", KERNEL_COLUMNS)
    gc.freeze()
    gc.enable()
