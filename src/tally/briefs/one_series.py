"""Check that the counts that a brief names are one series."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from tally.briefs.brief import Fault
from tally.briefs.kinds import FEWEST, MOST, SeriesBrief
from tally.errors import TallyError
from tally.evidence.series import answer_series_brief
from tally.records import Dossier
from tally.text import plural
from tally.windows import Step, periods_in

ALIKE = ("unit", "group")  # in which the figures of a series agree


def series_faults(brief: SeriesBrief, dossier: Dossier) -> Iterator[Fault]:
    """Find why what a brief names is not a series of three or more counts of different days."""
    if brief.dataset:
        first, last = date.fromisoformat(brief.first), date.fromisoformat(brief.last)
        number = len(periods_in(first, last, Step(brief.step)))
        if not FEWEST <= number <= MOST:
            found = f"is {brief.step}, which makes {plural(number, 'period')} from {brief.first} to {brief.last}"
            yield Fault("step", f"{found}. A series has from {FEWEST} to {MOST}: choose another step or days.")
        elif dataset := dossier.datasets.get(brief.dataset):
            covers = dataset.covers
            if max(first, covers.first) > min(last, covers.last):
                days = f"{covers.first} to {covers.last}"
                yield Fault("first", f"is {first}, and last {last}: {dataset.id} covers no day of these, but {days}.")
        return
    names = dossier.current_ids(*brief.series)
    for name, current in zip(brief.series, names, strict=True):
        if names.count(current) > 1:
            yield Fault("series", f"names {name}, and another figure that is or was replaced by {current}. Keep one.")
            return
    for figure in map(dossier.__getitem__, names):
        if figure.window.start is None or figure.window.end is None:
            yield Fault("series", f"names {figure.id}, whose window ({figure.window}) lacks a first or a last day.")
            return
    for kind in ALIKE:
        values = {name: getattr(dossier[name], kind) or f"no {kind}" for name in names}
        if other := next((name for name in names if values[name] != values[names[0]]), None):
            both = (f"{name} ({values[name]})" for name in (names[0], other))
            yield Fault(
                "series",
                f"names {' and '.join(both)}, which differ in {kind}. A series counts one thing: leave one out, or "
                "make a brief of each.",
            )
            return
    figures = sorted(map(dossier.__getitem__, names), key=lambda figure: (figure.window.first, figure.window.last))
    for earlier, later in pairwise(figures):
        if later.window.overlaps(earlier.window):
            yield Fault(
                "series",
                f"names {earlier.id} ({earlier.window}) and {later.id} ({later.window}), which share days. Each day "
                "belongs to one count of a series. Leave one out: the page shows counts by others beside the series.",
            )
            return
    try:
        _ = answer_series_brief(dossier, brief).series
    except TallyError as error:
        yield Fault("series", f"is not a series: {error}")
