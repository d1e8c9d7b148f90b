"""Read and write dataset.yml, the description of a data set."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tally.records.events.dataset import BASES, FILE, SPAN, Dataset, DatasetError, Span
from tally.records.tables import ID_FORM, YamlError, first_lines, read_yaml, shorten, suggest_name, text_flaw
from tally.windows import WindowError, read_day

LONGEST = 2_000  # characters of a text
REQUIRED = ("id", "title", "counter", "release", "kind", "sha256", "rows", "covers")
KINDS: dict[str, type] = {
    "rows": int, "settles": int, "skip_lines": int, "may_be_shipped": bool, "covers": dict, "gaps": list,
    "breaks": list, "attacks": list, "nulls": list, "columns": dict,
}  # fmt: skip
WORDS = {int: "a whole number", bool: "true or false", dict: "names with values", list: "a list", str: "a text"}
DAY_FORM = re.compile(r"(?:%-?[YymdBbj]|%[HIMSpf]|[^%\w]|T)+")
ENCODING = re.compile(r"utf-8|cp125[0-8]|latin-1|iso8859-\d{1,2}")


def read_dataset(folder: Path) -> Dataset:
    """
    Read the description of a data set from its folder.

    Raises
    ------
    DatasetError
        There is none, or it has faults. The message lists each with what to do.
    """
    path = folder / FILE
    place = "/".join(path.parts[-4:])
    try:
        values = read_yaml(path)
    except YamlError as error:
        msg = f"{place} {error}"
        raise DatasetError(msg) from error
    if not isinstance(values, dict):
        msg = f"{place} has no lines such as “kind: ucdp-ged”. Write it again with: tally dataset add"
        raise DatasetError(msg)
    dataset, faults = parse_dataset(values)
    if dataset and dataset.id != folder.name:
        faults = [f"id: is {shorten(dataset.id)!r}, but the folder is {folder.name!r}: they must be the same."]
    if faults or dataset is None:
        msg = "\n".join([f"{place} cannot be used:", *(f"  {fault}" for fault in first_lines(faults))])
        raise DatasetError(msg)
    return dataset


def parse_dataset(values: Mapping[Any, Any]) -> tuple[Dataset | None, list[str]]:
    """Return the data set that some values describe, or None; and what is wrong with them."""
    known = tuple(Dataset.__dataclass_fields__)
    faults = [
        f"{shorten(name)}: there is no such field. {suggest_name(str(name), known)}The fields are: {', '.join(known)}."
        for name in values
        if name not in known
    ]
    faults += [f"{name}: is missing." for name in REQUIRED if name not in values]
    fields = dict[str, Any]()
    for name in known:
        if name in values:
            fault, fields[name] = _field(name, values[name])
            faults += [f"{name}: {fault}"] if fault else []
    if faults:
        return None, faults
    dataset = Dataset(**fields)
    return dataset, _faults(dataset)


def _field(name: str, value: Any) -> tuple[str, Any]:
    """Return what is wrong with a value, or nothing; and the value as it is kept."""
    kind: Any = KINDS.get(name, str)
    if type(value) is not kind:
        hint = " Put it in quotation marks." if kind is str and isinstance(value, int | float) else ""
        return f"found {shorten(repr(value))}, expected {WORDS[kind]}.{hint}", value
    texts = [value] if kind is str else [*value, *value.values()] if kind is dict else value if kind is list else []
    for text in texts:
        if isinstance(text, str) and len(text) > LONGEST:
            return f"has {len(text):,} characters, expected at most {LONGEST:,}.", value
        if isinstance(text, str) and (flaw := text_flaw(text)):
            return f"has {flaw.found}, expected {flaw.expected}. {flaw.remedy}", value
    if name in SPAN:
        spans = [_span(name, part) for part in (value if kind is list else [value])]
        fault = next((fault for fault, _ in spans if fault), "")
        return fault, tuple(span for _, span in spans) if kind is list else spans[0][1]
    if kind in (list, dict) and (others := [text for text in texts if not isinstance(text, str)]):
        return f"found {shorten(repr(others[0]))}, expected texts.", value
    return "", tuple(value) if kind is list else value


def _span(name: str, value: Any) -> tuple[str, Span | None]:
    """Return what is wrong with some days, or nothing; and the days."""
    names = SPAN[name]
    if not isinstance(value, dict) or not {*value} <= {*names} or names[0] not in value:
        return f"found {shorten(repr(value))}, expected {', '.join(names)}.", None
    try:
        first = read_day(str(value[names[0]]))
        last = read_day(str(value["to"])) if "to" in names else first
    except (WindowError, KeyError) as error:
        return f"{error}: expected days such as 2021-11-17.", None
    if last < first:
        return f"ends on {last}, before it begins on {first}. Exchange them.", None
    what = value.get("what", "")
    if not isinstance(what, str) or text_flaw(what):
        return f"found {shorten(repr(what))}, expected words.", None
    return "", Span(first, last, what)


def _faults(dataset: Dataset) -> list[str]:
    """Return what is wrong with fields that have the right form."""
    faults = []
    if not re.fullmatch(ID_FORM, dataset.id):
        faults.append(f"id: found {shorten(dataset.id)!r}, expected lower-case words joined by hyphens.")
    if not re.fullmatch("[0-9a-f]{64}", dataset.sha256):
        faults.append(f"sha256: found {shorten(dataset.sha256)!r}, expected 64 digits from 0 to f.")
    if bool(dataset.file) == bool(dataset.path):
        faults.append("file, path: expected one of them: a file in this folder, or the path of one elsewhere.")
    if Path(dataset.file).name != dataset.file:
        faults.append(f"file: found {shorten(dataset.file)!r}, expected the name of a file in this folder.")
    if dataset.basis not in BASES:
        faults.append(f"basis: found {shorten(dataset.basis)!r}, expected {' or '.join(BASES)}.")
    if min(dataset.rows, dataset.settles, dataset.skip_lines) < 0:
        faults.append("rows, settles, skip_lines: found a negative number, expected 0 or more.")
    if dataset.encoding and not ENCODING.fullmatch(dataset.encoding):
        faults.append(f"encoding: found {shorten(dataset.encoding)!r}, expected utf-8, cp1252, latin-1 or the like.")
    if fault := day_form_fault(dataset.date_format):
        faults.append(f"date_format: {fault}")
    if dataset.delimiter not in ("", ",", ";", "\t", "|"):
        faults.append(f"delimiter: found {shorten(dataset.delimiter)!r}, expected a comma, semicolon, tab or bar.")
    return faults


def day_form_fault(form: str) -> str:
    """Return what is wrong with the form in which days are written; nothing if it can be read, or is empty."""
    if not form or (DAY_FORM.fullmatch(form) and "%y" in form.lower()):
        return ""
    return f"found {shorten(form)!r}, expected %d for the day, %m for the month and %Y for the year, such as %d/%m/%Y."


def dump_dataset(dataset: Dataset) -> str:
    """
    Return the text of a description, without the fields that are empty.

    Raises
    ------
    DatasetError
        It would not be read again.
    """
    values = _values(dataset)
    _, faults = parse_dataset(values)
    if faults:
        raise DatasetError(" ".join(faults))
    return str(yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=1000))


def _values(dataset: Dataset) -> dict[str, Any]:
    """Return the fields of a description that are not empty, as they are written."""
    values = dict[str, Any]()
    for name in Dataset.__dataclass_fields__:
        value = getattr(dataset, name)
        if name in SPAN:
            spans = [_spelt(name, span) for span in (value if isinstance(value, tuple) else [value])]
            value = spans if isinstance(value, tuple) else spans[0]
        elif isinstance(value, tuple):
            value = [*value]
        elif isinstance(value, Mapping):
            value = dict(value)
        if (value not in ("", [], {}) and (name, value) != ("skip_lines", 0)) or name in ("release", "licence"):
            values[name] = value
    return values


def _spelt(name: str, span: Span) -> dict[str, str]:
    """Return some days as they are written."""
    days = (span.first, span.last) if "to" in SPAN[name] else (span.first,)
    parts = dict(zip(SPAN[name], map(str, days), strict=False))
    return parts | ({"what": span.what} if span.what else {})
