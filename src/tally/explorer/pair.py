"""The part of the start page that chooses two counts."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from ipywidgets import Dropdown, Text, Widget

from tally.briefs import Brief, PairBrief
from tally.explorer.choices import NARROWING, Choice, claimed_pair, offered_claims, offered_counts
from tally.explorer.part import Part, label, narrow
from tally.records import Dossier
from tally.records.figures import Figure, get_figure


class PairControls(Part):
    """
    Two counts: by a claim about them, or by group, place, counter and basis; and when one “so far” stopped.

    Parameters
    ----------
    callback : callable
        What is called after each change.
    """

    def __init__(self, callback: Callable[[], None]) -> None:
        self.narrowing = {name: narrow(name) for name in NARROWING}
        self.claim, self.earlier, self.later = (
            label(Dropdown, name, across=True) for name in ("claim", "earlier", "later")
        )
        self.as_of = label(Text, "as_of", hint="day")
        super().__init__([self.claim, *self.narrowing.values(), self.earlier, self.later, self.as_of], callback)

    def turn_to(self, dossier: Dossier, start: Brief | None) -> None:
        """Set all controls to a brief, or to the first counts of a case."""
        with self.quiet():
            self._dossier, start = dossier, start if isinstance(start, PairBrief) else None
            self.claim.options, self.claim.value = offered_claims(dossier), ""
            self.remark()
            pair = dossier.current_ids(*start.pair) if start else ("", "")
            self._fill(self._kind_of(pair[0]) if start else {}, *pair, ordered=not start)
            self.as_of.value = start.as_of if start else ""

    def refill(self, dossier: Dossier) -> None:
        """Update the lists after the records have changed, and keep the choices."""
        with self.quiet():
            self._dossier = dossier
            self._fill(self._wanted, self.earlier.value or "", self.later.value or "")

    def choose(self, earlier: str, later: str) -> None:
        """Choose two figures. Raises `FigureError` if one is not in the data, or the later is of another kind."""
        figures = self._dossier.figures
        kind = self._kind_of(get_figure(figures, earlier).id)
        same = figures[(figures[list(NARROWING)].astype(str) == pd.Series(kind)).all(axis=1)]
        get_figure(same, later)
        with self.quiet():
            self._fill(kind, earlier, later, ordered=False)

    def follow(self, control: Widget) -> bool:
        """Update the lists after a choice; the claim is no longer chosen after another choice."""
        if control is self.claim:
            pair, remark = claimed_pair(self._dossier, control.value)
            self.remark(remark)
            if not pair:
                return False
            self._fill(self._kind_of(pair.earlier), *pair, ordered=False)
        elif control is not self.as_of:
            self._fill(self._wanted, self.earlier.value, self.later.value)
            self.claim.value = ""
            self.remark()
        return True

    @property
    def figure(self) -> Figure | None:
        """The count whose events are offered; None if there is none."""
        return self._dossier[self.earlier.value] if self.earlier.value else None

    @property
    def labels(self) -> list[str]:
        """The two counts, as the lists show them."""
        return [control.label for control in (self.earlier, self.later) if control.label]

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of a brief that are chosen here."""
        as_of = "" if self.as_of.disabled else self.as_of.value.strip()
        return {"earlier": self.earlier.value, "later": self.later.value, "as_of": as_of}

    @property
    def _wanted(self) -> dict[str, str]:
        """The group, place, counter and basis that are chosen."""
        return {name: control.value for name, control in self.narrowing.items()}

    def _kind_of(self, name: str) -> dict[str, str]:
        """Return the group, place, counter and basis of a figure."""
        return {kind: str(self._dossier.figures.loc[name, kind]) for kind in NARROWING}

    def _fill(self, wanted: dict[str, str], earlier: str, later: str, *, ordered: bool = True) -> None:
        """Set the options of each list to those that the lists before it allow; keep the choices if possible."""
        offer = offered_counts(self._dossier.figures, wanted, earlier, later, ordered=ordered)
        lists: list[tuple[Dropdown, Choice]] = [(self.earlier, offer.earlier), (self.later, offer.later)]
        for control, choice in lists + [(self.narrowing[name], choice) for name, choice in offer.kinds.items()]:
            control.options = choice.options
            control.value = choice.value
        pair = [self._dossier[control.value] for control in (self.earlier, self.later) if control.value]
        self.as_of.disabled = not any(figure.window.open_ended for figure in pair)
