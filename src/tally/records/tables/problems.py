"""The faults of the data, each with its place, and the error that lists them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tally.errors import TallyError

LONGEST = 80  # characters of a value in a message
MOST_LINES = 20


@dataclass(frozen=True)
class Problem:
    """
    One fault in the data: where it is, what was found, what was expected, what to do.

    `record` is the table and the id of the faulty record; without an id, the whole file cannot be read. `names` is the
    table and the id of another record whose own fault would explain this one; `absent` means that there is no such
    record. `loses_id` marks a fault of the id itself, so that records that name this one no longer find it. See
    `faults`.
    """

    file: str
    row: str
    column: str
    found: str
    expected: str
    remedy: str
    record: tuple[str, str] = field(default=("", ""), compare=False)
    names: tuple[str, str] | None = field(default=None, compare=False)
    absent: bool = field(default=False, compare=False)
    loses_id: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return f"{shorten(self.file)}, {shorten(self.row)}, {shorten(self.column)}: {self.words}"

    @property
    def words(self) -> str:
        """The fault, without its place."""
        return f"found {shorten(self.found)!r}, expected {self.expected}. {self.remedy}"


class DataError(TallyError, ValueError):
    """The data cannot be used. The message lists every problem on a line of its own."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        lines = first_lines([*map(str, self.problems)])
        super().__init__("\n".join([f"{count} in the data; nothing was loaded.", *(f"  {line}" for line in lines)]))


def shorten(value: object, most: int = LONGEST) -> str:
    """Return a value as text of at most so many characters; the end of a longer one is “…”."""
    text = value if isinstance(value, str) else str(value)
    return text if len(text) <= most else f"{text[: most - 1]}…"


def first_lines(lines: Sequence[str], most: int = MOST_LINES) -> list[str]:
    """Return the first lines of a list; the last one says how many more there are."""
    return [*lines] if len(lines) <= most else [*lines[: most - 1], f"and {len(lines) - most + 1:,} more"]
