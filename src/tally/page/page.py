"""The page: a briefing as one HTML file that needs nothing else."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from tally.analysis import is_draft, require_unpublished, whole
from tally.briefing import Briefing
from tally.editions import OVERVIEW_FILE, Edition, compare_editions, overview_as_json, read_editions, summarise_editions
from tally.evidence import number_cards, sentence_text
from tally.page.cards import Notes, account_of, evidence_templates, render_cards, unbroken
from tally.page.linked_data import linked_data
from tally.page.plots import embed_chart
from tally.page.snapshot import record_edition
from tally.page.stylesheet import page_styles, read_style
from tally.project import OUTPUTS, chart_files
from tally.records.bibliography import format_citations
from tally.text import isolated_html, words

PAGE = (
    "body.html.jinja", "card.html.jinja", "changes.jinja", "editions.html.jinja", "lineage.html.jinja",
    "page.html.jinja", "parts.html.jinja", "quotation.html.jinja", "words.jinja",
)  # fmt: skip
LATER = {name: f"<!-- {name} -->" for name in ("kicker", "section", "citation")}  # filled once it is known what changed


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
        SVG text for `windows`, `windows-narrow` and `bars`, and where there is such a chart for `cutoffs`, `bounds`
        and `rivals`.
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
        A chart's mark or a number leads to evidence that the briefing does not have.
    """
    notes = Notes()
    former = {one.account.figure.id: one for one in briefing.former}
    accounts = {one.figure.id: one for one in briefing.accounts} | {name: one.account for name, one in former.items()}
    templates = evidence_templates(notes, lambda name: account_of(accounts, name))
    known = {number.id: number for one in briefing.beside for number in (one.count, one.per_day, one.per_month)}
    known |= {one.number.id: one.number for one in briefing.accounts}
    known |= {row.before.least.id: row.before.least for row in briefing.bounds.rows}
    wordings = {one.statement.id: one for one in briefing.wordings}
    templates.globals |= {
        "charts": frozenset(charts),
        "draft": draft,
        "former": former,
        "wording_of": wordings.__getitem__,
        "chart": lambda name: embed_chart(charts[name], name, known, notes),
        "later": {name: Markup(mark) for name, mark in LATER.items()},
    }
    style = page_styles()
    body = templates.get_template("body.html.jinja").render(
        b=briefing, w=briefing.workings, citations=format_citations(briefing.sources)
    )
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
    charts = {name: (folder / "charts" / f"{name}.svg").read_text(encoding="utf-8") for name in briefing.charts}
    if is_draft(folder):
        whole(path, typeset(briefing, charts, draft=True)[0] + "\n")
        return path
    before = read_editions(folder)
    page, edition = typeset(briefing, charts, before, date)
    editions = [one for one in before if one.edition < edition.edition] + [edition]
    (folder / OVERVIEW_FILE).write_text(overview_as_json(summarise_editions(editions)), encoding="utf-8", newline="\n")
    kept = folder / "editions" / f"{edition.edition}.json"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(edition.as_json(), encoding="utf-8", newline="\n")
    drawn = [file for name in briefing.charts for file in chart_files(name)]
    records = [f"editions/{one.edition}.json" for one in editions]
    record = briefing.provenance.inputs.as_json(sorted({*OUTPUTS, *drawn, *records}))
    (folder / "inputs.json").write_text(record, encoding="utf-8", newline="\n")
    path.write_text(page + "\n", encoding="utf-8", newline="\n")
    return path
