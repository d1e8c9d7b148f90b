"""The `tally` command, which the Makefile calls."""

import argparse
import atexit
import gc
import sys
from collections.abc import Sequence

import tally
from tally.cli.add import add_commands as describe_adding
from tally.cli.build import add_commands as describe_building
from tally.cli.export import add_commands as describe_exporting
from tally.cli.lock import add_commands as describe_lock
from tally.cli.stopping import stoppable
from tally.errors import TallyError
from tally.project import Project, find_project


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 if done, 1 if refused or failed, 2 if not understood, 130 if stopped with Ctrl-C."""
    options = _parser().parse_args(arguments)
    atexit.register(gc.freeze)  # at the end, a search for unused objects would take a fifth of a second
    try:
        project = find_project()
        if "case" in options:
            options.case = project.find_case(options.case)
        with stoppable():
            return int(options.run(project, options))
    except KeyboardInterrupt:
        print("\nStopped. Briefings built before are unchanged.", file=sys.stderr)
        return 130
    except EOFError:
        print("\ntally: The input ended. Nothing was written.", file=sys.stderr)
        return 1
    except TallyError as error:
        print(f"tally: {error}{_nothing_written(str(error)) if 'edits' in options else ''}", file=sys.stderr)
        return 1
    except OSError as error:
        if not error.strerror:
            raise
        where = f"{error.filename}: " if error.filename else ""
        print(f"tally: {where}{error.strerror}. Correct that, and run the command again.", file=sys.stderr)
        return 1


def _nothing_written(message: str) -> str:
    """Return the sentence that follows an error of a command that edits the data."""
    return f"{' ' if message[-1:] in '.?!' else chr(10)}Nothing was written."


def _parser() -> argparse.ArgumentParser:
    """Build the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="tally", description="Turn reported counts of any kind of incident into briefings that can be defended."
    )
    parser.add_argument("--version", action="version", version=f"tally {tally.__version__}")
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
    """Print the faults of the data, the briefs and the templates."""
    from tally.build import check_project, remarks

    faults = check_project(project)
    for fault in faults:
        print(fault, file=sys.stderr)
    for remark in remarks(project):
        print(f"Look at {remark}")
    if not faults:
        print("The data, the briefs and the templates are in order.")
    return 1 if faults else 0


def _store(project: Project, _: argparse.Namespace) -> int:
    """Run the notebooks in place."""
    from tally.build import skip_slow_checkers

    skip_slow_checkers()
    from tally.build import store_outputs

    for path in store_outputs(project):
        print(path)
    return 0
