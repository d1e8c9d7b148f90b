"""The description of a table: what its columns hold, how they are checked, and how they are asked for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

ID_FORM = "[a-z0-9]+(-[a-z0-9]+)*"
ID_EXPECTED = "lower-case words joined by hyphens"


@dataclass(frozen=True, kw_only=True)
class Column:
    """
    One column of a table, or one field of a JSON record.

    Attributes
    ----------
    name : str
        As in the table, and as a flag is named.
    description : str
        What it holds, in Markdown. It is in the Data Packages, in data/README.md and in the dictionary of an export.
    provenance : str
        Where its content is from, such as “the page”.
    type : str
        A window is a text in EDTF.
    required : bool
        Whether a row must have it.
    choices : tuple of str
        The values that it may have; empty if there are others.
    pattern : str
        A regular expression for the whole cell.
    minimum : int or None
        The least that a number may be.
    expected, remedy : str
        For messages about a cell that does not fit: what was expected, and what to do.
    proper_name : bool
        Whether it holds a name that tells rows apart, so that a misspelt name is another one.
    refers_to : str
        The table and the column whose ids it holds, such as `figures.id`.
    or_to : str
        Another table, which a case need not have, whose ids it can hold as well.
    question : str
        What is asked for it at a terminal; empty if nothing is asked.
    help : str
        The help of its flag; empty if it has no flag.
    flag : str
        The name of its flag, where that is not its own.
    default, proposal : str
        What a new row has if nothing is given; or, where that depends on other answers, how it is found.
    path : str
        Its place in a JSON record, where that is not its name.
    """

    name: str
    description: str
    provenance: str
    type: Literal["string", "integer", "date", "window", "boolean"] = "string"
    required: bool = False
    choices: tuple[str, ...] = ()
    pattern: str = ""
    minimum: int | None = None
    expected: str = ""
    remedy: str = ""
    proper_name: bool = False
    refers_to: str = ""
    or_to: str = ""
    question: str = ""
    help: str = ""
    flag: str = ""
    default: str = ""
    proposal: str = ""
    path: str = ""

    @property
    def form(self) -> str:
        """The regular expression that a whole cell matches; empty if any text does."""
        numbers = "[1-9][0-9]{0,8}" if self.minimum else "[0-9]{1,9}"
        return self.pattern or (numbers if self.type == "integer" else "")

    def fits(self, cell: str) -> bool:
        """Return whether a cell has the form of this column, and is filled in if it must be."""
        return bool(re.fullmatch(self.form, cell)) if self.form else bool(cell.strip() or not self.required)

    @property
    def flag_name(self) -> str:
        """The name of its flag, as it is given."""
        return f"--{(self.flag or self.name).replace('_', '-')}"

    @property
    def flag_help(self) -> str:
        """The help of its flag, with the default."""
        default = self.default or self.proposal
        return f"{self.help} (default: {default})" if default else self.help


@dataclass(frozen=True, kw_only=True)
class Table:
    """
    One table of the data, or the records of a JSON file.

    Attributes
    ----------
    name, file, title : str
        Its name and its title in the Data Package, and its file.
    columns : tuple of Column
        In the order of the table; the first holds the unique id of a row.
    asked_first : tuple of str
        The columns that are asked first. The others follow in the order of the table, the id last.
    """

    name: str
    file: str
    title: str
    columns: tuple[Column, ...]
    asked_first: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Column:
        """Return a column by its name."""
        return {column.name: column for column in self.columns}[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the table."""
        return tuple(column.name for column in self.columns)

    @property
    def proper_names(self) -> tuple[str, ...]:
        """The columns that hold names."""
        return tuple(column.name for column in self.columns if column.proper_name)

    @property
    def questions(self) -> dict[str, str]:
        """The question for each column that is asked for, in the order of asking."""
        columns = [column for column in self.columns if column.question]
        ranks = {name: place for place, name in enumerate(self.asked_first)}
        columns.sort(key=lambda column: (column.name == "id", ranks.get(column.name, len(ranks))))
        return {column.name: column.question for column in columns}

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns that a new row must have and for which nothing is proposed, in the order of asking."""
        return tuple(
            name for name in self.questions if self[name].required and not (self[name].default or self[name].proposal)
        )

    @property
    def flags(self) -> dict[str, Column]:
        """The columns that have a flag, by its name."""
        return {column.name: column for column in self.columns if column.help}


def id_column(*, remedy: str = "Rename it.", proposal: str = "", question: str = "Id") -> Column:
    """Return the column of readable ids, which each table has first."""
    return Column(
        name="id", description="readable id", provenance="analyst", required=True, pattern=ID_FORM,
        expected=ID_EXPECTED, remedy=remedy, question=question, help="readable id", proposal=proposal,
    )  # fmt: skip


def note_column() -> Column:
    """Return the column of notes, which most tables have."""
    text = "what a reader should know"
    return Column(name="note", description=text, provenance="analyst", question="Note, or nothing", help=text)


def one_of(choices: Iterable[str]) -> str:
    """Return choices in words: a, b or c."""
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last


def quoted(choices: Iterable[str]) -> str:
    """Return choices in Markdown: `a`, `b` or `c`."""
    return one_of(f"`{choice}`" for choice in choices)
