"""The exports that are beside a page: links to those that are there, and to no others."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from tally.evidence import sentence_environment
from tally.project import Project
from tally.text import words

PLACE = "<!-- exports -->"  # in a page, where a site has these links


@dataclass(frozen=True)
class Export:
    """A file beside a page: what it is, its name, and the way to it from the page."""

    kind: str
    name: str
    address: str


def find_exports(project: Project, brief: str, edition: int) -> list[Export]:
    """Find the exports of an edition that are in the brief's folder, in the order of their kinds."""
    folder, stem = project.report(brief) / "exports", f"{brief}-edition-{edition}"
    names = ((kind, f"{stem}{end}") for end, kind in words.EXPORTED.items())
    return [Export(kind, name, f"exports/{quote(name)}") for kind, name in names if (folder / name).is_file()]


def with_exports(page: str, exports: Sequence[Export]) -> str:
    """Return a page with links to exports, in the section of its downloads."""
    links = sentence_environment(str, html=True).get_template("exports.html.jinja").render(exports=exports)
    return page.replace(PLACE, links) if exports else page
