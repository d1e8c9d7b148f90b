"""The commands of `tally`: their parser, and how one is run."""

import argparse
import atexit
import gc
import os
import re
import shlex
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

import tally
from tally.cli.add import add_commands as describe_adding
from tally.cli.build import add_commands as describe_building
from tally.cli.completion import add_commands as describe_completion
from tally.cli.events import add_commands as describe_events
from tally.cli.export import add_commands as describe_exporting
from tally.cli.export import add_site as describe_site
from tally.cli.lock import add_commands as describe_lock
from tally.cli.parser import Parser
from tally.errors import TallyError
from tally.project import Kind, OutputError, Project, find_project, note, read_file, say

IDS = re.compile(r'^"?([a-z0-9][a-z0-9-]*)"?,|"id": *"([^"]+)"', re.MULTILINE)  # of a row of a table, and of a source
STATUSES = (
    "exit status: 0 done, 1 refused or failed (a message says what to do), 2 command line not understood, "
    "130 stopped with Ctrl-C, 141 the program that read the output has ended"
)


def run_command(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 if done, 1 if refused or failed."""
    options = command_parser().parse_args(arguments)
    atexit.register(gc.freeze)  # at the end, a search for unused objects would take a fifth of a second
    os.environ.pop("SOURCE_DATE_EPOCH", None)  # no output depends on it, and libraries fail if it is not a number
    if options.folder is not None:
        os.chdir(options.folder)
    if "anywhere" in options:
        return int(options.run(None, options))
    project = find_project()
    try:
        if "case" in options:
            options.case = project.find_case(options.case)
        return int(options.run(project, options))
    except OutputError:
        raise
    except TallyError as error:
        if hint := _elsewhere(project, options, str(error)):
            error.add_note(hint)
        if "edits" in options:
            error.add_note("Nothing was written.")
        raise


def _elsewhere(project: Project, options: argparse.Namespace, message: str) -> str:
    """Return where a name is that a message refuses, if another case has it: `--case` was forgotten, or is wrong."""
    values = [part for value in vars(options).values() for part in (value if isinstance(value, list) else [value])]
    refused = {name for name in values if isinstance(name, str) and len(name) > 1 and repr(name) in message}
    if "case" not in options or not refused:
        return ""
    refused -= _ids(project, options.case)
    for case in project.cases:
        if found := sorted(refused & _ids(project, case)):
            return f"The case {case} has {found[0]!r}: add --case {case}."
    return ""


def _ids(project: Project, case: str) -> set[str]:
    """Return the ids of a case: of the rows of its tables, its sources and its data sets."""
    files = project.table_files(case)
    ids = {path.parent.name for path in files if path.name == "dataset.yml"}
    for path in files:
        if path.suffix == ".csv" or path.name == "sources.json":
            with suppress(TallyError, OSError):
                ids |= {*chain(*IDS.findall(read_file(path, Kind.TABLE).decode("utf-8", "replace")))}
    return ids


def command_parser() -> argparse.ArgumentParser:
    """Build the parser of the command line."""
    parser: argparse.ArgumentParser = Parser(
        prog="tally",
        description="Turn reported counts of any kind of incident into briefings that can be defended.",
        epilog=STATUSES,
    )
    parser.add_argument("--version", action="version", version=f"tally {tally.__version__}")
    parser.add_argument("-C", dest="folder", metavar="FOLDER", type=Path, help="change to this folder first")
    commands = parser.add_subparsers(metavar="COMMAND")
    describe_building(commands)
    describe_exporting(commands)
    describe_site(commands)
    checking = commands.add_parser("check", help="check the data, the briefs and the templates")
    checking.set_defaults(run=_check)
    storing = commands.add_parser("store", help="run the notebooks and store their outputs in them")
    storing.set_defaults(run=_store)
    starting = commands.add_parser("init", help="create a project of your own, with a first example")
    starting.add_argument("project", metavar="FOLDER", type=Path, help="a new folder, or an empty one")
    starting.set_defaults(run=_init, anywhere=True)
    describe_adding(commands)
    describe_lock(commands)
    describe_events(commands)
    describe_completion(commands, command_parser)
    return parser


def _check(project: Project, _: argparse.Namespace) -> int:
    """Print the faults of the data, the briefs and the templates."""
    from tally.build import check_project, remarks

    faults = check_project(project)
    for fault in faults:
        note(fault)
    for remark in remarks(project):
        say(f"Look at {remark}")
    if not faults:
        say("The data, the briefs and the templates are in order.")
    return 1 if faults else 0


def _init(_: None, options: argparse.Namespace) -> int:
    """Create a project."""
    from tally.adding import create_project

    folder = create_project(options.project)
    note(f"Next: cd {shlex.quote(str(folder))}, then make report")
    say(folder, breaks=False)
    return 0


def _store(project: Project, _: argparse.Namespace) -> int:
    """Run the notebooks in place."""
    from tally.build import skip_slow_checkers

    skip_slow_checkers()
    from tally.build import store_outputs

    for path in store_outputs(project):
        say(path, breaks=False)
    return 0
