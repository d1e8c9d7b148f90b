"""The page as a PDF, printed by a browser: tagged, with an outline, and with notes instead of cards."""

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from tally.exports.errors import ExportError
from tally.page import visible_blocks
from tally.project import Kind, read_file, temporary_folder
from tally.text import words
from warm_kernels.processes import run_to_end

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge",
    "microsoft-edge-stable",
)  # fmt: skip
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
CHOICE = "TALLY_BROWSER"  # the environment variable that names another browser
BROWSER_SOCKET = "org.chromium.Chromium.123456/SingletonSocket"  # in the folder for its temporary files
CELL = re.compile(rb"\(node\d{8}\)")  # the name of a cell in the structure of a PDF
PATIENCE = 180  # seconds
FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--proxy-server=127.0.0.1:9", "--no-pdf-header-footer",
    "--generate-pdf-document-outline", "--export-tagged-pdf",
)  # fmt: skip


def find_browser() -> str:
    """
    Find a browser that can print: the one that TALLY_BROWSER names, or Chromium, Chrome or Edge.

    Raises
    ------
    ExportError
        No browser was found.
    """
    for browser in _candidates():
        return browser
    msg = (
        "A PDF is printed by Chromium, Chrome or Edge, and none was found. Install one (Debian, Ubuntu: apt-get "
        f"install chromium), or name it: {CHOICE}=/path/to/browser. The other exports need none."
    )
    raise ExportError(msg)


def print_pdf(page: Path, *, title: str, author: str, date: str, subject: str) -> bytes:
    """
    Print a page.

    Parameters
    ----------
    page : Path
        The HTML file, which needs no other files.
    title, author, subject : str
        The PDF's metadata; the author may be empty.
    date : str
        The PDF's date, such as 2026-11-22. The clock is not used, so that the PDF is the same each time.

    Raises
    ------
    ExportError
        No browser was found, or it did not print.
    """
    browser = find_browser()
    with temporary_folder(len(BROWSER_SOCKET)) as folder:
        printed, log = folder / "page.pdf", folder / "messages"
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        command = [
            browser, *FLAGS, *(["--no-sandbox"] if root else []), f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={printed}", page.resolve().as_uri(),
        ]  # fmt: skip
        try:
            run_to_end(command, log, env=os.environ | {"TMPDIR": str(folder)}, timeout=PATIENCE)
        except (OSError, subprocess.TimeoutExpired) as error:
            msg = f"{browser} did not print the page: {error}"
            raise ExportError(msg) from error
        if not printed.is_file():
            messages = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:] or ["no message"]
            msg = f"{browser} did not print the page: {messages[0]}"
            raise ExportError(msg)
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(printed.read_bytes())))
    blocks = visible_blocks(read_file(page, Kind.BUILT).decode("utf-8"))
    _name(writer, [block.words for block in blocks if block.part in ("h1", "h2", "h3")])
    return _settled(writer, title, author, date, subject)


def _candidates() -> Iterator[str]:
    """Yield the browsers on this machine."""
    if chosen := os.environ.get(CHOICE):
        if not (browser := shutil.which(chosen)):
            msg = f"{CHOICE} is {chosen}, but there is no such program. Give the path of a browser."
            raise ExportError(msg)
        yield browser
    yield from filter(None, map(shutil.which, NAMES))
    yield from (path for path in ELSEWHERE if Path(path).exists())
    downloaded = sorted((Path.home() / ".cache" / "ms-playwright").glob("chromium*/*/*chrome*"))
    yield from (str(path) for path in downloaded if path.is_file() and os.access(path, os.X_OK))


def _name(writer: PdfWriter, headings: Sequence[str]) -> None:
    """Replace the entries of the outline by the headings, since a browser drops the space at the end of a line."""
    squeezed = {"".join(heading.split()): heading for heading in headings}
    outlines = writer.root_object.get("/Outlines")
    waiting = [outlines] if outlines else []
    while waiting:
        entry = waiting.pop().get_object()
        if (heading := squeezed.get("".join(str(entry.get("/Title", "")).split()))) is not None:
            entry[NameObject("/Title")] = TextStringObject(heading)
        waiting += [entry.raw_get(name) for name in ("/First", "/Next") if name in entry]


def _settled(writer: PdfWriter, title: str, author: str, date: str, subject: str) -> bytes:
    """Set the metadata of a PDF, without anything that differs each time, and return its bytes."""
    day = f"D:{date.replace('-', '')}000000Z"
    writer.metadata = {
        "/Title": title, "/Subject": subject, "/CreationDate": day, "/ModDate": day,
        **({"/Author": author} if author else {}),
    }  # fmt: skip
    writer.root_object[NameObject("/Lang")] = TextStringObject(words.CODE)
    written = io.BytesIO()
    writer.write(written)
    return _renumbered(written.getvalue())


def _renumbered(pdf: bytes) -> bytes:
    """Return a PDF whose cells are named by their order; a browser's own numbers depend on what it did before."""
    names = sorted(set(CELL.findall(pdf)))
    places = {name: b"(node%08d)" % place for place, name in enumerate(names)}
    return CELL.sub(lambda name: places[name[0]], pdf)
