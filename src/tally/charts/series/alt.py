"""The alternative text of charts over time: what each shows, in words."""

from typing import TYPE_CHECKING

from tally.text import Unit, words

if TYPE_CHECKING:
    from tally.analysis.counted import Columns
    from tally.evidence import ToDateNumbers


def describe_to_date(to_date: "ToDateNumbers") -> str:
    """Describe a chart of the year to date: the counts of both years at the cut-off."""
    first, last = (
        words.DAY_OF_YEAR.format(day=day.day, month=words.MONTHS[day.month - 1])
        for day in (to_date.days.first, to_date.days.last)
    )
    (before, year), (after, next_year) = zip((to_date.earlier, to_date.later), to_date.names, strict=True)
    return words.ALT["to-date"].format(to_date.noun.many, first, last, after.text, next_year, before.text, year)


def describe_periods(series: "Columns", noun: Unit) -> str:
    """Describe a chart of periods: its days, the highest and the lowest count, and how many are not known."""
    known = [column for column in series.columns if column.value is not None]
    first, last = (column.period.window for column in (series.columns[0], series.columns[-1]))
    ends = [
        words.ALT["count-in"].format(words.ALT["from-to"].format(column.low, column.high)
                                     if column.low != column.high else column.value, column.period.window.when)
        for order in (max, min) if known for column in [order(known, key=lambda column: column.value or 0)]
    ]  # fmt: skip
    heading = words.CHART[f"by-{series.step}"].format(noun.many)
    shown = [words.ALT["periods"].format(heading, first, last)]
    shown += [words.ALT["extremes"].format(*ends)] if ends else []
    if len(known) < len(series.columns):
        shown.append(words.ALT["unknown"].format(len(series.columns) - len(known), len(series.columns)))
    return " ".join(shown)
