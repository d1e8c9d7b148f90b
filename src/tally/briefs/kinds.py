"""The two kinds of briefs: two counts, or a series of counts. Each has the parameters of its notebooks."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from tally.project import BriefKind
from tally.records.bibliography import ID
from tally.records.events import Level, Role, Unit
from tally.records.figures import Pair
from tally.records.tables import suggest_name
from tally.windows import Step, WindowError, read_day

FEWEST, MOST = 3, 600  # counts of a series: no change of level is looked for in more
RECOGNISED = ("series", "dataset")  # a brief that names one of these is about a series


def _real_day(text: str) -> str:
    """Check that a date exists, if one is given."""
    try:
        return read_day(text).isoformat() if text else text
    except WindowError as error:
        msg = f"{error}. {error.remedy}"
        raise ValueError(msg) from error


def _short(level: float) -> float:
    """Return a level as the outputs print it: 0.94 for 0.9400000000000001."""
    return float(f"{level:.12g}")


def _member(kind: type[Role] | type[Unit] | type[Step] | type[Level], *more: str) -> AfterValidator:
    """Return the check that a text is a member of an enumeration, or one of some others."""
    known = [*kind, *more]

    def check(text: str) -> str:
        if text not in known:
            shown = [member for member in known if member]
            msg = f"it must be one of: {', '.join(shown)}. {suggest_name(text, shown)}".strip()
            raise ValueError(msg)
        return text

    return AfterValidator(check)


DAY = Annotated[str, AfterValidator(_real_day)]
LEVEL = Annotated[float, AfterValidator(_short), Field(gt=0, lt=1)]
NAME = Annotated[str, Field(pattern=ID.pattern, max_length=80)]
QUESTION = Annotated[str, Field(min_length=1, max_length=200)]
CASE = Annotated[str, Field(pattern=ID.pattern)]
NOTICE = Annotated[str, Field(max_length=600)]
AUTHOR = Annotated[str, Field(max_length=300)]


class _Parameters(BaseModel):
    """Parameters of notebooks."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PairBrief(_Parameters):
    """A question about two counts: the parameters of each of its notebooks, in their order."""

    kind: ClassVar[BriefKind] = BriefKind.PAIR
    brief: NAME
    question: QUESTION
    case: CASE
    earlier: str
    later: str
    as_of: DAY = ""
    level: LEVEL
    milestones: list[str]
    date: DAY = ""
    correction: NOTICE = ""
    author: AUTHOR = ""

    @property
    def pair(self) -> Pair[str]:
        """The two counts that it names."""
        return Pair(self.earlier, self.later)

    @property
    def names(self) -> dict[str, str]:
        """The ids of the counts that it names, by the parameters in which they are."""
        return self.pair._asdict()


class SeriesBrief(_Parameters):
    """
    A question about three or more counts: the parameters of each of its notebooks, in their order.

    It names figures (`series`), or what is counted from a data set in periods of one length (`dataset` to `step`).
    """

    kind: ClassVar[BriefKind] = BriefKind.SERIES
    brief: NAME
    question: QUESTION
    case: CASE
    series: Annotated[list[str], Field(max_length=600)] = []
    dataset: str = ""
    unit: Annotated[str, _member(Unit)] = "events"
    actor: str = ""
    role: Annotated[str, _member(Role)] = "any"
    place: str = ""
    kinds: list[str] = []
    precision: Annotated[int, Field(ge=0)] = 0
    clarity: Literal["clear", "all"] = "clear"
    first: DAY = ""
    last: DAY = ""
    step: Annotated[str, _member(Step, "")] = ""
    by: Annotated[str, _member(Level, "")] = ""
    boundaries: Annotated[str, Field(pattern=f"{ID.pattern}|^$", max_length=80)] = ""
    level: LEVEL
    milestones: list[str]
    date: DAY = ""
    correction: NOTICE = ""
    author: AUTHOR = ""

    @property
    def names(self) -> dict[str, str]:
        """The ids of the counts that it names, by the parameters in which they are."""
        return {f"series {place}": name for place, name in enumerate(self.series, start=1)}

    def asked(self, current: Callable[[str], str]) -> dict[str, Any]:
        """Return the parameters on which what is computed depends; `current` is that of a figure's replacement."""
        values = self.model_dump(exclude={"brief", "question", "case", "date", "correction", "author"})
        return values | {"series": [current(name) for name in self.series]}

    @property
    def whole(self) -> str:
        """The id of the count over all periods of a counted series."""
        return f"all-of-{self.brief}"


COUNTED = {  # the parameters of a series that is counted from a data set
    "dataset", "unit", "actor", "role", "place", "kinds", "precision", "clarity", "first", "last", "step",
    "by", "boundaries",
}  # fmt: skip
Brief = PairBrief | SeriesBrief
MODELS: Mapping[BriefKind, type[Brief]] = {BriefKind.PAIR: PairBrief, BriefKind.SERIES: SeriesBrief}


def model_of(values: Mapping[str, Any]) -> type[Brief]:
    """Return the model of the kind of brief that has some values."""
    return MODELS[BriefKind.SERIES if any(name in values for name in RECOGNISED) else BriefKind.PAIR]
