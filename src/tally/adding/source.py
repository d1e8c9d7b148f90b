"""Add a source: a document on disk or on the web, a BibTeX entry, or a Zotero export."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tally.adding.asking import Asking, AskingError, unused
from tally.adding.records import Record, from_bibtex, from_csl, issued, readable_id
from tally.dossier import load_dossier
from tally.edits import append_records, append_row, read_whole, revise
from tally.locking.extract import Extract, ExtractError, extract
from tally.locking.fetch import Session
from tally.locking.genuine import doubt
from tally.locking.request import FetchError
from tally.project import Project
from tally.source_records import ID
from tally.sources import RELIABILITIES

BIBLIOGRAPHIES = {".json": from_csl, ".bib": from_bibtex, ".bibtex": from_bibtex}
QUESTIONS = {"title": "Title", "issued": "Day of issue (2021, 2021-11 or 2021-11-17)", "said_by": "Who says it"}
DEFAULT_WHY = "Not assessed yet: entered when the source was added."


def add_sources(
    project: Project, case: str, what: str, given: Mapping[str, Any], asking: Asking, *, private: bool = False
) -> tuple[list[str], Path]:
    """
    Add one source or more to the `sources.json` and `assessments.csv` of a case.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    what : str
        An http(s) address, or the path of a document, a BibTeX file or a CSL-JSON file.
    given : mapping
        What is known already: `id`, `title`, `issued`, `author`, `publisher`, `url`, `language`, `said_by`,
        `relayed_by`, `how_seen`, `seen`, `reliability`, `derived_from`, `origin`, `why`.
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
        Something is missing or wrong. Nothing was written.
    """
    dossier, path = load_dossier(project, case), Path(what)
    bibliography = BIBLIOGRAPHIES.get(path.suffix.lower()) if "://" not in what else None
    if bibliography:
        if not path.is_file():
            msg = f"There is no file {what}."
            raise AskingError(msg)
        records, seen = bibliography(path), given.get("seen")
    else:
        records, seen = [_described(what, given, asking, private=private)], given.get("seen", True)
    if given.get("id") and len(records) > 1:
        msg = f"--id names one source, but {path.name} holds {len(records)}."
        raise AskingError(msg)
    taken = set(dossier.sources)
    rows = []
    for record in records:
        record["id"], old = _id(record, given, taken), record.get("id")
        taken.add(record["id"])
        record["custom"] = _notes(record, given, old, seen=bool(seen))
        record.setdefault("type", "webpage")
        rows.append(_assessment(record, given))

    def change(folder: Path) -> Mapping[str, str]:
        table = read_whole(folder / "assessments.csv")
        for row in rows:
            table = append_row(table, row)
        return {
            "sources.json": append_records(read_whole(folder / "sources.json"), list(records)),
            "assessments.csv": table,
        }

    revise(project, case, change)
    return [_line(record) for record in records], project.tables(case) / "sources.json"


def _line(record: Record) -> str:
    """Say in a line what was taken."""
    parts = (record.get("issued") or {}).get("date-parts") or [["no date"]]
    day = "-".join(str(part).zfill(2) for part in parts[0])
    return f"{record['id']}: “{record['title']}”, {day}, said by {record['custom']['said_by']}"


def _described(what: str, given: Mapping[str, Any], asking: Asking, *, private: bool) -> Record:
    """Describe a document by what it says of itself, and by what is given or asked."""
    read, url = _read(what, str(given.get("url") or ""), private=private)
    about = read.metadata
    author = given.get("author") or about.author
    found = {"title": about.title, "issued": about.date, "said_by": author or about.sitename}
    missing = [f"--{name}" for name in ("title", "issued") if not given.get(name) and not found[name]]
    if missing and not asking.interactive:
        msg = f"The document does not say its {' or '.join(missing).replace('--', '')}: give {' and '.join(missing)}."
        raise AskingError(msg)
    answers = {
        name: asking.answer(name, given.get(name), question, found[name], _not_empty)
        for name, question in QUESTIONS.items()
        if name != "said_by" or asking.interactive
    }
    optional = {
        "author": [{"literal": author}] if author else None, "URL": given.get("url") or url,
        "publisher": given.get("publisher") or about.sitename, "language": given.get("language") or about.language,
    }  # fmt: skip
    kind = "webpage" if read.kind == "html" else "report"
    record: Record = {"type": kind, "title": answers["title"], "issued": issued(answers["issued"])}
    return record | {name: value for name, value in optional.items() if value}


def _read(what: str, known: str, *, private: bool) -> tuple[Extract, str]:
    """Read a document, and give its address if it has one."""
    try:
        if "://" in what or urlsplit(what).scheme in ("javascript", "data"):
            fetched = Session(private=frozenset({"*"} if private else ())).fetch(what)
            read = extract(fetched.content, fetched.header("content-type"))
            if wrong := doubt(what, fetched.final_url, read):
                raise AskingError(wrong)
            return read, fetched.final_url
        return extract(Path(what).read_bytes(), name=what, address=known), ""
    except (FetchError, ExtractError, OSError, ValueError) as error:
        raise AskingError(str(error)) from error


def _not_empty(answer: str) -> list[str]:
    return [] if answer.strip() else ["Some text is needed here."]


def _id(record: Record, given: Mapping[str, Any], taken: set[str]) -> str:
    """Choose an id: the one that was asked for, or a readable one that is free."""
    wanted = given.get("id")
    if not wanted:
        return unused(readable_id(record), taken)
    if not ID.match(wanted) or wanted in taken:
        msg = f"--id: {wanted!r} is taken, or not lower-case words joined by hyphens."
        raise AskingError(msg)
    return str(wanted)


def _notes(record: Record, given: Mapping[str, Any], old: object, *, seen: bool) -> Record:
    """Add what the project notes of a source, leaving what another program noted there."""
    custom = record.get("custom") if isinstance(record.get("custom"), dict) else {}
    authors = record.get("author") or [{}]
    first = authors[0] if isinstance(authors[0], dict) else {}
    who = first.get("literal") or " ".join(filter(None, (first.get("given"), first.get("family"))))
    notes = {
        "seen": seen, "how_seen": given.get("how_seen") or (f"read on {date.today().isoformat()}" if seen else ""),
        "said_by": given.get("said_by") or who or str(record.get("publisher") or record["title"]),
        "relayed_by": given.get("relayed_by") or _relay(record, given),
    }  # fmt: skip
    earlier = {"exported_id": str(old)} if old and str(old) != record["id"] else {}
    return {**earlier, **notes, **(custom or {})}


def _relay(record: Record, given: Mapping[str, Any]) -> str:
    """Name the outlet that passed on the words of whoever is said to have said them."""
    outlet = str(record.get("container-title") or record.get("publisher") or "")
    return outlet if given.get("said_by") not in (None, "", outlet) else ""


def _assessment(record: Record, given: Mapping[str, Any]) -> dict[str, str]:
    """Make the row that says how near the document stands to the count; claim the least unless told more."""
    reliability = given.get("reliability") or ("relay" if record["custom"]["seen"] else "not-seen")
    if reliability not in RELIABILITIES:
        msg = f"--reliability: {reliability!r} is none of {', '.join(RELIABILITIES)}."
        raise AskingError(msg)
    return {
        "source": record["id"], "reliability": reliability, "derived_from": given.get("derived_from") or "",
        "origin": given.get("origin") or record["custom"]["said_by"], "why": given.get("why") or DEFAULT_WHY,
    }  # fmt: skip
