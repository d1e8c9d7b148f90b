"""What the lists of the start page offer: each follows from the choices before it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd
from pydantic import ValidationError

from tally.briefs import Brief, BriefError, check_against, load_brief, with_counts
from tally.errors import explain
from tally.project import BriefKind, Project
from tally.records import ALL, Dossier, concerns, load_dossier
from tally.records.figures import Basis, Figure, Pair, count_with_unit
from tally.text import join_names, words
from tally.windows import Window

PARAMETER = re.compile(r"\A([a-z_]+)(?: [0-9]+)?: ")
NARROWING = ("group", "place", "counter", "basis")

Options = tuple[tuple[str, str], ...]  # what a list shows, and the value behind it


class Choice(NamedTuple):
    """The options of a list, and the chosen one; none where the list is empty."""

    options: Options
    value: str | None


class Offer(NamedTuple):
    """The lists that narrow the figures by kind, and the two counts among those of the chosen kind."""

    kinds: dict[str, Choice]
    earlier: Choice
    later: Choice


def offered_counts(
    figures: pd.DataFrame, wanted: Mapping[str, str], earlier: str, later: str, *, ordered: bool = True
) -> Offer:
    """
    Return what can be chosen, with the wanted values where they are possible.

    The later count is never the earlier one; if they are to be in order, it does not start before it unless there is no
    other. If no other figure is of the kind, there is no later count.
    """
    kinds = {}
    for name in NARROWING:
        values = sorted(figures[name].astype(str).unique())
        value = wanted[name] if wanted.get(name) in values else next(iter(values), None)
        kinds[name] = Choice(tuple((kind_label(name, each), each) for each in values), value)
        figures = figures[figures[name] == value]
    figures = by_start(figures)
    options = tuple((figure_label(row), str(name)) for name, row in figures.iterrows())
    starts = [_start(window) for window in figures["window"]]
    if ordered and len(starts) > 1 and starts[-1] > starts[-2]:
        options = options[:-1]  # no count starts after the last one
    offered = [name for _, name in options]
    first = earlier if earlier in offered else next(iter(_originals(figures.loc[offered])), None)
    others = figures if not first else _others(figures, first) if ordered else figures.drop(index=first)
    second = later if later in others.index else None
    if first and second is None and len(others):
        same = others[others["unit"] == figures.loc[first, "unit"]]
        second = _originals(same if len(same) else others)[-1]
    following = tuple((figure_label(row), str(name)) for name, row in others.iterrows())
    return Offer(kinds, Choice(options, first), Choice(following, second))


def offered_claims(dossier: Dossier) -> Options:
    """Return the claims of a case, all of them, after the choice of none."""
    claims = ((f"“{claim.words}” ({claim.statement})", claim.id) for claim in dossier.claims)
    return ((words.OFFERED["no-claim" if dossier.claims else "no-claims"], ""), *claims)


def offered_events(dossier: Dossier, figure: Figure | None) -> Options:
    """Return the dated events that concern a count, or all of the case if nothing is counted yet; and all others."""
    concerned = [event for event in dossier.milestones if figure is None or concerns(event, figure)]
    events = tuple((f"{event.day.isoformat()} {event.label}", event.id) for event in concerned)
    return (*events, (words.OFFERED["other-events"], ALL))


def claimed_pair(dossier: Dossier, name: str) -> tuple[Pair[str] | None, str]:
    """Return the two counts of a claim; if they cannot be chosen, none and the reason."""
    claim = next((claim for claim in dossier.claims if claim.id == name), None)
    if claim is None:
        return None, ""
    if not (claim.earlier and claim.later):
        return None, words.REFUSED["claim-without-counts"].format(claim.note).strip()
    pair = dossier.current(Pair(claim.earlier, claim.later))
    earlier, later = (dossier.figures.loc[figure] for figure in pair)
    if differing := [kind for kind in NARROWING if earlier[kind] != later[kind]]:
        listed = join_names([words.NARROWED[kind][1] for kind in differing])
        return None, words.REFUSED["claim-of-two-kinds"].format(listed, claim.note).strip()
    return pair, ""


def opening(project: Project, requested: str) -> tuple[Brief, Dossier]:
    """
    Load the brief that is shown first, and its data: the requested one, or else the first that can be built.

    Raises
    ------
    BriefError
        None can be built. The message is about the requested one.
    """
    refusals: list[BriefError] = []
    for name in (requested, *project.briefs):
        try:
            brief = load_brief(project, name)
            dossier = load_dossier(project, brief.case)
            check_against(brief, with_counts(project, brief, dossier))
        except BriefError as error:
            refusals.append(error)
        else:
            return brief, dossier
    raise refusals[0]


def briefs_of(project: Project, dossier: Dossier, case: str) -> dict[BriefKind, Brief]:
    """Return the first brief of each kind of a case that can be built; a series only if its counts are of one kind."""
    found = dict[BriefKind, Brief]()
    for name in project.briefs:
        try:
            brief = load_brief(project, name)
            if brief.case == case and brief.kind not in found:
                check_against(brief, with_counts(project, brief, dossier))
                found[brief.kind] = brief
        except BriefError:
            continue
    return found


def missing_counts(case: str, earlier: str | None, dossier: Dossier) -> str:
    """Return why there are not two counts to compare."""
    reason = "alone" if earlier else "countable" if dossier.datasets else "empty"
    return words.REFUSED[reason].format(case)


def brief_faults(error: ValidationError) -> str:
    """Return what is wrong in a brief, in sentences that name the controls."""
    faults = []
    for fault in error.errors():
        kind, context = "none" if fault["input"] is None else fault["type"], fault.get("ctx", {})
        message = words.FAULTS[kind].format(**context) if kind in words.FAULTS else context.get("error", fault["msg"])
        faults.append(f"{parameter_label(str(fault['loc'][0]))}: {message}")
    return "; ".join(faults)


def parameter_label(name: str) -> str:
    """Return the label of the control of a parameter."""
    return words.CONTROLS.get(name) or words.NARROWED[name][0]


def refusal(error: BriefError) -> str:
    """Return why a question cannot be answered, without the name of a brief that nobody has named yet."""
    first, *lines = str(error).splitlines()
    named = (PARAMETER.sub(lambda found: f"{parameter_label(found[1])}: ", line.strip()) for line in lines)
    return " ".join(named) or first


def reason(error: Exception) -> str:
    """Return why a question cannot be answered, in words of the controls."""
    if isinstance(error, ValidationError):
        return brief_faults(error)
    return refusal(error) if isinstance(error, BriefError) else explain(error)


def _others(figures: pd.DataFrame, first: str) -> pd.DataFrame:
    """Return the figures that do not start before a figure, without it; all others if there is none."""
    others = figures.drop(index=first)
    start = _start(figures.loc[first, "window"])
    following = others[[_start(window) >= start for window in others["window"]]]
    return others if following.empty else following


def _originals(figures: pd.DataFrame) -> list[str]:
    """Return the figures that repeat no other; all of them if each does."""
    originals = figures.index[figures["repeats"] == ""]
    return [str(name) for name in (originals if len(originals) else figures.index)]


def kind_label(name: str, value: str) -> str:
    """Return a group, place, counter or basis as its list shows it."""
    return Basis(value).words if name == "basis" else value or words.NARROWED[name][2]


def by_start(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures in the order of their first days."""
    return figures.iloc[figures["window"].map(_start).argsort(kind="stable")] if len(figures) else figures


def _start(window: Window) -> date:
    """Return the day by which windows are sorted in a list."""
    return window.start.earliest if window.start else date.min


def figure_label(row: pd.Series) -> str:
    """Return the label of a figure in a list."""
    return f"{count_with_unit(row)}, {row['window'].iso} ({row.name})"
