"""Measure the analysis: intervals, bounds and the start page. Writes the end of docs/analysis.md."""

import sys
from itertools import accumulate, pairwise
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from tally.analysis import Count
from tally.analysis.bounds.contradictions import find_conflict
from tally.analysis.bounds.intervals import CountConstraint, Span
from tally.analysis.bounds.solve import bounds
from tally.analysis.counted import dispersed_ratio, wider
from tally.analysis.rates import rate_ratio
from tally.explorer import Explorer
from tally.project import find_project
from tally.records import load_dossier

EXPECTED = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)  # events in the earlier window
RATIOS = (0.5, 1, 2, 5)  # the true ratio of the rates
DRAWS, PAIRS = 20_000, 2_000
A_MONTH, VARIANCES, MONTHS = (1, 5, 20, 100), (1, 2, 5, 15), 12  # events, as multiples of Poisson's, in each window
WINDOWS = (10, 100, 1_000, 5_000)
DAYS = 3_650
RUNS = 5
ROOT = Path(__file__).parent.parent.parent


def coverage(expected: float, ratio: float, random: np.random.Generator) -> float:
    """Draw pairs of Poisson counts over a year and 300 days; return the share of intervals with the true ratio."""
    earlier, later = 365, 300
    pairs = np.stack(
        [random.poisson(expected, DRAWS), random.poisson(expected * ratio * later / earlier, DRAWS)], axis=1
    )
    hits = 0
    for (before, after), times in zip(*np.unique(pairs, axis=0, return_counts=True), strict=True):
        interval = rate_ratio(Count(int(before), earlier), Count(int(after), later))
        hits += int(times) * (interval.low <= ratio and (interval.high is None or ratio <= interval.high))
    return hits / DRAWS


def dispersed(mean: float, variance: float, random: np.random.Generator) -> tuple[float, float]:
    """
    Draw months of two windows whose variance is a multiple of the mean, the later ones with twice as many events.

    Returns the shares of the leading and of the exact intervals with the true ratio.
    """
    ratio, hits = 2, np.zeros(2)
    for _ in range(PAIRS):
        months = [
            [Count(int(value), 30) for value in (
                random.poisson(often, MONTHS) if variance == 1
                else random.negative_binomial(often / (variance - 1), 1 / variance, MONTHS)
            )]
            for often in (mean, mean * ratio)
        ]  # fmt: skip
        exact = rate_ratio(*(Count(sum(count.value for count in window), 30 * MONTHS) for window in months))
        for place, interval in enumerate((wider(exact, dispersed_ratio(*months)), exact)):
            hits[place] += interval.low <= ratio and (interval.high is None or ratio <= interval.high)
    return hits[0] / PAIRS, hits[1] / PAIRS


def dispersed_table() -> list[str]:
    """Measure the coverage where months vary more than independent events would; return it as a table."""
    random = np.random.default_rng(2024)
    lines = [
        "| events a month before | " + " | ".join(f"variance × {variance}" for variance in VARIANCES) + " |",
        "|---" * (len(VARIANCES) + 1) + "|",
    ]
    for mean in A_MONTH:
        shares = [dispersed(mean, variance, random) for variance in VARIANCES]
        print(f"dispersed coverage at {mean}: {shares}", file=sys.stderr)
        lines.append(f"| {mean} | " + " | ".join(f"{lead:.1%} ({exact:.1%})" for lead, exact in shares) + " |")
    return lines


def system(count: int, random: np.random.Generator, vague: float) -> list[CountConstraint]:
    """Return the counts of random windows over ten years; a share of the edges are ranges of up to a month."""
    total = [0, *accumulate(random.poisson(1.0, DAYS).tolist())]
    counts = []
    for _ in range(count):
        start, end = sorted(random.choice(DAYS + 1, 2, replace=False).tolist())
        early = max(0, start - int(random.integers(31))) if random.random() < vague else start
        late = min(DAYS, end + int(random.integers(31))) if random.random() < vague else end
        counts.append(CountConstraint(Span((early, start), (end, late)), total[end] - total[start]))
    return counts


def once(work, *arguments) -> float:
    """Measure the time of one run, in seconds."""
    started = perf_counter()
    work(*arguments)
    return perf_counter() - started


def timed(work, *arguments) -> float:
    """Measure the median time of several runs, in seconds."""
    return median(once(work, *arguments) for _ in range(RUNS))


def coverage_table() -> list[str]:
    """Measure the coverage; return it as a table."""
    random = np.random.default_rng(2021)
    lines = [
        "| expected before | " + " | ".join(f"ratio {ratio}" for ratio in RATIOS) + " |",
        "|---" * (len(RATIOS) + 1) + "|",
    ]
    for expected in EXPECTED:
        shares = [coverage(expected, ratio, random) for ratio in RATIOS]
        print(f"coverage at {expected}: {', '.join(f'{share:.2%}' for share in shares)}", file=sys.stderr)
        lines.append(f"| {expected} | " + " | ".join(f"{share:.1%}" for share in shares) + " |")
    return lines


def bounds_table() -> list[str]:
    """Measure the time for bounds; return it as a table."""
    query = Span((1_000, 1_000), (1_100, 1_100))
    lines = ["| windows | exact days, s | growth | a tenth of the edges vague, s | growth | a contradiction found, s |",
             "|---|---|---|---|---|---|"]  # fmt: skip
    before: tuple[float, float] | None = None
    for count in WINDOWS:
        exact = system(count, np.random.default_rng(count), 0)
        vague = system(count, np.random.default_rng(count), 0.1)
        broken = [*exact[:-1], CountConstraint(exact[-1].span, exact[-1].value + 5_000)]
        seconds = (timed(bounds, exact, query), timed(bounds, vague, query))
        conflict = timed(find_conflict, broken)
        growth = [f"{now / then:.1f}" for now, then in zip(seconds, before, strict=True)] if before else ["", ""]
        print(f"{count} windows: {seconds[0]:.3f} s, {seconds[1]:.3f} s, {conflict:.3f} s", file=sys.stderr)
        lines.append(
            f"| {count:,} | {seconds[0]:.3f} | {growth[0]} | {seconds[1]:.3f} | {growth[1]} | {conflict:.2f} |"
        )
        before = seconds
    return lines


def desk_table() -> list[str]:
    """Measure the time for a change on the start page, for every figure that can be chosen there."""
    project = find_project(ROOT)
    started = perf_counter()
    page = Explorer(project)
    opened = perf_counter() - started
    figures = load_dossier(project).figures
    kinds = figures.groupby(["group", "place", "counter", "basis"]).groups.values()
    pairs = [(str(earlier), str(later)) for kind in kinds for earlier, later in pairwise(kind)]
    rounds = [[once(page.choose, *pair) for pair in pairs] for _ in range(RUNS)]
    changes = [median(seconds) for seconds in zip(*rounds, strict=True)]
    print(f"start page: opened in {opened:.2f} s, a change {median(changes):.2f} s", file=sys.stderr)
    return [
        "| opened, s | changes | median, s | longest, s |",
        "|---|---|---|---|",
        f"| {opened:.2f} | {len(changes)} | {median(changes):.2f} | {max(changes):.2f} |",
    ]


MEASURED = "## Measured\n"  # the heading of the part of the document that this script writes
COVERAGE = f"""
Written by `make bench`.

### Coverage of the exact interval

The share of {DRAWS:,} simulated pairs of independent Poisson counts, over a year and over 300 days, whose 95% interval
contains the true ratio of the rates. The interval is conservative, especially for small counts.
"""
DISPERSED = f"""
### Coverage where events come in clusters

The share of {PAIRS:,} simulated pairs of windows of {MONTHS} months, the later with twice as many events, whose leading
95% interval contains the true ratio; in brackets that of the exact interval alone. The months are negative binomial,
with so many times the variance of independent events.
"""
TIME = f"""
### Time for a bound

The time to compute the least and the most of a hundred days from random windows over ten years of daily counts: medians
of {RUNS} runs, and their growth from the line above. The last column is the search for a smallest contradiction after
one count was raised by five thousand.
"""

DESK = f"""
### Time for a change on the start page

The time from the choice of a figure to the verdict, the change, the chart, the bounds and all their evidence on screen,
for each figure: medians of {RUNS} runs.
"""


def main() -> None:
    """Measure, and write the last part of the document; the methods above it are kept."""
    path = ROOT / "docs" / "analysis.md"
    methods, _, _ = path.read_text(encoding="utf-8").partition(MEASURED)
    tables = [*coverage_table(), DISPERSED, *dispersed_table(), TIME, *bounds_table(), DESK, *desk_table()]
    text = methods + "\n".join([MEASURED + COVERAGE, *tables, ""])
    path.write_text(text, encoding="utf-8")
    print(path)


if __name__ == "__main__":
    main()
