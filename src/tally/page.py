"""The page: a briefing as one HTML file that needs nothing else."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

from jinja2 import Environment
from markupsafe import Markup

from tally.accounts import Account
from tally.briefing import Briefing
from tally.charts.style import NAMES
from tally.citations import cite
from tally.evidence import Chosen, Computed, Number, Quoted
from tally.outputs import KINDS, OUTPUTS
from tally.passages import marked
from tally.stylesheet import stylesheet
from tally.wording import environment, say

PAGE = (
    "body.html.jinja", "card.html.jinja", "lineage.html.jinja", "page.html.jinja", "parts.html.jinja",
    "quotation.html.jinja", "words.jinja",
)  # fmt: skip
SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"

# A number and the punctuation that touches it, between which a browser would break the line.
CONTROL = r'<button type="button" class="number"[^<>]*>[^<>]*</button>'
TOUCHED = re.compile(rf"[(“]{CONTROL}[).,;:”]*|{CONTROL}[).,;:”]+")


class PageError(ValueError):
    """A page would show something whose evidence it does not have."""


class Notes:
    """The evidence that a page owes: one card a number, in the order in which the numbers first appear."""

    def __init__(self) -> None:
        self.numbers: dict[str, Number] = {}

    def owe(self, number: Number) -> int:
        """Promise a number's card, and give its place in the list."""
        known = self.numbers.setdefault(number.id, number)
        if (known.value, known.evidence) != (number.value, number.evidence):
            msg = f"Two different numbers share the card {number.id!r}: {known.value} and {number.value}."
            raise PageError(msg)
        return list(self.numbers).index(number.id) + 1

    def write(self, number: Number) -> Markup:
        """Write a number as the control that opens its card; on paper it carries the card's place."""
        button = '<button type="button" class="number" popovertarget="{}" data-note="{}">{}</button>'
        return Markup(button).format(number.id, self.owe(number), number.text)

    def __iter__(self) -> Iterator[Number]:
        """Go through the numbers, those included that turn up on the way."""
        place = 0
        while place < len(self.numbers):
            yield list(self.numbers.values())[place]
            place += 1


def render(briefing: Briefing, charts: Mapping[str, str]) -> str:
    """
    Render a briefing as HTML.

    Parameters
    ----------
    briefing : Briefing
        What the page says.
    charts : mapping
        SVG text for `windows`, `windows-narrow` and `bars`, and where there is such a chart for `cutoffs`, `bounds`
        and `rivals`.

    Raises
    ------
    PageError
        A chart's mark or a number leads to evidence that the briefing does not have.
    """
    notes = Notes()
    accounts = {one.figure.id: one for one in briefing.accounts}
    templates = evidence_templates(notes, lambda name: _account(accounts, name))
    known = {number.id: number for one in briefing.beside for number in (one.count, one.per_day, one.per_month)}
    known |= {one.number.id: one.number for one in briefing.accounts}
    known |= {row.before.least.id: row.before.least for row in briefing.bounds.rows}
    wordings = {one.statement.id: one for one in briefing.wordings}
    templates.globals |= {
        "charts": frozenset(charts),
        "wording_of": wordings.__getitem__,
        "chart": lambda name: inline(charts[name], name, known, notes),
    }
    body = templates.get_template("body.html.jinja").render(
        b=briefing,
        w=briefing.workings,
        citations=cite(briefing.sources),
    )
    return templates.get_template("page.html.jinja").render(
        title=briefing.question,
        description=f"{say('finding', briefing.workings)} {say('caveat', briefing.workings)}",
        style=stylesheet(),
        body=Markup(TOUCHED.sub(r'<span class="kept">\g<0></span>', body)),
        cards=cards(notes, templates),
    )


def evidence_templates(notes: Notes, account_of: Callable[[str], Account]) -> Environment:
    """Make the environment in which numbers are controls and their cards can be rendered."""
    templates = environment(notes.write, html=True)
    templates.filters |= {"worked": worked, "marked": marked, "paragraph": paragraph, "unrounded": unrounded}
    templates.tests |= {
        "quoted": lambda number: isinstance(number.evidence, Quoted),
        "computed": lambda number: isinstance(number.evidence, Computed),
        "chosen": lambda number: isinstance(number.evidence, Chosen),
    }
    templates.globals |= {"account": lambda figure: account_of(figure.id), "account_of": account_of}
    return templates


def compile_templates() -> None:
    """Compile the templates of a page, which a process and its forks then need not do again."""
    templates = evidence_templates(Notes(), lambda name: _account({}, name))
    for name in PAGE:
        templates.get_template(name)
    environment(str, html=False).get_template("words.jinja")


def cards(notes: Notes, templates: Environment) -> list[Markup]:
    """Render the cards that are owed, those included that cards owe."""
    card = templates.get_template("card.html.jinja")
    return [Markup(card.render(number=number)) for number in notes]


def inline(svg: str, name: str, known: Mapping[str, Number], notes: Notes) -> Markup:
    """
    Fit a chart into the page.

    Its colours become the page's, so that they turn with light and dark; each mark that leads to a number gets the
    number's card and a name that can be read aloud.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)
    root.set("class", f"chart {name}")
    for size in ("width", "height"):
        root.attrib.pop(size, None)
    named: set[str] = set()
    for link in root.iter(f"{{{SVG}}}a"):
        target = link.attrib.pop(f"{{{XLINK}}}href")
        number = known.get(target.removeprefix("#"))
        if number is None:
            msg = f"The chart {name} leads to {target}, for which the briefing has no evidence."
            raise PageError(msg)
        notes.owe(number)
        link.attrib.pop("target", None)
        link.set("href", target)
        if link.find(f".//{{{SVG}}}text") is None or number.id in named:
            link.attrib |= {"tabindex": "-1", "aria-hidden": "true"}
        else:
            link.set("aria-label", f"{number.text} {number.label}: evidence")
            named.add(number.id)
    text = ElementTree.tostring(root, encoding="unicode")
    return Markup(re.sub(r"#[0-9a-f]{6}\b", lambda colour: _variable(colour.group()), text))


def _variable(colour: str) -> str:
    """Name the style sheet's variable for one of the charts' colours."""
    return f"var(--{NAMES[colour]})" if colour in NAMES else colour


def _account(accounts: Mapping[str, Account], name: str) -> Account:
    """Find the account of a figure that the page names."""
    if name not in accounts:
        msg = f"The page names the figure {name}, but the briefing has no account of it."
        raise PageError(msg)
    return accounts[name]


def worked(evidence: Computed) -> list[str | Number]:
    """Set out a formula: its words, and its numbers where they stand among them."""
    parts: list[str | Number] = []
    for words, place, _, _ in Formatter().parse(evidence.formula):
        parts.append(words)
        if place is not None:
            parts.append(evidence.inputs[int(place)])
    return parts


def unrounded(number: Number) -> str:
    """Write a computed number with the digits that its rounded form leaves out."""
    return f"{number.value:.7g}"


def paragraph(text: str, end: str) -> str:
    """Keep of a passage what stands in the same paragraph as its end or its start."""
    return text.rpartition("\n\n")[2] if end == "last" else text.partition("\n\n")[0]


def save_page(briefing: Briefing, folder: Path) -> Path:
    """Write the briefing's page beside the charts that it holds, and the record of what it is made from."""
    charts = {name: (folder / "charts" / f"{name}.svg").read_text(encoding="utf-8") for name in briefing.charts}
    drawn = [f"charts/{name}.{kind}" for name in briefing.charts for kind in KINDS]
    record = briefing.provenance.inputs.as_json(sorted({*OUTPUTS, *drawn}))
    (folder / "inputs.json").write_text(record, encoding="utf-8", newline="\n")
    path = folder / "briefing.html"
    path.write_text(render(briefing, charts) + "\n", encoding="utf-8", newline="\n")
    return path
