"""The briefing: everything that its page says, composed."""

from dataclasses import dataclass, replace

from tally.analysis import (
    Branch,
    SharedMaterial,
    competing_counts,
    counts_between,
    drawn_as_bars,
    find_origins,
    same_kind,
    same_length,
    shared_material,
    stress,
    trace_document,
)
from tally.analysis.bounds import infer
from tally.briefing.accounts import (
    FormerFigure,
    Marker,
    Provenance,
    Wording,
    find_markers,
    former_figures,
    provenance_of,
    select_wordings,
)
from tally.briefing.tallies import CounterSummary, summarise_counters
from tally.evidence import (
    BoundTable,
    ChangeNumbers,
    Exposure,
    Number,
    RobustnessNumbers,
    bounds_numbers,
    exposure_numbers,
    named_figures,
    numbers_between,
    robustness_numbers,
    split_notice,
)
from tally.project import BuildInputs
from tally.records import Dossier, newest_date, select_milestones
from tally.records.bibliography import Source, primary_source
from tally.text import author_names


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
    workings: ChangeNumbers
    card: RobustnessNumbers
    bounds: BoundTable
    pair: tuple[Provenance, Provenance]
    beside: tuple[Exposure, ...]
    bars: tuple[Exposure, ...]
    others: tuple[Provenance, ...]
    shared: tuple[SharedMaterial, ...]
    lineage: tuple[Branch, ...]
    wordings: tuple[Wording, ...]
    markers: tuple[Marker, ...]
    accounts: tuple[Provenance, ...]
    former: tuple[FormerFigure, ...]
    sources: tuple[Source, ...]
    tallies: CounterSummary
    provenance: BuildInputs

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
        return tuple(sorted(amid, key=lambda one: not same_length(one.figure.window, pair)))

    @property
    def read_in(self) -> tuple[Wording, ...]:
        """The wordings in the documents in which the pair was read."""
        documents = {one.source.id for one in self.pair}
        return tuple(wording for wording in self.wordings if wording.source.id in documents)


def compose_briefing(
    dossier: Dossier,
    workings: ChangeNumbers,
    provenance: BuildInputs,
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
    beside = same_kind(figures, comparison, change)
    workings = replace(workings, meanwhile=numbers_between(counts_between(figures, comparison)))
    counts = competing_counts(figures, comparison).sort_values(
        ["unit", "counter", "first"], kind="stable", na_position="last"
    )
    others = counts.drop(index=pair_ids, errors="ignore")
    former_ids = [name for name in dossier.superseded if dossier.standing(name)[0] in pair_ids]
    passed_on = figures[figures["repeats"].isin([*pair_ids, *former_ids])]
    inference = infer(figures, comparison, [one.day for one in select_milestones(dossier.milestones, milestones)])
    implied = [figure.id for figure in (*inference.figures, *inference.unstated)]
    noticed = [name for name in named_figures(correction) if name not in dossier.superseded]
    shown = dict.fromkeys([*pair_ids, *beside.index, *others.index, *passed_on.index, *implied, *noticed])
    accounts = {name: provenance_of(dossier, name, list(counts.index)) for name in shown}
    former = tuple(former_figures(dossier, accounts))
    pair = (accounts[pair_ids[0]], accounts[pair_ids[1]])
    carried = figures.loc[[*pair_ids, *passed_on.index]]
    firsts = dict.fromkeys(primary_source(one.links).id for one in pair)
    lineage = tuple(
        trace_document(dossier.sources[first], dossier.sources, carried, dossier.statements) for first in firsts
    )
    said = select_wordings(dossier, (comparison.earlier, comparison.later))
    marks = find_markers(dossier, comparison.earlier, comparison.later, milestones)
    told = (*accounts.values(), *(one.account for one in former))
    cited = {link.id: link for one in told for link in one.links}
    cited |= {marker.source.id: marker.source for marker in marks}
    cited |= {document.id: document for branch in lineage for document in branch.everything}
    exposed = {
        str(name): exposure_numbers(dossier.every[str(name)], int(days)) for name, days in beside["days"].items()
    }
    counted = find_origins(counts, dossier.sources)
    return Briefing(
        brief, question, split_notice(correction, dossier.lookup),
        newest_date(cited.values(), [one.lock for one in told if one.lock], dossier.gathered),
        author_names(author, dossier.authors), dossier.made_up, workings,
        card=robustness_numbers(stress(figures, comparison, change), workings),
        bounds=bounds_numbers(inference),
        pair=pair,
        beside=tuple(exposed.values()),
        bars=tuple(exposed[str(name)] for name in drawn_as_bars(beside).index),
        others=tuple(accounts[name] for name in others.index),
        shared=shared_material(counted),
        lineage=lineage,
        wordings=said,
        markers=marks,
        accounts=tuple(accounts.values()),
        former=former,
        sources=tuple(cited[name] for name in sorted(cited)),
        tallies=summarise_counters(accounts, list(passed_on.index), lineage, counted, said),
        provenance=provenance,
    )  # fmt: skip
