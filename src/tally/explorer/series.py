"""The part of the start page that chooses a series of counts: quoted ones, or periods counted from a file of events."""

from collections.abc import Callable
from typing import Any

from ipywidgets import Dropdown, SelectMultiple, Text, Widget

from tally.briefs import Brief, SeriesBrief
from tally.explorer.part import Part, in_words, label, narrow, offer_several, query_controls
from tally.explorer.series_choices import KINDS, offered_series, series_kind
from tally.project import Project
from tally.records import Dossier
from tally.records.events import BOUNDARIES, Level, Role, Unit
from tally.records.figures import Figure
from tally.text import words
from tally.windows import Step

QUOTED = ""  # in the place of a data set


class SeriesControls(Part):
    """
    A series: the counts of one group, place, counter, unit and basis, or what a file has in periods of one length.

    Parameters
    ----------
    project : Project
        The checkout.
    callback : callable
        What is called after each change.
    """

    def __init__(self, project: Project, callback: Callable[[], None]) -> None:
        self._project = project
        self.source = label(Dropdown, "dataset", across=True)
        self.narrowing = {name: narrow(name) for name in KINDS}
        self.figures = label(SelectMultiple, "series", across=True)
        steps, levels = in_words(Step, words.STEPS), in_words(("", *Level), words.DIVIDED)
        self.query: dict[str, Any] = query_controls() | {
            "first": label(Text, "first", hint="day"), "last": label(Text, "last", hint="day"),
            "step": label(Dropdown, "step", options=steps), "by": label(Dropdown, "by", options=levels),
            "boundaries": label(Dropdown, "boundaries"),
        }  # fmt: skip
        super().__init__([self.source, *self.narrowing.values(), self.figures, *self.query.values()], callback)

    def turn_to(self, case: str, dossier: Dossier, start: Brief | None) -> None:
        """Set all controls to a brief, or to the first series of a case."""
        with self.quiet():
            self._case, self._dossier = case, dossier
            start = start if isinstance(start, SeriesBrief) else None
            ids = [*dossier.current_ids(*start.series)] if start else []
            if ids and not series_kind(dossier, ids):
                start, ids = None, []  # counts of several kinds: the lists have those of one
            files = [(dataset.named, name) for name, dataset in sorted(dossier.datasets.items())]
            self.source.options = ([(words.OFFERED["quoted"], QUOTED)] if dossier.every or not files else []) + files
            self.source.value = start.dataset if start else self.source.options[0][1]
            self._offer(series_kind(dossier, ids) or {}, ids)
            self._ask(start)

    def follow(self, control: Widget) -> bool:
        """Update the lists after a choice."""
        if control is self.source:
            self._ask(None)
        elif control in self.narrowing.values():
            self._offer({name: each.value for name, each in self.narrowing.items()}, [])
        elif control is self.query["by"]:
            self._offer_maps()
        return True

    @property
    def figure(self) -> Figure | None:
        """The count whose events are offered; None if there is none yet."""
        return None if self.source.value or not self.figures.value else self._dossier[self.figures.value[0]]

    @property
    def labels(self) -> list[str]:
        """The series, as the lists show it."""
        if self.source.value:
            return [self.source.label, *(str(field.value) for field in self.query.values() if field.value)]
        return [label for label, name in self.figures.options if name in self.figures.value]

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of a brief that are chosen here."""
        if not self.source.value:
            return {"series": [*self.figures.value]}
        return {"dataset": self.source.value} | {name: (each.value or "").strip() for name, each in self.query.items()}

    def _offer(self, wanted: dict[str, str], ids: list[str]) -> None:
        """Set the options of each list to those that the lists before it allow, and choose a series."""
        offer = offered_series(self._dossier, wanted, ids)
        for name, choice in offer.kinds.items():
            self.narrowing[name].options = choice.options
            self.narrowing[name].value = choice.value
        offer_several(self.figures, offer.options, offer.chosen)

    def _ask(self, start: SeriesBrief | None) -> None:
        """Show the controls of quoted or of counted series, these with the names and the days of the data set."""
        dataset = self._dossier.datasets.get(self.source.value)
        for control in (*self.narrowing.values(), self.figures):
            control.layout.display = "none" if dataset else ""
        for control in self.query.values():
            control.layout.display = "" if dataset else "none"
        self.source.layout.display = "" if len(self.source.options) > 1 else "none"
        if dataset is None:
            return
        for kind, rows in (("actor", self._dossier.actors), ("place", self._dossier.places)):
            known = dict.fromkeys(getattr(row, kind) for row in rows if row.dataset in ("", dataset.id))
            self.query[kind].options, self.query[kind].value = tuple(known), ""
        usual = {
            "unit": Unit.EVENTS, "role": Role.ANY, "first": str(dataset.covers.first), "last": str(dataset.covers.last),
            "step": Step.MONTH, "by": "", "boundaries": "",
        }  # fmt: skip
        values = {name: getattr(start, name) for name in self.query} if start else usual
        self.query["by"].value = values["by"]
        self._offer_maps()
        for name, value in values.items():
            self.query[name].value = value

    def _offer_maps(self) -> None:
        """Show the boundaries of the case if counts are divided by place."""
        control, before = self.query["boundaries"], self.query["boundaries"].value or ""
        folder = self._project.tables(self._case) / BOUNDARIES
        files = sorted(path.stem for path in folder.glob("*.geojson")) if self.query["by"].value else []
        control.options = [(words.OFFERED["no-map"], ""), *((name, name) for name in files)]
        control.value, control.disabled = before if before in files else "", not files
