"""Read and record which briefings failed when they were last built, and why."""

import json
from collections.abc import Sequence
from contextlib import suppress

from tally.build.progress import Outcome
from tally.project import Project, publishing

FILE = "briefs.json"  # in reports/.failed/


def read_failures(project: Project) -> dict[str, str]:
    """Read which briefs failed when they were last built, and why."""
    with suppress(OSError, ValueError):
        return dict(json.loads((project.reports / ".failed" / FILE).read_bytes()))
    return {}


def record_failures(project: Project, outcomes: Sequence[Outcome]) -> None:
    """Record which briefs failed, and forget those that did not fail this time."""
    if not outcomes:
        return
    path = project.reports / ".failed" / FILE
    attempts = {outcome.brief for outcome in outcomes}
    with publishing(project) as edit:
        failures = {brief: why for brief, why in read_failures(project).items() if brief not in attempts}
        failures |= {outcome.brief: outcome.failure for outcome in outcomes if outcome.failure}
        edit({path: json.dumps(failures, indent=1) + "\n" if failures else None})


def headline(failure: str) -> str:
    """Return the first line of a message, and the second too if the first ends with a colon."""
    first, _, rest = failure.partition("\n")
    return f"{first} {rest.partition(chr(10))[0].strip()}" if first.endswith(":") and rest else first
