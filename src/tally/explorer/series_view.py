"""The start page's view of a brief on a series: finding, chart, periods, steps, and the card of each number."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from tally.briefing import compose_series
from tally.briefs import SeriesBrief, answer_brief
from tally.charts import CHARTS, NARROW, WIDE, chart_names, draw_svg
from tally.evidence.series import SeriesFindings
from tally.page import Drawings, Notes, account_of, evidence_templates, render_cards
from tally.project import BuildInputs, Inputs
from tally.records import Dossier
from tally.records.bibliography import credit_line
from tally.text import isolated_html

SHOWN = {"steps", "periods", "map", "places"}  # the charts of a view; a page has more
UNBUILT = BuildInputs("", Inputs("", {}, {}), ())  # in the place of what a page is made from


def render_series(dossier: Dossier, brief: SeriesBrief, remarks: Sequence[str] = ()) -> str:
    """
    Render what the counts of a brief on a series support.

    Parameters
    ----------
    dossier : Dossier
        All records, with what the brief counts.
    brief : SeriesBrief
        The series, the level and the milestones; its name and question do not matter.
    remarks : sequence of str
        What the series lacks, a sentence for each period.

    Returns
    -------
    str
        HTML with the finding, a chart, the periods and what is known of each, the verdict on each step, and a card for
        each number.
    """
    found = answer_brief(dossier, brief)
    briefing, notes = compose_series(found, UNBUILT), Notes()
    accounts = {account.figure.id: account for account in briefing.accounts}
    accounts |= {former.account.figure.id: former.account for former in briefing.former}
    drawings = Drawings(dict(_drawn(found)), briefing.charted, notes, found, events=False)
    templates = evidence_templates(notes, lambda name: account_of(accounts, name))
    templates.globals |= {
        "former": {figure.account.figure.id: figure for figure in briefing.former},
        "charts_in": drawings.names_in,
        "rows_of": drawings.rows_of,
        "source_of": drawings.source_of,
        "chart": drawings.embed,
    }
    body = templates.get_template("explorer_series.html.jinja").render(b=briefing, w=briefing.numbers, remarks=remarks)
    shown_cards = Markup("").join(render_cards(notes, templates))
    return isolated_html(Markup('<div class="tally">{}{}</div>').format(Markup(body), shown_cards))


def _drawn(found: SeriesFindings) -> Iterator[tuple[str, str]]:
    """Yield the drawings of the charts that are shown, by the names of their forms."""
    for name in chart_names(found):
        if name in SHOWN:
            drawing = CHARTS[name].draw(found)
            source = credit_line(drawing.sources, found.dossier.sources)
            for form, width in zip(CHARTS[name].forms, (WIDE, NARROW), strict=False):
                yield form, draw_svg(drawing.draw(width), f"explorer-{form}", source=source, alt=drawing.alt)
