"""The findings for a brief on a series: its counts, the steps between them, and what the whole supports."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from tally.evidence import Findings
from tally.evidence.numbers import InPeriod, Number, quoted_number
from tally.evidence.series.by_day import ByDay
from tally.evidence.series.inquiry import SeriesInquiry
from tally.evidence.series.periods import counted_columns, period_figures, quoted_columns, with_levels
from tally.project import BriefKind, Project
from tally.records import Dossier, select_records
from tally.records.events import names_in
from tally.records.figures import Figure, with_evidence
from tally.text import Unit
from tally.windows import Step

if TYPE_CHECKING:
    import pandas as pd

    from tally.analysis.counted import Break, Columns
    from tally.analysis.series import Fits, Series, SeriesAnswer
    from tally.evidence.series.claims import JudgedClaim
    from tally.evidence.series.numbers import SeriesNumbers

    Estimates = Sequence[Fits]


def answer_series_brief(
    records: Dossier,
    brief: SeriesInquiry,
    figures: "pd.DataFrame | None" = None,
    fits: "Estimates | None" = None,
) -> "SeriesFindings":
    """
    Return the findings that answer a brief on a series; each part is computed when it is first used.

    `figures` and `fits` are those that earlier notebooks wrote; by default, they are from the records.
    """
    return SeriesFindings(records, brief, figures, fits)


@dataclass(frozen=True)
class SeriesFindings:
    """The findings that answer a brief on a series. A step that is not possible raises its own error."""

    kind: ClassVar[BriefKind] = BriefKind.SERIES
    everything: Dossier
    brief: SeriesInquiry
    written_figures: "pd.DataFrame | None" = None
    written_fits: "Estimates | None" = None

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the counts in the records: those of the series, or of the whole from which periods are counted."""
        return (self.brief.whole,) if self.brief.dataset else self.everything.current_ids(*self.brief.series)

    @cached_property
    def records(self) -> Dossier:
        """The records relevant to the brief."""
        records, names = select_records(self.everything, self.ids, self.brief.milestones), self.everything.places
        return replace(records, places=tuple(names_in(names, self.brief.dataset))) if self.brief.by else records

    @property
    def dossier(self) -> Dossier:
        """The records relevant to the brief; a series supposes nothing about them."""
        return self.records

    def folder(self, project: Project) -> Path:
        """Return the folder in which the brief's notebooks keep their files; see `analysis.drafts`."""
        from tally.analysis import output_folder

        return output_folder(project, self.records, self.brief.brief, self.asked, self.kind)

    @property
    def asked(self) -> dict[str, Any]:
        """The parameters on which what is computed depends, with the ids of the current figures."""
        return self.brief.asked(lambda name: self.everything.current_ids(name)[0])

    @property
    def step(self) -> Step | None:
        """The length of the periods of a counted series; None for quoted counts."""
        return Step(self.brief.step) if self.brief.dataset else None

    @cached_property
    def whole(self) -> Figure | None:
        """The count over all periods of a counted series; None for quoted counts."""
        return self.records[self.brief.whole] if self.brief.dataset else None

    @cached_property
    def periods(self) -> tuple[Figure | None, ...]:
        """The count of each period of a counted series, None for one that is not known; quoted counts as they are."""
        if self.whole is not None and self.step is not None:
            return period_figures(self.whole, self.step)
        return tuple(sorted((self.records[name] for name in self.ids), key=lambda figure: figure.window.first))

    @cached_property
    def counts(self) -> tuple[Figure, ...]:
        """The counts of the series, in the order of their days."""
        known = [figure for figure in self.periods if figure is not None]
        if self.written_figures is None:
            return tuple(known)
        from tally.records.figures import all_figures  # slow to import

        written = all_figures(with_evidence(self.written_figures, {figure.id: figure for figure in known}))
        return tuple(written[figure.id] for figure in known)

    @property
    def names(self) -> list[str]:
        """The ids of the counts of the series."""
        return [figure.id for figure in self.counts]

    @cached_property
    def figures(self) -> "pd.DataFrame":
        """The figures, one row for each: those of the series, and the others that are relevant."""
        if self.written_figures is not None:
            return self.written_figures
        from tally.records.figures import figures_frame  # slow to import

        others = [figure for name, figure in self.records.every.items() if name not in (*self.ids, self.brief.whole)]
        return figures_frame([*self.counts, *others])

    @property
    def noun(self) -> Unit:
        """The words for what is counted."""
        return self.counts[0].noun

    @cached_property
    def columns(self) -> "Columns":
        """The counts as they are drawn, with the periods that are not known."""
        if self.whole is not None and self.whole.counted is not None and self.step is not None:
            return counted_columns(self.whole.counted, self.step)
        return quoted_columns(self.counts)

    @cached_property
    def series(self) -> "Series":
        """The counts one after another, with the verdict on each step."""
        from tally.analysis.series import counted_series, quoted_series

        if self.whole is None or self.whole.counted is None:
            return quoted_series(self.counts)
        known = {figure.id: figure for figure in self.counts}
        figures = [figure and known[figure.id] for figure in self.periods]
        return counted_series(self.columns.columns, figures, self.whole.counted.dataset.breaks)

    @cached_property
    def breaks(self) -> "list[Break]":
        """The days on which the collection of the counted events changed, within the series."""
        from tally.analysis.counted import Break

        if self.whole is None or self.whole.counted is None:
            return []
        first, last = self.columns.columns[0].first, self.columns.columns[-1].last
        changes = self.whole.counted.dataset.breaks
        return [Break(change.first, change.what) for change in changes if first < change.first <= last]

    @cached_property
    def drawn(self) -> "Columns":
        """The counts as they are drawn, with the levels that were found."""
        return with_levels(self.columns, self.answer, self.breaks)

    @cached_property
    def by_day(self) -> ByDay | None:
        """The days of a counted series, added up in several ways; None for quoted counts."""
        if self.whole is None or self.whole.counted is None or self.whole_number is None:
            return None
        places = self.records.places, self.records.boundaries.get(self.brief.boundaries)
        return ByDay(self.whole, self.whole.counted, self.whole_number, tuple(self.breaks), *places)

    @cached_property
    def answer(self) -> "SeriesAnswer":
        """The answer: extremes, the way from first to last, trend, levels, seasons, revisions and rivals."""
        from tally.analysis.series import answer_series

        return answer_series(
            self.series, level=self.brief.level, superseded=self.records.superseded,
            figures=[*self.records.every.values()], within=self.records.units_within, fits=self.written_fits,
        )  # fmt: skip

    @cached_property
    def numbers(self) -> "SeriesNumbers":
        """The numbers of the series, each with its evidence."""
        from tally.evidence.series.numbers import series_numbers

        return series_numbers(self.answer, number_of=self.number_of)

    @cached_property
    def whole_number(self) -> Number | None:
        """The count over all periods of a counted series; None for quoted counts."""
        return None if self.whole is None else quoted_number(self.whole)

    def number_of(self, figure: Figure) -> Number:
        """Return the number of a count of the series; that of a period leads to the count over all periods."""
        number = quoted_number(figure)
        if self.whole_number is None or figure.counted is None:
            return number
        return Number(number.id, number.value, number.text, number.label, InPeriod(figure, self.whole_number))

    @cached_property
    def claims(self) -> "tuple[JudgedClaim, ...]":
        """The claims about the series, judged over the days that it covers, and those about two of its counts."""
        from tally.evidence.series.claims import series_claims

        every = self.records.every | {
            old: self.records.every[name]
            for old in self.records.superseded
            if (name := self.records.current_ids(old)[0]) in self.records.every
        }
        return series_claims(self.records.claims, self.numbers, every=every)


AnyFindings = Findings | SeriesFindings
