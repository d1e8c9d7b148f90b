"""What of all that is on file bears on one brief, and nothing else: so a change elsewhere changes no page."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from tally.project import Items
from tally.records.bibliography import source_chain
from tally.records.dossier import Dossier
from tally.records.figures import Figure, Pair
from tally.records.milestones import shown_milestones
from tally.windows import Window


def select_records(dossier: Dossier, pair: Pair[str], milestones: Sequence[str] = ()) -> Dossier:
    """
    Keep what a briefing on two figures can show.

    Parameters
    ----------
    dossier : Dossier
        Everything on file.
    pair : Pair of str
        Ids of the two figures.
    milestones : sequence of str
        Ids of the events that the brief names, and `all` for the others of the same place and group.

    Returns
    -------
    Dossier
        The two figures; those of the same group and place that share a day with one of them, or have the same counter
        and unit; those that pass them on or are passed on; those that one of these has superseded; the documents of all
        these with what they derive from and what derives from them, their passages, locks and wordings; and the events
        that the brief names or, if it asks for all, those of the same place and group on the days covered. A page made
        from this is the page made from everything.

    Raises
    ------
    FigureError
        One of the two is not on file.
    """
    two = Pair(*(dossier[name] for name in dossier.current(pair)))
    every = dossier.every | {name: one.figure for name, one in dossier.superseded.items()}
    alike = {one.id for one in two} | _alike(dossier.every, two)
    former = {name for name in dossier.superseded if dossier.standing(name)[0] in alike}
    kept = _with_passed_on(every, alike | former)
    chains = {name: source_chain(source, dossier.sources) for name, source in dossier.sources.items()}
    roots = {link.id for figure in two for link in chains[figure.source]}
    family = {name for name, links in chains.items() if roots & {link.id for link in links}}
    originals = {one.id: one.repeats for one in dossier.statements if one.repeats}
    spoken = _with_originals({one.id for one in dossier.statements if one.source in family}, originals)
    said = [one for one in dossier.statements if one.id in spoken]
    first, last = _reach([every[name].window for name in kept])
    events = [
        one
        for one in shown_milestones(dossier.milestones, milestones, two.earlier)
        if one.id in milestones or first <= one.day <= last
    ]
    named = {
        *family,
        *(every[name].source for name in kept),
        *(one.source for one in said),
        *(one.source for one in events),
    }
    read = {link.id for name in named for link in chains[name]}
    return replace(
        dossier,
        every={name: figure for name, figure in dossier.every.items() if name in kept},
        superseded={name: one for name, one in dossier.superseded.items() if name in kept},
        sources={name: source for name, source in dossier.sources.items() if name in read},
        passages={name: passage for name, passage in dossier.passages.items() if name in read},
        locks={name: lock for name, lock in dossier.locks.items() if name in kept},
        statements=said,
        milestones=events,
    )


def hash_records(dossier: Dossier) -> Items:
    """List everything in a dossier, each with the start of a SHA-256 of what stands there."""
    found = {
        name: repr(asdict(part) if hasattr(part, "__dataclass_fields__") else part)
        for name, part in name_records(dossier).items()
    }
    return {name: hashlib.sha256(part.encode()).hexdigest()[:16] for name, part in found.items()}


def name_records(dossier: Dossier) -> dict[str, Any]:
    """Name everything in a dossier by its table and its id."""
    parts: dict[str, Any] = {f"figures/{name}": figure for name, figure in dossier.every.items()}
    parts |= {f"superseded/{name}": one for name, one in dossier.superseded.items()}
    parts |= {f"sources/{name}": source for name, source in dossier.sources.items()}
    parts |= {f"passages/{name}": passage for name, passage in dossier.passages.items()}
    parts |= {f"locks/{name}": lock for name, lock in dossier.locks.items()}
    parts |= {f"statements/{one.id}": one for one in dossier.statements}
    parts |= {f"milestones/{one.id}": one for one in dossier.milestones}
    parts |= {f"drift-rules/{one.id}": one for one in dossier.rules}
    return parts | {"datapackage.json": (dossier.gathered, dossier.made_up, dossier.authors)}


def _alike(figures: Mapping[str, Figure], pair: Sequence[Figure]) -> set[str]:
    """Find the counts of the same group and place that share a day with the pair, or its counter and unit."""
    return {
        other.id
        for other in figures.values()
        for one in pair
        if (other.group, other.place) == (one.group, one.place)
        and (other.window.overlaps(one.window) or (other.counter, other.unit) == (one.counter, one.unit))
    }


def _with_passed_on(figures: Mapping[str, Figure], names: set[str]) -> set[str]:
    """Add what passes the figures on, and what they pass on, to any depth."""
    repeats = {figure.id: figure.repeats for figure in figures.values() if figure.repeats}
    kept = set(names)
    while more := {name for name, original in repeats.items() if original in kept} - kept:
        kept |= more
    return _with_originals(kept, repeats)


def _with_originals(names: set[str], repeats: Mapping[str, str]) -> set[str]:
    """Add what is passed on, to any depth."""
    kept = set(names)
    while more := {repeats[name] for name in kept if name in repeats} - kept:
        kept |= more
    return kept


def _reach(windows: Sequence[Window]) -> tuple[date, date]:
    """Say from which day to which some windows reach."""
    starts = [window.start.earliest for window in windows if window.start]
    ends = [window.end.latest for window in windows if window.end]
    return min(starts, default=date.min), max(ends, default=date.max)
