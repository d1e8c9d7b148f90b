"""Write the same drawing in fewer bytes."""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SVG = "http://www.w3.org/2000/svg"
NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?|-?\d+")
STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")
DRAWN = re.compile(r'(?<= d=")[^"]*')
LINES = re.compile(r'<path d="(?P<drawn>[^"]*)"(?P<look> fill="none"[^<>]*)/>(?:<path d="[^"]*"(?P=look)/>)*')
WRITTEN = r'<text x="[^"]*" y="[^"]*"{}>[^<]*</text>'
ALIKE = re.compile(f"{WRITTEN.format('(?P<look>[^<>]+)')}(?:{WRITTEN.format('(?P=look)')})+")
PATH = r'<path d="[^"]*"{}/>'
SAME = re.compile(f"{PATH.format('(?P<look>[^<>]{20,})')}(?:{PATH.format('(?P=look)')})+")
EACH = re.compile(rf"M({NUMBER.pattern}) ({NUMBER.pattern})([HV])({NUMBER.pattern})")
STRAIGHT = re.compile(rf"(?:{EACH.pattern})+")


def shorten(svg: str) -> str:
    """Return a drawing in which neighbours of one look are one line, or one group of words."""
    return ALIKE.sub(_together, LINES.sub(_as_one, svg))


def write_drawing(root: Element) -> str:
    """
    Write a drawing that was parsed and changed.

    Groups that say nothing about their parts are left out; neighbours of one look, paths or words, are in a group that
    has it.
    """
    _ungroup(root)
    ElementTree.register_namespace("", SVG)
    svg = ElementTree.tostring(root, encoding="unicode").replace(" />", "/>")
    return SAME.sub(_together, ALIKE.sub(_together, svg))


def short(length: float) -> str:
    """Format a length in pixels, with one decimal unless it is whole."""
    return f"{round(length, 1) + 0.0:g}"


def short_path(drawn: str) -> str:
    """
    Return a path with short numbers: each level or upright line is one, others are relative, a circle is two arcs.

    Points are rounded before lines between them are measured, so that rounding does not add up.
    """
    steps = [(command, [float(number) for number in NUMBER.findall(rest)]) for command, rest in STEP.findall(drawn)]
    if [command for command, _ in steps] == [*"MCCCCCCCCz"]:
        start, end = ([short(number) for number in steps[place][1][-2:]] for place in (0, 4))
        radius = short(abs(steps[0][1][1] - steps[4][1][-1]) / 2)
        return f"M{' '.join(start)}" + "".join(f"A{radius} {radius} 0 1 1 {' '.join(point)}" for point in (end, start))
    shorter, before, last, relative = "", ["", ""], "", False
    for command, lengths in steps:
        numbers, follows = [short(length) for length in lengths], relative
        if (last, command, numbers) == ("L", "L", before):  # Matplotlib writes the last point of some lines twice
            continue
        relative = command == "L" and numbers[0] != before[0] and numbers[1] != before[1]
        if relative:
            across, down = (short(float(end) - float(start)) for start, end in zip(before, numbers, strict=True))
            shorter += f"{_joined(across) if follows else f'l{across}'}{_joined(down)}"
        elif command == "L":
            shorter += f"H{numbers[0]}" if numbers[1] == before[1] else f"V{numbers[1]}"
        else:
            shorter += command + " ".join(numbers)
        before, last = numbers[-2:] or before, command
    return shorter


def _joined(number: str) -> str:
    """Return a number as it follows another: a minus divides them already."""
    return number if number.startswith("-") else f" {number}"


def _together(texts: re.Match[str]) -> str:
    """Return paths or lines of words of one look in a group that has it."""
    look = texts["look"]
    return f"<g{look}>{texts[0].replace(look, '')}</g>"


def _as_one(lines: re.Match[str]) -> str:
    """Return lines of one look as one: level and upright ones from left to right, each from the last one's end."""
    drawn = "".join(DRAWN.findall(lines[0]))
    if not STRAIGHT.fullmatch(drawn):
        return f'<path d="{drawn}"{lines["look"]}/>'
    shorter, here = "", (0.0, 0.0)
    for x, y, along, end in sorted(EACH.findall(drawn), key=lambda line: (float(line[0]), float(line[1]))):
        start, length = (float(x), float(y)), float(end) - float(x if along == "H" else y)
        shorter += f"m{short(start[0] - here[0])} {short(start[1] - here[1])}{along.lower()}{short(length)}"
        here = (float(end), start[1]) if along == "H" else (start[0], float(end))
    return f'<path d="{shorter}"{lines["look"]}/>'


def _ungroup(element: Element) -> None:
    """Replace each group without attributes by its parts."""
    parts = list[Element]()
    for part in element:
        _ungroup(part)
        parts += [part] if part.tag != f"{{{SVG}}}g" or part.attrib else [*part]
    element[:] = parts
