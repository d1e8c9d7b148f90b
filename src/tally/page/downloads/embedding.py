"""Code that shows a chart in somebody else's page, with its source and the way to the briefing."""

from urllib.parse import quote, urljoin

from markupsafe import Markup

from tally.text import words

PAGE = "briefing.html"  # that the link leads to, where no address of the page is set


def embed_code(chart: str, file: str, alt: str, source: str, title: str, address: str = "") -> str:
    """
    Write HTML that shows a chart in another page.

    Parameters
    ----------
    chart : str
        The chart's name.
    file : str
        The name of its SVG as it is downloaded, which the code refers to where no address of the page is set.
    alt, source : str
        Its alternative text, and the origin of its figures.
    title : str
        What the link to the briefing says.
    address : str
        The address of the page on the web; empty if it has none.
    """
    picture = urljoin(address, f"charts/{quote(chart)}.svg") if address else quote(file)
    code = Markup(
        '<figure>\n<img src="{}" alt="{}" style="max-width:100%;height:auto">\n'
        '<figcaption>{} <a href="{}">{}</a></figcaption>\n</figure>'
    )
    return str(code.format(picture, alt, words.CHART["source"].format(source) + ".", address or PAGE, title))
