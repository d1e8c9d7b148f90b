"""The style sheet of every page, its typefaces inside it."""

import base64
from functools import cache
from pathlib import Path

from markupsafe import Markup

HERE = Path(__file__).parent.parent


@cache
def page_styles() -> Markup:
    """Give the style sheet, its two typefaces inside it."""
    css = (HERE / "templates" / "page.css").read_text(encoding="utf-8")
    for font in ("newsreader", "inter"):
        data = base64.b64encode((HERE / "fonts" / f"{font}.woff2").read_bytes()).decode("ascii")
        css = css.replace(f"url({font}.woff2)", f"url(data:font/woff2;base64,{data})")
    return Markup(css)
