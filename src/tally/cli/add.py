"""The commands `tally add` with what it adds, `tally supersede` and `tally expand`."""

import argparse
import sys
from pathlib import Path

from tally.adding import OVER
from tally.cli.add_brief import add_brief_command
from tally.cli.add_rows import (
    run_actor,
    run_claim,
    run_count,
    run_figure,
    run_milestone,
    run_place,
    run_statement,
)
from tally.project import Project, note, say
from tally.records import CLAIMS, MILESTONES, STATEMENTS
from tally.records.bibliography import ASSESSMENTS, SOURCES
from tally.records.events import ACTORS, COUNTS, PLACES
from tally.records.figures import FIGURES
from tally.records.tables import Column
from tally.text import plural

AS_IS = {
    "figure": "accept a new name although it looks like a known one",
    "actor": "accept a name that no file prints",
    "place": "accept a name that no file prints",
}
SOURCE_FLAGS = SOURCES.flags | ASSESSMENTS.flags


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser."""
    adding = commands.add_parser(
        "add",
        help="add a case, sources, figures, counts, actors, statements, claims, milestones or a brief, checked first",
    )
    kinds = adding.add_subparsers(metavar="WHAT")
    for kind, table, run in (
        ("figure", FIGURES, run_figure),
        ("statement", STATEMENTS, run_statement),
        ("claim", CLAIMS, run_claim),
        ("milestone", MILESTONES, run_milestone),
        ("actor", ACTORS, run_actor),
        ("place", PLACES, run_place),
    ):
        row = kinds.add_parser(kind, help=f"add a row to {table.file}; asks for what no flag gives")
        _flags(row, table.flags)
        row.add_argument(
            "--from", dest="rows", type=Path, metavar="FILE.csv",
            help=f"add all rows of a CSV file with columns of {table.file}, or none; a flag fills what it leaves out",
        )  # fmt: skip
        row.set_defaults(run=run, edits=True, as_is=False)
        if kind in AS_IS:
            row.add_argument("--as-is", action="store_true", help=AS_IS[kind])
    count = kinds.add_parser("count", help="count events in a data set, and add the count to counts.csv")
    _flags(count, COUNTS.flags)
    count.set_defaults(run=run_count, edits=True)
    source = kinds.add_parser("source", help="add a document, a BibTeX file or a Zotero export to sources.json")
    source.add_argument(
        "what", nargs="?", default="", metavar="FILE-OR-URL",
        help="web address; or .html, .pdf, .txt, .bib or CSL .json file; leave it out for a document that was not seen",
    )  # fmt: skip
    _flags(source, SOURCE_FLAGS)
    source.add_argument("--again", action="store_true", help="add a document even if it is in the data already")
    source.add_argument("--private", action="store_true", help="also fetch from this machine or a private network")
    source.set_defaults(run=_add_source, edits=True)
    add_brief_command(kinds)
    case = kinds.add_parser("case", help="create an empty case, a folder of tables under data/")
    case.add_argument("name", metavar="NAME", help="lower-case words joined by hyphens")
    case.add_argument("--title", default="", help="what is counted, as a heading (default: the name)")
    case.add_argument("--author", default="", help="who signs its briefings (default: nobody)")
    case.set_defaults(run=_add_case, edits=True)
    unit = kinds.add_parser("unit", help="add the words for one of what a case counts")
    unit.add_argument("many", metavar="MANY", help="the unit as in figures.csv, such as “people killed”")
    unit.add_argument("one", metavar="ONE", help="the same with 1, such as “person killed”")
    unit.add_argument(
        "--within", action="append", default=[], metavar="UNIT", help="a unit that includes it, such as “attacks”"
    )
    unit.add_argument("--replace", action="store_true", help="change the words that it has")
    unit.add_argument("--case", help="the case, a folder under data/ (default: the first example)")
    unit.set_defaults(run=_add_unit, edits=True)
    superseding = commands.add_parser("supersede", help="replace a figure by a corrected one; the old one is kept")
    superseding.add_argument("old", metavar="OLD", help="id of the figure that is replaced")
    superseding.add_argument("new", metavar="NEW", nargs="?", default="", help="id of the figure that replaces it")
    superseding.add_argument("--because", default="", metavar="REASON", help="why, in a sentence for readers")
    superseding.add_argument(
        "--as-is", action="store_true", help="accept it although it counts something else or covers other days"
    )
    superseding.add_argument("--undo", action="store_true", help="use OLD again, its row as it was before")
    superseding.add_argument("--case", help="the case, a folder under data/ (default: the first example)")
    superseding.set_defaults(run=_supersede, edits=True)
    expanding = commands.add_parser("expand", help="write many briefs from one, for other groups, places or windows")
    expanding.add_argument("brief", metavar="BRIEF", help="the brief to start from")
    for name, text in OVER.items():
        expanding.add_argument(
            f"--{name}", action="append", default=[], metavar=name.upper(), help=f"{text}; may be given several times"
        )
    expanding.add_argument("--lists", metavar="FILE", help="YAML file with such lists")
    expanding.add_argument("--replace", action="store_true", help="replace briefs of these names")
    expanding.set_defaults(run=_expand, edits=True)


def _flags(parser: argparse.ArgumentParser, flags: dict[str, Column]) -> None:
    """Add a flag for each column."""
    for name, column in flags.items():
        action = argparse.BooleanOptionalAction if column.type == "boolean" else "store"
        parser.add_argument(column.flag_name, dest=name, help=column.flag_help, action=action)
    parser.add_argument("--case", help="the case, a folder under data/ (default: the first example)")


def _add_source(project: Project, options: argparse.Namespace) -> int:
    """Add sources."""
    from tally.adding import Prompter
    from tally.adding.sources import add_sources

    answers = {name: getattr(options, name) for name in SOURCE_FLAGS if getattr(options, name) is not None}
    answers["again"] = options.again
    prompter = Prompter(sys.stdin.isatty())
    added, path = add_sources(project, options.case, options.what, answers, prompter, private=options.private)
    for line in added:
        note(f"Added {line}")
    case = f" --case {options.case}" if options.case else ""
    note(f"Next: check the source’s row in assessments.csv, then tally add figure{case}")
    say(path, breaks=False)
    return 0


def _add_case(project: Project, options: argparse.Namespace) -> int:
    """Create an empty case."""
    from tally.adding import add_case

    folder = add_case(project, options.name, title=options.title, author=options.author)
    note(f"Next: tally add source FILE-OR-URL --case {options.name}")
    say(folder, breaks=False)
    return 0


def _add_unit(project: Project, options: argparse.Namespace) -> int:
    """Add the words for one of a unit."""
    from tally.adding import add_unit

    words = (options.many, options.one)
    say(add_unit(project, options.case, *words, within=options.within, replace=options.replace), breaks=False)
    return 0


def _supersede(project: Project, options: argparse.Namespace) -> int:
    """Replace a figure by another, or undo that."""
    from tally.adding import supersede_by_options, unbuildable_briefs

    message, path = supersede_by_options(project, options.case, options.old, options)
    for line in (message, *unbuildable_briefs(project, options.case)):
        note(line)
    say(path, breaks=False)
    return 0


def _expand(project: Project, options: argparse.Namespace) -> int:
    """Write many briefs."""
    from tally.adding import expand_brief, read_lists

    lists = read_lists(Path(options.lists)) if options.lists else {}
    over = {name: [*lists.get(name, []), *getattr(options, name)] for name in OVER}
    briefs = expand_brief(project, options.brief, over, replace=options.replace)
    written = [brief for brief in briefs if brief.path]
    for brief in briefs:
        if brief.path:
            say(brief.path, breaks=False)
        else:
            note(f"{brief.name}: not written, {brief.reason}")
    note(f"{len(written)} of {plural(len(briefs), 'brief')} written. Build with: make reports")
    return 0 if written else 1
