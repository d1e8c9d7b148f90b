"""What the two parts of the start page that name counts have in common: they tell when a choice was made."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ipywidgets import HTML, Layout, VBox, Widget
from markupsafe import Markup

WIDE = Layout(width="auto")  # of controls that are always shown


def wide() -> Layout:
    """Return the layout of a control that can be hidden, which no other has."""
    return Layout(width="auto")


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
