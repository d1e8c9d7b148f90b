"""Write a sheet as SVG, as short as can be: the same bytes each time."""

import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import matplotlib as mpl
from markupsafe import escape

from tally.charts.drawing.letters import LINE, SIZE, wrapped
from tally.charts.drawing.marks import Mark, Words
from tally.charts.drawing.sheet import Sheet
from tally.charts.drawing.style import INK, MUTED, PAPER, POINTS, styled
from tally.text import isolated, words

SVG = "{http://www.w3.org/2000/svg}"
TYPEFACE = "Inter, Arial, sans-serif"
HALO = 3  # pixels of paper around words
HEAD, FOOT = 10, 4  # pixels between the headline and the chart, and below the source
MARGIN = 12  # pixels around all of it
NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?|-?\d+")
SPACES = re.compile(r"\s*([A-Za-z])\s*")
USUAL = {"stroke-linejoin", "stroke-linecap", "font", "text-anchor: start", "stroke-width: 1"}  # of every drawing
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML


def sheet_as_svg(sheet: Sheet, name: str, *, source: str, alt: str, headline: str = "") -> str:
    """
    Return a sheet as SVG that needs no other file.

    Parameters
    ----------
    sheet : Sheet
        The chart.
    name : str
        Its name, with which its ids begin.
    source : str
        The origin of the figures, which is written at its foot.
    alt : str
        The alternative text.
    headline : str
        The sentence above the chart. It is in a group of its own above the point zero, so that a page that has the
        headline already can leave it out, with the margin.
    """
    foot, heading = (
        wrapped(words.CHART["source"].format(source), sheet.width),
        wrapped(headline, sheet.width, bold=True),
    )
    above = (LINE * len(heading) + HEAD if heading else 0.0) + MARGIN
    below = sheet.height + LINE * len(foot) + FOOT + MARGIN
    for place, line in enumerate(heading):
        at = (0, LINE * (place + 0.8) - above + MARGIN)
        sheet.add_words(Words(text=isolated(line), at=at, bold=True), f"headline-{place}")
    for place, line in enumerate(foot):
        at = (0, sheet.height + LINE * (place + 0.8))
        sheet.add_words(Words(text=isolated(line), at=at, colour=MUTED), f"source-{place}")
    sheet.frame(above, below, MARGIN)
    picture = io.StringIO()
    with styled(), mpl.rc_context({"svg.hashsalt": name}):
        sheet.savefig(picture, format="svg", dpi=POINTS, metadata={"Date": None, "Creator": None})
    root = ElementTree.fromstring(FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", picture.getvalue()))
    drawn = {group.get("id", ""): group for group in root.iter(f"{SVG}g")}
    hatches = {
        pattern.get("id", ""): f"{name}-hatch-{place}" for place, pattern in enumerate(root.iter(f"{SVG}pattern"))
    }
    marks = [_linked(mark, _shapes(drawn[f"mark-{place}"], hatches)) for place, mark in enumerate(sheet.marks)]
    texts = [_linked(text, _shapes(drawn[f"words-{place}"], hatches)) for place, text in enumerate(sheet.words)]
    credit = [_shapes(drawn[f"source-{place}"], hatches) for place in range(len(foot))]
    title = "".join(_shapes(drawn[f"headline-{place}"], hatches) for place in range(len(heading)))
    width, tall = _number(sheet.width + 2 * MARGIN), _number(above + below)
    shift = f' transform="translate({-MARGIN} {_number(-above)})"'
    start = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{tall}" '
        f'viewBox="{-MARGIN} {_number(-above)} {width} {tall}" role="group" aria-label="{_safe(alt)}" '
        f'data-source="{_safe(source)}" font-family="{TYPEFACE}" font-size="{_number(SIZE)}">'
    )
    halo = f'<g fill="{INK}" stroke="{PAPER}" stroke-width="{HALO}" stroke-linejoin="round" paint-order="stroke">'
    return "".join([
        start, *_patterns(root, hatches),
        f'<g class="headline"{shift} font-weight="600">{title}</g>' if title else "",
        f"<g{shift}>", *marks, halo, *texts, *credit, "</g></g></svg>\n",
    ])  # fmt: skip


def _patterns(root: Element, hatches: dict[str, str]) -> Iterator[str]:
    """Yield the patterns of hatched fillings."""
    for pattern in root.iter(f"{SVG}pattern"):
        name, width, height = hatches[pattern.get("id", "")], pattern.get("width"), pattern.get("height")
        start = f'<pattern id="{name}" width="{width}" height="{height}" patternUnits="userSpaceOnUse">'
        yield f"{start}{_shapes(pattern, hatches)}</pattern>"


def _linked(thing: Mark | Words, markup: str) -> str:
    """Wrap a mark in a group that says what it leads to, where it is, and what it is."""
    if thing.link is None:
        return markup
    place = " ".join(map(_number, thing.box))
    return (
        f'<g data-to="{_safe(thing.link.target)}" data-box="{place}"><title>{_safe(thing.link.tip)}</title>{markup}</g>'
    )


def _shapes(group: Element, hatches: dict[str, str]) -> str:
    """Return the shapes and words of a group, with short numbers and without what is usual."""
    written = ""
    for element in group.iter():
        style = dict(part.split(": ", 1) for part in element.get("style", "").split("; ") if ": " in part)
        look = "".join(
            f' {key}="{_reference(value, hatches)}"'
            for key, value in style.items()
            if key not in USUAL and f"{key}: {value}" not in USUAL and (key, value) != ("fill", INK)
        )
        match element.tag.removeprefix(SVG):
            case "path":
                path = SPACES.sub(r"\1", NUMBER.sub(lambda number: _number(float(number[0])), element.get("d", "")))
                written += f'<path d="{" ".join(path.split())}"{look}/>'
            case "rect":
                written += (
                    f'<path d="M0 0H{element.get("width")}V{element.get("height")}H0z" fill="{element.get("fill")}"/>'
                )
            case "text":
                place = "".join(f' {key}="{_number(float(element.get(key, "0")))}"' for key in ("x", "y"))
                look += ' font-weight="600"' if style.get("font", "").startswith("600") else ""
                written += f"<text{place}{look}>{_safe(element.text or '')}</text>"
    return written


def _reference(value: str, hatches: dict[str, str]) -> str:
    """Return a value of a style; a pattern by its new name."""
    return re.sub(r"url\(#(\w+)\)", lambda match: f"url(#{hatches[match[1]]})", value)


def _number(value: float) -> str:
    """Format a length in pixels, with one decimal unless it is whole."""
    return f"{round(value, 1) + 0.0:g}"


def _safe(text: str) -> str:
    """Return a text as XML can have it, without markup."""
    return str(escape(FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)))
