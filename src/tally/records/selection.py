"""Select the records relevant to one brief, so that a change elsewhere does not change its page."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tally.project import Items
from tally.records.bibliography import source_chain
from tally.records.claim_table import StatedClaim, names_days
from tally.records.dossier import Dossier
from tally.records.events import names_actor, places_of_rows, with_earlier
from tally.records.figures import Figure
from tally.records.milestones import shown_milestones
from tally.records.tables import plain_fields
from tally.records.wordings import used_rules
from tally.windows import span_of, spans_meet

PAIR = 2
OF_COUNTS = {"low", "high", "counted", "same_days", "growth"}  # the fields that only a counted figure has


def select_records(dossier: Dossier, ids: Sequence[str], milestones: Sequence[str] = ()) -> Dossier:
    """
    Select the records that a briefing on two or more figures can show.

    Parameters
    ----------
    dossier, ids
        All records of the case, and the ids of the figures, in order.
    milestones : sequence of str
        Ids of the events that the brief names, and `all` for the others of the same place and group.

    Returns
    -------
    Dossier
        These figures; those of the same group and place that share a day with one of them, or with a gap between
        those of a series, or have the same counter and unit; those that repeat them or are
        repeated; those that one of these has replaced; the documents of all these with the documents that they derive
        from and those derived from them, their passages, locks and wordings; the claims about them, with their
        wordings; the events that the brief names or, with `all`, those of the same place and group on the days covered;
        and the rules that apply. The page made from these records is the page made from all.

    Raises
    ------
    FigureError
        One of the figures is not in the data.
    """
    figures = [dossier[name] for name in dossier.current_ids(*ids)]
    every = dossier.every | {name: old.figure for name, old in dossier.superseded.items()}
    similar = {figure.id for figure in figures} | _similar(dossier.every, figures)
    former = {name for name in dossier.superseded if dossier.current_ids(name)[0] in similar}
    names = _with_repeats(every, similar | former)
    chains = {name: source_chain(source, dossier.sources) for name, source in dossier.sources.items()}
    roots = {link.id for figure in figures for link in chains[figure.source]}
    family = {name for name, links in chains.items() if roots & {link.id for link in links}}
    originals = {statement.id: statement.repeats for statement in dossier.statements if statement.repeats}
    claims = claims_about(dossier, ids)
    in_family = {wording.id for wording in dossier.statements if wording.source in family}
    wordings = _with_originals(in_family | {claim.statement for claim in claims}, originals)
    statements = [statement for statement in dossier.statements if statement.id in wordings]
    first, last = span_of([every[name].window for name in names])
    events = [
        event
        for event in shown_milestones(dossier.milestones, milestones, figures[0])
        if event.id in milestones or first <= event.day <= last
    ]
    cited = {
        *family,
        *(every[name].source for name in names),
        *(statement.source for statement in statements),
        *(event.source for event in events),
    }
    documents = {link.id for name in cited for link in chains[name]}
    units = {every[name].unit for name in names}
    counts = {name: row for name, row in dossier.counts.items() if name in names}
    texts = [(statement.wording, dossier.sources[statement.source].language) for statement in statements]
    for name in names:
        figure = every[name]
        shown = (figure.unit_printed, figure.quotation, figure.group, figure.place)
        texts += [(text, dossier.sources[figure.source].language) for text in shown]
    return replace(
        dossier,
        rules=used_rules(dossier.rules, texts),
        every={name: figure for name, figure in dossier.every.items() if name in names},
        superseded={name: old for name, old in dossier.superseded.items() if name in names},
        sources={name: source for name, source in dossier.sources.items() if name in documents},
        passages={name: passage for name, passage in dossier.passages.items() if name in documents},
        locks={name: lock for name, lock in dossier.locks.items() if name in names},
        statements=statements,
        claims=claims,
        milestones=events,
        units_within={
            unit: tuple(wide for wide in wides if wide in units)
            for unit, wides in dossier.units_within.items()
            if unit in units and units.intersection(wides)
        },
        counts=counts,
        datasets=with_earlier(dossier.datasets, [row.dataset for row in counts.values()]),
        actors=tuple(actor for actor in dossier.actors if any(names_actor(row, actor) for row in counts.values())),
        places=places_of_rows(dossier.places, counts.values()),
        units={unit: single for unit, single in dossier.units.items() if counts and unit in units},
    )


def claims_about(dossier: Dossier, ids: Sequence[str]) -> tuple[StatedClaim, ...]:
    """
    Select the claims about two figures, or figures that repeat them or were superseded by them.

    Of three or more, or one over many periods, which are a series: those about counts of the same counter, unit, place
    and group on days of the series, and those in documents about its data set.
    """
    if len(ids) != PAIR:
        return tuple(claim for claim in dossier.claims if claim.later and _is_about_series(dossier, claim, ids))
    pairs = [(claim, (claim.earlier, claim.later)) for claim in dossier.claims if claim.earlier]
    firsts = [_first_of(dossier, name) for name in ids]
    return tuple(claim for claim, pair in pairs if [_first_of(dossier, name) for name in pair] == firsts)


def _is_about_series(dossier: Dossier, claim: StatedClaim, ids: Sequence[str]) -> bool:
    """Return whether a claim is about a count of a series, or two; or about periods of all events of its data set."""
    counts = [dossier.every[name] for name in dossier.current_ids(*ids) if name in dossier.every]
    if names_days(claim.later):
        source = next(statement.source for statement in dossier.statements if statement.id == claim.statement)
        documents = {link.id for link in source_chain(dossier.sources[source], dossier.sources)}
        rows = [count.counted.row for count in counts if count.counted]
        return any(row.is_whole for row in rows) and counts[0].source in documents
    names = [_first_of(dossier, name) for name in (claim.earlier, claim.later) if name]
    figures = [dossier.every[name] for name in names if name in dossier.every]
    return len(figures) == len(names) and all(any(_same_thing(figure, count) for count in counts) for figure in figures)


def _same_thing(figure: Figure, count: Figure) -> bool:
    """Return whether a figure is of the same counter, unit, place and group as another and shares days with it."""
    kinds = {(each.counter, each.unit, each.place, each.group, each.counted is None) for each in (figure, count)}
    return len(kinds) == 1 and figure.window.overlaps(count.window)


def _first_of(dossier: Dossier, name: str) -> str:
    """Return the id of the count that a figure repeats, or its own; of a superseded one, that of its replacement."""
    (name,) = dossier.current_ids(name)
    while name in dossier.every and (original := dossier.every[name].repeats):  # a count of events may not be counted
        (name,) = dossier.current_ids(original)
    return name


def hash_records(dossier: Dossier) -> Items:
    """Compute the start of a SHA-256 of each record in a dossier."""
    plain = {name: plain_fields(part) for name, part in name_records(dossier).items()}
    texts = {name: repr(_quoted_as_before(part) if isinstance(part, dict) else part) for name, part in plain.items()}
    return {name: hashlib.sha256(text.encode()).hexdigest()[:16] for name, text in texts.items()}


def _quoted_as_before(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a record without those of counts of events where it has none, as older versions did."""
    return {
        name: _quoted_as_before(value) if isinstance(value, dict) else value
        for name, value in fields.items()
        if value is not None or name not in OF_COUNTS
    }


def name_records(dossier: Dossier) -> dict[str, Any]:
    """Return each record in a dossier by its table and its id."""
    quoted = {name: figure for name, figure in dossier.every.items() if name not in dossier.counts}
    parts: dict[str, Any] = {f"figures/{name}": figure for name, figure in quoted.items()}
    parts |= {
        f"{table}/{name}": row for table in ("counts", "datasets") for name, row in getattr(dossier, table).items()
    }
    parts |= {f"actors/{name.id}": name for name in dossier.actors}
    parts |= {f"places/{name.id}": name for name in dossier.places}
    parts |= {f"boundaries/{name}": places.sha256 for name, places in dossier.boundaries.items()}
    for table in ("superseded", "sources", "passages", "locks"):
        parts |= {f"{table}/{name}": record for name, record in getattr(dossier, table).items()}
    parts |= {
        f"{table}/{record.id}": record
        for table in ("statements", "claims", "milestones", "drift-rules", "claim-rules")
        for record in getattr(dossier, table.removeprefix("drift-").replace("-", "_"))
    }
    within = dossier.units_within.items()
    parts |= {f"units/{unit} within {wide}": (unit, wide) for unit, wides in within for wide in wides}
    parts |= {f"units/{unit} with 1": single for unit, single in dossier.units.items()}
    return parts | {"datapackage.json": (dossier.gathered, dossier.made_up, dossier.authors)}


def _similar(figures: Mapping[str, Figure], own: Sequence[Figure]) -> set[str]:
    """Find the counts of the same group and place on days of a pair, or of a series and its gaps; or of its kind."""
    whole = [figure.window for figure in own] if len(own) > PAIR else []
    return {
        other.id
        for other in figures.values()
        for figure in own
        if (other.group, other.place) == (figure.group, figure.place)
        and (
            spans_meet([other.window], whole or [figure.window])
            or (other.counter, other.unit) == (figure.counter, figure.unit)
        )
    }


def _with_repeats(figures: Mapping[str, Figure], names: set[str]) -> set[str]:
    """Add the figures that repeat the named ones, and those that they repeat, to any depth."""
    repeats = {figure.id: figure.repeats for figure in figures.values() if figure.repeats}
    found = set(names)
    while more := {name for name, original in repeats.items() if original in found} - found:
        found |= more
    return _with_originals(found, repeats)


def _with_originals(names: set[str], repeats: Mapping[str, str]) -> set[str]:
    """Add the records that the named ones repeat, to any depth."""
    found = set(names)
    while more := {repeats[name] for name in found if name in repeats} - found:
        found |= more
    return found
