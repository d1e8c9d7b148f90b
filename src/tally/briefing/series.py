"""Compose the briefing on a series: everything that its page says."""

from dataclasses import dataclass
from functools import cached_property

from tally.analysis.series import RivalSeries
from tally.briefing.accounts import Provenance, checked_claims, provenance_of
from tally.briefing.compose import Briefing, compose_briefing
from tally.briefing.composed import Composed, Rate
from tally.evidence import LINES, Findings, Number, named_figures, sentence_text
from tally.evidence.series import (
    AnyFindings,
    PeriodRow,
    SeriesFindings,
    SeriesNumbers,
    StepNumbers,
    figures_of,
    period_rows,
)
from tally.project import BuildInputs

MOST_LISTED = 24  # steps of a series that a page lists, whether they are comparable or not
MOST_STEPS = 60  # rates in the list of briefings: of more periods, several are one step


@dataclass(frozen=True)
class RivalCounts:
    """Counts of the same thing by one counter that are kept apart from the series, each with its provenance."""

    rival: RivalSeries
    accounts: tuple[Provenance, ...]


@dataclass(frozen=True, kw_only=True)
class SeriesBriefing(Composed[SeriesFindings]):
    """
    What the page on a series says beside what every page does.

    `rows` are its periods in order, `series` its quoted counts or the one count over all periods, `rivals` the counts
    beside it.
    """

    template = "series.html.jinja"
    numbers: SeriesNumbers
    rows: tuple[PeriodRow, ...]
    series: tuple[Provenance, ...]
    rivals: tuple[RivalCounts, ...]

    @property
    def finding(self) -> str:
        """The finding in plain text."""
        return sentence_text("series_finding", self.numbers)

    @property
    def caveat(self) -> str:
        """The caveat in plain text."""
        return sentence_text("series_caveats", self.numbers)

    @property
    def leading(self) -> tuple[Provenance, ...]:
        """The quoted counts, or the one over all periods."""
        return self.series

    @property
    def has_many_steps(self) -> bool:
        """Return whether there are too many steps for a page to list them all."""
        return len(self.numbers.steps) > MOST_LISTED

    @property
    def by_year(self) -> bool:
        """Return whether the table of periods has a row for each year, since there are too many."""
        return len(self.rows) < len(self.found.columns.columns)

    @property
    def shown_steps(self) -> tuple[StepNumbers, ...]:
        """The steps that a page lists: all, or of many those that are not comparable."""
        steps = self.numbers.steps
        return steps if not self.has_many_steps else tuple(step for step in steps if not step.step.is_comparable)

    @property
    def leading_rivals(self) -> tuple[RivalCounts, ...]:
        """The rival counts that a page shows at once: of the first counters, up to some lines."""
        shown = list[RivalCounts]()
        for rival in self.rivals:
            if shown and sum(len(each.accounts) for each in (*shown, rival)) > LINES:
                break
            shown.append(rival)
        return tuple(shown)

    @property
    def remaining_rivals(self) -> tuple[RivalCounts, ...]:
        """The rival counts that a page folds."""
        return self.rivals[len(self.leading_rivals) :]

    @cached_property
    def line(self) -> tuple[Rate, ...]:
        """The rates of the periods."""
        counts = self.found.counts
        size = -(-len(counts) // MOST_STEPS)
        batches = [counts[start : start + size] for start in range(0, len(counts), size)]
        return tuple(
            Rate(batch[0].window, batch[-1].window, sum(count.value for count in batch) / days, "later")
            for batch in batches
            for days in [sum(count.window.days for count in batch)]
        )

    @property
    def charted(self) -> dict[str, Number]:
        """The numbers of the counts, to which marks of the charts lead."""
        numbers = [row.count for row in self.rows if row.count] + [account.number for account in self.accounts]
        numbers += [figure.account.number for figure in self.former]
        numbers += self.found.by_day.numbers if self.found.by_day else ()
        return {number.id: number for number in numbers}


AnyBriefing = Briefing | SeriesBriefing


def compose_any(found: AnyFindings, provenance: BuildInputs) -> AnyBriefing:
    """Compose the briefing that answers a brief of any kind."""
    if isinstance(found, Findings):
        return compose_briefing(found, provenance)
    return compose_series(found, provenance)


def compose_series(found: SeriesFindings, provenance: BuildInputs) -> SeriesBriefing:
    """
    Compose the briefing that answers a brief on a series.

    Parameters
    ----------
    found : SeriesFindings
        What the records support in answer to the brief.
    provenance : BuildInputs
        What the page is made from.
    """
    brief, dossier = found.brief, found.dossier
    beside = [figure.id for rival in found.answer.rivals for figure in rival.figures]
    corrected = [name for name in named_figures(brief.correction) if name not in dossier.superseded]
    claimed = [figure.id for claim in found.claims for figure in figures_of(claim)]
    names = [name for name in dict.fromkeys([*found.ids, *beside, *claimed, *corrected]) if name in dossier.every]
    accounts = {name: provenance_of(dossier, name, []) for name in names}
    series = [accounts[name] for name in found.ids]
    series.sort(key=lambda account: account.figure.window.first)
    return SeriesBriefing.framed(
        found,
        provenance,
        accounts,
        (found.counts[0], found.counts[-1]),
        checked_claims(dossier, found.claims),
        numbers=found.numbers,
        rows=period_rows(found),
        series=tuple(series),
        rivals=tuple(
            RivalCounts(rival, tuple(accounts[figure.id] for figure in rival.figures)) for rival in found.answer.rivals
        ),
    )
