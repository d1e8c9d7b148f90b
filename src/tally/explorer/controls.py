"""The start page: its controls, and the brief that they write."""

from collections.abc import Sequence
from typing import Any

from ipywidgets import HTML, Button, Dropdown, SelectMultiple, Text, Textarea, ToggleButtons, VBox, Widget
from pydantic import ValidationError

from tally.adding import write_brief
from tally.briefs import MODELS, Brief, BriefError, PairBrief, check_against, with_all_counts, with_counts
from tally.errors import TallyError, explain
from tally.explorer.choices import briefs_of, missing_counts, offered_events, opening, reason
from tally.explorer.counting import CountDesk
from tally.explorer.pair import PairControls
from tally.explorer.part import label, offer_levels, offer_several
from tally.explorer.picture import picture_of
from tally.explorer.series import SeriesControls
from tally.explorer.series_choices import series_remarks, word_faults
from tally.explorer.series_view import render_series
from tally.explorer.view import PageSetup, render_message, render_part, render_view
from tally.project import BriefKind, Project, find_project
from tally.records import load_dossier
from tally.text import words


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
        self._case = label(Dropdown, "case", options=self._project.cases, value=start.case)
        kinds = [(words.QUESTIONS[kind], kind) for kind in BriefKind]
        self._kind = ToggleButtons(options=kinds, value=start.kind, _dom_classes=("tally-kind",))
        self._asked = start.kind
        self._pair, self._series = PairControls(self._moved), SeriesControls(self._project, self._moved)
        self._level = label(Dropdown, "level")
        self._milestones, self._name = label(SelectMultiple, "milestones"), label(Text, "brief")
        self._question, self._write = label(Textarea, "question", hint="question"), label(Button, "keep", icon="save")
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
        BriefError
            A series has too few counts, or what is entered for one does not go together.
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

    @property
    def _above(self) -> Sequence[Widget]:
        """The controls above the screen."""
        return list(self.children[: self.children.index(self._screen)])

    def _chosen_brief(self, name: str, question: str) -> Brief:
        """Return the chosen values as a brief. Raises what `brief` does."""
        brief = MODELS[self._kind.value](
            brief=name, question=question, case=self._case.value, level=self._level.value,
            milestones=[name for _, name in self._milestones.options if name in self._milestones.value],
            **self._part.values,
        )  # fmt: skip
        if fault := word_faults(brief):
            raise BriefError(fault)
        return brief

    def _turned(self, change: dict[str, Any]) -> None:
        """Open another case, or stay where its data have a fault."""
        if self._busy:
            return
        try:
            dossier = load_dossier(self._project, change["new"])
        except TallyError as error:
            self._busy, message = True, words.REFUSED["case"].format(change["new"], explain(error))
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
        possible = {BriefKind.PAIR: bool(pair or self._pair.figure), BriefKind.SERIES: bool(self._series.labels)}
        self._kind.value = min(BriefKind, key=lambda kind: (not possible[kind], kind is not self._asked))
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
            offer_levels(self._level, start.level)
            offer_several(self._milestones, self._milestones.options, start.milestones)
        self._name.value = f"my-{start.brief if start else self._case.value}"
        self._question.value, self._about = start.question if start else "", self._part.about
        self._busy = busy

    def _asked_otherwise(self, _: dict[str, Any]) -> None:
        """Show the other kind of question, which other cases show too if they can."""
        if not self._busy:
            self._asked = self._kind.value
            self._begin()
            self._show()

    def _moved(self) -> None:
        """Update the events, the question and the screen after other counts were chosen."""
        self._offer_events()
        start = self._starts.get(self._kind.value)
        if start and self._question.value in ("", start.question):  # of the brief, which asks about its own counts
            self._question.value = start.question if self._part.about == self._about else ""
        self._show()

    def _offer_events(self) -> None:
        """Show the dated events that concern the chosen counts; those that are chosen stay, if possible."""
        busy, self._busy = self._busy, True
        events = offered_events(self._dossier, self._part.figure)
        offer_several(self._milestones, events, self._milestones.value)
        self._milestones.layout.display = "" if len(events) > 1 else "none"
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
        self._status.value = ""
        try:
            self._screen.value = self._view()
        except (ValidationError, TallyError, OSError) as error:
            self._screen.value = render_message(reason(error))

    def _view(self) -> str:
        """Return the view of the question."""
        if self._part is self._pair and not self._pair.later.value:
            return render_message(missing_counts(self._case.value, self._pair.earlier.value, self._dossier))
        brief = self._chosen_brief("on-screen", "on screen")
        if isinstance(brief, PairBrief):
            return render_view(with_counts(self._project, brief, self._dossier), brief)
        records = with_counts(self._project, brief, self._dossier)
        check_against(brief, records)
        return render_series(records, brief, series_remarks(self._dossier, brief))

    def _keep(self, _: Button) -> None:
        """Write the brief, or show why that is not possible."""
        try:
            path = write_brief(self._project, self.brief)
        except (ValidationError, TallyError, OSError) as error:
            self._status.value = render_part("refused", reason=reason(error))
        else:
            self._status.value = render_part("written", path=path.relative_to(self._project.root), brief=path.stem)

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        """Return the page with its picture, which is shown where no kernel runs."""
        bundle: dict[str, Any] = super()._repr_mimebundle_(**options)
        return bundle | {"text/plain": "; ".join(self.chosen)} | picture_of(self._above, self._screen.value)
