"""The kinds of files of events that are known by their columns."""

from collections.abc import Sequence

from tally.events.loading.aid import AWSD, INSIGHT
from tally.events.loading.mapped import KIND
from tally.events.loading.published import ACLED, CANDIDATE, GTD, UCDP

LAYOUTS = {layout.kind: layout for layout in (UCDP, CANDIDATE, ACLED, GTD, AWSD, INSIGHT)}
KINDS = (*LAYOUTS, KIND)


def likely_kind(header: Sequence[str]) -> str:
    """Return the kind whose needed columns a header has; empty if it has those of none."""
    cells = {cell.casefold() for cell in header}
    fitting = [kind for kind, layout in LAYOUTS.items() if all(name.casefold() in cells for name in layout.needed)]
    return fitting[0] if fitting else ""
