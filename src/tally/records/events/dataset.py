"""The description of one file of events: what it is, where it is, and which days it covers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tally.errors import TallyError
from tally.text import words

FILE = "dataset.yml"
FOLDER = "datasets"  # in the folder of a case
RECORDED = "recorded"
LINE = "line"  # in the place of a column of ids: the number of the line
SHORT = 12  # digits of a hash
BASES = (RECORDED, "claimed")
SPAN = {"covers": ("from", "to"), "gaps": ("from", "to", "what"), "breaks": ("day", "what")}


class DatasetError(TallyError, ValueError):
    """A data set is not described as it must be, or its file is not the one that is described."""


@dataclass(frozen=True)
class Span:
    """Some days, both ends included, and what is to be known about them."""

    first: date
    last: date
    what: str = ""


@dataclass(frozen=True)
class Dataset:
    """
    One file of events that a case counts from.

    Attributes
    ----------
    id, title, counter, release, kind : str
        Its name, what it is, who counted, the edition of the data, and how the file is read.
    file, path, member : str
        The file in the folder of the description, or else anywhere: absolute, with ~, or relative to the project; and
        the file inside a zip.
    sha256, rows
        Of the file as it is on the disk, and as it must be found.
    licence, may_be_shipped
        The licence, and whether it lets rows be passed on.
    source : str
        The id of its source in sources.json; empty if there is none.
    obtained : str
        The day on which it was downloaded.
    covers : Span
        The days for which an event that is not there did not happen, as far as it is known to who counted.
    gaps : tuple of Span
        Days within that are not covered.
    settles : int
        How many days before the end are unsettled, since later releases add events to them.
    basis, counts, leaves_out : str
        What a row rests on, what it counts, and what is left out.
    breaks : tuple of Span
        Days from which something was collected differently.
    attacks : tuple of str
        The types that are counted if a count names none.
    filters : str
        What was left out of the file before.
    encoding, delimiter, skip_lines, columns, date_format, nulls, between_actors
        How a file of the kind `mapped` is written.
    """

    id: str
    title: str
    counter: str
    release: str
    kind: str
    sha256: str
    rows: int
    covers: Span
    file: str = ""
    path: str = ""
    member: str = ""
    licence: str = ""
    may_be_shipped: bool = False
    source: str = ""
    obtained: str = ""
    gaps: tuple[Span, ...] = ()
    settles: int = 0
    basis: str = RECORDED
    counts: str = ""
    leaves_out: str = ""
    breaks: tuple[Span, ...] = ()
    attacks: tuple[str, ...] = ()
    filters: str = ""
    encoding: str = ""
    delimiter: str = ""
    skip_lines: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    date_format: str = ""
    nulls: tuple[str, ...] = ()
    between_actors: str = ""

    @property
    def hashed(self) -> str:
        """The start of the file's SHA-256, enough to tell two files apart, in words."""
        return words.HASHED.format(self.sha256[:SHORT])

    @property
    def settled(self) -> date:
        """The last day to which no later release is expected to add events."""
        return date.fromordinal(self.covers.last.toordinal() - self.settles)

    @property
    def named(self) -> str:
        """The title with the release."""
        return f"{self.title} (release {self.release})" if self.release else self.title
