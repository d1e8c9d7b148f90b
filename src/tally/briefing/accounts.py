"""How each figure and wording on a page came to us, and what changed on its way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from tally.evidence import Number, quoted_number
from tally.records import Dossier, Lock, Milestone, Statement, shown_milestones
from tally.records.bibliography import Source, primary_source, source_chain
from tally.records.figures import Figure, Pair, Seen
from tally.records.quotations import Place, find_places, link_to
from tally.records.wordings import Drift, Worded, compare_figures, compare_wordings


@dataclass(frozen=True)
class Provenance:
    """
    A figure and all that is known of how it came to us.

    `links` is its chain, from who first said it on; `drifts` is what it changed of the figure that it passes on.
    `lock` has the quotation's place in the document, if it was found there.
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
        """The address of the document, opened at the words; empty if it has none."""
        words, page = (self.lock.exact, self.lock.page) if self.lock else (self.figure.quotation, 0)
        return link_to(self.source.url, words, page)

    @property
    def source(self) -> Source:
        """The document that the words were read in."""
        return self.links[-1]


@dataclass(frozen=True)
class FormerFigure:
    """A superseded figure, the number and the id of the one in its place, and why it was superseded."""

    account: Provenance
    by: Number
    by_id: str
    reason: str


@dataclass(frozen=True)
class Wording:
    """A statement, the document that it stands in, and what it changed of the one that it repeats, if any."""

    statement: Statement
    source: Source
    original: Statement | None
    drifts: tuple[Drift, ...]


@dataclass(frozen=True)
class Marker:
    """A milestone, the document that dates it, and whether the charts name it."""

    milestone: Milestone
    source: Source
    named: bool


def provenance_of(dossier: Dossier, name: str, counts: Sequence[str]) -> Provenance:
    """Tell how one figure came to us. Its rivals are those of the named `counts` that share a day with it."""
    figure = dossier.lookup(name)
    links = tuple(source_chain(dossier.sources[figure.source], dossier.sources))
    passage = dossier.passages.get(figure.source)
    found = find_places(figure.quotation, passage.text) if passage and figure.seen is Seen.LOCKED else []
    others = [dossier.every[rival] for rival in counts if rival not in (name, figure.repeats)]
    drifts: tuple[Drift, ...] = ()
    if figure.repeats:
        original = dossier.lookup(figure.repeats)
        languages = dossier.sources[original.source].language, dossier.sources[figure.source].language
        drifts = compare_figures(original, figure, languages, dossier.rules)
    return Provenance(
        figure, quoted_number(figure), links, found[0] if found else Place("", figure.quotation, ""),
        tuple(quoted_number(rival) for rival in others if rival.window.overlaps(figure.window)),
        drifts, dossier.locks.get(name),
    )  # fmt: skip


def former_figures(dossier: Dossier, accounts: Mapping[str, Provenance]) -> Iterator[FormerFigure]:
    """Tell of each figure that one of those that are accounted for has superseded."""
    for name, one in dossier.superseded.items():
        by = dossier.standing(name)[0]
        if by in accounts:
            yield FormerFigure(provenance_of(dossier, name, []), accounts[by].number, by, one.reason)


def select_wordings(dossier: Dossier, figures: Sequence[Figure]) -> tuple[Wording, ...]:
    """Take the statements that go back to where one of the figures was first given, each held against its original."""
    documents = {name: source_chain(source, dossier.sources) for name, source in dossier.sources.items()}
    firsts = {primary_source(documents[figure.source]).id for figure in figures}
    statements = {statement.id: statement for statement in dossier.statements}
    return tuple(
        _wording(dossier, statement, statements.get(statement.repeats))
        for statement in dossier.statements
        if primary_source(documents[statement.source]).id in firsts
    )


def _wording(dossier: Dossier, statement: Statement, original: Statement | None) -> Wording:
    """Compare one statement with the one that it repeats."""
    source = dossier.sources[statement.source]
    if original is None:
        return Wording(statement, source, None, ())
    was = Worded(original.wording, dossier.sources[original.source].language)
    now = Worded(statement.wording, source.language)
    return Wording(statement, source, original, compare_wordings(was, now, dossier.rules))


def wording_table(found: Sequence[Wording]) -> pd.DataFrame:
    """Set wordings out as a table: one row a statement, with what it changed of the one that it repeats."""
    rows = [
        {
            "where": one.statement.where,
            "wording": one.statement.wording,
            "changed": "; ".join(
                f"{drift.kind.words}: {drift.was or drift.now}" + (f" → {drift.now}" if drift.was and drift.now else "")
                for drift in one.drifts
            ),
        }
        for one in found
        if one.original
    ]
    index = [one.statement.id for one in found if one.original]
    return pd.DataFrame(rows, index=index, columns=["where", "wording", "changed"])


def find_markers(dossier: Dossier, pair: Pair[Figure], named: Sequence[str]) -> tuple[Marker, ...]:
    """Select the milestones that a brief names and, if it asks for all, the others of the two windows' days."""
    first, last = min(one.window.first for one in pair), max(one.window.last for one in pair)
    asked = shown_milestones(dossier.milestones, named, pair.earlier)
    return tuple(
        Marker(milestone, dossier.sources[milestone.source], milestone.id in named)
        for milestone in asked
        if milestone.id in named or first <= milestone.day <= last
    )
