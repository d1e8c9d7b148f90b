"""Convert what older versions wrote for the next notebook: counts were attacks, and bounds true or false."""

from typing import Any

import pandas as pd

from tally.text import Bound

BOUNDS = {"True": Bound.AT_LEAST, "False": Bound.EXACT, "": Bound.EXACT, "at least": Bound.AT_LEAST}
NEWER = ("unit_one", "supposed", "low", "high")  # columns that older tables do not have


def convert_figures(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of figures, all cells as text, with the columns of today."""
    if "bound" not in table and "at_least" in table:
        table = table.assign(bound=table["at_least"].map(BOUNDS))
    return table.assign(**{name: "" for name in NEWER if name not in table})


def convert_change(value: Any) -> Any:
    """Return a change, as JSON has it, with the fields of today; what is not a change is returned as it is."""
    if isinstance(value, list):
        return [convert_change(part) for part in value]
    if not isinstance(value, dict):
        return value
    parts = {name: convert_change(part) for name, part in value.items()}
    if "attacks" in parts:
        parts["value"] = parts.pop("attacks")
    if "at_least" in parts:
        parts["bound"] = str(parts.pop("at_least"))
    if isinstance(bound := parts.get("bound"), str) and bound in BOUNDS:
        parts["bound"] = BOUNDS[bound]
    if "tipping" in parts and "lowest" not in parts:
        reading = {name: parts[name] for name in ("earlier", "later", "ratio") if name in parts}
        parts |= {"lowest": reading, "highest": reading}
    return parts
