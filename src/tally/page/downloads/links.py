"""Addresses that hold a file themselves, so that a page can offer it without another file and without a script."""

import re
from base64 import b64encode
from xml.etree import ElementTree

from markupsafe import Markup

from tally.charts.drawing import HINTS, SVG, write_drawing

# Bytes that mean something in an address, or that it drops; all others may stay as they are
ESCAPED = str.maketrans({sign: f"%{ord(sign):02X}" for sign in (*'%#"<>&', *map(chr, range(32)), chr(127))})
TAG = re.compile(r"<[^<>]*>")
OF_THE_PAGE = {"data-to", "data-box"}  # to which evidence a mark leads, and where it is; its title says that in short
VALUE = re.compile(r'="([^"]*)"')


def data_uri(content: bytes, kind: str) -> Markup:
    """
    Return the address that holds a file of a kind, such as text/csv, ready for an attribute between double quotes.

    A text is almost as it was, since base64 would make it a third longer; pictures are in base64.
    """
    if kind.startswith("image/png"):
        return Markup(f"data:{kind};base64,{b64encode(content).decode('ascii')}")
    text = content.decode("utf-8").translate(ESCAPED)
    if text.endswith(" "):  # browsers drop spaces at the end of an address
        text = f"{text[:-1]}%20"
    return Markup(f"data:{kind};charset=utf-8,{text}")


def svg_uri(svg: str) -> Markup:
    """
    Return the address that holds a drawing, without what only its page uses.

    Its values get single quotation marks, which need no escape.
    """
    root = ElementTree.fromstring(svg)
    for group in root.iter(f"{{{SVG}}}g"):
        for hints in group.findall(f"{{{SVG}}}g[@class='{HINTS}']"):
            group.remove(hints)
    for part in root.iter():
        for title in part.findall(f"{{{SVG}}}title"):
            part.remove(title)
        for name in OF_THE_PAGE.intersection(part.keys()):
            del part.attrib[name]
    svg = write_drawing(root)
    single = TAG.sub(lambda tag: VALUE.sub(lambda value: "='{}'".format(value[1].replace("'", "&#39;")), tag[0]), svg)
    return data_uri(single.encode(), "image/svg+xml")
