"""Render the evidence card of a figure as plain text for a terminal."""

from tally.briefing import provenance_of
from tally.evidence import quoted_number, sentence_environment
from tally.records import Dossier
from tally.records.quotations import mark_count


def preview_card(dossier: Dossier, name: str) -> str:
    """Render the card that a figure has on a page, with its number marked in the quotation, as «60»."""
    provenance = provenance_of(dossier, name, ())
    figure = provenance.figure
    pieces = mark_count(figure.quotation, figure.value, provenance.source.language)
    words = "".join(f"«{piece}»" if states else piece for piece, states in pieces)
    template = sentence_environment(str, html=False).get_template("card.txt.jinja")
    return template.render(number=quoted_number(figure), figure=figure, one=provenance, quotation=f"“{words}”").rstrip()
