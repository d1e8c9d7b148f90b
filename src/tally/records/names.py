"""Find names that look like one name written in two ways."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from tally.records.dossier import Dossier

MOST_NAMED = 4
SERIES = 40  # as many names that differ in one place are a series (Sector A, Sector B), not mistakes
SHORT, LONG = 4, 6  # letters that a word must have for two swapped, or one changed, to be taken for a mistake
LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеіјорсухѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ",
    "ABESIJKMHOPCTYXaeijopcyxsABEZHIKMNOPTYXovp",
)  # Cyrillic and Greek letters, and the Latin ones that they look like
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ`´′", "'"))
SEPARATORS = re.compile(r"[\W_]+")
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ک": "ك", "ی": "ي", "ى": "ي"})
SINGLE = re.compile(r"\b([^\W\d_]) (?=[^\W\d_]\b)")  # I. M. B.
SMALL = re.compile(r"\b(?:the|and) (?=\w)")


def alike_names(dossier: Dossier) -> list[str]:
    """
    Find names that are nearly the same, each pair once, with the records that have them.

    Names of one kind are compared: groups, places, units, and those who counted or spoke. Two names are reported if
    they differ only in case, accents, punctuation or look-alike letters; in two letters that are swapped; or, in a long
    word, in one letter that is not the first. Names with different numbers are never reported.
    """
    return [notice for kind, names in _kinds(dossier).items() for notice in _notices(kind, names)]


def _kinds(dossier: Dossier) -> dict[str, dict[str, list[str]]]:
    """List the names of each kind, each with the records that have it."""
    kinds: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for figure in (*dossier.every.values(), *(old.figure for old in dossier.superseded.values())):
        for column in ("group", "place", "unit"):
            kinds[column][getattr(figure, column)].append(f"figure {figure.id}")
        kinds["counter"][figure.counter].append(f"figure {figure.id}")
    for source in dossier.sources.values():
        for name in filter(None, dict.fromkeys((source.origin, source.said_by, source.relayed_by))):
            kinds["counter"][name].append(f"source {source.id}")
    return kinds


def _notices(kind: str, names: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield a notice about each pair of names of one kind."""
    for first, second, difference in _pairs(names):
        yield (
            f"{kind}: ‘{first}’ ({_records(names[first])}) and ‘{second}’ ({_records(names[second])}) {difference}. "
            f"If they are the same, write one of them everywhere; if not, leave them."
        )


def _records(records: list[str]) -> str:
    """Return the first few records that have a name, and the number of the others."""
    rest = len(records) - MOST_NAMED
    return ", ".join(records[:MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _pairs(names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Find the pairs of similar names, and their difference in words."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        spellings[_folded(name)].append(name)
    for similar in spellings.values():
        for first, second in combinations(similar[: MOST_NAMED + 1], 2):
            same = _appearance(first) == _appearance(second)
            yield first, second, "look the same, but their letters differ" if same else _difference(first, second)
    shortened: dict[str, list[str]] = defaultdict(list)
    for folded in spellings:
        if sum(map(str.isalpha, folded)) >= SHORT:
            for part in {folded[:n] + folded[n + 1 :] for n, sign in enumerate(folded) if sign.isalpha()}:
                shortened[part].append(folded)
            shortened[folded].append(folded)
            shortened[f"joined {folded.replace(' ', '')}"].append(folded)
    found = {
        pair
        for close in shortened.values()
        if 1 < len(close) <= SERIES
        for pair in combinations(sorted(set(close)), 2)
        if _is_misspelling(*pair)
    }
    for first, second in sorted(found):
        yield spellings[first][0], spellings[second][0], "differ by a letter or two"


def _folded(name: str) -> str:
    """Return a name in lower case, without accents, punctuation, “the” and “and”; look-alike letters are Latin."""
    plain = unicodedata.normalize("NFKD", _appearance(name)).translate(APOSTROPHES)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = plain.casefold().translate(LETTERS).replace("'", "").replace("&", " and ")
    return SMALL.sub("", SINGLE.sub(r"\1", " ".join(SEPARATORS.sub(" ", plain).split()) or plain))


def _appearance(name: str) -> str:
    """Return a name with Latin letters for all that look like them."""
    return unicodedata.normalize("NFC", " ".join(name.split()).translate(LOOK_ALIKES))


def _difference(first: str, second: str) -> str:
    """Return the difference of two names that are the same when folded."""
    if first.casefold() == second.casefold():
        return "differ only in capitals"
    same = all((word in first.casefold().split()) == (word in second.casefold().split()) for word in ("and", "the"))
    return "differ only in accents or punctuation" if same else "differ only in small words, accents or punctuation"


def _is_misspelling(name: str, other: str) -> bool:
    """Return whether one name is probably a misspelling of the other: one pair of words differs, and only a little."""
    words = name.split(), other.split()
    if len(words[0]) != len(words[1]):
        return name.replace(" ", "") == other.replace(" ", "")
    differing = [(a, b) for a, b in zip(*words, strict=True) if a != b]
    if len(differing) != 1:
        return False
    first, second = differing[0]
    if any(sign.isdigit() for sign in first + second) or min(len(first), len(second)) < SHORT:
        return False
    if len(first) == len(second):
        places = [n for n, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
        if len(places) == 2 and places[1] == places[0] + 1:
            return first[places[0]] == second[places[1]] and first[places[1]] == second[places[0]]
        return len(places) == 1 and places[0] > 0 and len(first) >= LONG
    longer, shorter = sorted((first, second), key=len, reverse=True)
    place = next((n for n, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    return (
        len(longer) == len(shorter) + 1 and place > 0 and longer[place + 1 :] == shorter[place:] and len(longer) >= LONG
    )
