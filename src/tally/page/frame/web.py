"""Return what sites and browsers ask a page for: its address, its card, its icon."""

from functools import cache
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from tally.editions import Edition

ICON = Path(__file__).parent.parent.parent / "templates" / "icon.svg"
CARD_SIZE = {"width": "1200", "height": "630"}  # pixels, of the card among the exports


def sharing(site: str, edition: Edition) -> dict[str, object]:
    """
    Return what the head of an edition's page says about its place on the web.

    Without a site's address there are no addresses of the page and of its card: none is made up.
    """
    folder, stem = f"{site}/{quote(edition.brief)}", f"{quote(edition.brief)}-edition-{edition.edition}"
    return {
        "address": f"{folder}/briefing.html" if site else "",
        "card": f"{folder}/exports/{stem}-card.png" if site else "",
        "card_size": CARD_SIZE,
        "icon": icon(),
    }


@cache
def icon() -> Markup:
    """Return the icon of all pages as a data address."""
    return Markup("data:image/svg+xml,") + Markup(quote(ICON.read_text(encoding="utf-8").strip(), safe=" =:/'"))
