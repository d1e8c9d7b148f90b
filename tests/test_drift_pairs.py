"""Pairs of wordings that are in no case get the verdict that a reader gave before the rules were run over them."""

import pytest

from tally.records.wordings import Kind, Worded, compare_wordings

WIDER, NARROWER, NEGATED, AFFIRMED = Kind.WIDENED, Kind.NARROWED, Kind.NEGATED, Kind.AFFIRMED
UNHEDGED, HEDGED, OTHER, CUTOFF = Kind.HEDGE_DROPPED, Kind.HEDGE_ADDED, Kind.ASSERTION, Kind.CUTOFF_DROPPED
GROUP, PLACE, COUNTER, UNIT = Kind.GROUP, Kind.PLACE, Kind.COUNTER, Kind.UNIT
ADDED, NUMBER, ROUNDED = Kind.NUMBER_ADDED, Kind.NUMBER, Kind.ROUNDED
BOUND, UNBOUND, REBOUND = Kind.BOUND, Kind.BOUND_DROPPED, Kind.BOUND_CHANGED

SPEECH = "ISKP now seems to be present in nearly all provinces of Afghanistan"
SO_FAR = "The United Nations counted 334 attacks by ISKP in Afghanistan so far this year"
PLAIN = "ISKP is present in some provinces"
GERMAN = "Der IS scheint in fast allen Provinzen Afghanistans präsent zu sein"
FRENCH = "L’EI semble présent dans presque toutes les provinces d’Afghanistan"
SPANISH = "El EI parece estar presente en casi todas las provincias de Afganistán"

ENGLISH_PAIRS = [
    # nothing has changed
    (SPEECH, "All in all, ISKP seems to be present in nearly all Afghan provinces", set()),
    (SPEECH, "IS-K might be found in virtually every province", set()),
    (SPEECH, "ISIS-K is thought to be present in close to all provinces, above all in the east", set()),
    (SPEECH, "ISIL-KP is feared to be present in all but two provinces", set()),
    (SPEECH, "Isis-affiliate-allegedly-present-in-almost-every-afghan-province", set()),
    (SPEECH, "No longer confined to the east, ISKP appears present in nearly all provinces", set()),
    (SPEECH, "Not only that: ISKP is probably active in nearly every province", set()),
    (SPEECH, "There is no doubt, officials say, that ISKP seems present in nearly all provinces", set()),
    (SPEECH, "According to the UN, ISKP is present in practically all provinces", set()),
    (SPEECH, "In May, ISKP may have been present in nearly all provinces", set()),
    (SPEECH, "ISKP appears present in most, if not all, provinces. All attacks were claimed", set()),
    (SPEECH, "Hardly any province appears to be free of ISKP", set()),
    (SO_FAR, "334 attacks in Afghanistan as of mid-November 2021", set()),
    (SO_FAR, "Already 334 attacks in 2021", set()),
    (SO_FAR, "Up to now, three hundred and thirty-four attacks in 2021", set()),
    (SO_FAR, "Between January and October 2021 the UN counted 334 attacks", set()),
    (SO_FAR, "In 2021 ISKP carried out 334 attacks by 17 November", set()),
    (SO_FAR, "334 ISKP attacks", set()),
    ("at least 60 attacks", "no fewer than 60 attacks, 60 in all", set()),
    ("attacks more than doubled", "attacks have more than doubled after all", set()),
    # it claims more
    (SPEECH, "ISKP seems present throughout Afghanistan", {WIDER}),
    (SPEECH, "It seems that no Afghan province is free of ISKP", {WIDER}),
    (SPEECH, "No province, it appears, has been spared by ISKP", {WIDER}),
    (SPEECH, "ISKP seems present everywhere in Afghanistan", {WIDER}),
    (SPEECH, "ISKP is present in nearly all provinces", {UNHEDGED}),
    (SPEECH, "There is no doubt that ISKP is present in nearly all provinces", {UNHEDGED}),
    (SPEECH, "ISKP controls nearly all provinces", {UNHEDGED, OTHER}),
    (SPEECH, "ISKP may have taken over nearly all provinces", {OTHER}),
    (SPEECH, "ISKP seems to be present in, and to occupy, nearly all provinces", {OTHER}),
    (PLAIN, "ISKP is present in the vast majority of provinces", {WIDER}),
    (PLAIN, "ISKP is present in 30 of the 34 provinces", {WIDER, ADDED}),
    ("several provinces", "half of the provinces", {WIDER}),
    ("most provinces", "nearly every province", {WIDER}),
    # it claims less
    (SPEECH, "Not every Afghan province seems to have ISKP", {NARROWER}),
    (SPEECH, "ISKP seems present in a few provinces", {NARROWER}),
    (SPEECH, "ISKP seems present in the majority of provinces", {NARROWER}),
    (SPEECH, "ISKP seems present in hardly any province", {NARROWER}),
    (SPEECH, "ISKP seems present in 12 of the 34 provinces", {NARROWER, ADDED}),
    (PLAIN, "ISKP is reportedly present in some provinces", {HEDGED}),
    ("ISKP controls Kunar", "ISKP is present in Kunar", {OTHER}),
    # it says the opposite
    (SPEECH, "ISKP no longer seems to be present in nearly all provinces", {NEGATED}),
    (SPEECH, "ISKP doesn’t seem to be present in nearly all provinces", {NEGATED}),
    (SPEECH, "The UN denies that ISKP seems present in nearly all provinces", {NEGATED}),
    (SPEECH, "ISKP seems to be present in no province", {NARROWER}),
    (SPEECH, "ISKP seems absent from nearly all provinces", {OTHER}),
    ("ISKP is not present in the north", "ISKP is present in the north", {AFFIRMED}),
    ("attacks did not double", "attacks doubled", {AFFIRMED}),
    # another group, place, unit or counter
    (SPEECH, "The Taliban now seem to be present in nearly all provinces of Afghanistan", {GROUP}),
    (SPEECH, "ISKP seems present in nearly all provinces of Pakistan", {PLACE}),
    (SPEECH, "ISKP seems present in nearly all districts of Afghanistan", {UNIT}),
    (SO_FAR, "UNAMA counted 334 attacks by ISKP in Afghanistan so far", {COUNTER}),
    (SO_FAR, "334 people killed so far in attacks by ISKP", {UNIT}),
    # numbers and cut-offs
    (SO_FAR, "334 attacks in 2021", {CUTOFF}),
    (SO_FAR, "Some 330 attacks so far", {ROUNDED}),
    (SO_FAR, "More than three hundred attacks so far", {ROUNDED}),
    (SO_FAR, "Nearly 400 attacks so far", {NUMBER}),
    (SO_FAR, "Nearly 330 attacks so far", {NUMBER}),
    (SO_FAR, "434 attacks so far", {NUMBER}),
    (SO_FAR, "A more than five-fold rise so far", {ADDED}),
    (SO_FAR, "At least 334 attacks so far", {BOUND}),
    ("more than 50% of ships", "50 per cent of ships", {UNBOUND}),
    ("at least 12 crew kidnapped", "up to 12 crew kidnapped", {REBOUND}),
    ("60 attacks in 2020", "60 attacks in 2019", {NUMBER}),
    ("an increase of 55.1%", "an increase of 55%", {ROUNDED}),
]  # fmt: skip
OTHER_PAIRS = [
    (GERMAN, "de", "Offenbar ist der IS in nahezu allen Provinzen präsent, vor allem im Osten", "de", set()),
    (GERMAN, "de", "Der IS soll in so gut wie jeder Provinz präsent sein", "de", set()),
    (GERMAN, "de", "Laut UNO ist der IS in beinahe allen Provinzen präsent", "de", set()),
    (GERMAN, "de", "ISKP is believed to be present in almost every province", "en", set()),
    (GERMAN, "de", "Der IS ist in allen Provinzen präsent", "de", {WIDER, UNHEDGED}),
    (GERMAN, "de", "Keine Provinz scheint frei vom IS zu sein", "de", {WIDER}),
    (GERMAN, "de", "Der IS scheint nicht mehr in fast allen Provinzen präsent zu sein", "de", {NEGATED}),
    (GERMAN, "de", "Nicht in jeder Provinz scheint der IS präsent zu sein", "de", {NARROWER}),
    (GERMAN, "de", "Der IS beherrscht offenbar fast alle Provinzen", "de", {OTHER}),
    (GERMAN, "de", "Die Taliban scheinen in fast allen Provinzen präsent zu sein", "de", {GROUP}),
    (GERMAN, "de", "Der IS scheint in fast allen Provinzen Pakistans präsent zu sein", "de", {PLACE}),
    (SO_FAR, "en", "Bislang dreihundertvierunddreißig Angriffe in diesem Jahr", "de", set()),
    (SO_FAR, "en", "Bis Mitte November 2021 wurden 334 Anschläge gezählt", "de", set()),
    (SO_FAR, "en", "334 Tote bisher", "de", {UNIT}),
    (SO_FAR, "en", "Rund 330 Angriffe bisher", "de", {ROUNDED}),
    (SO_FAR, "en", "334 Angriffe im Jahr 2021", "de", {CUTOFF}),
    (FRENCH, "fr", "Selon l’ONU, l’EI serait présent dans la quasi-totalité des provinces", "fr", set()),
    (FRENCH, "fr", "L’EI paraît présent, après tout, dans presque chaque province", "fr", set()),
    (FRENCH, "fr", "Aucune province ne semble épargnée par l’EI", "fr", {WIDER}),
    (FRENCH, "fr", "L’EI est présent partout", "fr", {WIDER, UNHEDGED}),
    (FRENCH, "fr", "L’EI ne semble plus présent dans presque toutes les provinces", "fr", {NEGATED}),
    (FRENCH, "fr", "L’EI semble contrôler presque toutes les provinces", "fr", {OTHER}),
    (FRENCH, "fr", "L’EI semble présent dans la plupart des provinces", "fr", {NARROWER}),
    (SO_FAR, "en", "À ce jour, 334 attaques en 2021", "fr", set()),
    (SO_FAR, "en", "Près de 400 attaques jusqu’ici", "fr", {NUMBER}),
    (SO_FAR, "en", "334 attaques en 2021", "fr", {CUTOFF}),
    (SPANISH, "es", "Al parecer, el EI está presente en casi todas las provincias, sobre todo en el este", "es", set()),
    (SPANISH, "es", "El EI podría estar presente en la práctica totalidad de las provincias", "es", set()),
    (SPANISH, "es", "Ninguna provincia parece estar libre del EI", "es", {WIDER}),
    (SPANISH, "es", "El EI ya no parece estar presente en casi todas las provincias", "es", {NEGATED}),
    (SPANISH, "es", "El EI controla todas las provincias", "es", {WIDER, UNHEDGED, OTHER}),
    (SPANISH, "es", "Los talibanes parecen estar presentes en casi todas las provincias", "es", {GROUP}),
    (SPANISH, "es", "No todas las provincias parecen tener presencia del EI", "es", {NARROWER}),
    (SO_FAR, "en", "En lo que va de año, 334 ataques", "es", set()),
    (SO_FAR, "en", "334 muertos hasta la fecha", "es", {UNIT}),
    (SO_FAR, "en", "334 ataques este año", "es", {CUTOFF}),
]  # fmt: skip
PAIRS = [(was, "en", now, "en", expected) for was, now, expected in ENGLISH_PAIRS] + OTHER_PAIRS


def judge(dossier, was, now, languages=("en", "en")):
    return compare_wordings(Worded(was, languages[0]), Worded(now, languages[1]), dossier.rules)


@pytest.mark.parametrize(("was", "tongue", "now", "language", "expected"), PAIRS)
def test_pairs_get_the_verdict_of_a_reader(dossier, was, tongue, now, language, expected):
    """Each pair is told as a careful reader tells it, and nothing else is said of it."""
    assert expected == {drift.kind for drift in judge(dossier, was, now, (tongue, language))}
