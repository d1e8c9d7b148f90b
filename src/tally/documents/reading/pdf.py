"""Read the pages of a PDF: lines in reading order, with raised numbers told from those they follow."""

import io
import logging
import re
from dataclasses import dataclass, replace
from typing import Any

import pypdf
from pypdf.errors import PyPdfError

from tally.errors import TallyError
from tally.text import RAISED

MOST_PAGES = 2000
LIFTED = 0.1  # of that size, by which it is higher or lower than its line
SAME_LINE = 0.8  # of that size, within which a mark is on its line, whatever line ends are put around it
SMALLER = 0.87  # of the size of the text before it, from which on a number may be a raised one
MARK = re.compile(r"\d{1,3}(?:[,;–-]\d{1,3})*|[\[(]\d{1,3}[\])]|[a-z*†‡]")
FAULTS = (PyPdfError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class PdfError(TallyError, ValueError):
    """A PDF cannot be read. The message says why."""


def read_pdf(content: bytes) -> tuple[list[str], dict[str, str]]:
    """
    Return the text of each page of a PDF, and what it says of itself.

    Raises
    ------
    PdfError
        It is locked, broken, or has too many pages.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            msg = "The PDF is locked with a password. Unlock it, and read it with --file."
            raise PdfError(msg)
        if len(reader.pages) > MOST_PAGES:
            msg = f"The PDF has {len(reader.pages):,} pages, more than {MOST_PAGES:,}."
            raise PdfError(msg)
        pages = [page_text(page) for page in reader.pages]
        return pages, {str(key): str(value or "") for key, value in dict(reader.metadata or {}).items()}
    except FAULTS as error:
        if isinstance(error, PdfError):
            raise
        msg = f"The PDF cannot be read ({error})."
        raise PdfError(msg) from error


@dataclass(frozen=True)
class Piece:
    """A piece of a page's text: its size, its height on the page, and how far it is raised above its line."""

    text: str
    size: float
    height: float
    rise: float


def page_text(page: Any) -> str:
    """Return the text of a page, small raised numbers next to larger text in raised digits."""
    pieces: list[Piece] = []
    rises = [0.0]  # one for each graphics state that is saved, the current one last
    shown = [0.0]  # the one at which text was last shown

    def follow(operator: bytes, operands: Any, *_: Any) -> None:
        if operator == b"q":
            rises.append(rises[-1])
        elif operator == b"Q" and len(rises) > 1:
            rises.pop()
        elif operator == b"Ts" and operands:
            rises[-1] = float(operands[0])
        elif operator in (b"Tj", b"TJ", b"'", b'"'):
            shown[0] = rises[-1]

    def note(text: str, user: list[float], matrix: list[float], _: Any, size: float) -> None:
        scale = (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5 * (user[2] ** 2 + user[3] ** 2) ** 0.5
        height = matrix[4] * user[1] + matrix[5] * user[3] + user[5]
        pieces.append(Piece(text, abs(size) * scale, height, shown[0]))

    whole = str(page.extract_text(visitor_text=note, visitor_operand_before=follow))
    if "".join(piece.text for piece in pieces) != whole:
        return whole
    filled = [place for place, piece in enumerate(pieces) if piece.text.strip()]
    for at, place in enumerate(filled):
        before = pieces[filled[at - 1]] if at else None
        after = pieces[filled[at + 1]] if at + 1 < len(filled) else None
        mark, pieces[place] = pieces[place], _told_apart(pieces[place], before, after)
        if pieces[place] is not mark:
            for line, start, end in (
                (before, filled[at - 1] + 1 if at else 0, place),
                (after, place + 1, filled[at + 1] if after else 0),
            ):
                if line and abs(mark.height - line.height) < SAME_LINE * line.size:
                    pieces[start:end] = [replace(one, text=one.text.replace("\n", "")) for one in pieces[start:end]]
    return "".join(piece.text for piece in pieces)


def _told_apart(piece: Piece, before: Piece | None, after: Piece | None) -> Piece:
    """Return a piece of text, in raised digits if it is a footnote mark: small, and not at its line's height."""
    mark = piece.text.strip()
    if not MARK.fullmatch(mark):
        return piece
    leading, trailing = piece.text.partition(mark)[::2]
    if before and ("\n" in leading or before.text.endswith("\n")):
        before = None
    if after and ("\n" in trailing or after.text.startswith("\n")):
        after = None
    for line in (before, after):
        if line and piece.size <= SMALLER * line.size:
            apart = piece.rise != line.rise or abs(piece.height - line.height) > LIFTED * line.size
            text = f"{leading}{mark.strip('[]()').translate(RAISED)}{trailing}"
            return replace(piece, text=text, size=line.size, height=line.height) if apart else piece
    return piece
