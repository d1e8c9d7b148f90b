"""Write a finished page in fewer bytes: for a browser it is the same page."""

import re

CARD = re.compile(
    r'(?P<start><div class="card[^"]*" popover id=")(?P<name>[^"]+)(?P<rest>"[^>]*>\s*<p class="card-title")'
)
CONTROL = re.compile(
    r'(?P<start> class="number"(?: id="[^"]*")?)? popovertarget="(?P<name>[^"]+)"(?: data-note="(?P<note>\d+)")?'
)
DRAWING = re.compile(r'="data:image/svg[^"]*"')
RAW = re.compile(r"<(script|style|pre|textarea|title)\b.*?</\1>", re.DOTALL)  # whose text is not markup, or is code
PLACE = ' class="place"'  # which only the code that writes a page looks for
TITLE = ' class="card-title"'  # the first part of each card
CLASS = ' class="number"'  # which the style sheet knows as a control without a class
TAG = re.compile(r"<[a-zA-Z][^<>]*>")
TEXT = re.compile(r">[^<>]*&#3[49];[^<>]*")
VALUE = re.compile(r'="(?P<value>[^"]*)"')
PLAIN = re.compile(r"[^\s\"'=<>`]+")  # what needs no quotation marks in HTML
ENDINGS = re.compile(
    r"</li>\s*(?=<li\b|</[uo]l>)|</t[dh]>\s*(?=<t[dh]\b|</tr>)|</tr>\s*(?=<tr\b|</t(?:able|body|head)>)"
    r"|</d[dt]>\s*(?=<d[dt]\b|</dl>)|</p>\s*(?=<(?:p|div|[duo]l|blockquote|table|h[23])\b|</(?:div|blockquote|li|dd)>)"
)
BLOCKS = r"p|div|[duo]l|d[dt]|li|t(?:able|[rhd]|head|body)|h[1-3]|section|blockquote|details|figure|nav|summary"
SPACE = re.compile(rf"(?<![ \n])[ \n]++(?=</?(?:{BLOCKS})\b)")


def write_shorter(page: str) -> str:
    """
    Return a page in fewer bytes.

    The cards get their place in the list as id, which is also the note that a control carries on paper; a card to whose
    name something links has the name at its title. Quotation marks around values and end tags are left out where HTML
    does without them.
    """
    page = _with_short_ids(page).replace(f"<a{PLACE}", "<a").replace(f"<p{TITLE}", "<p")
    parts, start = list[str](), 0
    for raw in RAW.finditer(page):
        parts += _shorter(page[start : raw.start()]), raw[0]
        start = raw.end()
    return DRAWING.sub(_unescaped, "".join([*parts, _shorter(page[start:])]))


def _unescaped(drawing: re.Match[str]) -> str:
    """Return the address of a drawing with angle brackets as they are, which need no escape between quotation marks."""
    return drawing[0].replace("%3C", "<").replace("%3E", ">")


def _with_short_ids(page: str) -> str:
    """Return a page whose cards have their place as id."""
    places = {card["name"]: str(place) for place, card in enumerate(CARD.finditer(page), start=1)}

    def numbered(card: re.Match[str]) -> str:
        linked = f' id="{card["name"]}"' if f'"#{card["name"]}"' in page else ""
        return f"{card['start']}{places[card['name']]}{card['rest']}{linked}"

    def leading(control: re.Match[str]) -> str:
        place = places.get(control["name"])
        if not place or control["note"] not in (None, place):
            return control[0]
        return f'{(control["start"] or "").replace(CLASS, "")} popovertarget="{place}"'

    return CARD.sub(numbered, CONTROL.sub(leading, page))


def _shorter(markup: str) -> str:
    """Return markup without the end tags, the space between blocks, and the quotation marks that HTML does without."""
    return TEXT.sub(_plain, TAG.sub(_bare, SPACE.sub("", ENDINGS.sub("", markup))))


def _plain(text: re.Match[str]) -> str:
    """Return a text with the signs as they are that need no escape outside values."""
    return text[0].replace("&#34;", '"').replace("&#39;", "'")


def _bare(tag: re.Match[str]) -> str:
    """Return a tag without the quotation marks that HTML does without; a slash at its end stays apart from a value."""
    bare = VALUE.sub(lambda value: f"={value['value']}" if PLAIN.fullmatch(value["value"]) else value[0], tag[0])
    return f"{bare[:-2].rstrip()} />" if bare.endswith("/>") else bare
