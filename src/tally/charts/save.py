"""Draw and save charts as SVG and PNG, with headline and source inside the picture, as the same bytes each time."""

from pathlib import Path

from tally.analysis import require_unpublished
from tally.charts.drawing import NARROW, WIDE, Sheet, sheet_as_png, sheet_as_svg, styled
from tally.charts.registry import CHARTS, Drawing, chart_names
from tally.evidence import load_sentences, sentence_text
from tally.evidence.series import AnyFindings
from tally.project import write_file
from tally.records.bibliography import credit_line


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


def headline_of(name: str, findings: AnyFindings) -> str:
    """Return the sentence above a chart; empty if the sentences have none for it."""
    macro = f"headline_{name}"
    return sentence_text(macro, findings) if macro in load_sentences() else ""


def draw_charts(findings: AnyFindings, folder: Path) -> dict[str, Path]:
    """Draw and save the charts that have data. Return the SVG of each, by its name, the wide one if there are two."""
    paths = dict[str, Path]()
    with styled():
        for name in chart_names(findings):
            drawing, headline = CHARTS[name].draw(findings), headline_of(name, findings)
            for form, width in zip(CHARTS[name].forms, _widths(name), strict=True):
                more = {**_inside(drawing, findings), "headline": headline}
                path = save_chart(drawing.draw(width), folder / "charts" / form, **more, png=form == name)
                paths.setdefault(name, path)
    return paths


def draw_pictures(findings: AnyFindings, scale: float = 2.0) -> dict[str, bytes]:
    """Draw the charts that have data as PNG, so many times as large as on a page, by the names of their files."""
    pictures = {}
    for name in chart_names(findings):
        drawing = CHARTS[name].draw(findings)
        sheet = drawing.draw(_widths(name)[0])
        draw_svg(sheet, name, **_inside(drawing, findings), headline=headline_of(name, findings))
        pictures[f"{name}.png"] = sheet_as_png(sheet, scale)
    return pictures


def _widths(name: str) -> tuple[float, ...]:
    """Return the widths of a chart's forms."""
    return (WIDE, NARROW) if CHARTS[name].wide else (NARROW,)


def _inside(drawing: Drawing, findings: AnyFindings) -> dict[str, str]:
    """Return the words that every form of a chart has inside."""
    return {"source": credit_line(drawing.sources, findings.dossier.sources), "alt": drawing.alt}
