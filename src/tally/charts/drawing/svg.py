"""Write a sheet as SVG, as short as can be: the same bytes each time."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import matplotlib as mpl
from markupsafe import escape

from tally.charts.drawing.letters import LINE, SIZE, width_of, wrapped
from tally.charts.drawing.marks import Mark, Words
from tally.charts.drawing.sheet import Sheet
from tally.charts.drawing.shorter import DRAWN, short, short_path, shorten
from tally.charts.drawing.style import INK, MUTED, PAPER, POINTS, styled
from tally.text import isolated, words

SVG = "{http://www.w3.org/2000/svg}"
Drawn = tuple[Mark | Words, str]  # and its markup
TYPEFACE = "Inter, Arial, sans-serif"
HALO = 3  # pixels of paper around words
HEAD, FOOT = 10, 4  # pixels between the headline and the chart, and below the source
MARGIN = 12  # pixels around all of it
LONG = 0.8  # of the width of a sheet: a line that could be cut in a wider typeface
LATIN = re.compile("[ -\u024f\u2010-\u2030]*")
HINTS = "hints"  # the class of shapes that only say what is there
# The style of every drawing; the size and the typeface of letters are written once, at its start
USUAL = {"stroke-linejoin", "stroke-linecap", "font", "font-family", f"font-size: {SIZE:g}px"}
USUAL |= {"text-anchor: start", "stroke-width: 1", "stroke-width: 1.0", "stroke-dashoffset: 0"}
HATCH = "M-1 1L1 -1M0 6L6 0M5 7L7 5"  # of a tile of six pixels, the same lines as Matplotlib's of 72
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
    with styled():
        mpl.rcParams["svg.hashsalt"] = name
        sheet.savefig(picture, format="svg", dpi=POINTS, metadata={"Date": None, "Creator": None})
    root = ElementTree.fromstring(FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", picture.getvalue()))
    drawn = {group.get("id", ""): group for group in root.iter(f"{SVG}g")}
    hatches = {
        pattern.get("id", ""): f"{name}-hatch-{place}" for place, pattern in enumerate(root.iter(f"{SVG}pattern"))
    }
    drawings = [
        (mark, _named(mark, _shapes(drawn[f"mark-{place}"], hatches))) for place, mark in enumerate(sheet.marks)
    ]
    texts = [(text, drawn[f"words-{place}"]) for place, text in enumerate(sheet.words)]
    usual = Counter(text.colour for text in sheet.words).most_common(1)[0][0] if sheet.words else INK
    written = [(text, _shapes(group, hatches, usual)) for text, group in texts]
    links = _links([*drawings, *written])
    credit = [
        _fitted(_shapes(drawn[f"source-{place}"], hatches, usual), line, sheet.width) for place, line in enumerate(foot)
    ]
    title = "".join(
        _fitted(_shapes(drawn[f"headline-{place}"], hatches), line, sheet.width, bold=True)
        for place, line in enumerate(heading)
    )
    width, tall = short(sheet.width + 2 * MARGIN), short(above + below)
    shift = f' transform="translate({-MARGIN} {short(-above)})"'
    start = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{tall}" '
        f'viewBox="{-MARGIN} {short(-above)} {width} {tall}" role="group" aria-label="{_safe(alt)}" '
        f'data-source="{_safe(source)}" font-family="{TYPEFACE}" font-size="{short(SIZE)}" '
        f'style="background:{PAPER}">'
    )
    halo = f'<g fill="{usual}" stroke="{PAPER}" stroke-width="{HALO}" stroke-linejoin="round" paint-order="stroke">'
    return shorten("".join([
        start, *_patterns(root, hatches),
        f'<g class="headline"{shift} font-weight="600">{title}</g>' if title else "",
        f"<g{shift}>", *_together(drawings, links), _hints(sheet), halo, *_together(written, links), *credit,
        "</g></g></svg>\n",
    ]))  # fmt: skip


def _hints(sheet: Sheet) -> str:
    """Return the parts of a sheet that say what is in them, as thick lines that nobody sees."""
    rows = ""
    for (top, bottom), row in groupby(sheet.hints, lambda hint: hint[0][1::2]):
        middle = short((top + bottom) / 2)
        shapes = (
            f'<path d="M{short(left)} {middle}h{short(right - left)}"><title>{_safe(tip)}</title></path>'
            for (left, _, right, _), tip in row
        )
        rows += f'<g stroke-width="{short(bottom - top)}">{"".join(shapes)}</g>'
    return f'<g class="{HINTS}" fill="none" pointer-events="stroke">{rows}</g>' if rows else ""


def _patterns(root: Element, hatches: dict[str, str]) -> Iterator[str]:
    """Yield the patterns of hatched fillings, each a small tile with the lines of the large one."""
    for pattern in root.iter(f"{SVG}pattern"):
        start = f'<pattern id="{hatches[pattern.get("id", "")]}" width="6" height="6" patternUnits="userSpaceOnUse">'
        ground, lines = _shapes(pattern, hatches).split("/>", 1)
        yield f"{start}{DRAWN.sub('M0 0H6V6H0z', ground)}/>{DRAWN.sub(HATCH, lines)}</pattern>"


def _links(things: Sequence[Drawn]) -> dict[int, str]:
    """Return what is written before a thing that leads somewhere: its target, its place and what it is, once for each.

    All parts of a row are one; words have no tip of their own if a mark has it.
    """
    parts: dict[tuple[str, int], list[int]] = {}
    for place, (thing, _) in enumerate(things):
        if thing.link:
            parts.setdefault((thing.link.target, 0 if thing.link.row else place + 1), []).append(place)
    starts, names = dict[int, str](), set[str]()
    for (target, _), places in parts.items():
        boxes = [things[place][0].box for place in places]
        ends = (min(box[0] for box in boxes), min(box[1] for box in boxes),
                max(box[2] for box in boxes), max(box[3] for box in boxes))  # fmt: skip
        first, link = things[places[0]][0], things[places[0]][0].link
        tip = f"<title>{_safe(link.tip)}</title>" if link and target not in names | {""} else ""
        names.add(target)
        starts[id(first)] = f'<g data-to="{_safe(target)}" data-box="{" ".join(map(short, ends))}">{tip}'
    return starts


def _named(mark: Mark, markup: str) -> str:
    """Return the shape of a mark, with what it is if it leads nowhere and says so."""
    return f"{markup.removesuffix('/>')}><title>{_safe(mark.tip)}</title></path>" if mark.tip else markup


def _group_of(thing: Drawn) -> tuple[str, bool] | None:
    """Return what a thing leads to, and whether it is part of a row."""
    link = thing[0].link
    return (link.target, link.row) if link else None


def _together(things: Sequence[Drawn], links: dict[int, str]) -> Iterator[str]:
    """Yield what is drawn, that which leads somewhere in groups; neighbours that lead to the same are in one."""
    for _, group in groupby(things, _group_of):
        members = list(group)
        row = members[0][0].link and members[0][0].link.row
        for batch in [members] if row else [[member] for member in members]:
            start = links.get(id(batch[0][0]), "")
            yield f"{start}{''.join(markup for _, markup in batch)}{'</g>' if start else ''}"


def _shapes(group: Element, hatches: dict[str, str], usual: str = "") -> str:
    """Return the shapes and words of a group, with short numbers and without what is usual."""
    written = ""
    for element in group.iter():
        tag = element.tag.removeprefix(SVG)
        style = dict(part.split(": ", 1) for part in element.get("style", "").split("; ") if ": " in part)
        if tag == "text" and style.get("fill") == usual:
            del style["fill"]
        look = "".join(
            f' {key}="{_reference(value, hatches)}"'
            for key, value in style.items()
            if key not in USUAL and f"{key}: {value}" not in USUAL
        )
        match tag:
            case "path":
                written += f'<path d="{short_path(element.get("d", ""))}"{look}/>'
            case "rect":
                right, bottom, fill = (element.get(key) for key in ("width", "height", "fill"))
                written += f'<path d="M0 0H{right}V{bottom}H0z" fill="{fill}"/>'
            case "text":
                place = "".join(f' {key}="{short(float(element.get(key, "0")))}"' for key in ("x", "y"))
                look += ' font-weight="600"' if style.get("font", "").startswith("600") else ""
                written += f"<text{place}{look}>{_safe(element.text or '')}</text>"
    return written


def _fitted(markup: str, line: str, room: float, *, bold: bool = False) -> str:
    """Return a long line with its length, so that it is not cut where a program draws it in a wider typeface."""
    length = width_of(line, bold=bold)
    if length < LONG * room or not LATIN.fullmatch(line):
        return markup
    return markup.replace(">", f' textLength="{short(length)}" lengthAdjust="spacingAndGlyphs">', 1)


def _reference(value: str, hatches: dict[str, str]) -> str:
    """Return a value of a style; a pattern by its new name."""
    return re.sub(r"url\(#(\w+)\)", lambda match: f"url(#{hatches[match[1]]})", value)


def _safe(text: str) -> str:
    """Return a text as XML can have it, without markup."""
    return str(escape(FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)))
