"""Check whether the question of a brief reaches further than the days that its counts cover."""

import re
from collections.abc import Sequence

from tally.text import plural, words
from tally.windows import Window

YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
MOST_OF_A_YEAR = 300  # days from which a count is one of a year


def question_doubt(question: str, windows: Sequence[Window]) -> str:
    """
    Return a warning about a question that names days which its counts do not cover; empty if there is none.

    Parameters
    ----------
    question : str
        The question, in the language of the page.
    windows : sequence of Window
        The windows of the two counts; one without a start or an end is not checked.
    """
    known = [window for window in windows if window.start and window.end]
    if len(known) < len(windows):
        return ""
    covered = {year for window in known for year in range(window.first.year, window.last.year + 1)}
    named = [year for year in YEAR.findall(question) if int(year) not in covered]
    if named:
        return f"the question names {named[0]}, and no day of {named[0]} is in the windows of its counts"
    part = max(window.days for window in known) < MOST_OF_A_YEAR
    if part and words.OF_A_YEAR.search(question) and not words.OF_A_PART.search(question):
        lengths = " and ".join(dict.fromkeys(plural(window.days, "day") for window in known))
        return f"the question mentions a year, and its counts cover {lengths}: name the days in the question"
    return ""
