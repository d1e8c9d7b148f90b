"""Read BibTeX and BibLaTeX with pandoc, which converts LaTeX and resolves macros and cross-references."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from tally.adding import PromptError
from tally.adding.sources.bibtex_fields import CARRIED, protect_fields
from tally.adding.sources.pandoc import pandoc, plain_formulas, plain_text, replace_formulas
from tally.project import Kind, ReadError, read_file
from tally.records.bibliography import Name, NamesError, read_names, spoken_name
from tally.records.tables import first_lines, shorten

MOST_ENTRIES = 5_000  # of a file
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

    Dates are left as they are written: `normalise_record` reads and checks them.

    Raises
    ------
    PromptError
        The file is not UTF-8 or not BibTeX, or two entries have one key.
    """
    try:
        raw = read_file(path, Kind.BIBLIOGRAPHY)
        text = raw.decode("utf-8-sig")
    except ReadError as error:
        raise PromptError(str(error)) from error
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        msg = f"{path.name} is not UTF-8 (line {line}): save or export it again with the encoding UTF-8."
        raise PromptError(msg) from error
    if "\0" in text:
        msg = (
            f"{path.name} is not BibTeX that can be read (line {text[: text.index(chr(0))].count(chr(10)) + 1}): a NUL."
        )
        raise PromptError(msg)
    if (count := text.count("@")) > MOST_ENTRIES:
        msg = f"{path.name}: found {count:,} signs @, expected at most {MOST_ENTRIES:,} entries. Export fewer entries."
        raise PromptError(msg)
    try:
        entries = _entries(path.name, protect_fields(text))
    except RecursionError as error:
        msg = f"{path.name} is not BibTeX that can be read: its commands are nested too deeply."
        raise PromptError(msg) from error
    if not entries:
        msg = f"{path.name} is not BibTeX that can be read: it has no entry such as @techreport{{key, title = {{…}}}}."
        raise PromptError(msg)
    if repeated := [key for key, times in Counter(entry["id"]["c"] for entry in entries).items() if times > 1]:
        keys = ", ".join(first_lines([shorten(key) for key in repeated]))
        msg = f"{path.name} has the key {keys} more than once: give each entry a key of its own."
        raise PromptError(msg)
    return [_record(entry) for entry in entries]


def _entries(name: str, text: str) -> list[dict[str, Any]]:
    """Parse the entries with pandoc, which can open no other file."""
    formulas: dict[str, str] = {}

    def collect(part: dict[str, Any]) -> dict[str, Any]:
        if part.get("t") == "Math":
            formulas[part["c"][1]] = ""
        return part

    document = json.loads(pandoc(name, text, "--from=bibtex", "--to=json"), object_hook=collect)
    entries = [entry["c"] for entry in document["meta"].get("references", {"c": []})["c"]]
    return replace_formulas(entries, plain_formulas(name, document, list(formulas))) if formulas else entries


def _record(entry: dict[str, Any]) -> Record:
    """Convert an entry from pandoc to a CSL-JSON record."""
    record: Record = {"id": entry["id"]["c"], "type": entry.get("type", {"c": ""})["c"] or "webpage"}
    record |= {field: text for field in TEXTS if field in entry and (text := plain_text(entry[field]))}
    for role in ROLES:
        if role in entry:
            written = [{part: plain_text(value) for part, value in name["c"].items()} for name in entry[role]["c"]]
            try:
                names, others = read_names(written)
            except NamesError:  # the check of the record reports that, with its key
                record[role] = written
                continue
            joined = next((spoken_name(name) for name in names if _several(name)), "")
            record[role] = joined or [*names, *([{"literal": "et al."}] if others else [])]
    for field, name in ADDRESSES.items():
        if field in entry and (address := _address(plain_text(entry[field]))):
            record[name] = address
    for name in ("publisher", "note"):  # the publisher may be BibTeX's howpublished
        text = plain_text(entry[name]) if name in entry else ""
        if match := re.search(r"https?://[^\s,;]+", text):
            record.setdefault("URL", match.group().rstrip("."))
            record.pop(name, None)
    if language := _protected(entry, "call-number"):
        record["language"] = LANGUAGES.get(language.lower(), language if len(language) < 6 else "")
    if day := _protected(entry, "pmcid") or _day(
        *(_protected(entry, CARRIED[part]) for part in ("year", "month", "day"))
    ):
        record["issued"] = day
    return record


def _several(name: Name) -> bool:
    """Return whether a name contains several people, who are not joined by “and”."""
    suffix = name.get("suffix", "")
    return ("literal" not in name and ";" in spoken_name(name)) or bool(suffix and not SUFFIX.fullmatch(suffix))


def _protected(entry: dict[str, Any], field: str) -> str:
    """Return the value of a protected field, without LaTeX's braces and non-breaking spaces."""
    text = entry[field]["c"] if field in entry else ""
    return " ".join(re.sub(r"[{}]", "", str(text)).replace("~", " " if field != "pmcid" else "~").split())


def _day(year: str, month: str, day: str) -> str:
    """Return year, month and day as one text: 2021-11-17, or 2021 nov 17 if the month is a word."""
    if year.isdigit() and month.isdigit() and (day.isdigit() or not day):
        return "-".join(filter(None, (year, month.zfill(2), day.zfill(2) if day else "")))
    parts = (month, year) if month[:1].isdigit() and not month.isdigit() and not day else (year, month, day)
    return " ".join(part for part in parts if part)


def _address(text: str) -> str:
    """Return an address as it is typed into a browser: without LaTeX's macro around it and backslashes in it."""
    if match := re.fullmatch(r"\\(?:url|nolinkurl|path|href)\s*\{(.*?)\}(?:\{.*\})?", text.strip(), re.DOTALL):
        text = match[1]
    return "".join(ESCAPED.sub(r"\1", TILDE.sub("~", text)).removeprefix("<").removesuffix(">").split())
