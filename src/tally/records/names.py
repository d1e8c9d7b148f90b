"""Names in the identity columns that look like one name written in two ways."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from tally.records.dossier import Dossier

MOST_NAMED = 4
CROWD = 40  # so many names that differ in one place are a series (Sector A, Sector B), not slips
SHORT, LONG = 4, 6  # letters from which two swapped ones, and one changed one, are taken for a slip
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
    Report names that are nearly the same, each pair once, with the records that have them.

    Names of one kind are held against each other: groups, places, units, and those who counted or spoke. Two are
    reported that differ only in case, accents, punctuation or look-alike letters; in two letters that are swapped; or,
    where a word is long, in one letter that is not its first. Numbers always tell two names apart.
    """
    return [notice for kind, names in _kinds(dossier).items() for notice in _notices(kind, names)]


def _kinds(dossier: Dossier) -> dict[str, dict[str, list[str]]]:
    """List the names of each kind, each with the records that have it."""
    kinds: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for figure in (*dossier.every.values(), *(one.figure for one in dossier.superseded.values())):
        for column in ("group", "place", "unit"):
            kinds[column][getattr(figure, column)].append(f"figure {figure.id}")
        kinds["counter"][figure.counter].append(f"figure {figure.id}")
    for source in dossier.sources.values():
        for name in filter(None, dict.fromkeys((source.origin, source.said_by, source.relayed_by))):
            kinds["counter"][name].append(f"source {source.id}")
    return kinds


def _notices(kind: str, names: Mapping[str, list[str]]) -> Iterator[str]:
    """Report the pairs of one kind."""
    for one, two, why in _pairs(names):
        yield (
            f"{kind}: ‘{one}’ ({_where(names[one])}) and ‘{two}’ ({_where(names[two])}) {why}. "
            f"If they are the same, write one of them everywhere; if not, leave them."
        )


def _where(records: list[str]) -> str:
    """Say which records have a name: the first few, and how many more."""
    rest = len(records) - MOST_NAMED
    return ", ".join(records[:MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _pairs(names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Find the pairs that look alike, and say in what they differ."""
    written: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        written[_folded(name)].append(name)
    for same in written.values():
        for one, two in combinations(same[: MOST_NAMED + 1], 2):
            looks = _looks(one) == _looks(two)
            yield one, two, "look the same, but their letters differ" if looks else _difference(one, two)
    shortened: dict[str, list[str]] = defaultdict(list)
    for folded in written:
        if sum(map(str.isalpha, folded)) >= SHORT:
            for part in {folded[:n] + folded[n + 1 :] for n, sign in enumerate(folded) if sign.isalpha()}:
                shortened[part].append(folded)
            shortened[folded].append(folded)
            shortened[f"joined {folded.replace(' ', '')}"].append(folded)
    found = {
        pair
        for close in shortened.values()
        if 1 < len(close) <= CROWD
        for pair in combinations(sorted(set(close)), 2)
        if _slip(*pair)
    }
    for one, two in sorted(found):
        yield written[one][0], written[two][0], "differ by a letter or two"


def _folded(name: str) -> str:
    """Write a name in small Latin letters where they look so, without accents, punctuation, “the” and “and”."""
    plain = unicodedata.normalize("NFKD", _looks(name)).translate(APOSTROPHES)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = plain.casefold().translate(LETTERS).replace("'", "").replace("&", " and ")
    return SMALL.sub("", SINGLE.sub(r"\1", " ".join(SEPARATORS.sub(" ", plain).split()) or plain))


def _looks(name: str) -> str:
    """Write a name as it looks."""
    return unicodedata.normalize("NFC", " ".join(name.split()).translate(LOOK_ALIKES))


def _difference(one: str, two: str) -> str:
    """Say in what two names differ that fold to one."""
    if one.casefold() == two.casefold():
        return "differ only in capitals"
    same = all((word in one.casefold().split()) == (word in two.casefold().split()) for word in ("and", "the"))
    return "differ only in accents or punctuation" if same else "differ only in small words, accents or punctuation"


def _slip(one: str, two: str) -> bool:
    """Return whether one name is likely a slip of the other: of all their words, one pair differs, and little."""
    words = one.split(), two.split()
    if len(words[0]) != len(words[1]):
        return one.replace(" ", "") == two.replace(" ", "")
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
