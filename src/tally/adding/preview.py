"""The evidence card of a figure, as plain text for a terminal."""

from tally.briefing import provenance_of
from tally.evidence import quoted_number, sentence_environment
from tally.records import Dossier
from tally.records.quotations import mark_count


def preview_card(dossier: Dossier, name: str) -> str:
    """Write the card that a figure has on a page, the words that bear its number set off as «60»."""
    one = provenance_of(dossier, name, ())
    figure = one.figure
    pieces = mark_count(figure.quotation, figure.value, one.source.language)
    words = "".join(f"«{piece}»" if bears else piece for piece, bears in pieces)
    template = sentence_environment(str, html=False).get_template("card.txt.jinja")
    return template.render(number=quoted_number(figure), figure=figure, one=one, quotation=f"“{words}”").rstrip()
