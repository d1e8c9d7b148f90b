"""Add sources: a document on disk, on the web or not seen, a BibTeX file, or a CSL-JSON file."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tally.adding import Prompter, PromptError, free_id
from tally.adding.sources.description import describe_document, describe_unseen
from tally.adding.sources.duplicates import duplicate_of, known_marks, marks
from tally.adding.sources.notes import assessment, author, build_notes, check_options, own_notes
from tally.adding.sources.records import Record, from_bibtex, from_csl, readable_id
from tally.project import Project, note
from tally.records import load_dossier, revise_case
from tally.records.bibliography import ID, SOURCES
from tally.records.tables import append_records, append_row, read_whole, shorten

BIBLIOGRAPHIES = {".json": from_csl, ".bib": from_bibtex, ".bibtex": from_bibtex}


def add_sources(
    project: Project, case: str, location: str, options: Mapping[str, Any], prompter: Prompter, *, private: bool = False
) -> tuple[list[str], Path]:
    """
    Add one or more sources to the `sources.json` and `assessments.csv` of a case.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    location : str
        An http(s) address, or the path of a document, a BibTeX file or a CSL-JSON file. Empty for a document that is
        described only by options and answers.
    options : mapping
        What is known already, by the names of the options of `tally add source`. It overrides what a record says.
    prompter : Prompter
        Asks for what is missing.
    private : bool
        Whether an address of this machine or a private network may be fetched.

    Returns
    -------
    lines, path
        A line about each added source, and the file.

    Raises
    ------
    PromptError, DataError
        Something is missing or not valid, or a document is in the data already. Nothing was written.
    """
    dossier = load_dossier(project, case)
    check_options(options, dossier.sources)
    known, forced = known_marks(dossier), bool(options.get("again") or options.get("id"))

    def check_new(record: Record) -> None:
        """Raise an error if the document is in the data already."""
        _refuse_duplicates([duplicate_of(record, known)], forced=forced)

    read_here = False
    if bibliography := BIBLIOGRAPHIES.get(Path(location).suffix.lower()) if "://" not in location else None:
        if not Path(location).is_file():
            msg = f"There is no file {location}. Check the path."
            raise PromptError(msg)
        records = bibliography(Path(location))
        options = {**options, "said_by": _speaker(records, options, prompter)}
    else:
        read_here = bool(location)
        if location:
            record, said_by = describe_document(location, options, prompter, check_new, private=private)
        else:
            record, said_by = describe_unseen(options, prompter)
        speaker = said_by if prompter.interactive else options.get("said_by")
        records, options = [record], {**options, "said_by": speaker}
    if options.get("id") and len(records) > 1:
        msg = f"--id names one source, but {Path(location).name} has {len(records)} records. Leave --id out."
        raise PromptError(msg)
    if not read_here:
        _refuse_duplicates(list(_duplicates(records, known)), forced=forced)
    names = _names(records, options, set(dossier.sources))
    rows = [
        _finish(record, name, names, options, read_here=read_here)
        for record, name in zip(records, names.values(), strict=True)
    ]

    def change(folder: Path) -> Mapping[str, str]:
        """Return the new content of both files."""
        table = read_whole(folder / "assessments.csv")
        for row in rows:
            table = append_row(table, row)
        return {
            "sources.json": append_records(read_whole(folder / "sources.json"), list(records)),
            "assessments.csv": table,
        }

    revise_case(project, case, change)
    return [_line(record) for record in records], project.tables(case) / "sources.json"


def _speaker(records: Sequence[Record], options: Mapping[str, Any], prompter: Prompter) -> str:
    """Ask who says what a single record reports, if neither an option nor the record names anybody."""
    known = options.get("said_by") or len(records) > 1 or own_notes(records[0]).get("said_by") or author(records[0])
    if known or not prompter.interactive:
        return str(options.get("said_by") or "")
    return prompter.answer("said_by", None, SOURCES["said_by"].question, "", lambda _: [])


def _duplicates(records: Sequence[Record], known: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """Yield a line about each record whose document is in the data or in an earlier record."""
    seen = dict(known)
    for number, record in enumerate(records, start=1):
        marked = {**record, "custom": {**own_notes(record), "exported_id": record.get("id")}}
        if duplicate := duplicate_of(marked, seen):
            yield f"record {number}, “{shorten(record['title'])}”: {duplicate}" if len(records) > 1 else duplicate
        for mark in marks(marked):
            seen.setdefault(mark, str(record.get("id") or f"record {number}"))


def _refuse_duplicates(duplicates: Sequence[str], *, forced: bool) -> None:
    """Report documents that are in the data already, and raise an error unless they are added on purpose."""
    listed = "; ".join(filter(None, duplicates))
    if not listed:
        return
    if not forced:
        msg = (
            f"The document is in the data already: {listed}. To add it all the same, say --again, or give another --id."
        )
        raise PromptError(msg)
    note(f"The document is in the data already: {listed}. It is added again, as requested.")


def _names(records: Sequence[Record], options: Mapping[str, Any], known: set[str]) -> dict[str, str]:
    """
    Select an id for each record; the result is by the record's old id or its number.

    The id is that of the options, or the old id of a record with Tally's own notes. Other records get a readable id.
    """
    names: dict[str, str] = {}
    for number, record in enumerate(records):
        old = str(record.get("id") or "")
        fixed = options.get("id") or (
            old if ID.fullmatch(old) and isinstance(own_notes(record).get("seen"), bool) else ""
        )
        if fixed in known:
            msg = f"Record {number + 1}: the id {fixed!r} is taken. Give it another."
            raise PromptError(msg)
        name = str(fixed or free_id(readable_id(record), known))
        known.add(name)
        names[old if old and old not in names else f"record {number + 1}"] = name
    return names


def _finish(
    record: Record, name: str, names: Mapping[str, str], options: Mapping[str, Any], *, read_here: bool
) -> dict[str, str]:
    """Set a record's id and notes, and return its row of assessments.csv."""
    notes, old = own_notes(record), str(record.get("id") or "")
    notes["derived_from"] = names.get(str(notes.get("derived_from")), notes.get("derived_from"))
    seen = options.get("seen", notes.get("seen", read_here)) is True
    record["id"], record["custom"] = name, build_notes(record, options, seen=seen, read_here=read_here)
    if old and old != name:
        record["custom"]["exported_id"] = old
    record.setdefault("type", "webpage")
    return assessment(record, notes, options)


def _line(record: Record) -> str:
    """Return the line about an added source."""
    parts = (record.get("issued") or {}).get("date-parts") or [["no date"]]
    day = "-".join(str(part).zfill(2) for part in parts[0])
    said_by = record["custom"]["said_by"]
    speaker = f"said by {said_by}" if said_by else "nobody is named as saying it: give --said-by, or fill in said_by"
    return f"{record['id']}: “{shorten(record['title'])}”, {day}, {speaker}"
