"""Add a data set: load its file, and write what it is, with its hash, rows and days."""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tally.adding.dataset_report import REQUESTED, dropped_in_words, report_lines
from tally.adding.prompts import PromptError
from tally.events import BREAKS, GAPS, EventFile, load_events, proposed_coverage, sha256_of
from tally.events.loading import KIND
from tally.project import Kind, Project, editing, read_file
from tally.records.bibliography import read_sources
from tally.records.events import FILE, FOLDER, Dataset, DatasetError, Span, day_form_fault, dump_dataset, read_dataset
from tally.records.tables import ID_EXPECTED, ID_FORM, shorten, suggest_name
from tally.windows import WindowError, read_day

LARGEST_COPY = 5_000_000  # bytes of a file that is copied into the project
# What a description that is replaced hands on, where nothing else is given.
STAYING = (
    "title", "counter", "release", "member", "licence", "may_be_shipped", "source", "gaps", "settles", "counts",
    "leaves_out", "breaks", "attacks", "filters", "encoding", "delimiter", "skip_lines", "columns", "date_format",
    "nulls", "between_actors",
)  # fmt: skip
LONGEST_ID = 80  # characters


@dataclass(frozen=True)
class Added:
    """A data set that was added: the file of its description, the days covered, and what to report."""

    path: Path
    window: str
    report: tuple[str, ...]


def new_dataset(name: str, kind: str, **fields: Any) -> Dataset:
    """Return a description of which only some fields are known."""
    return Dataset(id=name, kind=kind, sha256="", rows=0, covers=Span(date.min, date.max), **fields)


def add_dataset(
    project: Project,
    case: str,
    file: Path,
    dataset: Dataset,
    *,
    days: tuple[str, str] = ("", ""),
    copy: bool = False,
    replacing: bool = False,
) -> Added:
    """
    Load a file of events, and write its description into a case, both or neither.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    file : Path
        The file. It stays where it is, unless `copy` is set.
    dataset : Dataset
        What is known about it. Hash, rows and days are found; title, counter and the like have defaults for its kind.
    days : tuple of str
        The first and the last day that it covers, where these are known better.
    copy : bool
        Whether the file is copied into the project.
    replacing : bool
        Whether a description of that id may be replaced; what is not given is then as it was.

    Raises
    ------
    PromptError, DatasetError, DataError, ReadError
        The file cannot be used, or the description has a fault. Nothing was written.
    """
    if not re.fullmatch(ID_FORM, dataset.id) or len(dataset.id) > LONGEST_ID:
        msg = f"--id: found {shorten(dataset.id)!r}, expected {ID_EXPECTED}, such as ucdp-ged-24."
        raise PromptError(msg)
    folder = project.tables(case) / FOLDER / dataset.id
    if (folder / FILE).exists() and not replacing:
        msg = f"There is a data set {dataset.id!r} already. Choose another --id, or add --replace to describe it again."
        raise PromptError(msg)
    _check_source(project, case, dataset.source)
    if fault := day_form_fault(dataset.date_format):
        msg = f"--date-format: {fault}"
        raise PromptError(msg)
    source = _absolute(file)
    if copy and source.stat().st_size > LARGEST_COPY:
        msg = f"{file} has {source.stat().st_size:,} bytes, and at most {LARGEST_COPY:,} are copied. Leave out --copy."
        raise PromptError(msg)
    former = _former(folder) if replacing else None
    dataset = _keeping(dataset, former)
    events = load_events(project, replace(dataset, sha256=""), source)
    if former and not any(days) and former.sha256 == sha256_of(events):
        days = (str(former.covers.first), str(former.covers.last))
    complete, reason = _complete(dataset, events, days)
    complete = (
        replace(complete, file=source.name, path="")
        if copy or source.parent == folder.resolve()
        else replace(complete, file="", path=_short(project, source))
    )
    text = dump_dataset(complete)
    contents: dict[Path, str | bytes | None] = {folder / FILE: text}
    if former and former.file and former.file != complete.file:
        contents = {folder / former.file: None} | contents
    if copy:
        contents[folder / source.name] = read_file(source, Kind.EVENTS)
    with editing(project) as edit:
        if (folder / FILE).exists() and not replacing:
            msg = f"There is a data set {dataset.id!r} already. Choose another --id, or add --replace."
            raise PromptError(msg)
        edit(contents)
    return Added(
        folder / FILE, f"{complete.covers.first}/{complete.covers.last}", tuple(report_lines(complete, events, reason))
    )


def _absolute(file: Path) -> Path:
    """Return the absolute path of a file. Raises `ReadError` where there is none."""
    path = file.expanduser()
    try:
        return path.resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        read_file(path, Kind.EVENTS)
        raise


def _former(folder: Path) -> Dataset | None:
    """Return the description that is replaced; None if there is none that can be read."""
    with suppress(DatasetError):
        return read_dataset(folder) if (folder / FILE).exists() else None
    return None


def _keeping(dataset: Dataset, former: Dataset | None) -> Dataset:
    """Return a description in which what was not given is as in the former one of that kind."""
    if former is None or former.kind != dataset.kind:
        return dataset
    return replace(dataset, **{name: getattr(dataset, name) or getattr(former, name) for name in STAYING})


def _short(project: Project, path: Path) -> str:
    """Return a path in the project relative to it, and another with ~ for the home folder."""
    if path.is_relative_to(project.root):
        return path.relative_to(project.root).as_posix()
    try:
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return str(path)


def _check_source(project: Project, case: str, source: str) -> None:
    """Check that the data have a source. Raises `PromptError`."""
    if source:
        sources, _ = read_sources(project.tables(case))
        if source not in sources:
            msg = f"--source: there is no source {shorten(source)!r}. {suggest_name(source, sources)}Add it first."
            raise PromptError(msg)


def _complete(dataset: Dataset, events: EventFile, days: tuple[str, str]) -> tuple[Dataset, str]:
    """Return a description with what was found in its file, and why it covers these days."""
    layout, loaded = events.layout, events.loaded
    if not loaded.first:
        msg = (
            f"{dataset.id}: the file has no events: {dropped_in_words(events)}"
            if loaded.rows
            else "The file has a header and no rows. Download it again, or look whether it is the right one."
        )
        raise PromptError(msg)
    first, last = (date.fromisoformat(day) for day in (loaded.first, loaded.last))
    span, reason = proposed_coverage(dataset.kind, dataset.release, first, last)
    try:
        known = [read_day(day) if day else None for day in days]
    except WindowError as error:
        msg = f"--from, --to: {error}. {error.remedy}"
        raise PromptError(msg) from error
    span = Span(known[0] or span.first, known[1] or span.last)
    if any(known):
        reason = REQUESTED
    if span.first > first or span.last < last:
        msg = f"--from, --to: the file has events from {first} to {last}, and the days covered must include these."
        raise PromptError(msg)
    breaks = tuple(day for day in BREAKS.get(dataset.kind, ()) if span.first < day.first <= span.last)
    within = [gap for gap in GAPS.get(dataset.kind, ()) if span.first <= gap.first and gap.last <= span.last]
    return replace(
        dataset, sha256=sha256_of(events), rows=loaded.rows, covers=span,
        title=dataset.title or (layout.title if dataset.kind != KIND else dataset.id),
        counter=dataset.counter or layout.counter or "not stated",
        licence=dataset.licence or layout.licence, may_be_shipped=dataset.may_be_shipped or layout.shipped,
        obtained=dataset.obtained or datetime.now(UTC).date().isoformat(), gaps=dataset.gaps or tuple(within),
        settles=dataset.settles or layout.settles, counts=dataset.counts or layout.counts,
        leaves_out=dataset.leaves_out or layout.leaves_out,
        breaks=dataset.breaks or breaks,
        attacks=dataset.attacks or layout.attacks,
    ), reason  # fmt: skip
