"""What the page of any briefing says: what frames it, and the evidence that its parts share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, NamedTuple, Self, TypeVar

from tally.briefing.accounts import CheckedClaim, FormerFigure, Marker, Provenance, find_markers, former_figures
from tally.evidence import Number, split_notice
from tally.evidence.series import AnyFindings
from tally.project import BuildInputs
from tally.records import newest_date
from tally.records.bibliography import Source
from tally.records.figures import Figure
from tally.text import author_names
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

    @classmethod
    def framed(
        cls,
        found: F,
        provenance: BuildInputs,
        accounts: Mapping[str, Provenance],
        window: Sequence[Figure],
        claims: tuple[CheckedClaim, ...],
        more: Iterable[Source] = (),
        **own: Any,
    ) -> Self:
        """
        Return what a page says, with what is the same for all kinds.

        Parameters
        ----------
        found : Findings or SeriesFindings
            What the records support in answer to the brief.
        provenance : BuildInputs
            What the page is made from.
        accounts : mapping
            The figures that the page names, by id.
        window : sequence of Figure
            The figures on whose days events are marked.
        claims : tuple of CheckedClaim
            The claims that it judges.
        more : iterable of Source
            Documents that it names beside those of all these.
        **own
            What only this kind of page says.
        """
        brief, dossier = found.brief, found.dossier
        former = tuple(former_figures(dossier, accounts))
        markers = find_markers(dossier, window, brief.milestones)
        every = (*accounts.values(), *(figure.account for figure in former))
        documents = {link.id: link for account in every for link in account.links}
        documents |= {claim.wording.source.id: claim.wording.source for claim in claims}
        documents |= {marker.source.id: marker.source for marker in markers}
        documents |= {document.id: document for document in more}
        locks = [account.lock for account in every if account.lock]
        return cls(
            brief=brief.brief,
            question=brief.question,
            correction=split_notice(brief.correction, dossier.lookup),
            dated=newest_date(documents.values(), locks, dossier.gathered),
            authors=author_names(brief.author, dossier.authors),
            made_up=dossier.made_up,
            claims=claims,
            markers=markers,
            accounts=tuple(accounts.values()),
            former=former,
            sources=tuple(documents[name] for name in sorted(documents)),
            provenance=provenance,
            found=found,
            **own,
        )

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
