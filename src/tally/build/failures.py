"""What could not be built when it was last tried, and why."""

import json
from collections.abc import Sequence
from contextlib import suppress

from tally.build.progress import Outcome
from tally.project import Project, write_file

FILE = "briefs.json"  # in reports/.failed/


def read_failures(project: Project) -> dict[str, str]:
    """Read which briefs could not be built, and why."""
    with suppress(OSError, ValueError):
        return dict(json.loads((project.reports / ".failed" / FILE).read_bytes()))
    return {}


def record_failures(project: Project, outcomes: Sequence[Outcome]) -> None:
    """Keep in mind what could not be built, and no longer what could."""
    if not outcomes:
        return
    from filelock import FileLock

    path = project.reports / ".failed" / FILE
    tried = {one.brief for one in outcomes}
    with FileLock(project.reports / ".lock"):
        failed = {brief: why for brief, why in read_failures(project).items() if brief not in tried}
        failed |= {one.brief: one.failure for one in outcomes if one.failure}
        if failed:
            write_file(path, json.dumps(failed, indent=1) + "\n")
        else:
            path.unlink(missing_ok=True)


def headline(failure: str) -> str:
    """Take the first line of a message, and the second as well where the first only announces it."""
    first, _, rest = failure.partition("\n")
    return f"{first} {rest.partition(chr(10))[0].strip()}" if first.endswith(":") and rest else first
