from .authors import author_names, join_names
from .directions import isolated, isolated_html, language_attributes
from .displayed import Shown, Table, table_html
from .hidden import code_point, hidden_at, shown, well_formed
from .language import WordedEnum, template_folder, words
from .number_values import spelt_value
from .number_words import named_number
from .numbers import MILLION, Bound, digits_of_range, percent, rounded, rounded_bound, rounded_end
from .numerals import POINTS, SPACES, cuts_number, find_numbers, in_footnote_mark
from .typography import (
    ANY_SPACE,
    ONE_FORM,
    RAISED,
    RAISED_LETTERS,
    SOFT_HYPHEN,
    UNSPACED,
    composed,
    fold,
    join_line_ends,
    on_one_line,
    pattern_of,
    unbroken,
    with_fewer_accents,
)
from .units import Unit, capitalised, plural

__all__ = [
    "ANY_SPACE",
    "MILLION",
    "ONE_FORM",
    "POINTS",
    "RAISED",
    "RAISED_LETTERS",
    "SOFT_HYPHEN",
    "SPACES",
    "UNSPACED",
    "Bound",
    "Shown",
    "Table",
    "Unit",
    "WordedEnum",
    "author_names",
    "capitalised",
    "code_point",
    "composed",
    "cuts_number",
    "digits_of_range",
    "find_numbers",
    "fold",
    "hidden_at",
    "in_footnote_mark",
    "isolated",
    "isolated_html",
    "join_line_ends",
    "join_names",
    "language_attributes",
    "named_number",
    "on_one_line",
    "pattern_of",
    "percent",
    "plural",
    "rounded",
    "rounded_bound",
    "rounded_end",
    "shown",
    "spelt_value",
    "table_html",
    "template_folder",
    "unbroken",
    "well_formed",
    "with_fewer_accents",
    "words",
]
