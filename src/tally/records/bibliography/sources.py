"""The documents that report the figures: who wrote them, what each repeats, and how each is cited."""

import json
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tally.records.bibliography.columns import ASSESSMENTS, SOURCES, Reliability
from tally.records.bibliography.records import read_records
from tally.records.tables import Problem, cell_faults, find_circles, name_flaw, read_rows, remembered, suggest_name
from tally.text import words

SUPPLIED = ("descriptive", "none")  # for titles that are not the document’s own words


@dataclass(frozen=True)
class Source:
    """
    One document.

    Attributes
    ----------
    record : str
        Its CSL-JSON, for the citation.
    seen : bool
        Whether a member of the project read it. If not, it is known only through another document.
    issued_by : date or None
        The last day on which it can have been issued.
    issued_from : date or None
        The first day on which it can have been issued.
    accessed : date or None
        The last day on which it can have been read, if the record gives a date of access.
    title_basis, issued_basis : str
        Where the title and the date are from, such as “page text”.
    derived_from : str
        The id of the document that it repeats; empty for none.
    origin : str
        Who made the original count.
    """

    id: str
    title: str
    url: str
    language: str
    record: str
    seen: bool
    how_seen: str
    said_by: str
    relayed_by: str
    title_basis: str
    issued_basis: str
    issued_by: date | None
    reliability: str
    derived_from: str
    origin: str
    why: str
    issued_from: date | None = None
    accessed: date | None = None

    @property
    def title_described(self) -> str:
        """The origin of the title, in words for readers; empty if the record does not say."""
        return words.TITLES.get(self.title_basis, self.title_basis)


@remembered("sources.json", ASSESSMENTS.file)
def read_sources(folder: Path) -> tuple[dict[str, Source], list[Problem]]:
    """
    Read the sources of a case: `sources.json`, and the assessment of each in `assessments.csv`.

    Parameters
    ----------
    folder : Path
        The case's folder of tables.

    Returns
    -------
    sources, problems
        The sources by id, and everything that must be corrected. With problems, the sources may be incomplete.
    """
    path = folder / "sources.json"
    records, problems = read_records(path)
    rows, faults = read_rows(folder / ASSESSMENTS.file, ASSESSMENTS.names)
    problems += faults
    assessments = {row.cells["source"]: row.cells for row in rows}
    known = {record.id for record, _ in records}
    for row in rows:
        for column in ("source", "derived_from"):
            cell = row.cells[column]
            if cell not in known and (cell or column == "source"):
                remedy, names = suggest_name(cell, known) + "Add it to sources.json.", (path.name, cell)
                problems.append(row.problem(column, "a source", remedy, names=names, absent=True))
        problems += cell_faults(row, ASSESSMENTS)

    sources: dict[str, Source] = {}
    for record, raw in records:
        location = (path.name, record.id)
        if record.id in sources:
            remedy, second = "Give one of the two records another id.", (path.name, f"{record.id} again")
            expected = "an id of its own"
            problems.append(Problem(*location, "id", record.id, expected, remedy, second, loses_id=True))
        for field in SOURCES.proper_names:
            if flaw := name_flaw(getattr(record.custom, field)):
                column = SOURCES[field].path
                problems.append(Problem(*location, column, flaw.found, flaw.expected, flaw.remedy, location))
        if record.id not in assessments:
            remedy = "Add a row to assessments.csv: its reliability, and the source that it repeats."
            names, expected = ("assessments.csv", record.id), "a source with an assessment"
            problems.append(Problem(*location, "id", record.id, expected, remedy, location, names, absent=True))
        assessment = assessments.get(record.id, dict.fromkeys(ASSESSMENTS.names, ""))
        sources[record.id] = Source(
            id=record.id, title=record.title, url=record.url, language=record.language,
            record=json.dumps(_citable(raw, record.custom.title_basis)),
            seen=record.custom.seen, how_seen=record.custom.how_seen, said_by=record.custom.said_by,
            relayed_by=record.custom.relayed_by, title_basis=record.custom.title_basis,
            issued_basis=record.custom.issued_basis, issued_by=_last_day(record.issued),
            reliability=assessment["reliability"], derived_from=assessment["derived_from"],
            origin=assessment["origin"], why=assessment["why"],
            issued_from=_first_day(record.issued), accessed=_last_day(raw.get("accessed", {})),
        )  # fmt: skip
    following = {source.id: source.derived_from for source in sources.values() if source.derived_from in sources}
    for circle in find_circles(following):
        remedy = "One of them must be the first: leave derived_from empty there."
        place, found = ("assessments.csv", circle[0]), " → ".join([*circle, circle[0]])
        problems.append(Problem(*place, "derived_from", found, "no circle", remedy, place))
    return sources, problems


def _citable(record: Mapping[str, Any], title_basis: str) -> Mapping[str, Any]:
    """Return a record for its citation: a title that is not the document's own is in square brackets."""
    return {**record, "title": f"[{record['title']}]"} if title_basis in SUPPLIED else record


def source_chain(source: Source, sources: Mapping[str, Source]) -> list[Source]:
    """List the documents that a count passed through, from the first that gave it to the one where it was read."""
    links = [source]
    while (earlier := sources.get(links[0].derived_from)) and earlier not in links:
        links.insert(0, earlier)
    return links


def primary_source(links: Sequence[Source]) -> Source:
    """Return the document of a chain that first gave the count, without the raw material that was counted."""
    return next((link for link in links if link.reliability != Reliability.RAW_MATERIAL), links[-1])


def primary_seen(links: Sequence[Source]) -> bool:
    """Return whether the document that first gave the count was read on its counter's own page, not in a copy."""
    first = primary_source(links)
    return first.seen and first.reliability == Reliability.OWN_PAGE


def credit_line(names: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Return the credit line of a chart: who gave the counts of these sources, where they were read, and the years."""
    credited: dict[str, dict[str, None]] = {}
    for source in (sources[name] for name in dict.fromkeys(names)):
        who = source.said_by or source.relayed_by or words.SOURCE["unnamed"]
        read_in = f"in {source.relayed_by}" if source.said_by and source.relayed_by not in ("", who) else ""
        year = str(source.issued_by.year) if source.issued_by else ""
        credited.setdefault(who, {})[", ".join(filter(None, (read_in, year)))] = None
    return "; ".join(", ".join(filter(None, (who, *where))) for who, where in credited.items())


def _last_day(issued: Mapping[str, Any]) -> date | None:
    """Return the last day on which a document can have been issued, from CSL's date parts; None if they give none."""
    try:
        year, *rest = (int(part) for part in issued["date-parts"][-1])
        if len(rest) > 1:
            return date(year, rest[0], rest[1])
        month = rest[0] if rest else 12
        return date(year, month, monthrange(year, month)[1])
    except (KeyError, IndexError, TypeError, ValueError):
        return None


def _first_day(issued: Mapping[str, Any]) -> date | None:
    """Return the first day on which a document can have been issued, from CSL's date parts; None if they give none."""
    try:
        year, month, day = (*(int(part) for part in issued["date-parts"][0]), 1, 1)[:3]
        return date(year, month, day)
    except (KeyError, IndexError, TypeError, ValueError):
        return None
