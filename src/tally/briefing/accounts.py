"""The provenance of each figure and wording on a page, and what changed on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from tally.evidence import Number, quoted_number
from tally.evidence.claims import split_wording
from tally.evidence.series import JudgedClaim
from tally.records import Dossier, Lock, Milestone, Statement, shown_milestones
from tally.records.bibliography import Source, primary_source, source_chain
from tally.records.figures import Figure, Seen
from tally.records.quotations import Place, find_places, link_to
from tally.records.wordings import Drift, Worded, by_claim, compare_figures, compare_wordings


@dataclass(frozen=True)
class Provenance:
    """
    A figure and its provenance.

    `links` are the documents that passed it on, from the first one; `drifts` are its changes to the figure that it
    repeats; `lock` is the quotation's place in the document, if it was found there.
    """

    figure: Figure
    number: Number
    links: tuple[Source, ...]
    place: Place
    rivals: tuple[Number, ...]
    drifts: tuple[Drift, ...]
    lock: Lock | None

    @property
    def link(self) -> str:
        """The address of the quotation in the document; empty if the document has none, or the count no quotation."""
        if self.figure.counted:
            return ""
        words, page = (self.lock.exact, self.lock.page) if self.lock else (self.figure.quotation, 0)
        return link_to(self.source.url, words, page)

    @property
    def source(self) -> Source:
        """The document in which the quotation was read."""
        return self.links[-1]


@dataclass(frozen=True)
class FormerFigure:
    """A superseded figure, the number and the id of the one that replaced it, and the reason."""

    account: Provenance
    by: Number
    by_id: str
    reason: str


@dataclass(frozen=True)
class Wording:
    """A statement, its document, and what it changed in the statement that it repeats, if any."""

    statement: Statement
    source: Source
    original: Statement | None
    drifts: tuple[Drift, ...]


@dataclass(frozen=True)
class CheckedClaim:
    """A claim with its verdict and numbers, and its wording in three pieces: `before`, its `words`, and `after`."""

    numbers: JudgedClaim
    wording: Wording
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Marker:
    """A milestone, the document that dates it, and whether the charts name it."""

    milestone: Milestone
    source: Source
    named: bool


def provenance_of(dossier: Dossier, name: str, counts: Sequence[str]) -> Provenance:
    """Return the provenance of a figure. Its rivals are those of the named `counts` that share a day with it."""
    figure = dossier.lookup(name)
    links = tuple(source_chain(dossier.sources[figure.source], dossier.sources))
    passage = dossier.passages.get(figure.source)
    places = find_places(figure.quotation, passage.text) if passage and figure.seen is Seen.LOCKED else []
    others = [dossier.every[rival] for rival in counts if rival not in (name, figure.repeats)]
    drifts: tuple[Drift, ...] = ()
    if figure.repeats:
        original = dossier.lookup(figure.repeats)
        languages = dossier.sources[original.source].language, dossier.sources[figure.source].language
        drifts = compare_figures(original, figure, languages, dossier.rules)
    return Provenance(
        figure, quoted_number(figure), links,
        places[0] if places else Place(figure.quotation, 0, len(figure.quotation)),
        tuple(quoted_number(rival) for rival in others if rival.window.overlaps(figure.window)),
        drifts, dossier.locks.get(name),
    )  # fmt: skip


def former_figures(dossier: Dossier, accounts: Mapping[str, Provenance]) -> Iterator[FormerFigure]:
    """Yield the figures that were superseded by a figure in `accounts`."""
    for name, former in dossier.superseded.items():
        by = dossier.current_ids(name)[0]
        if by in accounts:
            yield FormerFigure(provenance_of(dossier, name, []), accounts[by].number, by, former.reason)


def select_wordings(dossier: Dossier, figures: Sequence[Figure]) -> tuple[Wording, ...]:
    """Select the statements that go back to the first document of a figure, each compared with its original."""
    documents = {name: source_chain(source, dossier.sources) for name, source in dossier.sources.items()}
    firsts = {primary_source(documents[figure.source]).id for figure in figures}
    statements = {statement.id: statement for statement in dossier.statements}
    about = _subject(figures)
    return tuple(
        _wording(dossier, statement, statements.get(statement.repeats), about)
        for statement in dossier.statements
        if primary_source(documents[statement.source]).id in firsts
    )


def _subject(figures: Sequence[Figure]) -> str:
    """Return the group and the place of some figures, if they all have the same."""
    subjects = {(figure.group, figure.place) for figure in figures}
    return "; ".join(next(iter(subjects))) if len(subjects) == 1 else ""


def _wording(dossier: Dossier, statement: Statement, original: Statement | None, about: str) -> Wording:
    """Compare one statement with the one that it repeats; `about` names the group and the place of the figures."""
    source = dossier.sources[statement.source]
    if original is None:
        return Wording(statement, source, None, ())
    was = Worded(original.wording, dossier.sources[original.source].language, about)
    now = Worded(statement.wording, source.language)
    return Wording(statement, source, original, compare_wordings(was, now, dossier.rules))


def checked_claims(dossier: Dossier, claims: Sequence[JudgedClaim]) -> tuple[CheckedClaim, ...]:
    """Return claims with the wordings in which they are."""
    statements = {statement.id: statement for statement in dossier.statements}
    checked, known = [], dossier.every.keys() | dossier.superseded.keys()
    for numbers in claims:
        statement = statements[numbers.stated.statement]
        named = [name for name in (numbers.stated.earlier, numbers.stated.later) if name in known]
        about = _subject([dossier.lookup(name) for name in named])
        wording = _wording(dossier, statement, statements.get(statement.repeats), about)
        checked.append(CheckedClaim(numbers, wording, *split_wording(statement.wording, numbers.stated)))
    return tuple(checked)


def wording_table(wordings: Sequence[Wording]) -> pd.DataFrame:
    """Return a table of repeated wordings: one row for each statement, with what it changed in its original."""
    repeating = [wording for wording in wordings if wording.original]
    rows = [
        {
            "where": wording.statement.where,
            "wording": wording.statement.wording,
            "changed": "; ".join(
                f"{claim.words}: {'; '.join(_in_words(drift) for drift in alike)}"
                for claim, alike in by_claim(wording.drifts)
            ),
        }
        for wording in repeating
    ]
    index = [wording.statement.id for wording in repeating]
    return pd.DataFrame(rows, index=index, columns=["where", "wording", "changed"])


def _in_words(drift: Drift) -> str:
    """Return a change in words."""
    return drift.kind.words.format(f"“{drift.was}”", f"“{drift.now}”")


def find_markers(dossier: Dossier, figures: Sequence[Figure], named: Sequence[str]) -> tuple[Marker, ...]:
    """Select the milestones that a brief names and, if it names all, the others on the days of some figures."""
    first, last = min(figure.window.first for figure in figures), max(figure.window.last for figure in figures)
    milestones = shown_milestones(dossier.milestones, named, figures[0])
    return tuple(
        Marker(milestone, dossier.sources[milestone.source], milestone.id in named)
        for milestone in milestones
        if milestone.id in named or first <= milestone.day <= last
    )
