"""The charts of briefings on a series, as the list of charts has them."""

from typing import TYPE_CHECKING, TypeVar

from tally.charts.chart import ChartError, Drawing, register
from tally.evidence.series import SeriesFindings
from tally.project import BriefKind

if TYPE_CHECKING:
    from tally.analysis.counted import Column, PlaceRow
    from tally.charts.drawing import Link

T = TypeVar("T")
SERIES = BriefKind.SERIES

# Each function imports what draws only when it is called, so that the list can be read without it.


@register("steps", "the-charts", kind=SERIES, when=lambda findings: findings.whole is None)
def _steps(findings: SeriesFindings) -> Drawing:
    from tally.charts.series import describe_steps, steps_chart

    answer = findings.answer
    others = [figure.source for rival in answer.rivals for figure in rival.figures]
    sources = [*_sources(findings), *others]
    return Drawing(lambda width: steps_chart(answer, width), describe_steps(answer), sources)


@register("periods", "the-charts", kind=SERIES, when=lambda findings: findings.whole is not None)
def _periods(findings: SeriesFindings) -> Drawing:
    from tally.charts.drawing import Link
    from tally.charts.series import describe_periods, periods_chart

    columns, noun = findings.drawn, findings.noun
    numbers = {figure.window.first: findings.number_of(figure) for figure in findings.counts}

    def link(column: "Column") -> "Link | None":
        return Link(numbers[column.first].id, numbers[column.first].label) if column.first in numbers else None

    return Drawing(
        lambda width: periods_chart(columns, noun, width, link), describe_periods(columns, noun), _sources(findings)
    )


@register("years_to_date", "the-charts", kind=SERIES, when=lambda findings: findings.by_day and findings.by_day.to_date)
def _years_to_date(findings: SeriesFindings) -> Drawing:
    from tally.charts.series import describe_to_date, year_to_date_chart

    to_date = _there(findings.by_day.to_date if findings.by_day else None)
    return Drawing(lambda width: year_to_date_chart(to_date, width), describe_to_date(to_date), to_date.sources)


@register("rolling", "the-series", kind=SERIES, when=lambda findings: findings.by_day and findings.by_day.rolling)
def _rolling(findings: SeriesFindings) -> Drawing:
    from tally.charts.drawing import Link
    from tally.charts.series import describe_rolling, rolling_chart

    numbers, noun = _there(findings.by_day.rolling if findings.by_day else None), findings.noun
    rolling = numbers.rolling

    def link(window: "Column") -> "Link":
        number = numbers.highest if window == rolling.highest else numbers.latest
        return Link(number.id, number.label)

    return Drawing(
        lambda width: rolling_chart(rolling, noun, width, link), describe_rolling(rolling, noun), _sources(findings)
    )


@register(
    "calendar",
    "the-series",
    wide=False,
    kind=SERIES,
    when=lambda findings: findings.by_day and findings.by_day.calendar,
)
def _calendar(findings: SeriesFindings) -> Drawing:
    from tally.charts.series import calendar_chart, describe_calendar

    days, noun = _there(findings.by_day.calendar if findings.by_day else None).days, findings.noun
    return Drawing(lambda width: calendar_chart(days, noun, width), describe_calendar(days, noun), _sources(findings))


@register("map", "the-places", kind=SERIES, when=lambda findings: _has_map(findings))
def _map(findings: SeriesFindings) -> Drawing:
    from tally.charts.drawing import Link
    from tally.charts.series import describe_places, map_chart

    by_day, noun = _there(findings.by_day), findings.noun
    numbers, boundaries = _there(by_day.places), _there(by_day.boundaries)

    def link(row: "PlaceRow") -> "Link":
        return Link(numbers.number_of(row).id, numbers.number_of(row).label)

    return Drawing(
        lambda width: map_chart(numbers.table, boundaries, noun, width, link),
        describe_places(numbers.table, noun),
        _sources(findings),
    )


@register("places", "the-places", kind=SERIES, when=lambda findings: findings.by_day and findings.by_day.panels)
def _places(findings: SeriesFindings) -> Drawing:
    from tally.charts.series import describe_multiples, multiples_chart

    panels, noun = _there(findings.by_day).panels, findings.noun
    return Drawing(
        lambda width: multiples_chart(panels, noun, width), describe_multiples(panels, noun), _sources(findings)
    )


def _has_map(findings: SeriesFindings) -> bool:
    """Return whether there are places, and their boundaries."""
    return bool(findings.by_day and findings.by_day.places and findings.by_day.boundaries)


def _there(part: T | None) -> T:
    """Return what a chart shows. Raises `ChartError` if the series was not counted by days."""
    if part is None:
        msg = "A series that was not counted by days, or by places, has no such chart."
        raise ChartError(msg)
    return part


def _sources(findings: SeriesFindings) -> list[str]:
    """Return the ids of the documents that the counts of a series are from."""
    return list(dict.fromkeys(figure.source for figure in findings.counts))
