"""The controls of the start page, and the brief that they write."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd
from ipywidgets import HTML, Button, Dropdown, SelectMultiple, Text, Textarea, VBox, Widget
from markupsafe import Markup
from pydantic import ValidationError

from tally.adding import write_brief
from tally.briefs import PairBrief
from tally.errors import TallyError, explain
from tally.explorer.choices import (
    NARROWING,
    Choice,
    brief_faults,
    briefs_of,
    claimed_pair,
    missing_counts,
    offered_claims,
    offered_counts,
    offered_events,
    opening,
)
from tally.explorer.counting import WIDE, CountDesk
from tally.explorer.picture import picture_of
from tally.explorer.view import PageSetup, render_message, render_view
from tally.project import Project, find_project
from tally.records import load_dossier
from tally.records.figures import get_figure

LEVELS = (0.8, 0.9, 0.95, 0.99)


class Explorer(VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """
    The start page: choose two counts in the data, see how they compare, and save the question as a brief; or count.

    Parameters
    ----------
    project : Project, optional
        The checkout; by default the one that contains the notebook.
    brief : str
        The brief that is shown first; by default the project's default brief.
    """

    def __init__(self, project: Project | None = None, brief: str = "") -> None:
        self._project = project or find_project()
        start, self._dossier = opening(self._project, brief or self._project.default_brief)
        self._busy = False
        self._case = Dropdown(description="Case", options=self._project.cases, value=start.case, layout=WIDE)
        self._claim = Dropdown(description="Claim", layout=WIDE)
        self._narrowing = {name: Dropdown(description=name.capitalize(), layout=WIDE) for name in NARROWING}
        self._earlier, self._later = (Dropdown(description=name, layout=WIDE) for name in ("Earlier", "Later"))
        self._as_of = Text(description="Stopped on", placeholder="YYYY-MM-DD", continuous_update=False, layout=WIDE)
        self._level = Dropdown(description="Level", options=sorted({*LEVELS, start.level}), layout=WIDE)
        self._milestones = SelectMultiple(description="Events", layout=WIDE)
        self._name = Text(description="Name", layout=WIDE)
        self._question = Textarea(description="Question", rows=3, layout=WIDE)
        self._write = Button(description="Write the brief", icon="save", layout=WIDE)
        self._remark, self._status, self._screen = HTML(), HTML(_dom_classes=("tally-status",)), HTML()
        self._desk = CountDesk(self._project)
        with self._quiet():
            self._open(start)
        self._write.on_click(self._keep)
        for control in self._controls:
            control.observe(self._changed, names="value")
        choosing = VBox([self._case, self._claim, self._remark, *self._controls[:8]], _dom_classes=("tally-choices",))
        keeping = VBox([self._milestones, self._name, self._question, self._write, self._status])
        for control in (self._claim, self._remark, self._earlier, self._later):
            control.add_class("tally-wide")
        super().__init__([PageSetup(), choosing, self._screen, keeping, self._desk], _dom_classes=("tally-explorer",))
        self._show()

    @property
    def brief(self) -> PairBrief:
        """
        The question on screen.

        Raises
        ------
        ValidationError
            The name or the question is not valid for a brief, or there are not two counts.
        """
        return self._chosen_brief(self._name.value.strip(), self._question.value.strip())

    @property
    def chosen(self) -> list[str]:
        """The case and the two counts, as the lists show them."""
        return [control.label for control in (self._case, self._earlier, self._later) if control.label]

    def choose(self, earlier: str, later: str) -> None:
        """
        Choose two figures, as a user of the controls does.

        Raises
        ------
        FigureError
            One of them is not in the data, or the later one is of another group, place, counter or basis.
        """
        figures = self._dossier.figures
        kind = self._kind_of(get_figure(figures, earlier).id)
        same = figures[(figures[list(NARROWING)].astype(str) == pd.Series(kind)).all(axis=1)]
        get_figure(same, later)
        with self._quiet():
            self._fill(kind, earlier, later, ordered=False)
        self._show()

    def _kind_of(self, name: str) -> dict[str, str]:
        """Return the group, place, counter and basis of a figure."""
        return {kind: str(self._dossier.figures.loc[name, kind]) for kind in NARROWING}

    def _chosen_brief(self, name: str, question: str) -> PairBrief:
        """Return the chosen values as a brief."""
        as_of = "" if self._as_of.disabled else self._as_of.value.strip()
        events = [name for _, name in self._milestones.options if name in self._milestones.value]
        return PairBrief(
            brief=name, question=question, case=self._case.value, earlier=self._earlier.value, later=self._later.value,
            as_of=as_of, level=self._level.value, milestones=events,
        )  # fmt: skip

    @property
    def _controls(self) -> list[Widget]:
        """The controls on which the screen depends."""
        return [
            *self._narrowing.values(), self._earlier, self._later, self._as_of, self._level, self._milestones,
            self._case, self._claim,
        ]  # fmt: skip

    def _changed(self, change: dict[str, Any]) -> None:
        """Update the other controls and the screen after a control has changed."""
        control = change["owner"]
        if self._busy:
            return
        with self._quiet():
            if control is self._case:
                try:
                    self._dossier = load_dossier(self._project, control.value)
                except TallyError as error:
                    message = f"The case {control.value} cannot be shown. {explain(error)}"
                    control.value, self._screen.value = change["old"], render_message(message)
                    return
                self._open(next(briefs_of(self._project, self._dossier, control.value), None))
            elif control is self._claim:
                pair, remark = claimed_pair(self._dossier, control.value)
                self._remark.value = str(Markup("<p>{}</p>").format(remark))
                if not pair:
                    return
                self._fill(self._kind_of(pair.earlier), *pair, ordered=False)
            elif control in (*self._narrowing.values(), self._earlier, self._later):
                wanted = {name: narrowing.value for name, narrowing in self._narrowing.items()}
                self._fill(wanted, self._earlier.value, self._later.value)
                self._claim.value, self._remark.value = "", ""
        self._show()

    def _open(self, start: PairBrief | None) -> None:
        """Set all controls to a brief, or to the first counts of the case if it has no brief."""
        self._desk.offer(self._case.value, self._dossier)
        self._claim.options, self._claim.value, self._remark.value = offered_claims(self._dossier), "", ""
        pair = self._dossier.current_ids(*start.pair) if start else ("", "")
        self._fill(self._kind_of(pair[0]) if start else {}, *pair, ordered=not start)
        self._as_of.value = start.as_of if start else ""
        if start:
            self._level.options = sorted({*LEVELS, start.level})
            self._level.value = start.level
            offered = {name for _, name in self._milestones.options}
            self._milestones.value = tuple(name for name in start.milestones if name in offered)
        self._name.value = f"my-{start.brief if start else self._case.value}"
        self._question.value = start.question if start else ""

    def _fill(self, wanted: dict[str, str], earlier: str, later: str, *, ordered: bool = True) -> None:
        """Set the options of each control to those that the controls before it allow; keep the choices if possible."""
        offer = offered_counts(self._dossier.figures, wanted, earlier, later, ordered=ordered)
        lists: list[tuple[Dropdown, Choice]] = [(self._earlier, offer.earlier), (self._later, offer.later)]
        for control, choice in lists + [(self._narrowing[name], choice) for name, choice in offer.kinds.items()]:
            control.options = choice.options
            control.value = choice.value
        chosen, events = self._milestones.value, offered_events(self._dossier, offer.earlier.value)
        self._milestones.value, self._milestones.options, self._milestones.rows = (), events, len(events)
        self._milestones.value = tuple(name for name in chosen if name in {name for _, name in events})
        pair = [self._dossier[control.value] for control in (self._earlier, self._later) if control.value]
        self._as_of.disabled = not any(figure.window.open_ended for figure in pair)

    def _show(self) -> None:
        """Show the comparison of the chosen counts, or why there is none."""
        try:
            if self._later.value:
                shown = render_view(self._dossier, self._chosen_brief("on-screen", "on screen"))
            else:
                shown = render_message(missing_counts(self._case.value, self._earlier.value, self._dossier))
        except ValidationError as error:
            shown = render_message(brief_faults(error))
        self._screen.value = shown

    def _keep(self, _: Button) -> None:
        """Write the brief, or show why that is not possible."""
        try:
            path = write_brief(self._project, self.brief)
        except (ValidationError, TallyError, OSError) as error:
            reason = brief_faults(error) if isinstance(error, ValidationError) else explain(error)
            self._status.value = str(Markup("<p class='refused'>Not written. {}</p>").format(reason))
        else:
            done = "<p>Written: {}.<br>Build it with <code>make report BRIEF={}</code></p>"
            self._status.value = str(Markup(done).format(path.relative_to(self._project.root), path.stem))

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        """Return the page with its picture, which is shown where no kernel runs."""
        bundle: dict[str, Any] = super()._repr_mimebundle_(**options)
        return bundle | {"text/plain": "; ".join(self.chosen)} | picture_of(self.chosen, self._screen.value)

    @contextmanager
    def _quiet(self) -> Iterator[None]:
        """Change several controls, and update the screen only once."""
        self._busy = True
        try:
            yield
        finally:
            self._busy = False
