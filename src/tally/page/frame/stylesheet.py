"""Load the style sheet of every page, put together from its parts, with its typefaces."""

import base64
import re
from functools import cache
from pathlib import Path
from string import Template

from markupsafe import Markup

from tally.text import words

RARE = re.compile(r"@font-face\{[^{}]*;unicode-range:(?P<ranges>[^;{}]*)\}")
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
AROUND = re.compile(r"(?<=[{};])\s++|(?<!\s)\s++(?=[{}])|(?<=[a-z]): |(?<=[\w%)*\]]), |(?<=[\w*)\]]) > ")
HERE = Path(__file__).parent.parent.parent
SHEETS = (
    "theme",
    "frame",
    "text",
    "contents",
    "charts",
    "tables",
    "sections",
    "readers",
    "cards",
    "paper",
)  # in order


def page_styles(*more: str) -> Markup:
    """Return the style sheet with its two typefaces, and more of its parts by their names before the one for paper."""
    return _with_typefaces("".join(read_style(f"page/{name}.css") for name in (*SHEETS[:-1], *more, SHEETS[-1])))


def without_rare_letters(style: str, page: str) -> Markup:
    """Return a style sheet without the parts of typefaces of which a page has no letter."""
    letters = {ord(letter) for letter in set(page) if not letter.isascii()}

    def kept(face: re.Match[str]) -> str:
        ranges = ((int(first, 16), int(last or first, 16)) for first, last in RANGE.findall(face["ranges"]))
        needed = any(first <= letter <= last for first, last in ranges for letter in letters)
        return face[0] if needed else ""

    return Markup(RARE.sub(kept, style))


def read_style(name: str) -> str:
    """Read a style sheet without comments and spaces, and insert its few words in the language of the page."""
    source = COMMENT.sub("", (HERE / "templates" / name).read_text(encoding="utf-8"))
    rules = AROUND.sub(lambda sign: sign[0].strip(), source)
    return Template(rules.replace(";}", "}")).substitute(words.STYLE)


@cache
def _with_typefaces(css: str) -> Markup:
    """Return a style sheet with the typefaces in it."""
    for font in ("newsreader", "inter", "newsreader-more", "inter-more"):
        data = base64.b64encode((HERE / "fonts" / f"{font}.woff2").read_bytes()).decode("ascii")
        css = css.replace(f"url({font}.woff2)", f"url(data:font/woff2;base64,{data})")
    return Markup(css)
