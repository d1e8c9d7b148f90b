"""The part of the start page that counts events in files, and adds a count to the case."""

from typing import Any

from ipywidgets import HTML, Button, Combobox, Dropdown, Layout, Text, VBox

from tally.adding import add_count, count_asked
from tally.errors import TallyError, explain
from tally.explorer.view import render_added, render_count, render_message
from tally.project import Project
from tally.records import Dossier
from tally.records.events import Role, Unit

WIDE = Layout(width="auto")
DAYS = "such as 2021 or 2021-01-01/2021-11-17"


class CountDesk(VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """
    Count events in the files of a case: choose a data set, an actor, a place and the days.

    It is hidden while the case has no data set. A count that is saved is a row of counts.csv, as `tally add count`
    writes it.

    Parameters
    ----------
    project : Project
        The checkout.
    """

    def __init__(self, project: Project) -> None:
        self._project, self._case = project, ""
        self._fields: dict[str, Any] = {
            "dataset": Dropdown(description="Data set", layout=WIDE),
            "unit": Dropdown(description="Unit", options=[*Unit], layout=WIDE),
            "actor": Combobox(description="Actor", placeholder="anybody", continuous_update=False, layout=WIDE),
            "role": Dropdown(description="Role", options=[*Role], layout=WIDE),
            "place": Combobox(description="Where", placeholder="anywhere", continuous_update=False, layout=WIDE),
            "window": Text(description="Days", placeholder=DAYS, continuous_update=False, layout=WIDE),
            "id": Text(description="Id", placeholder="made from the rest if empty", layout=WIDE),
        }
        self._count = Button(description="Count", icon="calculator", layout=WIDE)
        self._keep = Button(description="Keep this count", icon="save", layout=WIDE)
        self._screen, self._status = HTML(), HTML(_dom_classes=("tally-status",))
        self._count.on_click(self._show)
        self._keep.on_click(self._add)
        self._fields["dataset"].observe(self._chosen, names="value")
        for name in ("unit", "actor", "role", "place", "window"):
            self._fields[name].observe(self._count_again, names="value")
        choosing = VBox([*self._fields.values(), self._count, self._keep], _dom_classes=("tally-choices",))
        super().__init__([HTML("<h3>Count events in a file</h3>"), choosing, self._screen, self._status])

    def offer(self, case: str, dossier: Dossier) -> None:
        """Show the data sets of a case, and the actors and places of its tables."""
        self._case, self._dossier = case, dossier
        self._screen.value = self._status.value = ""
        names = [(dataset.named, name) for name, dataset in sorted(dossier.datasets.items())]
        self._fields["dataset"].options = names
        self._fields["dataset"].value = names[0][1] if names else None
        self._chosen({"new": self._fields["dataset"].value})
        self.layout.display = "" if names else "none"

    @property
    def answers(self) -> dict[str, str]:
        """The cells of the row of counts.csv that is on screen."""
        return {name: (field.value or "").strip() for name, field in self._fields.items()}

    def _chosen(self, change: dict[str, Any]) -> None:
        """Show the names and the last days of a data set after it was chosen."""
        dataset = self._dossier.datasets.get(change["new"])
        if dataset is None:
            return
        self._screen.value = self._status.value = ""
        for kind, rows in (("actor", self._dossier.actors), ("place", self._dossier.places)):
            known = dict.fromkeys(getattr(row, kind) for row in rows if row.dataset in ("", dataset.id))
            self._fields[kind].options, self._fields[kind].value = tuple(known), ""
        last = dataset.covers.last
        first = max(dataset.covers.first, last.replace(month=1, day=1))
        whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        self._fields["window"].value = f"{last.year:04d}" if whole else f"{first}/{last}"

    def _count_again(self, _: dict[str, Any]) -> None:
        """Count again if a count is shown: a browser can send a click before the value that was entered last."""
        if self._screen.value:
            self._show()

    def _show(self, _: Button | None = None) -> None:
        """Count, and show the result or why there is none."""
        self._status.value = ""
        try:
            _, count = count_asked(self._project, self._case, self.answers)
        except (TallyError, OSError) as error:
            self._screen.value = render_message(explain(error))
        else:
            self._screen.value = render_count(count, self.answers["unit"])

    def _add(self, _: Button) -> None:
        """Add the count to the case, and show it; or show why that is not possible."""
        try:
            name, count, path = add_count(self._project, self._case, self.answers)
        except (TallyError, OSError) as error:
            self._status.value = render_message(f"Not written. {explain(error)}")
        else:
            self._screen.value = render_count(count, self.answers["unit"])
            self._status.value = render_added(name, str(path.relative_to(self._project.root)), self._case)
