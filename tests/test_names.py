"""Names that look like one another are told apart, or pointed out; names that are different are left alone."""

from dataclasses import replace
from time import process_time

import pytest

from limits import PATIENCE
from tally.records import alike_names, load_dossier
from tally.records.tables import DataError, name_flaw


def named(dossier, *names, column="counter"):
    """Give figures these names, and nobody else any."""
    figure = dossier["un-2020"]
    every = {f"f-{n}": replace(figure, id=f"f-{n}", **{column: name}) for n, name in enumerate(names)}
    return alike_names(replace(dossier, every=every, superseded={}, sources={}))


@pytest.mark.parametrize(
    ("one", "two", "why"),
    [
        ("CADRH", "CARDH", "differ by a letter or two"),
        ("Haïti", "Haiti", "differ only in accents or punctuation"),
        ("World Bank", "WORLD BANK", "differ only in capitals"),
        ("Cote d’Ivoire", "Cote d'Ivoire", "differ only in accents or punctuation"),
        ("Gulf of Guinea", "Gulf-of-Guinea", "differ only in accents or punctuation"),
        ("\u0421\u0410\u0420\u0415", "CAPE", "look the same, but their letters differ"),
        ("United Nations", "Untied Nations", "differ by a letter or two"),
        ("United Nations", "United Natons", "differ by a letter or two"),
        ("attack", "attacks", "differ by a letter or two"),
        ("IMB", "I.M.B.", "differ only in accents or punctuation"),
        ("UN", "U.N.", "differ only in accents or punctuation"),
        ("Łódź", "Lodz", "differ only in accents or punctuation"),
        ("“World”", "World*", "differ only in accents or punctuation"),
        ("کابل", "كابل", "differ only in accents or punctuation"),
        ("Crime & Peace", "Crime and Peace", "differ only in small words"),
        ("Ministry of Interior", "Ministry of the Interior", "differ only in small words"),
        ("Islamic State", "Islamic Stat e", "differ by a letter or two"),
        ("Joint Maritime Center", "Joint Maritime Centre", "differ by a letter or two"),
    ],
)
@pytest.mark.parametrize("column", ["counter", "group", "place", "unit"])
def test_a_likely_slip_is_pointed_out_once(dossier, one, two, why, column):
    """Each pair makes one line that names both, and the records that have them."""
    (notice,) = named(dossier, one, two, two, column=column)

    assert f"‘{one}’" in notice
    assert f"‘{two}’" in notice
    assert why in notice
    assert "figure f-1" in notice


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Region 1", "Region 2"), ("2020 survey", "2021 survey"), ("North Kivu", "South Kivu"), ("Niger", "Nigeria"),
        ("Sudan", "South Sudan"), ("Mali", "Malta"), ("UNAMA", "UNAMI"), ("Iran", "Iraq"), ("Gambia", "Zambia"),
        ("Guinea", "Guinea-Bissau"), ("Austria", "Australia"), ("Sector A", "Sector B"), ("Brigade I", "Brigade II"),
        ("IMB", "IMO"), ("Eastern Province", "Western Province"), ("Congo", "DR Congo"),
        ("23 March Movement", "24 March Movement"), ("incidents", "kidnapping incidents"),
    ],
)  # fmt: skip
def test_different_names_are_left_alone(dossier, one, two):
    """Numbers, compass points, longer names and short acronyms tell two names apart."""
    assert [] == named(dossier, one, two)


def test_a_series_of_names_does_not_drown_the_user(dossier):
    """Names that all differ in the same place are a series."""
    assert [] == named(
        dossier, *(f"Sector {chr(letter)}{chr(other)}" for letter in range(65, 91) for other in (65, 66))
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("World ", "single spaces"), (" World", "single spaces"), ("World  Bank", "single spaces"),
        ("World\u00a0Bank", "single spaces"), ("World\u202fBank", "single spaces"), ("Hai\u0308ti", "single spaces"),
        ("\u0410fghanistan", "letters of one script"), ("Afgh\u03b1nistan", "letters of one script"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("old", [",Afghanistan,2020,", ",United Nations,seed", ",attacks,attacks,Islamic"])
def test_what_nobody_sees_is_refused(copied, edit, name, expected, old):
    """Spaces too many and letters of another script make another name of it: they are refused, with the right one."""
    before = old.split(",")[1]
    edit("data/isil-kp/figures.csv", old, old.replace(before, name, 1))

    with pytest.raises(DataError, match="1 problem ") as refused:
        load_dossier(copied)
    assert expected in str(refused.value)


@pytest.mark.parametrize(
    "name", ["World Bank", "Côte d’Ivoire", "β-Group", "Боко Харам", "هيئة تحرير الشام", "ΕΛΛΑΔΑ", ""]
)
def test_ordinary_names_are_accepted(name):
    """A name in any one script is a name."""
    assert name_flaw(name) is None


def test_the_shipped_cases_have_no_such_pair(project):
    """Nothing is pointed out where there is nothing to see."""
    for case in project.cases:
        assert [] == alike_names(load_dossier(project, case))


def test_five_thousand_rows_take_less_than_a_second(dossier):
    """The time grows with the number of names, not with its square."""
    names = [
        f"Observatory of {chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}land {n}" for n in range(5000)
    ]
    started = process_time()
    named(dossier, *names)

    assert process_time() - started < 3 * PATIENCE  # a second on an idle machine
