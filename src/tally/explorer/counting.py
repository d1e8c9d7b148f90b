"""The part of the start page that counts events in files, and adds a count to the case, or two that are compared."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

from ipywidgets import HTML, Button, Dropdown, Text, VBox

from tally.adding import TwinError, add_count, count_asked
from tally.briefs import BriefError, PairBrief, check_against, with_counts
from tally.errors import TallyError
from tally.explorer.choices import reason
from tally.explorer.part import label, query_controls
from tally.explorer.view import render_count, render_message, render_part, render_view
from tally.project import Project
from tally.records import Dossier
from tally.records.events import COUNTS, CountRow
from tally.text import words
from tally.windows import read_window

LEVEL = 0.95


class CountDesk(VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """
    Count events in the files of a case: choose a data set, an actor, a place and the days, and others to compare.

    It is hidden while the case has no data set. A count that is saved is a row of counts.csv, as `tally add count`
    writes it.

    Parameters
    ----------
    project : Project
        The checkout.
    callback : callable
        What is called with the ids of the counts that were added to the case.
    """

    def __init__(self, project: Project, callback: Callable[[Sequence[str]], None]) -> None:
        self._project, self._callback, self._case = project, callback, ""
        self._fields: dict[str, Any] = {"dataset": label(Dropdown, "file", across=True)} | query_controls() | {
            "window": label(Text, "window", hint="window"),
            "id": label(Text, "id", hint="id", across=True),
        }  # fmt: skip
        self._other = label(Text, "against", hint="against")
        self._count, self._keep = label(Button, "count", icon="calculator"), label(Button, "keep-count", icon="save")
        self._screen, self._status = HTML(), HTML(_dom_classes=("tally-status",))
        self._count.on_click(self._show)
        self._keep.on_click(self._add)
        self._fields["dataset"].observe(self._chosen, names="value")
        for name in ("unit", "actor", "role", "place", "window"):
            self._fields[name].observe(self._count_again, names="value")
        self._other.observe(self._count_again, names="value")
        *controls, name = self._fields.values()
        choosing = VBox([*controls, self._other, name, self._count, self._keep], _dom_classes=("tally-choices",))
        super().__init__([HTML(render_part("count_desk")), choosing, self._screen, self._status])

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
        self._other.value = ""
        self._fields["window"].value = f"{last.year:04d}" if whole else f"{first}/{last}"

    def _count_again(self, _: dict[str, Any]) -> None:
        """Count again if a count is shown: a browser can send a click before the value that was entered last."""
        if self._screen.value:
            self._show()

    def _show(self, _: Button | None = None) -> None:
        """Count, and show the result or why there is none."""
        self._status.value = ""
        try:
            self._screen.value = self._view()
        except (TallyError, OSError) as error:
            self._screen.value = render_message(reason(error))

    def _view(self) -> str:
        """Return what was counted; of two windows, how they compare."""
        if self._other.value.strip():
            brief, records, _ = self._compared()
            return render_view(records, brief)
        _, count = count_asked(self._project, self._case, self.answers)
        return render_count(count, self.answers["unit"])

    def _compared(self) -> tuple[PairBrief, Dossier, list[dict[str, str]]]:
        """Return the question how two counts by one query compare, with its records; and the cells of their rows."""
        windows = [self.answers["window"], self._other.value.strip()]
        cells = [count_asked(self._project, self._case, self.answers | {"window": days})[0] for days in windows]
        cells.sort(key=lambda row: read_window(row["window"]).first)
        if len({read_window(row["window"]).first for row in cells}) == 1:
            raise BriefError(words.REFUSED["same-start"])
        names = [field.name for field in fields(CountRow)]
        rows = [CountRow(**{name: row[name] for name in names} | {"id": f"days-{n}"}) for n, row in enumerate(cells)]
        brief = PairBrief(
            brief="on-screen", question="on screen", case=self._case, earlier=rows[0].id, later=rows[1].id, level=LEVEL,
            milestones=[],
        )  # fmt: skip
        counts = {**self._dossier.counts, **{row.id: row for row in rows}}
        records = with_counts(self._project, brief, replace(self._dossier, counts=counts))
        check_against(brief, records)
        return brief, records, cells

    def _add(self, _: Button) -> None:
        """Add the count to the case, or both that are compared; or show why that is not possible."""
        try:
            view = self._view()
            if self._other.value.strip():
                names, added = self._keep_both()
            else:
                names = added = [add_count(self._project, self._case, self.answers)[0]]
        except (TallyError, OSError) as error:
            self._status.value = render_part("refused", reason=reason(error))
        else:
            self._callback(names)
            self._screen.value = view
            table = (self._project.tables(self._case) / COUNTS.file).relative_to(self._project.root)
            self._status.value = render_part(
                "added", names=added, both=len(names) > 1, path=str(table), case=self._case
            )

    def _keep_both(self) -> tuple[list[str], list[str]]:
        """Add both counts that are compared, unless one is in the data; return their ids, and those that were added."""
        names, added = list[str](), list[str]()
        for row in self._compared()[-1]:
            try:
                names.append(add_count(self._project, self._case, row | {"id": ""})[0])
                added.append(names[-1])
            except TwinError as error:
                names.append(error.twin)
        return names, added
