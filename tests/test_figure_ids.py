"""A figure's id says who counted and when, and what else tells it from the counter's other figures."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally.adding import slug
from tally.adding.prompts import similar_name
from tally.adding.rows.figure_id import cells_of, figure_id
from tally.records.bibliography import ID

CELLS = {
    "counter": "International Maritime Bureau (IMB)", "window": "2020", "unit": "incidents", "place": "Gulf of Guinea",
    "group": "pirates", "basis": "recorded", "bound": "exact", "source": "imb-2021-01-13",
}  # fmt: skip


def test_counter_and_window():
    """A new counter is named by its short name, or by its words; a known one as in its other figures."""
    assert "imb-2020" == figure_id([], [], CELLS)
    assert "maritime-bureau-to-2020" == figure_id([], [], CELLS | {"counter": "Maritime Bureau", "window": "/2020"})
    assert "mica-center-2020" == figure_id([], [], CELLS | {"counter": "MICA Center (French Navy, Brest)"})
    assert "imb-2021-01-01-so-far" == figure_id([], [], CELLS | {"window": "2021-01-01/.."})
    assert "piracy-centre-2021" == figure_id([CELLS | {"id": "piracy-centre-2020"}], [], CELLS | {"window": "2021"})


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"unit": "kidnapped crew"}, "imb-2020-kidnapped-crew"),
        ({"place": "West Africa"}, "imb-2020-west-africa"),
        ({"group": "smugglers"}, "imb-2020-smugglers"),
        ({"unit": "kidnapped crew", "place": "West Africa"}, "imb-2020-kidnapped-crew-west-africa"),
        ({"basis": "claimed"}, "imb-2020-claimed"),
        ({"bound": "at_least"}, "imb-2020-at-least"),
        ({"source": "daily-gazette-2021-01-05"}, "imb-2020-daily-gazette"),
        ({"window": "2021"}, "imb-2021"),
    ],
)
def test_where_there_are_several(changed, name):
    """Two figures of one counter and year do not collide: what differs tells them apart, not a number at the end."""
    assert name == figure_id([CELLS | {"id": "imb-2020"}], ["imb-2020"], CELLS | changed)


@given(
    counter=st.text(min_size=1, max_size=60)
    | st.sampled_from(["مركز الأبحاث", "国家统计局", "Росстат", "Ελληνική Ακτοφυλακή", "…"]),
    unit=st.text(max_size=60),
    place=st.text(max_size=60),
    window=st.sampled_from(["2020", "2021-01-01/2021-04-30", "2021-05/2021-08", "2021-01-01/..", "/2021-09-18"]),
)
@settings(deadline=None)
def test_any_script_and_any_cells(dossier, counter, unit, place, window):
    """The id is never empty, follows the pattern, is not taken, and is of sensible length."""
    cells = CELLS | {"counter": counter, "unit": unit, "place": place, "window": window}
    known = cells_of(dossier)
    first = figure_id(known, dossier.every, cells)
    second = figure_id([*known, cells | {"id": first}], [*dossier.every, first], cells)

    for made in (first, second):
        assert ID.fullmatch(made)
        assert made not in dossier.every
        assert len(made) <= 160
    assert first != second


@given(st.text(max_size=200))
def test_a_slug_follows_the_pattern(text):
    """Whatever the script, it is empty or an id, and not long."""
    made = slug(text)

    assert not made or ID.fullmatch(made)
    assert len(made) <= 60


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Росстат", "rosstat"), ("国家统计局", "guojiatongjiju"), ("Ακτοφυλακή", "aktofylaki"), ("Yaoundé", "yaounde"),
        ("Straße & Weg", "strasse-weg"), ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)  # fmt: skip
def test_a_slug_is_transliterated(text, made):
    """Letters of other scripts become Latin ones; a long text is cut between words."""
    assert made == slug(text)


def test_names_in_other_scripts_are_not_taken_for_each_other():
    """Two names in one foreign script are alike only if they are; accents and case do not matter."""
    assert not similar_name("الأهرام", ["新华社", "الجزيرة"])
    assert "Ведомости" == similar_name("ведомости", ["Росстат", "Ведомости"])
    assert "Haïti" == similar_name("Haiti", ["Haïti"])
