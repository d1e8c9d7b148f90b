"""What the start page shows for a brief: verdict, finding, window chart, bounds, and the card of each number."""

from functools import cache

import pandas as pd
from anywidget import AnyWidget
from markupsafe import Markup

from tally.analysis import Comparison, ComparisonError, Verdict, compare, counts_between, measure, same_kind
from tally.analysis.bounds import infer
from tally.briefing import Provenance, provenance_of
from tally.briefs import Brief
from tally.charts import describe_windows, draw_svg, window_chart
from tally.evidence import Number, bounds_numbers, change_numbers, exposure_numbers, quoted_number
from tally.page import Notes, embed_chart, evidence_templates, page_styles, render_cards
from tally.records import Dossier, milestones_between, select_milestones, shown_milestones
from tally.records.bibliography import credit_line
from tally.records.figures import get_figure
from tally.text import isolated_html
from tally.windows import WindowError

# JupyterLab takes the arrow keys of a list that has the focus for its own, unless the list has this attribute
ARROW_KEYS = """
const keepArrowKeys = ({ target }) =>
  target.matches(".tally-desk select") && target.setAttribute("data-lm-suppress-shortcuts", "true");
export default {
  render() {
    document.addEventListener("focusin", keepArrowKeys);
    return () => document.removeEventListener("focusin", keepArrowKeys);
  },
};
"""


class PageSetup(AnyWidget):
    """The start page's style, and the arrow keys for its lists, in JupyterLab."""

    _esm = ARROW_KEYS

    def __init__(self) -> None:
        self._css = view_style()
        super().__init__()


def render_view(dossier: Dossier, brief: Brief) -> str:
    """
    Show what may be said of the two counts of a brief.

    Parameters
    ----------
    dossier : Dossier
        Everything on file.
    brief : Brief
        The two figures, the cut-off that is supposed, the level and the milestones; its name and question do not
        matter.

    Returns
    -------
    str
        HTML, with a card for each number. Two counts that may not be compared are shown with the reasons and without a
        ratio; what cannot be asked at all with one sentence that says why.
    """
    try:
        supposing = dossier.supposing(brief.as_of, brief.earlier, brief.later)
        comparison = compare(supposing.figures, brief.earlier, brief.later)
    except (ComparisonError, WindowError) as error:
        remedy = f". {error.remedy}" if isinstance(error, WindowError) else ""
        return str(Markup('<div class="tally"><p class="conflict">{}{}</p></div>').format(str(error), remedy))
    notes = Notes()
    accounts: dict[str, Provenance] = {}
    counts = supposing.figures.loc[[brief.earlier, brief.later]]

    def account_of(name: str) -> Provenance:
        return accounts.setdefault(name, provenance_of(supposing, name, list(counts.index)))

    templates = evidence_templates(notes, account_of)
    shown = _compared(supposing, comparison, brief, notes) if _rated(comparison) else {}
    body = templates.get_template("desk.html.jinja").render(
        comparison=comparison, earlier=quoted_number(comparison.earlier), later=quoted_number(comparison.later), **shown
    )
    shown_cards = Markup("").join(render_cards(notes, templates))
    return isolated_html(Markup('<div class="tally">{}{}</div>').format(Markup(body), shown_cards))


@cache
def view_style() -> str:
    """Give the page's style, kept to what the start page shows and turned with JupyterLab's theme."""
    fonts, _, rules = page_styles().partition(":root")
    themes = "".join(
        f'[data-jp-theme-light="{light}"] .tally {{ color-scheme: {scheme}; }}\n'
        for light, scheme in (("true", "light"), ("false", "dark"))
    )
    extra = (
        ":scope { --paper: var(--jp-layout-color0, light-dark(#ffffff, #15181c)); max-width: 60rem; color: var(--ink); "
        "font: 400 17px/1.55 var(--serif); padding: 2px 8px 8px; }\n"
        ".card { font-size: 16px; }\n"
        ".windows { max-width: 46rem; }\n"
        "dl, dt, dd { display: block; float: none; width: auto; margin-left: 0; }\n"
    )
    # the controls stand outside `.tally`: two or more columns, as the width allows
    controls = ".tally-choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(21rem, 1fr)); }\n"
    # `color-scheme` follows the theme, not the reader's system
    scoped = rules.replace("color-scheme: light dark;", "", 1)
    return f"{fonts}{themes}{controls}@scope (.tally) {{ :scope{scoped}\n{extra} }}"


def _rated(comparison: Comparison) -> bool:
    """Whether a ratio follows from a comparison."""
    return comparison.verdict is not Verdict.NOT_COMPARABLE


def _compared(dossier: Dossier, comparison: Comparison, brief: Brief, notes: Notes) -> dict[str, object]:
    """Work out what a comparison supports: the words' numbers, the chart and the bounds."""
    change = measure(comparison, brief.level)
    drawn = same_kind(dossier.figures, comparison, change)
    rows = [exposure_numbers(get_figure(dossier.figures, str(name)), int(days)) for name, days in drawn["days"].items()]
    named = select_milestones(dossier.milestones, brief.milestones)
    return {
        "w": change_numbers(comparison, change, counts_between(dossier.figures, comparison)),
        "rows": rows,
        "chart": _chart(dossier, drawn, brief, {row.count.id: row.count for row in rows}, notes),
        "bounds": bounds_numbers(infer(dossier.figures, comparison, [one.day for one in named])),
    }


def _chart(dossier: Dossier, drawn: pd.DataFrame, brief: Brief, known: dict[str, Number], notes: Notes) -> Markup:
    """Draw the window chart."""
    asked = shown_milestones(dossier.milestones, brief.milestones, dossier[brief.earlier])
    passing = milestones_between(asked, drawn["first"].min().date(), drawn["last"].max().date())
    chart = window_chart(drawn, select_milestones(passing, brief.milestones), passing)
    svg = draw_svg(chart, "desk", source=credit_line(drawn["source"], dossier.sources), alt=describe_windows(drawn))
    return embed_chart(svg, "windows", known, notes)
