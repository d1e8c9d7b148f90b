"""Show claims as a table, and where a claim is in its wording."""

from collections.abc import Iterable

import pandas as pd

from tally.evidence.claims.numbers import ClaimNumbers, Range
from tally.records import StatedClaim
from tally.records.claims import plain_text
from tally.text import words


def claim_table(claims: Iterable[ClaimNumbers]) -> pd.DataFrame:
    """Return a table of claims: one row for each, with its words, its verdict, and the numbers behind it as written."""
    rows = {
        item.stated.id: {
            "words": item.judged.claim.words,
            "verdict": item.verdict.words,
            "bare counts": _written(item.bare),
            "per day": _written(item.per_day or item.bare),
            "same days": _written(item.same_days),
        }
        for item in claims
    }
    columns = ["words", "verdict", "bare counts", "per day", "same days"]
    return pd.DataFrame(list(rows.values()), index=list(rows), columns=columns)


def split_wording(wording: str, claim: StatedClaim) -> tuple[str, str, str]:
    """Return the words before a claim, the claim, and those after it; typography is plain where it changes lengths."""
    plain = plain_text(wording)
    text = wording if len(plain) == len(wording) else plain
    return text[: claim.claim.start], text[claim.claim.start : claim.claim.end], text[claim.claim.end :]


def _written(limits: Range | None) -> str:
    """Format a range for a table."""
    if limits is None:
        return ""
    if limits.exact:
        return limits.low.text
    high = limits.high.text if limits.high else words.CLAIMED["no-limit"]
    return words.CLAIMED["range"].format(limits.low, high)
