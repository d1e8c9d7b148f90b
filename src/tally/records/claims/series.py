"""Find claims about a series: “the lowest since 1994”, “the third year in a row”, “doubled in two years”."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tally.records.claims.columns import Part, SeriesKind
from tally.records.claims.lexicon import Lexicon
from tally.records.claims.parse import Claim, find_claims, lexicon_of, names_of
from tally.records.claims.phrases import FAR, NEAR, Reach, direction_at, names_month, reach_at
from tally.records.claims.rules import ClaimRule
from tally.records.claims.tokens import Tokens, in_clause, plain_text, tokens_of

EXTREMES = (Part.HIGHEST, Part.LOWEST, Part.RECORD_HIGH, Part.RECORD_LOW)
RECORDS = (Part.RECORD_HIGH, Part.RECORD_LOW)
HIGH = (Part.HIGHEST, Part.RECORD_HIGH)


@dataclass(frozen=True)
class SeriesClaim:
    """
    A claim about a series in a text: its words, and where they are in the text with plain typography.

    `reach` is how far back it goes; for steps in a row how many of how many months, 0 if it does not say how long they
    are. `rises` is the direction of steps in a row, None if the words do not say it; `change` the change over a time.
    """

    words: str
    kind: SeriesKind
    start: int
    end: int
    reach: Reach
    rises: bool | None = None
    change: Claim | None = None


def find_series_claims(
    text: str, language: str, rules: Iterable[ClaimRule], units: Collection[str] = ()
) -> tuple[SeriesClaim, ...]:
    """
    Find the claims about a series in a text, in its order; see `find_claims` for the parameters.

    A denial (not the lowest since), a question, a possibility (could be the highest), a rank (second highest) and
    words for something else (the lowest budget since) are not claims.
    """
    return _found(text, language, tuple(rules), frozenset(units))


@lru_cache(500)
def _found(text: str, language: str, rules: tuple[ClaimRule, ...], units: frozenset[str]) -> tuple[SeriesClaim, ...]:
    """Return the claims of a text; they are kept for the next time that the data are read."""
    lexicon = lexicon_of(language, rules)
    tokens, plain, names = tokens_of(text), plain_text(text), names_of(units)
    claims: list[SeriesClaim] = []
    place = 0
    while place < len(tokens):
        claim = (
            _extreme(lexicon, tokens, place, plain, names)
            or _run(lexicon, tokens, place, plain)
            or _every(lexicon, tokens, place, plain)
        )
        if claim:
            claims.append(claim)
            place = next((at for at in range(place, len(tokens)) if tokens[at].start >= claim.end), len(tokens))
        else:
            place += 1
    changes = (_change(lexicon, tokens, change, plain) for change in find_claims(text, language, rules, units))
    claims += [change for change in changes if change]
    return tuple(sorted(claims, key=lambda claim: (claim.start, claim.end)))


def _extreme(lexicon: Lexicon, tokens: Tokens, place: int, plain: str, names: Collection[str]) -> SeriesClaim | None:
    """Return the claim that a count is the highest or the lowest, if one starts at a place."""
    matches = filter(None, (lexicon.at(tokens, place, part) for part in EXTREMES))
    found = max(matches, key=lambda match: match.end, default=None)
    if found is None or _is_excluded(lexicon, tokens, place):
        return None
    if lexicon.has(tokens, place - 1, Part.OTHER):  # as in French, where a noun is before its adjective
        return None
    part = found.rule.part
    places = (place + 1, *in_clause(tokens, range(place + 2, found.end + NEAR + 3)))
    reach = next(filter(None, (reach_at(lexicon, tokens, at) for at in places)), None)
    if reach is None:
        if part not in RECORDS:
            return None
        reach = Reach(found.end, found.end, ever=True)
    between = range(found.end, max(reach.start, found.end))
    if len(between) and not _counts(lexicon, tokens, between, names):
        return None
    kind = SeriesKind.HIGHEST if part in HIGH else SeriesKind.LOWEST
    start, end = tokens[place].start, tokens[max(reach.end, found.end) - 1].end
    return SeriesClaim(plain[start:end], kind, start, end, reach)


def _counts(lexicon: Lexicon, tokens: Tokens, places: range, names: Collection[str]) -> bool:
    """Return whether some words name what is counted, and nothing else."""
    counted = [lexicon.has(tokens, place, Part.COUNTED, Part.LEVEL) or tokens[place].text in names for place in places]
    other = [lexicon.has(tokens, place, Part.OTHER) for place in places]
    return any(counted) and not any(bad and not good for bad, good in zip(other, counted, strict=True))


def _is_excluded(lexicon: Lexicon, tokens: Tokens, place: int) -> bool:
    """Return whether words are denied, asked, possible, or a rank such as second highest."""
    before = [*in_clause(tokens, range(place - 1, max(-1, place - NEAR - 2), -1))]
    denied = any(
        lexicon.has(tokens, at, Part.DENIAL, Part.DISPUTE)
        or (
            lexicon.has(tokens, at, Part.UNREAL)
            and not lexicon.has(tokens, at, Part.TO)  # “fell to its lowest”
            and not names_month(lexicon, tokens, at)
        )
        for at in before
    )
    ranked = lexicon.before(tokens, place, Part.ORDINAL) or lexicon.before(tokens, place - 1, Part.ORDINAL)
    dash = place and tokens[place - 1].text == "-"
    question = tokens[tokens.sentences[place][-1]].text == "?"
    after = [
        at for at in range(place, min(len(tokens), place + FAR)) if lexicon.at(tokens, at, Part.DISPUTE, after=True)
    ]
    return bool(denied or (ranked and (dash or ranked.end == place)) or question or after)


def _run(lexicon: Lexicon, tokens: Tokens, place: int, plain: str) -> SeriesClaim | None:
    """Return the claim that some steps in a row go one way, if one starts at a place, or a “seven-year high”."""
    ordinal = lexicon.at(tokens, place, Part.ORDINAL)
    number = lexicon.single_number(tokens, place)
    if ordinal:
        value, end = ordinal.rule.value or (ordinal.number.low if ordinal.number else 0), ordinal.end
    elif number and number.is_whole and not number.is_year:
        value, end = number.low, number.end
    else:
        return None
    row, period, at = None, None, end
    for _ in range(2):  # “third year in a row”, “third consecutive year”
        found = lexicon.at(tokens, at, Part.ROW)
        if found and row is None:
            row, at = found, found.end
        found = lexicon.at(tokens, at, Part.PERIOD)
        if found and period is None:
            period, at = found, found.end
    peak = lexicon.at(tokens, at, Part.HIGH) or lexicon.at(tokens, at, Part.LOW) if period and not ordinal else None
    if period is None or not (row or peak) or value < 2 or _is_excluded(lexicon, tokens, place):
        return None
    at = peak.end if peak else at
    reach = Reach(place, at, periods=int(value), months=int(period.rule.value or 0))
    start, finish = tokens[place].start, tokens[at - 1].end
    if peak:
        kind = SeriesKind.HIGHEST if peak.rule.part is Part.HIGH else SeriesKind.LOWEST
        return SeriesClaim(plain[start:finish], kind, start, finish, reach)
    rises = _direction(lexicon, tokens, place, at)
    return SeriesClaim(plain[start:finish], SeriesKind.RUN, start, finish, reach, rises)


def _every(lexicon: Lexicon, tokens: Tokens, place: int, plain: str) -> SeriesClaim | None:
    """Return the claim that all steps since a year go one way, if one starts at a place: “every year since 2020”."""
    every = lexicon.at(tokens, place, Part.EVERY)
    period = lexicon.at(tokens, every.end, Part.PERIOD) if every else None
    if period is None or not period.rule.value or _is_excluded(lexicon, tokens, place):
        return None
    before = range(place - 1, max(-1, place - 2 * FAR), -1)
    around = (*in_clause(tokens, range(period.end, period.end + NEAR)),
              *(at for at in before if at in tokens.sentences[place]))  # fmt: skip
    since = next((reach for at in around if (reach := reach_at(lexicon, tokens, at)) and reach.since), None)
    if since is None or any(lexicon.has(tokens, at, Part.DATE) for at in range(since.start, since.end)):
        return None
    first, last = min(place, since.start), max(period.end, since.end)
    rises = _direction(lexicon, tokens, place, period.end)
    if rises is None:
        return None
    start, end = tokens[first].start, tokens[last - 1].end
    reach = Reach(first, last, since=since.since, months=int(period.rule.value))
    return SeriesClaim(plain[start:end], SeriesKind.RUN, start, end, reach, rises)


def _direction(lexicon: Lexicon, tokens: Tokens, start: int, end: int) -> bool | None:
    """Return whether the nearest word for a direction in the sentence is for a rise; None if there is none."""
    sentence = tokens.sentences[start]
    for distance in range(1, FAR + NEAR):
        for place in (start - distance, end + distance - 1):
            found = direction_at(lexicon, tokens, place) if place in sentence else None
            if found:
                return found.rule.part is Part.RISE
    return None


def _change(lexicon: Lexicon, tokens: Tokens, change: Claim, plain: str) -> SeriesClaim | None:
    """Return the claim of a change over a stated time, such as “doubled in two years”; None if it states none."""
    first = bisect_right(tokens, change.start, key=lambda token: token.end)
    last = bisect_left(tokens, change.end, key=lambda token: token.start)
    reach = next(_around(lexicon, tokens, first, last), None)
    if reach is None:
        return None
    start = min(change.start, tokens[reach.start].start)
    end = max(change.end, tokens[reach.end - 1].end)
    return SeriesClaim(plain[start:end], SeriesKind.CHANGE, start, end, reach, change=change)


def _around(lexicon: Lexicon, tokens: Tokens, first: int, last: int) -> Iterator[Reach]:
    """Yield the times that are stated after a change and, in the same clause, before it."""
    for place in (*in_clause(tokens, range(last, last + FAR)), *in_clause(tokens, range(first - 1, first - FAR, -1))):
        reach = reach_at(lexicon, tokens, place)
        if reach and not reach.ever:
            yield reach
