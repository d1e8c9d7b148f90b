"""The overview of a briefing for the list and the feed: its finding, its figures' status, its editions."""

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from tally.editions.changelog import history
from tally.editions.record import Edition, RateSpan, Record
from tally.project import Kind, ReadError, read_file
from tally.records.figures import SEEN, Seen

OVERVIEW_FILE = "editions.json"


class EditionSummary(Record):
    """An edition, and what it changed, in sentences."""

    edition: int
    date: str
    content: str
    authors: tuple[str, ...] = ()
    changes: tuple[str, ...]


class Overview(Record):
    """A briefing as the list shows it. `seen` counts its figures that are locked, transcribed and relayed."""

    brief: str
    question: str
    made_up: bool
    finding: str
    verdict: str
    seen: dict[str, int]
    line: tuple[RateSpan, ...]
    editions: tuple[EditionSummary, ...]

    @property
    def date(self) -> str:
        """The date of the last edition."""
        return self.editions[-1].date


def summarise_editions(editions: Sequence[Edition]) -> Overview:
    """Return the overview of a briefing from its editions, of which there is at least one."""
    last = editions[-1]
    seen = [figure.seen for figure in last.figures.values()]
    return Overview(
        brief=last.brief,
        question=last.question,
        made_up=last.made_up,
        finding=last.finding.words if last.finding else "",
        verdict=last.verdict,
        seen={kind: seen.count(kind) for kind in Seen if kind in SEEN or kind in seen},
        line=last.line,
        editions=tuple(
            EditionSummary(
                edition=edition.edition,
                date=edition.date,
                content=edition.content,
                authors=edition.authors,
                changes=tuple(changes),
            )
            for edition, changes in zip(editions, history(editions), strict=True)
        ),
    )


def overview_as_json(overview: Overview) -> str:
    """Return an overview as JSON, the same bytes each time."""
    return json.dumps(overview.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n"


def read_overview(folder: Path) -> Overview | None:
    """Read the overview of a briefing; None if it is missing or cannot be read."""
    try:
        return Overview.model_validate_json(read_file(folder / OVERVIEW_FILE, Kind.EDITION))
    except (ReadError, ValidationError):
        return None
