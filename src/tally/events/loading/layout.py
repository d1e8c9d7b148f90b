"""The description of a kind of file of events: its columns, how they become the normal form, and what is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# The normal form, one row for each event. `day` is the day by which the data order an event; `first` and `last` are the
# earliest and the latest day on which it can have happened. `by` are those who did it, where the data say so; `perhaps`
# those who may have done it. `broken` says why the numbers of deaths cannot be used.
COLUMNS = {
    "row": "VARCHAR", "line": "INTEGER", "day": "DATE", "first": "DATE", "last": "DATE",
    "actor_a": "VARCHAR[]", "actor_b": "VARCHAR[]", "by": "VARCHAR[]", "perhaps": "VARCHAR[]", "kinds": "VARCHAR[]",
    "country": "VARCHAR", "admin1": "VARCHAR", "admin2": "VARCHAR", "where_prec": "INTEGER",
    "lat": "DOUBLE", "lon": "DOUBLE", "low": "BIGINT", "best": "BIGINT", "high": "BIGINT",
    "broken": "VARCHAR", "clear": "BOOLEAN", "shown": "VARCHAR",
}  # fmt: skip
LISTS = tuple(name for name, kind in COLUMNS.items() if kind.endswith("[]"))
NOBODY = "[]::VARCHAR[]"
EXCEL = "A spreadsheet has changed it: take the file as it was published, and do not open and save it there."


@dataclass(frozen=True)
class Check:
    """A fault for which a file is refused: where it is (in SQL over its columns), what was expected, what to do."""

    column: str
    fault: str
    expected: str
    remedy: str


@dataclass(frozen=True, kw_only=True)
class Layout:
    """
    One kind of file.

    Attributes
    ----------
    kind, title, counter : str
        Its name for `--kind`, what it is, and who counted.
    needed, optional : tuple of str
        The columns that are read, by the names in its header.
    day_column, end_column : str
        The column of the day, without which a row is not an event, and that of the last day.
    normal : mapping
        For a column of the normal form the SQL that computes it from those columns; the others are empty.
    checks : tuple of Check
        What is refused.
    encodings : tuple of str
        In the order in which they are tried.
    attacks : tuple of str
        The types that are counted if a query names none; empty for all.
    says_who, says_whom : bool
        Whether the data can say who did it, and name other parties too.
    counts, leaves_out, licence : str
        For the description of a new data set.
    shipped : bool
        Whether the licence lets rows be passed on.
    settles : int
        Days before the end of a release in which events are still added.
    caveats : tuple of str
        What a reader of a count should know, by the names that it has in the language.
    """

    kind: str
    title: str
    counter: str
    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    day_column: str
    end_column: str = ""
    normal: Mapping[str, str]
    checks: tuple[Check, ...]
    encodings: tuple[str, ...] = ("utf-8",)
    attacks: tuple[str, ...] = ()
    says_who: bool = True
    says_whom: bool = False
    counts: str = ""
    leaves_out: str = ""
    licence: str = ""
    shipped: bool = False
    settles: int = 0
    caveats: tuple[str, ...] = ()
    parameters: Mapping[str, object] = field(default_factory=dict)

    @property
    def has_deaths(self) -> bool:
        """Return whether the data have numbers of deaths."""
        return "best" in self.normal

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are read."""
        return (*self.needed, *self.optional)


def iso_day(column: str) -> str:
    """Return SQL for the day in a column that has it as 2021-11-17, perhaps with a time after it."""
    return (
        f"""try_strptime(regexp_extract("{column}", '^(\\d{{4}}-\\d{{2}}-\\d{{2}})([ T].*)?$', 1), '%Y-%m-%d')::DATE"""
    )


def number(column: str) -> str:
    """Return SQL for the whole number in a column."""
    return f"""try_cast(regexp_extract("{column}", '^-?\\d{{1,9}}', 0) AS BIGINT)"""


def names(column: str, between: str = ", ") -> str:
    """Return SQL for the list of names in a column."""
    parts = f"""string_split(coalesce("{column}", ''), '{between}')"""
    return f"list_filter(list_transform({parts}, lambda part: trim(part)), lambda part: part <> '')"


def kinds(*columns: str) -> str:
    """Return SQL for the list of types in some columns."""
    listed = ", ".join(f'"{column}"' for column in columns)
    return f"list_filter([{listed}], lambda part: part IS NOT NULL)"


def coordinate(column: str) -> str:
    """Return SQL for a coordinate."""
    return f'try_cast("{column}" AS DOUBLE)'


def deaths_fault(low: str, best: str, high: str) -> str:
    """Return SQL that says why numbers of deaths cannot be used; NULL if they can be."""
    words = f"""'low ' || coalesce("{low}", 'empty') || ', best ' || coalesce("{best}", 'empty') || ', high ' || \
coalesce("{high}", 'empty')"""
    sound = f"0 <= {number(low)} AND {number(low)} <= {number(best)} AND {number(best)} <= {number(high)}"
    return f"CASE WHEN coalesce({sound}, FALSE) THEN NULL ELSE {words} END"


def id_checks(column: str) -> tuple[Check, ...]:
    """Return what is refused in a column of ids."""
    return (
        Check(column, f'"{column}" IS NULL', "an id", "Download the file again: each event has an id."),
        Check(
            column, f"""regexp_matches("{column}", '^[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+$')""",
            "an id with all its digits", EXCEL,
        ),
        Check(
            column, f"""regexp_matches("{column}", '^[0-9]+[.,]0+$')""", "an id without a decimal point",
            "A program has read the ids as numbers: take the file as it was published.",
        ),
        Check(
            column, f"""regexp_matches("{column}", '^#+(REF!|NAME\\?|VALUE!|N/A|DIV/0!|NUM!|NULL!)?$')""",
            "an id", EXCEL,
        ),
    )  # fmt: skip


def day_checks(column: str, day: str, form: str = "a day such as 2021-11-17", remedy: str = EXCEL) -> tuple[Check, ...]:
    """Return what is refused in a column of days, which may be empty."""
    excel = f"""regexp_matches("{column}", '^\\d{{5}}(\\.\\d+)?$|^\\d{{1,2}}[/.]\\d{{1,2}}[/.]\\d{{2,4}}')"""
    return (
        Check(column, f'"{column}" IS NOT NULL AND ({day}) IS NULL AND {excel}', form, remedy),
        Check(
            column, f'"{column}" IS NOT NULL AND ({day}) IS NULL', form,
            "Look at this line: is a cell missing before it? Download the file again.",
        ),
        Check(
            column, f"({day}) < DATE '1900-01-01' OR ({day}) > current_date + 1", "a day from 1900 to tomorrow",
            "Look at this line, and correct it, or tell those who publish the file.",
        ),
    )  # fmt: skip


def number_checks(*columns: str) -> tuple[Check, ...]:
    """Return what is refused in columns of whole numbers, which may be empty."""
    fault = """"{0}" IS NOT NULL AND NOT regexp_matches("{0}", '^-?\\d{{1,9}}(\\.0+)?$')"""
    remedy = "Look at this line: is a cell missing before it, or a comma too many? Download the file again."
    return tuple(Check(column, fault.format(column), "a whole number", remedy) for column in columns)


def place_checks(latitude: str, longitude: str) -> tuple[Check, ...]:
    """Return what is refused in two columns of coordinates, which may be empty."""
    checks = list[Check]()
    for column, most in ((latitude, 90), (longitude, 180)):
        value = coordinate(column)
        missing = f'"{column}" IS NOT NULL AND ({value} IS NULL OR NOT isfinite({value}))'
        checks += [
            Check(column, missing, "degrees with a point, such as 34.5", "Write the decimals after a point."),
            Check(
                column, f"abs({value}) > {most}", f"degrees from -{most} to {most}",
                "Look at this line: are latitude and longitude exchanged, or a point lost?",
            ),
        ]  # fmt: skip
    return tuple(checks)


def choice_check(column: str, choices: Sequence[str]) -> Check:
    """Return the refusal of a value that is none of a few."""
    listed = ", ".join(f"'{choice}'" for choice in choices)
    remedy = "Look at this line: is a cell missing before it? Download the file again."
    return Check(column, f"""coalesce("{column}", '') NOT IN ({listed})""", " or ".join(choices), remedy)
