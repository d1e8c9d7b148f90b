"""How much stands behind a page: its figures, documents, counters and wordings, each a number."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from tally.analysis import Branch, Origin
from tally.briefing.accounts import Provenance, Wording
from tally.evidence import Computed, Number
from tally.records.figures import Seen
from tally.records.wordings import Kind
from tally.text import Unit, words

CELL = "3-briefing#compose"


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
    formula = words.FORMULAS[
        "counted-here" if not counted else "counted" if value is None else "counted-behind"
    ]  # fmt: skip
    return Number(name, amount, str(amount), _label(name, amount), Computed(formula, tuple(counted), CELL))


def _listed(name: str, value: int) -> Number:
    """Make the number of how many there are of what the page lists without numbers."""
    evidence = Computed(words.FORMULAS["counted-in-list"], (), CELL)
    return Number(name, value, str(value), _label(name, value), evidence)


def _label(name: str, value: int) -> str:
    """Return what is counted, in the words that follow the number."""
    return Unit(*words.TALLIES[name]).after(str(value))
