"""Save a chart, with its source inside the picture, as the same bytes each time."""

import io
import re
import textwrap
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
from matplotlib.figure import Figure

from tally.analysis import require_unpublished
from tally.charts.style import MUTED, styled
from tally.project import write_file
from tally.text import isolated, words

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
CHARACTERS_PER_INCH = 19  # of the source line
COMPRESSION = 3  # of a PNG: a tenth larger than the best, but in half the time
ROOM, LINE = 2, 0.153  # lines that fit at the foot of every chart, and the inches of each


def save_chart(chart: Figure, stem: Path, *, source: str, alt: str, png: bool = True) -> Path:
    """
    Save a chart as SVG and as PNG.

    Parameters
    ----------
    chart : Figure
        The result of a chart function.
    stem : Path
        Folder and name, without an ending.
    source : str
        The origin of the figures, which is written inside the picture.
    alt : str
        The alternative text: what the chart shows.
    png : bool
        Whether to save a PNG too.

    Returns
    -------
    Path
        The SVG.
    """
    require_unpublished(stem.parent.parent)
    svg = draw_svg(chart, stem.name, source=source, alt=alt)
    path = stem.with_suffix(".svg")
    write_file(path, svg)
    if png:
        options = {"metadata": {"Software": None}, "pil_kwargs": {"compress_level": COMPRESSION}}
        with styled():
            chart.savefig(picture := io.BytesIO(), format="png", dpi=200, **options)
        write_file(stem.with_suffix(".png"), picture.getvalue())
    return path


def draw_svg(chart: Figure, name: str, *, source: str, alt: str) -> str:
    """Render a chart as SVG with its source. The name seeds the ids in it; for the others, see `save_chart`."""
    width = int(chart.get_figwidth() * CHARACTERS_PER_INCH)
    lines = textwrap.wrap(words.CHART["source"].format(source), width)
    _make_room(chart, len(lines))
    picture = io.StringIO()
    with styled(), mpl.rc_context({"svg.hashsalt": name}):
        style = {"fontsize": 7, "color": MUTED, "va": "bottom", "linespacing": 1.3}
        chart.text(0.02, 0.05 / chart.get_figheight(), "\n".join(map(isolated, lines)), **style)
        chart.savefig(picture, format="svg", metadata={"Date": None, "Creator": None})
    return _described(picture.getvalue(), alt, source)


def _make_room(chart: Figure, lines: int) -> None:
    """Extend a chart at its foot if its source needs more lines than fit there."""
    more = max(lines - ROOM, 0) * LINE
    height, around = chart.get_figheight(), chart.subplotpars
    chart.set_figheight(height + more)
    chart.subplots_adjust(
        bottom=(around.bottom * height + more) / (height + more), top=(around.top * height + more) / (height + more)
    )


def _described(svg: str, alt: str, source: str) -> str:
    """Add the alternative text and the source to an SVG, and remove its metadata and the ids that nothing uses."""
    for prefix, namespace in (("", SVG), ("xlink", XLINK)):
        ElementTree.register_namespace(prefix, namespace)
    used = set(re.findall(r'(?:url\(#|href="#)([^")]+)', svg))
    root = ElementTree.fromstring(svg)
    for metadata in root.findall(f"{{{SVG}}}metadata"):
        root.remove(metadata)
    for element in root.iter():
        if element.get("id") not in used:
            element.attrib.pop("id", None)
    root.set("role", "group")
    root.set("aria-label", alt)
    root.set("data-source", source)
    text = ElementTree.tostring(root, encoding="unicode")
    return text.replace("'Inter', 'DejaVu Sans'", "Inter, 'Helvetica Neue', Arial, sans-serif") + "\n"
