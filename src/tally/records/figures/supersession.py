"""Figures that another has taken the place of: kept, so that what was once published still leads somewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from tally.records.figures.figure import Figure


@dataclass(frozen=True)
class Superseded:
    """A figure that stands no longer, the id of the one that has taken its place, and why it has."""

    figure: Figure
    by: str
    reason: str


def current_figure(superseded: Mapping[str, Superseded], name: str) -> str:
    """Follow a figure's id to the one that stands in its place; its own, while it stands itself."""
    while name in superseded:
        name = superseded[name].by
    return name
