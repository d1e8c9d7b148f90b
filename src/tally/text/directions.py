"""Mark the direction in which a text is read, so that no name or number changes its place in a page or chart."""

import re
import unicodedata

from markupsafe import Markup

RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# from one right-to-left letter to the last in a row, with a year or a mark that ends it
RUN = re.compile(rf"[{RIGHT}](?:[{RIGHT}\W\d_]*[{RIGHT}])?(?:\s\d+\b)?[?!]*")
MARKUP = re.compile(r"(<[^<>]*>)")
TAG = re.compile(r"</?([a-zA-Z][\w:-]*)")
UNCHANGED_TAGS = {"script", "style", "svg", "title", "textarea", "option", "bdi"}
RIGHT_TO_LEFT = ("R", "AL")
START, END = "\u2068", "\u2069"  # Unicode's marks around a stretch with a direction of its own


def right_to_left(text: str) -> bool:
    """Return whether most of the letters of a text are read from right to left."""
    kinds = [unicodedata.bidirectional(sign) for sign in text]
    return sum(kind in RIGHT_TO_LEFT for kind in kinds) > kinds.count("L")


def language_attributes(text: str, language: str = "") -> Markup:
    """Return the attributes of a quotation: its language, empty if it is not known, and `dir` if right to left."""
    direction = Markup(' dir="rtl"') if right_to_left(text) else Markup()
    return Markup(' lang="{}"').format(language) + direction


def isolated(text: str) -> str:
    """Return a line of plain text with right-to-left names isolated, so that numbers beside them stay in place."""
    return RUN.sub(rf"{START}\g<0>{END}", text)


def isolated_html(html: str) -> str:
    """Mark right-to-left names in a page with `bdi`. Charts, attributes and marked right-to-left text do not change."""
    if not RUN.search(html):
        return html
    pieces, inside, depth = [], "", 0
    for piece in MARKUP.split(html):
        tag = TAG.match(piece)
        if tag is None:
            pieces.append(piece if inside else RUN.sub(r"<bdi>\g<0></bdi>", piece))
            continue
        pieces.append(piece)
        name = tag[1].lower()
        if inside:
            if name == inside and not piece.endswith("/>"):
                depth += -1 if piece.startswith("</") else 1
                inside = inside if depth else ""
        elif (
            (name in UNCHANGED_TAGS or 'dir="rtl"' in piece) and not piece.startswith("</") and not piece.endswith("/>")
        ):
            inside, depth = name, 1
    return "".join(pieces)
