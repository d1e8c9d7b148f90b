"""Windows are as exact or as vague as their sources."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.windows import WindowError, read_day, read_window, window_doubt


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
    assert "1 January to 17 November 2021 at the latest" == str(window)


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
        ("2021-02-30", "", "not a window: February 2021 has 28 days, not 30", "Correct the day"),
        ("2021-05~", "", "not a window: ~ means “about”", "Write 2021-05 and say so in the note"),
        ("/..", "2021-01-01", "no days at all", "Write days in EDTF"),
        ("", "", "not a window", "Write days in EDTF"),
    ],
)
def test_refused_window(text, as_of, message, remedy):
    """What is no window is refused with what to do."""
    with pytest.raises(WindowError, match=message) as caught:
        read_window(text, as_of)

    assert remedy in caught.value.remedy


FORMS = [
    ("2021S2", "S2 says how many digits", "2021-07-01/2021-12-31"),
    ("2021S1", "S1 says how many digits", "2021-01-01/2021-06-30"),
    ("2020S2/2021S2", "('2020S2'): in EDTF, S2", "2020-07-01/2020-12-31"),
    ("1950S2", "S2 says how many digits", "For a decade or a century, write its first and last year"),
    ("2021S3", "S3 says how many digits", "such as 1950/1959"),
    ("2001-33S2", "the number of digits that are certain", "Write the first and the last day"),
    ("2021-H1", "no half-years", "2021-01-01/2021-06-30"),
    ("2021-1X", "X means a digit", "2021-10/2021-12"),
    ("２０２１", "other characters than plain digits", "2021-11-17"),
    ("2021‑01‑01", "other characters than", "2021-11-17"),
    ("٢٠٢١", "other characters than plain digits", "2021-11-17"),
    ("XXXX", "not known is left out", "/2021-04-30"),
    ("2021-01-01/open", "written as two dots", "2021-01-01/.."),
    ("2021-01-01/P3M", "a length of time", "first and"),
    ("2021-01-01 - 2021-04-30", "the two sides of a slash", "first/last"),
    ("2021-01-01/unknown", "not known is left out", "2021-01-01/ or"),
    ("2021-0X", "X means a digit", "2021-01/2021-09"),
    ("2021-XX", "X means a digit", "2021-01/2021-12"),
    ("2021-02-3X", "X means a digit", "such as 2021-02"),
    ("2021-1X/2021-12", "('2021-1X'): X means a digit", "2021-10/2021-12"),
    ("202X", "X means a digit", "2020/2029"),
    ("2021-21", "a season", "first and last day"),
    ("2021-24", "a season", "first and last day"),
    ("2021-33", "a quarter", "2021-01-01/2021-03-31"),
    ("2021-36", "a quarter", "2021-10-01/2021-12-31"),
    ("2021-40", "half a year", "2021-01-01/2021-06-30"),
    ("2021-Q2", "not write quarters", "2021-04-01/2021-06-30"),
    ("Q4 2021", "not write quarters", "2021-10-01/2021-12-31"),
    ("2021-W05", "weeks", "2021-02-01/2021-02-07"),
    ("2021-W05-3", "weeks", "2021-02-03"),
    ("2021-W60", "weeks", "That year has no such week"),
    ("2021?", "“uncertain”", "Write 2021 and say so in the note"),
    ("2021-05%/2021-06", "“uncertain, and about”", "Write 2021-05 and say so in the note"),
    ("?2021-05", "“uncertain”", "Write 2021-05"),
    ("-0044", "before the common era", "four digits"),
    ("0000", "before the common era", "four digits"),
    ("Y20210", "a year has four digits", "such as 2021"),
    ("Y-17E7", "a year has four digits", "such as 2021"),
    ("21", "a year has four digits", "such as 2021"),
    ("[2021,2022]", "a set or a choice", "one row for each"),
    ("{2021..2023}", "a set or a choice", "one row for each"),
    ("2021-05-01T10:00", "whole days", "Leave the time out: 2021-05-01"),
    ("2021..2022", "two sides of a slash", "first/last"),
    ("2021-2022", "two sides of a slash", "2021-01-01/2022-12-31"),
    ("2021/2022/2023", "more than one slash", "one row for each window"),
    ("../2021-09-18", "an open start", "Write /2021-09-18"),
    ("..", "no days at all", "EDTF"),
    ("20211117", "the hyphens are missing", "2021-11-17"),
    ("2021-5-3", "two digits", "with a zero"),
    ("2021-134", "start of the year", "the month and the day"),
    ("2021-13", "there is no month 13", "01 to 12"),
    ("2021-00", "there is no month 00", "01 to 12"),
    ("0999", "not a year from 1000 to 2999", "Correct the year"),
    ("2021 ", "a space", "Remove the space"),
    ("2021-S2", "no half-years", "2021-07-01/2021-12-31"),
    ("S1 2021", "no half-years", "2021-01-01/2021-06-30"),
    ("2021-B2", "no half-years", "2021-07-01/2021-12-31"),
    ("1H 2021", "no half-years", "2021-01-01/2021-06-30"),
    ("H2/2021", "('H2'): EDTF has no half-years", "first and last day"),
    ("first half of 2021", "no half-years", "first and last day"),
    ("1Q2021", "not write quarters", "2021-01-01/2021-03-31"),
    ("Q3/2021", "('Q3'): EDTF does not write quarters", "first and last day"),
    ("2021-Q5", "not write quarters", "first and last day"),
    ("third quarter of 2021", "not write quarters", "first and last day"),
    ("2021-W1", "weeks", "2021-01-04/2021-01-10"),
    ("week 5 2021", "weeks", "2021-02-01/2021-02-07"),
    ("Spring 2021", "a season differ from place to place", "first and last day"),
    ("winter 2020/21", "('winter 2020'): the days of a season", "first and last day"),
    ("~2021", "~ means “about”", "write about as its bound"),
    ("2021-05%", "“uncertain, and about”", "write about as its bound"),
    ("c. 2021", "“about” says nothing about the days", "write about as its bound"),
    ("circa 2021", "“about” says nothing about the days", "write about as its bound"),
    ("early 2021", "does not say which days", "both ends stay vague"),
    ("mid-2021", "does not say which days", "both ends stay vague"),
    ("44 BC", "before the common era", "four digits"),
    ("2021 BCE", "before the common era", "four digits"),
    ("FY2021", "a financial year differ", "first and last day"),
    ("1950s", "no decades", "1950-01-01/1959-12-31"),
    ("19th century", "no centuries", "first and last year"),
    ("May 2021", "written as numbers", "Write 2021-05."),
    ("Sept 2021", "written as numbers", "Write 2021-09."),
    ("1 May 2021", "written as numbers", "Write 2021-05-01."),
    ("May-August 2021", "written as numbers", "2021-05-01/2021-08-31"),
    ("2021M05", "without a letter", "Write 2021-05."),
    ("2021-05-XX", "X means a digit", "such as 2021-05/2021-05"),
    ("2021-05-1X", "X means a digit", "such as 2021-05/2021-05"),
]


@pytest.mark.parametrize(("text", "reason", "remedy"), FORMS)
def test_each_form_that_is_not_a_window_has_its_own_answer(text, reason, remedy):
    """Half-years, quarters, weeks, seasons, unknown digits and the like: why it is refused, and what to write."""
    with pytest.raises(WindowError) as caught:
        read_window(text)

    assert "is not a window" in str(caught.value)
    assert reason in str(caught.value)
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("text", [form for form, _, _ in FORMS if "/" not in form])
def test_what_is_no_window_is_no_end_of_one_either(text):
    """The same forms are refused as a start, as an end, before an open end, as an as-of day and as a day."""
    for window, as_of in ((f"{text}/2022", ""), (f"2020/{text}", ""), (f"{text}/..", "2021-12-31"), ("2021/..", text)):
        with pytest.raises(WindowError) as caught:
            read_window(window, as_of)
        assert caught.value.remedy
    with pytest.raises(WindowError, match="is not a day"):
        read_day(text)


@pytest.mark.parametrize(
    ("text", "as_of", "words"),
    [
        ("2021-03-01/", "", "from 1 March 2021, end not given"),
        ("2021-03/", "", "from some day of March 2021, end not given"),
        ("2021-03/..", "2021-11-17", "some day of March 2021 to 17 November 2021 at the latest"),
        ("2021/..", "2021-11-17", "some day of 2021 to 17 November 2021 at the latest"),
        ("2020/..", "2021-11-17", "some day of 2020 to 17 November 2021 at the latest"),
        ("2021-05-01/2021-05-01", "", "1 May 2021"),
        ("2021-05/2021-05", "", "some days of May 2021"),
        ("2021/2022", "", "2021 to 2022"),
    ],
)
def test_a_window_says_what_is_not_known_of_it(text, as_of, words):
    """A missing end is called missing, a start in months is some day of its month, a single day is that day."""
    assert words == str(read_window(text, as_of))


def test_two_bare_years_are_accepted_with_a_word_of_warning():
    """An interval of years is vague at both ends: who means whole years is told what to write."""
    doubt = window_doubt(read_window("2021/2022"))

    assert "2 to 730 days" in doubt
    assert "write 2021-01-01/2022-12-31" in doubt
    for text in ("2021", "2021-05/2021-08", "2021-01-01/2022-12-31", "2021/2022-05", "/2022", "2021/"):
        assert not window_doubt(read_window(text))


DATES = st.from_regex(r"[0-9X]{1,5}(-[0-9X]{1,3}){0,2}[?~%]?", fullmatch=True)
SIGNS = st.text("0123456789-/.SQXWHYE?~%[]{}, T:0٢２\u200f\n", max_size=24)
PIECES = st.sampled_from(["2021", "2021-05", "2021-05-31", "..", "", "2020-02-29", "9999-12-31", "1000-01-01"])


@given(
    text=st.one_of(SIGNS, st.text(max_size=30), st.builds("{}/{}".format, DATES | PIECES, DATES | PIECES), DATES),
    as_of=st.one_of(st.just(""), PIECES, DATES, SIGNS),
)
def test_any_text_is_a_window_or_is_refused_in_words(text, as_of):
    """Whatever is written: either the reason and a remedy, or a window with days, limits and words."""
    refusal = window = None
    try:
        window = read_window(text, as_of)
    except WindowError as error:
        refusal = error
    if window is None:
        assert refusal.remedy
        assert 0 < len(str(refusal)) < 400
        return

    assert str(window)
    assert window.short
    assert window.overlaps(window)
    if window.start and window.end:
        assert date(1000, 1, 1) <= window.first <= window.last <= date(2999, 12, 31)
        least, most = window.lengths
        assert 1 <= least <= most == window.days
        assert window.start.earliest <= window.start.latest
    else:
        assert window.vague
        assert "not given" in str(window) or "no start given" in str(window)


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
    assert "1 January to 31 October 2021, as supposed here" == str(window)
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
    assert "up to 18 Sep 2021, start not given" == read_window("/2021-09-18").short
