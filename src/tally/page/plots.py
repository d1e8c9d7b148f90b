"""Fit charts into a page: references that browsers follow, unique ids, and a control over each mark."""

import re
from collections.abc import Mapping
from functools import cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markupsafe import Markup
from PIL import ImageFont

from tally.charts import FONTS, NAMES
from tally.evidence import Number
from tally.page.cards import Notes, PageError
from tally.text import words

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
HREF = f"{{{XLINK}}}href"
REFERENCE = re.compile(r"url\(#([^()]+)\)")
COLOUR = re.compile(r"#[0-9a-f]{6}\b")
PLACED = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
SIZED = re.compile(r"font-size: ([\d.]+)px")
SMALLEST = 12.0  # the least width and height of a control, in the units of the drawing
EM = 100  # size at which texts are measured
Box = tuple[float, float, float, float]  # left, top, right, bottom


def embed_chart(svg: str, name: str, known: Mapping[str, Number], notes: Notes) -> Markup:
    """
    Fit a chart into a page.

    Parameters
    ----------
    svg : str
        The chart as a file of its own.
    name : str
        Its name, with which its ids begin, so that no two charts of a page share an id.
    known : mapping
        The numbers that its marks can lead to, by id.
    notes : Notes
        The numbers whose cards the page needs, to which these are added.

    Returns
    -------
    Markup
        The drawing in the page's colours, light or dark, and over each mark that leads to a number a button that opens
        its card. The first button of a number has a name that is read aloud and can be reached by keyboard; the others
        are for the pointer.

    Raises
    ------
    PageError
        A mark leads to an unknown number, or the drawing refers to a part that it does not have.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)
    root.set("class", f"chart {name}")
    for size in ("width", "height"):
        root.attrib.pop(size, None)
    marks = _marks(root, name, known, notes)
    _refer_within(root, name)
    drawing = COLOUR.sub(lambda match: _variable(match.group()), ElementTree.tostring(root, encoding="unicode"))
    buttons = _buttons(marks, [float(length) for length in root.get("viewBox", "0 0 1 1").split()])
    return Markup('<div class="plot {}">{}{}</div>').format(name, Markup(drawing), buttons)


def _refer_within(root: Element, name: str) -> None:
    """Add its name to a chart's ids, and write each reference as browsers follow it, with a plain `href`."""
    ids = {element.get("id") for element in root.iter()}
    for element in root.iter():
        target = element.attrib.pop(HREF, element.get("href", ""))
        if target.startswith("#") and target[1:] not in ids:
            msg = f"The chart {name} refers to {target}, which is not in it."
            raise PageError(msg)
        if target:
            element.set("href", f"#{name}-{target[1:]}" if target.startswith("#") else target)
        for key, value in element.attrib.items():
            element.set(key, REFERENCE.sub(rf"url(#{name}-\1)", value))
        if element.get("id"):
            element.set("id", f"{name}-{element.get('id')}")


def _marks(root: Element, name: str, known: Mapping[str, Number], notes: Notes) -> list[tuple[Number, Box, bool]]:
    """Return the marks that lead to numbers: the number, the place of the mark, and whether it is a text."""
    marks = []
    for link in root.iter(f"{{{SVG}}}a"):
        target = link.attrib.pop(HREF)
        number = known.get(target.removeprefix("#"))
        if number is None:
            msg = f"The chart {name} leads to {target}, for which the briefing has no evidence."
            raise PageError(msg)
        notes.owe(number)
        link.tag = f"{{{SVG}}}g"
        link.attrib.pop("target", None)
        if box := _box(link):
            marks.append((number, box, link.find(f".//{{{SVG}}}text") is not None))
    return marks


def _buttons(marks: list[tuple[Number, Box, bool]], frame: list[float]) -> Markup:
    """Return the controls: large shapes below, small ones over them, texts on top."""
    left, top, width, height = frame
    named: set[str] = set()
    first = {number.id: place for place, (number, _, text) in reversed([*enumerate(marks)]) if text}
    first |= {number.id: place for place, (number, _, _) in reversed([*enumerate(marks)]) if number.id not in first}
    buttons = Markup("")
    order = sorted(range(len(marks)), key=lambda place: (marks[place][2], -_area(marks[place][1]), place))
    for place in order:
        number, box, _ = marks[place]
        x0, x1 = _widened(box[0], box[2], left, left + width)
        y0, y1 = _widened(box[1], box[3], top, top + height)
        at = (100 * (x0 - left) / width, 100 * (y0 - top) / height, 100 * (x1 - x0) / width, 100 * (y1 - y0) / height)
        style = "left:{:.2f}%;top:{:.2f}%;width:{:.2f}%;height:{:.2f}%".format(*at)
        access = Markup('tabindex="-1" aria-hidden="true"')
        if first[number.id] == place and number.id not in named:
            access = Markup('aria-label="{}"').format(words.PAGE["evidence"].format(number.text, number.label))
            named.add(number.id)
        button = '<button type="button" class="mark" popovertarget="{}" style="{}" {}></button>'
        buttons += Markup(button).format(number.id, style, access)
    return buttons


def _box(link: Element) -> Box | None:
    """Return the box that a mark covers, in the units of the drawing; None if it draws nothing."""
    points: list[tuple[float, float]] = []
    for element in link.iter():
        tag = element.tag.removeprefix(f"{{{SVG}}}")
        if tag == "path":
            numbers = [float(number) for number in PLACED.findall(element.get("d", ""))]
            points += zip(numbers[::2], numbers[1::2], strict=False)
        elif tag == "use":
            points.append((float(element.get("x", "0")), float(element.get("y", "0"))))
        elif tag == "text":
            points += _corners(element)
    if not points:
        return None
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def _corners(text: Element) -> list[tuple[float, float]]:
    """Return the upper left and the lower right corner of a text."""
    style = text.get("style", "")
    size = float(match.group(1)) if (match := SIZED.search(style)) else 10.0
    place = text.get("transform", "") if text.get("x") is None else f"{text.get('x')} {text.get('y')}"
    x, y = (float(number) for number in PLACED.findall(place)[:2])
    width = _typeface("600" if "font-weight: 600" in style else "400").getlength(text.text or "") * size / EM
    x -= {"middle": width / 2, "end": width}.get(style.partition("text-anchor: ")[2].partition(";")[0], 0)
    return [(x, y - size), (x + width, y + size * 0.3)]


@cache
def _typeface(weight: str) -> ImageFont.FreeTypeFont:
    """Load the charts' typeface, to measure texts."""
    return ImageFont.truetype(str(FONTS / f"inter-{weight}.ttf"), EM)


def _widened(low: float, high: float, first: float, last: float) -> tuple[float, float]:
    """Return a range widened to what a finger can hit, within the drawing."""
    more = max(SMALLEST - (high - low), 0) / 2
    return max(low - more, first), min(high + more, last)


def _area(box: Box) -> float:
    """Return the area of a box."""
    return (box[2] - box[0]) * (box[3] - box[1])


def _variable(colour: str) -> str:
    """Return the style sheet's variable for one of the charts' colours; other colours unchanged."""
    return f"var(--{NAMES[colour]})" if colour in NAMES else colour
