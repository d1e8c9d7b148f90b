"""What could not be built when it was last tried, and why."""

import json
from collections.abc import Sequence
from contextlib import suppress

from tally.progress import Outcome
from tally.project import Project

FILE = "briefs.json"  # in reports/.failed/


def failures(project: Project) -> dict[str, str]:
    """Read which briefs could not be built, and why."""
    with suppress(OSError, ValueError):
        return dict(json.loads((project.reports / ".failed" / FILE).read_bytes()))
    return {}


def note_failures(project: Project, outcomes: Sequence[Outcome]) -> None:
    """Keep in mind what could not be built, and no longer what could."""
    tried = {one.brief for one in outcomes}
    failed = {brief: why for brief, why in failures(project).items() if brief not in tried}
    failed |= {one.brief: one.failure for one in outcomes if one.failure}
    path = project.reports / ".failed" / FILE
    if failed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(failed, indent=1) + "\n", encoding="utf-8")
    else:
        path.unlink(missing_ok=True)
