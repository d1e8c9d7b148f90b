"""Fit charts into a page: the page's colours, unique ids, and a control over each mark."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markupsafe import Markup

from tally.charts.drawing import NAMES, SVG, Box, write_drawing
from tally.evidence import Number
from tally.page.cards import Notes, PageError

REFERENCE = re.compile(r"url\(#([^()]+)\)")
COLOUR = re.compile(r"#[0-9a-f]{6}\b")
NAMESPACE = f' xmlns="{SVG}"'  # which HTML does not need
LENGTH = re.compile(r"-?[\d.]+")
STRETCHED = "stretched"  # the form of a chart whose marks, but not its words, are as wide as there is room
EVENT = "event-"  # the start of the id of a dated event on a page
SMALLEST = 24.0  # the least width and height of a control, in the units of the drawing
EDGE = 2.0  # by which a control is larger than its mark, at least
Mark = tuple[Number | str, Box, bool, str]  # what it leads to, its place, whether it is words, and what it is


def embed_chart(
    svg: str, name: str, known: Mapping[str, Number], notes: Notes, form: str = "wide", *, events: bool = True
) -> Markup:
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
    form : str
        Its form: wide, narrow, or only; or wide with marks that are stretched.
    events : bool
        Whether the page lists the dated events to which marks can lead.

    Returns
    -------
    Markup
        The drawing in the page's colours, light or dark, without its headline, and over each mark that leads to a
        number a button that opens its card, or a link to a dated event. The first button of a number has a name that
        is read aloud and can be reached by keyboard; the others are for the pointer.

    Raises
    ------
    PageError
        A mark leads to an unknown number, or the drawing refers to a part that it does not have.
    """
    root = ElementTree.fromstring(svg)
    root.set("class", f"chart {name}")
    for attribute in ("width", "height", "data-source", "font-family", "style"):  # the page has its typeface and paper
        root.attrib.pop(attribute, None)
    frame = _without_headline(root)
    marks = [mark for mark in _marks(root, name, known) if events or not isinstance(mark[0], str)]
    for number, *_ in marks:
        if isinstance(number, Number):
            notes.owe(number)
    for text in root.iter(f"{{{SVG}}}text"):  # the page has the typeface
        for attribute in ("textLength", "lengthAdjust"):
            text.attrib.pop(attribute, None)
    for group in root.iter(f"{{{SVG}}}g"):  # the controls have the titles
        for title in group.findall(f"{{{SVG}}}title"):
            group.remove(title)
    _refer_within(root, f"{name}-{form}")
    if form == "narrow":  # the same as the wide one says
        root.attrib.pop("aria-label", None)
        root.set("aria-labelledby", f"chart-{name}")
    elif form != "only":
        root.set("id", f"chart-{name}")
    drawings, style = [root], ""
    if form == STRETCHED:
        drawings, style, form = [root, _apart(root, frame)], Markup(' style="--tall:{:g}"').format(frame[3]), "wide"
    drawn = "".join(write_drawing(drawing).replace(NAMESPACE, "", 1) for drawing in drawings)
    drawn = COLOUR.sub(lambda match: _variable(match.group()), drawn)
    shape = f"plot {name} {form}"
    return Markup('<div class="{}"{}>{}{}</div>').format(shape, style, Markup(drawn), _controls(marks, frame))


def _without_headline(root: Element) -> list[float]:
    """Remove a chart's headline, which pages have as words, and its margin; return the frame of the rest."""
    left, top, width, height = (float(length) for length in root.get("viewBox", "0 0 1 1").split())
    for group in root.findall(f"{{{SVG}}}g[@class='headline']"):
        root.remove(group)
    left, top, width, height = 0.0, 0.0, width + 2 * left, height + top + left
    root.set("viewBox", " ".join(f"{length:g}" for length in (left, top, width, height)))
    return [left, top, width, height]


def _apart(root: Element, frame: list[float]) -> Element:
    """Move a chart's marks to a drawing that can be stretched, and return it; its words stay, placed by shares."""
    marks = root[-1]
    words = marks[-1]
    across, down = (float(length) for length in LENGTH.findall(marks.get("transform", "")))
    marks.remove(words)
    root[-1] = words
    for text in words.iter(f"{{{SVG}}}text"):
        text.set("x", f"{100 * (float(text.get('x', '0')) + across) / frame[2]:.4g}%")
    words.set("transform", f"translate(0 {down:g})")
    below = {"class": "marks", "viewBox": root.attrib.pop("viewBox"), "preserveAspectRatio": "none"}
    drawing = Element(f"{{{SVG}}}svg", below | {"aria-hidden": "true"})
    drawing.append(marks)
    return drawing


def _refer_within(root: Element, name: str) -> None:
    """Write a chart's ids and references with a start that no other drawing of the page has."""
    ids = {element.get("id"): f"{name}-{place}" for place, element in enumerate(root.iter()) if element.get("id")}
    for element in root.iter():
        for key, value in element.attrib.items():
            for target in REFERENCE.findall(value):
                if target not in ids:
                    msg = f"The chart {name} refers to #{target}, which is not in it."
                    raise PageError(msg)
                element.set(key, REFERENCE.sub(f"url(#{ids[target]})", value))
        if element.get("id"):
            element.set("id", ids[element.get("id")])


def _marks(root: Element, name: str, known: Mapping[str, Number]) -> list[Mark]:
    """Return the marks that lead to something: what that is, the place of the mark, and whether it is words."""
    marks, tips = list[Mark](), dict[str, str]()
    for group in root.iter(f"{{{SVG}}}g"):
        target = group.attrib.pop("data-to", None)
        if target is None:
            continue
        left, top, right, bottom = (float(length) for length in group.attrib.pop("data-box").split())
        aim = target if target.startswith(EVENT) else known.get(target)
        if aim is None:
            msg = f"The chart {name} leads to {target}, for which the briefing has no evidence."
            raise PageError(msg)
        tip = group.findtext(f"{{{SVG}}}title", "") or tips.get(target, "")
        tips[target] = tip
        marks.append((aim, (left, top, right, bottom), next(group.iter(f"{{{SVG}}}text"), None) is not None, tip))
    return marks


def _controls(marks: list[Mark], frame: list[float]) -> Markup:
    """Return the controls: large shapes below, small ones over them, words on top."""
    left, top, width, height = frame
    named: set[str] = set()
    first: dict[str, int] = {}
    for place, mark in sorted(enumerate(marks), key=lambda mark: (not mark[1][2], mark[0])):
        first.setdefault(_id(mark[0]), place)
    controls = Markup("")
    for place in sorted(range(len(marks)), key=lambda place: (marks[place][2], -_area(marks[place][1]), place)):
        aim, box, is_words, tip = marks[place]
        x0, x1 = _widened(box[0], box[2], left, left + width)
        y0, y1 = _widened(box[1], box[3], top, top + height)
        at = (y0 - top) / height, (left + width - x1) / width, (top + height - y1) / height, (x0 - left) / width
        style = "inset:" + " ".join(f"{100 * part:.1f}%" for part in at)
        access = Markup(' tabindex="-1" aria-hidden="true"')
        if first[_id(aim)] == place and _id(aim) not in named:
            access = Markup("")  # the title is its name
            named.add(_id(aim))
        elif is_words:  # which say what they are
            tip = ""
        title = Markup(' title="{}"').format(tip) if tip else ""
        controls += Markup(CONTROLS[isinstance(aim, str)]).format(_id(aim), style, title, access)
    return controls


CONTROLS = {
    False: '<button class="mark" popovertarget="{}" style="{}"{}{}></button>',
    True: '<a class="mark" href="#{}" style="{}"{}{}></a>',
}


def _id(aim: Number | str) -> str:
    """Return the id of what a mark leads to."""
    return aim if isinstance(aim, str) else aim.id


def _widened(low: float, high: float, first: float, last: float) -> tuple[float, float]:
    """Return a range widened to what a finger can hit, within the drawing."""
    more = max(SMALLEST - (high - low), EDGE) / 2
    return max(low - more, first), min(high + more, last)


def _area(box: Box) -> float:
    """Return the area of a box."""
    return (box[2] - box[0]) * (box[3] - box[1])


def _variable(colour: str) -> str:
    """Return the style sheet's variable for one of the charts' colours; other colours unchanged."""
    return f"var(--{NAMES[colour]})" if colour in NAMES else colour
