"""The names of the numbers up to one hundred in English, French, German and Spanish."""

from collections.abc import Iterator

EN_UNITS = "zero one two three four five six seven eight nine"
EN_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
FR_UNITS = "zero un deux trois quatre cinq six sept huit neuf"
FR_TEENS = "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
FR_TENS = "vingt trente quarante cinquante soixante septante huitante nonante"
DE_UNITS = "null ein zwei drei vier funf sechs sieben acht neun"
DE_TEENS = "zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn"
DE_TENS = "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig"
ES_UNITS = "cero uno dos tres cuatro cinco seis siete ocho nueve"
ES_TEENS = "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve"
ES_TWENTIES = "veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve"
ES_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"


def english() -> Iterator[tuple[str, int]]:
    """Yield the numbers up to one hundred in English."""
    yield from ((word, number) for number, word in enumerate(f"{EN_UNITS} {EN_TEENS}".split()))
    for ten, word in enumerate(EN_TENS.split(), start=2):
        yield word, 10 * ten
        yield from ((f"{word}-{unit}", 10 * ten + number) for number, unit in enumerate(EN_UNITS.split()) if number)
    yield from (("one hundred", 100), ("hundred", 100), *_zeros("no none nil nought"), *_dozens("dozen", EN_UNITS))


def french() -> Iterator[tuple[str, int]]:
    """Yield the numbers up to one hundred in French, Belgian and Swiss words among them."""
    small = f"{FR_UNITS} {FR_TEENS}".split()
    yield from ((word, number) for number, word in enumerate(small))
    yield "une", 1
    for ten, word in [*enumerate(FR_TENS.split(), start=2), (8, "octante"), (8, "quatre-vingt")]:
        yield word, 10 * ten
        most = 20 if word in ("soixante", "quatre-vingt") else 10
        yield from ((f"{word}-{unit}", 10 * ten + number) for number, unit in enumerate(small[:most]) if number)
        yield from ((f"{word}-{link}{unit}", 10 * ten + 1) for link in ("", "et-") for unit in ("un", "une"))
    yield from (("soixante-et-onze", 71), ("quatre-vingts", 80), ("cent", 100))
    yield from (*_zeros("aucun aucune"), *_dozens("douzaine", FR_UNITS), ("une douzaine", 12))


def german() -> Iterator[tuple[str, int]]:
    """Yield the numbers up to one hundred in German."""
    yield from ((word, number) for number, word in enumerate(f"{DE_UNITS} {DE_TEENS}".split()))
    yield from ((word, 1) for word in ("eins", "eine", "einen", "einem", "einer", "eines"))
    yield "zwo", 2
    for ten, word in enumerate(DE_TENS.split(), start=2):
        yield word, 10 * ten
        yield from ((f"{unit}und{word}", 10 * ten + number) for number, unit in enumerate(DE_UNITS.split()) if number)
    yield from (
        ("hundert", 100),
        ("einhundert", 100),
        *_zeros("kein keine keinen keinem keiner keines"),
        *_dozens("dutzend", DE_UNITS),
    )


def spanish() -> Iterator[tuple[str, int]]:
    """Yield the numbers up to one hundred in Spanish."""
    yield from ((word, number) for number, word in enumerate(f"{ES_UNITS} {ES_TEENS} veinte {ES_TWENTIES}".split()))
    yield from (("un", 1), ("una", 1), ("veintiun", 21), ("veintiuna", 21), ("cien", 100))
    for ten, word in enumerate(ES_TENS.split(), start=3):
        yield word, 10 * ten
        yield from ((f"{word} y {unit}", 10 * ten + number) for number, unit in enumerate(ES_UNITS.split()) if number)
        yield from ((f"{word} y {unit}", 10 * ten + 1) for unit in ("un", "una"))
    yield from (*_zeros("ningun ninguno ninguna"), *_dozens("docena", ES_UNITS), ("una docena", 12))


def _zeros(words: str) -> Iterator[tuple[str, int]]:
    """Return the words for zero, such as “no” and “none”."""
    return ((word, 0) for word in words.split())


def _dozens(dozen: str, units: str) -> Iterator[tuple[str, int]]:
    """Return the dozens, up to eight of them."""
    yield dozen, 12
    for number, unit in list(enumerate(units.split()))[1:9]:
        yield from ((f"{unit} {word}", 12 * number) for word in (dozen, f"{dozen}s"))
