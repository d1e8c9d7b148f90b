"""Compare two editions of a briefing: figures, texts, numbers and sources that changed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isclose

from tally.analysis import Aspect
from tally.editions.record import Edition, FigureSnapshot, NumberSnapshot
from tally.editions.reworded import Reworded, number_of, reworded, sentence_of, unchanged_numbers
from tally.evidence import Number
from tally.records.figures import Seen

ASPECTS = tuple(Aspect(name) for name in FigureSnapshot.model_fields if name not in ("value", "days"))
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Revision:
    """A figure whose value changed or that another has replaced, and the reason, if the data have one."""

    then: Number
    now: Number
    window: str
    counter: str
    because: str


@dataclass(frozen=True)
class Amendment:
    """A figure with the same value, of which something else changed: what, from what, to what."""

    now: Number
    aspect: Aspect
    was: str
    becomes: str


@dataclass(frozen=True)
class NumberChange:
    """A number that is new, gone or has other evidence; for a figure, the title of the document that it was read in."""

    number: Number
    source: str


@dataclass(frozen=True)
class Changes:
    """All that changed from one edition to a later one."""

    before: Edition
    after: Edition
    revised: tuple[Revision, ...]
    amended: tuple[Amendment, ...]
    added: tuple[NumberChange, ...]
    withdrawn: tuple[NumberChange, ...]
    finding: Reworded | None
    verdict: tuple[str, str] | None
    sources_added: tuple[str, ...]
    sources_withdrawn: tuple[str, ...]
    reworded: tuple[Reworded, ...]
    moved: tuple[tuple[Number, Number], ...]
    evidence_changed: tuple[NumberChange, ...]

    @property
    def layout_only(self) -> bool:
        """True if only the layout of the page changed."""
        return self.before.content != self.after.content and not any(
            (
                self.revised, self.amended, self.added, self.withdrawn, self.finding, self.verdict, self.sources_added,
                self.sources_withdrawn, self.reworded, self.moved, self.evidence_changed,
            )
        )  # fmt: skip


def compare_editions(before: Edition, after: Edition, known: Mapping[str, Number] | None = None) -> Changes:
    """
    Compare two editions.

    Parameters
    ----------
    before, after : Edition
        The earlier and the later one.
    known : mapping, optional
        The numbers of the later one by id, if it is the page that is being made, which has their evidence.
    """
    figures = _Figures(before, after, known or {})
    then, now = before.finding, after.finding
    finding = None
    if then and now and then.words != now.words:
        unchanged = unchanged_numbers(before, after, known or {})
        finding = Reworded(sentence_of(then, before, unchanged), sentence_of(now, after, known or {}))
    revised, both = tuple(figures.revised()), before.verdict and after.verdict  # a series has none
    shown = {name for name in after.figures if f"figure-{name}" in after.numbers}
    fresh = shown - {figures.successor(name)[0] for name in before.figures}
    shared = [name for name in after.numbers if name in before.numbers]
    mentioned = {revision.then.id for revision in revised}
    return Changes(
        before, after, revised, tuple(figures.amended()),
        added=tuple(NumberChange(figures.now(name), after.source_of(name)) for name in after.figures if name in fresh),
        withdrawn=tuple(figures.withdrawn()),
        finding=finding,
        verdict=(before.verdict, after.verdict) if before.verdict != after.verdict and both else None,
        sources_added=tuple(title for name, title in after.sources.items() if name not in before.sources),
        sources_withdrawn=tuple(title for name, title in before.sources.items() if name not in after.sources),
        reworded=tuple(reworded(before, after, known or {})),
        moved=tuple(
            (number_of(before, name), number_of(after, name, known))
            for name in shared
            if not isclose(before.numbers[name].value, after.numbers[name].value)
            and number_of(before, name).id not in mentioned
            and before.numbers[name].label == after.numbers[name].label  # of other days, it is another number
        ),
        evidence_changed=tuple(
            NumberChange(number_of(after, name, known), after.source_of(name.removeprefix("figure-")))
            for name in shared
            if before.numbers[name].text == after.numbers[name].text
            and _without_digits(before.numbers[name]) != _without_digits(after.numbers[name])
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class _Figures:
    """The figures of two editions, compared."""

    before: Edition
    after: Edition
    known: Mapping[str, Number]

    def then(self, name: str) -> Number:
        return number_of(self.before, f"figure-{name}")

    def now(self, name: str) -> Number:
        return number_of(self.after, f"figure-{name}", self.known)

    def successor(self, name: str) -> tuple[str, str]:
        """Return the id of the figure that has replaced one, its own id if none has, and the reason."""
        because = ""
        while name in self.after.superseded and name not in self.after.figures:
            name, because = self.after.superseded[name].by, self.after.superseded[name].because
        return name, because

    def revised(self) -> Iterator[Revision]:
        """Find the figures whose value changed, and those that another has replaced."""
        for name, then in self.before.figures.items():
            successor, because = self.successor(name)
            now = self.after.figures.get(successor)
            if now and (successor != name or (then.value, then.bound) != (now.value, now.bound)):
                yield Revision(self.then(name), self.now(successor), now.window, now.counter, because)

    def amended(self) -> Iterator[Amendment]:
        """Find what else changed in the figures."""
        for name in self.before.figures.keys() & self.after.figures.keys():
            then, now = self.before.figures[name], self.after.figures[name]
            for aspect in sorted(ASPECTS):
                was, becomes = getattr(then, aspect), getattr(now, aspect)
                if aspect is Aspect.WINDOW and (not then.days or then.days == now.days):
                    continue  # the same days, in other words
                if was != becomes and aspect is not Aspect.BOUND:
                    if aspect is Aspect.SEEN:
                        was, becomes = Seen(was).words, Seen(becomes).words
                    yield Amendment(self.now(name), aspect, was, becomes)

    def withdrawn(self) -> Iterator[NumberChange]:
        """Find the figures that are gone and that no other has replaced."""
        for name in self.before.figures:
            if name not in self.after.figures and name not in self.after.superseded:
                yield NumberChange(self.then(name), self.before.source_of(name))


def _without_digits(number: NumberSnapshot) -> list[str]:
    """Return a card's lines without digits, which change only if the evidence does."""
    return [DIGITS.sub("", line) for line in number.card]
