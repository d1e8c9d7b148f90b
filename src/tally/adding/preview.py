"""The evidence card of a figure, as plain text for a terminal."""

from tally.briefing.accounts import account
from tally.evidence.number import quoted
from tally.evidence.sentences import environment
from tally.records.dossier import Dossier
from tally.records.quotations.passages import marked


def card(dossier: Dossier, name: str) -> str:
    """Write the card that a figure has on a page, the words that bear its number set off as «60»."""
    one = account(dossier, name, ())
    figure = one.figure
    pieces = marked(figure.quotation, figure.value, one.source.language)
    words = "".join(f"«{piece}»" if bears else piece for piece, bears in pieces)
    template = environment(str, html=False).get_template("card.txt.jinja")
    return template.render(number=quoted(figure), figure=figure, one=one, quotation=f"“{words}”").rstrip()
