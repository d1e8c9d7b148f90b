"""The commands `tally dataset` and `tally count`."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from tally.project import Project, note, say

if TYPE_CHECKING:
    from tally.events import Count
    from tally.records.events import Dataset

KINDS = ("ucdp-ged", "ucdp-candidate", "acled", "gtd", "awsd", "insecurity-insight", "mapped")
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "bar": "|"}
CASE = "the case, a folder under data/ (default: the first example)"
TEXTS = {
    "release": "the release or version, such as 24.1",
    "title": "what it is (default: the name of its kind)",
    "counter": "who counted (default: who publishes that kind)",
    "licence": "its licence, such as CC-BY-4.0",
    "source": "id of its source in sources.json",
    "obtained": "day of the download (default: today)",
    "counts": "what a row is, in words",
    "member": "the file inside a zip with several",
    "encoding": "how it is encoded, such as cp1252 (default: utf-8)",
    "delimiter": "what is between the cells: comma, semicolon, tab or bar (default: comma)",
    "date_format": "how a mapped file writes days, such as %%d/%%m/%%Y (default: 2021-11-17)",
    "between_actors": "what is between the names of a coalition in a mapped file",
}


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser."""
    datasets = commands.add_parser("dataset", help="describe a file of events, and check it")
    kinds = datasets.add_subparsers(metavar="WHAT")
    adding = kinds.add_parser(
        "add", help="load a file of events, and write its description",
        description="Load a file of events, report what is in it, and write its description into the case. "
        "The file stays where it is.",
    )  # fmt: skip
    adding.add_argument("file", type=Path, metavar="FILE", help="the file as it was published: .csv, .csv.gz or .zip")
    adding.add_argument("--kind", required=True, choices=KINDS, help="how it is read; mapped for any CSV file")
    adding.add_argument("--id", required=True, help="readable id, such as ucdp-ged-24")
    for name, text in TEXTS.items():
        adding.add_argument(f"--{name.replace('_', '-')}", default="", help=text)
    adding.add_argument("--from", dest="first", default="", metavar="DAY", help="the first day that it covers")
    adding.add_argument("--to", dest="last", default="", metavar="DAY", help="the last day that it covers")
    adding.add_argument(
        "--column", action="append", default=[], metavar="PART=COLUMN",
        help="a column of a mapped file, such as first=date or row=line; may be given several times",
    )  # fmt: skip
    adding.add_argument(
        "--null", action="append", default=[], metavar="TEXT", help="what means nothing in a mapped file"
    )
    adding.add_argument(
        "--skip-lines", type=int, default=0, metavar="N", help="lines before the header of a mapped file"
    )
    adding.add_argument("--may-be-shipped", action="store_true", help="the licence lets rows be passed on")
    adding.add_argument("--copy", action="store_true", help="copy a small file into the project")
    adding.add_argument("--replace", action="store_true", help="replace the description of that id")
    adding.add_argument("--case", help=CASE)
    adding.set_defaults(run=_add, edits=True)
    checking = kinds.add_parser("check", help="check files of events against their descriptions")
    checking.add_argument("id", nargs="?", default="", metavar="ID", help="a data set (default: all of the case)")
    checking.add_argument("--case", help=CASE)
    checking.set_defaults(run=_check)
    comparing = kinds.add_parser("compare", help="say what a new release of a data set added, dropped and changed")
    comparing.add_argument("old", metavar="OLD", help="id of the data set with the old release")
    comparing.add_argument("new", metavar="NEW", help="id of the data set with the new release")
    comparing.add_argument("--place", default="", help="only events there: id in places.csv, or as the files print it")
    comparing.add_argument("--json", action="store_true", help="print the differences as JSON")
    comparing.add_argument("--case", help=CASE)
    comparing.set_defaults(run=_compare)
    counting = commands.add_parser("count", help="count events in a data set, as a range where they are not exact")
    counting.add_argument("--dataset", required=True, metavar="ID", help="id of the data set")
    counting.add_argument("--actor", default="", help="id in actors.csv, or a name as the file prints it")
    counting.add_argument("--role", default="any", choices=("any", "by", "against"), help="its part (default: any)")
    counting.add_argument("--place", default="", help="id in places.csv, or a name as the file prints it")
    counting.add_argument(
        "--kind", action="append", default=[], metavar="TYPE",
        help="a type as the file prints it; may be given several times (default: those that are attacks)",
    )  # fmt: skip
    counting.add_argument("--unit", default="events", choices=("events", "deaths"), help="what (default: events)")
    counting.add_argument("--window", required=True, metavar="EDTF", help="days, such as 2021 or 2021-01-01/2021-11-17")
    counting.add_argument(
        "--precision", default="", metavar="DAYS", help="leave out events that are dated by more days than this"
    )
    counting.add_argument(
        "--clarity", default="clear", choices=("clear", "all"),
        help="all: candidate events too whose status is not Clear (default: clear)",
    )  # fmt: skip
    counting.add_argument("--ids", action="store_true", help="list the ids of the rows too")
    counting.add_argument("--json", action="store_true", help="print the count as JSON")
    counting.add_argument("--case", help=CASE)
    counting.set_defaults(run=_count)


def _add(project: Project, options: argparse.Namespace) -> int:
    """Add a data set."""
    from tally.adding import add_dataset

    days = (options.first, options.last)
    added = add_dataset(
        project, options.case, options.file, _described(options), days=days, copy=options.copy,
        replacing=options.replace,
    )  # fmt: skip
    for line in added.report:
        note(line)
    case = f" --case {options.case}" if options.case != project.default_case else ""
    note(f"Next: tally count --dataset {options.id} --window {added.window}{case}")
    say(added.path, breaks=False)
    return 0


def _described(options: argparse.Namespace) -> "Dataset":
    """Return the data set that the options describe."""
    from tally.adding import PromptError, new_dataset

    columns = dict[str, str]()
    for pair in options.column:
        part, sign, column = pair.partition("=")
        if not (part and sign and column):
            msg = f"--column: found {pair[:60]!r}, expected PART=COLUMN, such as first=date."
            raise PromptError(msg)
        columns[part.strip()] = column.strip()
    texts = {name: getattr(options, name) for name in TEXTS}
    texts["delimiter"] = DELIMITERS.get(options.delimiter, options.delimiter)
    return new_dataset(
        options.id, options.kind, columns=columns, nulls=tuple(options.null), skip_lines=options.skip_lines,
        may_be_shipped=options.may_be_shipped, **texts,
    )  # fmt: skip


def _check(project: Project, options: argparse.Namespace) -> int:
    """Check data sets."""
    from tally.events import open_dataset
    from tally.records.events import dataset_names

    names = [options.id] if options.id else dataset_names(project.tables(options.case))
    for name in names:
        events = open_dataset(project, options.case, name)
        say(f"{name}: {events.loaded.rows:,} rows, as described.")
    if not names:
        say("There are no data sets. To add one: tally dataset add FILE --kind KIND --id ID")
    return 0


def _compare(project: Project, options: argparse.Namespace) -> int:
    """Compare two releases of a data set."""
    from tally.events import open_dataset, read_names
    from tally.events.releases import compare_releases, release_json, release_lines

    old, new = (open_dataset(project, options.case, name) for name in (options.old, options.new))
    change = compare_releases(old, new, options.place, read_names(project.tables(options.case))[1])
    for line in [json.dumps(release_json(change), indent=1)] if options.json else release_lines(change):
        say(line)
    return 0


def _count(project: Project, options: argparse.Namespace) -> int:
    """Count events."""
    from tally.events import count_events, count_rows, make_query, open_dataset, read_names

    query = make_query(
        options.window, unit=options.unit, actor=options.actor, role=options.role, place=options.place,
        kinds=options.kind, precision=options.precision, clarity=options.clarity,
    )  # fmt: skip
    events = open_dataset(project, options.case, options.dataset)
    names = read_names(project.tables(options.case))
    count = count_events(events, query, *names)
    rows = count_rows(events, query, *names) if options.ids else None
    certain, possible = (rows.certain, rows.possible) if rows else ((), ())
    if options.json:
        ids = {"ids": {"certain": certain, "possible": possible}} if rows else {}
        say(json.dumps(_as_json(count, events.dataset, options) | ids, indent=1))
        return 0
    _print(count, events.dataset, options.unit)
    for words, some in (("Counted for certain", certain), ("Possible", possible)):
        if some:
            say(f"{words}: {', '.join(some)}")
    return 0


def _as_json(count: "Count", dataset: "Dataset", options: argparse.Namespace) -> dict[str, object]:
    """Return a count as values for JSON."""
    return {
        "low": count.low, "value": count.value, "high": count.high, "unit": options.unit, "used": count.used,
        "certain": count.certain, "possible": {"days": count.by_date, "actor": count.by_name},
        "left_out": count.left_out, "query": count.words, "window": options.window, "dataset": dataset.id,
        "release": dataset.release, "sha256": dataset.sha256, "notes": [*count.notes],
    }  # fmt: skip


def _print(count: "Count", dataset: "Dataset", unit: str) -> None:
    """Print a count for readers."""
    from tally.text import plural

    if count.low == count.high:
        say(plural(count.value, unit.removesuffix("s")))
    else:
        basis = "best estimates" if unit == "deaths" else "the first day of each event"
        say(f"{count.low:,} to {count.high:,} {unit} ({count.value:,} by {basis})")
    say(count.words)
    say(f"Rows used: {count.used:,}")
    if count.by_date:
        say(f"  {count.by_date:,} of them may be on other days: only a range of days is known")
    if count.by_name:
        say(f"  {count.by_name:,} of them may be another actor’s")
    say(f"Rows left out: {sum(count.left_out.values()):,}")
    for reason, number in count.left_out.items():
        say(f"  {number:,} {reason}")
    say(f"File: {dataset.named}, SHA-256 {dataset.sha256[:12]}…")
    for line in count.notes:
        say(f"Note: {line}")
