"""Read BibTeX and BibLaTeX with pandoc, which undoes LaTeX and resolves macros and cross-references."""

import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pypandoc

from tally.adding.asking import AskingError
from tally.csl_names import clean, read_names

LIMIT = 30  # seconds for pandoc; an entry takes about a millisecond
LARGEST = 5_000_000  # bytes
MEMORY = "-M512m"  # of pandoc, which would otherwise take what it can
ROLES = ("author", "editor", "translator")
ADDRESSES = {"url": "URL", "doi": "DOI"}
TEXTS = (
    "title", "container-title", "publisher", "publisher-place", "volume", "issue", "number", "page", "genre",
    "collection-title", "edition",
)  # fmt: skip
# Pandoc drops months that it cannot read, and takes capitals from English titles (“the situation in afghanistan”).
# So fields are read under other names: what these carry is handed over as it is written.
CARRIED = {"year": "isbn", "month": "issn", "day": "pmid", "date": "pmcid", "langid": "library", "language": "library"}
OUT_OF_THE_WAY = {"isbn", "issn", "pmid", "pmcid", "library", "hyphenation", "eprint", "eprinttype", "archiveprefix"}
NOT_ENGLISH = " hyphenation = {german},"
TOKEN = re.compile(
    r'\\.|[{}"()]|@\s*(?P<kind>\w+)\s*[{(](?P<key>[^,{}()="#%]*),|(?P<field>[A-Za-z][\w:+./-]*)(?=\s*=)', re.DOTALL
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ESCAPED = re.compile(r"\\([_%&#$~{}^-])")
SUPERSCRIPTS = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")

Record = dict[str, Any]


def from_bibtex(path: Path) -> list[Record]:
    """
    Read the entries of a BibTeX or BibLaTeX file as CSL-JSON records, in one run of pandoc.

    Dates stay as they are written, for whoever reads the records to check.

    Raises
    ------
    AskingError
        The file is not UTF-8 or not BibTeX, or two entries have one key.
    """
    raw = path.read_bytes()
    if len(raw) > LARGEST:
        msg = f"{path.name} is too large: {len(raw):,} bytes. Export the entries that are needed."
        raise AskingError(msg)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        msg = f"{path.name} is not UTF-8 (line {line}): save or export it again with the encoding UTF-8."
        raise AskingError(msg) from error
    if "\0" in text:
        msg = f"{path.name} is not BibTeX that can be read (line {text[: text.index(chr(0))].count(chr(10)) + 1}): a NUL."
        raise AskingError(msg)
    entries = _entries(path.name, prepared(text))
    if not entries:
        msg = f"{path.name} is not BibTeX that can be read: it has no entry such as @techreport{{key, title = {{…}}}}."
        raise AskingError(msg)
    if twice := [key for key, times in Counter(entry["id"]["c"] for entry in entries).items() if times > 1]:
        msg = f"{path.name} has the key {', '.join(twice)} more than once: give each entry a key of its own."
        raise AskingError(msg)
    return [_record(entry) for entry in entries]


def prepared(text: str) -> str:
    """
    Rename the fields that pandoc would change, and mark every entry as not English.

    Only names before an equals sign directly inside an entry are touched: not the words in braces or quotation marks,
    and nothing of a macro or a comment. Lines keep their numbers.
    """
    written, place, depth, quoted, closing = [], 0, 0, False, "}"
    for token in TOKEN.finditer(text):
        sign = token.group()
        if token["kind"] and depth == 0:
            inside = token["kind"].lower() not in ("comment", "string", "preamble")
            depth, closing = 1, ")" if "(" in sign[: sign.index(token["key"]) or None][-2:] else "}"
            if inside:
                written += [text[place : token.end()], NOT_ENGLISH]
                place = token.end()
        elif token["field"] and depth == 1 and not quoted:
            name = token["field"].lower()
            other = CARRIED.get(name) or (f"other-{name}" if name in OUT_OF_THE_WAY else "")
            if other:
                written += [text[place : token.start()], other]
                place = token.end()
        elif sign == '"' and depth == 1:
            quoted = not quoted
        elif sign == "{" and (depth or text[: token.start()].rstrip()[-1:].isalpha()):
            depth += 1
        elif depth and sign == "}" and (depth > 1 or closing == "}"):
            depth -= 1
        elif sign == ")" and depth == 1 and closing == ")" and not quoted:
            depth = 0
    return "".join([*written, text[place:]])


def _entries(name: str, text: str) -> list[dict[str, Any]]:
    """Have pandoc read the file. It may open no other file, whatever stands in this one."""
    document = _pandoc(name, text, "--from=bibtex", "--to=json")
    listed = json.loads(document)["meta"].get("references", {"c": []})["c"]
    return [entry["c"] for entry in listed]


def _pandoc(name: str, text: str, *arguments: str) -> str:
    """Run pandoc on a text, within limits of time and memory."""
    command = [pypandoc.get_pandoc_path(), "--sandbox", *arguments, "+RTS", MEMORY, "-RTS"]
    try:
        run = subprocess.run(command, input=text.encode(), capture_output=True, timeout=LIMIT, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        msg = f"{name} keeps pandoc busy for more than {LIMIT} seconds: export fewer entries, or look for odd LaTeX."
        raise AskingError(msg) from error
    if run.returncode:
        said = run.stderr.decode("utf-8", "replace")
        line = re.search(r"line (\d+)", said)
        msg = f"{name} is not BibTeX that can be read{f' (line {line[1]}, or shortly before it)' if line else ''}."
        raise AskingError(msg)
    return run.stdout.decode("utf-8")


def _record(entry: dict[str, Any]) -> Record:
    """Turn an entry, as pandoc gives it, into a CSL-JSON record."""
    record: Record = {"id": entry["id"]["c"], "type": entry.get("type", {"c": ""})["c"] or "webpage"}
    record |= {field: text for field in TEXTS if field in entry and (text := _plain(entry[field]))}
    for role in ROLES:
        if role in entry:
            names, others = read_names(
                [{part: _plain(value) for part, value in name["c"].items()} for name in entry[role]["c"]]
            )
            record[role] = [*names, *([{"literal": "et al."}] if others else [])]
    for field, name in ADDRESSES.items():
        if field in entry and (address := _address(_plain(entry[field]))):
            record[name] = address
    language = _carried(entry, "library")
    if language:
        record["language"] = language
    if day := _day(entry):
        record["issued"] = day
    return record


def _carried(entry: dict[str, Any], field: str) -> str:
    """Give what a field carried, LaTeX's braces and unbreakable spaces taken out."""
    text = entry.get({"isbn": "isbn", "library": "call-number"}.get(field, field), {"c": ""})["c"]
    return " ".join(re.sub(r"[{}]", "", str(text)).replace("~", " ").split())


def _day(entry: dict[str, Any]) -> str:
    """Write the day of an entry as a text: its date, or its year, month and day."""
    if date := " ".join(re.sub(r"[{}]", "", entry.get("pmcid", {"c": ""})["c"]).split()):
        return date
    year, month, day = (_carried(entry, CARRIED[name]) for name in ("year", "month", "day"))
    named = re.fullmatch(r"([A-Za-z]{3})[a-z]*\.?(?:,? (\d{1,2})(?:st|nd|rd|th)?)?", month)
    if named and named[1].lower() in MONTHS and (len(month) < 5 or not day):
        day = day or named[2] or ""
    return " ".join(part for part in (year, month, day) if part) if not month.isdigit() else "-".join(
        part for part in (year, month.zfill(2), day.zfill(2) if day else "") if part
    )


def _address(text: str) -> str:
    """Write an address as it is typed into a browser: without the macro around it and the strokes in it."""
    if found := re.fullmatch(r"\\(?:url|nolinkurl|path|href)\s*\{(.*?)\}(?:\{.*\})?", text.strip(), re.DOTALL):
        text = found[1]
    return "".join(ESCAPED.sub(r"\1", text).removeprefix("<").removesuffix(">").split())


def _plain(value: Any) -> str:
    """Write what pandoc read as plain text."""
    if isinstance(value, str):
        return clean(value)
    if value["t"] in ("MetaString", "MetaInlines"):
        content = value["c"]
        return clean(content if isinstance(content, str) else _inlines(content))
    if value["t"] == "MetaBlocks":
        return clean(" ".join(_inlines(block["c"]) for block in value["c"] if block["t"] in ("Para", "Plain")))
    return ""


def _inlines(listed: list[dict[str, Any]]) -> str:
    """Write a run of words without their formatting."""
    return "".join(_inline(one) for one in listed)


def _inline(one: dict[str, Any]) -> str:
    """Write one word, sign or formatted run."""
    kind, content = one["t"], one.get("c")
    if kind in ("Str",):
        return str(content)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Math":
        return _formula(content[1])
    if kind == "Superscript":
        inner = _inlines(content)
        raised = inner.translate(SUPERSCRIPTS)
        return raised if not any(sign.isascii() for sign in raised) else inner
    if kind in ("Code", "RawInline"):
        return str(content[1])
    if kind == "Quoted":
        marks = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
        return f"{marks[0]}{_inlines(content[1])}{marks[1]}"
    if kind in ("Span", "Link"):
        return _inlines(content[1])
    return _inlines(content) if isinstance(content, list) and content and isinstance(content[0], dict) else ""


def _formula(text: str) -> str:
    """Write a formula as pandoc writes it in plain text."""
    return _pandoc("the formula", f"${text}$", "--from=latex", "--to=plain", "--wrap=none").strip()
