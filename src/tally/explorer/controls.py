"""The controls of the start page, and the brief that they write."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pandas as pd
from ipywidgets import HTML, Button, DatePicker, Dropdown, Layout, SelectMultiple, Text, Textarea, VBox, Widget
from markupsafe import Markup
from pydantic import ValidationError

from tally.adding import write_brief
from tally.briefs import Brief, BriefError, check_against, load_brief
from tally.errors import TallyError, explain
from tally.explorer.view import PageSetup, render_view
from tally.project import Project, find_project
from tally.records import ALL, Dossier, concerns, load_dossier
from tally.records.figures import Basis, count_with_unit, get_figure
from tally.windows import Window

NARROWING = ("group", "place", "counter", "basis")
LEVELS = (0.8, 0.9, 0.95, 0.99)
WIDE = Layout(width="auto")


class Explorer(VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """
    The start page: choose two counts in the data, see how they compare, and save the question as a brief.

    Parameters
    ----------
    project : Project, optional
        The checkout; by default the one that contains the notebook.
    brief : str
        The brief that is shown first; by default the project's default brief.
    """

    def __init__(self, project: Project | None = None, brief: str = "") -> None:
        self._project = project or find_project()
        start, self._dossier = _opening(self._project, brief or self._project.default_brief)
        self._case = start.case
        self._busy = False
        first = self._dossier.figures.loc[start.earlier]
        self._narrowing = {name: Dropdown(description=name.capitalize(), layout=WIDE) for name in NARROWING}
        self._earlier = Dropdown(description="Earlier", layout=WIDE)
        self._later = Dropdown(description="Later", layout=WIDE)
        self._as_of = DatePicker(description="Stopped on", layout=WIDE)
        self._level = Dropdown(description="Level", options=sorted({*LEVELS, start.level}), layout=WIDE)
        self._milestones = SelectMultiple(description="Events", rows=5, layout=WIDE)
        self._name = Text(description="Name", layout=WIDE)
        self._question = Textarea(description="Question", rows=3, layout=WIDE)
        self._write = Button(description="Write the brief", icon="save", layout=WIDE)
        self._status, self._screen = HTML(), HTML()
        self._status.add_class("tally-status")
        with self._quiet():
            self._fill({name: str(first[name]) for name in NARROWING}, start.earlier, start.later)
            self._as_of.value = date.fromisoformat(start.as_of) if start.as_of else None
            self._level.value, self._milestones.value = start.level, tuple(start.milestones)
            self._name.value, self._question.value = f"my-{start.brief}", start.question
        for control in self._controls:
            control.observe(self._changed, names="value")
        self._write.on_click(self._keep)
        *choices, events_control = self._controls
        choosing = VBox(choices)
        keeping = VBox([events_control, VBox([self._name, self._question, self._write, self._status])])
        for box in (choosing, keeping):
            box.add_class("tally-choices")
        super().__init__([PageSetup(), choosing, self._screen, keeping])
        self.add_class("tally-explorer")
        self._show()

    @property
    def brief(self) -> Brief:
        """
        The question on screen.

        Raises
        ------
        ValidationError
            The name or the question is not valid for a brief.
        """
        return self._chosen_brief(self._name.value.strip(), self._question.value.strip())

    def choose(self, earlier: str, later: str) -> None:
        """
        Choose two figures, as a user of the controls does.

        Raises
        ------
        FigureError
            One of them is not in the data, or the later one is of another group, place, counter or basis.
        """
        figures = self._dossier.figures
        kind = {name: str(figures.loc[get_figure(figures, earlier).id, name]) for name in NARROWING}
        same = figures[(figures[list(NARROWING)].astype(str) == pd.Series(kind)).all(axis=1)]
        get_figure(same, later)
        with self._quiet():
            self._fill(kind, earlier, later)
        self._show()

    def _chosen_brief(self, name: str, question: str) -> Brief:
        """Return the chosen values as a brief."""
        as_of = self._as_of.value.isoformat() if self._as_of.value and not self._as_of.disabled else ""
        events = [name for _, name in self._milestones.options if name in self._milestones.value]
        return Brief(
            brief=name, question=question, case=self._case, earlier=self._earlier.value, later=self._later.value,
            as_of=as_of, level=self._level.value, milestones=events,
        )  # fmt: skip

    @property
    def _controls(self) -> list[Widget]:
        """The controls on which the screen depends."""
        return [*self._narrowing.values(), self._earlier, self._later, self._as_of, self._level, self._milestones]

    def _changed(self, change: dict[str, Any]) -> None:
        """Update the other controls and the screen after a control has changed."""
        if self._busy:
            return
        with self._quiet():
            if change["owner"] in self._narrowing.values():
                wanted = {name: control.value for name, control in self._narrowing.items()}
                self._fill(wanted, self._earlier.value, self._later.value)
            self._as_of.disabled = not self._open_ended
        self._show()

    def _fill(self, wanted: dict[str, str], earlier: str, later: str) -> None:
        """Set the options of each control to those that the controls before it allow; keep the choices if possible."""
        figures = self._dossier.figures
        for name, control in self._narrowing.items():
            options = sorted(figures[name].astype(str).unique())
            control.options = [
                (Basis(value).words if name == "basis" else value or f"(no {name} named)", value) for value in options
            ]
            control.value = wanted[name] if wanted[name] in options else options[0]
            figures = figures[figures[name] == control.value]
        figures = figures.iloc[figures["window"].map(_start).argsort(kind="stable")]
        options = [(_label(row), str(name)) for name, row in figures.iterrows()]
        originals = figures.index[figures["repeats"] == ""]
        first_given = originals if len(originals) else figures.index
        for control, chosen, place in ((self._earlier, earlier, 0), (self._later, later, -1)):
            control.options = options
            control.value = chosen if chosen in figures.index else str(first_given[place])
        self._as_of.disabled = not self._open_ended
        figure, chosen = self._dossier[self._earlier.value], self._milestones.value
        events = [event for event in self._dossier.milestones if concerns(event, figure)]
        self._milestones.options = [
            *((f"{event.day:%Y-%m-%d} {event.label}", event.id) for event in events),
            ("All others of this place and group", ALL),
        ]
        self._milestones.value = tuple(name for name in chosen if name in {ALL, *(event.id for event in events)})

    @property
    def _open_ended(self) -> bool:
        """Return whether one of the two counts has no stated end."""
        pair = self._dossier.figures.loc[[self._earlier.value, self._later.value], "window"]
        return any(window.open_ended for window in pair)

    def _show(self) -> None:
        """Show the comparison of the chosen counts."""
        self._screen.value = render_view(self._dossier, self._chosen_brief("on-screen", "on screen"))

    def _keep(self, _: Button) -> None:
        """Write the brief, or show why that is not possible."""
        try:
            path = write_brief(self._project, self.brief)
        except ValidationError as error:
            faults = "; ".join(f"{fault['loc'][0]}: {fault['msg']}" for fault in error.errors())
            self._status.value = str(Markup("<p class='refused'>Not written. {}</p>").format(faults))
        except (TallyError, OSError) as error:
            self._status.value = str(Markup("<p class='refused'>Not written. {}</p>").format(explain(error)))
        else:
            done = "<p>Written: {}.<br>Build it with <code>make report BRIEF={}</code></p>"
            self._status.value = str(Markup(done).format(path.relative_to(self._project.root), path.stem))

    @contextmanager
    def _quiet(self) -> Iterator[None]:
        """Change several controls, and update the screen only once."""
        self._busy = True
        try:
            yield
        finally:
            self._busy = False


def _opening(project: Project, requested: str) -> tuple[Brief, Dossier]:
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
            check_against(brief, dossier)
        except BriefError as error:
            refusals.append(error)
        else:
            return brief, dossier
    raise refusals[0]


def _start(window: Window) -> date:
    """Return the day by which windows are sorted in a list."""
    return window.start.earliest if window.start else date.min


def _label(row: pd.Series) -> str:
    """Return the label of a figure in a list."""
    return f"{count_with_unit(row)}, {row['window'].short} ({row.name})"
