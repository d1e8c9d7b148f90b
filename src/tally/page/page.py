"""The page: a briefing as one HTML file that needs nothing else."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from tally.analysis import is_draft, require_unpublished
from tally.briefing import Briefing
from tally.charts import CHARTS, chart_names
from tally.editions import OVERVIEW_FILE, Edition, compare_editions, overview_as_json, read_editions, summarise_editions
from tally.evidence import Number, number_cards, sentence_text
from tally.page.cards import Notes, PageError, account_of, evidence_templates, render_cards, unbroken
from tally.page.linked_data import linked_data
from tally.page.outputs import required_outputs
from tally.page.plots import embed_chart
from tally.page.snapshot import record_edition
from tally.page.stylesheet import page_styles, read_style
from tally.project import write_file
from tally.records.bibliography import format_citations
from tally.text import isolated_html, words

PAGE = (
    "body.html.jinja", "captions.jinja", "card.html.jinja", "changes.jinja", "editions.html.jinja",
    "lineage.html.jinja", "page.html.jinja", "parts.html.jinja", "quotation.html.jinja", "words.jinja",
)  # fmt: skip
LATER = {name: f"<!-- {name} -->" for name in ("kicker", "section", "citation")}  # filled once it is known what changed


class Drawings:
    """The charts of one page, each in the section that the list of charts names; see `typeset` and `embed_chart`."""

    def __init__(self, charts: Mapping[str, str], known: Mapping[str, Number], notes: Notes) -> None:
        self._charts, self._known, self._notes = charts, known, notes
        self._shown: set[str] = set()

    def names_in(self, section: str) -> list[str]:
        """List the charts of a section that it has not shown yet, in the order of the list of charts."""
        return [
            name
            for name, chart in CHARTS.items()
            if name in self._charts and chart.section == section and name not in self._shown
        ]

    def embed(self, name: str) -> Markup:
        """Return a chart fitted into the page."""
        self._shown.add(name)
        return embed_chart(self._charts[name], name, self._known, self._notes)

    def require_shown(self) -> None:
        """
        Check that the page shows every chart.

        Raises
        ------
        PageError
            One has no place, since the page has no section of that id, or the section shows no charts.
        """
        if missing := [name for name in self._charts if name not in self._shown]:
            section = CHARTS[missing[0]].section
            msg = (
                f"The chart {missing[0]} has no place: the page has no section {section!r} that shows charts. "
                "Name another section in the list of charts, or call single_charts there in body.html.jinja."
            )
            raise PageError(msg)


def typeset(
    briefing: Briefing,
    charts: Mapping[str, str],
    before: Sequence[Edition] = (),
    date: str = "",
    *,
    draft: bool = False,
) -> tuple[str, Edition]:
    """
    Render a briefing as HTML.

    Parameters
    ----------
    briefing : Briefing
        What the page says.
    charts : mapping
        SVG text by the charts' names.
    before : sequence of Edition
        The editions so far, the first one first.
    date : str
        The day of this edition if it is a new one; empty for the date of the newest record that the page uses.
    draft : bool
        Whether to mark the page as a draft, which is no edition.

    Returns
    -------
    str, Edition
        The page, and the edition that it is: the last one so far if a reader could see no difference.

    Raises
    ------
    PageError
        A chart's mark or a number leads to evidence that the briefing does not have, or a chart has no place.
    """
    notes = Notes()
    former = {one.account.figure.id: one for one in briefing.former}
    accounts = {one.figure.id: one for one in briefing.accounts} | {name: one.account for name, one in former.items()}
    templates = evidence_templates(notes, lambda name: account_of(accounts, name))
    known = {number.id: number for one in briefing.beside for number in (one.count, one.per_day, one.per_month)}
    known |= {one.number.id: one.number for one in briefing.accounts}
    known |= {row.before.least.id: row.before.least for row in briefing.bounds.rows}
    wordings = {one.statement.id: one for one in briefing.wordings}
    drawings = Drawings(charts, known, notes)
    templates.globals |= {
        "charts_in": drawings.names_in,
        "draft": draft,
        "former": former,
        "wording_of": wordings.__getitem__,
        "chart": drawings.embed,
        "later": {name: Markup(mark) for name, mark in LATER.items()},
    }
    style = page_styles()
    body = templates.get_template("body.html.jinja").render(
        b=briefing, w=briefing.workings, citations=format_citations(briefing.sources)
    )
    drawings.require_shown()
    made = render_cards(notes, templates)
    edition = record_edition(
        briefing,
        body,
        {one.id: (one, card) for one, card in zip(notes.since(), made, strict=True)},
        style,
        before,
        date,
    )
    parts = templates.get_template("editions.html.jinja").module
    previous = [one for one in before if one.edition < edition.edition][-1:]
    changed = compare_editions(previous[0], edition, notes.numbers.copy()) if previous else None
    for name, mark in LATER.items():
        body = body.replace(mark, str(getattr(parts, name)(edition, changed, briefing.former)))
    made += render_cards(notes, templates, len(made))
    body, made = number_cards(body, dict(zip(notes.numbers, made, strict=True)))
    page = templates.get_template("page.html.jinja").render(
        title=words.PAGE["draft"].format(briefing.question) if draft else briefing.question,
        authors=briefing.authors,
        description=f"{sentence_text('finding', briefing.workings)} {sentence_text('caveat', briefing.workings)}",
        style=style + _draft_style() if draft else style,
        linked=None if draft else linked_data(briefing, edition),
        body=Markup(isolated_html(unbroken(body))),
        cards=[Markup(isolated_html(one)) for one in made],
    )
    return page, edition


def _draft_style() -> Markup:
    """Read what is added to the style sheet of a draft, which says on each printed page that it is one."""
    return Markup(read_style("draft.css"))


def compile_templates() -> None:
    """Compile the templates of a page, which a process and its forks then need not do again."""
    templates = evidence_templates(Notes(), lambda name: account_of({}, name))
    for name in PAGE:
        templates.get_template(name)


def save_page(briefing: Briefing, folder: Path, date: str = "") -> Path:
    """
    Write the briefing's page beside the charts that it holds, its edition, and the record of what it is made from.

    In a draft's folder the page is a draft: marked as one, without an edition and without a record.

    Raises
    ------
    EditionError
        An earlier edition cannot be read.
    DraftError
        Published files are there, and no build runs this.
    """
    require_unpublished(folder)
    path = folder / "briefing.html"
    charts = {
        name: (folder / "charts" / f"{name}.svg").read_text(encoding="utf-8") for name in chart_names(briefing.found)
    }
    if is_draft(folder):
        write_file(path, typeset(briefing, charts, draft=True)[0] + "\n")
        return path
    before = read_editions(folder)
    page, edition = typeset(briefing, charts, before, date)
    editions = [one for one in before if one.edition < edition.edition] + [edition]
    write_file(folder / OVERVIEW_FILE, overview_as_json(summarise_editions(editions)))
    write_file(folder / "editions" / f"{edition.edition}.json", edition.as_json())
    drawn = [file for name in charts for file in CHARTS[name].files]
    records = [f"editions/{one.edition}.json" for one in editions]
    inputs = briefing.provenance.inputs
    write_file(folder / "inputs.json", inputs.as_json(sorted({*required_outputs(inputs.steps), *drawn, *records})))
    write_file(path, page + "\n")
    return path
