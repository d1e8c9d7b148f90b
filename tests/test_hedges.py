"""A hedge that stands at the number is pointed out, and one that stands elsewhere is not."""

from dataclasses import replace

import pytest

from tally.records import load_dossier
from tally.records.tables import DataError
from tally.records.wordings import hedge_contradictions, hedge_notices
from tally.records.wordings.columns import Dimension
from tally.records.wordings.hedges import hedges
from tally.text import Bound
from test_adding import flags


def sense(dossier, words, language="en", value=334, unit="attacks"):
    """Say what the words at the number of a quotation make of it."""
    figure = replace(dossier["un-2020"], value=value, quotation=words, unit_printed=unit)
    found = hedges(figure, language, dossier.rules)
    return found[0].sense if found else ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("at least 334 attacks", "at least"),
        ("No fewer than 334 attacks", "at least"),
        ("more than 334 attacks", "at least"),
        ("over 334 attacks", "at least"),
        ("334 or more attacks", "at least"),
        ("up to 334 attacks", "at most"),
        ("nearly 334 attacks", "nearly"),
        ("almost 334 attacks", "nearly"),
        ("no more than 334 attacks", "at most"),
        ("about 334 attacks", "about"),
        ("around 334", "about"),
        ("some 334 attacks", "about"),
        ("roughly 334, approximately", "about"),
        ("an estimated 334 attacks", "about"),
        ("at\u00a0least 334", "at least"),
        ("(about 334)", "about"),
        ("over 12 months 334 attacks", ""),
        ("about 334 attacks on at least 3 posts", "about"),
        ("334 attacks on at least 3 posts", ""),
        ("some of the 334 attacks", ""),
        ("up to 17 November 334 attacks", ""),
        ("at least. 334 attacks", ""),
        ("from about 60 to 334 attacks", ""),
        ("handsome 334", ""),
        ("334 attacks, about 12 a week", ""),
        ("334 attacks in at least 334 villages", ""),
    ],
)
def test_english(dossier, words, expected):
    """The words directly at the number count, and the place where its unit follows."""
    assert expected == sense(dossier, words)


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("fr", "au moins 334 attaques", "at least"),
        ("fr-FR", "plus de 334 attaques", "at least"),
        ("fr", "près de 334 attaques", "nearly"),
        ("fr", "environ 334 attaques", "about"),
        ("fr", "quelque 334 attaques", "about"),
        ("fr", "jusqu’à 334 attaques", "at most"),
        ("fr", "plus de 12 attaques par mois, 334 en tout", ""),
        ("de", "mindestens 334 Angriffe", "at least"),
        ("de", "mehr als 334 Angriffe", "at least"),
        ("de", "rund 334 Angriffe", "about"),
        ("de", "etwa 334 Angriffe", "about"),
        ("de", "fast 334 Angriffe", "nearly"),
        ("de", "bis zu 334 Angriffe", "at most"),
        ("de", "etwa im Mai 334 Angriffe", ""),
        ("es", "al menos 334 ataques", "at least"),
        ("es", "más de 334 ataques", "at least"),
        ("es", "casi 334 ataques", "nearly"),
        ("es", "unos 334 ataques", "about"),
        ("es", "cerca de 334 ataques", "nearly"),
        ("es", "hasta 334 ataques", "at most"),
        ("en", "a fast 334", ""),
        ("", "au moins 334", "at least"),
        ("ar", "at least 334 (in translation)", "at least"),
    ],
)
def test_other_languages(dossier, language, words, expected):
    """Each language has its own words, in the one table of rules."""
    assert expected == sense(dossier, words, language, unit="")


def test_the_notice_names_the_figure_and_what_to_write(dossier):
    """What to do is said; a bound that the words allow is the answer."""
    figure = replace(dossier["un-2020"], quotation="nearly 60 attacks", bound=Bound.EXACT, note="")
    (notice,) = hedge_notices([figure], dossier.sources, dossier.rules)

    assert "un-2020: the quotation says “nearly” of 60, and the row says exact: write about as its bound" in notice
    assert [] == [*hedge_notices([replace(figure, bound=Bound.AT_MOST)], dossier.sources, dossier.rules)]


BOUNDS = [  # the words, the bounds that say the same (the first is the one to write), and those that they contradict
    ("up to 60 attacks", "at_most", "at_least about"),
    ("at the most 60 attacks", "at_most", "at_least about"),
    ("60 attacks at most", "at_most", "at_least about"),
    ("fewer than 60 attacks", "at_most", "at_least about"),
    ("less than sixty attacks", "at_most", "at_least about"),
    ("at most about 60 attacks", "at_most", "at_least about"),
    ("at least 60 attacks", "at_least", "at_most about"),
    ("at least some 60 attacks", "at_least", "at_most about"),
    ("60 attacks at least", "at_least", "at_most about"),
    ("60+ attacks", "at_least", "at_most about"),
    ("more than 60 attacks", "at_least", "at_most about"),
    ("over 60 attacks", "at_least", "at_most about"),
    ("well over 60 attacks", "at_least", "at_most about"),
    ("exceeding 60 attacks", "at_least", "at_most about"),
    ("some 60 or more attacks", "at_least", "at_most about"),
    ("nearly 60 attacks", "about at_most", "at_least"),
    ("almost sixty attacks", "about at_most", "at_least"),
    ("close to 60 attacks", "about at_most", "at_least"),
    ("about 60 attacks", "about", ""),
    ("some 60 attacks", "about", ""),
    ("60-odd attacks", "about", ""),
    ("c. 60 attacks", "about", ""),
    ("ca. 60 attacks", "about", ""),
    ("approx. 60 attacks", "about", ""),
    ("~60 attacks", "about", ""),
    ("an estimated 60 attacks", "about", ""),
    ("60 attacks", "exact at_least at_most about", ""),
    ("exactly 60 attacks, about 5 a month", "exact at_least at_most about", ""),
]


@pytest.mark.parametrize(("words", "same", "opposite"), BOUNDS)
def test_each_bound_is_held_against_the_words(dossier, words, same, opposite):
    """A row that says exact, or another bound than its words, is pointed out with what to write, or is refused."""
    for bound in Bound:
        figure = replace(dossier["un-2020"], quotation=words, bound=bound, note="The page says so.")
        notices = [*hedge_notices([figure], dossier.sources, dossier.rules)]
        refusals = hedge_contradictions([figure], dossier.sources, dossier.rules)

        assert (bound in same.split()) is not bool(notices), (bound, notices)
        assert (bound in opposite.split()) is bool(refusals), (bound, refusals)
        remedies = [*notices, *(f"{fault.expected} {fault.remedy}" for fault in refusals)]
        assert all(f"rite {same.split()[0]}" in remedy for remedy in remedies)


def test_each_rule_of_a_bound_has_a_known_sense(dossier):
    """A rule with another sense would never be used."""
    assert {"at least", "at most", "nearly", "about"} == {
        rule.sense for rule in dossier.rules if rule.dimension is Dimension.BOUND
    }


@pytest.mark.parametrize("bound", Bound)
def test_a_figure_with_a_bound_is_added_as_it_was_written(copied, command, bound):
    """The bound is asked for, checked, stored, and shown on the card."""
    words = {"exact": "61 attacks", "at_least": "at least 61 attacks", "at_most": "up to 61 attacks"}
    quotation = f"The mission recorded {words.get(bound, 'about 61 attacks')} in the first half of 2021."
    run = command("add", "figure", *flags(bound=str(bound), quotation=quotation))

    assert 0 == run.returncode, run.stderr
    assert "Look at" not in run.stderr
    assert f"{bound.of('61')} attacks, 1 January to 30 June 2021" in run.stderr
    assert bound in [figure.bound for figure in load_dossier(copied).every.values() if figure.value == 61]


def test_a_bound_that_there_is_not_is_refused(command):
    """The four bounds are named."""
    run = command("add", "figure", *flags(bound="roughly"))

    assert 1 == run.returncode
    assert "exact or at_least or at_most or about" in run.stderr


def test_check_points_it_out_and_does_not_fail(edit, command):
    """`make check` prints the hedge, and all is in order all the same."""
    edit("data/isil-kp/figures.csv", "334 attacks in 2021 so far", "about 334 attacks in 2021 so far")
    run = command("check")

    assert (0, "") == (run.returncode, run.stderr)
    assert "Look at isil-kp: figures.csv, un-2021-urdupoint: the quotation says “about” of 334" in run.stdout


def test_a_lower_bound_that_its_words_contradict_is_refused(copied, edit):
    """“Up to” is no “at least”."""
    edit("data/isil-kp/figures.csv", "at least 334 attacks this year", "up to 334 attacks this year")

    with pytest.raises(
        DataError, match="un-2021-just-the-news, bound: found 'at_least', expected at_most, as the words say “up to”"
    ):
        load_dossier(copied)
