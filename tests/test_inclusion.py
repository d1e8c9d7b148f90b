"""A part is not larger than its whole: claimed attacks, deadly attacks, days of a year."""

import json
from dataclasses import replace

import pytest

from conftest import ask, briefs_on
from tally.adding import add_unit
from tally.analysis.rivals import find_excesses, is_within
from tally.briefs import load_brief, load_records
from tally.evidence import answer, sentence_text
from tally.records import hash_records, load_dossier, select_records
from tally.records.figures import Basis, Pair
from tally.records.tables import DataError
from tally.text import Bound
from test_rivals import MADE_UP, figure, found_in

WITHIN = {"deadly attacks": ("attacks",), "kidnapping incidents": ("incidents",)}
R, A, C, AC = Basis.RECORDED, Basis.ATTRIBUTED, Basis.CLAIMED, Basis.ATTRIBUTED_OR_CLAIMED
ALL, UNSTATED = Basis.ACTUAL_AND_ATTEMPTED, Basis.UNSPECIFIED


def excesses(*counts):
    """List the excesses among counts, as the two values."""
    return [(one.narrow.value, one.wide.value) for one in find_excesses([figure(*count) for count in counts], WITHIN)]


@pytest.mark.parametrize(
    ("narrow", "wide", "is_part"),
    [
        # the basis
        (("A", "attacks", C, "2020"), ("B", "attacks", AC, "2020"), True),
        (("A", "attacks", A, "2020"), ("B", "attacks", AC, "2020"), True),
        (("A", "attacks", C, "2020"), ("A", "attacks", AC, "2020"), True),
        (("A", "attacks", C, "2020"), ("B", "attacks", A, "2020"), False),
        (("A", "attacks", AC, "2020"), ("B", "attacks", C, "2020"), False),
        (("A", "attacks", C, "2020"), ("B", "attacks", R, "2020"), False),
        (("A", "attacks", UNSTATED, "2020"), ("B", "attacks", ALL, "2020"), False),  # can be wider
        # the unit
        (("A", "deadly attacks", R, "2020"), ("B", "attacks", R, "2020"), True),
        (("A", "deadly attacks", C, "2020"), ("B", "attacks", AC, "2020"), True),
        (("A", "deadly attacks", UNSTATED, "2020"), ("B", "attacks", UNSTATED, "2020"), True),
        (("A", "kidnapping incidents", UNSTATED, "2020"), ("A", "incidents", ALL, "2020"), True),
        (("A", "deadly attacks", UNSTATED, "2020"), ("B", "attacks", C, "2020"), False),
        (("A", "attacks", R, "2020"), ("B", "deadly attacks", R, "2020"), False),
        (("A", "people killed", R, "2020"), ("B", "attacks", R, "2020"), False),
        # the days
        (("A", "attacks", C, "2020-03"), ("B", "attacks", AC, "2020"), True),
        (("A", "attacks", R, "2020-03"), ("B", "attacks", R, "2020"), True),
        (("A", "attacks", R, "2020"), ("B", "attacks", R, "2020"), False),  # rivals, neither a part
        (("A", "attacks", R, "2020-03"), ("A", "attacks", R, "2020"), False),  # for the bounds to find
        (("A", "attacks", C, "2020"), ("B", "attacks", AC, "2020-03"), False),
        (("A", "attacks", C, "2020-12/2021-01"), ("B", "attacks", AC, "2020"), False),
        (("A", "attacks", C, "2020-06-15/2020-06-20"), ("B", "attacks", AC, "2020-05/2020-08"), True),
        (("A", "attacks", C, "2020-05-15/2020-06-20"), ("B", "attacks", AC, "2020-05/2020-08"), False),
        (("A", "attacks", C, "2020-05/2020-08"), ("B", "attacks", AC, "2020-05/2020-08"), False),
        (("A", "attacks", C, "2020-05/2020-08"), ("B", "attacks", AC, "2020-05-01/2020-08-31"), True),
        (("A", "attacks", C, "/2020-06-30"), ("B", "attacks", AC, "2020"), False),
        (("A", "attacks", C, "2020-03"), ("B", "attacks", AC, "2020-01-01/.. as of 2020-06-30"), False),
        (("A", "attacks", C, "2020-01-01/.. as of 2020-06-30"), ("B", "attacks", AC, "2020"), True),
    ],
)
def test_what_is_certainly_a_part(narrow, wide, is_part):
    """Days, unit and basis must all lie within; nothing is said where it is not certain, or of equal values."""
    assert ([(82, 60)] if is_part else []) == excesses((*narrow, 82), (*wide, 60))
    assert [] == excesses((*narrow, 60), (*wide, 60))
    assert not is_part or [] == excesses((*narrow, 60), (*wide, 82))


def test_a_lower_bound_can_exceed_and_cannot_be_exceeded():
    """At least 82 is more than 60; 82 is not more than at least 60, which can be 100."""
    narrow, wide = ("A", "attacks", C, "2020", 82), ("B", "attacks", AC, "2020", 60)

    assert [(82, 60)] == excesses((*narrow, Bound.AT_LEAST), wide)
    assert [] == excesses(narrow, (*wide, Bound.AT_LEAST))


@pytest.mark.parametrize(
    ("narrow", "wide", "is_excess"),
    [
        ((82, Bound.ABOUT), (60, Bound.EXACT), True),
        ((80, Bound.ABOUT), (78, Bound.EXACT), False),  # 75 to 84
        ((80, Bound.ABOUT), (70, Bound.ABOUT), True),  # 75 to 84 and 65 to 74
        ((80, Bound.ABOUT), (76, Bound.ABOUT), False),
        ((82, Bound.AT_MOST), (60, Bound.EXACT), False),
        ((82, Bound.EXACT), (60, Bound.AT_MOST), True),
        ((82, Bound.EXACT), (60, Bound.AT_LEAST), False),
    ],
)
def test_only_a_certain_excess_is_named(narrow, wide, is_excess):
    """What a count can mean at least is compared with what the other can mean at most."""
    found = excesses(("A", "attacks", C, "2020", *narrow), ("B", "attacks", AC, "2020", *wide))
    assert ([(narrow[0], wide[0])] if is_excess else []) == found


@pytest.mark.parametrize("column", ["group", "place"])
def test_counts_of_other_groups_and_places_are_no_part(column):
    """Each count is compared with those of its group and place."""
    narrow, wide = figure("A", "attacks", C, "2020", 82), figure("B", "attacks", AC, "2020", 60)
    assert () == find_excesses([replace(narrow, **{column: "Elsewhere"}), wide], WITHIN)


@pytest.mark.parametrize("basis", Basis)
def test_the_bases_that_include_a_basis_exist(basis):
    """None is misspelt, none includes itself, and all that include it indirectly are named."""
    wider = {Basis(name) for name in basis.within}
    assert basis not in wider
    assert all({*other.within} <= {*basis.within} for other in wider)


def test_the_first_case_has_one(dossier):
    """ITIC counted more claims in 2020 than the United Nations counted attacks that were attributed or claimed."""
    found = answer(dossier, ask())
    words = sentence_text("excess", found.rivals.excesses[0])

    assert [("itic-2020", "un-2020", False)] == [
        (e.narrow.id, e.wide.id, e.same_counter) for e in (case.excess for case in found.rivals.excesses)
    ]
    assert words == (
        "In 2020, ITIC counted 82 claimed attacks, more than the 60 attributed or claimed attacks that the United "
        "Nations counted on the same days: either the lower count misses some, or the two counters count differently."
    )


def test_one_counter_that_contradicts_itself():
    """Two counts of one counter are a contradiction, which comes first."""
    found = found_in(
        ("There", "attacks", C, ("2020-03", 70)), ("Here", "deadly attacks", R, ("2020-03", 65)),
        own=("Here", "attacks", R, ("2020", 60), ("2021", 120)),
    )  # fmt: skip

    assert found.rivals.excesses[0].excess.same_counter
    assert ["Here"] == [case.excess.narrow.counter for case in found.rivals.excesses]
    assert sentence_text("excess", found.rivals.excesses[0]) == (
        "In March 2020, Here counted 65 recorded deadly attacks, more than the 60 recorded attacks that it counted in "
        "2020. The first should be a part of the second, so the two contradict each other."
    )


def test_only_counts_for_the_question_are_compared():
    """A part that exceeds its whole elsewhere, or in another unit, is not on the page."""
    elsewhere = [("There", "attacks", C, ("2023", 82)), ("Yonder", "attacks", AC, ("2023", 60))]
    other_unit = [("There", "provinces", C, ("2020", 82)), ("Yonder", "provinces", AC, ("2020", 60))]

    assert () == found_in(*elsewhere, *other_unit).rivals.excesses


def test_no_page_lists_counts_of_other_years(project):
    """Each other count on a page, and each that its bounds leave out, shares days with one of the two."""
    for name in briefs_on(project):
        brief = load_brief(project, name)
        found = answer(load_records(project, brief), brief)
        windows = [one.window for one in found.comparison.pair]
        for window in (*found.competing["window"], *(one.window for one in found.inference.unstated)):
            assert any(window.overlaps(other) for other in windows), (name, window)


def test_a_copy_exceeds_nothing():
    """A count that repeats another is not compared once more."""
    found = found_in(("There", "attacks", AC, ("2020", 40)), ("Yonder", "attacks", C, ("2020", 50)))
    original = found.everything["yonder-attacks-claimed-2020-50"]
    copied = replace(original, id="copy", source=original.source, repeats=original.id)
    more = answer(replace(found.everything, every=found.everything.every | {"copy": copied}), found.brief)

    assert 1 == len(found.rivals.excesses) == len(more.rivals.excesses)


# --- The table of units


def write_within(project, case, within):
    path = project.data / case / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(package | {"units_within": within}), encoding="utf-8")


def test_units_include_those_within_their_parts(copied):
    """What includes the wider unit includes the narrower; the data need not repeat it."""
    write_within(copied, "made-up", {"fatal bombings": ["bombings"], "bombings": ["attacks"]})
    within = load_dossier(copied, "made-up").units_within

    assert is_within("fatal bombings", "attacks", within)
    assert is_within("attacks", "attacks", within)
    assert not is_within("attacks", "bombings", within)
    assert not is_within("fatal bombings", "incidents", within)


@pytest.mark.parametrize("within", [{"a": ["a"]}, {"a": ["b"], "b": ["a"]}, {"a": ["b"], "b": ["c"], "c": ["b"]}])
def test_a_unit_within_itself_is_refused(copied, within):
    """The message names the entry and says what to do."""
    write_within(copied, "made-up", within)
    with pytest.raises(DataError, match=r"units_within.* within itself"):
        load_dossier(copied, "made-up")


@pytest.mark.parametrize("within", [{"a": "b"}, ["a"], {"a": [1]}])
def test_a_table_of_units_of_another_form_is_refused(copied, within):
    """It is a list of units for each unit."""
    write_within(copied, "made-up", within)
    with pytest.raises(DataError, match="units_within"):
        load_dossier(copied, "made-up")


def test_a_unit_is_added_with_what_includes_it(copied, command):
    """The command writes both; what was there stays."""
    run = command("add", "unit", "deadly attacks", "deadly attack", "--within", "attacks", "--case", "made-up")
    assert 0 == run.returncode, run.stderr
    add_unit(copied, "made-up", "deadly attacks", "deadly attack", within=["events"])
    package = json.loads((copied.data / "made-up" / "datapackage.json").read_text(encoding="utf-8"))

    assert {"deadly attacks": ["attacks", "events"]} == package["units_within"]
    assert {"attacks": "attack", "deadly attacks": "deadly attack"} == package["units"]
    assert "resources" == [*package][-1]


def test_a_page_is_made_again_if_its_units_change_and_only_then():
    """What a brief cannot show leaves its records as they are."""
    own = ("deadly attacks", "attacks")
    every = {one.id: one for one in (figure("A", own[0], R, "2020", 1), figure("A", own[1], R, "2020", 2),
                                     figure("A", own[1], R, "2021", 2))}  # fmt: skip
    pair = Pair(*[*every][1:])
    hashes = [
        hash_records(select_records(replace(MADE_UP, every=every, units_within=within), pair))
        for within in ({}, {own[0]: (own[1],)}, {"ships": ("vessels",)}, {own[0]: ("events",)})
    ]

    assert hashes[0] != hashes[1]
    assert hashes[0] == hashes[2] == hashes[3]
