"""Who counted independently of whom, and which documents pass one count on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from tally.records import Statement
from tally.records.bibliography import Reliability, Source, source_chain


@dataclass(frozen=True)
class Branch:
    """A document, the figures and statements in the data that it carries, and the documents that repeat it."""

    source: Source
    figures: tuple[str, ...]
    statements: tuple[Statement, ...]
    branches: tuple["Branch", ...]

    @property
    def documents(self) -> tuple[Source, ...]:
        """The documents of the branch that carry a figure or a statement."""
        own = (self.source,) if self.figures or self.statements else ()
        return own + tuple(source for branch in self.branches for source in branch.documents)

    @property
    def everything(self) -> tuple[Source, ...]:
        """All documents of the branch, including those that carry nothing themselves."""
        return (self.source, *(source for branch in self.branches for source in branch.everything))


@dataclass(frozen=True)
class Origin:
    """An organisation that counted: its figures, and the raw material that it shares with others, if any."""

    name: str
    counters: tuple[str, ...]
    figures: tuple[str, ...]
    raw: Source | None


@dataclass(frozen=True)
class SharedMaterial:
    """A raw material and the counters, in alphabetical order, whose counts are based on it."""

    raw: Source
    counters: tuple[str, ...]


def trace_document(
    first: Source,
    sources: Mapping[str, Source],
    figures: pd.DataFrame,
    statements: Sequence[Statement],
) -> Branch:
    """
    Trace the documents that repeat a document, directly or not, as a tree.

    Parameters
    ----------
    first : Source
        The root of the tree.
    sources : mapping
        All documents, by id.
    figures, statements
        What to look for in the documents. A document without any of it is left out if no document repeats one from it.
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
    Group figures by the organisation that counted originally, in alphabetical order.

    Counters whose documents have the same origin are one. Counters with the same raw material are several, and each
    names it. If a document has counts of several counters, its origin may not be theirs: it is taken from the counter's
    other documents. If there are none, or no origin is known, the counter is the origin.
    """
    several = figures.groupby("source")["counter"].transform("nunique") > 1
    known = {
        str(row["counter"]): origin
        for _, row in figures[~several].iterrows()
        if (origin := sources[row["source"]].origin)
    }
    groups: dict[str, list[str]] = {}
    for name, row in figures.iterrows():
        counter = str(row["counter"])
        origin = known.get(counter, "") if several[name] else sources[row["source"]].origin
        groups.setdefault(origin or counter, []).append(str(name))
    origins = []
    for origin, names in sorted(groups.items()):
        starts = [source_chain(sources[figures.loc[name, "source"]], sources)[0] for name in names]
        raw = next((start for start in starts if start.reliability == Reliability.RAW_MATERIAL), None)
        origins.append(Origin(origin, tuple(sorted(set(figures.loc[names, "counter"]))), tuple(names), raw))
    return tuple(origins)


def shared_material(counted: Sequence[Origin]) -> tuple[SharedMaterial, ...]:
    """Find the raw materials on which the counts of more than one counter are based."""
    raws = {origin.raw.id: origin.raw for origin in counted if origin.raw}
    materials = [
        SharedMaterial(raw, tuple(name for origin in counted if origin.raw == raw for name in origin.counters))
        for raw in raws.values()
    ]
    return tuple(material for material in materials if len(material.counters) > 1)


def origin_table(counted: Sequence[Origin]) -> pd.DataFrame:
    """Build a table of origins: one row for each, with its counters, its number of figures, and its raw material."""
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
