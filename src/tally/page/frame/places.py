"""Name the places of numbers on a page, so that a link can lead to each."""

import re
from collections import Counter

PLACE = re.compile(
    r'<section id="(?:the-)?(?P<section>[^"]+)"|<button class="number" popovertarget="(?P<number>[^"]+)"'
)
LINK = re.compile(r'<a class="place" href="#([^"]+)"')


def name_places(body: str) -> str:
    """
    Add an id to each number of a page's text.

    The first place of a number is `at.NUMBER`, its first place in another section `at.NUMBER.SECTION`, and a later
    place in a section has its position there at the end. So an id stays the same if text is added elsewhere.
    """
    section, places = "top", Counter[str]()

    def name(match: re.Match[str]) -> str:
        nonlocal section
        if match["section"]:
            section = match["section"]
            return match[0]
        place = number = f"at.{match['number']}"
        if places[number]:
            within = f"{number}.{section}"
            places[within] += 1
            place = within if places[within] == 1 else f"{within}.{places[within]}"
        else:
            places[number] += 1
            places[f"{number}.{section}"] += 1
        return match[0].replace(" popovertarget", f' id="{place}" popovertarget', 1)

    return PLACE.sub(name, body)


def link_places(card: str, body: str) -> str:
    """Link a card to the first place of its number on the page, or to the card if only charts and cards have it."""
    return LINK.sub(lambda link: link[0].replace('"#', '"#at.') if f' id="at.{link[1]}"' in body else link[0], card)
