"""Write the records of a file of events to a plain file, each with its line, and hash the file they are from."""

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tally.events.loading.contents import refusal, unpacked
from tally.project import Kind, file_state, open_file, open_new, remove
from tally.records.tables import SEPARATORS, DataError, Problem

CHUNK = 1 << 20
LONGEST = 1_000_000  # bytes of a record; UCDP's longest has some thousand
MOST_LINES = 2_000  # of a record
MOST_RECORDS = 20_000_000
NAMES = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "latin-1": "Latin-1"}
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Form:
    """
    How a file is written.

    `encodings` are tried in this order; `member` is the file in an archive; `skipped` is the number of lines before
    the header.
    """

    encodings: tuple[str, ...] = ("utf-8",)
    delimiter: str = ","
    member: str = ""
    skipped: int = 0


@dataclass(frozen=True)
class Staged:
    """
    The records of a file: the path of the plain file, and the header.

    `sha256` and `state` are those of the original. `tags` is the line of a second header with HXL tags; 0 if there is
    none.
    """

    path: Path
    file: str
    header: tuple[str, ...]
    header_line: int
    rows: int
    sha256: str
    state: tuple[int, ...]
    encoding: str
    delimiter: str
    tags: int


def stage(source: Path, form: Form, target: Path, sha256: str = "") -> Staged:
    """
    Write the records of a file to another: in UTF-8, without blank lines, each after the number of its line.

    Parameters
    ----------
    source, form : Path, Form
        The file, and how it is written.
    target : Path
        The new file.
    sha256 : str
        The hash that the file must have; empty for any.

    Raises
    ------
    ReadError
        The file cannot be read, or changes meanwhile.
    DataError
        It has another hash, or is not such a table: a web page, another encoding, or a quotation mark that is never
        closed.
    """
    with open_file(source, Kind.EVENTS) as stream:
        state, digest = file_state(stream.fileno()), hashlib.sha256()
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
        if sha256 and digest.hexdigest() != sha256:
            raise changed_file(source, digest.hexdigest(), sha256)
        for number, encoding in enumerate(form.encodings, start=1):
            stream.seek(0)
            remove(target)
            with unpacked(stream, source.name, form.member) as text, open_new(target) as plain:
                try:
                    staging = _Staging(source.name, encoding, form)
                    staging.copy(text, plain)
                    break
                except UnicodeDecodeError as error:
                    if number == len(form.encodings):
                        raise staging.garbled(error) from error
    return Staged(
        target, source.name, staging.header, staging.header_line, staging.rows, digest.hexdigest(), state, encoding,
        form.delimiter, staging.tags,
    )  # fmt: skip


def hash_source(source: Path) -> tuple[str, tuple[int, ...]]:
    """Return the SHA-256 of a file, and its state. Raises `ReadError`."""
    with open_file(source, Kind.EVENTS) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest(), file_state(stream.fileno())  # type: ignore[arg-type]


def changed_file(source: Path, found: str, expected: str) -> DataError:
    """Return the error for a file that is not the one that was described."""
    remedy = "It is another file or release: restore that one, or describe this one with tally dataset add … --replace."
    return refusal(
        f"{source.parent.name}/{source.name}", f"SHA-256 {found[:12]}…", f"{expected[:12]}…, as in dataset.yml", remedy
    )


class _Staging:
    """Copies the records of one file."""

    def __init__(self, file: str, encoding: str, form: Form) -> None:
        self.file, self.encoding, self.form = file, encoding, form
        self.header: tuple[str, ...] = ()
        self.header_line = self.rows = self.tags = 0
        self.record, self.start = b"", 0

    def copy(self, text: BinaryIO, plain: BinaryIO) -> None:
        """Copy the records, the first of which is the header."""
        read, write, encoding = text.readline, plain.write, self.encoding
        line = quotes = 0
        parts: list[bytes] = []
        separator = self.form.delimiter.encode()
        while raw := read(LONGEST + 1):
            line += 1
            if line == 1:
                raw = raw.removeprefix(BOM)
            if line <= self.form.skipped:
                continue
            quotes += raw.count(b'"')
            if not parts:
                self.start = line
            if len(raw) > LONGEST or (quotes & 1 and len(parts) > MOST_LINES):
                raise self._endless(quotes)
            if quotes & 1:
                parts.append(raw)
                continue
            if parts:
                raw = b"".join((*parts, raw))
                parts = []
                if len(raw) > LONGEST:
                    raise self._endless(1)
            quotes = 0
            record = raw.rstrip(b"\r\n")
            if b"\r" in record:
                if not self.header and b"\n" not in record:
                    found, remedy = "lines that end as on an old Mac", "Save the file again as “CSV UTF-8”."
                    raise refusal(self.file, found, "lines that end with a line feed", remedy, place="line 1")
                record = record.replace(b"\r\n", b"\n").replace(b"\r", b" ")
            if not record or record.isspace():
                continue
            self.record = record
            decoded = record.decode(encoding)
            if "\0" in decoded:
                remedy = "Remove the character U+0000, or download the file again."
                raise refusal(self.file, "a NUL character", "text", remedy, place=f"line {self.start:,}")
            if self.rows == 0 and self._is_heading(decoded):
                continue
            write(b"%d%b%b\n" % (self.start, separator, record if encoding == "utf-8" else decoded.encode()))
            self.rows += 1
            if self.rows > MOST_RECORDS:
                raise refusal(self.file, f"more than {MOST_RECORDS:,} rows", "fewer", "Take out what is needed.")
        if parts:
            raise self._endless(1)
        if not self.header:
            raise refusal(self.file, "nothing", "a header and rows", "Download it again.")

    def _is_heading(self, record: str) -> bool:
        """Return whether a record is the header, or the second one with HXL tags."""
        cells = [cell.strip() for cell in next(csv.reader([record], delimiter=self.form.delimiter), [])]
        if not self.header:
            self.header, self.header_line = tuple(cells), self.start
            return True
        if not self.tags and any(cells) and all(cell.startswith("#") for cell in cells if cell):
            self.tags = self.start
            return True
        return False

    def _endless(self, quotes: int) -> DataError:
        """Return the error for a record that does not end."""
        if not quotes & 1:
            found, remedy = f"a line of more than {LONGEST:,} bytes", "Is it a CSV file? Download it again as CSV."
        else:
            found = "a quotation mark that is never closed"
            remedy = "Look at this line: a mark within a cell is written twice. Or download the file again."
        return refusal(self.file, found, "cells of a table", remedy, place=f"line {self.start:,}")

    def garbled(self, error: UnicodeDecodeError) -> DataError:
        """Return the error for a record in another encoding, with its column."""
        text = self.record.decode("ascii", "surrogateescape")
        cells = next(csv.reader([text], delimiter=self.form.delimiter), [])
        place = next((n for n, cell in enumerate(cells) if not cell.isascii()), 0)
        column = self.header[place] if place < len(self.header) else "all"
        expected = " or ".join(NAMES.get(name, name) for name in self.form.encodings)
        found = f"the byte {error.object[error.start]:#04x}"
        remedy = "Save the file again as “CSV UTF-8”, or name its encoding, such as --encoding cp1252."
        return DataError([Problem(self.file, f"line {self.start:,}", column, found, expected, remedy)])


def other_separator(header: Sequence[str], known: Sequence[str], delimiter: str) -> str:
    """Return in words what is between the cells of a header, if that is not the delimiter; empty if it is."""
    text, names = delimiter.join(header), {name.casefold() for name in known}
    fitting = {cell.casefold() for cell in header} & names
    for separator, name in {**SEPARATORS, ",": "commas"}.items():
        parts = {cell.strip('" ').casefold() for cell in text.split(separator)}
        if separator != delimiter and len(parts & names) > len(fitting):
            return name
    return ""
