"""What a kernel has imported before it is asked for, and what a fork must not inherit."""

import gc
import importlib
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
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
KERNEL_COLUMNS = 20  # pandas' display.max_columns where IPython runs, which it does not yet while pandas is imported


class ThreadError(RuntimeError):
    """Something has started a thread before the fork, which no fork can be trusted after."""


@dataclass(frozen=True)
class Step:
    """
    Modules to import together, and functions without arguments to call once they are imported.

    A kernel that is asked for earlier than the step is done waits for it: the first kernel that a process asks for
    needs the first step, its second kernel the second step too, and so on.
    """

    modules: Sequence[str] = ()
    warm: Sequence[Callable[[], object]] = ()


@dataclass(frozen=True)
class Preload:
    """
    What the kernel server imports before kernels are asked for.

    Attributes
    ----------
    steps : sequence of Step
        In the order in which notebooks need them.
    unused : sequence of str
        Modules that the others import, but that no notebook run uses: they are left out until a notebook imports them.
    lazy : sequence of str
        Modules that the others import, but that are slow and seldom used: they are imported on first use.
    """

    steps: Sequence[Step] = ()
    unused: Sequence[str] = ()
    lazy: Sequence[str] = ()


def find(name: str) -> Preload:
    """
    Return the `Preload` that `module:name` names; an empty one for an empty text.

    Raises
    ------
    TypeError
        It names something else.
    """
    if not name:
        return Preload()
    module, _, attribute = name.partition(":")
    found = getattr(importlib.import_module(module), attribute)
    if not isinstance(found, Preload):
        msg = f"{name} is a {type(found).__name__}, where a warm_kernels.Preload is needed."
        raise TypeError(msg)
    return found


def load(preload: Preload) -> Iterator[int]:
    """
    Import what kernels need and call what is slow the first time, step by step.

    Between two steps a fork can be made. It uses watched modules only as they are when it starts: see `drop_changed`.

    Yields
    ------
    int
        How many steps are done, after each import and after each step.

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
            _bring(name, preload)
            yield done
        for warm in step.warm:
            warm()
        yield done + 1
    gc.freeze()


def _bring(name: str, preload: Preload) -> None:
    """Import a module, without what no notebook run uses, and without starting a thread."""
    modules: dict[str, Any] = sys.modules
    aside = [other for other in preload.unused if other not in modules]
    modules.update(dict.fromkeys(aside))  # None keeps a module from being imported
    with lazily_imported(preload.lazy):
        importlib.import_module(name)
    for other in aside:
        del modules[other]
    if threads() != 1:
        msg = f"{threads()} threads run after {name} was imported, where one may."
        raise ThreadError(msg)


def threads() -> int:
    """Count this process's threads, those of libraries included where the system tells."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


def watched(packages: Collection[str]) -> dict[str, tuple[int, int]]:
    """Return, for each file of the packages that is imported, when it was changed (ns) and its size (bytes)."""
    loaded = [module for name, module in sys.modules.items() if name.partition(".")[0] in packages]
    files = [Path(module.__file__) for module in loaded if module.__file__]
    return {str(file): (file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.is_file()}


def drop_changed(packages: Collection[str], noted: Mapping[str, tuple[int, int]]) -> None:
    """Forget the imported modules of the packages if a file has changed since it was noted: they are imported again."""
    if watched(packages) != noted:
        for name in [name for name in sys.modules if name.partition(".")[0] in packages]:
            del sys.modules[name]


def reset_process_state(env: Mapping[str, str], cwd: str) -> None:
    """Give a fork what a fresh process has: its environment, folder, signals, seeds and arguments."""
    os.setsid()
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(env)
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
