"""Claims that name both counts: “from 60 to 334”, “334, up from 60”, “27 in 2021 and 46 in 2020”."""

import math
from dataclasses import dataclass
from fractions import Fraction

from tally.records.claims.accepted import Accepted, Scale, accepted_sizes
from tally.records.claims.columns import Kind, Part, Qualifier
from tally.records.claims.lexicon import Lexicon
from tally.records.claims.tokens import Tokens

REACH = 8  # words between the two numbers
YEAR_REACH = 4  # words from a number to its year
SENTENCE_ENDS = frozenset(".;!?")


@dataclass(frozen=True)
class CountsNamed:
    """The two counts of a claim, each as a set of numbers, and the places of the claim."""

    earlier: Accepted
    later: Accepted
    start: int
    end: int

    @property
    def as_ratio(self) -> Accepted:
        """The ratios of the two counts that agree with the claim; the earlier count is not zero."""
        low = self.later.low / self.earlier.high if self.earlier.high else Fraction(0)
        high = self.later.high / self.earlier.low if self.earlier.low else math.inf
        return Accepted(Scale.RATIO, self.later.nominal / self.earlier.nominal, low, high)


@dataclass(frozen=True)
class _Counted:
    """A number that can be a count, with its qualifier: its places and the set of numbers that agree with it."""

    accepted: Accepted
    start: int
    end: int
    year: int = 0


def counts_named(lexicon: Lexicon, tokens: Tokens, place: int) -> CountsNamed | None:
    """Return the claim with two counts that starts at a place; None if none does."""
    start = lexicon.at(tokens, place, Part.FROM)
    if start and (first := _count(lexicon, tokens, start.end)):
        second = _linked(lexicon, tokens, first.end, Part.TO)
        return CountsNamed(first.accepted, second.accepted, place, second.end) if second else None
    to = lexicon.at(tokens, place, Part.TO)
    first = _count(lexicon, tokens, to.end if to else place)
    if first is None:
        return None
    for part in (Part.FROM, Part.AGAINST) if to else (Part.AGAINST,):
        if second := _linked(lexicon, tokens, first.end, part):
            return CountsNamed(second.accepted, first.accepted, place, second.end)
    return _by_years(lexicon, tokens, first)


def _linked(lexicon: Lexicon, tokens: Tokens, start: int, part: Part) -> _Counted | None:
    """Return the next count after a link such as “to”; words in between, and those in brackets, do not matter."""
    inside = 0
    for place in range(start, min(len(tokens), start + 2 * REACH)):
        inside += (tokens[place].text == "(") - (tokens[place].text == ")")
        if tokens[place].text in SENTENCE_ENDS or (not inside and place - start > REACH + 4):
            return None
        link = None if inside else lexicon.at(tokens, place, part)
        if link and (count := _count(lexicon, tokens, link.end)):
            return count
        if not inside and lexicon.at(tokens, place, Part.AMOUNT):
            return None
    return None


def _by_years(lexicon: Lexicon, tokens: Tokens, first: _Counted) -> CountsNamed | None:
    """Return two counts that are told apart by their years, the earlier first."""
    opening = _with_year(lexicon, tokens, first)
    if not opening.year:
        return None
    for place in range(opening.end, min(len(tokens), opening.end + 3)):
        count = _count(lexicon, tokens, place)
        two = count and _with_year(lexicon, tokens, count)
        if two and two.year and two.year != opening.year:
            earlier, later = sorted([opening, two], key=lambda count: count.year)
            return CountsNamed(earlier.accepted, later.accepted, first.start, two.end)
    return None


def _with_year(lexicon: Lexicon, tokens: Tokens, count: _Counted) -> _Counted:
    """Return a count with the year that follows it within a few words, if one does."""
    for place in range(count.end, min(len(tokens), count.end + YEAR_REACH)):
        number = lexicon.number(tokens, place)
        if number and number.is_year:
            return _Counted(count.accepted, count.start, number.end, int(number.low))
    return count


def _count(lexicon: Lexicon, tokens: Tokens, place: int) -> _Counted | None:
    """Return the count that starts at a place, with its qualifier; years, dates and percentages are not counts."""
    qualifier = lexicon.at(tokens, place, Part.QUALIFIER)
    start = qualifier.end if qualifier else place
    article = lexicon.at(tokens, start, Part.ARTICLE)
    number = (
        lexicon.single_number(tokens, start)
        or lexicon.zero(tokens, start)
        or (lexicon.single_number(tokens, article.end) if article else None)
    )
    if number is None or number.is_year or number.low.denominator != 1 or lexicon.at(tokens, start, Part.AMOUNT):
        return None
    if lexicon.has(tokens, number.end, Part.DATE):
        return None
    sense = Qualifier(qualifier.rule.sense) if qualifier else Qualifier.EXACT
    accepted = accepted_sizes(Kind.FROM_TO, sense, number, Scale.RATIO)
    return _Counted(accepted, place, number.end)
