"""Suggest the figures that make a series, and say what it lacks: missing, partial, revised, counted by others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tally.briefs.brief import BriefError
from tally.briefs.kinds import Brief, SeriesBrief
from tally.briefs.records import load_records
from tally.evidence.series import common_step, places_of
from tally.project import Project
from tally.records import Dossier
from tally.records.events import BOUNDARIES, Level
from tally.records.figures import Figure, get_figure
from tally.text import plural
from tally.windows import Period, calendar_period, periods_in, same_days_of_the_year

FEWEST = 3
FEWEST_PLACES = 2  # of which a table is offered
MOST = 6  # other counts that are named for a period, and files of boundaries
LONGEST = 400  # periods between the first and the last count that are looked through
DAY = timedelta(1)


@dataclass(frozen=True)
class Suggestion:
    """The ids of figures that belong together, in the order of their days, and what a reader should know of them."""

    ids: tuple[str, ...]
    remarks: tuple[str, ...]


def suggest_series(dossier: Dossier, names: Sequence[str]) -> Suggestion:
    """
    Return the figures of a series, each superseded one replaced, and remarks on periods.

    Parameters
    ----------
    dossier : Dossier
        The records of the case.
    names : sequence of str
        Ids of figures. If it is one, those that belong with it are found: of the same counter, unit, basis, place and
        group, for periods of the same length.

    Raises
    ------
    FigureError
        There is no such figure.
    BriefError
        Fewer than three figures belong together. The message has the remarks.
    """
    figures = [get_figure(dossier.figures, name) for name in dossier.current_ids(*names)]
    known = [figure for figure in dossier.every.values() if _dated(figure)]
    if len(figures) == 1:
        figures = _together(figures[0], known)
    figures = sorted(figures, key=lambda figure: figure.window.first if figure.window.start else DAY.min)
    remarks = (*_revised(dossier, figures), *_periods(figures, known)) if all(map(_dated, figures)) else ()
    if len(figures) < FEWEST:
        found = plural(len(figures), "figure")
        what = (
            f"Only {found} of one counter, unit, basis, place and group for such periods: a series needs {FEWEST}."
            if len(names) == 1
            else f"Only {found} named: a series needs {FEWEST}. Name more, or only one to find those that belong to it."
        )
        lines = [what]
        raise BriefError("\n".join([*lines, *(f"  {remark}" for remark in remarks)]))
    return Suggestion(tuple(figure.id for figure in figures), tuple(remarks))


def _dated(figure: Figure) -> bool:
    """Return whether a figure has a first and a last day."""
    return figure.window.start is not None and figure.window.end is not None and not figure.window.vague


def _kind(figure: Figure) -> tuple[str, ...]:
    """Return what the figures of a series have in common."""
    return figure.counter, figure.unit, str(figure.basis), figure.place, figure.group


def _alike(figure: Figure, other: Figure) -> bool:
    """Return whether two windows are of one length: both are periods of the calendar, or the same days of the year."""
    first, second = (Period(each.window.first, each.window.last) for each in (figure, other))
    step = common_step([figure])
    if first == calendar_period(first.first, step):
        return second == calendar_period(second.first, step)
    return same_days_of_the_year(figure.window, other.window)


def _together(start: Figure, known: Sequence[Figure]) -> list[Figure]:
    """Return the figures that belong with one: one for each period, its own repetitions left out."""
    if not _dated(start):
        msg = f"{start.id} has no exact days ({start.window}), so that no others of such periods can be found."
        raise BriefError(msg)
    by_days = {start.window.first: start}
    for figure in known:
        if not figure.repeats and _kind(figure) == _kind(start) and _alike(start, figure):
            by_days.setdefault(figure.window.first, figure)
    return [*by_days.values()]


def _revised(dossier: Dossier, figures: Sequence[Figure]) -> Iterator[str]:
    """Yield a remark for each figure that was revised."""
    for figure in figures:
        former = [name for name in dossier.superseded if dossier.current_ids(name)[0] == figure.id]
        if former:
            yield f"{figure.window}: revised. {figure.id} has replaced {', '.join(former)}."


def _periods(figures: Sequence[Figure], known: Sequence[Figure]) -> Iterator[str]:
    """Yield a remark for each period that the figures do not cover, or for which there is another count."""
    own, step = {figure.id for figure in figures}, common_step(figures)
    related = [
        figure for figure in known
        if not figure.repeats and figure.id not in own
        and (figure.unit, figure.place, figure.group) == (figures[0].unit, figures[0].place, figures[0].group)
    ]  # fmt: skip
    whole = [figure for figure in related if _alike(figures[0], figure)]
    first = min(figure.window.first for figure in (*figures, *whole))
    last = max(figure.window.last for figure in (*figures, *whole))
    for period in periods_in(first, last, step)[:LONGEST]:
        covering = [figure for figure in figures if _shares(figure, period)]
        others = [figure for figure in related if _shares(figure, period)]
        if covering and any(Period(each.window.first, each.window.last) == period for each in covering):
            rivals = [figure for figure in others if figure in whole]
            if rivals:
                yield f"{period.window}: counted more than once. Not in the series: {_named(rivals)}."
        elif covering:
            yield f"{period.window}: only a part is covered, by {_named(covering)}."
        else:
            more = f" Not in the series: {_named(others)}." if others else ""
            yield f"{period.window}: missing.{more}"


def _shares(figure: Figure, period: Period) -> bool:
    """Return whether a figure covers a day of a period."""
    return figure.window.first <= period.last and period.first <= figure.window.last


def _named(figures: Sequence[Figure]) -> str:
    """Return figures as a list: each with its count, its days, its counter and its basis."""
    shown = [
        f"{figure.id} ({figure.written}, {figure.window}, {figure.counter}, {figure.basis.words})"
        for figure in figures[:MOST]
    ]
    return ", ".join(shown) + (" and others" if len(figures) > MOST else "")


def offer_places(project: Project, brief: Brief) -> list[str]:
    """
    Return what a brief on a counted series can say of places and does not: a remark for each parameter, or nothing.

    Places are offered at the first level, from provinces on, at which the events counted are in several of them.
    """
    if not isinstance(brief, SeriesBrief) or not brief.dataset or brief.boundaries:
        return []
    files = sorted(file.stem for file in (project.tables(brief.case) / BOUNDARIES).glob("*.geojson"))
    maps = [f"A map of them: --boundaries {' or '.join(files[:MOST])} --replace."] if files else []
    if brief.by:
        return maps
    for level in (Level.ADMIN1, Level.ADMIN2, Level.COUNTRY):
        count = load_records(project, brief.model_copy(update={"by": level.value}))[brief.whole].counted
        named = [place for place in places_of(count) if place.name] if count else []
        if FEWEST_PLACES <= len(named):
            return [f"The file names {len(named)} places. For a table of them: --by {level} --replace.", *maps]
    return []
