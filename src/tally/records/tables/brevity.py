"""Keep messages short: cut what they repeat from a file, and long lists of faults."""

from collections.abc import Sequence

LONGEST = 80  # characters of a value in a message
MOST_LINES = 20


def shorten(value: object, most: int = LONGEST) -> str:
    """Return a value as text of at most so many characters; the end of a longer one is “…”."""
    text = value if isinstance(value, str) else str(value)
    return text if len(text) <= most else f"{text[: most - 1]}…"


def first_lines(lines: Sequence[str], most: int = MOST_LINES) -> list[str]:
    """Return the first lines of a list; the last one says how many more there are."""
    return [*lines] if len(lines) <= most else [*lines[: most - 1], f"and {len(lines) - most + 1:,} more"]
