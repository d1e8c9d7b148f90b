"""Write the list of all built briefings, with a search, and the feed of their editions."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from tally.editions import Overview, RateSpan, read_overview
from tally.evidence import sentence_environment
from tally.page.downloads import find_exports
from tally.page.feed import as_feed
from tally.page.frame import icon, page_styles
from tally.page.listed import LISTED, WRITTEN
from tally.project import Project, publishing, signature
from tally.text import isolated_html, template_folder

WIDTH, HEIGHT = 168, 36  # of a line, in its own units


def save_index(project: Project) -> Path:
    """
    Write `reports/index.html` and `reports/feed.xml`.

    The list has every briefing in the folder: its question, its finding, how its figures were seen, its editions, and
    its exports.
    """
    with publishing(project) as edit:
        edit({project.reports / name: text for name, text in render_list(project).items()})
        edit({project.reports / LISTED: signature(project.reports, WRITTEN)})
    return project.reports / "index.html"


def render_list(project: Project, briefs: Sequence[str] | None = None) -> dict[str, str]:
    """Render the list of briefings and the feed, by the names of their files; by default of all in the folder."""
    script = (Path(__file__).parent.parent / template_folder() / "search.js").read_text(encoding="utf-8")
    entries = [entry for entry in _entries(project) if briefs is None or entry.brief in briefs]
    index = sentence_environment(str, html=True).get_template("index.html.jinja")
    page = index.render(
        entries=entries,
        exports={entry.brief: find_exports(project, entry.brief, entry.editions[-1].edition) for entry in entries},
        line=line,
        style=page_styles("index"),
        icon=icon(),
        script=Markup(script),
        hash=b64encode(sha256(script.encode()).digest()).decode(),
    )
    return {"index.html": isolated_html(page) + "\n", "feed.xml": as_feed(entries)}


def _entries(project: Project) -> list[Overview]:
    """Read the overviews of the briefings in the folder, the latest first."""
    pages = [page for page in sorted(project.reports.glob("*/briefing.html")) if not page.parent.name.startswith(".")]
    overviews = [
        overview for page in pages if (overview := read_overview(page.parent)) and overview.brief == page.parent.name
    ]
    return sorted(overviews, key=lambda overview: overview.date, reverse=True)


def line(rates: Sequence[RateSpan]) -> Markup:
    """Draw rates over their days in the size of a word, from zero: each is a step, the two compared in colour."""
    if not rates:
        return Markup("")
    days = [
        (date.fromisoformat(rate.first).toordinal(), date.fromisoformat(rate.last).toordinal() + 1) for rate in rates
    ]
    start, end = min(first for first, _ in days), max(last for _, last in days)
    most = max(rate.per_day for rate in rates) or 1
    steps = Markup("")
    for rate, (first, last) in sorted(zip(rates, days, strict=True), key=lambda pair: pair[0].role != "beside"):
        left, right = ((day - start) / (end - start) * WIDTH for day in (first, last))
        top = HEIGHT - 2 - rate.per_day / most * (HEIGHT - 4)
        steps += Markup('<path class="{}" d="M{:.1f} {}V{:.1f}H{:.1f}V{}"/>').format(
            rate.role, left, HEIGHT - 1, top, right, HEIGHT - 1
        )
    box = Markup('<svg class="line" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>')
    return box.format(WIDTH, HEIGHT, steps)
