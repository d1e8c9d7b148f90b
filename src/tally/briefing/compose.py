"""Compose the briefing: everything that its page says."""

from dataclasses import dataclass

from tally.analysis import (
    Branch,
    SharedMaterial,
    find_origins,
    same_length,
    shared_material,
    trace_document,
)
from tally.briefing.accounts import (
    Provenance,
    Wording,
    checked_claims,
    provenance_of,
    select_wordings,
)
from tally.briefing.composed import Composed, Rate
from tally.briefing.tallies import CounterSummary, summarise_counters
from tally.evidence import (
    BoundTable,
    ChangeNumbers,
    Exposure,
    Findings,
    GrowthNumbers,
    Number,
    RobustnessNumbers,
    exposure_numbers,
    growth_numbers,
    named_figures,
    sentence_text,
)
from tally.evidence.claims import judged_claims
from tally.project import BuildInputs
from tally.records.bibliography import primary_source
from tally.records.figures import NoGrowth, Pair


@dataclass(frozen=True, kw_only=True)
class Briefing(Composed[Findings]):
    """
    What the page on two counts says beside what every page does.

    `card` is the robustness of the change, and `bounds` what overlapping counts imply. `pair` are the two figures
    compared, `beside` the exposures in the window chart, `bars` those in the bar chart, `others` the other counts of
    the same thing, `shared` the raw materials that several of them count from, `lineage` the documents that pass on
    one of the pair, from the first one. `wordings` are all statements in those documents, `claims` those about the
    two counts, and `growth` what an earlier release had of the later count, or `no_growth` why that is not known.
    """

    template = "body.html.jinja"
    numbers: ChangeNumbers
    card: RobustnessNumbers
    bounds: BoundTable
    pair: Pair[Provenance]
    beside: tuple[Exposure, ...]
    bars: tuple[Exposure, ...]
    others: tuple[Provenance, ...]
    shared: tuple[SharedMaterial, ...]
    lineage: tuple[Branch, ...]
    wordings: tuple[Wording, ...]
    tallies: CounterSummary
    growth: GrowthNumbers | None = None
    no_growth: NoGrowth | None = None

    @property
    def finding(self) -> str:
        """The finding in plain text."""
        return sentence_text("finding", self.numbers)

    @property
    def caveat(self) -> str:
        """The caveat in plain text."""
        return sentence_text("caveat", self.numbers)

    @property
    def leading(self) -> tuple[Provenance, ...]:
        """The two counts."""
        return self.pair

    @property
    def verdict(self) -> str:
        """The verdict on the comparison."""
        return self.numbers.comparison.verdict

    @property
    def line(self) -> tuple[Rate, ...]:
        """The rates of the figures in the window chart, in the order of their days."""
        roles = {self.pair[0].figure.id: "earlier", self.pair[1].figure.id: "later"}
        rates = [
            Rate(window, window, exposure.per_day.value, roles.get(exposure.figure.id, "beside"))
            for exposure in self.beside
            for window in [exposure.figure.window]
        ]
        return tuple(sorted(rates, key=lambda rate: (rate.first.first, rate.first.last)))

    @property
    def charted(self) -> dict[str, Number]:
        """The numbers to which marks of the charts can lead, by their ids."""
        numbers = [number for exposure in self.beside for number in exposure.numbers]
        numbers += [account.number for account in self.accounts]
        numbers += [row.before.least for row in self.bounds.rows]
        numbers += self.numbers.readings
        if self.found.to_date:
            numbers += (self.found.to_date.earlier, self.found.to_date.later)
        pairs = {pair.id: pair.ratio or pair.low for pair in self.found.rivals.pairs}
        return {number.id: number for number in numbers} | pairs

    @property
    def between(self) -> tuple[Exposure, ...]:
        """The counts of the same kind between the two, those of the same length first."""
        exposures = {exposure.count.id: exposure for exposure in self.beside}
        comparison = self.numbers.comparison
        windows = [figure.window for figure in comparison.pair]
        between = [exposures[number.id] for number in self.numbers.meanwhile.every]
        return tuple(sorted(between, key=lambda exposure: not same_length(exposure.figure.window, windows)))

    @property
    def read_in(self) -> tuple[Wording, ...]:
        """The wordings in the documents in which the pair was read."""
        documents = {account.source.id for account in self.pair}
        return tuple(wording for wording in self.wordings if wording.source.id in documents)


def compose_briefing(found: Findings, provenance: BuildInputs) -> Briefing:
    """
    Compose the briefing that answers a brief.

    Parameters
    ----------
    found : Findings
        What the records support in answer to the brief.
    provenance : BuildInputs
        What the page is made from.
    """
    brief, dossier, figures, comparison = found.brief, found.dossier, found.figures, found.comparison
    pair_ids, beside = list(comparison.ids), found.same_kind
    counts = found.competing.sort_values(["unit", "counter", "first"], kind="stable", na_position="last")
    others = counts.drop(index=pair_ids, errors="ignore")
    former_ids = [name for name in dossier.superseded if dossier.current_ids(name)[0] in pair_ids]
    passed_on = figures[figures["repeats"].isin([*pair_ids, *former_ids])]
    inference = found.inference
    implied = [figure.id for figure in (*inference.figures, *inference.unstated)]
    corrected = [name for name in named_figures(brief.correction) if name not in dossier.superseded]
    shown = dict.fromkeys([*pair_ids, *beside.index, *others.index, *passed_on.index, *implied, *corrected])
    accounts = {name: provenance_of(dossier, name, list(counts.index)) for name in shown}
    pair = Pair(*(accounts[name] for name in pair_ids))
    repeated = figures.loc[[*pair_ids, *passed_on.index]]
    firsts = dict.fromkeys(primary_source(account.links).id for account in pair)
    lineage = tuple(
        trace_document(dossier.sources[first], dossier.sources, repeated, dossier.statements) for first in firsts
    )
    wordings = select_wordings(dossier, comparison.pair)
    exposures = {
        str(name): exposure_numbers(dossier.every[str(name)], int(days)) for name, days in beside["days"].items()
    }
    origins, lead = find_origins(counts, dossier.sources), found.numbers.lead
    return Briefing.framed(
        found,
        provenance,
        accounts,
        comparison.pair,
        checked_claims(dossier, judged_claims(found)),
        [document for branch in lineage for document in branch.everything],
        numbers=found.numbers,
        card=found.robustness_numbers,
        bounds=found.bounds,
        pair=pair,
        beside=tuple(exposures.values()),
        bars=tuple(exposures[str(name)] for name in found.barred.index),
        others=tuple(accounts[name] for name in others.index),
        shared=shared_material(origins),
        lineage=lineage,
        wordings=wordings,
        tallies=summarise_counters(accounts, pair_ids, list(passed_on.index), origins, wordings),
        growth=growth_numbers(comparison.later, (lead.change.earlier, lead.change.later), lead.ratio),
        no_growth=comparison.later.growth if isinstance(comparison.later.growth, NoGrowth) else None,
    )
