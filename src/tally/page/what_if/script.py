"""The script of a page, and its data."""

import json
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from markupsafe import Markup

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
SCRIPTS = ("what_if.js", "downloads.js")
# Characters that could end a script element or be read as markup, and their JSON escapes
HARMLESS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


@dataclass(frozen=True)
class Script:
    """A script, and its hash as a content security policy names it."""

    text: Markup
    hash: str


@cache
def page_script() -> Script:
    """Load the script of every page, without its comments and indents."""
    lines = [line for name in SCRIPTS for line in (TEMPLATES / name).read_text(encoding="utf-8").splitlines()]
    text = "\n".join(line.strip() for line in lines if line.strip() and not line.strip().startswith("//"))
    return Script(Markup(text), b64encode(sha256(text.encode()).digest()).decode())


def as_data(value: Any) -> Markup:
    """Return a value as JSON in a script element that is not run."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(HARMLESS))
