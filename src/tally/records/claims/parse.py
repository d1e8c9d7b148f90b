"""Find claims with multiples and percentages in a text, by the rules of its language."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tally.records.claims.accepted import Accepted, Scale, accepted_sizes
from tally.records.claims.columns import Kind, Part, Qualifier
from tally.records.claims.counts import CountsNamed, counts_named
from tally.records.claims.exclusions import is_excluded
from tally.records.claims.lexicon import Lexicon
from tally.records.claims.phrasebook import Found
from tally.records.claims.phrases import Phrase, phrase_around
from tally.records.claims.rules import ClaimRule, rules_of
from tally.records.claims.tokens import Tokens, plain_text, tokens_of

SHORT = 3  # letters of words such as “and”, which units contain too


@dataclass(frozen=True)
class Claim:
    """
    A claim in a text.

    Attributes
    ----------
    words : str
        The words of the claim, with its qualifier and the words for its direction.
    kind, qualifier
        Its amount, and the word that qualifies it.
    readings : tuple of Accepted
        What it can mean: “five times more” is five or six times as many. Empty if it names both counts.
    start, end : int
        Where its words are in the text with plain typography.
    counts : CountsNamed or None
        The two counts that it names: “from 60 to 334”.
    """

    words: str
    kind: Kind
    qualifier: Qualifier
    readings: tuple[Accepted, ...]
    start: int
    end: int
    counts: CountsNamed | None = None


def find_claims(text: str, language: str, rules: Iterable[ClaimRule], units: Collection[str] = ()) -> tuple[Claim, ...]:
    """
    Find the claims of a text, in its order.

    Parameters
    ----------
    text : str
        The text.
    language : str
        Its language, such as `en`; English if it is empty.
    rules : iterable of ClaimRule
        The rules of all languages.
    units : collection of str
        What the case counts. “Tripled its attacks” is a claim about the count, “tripled its funding” is not.

    Notes
    -----
    A share (50% of attacks), a level (rose to 50%), a denial (did not double), a possibility (could double), a number
    of occasions (on five times) and words for something else (a three-fold strategy) are not claims. The time is
    proportional to the length of the text.
    """
    return _found(text, language, tuple(rules), frozenset(units))


@lru_cache(500)
def _found(text: str, language: str, rules: tuple[ClaimRule, ...], units: frozenset[str]) -> tuple[Claim, ...]:
    """Return the claims of a text; they are kept for the next time that the data are read."""
    lexicon = lexicon_of(language, rules)
    tokens, plain, names = tokens_of(text), plain_text(text), names_of(units)
    claims: list[Claim] = []
    place = 0
    while place < len(tokens):
        counts = counts_named(lexicon, tokens, place)
        if counts:
            span = tokens[counts.start].start, tokens[counts.end - 1].end
            claims.append(Claim(plain[slice(*span)], Kind.FROM_TO, Qualifier.EXACT, (), *span, counts))
            place = counts.end
            continue
        amount = lexicon.at(tokens, place, Part.AMOUNT)
        claim = amount and _claim(lexicon, tokens, amount, plain, names)
        if claim:
            claims.append(claim)
        place = max(amount.end if amount else 0, place + 1)
    return tuple(claims)


def names_of(units: Collection[str]) -> frozenset[str]:
    """Return the words of what a case counts, without short ones."""
    return frozenset(token.text for unit in units for token in tokens_of(unit) if len(token.text) > SHORT)


@lru_cache(16)
def lexicon_of(language: str, rules: tuple[ClaimRule, ...]) -> Lexicon:
    """Return the lexicon of a language; it is kept for the next text."""
    own = rules_of(language, rules)
    return Lexicon(own[0].language if own else "", own)


def _claim(lexicon: Lexicon, tokens: Tokens, amount: Found, plain: str, names: Collection[str]) -> Claim | None:
    """Return the claim that an amount makes; None if it makes none."""
    phrase = phrase_around(lexicon, tokens, amount)
    if is_excluded(lexicon, tokens, phrase, names):
        return None
    readings, span = tuple(_readings(phrase)), (tokens[phrase.start].start, tokens[phrase.end - 1].end)
    return Claim(plain[slice(*span)], phrase.kind, phrase.qualifier, readings, *span) if readings else None


def _readings(phrase: Phrase) -> Iterator[Accepted]:
    """Yield what an amount can mean; nothing if it is not a change."""
    kind, number, rises = phrase.kind, phrase.number, phrase.rises
    if kind in (Kind.PER_CENT, Kind.FRACTION, Kind.LOST):
        falls = kind is Kind.LOST or rises is False
        if phrase.after_to:
            scale = Scale.RATIO
        elif falls or rises:
            scale = Scale.LOSS if falls else Scale.GROWTH
        else:
            return
        unlimited = scale is Scale.GROWTH or (scale is Scale.RATIO and kind is Kind.PER_CENT)
        if unlimited or number.low <= (100 if kind is Kind.PER_CENT else 1):
            yield accepted_sizes(kind, phrase.qualifier, number, scale)
        return
    if number.low == 1 == number.high or (kind is Kind.TIMES and rises is None):
        return
    if kind is Kind.TIMES_FEWER or (rises is False and kind is not Kind.BARE_MULTIPLE and number.low > 1):
        yield accepted_sizes(kind, phrase.qualifier, number, Scale.INVERSE)
        return
    yield accepted_sizes(kind, phrase.qualifier, number, Scale.RATIO)
    grown = kind is Kind.TIMES_MORE or (rises and kind in (Kind.FOLD, Kind.TIMES) and not phrase.after_to)
    if grown:
        yield accepted_sizes(kind, phrase.qualifier, phrase.increased, Scale.RATIO)
