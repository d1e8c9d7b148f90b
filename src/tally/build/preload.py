"""The modules that the notebooks' kernels have imported before they are needed."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING

from tally import charts
from tally.errors import TallyError
from tally.project import Project
from warm_kernels import SERVER, Preload, Step, forks, kernel_server

if TYPE_CHECKING:
    from tally.briefs import Brief
    from tally.records import Dossier

ROOT, BRIEFS = "TALLY_PRELOADED_PROJECT", "TALLY_PRELOADED_BRIEFS"  # the kernel server's environment variables
MOST = 8  # briefs whose records all kernels have; those of others are read by the notebooks that need them


@contextmanager
def kernels(project: Project | None = None, briefs: Sequence[str] = ()) -> Iterator[str]:
    """
    Run a kernel server that has imported what the notebooks need; yields its socket, empty for ordinary kernels.

    It has read the records of some briefs of a project too. Notebooks use them as long as the files are the same.

    Where the environment names one that runs already, that one is used, and goes on afterwards.
    """
    running = os.environ.get(SERVER, "")
    if running and forks() and Path(running).exists():
        yield running
        return
    variables = {ROOT: str(project.root), BRIEFS: " ".join(briefs[:MOST])} if project else {}
    with kernel_server(f"{__name__}:PRELOAD", watch=("tally", "warm_kernels"), variables=variables) as server:
        yield server


def _briefs() -> Iterator[tuple["Brief", "Dossier"]]:
    """Load the briefs that the server was started for, with their records; what is wrong, the build reports."""
    from tally.briefs import load_brief
    from tally.records import load_dossier

    root = Path(os.environ.get(ROOT, ""))
    for name in os.environ.get(BRIEFS, "").split():
        with suppress(TallyError):
            brief = load_brief(Project(root, root), name)
            yield brief, load_dossier(Project(root, root), brief.case)


def _prepare_records() -> None:
    """Load the records of each case, and find the names in those of its first brief: others have most of them too."""
    from tally.briefs import answer_brief

    for brief, dossier in {brief.case: (brief, dossier) for brief, dossier in reversed([*_briefs()])}.values():
        with suppress(TallyError):
            _ = answer_brief(dossier, brief).records


def _prepare_citations() -> None:
    """Write the citations of each brief's sources."""
    from tally.briefs import answer_brief
    from tally.records.bibliography import format_citations

    for brief, dossier in _briefs():
        with suppress(TallyError):
            format_citations(answer_brief(dossier, brief).records.sources.values())


def _prepare_sentences() -> None:
    """Compile the sentences' templates."""
    from tally.evidence import load_sentences

    load_sentences()


def _prepare_page() -> None:
    """Compile the page's templates, and compute the hashes of what the page is made from."""
    from tally.page import compile_templates
    from tally.project import build_inputs

    compile_templates()
    with suppress(TallyError):
        build_inputs(Project(root := Path(os.environ.get(ROOT, "")), root), "", {})


def _draw() -> None:
    """Draw a chart and discard it, so that typefaces are found and loaded once for all forks."""
    from tally.charts.drawing import NARROW, Sheet, sheet_as_png, sheet_as_svg

    signs = "".join(map(chr, range(32, 127)))
    sheet = Sheet(NARROW)
    for bold in (False, True):
        sheet.write(f"{signs}–—·…“”’", 0, 20, bold=bold)
    sheet_as_svg(sheet.finished(40), "warm", source="", alt="")
    sheet_as_png(sheet)


DRAWING = tuple(module.name for module in walk_packages(charts.__path__, f"{charts.__name__}.") if not module.ispkg)
FIGURES = Step((
    "numpy.random", "pandas", "yaml", "filelock", "pandas.io.formats.csvs", "pandas.io.formats.html",
    "pandas.io.formats.string", "pydantic", "pydantic.dataclasses",
    "tally.records.dossier", "tally.records.figures.table", "tally.records.selection", "tally.analysis.artifacts",
    "tally.briefs.brief", "tally.briefs.records",
    "tally.evidence.findings", "tally.evidence.inquiry", "tally.evidence.numbers", "tally.evidence.series.findings",
    "tally.evidence.series.tables",
), warm=(_prepare_records,))  # fmt: skip
CHANGE = Step(
    (
        "matplotlib.figure", "matplotlib.pyplot", "matplotlib.backends.backend_agg",
        "matplotlib.backends.backend_svg", "pandas.core.methods.to_dict", "scipy.optimize", "scipy.special", "seaborn",
        "jinja2", "tally.analysis.bounds.inference", "tally.analysis.rivals.inclusion", "tally.analysis.rivals.pairs",
        "tally.analysis.robustness.agreement", "tally.evidence.folding", "tally.evidence.rivals",
        "tally.evidence.robustness", "tally.evidence.series.numbers",
        "tally.analysis.series.answer", "tally.briefing.compose", "xml.dom.expatbuilder", *DRAWING,
    ),
    warm=(_prepare_sentences, _draw),
)  # fmt: skip
BRIEFING = Step(
    ("lxml.etree", "citeproc", "citeproc.source.json", "tally.project.inputs", "tally.page.page"),
    warm=(_prepare_page, _prepare_citations),
)
PRELOAD = Preload(
    steps=(FIGURES, CHANGE, BRIEFING),  # the n-th notebook waits for the n first; a notebook after those, for all
    unused=("debugpy", "ipywidgets"),  # for people at a notebook, and there are none in a build
    lazy=(  # a third of the import time of the charts' modules, which seldom use it
        "numpy.f2py", "numpy.testing", "scipy.cluster", "scipy.linalg.interpolative", "scipy.optimize._shgo",
        "scipy.stats",
    ),
)  # fmt: skip
