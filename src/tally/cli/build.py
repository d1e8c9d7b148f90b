"""The commands `tally build` and `tally why`."""

import argparse
import gc
import os
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from time import monotonic

from tally.build import (
    Outcome,
    changed_notice,
    explain_staleness,
    headline,
    make_progress,
    read_failures,
    record_failures,
    skip_slow_checkers,
    statuses,
)
from tally.cli.values import address, day, positive
from tally.errors import TallyError
from tally.page import index_is_current
from tally.project import CELL_SECONDS, CHANGED, Project, hand_edits, note, remove_leftovers, say


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser."""
    building = commands.add_parser("build", help="build the briefings that are not up to date")
    building.add_argument("briefs", nargs="*", metavar="BRIEF", help="name of a file in notebooks/parameters/")
    building.add_argument("--all", action="store_true", help="every brief")
    building.add_argument("--failed", action="store_true", help="the briefs that failed last time")
    building.add_argument("--again", action="store_true", help="also the briefings that are up to date")
    cores = os.cpu_count() or 1
    building.add_argument(
        "--jobs", type=positive, default=cores + 1, help="briefings at a time (default: one more than cores)"
    )
    building.add_argument(
        "--limit", type=positive, default=CELL_SECONDS, help=f"seconds that a cell may run (default: {CELL_SECONDS})"
    )
    building.add_argument(
        "--scheduler", type=address, default="", help="address of a Dask scheduler, to build on several machines"
    )
    building.add_argument("--date", type=day, default="", help="date of the new editions, such as 2026-11-23")
    building.set_defaults(run=_build)
    asking = commands.add_parser("why", help="list what has changed since a briefing was built")
    asking.add_argument("brief", nargs="?", metavar="BRIEF", help="default: the project's first example")
    asking.set_defaults(run=_why)


def chosen_brief(project: Project, options: argparse.Namespace) -> str:
    """Return the brief that the command line names; the default brief if it names none."""
    return project.default_brief if options.brief is None else str(options.brief)


def ensure_built(project: Project, *briefs: str) -> bool:
    """Build the briefings that are not up to date, and return whether all then are."""
    options = argparse.Namespace(limit=CELL_SECONDS, scheduler="", date="", jobs=(os.cpu_count() or 1) + 1)
    remove_leftovers(project.reports, project.written_folders(briefs))
    _require(project, briefs)
    stale = [status.brief for status in statuses(project, briefs) if not status.fresh]
    outcomes = _built(project, stale, options) if stale else []
    _update_list(project, outcomes)
    return not any(outcome.failure for outcome in outcomes)


def _build(project: Project, options: argparse.Namespace) -> int:
    """Build the briefings that are not up to date, several at a time; a failure does not stop the others."""
    requested = _requested(project, options)
    _require(project, requested)
    remove_leftovers(project.reports, project.written_folders(requested))
    if options.failed and not requested:
        note("No brief failed last time.")
    known = [] if options.again else statuses(project, requested)
    fresh = {status.brief for status in known if status.fresh and status.here}
    stale = [brief for brief in requested if brief not in fresh]
    for brief in stale:
        _report_edits(project, brief)
    outcomes = _built(project, stale, options) if stale else []
    _update_list(project, outcomes)
    failed = {outcome.brief: outcome.failure for outcome in outcomes if outcome.failure}
    for brief in requested:
        if brief not in failed and (len(requested) == 1 or brief in stale):
            say(project.report(brief) / "briefing.html", breaks=False)
    if fresh:
        note("1 briefing is up to date." if len(fresh) == 1 else f"{len(fresh)} briefings are up to date.")
    if len(requested) > 1:
        say(project.reports / "index.html", breaks=False)
    for brief, failure in failed.items():
        note(f"Not built: {brief}. {headline(failure)}")
    for outcome in outcomes:
        if outcome.changed:
            note(changed_notice(outcome.brief, outcome.changed))
    if failed and len(requested) > 1:
        note("To try these again: tally build --failed")
    return 1 if failed else 0


def _report_edits(project: Project, brief: str) -> None:
    """Print which published files were changed by hand, and where the build keeps a copy of them."""
    changed = [edit.removesuffix(f" {CHANGED}") for edit in hand_edits(project.report(brief)) if edit.endswith(CHANGED)]
    if changed:
        verb = "was" if len(changed) == 1 else "were"
        copies = project.reports / ".changed" / brief
        note(f"{brief}: {', '.join(changed)} {verb} changed by hand. A copy is kept in {copies}.")


def _built(project: Project, stale: Sequence[str], options: argparse.Namespace) -> list[Outcome]:
    """Build briefings in warm kernels."""
    skip_slow_checkers()
    from tally.build import kernels

    if options.scheduler:
        return _built_there(project, stale, options)
    with kernels(project, stale) as server:
        gc.disable()
        from tally.build import build, build_all

        gc.freeze()  # imported modules stay in this process and its forks
        gc.enable()
        if len(stale) == 1:
            started = monotonic()
            note(f"Building {stale[0]}")
            try:
                build(project, stale[0], server=server, limit=options.limit, date=options.date)
            except TallyError as error:
                note(f"tally: {error}")
                outcomes = [Outcome(stale[0], monotonic() - started, str(error))]
            else:
                outcomes = [Outcome(stale[0], monotonic() - started)]
                note(f"Built in {outcomes[0].seconds:.1f} s")
        else:
            note(f"Building {len(stale)} briefings, {min(options.jobs, len(stale))} at a time")
            progress = make_progress(len(stale))
            try:
                outcomes = build_all(
                    project, stale, jobs=options.jobs, server=server, limit=options.limit, date=options.date,
                    progress=progress,
                )  # fmt: skip
            finally:
                progress.close()
    return outcomes


def _built_there(project: Project, stale: Sequence[str], options: argparse.Namespace) -> list[Outcome]:
    """Build briefings on a cluster."""
    from tally.project import ensure_extra  # slow to import, and seldom needed

    ensure_extra("cluster")
    from tally.build.cluster import ClusterError, build_on_cluster

    count = f"{len(stale)} {'briefing' if len(stale) == 1 else 'briefings'}"
    note(f"Building {count} at {options.scheduler}")
    progress = make_progress(len(stale))
    try:
        return build_on_cluster(
            project, stale, options.scheduler, limit=options.limit, date=options.date, progress=progress
        )
    except ClusterError as error:
        note(f"tally: {error}")
        return [Outcome(brief, 0, str(error)) for brief in stale]
    finally:
        progress.close()


def _update_list(project: Project, outcomes: Sequence[Outcome]) -> None:
    """Update the list of briefings, and record which were built and which failed."""
    built = [outcome.brief for outcome in outcomes if not outcome.failure]
    if built or (not outcomes and not index_is_current(project)):
        from tally.page import save_index

        with nullcontext() if built else suppress(OSError):  # a read-only folder is not changed
            save_index(project)
        statuses(project, built, built=True)  # stored for the next time
    record_failures(project, outcomes)


def _require(project: Project, briefs: Sequence[str]) -> None:
    """Check that there are such briefs, before anything starts."""
    if not {*briefs} <= {*project.briefs}:
        from tally.briefs import require_briefs  # slow to import, and seldom needed

        require_briefs(project, briefs)


def _requested(project: Project, options: argparse.Namespace) -> list[str]:
    """List the requested briefs, each once."""
    if options.failed:
        return [brief for brief in read_failures(project) if brief in project.briefs]
    return project.briefs if options.all else list(dict.fromkeys(options.briefs)) or [project.default_brief]


def _why(project: Project, options: argparse.Namespace) -> int:
    """Print what has changed since a briefing was built."""
    from tally.briefs import load_brief

    brief = chosen_brief(project, options)
    reasons = explain_staleness(project, brief) if brief in project.briefs else [str(load_brief(project, brief))]
    say("\n".join(reasons) or f"{brief} is up to date.")
    return 0
