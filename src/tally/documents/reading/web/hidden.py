"""Find what a web page's own styles hide, both inline styles and `<style>` elements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2
from cssselect import HTMLTranslator, SelectorError, parse
from lxml import etree

# What is applied of a page's rules; further ones are ignored:
MOST_RULES = 1000  # selectors
MOST_MATCHES = 1_000_000  # elements that they apply to
MOST_PAIRS = 2_000_000  # pairs of an element and one beside it that selectors such as `p ~ p` go through
LONGEST_SELECTOR = 2000  # characters
LONGEST_STYLE = 20_000  # characters of a `style` attribute
BESIDE = re.compile("following-sibling|preceding-sibling|position|last")  # in an XPath
FAULTS = (RecursionError, ValueError, etree.XPathError)  # of styles nested too deep, and with numbers too long
INTERESTING = frozenset({"display", "visibility", "content-visibility", "opacity", "font-size", "text-decoration",
    "text-decoration-line", "clip", "clip-path", "text-indent", "vertical-align", "position", "left", "right", "top",
    "bottom", "margin-left", "margin-top", "overflow", "overflow-x", "overflow-y", "height", "max-height", "width",
    "max-width", "transform", "filter", "color", "font"})  # fmt: skip
ZERO = re.compile(r"0+(?:\.0*)?(?:px|em|rem|pt|%|vw|vh)?|\.0+")
FAR_AWAY = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|em|rem|pt|%|vw|vh)")
NO_SIZE = re.compile(r"(?:0+|[01]px)(?:\s*/.*)?")
NO_FONT = re.compile(r"(?:[a-z]+\s+)*0(?:px|em|rem|pt|%)?(?:\s*/\s*\S+)?\s.*")
NO_SCALE, NO_PAINT = re.compile(r"scale[xy]?\(\s*0\s*(?:,\s*0\s*)?\)"), re.compile(r"opacity\(\s*0%?\s*\)")
NO_AREA = re.compile(r"rect\((?:\s*+[01](?:px)?[\s,]*+){4}\)|inset\(\s*(?:50|100)%[^)]*\)|circle\(\s*0(?:px|%)?\s*\)")
MOST_NESTED = 5  # levels of nested rules that are read
SCREEN = re.compile(r"\s*(?:only\s+)?(?:screen|all)?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """A property and its value, and how it ranks against others: important, specificity, order."""

    name: str
    value: str
    rank: tuple[bool, tuple[int, ...], int]


def styles(tree: Any) -> dict[Any, dict[str, str]]:
    """
    Compute what the page's own styles set for each element, as far as it may hide the element.

    Style sheets in other files, and rules for a certain width or device, are not applied.
    """
    ranked: dict[Any, dict[str, Style]] = {}
    for element, style in (*_from_rules(tree), *_from_attributes(tree)):
        current = ranked.setdefault(element, {}).get(style.name)
        if current is None or current.rank <= style.rank:
            ranked[element][style.name] = style
    return {
        element: {name: style.value for name, style in properties.items()} for element, properties in ranked.items()
    }


def hides(style: dict[str, str]) -> bool:
    """Return whether styles make an element and all that is in it invisible, or strike it through."""
    return (
        style.get("display") == "none" or style.get("content-visibility") == "hidden"
        or any(ZERO.fullmatch(style.get(name, "")) for name in ("opacity", "font-size"))
        or any("line-through" in style.get(name, "") for name in ("text-decoration", "text-decoration-line"))
        or any(NO_AREA.fullmatch(style.get(name, "")) for name in ("clip", "clip-path"))
        or bool(NO_FONT.fullmatch(style.get("font", "")) and "font-size" not in style)
        or bool(NO_SCALE.search(style.get("transform", "")) or NO_PAINT.search(style.get("filter", "")))
        or style.get("color") == "transparent"
        or _out_of_the_page(style) or _without_room(style)
    )  # fmt: skip


def _out_of_the_page(style: dict[str, str]) -> bool:
    """Return whether an element, or the text in it, is placed outside the page."""
    places = ["text-indent", "margin-left", "margin-top"]
    if style.get("position") in ("absolute", "fixed"):
        places += ["left", "right", "top", "bottom"]
    return any(FAR_AWAY.fullmatch(style.get(name, "")) for name in places)


def _without_room(style: dict[str, str]) -> bool:
    """Return whether an element has no height or width and hides what does not fit."""
    cut_off = any(style.get(name, "") in ("hidden", "clip") for name in ("overflow", "overflow-x", "overflow-y"))
    return cut_off and any(
        NO_SIZE.fullmatch(style.get(name, "")) for name in ("height", "max-height", "width", "max-width")
    )


def _from_attributes(tree: Any) -> Iterator[tuple[Any, Style]]:
    """Read the `style` attributes."""
    for element in tree.iter(etree.Element):
        if (text := element.get("style")) and len(text) <= LONGEST_STYLE:
            for name, value, important in _declarations(text):
                yield element, Style(name, value, (important, (1, 0, 0, 0), 0))


def _from_rules(tree: Any) -> Iterator[tuple[Any, Style]]:
    """Read the styles that the page's `<style>` elements set, with the elements that they apply to."""
    order = matches = passed = 0
    beside = sum(len(element) ** 2 for element in tree.iter(etree.Element))
    for sheet in tree.iter("style"):
        if not SCREEN.fullmatch(sheet.get("media") or ""):
            continue
        for prelude, declared in _of_sheet(sheet.text or ""):
            for selector in _selectors(prelude):
                order += 1
                if order > MOST_RULES:
                    return
                rank = (0, *selector.specificity())
                path = HTMLTranslator().selector_to_xpath(selector)
                passed += beside * len(BESIDE.findall(path))
                if passed > MOST_PAIRS:
                    passed -= beside * len(BESIDE.findall(path))
                    continue
                found = _matching(tree, path)
                matches += len(found)
                if matches > MOST_MATCHES:
                    return
                for element in found:
                    for name, value, important in declared:
                        yield element, Style(name, value, (important, rank, order))


def _matching(tree: Any, path: str) -> list[Any]:
    """List the elements that an XPath leads to; none if it is too long or deep for libxml2."""
    try:
        return list(tree.xpath(path))
    except FAULTS:
        return []


def _of_sheet(text: str) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """List the rules of a style sheet; none if it is nested too deep to be parsed."""
    try:
        return list(_rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)))
    except FAULTS:
        return []


def _rules(nodes: list[Any], outer: str = "", depth: int = 0) -> Iterator[tuple[str, list[tuple[str, str, bool]]]]:
    """List the rules for every screen, nested ones included: their selectors, and what they declare."""
    for node in nodes if depth < MOST_NESTED else ():
        if node.type == "qualified-rule":
            prelude = tinycss2.serialize(node.prelude).strip()
            if outer:
                prelude = prelude.replace("&", f":is({outer})") if "&" in prelude else f":is({outer}) {prelude}"
            if declared := list(_declarations(node.content)):
                yield prelude, declared
            if any(token.type == "{} block" for token in node.content):
                inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
                yield from _rules(inner, prelude, depth + 1)
        elif node.type == "at-rule" and node.content is not None and _holds(node):
            inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            yield from _rules(inner, outer, depth + 1)


def _holds(node: Any) -> bool:
    """Return whether the rules inside an at-rule apply on every screen, in a current browser."""
    condition = tinycss2.serialize(node.prelude).strip().lower()
    if node.lower_at_keyword == "media":
        return SCREEN.fullmatch(condition) is not None
    return node.lower_at_keyword == "layer" or (node.lower_at_keyword == "supports" and not condition.startswith("not"))


def _declarations(content: Any) -> Iterator[tuple[str, str, bool]]:
    """Read declarations: name, value and whether it is important."""
    try:
        nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    except FAULTS:
        return
    for node in nodes:
        if node.type == "declaration" and node.lower_name in INTERESTING:
            tokens = [token for token in node.value if token.type != "comment"]
            yield node.lower_name, tinycss2.serialize(tokens).strip().lower(), node.important


def _selectors(text: str) -> list[Any]:
    """Parse selectors. Those for states and parts that a page does not have by itself (`:hover`) are left out."""
    if len(text) > LONGEST_SELECTOR:
        return []
    try:
        selectors = parse(text)
        for selector in selectors:
            HTMLTranslator().selector_to_xpath(selector)
    except (SelectorError, *FAULTS):
        return []
    return [selector for selector in selectors if not selector.pseudo_element]
