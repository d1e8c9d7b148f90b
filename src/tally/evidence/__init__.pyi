from .bounds import BoundRow, BoundTable, bounds_numbers
from .change import ChangeNumbers, change_numbers
from .exposures import Exposure, count_competing, day_unit, exposure_numbers, numbers_between
from .findings import Findings, answer
from .floors import readings_table
from .folding import LINES, folded_rows, leading_bounds, leading_rows, number_cards, too_long_for_paper
from .inquiry import Asked, named_figures, split_notice, typed
from .numbers import (
    Chosen,
    Computed,
    Counted,
    Given,
    GrowthNumbers,
    InPeriod,
    InPeriods,
    Number,
    Published,
    Quoted,
    ToDateNumbers,
    growth_numbers,
    in_parts,
    quoted_number,
)
from .rivals import RivalNumbers, rival_numbers
from .robustness import RobustnessNumbers, RobustnessRow, robustness_numbers
from .sentences import load_sentences, sentence_environment, sentence_text, with_article

__all__ = [
    "LINES",
    "Asked",
    "BoundRow",
    "BoundTable",
    "ChangeNumbers",
    "Chosen",
    "Computed",
    "Counted",
    "Exposure",
    "Findings",
    "Given",
    "GrowthNumbers",
    "InPeriod",
    "InPeriods",
    "Number",
    "Published",
    "Quoted",
    "RivalNumbers",
    "RobustnessNumbers",
    "RobustnessRow",
    "ToDateNumbers",
    "answer",
    "bounds_numbers",
    "change_numbers",
    "count_competing",
    "day_unit",
    "exposure_numbers",
    "folded_rows",
    "growth_numbers",
    "in_parts",
    "leading_bounds",
    "leading_rows",
    "load_sentences",
    "named_figures",
    "number_cards",
    "numbers_between",
    "quoted_number",
    "readings_table",
    "rival_numbers",
    "robustness_numbers",
    "sentence_environment",
    "sentence_text",
    "split_notice",
    "too_long_for_paper",
    "typed",
    "with_article",
]
