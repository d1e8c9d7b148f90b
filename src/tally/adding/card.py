"""The evidence card of a figure, as plain text for a terminal."""

from tally.accounts import account
from tally.dossier import Dossier
from tally.evidence import quoted
from tally.passages import marked
from tally.wording import environment


def card(dossier: Dossier, name: str) -> str:
    """Write the card that a figure has on a page, the words that bear its number set off as «60»."""
    one = account(dossier, name, ())
    figure = one.figure
    pieces = marked(figure.quotation, figure.value, one.source.language)
    words = "".join(f"«{piece}»" if bears else piece for piece, bears in pieces)
    template = environment(str, html=False).get_template("card.txt.jinja")
    return template.render(number=quoted(figure), figure=figure, one=one, quotation=f"“{words}”").rstrip()
