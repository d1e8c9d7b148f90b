"""The commands that add rows to a table, one or many: `tally add figure`, `statement` and `milestone`."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tally.project import Project
from tally.records.figures import FIGURES
from tally.tables import Table

if TYPE_CHECKING:
    from tally.adding.rows import Form


def run_figure(project: Project, options: argparse.Namespace) -> int:
    """Add a figure, or many."""
    from tally.adding import Prompter
    from tally.adding.rows import add_figure, add_figures

    given, case = _given(options, FIGURES), f" --case {options.case}" if options.case else ""
    told = f"Next: tally lock SOURCE{case} --file DOCUMENT, then tally add brief NAME{case} --earlier ID --later ID"
    if options.rows:
        return _tell_all(*add_figures(project, options.case, options.rows, given, as_is=options.as_is), told)
    return _tell(add_figure(project, options.case, given, Prompter(sys.stdin.isatty()), as_is=options.as_is), told)


def run_statement(project: Project, options: argparse.Namespace) -> int:
    """Add a wording, or many."""
    from tally.adding.rows import STATEMENT

    told = "A page shows it where it repeats another statement (--repeats ID), or was read where a count first was."
    return _add_rows(project, options, STATEMENT, told)


def run_milestone(project: Project, options: argparse.Namespace) -> int:
    """Add an event, or many."""
    from tally.adding.rows import MILESTONE

    told = "Next: name it in a brief, with tally add brief … --milestones ID"
    return _add_rows(project, options, MILESTONE, told)


def _add_rows(project: Project, options: argparse.Namespace, form: "Form", told: str) -> int:
    """Add a row to a table, or all rows of a file."""
    from tally.adding import Prompter
    from tally.adding.rows import add_row, add_rows

    given = _given(options, form.table)
    if options.rows:
        return _tell_all(*add_rows(project, options.case, form, options.rows, given), told)
    return _tell(add_row(project, options.case, form, given, Prompter(sys.stdin.isatty())), told)


def _given(options: argparse.Namespace, table: Table) -> dict[str, str | None]:
    """Return the answers that the flags give, by their columns."""
    return {name: getattr(options, name) for name in table.flags}


def _tell(added: tuple[str, Path] | None, told: str) -> int:
    """Say what was written, and what comes next."""
    if added is None:
        print("Nothing was written.", file=sys.stderr)
        return 1
    return _tell_all([added[0]], added[1], told)


def _tell_all(names: list[str], path: Path, told: str) -> int:
    """Say what was written, and what comes next."""
    for name in names:
        print(f"Added {name}.", file=sys.stderr)
    print(told, file=sys.stderr)
    print(path)
    return 0
