"""Windows are as exact or as vague as their sources."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.window_text import read_window
from tally.windows import WindowError


@pytest.mark.parametrize(
    ("text", "days", "words"),
    [
        ("2020", 366, "2020"),
        ("2021-09", 30, "September 2021"),
        ("2021-09-19", 1, "19 September 2021"),
        ("2021-08-19/2021-12-31", 135, "19 August to 31 December 2021"),
        ("2021-12-31/2022-01-01", 2, "31 December 2021 to 1 January 2022"),
    ],
)
def test_exact_window(text, days, words):
    """A year, a month, a day and a stretch of days are covered whole, both ends included."""
    window = read_window(text)

    assert days == window.days
    assert words == str(window)
    assert not window.vague


def test_months_only_keep_their_vagueness():
    """An interval of months starts on some day of the first and ends on some day of the last."""
    window = read_window("2021-05/2021-08")

    assert (date(2021, 5, 1), date(2021, 5, 31)) == (window.start.earliest, window.start.latest)
    assert (date(2021, 8, 1), date(2021, 8, 31)) == (window.end.earliest, window.end.latest)
    assert window.vague


def test_open_end_reaches_its_as_of_day_at_the_latest():
    """“So far this year” has no end of its own; the longest reading runs to the as-of day."""
    window = read_window("2021-01-01/..", "2021-11-17")

    assert window.open_ended
    assert not window.vague
    assert 321 == window.days
    assert "1 January to, at the latest, 17 November 2021" == str(window)


def test_unknown_start_stays_unknown():
    """A window without a start covers no known number of days, but can overlap what came before."""
    window = read_window("/2021-09-18")

    assert window.vague
    assert window.overlaps(read_window("2020"))
    assert not window.overlaps(read_window("2022"))


@pytest.mark.parametrize(
    ("text", "as_of", "message", "remedy"),
    [
        ("2021-05-01/2021-04-30", "", "ends before it starts", "in order"),
        ("2021-01-01/..", "", "as_of ''", "needs an as_of day"),
        ("2020", "2020-06-01", "as_of '2020-06-01'", "only an open end"),
        ("2021-02-30", "", "not a window", "Write days in EDTF"),
        ("2021-05~", "", "not a window", "Write days in EDTF"),
        ("/..", "2021-01-01", "no days at all", "Write days in EDTF"),
        ("", "", "not a window", "Write days in EDTF"),
    ],
)
def test_refused_window(text, as_of, message, remedy):
    """What is no window is refused with what to do."""
    with pytest.raises(WindowError, match=message) as caught:
        read_window(text, as_of)

    assert remedy in caught.value.remedy


@pytest.mark.parametrize("text", ["1/1/2021", "01.05.2021", "May-21", "17-Nov", "2021-05-01 00:00:00", "44197"])
def test_excel_damage_is_named(text):
    """A date that Excel has rewritten is refused by name."""
    with pytest.raises(WindowError) as caught:
        read_window(text)

    assert "Excel has" in caught.value.remedy


@given(first=st.dates(date(1990, 1, 1), date(2030, 1, 1)), length=st.integers(1, 4000))
def test_days_count_both_ends(first, length):
    """A window of so many days, both ends included, has so many days, and overlaps itself."""
    last = date.fromordinal(first.toordinal() + length - 1)
    window = read_window(f"{first}/{last}")

    assert length == window.days
    assert window.overlaps(window)


def test_a_count_so_far_can_be_supposed_to_have_stopped():
    """The window then ends on that day, says that this is supposed, and still has no stated end."""
    window = read_window("2021-01-01/..", "2021-11-17").stopping(date(2021, 10, 31))

    assert (304, 304) == window.lengths
    assert window.open_ended
    assert "1 January to, as supposed here, 31 October 2021" == str(window)
    assert "1 Jan–31 Oct 2021 supposed" == window.short
    assert date(2021, 11, 17) == window.as_of


def test_supposing_the_last_day_on_file_supposes_nothing():
    """The day that is on file is what is taken anyway."""
    window = read_window("2021-01-01/..", "2021-11-17")

    assert window == window.stopping(date(2021, 11, 17))


@pytest.mark.parametrize(
    ("window", "day", "message"),
    [
        (("2021-01-01/..", "2021-11-17"), date(2021, 11, 18), "18 November 2021 is not within"),
        (("2021-01-01/..", "2021-11-17"), date(2020, 12, 31), "31 December 2020 is not within"),
        (("2020", ""), date(2020, 10, 31), "2020 has a stated end"),
    ],
)
def test_a_day_on_which_it_cannot_have_stopped_is_refused(window, day, message):
    """Only a window without a stated end can be cut, and only inside."""
    with pytest.raises(WindowError, match=message):
        read_window(*window).stopping(day)


def test_a_window_without_a_start_is_named_whole():
    """On a chart, “up to” stays two words."""
    assert "up to 18 Sep 2021, no start given" == read_window("/2021-09-18").short
