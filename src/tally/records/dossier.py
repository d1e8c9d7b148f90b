"""Everything that is on file, read and checked together."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

from tally.display import Shown
from tally.project import Project
from tally.records.bibliography import Source, read_sources
from tally.records.figures import (
    Figure,
    Pair,
    Seen,
    Superseded,
    current_figure,
    read_figures,
    suppose_end,
    unknown_figure,
)
from tally.records.locks import Lock, read_locks
from tally.records.milestones import Milestone, read_milestones
from tally.records.package import read_package
from tally.records.quotations import Passage, read_passages
from tally.records.statements import Statement, read_statements
from tally.records.wordings import Rule, hedge_contradictions, read_rules
from tally.tables import DataError, Problem, root_causes
from tally.text import plural

if TYPE_CHECKING:
    import pandas as pd

    from tally.records.figures import FigureTable


@dataclass(frozen=True)
class Dossier(Shown):
    """
    All that the project holds, loaded whole or not at all.

    `every` has the figures that stand, by their ids; `superseded` those that another has taken the place of; `locks`
    the place of a quotation in its document, by the figure's id; `gathered` is the day on which the data were last
    checked; `made_up` marks an example that reports nothing; `authors` are those whom the case names.
    """

    sources: dict[str, Source]
    passages: dict[str, Passage]
    every: dict[str, Figure]
    superseded: dict[str, Superseded]
    locks: dict[str, Lock]
    statements: list[Statement]
    milestones: list[Milestone]
    rules: list[Rule]
    gathered: str
    made_up: bool
    authors: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Figure:
        """Take one figure by its id, which Jupyter completes with Tab."""
        if name not in self.every:
            raise unknown_figure(name, self.every)
        return self.every[name]

    @cached_property
    def figures(self) -> "FigureTable":
        """The figures that stand as a table, one row each; see `figures_frame`."""
        from tally.records.figures import figures_frame

        return figures_frame([*self.every.values()])

    def lookup(self, name: str) -> Figure:
        """Take one figure by its id, whether it stands or was superseded."""
        return self.superseded[name].figure if name in self.superseded else self.every[name]

    def standing(self, *names: str) -> tuple[str, ...]:
        """Give for each figure's id that of the figure that stands in its place: its own, if nothing superseded it."""
        return tuple(current_figure(self.superseded, name) for name in names)

    def _ipython_key_completions_(self) -> list[str]:
        return [*self.every]

    @property
    def in_words(self) -> str:
        """What is on file, and how much of it is locked."""
        figures = self.every.values()
        counters, locked = len({one.counter for one in figures}), sum(one.seen is Seen.LOCKED for one in figures)
        return (
            f"{plural(len(figures), 'figure')} by {plural(counters, 'counter')}, "
            f"{locked or 'none'} of them locked to a stored passage; {plural(len(self.sources), 'document')}, "
            f"{plural(len(self.statements), 'wording')}, {plural(len(self.milestones), 'dated event')}."
        )

    @property
    def in_rows(self) -> "pd.DataFrame":
        """The figures."""
        return self.figures.told_apart

    def current(self, pair: Pair[str]) -> Pair[str]:
        """Return the ids of two figures, of each the one that has taken its place if it was superseded."""
        return Pair(*self.standing(*pair))

    def supposing(self, as_of: str, pair: Pair[str]) -> Self:
        """Suppose that those of the named counts that state no end stopped on a day; see `suppose`."""
        return replace(self, every=suppose_end(self.every, self.current(pair), as_of))


def load_dossier(project: Project, case: str = "") -> Dossier:
    """
    Load the tables of a case; the project's default case unless another is named.

    Raises
    ------
    DataError
        Anything is wrong anywhere in it. The one message lists every row and column, what was found, what was expected
        and what to do.
    """
    folder = project.tables(case or project.default_case)
    if not folder.is_dir():
        remedy = f"Put the folder back from git, or name another: there is no {folder}."
        raise DataError([Problem(folder.name, "the folder", "all", "no folder", "a folder of tables", remedy)])
    package, problems = read_package(folder)
    sources, wrong = read_sources(folder)
    problems += wrong
    passages, wrong = read_passages(folder / "passages", package.hashes if package else {})
    problems += wrong
    figures, superseded, wrong = read_figures(folder, sources, passages)
    problems += wrong
    ones = package.units if package else {}
    figures = [replace(one, unit_one=ones.get(one.unit, "")) for one in figures]
    superseded = {
        name: replace(one, figure=replace(one.figure, unit_one=ones.get(one.figure.unit, "")))
        for name, one in superseded.items()
    }
    locks, wrong = read_locks(folder, [*figures, *(one.figure for one in superseded.values())])
    problems += wrong
    statements, wrong = read_statements(folder, sources, passages)
    problems += wrong
    milestones, wrong = read_milestones(folder, sources)
    problems += wrong
    rules, wrong = read_rules(project.data)
    problems += wrong
    problems += hedge_contradictions(figures, sources, rules)
    if problems:
        raise DataError(root_causes(problems))
    return Dossier(
        sources,
        passages,
        {one.id: one for one in figures},
        superseded,
        locks,
        statements,
        milestones,
        rules,
        package.version if package else "",
        made_up=bool(package and package.made_up),
        authors=package.authors if package else (),
    )
