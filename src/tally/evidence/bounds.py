"""The table of bounds: what overlapping counts imply, each number with its evidence."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from tally.analysis.bounds import Answer, Bound, Inference
from tally.evidence.numbers import Computed, Given, Number, quoted_number
from tally.evidence.sentences import sentence_text
from tally.records.figures import Basis
from tally.text import Shown, Unit, words
from tally.windows import Window, long_day

CELL = "2-change#bounds"


@dataclass(frozen=True)
class Range:
    """A bound as numbers; `most` is None if nothing limits the count."""

    least: Number
    most: Number | None

    @property
    def exact(self) -> bool:
        """Return whether only one number is possible."""
        return self.most is not None and self.least.value == self.most.value


@dataclass(frozen=True)
class Lifted:
    """The range without one assumption: a figure, or (None) that windows without a cut-off end on their last day."""

    figure: Number | None
    range: Range


@dataclass(frozen=True)
class BoundRow:
    """
    One answer: the parts of a count before a day and from that day on; or, without a count, the total in a window.

    `named` is true if the day is that of an event that the brief names.
    """

    whole: Number | None
    until: date | None
    window: Window
    before: Range
    after: Range | None
    rests_on: tuple[Lifted, ...]
    named: bool = False

    @property
    def label(self) -> str:
        """The part or window that is bounded, in a few words."""
        if self.whole is None or self.until is None:
            return words.ASKED["in"].format(self.window)
        return words.ASKED["of-before"].format(self.whole, long_day(self.until))

    @property
    def says_nothing(self) -> bool:
        """Return whether the bound excludes nothing: any part of the count is possible, from zero to all."""
        if self.whole is None or self.before.most is None or not self.whole.value:
            return False
        return self.before.least.value == 0 and self.before.most.value == self.whole.value


@dataclass(frozen=True)
class Remedy:
    """The values with which one count of a contradiction would agree with the others."""

    figure: Number
    range: Range


@dataclass(frozen=True)
class BoundTable(Shown):
    """
    The implications of the counts of one kind.

    `rows` are the answers. If the counts contradict each other there are none; then `remedies` is a smallest set of
    counts that cannot all be true, and `shortfall` by how much they disagree. `unit` has the words for what is counted.
    """

    taken: tuple[Number, ...]
    rows: tuple[BoundRow, ...]
    remedies: tuple[Remedy, ...]
    shortfall: Number | None
    unstated: tuple[Number, ...]
    unstated_matter: bool
    closed: bool
    unit: Unit

    @property
    def open_ended(self) -> bool:
        """Return whether a count has no stated cut-off, and the brief supposes none."""
        return any(window.open_ended and not window.supposed for window in self._windows)

    @property
    def basis_unstated(self) -> bool:
        """Return whether the counts that are used do not state their basis either."""
        return any(
            number.evidence.figure.basis is Basis.UNSPECIFIED
            for number in self.taken
            if isinstance(number.evidence, Given)
        )

    @property
    def supposed(self) -> bool:
        """Return whether the brief supposes a cut-off for a count."""
        return any(window.supposed for window in self._windows)

    @property
    def _windows(self) -> list[Window]:
        return [number.evidence.figure.window for number in self.taken if isinstance(number.evidence, Given)]

    @property
    def table(self) -> pd.DataFrame:
        """The rows as a table for a chart or a notebook: one row a bound, with its card's name as the index."""
        return pd.DataFrame(
            [
                {
                    "label": row.label, "least": row.before.least.value,
                    "most": row.before.most.value if row.before.most else None,
                    "whole": row.whole.value if row.whole else None, "unit": self.unit.many,
                }
                for row in self.rows
            ],
            index=[row.before.least.id.removesuffix("-least") for row in self.rows],
            columns=["label", "least", "most", "whole", "unit"],
        ).astype({"least": "Int64", "most": "Int64", "whole": "Int64"})  # fmt: skip

    @property
    def in_words(self) -> str:
        """A sentence about what the counts imply, or about which of them cannot all be true."""
        return sentence_text("parts", self)

    @property
    def in_rows(self) -> pd.DataFrame:
        """The bounds."""
        return self.table


def bounds_numbers(inference: Inference) -> BoundTable:
    """Return the bounds as numbers with their evidence."""
    numbers = {figure.id: quoted_number(figure) for figure in inference.figures}
    unit = inference.figures[0].noun  # they all have the same unit
    used = tuple(numbers.values())
    rows = tuple(_row(answer, place, numbers, unit) for place, answer in enumerate(inference.answers, start=1))
    remedies: list[Remedy] = []
    shortfall = None
    if inference.conflict:
        members = [numbers[inference.figures[place].id] for place in inference.conflict.members]
        written = f"{inference.conflict.shortfall:,}"
        shortfall = Number(
            "shortfall", inference.conflict.shortfall, written,
            words.LABELS["shortfall"].format(unit=unit.after(written)),
            Computed(words.FORMULAS["shortfall"], tuple(members), CELL),
        )  # fmt: skip
        for place, (member, bound) in enumerate(zip(members, inference.conflict.remedies, strict=True)):
            others = tuple(other for other in members if other is not member)
            remedies.append(
                Remedy(member, range_numbers(f"remedy-{place}", bound, unit, words.ASKED["remedy"], others))
            )
    return BoundTable(
        used, rows, tuple(remedies), shortfall, tuple(quoted_number(figure) for figure in inference.unstated),
        inference.unstated_matter, inference.closed, unit,
    )  # fmt: skip


def _row(answer: Answer, place: int, numbers: dict[str, Number], unit: Unit) -> BoundRow:
    """Convert one answer to numbers."""
    question, name, inputs_all = answer.question, f"bound-{place}", tuple(numbers.values())
    rests = []
    for without in answer.rests_on:
        omitted = numbers[without.figure.id] if without.figure else None
        inputs = tuple(number for number in inputs_all if number is not omitted)
        suffix = f"without-{without.figure.id}" if without.figure else "without-cut-off"
        label = words.ASKED["less"].format(_days(answer))
        rests.append(Lifted(omitted, range_numbers(f"{name}-{suffix}", without.bound, unit, label, inputs)))
    before = range_numbers(f"{name}-before", answer.bound, unit, _days(answer), inputs_all)
    if question.of is None:
        return BoundRow(None, None, question.window, before, None, tuple(rests))
    remainder = Bound(question.of.value - (answer.bound.most or 0), question.of.value - answer.bound.least)
    after = range_numbers(f"{name}-after", remainder, unit, words.ASKED["others"].format(question.window), inputs_all)
    return BoundRow(
        numbers[question.of.id], question.until, question.window, before, after, tuple(rests), question.named
    )


def _days(answer: Answer) -> str:
    """Format the days that an answer is about."""
    question = answer.question
    if question.until is None:
        return words.ASKED["in"].format(question.window)
    return words.ASKED["before"].format(long_day(question.until))


def range_numbers(name: str, bound: Bound, unit: Unit, label: str, inputs: tuple[Number, ...]) -> Range:
    """Convert both ends of a bound to numbers."""
    ends = [
        None
        if value is None
        else Number(f"{name}-{end}", value, f"{value:,}",
                    words.LABELS[end].format(unit=unit.after(f"{value:,}"), asked=label),
                    Computed(words.FORMULAS[end], inputs, CELL))
        for end, value in (("least", bound.least), ("most", bound.most))
    ]  # fmt: skip
    least, most = ends
    if least is None:
        msg = "A bound always has a lower end."
        raise TypeError(msg)
    return Range(least, most)
