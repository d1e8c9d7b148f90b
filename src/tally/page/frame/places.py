"""Name the first place of each number of a page, so that a link can lead there."""

import re

NUMBER = re.compile(r'(?P<start><button class="number") popovertarget="(?P<number>[^"]+)"')
LINK = re.compile(r'<a class="place" href="#([^"]+)"')


def name_places(body: str) -> str:
    """Add an id to the first place of each number of a page's text: `at.NUMBER`, whatever is added elsewhere."""
    named = set[str]()

    def name(match: re.Match[str]) -> str:
        if match["number"] in named:
            return match[0]
        named.add(match["number"])
        return f'{match["start"]} id="at.{match["number"]}" popovertarget="{match["number"]}"'

    return NUMBER.sub(name, body)


def link_places(card: str, body: str) -> str:
    """Link a card to the first place of its number on the page, or to the card if only charts and cards have it."""
    return LINK.sub(lambda link: link[0].replace('"#', '"#at.') if f' id="at.{link[1]}"' in body else link[0], card)
