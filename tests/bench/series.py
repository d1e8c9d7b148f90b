"""How often trends cover the truth, and changes of level are found, on made-up series; writes docs/series.md."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from tally.analysis.series import FEWEST_PERIODS, find_changes, loglinear

ROOT = Path(__file__).parent.parent.parent
RATES = (0.5, 1, 2, 5, 10, 20, 50)
DISPERSIONS = (1, 2, 5, 10)
LENGTHS = (12, 24, 60, 120)
MONTH = 30.0
NEAR = 2  # periods
CLOSE = 0.05  # to 90 %: such cells have more series
MANY = 20  # times as many series in such cells
MOST = 80  # times as many flat series in cells with few periods


def draw(random: np.random.Generator, mean: NDArray[np.float64] | float, dispersion: float, shape: tuple[int, int]):
    """Draw counts whose variance is `dispersion` times their mean: Poisson, or negative binomial."""
    if dispersion == 1:
        return random.poisson(mean, shape)
    return random.negative_binomial(np.broadcast_to(mean, shape) / (dispersion - 1), 1 / dispersion)


def trend_row(random: np.random.Generator, rate: float, dispersion: float, size: int, growth: float, runs: int):
    """Compute the share of intervals that cover the truth, and of series in which a trend is estimated."""
    years = np.arange(size) / 12
    mean = np.exp(growth * (years / years[-1] - 0.5))
    counts = draw(random, rate * mean / mean.mean(), dispersion, (runs, size))
    several = (counts > 0).sum(1)
    counts, several = counts[several > 2], several[several > 2]
    if not len(counts):
        return float("nan"), 0.0
    slope, error, _ = loglinear(counts, np.full(size, MONTH), years)
    fit = np.isfinite(slope)
    reach = error * stdtrit(several - 2, 0.975)
    inside = np.abs(slope - growth / years[-1]) <= reach
    return (float(inside[fit].mean()) if fit.sum() >= runs / 20 else float("nan")), float(fit.sum()) / runs


def drawn(random: np.random.Generator, rate: float, dispersion: float, size: int, place: int, runs: int):
    """Draw series whose rate doubles at a place; a place after the last period leaves them flat."""
    mean = np.full(size, float(rate))
    mean[place:] *= 2
    return draw(random, mean, dispersion, (runs, size))


def change_row(series: NDArray[np.int64], place: int):
    """Compute the numbers of series with any change, with one near the truth, and with the truth in a plausible set."""
    days, near, covered, some = np.full(series.shape[1], MONTH), 0, 0, 0
    for counts in series:
        changes = find_changes(counts, days).changes
        some += bool(changes)
        near += any(abs(change.at - place) <= NEAR for change in changes)
        covered += any(place in change.plausible for change in changes)
    return np.array([some, near, covered])


def best_row(series: NDArray[np.int64], flat: NDArray[np.int64], place: int):
    """Compute the number found near the truth by whoever knows flat series, and that there is at most one change."""
    ratio, at = split(series)
    return ((ratio > np.quantile(split(flat)[0], 0.95)) & (np.abs(at - place) <= NEAR)).sum()


def change_cell(flats: int, doubles: int, cell: tuple[float, float, int]):
    """Compute for a cell the shares of false alarms, of doublings found, of those possible, and of the sets' hits."""
    random = np.random.default_rng([2026, *(int(2 * number) for number in cell)])
    size = cell[2]
    place, few = size // 2, size == LENGTHS[0]
    flat = drawn(random, *cell, size, flats * (MOST if few else 1))
    alarm = change_row(flat, size)[0] / len(flat)
    known = drawn(random, *cell, size, 16 * doubles)
    series = drawn(random, *cell, place, doubles)
    counts, most, runs = change_row(series, place), best_row(series, known, place), doubles
    if any(abs(number / runs - 0.9) <= CLOSE for number in (counts[1], most)):
        further = (MANY - 1) * doubles
        series, runs = drawn(random, *cell, place, further), doubles + further
        counts, most = counts + change_row(series, place), most + best_row(series, known, place)
    some, near, covered = counts / runs
    return cell, alarm, near, most / runs, covered / some if some >= 0.5 else None


def split(counts: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Compute the largest likelihood ratio of two levels against one, and where the second starts."""
    inside = ratios(counts)
    return inside.max(1), inside.argmax(1) + FEWEST_PERIODS


def ratios(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Compute the logarithm of the likelihood ratio of two levels against one, for each place of the second."""
    size = counts.shape[1]
    before, lengths = counts.cumsum(1)[:, :-1].astype(float), np.arange(1, size)
    total = counts.sum(1, keepdims=True).astype(float)

    def likelihood(events: NDArray[np.float64], periods: NDArray[np.int64] | int) -> NDArray[np.float64]:
        return np.where(events > 0, events * np.log(np.where(events > 0, events, 1) / periods), 0.0)

    ratio = likelihood(before, lengths) + likelihood(total - before, size - lengths) - likelihood(total, size)
    return ratio[:, FEWEST_PERIODS - 1 : size - FEWEST_PERIODS]


def table(row: Callable[[float, float, int], str], lengths: tuple[int, ...] = LENGTHS) -> Iterator[str]:
    """Write a table with a row for each rate and length, and a column for each dispersion."""
    yield "| events a period | periods | " + " | ".join(f"dispersion {number}" for number in DISPERSIONS) + " |"
    yield "|" + "---:|" * (2 + len(DISPERSIONS))
    for rate in RATES:
        for size in lengths:
            yield f"| {rate:g} | {size} | " + " | ".join(row(rate, number, size) for number in DISPERSIONS) + " |"


def percent(share: float) -> str:
    """Return a share in per cent; a dash if there is none."""
    return "–" if np.isnan(share) else f"{100 * share:.1f}"


TEXT = """\
# What the methods for series do on made-up series

`tests/bench/series.py` writes this page. Counts are drawn with a known rate: Poisson with dispersion 1, negative
binomial with a variance of so many times the mean with more. Periods are equally long.

## The interval of a trend

Share of 95 % intervals that cover the truth, in per cent, of {trends} series a cell; half of them have no trend, half
double from the first to the last period. A trend is refused if fewer than three periods have events. Student's t has
as many degrees of freedom as there are periods with events, less two: with n − 2, or if series are refused by the
dispersion that they happen to show, intervals of sparse and clustered counts cover only 70 to 90 per cent. The lowest
cell is {lowest}.

{trend}

## A level that does not change

Share of flat series in which a change of level is found, in per cent, of {flats} series a cell, {most_flats} where
there are 12 periods. The periods are put in random orders: a change counts if at most 3 % of these show levels that
differ as much, 4.7 % with fewer than 18 periods. So the truth is about that or less in each cell, and the rest is
chance. The mean of the cells is {mean}, the highest {highest}.

{flat}

## A level that doubles

Share of series in which a change is found within two periods of the truth, in per cent, of {doubles} series a cell.
If one of the two shares is from 85 to 95, it is of {more} series: there the error of the simulation is 0.3.
The rate is that before the change, which is in the middle: one near an end is found less often.
After it, in brackets, is what would be possible: the
share for somebody who knows the rate, the dispersion and that there is at most one change, and has 5 % false alarms.
In most cells that is below 90: there are too few events to see a doubling, or to place it, by any method that compares
likelihoods. Of the {possible} cells in which 90 is possible, {met} have 90 or more here.{short}

In 12 periods there are six at each level, too few to tell how much the counts scatter, which is not known beforehand.
A test that has at most 5 % false alarms however they scatter compares the periods with random orders of them. With so
few, it looks mainly for one change, in the middle rather than near an end; a level that rises and falls again within
them is found only if it is very clear, such as one that trebles.

So the promise “nine of ten within two periods” holds only with enough events: {reached}.
With fewer, a doubling is found less often, and the set of plausible periods is wide. A series in which none is found
may still have doubled.

{double}

Where any change was found, the share of series in which the truth is in a plausible set, over all cells with at least
half of the series, is {plausible}.
"""


def main(scale: float = 1.0) -> None:
    """Write the page."""
    random, begun = np.random.default_rng(2026), time.perf_counter()
    trends, flats, doubles = (int(number * scale) for number in (2000, 1000, 400))
    covers, alarms, found, best, sets = {}, {}, {}, {}, []

    def trend(rate, dispersion, size):
        rows = [trend_row(random, rate, dispersion, size, growth, trends // 2) for growth in (0.0, np.log(2))]
        covers[rate, dispersion, size] = float(np.mean([row[0] for row in rows]))
        return percent(covers[rate, dispersion, size])

    def flat(*cell):
        return percent(alarms[cell])

    def double(*cell):
        return f"{percent(found[cell])} ({percent(best[cell])})"

    cells = [(rate, dispersion, size) for rate in RATES for dispersion in DISPERSIONS for size in LENGTHS]
    with multiprocessing.get_context("fork").Pool() as pool:
        for cell, alarm, near, most, part in pool.imap_unordered(partial(change_cell, flats, doubles), cells):
            alarms[cell], found[cell], best[cell] = alarm, near, most
            if part is not None:
                sets.append(part)

    tables = {name: "\n".join(table(row)) for name, row in (("trend", trend), ("flat", flat), ("double", double))}
    reached = [
        f"dispersion {dispersion}: "
        + ", ".join(
            f"from {min(rates):g} a period with {size} periods"
            for size in LENGTHS
            if (
                rates := [
                    rate
                    for rate in RATES
                    if all(found[other, dispersion, size] >= 0.9 for other in RATES if other >= rate)
                ]
            )
        )
        for dispersion in DISPERSIONS
        if any(found[RATES[-1], dispersion, size] >= 0.9 for size in LENGTHS)
    ]
    possible = [cell for cell in best if best[cell] >= 0.9]
    short = [
        f"{rate:g} events a period in {size} periods with dispersion {dispersion}: {percent(found[cell])}"
        for cell in possible
        if found[cell] < 0.9
        for rate, dispersion, size in [cell]
    ]
    text = TEXT.format(
        possible=len(possible), met=len(possible) - len(short), short="".join(f"\n\n- {line}" for line in short),
        trends=trends, flats=flats, most_flats=MOST * flats, doubles=doubles, more=MANY * doubles,
        **tables, reached="; ".join(reached),
        lowest=percent(np.nanmin([*covers.values()])), highest=percent(max(alarms.values())),
        mean=percent(float(np.mean([*alarms.values()]))),
        plausible=percent(float(np.mean(sets))),
    )  # fmt: skip
    (ROOT / "docs" / "series.md").write_text(text, encoding="utf-8")
    sys.stdout.write(f"{time.perf_counter() - begun:.0f} s\n")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
