"""Pairs of wordings that are in no case get the verdict that a reader gave before the rules were run over them."""

import time
from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.page.cards import Notes, evidence_templates
from tally.records import select_records
from tally.records.figures import Pair
from tally.records.wordings import Claim, Drift, Kind, Worded, compare_wordings, name_rules, used_rules
from tally.records.wordings.columns import Dimension

WIDER, NARROWER, NEGATED, AFFIRMED = Kind.WIDENED, Kind.NARROWED, Kind.NEGATED, Kind.AFFIRMED
TURNED = Kind.DIRECTION
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
# a rise that became a fall, and numbers in another order
TURNED_PAIRS = [
    ("attacks rose by 50%", "en", "attacks fell by 50%", "en", {TURNED}),
    ("attacks rose by 50%", "en", "an increase of 50% in attacks", "en", set()),
    ("attacks increased", "en", "attacks decreased", "en", {TURNED}),
    ("attacks increased", "en", "the number of attacks remained unchanged", "en", {TURNED}),
    ("attacks doubled", "en", "attacks went up", "en", set()),
    ("attacks doubled", "en", "attacks went down", "en", {TURNED}),
    ("attacks rose while deaths fell", "en", "deaths fell while attacks rose", "en", set()),
    ("attacks rose while deaths fell", "en", "attacks fell while deaths rose", "en", {TURNED}),
    ("Attacks rose", "en", "Attacks rose after the fall of Kabul", "en", set()),
    ("Die Angriffe nahmen zu", "de", "Die Angriffe nahmen ab", "de", {TURNED}),
    ("Die Angriffe nahmen deutlich zu", "de", "Die Angriffe gingen deutlich zurück", "de", {TURNED}),
    ("Die Angriffe nahmen zu", "de", "Die Zahl der Angriffe stieg", "de", set()),
    ("Die Angriffe stiegen", "de", "Die Angriffe sanken", "de", {TURNED}),
    ("Les attaques ont augmenté", "fr", "Les attaques ont diminué", "fr", {TURNED}),
    ("Les attaques sont en hausse", "fr", "Les attaques sont en baisse", "fr", {TURNED}),
    ("Los ataques aumentaron", "es", "Los ataques disminuyeron", "es", {TURNED}),
    ("Los ataques crecieron", "es", "Los ataques cayeron", "es", {TURNED}),
    ("attacks increased", "en", "Los ataques aumentaron", "es", set()),
    ("attacks increased", "en", "Les attaques ont baissé", "fr", {TURNED}),
    ("attacks rose", "en", "attacks did not rise", "en", {NEGATED}),
    ("attacks did not rise", "en", "attacks rose", "en", {AFFIRMED}),
    ("Die Angriffe nahmen zu", "de", "Die Angriffe nahmen nicht zu", "de", {NEGATED}),
    ("Les attaques ont augmenté", "fr", "Les attaques n’ont pas augmenté", "fr", {NEGATED}),
    ("Los ataques aumentaron", "es", "Los ataques no aumentaron", "es", {NEGATED}),
    ("attacks rose from 60 to 334", "en", "attacks fell from 334 to 60", "en", {TURNED}),
    ("attacks rose from 60 to 334", "en", "attacks rose from 334 to 60", "en", {NUMBER}),
    ("attacks rose from 60 to 334", "en", "334 attacks, up from 60", "en", set()),
    ("attacks rose from 60 to 334", "en", "Die Angriffe stiegen von 60 auf 334", "de", set()),
    ("attacks rose from 60 to 334", "en", "Die Angriffe stiegen von 334 auf 60", "de", {NUMBER}),
    ("De 60 à 334 attaques", "fr", "De 334 à 60 attaques", "fr", {NUMBER}),
    ("De 60 a 334 ataques", "es", "De 334 a 60 ataques", "es", {NUMBER}),
    ("attacks rose to 334 from 60", "en", "attacks rose from 60 to 334", "en", set()),
    ("attacks rose to 334 from 60", "en", "attacks rose to 60 from 334", "en", {NUMBER}),
    ("334 attacks, up from 60", "en", "60 attacks, up from 334", "en", {NUMBER}),
    ("334 attacks, up from 60", "en", "60 attacks, down from 334", "en", {TURNED}),
    ("334 attacks, up from 60", "en", "attacks rose from 60 to 334", "en", set()),
    ("334 attacks compared with 60", "en", "60 attacks compared with 334", "en", {NUMBER}),
    ("334 Angriffe gegenüber 60 im Vorjahr", "de", "60 Angriffe gegenüber 334 im Vorjahr", "de", {NUMBER}),
    ("334 attaques contre 60", "fr", "60 attaques contre 334", "fr", {NUMBER}),
    ("334 ataques frente a 60", "es", "60 ataques frente a 334", "es", {NUMBER}),
    ("more attacks than in 2020", "en", "fewer attacks than in 2020", "en", {TURNED}),
    ("mehr Angriffe als 2020", "de", "weniger Angriffe als 2020", "de", {TURNED}),
    ("plus d’attaques qu’en 2020", "fr", "moins d’attaques qu’en 2020", "fr", {TURNED}),
    ("más ataques que en 2020", "es", "menos ataques que en 2020", "es", {TURNED}),
    ("60 in 2020 and 334 in 2021", "en", "334 in 2020 and 60 in 2021", "en", {NUMBER}),
    ("60 in 2020 and 334 in 2021", "en", "In 2020: 60; in 2021: 334", "en", set()),
    ("60 in 2020 and 334 in 2021", "en", "In 2020: 334; in 2021: 60", "en", {NUMBER}),
    ("60 in 2020 and 334 in 2021", "en", "In 2021, up from 60 in 2020, there were 334", "en", set()),
    ("60 in 2020 and 334 in 2021", "en", "334 attacks in 2021 and 60 in 2020", "en", set()),
    ("60 and 334 attacks in 2020 and 2021", "en", "334 and 60 attacks in 2020 and 2021", "en", {NUMBER}),
    ("60 Angriffe 2020 und 334 im Jahr 2021", "de", "334 Angriffe 2020 und 60 im Jahr 2021", "de", {NUMBER}),
]  # fmt: skip
# words and signs such as “at least” after a number and its unit
BOUND_PAIRS = [
    ("60 attacks", "en", "60 attacks at least", "en", {BOUND}),
    ("60 attacks", "en", "60 attacks at most", "en", {BOUND}),
    ("60 attacks", "en", "60 attacks or more", "en", {BOUND}),
    ("60 attacks", "en", "60 attacks or fewer", "en", {BOUND}),
    ("60 attacks", "en", "60+ attacks", "en", {BOUND}),
    ("60 attacks", "en", "~60 attacks", "en", {BOUND}),
    ("60 attacks", "en", "≥ 60 attacks", "en", {BOUND}),
    ("60 attacks", "en", "<60 attacks", "en", {BOUND}),
    ("rose by 50%", "en", "rose by 50%+", "en", {BOUND}),
    ("60 attacks", "en", "60 terrorist attacks at least", "en", {BOUND}),
    ("60 attacks", "en", "c. 60 attacks", "en", {BOUND}),
    ("60+ attacks", "en", "60 attacks", "en", {UNBOUND}),
    ("60+ attacks", "en", "at least 60 attacks", "en", set()),
    ("60+ attacks", "en", "up to 60 attacks", "en", {REBOUND}),
    ("at least 60 attacks", "en", "60 attacks at least", "en", set()),
    ("at least 60 attacks", "en", "60 attacks at most", "en", {REBOUND}),
    ("60 attacks at least", "en", "at least sixty attacks", "en", set()),
    ("60 attacks, 70 at least", "en", "60 attacks, at least 70", "en", set()),
    ("60 attacks at least 30 of them deadly", "en", "60 attacks, at least 30 of them deadly", "en", set()),
    ("60 Angriffe", "de", "60 Angriffe oder mehr", "de", {BOUND}),
    ("60 Angriffe", "de", "60 Angriffe mindestens", "de", {BOUND}),
    ("60 Angriffe", "de", "60 Angriffe höchstens", "de", {BOUND}),
    ("mindestens 60 Angriffe", "de", "60 Angriffe mindestens", "de", set()),
    ("60 attaques", "fr", "60 attaques au moins", "fr", {BOUND}),
    ("60 attaques", "fr", "60 attaques au maximum", "fr", {BOUND}),
    ("au moins 60 attaques", "fr", "60 attaques au moins", "fr", set()),
    ("60 ataques", "es", "60 ataques al menos", "es", {BOUND}),
    ("60 ataques", "es", "60 ataques o más", "es", {BOUND}),
    ("60 ataques", "es", "60 ataques como máximo", "es", {BOUND}),
    ("al menos 60 ataques", "es", "at least 60 attacks", "en", set()),
]  # fmt: skip
# what was denied is told as a fact, or the other way round, whatever the verb
DENIED_PAIRS = [
    ("ISKP did not attack Kabul", "en", "ISKP attacked Kabul", "en", {AFFIRMED}),
    ("ISKP attacked Kabul", "en", "ISKP did not attack Kabul", "en", {NEGATED}),
    ("ISKP was not involved", "en", "ISKP was involved", "en", {AFFIRMED}),
    ("ISKP has not been involved", "en", "ISKP was involved", "en", {AFFIRMED}),
    ("ISKP has not claimed the attack", "en", "ISKP has claimed the attack", "en", {AFFIRMED}),
    ("No group has claimed the attack", "en", "ISKP has claimed the attack", "en", {AFFIRMED}),
    ("ISKP hasn’t claimed the attack", "en", "ISKP claimed the attack", "en", {AFFIRMED}),
    ("ISKP did not attack Kabul", "en", "ISKP never attacked Kabul", "en", set()),
    ("ISKP attacked Kabul, not Kandahar", "en", "ISKP attacked Kabul", "en", set()),
    ("ISKP did not say why it attacked Kabul", "en", "ISKP attacked Kabul", "en", set()),
    ("attacks did not rise", "en", "attacks fell", "en", set()),
    ("ISKP did not carry out the attack", "en", "ISKP carried out the attack", "en", {AFFIRMED}),
    ("ISKP hat Kabul nicht angegriffen", "de", "ISKP hat Kabul angegriffen", "de", {AFFIRMED}),
    ("Der IS griff Kabul nicht an", "de", "Der IS griff Kabul an", "de", {AFFIRMED}),
    ("Der IS war beteiligt", "de", "Der IS war nicht beteiligt", "de", {NEGATED}),
    ("L’EI n’a pas attaqué Kaboul", "fr", "L’EI a attaqué Kaboul", "fr", {AFFIRMED}),
    ("L’EI était impliqué", "fr", "L’EI n’était pas impliqué", "fr", {NEGATED}),
    ("El EI no atacó Kabul", "es", "El EI atacó Kabul", "es", {AFFIRMED}),
    ("El EI estuvo implicado", "es", "El EI no estuvo implicado", "es", {NEGATED}),
    ("No attacks were recorded", "en", "Attacks were recorded", "en", {AFFIRMED}),
    ("Attacks were recorded", "en", "No attacks were recorded", "en", {NEGATED}),
    ("No attacks were recorded", "en", "Not a single attack was recorded", "en", set()),
    ("Keine Angriffe wurden gezählt", "de", "Angriffe wurden gezählt", "de", {AFFIRMED}),
    ("Aucune attaque n’a été recensée", "fr", "Une attaque a été recensée", "fr", {AFFIRMED}),
    ("No se registraron ataques", "es", "Se registraron ataques", "es", {AFFIRMED}),
    (SPEECH, "en", "Nobody believes that ISKP is present in nearly all provinces", "en", {NEGATED}),
    (SPEECH, "en", "It is doubtful that ISKP is present in nearly all provinces", "en", {NEGATED}),
    (SPEECH, "en", "ISKP rarely seems to be present in nearly all provinces", "en", {NEGATED}),
    (GERMAN, "de", "Niemand glaubt, dass der IS in fast allen Provinzen präsent ist", "de", {NEGATED}),
    (FRENCH, "fr", "Personne ne croit que l’EI semble présent dans presque toutes les provinces", "fr", {NEGATED}),
    (SPANISH, "es", "Nadie cree que el EI parece estar presente en casi todas las provincias", "es", {NEGATED}),
]  # fmt: skip
# one number in other words, and words for its size
SAME_PAIRS = [
    ("half of the attacks", "en", "50% of the attacks", "en", set()),
    ("half the attacks", "en", "50 per cent of the attacks", "en", set()),
    ("half of the attacks", "en", "60% of the attacks", "en", {ADDED}),
    ("a quarter of the attacks", "en", "25% of the attacks", "en", set()),
    ("a third of the attacks", "en", "33% of the attacks", "en", set()),
    ("one in four attacks", "en", "25% of attacks", "en", set()),
    ("60 attacks", "en", "scores of attacks", "en", {ROUNDED}),
    ("attacks doubled", "en", "attacks rose by 100%", "en", set()),
    ("attacks doubled", "en", "attacks rose by 200%", "en", {ADDED}),
    ("attacks tripled", "en", "attacks rose by 200%", "en", set()),
    ("attacks rose fivefold", "en", "attacks rose by 400%", "en", set()),
    ("attacks fell by half", "en", "attacks were halved", "en", set()),
    ("attacks fell by half", "en", "attacks fell by 50%", "en", set()),
    ("attacks fell by 75%", "en", "attacks were halved", "en", {ADDED}),
    ("60 attacks", "en", "60 attacks in the first half of 2021", "en", set()),
    ("334 attacks", "en", "several hundred attacks", "en", {ROUNDED}),
    ("334 attacks", "en", "hundreds of attacks", "en", {ROUNDED}),
    ("334 attacks", "en", "dozens of attacks", "en", {NUMBER}),
    ("334 attacks", "en", "thousands of attacks", "en", {NUMBER}),
    ("60 attacks", "en", "dozens of attacks", "en", {ROUNDED}),
    ("hundreds of attacks", "en", "hundreds of attacks", "en", set()),
    ("die Hälfte der Angriffe", "de", "50 Prozent der Angriffe", "de", set()),
    ("Die Angriffe verdoppelten sich", "de", "Die Angriffe nahmen um 100 Prozent zu", "de", set()),
    ("sank um die Hälfte", "de", "halbierte sich", "de", set()),
    ("334 Angriffe", "de", "mehrere hundert Angriffe", "de", {ROUNDED}),
    ("334 Angriffe", "de", "Dutzende Angriffe", "de", {NUMBER}),
    ("la moitié des attaques", "fr", "50 % des attaques", "fr", set()),
    ("Les attaques ont doublé", "fr", "Les attaques ont augmenté de 100 %", "fr", set()),
    ("Les attaques ont diminué de moitié", "fr", "Les attaques ont diminué de 50 %", "fr", set()),
    ("334 attaques", "fr", "des centaines d’attaques", "fr", {ROUNDED}),
    ("334 attaques", "fr", "des dizaines d’attaques", "fr", {NUMBER}),
    ("la mitad de los ataques", "es", "el 50% de los ataques", "es", set()),
    ("Los ataques se duplicaron", "es", "Los ataques aumentaron un 100%", "es", set()),
    ("334 ataques", "es", "cientos de ataques", "es", {ROUNDED}),
    ("334 ataques", "es", "decenas de ataques", "es", {NUMBER}),
    ("334 attacks", "en", "cientos de ataques", "es", {ROUNDED}),
]  # fmt: skip
# what a wording takes in, where, when and by whom
SCOPE_PAIRS = [
    (SPEECH, "en", "ISKP seems present across Afghanistan", "en", {WIDER}),
    (SPEECH, "en", "ISKP seems present from one end to the other", "en", {WIDER}),
    (SPEECH, "en", "ISKP seems present nationwide", "en", {WIDER}),
    (SPEECH, "en", "ISKP seems present across the country", "en", {WIDER}),
    (SPEECH, "en", "ISKP seems present across nearly all Afghan provinces", "en", set()),
    (SPEECH, "en", "ISKP seems to have been fighting in nearly all provinces", "en", {OTHER}),
    (SPEECH, "en", "ISKP seems to threaten nearly all provinces", "en", {OTHER}),
    (SPEECH, "en", "ISKP seems present in nearly all provinces of Afghanistan and Pakistan", "en", {PLACE}),
    (SPEECH, "en", "Afghanistan and Pakistan say ISKP seems present in nearly all provinces", "en", set()),
    (SPEECH, "en", "ISKP seems present in nearly all districts of Kabul", "en", {UNIT, PLACE}),
    (SPEECH, "en", "KABUL: ISKP seems present in nearly all provinces", "en", set()),
    ("ISKP is present in Afghanistan", "en", "ISKP is present in Kabul", "en", {PLACE}),
    ("ISKP is present in Afghanistan", "en", "ISKP is present in Kabul, Afghanistan", "en", set()),
    ("Der IS ist in Afghanistan präsent", "de", "Der IS ist in Kabul präsent", "de", {PLACE}),
    ("L’EI est présent en Afghanistan", "fr", "L’EI est présent à Kaboul", "fr", {PLACE}),
    ("El EI está presente en Afganistán", "es", "El EI está presente en Kabul", "es", {PLACE}),
    ("Attacks rose in Afghanistan", "en", "Attacks rose in Afghanistan, and Pakistan is worried", "en", set()),
    ("Attacks rose in Afghanistan", "en", "Attacks rose in Afghanistan, Iran and Pakistan", "en", {PLACE}),
    ("Attacks rose in Afghanistan and Pakistan", "en", "Attacks rose in Afghanistan", "en", set()),
    (GERMAN, "de", "Der IS scheint landesweit präsent zu sein", "de", {WIDER}),
    (GERMAN, "de", "Der IS scheint in ganz Afghanistan präsent zu sein", "de", {WIDER}),
    (GERMAN, "de", "Der IS scheint von einem Ende zum anderen präsent zu sein", "de", {WIDER}),
    (GERMAN, "de", "Der IS scheint fast alle Provinzen zu bedrohen", "de", {OTHER}),
    (GERMAN, "de", "Der IS scheint in fast allen Provinzen Afghanistans und Pakistans präsent zu sein", "de", {PLACE}),
    (FRENCH, "fr", "L’EI semble présent dans tout le pays", "fr", {WIDER}),
    (FRENCH, "fr", "L’EI semble présent à travers l’Afghanistan", "fr", {WIDER}),
    (FRENCH, "fr", "L’EI semble présent d’un bout à l’autre", "fr", {WIDER}),
    (FRENCH, "fr", "L’EI semble s’être emparé de presque toutes les provinces", "fr", {OTHER}),
    (FRENCH, "fr", "L’EI semble menacer presque toutes les provinces", "fr", {OTHER}),
    (SPANISH, "es", "El EI parece estar presente en todo el país", "es", {WIDER}),
    (SPANISH, "es", "El EI parece estar presente en todo Afganistán", "es", {WIDER}),
    (SPANISH, "es", "El EI parece estar presente de norte a sur", "es", {WIDER}),
    (SPANISH, "es", "El EI parece haberse apoderado de casi todas las provincias", "es", {OTHER}),
    (SPANISH, "es", "El EI parece amenazar casi todas las provincias", "es", {OTHER}),
    ("The UN counted 334 attacks", "en", "The World Bank counted 334 attacks", "en", {COUNTER}),
    ("Die UNO zählte 334 Angriffe", "de", "Die Weltbank zählte 334 Angriffe", "de", {COUNTER}),
    ("60 attacks", "en", "60 attacks up to November 17", "en", set()),
    ("60 attacks", "en", "60 attacks by November 17", "en", set()),
    ("60 attacks", "en", "60 attacks since 3 March", "en", set()),
    ("60 attacks so far this year", "en", "60 attacks annually", "en", {CUTOFF}),
    ("60 attacks so far this year", "en", "60 attacks over the past year", "en", {CUTOFF}),
    ("bislang 60 Angriffe", "de", "60 Angriffe pro Jahr", "de", {CUTOFF}),
    ("60 attaques à ce jour", "fr", "60 attaques par an", "fr", {CUTOFF}),
    ("60 ataques hasta la fecha", "es", "60 ataques al año", "es", {CUTOFF}),
]  # fmt: skip
PAIRS = [
    *((was, "en", now, "en", expected) for was, now, expected in ENGLISH_PAIRS),
    *OTHER_PAIRS,
    *TURNED_PAIRS,
    *BOUND_PAIRS,
    *DENIED_PAIRS,
    *SAME_PAIRS,
    *SCOPE_PAIRS,
]


def judge(dossier, was, now, languages=("en", "en")):
    return compare_wordings(Worded(was, languages[0]), Worded(now, languages[1]), dossier.rules)


@pytest.mark.parametrize(("was", "tongue", "now", "language", "expected"), PAIRS)
def test_pairs_get_the_verdict_of_a_reader(dossier, was, tongue, now, language, expected):
    """Each pair is told as a careful reader tells it, and nothing else is said of it."""
    assert expected == {drift.kind for drift in judge(dossier, was, now, (tongue, language))}


@pytest.mark.parametrize(
    ("was", "now", "claim"),
    [
        (SPEECH, "ISKP seems present in every province", Claim.MORE),
        (SPEECH, "ISKP is present in nearly all provinces", Claim.MORE),
        (SPEECH, "ISKP seems to rule nearly all provinces", Claim.MORE),
        ("ISKP holds Kunar", "ISKP is present in Kunar", Claim.LESS),
        ("334 attacks attributed to ISKP", "ISKP carried out 334 attacks", Claim.MORE),
        (SPEECH, "ISKP seems present in most provinces", Claim.LESS),
        (PLAIN, "ISKP may be present in some provinces", Claim.LESS),
        (SPEECH, "ISKP never seemed present in nearly all provinces", Claim.OPPOSITE),
        (SPEECH, "ISKP seems present in none of the provinces", Claim.OPPOSITE),
        (SPEECH, "ISKP seems to have been driven from nearly all provinces", Claim.OPPOSITE),
        (SPEECH, "ISKP seems to be expanding to nearly all provinces", Claim.OTHER),
        (SPEECH, "ISKP seems present in nearly all districts", Claim.OTHER),
        (SO_FAR, "Some 330 attacks so far", Claim.OTHER),
    ],
)
def test_a_change_claims_more_or_less_where_the_order_is_clear(dossier, was, now, claim):
    """All is more than most, control more than presence; spreading is neither more nor less than being there."""
    assert {claim} == {drift.claim for drift in judge(dossier, was, now)}


def test_the_changed_words_are_quoted_as_they_were_written(dossier):
    """A reader sees the words of both sides: a name and a number with their typography, all else in lower case."""
    drifts = judge(dossier, SO_FAR, "Nearly 400 strikes by al-Qaida in Pakistan, UNAMA didn’t say when")

    assert [
        ("the group", "ISKP", "al-Qaida"),
        ("the place", "Afghanistan", "Pakistan"),
        ("the counter", "United Nations", "UNAMA"),
        ("the unit", "attacks", "strikes"),
        ("the number", "334", "Nearly 400"),
    ] == [(drift.kind.words.partition(" {")[0], drift.was, drift.now) for drift in drifts]
    [negated] = judge(dossier, SPEECH, "ISKP doesn’t seem to be present in nearly all provinces")
    assert "doesn't" == negated.now


def test_a_page_says_first_what_reverses_a_claim_or_makes_it_larger():
    """Changes with one effect stand together behind its words."""
    templates = evidence_templates(Notes(), str)
    template = templates.from_string('{% from "lineage.html.jinja" import drifts with context %}{{ drifts(list) }}')
    drifts = [
        Drift(Kind.UNIT, "attacks", "people killed"),
        Drift(Kind.WIDENED, "nearly all", "every"),
        Drift(Kind.NEGATED, "", "no longer"),
        Drift(Kind.HEDGE_DROPPED, "seems", ""),
    ]
    text = template.render(list=drifts).replace('<q lang="">', "“").replace("</q>", "”")

    assert (
        "now says the opposite: “no longer” was added; "
        "now claims more: “nearly all” became “every”; “seems” was dropped; "
        "changed: the unit “attacks” became “people killed”"
    ) == text.strip()


FRESH = (
    ("The Front for Weather counted 12 floods", "The Bureau of Rain counted 12 floods", {COUNTER}),
    ("BoR counted 12 floods", "The Bureau of Rain (BoR) counted 12 floods", set()),
    ("12 floods in Upper Exampleland", "12 floods in Lower Exampleland", {PLACE}),
    ("12 floods", "12 floods in Lower Exampleland", set()),
    ("12 floods caused by the Storm Brigade", "12 floods caused by the Calm Brigade", {GROUP}),
    ("12 floods caused by SBX", "12 floods caused by the Storm Brigade", set()),
    ("12 floods", "12 dry spells", {UNIT}),
    ("12 floods", "12 inundations", set()),
)


@pytest.mark.parametrize(("was", "now", "expected"), FRESH)
def test_a_fresh_case_knows_its_own_names(dossier, was, now, expected):
    """Groups, places, counters and units are learnt from the figures, with the abbreviations in their brackets."""
    plain = replace(dossier["un-2020"], group="", unit="floods", unit_printed="floods")
    figures = [
        replace(plain, counter="Bureau of Rain (BoR)", place="Upper Exampleland", group="Storm Brigade (SBX)"),
        replace(plain, counter="Front for Weather", place="Lower Exampleland", group="Calm Brigade"),
        replace(plain, unit_printed="inundations", counter="not stated (a newspaper)", place="Nowhereland"),
        replace(plain, unit="dry spells", unit_printed="dry spells", place="Nowhereland and Elsewhere"),
    ]
    table = [rule for rule in dossier.rules if not rule.id.startswith("figures")]
    drifts = compare_wordings(Worded(was, "en"), Worded(now, "en"), [*table, *name_rules(figures, table)])

    assert expected == {drift.kind for drift in drifts}


def test_an_original_without_a_name_is_about_what_the_case_is_about(dossier):
    """A speaker who names neither group nor place means those of the figures: another one is a change."""
    words = "now seems to be present in nearly all provinces"

    assert {GROUP} == {drift.kind for drift in judge(dossier, words, f"The Taliban {words}")}
    assert {PLACE} == {drift.kind for drift in judge(dossier, words, f"ISIS {words} of Pakistan")}
    assert set() == {drift.kind for drift in judge(dossier, words, f"Pakistan says ISIS {words}")}
    about = compare_wordings(Worded(words, "en", "Mali"), Worded(f"{words} of Mali", "en"), dossier.rules)
    assert () == about


def test_a_brief_needs_only_the_names_in_its_own_wordings(dossier):
    """Hundreds of names that occur nowhere are left out of a brief's records, and no verdict changes."""
    selected = select_records(dossier, Pair("un-2020", "un-2021-so-far"))
    names = [rule for rule in selected.rules if rule.dimension in (Dimension.GROUP, Dimension.PLACE, Dimension.COUNTER)]
    texts = [(text, language) for _, _, text, language, _ in PAIRS] + [(was, tongue) for was, tongue, *_ in PAIRS]
    used = used_rules(dossier.rules, texts)

    assert len(names) < 30
    assert len(used) < len(dossier.rules)
    for was, tongue, now, language, _ in PAIRS:
        wordings = Worded(was, tongue), Worded(now, language)
        assert compare_wordings(*wordings, used) == compare_wordings(*wordings, dossier.rules)


def test_no_words_mean_two_things(dossier):
    """Within a language and an aspect, words have one sense; only units can be ambiguous, as “kidnappings” is."""
    phrases = sorted(
        (rule.language, rule.dimension, words, rule.sense, rule.rank)
        for rule in dossier.rules
        if rule.dimension not in (Dimension.UNIT, Dimension.COUNTER)
        for words in rule.words.split(" | ")
    )
    doubled = [key for key, group in groupby(phrases, key=lambda phrase: phrase[:3]) if len({*group}) > 1]

    assert [] == doubled


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_each_language_has_words_for_every_aspect(dossier, language):
    """No language lacks an aspect, so that the same change is seen in each."""
    named = (Dimension.GROUP, Dimension.PLACE, Dimension.COUNTER)
    known = {rule.dimension for rule in dossier.rules if rule.language == language}

    assert {*Dimension} - {*named} <= known


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
@given(data=st.data())
def test_a_wording_has_not_changed_itself(dossier, language, data):
    """Any words of the rules in any order, with any punctuation, are no change to themselves."""
    phrases = [
        words.translate(str.maketrans({"…": "very", "#": "2021", "0": "34", "*": "may", ";": ",", "!": ""}))
        for rule in dossier.rules
        if rule.language == language
        for words in rule.words.split(" | ")
    ]
    words = data.draw(st.lists(st.sampled_from(phrases), max_size=12))
    text = data.draw(st.sampled_from([" ", ", ", ". ", " – ", "\n"])).join(words)

    assert () == judge(dossier, text, text, (language, language))


@pytest.mark.parametrize(
    "words",
    [
        "no ",
        "not all ",
        "12 of the 34 ",
        "nearly 400 attacks ",
        "no … ",
        "in May 2021 ",
        "1 ",
        "n't ",
        "all but ",
        ", ",
        "é",
    ],
)
def test_time_grows_with_the_length_of_a_wording_only(dossier, words):
    """A cell far longer than any wording is read in seconds, whatever it repeats."""
    text = (words * 8_000)[:8_000]
    judge(dossier, SPEECH, SPEECH)
    start = time.process_time()
    judge(dossier, text, text + " now")

    assert time.process_time() - start < 4
