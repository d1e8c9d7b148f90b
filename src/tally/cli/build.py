"""The commands `tally build` and `tally why`."""

import argparse
import gc
import os
import re
import sys
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from datetime import date
from time import monotonic

from tally.build import (
    Outcome,
    explain_staleness,
    hand_edits,
    headline,
    make_progress,
    read_failures,
    record_failures,
    skip_slow_checkers,
    statuses,
)
from tally.page import index_is_current
from tally.project import CELL_SECONDS, CHANGED, Project, ensure_extra

ADDRESS = re.compile(r"(?:tcp|tls)://[^/@\s]+:\d{1,5}")


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the commands."""
    building = commands.add_parser("build", help="build the briefings that are not up to date")
    building.add_argument("briefs", nargs="*", metavar="BRIEF", help="name of a file in notebooks/parameters/")
    building.add_argument("--all", action="store_true", help="every brief")
    building.add_argument("--failed", action="store_true", help="the briefs that failed last time")
    building.add_argument("--again", action="store_true", help="also what is up to date")
    cores = os.cpu_count() or 1
    building.add_argument(
        "--jobs", type=_positive, default=cores + 1, help="how many at a time (default: one more than cores)"
    )
    building.add_argument(
        "--limit", type=_positive, default=CELL_SECONDS, help=f"seconds that a cell may run (default: {CELL_SECONDS})"
    )
    building.add_argument(
        "--scheduler", type=_address, default="", help="address of a Dask scheduler, to build on several machines"
    )
    building.add_argument("--date", type=_day, default="", help="day of the editions that this makes, as 2026-11-23")
    building.set_defaults(run=_build)
    asking = commands.add_parser("why", help="say what has changed since a briefing was built")
    asking.add_argument("brief", nargs="?", metavar="BRIEF", help="default: the project's first example")
    asking.set_defaults(run=_why)


def _positive(text: str) -> int:
    """Read a number of at least one."""
    number = int(text)
    if number < 1:
        msg = f"{number} is not at least 1"
        raise argparse.ArgumentTypeError(msg)
    return number


def _address(text: str) -> str:
    """Read a scheduler's address; one with a name or password in it is none, and is not repeated."""
    if text and not ADDRESS.fullmatch(text):
        msg = "this is no scheduler's address, such as tcp://10.0.0.1:8786"
        raise argparse.ArgumentTypeError(msg)
    return text


def _day(text: str) -> str:
    """Read a day, if one is given."""
    try:
        return text and date.fromisoformat(text).isoformat()
    except ValueError as error:
        msg = f"{text} is no day such as 2026-11-23"
        raise argparse.ArgumentTypeError(msg) from error


def ensure_built(project: Project, brief: str) -> bool:
    """Build a briefing if it is not up to date; whether it then is."""
    options = argparse.Namespace(limit=CELL_SECONDS, scheduler="", date="", jobs=1)
    if brief in project.briefs and all(one.fresh for one in statuses(project, [brief])):
        return True
    outcomes = _built(project, [brief], options)
    _list_anew(project, outcomes)
    return not any(one.failure for one in outcomes)


def _build(project: Project, options: argparse.Namespace) -> int:
    """Build what is not up to date, several at a time; a failed one stops none of the others."""
    wanted, known = _wanted(project, options), set(project.briefs)
    if options.failed and not wanted:
        print("No brief failed last time.", file=sys.stderr)
    looked = [] if options.again else statuses(project, [brief for brief in wanted if brief in known])
    fresh = {one.brief for one in looked if one.fresh}
    stale = [brief for brief in wanted if brief not in fresh]
    for brief in stale:
        _tell_by_hand(project, brief)
    outcomes = _built(project, stale, options) if stale else []
    _list_anew(project, outcomes)
    failed = {one.brief: one.failure for one in outcomes if one.failure}
    for brief in wanted:
        if brief not in failed and (len(wanted) == 1 or brief in stale):
            print(project.report(brief) / "briefing.html")
    if fresh:
        print(f"{_many(len(fresh), 'briefing')} up to date.", file=sys.stderr)
    if len(wanted) > 1:
        print(project.reports / "index.html")
    for brief, failure in failed.items():
        print(f"Not built: {brief}. {headline(failure)}", file=sys.stderr)
    if failed and len(wanted) > 1:
        print("To try these again: tally build --failed", file=sys.stderr)
    return 1 if failed else 0


def _tell_by_hand(project: Project, brief: str) -> None:
    """Say which published files were changed by hand, and where they are kept once the build replaces them."""
    changed = [one.removesuffix(f" {CHANGED}") for one in hand_edits(project, brief) if one.endswith(CHANGED)]
    if changed:
        verb = "was" if len(changed) == 1 else "were"
        kept = project.reports / ".changed" / brief
        print(f"{brief}: {', '.join(changed)} {verb} changed by hand. A copy is kept in {kept}.", file=sys.stderr)


def _built(project: Project, stale: Sequence[str], options: argparse.Namespace) -> list[Outcome]:
    """Build briefings in warm kernels, and list what is there anew."""
    skip_slow_checkers()
    from tally.build import kernels

    if options.scheduler:
        return _built_there(project, stale, options)
    with kernels() as server:
        gc.disable()
        from tally.build import REFUSED, build, build_all

        gc.freeze()  # what was imported stays, here and in what is forked from here
        gc.enable()
        if len(stale) == 1:
            started = monotonic()
            print(f"Building {stale[0]}", file=sys.stderr)
            try:
                build(project, stale[0], server=server, limit=options.limit, date=options.date)
            except REFUSED as error:
                print(f"tally: {error}", file=sys.stderr)
                outcomes = [Outcome(stale[0], monotonic() - started, str(error))]
            else:
                outcomes = [Outcome(stale[0], monotonic() - started)]
                print(f"Built in {outcomes[0].seconds:.1f} s", file=sys.stderr)
        else:
            print(f"Building {len(stale)} briefings, {min(options.jobs, len(stale))} at a time", file=sys.stderr)
            shown = make_progress(len(stale))
            try:
                outcomes = build_all(
                    project, stale, jobs=options.jobs, server=server, limit=options.limit, date=options.date,
                    progress=shown,
                )  # fmt: skip
            finally:
                shown.close()
    return outcomes


def _built_there(project: Project, stale: Sequence[str], options: argparse.Namespace) -> list[Outcome]:
    """Build briefings on a cluster."""
    ensure_extra("cluster")
    from tally.build.cluster import ClusterError, build_on_cluster

    count = f"{len(stale)} {'briefing' if len(stale) == 1 else 'briefings'}"
    print(f"Building {count} at {options.scheduler}", file=sys.stderr)
    shown = make_progress(len(stale))
    try:
        return build_on_cluster(
            project, stale, options.scheduler, limit=options.limit, date=options.date, progress=shown
        )
    except ClusterError as error:
        print(f"tally: {error}", file=sys.stderr)
        return [Outcome(brief, 0, str(error)) for brief in stale]
    finally:
        shown.close()


def _list_anew(project: Project, outcomes: Sequence[Outcome]) -> None:
    """Bring the list of briefings up to date, and keep in mind what was built and what was not."""
    built = [one.brief for one in outcomes if not one.failure]
    if built or (not outcomes and not index_is_current(project)):
        from tally.page import save_index

        with nullcontext() if built else suppress(OSError):  # a folder that may only be read is left as it is
            save_index(project)
        statuses(project, built)  # remembered for the next time
    record_failures(project, outcomes)


def _wanted(project: Project, options: argparse.Namespace) -> list[str]:
    """List the briefs that are asked for, each once."""
    if options.failed:
        return [brief for brief in read_failures(project) if brief in project.briefs]
    return project.briefs if options.all else list(dict.fromkeys(options.briefs)) or [project.default_brief]


def _why(project: Project, options: argparse.Namespace) -> int:
    """Say what has changed since a briefing was built."""
    from tally.briefs import load_brief

    brief = options.brief or project.default_brief
    reasons = explain_staleness(project, brief) if brief in project.briefs else [str(load_brief(project, brief))]
    print("\n".join(reasons) or f"{brief} is up to date.")
    return 0


def _many(count: int, noun: str) -> str:
    """Count things in words."""
    return f"{count} {noun}{' is' if count == 1 else 's are'}"
