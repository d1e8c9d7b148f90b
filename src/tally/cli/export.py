"""The commands `tally export`, `tally diff` and `tally site`."""

import argparse
from contextlib import suppress
from pathlib import Path
from time import monotonic

from tally.cli.build import chosen_brief, ensure_built
from tally.errors import TallyError
from tally.exports import KINDS
from tally.project import Project, note, say

FOLDER = "site"


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser."""
    exporting = commands.add_parser(
        "export",
        help="write a briefing as PDF, Word, tables, charts, and archive",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_kinds_listed(),
    )
    exporting.add_argument("brief", nargs="?", metavar="BRIEF", help="default: the project's first example")
    exporting.add_argument(
        "--only", nargs="+", choices=(*KINDS,), default=(*KINDS,), metavar="KIND",
        help=f"of {', '.join(KINDS)} (default: all)",
    )  # fmt: skip
    exporting.set_defaults(run=_export)
    comparing = commands.add_parser("diff", help="list what changed from one edition of a briefing to another")
    comparing.add_argument("brief", nargs="?", metavar="BRIEF", help="default: the project's first example")
    comparing.add_argument(
        "editions", nargs="*", type=int, metavar="EDITION", help="one or two numbers (default: the last two)"
    )
    comparing.set_defaults(run=_diff)


def _kinds_listed() -> str:
    """Format the kinds of export for the help: name, description and requirements."""
    lines = [
        f"  {kind.name:<12} {kind.help}{f' (needs {kind.needs})' if kind.needs else ''}" for kind in KINDS.values()
    ]
    return "\n".join(["kinds:", *lines])


def _export(project: Project, options: argparse.Namespace) -> int:
    """
    Build a briefing if it is not up to date, and export it; a kind that fails does not stop the others.

    The list of briefings then links to what was made.
    """
    brief = chosen_brief(project, options)
    if not ensure_built(project, brief):
        return 1
    from tally.exports import Exporter
    from tally.project import ExtraError, ensure_extra  # slow to import

    exporter, failures = Exporter(project, brief), []
    with suppress(ExtraError):  # the kinds that need it report that, and the others are made
        ensure_extra(*{KINDS[kind].extra for kind in options.only if KINDS[kind].extra})
    for kind in dict.fromkeys(options.only):
        started = monotonic()
        note(f"Exporting {kind}", end=" ")
        try:
            paths = exporter.make(kind)
        except TallyError as error:
            note("failed")
            failures.append(f"Not exported: {kind}. {error}")
            continue
        note(f"in {monotonic() - started:.1f} s")
        for path in paths:
            say(path, breaks=False)
    if len(failures) < len({*options.only}):
        from tally.page import save_index

        save_index(project)
    for failure in failures:
        note(failure)
    return 1 if failures else 0


def _diff(project: Project, options: argparse.Namespace) -> int:
    """Print what changed from one edition to another."""
    from tally.briefs import load_brief
    from tally.editions import write_changelog

    brief = chosen_brief(project, options)
    if brief not in project.briefs and not (project.report(brief) / "editions.json").is_file():
        load_brief(project, brief)  # says which there are
    say(write_changelog(project.report(brief), options.editions))
    return 0


def add_site(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    collecting = commands.add_parser("site", help="collect briefings, list and feed for a web server")
    collecting.add_argument("briefs", nargs="*", metavar="BRIEF", help="default: every brief")
    collecting.add_argument("--to", default=FOLDER, metavar="FOLDER", help=f"default: {FOLDER}, in the project")
    collecting.set_defaults(run=_collect)


def _collect(project: Project, options: argparse.Namespace) -> int:
    """Build the briefings that are not up to date, and write the site; it is unchanged if one fails."""
    from tally.briefs import load_brief

    briefs = list(dict.fromkeys(options.briefs)) or project.briefs
    for unknown in {*briefs} - {*project.briefs}:
        load_brief(project, unknown)  # says which there are
    if not ensure_built(project, *briefs):
        note("The site was not changed.")
        return 1
    from tally.exports import save_site  # slow to import

    folder = Path(options.to).expanduser()
    page = save_site(project, briefs, folder if options.to != FOLDER else project.root / FOLDER)
    note(f"The site has {len(briefs)} {'briefing' if len(briefs) == 1 else 'briefings'}.")
    say(page, breaks=False)
    return 0
