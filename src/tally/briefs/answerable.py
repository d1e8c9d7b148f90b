"""Check a brief against the data: what it names exists, and its counts can be compared."""

from collections.abc import Iterator

from tally.analysis import ComparisonError, Verdict, judge
from tally.briefs.answers import answer_brief
from tally.briefs.brief import MOST_NAMED, BriefError, Fault
from tally.briefs.kinds import Brief, PairBrief, SeriesBrief
from tally.briefs.one_series import series_faults
from tally.evidence import Findings, answer, named_figures
from tally.records import Dossier, unusable_milestones
from tally.records.figures import Figure
from tally.records.tables import first_lines, shorten, suggest_name
from tally.windows import WindowError


def check_against(brief: Brief, dossier: Dossier) -> None:
    """
    Check that what a brief names is in the data, and that its two counts can be compared or its counts are a series.

    The notebooks would refuse the same, but only after they have started.

    Raises
    ------
    BriefError
        A figure or a milestone is not in the data (the message suggests the nearest), no count can have stopped on
        the date of `as_of`, the two counts cannot be compared, or counts of a series are for the same days.
    """
    faults = [
        Fault(
            parameter,
            f"there is no figure {shorten(name)!r}. {suggest_name(name, [*dossier.every, *dossier.counts])}"
            f"The ids are in data/{brief.case}/figures.csv{' and counts.csv' if dossier.counts else ''}.",
        )
        for parameter, name in brief.names.items()
        if dossier.current_ids(name)[0] not in dossier.every
    ]
    names = dossier.current_ids(
        *([brief.whole] if isinstance(brief, SeriesBrief) and brief.dataset else ()), *brief.names.values()
    )
    figure, table = dossier.every.get(names[0]), f"data/{brief.case}/milestones.csv"
    events = unusable_milestones(brief.milestones, dossier.milestones, figure, table)
    faults += [Fault("milestones", event) for event in events]
    if brief.correction and not faults:
        faults += _unresolved(brief, dossier)
    if not faults:
        faults += (
            _unanswerable(answer(dossier, brief)) if isinstance(brief, PairBrief) else series_faults(brief, dossier)
        )
    if faults:
        lines = [
            f"The brief {brief.brief} cannot be built:",
            *(f"  {line}" for line in first_lines([f"{fault.parameter}: {fault.message}" for fault in faults])),
        ]
        raise BriefError("\n".join(lines))


def _unanswerable(found: Findings) -> Iterator[Fault]:
    """Find why two counts cannot be compared, and with which the earlier one can be."""
    earlier, later = found.pair
    try:
        comparison = found.as_given
    except WindowError as error:
        yield Fault("as_of", f"is {found.brief.as_of}, but {error}. {error.remedy}")
        return
    except ComparisonError as error:
        yield Fault("later", f"is {later}, but {error}")
        return
    if found.comparable:
        return
    figures = found.everything.supposing(found.brief.as_of, found.pair).every
    reasons = " ".join(test.reason for test in comparison.tests if not test.agrees)
    partners = [other.id for other in figures.values() if _comparable(figures[earlier], other)]
    remedy = f"No figure in the data can be compared with {earlier}."
    if partners:
        more = " and others" if len(partners) > MOST_NAMED else ""
        remedy = f"{earlier} can be compared with {', '.join(partners[:MOST_NAMED])}{more}."
    yield Fault("later", f"is {later}. Not comparable: {reasons} {remedy}")


def _comparable(earlier: Figure, later: Figure) -> bool:
    """Return whether a figure can be compared with a later one."""
    try:
        return judge(earlier, later).verdict is not Verdict.NOT_COMPARABLE
    except ComparisonError:
        return False


def _unresolved(brief: Brief, dossier: Dossier) -> Iterator[Fault]:
    """Find what a correction notice names and the page does not have."""
    records = answer_brief(dossier, brief).records
    known = [*records.every, *records.superseded]
    for name in named_figures(brief.correction):
        if name not in known:
            hint = (
                suggest_name(name, known)
                or f"The figures of this brief are: {', '.join(first_lines(known, MOST_NAMED))}."
            )
            yield Fault("correction", f"names {shorten(name)!r}, which is not a figure of this brief. {hint}")
