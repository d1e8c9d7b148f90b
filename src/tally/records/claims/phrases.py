"""The phrase around an amount: its qualifier and its direction."""

from dataclasses import dataclass, replace

from tally.records.claims.columns import Kind, Part, Qualifier
from tally.records.claims.lexicon import Lexicon
from tally.records.claims.numerals import Number
from tally.records.claims.phrasebook import Found
from tally.records.claims.tokens import BREAKS, Tokens, in_clause

NEAR, FAR = 3, 10  # words between an amount and what goes with it
GLUE = (Part.BY, Part.ARTICLE)
CHANGES = (Kind.PER_CENT, Kind.FRACTION)
VERBS = (Kind.MULTIPLE, Kind.LOST)
EITHER_WAY = (*CHANGES, Kind.FOLD, Kind.TIMES)  # amounts that do not say the direction


@dataclass(frozen=True)
class Reach:
    """How far back a claim goes: since a year, as far as there are records, or over some periods of some months."""

    start: int
    end: int
    since: int = 0
    ever: bool = False
    periods: int = 0
    months: int = 0


@dataclass(frozen=True)
class Phrase:
    """
    An amount with what goes with it, from `start` to `end` (not included).

    `inner` is where the amount with its qualifier starts. `rises` is false for a fall, and None if no word says the
    direction; `after_to` is true for a level (“to a third”, “170% of the level”).
    """

    amount: Found
    kind: Kind
    number: Number
    qualifier: Qualifier
    rises: bool | None
    after_to: bool
    start: int
    inner: int
    end: int

    @property
    def increased(self) -> Number:
        """The number, increased by one: the second reading of “five times more”."""
        return replace(self.number, low=self.number.low + 1, high=self.number.high + 1)


def phrase_around(lexicon: Lexicon, tokens: Tokens, amount: Found) -> Phrase:
    """Find what goes with an amount."""
    kind = Kind(amount.rule.sense)
    qualifier, inner, end = _qualifier(lexicon, tokens, amount)
    to = lexicon.before(tokens, inner, Part.TO)
    start, rises = inner, None
    if kind in EITHER_WAY or amount.number:
        direction = _before(lexicon, tokens, to.start if to else inner, kind) or _after(lexicon, tokens, end, inner)
        if direction:
            rises = direction.rule.part is Part.RISE
            start, end = min(start, direction.start), max(end, direction.end)
    by = lexicon.before(tokens, inner, Part.BY)
    is_level = to is not None or (by is None and is_of_level(lexicon, tokens, amount))
    return Phrase(amount, kind, amount.size, qualifier, rises, is_level, start, inner, end)


def is_of_level(lexicon: Lexicon, tokens: Tokens, amount: Found) -> bool:
    """Return whether an amount is a percentage of an earlier level: “170% of the previous level”."""
    of = lexicon.at(tokens, amount.end, Part.OF) if amount.rule.sense == Kind.PER_CENT else None
    if of is None:
        return False
    article = lexicon.at(tokens, of.end, Part.ARTICLE)
    year = lexicon.single_number(tokens, article.end if article else of.end)
    places = in_clause(tokens, range(of.end, of.end + NEAR + 1))
    return (year is not None and year.is_year) or any(lexicon.at(tokens, place, Part.LEVEL) for place in places)


def _qualifier(lexicon: Lexicon, tokens: Tokens, amount: Found) -> tuple[Qualifier, int, int]:
    """Return the qualifier of an amount, and where the amount with its qualifier starts and ends."""
    after = _qualifier_after(lexicon, tokens, amount)
    if after:
        return Qualifier(after.rule.sense), amount.start, after.end
    if amount.qualifier:
        return Qualifier(amount.qualifier.sense), amount.start, amount.end
    place = amount.start
    for _ in range(NEAR):
        found = lexicon.before(tokens, place, Part.QUALIFIER)
        if found:
            return Qualifier(found.rule.sense), found.start, amount.end
        glue = next((match for part in GLUE if (match := lexicon.before(tokens, place, part))), None)
        if glue is None:
            break
        place = glue.start
    return Qualifier.EXACT, amount.start, amount.end


def _qualifier_after(lexicon: Lexicon, tokens: Tokens, amount: Found) -> Found | None:
    """
    Return the qualifier after an amount; one directly before the next amount belongs to that.

    After a verb it can be at the end of the clause, as in German: “verdoppelte sich die Zahl der Angriffe fast”.
    """
    reach = FAR if amount.rule.sense in VERBS and amount.number is None else 1
    for place in (amount.end, *in_clause(tokens, range(amount.end + 1, amount.end + reach))):
        found = lexicon.at(tokens, place, Part.QUALIFIER, after=True)
        ends = found is not None and (found.end >= len(tokens) or tokens[found.end].text in BREAKS)
        if found and (ends or place == amount.end):
            return None if lexicon.at(tokens, found.end, Part.AMOUNT) else found
        if lexicon.at(tokens, place, Part.AMOUNT) or (place < len(tokens) and tokens[place].text in BREAKS):
            return None
    return None


def direction_at(lexicon: Lexicon, tokens: Tokens, place: int) -> Found | None:
    """Return the word for a rise or a fall at a place; the longer if both are there."""
    found = [match for part in (Part.RISE, Part.FALL) if (match := lexicon.at(tokens, place, part))]
    return max(found, key=lambda match: match.end, default=None)


def _before(lexicon: Lexicon, tokens: Tokens, end: int, kind: Kind) -> Found | None:
    """
    Return the direction before an amount.

    It is directly before it, or further away before “by”: “increased in the first nine months by 50%”.
    """
    by = lexicon.before(tokens, _skip_articles(lexicon, tokens, end), Part.BY)
    glued, place = True, end - 1
    while place >= max(0, end - FAR) and tokens[place].text not in BREAKS:
        found = direction_at(lexicon, tokens, place)
        if found and found.end <= end:
            return found if glued or by or kind is Kind.FOLD else None
        if lexicon.at(tokens, place, Part.AMOUNT):
            return None
        glued &= lexicon.has(tokens, place, *GLUE, Part.QUALIFIER)
        place -= 1
    return None


def _skip_articles(lexicon: Lexicon, tokens: Tokens, place: int) -> int:
    """Return the place before the articles that are before a place."""
    while article := lexicon.before(tokens, place, Part.ARTICLE):
        place = article.start
    return place


def _after(lexicon: Lexicon, tokens: Tokens, end: int, inner: int) -> Found | None:
    """
    Return the direction after an amount: “a 25% year-on-year increase”.

    After “by” it can be at the end of the clause, as in German: “um 50 Prozent gegenüber dem Vorjahr gestiegen”.
    """
    by = lexicon.before(tokens, _skip_articles(lexicon, tokens, inner), Part.BY)
    for place in range(end, min(len(tokens), end + (FAR if by else NEAR))):
        found = direction_at(lexicon, tokens, place)
        if found and not (by and lexicon.single_number(tokens, found.end)):  # “ab 2020” is not a fall
            return found
        small = lexicon.has(tokens, place, Part.SMALL, Part.OF)
        if tokens[place].text in BREAKS or lexicon.at(tokens, place, Part.AMOUNT) or (small and not by):
            return None
    return None


def reach_at(lexicon: Lexicon, tokens: Tokens, place: int) -> Reach | None:
    """Return how far back words at a place go."""
    if ever := lexicon.at(tokens, place, Part.EVER):
        return Reach(place, ever.end, ever=True)
    if since := lexicon.at(tokens, place, Part.SINCE):
        for at in in_clause(tokens, range(since.end, since.end + NEAR)):
            year = lexicon.single_number(tokens, at)
            if year and year.is_year:
                return Reach(place, year.end, since=int(year.low))
    return _span(lexicon, tokens, place)


def _span(lexicon: Lexicon, tokens: Tokens, place: int) -> Reach | None:
    """Return the time that words such as “in two years” or “in a decade” cover."""
    single = lexicon.at(tokens, place, Part.WITHIN_ONE)
    period = lexicon.at(tokens, single.end, Part.PERIOD) if single else None
    if period and period.rule.value:
        return Reach(place, period.end, periods=1, months=int(period.rule.value))
    within = lexicon.at(tokens, place, Part.WITHIN)
    start = within.end if within else place
    for _ in range(NEAR if within else 0):
        number = lexicon.single_number(tokens, start)
        if number and number.is_whole and not number.is_year:
            period = lexicon.at(tokens, number.end, Part.PERIOD)
            if period and period.rule.value:
                return Reach(place, period.end, periods=int(number.low), months=int(period.rule.value))
            return None
        skipped = lexicon.at(tokens, start, Part.ARTICLE) or lexicon.at(tokens, start, Part.QUALIFIER)
        if skipped is None:
            return None
        start = skipped.end
    return None


def names_month(lexicon: Lexicon, tokens: Tokens, place: int) -> bool:
    """Return whether a word that can be another too, such as “May”, is a month: a number follows, or “in” precedes."""
    if not lexicon.has(tokens, place, Part.DATE):
        return False
    before = any(lexicon.before(tokens, place, part) for part in (Part.WITHIN, Part.SINCE, Part.FROM))
    return before or lexicon.single_number(tokens, place + 1) is not None
