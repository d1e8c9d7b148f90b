"""Read the pages of a PDF: lines in reading order, with raised numbers separated from the numbers before them."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdf

from tally.documents.reading.extracted import short_reason
from tally.errors import TallyError
from tally.text import RAISED

MOST_PAGES = 2000
# Shares of the size of the letters beside a number:
LIFTED = 0.1  # a mark is higher or lower than its line by more than this
SAME_LINE = 0.8  # a mark less than this above or below a line is on that line, in spite of line ends around it
SMALLER = 0.87  # a mark has at most this size
MARK = re.compile(r"\d{1,3}(?:[,;–-]\d{1,3})*|[\[(]\d{1,3}[\])]|[a-z*†‡]")
MOST_OPERATORS = 5_000_000  # of a PDF; forms within forms can make a few bytes into any number of them


class PdfError(TallyError, ValueError):
    """A PDF cannot be read. The message says why."""


def read_pdf(content: bytes) -> tuple[list[str], dict[str, str]]:
    """
    Return the text of each page of a PDF, and its document information (`/Title`, `/Author` and so on).

    Raises
    ------
    PdfError
        The PDF is locked, broken, or has too many pages.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _read(pypdf.PdfReader(io.BytesIO(content)))
    except PdfError:
        raise
    except Exception as error:  # a PDF that is broken, or made to break it, makes pypdf raise almost anything
        msg = f"The PDF cannot be read ({short_reason(error)})."
        raise PdfError(msg) from error


def _read(reader: pypdf.PdfReader) -> tuple[list[str], dict[str, str]]:
    """Return the text of each page, and the document information."""
    if reader.is_encrypted and not reader.decrypt(""):
        msg = "The PDF is locked with a password. Unlock it, and read it with --file."
        raise PdfError(msg)
    if len(reader.pages) > MOST_PAGES:
        msg = f"The PDF has {len(reader.pages):,} pages, more than {MOST_PAGES:,}."
        raise PdfError(msg)
    room = iter(range(MOST_OPERATORS))
    pages = [page_text(page, room) for page in reader.pages]
    _check_room(room)  # pypdf goes on after an error within a form
    return pages, {str(key): str(value or "") for key, value in dict(reader.metadata or {}).items()}


@dataclass(frozen=True)
class Piece:
    """A piece of a page's text: its size, its height on the page, and how far it is raised above its line."""

    text: str
    size: float
    height: float
    rise: float


def _check_room(room: Iterator[int]) -> None:
    """Check that there is room for one more operator, and take it."""
    if next(room, None) is None:
        msg = f"The PDF has more than {MOST_OPERATORS:,} operators. Save only the quoted pages."
        raise PdfError(msg)


def page_text(page: Any, room: Iterator[int]) -> str:
    """
    Return the text of a page, small raised numbers next to larger text in raised digits.

    Raises
    ------
    PdfError
        The page, with those before it, has more operators than there is `room` for.
    """
    pieces: list[Piece] = []
    rises = [0.0]  # one rise for each saved graphics state, the current one last
    last_rise = [0.0]  # the rise of the text that was painted last

    def follow(operator: bytes, operands: Any, *_: Any) -> None:
        _check_room(room)
        if operator == b"q":
            rises.append(rises[-1])
        elif operator == b"Q" and len(rises) > 1:
            rises.pop()
        elif operator == b"Ts" and operands:
            rises[-1] = float(operands[0])
        elif operator in (b"Tj", b"TJ", b"'", b'"'):
            last_rise[0] = rises[-1]

    def note(text: str, user: list[float], matrix: list[float], _: Any, size: float) -> None:
        scale = (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5 * (user[2] ** 2 + user[3] ** 2) ** 0.5
        height = matrix[4] * user[1] + matrix[5] * user[3] + user[5]
        pieces.append(Piece(text, abs(size) * scale, height, last_rise[0]))

    whole = str(page.extract_text(visitor_text=note, visitor_operand_before=follow))
    if "".join(piece.text for piece in pieces) != whole:
        return whole
    filled = [place for place, piece in enumerate(pieces) if piece.text.strip()]
    for at, place in enumerate(filled):
        before = pieces[filled[at - 1]] if at else None
        after = pieces[filled[at + 1]] if at + 1 < len(filled) else None
        mark, pieces[place] = pieces[place], _with_raised_mark(pieces[place], before, after)
        if pieces[place] is not mark:
            for line, start, end in (
                (before, filled[at - 1] + 1 if at else 0, place),
                (after, place + 1, filled[at + 1] if after else 0),
            ):
                if line and abs(mark.height - line.height) < SAME_LINE * line.size:
                    pieces[start:end] = [
                        replace(piece, text=piece.text.replace("\n", "")) for piece in pieces[start:end]
                    ]
    return "".join(piece.text for piece in pieces)


def _with_raised_mark(piece: Piece, before: Piece | None, after: Piece | None) -> Piece:
    """Return a piece of text, in raised digits if it is a footnote mark: smaller, and above or below its line."""
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
            raised = piece.rise != line.rise or abs(piece.height - line.height) > LIFTED * line.size
            text = f"{leading}{mark.strip('[]()').translate(RAISED)}{trailing}"
            return replace(piece, text=text, size=line.size, height=line.height) if raised else piece
    return piece
