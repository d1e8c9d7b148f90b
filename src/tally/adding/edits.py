"""Change the project's tables without disturbing what else stands in them."""

import csv
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from filelock import FileLock

from tally.dossier import Dossier, load_dossier
from tally.project import Project

BREAKS = re.compile(r"[\r\n\0]")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


class EditError(ValueError):
    """A table cannot be changed as it was asked."""


def append_row(table: str, cells: Mapping[str, str]) -> str:
    """
    Put a row at the end of a CSV table.

    Parameters
    ----------
    table : str
        The whole file, with its line ends, and its byte order mark if it has one.
    cells : mapping
        A text for each column; a column that is not named stays empty.

    Returns
    -------
    str
        The same text, and one line more in the file's own manner: its line ends, its columns' order, every cell in
        quotes where every cell of its last row is.

    Raises
    ------
    EditError
        A cell holds a line break or a NUL, or names no column.
    """
    header = next(csv.reader(io.StringIO(table.removeprefix(BOM), newline="")), [])
    if unknown := set(cells) - set(header):
        msg = f"The table has no column {', '.join(sorted(unknown))}."
        raise EditError(msg)
    if broken := [column for column, cell in cells.items() if BREAKS.search(cell)]:
        msg = f"{', '.join(broken)}: a cell is one line, without a NUL."
        raise EditError(msg)
    end = "\r\n" if "\r\n" in table else "\n"
    last = _records(table)[-1].rstrip("\r\n")
    quoted = bool(last) and _written(next(csv.reader(io.StringIO(last, newline=""))), "", quoted=True) == last
    between = "" if table.endswith(("\n", "\r")) else end
    return table + between + _written([cells.get(column, "") for column in header], end, quoted=quoted)


def set_cells(table: str, name: str, cells: Mapping[str, str]) -> str:
    """Change cells of the row whose first cell is `name`; every other row stays as it is, to the byte."""
    rows = _records(table)
    header = next(csv.reader([rows[0].removeprefix(BOM).rstrip("\r\n")]))
    for place, row in enumerate(rows[1:], start=1):
        old = next(csv.reader(io.StringIO(row, newline="")))
        if old[0] == name:
            end = row[len(row.rstrip("\r\n")) :]
            quoted = _written(old, end, quoted=True) == row
            new = [cells.get(column, cell) for column, cell in zip(header, old, strict=True)]
            return "".join([*rows[:place], _written(new, end, quoted=quoted), *rows[place + 1 :]])
    msg = f"No row is called {name}."
    raise EditError(msg)


def append_records(text: str, records: list[object]) -> str:
    """Put records at the end of a JSON list that is indented, as it is: what stands in it stays to the byte."""
    indent = re.search(r"\[\s*\n([ \t]+)", text)
    step: str | int = indent.group(1) if indent else 1
    body = text.rstrip()
    if not body.endswith("]"):
        msg = "The file is not a JSON list."
        raise EditError(msg)
    added = json.dumps(records, ensure_ascii=False, indent=step)[1:-1].rstrip()
    kept = body[:-1].rstrip()
    return f"{kept}{'' if kept.endswith('[') else ','}{added}\n]{text[len(body) :]}"


def revise(project: Project, data: str, change: Callable[[Path], Mapping[str, str]]) -> Dossier:
    """
    Change files of a data folder, all of them or none.

    Parameters
    ----------
    project : Project
        The checkout.
    data : str
        The folder of tables, from the project on.
    change : callable
        Given the folder, gives the new text of each file that changes, by its path in the folder. It is called while
        nobody else can change the folder through here.

    Returns
    -------
    Dossier
        What is then on file.

    Raises
    ------
    DataError
        With the change, something would be wrong. Nothing was written.
    """
    folder = project.tables(data)
    with FileLock(folder / ".lock"), tempfile.TemporaryDirectory() as rehearsal:
        changed = change(folder)
        copy = Path(rehearsal) / data
        copy.mkdir(parents=True)
        for path in sorted([*folder.glob("*.csv"), *folder.glob("*.json"), *folder.glob("passages/*.txt")]):
            (copy / path.relative_to(folder)).parent.mkdir(exist_ok=True)
            shutil.copyfile(path, copy / path.relative_to(folder))
        for name, text in changed.items():
            (copy / name).parent.mkdir(exist_ok=True)
            (copy / name).write_text(text, encoding="utf-8", newline="")
        dossier = load_dossier(replace(project, root=Path(rehearsal)), data)
        for name, text in changed.items():
            write_whole(folder / name, text)
    return dossier


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is either as it was or whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_whole(path: Path) -> str:
    """Read a file with its line ends and its byte order mark."""
    return path.read_bytes().decode("utf-8")


def _records(table: str) -> list[str]:
    """Cut a table into its records, each with its line end: a record may run over several lines within quotes."""
    records, held = [], ""
    for line in re.findall(r"[^\n]*\n|[^\n]+", table):
        held += line
        if held.count('"') % 2 == 0:
            records.append(held)
            held = ""
    return [*records, held] if held else records


def _written(cells: list[str], end: str, *, quoted: bool) -> str:
    """Write one record."""
    drawn = io.StringIO(newline="")
    csv.writer(drawn, lineterminator=end, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerow(cells)
    return drawn.getvalue()
