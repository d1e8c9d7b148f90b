"""Count what a page rests on: its figures, documents, counters and wordings, each as a number."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from tally.analysis import Origin
from tally.briefing.accounts import Provenance, Wording
from tally.evidence import Computed, Number
from tally.records.figures import Seen
from tally.records.wordings import Kind
from tally.text import Unit, words

CELL = "3-briefing#compose"


@dataclass(frozen=True)
class CounterSummary:
    """What the page rests on, each count a number."""

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
        """The counts, one row for each, with the labels as index."""
        numbers = [getattr(self, name) for name in self.__dataclass_fields__]
        return pd.Series({number.label: number.value for number in numbers}, name="counts")


def summarise_counters(
    accounts: dict[str, Provenance],
    pair: Sequence[str],
    passed_on: Sequence[str],
    origins: Sequence[Origin],
    wordings: Sequence[Wording],
) -> CounterSummary:
    """Count what the page rests on: its pair of figures, and those that pass them on."""
    numbers = [account.number for account in accounts.values()]
    locked = [account.number for account in accounts.values() if account.figure.seen is Seen.LOCKED]
    repeating = [wording for wording in wordings if wording.original]
    changes = {kind: sum(any(d.kind is kind for d in wording.drifts) for wording in repeating) for kind in Kind}
    documents = {accounts[name].figure.source for name in (*pair, *passed_on)}
    return CounterSummary(
        shown=_count("shown", numbers),
        locked=_count("locked", locked),
        repeats=_count("repeats", [accounts[name].number for name in passed_on]),
        documents=_listed("documents", len(documents)),
        origins=_count(
            "origins", [accounts[name].number for origin in origins for name in origin.figures], len(origins)
        ),
        wordings=_listed("wordings", len(repeating)),
        kept=_listed("wordings-kept", sum(not wording.drifts for wording in repeating)),
        widened=_listed("wordings-widened", changes[Kind.WIDENED]),
        unhedged=_listed("wordings-unhedged", changes[Kind.HEDGE_DROPPED]),
    )


def _count(name: str, counted: list[Number], value: int | None = None) -> Number:
    """Return the number of some numbers, or `value` as a number that is derived from them."""
    amount = len(counted) if value is None else value
    formula = words.FORMULAS[
        "counted-here" if not counted else "counted" if value is None else "counted-behind"
    ]  # fmt: skip
    return Number(name, amount, str(amount), _label(name, amount), Computed(formula, tuple(counted), CELL))


def _listed(name: str, value: int) -> Number:
    """Return the number of items that the page lists without numbers."""
    evidence = Computed(words.FORMULAS["counted-in-list"], (), CELL)
    return Number(name, value, str(value), _label(name, value), evidence)


def _label(name: str, value: int) -> str:
    """Return the words for what is counted, as they follow the number."""
    return Unit(*words.TALLIES[name]).after(str(value))
