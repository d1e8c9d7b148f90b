"""The description of drift-rules.csv."""

from enum import StrEnum

from tally.records.tables import Column, Table, id_column, note_column


class Dimension(StrEnum):
    """The aspects of a statement that a word can change."""

    QUANTIFIER = "quantifier"
    NEGATION = "negation"
    DIRECTION = "direction"
    HEDGE = "hedge"
    ASSERTION = "assertion"
    UNIT = "unit"
    MULTIPLE = "multiple"
    GROUP = "group"
    PLACE = "place"
    COUNTER = "counter"
    WHERE = "where"
    CUTOFF = "cut-off"
    PERIOD = "period"
    DATE = "date"
    MONTH = "month"
    BOUND = "bound"


RULES = Table(
    name="drift-rules",
    file="drift-rules.csv",
    title="Words and what they mean: one row for each rule",
    columns=(
        id_column(),
        Column(
            name="language", required=True, provenance="analyst",
            description="language of the words (`en`, `de`, `es`, `fr`); `mul` for names that are the same in all",
        ),
        Column(
            name="dimension", required=True, choices=tuple(Dimension), provenance="analyst",
            description=(
                "`quantifier` (nearly all, every), `negation` (no longer), `direction` (rose, fell), `hedge` (seems), "
                "`assertion` (what the group did), `unit` (what is counted), `multiple` (doubled, per cent), `group`, "
                "`place` and `counter` (names, beside those in the figures), `where` (in: a place follows), `cut-off` "
                "(so far), `period` (this year), `date` and `month` (whose numbers are not counts), `bound` (at least, "
                "up to, about: words directly before a number, or after `…`)"
            ),
        ),
        Column(
            name="sense", required=True, provenance="analyst",
            description=(
                "what the words mean, the same in every language. A sense before a colon takes in those after it: "
                "`Islamic State` is no other group than `Islamic State: Khorasan`"
            ),
        ),
        Column(
            name="rank", type="integer", pattern="[0-9]", provenance="analyst",
            description=(
                "a quantifier or an assertion that claims more has a higher rank. 1 is the opposite of the others "
                "(none, absent, a fall); 0 is an idiom that means nothing of the kind (all in all, not only). A town "
                "has 2: it is a place only where words such as “in” are before it"
            ),
            expected="a digit or nothing", remedy="Give words that claim more a higher rank.",
        ),
        Column(
            name="words", required=True, provenance="analyst",
            description=(
                "the words in lower case without punctuation, and after ` | ` others that mean the same (a `bound` has "
                "none). `…` represents up to three words, `#` a year, `0` a number, `*` a month; after a word, `;` "
                "means that a pause follows, and `!` that the word is in capitals"
            ),
            expected="lower-case words without punctuation", remedy="Write them so.",
        ),
        note_column(),
    ),
)  # fmt: skip
