"""The briefing: everything that its page says, composed."""

from dataclasses import dataclass

import pandas as pd

from tally.comparison import kin, rivals
from tally.dossier import Dossier
from tally.evidence import Computed, Number, quoted
from tally.figures import Figure, Seen, pick
from tally.inputs import Provenance
from tally.milestones import Milestone, within
from tally.passages import Place, places
from tally.sources import Source, chain, primary
from tally.statements import Statement
from tally.workings import Exposure, Workings, expose

CELL = "3-briefing#compose"


@dataclass(frozen=True)
class Account:
    """A figure and all that is known of how it came to us; `links` is its chain, from who first said it on."""

    figure: Figure
    number: Number
    links: tuple[Source, ...]
    place: Place
    rivals: tuple[Number, ...]

    @property
    def source(self) -> Source:
        """The document that the words were read in."""
        return self.links[-1]


@dataclass(frozen=True)
class Wording:
    """A statement and the document that it stands in."""

    statement: Statement
    source: Source


@dataclass(frozen=True)
class Marker:
    """A milestone, the document that dates it, and whether the charts name it."""

    milestone: Milestone
    source: Source
    named: bool


@dataclass(frozen=True)
class Briefing:
    """
    What a page says, in the order in which it says it.

    `pair` are the two figures compared, `beside` the exposures that the window chart draws, `others` the other counts
    of the same thing, `repeats` the figures that pass one of the pair on. `accounts` has all figures that the page
    names.
    """

    brief: str
    question: str
    gathered: str
    workings: Workings
    pair: tuple[Account, Account]
    beside: tuple[Exposure, ...]
    others: tuple[Account, ...]
    repeats: tuple[Account, ...]
    wordings: tuple[Wording, ...]
    markers: tuple[Marker, ...]
    accounts: tuple[Account, ...]
    sources: tuple[Source, ...]
    repeat_count: Number
    wording_count: Number
    locked_count: Number
    account_count: Number
    provenance: Provenance

    @property
    def counts(self) -> pd.Series:
        """How much stands behind the page: one number a row, its label as the index."""
        counted = (self.account_count, self.locked_count, self.repeat_count, self.wording_count)
        return pd.Series({number.label: number.value for number in counted}, name="counts")


def compose(
    dossier: Dossier, workings: Workings, provenance: Provenance, brief: str, question: str, milestones: list[str]
) -> Briefing:
    """
    Compose the briefing that answers a question.

    Parameters
    ----------
    dossier : Dossier
        All that is on file.
    workings : Workings
        The comparison's numbers, from `work_out`.
    provenance : Provenance
        How to make the page again.
    brief, question : str
        The brief's name, and what it asks.
    milestones : list of str
        Ids of the milestones that the charts name; the others within the windows are listed all the same.
    """
    comparison = workings.comparison
    pair_ids = [comparison.earlier.id, comparison.later.id]
    beside = kin(dossier.figures, comparison)
    counts = rivals(dossier.figures, comparison).sort_values(
        ["unit", "counter", "first"], kind="stable", na_position="last"
    )
    others = counts.drop(index=pair_ids, errors="ignore")
    passed_on = dossier.figures[dossier.figures["repeats"].isin(pair_ids)]
    shown = dossier.figures.loc[list(dict.fromkeys([*pair_ids, *beside.index, *others.index, *passed_on.index]))]
    accounts = {name: account(dossier, name, counts) for name in shown.index}
    pair = (accounts[pair_ids[0]], accounts[pair_ids[1]])
    wordings = _wordings(dossier, pair)
    markers = _markers(dossier, comparison.earlier, comparison.later, milestones)
    cited = {link.id: link for one in accounts.values() for link in one.links}
    cited |= {marker.source.id: marker.source for marker in markers}
    cited |= {wording.source.id: wording.source for wording in wordings[0]}
    numbers = [one.number for one in accounts.values()]
    locked = [one.number for one in accounts.values() if one.figure.seen is Seen.LOCKED]
    passing = [accounts[name].number for name in passed_on.index]
    return Briefing(
        brief, question, dossier.gathered, workings, pair,
        beside=tuple(expose(pick(dossier.figures, name)) for name in beside.index),
        others=tuple(accounts[name] for name in others.index),
        repeats=tuple(accounts[name] for name in passed_on.index),
        wordings=wordings[0],
        markers=markers,
        accounts=tuple(accounts.values()),
        sources=tuple(cited[name] for name in sorted(cited)),
        repeat_count=_count("repeats", passing, "figures on file that pass one of the two counts on"),
        wording_count=Number(
            "wordings", wordings[1], str(wordings[1]), "wordings on file that go back to where a count was first given",
            Computed("rows of data/statements.csv whose source goes back there, counted", (), CELL),
        ),
        locked_count=_count("locked", locked, "figures on this page that are locked to a stored passage"),
        account_count=_count("shown", numbers, "figures on this page"),
        provenance=provenance,
    )  # fmt: skip


def account(dossier: Dossier, name: str, counts: pd.DataFrame) -> Account:
    """Tell how one figure came to us. Its rivals are those of `counts` that share a day with it."""
    figure = pick(dossier.figures, name)
    links = tuple(chain(dossier.sources[figure.source], dossier.sources))
    passage = dossier.passages.get(figure.source)
    found = places(figure.quotation, passage.text) if passage and figure.seen is Seen.LOCKED else []
    beside = counts[[window.overlaps(figure.window) for window in counts["window"]]]
    return Account(
        figure, quoted(figure), links, found[0] if found else Place("", figure.quotation, ""),
        tuple(quoted(pick(dossier.figures, rival)) for rival in beside.index if rival not in (name, figure.repeats)),
    )  # fmt: skip


def _wordings(dossier: Dossier, pair: tuple[Account, Account]) -> tuple[tuple[Wording, ...], int]:
    """Find the statements in the documents that the pair was read in, and count all that go back to the same origin."""
    origins = {primary(one.links).id for one in pair}
    read_in = {one.source.id for one in pair}
    kept = [
        Wording(statement, dossier.sources[statement.source])
        for statement in dossier.statements
        if primary(chain(dossier.sources[statement.source], dossier.sources)).id in origins
    ]
    return tuple(wording for wording in kept if wording.source.id in read_in), len(kept)


def _markers(dossier: Dossier, earlier: Figure, later: Figure, named: list[str]) -> tuple[Marker, ...]:
    """Take the milestones that fall between the first and the last day of the two windows."""
    first, last = min(earlier.window.first, later.window.first), max(earlier.window.last, later.window.last)
    return tuple(
        Marker(milestone, dossier.sources[milestone.source], milestone.id in named)
        for milestone in within(dossier.milestones, first, last)
    )


def _count(name: str, counted: list[Number], label: str) -> Number:
    """Make the number of how many numbers there are."""
    formula = "counted on this page" if not counted else "these, counted"
    return Number(name, len(counted), str(len(counted)), label, Computed(formula, tuple(counted), CELL))
