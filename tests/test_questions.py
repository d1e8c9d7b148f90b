"""A question that reaches further than the days of its counts is pointed out, and is no fault."""

import pytest

from tally.briefs import question_doubt
from tally.build.check import check_project, remarks
from tally.windows import read_window

NINETY_NINE = ("2022-08-01/2022-11-07", "2023-08-01/2023-11-07")
YEARS = ("2020", "2021")


@pytest.mark.parametrize(
    ("question", "windows", "doubt"),
    [
        ("Did attacks fall from one year to the next?", NINETY_NINE, "mentions a year, and its counts cover 99 days"),
        ("Is the annual number lower?", NINETY_NINE, "mentions a year"),
        ("Did attacks rise this year?", ("2021-01", "2021-02-01"), "31 days and 1 day"),
        ("Did attacks fall from one year to the next?", YEARS, ""),
        ("Did attacks fall on the same days of one year to the next?", NINETY_NINE, ""),
        ("Did attacks fall from autumn 2022 to autumn 2023?", NINETY_NINE, ""),
        ("Did the first nine months of one year to the next differ?", ("2021-01/2021-09", "2022-01/2022-09"), ""),
        ("Did attacks rise after 2019?", YEARS, "names 2019, and no day of 2019"),
        ("Did attacks rise from 2020 to 2021?", YEARS, ""),
        ("Did attacks rise from 2020 to 2022?", ("2020/", "2021"), ""),
        ("Were 20211 attacks more than 1.2020?", YEARS, ""),
        ("Did attacks fall?", NINETY_NINE, ""),
    ],
)  # fmt: skip
def test_the_days_of_a_question(question, windows, doubt):
    """Years that no window touches, and a year asked of a part of one, are named with what the counts cover."""
    told = question_doubt(question, [read_window(window) for window in windows])

    assert doubt in told if doubt else not told


def test_check_names_the_brief(copied, edit):
    """`tally check` says which brief asks too much; the project stays in order."""
    assert not any("question" in line for line in remarks(copied))

    edit(
        "notebooks/parameters/isil-kp-autumn.yml", "after the takeover than a year earlier", "this year than last year"
    )

    assert [line for line in remarks(copied) if "isil-kp-autumn.yml: the question mentions a year" in line]
    assert not check_project(copied)
