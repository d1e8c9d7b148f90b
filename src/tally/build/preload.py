"""The modules that the notebooks' kernels have imported before they are needed."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pkgutil import iter_modules

from tally import charts
from warm_kernels import Preload, Step, kernel_server


@contextmanager
def kernels() -> Iterator[str]:
    """Run a kernel server that has imported what the notebooks need; yields its socket, empty for ordinary kernels."""
    with kernel_server(f"{__name__}:PRELOAD", watch=("tally", "warm_kernels")) as server:
        yield server


def _prepare_sentences() -> None:
    """Compile the sentences' templates."""
    from tally.evidence import load_sentences

    load_sentences()


def _prepare_page() -> None:
    """Compile the page's templates."""
    from tally.page import compile_templates

    compile_templates()


def _draw() -> None:
    """Draw a figure and discard it, so that typefaces are found and loaded once for all forks."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    for canvas, kind in ((FigureCanvasAgg, "png"), (FigureCanvasSVG, "svg")):
        figure = Figure()
        canvas(figure)
        figure.add_subplot().set_title("1234567890", weight="bold")
        figure.savefig(io.BytesIO(), format=kind)


DRAWING = tuple(f"{charts.__name__}.{module.name}" for module in iter_modules(charts.__path__))
FIGURES = Step((
    "numpy.random", "pandas", "yaml", "filelock", "pandas.io.formats.csvs", "pandas.io.formats.html",
    "pandas.io.formats.string", "pydantic", "pydantic.dataclasses",
    "tally.records.dossier", "tally.records.figures.table", "tally.records.selection", "tally.analysis.artifacts",
    "tally.briefs.brief", "tally.evidence.findings", "tally.evidence.inquiry", "tally.evidence.number",
))  # fmt: skip
CHANGE = Step(
    (
        "matplotlib.figure", "matplotlib.pyplot", "matplotlib.backends.backend_agg",
        "matplotlib.backends.backend_svg", "pandas.core.methods.to_dict", "scipy.optimize", "scipy.special", "seaborn",
        "jinja2", "tally.analysis.bounds.inference", "tally.analysis.robustness.agreement", "tally.evidence.folding",
        "tally.evidence.robustness", "tally.briefing.compose", "xml.dom.expatbuilder", *DRAWING,
    ),
    warm=(_prepare_sentences, _draw),
)  # fmt: skip
BRIEFING = Step(
    ("lxml.etree", "citeproc", "citeproc.source.json", "tally.project.inputs", "tally.page.page"),
    warm=(_prepare_page,),
)
PRELOAD = Preload(
    steps=(FIGURES, CHANGE, BRIEFING),  # the n-th notebook waits for the n first; a notebook after those, for all
    unused=("debugpy", "ipywidgets"),  # for people at a notebook, and there are none in a build
    lazy=(  # a third of the import time of the charts' modules, which seldom use it
        "numpy.f2py", "numpy.testing", "scipy.cluster", "scipy.linalg.interpolative", "scipy.optimize._shgo",
        "scipy.stats",
    ),
)  # fmt: skip
