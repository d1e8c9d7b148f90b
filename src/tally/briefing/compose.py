"""The briefing: everything that its page says, composed."""

from dataclasses import dataclass, replace

from tally.analysis.bounds.inference import infer
from tally.analysis.lineage import Branch, Shared, descent, origins, shared
from tally.analysis.peers import alike, barred, between, kin, rivals
from tally.analysis.robustness import stress
from tally.briefing.accounts import Account, Former, Marker, Wording, account, formers, markers, wordings
from tally.briefing.tallies import Tallies, tallies
from tally.briefs.correction import named, pieces
from tally.evidence.between import meanwhile
from tally.evidence.bounds import BoundTable, expose_bounds
from tally.evidence.change import Exposure, Workings, expose
from tally.evidence.number import Number
from tally.evidence.robustness import Card, expose_stress
from tally.project.inputs import Provenance
from tally.records.bibliography.sources import Source, primary
from tally.records.dating import newest
from tally.records.dossier import Dossier
from tally.records.milestones import choose
from tally.text.authors import authors


@dataclass(frozen=True)
class Briefing:
    """
    What a page says, in the order in which it says it.

    `card` is the change under stress and `bounds` what overlapping counts imply. `pair` are the two figures compared,
    `beside` the exposures that the window chart draws, `bars` those of the
    bar chart, `others` the other counts of the same thing, `shared` the raw
    materials that several of them count from, `lineage` the documents that pass one of the pair on, from the first on.
    `wordings` are all statements in those documents; `accounts` has all figures that the page names, and `former` those
    that one of these has superseded. `correction` is the notice on top, empty for none; `dated` is the date of the
    newest record that the page uses; `authors` are empty where neither the brief nor the case names any.
    """

    brief: str
    question: str
    correction: tuple[str | Number, ...]
    dated: str
    authors: tuple[str, ...]
    made_up: bool
    workings: Workings
    card: Card
    bounds: BoundTable
    pair: tuple[Account, Account]
    beside: tuple[Exposure, ...]
    bars: tuple[Exposure, ...]
    others: tuple[Account, ...]
    shared: tuple[Shared, ...]
    lineage: tuple[Branch, ...]
    wordings: tuple[Wording, ...]
    markers: tuple[Marker, ...]
    accounts: tuple[Account, ...]
    former: tuple[Former, ...]
    sources: tuple[Source, ...]
    tallies: Tallies
    provenance: Provenance

    @property
    def charts(self) -> tuple[str, ...]:
        """The names of the charts that the page shows."""
        wanted = {
            "windows": True, "windows-narrow": True, "bars": True,
            "cutoffs": self.workings.has_curve,
            "bounds": bool(self.bounds.rows),
            "rivals": bool(self.others),
        }  # fmt: skip
        return tuple(name for name, shows in wanted.items() if shows)

    @property
    def between(self) -> tuple[Exposure, ...]:
        """The counts of the same kind between the two: first those of as many days as these, then by their days."""
        exposed = {one.count.id: one for one in self.beside}
        comparison = self.workings.comparison
        pair = (comparison.earlier.window, comparison.later.window)
        amid = [exposed[number.id] for number in self.workings.meanwhile.every]
        return tuple(sorted(amid, key=lambda one: not alike(one.figure.window, pair)))

    @property
    def read_in(self) -> tuple[Wording, ...]:
        """The wordings in the documents in which the pair was read."""
        documents = {one.source.id for one in self.pair}
        return tuple(wording for wording in self.wordings if wording.source.id in documents)


def compose(
    dossier: Dossier,
    workings: Workings,
    provenance: Provenance,
    brief: str,
    question: str,
    milestones: list[str],
    correction: str = "",
    author: str = "",
) -> Briefing:
    """
    Compose the briefing that answers a question.

    Parameters
    ----------
    dossier : Dossier
        Everything on file.
    workings : Workings
        The comparison and its change.
    provenance : Provenance
        What the page is made from.
    brief, question : str
        The brief's name, and what it asks.
    milestones : list of str
        Ids of the milestones that the page shows; with `all` among them, the others of the same place and group too.
    correction : str
        A notice for the top of the page, in which {un-2020} stands for that figure's number; empty for none.
    author : str
        Who wrote it, several names with semicolons between them; empty for the authors of the case.
    """
    comparison, change, figures = workings.comparison, workings.change, dossier.figures
    pair_ids = [comparison.earlier.id, comparison.later.id]
    beside = kin(figures, comparison, change)
    workings = replace(workings, meanwhile=meanwhile(between(figures, comparison)))
    counts = rivals(figures, comparison).sort_values(["unit", "counter", "first"], kind="stable", na_position="last")
    others = counts.drop(index=pair_ids, errors="ignore")
    former_ids = [name for name in dossier.superseded if dossier.standing(name)[0] in pair_ids]
    passed_on = figures[figures["repeats"].isin([*pair_ids, *former_ids])]
    inference = infer(figures, comparison, [one.day for one in choose(dossier.milestones, milestones)])
    implied = [figure.id for figure in (*inference.figures, *inference.unstated)]
    noticed = [name for name in named(correction) if name not in dossier.superseded]
    shown = dict.fromkeys([*pair_ids, *beside.index, *others.index, *passed_on.index, *implied, *noticed])
    accounts = {name: account(dossier, name, list(counts.index)) for name in shown}
    former = tuple(formers(dossier, accounts))
    pair = (accounts[pair_ids[0]], accounts[pair_ids[1]])
    carried = figures.loc[[*pair_ids, *passed_on.index]]
    firsts = dict.fromkeys(primary(one.links).id for one in pair)
    lineage = tuple(descent(dossier.sources[first], dossier.sources, carried, dossier.statements) for first in firsts)
    said = wordings(dossier, (comparison.earlier, comparison.later))
    marks = markers(dossier, comparison.earlier, comparison.later, milestones)
    told = (*accounts.values(), *(one.account for one in former))
    cited = {link.id: link for one in told for link in one.links}
    cited |= {marker.source.id: marker.source for marker in marks}
    cited |= {document.id: document for branch in lineage for document in branch.everything}
    exposed = {str(name): expose(dossier.every[str(name)], int(days)) for name, days in beside["days"].items()}
    counted = origins(counts, dossier.sources)
    return Briefing(
        brief, question, pieces(correction, dossier.lookup),
        newest(cited.values(), [one.lock for one in told if one.lock], dossier.gathered),
        authors(author, dossier.authors), dossier.made_up, workings,
        card=expose_stress(stress(figures, comparison, change), workings),
        bounds=expose_bounds(inference),
        pair=pair,
        beside=tuple(exposed.values()),
        bars=tuple(exposed[str(name)] for name in barred(beside).index),
        others=tuple(accounts[name] for name in others.index),
        shared=shared(counted),
        lineage=lineage,
        wordings=said,
        markers=marks,
        accounts=tuple(accounts.values()),
        former=former,
        sources=tuple(cited[name] for name in sorted(cited)),
        tallies=tallies(accounts, list(passed_on.index), lineage, counted, said),
        provenance=provenance,
    )  # fmt: skip
