"""The commands that add rows to a table, one or many: `tally add figure`, `statement`, `claim` and so on."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tally.project import Project, note, say
from tally.records.events import COUNTS
from tally.records.figures import FIGURES
from tally.records.tables import Table

if TYPE_CHECKING:
    from tally.adding.rows import Form


def run_figure(project: Project, options: argparse.Namespace) -> int:
    """Add a figure, or many."""
    from tally.adding import Prompter
    from tally.adding.rows import add_figure, add_figures

    answers, case = _answers(options, FIGURES), f" --case {options.case}" if options.case else ""
    advice = f"Next: tally lock SOURCE{case} --file DOCUMENT, then tally add brief NAME{case} --earlier ID --later ID"
    if options.rows:
        return _print_all(*add_figures(project, options.case, options.rows, answers, as_is=options.as_is), advice)
    return _print(add_figure(project, options.case, answers, Prompter(sys.stdin.isatty()), as_is=options.as_is), advice)


def run_count(project: Project, options: argparse.Namespace) -> int:
    """Count events, and add the count."""
    from tally.adding import PromptError, add_count

    answers = {name: cell or "" for name, cell in _answers(options, COUNTS).items()}
    if missing := [f"--{name}" for name in ("dataset", "window") if not answers[name]]:
        msg = f"A count also needs {' and '.join(missing)}."
        raise PromptError(msg)
    name, count, path = add_count(project, options.case, answers)
    span = f"{count.low:,} to {count.high:,}" if count.low < count.high else f"{count.value:,}"
    note(f"{count.words} {span} {options.unit or COUNTS['unit'].default}.")
    note(f"Added {name}.")
    say(path, breaks=False)
    return 0


def run_statement(project: Project, options: argparse.Namespace) -> int:
    """Add a wording, or many."""
    from tally.adding.rows import STATEMENT

    advice = "A page shows it where it repeats another statement (--repeats ID), or was read where a count first was."
    return _add_rows(project, options, STATEMENT, advice)


def run_claim(project: Project, options: argparse.Namespace) -> int:
    """Add a claim, or many."""
    from tally.adding.rows import CLAIM

    return _add_rows(project, options, CLAIM, "The page of a brief on these two counts judges it.")


def run_milestone(project: Project, options: argparse.Namespace) -> int:
    """Add an event, or many."""
    from tally.adding.rows import MILESTONE

    advice = "Next: name it in a brief, with tally add brief … --milestones ID"
    return _add_rows(project, options, MILESTONE, advice)


def run_actor(project: Project, options: argparse.Namespace) -> int:
    """Add a name of an actor, or many."""
    from tally.adding.rows import actor_form

    form = actor_form(project, options.case, as_is=options.as_is)
    return _add_rows(project, options, form, _counting(project, options, "actor"))


def run_place(project: Project, options: argparse.Namespace) -> int:
    """Add a name of a place, or many."""
    from tally.adding.rows import place_form

    form = place_form(project, options.case, as_is=options.as_is)
    return _add_rows(project, options, form, _counting(project, options, "place"))


def _counting(project: Project, options: argparse.Namespace, kind: str) -> str:
    """Return what to do after a name was added."""
    case = f" --case {options.case}" if options.case != project.default_case else ""
    dataset, name = options.dataset or "ID", getattr(options, kind) or "ID"
    return f"Next: tally count{case} --dataset {dataset} --{kind} {name} --window DAYS"


def _add_rows(project: Project, options: argparse.Namespace, form: "Form", advice: str) -> int:
    """Add a row to a table, or all rows of a file."""
    from tally.adding import Prompter
    from tally.adding.rows import add_row, add_rows

    answers = _answers(options, form.table)
    if options.rows:
        return _print_all(*add_rows(project, options.case, form, options.rows, answers), advice)
    return _print(add_row(project, options.case, form, answers, Prompter(sys.stdin.isatty())), advice)


def _answers(options: argparse.Namespace, table: Table) -> dict[str, str | None]:
    """Return the answers that the flags give, by their columns."""
    return {name: getattr(options, name) for name in table.flags}


def _print(added: tuple[str, Path] | None, advice: str) -> int:
    """Print what was written, and what to do next."""
    if added is None:
        note("Nothing was written.")
        return 1
    return _print_all([added[0]], added[1], advice)


def _print_all(names: list[str], path: Path, advice: str) -> int:
    """Print what was written, and what to do next."""
    for name in names:
        note(f"Added {name}.")
    note(advice)
    say(path, breaks=False)
    return 0
