"""How much stands behind a page: its figures, documents, counters and wordings, each a number."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from tally.analysis import Branch, Origin
from tally.briefing.accounts import Provenance, Wording
from tally.evidence import Computed, Number
from tally.records.figures import Seen
from tally.records.wordings import Kind
from tally.text import Unit

CELL = "3-briefing#compose"
TALLIED = {
    "shown": Unit("figures on this page", "figure on this page"),
    "locked": Unit("figures on this page locked to a stored passage", "figure on this page locked to a stored passage"),
    "repeats": Unit("figures that pass one of the two counts on", "figure that passes one of the two counts on"),
    "documents": Unit("documents that carry one of the two counts", "document that carries one of the two counts"),
    "origins": Unit("counters, those of one origin taken as one", "counter, those of one origin taken as one"),
    "wordings": Unit("wordings on file that repeat another", "wording on file that repeats another"),
    "wordings-kept": Unit("wordings that changed nothing", "wording that changed nothing"),
    "wordings-widened": Unit("wordings that widened the quantifier", "wording that widened the quantifier"),
    "wordings-unhedged": Unit("wordings that dropped the hedge", "wording that dropped the hedge"),
}


@dataclass(frozen=True)
class CounterSummary:
    """How much stands behind the page, each a number."""

    shown: Number
    locked: Number
    repeats: Number
    documents: Number
    origins: Number
    wordings: Number
    kept: Number
    widened: Number
    unhedged: Number

    @property
    def table(self) -> pd.Series:
        """The same, one number a row, its label as the index."""
        numbers = [getattr(self, name) for name in self.__dataclass_fields__]
        return pd.Series({number.label: number.value for number in numbers}, name="counts")


def summarise_counters(
    accounts: dict[str, Provenance],
    passed_on: Sequence[str],
    lineage: Sequence[Branch],
    counted: Sequence[Origin],
    said: Sequence[Wording],
) -> CounterSummary:
    """Count what stands behind the page."""
    numbers = [one.number for one in accounts.values()]
    locked = [one.number for one in accounts.values() if one.figure.seen is Seen.LOCKED]
    repeating = [one for one in said if one.original]
    changed = {kind: sum(any(d.kind is kind for d in one.drifts) for one in repeating) for kind in Kind}
    documents = {document.id for branch in lineage for document in branch.documents}
    return CounterSummary(
        shown=_count("shown", numbers),
        locked=_count("locked", locked),
        repeats=_count("repeats", [accounts[name].number for name in passed_on]),
        documents=_listed("documents", len(documents)),
        origins=_count("origins", [accounts[name].number for one in counted for name in one.figures], len(counted)),
        wordings=_listed("wordings", len(repeating)),
        kept=_listed("wordings-kept", sum(not one.drifts for one in repeating)),
        widened=_listed("wordings-widened", changed[Kind.WIDENED]),
        unhedged=_listed("wordings-unhedged", changed[Kind.HEDGE_DROPPED]),
    )


def _count(name: str, counted: list[Number], value: int | None = None) -> Number:
    """Make the number of how many numbers there are, or of how many kinds of them."""
    amount = len(counted) if value is None else value
    formula = "counted on this page" if not counted else "these, counted" if value is None else "behind these, counted"
    return Number(name, amount, str(amount), TALLIED[name].after(str(amount)), Computed(formula, tuple(counted), CELL))


def _listed(name: str, value: int) -> Number:
    """Make the number of how many there are of what the page lists without numbers."""
    evidence = Computed("counted in the list on this page", (), CELL)
    return Number(name, value, str(value), TALLIED[name].after(str(value)), evidence)
