"""Whether the list of briefings and the feed are as they were written, or were changed by hand since."""

from tally.project import Project, signature

WRITTEN = ["index.html", "feed.xml"]
LISTED = ".listed"  # in reports/: what tells that those two were not written since; losing it costs a moment


def index_is_current(project: Project) -> bool:
    """Return whether the list and the feed are as they were last written here, or there is nothing to list."""
    if not any(project.reports.glob("*/briefing.html")):
        return True
    try:
        return (project.reports / LISTED).read_text(encoding="utf-8") == signature(project.reports, WRITTEN)
    except (OSError, ValueError):
        return False
