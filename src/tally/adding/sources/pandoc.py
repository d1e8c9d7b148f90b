"""Run pandoc on a text, and convert its result to plain text."""

import json
import re
import subprocess
from typing import Any

from tally.adding import PromptError
from tally.project import ensure_extra
from tally.records.bibliography import SUPERSCRIPTS, clean_text

LIMIT = 15  # seconds for pandoc; an entry takes about a millisecond
MEMORY_LIMIT = "-M512m"  # for pandoc; without it, pandoc may use all memory


def pandoc(name: str, text: str, *arguments: str) -> str:
    """
    Run pandoc on a text, with limits of time and memory, and return its output. Pandoc is installed on first use.

    Parameters
    ----------
    name : str
        The file's name, for messages.
    text : str
        What pandoc reads.
    arguments : str
        Options of pandoc.

    Raises
    ------
    PromptError
        The text cannot be read, or takes too long.
    """
    ensure_extra("exports")
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--sandbox", *arguments, "+RTS", MEMORY_LIMIT, "-RTS"]
    try:
        run = subprocess.run(command, input=text.encode(), capture_output=True, timeout=LIMIT, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        msg = f"{name} keeps pandoc busy for more than {LIMIT} seconds: export fewer entries, or look for odd LaTeX."
        raise PromptError(msg) from error
    if run.returncode:
        output = run.stderr.decode("utf-8", "replace")
        line = re.search(r"line (\d+)", output)
        msg = f"{name} is not BibTeX that can be read{f' (line {line[1]}, or shortly before it)' if line else ''}."
        raise PromptError(msg)
    return run.stdout.decode("utf-8")


def plain_formulas(name: str, document: dict[str, Any], formulas: list[str]) -> dict[str, str]:
    """Return formulas with their plain text, which pandoc writes; a formula that it cannot write is unchanged."""
    blocks = [{"t": "Para", "c": [{"t": "Math", "c": [{"t": "InlineMath"}, formula]}]} for formula in formulas]
    source = json.dumps(document | {"meta": {}, "blocks": blocks})
    texts = pandoc(name, source, "--from=json", "--to=plain", "--wrap=none").strip("\n").split("\n\n")
    return dict(zip(formulas, texts if len(texts) == len(formulas) else formulas, strict=True))


def replace_formulas(part: Any, formulas: dict[str, str]) -> Any:
    """Replace formulas by their plain text, anywhere in pandoc's result."""
    if isinstance(part, list):
        return [replace_formulas(item, formulas) for item in part]
    if isinstance(part, dict):
        if part.get("t") == "Math":
            return {"t": "Str", "c": formulas[part["c"][1]].strip("$")}
        return {name: replace_formulas(item, formulas) for name, item in part.items()}
    return part


def plain_text(value: Any) -> str:
    """Return a value from pandoc's result as plain text."""
    if isinstance(value, str):
        return clean_text(value)
    if value["t"] in ("MetaString", "MetaInlines"):
        content = value["c"]
        return clean_text(content if isinstance(content, str) else _inlines(content))
    if value["t"] == "MetaBlocks":
        return clean_text(" ".join(_inlines(block["c"]) for block in value["c"] if block["t"] in ("Para", "Plain")))
    return ""


def _inlines(items: list[dict[str, Any]]) -> str:
    """Return a sequence of pandoc's inline elements as plain text."""
    return "".join(_inline(item) for item in items)


def _inline(item: dict[str, Any]) -> str:
    """Return one inline element (a word, a space or formatted text) as plain text."""
    kind, content = item["t"], item.get("c", [])
    if kind == "Str":
        return str(content)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Superscript":
        inner = _inlines(content)
        raised = inner.translate(SUPERSCRIPTS)
        return raised if not any(sign.isascii() for sign in raised) else inner
    if kind == "Code":
        return str(content[1])
    if kind == "RawInline":  # a command that pandoc does not know: its text is kept
        return re.sub(r"\\[A-Za-z]+\*?(?:\[[^\]\\]*+\])?|[{}]", "", str(content[1]))
    if kind == "Quoted":
        marks = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
        return f"{marks[0]}{_inlines(content[1])}{marks[1]}"
    if kind in ("Span", "Link"):
        return _inlines(content[1])
    return _inlines(content) if isinstance(content, list) and content and isinstance(content[0], dict) else ""
