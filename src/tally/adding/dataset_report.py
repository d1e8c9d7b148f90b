"""Report what was found in the file of a data set that was added."""

from collections.abc import Iterator
from datetime import date

from tally.events import EventFile, odd_names
from tally.records.events import Dataset
from tally.records.tables import shorten
from tally.text import plural
from tally.windows import long_day

REQUESTED = "as requested"  # why a data set covers its days, if they were given
MOST_LINES = 8  # lines of the file that are named for one reason


def dropped_in_words(events: EventFile) -> str:
    """Return in words how many rows were left out, and why, with their lines."""
    parts = []
    for reason, count in events.loaded.dropped.items():
        lines = [f"{line:,}" for line in events.loaded.lines[reason][:MOST_LINES]]
        more = " …" if count > len(lines) else ""
        parts.append(f"{plural(count, 'row')} ({reason}: line {', '.join(lines)}{more})")
    return "; ".join(parts)


def report_lines(dataset: Dataset, events: EventFile, reason: str) -> Iterator[str]:
    """Yield what is to be said about a data set that was added."""
    loaded = events.loaded
    days = f"{long_day(date.fromisoformat(loaded.first))} to {long_day(date.fromisoformat(loaded.last))}"
    yield f"{dataset.id}: {plural(loaded.rows, 'row')}, {plural(loaded.events, 'event')} from {days}."
    covers = f"{long_day(dataset.covers.first)} to {long_day(dataset.covers.last)}"
    remedy = "" if reason == REQUESTED else " If that is not so, add it again with --from, --to and --replace."
    yield f"Covered: {covers} ({reason}).{remedy}"
    for gap in dataset.gaps:
        yield f"Not covered: {long_day(gap.first)} to {long_day(gap.last)} ({gap.what})."
    if loaded.tags:
        yield f"Line {loaded.tags} is a second header with tags, not an event."
    dropped = dropped_in_words(events)
    yield f"Left out: {dropped}." if dropped else "Nothing was left out."
    if loaded.broken:
        words = plural(loaded.broken, "event")
        yield f"{words} with numbers of deaths that cannot be used: counted as events, left out of sums of deaths."
    if loaded.alike:
        words = plural(loaded.alike, "event")
        yield f"{words} that agree with another in days, place, parties and deaths: kept, since their ids differ."
    if odd := odd_names(events):
        words = plural(len(odd), "name")
        yield f"{words} with garbled or hidden letters, such as {shorten(odd[0])!r}: check --encoding."
    if not dataset.may_be_shipped:
        yield "Rows are not passed on, since no licence is known that allows it; counts, ids and the hash are."
    yield f"SHA-256 {dataset.sha256}"
