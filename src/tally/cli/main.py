"""The `tally` command, which stands behind the Makefile."""

import argparse
import atexit
import gc
import sys
from collections.abc import Sequence

from tally.cli.add import describe as describe_adding
from tally.cli.build import describe as describe_building
from tally.cli.export import describe as describe_exporting
from tally.cli.lock import describe as describe_lock
from tally.project.folders import Project, ProjectError, find_project


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0 done, 1 refused or failed, 130 stopped by Ctrl-C."""
    options = _parser().parse_args(arguments)
    atexit.register(gc.freeze)  # nothing that is left at the end is worth a search, which takes a fifth of a second
    try:
        project = find_project()
        if "case" in options:
            options.case = project.find_case(options.case)
        return int(options.run(project, options))
    except KeyboardInterrupt:
        print("\nStopped. What was built before is as it was.", file=sys.stderr)
        return 130
    except ProjectError as error:
        print(f"tally: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        if not error.strerror:
            raise
        where = f"{error.filename}: " if error.filename else ""
        print(f"tally: {where}{error.strerror}. Put that right, and run the command again.", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(
        prog="tally", description="Turn reported counts of any kind of incident into briefings that can be defended."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    describe_building(commands)
    describe_exporting(commands)
    checking = commands.add_parser("check", help="check the data, the briefs and the templates")
    checking.set_defaults(run=_check)
    storing = commands.add_parser("store", help="run the notebooks and store their outputs in them")
    storing.set_defaults(run=_store)
    describe_adding(commands)
    describe_lock(commands)
    return parser


def _check(project: Project, _: argparse.Namespace) -> int:
    """Say what is wrong with the data, the briefs and the templates."""
    from tally.build.check import check, remarks

    faults = check(project)
    for fault in faults:
        print(fault, file=sys.stderr)
    for remark in remarks(project):
        print(f"Look at {remark}")
    if not faults:
        print("The data, the briefs and the templates are in order.")
    return 1 if faults else 0


def _store(project: Project, _: argparse.Namespace) -> int:
    """Run the notebooks in place."""
    from tally.briefs.brief import BriefError
    from tally.build.notebooks import RunError
    from tally.build.store import store_outputs

    try:
        for path in store_outputs(project):
            print(path)
    except (BriefError, RunError) as error:
        print(f"tally: {error}", file=sys.stderr)
        return 1
    return 0
