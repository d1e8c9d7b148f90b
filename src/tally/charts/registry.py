"""The list of charts: the data of each, its alternative text, and its place on a page."""

from functools import partial

from tally.charts import over_time
from tally.charts.chart import CHARTS, NARROWER, Chart, ChartError, Drawing, chart_names, register
from tally.evidence import Findings

__all__ = ["CHARTS", "NARROWER", "Chart", "ChartError", "Drawing", "chart_names", "over_time", "register"]

# Each function imports what draws only when it is called, so that the list can be read without it.


@register("windows", "the-charts")
def _windows(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_windows
    from tally.charts.windows import window_chart

    drawn, named, events = findings.same_kind, findings.named_events, findings.events
    return Drawing(lambda width: window_chart(drawn, named, events, width), describe_windows(drawn), drawn["source"])


@register("bars", "the-charts", wide=False, width="3.4in")
def _bars(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_windows
    from tally.charts.bars import bar_chart

    return Drawing(lambda width: bar_chart(bars, width), describe_windows(bars := findings.barred), bars["source"])


@register("year_to_date", "the-charts", when=lambda findings: findings.to_date is not None)
def _year_to_date(findings: Findings) -> Drawing:
    from tally.charts.series import describe_to_date, to_date_rows, year_to_date_chart

    if (to_date := findings.to_date) is None:
        msg = "Two counts that were not counted from one file have no year to date."
        raise ChartError(msg)
    draw, alt = partial(year_to_date_chart, to_date), describe_to_date(to_date)
    return Drawing(draw, alt, to_date.sources, None if to_date.months else lambda: to_date_rows(to_date))


@register("readings", "the-change", when=lambda findings: len(findings.numbers.readings) > 1)
def _readings(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_pairs, readings_rows
    from tally.charts.forest import forest_chart
    from tally.evidence import readings_table

    rows = readings_table(findings.numbers)
    alt, sources = describe_pairs(rows, "readings"), findings.barred["source"]
    return Drawing(lambda width: forest_chart(rows, width), alt, sources, lambda: readings_rows(rows))


@register("cutoffs", "the-strength", when=lambda findings: findings.numbers.has_curve)
def _cutoffs(findings: Findings) -> Drawing:
    from tally.charts.alt import curve_rows, describe_curve
    from tally.charts.cutoffs import cutoff_chart

    curve, printed = findings.cutoff_curve, findings.robustness.cutoffs
    alt, sources = describe_curve(curve), findings.barred["source"]
    return Drawing(
        lambda width: cutoff_chart(curve, printed, width), alt, sources,
        lambda: curve_rows(findings.robustness_numbers),
    )  # fmt: skip


@register("bounds", "the-bounds", when=lambda findings: bool(findings.bounds.rows))
def _bounds(findings: Findings) -> Drawing:
    from tally.charts.alt import bounds_rows, describe_bounds
    from tally.charts.bounds import bounds_chart
    from tally.evidence import leading_bounds

    shown = (leading := leading_bounds(findings.bounds)).table
    sources = [figure.source for figure in findings.inference.figures]
    draw, alt = partial(bounds_chart, shown), describe_bounds(shown)
    return Drawing(draw, alt, sources, lambda: bounds_rows(leading))


@register("forest", "the-others", when=lambda findings: bool(findings.rivals.others))
def _forest(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_pairs
    from tally.charts.forest import forest_chart
    from tally.evidence import leading_rows

    pairs = leading_rows(findings.rivals.pairs)
    rows = findings.rivals.table.loc[[pair.id for pair in pairs]]
    sources = [figure.source for pair in pairs for figure in pair.pair.comparison.pair]
    return Drawing(lambda width: forest_chart(rows, width), describe_pairs(rows), sources)


@register("rivals", "the-others", when=lambda findings: len(findings.competing) > len(findings.pair), stretched=True)
def _rivals(findings: Findings) -> Drawing:
    from tally.charts.alt import describe_counts
    from tally.charts.rivals import rivals_chart

    counts, pair = findings.competing, findings.pair
    return Drawing(lambda width: rivals_chart(counts, pair, width), describe_counts(counts), counts["source"])
