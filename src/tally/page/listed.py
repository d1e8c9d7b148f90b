"""Check whether the list of briefings and the feed are as they were written."""

from tally.project import Kind, Project, read_file, signature

WRITTEN = ["index.html", "feed.xml"]
LISTED = ".listed"  # in reports/: the signature of those two files; losing it costs a moment


def index_is_current(project: Project) -> bool:
    """Return whether the list and the feed are as they were last written, or there is nothing to list."""
    if not any(project.reports.glob("*/briefing.html")):
        return True
    try:
        return read_file(project.reports / LISTED, Kind.NOTE).decode("utf-8") == signature(project.reports, WRITTEN)
    except ValueError:
        return False
