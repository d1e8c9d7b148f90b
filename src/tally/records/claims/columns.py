"""The description of claim-rules.csv."""

from enum import StrEnum

from tally.records.tables import Column, Table, id_column, note_column


class Part(StrEnum):
    """The parts that words can have in a claim."""

    AMOUNT = "amount"
    QUALIFIER = "qualifier"
    RISE = "rise"
    FALL = "fall"
    BY = "by"
    FROM = "from"
    TO = "to"
    AGAINST = "against"
    RANGE = "range"
    BETWEEN = "between"
    AND = "and"
    HALF = "half"
    ARTICLE = "article"
    SMALL = "small"
    OF = "of"
    LEVEL = "level"
    DENIAL = "denial"
    DISPUTE = "dispute"
    THAT = "that"
    ASKING = "asking"
    WHY = "why"
    UNREAL = "unreal"
    BEING = "being"
    OWNER = "owner"
    COUNTED = "counted"
    OTHER = "other"
    DATE = "date"
    HIGHEST = "highest"
    LOWEST = "lowest"
    RECORD_HIGH = "record high"
    RECORD_LOW = "record low"
    HIGH = "high"
    LOW = "low"
    SINCE = "since"
    EVER = "ever"
    WITHIN = "within"
    WITHIN_ONE = "within one"
    PERIOD = "period"
    ORDINAL = "ordinal"
    ROW = "in a row"
    EVERY = "every"


class Kind(StrEnum):
    """The kinds of amount, each with its own set of ratios that agree with it."""

    MULTIPLE = "multiple"  # the later count is k times the earlier
    BARE_MULTIPLE = "bare multiple"  # the same, in words that also mean other things
    FOLD = "fold"  # one reading alone, two after a word for growth
    TIMES = "times"  # occasions, unless a word for growth goes with it
    TIMES_MORE = "times more"
    TIMES_FEWER = "times fewer"
    PER_CENT = "per cent"
    FRACTION = "fraction"
    LOST = "fraction lost"
    FROM_TO = "from to"


class SeriesKind(StrEnum):
    """The kinds of claims about a series."""

    HIGHEST = "highest"
    LOWEST = "lowest"
    RUN = "run"
    CHANGE = "change"


class Qualifier(StrEnum):
    """How words such as “nearly” move the set of ratios that agree with an amount."""

    EXACT = ""
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    JUST_OVER = "just over"
    ABOUT = "about"
    NEARLY = "nearly"
    LESS_THAN = "less than"
    AT_MOST = "at most"


SENSES = (*(kind for kind in Kind if kind is not Kind.FROM_TO), *(member for member in Qualifier if member))

CLAIM_RULES = Table(
    name="claim-rules",
    file="claim-rules.csv",
    title="Words of claims with multiples and percentages: one row for each rule",
    columns=(
        id_column(),
        Column(
            name="language", required=True, provenance="analyst",
            description="language of the words (`en`, `de`, `fr`)",
        ),
        Column(
            name="part", required=True, choices=tuple(Part), provenance="analyst",
            description=(
                "`amount` (doubled, # times as), `qualifier` (more than), `rise` and `fall` (rose, fewer), `by`, "
                "`from` and `to` (before a number), `against` (334 against 60), `range` (two to three), `between` and "
                "`and` (between two and three), `half` (two and a half), `article`, `small` (words that end a phrase),"
                " `of` (a share: 50% of attacks), `level` (to 50% of the level of), `denial` (did not), `dispute` (it "
                "is false that), `that`, `asking` (did attacks double?), `why` (a question that takes it for granted), "
                "`unreal` (could), `being` (the aim is twofold), `owner` (doubled its …), `counted` (number, attacks), "
                "`other` (funding: not a count), `date` (months); and in claims about a series `highest`, `lowest`, "
                "`record high`, `record low`, `high`, `low` (a two-year low), `since`, `ever` (on record), `within` "
                "(in two years), `within one` (in a year), `period` (years), `ordinal` (third), `in a row` "
                "and `every` (fell every year since 2020)"
            ),
        ),
        Column(
            name="sense", choices=SENSES, provenance="analyst",
            description=(
                "the kind of an amount: `multiple`, `bare multiple` (words that also mean other things: double), "
                "`fold`, `times`, `times more`, `times fewer`, `per cent`, `fraction` or `fraction lost`; or what a "
                "qualifier means: `more than`, `at least`, `just over`, `about`, `nearly`, `less than` or `at most`"
            ),
        ),
        Column(
            name="value", pattern=r"[0-9]+(\.[0-9]+)?(/[1-9][0-9]*)?", provenance="analyst",
            description=(
                "the number that the words contain: `2` for doubled, `1/3` for a third; `3` for the ordinal third; the "
                "months of a period"
            ),
            expected="a number such as 2, 2.5 or 1/3, or nothing", remedy="Write the number that the words contain.",
        ),
        Column(
            name="words", required=True, provenance="analyst",
            description=(
                "the words in lower case without punctuation, with a bar between phrases that mean the same (`rose "
                "\\| grew`); `#` represents a number, also within a word (`#fold`); words that begin with `…` are "
                "after the amount"
            ),
            expected="lower-case words without punctuation, with “ | ” between phrases", remedy="Write them so.",
        ),
        note_column(),
    ),
)  # fmt: skip
