"""Save a chart as SVG and PNG, with its headline and its source inside the picture, as the same bytes each time."""

from pathlib import Path

from tally.analysis import require_unpublished
from tally.charts.drawing import Sheet, sheet_as_png, sheet_as_svg
from tally.project import write_file


def save_chart(chart: Sheet, stem: Path, *, source: str, alt: str, headline: str = "", png: bool = True) -> Path:
    """
    Save a chart as SVG and as PNG.

    Parameters
    ----------
    chart : Sheet
        The result of a chart function.
    stem : Path
        Folder and name, without an ending.
    source : str
        The origin of the figures, which is written inside the picture.
    alt : str
        The alternative text: what the chart shows.
    headline : str
        The sentence above the chart.
    png : bool
        Whether to save a PNG too.

    Returns
    -------
    Path
        The SVG.
    """
    require_unpublished(stem.parent.parent)
    path = stem.with_suffix(".svg")
    write_file(path, draw_svg(chart, stem.name, source=source, alt=alt, headline=headline))
    if png:
        write_file(stem.with_suffix(".png"), sheet_as_png(chart))
    return path


def draw_svg(chart: Sheet, name: str, *, source: str, alt: str, headline: str = "") -> str:
    """Render a chart as SVG with its source. The ids in it begin with the name; for the others, see `save_chart`."""
    return sheet_as_svg(chart, name, source=source, alt=alt, headline=headline)
