"""Run pandoc on a text, and write what it read as plain words."""

import json
import re
import subprocess
from typing import Any

from tally.adding import PromptError
from tally.project import ensure_extra
from tally.records.bibliography import SUPERSCRIPTS, clean_text

LIMIT = 30  # seconds for pandoc; an entry takes about a millisecond
MEMORY = "-M512m"  # of pandoc, which would otherwise take what it can


def pandoc(name: str, text: str, *arguments: str) -> str:
    """Run pandoc on a text, within limits of time and memory; it is installed on first use."""
    ensure_extra("exports")
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--sandbox", *arguments, "+RTS", MEMORY, "-RTS"]
    try:
        run = subprocess.run(command, input=text.encode(), capture_output=True, timeout=LIMIT, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        msg = f"{name} keeps pandoc busy for more than {LIMIT} seconds: export fewer entries, or look for odd LaTeX."
        raise PromptError(msg) from error
    if run.returncode:
        said = run.stderr.decode("utf-8", "replace")
        line = re.search(r"line (\d+)", said)
        msg = f"{name} is not BibTeX that can be read{f' (line {line[1]}, or shortly before it)' if line else ''}."
        raise PromptError(msg)
    return run.stdout.decode("utf-8")


def spelled(name: str, read: dict[str, Any], formulas: list[str]) -> dict[str, str]:
    """Have pandoc write formulas as plain text; one that it cannot write stays as it is."""
    blocks = [{"t": "Para", "c": [{"t": "Math", "c": [{"t": "InlineMath"}, formula]}]} for formula in formulas]
    document = json.dumps(read | {"meta": {}, "blocks": blocks})
    written = pandoc(name, document, "--from=json", "--to=plain", "--wrap=none").strip("\n").split("\n\n")
    return dict(zip(formulas, written if len(written) == len(formulas) else formulas, strict=True))


def in_words(part: Any, formulas: dict[str, str]) -> Any:
    """Put texts in the place of formulas."""
    if isinstance(part, list):
        return [in_words(one, formulas) for one in part]
    if isinstance(part, dict):
        if part.get("t") == "Math":
            return {"t": "Str", "c": formulas[part["c"][1]].strip("$")}
        return {name: in_words(one, formulas) for name, one in part.items()}
    return part


def plain(value: Any) -> str:
    """Write what pandoc read as plain text."""
    if isinstance(value, str):
        return clean_text(value)
    if value["t"] in ("MetaString", "MetaInlines"):
        content = value["c"]
        return clean_text(content if isinstance(content, str) else _inlines(content))
    if value["t"] == "MetaBlocks":
        return clean_text(" ".join(_inlines(block["c"]) for block in value["c"] if block["t"] in ("Para", "Plain")))
    return ""


def _inlines(listed: list[dict[str, Any]]) -> str:
    """Write a run of words without their formatting."""
    return "".join(_inline(one) for one in listed)


def _inline(one: dict[str, Any]) -> str:
    """Write one word, sign or formatted run."""
    kind, content = one["t"], one.get("c", [])
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
    if kind == "RawInline":  # a command that pandoc does not know: its words are kept
        return re.sub(r"\\[A-Za-z]+\*?(?:\[[^\]]*\])?|[{}]", "", str(content[1]))
    if kind == "Quoted":
        marks = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
        return f"{marks[0]}{_inlines(content[1])}{marks[1]}"
    if kind in ("Span", "Link"):
        return _inlines(content[1])
    return _inlines(content) if isinstance(content, list) and content and isinstance(content[0], dict) else ""
