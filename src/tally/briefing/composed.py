"""What the page of any briefing says: what frames it, and the evidence that its parts share."""

from dataclasses import dataclass
from typing import ClassVar, Generic, NamedTuple, TypeVar

from tally.briefing.accounts import CheckedClaim, FormerFigure, Marker, Provenance
from tally.evidence import Number
from tally.evidence.series import AnyFindings
from tally.project import BuildInputs
from tally.records.bibliography import Source
from tally.windows import Window

F = TypeVar("F", bound=AnyFindings)


class Rate(NamedTuple):
    """A rate and the days that it covers, from the first day of one window to the last of another."""

    first: Window
    last: Window
    per_day: float
    role: str


@dataclass(frozen=True, kw_only=True)
class Composed(Generic[F]):
    """
    What a page says, whatever its kind of brief.

    `correction` is the notice at the top, if there is one; `dated` is the date of the newest record that the page uses;
    `authors` is empty if neither the brief nor the case names any; `accounts` has all figures that the page names, and
    `former` those that one of these has superseded; `claims` are judged; `found` is what all this follows from.
    """

    template: ClassVar[str]
    brief: str
    question: str
    correction: tuple[str | Number, ...]
    dated: str
    authors: tuple[str, ...]
    made_up: bool
    claims: tuple[CheckedClaim, ...]
    markers: tuple[Marker, ...]
    accounts: tuple[Provenance, ...]
    former: tuple[FormerFigure, ...]
    sources: tuple[Source, ...]
    provenance: BuildInputs
    found: F

    @property
    def finding(self) -> str:
        """The finding in plain text."""
        raise NotImplementedError

    @property
    def caveat(self) -> str:
        """The caveat in plain text."""
        raise NotImplementedError

    @property
    def leading(self) -> tuple[Provenance, ...]:
        """The counts that the finding is about."""
        raise NotImplementedError

    @property
    def verdict(self) -> str:
        """The verdict on the comparison of two counts; empty for a series."""
        return ""

    @property
    def line(self) -> tuple[Rate, ...]:
        """The rates in the list of briefings, in the order of their days."""
        raise NotImplementedError

    @property
    def charted(self) -> dict[str, Number]:
        """The numbers to which marks of the charts can lead, by their ids."""
        raise NotImplementedError
