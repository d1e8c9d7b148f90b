"""Write the page: a briefing as one HTML file that needs no other file."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from tally.analysis import COUNTED_ROWS, is_draft, require_unpublished
from tally.briefing import AnyBriefing, Briefing
from tally.charts import CHARTS, chart_names
from tally.editions import OVERVIEW_FILE, Edition, compare_editions, overview_as_json, read_editions, summarise_editions
from tally.evidence import number_cards
from tally.page.cards import Notes, account_of, evidence_templates, render_cards, unbroken
from tally.page.downloads import offer_downloads, read_files
from tally.page.drawings import Drawings
from tally.page.frame import (
    link_headings,
    link_places,
    list_sections,
    name_places,
    page_styles,
    read_style,
    sharing,
    without_rare_letters,
    write_shorter,
)
from tally.page.linked_data import in_short, linked_data
from tally.page.outputs import required_outputs
from tally.page.snapshot import record_edition
from tally.page.what_if import offer_choices, page_script
from tally.project import write_file
from tally.records.bibliography import format_citations
from tally.text import isolated_html, words

# Filled in once the changes are known
NO_FILES: Mapping[str, bytes] = {}
PLACEHOLDERS = {name: f"<!-- {name} -->" for name in ("kicker", "section", "citation", "downloads")}
CONTENTS = "<!-- contents -->"  # filled in once the sections are known


def typeset(
    briefing: AnyBriefing,
    charts: Mapping[str, str],
    before: Sequence[Edition] = (),
    date: str = "",
    *,
    draft: bool = False,
    files: Mapping[str, bytes] = NO_FILES,
) -> tuple[str, Edition]:
    """
    Render a briefing as HTML.

    Parameters
    ----------
    briefing : Briefing
        What the page says.
    charts : mapping
        SVG text by the names of the charts' forms.
    before : sequence of Edition
        The editions so far, in order.
    date : str
        The date of a new edition; empty for the date of the newest record that the page uses.
    draft : bool
        Whether to mark the page as a draft, which is not an edition.
    files : mapping
        The files that readers can download beside the charts' SVG, as from `read_files`.

    Returns
    -------
    str, Edition
        The page, and its edition: the last one so far if a reader can see no difference.

    Raises
    ------
    PageError
        A chart's mark or a number leads to evidence that the briefing does not have, or a chart has no section.
    """
    notes = Notes()
    former = {figure.account.figure.id: figure for figure in briefing.former}
    accounts = {account.figure.id: account for account in briefing.accounts}
    accounts |= {name: figure.account for name, figure in former.items()}
    templates = evidence_templates(notes, lambda name: account_of(accounts, name))
    wordings = {wording.statement.id: wording for wording in getattr(briefing, "wordings", ())}
    drawings = Drawings(charts, briefing.charted, notes, briefing.found)
    templates.globals |= {
        "charts_in": drawings.names_in,
        "rows_of": drawings.rows_of,
        "source_of": drawings.source_of,
        "draft": draft,
        "former": former,
        "wording_of": wordings.__getitem__,
        "chart": drawings.embed,
        "later": {name: Markup(mark) for name, mark in PLACEHOLDERS.items()},
        "contents": Markup(CONTENTS),
    }
    style, choices = page_styles(), offer_choices(briefing.numbers) if isinstance(briefing, Briefing) else None
    body = templates.get_template(briefing.template).render(
        b=briefing, w=briefing.numbers, citations=format_citations(briefing.sources), choices=choices
    )
    drawings.require_shown()
    cards = render_cards(notes, templates)
    edition = record_edition(
        briefing,
        body,
        {number.id: (number, card) for number, card in zip(notes.since(), cards, strict=True)},
        style,
        before,
        date,
    )
    parts = templates.get_template("editions.html.jinja").module
    previous = [past for past in before if past.edition < edition.edition][-1:]
    changes = compare_editions(previous[0], edition, notes.numbers.copy()) if previous else None
    shared = sharing(briefing.provenance.site, edition)
    address = str(shared["address"])
    offers = None if draft else offer_downloads(edition, charts, files, address)
    downloads = templates.get_template("sections/downloads.html.jinja").render(offers=offers, address=address)
    for name, mark in PLACEHOLDERS.items():
        part = downloads if name == "downloads" else getattr(parts, name)(edition, changes, briefing.former)
        body = body.replace(mark, str(part))
    contents = templates.get_template("contents.html.jinja").render(sections=list_sections(body))
    body = link_headings(body.replace(CONTENTS, contents, 1))
    cards += render_cards(notes, templates, len(cards))
    body, cards = number_cards(body, dict(zip(notes.numbers, cards, strict=True)))
    body = name_places(body)
    if draft:
        style += _draft_style()
    page = templates.get_template("page.html.jinja").render(
        title=words.PAGE["draft"].format(briefing.question) if draft else briefing.question,
        authors=briefing.authors,
        finding=in_short(briefing),
        caveat=briefing.caveat,
        **shared,
        style=without_rare_letters(style, "".join((body, *cards))),
        linked=None if draft else linked_data(briefing, edition),
        script=page_script(),
        body=Markup(isolated_html(unbroken(body))),
        cards=[Markup(isolated_html(link_places(card, body))) for card in cards],
    )
    return page, edition


def _draft_style() -> Markup:
    """Return what the style sheet of a draft adds: the word “draft” on each printed page."""
    return Markup(read_style("draft.css"))


def compile_templates() -> None:
    """Compile the templates of a page, once for a process and its forks."""
    templates = evidence_templates(Notes(), lambda name: account_of({}, name))
    for name in templates.list_templates():
        templates.get_template(name)


def save_page(briefing: AnyBriefing, folder: Path, date: str = "") -> Path:
    """
    Write the briefing's page, its edition, and the record of its inputs, and return the page's path.

    The charts are read from the folder. In a draft's folder the page is marked as a draft, without edition or record.

    Raises
    ------
    EditionError
        An earlier edition cannot be read.
    DraftError
        The folder has published files, and no build runs this.
    """
    require_unpublished(folder)
    path = folder / "briefing.html"
    names = chart_names(briefing.found)
    forms = [form for name in names for form in CHARTS[name].forms]
    charts = {form: (folder / "charts" / f"{form}.svg").read_text(encoding="utf-8") for form in forms}
    if is_draft(folder):
        write_file(path, write_shorter(typeset(briefing, charts, draft=True)[0]) + "\n")
        return path
    before = read_editions(folder)
    page, edition = typeset(briefing, charts, before, date, files=read_files(folder, names))
    editions = [past for past in before if past.edition < edition.edition] + [edition]
    write_file(folder / OVERVIEW_FILE, overview_as_json(summarise_editions(editions)))
    write_file(folder / "editions" / f"{edition.edition}.json", edition.as_json())
    drawn = [file for name in names for file in CHARTS[name].files]
    drawn += [COUNTED_ROWS] if (folder / COUNTED_ROWS).is_file() else []
    records = [f"editions/{edition.edition}.json" for edition in editions]
    inputs = briefing.provenance.inputs
    write_file(folder / "inputs.json", inputs.as_json(sorted({*required_outputs(inputs.steps), *drawn, *records})))
    write_file(path, write_shorter(page) + "\n")
    return path
