"""Recognise amounts that are not claims about a count: shares, denials, occasions, and other things."""

from collections.abc import Collection

from tally.records.claims.columns import Kind, Part, Qualifier
from tally.records.claims.lexicon import Lexicon
from tally.records.claims.phrases import CHANGES, FAR, NEAR, Phrase, is_of_level, names_month
from tally.records.claims.tokens import BREAKS, Tokens, in_clause

LONG = 14  # words of a sentence before a claim in it
COMMA = ","
DIRECTIONS = (Part.RISE, Part.FALL)
Names = Collection[str]  # words for what the case counts


def is_excluded(lexicon: Lexicon, tokens: Tokens, phrase: Phrase, names: Names) -> bool:
    """Return whether an amount is not a claim about a count."""
    return (
        _is_denied(lexicon, tokens, phrase)
        or _is_disputed(lexicon, tokens, phrase)
        or _is_asked(lexicon, tokens, phrase, names)
        or _is_unreal(lexicon, tokens, phrase, names)
        or _is_date(lexicon, tokens, phrase)
        or _is_share_or_level(lexicon, tokens, phrase, names)
        or _is_other_word(lexicon, tokens, phrase, names)
        or _is_about_something_else(lexicon, tokens, phrase, names)
    )


def _is_denied(lexicon: Lexicon, tokens: Tokens, phrase: Phrase) -> bool:
    """Return whether the claim is denied, such as “did not double”."""
    before = in_clause(tokens, range(phrase.inner - 1, max(-1, phrase.start - NEAR - 2), -1))
    after = lexicon.at(tokens, phrase.amount.end, Part.DENIAL, after=True)
    qualifier = lexicon.at(tokens, phrase.amount.end, Part.QUALIFIER, after=True)
    if after and not (qualifier and qualifier.end >= after.end):  # “not quite” denies nothing
        return True
    return any(lexicon.at(tokens, place, Part.DENIAL) and not lexicon.at(tokens, place, Part.SMALL) for place in before)


def _is_disputed(lexicon: Lexicon, tokens: Tokens, phrase: Phrase) -> bool:
    """Return whether somebody disputes the claim: “nobody says attacks doubled”, “reports that … are wrong”."""
    for place in range(phrase.inner - 1, max(-1, phrase.start - LONG), -1):
        if tokens[place].text in BREAKS and not (
            tokens[place].text == COMMA and lexicon.at(tokens, place + 1, Part.THAT)
        ):
            break
        if lexicon.at(tokens, place, Part.DISPUTE):
            return not lexicon.before(tokens, place, Part.DENIAL)  # “nobody doubts that”
    for place in range(phrase.amount.end, min(len(tokens), phrase.end + FAR)):
        if lexicon.at(tokens, place, Part.DISPUTE, after=True):
            return True
        if tokens[place].text in BREAKS:
            return tokens[place].text == COMMA and lexicon.at(tokens, place + 1, Part.DISPUTE, after=True) is not None
        if lexicon.at(tokens, place, Part.AND):
            return False
    return False


def _is_asked(lexicon: Lexicon, tokens: Tokens, phrase: Phrase, names: Names) -> bool:
    """Return whether the claim is a question, by its sign or the order of its words; “why” takes it for granted."""
    sentence = tokens.sentences[phrase.start]
    opening = sentence[:NEAR]
    if tokens[sentence[-1]].text == "?":
        return not any(lexicon.at(tokens, place, Part.WHY) for place in opening)
    asking = lexicon.at(tokens, sentence.start, Part.ASKING)
    if asking is None or phrase.start - asking.end > FAR:
        return False
    between = range(asking.end, phrase.start)
    whole = len([*in_clause(tokens, between)]) == len(between)
    return whole and any(_is_counted(lexicon, tokens, place, names) for place in between)


def _is_unreal(lexicon: Lexicon, tokens: Tokens, phrase: Phrase, names: Names) -> bool:
    """Return whether the claim is a possibility or a plan, such as “could easily have doubled” or “to double”."""
    for place in range(phrase.start, max(-1, phrase.start - NEAR - 1), -1):
        found = lexicon.before(tokens, place, Part.UNREAL)
        if found and not names_month(lexicon, tokens, found.start):
            return not lexicon.at(tokens, found.start, Part.SMALL)
        if place and (tokens[place - 1].text in BREAKS or _is_counted(lexicon, tokens, place - 1, names)):
            return False
    return False


def _is_date(lexicon: Lexicon, tokens: Tokens, phrase: Phrase) -> bool:
    """Return whether a fraction in digits is rather a date: “on 1/3 attacks rose”."""
    in_digits = not phrase.amount.rule.id
    return in_digits and phrase.start == phrase.inner and not lexicon.has(tokens, phrase.amount.end, *DIRECTIONS)


def _is_share_or_level(lexicon: Lexicon, tokens: Tokens, phrase: Phrase, names: Names) -> bool:
    """Return whether an amount is a share (50% of attacks) or a level (rose to 50%)."""
    if phrase.kind not in CHANGES:
        return False
    from_word = lexicon.before(tokens, phrase.inner, Part.FROM)
    before = lexicon.before(tokens, phrase.inner, Part.BY)
    if from_word and not (before and before.start <= from_word.start):
        return True
    shares = lexicon.at(tokens, phrase.amount.end, Part.OF)
    direction_there = lexicon.has(tokens, phrase.amount.end, Part.RISE, Part.FALL)
    if phrase.after_to:
        part_of_counted = shares and _is_counted(lexicon, tokens, shares.end, names)
        if phrase.kind is Kind.PER_CENT:
            return not is_of_level(lexicon, tokens, phrase.amount)
        return phrase.rises is not False or bool(part_of_counted)
    return shares is not None and not direction_there


def _is_other_word(lexicon: Lexicon, tokens: Tokens, phrase: Phrase, names: Names) -> bool:
    """Return whether words that can mean a multiple mean something else here: a three-fold strategy, a double agent."""
    if phrase.kind not in (Kind.FOLD, Kind.BARE_MULTIPLE) or phrase.rises is not None:
        return False
    end = phrase.end
    ends = end >= len(tokens) or not tokens[end].text.isalpha()
    fitting = ends or lexicon.has(tokens, end, Part.SMALL, Part.OWNER, Part.AGAINST, Part.OF)
    if not fitting or _precedes(lexicon, tokens, phrase.inner, Part.BEING):
        return True
    if phrase.kind is Kind.FOLD or phrase.qualifier is not Qualifier.EXACT:
        return False
    return not (phrase.inner and _is_counted(lexicon, tokens, phrase.inner - 1, names))


def _precedes(lexicon: Lexicon, tokens: Tokens, place: int, part: Part) -> bool:
    """Return whether words of a part are directly before a place, or before an article there."""
    article = lexicon.before(tokens, place, Part.ARTICLE)
    return any(lexicon.before(tokens, end, part) for end in (place, article.start if article else place))


def _is_about_something_else(lexicon: Lexicon, tokens: Tokens, phrase: Phrase, names: Names) -> bool:
    """Return whether what grew is not a count: “tripled its funding”, “the budget doubled”, “doubled in size”."""
    if _object_is_other(lexicon, tokens, phrase, names):
        return True
    for place in in_clause(tokens, range(phrase.end, phrase.end + 2)):
        if lexicon.at(tokens, place, Part.OTHER) and tokens[place].text not in names:
            return True
    for place in in_clause(tokens, range(phrase.amount.start - 1, phrase.start - NEAR - 1, -1)):
        if lexicon.at(tokens, place, Part.OTHER) and tokens[place].text not in names:
            return True
        if _is_counted(lexicon, tokens, place, names):
            return _is_of_other(lexicon, tokens, place)
    return False


def _is_of_other(lexicon: Lexicon, tokens: Tokens, place: int) -> bool:
    """Return whether what is counted only goes with something else: the risk of attacks, the cost of an attack."""
    article = lexicon.before(tokens, place, Part.ARTICLE)
    of = lexicon.before(tokens, article.start if article else place, Part.OF)
    return of is not None and lexicon.before(tokens, of.start, Part.OTHER) is not None


def _object_is_other(lexicon: Lexicon, tokens: Tokens, phrase: Phrase, names: Names) -> bool:
    """Return whether the words after a verb with a possessive or an article name something that is not counted."""
    owner = lexicon.at(tokens, phrase.amount.end, Part.OWNER)
    start = owner.end if owner else phrase.amount.end
    if not owner and not lexicon.has(tokens, phrase.amount.end - 1, Part.OWNER):
        return False  # “five times the”: the article is part of the amount
    if phrase.kind in (*CHANGES, Kind.FOLD, Kind.TIMES, Kind.TIMES_MORE, Kind.TIMES_FEWER):
        return False
    counted = False
    for place in in_clause(tokens, range(start, start + FAR)):
        shares = lexicon.at(tokens, place, Part.OF)
        if shares and counted:
            rest = in_clause(tokens, range(shares.end, shares.end + NEAR))
            return not any(_is_counted(lexicon, tokens, after, names) for after in rest)
        if _is_counted(lexicon, tokens, place, names):
            counted = True
        elif counted or lexicon.has(tokens, place, Part.SMALL):
            break
    return not counted


def _is_counted(lexicon: Lexicon, tokens: Tokens, place: int, names: Names) -> bool:
    """Return whether a word is for a count or for what is counted; a year is, too."""
    if not 0 <= place < len(tokens):
        return False
    number = lexicon.number(tokens, place)
    return tokens[place].text in names or lexicon.has(tokens, place, Part.COUNTED) or bool(number and number.is_year)
