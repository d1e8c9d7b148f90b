"""Read BibTeX and BibLaTeX with pandoc, which undoes LaTeX and resolves macros and cross-references."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from tally.adding import PromptError
from tally.adding.sources.bibtex_fields import CARRIED, prepared
from tally.adding.sources.pandoc import in_words, pandoc, plain, spelled
from tally.records.bibliography import Name, read_names, spoken_name

LARGEST = 5_000_000  # bytes
ROLES = ("author", "editor", "translator")
ADDRESSES = {"url": "URL", "doi": "DOI"}
TEXTS = (
    "title", "container-title", "publisher", "publisher-place", "volume", "issue", "number", "page", "genre",
    "collection-title", "edition",
)  # fmt: skip
SUFFIX = re.compile(
    r"(?:[JS]n?r|[IVX]+|[1-9](?:st|nd|rd|th)|Esq|Ph\.? ?D|M\.? ?D|fils|père|filho|neto)\.?", re.IGNORECASE
)
TILDE = re.compile(r"\\~\{\s*\}|\{?\\textasciitilde\s*(?:\{\})?\}?|\$\\sim\$")
ESCAPED = re.compile(r"\\([_%&#$~{}^-])")
LANGUAGES = {
    "american": "en-US", "arabic": "ar", "australian": "en-AU", "british": "en-GB", "canadian": "en-CA", "dutch": "nl",
    "english": "en", "farsi": "fa", "french": "fr", "german": "de", "italian": "it", "ngerman": "de", "persian": "fa",
    "portuguese": "pt", "russian": "ru", "spanish": "es", "turkish": "tr", "ukenglish": "en-GB", "usenglish": "en-US",
}  # fmt: skip

Record = dict[str, Any]


def read_bibtex(path: Path) -> list[Record]:
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
        raise PromptError(msg)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        msg = f"{path.name} is not UTF-8 (line {line}): save or export it again with the encoding UTF-8."
        raise PromptError(msg) from error
    if "\0" in text:
        msg = (
            f"{path.name} is not BibTeX that can be read (line {text[: text.index(chr(0))].count(chr(10)) + 1}): a NUL."
        )
        raise PromptError(msg)
    try:
        entries = _entries(path.name, prepared(text))
    except RecursionError as error:
        msg = f"{path.name} is not BibTeX that can be read: it has commands in commands without end."
        raise PromptError(msg) from error
    if not entries:
        msg = f"{path.name} is not BibTeX that can be read: it has no entry such as @techreport{{key, title = {{…}}}}."
        raise PromptError(msg)
    if twice := [key for key, times in Counter(entry["id"]["c"] for entry in entries).items() if times > 1]:
        msg = f"{path.name} has the key {', '.join(twice)} more than once: give each entry a key of its own."
        raise PromptError(msg)
    return [_record(entry) for entry in entries]


def _entries(name: str, text: str) -> list[dict[str, Any]]:
    """Have pandoc read the file. It may open no other file, whatever stands in this one."""
    formulas: dict[str, str] = {}

    def collect(part: dict[str, Any]) -> dict[str, Any]:
        if part.get("t") == "Math":
            formulas[part["c"][1]] = ""
        return part

    read = json.loads(pandoc(name, text, "--from=bibtex", "--to=json"), object_hook=collect)
    listed = [entry["c"] for entry in read["meta"].get("references", {"c": []})["c"]]
    return in_words(listed, spelled(name, read, list(formulas))) if formulas else listed


def _record(entry: dict[str, Any]) -> Record:
    """Turn an entry, as pandoc gives it, into a CSL-JSON record."""
    record: Record = {"id": entry["id"]["c"], "type": entry.get("type", {"c": ""})["c"] or "webpage"}
    record |= {field: text for field in TEXTS if field in entry and (text := plain(entry[field]))}
    for role in ROLES:
        if role in entry:
            names, others = read_names(
                [{part: plain(value) for part, value in name["c"].items()} for name in entry[role]["c"]]
            )
            joined = next((spoken_name(name) for name in names if _several(name)), "")
            record[role] = joined or [*names, *([{"literal": "et al."}] if others else [])]
    for field, name in ADDRESSES.items():
        if field in entry and (address := _address(plain(entry[field]))):
            record[name] = address
    for name in ("publisher", "note"):  # the former from howpublished
        text = plain(entry[name]) if name in entry else ""
        if found := re.search(r"https?://[^\s,;]+", text):
            record.setdefault("URL", found.group().rstrip("."))
            record.pop(name, None)
    if language := _carried(entry, "call-number"):
        record["language"] = LANGUAGES.get(language.lower(), language if len(language) < 6 else "")
    if day := _carried(entry, "pmcid") or _day(*(_carried(entry, CARRIED[part]) for part in ("year", "month", "day"))):
        record["issued"] = day
    return record


def _several(name: Name) -> bool:
    """Return whether a name is that of several people, joined by something else than “and”."""
    suffix = name.get("suffix", "")
    return ("literal" not in name and ";" in spoken_name(name)) or bool(suffix and not SUFFIX.fullmatch(suffix))


def _carried(entry: dict[str, Any], field: str) -> str:
    """Return what a field carried, without LaTeX's braces and unbreakable spaces."""
    text = entry[field]["c"] if field in entry else ""
    return " ".join(re.sub(r"[{}]", "", str(text)).replace("~", " " if field != "pmcid" else "~").split())


def _day(year: str, month: str, day: str) -> str:
    """Write year, month and day as one text: 2021-11-17, or 2021 nov 17 where the month is a word."""
    if year.isdigit() and month.isdigit() and (day.isdigit() or not day):
        return "-".join(filter(None, (year, month.zfill(2), day.zfill(2) if day else "")))
    parts = (month, year) if month[:1].isdigit() and not month.isdigit() and not day else (year, month, day)
    return " ".join(part for part in parts if part)


def _address(text: str) -> str:
    """Write an address as it is typed into a browser: without the macro around it and the strokes in it."""
    if found := re.fullmatch(r"\\(?:url|nolinkurl|path|href)\s*\{(.*?)\}(?:\{.*\})?", text.strip(), re.DOTALL):
        text = found[1]
    return "".join(ESCAPED.sub(r"\1", TILDE.sub("~", text)).removeprefix("<").removesuffix(">").split())
