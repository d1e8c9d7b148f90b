"""The claims of a case: which words of a wording are a claim, and which two counts it is about."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from tally.records.bibliography import Source
from tally.records.claims import Claim, ClaimRule, SeriesClaim, find_claims, find_series_claims, plain_text
from tally.records.columns import CLAIMS
from tally.records.statements import Statement
from tally.records.tables import Problem, Row, cell_faults, read_rows, suggest_name
from tally.windows import WindowError, read_window

SIDES = ("earlier", "later")
DAYS = re.compile(r"\d{4}(-\d{2}){0,2}(/\d{4}(-\d{2}){0,2})?")


@dataclass(frozen=True)
class StatedClaim:
    """
    A claim in a wording. `words` are its words as the table has them, `claim` is what the rules read in them.

    `earlier` and `later` are the ids of the two counts; both are empty if the data have no such counts. A claim about a
    series has no `earlier`: `later` is the id of the count that it is about, or the days of a count of a data set.
    """

    id: str
    statement: str
    words: str
    earlier: str
    later: str
    note: str
    claim: Claim | SeriesClaim


def read_claims(
    folder: Path,
    statements: Sequence[Statement],
    sources: Mapping[str, Source],
    rules: Sequence[ClaimRule],
    units: Mapping[str, str],
) -> tuple[list[StatedClaim], list[Problem]]:
    """
    Read `claims.csv`, and parse each claim in its wording.

    Parameters
    ----------
    folder : Path
        The folder of the case.
    statements, sources, rules
        The wordings, their documents, and the rules of all languages.
    units : mapping
        The ids of all figures, with what they count.
    """
    rows, problems = read_rows(folder / CLAIMS.file, CLAIMS.names)
    known = {statement.id: statement for statement in statements}
    claims = []
    for row in rows:
        faults = cell_faults(row, CLAIMS) + _figure_faults(row, units)
        statement = known.get(row.cells["statement"])
        if statement is None:
            remedy = suggest_name(row.cells["statement"], known) + "Name a row of statements.csv, or add it."
            names = ("statements.csv", row.cells["statement"])
            faults.append(row.problem("statement", "the id of a statement", remedy, names=names, absent=True))
        elif not faults:
            language = sources[statement.source].language if statement.source in sources else ""
            claim, found = _claim_of(row, statement, language, rules, {*units.values()})
            faults += found
            if claim:
                cells = {field.name: row.cells[field.name] for field in fields(StatedClaim) if field.name != "claim"}
                claims.append(StatedClaim(claim=claim, **cells))
        problems += faults
    return claims, problems


def names_days(text: str) -> bool:
    """Return whether a cell has days such as 2025-05 or 2025, and not the id of a count."""
    if not DAYS.fullmatch(text):
        return False
    try:
        return bool(read_window(text))
    except WindowError:
        return False


def _claim_of(
    row: Row, statement: Statement, language: str, rules: Sequence[ClaimRule], counted: Collection[str]
) -> tuple[Claim | SeriesClaim | None, list[Problem]]:
    """Return the claim of a row: about two counts, or about a series if it names the later count alone or none."""
    text = statement.wording
    pair: tuple[Claim | SeriesClaim, ...] = find_claims(text, language, rules, counted)
    claim, fault = _claim_with(row.cells["words"], statement, pair)
    if not row.cells["earlier"] and (fault or row.cells["later"]):
        series, other = _claim_with(row.cells["words"], statement, find_series_claims(text, language, rules, counted))
        if series:
            return series, []
        if not fault and other:
            remedy = "Name both counts, or leave both empty if the data have no such counts."
            return None, [row.problem("earlier", "the id of a figure", remedy)]
    return claim, [row.problem("words", *fault)] if fault else []


def claims_in(
    statement: Statement, sources: Mapping[str, Source], rules: Iterable[ClaimRule], units: Collection[str]
) -> tuple[Claim, ...]:
    """Return the claims in the wording of a statement, by the rules of its language."""
    if statement.source not in sources:
        return ()
    return find_claims(statement.wording, sources[statement.source].language, rules, units)


def unlisted_claims(
    statements: Iterable[Statement],
    listed: Iterable[StatedClaim],
    sources: Mapping[str, Source],
    rules: Sequence[ClaimRule],
    units: Collection[str],
) -> list[tuple[Statement, Claim]]:
    """Return the claims in wordings that `claims.csv` does not have, each with its statement."""
    rows = [(row.statement, getattr(row.claim, "change", None) or row.claim) for row in listed]
    return [
        (statement, claim)
        for statement in statements
        for claim in claims_in(statement, sources, rules, units)
        if (statement.id, claim) not in rows
    ]


def _claim_with(
    words: str, statement: Statement, claims: Sequence[Claim | SeriesClaim]
) -> tuple[Claim | SeriesClaim | None, tuple[str, str] | None]:
    """Return the claim of a wording that has some words; or what was expected, and a remedy."""
    wording, stretch = plain_text(statement.wording).lower(), plain_text(words).lower()
    places = [place for place in range(len(wording)) if wording.startswith(stretch, place)]
    if not places:
        return None, (f"words of the wording “{statement.wording}”", "Copy them from there.")
    touched = [
        claim for claim in claims if any(claim.start < place + len(stretch) and place < claim.end for place in places)
    ]
    if not touched:
        remedy = "A share, a denial or a plan is none. If words are missing in data/claim-rules.csv, add them."
        return None, (
            "a claim such as “more than doubled”, “rose 50%” or, with `later` alone, “lowest since 2018”",
            remedy,
        )
    if len(touched) > 1:
        several = " and ".join(f"“{claim.words}”" for claim in touched)
        return None, (f"one claim, and these are {several}", "Write a row for each.")
    return touched[0], None


def _figure_faults(row: Row, units: Mapping[str, str]) -> list[Problem]:
    """Return the faults of the two ids of figures."""
    named = [row.cells[side] for side in SIDES]
    if named[0] == named[1] and named[0]:
        return [row.problem("later", "another figure than the earlier", "Name the two counts that are compared.")]
    period = not named[0] and names_days(named[1])
    unknown = [side for side in SIDES if row.cells[side] and row.cells[side] not in units and not period]
    missing = [side for side in SIDES[1:] if any(named) and not row.cells[side] and not unknown]
    remedy = "Name both counts, or leave both empty if the data have no such counts."
    faults = [row.problem(side, "the id of a figure", remedy) for side in missing]
    for side in unknown:
        name = row.cells[side]
        remedy = suggest_name(name, units) + "Name a row of figures.csv or counts.csv, or leave both empty."
        faults.append(row.problem(side, "the id of a figure", remedy, names=("figures.csv", name), absent=True))
    return faults
