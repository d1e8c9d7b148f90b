"""Find what a web page's own styles hide: inline, and in its `<style>` elements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2
from cssselect import HTMLTranslator, SelectorError, parse
from lxml import etree

MOST_RULES = 1000  # selectors of a page that are applied; a page with more is read as if the rest were not there
INTERESTING = frozenset({"display", "visibility", "content-visibility", "opacity", "font-size", "text-decoration",
    "text-decoration-line", "clip", "clip-path", "text-indent"})  # fmt: skip
NOUGHT = re.compile(r"0+(?:\.0*)?(?:px|em|rem|pt|%|vw|vh)?|\.0+")
FAR_AWAY = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|em|rem|pt|%)")
NO_AREA = re.compile(r"rect\((?:\s*[01](?:px)?[\s,]*){4}\)|inset\(\s*(?:50|100)%\s*\)|circle\(\s*0(?:px|%)?\s*\)")
SCREEN = re.compile(r"\s*(?:only\s+)?(?:screen|all)?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """What a declaration sets, and how it ranks against others: important, specificity, order."""

    name: str
    value: str
    rank: tuple[bool, tuple[int, ...], int]


def styles(tree: Any) -> dict[Any, dict[str, str]]:
    """
    Compute what the page's own styles set for each element, as far as it may hide the element.

    Style sheets in other files and rules that need a certain width or device are not known and not applied.
    """
    ranked: dict[Any, dict[str, Style]] = {}
    for element, style in (*_of_rules(tree), *_inline(tree)):
        known = ranked.setdefault(element, {}).get(style.name)
        if known is None or known.rank <= style.rank:
            ranked[element][style.name] = style
    return {element: {name: one.value for name, one in found.items()} for element, found in ranked.items()}


def hides(style: dict[str, str]) -> bool:
    """Return whether styles leave nothing of an element and what is in it to be seen, or strike it through."""
    return (
        style.get("display") == "none" or style.get("content-visibility") == "hidden"
        or any(NOUGHT.fullmatch(style.get(name, "")) for name in ("opacity", "font-size"))
        or any("line-through" in style.get(name, "") for name in ("text-decoration", "text-decoration-line"))
        or any(NO_AREA.fullmatch(style.get(name, "")) for name in ("clip", "clip-path"))
        or bool(FAR_AWAY.fullmatch(style.get("text-indent", "")))
    )  # fmt: skip


def _inline(tree: Any) -> Iterator[tuple[Any, Style]]:
    """Read the `style` attributes."""
    for element in tree.iter(etree.Element):
        if text := element.get("style"):
            for name, value, important in _declarations(text):
                yield element, Style(name, value, (important, (1, 0, 0, 0), 0))


def _of_rules(tree: Any) -> Iterator[tuple[Any, Style]]:
    """Apply the rules of the page's `<style>` elements that set something of interest."""
    order = 0
    for sheet in tree.iter("style"):
        if not SCREEN.fullmatch(sheet.get("media") or ""):
            continue
        for rule in _rules(tinycss2.parse_stylesheet(sheet.text or "", skip_comments=True, skip_whitespace=True)):
            declared = list(_declarations(rule.content))
            if not declared:
                continue
            for selector in _selectors(tinycss2.serialize(rule.prelude)):
                order += 1
                if order > MOST_RULES:
                    return
                rank = (0, *selector.specificity())
                for element in tree.xpath(HTMLTranslator().selector_to_xpath(selector)):
                    for name, value, important in declared:
                        yield element, Style(name, value, (important, rank, order))


def _rules(nodes: list[Any]) -> Iterator[Any]:
    """List the rules of a sheet that hold on every screen."""
    for node in nodes:
        if node.type == "qualified-rule":
            yield node
        elif node.type == "at-rule" and node.lower_at_keyword == "media" and node.content is not None:
            everywhere = SCREEN.fullmatch(tinycss2.serialize(node.prelude))
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield from (one for one in inner if everywhere and one.type == "qualified-rule")


def _declarations(content: Any) -> Iterator[tuple[str, str, bool]]:
    """Read declarations: name, value and whether it is important."""
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration" and one.lower_name in INTERESTING:
            tokens = [token for token in one.value if token.type != "comment"]
            yield one.lower_name, tinycss2.serialize(tokens).strip().lower(), one.important


def _selectors(text: str) -> list[Any]:
    """Parse selectors; those of states and parts that a page does not have by itself (`:hover`) are left out."""
    try:
        found = parse(text)
        for selector in found:
            HTMLTranslator().selector_to_xpath(selector)
    except SelectorError:
        return []
    return [selector for selector in found if not selector.pseudo_element]
