"""Pages of briefs, made without a build and without charts."""

from tally.briefing import Briefing, compose_briefing
from tally.briefs import Brief, load_records
from tally.editions import Edition
from tally.evidence import answer
from tally.page.page import typeset
from tally.project import Project, build_inputs
from tally.records import hash_records

EMPTY = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def page_without_charts(project: Project, brief: Brief) -> tuple[Briefing, str]:
    """Return what the page of a brief is made from, and its HTML."""
    briefing, page, _ = edition_without_charts(project, brief)
    return briefing, page


def edition_without_charts(project: Project, brief: Brief) -> tuple[Briefing, str, Edition]:
    """Return what the page of a brief is made from, its HTML, and the record of it as an edition."""
    found = answer(load_records(project, brief), brief)
    briefing = compose_briefing(found, build_inputs(project, brief.brief, hash_records(found.records)))
    return briefing, *typeset(briefing, {"windows": EMPTY, "windows-narrow": EMPTY, "bars": EMPTY})
