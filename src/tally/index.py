"""The list of briefings that have been built."""

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from filelock import FileLock

from tally.project import Project
from tally.stylesheet import stylesheet
from tally.wording import environment

HEAD = 20_000  # characters within which a page's title and description stand


@dataclass(frozen=True)
class Entry:
    """One briefing, as its own page names it."""

    folder: str
    title: str
    description: str


def save_index(project: Project) -> Path:
    """Write `reports/index.html`: every briefing that is there, with its question and its finding."""
    project.reports.mkdir(parents=True, exist_ok=True)
    path = project.reports / "index.html"
    with FileLock(project.reports / ".lock"):
        entries = [
            _entry(page)
            for page in sorted(project.reports.glob("*/briefing.html"))
            if not page.parent.name.startswith(".")
        ]
        index = environment(str, html=True).get_template("index.html.jinja")
        fresh = path.with_name(".index.html")
        fresh.write_text(index.render(entries=entries, style=stylesheet()) + "\n", encoding="utf-8", newline="\n")
        fresh.replace(path)
    return path


def _entry(page: Path) -> Entry:
    """Read a page's title and description."""
    head = _Head()
    with page.open(encoding="utf-8") as text:
        head.feed(text.read(HEAD).partition("<style>")[0])
    return Entry(page.parent.name, head.title, head.description)


class _Head(HTMLParser):
    """Collects the title and the description of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.description, self._in_title = "", "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._in_title = tag == "title"
        if tag == "meta" and found.get("name") == "description":
            self.description = found.get("content") or ""

    def handle_endtag(self, _: str) -> None:
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
