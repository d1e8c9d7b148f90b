"""The start page's view of a brief: verdict, finding, window chart, bounds, and the card of each number."""

from functools import cache

from anywidget import AnyWidget
from markupsafe import Markup

from tally.analysis import ComparisonError
from tally.briefing import Provenance, checked_claims, provenance_of
from tally.briefs import PairBrief
from tally.charts import CHARTS, NARROW, WIDE, draw_svg
from tally.events import Count
from tally.evidence import Findings, Number, answer, exposure_numbers, quoted_number, sentence_environment
from tally.evidence.claims import judged_claims
from tally.page import Notes, embed_chart, evidence_templates, page_styles, render_cards
from tally.records import Dossier, unlisted_claims
from tally.records.bibliography import credit_line
from tally.records.events import Unit as EventUnit
from tally.text import Unit, isolated_html, words
from tally.windows import WindowError

# JupyterLab uses the arrow keys of a list that has the focus for itself, unless the list has this attribute
ARROW_KEYS = """
const keepArrowKeys = ({ target }) =>
  target.matches(".tally-explorer select") && target.setAttribute("data-lm-suppress-shortcuts", "true");
export default {
  render() {
    document.addEventListener("focusin", keepArrowKeys);
    return () => document.removeEventListener("focusin", keepArrowKeys);
  },
};
"""
# of lists on dark: that of ipywidgets is black on each theme
LIGHT_ARROW = (
    "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 18 18'%3E%3Cpath fill='%23ddd' "
    "d='M5.2,5.9L9,9.7l3.8-3.8l1.2,1.2l-4.9,5l-4.9-5L5.2,5.9z'/%3E%3C/svg%3E\")"
)


class PageSetup(AnyWidget):
    """The start page's style, and the arrow keys for its lists, in JupyterLab."""

    _esm = ARROW_KEYS

    def __init__(self) -> None:
        self._css = view_style()
        super().__init__()


def render_view(dossier: Dossier, brief: PairBrief) -> str:
    """
    Render the comparison of the two counts of a brief.

    Parameters
    ----------
    dossier : Dossier
        All records.
    brief : Brief
        The two figures, the cut-off that is supposed, the level and the milestones; its name and question do not
        matter.

    Returns
    -------
    str
        HTML, with a card for each number. Two counts that cannot be compared are shown with the reasons and without a
        ratio. If the question itself is not possible, it is a sentence that says why.
    """
    findings = answer(dossier, brief)
    try:
        comparison = findings.comparison
    except (ComparisonError, WindowError) as error:
        remedy = f". {error.remedy}" if isinstance(error, WindowError) else ""
        return render_message(f"{error}{remedy}")
    notes = Notes()
    accounts: dict[str, Provenance] = {}

    def account_of(name: str) -> Provenance:
        return accounts.setdefault(name, provenance_of(findings.dossier, name, list(findings.pair)))

    templates = evidence_templates(notes, account_of)
    shown = _compared(findings, notes) if findings.comparable else {}
    claims = checked_claims(findings.dossier, judged_claims(findings))
    units = {figure.unit for figure in dossier.every.values()}
    unlisted = unlisted_claims(dossier.statements, dossier.claims, dossier.sources, dossier.claim_rules, units)
    body = templates.get_template("explorer.html.jinja").render(
        comparison=comparison,
        earlier=quoted_number(comparison.earlier),
        later=quoted_number(comparison.later),
        claims=claims,
        unlisted=unlisted,
        **shown,
    )
    shown_cards = Markup("").join(render_cards(notes, templates))
    return isolated_html(Markup('<div class="tally">{}{}</div>').format(Markup(body), shown_cards))


def render_count(count: Count, unit: str) -> str:
    """Render what was counted: the range, the query in words, and the rows used and left out."""
    parts = (("certain", count.certain), ("by-date", count.by_date), ("by-name", count.by_name))
    used = [(f"{number:,}", words.ROWS_USED[kind]) for kind, number in parts if number or kind == "certain"]
    low, value, high = (f"{number:,}" for number in (count.low, count.value, count.high))
    noun = Unit(*words.COUNTED_UNITS[unit]).after(low if low == high else "")
    body = sentence_environment(str, html=True).get_template("explorer_count.html.jinja").render(
        low=low, value=value, high=high, unit=noun, of_deaths=unit == EventUnit.DEATHS, query=count.words, used=used,
        left_out=[(f"{number:,}", reason) for reason, number in count.left_out.items()], notes=count.notes,
    )  # fmt: skip
    return isolated_html(Markup('<div class="tally">{}</div>').format(Markup(body)))


def render_part(name: str, **values: object) -> str:
    """Render a part of the start page that no numbers flow into: the template that has its name."""
    template = sentence_environment(str, html=True).get_template(f"explorer_{name}.html.jinja")
    return isolated_html(Markup('<div class="tally">{}</div>').format(Markup(template.render(**values))))


def render_message(text: str) -> str:
    """Render a sentence that takes the place of a comparison."""
    return render_part("message", reason=text)


@cache
def view_style() -> str:
    """Return the page's style sheet, limited to the start page and adapted to JupyterLab's theme."""
    fonts, _, rules = page_styles().partition(":root")
    themes = "".join(
        f'[data-jp-theme-light="{light}"] .tally {{ color-scheme: {scheme}; }}\n'
        for light, scheme in (("true", "light"), ("false", "dark"))
    )
    extra = (
        ":scope { --paper: var(--jp-layout-color0, light-dark(#ffffff, #15181c)); max-width: 60rem; color: var(--ink); "
        "font: 400 17px/1.55 var(--serif); padding: 2px 8px 8px; }\n"
        ".card { font-size: 16px; }\n"
        ".lead { margin-top: 0.8rem; }\n"
        "dl, dt, dd { display: block; float: none; width: auto; margin-left: 0; }\n"
    )
    # the controls are outside `.tally`: two or more columns, as the width allows
    controls = ".tally-kind { margin: 4px 2px; }\n"
    controls += f'[data-jp-theme-light="false"] .tally-explorer {{ --jp-widgets-dropdown-arrow: {LIGHT_ARROW}; }}\n'
    controls += (
        ".tally-choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); }\n"
    )
    controls += ".tally-wide { grid-column: 1 / -1; }\n"
    # `color-scheme` follows the theme, not the reader's system
    scoped = rules.replace("color-scheme: light dark;", "", 1)
    return f"{fonts}{themes}{controls}@scope (.tally) {{ :scope{scoped}\n{extra} }}"


def _compared(findings: Findings, notes: Notes) -> dict[str, object]:
    """Collect the parts of a comparison: the numbers of the sentences, the chart and the bounds."""
    rows = [
        exposure_numbers(findings.dossier[str(name)], int(days)) for name, days in findings.same_kind["days"].items()
    ]
    return {
        "w": findings.numbers,
        "rows": rows,
        "chart": _chart(findings, {row.count.id: row.count for row in rows}, notes),
        "bounds": findings.bounds,
    }


def _chart(findings: Findings, known: dict[str, Number], notes: Notes) -> Markup:
    """Draw the window chart in both forms, of which the one is shown that fits."""
    drawing = CHARTS["windows"].draw(findings)
    source = credit_line(drawing.sources, findings.dossier.sources)
    drawn = [
        embed_chart(
            draw_svg(drawing.draw(width), "explorer", source=source, alt=drawing.alt),
            "windows", known, notes, form, events=False,
        )
        for form, width in (("wide", WIDE), ("narrow", NARROW))
    ]  # fmt: skip
    return Markup('<div class="plots">{}</div>').format(Markup("").join(drawn))
