"""The findings for a brief: comparison, change, robustness, bounds, and their numbers."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from tally.analysis import Comparison, Verdict, compare, judge, measure
from tally.evidence.inquiry import Inquiry
from tally.evidence.numbers import ToDateNumbers, to_date_numbers
from tally.project import BriefKind, Project
from tally.records import Dossier, Milestone, milestones_between, select_milestones, select_records
from tally.records.figures import Pair, suppose_end, with_evidence

if TYPE_CHECKING:
    import pandas as pd

    from tally.analysis import Change
    from tally.analysis.bounds import Inference
    from tally.analysis.robustness import Robustness
    from tally.evidence.bounds import BoundTable
    from tally.evidence.change import ChangeNumbers
    from tally.evidence.exposures import Competing
    from tally.evidence.rivals import RivalNumbers
    from tally.evidence.robustness import RobustnessNumbers


def answer(
    records: Dossier, brief: Inquiry, figures: "pd.DataFrame | None" = None, change: "Change | None" = None
) -> "Findings":
    """
    Return the findings that answer a brief; each part is computed when it is first used.

    Parameters
    ----------
    records : Dossier
        The records of the brief's case.
    brief : PairBrief
        The question; any object with the attributes of an `Inquiry`.
    figures, change : optional
        The table and the change as an earlier notebook wrote them; by default, from the records.
    """
    return Findings(records, brief, None if figures is None else with_evidence(figures, records.every), change)


@dataclass(frozen=True)
class Findings:
    """
    The findings that answer a brief. A step that is not possible raises its own error: `figures` and `comparison` a
    `FigureError`, `WindowError` or `ComparisonError`; the change and everything after it a `NotComparableError`.
    """

    kind: ClassVar[BriefKind] = BriefKind.PAIR
    everything: Dossier
    brief: Inquiry
    written_figures: "pd.DataFrame | None" = None
    written_change: "Change | None" = None

    @cached_property
    def pair(self) -> Pair[str]:
        """The ids of the two counts; for a superseded one, the id of its replacement."""
        return self.everything.current(self.brief.pair)

    @cached_property
    def records(self) -> Dossier:
        """The records relevant to the brief, as they are."""
        return select_records(self.everything, self.pair, self.brief.milestones)

    def folder(self, project: Project) -> Path:
        """Return the folder in which the brief's notebooks keep their files; see `analysis.drafts`."""
        from tally.analysis import output_folder

        settings = {name: getattr(self.brief, name) for name in ("as_of", "level", "milestones")}
        return output_folder(project, self.records, self.brief.brief, self.brief.pair._asdict() | settings)

    @cached_property
    def dossier(self) -> Dossier:
        """The records relevant to the brief; the two counts end as the brief supposes."""
        return self.records.supposing(self.brief.as_of, self.pair)

    @cached_property
    def figures(self) -> "pd.DataFrame":
        """The figures, one row for each."""
        return self._limited_figures[0]

    @cached_property
    def comparison(self) -> Comparison:
        """The comparison of the two counts, with its verdict."""
        return self._limited_figures[1]

    @cached_property
    def as_given(self) -> Comparison:
        """The comparison with each window as its source gives it; it needs no table of all figures."""
        if self.written_figures is not None:
            return compare(self.written_figures, self.pair)
        supposed = suppose_end({name: self.everything[name] for name in self.pair}, self.pair, self.brief.as_of)
        return judge(*(supposed[name] for name in self.pair))

    @property
    def comparable(self) -> bool:
        """Return whether a change follows from the comparison."""
        return self.as_given.verdict is not Verdict.NOT_COMPARABLE

    @cached_property
    def _limited_figures(self) -> tuple["pd.DataFrame", Comparison]:
        """The figures and the comparison; days on which a count cannot have stopped are left out of its window."""
        figures = self.dossier.figures if self.written_figures is None else self.written_figures
        if not self.comparable or not any(figure.window.open_ended for figure in self.as_given.pair):
            return figures, self.as_given
        from tally.analysis.bounds import limit_open_ends

        limited = limit_open_ends(figures, self.as_given)
        return limited, compare(limited, self.pair)

    @cached_property
    def change(self) -> "Change":
        """The change of the rate."""
        from tally.analysis.counted import with_dispersion

        return self.written_change or with_dispersion(measure(self.comparison, self.brief.level), self.comparison)

    @cached_property
    def numbers(self) -> "ChangeNumbers":
        """The numbers of the change, each with its evidence."""
        from tally.analysis import counts_between
        from tally.analysis.bounds import count_on_same_days
        from tally.evidence import change_numbers

        about = self.figures, self.comparison
        beside = counts_between(*about), count_on_same_days(*about)
        return change_numbers(self.comparison, self.change, *beside, self.bounds)

    @cached_property
    def to_date(self) -> ToDateNumbers | None:
        """The same days of two years, if both counts were counted from one file of events."""
        return to_date_numbers(self.comparison) if self.comparable else None

    @cached_property
    def same_kind(self) -> "pd.DataFrame":
        """The figures that can be drawn with the two; see `analysis.peers.same_kind`."""
        from tally.analysis import same_kind

        return same_kind(self.figures, self.comparison, self.change)

    @cached_property
    def barred(self) -> "pd.DataFrame":
        """The figures that are drawn as bars; see `analysis.peers.drawn_as_bars`."""
        from tally.analysis import drawn_as_bars

        return drawn_as_bars(self.same_kind)

    @cached_property
    def cutoff_curve(self) -> "pd.DataFrame":
        """The ratio for every possible cut-off of the later count; see `analysis.robustness.cutoff_curve`."""
        from tally.analysis.robustness import cutoff_curve

        return cutoff_curve(self.comparison, self.change)

    @cached_property
    def competing(self) -> "pd.DataFrame":
        """All counts of the same thing, including the two; see `analysis.peers.competing_counts`."""
        from tally.analysis import competing_counts

        return competing_counts(self.figures, self.comparison)

    @cached_property
    def counted(self) -> "Competing":
        """The numbers of such counts: of all, and of those of the same unit and basis."""
        from tally.evidence import count_competing

        return count_competing(self.competing, self.comparison.later)

    @cached_property
    def rivals(self) -> "RivalNumbers":
        """All pairs of counts for the question, whether they agree, and the counts that exceed their whole."""
        from tally.evidence import rival_numbers

        return rival_numbers(self.figures, self.dossier, self.numbers)

    @cached_property
    def robustness(self) -> "Robustness":
        """The robustness of the change that leads, under weaker assumptions."""
        from tally.analysis.robustness import stress

        return stress(self.figures, self.numbers.lead.comparison, self.numbers.lead.change)

    @cached_property
    def robustness_numbers(self) -> "RobustnessNumbers":
        """The numbers of the robustness, each with its evidence."""
        from tally.analysis.robustness import independent_counts, weigh
        from tally.evidence import robustness_numbers

        grounds = weigh(self.comparison, self.inference, independent_counts(self.rivals.found))
        return robustness_numbers(self.robustness, self.numbers.lead, grounds)

    @cached_property
    def inference(self) -> "Inference":
        """The implications of overlapping counts for parts of the two."""
        from tally.analysis.bounds import infer

        named = select_milestones(self.dossier.milestones, self.brief.milestones)
        return infer(self.figures, self.comparison, [event.day for event in named])

    @cached_property
    def bounds(self) -> "BoundTable":
        """The bounds, each with its evidence."""
        from tally.evidence import bounds_numbers

        return bounds_numbers(self.inference)

    @cached_property
    def events(self) -> list[Milestone]:
        """The dated events on the days of `same_kind`."""
        days = self.same_kind["first"].min().date(), self.same_kind["last"].max().date()
        return milestones_between(self.dossier.milestones, *days)

    @property
    def named_events(self) -> list[Milestone]:
        """The events that the brief names."""
        return select_milestones(self.events, self.brief.milestones)
