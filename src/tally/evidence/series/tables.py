"""What the notebooks on a series show as tables."""

from typing import TYPE_CHECKING

import pandas as pd

from tally.evidence.series.periods import period_rows

if TYPE_CHECKING:
    from tally.evidence.series.findings import SeriesFindings


def period_table(found: "SeriesFindings") -> pd.DataFrame:
    """Return the periods of a series: one row for each, with its count as it is written and what is known of it."""
    rows = [
        {"count": row.count.text if row.count else "", "days": row.column.period.days, "state": row.state}
        for row in period_rows(found)
    ]
    return pd.DataFrame(rows, index=[str(row.window) for row in period_rows(found)])


def step_table(found: "SeriesFindings") -> pd.DataFrame:
    """Return the steps of a series: one row for each, with its verdict, its direction and the reasons."""
    rows = [
        {
            "verdict": step.verdict.words,
            "direction": step.direction.words,
            "reasons": " ".join(step.reasons),
        }
        for step in found.series.steps
    ]
    names = [f"{step.earlier.window.iso} to {step.later.window.iso}" for step in found.series.steps]
    return pd.DataFrame(rows, index=names, columns=["verdict", "direction", "reasons"])


def rival_table(found: "SeriesFindings") -> pd.DataFrame:
    """Return the counts beside a series: one row for each, those of one counter, unit and basis together."""
    figures = [figure for rival in found.answer.rivals for figure in rival.figures]
    rows = [
        {"value": figure.written, "unit": figure.unit, "window": figure.window.iso, "basis": figure.basis.words,
         "counter": figure.counter}
        for figure in figures
    ]  # fmt: skip
    columns = ["value", "unit", "window", "basis", "counter"]
    return pd.DataFrame(rows, index=[figure.id for figure in figures], columns=columns)


def replaced_table(found: "SeriesFindings") -> pd.DataFrame:
    """Return the figures that those of a series have replaced: one row for each, with the reason."""
    former = [old for versions in found.answer.revisions.values() for old in versions]
    rows = [{"value": old.figure.written, "window": old.figure.window.iso, "by": old.by, "why": old.reason}
            for old in former]  # fmt: skip
    return pd.DataFrame(rows, index=[old.figure.id for old in former], columns=["value", "window", "by", "why"])


def source_table(found: "SeriesFindings") -> pd.DataFrame:
    """Return the documents in which the counts of a series were read: one row for each."""
    names = dict.fromkeys(figure.source for figure in found.counts)
    sources = [found.dossier.sources[name] for name in names]
    rows = [{"title": source.title, "seen": source.seen} for source in sources]
    return pd.DataFrame(rows, index=[source.id for source in sources])


def claims_table(found: "SeriesFindings") -> pd.DataFrame:
    """Return the claims about a series: one row for each, with its words and its verdict."""
    rows = [{"words": claim.stated.words, "verdict": claim.verdict.words} for claim in found.claims]
    return pd.DataFrame(rows, index=[claim.stated.id for claim in found.claims], columns=["words", "verdict"])
