"""Who counted independently of whom, and which documents pass one count on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from tally.records import Statement
from tally.records.bibliography import Reliability, Source, source_chain


@dataclass(frozen=True)
class Branch:
    """A document, the figures and statements on file that it carries, and the documents that pass it on."""

    source: Source
    figures: tuple[str, ...]
    statements: tuple[Statement, ...]
    branches: tuple["Branch", ...]

    @property
    def documents(self) -> tuple[Source, ...]:
        """All documents of the branch that carry something."""
        own = (self.source,) if self.figures or self.statements else ()
        return own + tuple(source for branch in self.branches for source in branch.documents)

    @property
    def everything(self) -> tuple[Source, ...]:
        """All documents of the branch, those included that only pass on."""
        return (self.source, *(source for branch in self.branches for source in branch.everything))


@dataclass(frozen=True)
class Origin:
    """One who counted: all figures that go back to it, and the raw material that it shares with others, if any."""

    name: str
    counters: tuple[str, ...]
    figures: tuple[str, ...]
    raw: Source | None


@dataclass(frozen=True)
class SharedMaterial:
    """A raw material and the counters, in alphabetical order, that all count from it."""

    raw: Source
    counters: tuple[str, ...]


def trace_document(
    first: Source,
    sources: Mapping[str, Source],
    figures: pd.DataFrame,
    statements: Sequence[Statement],
) -> Branch:
    """
    Draw up what became of a document.

    Parameters
    ----------
    first : Source
        Where the tree starts.
    sources : mapping
        All documents, by id.
    figures, statements
        What is to be found in the tree. A document that carries none of it, and passes none on, is left out.
    """
    branches = (
        trace_document(source, sources, figures, statements)
        for source in sources.values()
        if source.derived_from == first.id
    )
    return Branch(
        first,
        tuple(str(name) for name in figures.index[figures["source"] == first.id]),
        tuple(statement for statement in statements if statement.source == first.id),
        tuple(sorted((branch for branch in branches if branch.documents), key=lambda branch: branch.source.id)),
    )


def find_origins(figures: pd.DataFrame, sources: Mapping[str, Source]) -> tuple[Origin, ...]:
    """
    Group figures by who counted in the end, in alphabetical order.

    Two counters whose documents have one origin are one; those that count from the same raw material are several, and
    each names it. A document that gives counts of several counters cannot say for each where its count is from: the
    counter's other documents do, or else the counter stands for itself, as where nobody said who counted.
    """
    several = figures.groupby("source")["counter"].transform("nunique") > 1
    known = {
        str(row["counter"]): origin
        for _, row in figures[~several].iterrows()
        if (origin := sources[row["source"]].origin)
    }
    found: dict[str, list[str]] = {}
    for name, row in figures.iterrows():
        counter = str(row["counter"])
        said = known.get(counter) if several[name] else sources[row["source"]].origin
        found.setdefault(said or counter, []).append(str(name))
    made = []
    for origin, names in sorted(found.items()):
        starts = [source_chain(sources[figures.loc[name, "source"]], sources)[0] for name in names]
        raw = next((start for start in starts if start.reliability == Reliability.RAW_MATERIAL), None)
        made.append(Origin(origin, tuple(sorted(set(figures.loc[names, "counter"]))), tuple(names), raw))
    return tuple(made)


def shared_material(counted: Sequence[Origin]) -> tuple[SharedMaterial, ...]:
    """Find the raw materials that more than one of those who counted count from."""
    raws = {origin.raw.id: origin.raw for origin in counted if origin.raw}
    found = [
        SharedMaterial(raw, tuple(name for origin in counted if origin.raw == raw for name in origin.counters))
        for raw in raws.values()
    ]
    return tuple(one for one in found if len(one.counters) > 1)


def origin_table(counted: Sequence[Origin]) -> pd.DataFrame:
    """Set out who counted: one row an origin, its counters, how many of the figures are theirs, and what they share."""
    rows = [
        {
            "counters": ", ".join(origin.counters),
            "figures": len(origin.figures),
            "raw_material": origin.raw.title if origin.raw else "",
        }
        for origin in counted
    ]
    index = pd.Index([origin.name for origin in counted], name="origin")
    return pd.DataFrame(rows, index=index, columns=["counters", "figures", "raw_material"])
