"""Load the style sheet of every page, put together from its parts, with its typefaces."""

import base64
from functools import cache
from pathlib import Path
from string import Template

from markupsafe import Markup

from tally.text import words

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
    "index",
    "paper",
)  # in order


def page_styles() -> Markup:
    """Return the style sheet with its two typefaces."""
    return _with_typefaces("".join(read_style(f"page/{name}.css") for name in SHEETS))


def read_style(name: str) -> str:
    """Read a style sheet, and insert its few words in the language of the page."""
    return Template((HERE / "templates" / name).read_text(encoding="utf-8")).substitute(words.STYLE)


@cache
def _with_typefaces(css: str) -> Markup:
    """Return a style sheet with the typefaces in it."""
    for font in ("newsreader", "inter"):
        data = base64.b64encode((HERE / "fonts" / f"{font}.woff2").read_bytes()).decode("ascii")
        css = css.replace(f"url({font}.woff2)", f"url(data:font/woff2;base64,{data})")
    return Markup(css)
