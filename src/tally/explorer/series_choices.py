"""What the lists of the start page offer for a series of quoted counts: those of one kind that belong together."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from tally.briefs import Brief, BriefError, SeriesBrief, check_words, suggest_series
from tally.explorer.choices import Choice, Options, by_start, figure_label, kind_label, parameter_label
from tally.records import Dossier
from tally.text import words

KINDS = ("group", "place", "unit", "counter", "basis")
MAY_CHANGE, ANY = ("counter", "basis"), "*"  # a series may have a break there
FEWEST = 3


class SeriesOffer(NamedTuple):
    """The lists that narrow the figures by kind, the counts of the chosen kind, and those of the series."""

    kinds: dict[str, Choice]
    options: Options
    chosen: tuple[str, ...]


def offered_series(dossier: Dossier, wanted: Mapping[str, str], ids: Sequence[str]) -> SeriesOffer:
    """
    Return what can be chosen, with the wanted values and figures where they are possible.

    Without them, the kind is the one with the most counts, and the series the longest of counts that belong together.
    """
    figures, kinds = dossier.figures, {}
    figures = figures.loc[[name for name in figures.index if dossier[str(name)].counted is None]]
    for name in KINDS:
        sizes = figures[name].astype(str).value_counts()
        values = sorted(sizes.index)
        listed = [(kind_label(name, each), each) for each in values]
        if name in MAY_CHANGE and len(values) > 1:
            listed.append((words.NARROWED[name][3], ANY))
        usual = max(values, key=sizes.__getitem__, default=None)
        value = wanted[name] if wanted.get(name) in [each for _, each in listed] else usual
        kinds[name] = Choice(tuple(listed), value)
        figures = figures if value == ANY else figures[figures[name].astype(str) == value]
    figures = by_start(figures)
    offered = [str(name) for name in figures.index]
    options = tuple((figure_label(row), str(name)) for name, row in figures.iterrows())
    chosen = tuple(name for name in ids if name in offered) or _suggested(dossier, figures)
    return SeriesOffer(kinds, options, chosen)


def series_kind(dossier: Dossier, ids: Sequence[str]) -> dict[str, str] | None:
    """Return what figures have in common, by the lists; None if they differ in what may not change in a series."""
    values = {kind: {str(getattr(dossier[name], kind)) for name in ids} for kind in KINDS}
    if not ids or any(len(several) > 1 for kind, several in values.items() if kind not in MAY_CHANGE):
        return None
    return {kind: min(several) if len(several) == 1 else ANY for kind, several in values.items()}


def series_remarks(dossier: Dossier, brief: SeriesBrief) -> tuple[str, ...]:
    """Return what a series of quoted counts lacks, a sentence for each period: missing, partial, revised, by others."""
    return () if brief.dataset else suggest_series(dossier, brief.series).remarks


def word_faults(brief: Brief) -> str:
    """Return what is wrong in how a series is chosen, in sentences that name the controls; empty if nothing is."""
    if not isinstance(brief, SeriesBrief):
        return ""
    if not brief.dataset and len(brief.series) < FEWEST:
        return words.REFUSED["few"]
    return " ".join(f"{parameter_label(fault.parameter)}: {fault.message}" for fault in check_words(brief, brief.brief))


def _suggested(dossier: Dossier, figures: pd.DataFrame) -> tuple[str, ...]:
    """Return the longest series of counts that belong together; none if there are not three."""
    found, left = list[tuple[str, ...]](), [str(name) for name in figures.index]
    while left:
        try:
            ids = suggest_series(dossier, left[:1]).ids
        except BriefError:
            ids = tuple[str, ...]()
        left = [name for name in left[1:] if name not in ids]
        found.append(ids)
    return max(found, key=len, default=())
