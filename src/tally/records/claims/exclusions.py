"""Recognise amounts that are not claims about a count: shares, denials, occasions, and other things."""

from collections.abc import Collection

from tally.records.claims.columns import Kind, Part, Qualifier
from tally.records.claims.lexicon import Lexicon
from tally.records.claims.phrases import CHANGES, FAR, NEAR, Phrase, is_of_level
from tally.records.claims.tokens import Tokens, in_clause

Names = Collection[str]  # words for what the case counts


def is_excluded(lexicon: Lexicon, tokens: Tokens, phrase: Phrase, names: Names) -> bool:
    """Return whether an amount is not a claim about a count."""
    return (
        _is_denied(lexicon, tokens, phrase)
        or _is_unreal(lexicon, tokens, phrase, names)
        or _is_share_or_level(lexicon, tokens, phrase, names)
        or _is_other_word(lexicon, tokens, phrase, names)
        or _is_about_something_else(lexicon, tokens, phrase, names)
    )


def _is_denied(lexicon: Lexicon, tokens: Tokens, phrase: Phrase) -> bool:
    """Return whether the claim is denied, such as “did not double”."""
    before = in_clause(tokens, range(phrase.inner - 1, max(-1, phrase.start - NEAR - 2), -1))
    return lexicon.at(tokens, phrase.amount.end, Part.DENIAL, after=True) is not None or any(
        lexicon.at(tokens, place, Part.DENIAL) and not lexicon.at(tokens, place, Part.SMALL) for place in before
    )


def _is_unreal(lexicon: Lexicon, tokens: Tokens, phrase: Phrase, names: Names) -> bool:
    """Return whether the claim is a possibility or a plan, such as “could double” or “to double”."""
    nearest = phrase.start
    if (
        nearest
        and not lexicon.before(tokens, nearest, Part.UNREAL)
        and not _is_counted(lexicon, tokens, nearest - 1, names)
    ):
        nearest -= 1  # an adverb: could easily double
    found = lexicon.before(tokens, nearest, Part.UNREAL)
    return found is not None and not lexicon.at(tokens, found.start, Part.SMALL)


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
        if lexicon.at(tokens, place, Part.OTHER):
            return True
    for place in in_clause(tokens, range(phrase.amount.start - 1, phrase.start - NEAR - 1, -1)):
        if lexicon.at(tokens, place, Part.OTHER):
            return True
        if _is_counted(lexicon, tokens, place, names):
            return False
    return False


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
