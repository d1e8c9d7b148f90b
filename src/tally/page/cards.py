"""Render numbers as controls, and the evidence cards that they open."""

import re
from collections.abc import Callable, Iterator, Mapping
from string import Formatter

from jinja2 import Environment
from markupsafe import Markup, escape

from tally.briefing import Provenance
from tally.errors import TallyError
from tally.evidence import (
    Chosen,
    Computed,
    Counted,
    InPeriod,
    InPeriods,
    Number,
    Published,
    Quoted,
    folded_rows,
    leading_bounds,
    leading_rows,
    sentence_environment,
    too_long_for_paper,
)
from tally.evidence.series import MOST_ROWS
from tally.page.dated_from import dated_from
from tally.page.what_if import as_data
from tally.records.quotations import mark_count
from tally.records.wordings import by_claim
from tally.text import language_attributes

# A number, or two with a dash between, and the punctuation that touches them: browsers could break the line there.
CONTROL = r'<button class="number"[^<>]*>[^<>]*</button>'
RANGE = rf"{CONTROL}(?:–{CONTROL})?"
FEW = 3  # inputs that a card lists even if another does, or numbers whose new evidence is named
TOUCHED = re.compile(rf"[(“]{RANGE}[).,;:”]*|{RANGE}[).,;:”]+|{CONTROL}–{CONTROL}")


class PageError(TallyError, ValueError):
    """A page would show something without its evidence."""


class Notes:
    """The numbers whose cards a page needs, in the order in which they first appear."""

    def __init__(self) -> None:
        self.numbers: dict[str, Number] = {}
        self._places: dict[str, int] = {}
        self._first: dict[tuple[str, ...], Number] = {}

    def owe(self, number: Number) -> int:
        """Add a number whose card the page needs, and return its place in the list."""
        known = self.numbers.setdefault(number.id, number)
        if (known.value, known.evidence) != (number.value, number.evidence):
            msg = f"Two different numbers share the card {number.id!r}: {known.value} and {number.value}."
            raise PageError(msg)
        return self._places.setdefault(number.id, len(self.numbers))

    def write(self, number: Number) -> Markup:
        """Return a number as the control that opens its card; on paper it has the card's place."""
        name, place, text = escape(number.id), self.owe(number), escape(number.text)  # `Markup.format` is slow
        return Markup(f'<button class="number" popovertarget="{name}" data-note="{place}">{text}</button>')

    def first_of_inputs(self, number: Number) -> Number:
        """Return the first number whose card lists the same inputs as that of a computed number: often itself."""
        inputs = number.evidence.inputs if isinstance(number.evidence, Computed) else ()
        first = self._first.setdefault(tuple(each.id for each in inputs), number)
        return first if len(inputs) > FEW else number

    def since(self, place: int = 0) -> Iterator[Number]:
        """Yield the numbers from a place on, those included that are added on the way."""
        while place < len(self.numbers):
            yield list(self.numbers.values())[place]
            place += 1


def evidence_templates(notes: Notes, account_of: Callable[[str], Provenance]) -> Environment:
    """Return the environment of templates in which numbers are controls and cards can be rendered."""
    templates = sentence_environment(notes.write, html=True)
    templates.filters |= {
        "by_claim": by_claim,
        "first_of_inputs": notes.first_of_inputs,
        "dated_from": dated_from,
        "tongue": language_attributes,
        "worked": worked,
        "marked": mark_count,
        "paragraph": paragraph,
        "unrounded": unrounded,
    }
    templates.filters["data"] = as_data
    templates.filters |= {"foremost": leading_bounds, "leading": leading_rows, "remaining": folded_rows}
    templates.tests |= {
        "many": too_long_for_paper,
        "several": lambda things: len(things) > 1,
        "various": lambda things: len(things) > FEW,
        "shortened": lambda number: unrounded(number) != number.numeral.replace(",", ""),
        "quoted": lambda number: isinstance(number.evidence, Quoted),
        "counted": lambda number: isinstance(number.evidence, Counted),
        "in_period": lambda number: isinstance(number.evidence, InPeriod),
        "in_periods": lambda number: isinstance(number.evidence, InPeriods),
        "too_many_periods": lambda numbers: len(numbers) > MOST_ROWS and isinstance(numbers[-1].evidence, InPeriod),
        "computed": lambda number: isinstance(number.evidence, Computed),
        "chosen": lambda number: isinstance(number.evidence, Chosen),
        "published": lambda number: isinstance(number.evidence, Published),
    }
    templates.globals |= {"former": {}, "account": lambda figure: account_of(figure.id), "account_of": account_of}
    return templates


def render_cards(notes: Notes, templates: Environment, since: int = 0) -> list[Markup]:
    """Render the cards from a place in the list on, those included that the cards themselves need."""
    card = templates.get_template("card.html.jinja")
    return [Markup(card.render(number=number)) for number in notes.since(since)]


def unbroken(html: str) -> str:
    """Return HTML in which each number and the punctuation that touches it are on one line."""
    return TOUCHED.sub(r'<span class="kept">\g<0></span>', html)


def account_of(accounts: Mapping[str, Provenance], name: str) -> Provenance:
    """Return the provenance of a figure that the page names. Raises `PageError` if the briefing does not have it."""
    if name not in accounts:
        msg = f"The page names the figure {name}, but the briefing has no provenance of it."
        raise PageError(msg)
    return accounts[name]


def worked(evidence: Computed) -> list[str | Number]:
    """Return a formula as its words and its numbers, in order."""
    parts: list[str | Number] = []
    for words, place, _, _ in Formatter().parse(evidence.formula):
        parts.append(words)
        if place is not None:
            parts.append(evidence.inputs[int(place)])
    return parts


def unrounded(number: Number) -> str:
    """Return a computed number with the digits that its rounded form leaves out."""
    return f"{number.value:.7g}"


def paragraph(text: str, end: str) -> str:
    """Return the last or the first paragraph of a passage."""
    return text.rpartition("\n\n")[2] if end == "last" else text.partition("\n\n")[0]
