"""Open the CSV text in a file of events, compressed or not, and recognise what is not such a text."""

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from tally.records.tables import DataError, Problem

MOST_BYTES = 2_000_000_000  # of a text, once it is unpacked
MOST_RATIO, FREE = 100, 1_000_000  # unpacked bytes for a packed one; up to so many bytes, no ratio is too high
BUFFER = 1 << 20
HEAD = 4096  # bytes by which a kind of file is recognised
EXPORT = "Save it as “CSV UTF-8”, and add that file."
FOREIGN = {
    b"%PDF": ("a PDF", "Download the table itself, as CSV."),
    b"\xd0\xcf\x11\xe0": ("an old Excel workbook", EXPORT),
    b"PAR1": ("a Parquet file", "Export it as CSV."),
    b"SQLite": ("a database", "Export the table as CSV."),
    b"7z\xbc\xaf": ("a 7z archive", "Unpack it, and add the CSV file."),
    b"BZh": ("a bzip2 file", "Unpack it, and add the CSV file."),
    b"\xfd7zXZ": ("an xz file", "Unpack it, and add the CSV file."),
    b"\x1f\x8b": ("an archive within the archive", "Unpack it, and add the CSV file."),
    b"PK\x03\x04": ("an archive within the archive", "Unpack it, and add the CSV file."),
    b"\xff\xfe": ("UTF-16", EXPORT),
    b"\xfe\xff": ("UTF-16", EXPORT),
}
PAGE = re.compile(rb"\A\s*+(?:\xef\xbb\xbf\s*+)?<(?:!doctype|html|head|body|\?xml)", re.IGNORECASE)
JSON = re.compile(rb"\A\s*+(?:\xef\xbb\xbf\s*+)?[\[{]\s*+(?:[\"{\[\]}]|$)")
HIDDEN = ("__MACOSX/", "._")  # what a Mac adds to an archive


def refusal(file: str, found: str, expected: str, remedy: str, *, place: str = "the file") -> DataError:
    """Return the error for a file that cannot be used at all."""
    return DataError([Problem(file, place, "all", found, expected, remedy)])


@contextmanager
def unpacked(stream: BinaryIO, file: str, member: str = "") -> Iterator[BinaryIO]:
    """
    Open the text in a file.

    Parameters
    ----------
    stream : binary file
        The file as it is on the disk: CSV, or CSV in gzip or zip.
    file : str
        Its name, for messages.
    member : str
        The name of the file inside a zip; empty if there is only one.

    Raises
    ------
    DataError
        It is another kind of file, or an archive that is encrypted, damaged, has several files, or unpacks to too much.
    """
    head = stream.read(HEAD)
    stream.seek(0)
    if member and not head.startswith(b"PK"):
        raise refusal(file, "no zip archive", f"an archive with the file {member}", "Leave the member out.")
    try:
        if head.startswith(b"PK"):
            with zipfile.ZipFile(stream) as archive:
                chosen = _member(archive, file, member)
                with archive.open(chosen) as packed:
                    yield _checked(_Limited(packed, file, max(chosen.compress_size, 1)), file)
        elif head.startswith(b"\x1f\x8b"):
            size = stream.seek(0, io.SEEK_END)
            stream.seek(0)
            with gzip.GzipFile(fileobj=stream) as packed:
                yield _checked(_Limited(packed, file, size), file)
        else:
            yield _checked(stream, file, head)
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        found = f"an archive that cannot be unpacked ({str(error)[:80]})"
        raise refusal(file, found, "a complete archive", "Download it again, or unpack it and add the CSV.") from error


def _member(archive: zipfile.ZipFile, file: str, member: str) -> zipfile.ZipInfo:
    """Return the one file of an archive, or the one that is named."""
    files = [entry for entry in archive.infolist() if not entry.is_dir()]
    files = [entry for entry in files if not any(part.startswith(HIDDEN) for part in _parts(entry.filename))]
    names = [entry.filename for entry in files]
    if "[Content_Types].xml" in names:
        raise refusal(file, "an Excel or Word file", "a CSV file", EXPORT)
    named = [entry for entry in files if entry.filename == member] if member else files
    if len(named) != 1:
        found = f"no file {member!r}" if member and not named else f"{len(named) or 'no'} files"
        listed = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
        remedy = f"Name one with --member, or unpack it. It has: {listed}." if names else "Download it again."
        raise refusal(file, found, "one CSV file in the archive", remedy)
    entry = named[0]
    if entry.flag_bits & 1:
        raise refusal(file, "an encrypted archive", "one without a password", "Unpack it, and add the CSV file.")
    if entry.file_size > MOST_BYTES or entry.file_size > max(FREE, MOST_RATIO * entry.compress_size):
        raise _bomb(file, entry.file_size, entry.compress_size)
    return entry


def _parts(name: str) -> tuple[str, str]:
    """Return a name in an archive with and without its folders."""
    return name, name.rpartition("/")[2]


def _bomb(file: str, size: int, packed: int) -> DataError:
    """Return the error for an archive that unpacks to more than any table of events would."""
    expected = f"at most {MOST_BYTES:,} bytes, and at most {MOST_RATIO} times the packed size"
    found = f"{packed:,} bytes that unpack to {size:,}"
    return refusal(file, found, expected, "Look at what it is; if it is sound, unpack it, and add the CSV file.")


class _Limited(io.RawIOBase):
    """A stream that is unpacked, and refused once it is larger than any table of events would be."""

    def __init__(self, packed: object, file: str, size: int) -> None:
        self.packed, self.file, self.size, self.count = packed, file, size, 0

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read bytes into a buffer, and return how many."""
        content = self.packed.read(len(buffer))  # type: ignore[attr-defined, arg-type]
        self.count += len(content)
        if self.count > MOST_BYTES or self.count > max(FREE, MOST_RATIO * self.size):
            raise _bomb(self.file, self.count, self.size)
        buffer[: len(content)] = content  # type: ignore[index]
        return len(content)


def _checked(stream: BinaryIO | _Limited, file: str, head: bytes = b"") -> BinaryIO:
    """Return a stream whose beginning is that of a text, with a buffer."""
    buffered = io.BufferedReader(stream, BUFFER) if isinstance(stream, _Limited) else stream
    head = head or buffered.peek(HEAD)[:HEAD]  # type: ignore[attr-defined]
    for beginning, (found, remedy) in FOREIGN.items():
        if head.startswith(beginning):
            raise refusal(file, found, "a CSV file", remedy)
    if PAGE.match(head):
        remedy = "Save the table itself as CSV, not the page that shows it; a download may need you to be signed in."
        raise refusal(file, "a web page", "a table with commas between the cells", remedy, place="line 1")
    if JSON.match(head):
        raise refusal(file, "JSON", "a table with commas between the cells", "Download it as CSV.", place="line 1")
    return buffered
