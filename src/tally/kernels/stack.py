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
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tally.kernels.later import put_off

FIGURES = (
    "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.debugger", "IPython.core.completer",
    "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.debugger_backport", "IPython.core.display",
    "IPython.core.logger", "IPython.core.oinspect", "IPython.extensions.storemagic", "tornado.platform.asyncio",
    "tornado.queues", "encodings.idna", "sqlite3", "xml.dom.minidom", "numpy.random", "pandas", "yaml", "filelock",
    "pandas.io.formats.csvs", "pandas.io.formats.html", "pandas.io.formats.string", "pydantic", "pydantic.dataclasses",
    "tally.dossier", "tally.figure_table", "tally.handover", "tally.project", "tally.selection",
)  # fmt: skip
CHARTS = (
    "matplotlib.figure", "matplotlib.pyplot", "matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg",
    "pandas.core.methods.to_dict", "scipy.optimize", "scipy.special", "seaborn", "jinja2",
    "tally.briefing", "tally.charts",
)  # fmt: skip
PAGE = ("lxml.etree", "citeproc", "citeproc.source.json", "tally.inputs", "tally.page")
UNUSED = ("debugpy", "ipywidgets")  # for whoever sits at a notebook, which nobody does while a batch runs
LATER = (  # a third of what the charts' modules take to import, for what none of them uses unless it is asked to
    "numpy.f2py", "numpy.testing", "scipy.cluster", "scipy.linalg.interpolative", "scipy.optimize._shgo", "scipy.stats",
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


def load() -> Iterator[int]:
    """
    Import the stack and the helpers that notebooks use, and warm what is slow the first time, step by step.

    Between two steps a fork can be made. It takes helpers over only as they stand when it starts: see `drop_changed`.

    Yields
    ------
    int
        After each step: how many of a briefing's notebooks, from the first, have what they need.

    Raises
    ------
    ThreadError
        A step has started a thread.
    """
    gc.disable()
    for ready, (names, warmed) in enumerate(((FIGURES, ()), (CHARTS, (_word, _draw)), (PAGE, (_lay_out,)))):
        for name in names:
            _bring(name)
            yield ready
        for warm in warmed:
            warm()
        yield ready + 1
    gc.freeze()


def _bring(name: str) -> None:
    """Import a module, without what no batch uses, and without starting a thread."""
    modules: dict[str, Any] = sys.modules
    aside = [other for other in UNUSED if other not in modules]
    modules.update(dict.fromkeys(aside))  # None keeps a module from being imported
    with put_off(LATER):
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
    sys.modules["pandas"].set_option("display.max_columns", KERNEL_COLUMNS)
    gc.freeze()
    gc.enable()


def _word() -> None:
    """Make the sentences' templates ready."""
    sys.modules["tally.wording"].environment(str, html=False).get_template("words.jinja")


def _lay_out() -> None:
    """Make the page's templates ready."""
    sys.modules["tally.page"].compile_templates()


def _draw() -> None:
    """Draw a figure and throw it away: typefaces are found, and text and vectors made, once for all forks."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    for canvas, kind in ((FigureCanvasAgg, "png"), (FigureCanvasSVG, "svg")):
        figure = Figure()
        canvas(figure)
        figure.add_subplot().set_title("1234567890", weight="bold")
        figure.savefig(io.BytesIO(), format=kind)
