"""What notebooks display: objects in words and tables, and charts."""

from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

from markupsafe import escape

from tally.project import Kind, read_file
from tally.text import Shown, Table

__all__ = ["Picture", "Shown", "Table"]

UNESCAPED = " !$()*+,-./:;=?@[]^_`{|}~"  # what addresses of a picture can have as it is


class Picture:
    """
    A chart that is displayed from its SVG, as a picture.

    JupyterLab shows a picture in a notebook that is not trusted too, unlike SVG itself.
    """

    def __init__(self, path: Path) -> None:
        self._svg = read_file(path, Kind.BUILT).decode()
        self._size = ElementTree.fromstring(self._svg).attrib

    def __repr__(self) -> str:
        return self._size.get("aria-label", "")

    def _repr_html_(self) -> str:
        size = " ".join(f'{side}="{escape(self._size.get(side, ""))}"' for side in ("width", "height"))
        address = f"data:image/svg+xml,{quote(self._svg, safe=UNESCAPED)}"
        return f'<img {size} alt="{escape(self)}" src="{address}">'
