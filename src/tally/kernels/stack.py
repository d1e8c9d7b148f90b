"""What a notebook's kernel has imported before it is asked for, and what a fork must not inherit."""

import gc
import importlib
import io
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MODULES = (
    "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.debugger", "IPython.core.completer",
    "IPython.core.completerlib", "IPython.core.debugger_backport", "IPython.core.display", "IPython.core.logger",
    "IPython.core.oinspect", "IPython.extensions.storemagic", "tornado.platform.asyncio", "tornado.queues",
    "encodings.idna", "sqlite3", "xml.dom.minidom", "numpy.random", "pandas", "pandas.io.formats.csvs",
    "pandas.io.formats.html", "pandas.io.formats.string", "pandas.core.methods.to_dict", "matplotlib.pyplot",
    "matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg", "seaborn", "scipy.stats", "scipy.optimize",
    "pydantic", "pydantic.dataclasses", "jinja2", "citeproc", "citeproc.source.json", "filelock", "lxml.etree", "yaml",
)  # fmt: skip
HELPERS = ("briefing", "charts", "dossier", "handover", "inputs", "page", "selection")
UNUSED = "debugpy"  # for a debugger, which nobody has open while a batch runs
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


def load() -> None:
    """
    Import the stack and the helpers that notebooks use, and warm what is slow the first time.

    A fork takes helpers over only as they stand when it starts: see `drop_changed`.

    Raises
    ------
    ThreadError
        An import has started a thread.
    """
    gc.disable()
    modules: dict[str, Any] = sys.modules
    modules.setdefault(UNUSED, None)
    for name in MODULES:
        importlib.import_module(name)
    if modules[UNUSED] is None:
        del modules[UNUSED]
    for name in HELPERS:
        importlib.import_module(f"tally.{name}")
    sys.modules["tally.page"].compile_templates()
    _draw_once()
    sys.modules["pandas"].set_option("display.max_columns", KERNEL_COLUMNS)
    if threads() != 1:
        msg = f"{threads()} threads run after the imports, where one may."
        raise ThreadError(msg)
    gc.collect()
    gc.freeze()


def threads() -> int:
    """Count this process's threads, those of libraries included where the system tells."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


def helpers() -> dict[str, tuple[int, int]]:
    """Note how the files of the imported helpers stand: when each was changed, and its size."""
    loaded = [module for name, module in sys.modules.items() if name.partition(".")[0] == "tally"]
    files = [Path(module.__file__) for module in loaded if module.__file__]
    return {str(file): (file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.is_file()}


def drop_changed(noted: Mapping[str, tuple[int, int]]) -> None:
    """Forget all helpers if a file of one has changed since it was noted, so that they are imported anew."""
    if helpers() != noted:
        for name in [name for name in sys.modules if name.partition(".")[0] == "tally"]:
            del sys.modules[name]


def become_new(env: Mapping[str, str], cwd: str) -> None:
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
    sys.modules["numpy.random"].seed()
    gc.enable()


def _draw_once() -> None:
    """Draw a figure and throw it away: typefaces are found, and text and vectors made, once for all forks."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    for canvas, kind in ((FigureCanvasAgg, "png"), (FigureCanvasSVG, "svg")):
        figure = Figure()
        canvas(figure)
        figure.add_subplot().set_title("1234567890", weight="bold")
        figure.savefig(io.BytesIO(), format=kind)
