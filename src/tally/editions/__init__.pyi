from .changelog import write_changelog
from .changes import compare_editions
from .overview import OVERVIEW_FILE, EditionSummary, Overview, overview_as_json, read_overview, summarise_editions
from .record import (
    Block,
    Edition,
    EditionError,
    FigureSnapshot,
    NumberSnapshot,
    RateSpan,
    SupersededSnapshot,
    WrittenNumber,
    content_hash,
    read_edition,
    read_editions,
)

__all__ = [
    "OVERVIEW_FILE",
    "Block",
    "Edition",
    "EditionError",
    "EditionSummary",
    "FigureSnapshot",
    "NumberSnapshot",
    "Overview",
    "RateSpan",
    "SupersededSnapshot",
    "WrittenNumber",
    "compare_editions",
    "content_hash",
    "overview_as_json",
    "read_edition",
    "read_editions",
    "read_overview",
    "summarise_editions",
    "write_changelog",
]
