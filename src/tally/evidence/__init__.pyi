from .bounds import BoundRow, BoundTable, bounds_numbers
from .change import ChangeNumbers, change_numbers
from .correction import named_figures, split_notice, typed
from .exposures import Exposure, exposure_numbers, numbers_between
from .findings import Findings, answer
from .folding import LINES, folded_rows, leading_bounds, leading_rows, number_cards, too_long_for_paper
from .number import Chosen, Computed, Number, Published, Quoted, quoted_number
from .robustness import RobustnessNumbers, robustness_numbers
from .sentences import load_sentences, sentence_environment, sentence_text, with_article

__all__ = [
    "LINES",
    "BoundRow",
    "BoundTable",
    "ChangeNumbers",
    "Chosen",
    "Computed",
    "Exposure",
    "Findings",
    "Number",
    "Published",
    "Quoted",
    "RobustnessNumbers",
    "answer",
    "bounds_numbers",
    "change_numbers",
    "exposure_numbers",
    "folded_rows",
    "leading_bounds",
    "leading_rows",
    "load_sentences",
    "named_figures",
    "number_cards",
    "numbers_between",
    "quoted_number",
    "robustness_numbers",
    "sentence_environment",
    "sentence_text",
    "split_notice",
    "too_long_for_paper",
    "typed",
    "with_article",
]
