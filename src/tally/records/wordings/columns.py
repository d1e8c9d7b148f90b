"""The description of drift-rules.csv."""

from enum import StrEnum

from tally.tables import Column, Table, id_column, note_column


class Dimension(StrEnum):
    """The aspects of a statement that a word can change."""

    QUANTIFIER = "quantifier"
    HEDGE = "hedge"
    ASSERTION = "assertion"
    UNIT = "unit"
    CUTOFF = "cut-off"
    PERIOD = "period"
    BOUND = "bound"


RULES = Table(
    name="drift-rules",
    file="drift-rules.csv",
    title="Words and what they mean: one row for each rule",
    columns=(
        id_column(),
        Column(
            name="language", required=True, provenance="analyst",
            description="language of the words (`en`, `de`, `es`, `fr`)",
        ),
        Column(
            name="dimension", required=True, choices=tuple(Dimension), provenance="analyst",
            description=(
                "`quantifier` (nearly all, every), `hedge` (seems), `assertion` (what the group did), `unit` (what is "
                "counted), `cut-off` (so far), `period` (this year), `bound` (at least, up to, about: words directly "
                "before a number, or after `…`)"
            ),
        ),
        Column(
            name="sense", required=True, provenance="analyst",
            description="what the words mean, the same in every language",
        ),
        Column(
            name="rank", type="integer", pattern="[0-9]", provenance="analyst",
            description="for a quantifier: one that covers more has a higher rank; 0 covers nothing",
            expected="a digit or nothing", remedy="Give a quantifier that covers more a higher rank.",
        ),
        Column(
            name="words", required=True, provenance="analyst",
            description=(
                "the words in lower case without punctuation; `…` represents up to three words, `#` a year"
            ),
            expected="lower-case words without punctuation", remedy="Write them so.",
        ),
        note_column(),
    ),
)  # fmt: skip
