"""The part of the start page that chooses a series of counts: quoted ones, or periods counted from a file of events."""

from collections.abc import Callable
from typing import Any

from ipywidgets import Combobox, Dropdown, SelectMultiple, Text, Widget

from tally.briefs import Brief, SeriesBrief
from tally.explorer.part import Part, wide
from tally.explorer.series_choices import KINDS, offered_series, series_kind
from tally.project import Project
from tally.records import Dossier
from tally.records.events import BOUNDARIES, Level, Role, Unit
from tally.records.figures import Figure
from tally.windows import Step

QUOTED = ("Quoted in documents", "")
DAY = "YYYY-MM-DD"
PLACES = tuple(
    (words, level)
    for level, words in zip(("", *Level), ("all together", "by country", "by province", "by district"), strict=True)
)


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
        self.source = Dropdown(description="Counts", layout=wide(), _dom_classes=("tally-wide",))
        self.narrowing = {name: Dropdown(description=name.capitalize(), layout=wide()) for name in KINDS}
        self.figures = SelectMultiple(description="Series", layout=wide(), _dom_classes=("tally-wide",))
        self.query: dict[str, Any] = {
            "unit": Dropdown(description="Of what", options=[*Unit], layout=wide()),
            "actor": Combobox(description="Actor", placeholder="anybody", continuous_update=False, layout=wide()),
            "role": Dropdown(description="Role", options=[*Role], layout=wide()),
            "place": Combobox(description="Where", placeholder="anywhere", continuous_update=False, layout=wide()),
            "first": Text(description="First day", placeholder=DAY, continuous_update=False, layout=wide()),
            "last": Text(description="Last day", placeholder=DAY, continuous_update=False, layout=wide()),
            "step": Dropdown(description="Periods", options=[*Step], layout=wide()),
            "by": Dropdown(description="Places", options=PLACES, layout=wide()),
            "boundaries": Dropdown(description="Map", layout=wide()),
        }
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
            self.source.options = ([QUOTED] if dossier.every or not files else []) + files
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
        self.figures.value, self.figures.options, self.figures.rows = (), offer.options, max(len(offer.options), 2)
        self.figures.value = offer.chosen

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
        control.options = [("no map", ""), *((name, name) for name in files)]
        control.value, control.disabled = before if before in files else "", not files
