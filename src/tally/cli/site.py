"""The command `tally site`."""

import argparse
from pathlib import Path

from tally.cli.build import ensure_built
from tally.project import Project, note, say

FOLDER = "site"


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
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
