"""A number leads to its evidence, or there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.analysis import compare, measure
from tally.evidence import Chosen, Computed, Number, Quoted, change_numbers, quoted_number
from tally.evidence.numbers import EvidenceError
from tally.records.figures import Pair, get_figure
from tally.text import rounded


def trace(number: Number) -> set[type]:
    """Follow a number to where it rests."""
    if isinstance(number.evidence, Computed):
        return set().union(*map(trace, number.evidence.inputs))
    return {type(number.evidence)}


def test_every_number_of_a_change_rests_on_figures(figures):
    """Whatever is worked out goes back to quotations and to the brief's settings, and to nothing else."""
    comparison = compare(figures, Pair("un-2020", "un-2021-so-far"))
    workings = change_numbers(comparison, measure(comparison))
    numbers = [value for value in vars(workings).values() if isinstance(value, Number)]

    assert 9 == len(numbers)
    assert all(trace(number) and trace(number) <= {Quoted, Chosen} for number in numbers)


def test_rounding_stays_with_the_text(figures):
    """What is shown is rounded; what is kept is not."""
    comparison = compare(figures, Pair("un-2020", "un-2021-so-far"))
    ratio = change_numbers(comparison, measure(comparison)).ratio

    assert "6.3" == str(ratio)
    assert pytest.approx(6.34704, abs=1e-5) == ratio.value


def test_lower_bound_is_written_as_one(figures):
    """“At least six” never becomes six."""
    assert "at least 6" == str(quoted_number(get_figure(figures, "un-2024-february-may")))


@pytest.mark.parametrize("name", ["../../x", "A B", "", 'x" onclick="y', "x#y"])
def test_card_names_are_plain(name):
    """A number's id names an element of a page, and can be nothing else."""
    with pytest.raises(EvidenceError, match="cannot name an evidence card"):
        Number(name, 1, "1", "", Chosen("level", ""))


@pytest.mark.parametrize(
    ("value", "text"),
    [(6.347, "6.3"), (12.79, "13"), (0.2963, "0.30"), (1234.5, "1,235"), (0.00345, "0.0035"), (9.96, "10"), (0, "0")],
)
def test_rounded(value, text):
    """Two significant digits, no exponent, no missing zero, no lost whole part."""
    assert text == rounded(value)


@given(st.floats(1e-6, 1e9))
def test_rounding_is_close(value):
    """A rounded number is within a twentieth of the number, and never in exponents."""
    text = rounded(value)

    assert pytest.approx(value, rel=0.051) == float(text.replace(",", ""))
    assert "e" not in text
