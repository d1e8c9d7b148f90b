"""Compute the value of a number that is written in words, whatever its size."""

import re

from tally.text.number_words import LANGUAGES, LINKS, WORD, plain, table

HUNDREDS = {"en": "hundred", "fr": "cent", "de": "hundert", "es": "cien"}
LARGER = {
    "en": {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000},
    "fr": {"mille": 1000, "million": 1_000_000, "millions": 1_000_000, "milliard": 1_000_000_000},
    "de": {"tausend": 1000, "million": 1_000_000, "millionen": 1_000_000, "milliarde": 1_000_000_000},
    "es": {"mil": 1000, "millon": 1_000_000, "millones": 1_000_000},
}
# Words that are hundreds by themselves.
SPANISH_HUNDREDS = {
    f"{stem}{ending}": 100 * number
    for number, stem in enumerate(["dosc", "tresc", "cuatroc", "quin", "seisc", "setec", "ochoc", "novec"], start=2)
    for ending in ("ientos", "ientas")
} | {"ciento": 100, "quinientos": 500, "quinientas": 500}
COMPOUND = re.compile("hundert|tausend")


def spelt_value(text: str, language: str) -> int | None:
    """
    Return the value of number words such as “three hundred and thirty-four”; None if they are not one number.

    German numbers may be one word. “Hundreds” and “dozens” have no value.
    """
    code = language.lower().partition("-")[0]
    words = [plain(word) for word in WORD.findall(text)]
    if code == "de":
        words = [part for word in words for part in COMPOUND.sub(r" \g<0> ", word).split()]
        words = [word.removeprefix("und") for word in words]
    if code not in LANGUAGES or not words:
        return None
    rest = [word for word in words if word and word not in LINKS[code]]
    total = hundreds = 0
    small: list[str] = []
    for word in rest:
        value = _small(small, code)
        if value is None:
            return None
        if word in (HUNDREDS[code], f"{HUNDREDS[code]}s") and (word == HUNDREDS[code] or code == "fr"):
            hundreds, small = 100 * (value or 1), []
        elif code == "es" and word in SPANISH_HUNDREDS:
            hundreds += SPANISH_HUNDREDS[word]
        elif word in LARGER[code]:
            total, hundreds, small = total + (hundreds + value or 1) * LARGER[code][word], 0, []
        else:
            small.append(word)
            continue
    value = _small(small, code)
    return None if value is None else total + hundreds + value


def _small(words: list[str], language: str) -> int | None:
    """Return the value of the words of a number below one hundred; 0 for no words; None for an unfinished number."""
    if not words:
        return 0
    numbers = table(language)
    link = LINKS[language][0]
    spellings = (words, [*words[:-1], link, words[-1]])
    found = [numbers[tuple(words_tried)] for words_tried in spellings if tuple(words_tried) in numbers]
    return found[0] if found else None
