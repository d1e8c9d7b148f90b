"""The counts of a series as numbers with their days, the steps between them, and the way from first to last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tally.analysis import Direction
from tally.analysis.series import Extreme, Point, SeriesError, SeriesStep, StepVerdict, Whole, differs_clearly
from tally.evidence.numbers import Computed, Number
from tally.records.figures import Figure
from tally.text import percent, words
from tally.windows import Window

CELL = "series/2-series#"  # the notebook, before the id of its cell
NAMED = 3  # counts that a sentence names
MANY = 60  # counts that a card names one by one; of more, the first and the last
DIRECTED = (Direction.RISE, Direction.FALL)


@dataclass(frozen=True)
class Placed:
    """A count of a series and its days."""

    point: Point
    number: Number

    @property
    def window(self) -> Window:
        """The days."""
        return self.point.window

    @property
    def is_brief(self) -> bool:
        """Return whether its days are a year, a month or a day, so that they follow the count without brackets."""
        return "/" not in self.window.text

    @property
    def is_zero(self) -> bool:
        """Return whether nothing was counted for certain."""
        return self.point.limits == (0, 0)


@dataclass(frozen=True)
class Several:
    """Counts of which a sentence names the first few; `found` says whether it is certain which are an extreme."""

    all: tuple[Placed, ...]
    found: Extreme | None = None

    @property
    def some(self) -> tuple[Placed, ...]:
        """Return those that are named."""
        return self.all[:NAMED]

    @property
    def more(self) -> bool:
        """Return whether there are others."""
        return len(self.all) > NAMED

    @property
    def single(self) -> bool:
        """Return whether there is only one."""
        return len(self.all) == 1


@dataclass(frozen=True)
class StepNumbers:
    """
    Two neighbouring counts, and the change between them in per cent; None if there is no such number.

    `clear` says whether the interval of the two counts excludes equal rates.
    """

    step: SeriesStep
    earlier: Placed
    later: Placed
    change: Number | None
    clear: bool

    @property
    def per_day(self) -> bool:
        """Return whether the change is that of the rates per day, since the windows differ."""
        return self.step.verdict is not StepVerdict.LIKE_FOR_LIKE

    @property
    def one_break(self) -> bool:
        """Return whether a single property changes."""
        return len(self.step.breaks) == 1


@dataclass(frozen=True)
class WholeNumbers:
    """
    The way from the first to the last whole count; `years` is None unless both cover calendar years.

    `clear` says whether the interval of these two counts excludes equal rates.
    """

    whole: Whole
    first: Placed
    last: Placed
    years: Number | None
    steps: Number
    agreeing: Number
    rises: Number
    falls: Number
    clear: bool

    @property
    def one_rise(self) -> bool:
        """Return whether a single step rises."""
        return self.whole.rises == 1

    @property
    def one_fall(self) -> bool:
        """Return whether a single step falls."""
        return self.whole.falls == 1

    @property
    def in_every_step(self) -> bool:
        """Return whether each step goes in the direction of the whole."""
        return len(self.whole.steps) == self.whole.agreeing

    @property
    def has_gap(self) -> bool:
        """Return whether a step is across days without a count in the series."""
        return any(step.is_gap for step in self.whole.steps)

    @property
    def in_all_but_one(self) -> bool:
        """Return whether each step but one goes in the direction of the whole, and there are enough for a “but”."""
        return len(self.whole.steps) - self.whole.agreeing == 1 < self.whole.agreeing


Placer = Callable[[Point], Placed]


def placer(number_of: Callable[[Figure], Number]) -> Placer:
    """Return the function that gives a point its number."""

    def place(point: Point) -> Placed:
        if point.figure is None:
            msg = f"The count of {point.window} has no evidence."
            raise SeriesError(msg)
        return Placed(point, number_of(point.figure))

    return place


def small(name: str, value: int, kind: str, inputs: Sequence[Number], cell: str = "series") -> Number:
    """Return a small whole number, written as a word up to twelve; `kind` names its label and its formula."""
    label, formula = words.SERIES[kind]
    label = words.SERIES_ONE.get(kind, label) if value == 1 else label
    text = words.SMALL_NUMBERS[value] if value < len(words.SMALL_NUMBERS) else f"{value:,}"
    return Number(name, value, text, label, Computed(formula, tuple(inputs), f"{CELL}{cell}"))


def size_number(name: str, placed: Sequence[Placed], cell: str) -> Number:
    """Return how many counts there are, from the counts themselves or, if they are many, from the first and last."""
    numbers = [item.number for item in placed]
    few = len(numbers) <= MANY
    return small(name, len(numbers), "size" if few else "many", numbers if few else (numbers[0], numbers[-1]), cell)


def step_numbers(name: str, step: SeriesStep, place: Placer, level: float) -> StepNumbers:
    """Return the two counts of a step and the change between them; both are known."""
    earlier, later = place(step.earlier), place(step.later)
    clear = differs_clearly(step.earlier, step.later, level)
    return StepNumbers(step, earlier, later, _change(name, step, earlier, later), clear)


def _change(name: str, step: SeriesStep, earlier: Placed, later: Placed) -> Number | None:
    """Return the change in per cent, of the counts or per day; None without a direction or from zero."""
    before, after = step.earlier, step.later
    if step.direction not in DIRECTED or not (before.exact and after.exact and before.value and after.value):
        return None
    if step.verdict is StepVerdict.LIKE_FOR_LIKE:
        return _percent(name, "change", after.value / before.value, (earlier, later))
    ratio = after.value / before.value * before.window.days / after.window.days
    return _percent(name, "change-per-day", ratio, (earlier, later), (_days(earlier), _days(later)))


def _percent(
    name: str, kind: str, ratio: float, step: tuple[Placed, Placed], others: tuple[Number, ...] = ()
) -> Number:
    """Return how much higher or lower the ratio of a step is than one, in per cent."""
    label, formula = words.SERIES[kind]
    value, inputs = 100 * (ratio - 1), (*(item.number for item in step), *others)
    label = label.format(*(item.window for item in step))
    return Number(f"{name}-change", value, percent(abs(value)), label, Computed(formula, inputs, f"{CELL}series"))


def _days(item: Placed) -> Number:
    """Return the number of days that a count covers."""
    label, formula = words.SERIES["days"]
    days = item.window.days
    evidence = Computed(formula, (item.number,), f"{CELL}series")
    return Number(f"{item.number.id}-days", days, f"{days:,}", label, evidence)


def whole_numbers(name: str, whole: Whole, place: Placer, points: Sequence[Placed], level: float) -> WholeNumbers:
    """Return the numbers of the way from the first to the last whole count; `points` are the counts on it."""
    first, last = place(whole.first), place(whole.last)
    years = None
    if whole.first.window.whole_years and whole.last.window.whole_years:
        value = whole.last.window.last.year - whole.first.window.last.year
        years = small(f"{name}-years", value, "years", (first.number, last.number))
    numbers = [item.number for item in points]
    inputs = numbers if len(numbers) <= MANY else (numbers[0], numbers[-1])
    steps = small(f"{name}-steps", len(whole.steps), "steps", (size_number(f"{name}-counts", points, "series"),))
    agreeing, rises, falls = (
        small(f"{name}-{kind}", value, kind, inputs)
        for kind, value in (("agreeing", whole.agreeing), ("rises", whole.rises), ("falls", whole.falls))
    )
    clear = differs_clearly(whole.first, whole.last, level)
    return WholeNumbers(whole, first, last, years, steps, agreeing, rises, falls, clear)
