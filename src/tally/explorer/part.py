"""What the parts of the start page have in common: labelled controls, which tell when a choice was made."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from ipywidgets import HTML, Combobox, Dropdown, Layout, SelectMultiple, VBox, Widget
from markupsafe import Markup

from tally.records.events import Role, Unit
from tally.text import percent, words

LEVELS = (0.8, 0.9, 0.95, 0.99)
AT_ONCE = ("id", "question")  # which are read when a button is pressed
FEWEST = 2  # rows: browsers show a list of one as a menu


def label(kind: type[Widget], name: str, hint: str = "", *, across: bool = False, **options: Any) -> Widget:
    """
    Return a control with the label of its name.

    Parameters
    ----------
    kind : type of Widget
        Its class.
    name : str
        A key of `CONTROLS` in the language's module.
    hint : str
        A key of `HINTS`: what an empty field shows. What is typed counts when the field is left, or at once.
    across : bool
        Whether it takes all columns.
    """
    if hint:
        options = {"placeholder": words.HINTS[hint], "continuous_update": hint in AT_ONCE} | options
    shape = {"layout": Layout(width="auto"), "_dom_classes": ("tally-wide",) if across else ()}
    return kind(description=words.CONTROLS[name], **shape, **options)


def narrow(name: str) -> Dropdown:
    """Return the list of the groups, places, units, counters or bases of quoted counts."""
    return Dropdown(description=words.NARROWED[name][0], layout=Layout(width="auto"))


def query_controls() -> dict[str, Any]:
    """Return the controls of what is counted in a file of events, by the names of parameters and of columns."""
    return {
        "unit": label(Dropdown, "unit", options=[(words.COUNTED_UNITS[unit][0], unit) for unit in Unit]),
        "actor": label(Combobox, "actor", hint="actor"),
        "role": label(Dropdown, "role", options=in_words(Role, words.ROLES)),
        "place": label(Combobox, "place", hint="place"),
    }


def offer_levels(control: Dropdown, level: float) -> None:
    """Set the options of the list of levels, with that of a brief among them, and choose it."""
    control.options = [(percent(float(f"{100 * each:.12g}")), each) for each in sorted({*LEVELS, level})]
    control.value = level


def offer_several(control: SelectMultiple, options: Sequence[tuple[str, str]], chosen: Iterable[str]) -> None:
    """Set the options of a list of which several can be chosen, all in view, and choose those that there are."""
    offered = {name for _, name in options}
    control.value, control.options, control.rows = (), options, max(len(options), FEWEST)
    control.value = tuple(name for name in chosen if name in offered)


def in_words(members: Iterable[str], table: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the options of a list: members by their words."""
    return tuple((table[member], member) for member in members)


class Part(VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """Controls that name the counts of a question, in columns. Each change by a user is one call of `callback`."""

    def __init__(self, controls: list[Widget], callback: Callable[[], None]) -> None:
        self._callback, self._busy = callback, False
        self._remark = HTML(_dom_classes=("tally-wide",))
        super().__init__([*controls, self._remark], _dom_classes=("tally-choices",))
        for control in controls:
            control.observe(self._changed, names="value")

    def remark(self, text: str = "") -> None:
        """Show a sentence below the controls, or none."""
        self._remark.value = str(Markup("<p>{}</p>").format(text)) if text else ""

    def follow(self, control: Widget) -> bool:
        """Update the other controls after one has changed; return whether the question is another one now."""
        raise NotImplementedError

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of a brief that are chosen here."""
        raise NotImplementedError

    @property
    def about(self) -> dict[str, Any]:
        """The parameters that say which counts a question is about."""
        return {name: value for name, value in self.values.items() if name not in ("as_of", "boundaries", "by")}

    def _changed(self, change: dict[str, Any]) -> None:
        """Update the other controls, and tell of the change."""
        if self._busy:
            return
        with self.quiet():
            changed = self.follow(change["owner"])
        if changed:
            self._callback()

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Change several controls without telling of each."""
        before, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = before
