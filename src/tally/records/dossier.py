"""All records of a case, read and checked together."""

from collections.abc import Mapping
from copy import copy as shallow
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tally.project import Project
from tally.records.bibliography import Source, read_sources
from tally.records.claim_table import StatedClaim, read_claims
from tally.records.claims import ClaimRule, read_claim_rules
from tally.records.events import ActorName, Boundaries, CountRow, Dataset, PlaceName, read_event_tables
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
from tally.records.tables import DataError, Memory, Problem, root_causes, suggest_name
from tally.records.wordings import Rule, hedge_contradictions, name_rules, read_rules
from tally.text import Shown, plural

if TYPE_CHECKING:
    import pandas as pd

    from tally.records.figures import FigureTable


@dataclass(frozen=True)
class Dossier(Shown):
    """
    All records of a case. They are loaded completely or not at all.

    `every` has the valid figures, by their ids; `superseded` those that were replaced; `locks` the place of a quotation
    in its document, by the figure's id; `gathered` is the day on which the data were last checked; `made_up` marks an
    example with made-up counts; `authors` are the authors whom the case names; `units_within` has, for a unit, all
    units that include it. `counts` has the counts of events by their ids, of which `briefs` makes figures;
    `datasets` the files’ descriptions; `actors` and `places` the names that these print; `units` the words with 1;
    `boundaries` those that a brief names, by the names of their files.
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
    units_within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims: tuple[StatedClaim, ...] = ()
    claim_rules: tuple[ClaimRule, ...] = ()
    counts: Mapping[str, CountRow] = field(default_factory=dict)
    datasets: Mapping[str, Dataset] = field(default_factory=dict)
    actors: tuple[ActorName, ...] = ()
    places: tuple[PlaceName, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    boundaries: Mapping[str, Boundaries] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Figure:
        """Return a valid figure by its id, which Jupyter completes with Tab."""
        if name not in self.every:
            raise unknown_figure(name, self.every)
        return self.every[name]

    @cached_property
    def figures(self) -> "FigureTable":
        """The valid figures as a table, one row each; see `figures_frame`."""
        from tally.records.figures import figures_frame

        return figures_frame([*self.every.values()])

    def lookup(self, name: str) -> Figure:
        """Return a figure by its id, whether it is valid or was superseded."""
        return self.superseded[name].figure if name in self.superseded else self.every[name]

    def current_ids(self, *names: str) -> tuple[str, ...]:
        """Return for each figure's id that of the figure that replaced it: its own, if it was not superseded."""
        return tuple(current_figure(self.superseded, name) for name in names)

    def _ipython_key_completions_(self) -> list[str]:
        return [*self.every]

    @property
    def in_words(self) -> str:
        """The numbers of records in the data, and of locked figures."""
        figures = self.every.values()
        counters = len({figure.counter for figure in figures})
        locked = sum(figure.seen is Seen.LOCKED for figure in figures)
        return (
            f"{plural(len(figures), 'figure')} by {plural(counters, 'counter')}, "
            f"{locked or 'none'} of them locked to a stored passage; {plural(len(self.sources), 'document')}, "
            f"{plural(len(self.statements), 'wording')}, {plural(len(self.milestones), 'dated event')}."
        )

    @property
    def in_rows(self) -> "pd.DataFrame":
        """The figures."""
        return self.figures.main_columns

    def current(self, pair: Pair[str]) -> Pair[str]:
        """Return the ids of two figures; for a superseded one, the id of the figure that replaced it."""
        return Pair(*self.current_ids(*pair))

    def supposing(self, as_of: str, pair: Pair[str]) -> Self:
        """Return the records as if the two counts, where they state no end, stopped on a day; see `suppose_end`."""
        return replace(self, every=suppose_end(self.every, self.current(pair), as_of))


_memory = Memory[Dossier]()


def load_dossier(project: Project, case: str = "") -> Dossier:
    """
    Load and check the tables of a case; of the project's default case unless another is named.

    Once for each content of its files, in a process and its forks.

    Raises
    ------
    DataError
        Something in them is wrong. The message lists every fault: row and column, what was found, what was expected
        and what to do.
    """
    case = case or project.default_case

    def files() -> dict[str, Path]:
        return {str(path): path for path in (*project.table_files(), *project.table_files(case))}

    loaded = _memory.read(files, lambda: _load(project, project.tables(case)))
    return replace(loaded, **{each.name: shallow(getattr(loaded, each.name)) for each in fields(loaded)})


def _load(project: Project, folder: Path) -> Dossier:
    """Load and check the tables of a case from its folder."""
    if not folder.is_dir():
        hint = suggest_name(folder.name, project.cases)
        remedy = f"{hint}Restore the folder from git, or name another case: there is no {folder}."
        raise DataError([Problem(folder.name, "the folder", "all", "no folder", "a folder of tables", remedy)])
    package, problems = read_package(folder)
    sources, faults = read_sources(folder)
    problems += faults
    passages, faults = read_passages(folder / "passages", package.hashes if package else {})
    problems += faults
    figures, superseded, faults = read_figures(folder, sources, passages)
    problems += faults
    singulars = package.units if package else {}
    figures = [replace(figure, unit_one=singulars.get(figure.unit, "")) for figure in figures]
    superseded = {
        name: replace(old, figure=replace(old.figure, unit_one=singulars.get(old.figure.unit, "")))
        for name, old in superseded.items()
    }
    locks, faults = read_locks(folder, [*figures, *(old.figure for old in superseded.values())])
    problems += faults
    statements, faults = read_statements(folder, sources, passages)
    problems += faults
    milestones, faults = read_milestones(folder, sources)
    problems += faults
    rules, faults = read_rules(project.data)
    problems += faults
    claim_rules, faults = read_claim_rules(project.data)
    problems += faults
    counted = {
        **{name: old.figure.unit for name, old in superseded.items()},
        **{figure.id: figure.unit for figure in figures},
    }
    events, faults = read_event_tables(folder, [*counted], package.files if package else ())
    problems += faults
    claims, faults = read_claims(folder, statements, sources, claim_rules, counted | events.units(singulars))
    problems += faults
    rules += name_rules([*figures, *(old.figure for old in superseded.values())], rules)
    problems += hedge_contradictions(figures, sources, rules)
    if problems:
        raise DataError(root_causes(problems))
    return Dossier(
        sources,
        passages,
        {figure.id: figure for figure in figures},
        superseded,
        locks,
        statements,
        milestones,
        rules,
        package.version if package else "",
        made_up=bool(package and package.made_up),
        authors=package.authors if package else (),
        units_within=package.including if package else {},
        claims=tuple(claims),
        claim_rules=tuple(claim_rules),
        **vars(events),
        units=singulars,
    )
