"""The start page: its controls, and the brief that they write."""

from collections.abc import Sequence
from typing import Any

from ipywidgets import HTML, Button, Dropdown, SelectMultiple, Text, Textarea, ToggleButtons, VBox
from markupsafe import Markup
from pydantic import ValidationError

from tally.adding import write_brief
from tally.briefs import MODELS, Brief, BriefError, PairBrief, check_against, with_all_counts, with_counts
from tally.errors import TallyError, explain
from tally.explorer.choices import brief_faults, briefs_of, missing_counts, offered_events, opening, refusal
from tally.explorer.counting import CountDesk
from tally.explorer.pair import PairControls
from tally.explorer.part import WIDE
from tally.explorer.picture import picture_of
from tally.explorer.series import SeriesControls
from tally.explorer.series_choices import series_remarks, word_faults
from tally.explorer.series_view import render_series
from tally.explorer.view import PageSetup, render_message, render_view
from tally.project import BriefKind, Project, find_project
from tally.records import load_dossier

LEVELS = (0.8, 0.9, 0.95, 0.99)
KINDS = (("Two counts", BriefKind.PAIR), ("A series of counts", BriefKind.SERIES))


class Explorer(VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """
    The start page: choose two counts or a series of them, see what they support, and save the question; or count.

    Parameters
    ----------
    project : Project, optional
        The checkout; by default the one that contains the notebook.
    brief : str
        The brief that is shown first; by default the project's default brief.
    """

    def __init__(self, project: Project | None = None, brief: str = "") -> None:
        self._project = project or find_project()
        start, dossier = opening(self._project, brief or self._project.default_brief)
        self._busy = False
        self._case = Dropdown(description="Case", options=self._project.cases, value=start.case, layout=WIDE)
        self._kind = ToggleButtons(options=KINDS, value=start.kind, _dom_classes=("tally-kind",))
        self._pair, self._series = PairControls(self._moved), SeriesControls(self._project, self._moved)
        self._level = Dropdown(description="Level", options=sorted({*LEVELS, start.level}), layout=WIDE)
        self._milestones = SelectMultiple(description="Events", layout=WIDE)
        self._name = Text(description="Name", layout=WIDE)
        self._question = Textarea(description="Question", rows=3, layout=WIDE)
        self._write = Button(description="Keep as brief", icon="save", layout=WIDE)
        self._status, self._screen = HTML(_dom_classes=("tally-status",)), HTML()
        self._desk = CountDesk(self._project, self._counted)
        self._open(dossier, {**briefs_of(self._project, dossier, start.case), start.kind: start})
        self._write.on_click(self._keep)
        self._case.observe(self._turned, names="value")
        self._kind.observe(self._asked_otherwise, names="value")
        for control in (self._level, self._milestones):
            control.observe(lambda _: self._show(), names="value")
        choosing = VBox([self._case, self._level], _dom_classes=("tally-choices",))
        keeping = VBox([self._milestones, self._name, self._question, self._write, self._status])
        parts = [PageSetup(), choosing, self._kind, self._pair, self._series, self._screen, keeping, self._desk]
        super().__init__(parts, _dom_classes=("tally-explorer",))
        self._show()

    @property
    def brief(self) -> Brief:
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
        """The case and the counts, as the lists show them."""
        return [self._case.label, *self._part.labels]

    def choose(self, earlier: str, later: str) -> None:
        """
        Choose two figures, as a user of the controls does.

        Raises
        ------
        FigureError
            One of them is not in the data, or the later one is of another group, place, counter or basis.
        """
        self._pair.choose(earlier, later)
        self._kind.value = BriefKind.PAIR
        self._moved()

    @property
    def _part(self) -> PairControls | SeriesControls:
        """The part of the page that names the counts of the question."""
        return self._pair if self._kind.value is BriefKind.PAIR else self._series

    def _chosen_brief(self, name: str, question: str) -> Brief:
        """Return the chosen values as a brief."""
        return MODELS[self._kind.value](
            brief=name, question=question, case=self._case.value, level=self._level.value,
            milestones=[name for _, name in self._milestones.options if name in self._milestones.value],
            **self._part.values,
        )  # fmt: skip

    def _turned(self, change: dict[str, Any]) -> None:
        """Open another case, or stay where its data have a fault."""
        if self._busy:
            return
        try:
            dossier = load_dossier(self._project, change["new"])
        except TallyError as error:
            self._busy, message = True, f"The case {change['new']} cannot be shown. {explain(error)}"
            self._case.value, self._screen.value, self._busy = change["old"], render_message(message), False
            return
        self._open(dossier, briefs_of(self._project, dossier, change["new"]))
        self._show()

    def _open(self, dossier: Any, starts: dict[BriefKind, Brief]) -> None:
        """Set all controls to the first briefs of a case, or to its first counts."""
        case, self._dossier, self._starts, busy = self._case.value, dossier, starts, self._busy
        self._busy = True
        pair, series = starts.get(BriefKind.PAIR), starts.get(BriefKind.SERIES)
        self._desk.offer(case, dossier)
        self._pair.turn_to(with_all_counts(self._project, case, dossier)[0], pair)
        self._series.turn_to(case, dossier, series)
        if not pair and (series or not self._pair.figure) and self._series.labels:
            self._kind.value = BriefKind.SERIES
        elif not series:
            self._kind.value = BriefKind.PAIR
        self._busy = busy
        self._begin()

    def _begin(self) -> None:
        """Show the controls of the chosen kind of question, with the name, level and events of its first brief."""
        busy, self._busy = self._busy, True
        start = self._starts.get(self._kind.value)
        for part in (self._pair, self._series):
            part.layout.display = "" if part is self._part else "none"
        self._offer_events()
        if start:
            self._level.options = sorted({*LEVELS, start.level})
            self._level.value = start.level
            offered = {name for _, name in self._milestones.options}
            self._milestones.value = tuple(name for name in start.milestones if name in offered)
        self._name.value = f"my-{start.brief if start else self._case.value}"
        self._question.value = start.question if start else ""
        self._busy = busy

    def _asked_otherwise(self, _: dict[str, Any]) -> None:
        """Show the other kind of question."""
        if not self._busy:
            self._begin()
            self._show()

    def _moved(self) -> None:
        """Update the events and the screen after other counts were chosen."""
        self._offer_events()
        self._show()

    def _offer_events(self) -> None:
        """Show the dated events that concern the chosen counts; those that are chosen stay, if possible."""
        busy, self._busy = self._busy, True
        chosen, events = self._milestones.value, offered_events(self._dossier, self._part.figure)
        self._milestones.value, self._milestones.options, self._milestones.rows = (), events, len(events)
        self._milestones.value = tuple(name for name in chosen if name in {name for _, name in events})
        self._busy = busy

    def _counted(self, names: Sequence[str]) -> None:
        """Update the lists after counts were added to the case; compare them if they are two."""
        self._dossier = load_dossier(self._project, self._case.value)
        self._pair.refill(with_all_counts(self._project, self._case.value, self._dossier)[0])
        if len(names) == len(("earlier", "later")):
            self.choose(*names)

    def _show(self) -> None:
        """Show what the chosen counts support, or why nothing follows from them."""
        if self._busy:
            return
        try:
            self._screen.value = self._view()
        except ValidationError as error:
            self._screen.value = render_message(brief_faults(error))
        except BriefError as error:
            self._screen.value = render_message(refusal(error))
        except (TallyError, OSError) as error:
            self._screen.value = render_message(explain(error))

    def _view(self) -> str:
        """Return the view of the question."""
        if self._part is self._pair and not self._pair.later.value:
            return render_message(missing_counts(self._case.value, self._pair.earlier.value, self._dossier))
        brief = self._chosen_brief("on-screen", "on screen")
        if isinstance(brief, PairBrief):
            return render_view(with_counts(self._project, brief, self._dossier), brief)
        if faults := word_faults(brief):
            return render_message(faults)
        records = with_counts(self._project, brief, self._dossier)
        check_against(brief, records)
        return render_series(records, brief, series_remarks(self._dossier, brief))

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
