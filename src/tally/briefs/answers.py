"""The findings for a brief of any kind."""

from typing import TYPE_CHECKING, Any, overload

from tally.briefs.kinds import Brief, PairBrief, SeriesBrief
from tally.evidence import Findings, answer
from tally.evidence.series import AnyFindings, SeriesFindings, answer_series_brief
from tally.records import Dossier

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from tally.analysis import Change
    from tally.analysis.series import Fits


@overload
def answer_brief(
    records: Dossier, brief: PairBrief, figures: "pd.DataFrame | None" = None, estimates: "Change | None" = None
) -> Findings: ...


@overload
def answer_brief(
    records: Dossier,
    brief: SeriesBrief,
    figures: "pd.DataFrame | None" = None,
    estimates: "Sequence[Fits] | None" = None,
) -> SeriesFindings: ...


def answer_brief(
    records: Dossier, brief: Brief, figures: "pd.DataFrame | None" = None, estimates: Any = None
) -> AnyFindings:
    """
    Return the findings that answer a brief; each part is computed when it is first used.

    Parameters
    ----------
    records : Dossier
        The records of the brief's case.
    brief : Brief
        The question.
    figures : pandas.DataFrame, optional
        The table that an earlier notebook wrote; by default, from the records.
    estimates : Change or sequence of Fits, optional
        What an earlier notebook wrote of two counts, or of the parts of a series; by default, from the records.
    """
    if isinstance(brief, SeriesBrief):
        return answer_series_brief(records, brief, figures, estimates)
    return answer(records, brief, figures, estimates)
