"""The charts of briefings on a series, as the list of charts has them."""

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from tally.charts.chart import ChartError, Drawing, register
from tally.evidence.series import SeriesFindings
from tally.project import BriefKind

if TYPE_CHECKING:
    from tally.analysis.counted import Column, Panel, PlaceRow
    from tally.charts.drawing import Link
    from tally.charts.series import Cell

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
    from tally.charts.series import describe_to_date, to_date_rows, year_to_date_chart

    to_date = _there(findings.by_day.to_date if findings.by_day else None)
    draw, alt = partial(year_to_date_chart, to_date), describe_to_date(to_date)
    return Drawing(draw, alt, to_date.sources, lambda: to_date_rows(to_date))


@register("rolling", "the-series", kind=SERIES, when=lambda findings: findings.by_day and findings.by_day.rolling)
def _rolling(findings: SeriesFindings) -> Drawing:
    from tally.charts.drawing import Link
    from tally.charts.series import describe_rolling, rolling_chart, rolling_rows, written_count

    numbers, noun = _there(findings.by_day.rolling if findings.by_day else None), findings.noun
    rolling = numbers.rolling

    def link(window: "Column") -> "Link":
        number = numbers.highest if window == rolling.highest else numbers.latest
        return Link(number.id, number.label)

    def cell(window: "Column") -> "Cell":
        ends = {rolling.latest: numbers.latest, rolling.highest: numbers.highest}
        return ends.get(window) or written_count(window)

    return Drawing(
        lambda width: rolling_chart(rolling, noun, width, link), describe_rolling(rolling, noun), _sources(findings),
        lambda: rolling_rows(rolling, noun, cell),
    )  # fmt: skip


@register(
    "calendar",
    "the-series",
    wide=False,
    kind=SERIES,
    when=lambda findings: findings.by_day and findings.by_day.calendar,
)
def _calendar(findings: SeriesFindings) -> Drawing:
    from tally.charts.series import calendar_chart, calendar_rows, describe_calendar, drawn_days

    days, noun = _there(findings.by_day.calendar if findings.by_day else None).days, findings.noun
    numbers = {(figure.window.first, figure.window.last): findings.number_of(figure) for figure in findings.counts}
    return Drawing(
        lambda width: calendar_chart(days, noun, width), describe_calendar(days, noun), _sources(findings),
        lambda: calendar_rows(drawn_days(days), noun, lambda days: numbers.get((days.first, days.last))),
    )  # fmt: skip


@register("map", "the-places", kind=SERIES, when=lambda findings: _has_map(findings))
def _map(findings: SeriesFindings) -> Drawing:
    from tally.charts.drawing import Link
    from tally.charts.series import describe_places, map_chart, place_rows, written_place

    by_day, noun = _there(findings.by_day), findings.noun
    numbers, boundaries = _there(by_day.places), _there(by_day.boundaries)

    def link(row: "PlaceRow") -> "Link":
        return Link(numbers.number_of(row).id, numbers.number_of(row).label)

    return Drawing(
        lambda width: map_chart(numbers.table, boundaries, noun, width, link),
        describe_places(numbers.table, noun),
        _sources(findings),
        lambda: place_rows(numbers.table, noun, lambda row: numbers.number_of(row) if row.high else written_place(row)),
    )


@register("places", "the-places", kind=SERIES, when=lambda findings: findings.by_day and findings.by_day.panels)
def _places(findings: SeriesFindings) -> Drawing:
    from tally.charts.drawing import Link
    from tally.charts.series import describe_multiples, multiples_chart, multiples_rows

    by_day, noun = _there(findings.by_day), findings.noun
    panels, number_of = by_day.panels, by_day.number_of_place

    def link(panel: "Panel") -> "Link | None":
        number = number_of(panel)
        return Link(number.id, number.label) if number else None

    return Drawing(
        lambda width: multiples_chart(panels, noun, width, link), describe_multiples(panels, noun), _sources(findings),
        lambda: multiples_rows(panels, number_of),
    )  # fmt: skip


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
