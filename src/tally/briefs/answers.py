"""The findings for a brief of any kind."""

from typing import TYPE_CHECKING, overload

from tally.briefs.kinds import Brief, PairBrief, SeriesBrief
from tally.evidence import Findings, answer
from tally.evidence.series import AnyFindings, SeriesFindings, answer_series_brief
from tally.records import Dossier

if TYPE_CHECKING:
    import pandas as pd

    from tally.analysis import Change


@overload
def answer_brief(
    records: Dossier, brief: PairBrief, figures: "pd.DataFrame | None" = None, change: "Change | None" = None
) -> Findings: ...


@overload
def answer_brief(
    records: Dossier, brief: SeriesBrief, figures: "pd.DataFrame | None" = None, change: "Change | None" = None
) -> SeriesFindings: ...


def answer_brief(
    records: Dossier, brief: Brief, figures: "pd.DataFrame | None" = None, change: "Change | None" = None
) -> AnyFindings:
    """
    Return the findings that answer a brief; each part is computed when it is first used.

    Parameters
    ----------
    records : Dossier
        The records of the brief's case.
    brief : Brief
        The question.
    figures, change : optional
        The table, and the change of two counts, as earlier notebooks wrote them; by default, from the records.
    """
    if isinstance(brief, SeriesBrief):
        return answer_series_brief(records, brief, figures)
    return answer(records, brief, figures, change)
