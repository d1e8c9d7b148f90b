"""How a Word document looks: the styles that pandoc gives it, brought to the project's measure."""

import io
import zipfile
from xml.etree import ElementTree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = "word/styles.xml"
SIZES = {
    "Title": 40, "Subtitle": 20, "Author": 20, "Heading1": 30, "Heading2": 28, "Heading3": 23, "FootnoteText": 15,
    "FootnoteBlockText": 15, "ImageCaption": 17, "TableCaption": 17, "Compact": 19,
    "BodyText": 21, "FirstParagraph": 21,
}  # fmt: skip
LEFT = ("Title", "Subtitle", "Author")
CLOSE = ("FootnoteText", "FootnoteBlockText")
HEADLINES = frozenset({"Title", "Subtitle", "Author", "Heading1", "Heading2", "Heading3"})
INK = "1D2228"


def styled(document: bytes) -> bytes:
    """Give a document the project's styles: smaller notes, headings to the left, no colour but the text's."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, _restyled(content) if entry.filename == STYLES else content)
    return written.getvalue()


def _restyled(content: bytes) -> bytes:
    """Change the sizes, the alignment and the colours of the styles that are named above."""
    for event, names in ElementTree.iterparse(io.BytesIO(content), events=["start-ns"]):
        if event == "start-ns":
            ElementTree.register_namespace(*names)
    root = ElementTree.fromstring(content)
    for style in root.iter(_of("style")):
        name = style.get(_of("styleId"), "")
        if name not in SIZES:
            continue
        run = _part(style, "rPr")
        for size in ("sz", "szCs"):
            _part(run, size).set(_of("val"), str(SIZES[name]))
        if name in HEADLINES:
            _part(run, "color").attrib = {_of("val"): INK}
        paragraph = _part(style, "pPr", first=True)
        if name in LEFT:
            _part(paragraph, "jc").set(_of("val"), "left")
        if name in CLOSE:
            _part(paragraph, "spacing").attrib = {_of("before"): "0", _of("after"): "40"}
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _part(of: ElementTree.Element, name: str, *, first: bool = False) -> ElementTree.Element:
    """Find a part of a style, or add it."""
    found = of.find(_of(name))
    if found is None:
        found = ElementTree.Element(_of(name))
        of.insert(_place(of) if first else len(of), found)
    return found


def _place(style: ElementTree.Element) -> int:
    """Find where a style's paragraph properties may stand: before those of its runs."""
    return next((place for place, part in enumerate(style) if part.tag == _of("rPr")), len(style))


def _of(name: str) -> str:
    """Name an element of WordprocessingML."""
    return f"{{{WORD}}}{name}"
