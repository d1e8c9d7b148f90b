"""Add a source: a document on disk, on the web or not seen, a BibTeX file, or a CSL-JSON file of many records."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tally.adding import Prompter, PromptError, free_id
from tally.adding.sources.again import again, marks, on_record
from tally.adding.sources.described import QUESTIONS, document, unseen
from tally.adding.sources.noted import assessment, author, hold_flags, noted, own
from tally.adding.sources.records import Record, from_bibtex, from_csl, readable_id
from tally.project import Project
from tally.records import load_dossier, revise_case
from tally.records.bibliography import ID
from tally.tables import append_records, append_row, read_whole

BIBLIOGRAPHIES = {".json": from_csl, ".bib": from_bibtex, ".bibtex": from_bibtex}


def add_sources(
    project: Project, case: str, what: str, given: Mapping[str, Any], asking: Prompter, *, private: bool = False
) -> tuple[list[str], Path]:
    """
    Add one source or more to the `sources.json` and `assessments.csv` of a case.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    what : str
        An http(s) address, or the path of a document, a BibTeX file or a CSL-JSON file; empty for a document that is
        described by what is given and asked.
    given : mapping
        What is known already, as the flags of `tally add source` name it. It counts before what a record says.
    asking : Asking
        How the rest is had.
    private : bool
        Whether an address of this machine or a private network may be fetched.

    Returns
    -------
    tuple
        A line for each, and the file.

    Raises
    ------
    AskingError, DataError
        Something is missing or wrong, or a document is on record already. Nothing was written.
    """
    dossier = load_dossier(project, case)
    hold_flags(given, dossier.sources)
    known, forced = on_record(dossier), bool(given.get("again") or given.get("id"))

    def recognise(record: Record) -> None:
        _refuse([again(record, known)], forced=forced)

    read_here = False
    if bibliography := BIBLIOGRAPHIES.get(Path(what).suffix.lower()) if "://" not in what else None:
        if not Path(what).is_file():
            msg = f"There is no file {what}."
            raise PromptError(msg)
        records = bibliography(Path(what))
        given = {**given, "said_by": _speaker(records, given, asking)}
    else:
        read_here = bool(what)
        if what:
            record, said_by = document(what, given, asking, recognise, private=private)
        else:
            record, said_by = unseen(given, asking)
        records, given = [record], {**given, "said_by": said_by if asking.interactive else given.get("said_by")}
    if given.get("id") and len(records) > 1:
        msg = f"--id names one source, but {Path(what).name} holds {len(records)}."
        raise PromptError(msg)
    if not read_here:
        _refuse(list(_met_again(records, known)), forced=forced)
    names = _names(records, given, set(dossier.sources))
    rows = [
        _finish(record, name, names, given, read_here=read_here)
        for record, name in zip(records, names.values(), strict=True)
    ]

    def change(folder: Path) -> Mapping[str, str]:
        table = read_whole(folder / "assessments.csv")
        for row in rows:
            table = append_row(table, row)
        return {
            "sources.json": append_records(read_whole(folder / "sources.json"), list(records)),
            "assessments.csv": table,
        }

    revise_case(project, case, change)
    return [_line(record) for record in records], project.tables(case) / "sources.json"


def _speaker(records: Sequence[Record], given: Mapping[str, Any], asking: Prompter) -> str:
    """Ask who says a single record, if neither it nor its author nor a flag tells."""
    known = given.get("said_by") or len(records) > 1 or own(records[0]).get("said_by") or author(records[0])
    if known or not asking.interactive:
        return str(given.get("said_by") or "")
    return asking.answer("said_by", None, QUESTIONS["said_by"], "", lambda _: [])


def _met_again(records: Sequence[Record], known: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """Go through the records whose document is on record, or in a record before."""
    met = dict(known)
    for number, record in enumerate(records, start=1):
        told = {**record, "custom": {**own(record), "exported_id": record.get("id")}}
        if found := again(told, met):
            yield f"record {number}, “{record['title']}”: {found}" if len(records) > 1 else found
        for mark in marks(told):
            met.setdefault(mark, str(record.get("id") or f"record {number}"))


def _refuse(found: Sequence[str], *, forced: bool) -> None:
    """Report documents that are on record already, and refuse them unless that is meant."""
    if not (told := [one for one in found if one]):
        return
    listed = "; ".join(told)
    if not forced:
        msg = f"The document is on record already: {listed}. To add it all the same, say --again, or give another --id."
        raise PromptError(msg)
    print(f"The document is on record already: {listed}. It is added again, as you say.", file=sys.stderr)


def _names(records: Sequence[Record], given: Mapping[str, Any], taken: set[str]) -> dict[str, str]:
    """
    Choose an id for each record, by the id that it came with or by its number.

    An id that is asked for is taken; so is that of a record which has Tally's own notes. Others get a readable one.
    """
    names: dict[str, str] = {}
    for number, record in enumerate(records):
        old = str(record.get("id") or "")
        wanted = given.get("id") or (old if ID.fullmatch(old) and isinstance(own(record).get("seen"), bool) else "")
        if wanted in taken:
            msg = f"Record {number + 1}: the id {wanted!r} is taken. Give it another."
            raise PromptError(msg)
        name = str(wanted or free_id(readable_id(record), taken))
        taken.add(name)
        names[old if old and old not in names else f"record {number + 1}"] = name
    return names


def _finish(
    record: Record, name: str, names: Mapping[str, str], given: Mapping[str, Any], *, read_here: bool
) -> dict[str, str]:
    """Put a record's id and notes into it, and return its row of assessments.csv."""
    brought, old = own(record), str(record.get("id") or "")
    brought["derived_from"] = names.get(str(brought.get("derived_from")), brought.get("derived_from"))
    seen = given.get("seen", brought.get("seen", read_here)) is True
    record["id"], record["custom"] = name, noted(record, given, seen=seen, read_here=read_here)
    if old and old != name:
        record["custom"]["exported_id"] = old
    record.setdefault("type", "webpage")
    return assessment(record, brought, given)


def _line(record: Record) -> str:
    """Say in a line what was taken."""
    parts = (record.get("issued") or {}).get("date-parts") or [["no date"]]
    day = "-".join(str(part).zfill(2) for part in parts[0])
    said_by = record["custom"]["said_by"]
    spoken = f"said by {said_by}" if said_by else "nobody is named as saying it: give --said-by, or fill in said_by"
    return f"{record['id']}: “{record['title']}”, {day}, {spoken}"
