"""Check a brief against the data: that what it names is there, and that its two counts can be compared."""

from collections.abc import Iterator

from tally.analysis import ComparisonError, Verdict, judge
from tally.briefs.brief import MOST_NAMED, Brief, BriefError, Fault
from tally.evidence import Findings, answer, named_figures
from tally.records import Dossier, unusable_milestones
from tally.records.figures import Figure
from tally.tables import suggest_name
from tally.windows import WindowError


def check_against(brief: Brief, dossier: Dossier) -> None:
    """
    Check that what a brief names is on file, and that its two counts can be compared.

    This is all that the notebooks refuse on account of the data or the brief, so that nothing is run in vain.

    Raises
    ------
    BriefError
        A figure or a milestone is not on file (the nearest that is, is named), the day of `as_of` is not one that a
        count can have stopped on, or the two counts may not be compared.
    """
    faults = [
        Fault(
            parameter,
            f"there is no figure {name!r}. {suggest_name(name, dossier.every)}"
            f"The ids are in data/{brief.case}/figures.csv.",
        )
        for parameter, name in brief.pair._asdict().items()
        if dossier.standing(name)[0] not in dossier.every
    ]
    figure, table = dossier.every.get(dossier.standing(brief.earlier)[0]), f"data/{brief.case}/milestones.csv"
    events = unusable_milestones(brief.milestones, dossier.milestones, figure, table)
    faults += [Fault("milestones", said) for said in events]
    if brief.correction and not faults:
        faults += _unresolved(brief, dossier)
    if not faults:
        faults += _unanswerable(answer(dossier, brief))
    if faults:
        lines = [
            f"The brief {brief.brief} cannot be built:",
            *(f"  {fault.parameter}: {fault.message}" for fault in faults),
        ]
        raise BriefError("\n".join(lines))


def _unanswerable(found: Findings) -> Iterator[Fault]:
    """Find why two counts may not be compared, and with which the earlier one may be."""
    earlier, later = found.pair
    try:
        comparison = found.comparison
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
    remedy = f"No figure on file may follow {earlier}."
    if partners:
        more = " and others" if len(partners) > MOST_NAMED else ""
        remedy = f"{earlier} may be compared with {', '.join(partners[:MOST_NAMED])}{more}."
    yield Fault("later", f"is {later}. Not comparable: {reasons} {remedy}")


def _comparable(one: Figure, two: Figure) -> bool:
    """Return whether a figure may be compared with a later one."""
    try:
        return judge(one, two).verdict is not Verdict.NOT_COMPARABLE
    except ComparisonError:
        return False


def _unresolved(brief: Brief, dossier: Dossier) -> Iterator[Fault]:
    """Find what a correction notice names and the page cannot have."""
    bearing = answer(dossier, brief).records
    known = [*bearing.every, *bearing.superseded]
    for name in named_figures(brief.correction):
        if name not in known:
            hint = suggest_name(name, known) or f"Those that bear on it are: {', '.join(known)}."
            yield Fault("correction", f"names {name!r}, which is no figure that bears on this brief. {hint}")
