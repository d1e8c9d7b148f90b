"""A number is found as long as it is, in whatever script, grouping or words; and no part of it is one."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limits import linear
from tally.records.quotations import find_places, mark_count, matches_quotation

SPACES = "\u0020\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
SEPARATORS = [*SPACES, *"’'ʼ‘·.,٬،", "\n", " \n", ",\n", "\r\n"]


def bears(text, value, language=""):
    return any(is_it for _, is_it in mark_count(text, value, language))


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("start", ["1", "12", "123", "1{}234"])
def test_a_grouped_number_is_one(separator, start):
    """Thousands parted by any space, apostrophe, dot, comma or line end are one number: its end is not a count."""
    number = start.replace("{}", separator) + separator + "334"
    whole = int("".join(filter(str.isdigit, number)))

    assert [] == find_places("334 attacks", f"It counted {number} attacks")
    assert [] == find_places(f"It counted {start.partition('{')[0]}", f"It counted {number} attacks")
    assert 1 == len(find_places(f"{number} attacks", f"It counted {number} attacks"))
    assert bears(f"{number} attacks", whole)
    assert not bears(f"{number} attacks", 334)


@pytest.mark.parametrize(
    "text",
    [
        "in 2021 334 attacks", "in 2021\u00a0334 attacks", "in 2021\n334 attacks", "against 60, 334 attacks",
        "60; 334 attacks",
        "(60) 334 attacks", "60 – 334 attacks", "2020–2021: 334 attacks", "60 | 334 attacks",
        "against 60.\n\n334 attacks",
        "2023 Q4 334 attacks", "H1 334 attacks", "Table 2a 1 334, T3 334 attacks", "COVID-19 334 attacks",
        "in May 334 attacks", "334 attacks. 1 334 more", "60-334 attacks", "since 2021/334 attacks",
    ],
)  # fmt: skip
def test_numbers_that_follow_one_another_are_two(text):
    """A year before a count, a list, cells and paragraphs: the second number is a number of its own."""
    assert 1 == len(find_places("334 attacks", text))
    assert bears(text, 334)


@pytest.mark.parametrize("mark", ["¹", "¹²", "⁽¹²⁾", "[12]", "(12)", "*", "†", "¹,²", "[1][2]", "①", "₁", "ᵃ"])
def test_a_footnote_mark_is_no_digit(mark):
    """A mark after or before a number or word is passed over, and never read as digits of it."""
    assert 1 == len(find_places("334 attacks in 2021", f"carried out 334{mark} attacks in 2021{mark}."))
    assert 1 == len(find_places("carried out 334", f"carried out 334{mark} attacks"))
    assert [] == find_places("33412 attacks", f"334{mark} attacks")
    assert bears(f"334{mark} attacks", 334)
    assert matches_quotation("334 attacks", f"334{mark} attacks")


@pytest.mark.parametrize("mark", ["¹²", "[12]"])
def test_a_footnote_mark_before_a_number(mark):
    """A mark may touch the number after it."""
    assert 1 == len(find_places("334 attacks", f"The group{mark}334 attacks"))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("334.5 attacks", "334"), ("334,5 attacks", "334"), ("0.334 attacks", "334 attacks"), ("334½ attacks", "334"),
        ("3·34 per day", "34 per day"), ("60 thousand people", "60"), ("60-thousand people", "60"),
        ("60k people", "60"),
        ("60 million people", "60"), ("60 mille", "60"), ("60 Tsd.", "60"), ("60 mil", "60"), ("60 ألف", "60"),
        ("60 lakh", "60"), ("60万件", "60"), ("1,23,456 people", "456 people"), ("F334 attacks", "334 attacks"),
        ("334th attack", "334"), ("60\u00ad000 people", "60"), ("60\u200c000", "60"), ("twenty-one attacks", "twenty"),
        ("twenty-one attacks", "one attacks"), ("two hundred attacks", "two"), ("two dozen attacks", "two"),
        ("trente et un morts", "un morts"), ("quatre-vingt-dix-sept morts", "dix-sept morts"), ("vingt-deux", "vingt"),
        ("treinta y uno", "treinta"), ("doscientos treinta y cuatro", "treinta y cuatro"), ("someone", "one"),
        ("one hundred and five attacks", "five attacks"), ("cent deux morts", "deux morts"),
        ("two\u00a0thousand", "two"),
    ],
)  # fmt: skip
def test_a_part_of_a_number_is_not_there(text, part):
    """Decimals, fractions, multiples and compound number words are numbers as a whole."""
    assert [] == find_places(part, f"so {text} then")
    assert 1 == len(find_places(text, f"so {text} then"))


@pytest.mark.parametrize(
    ("text", "value", "language"),
    [
        ("60 thousand people", 60_000, ""), ("1.2 million", 1_200_000, "en"), ("60万件", 600_000, "ja"),
        ("1 334,0 cas", 1334, "fr"), ("1,23,456 cases", 123_456, ""), ("１，３３４件", 1334, ""), ("٣٬٣٣٤", 3334, "ar"),
        ("Thirty-four attacks", 34, "en"), ("thirty four attacks", 34, ""), ("quatre-vingt-dix-sept", 97, "fr"),
        ("vingt et un", 21, ""), ("vingt-et-une attaques", 21, "fr"), ("septante-deux", 72, "fr"),
        ("huitante", 80, "fr"),
        ("nonante-neuf", 99, "fr-BE"), ("soixante et onze", 71, ""), ("einundzwanzig", 21, "de"),
        ("dreissig", 30, "de"),
        ("Dreißig Angriffe", 30, ""), ("fünfundfünfzig", 55, "de"), ("veintiuno", 21, "es"),
        ("treinta y uno", 31, "es"),
        ("veintidos", 22, "es"), ("veintidós", 22, "es"), ("dieciséis", 16, ""), ("cien", 100, "es"),
        ("hundert", 100, "de"),
        ("a hundred attacks", 100, "en"), ("None: zero attacks", 0, "en"), ("١٢", 12, ""), ("sixty\u2011six", 66, ""),
    ],
)  # fmt: skip
def test_what_a_number_is_worth(text, value, language):
    """Digits of every script, groups of every country, and words up to one hundred in four languages."""
    assert bears(text, value, language)


@pytest.mark.parametrize(
    ("text", "value", "language"),
    [
        ("sixty attacks", 6, ""), ("someone attacked", 1, "en"), ("the UN said", 1, ""), ("vingt et un", 1, ""),
        ("twenty-one attacks", 20, ""), ("twenty-one attacks", 1, ""), ("two dozen", 2, ""), ("60 million", 60, ""),
        ("attacked once", 11, "en"), ("on Sept. 11", 7, ""), ("cent deux", 2, "fr"), ("zweihundert", 2, "de"),
        ("ninety-nine", 9, ""), ("sixtysomething", 60, ""), ("quatre-vingts", 4, "fr"), ("334th", 334, ""),
    ],
)  # fmt: skip
def test_what_a_number_is_not_worth(text, value, language):
    """A part of a word or of a longer number is not the number; a word of another language is none."""
    assert not bears(text, value, language)


def test_digits_of_every_script():
    """Every decimal digit that Unicode knows counts."""
    zeros = [chr(code) for code in range(sys.maxunicode) if unicodedata.decimal(chr(code), None) == 0]
    assert len(zeros) > 60
    for zero in zeros:
        three, four = chr(ord(zero) + 3), chr(ord(zero) + 4)
        assert bears(f"in all {three}{three}{four} cases", 334), zero
        assert not bears(f"in all {three}{three}{four} cases", 34), zero
        assert [] == find_places(f"{three}{four} cases", f"in all {three}{three}{four} cases"), zero


@given(st.integers(0, 10**9), st.sampled_from(SEPARATORS), st.sampled_from(["", "¹²", "[3]"]))
def test_a_number_bears_itself_and_no_other(value, separator, mark):
    """However it is grouped, a number bears its value, and no end of it can be quoted as another."""
    written = f"{value:,}".replace(",", separator)

    assert bears(f"so {written}{mark} cases", value)
    for start in range(1, len(written)):
        if written[start].isdigit() and written[start - 1 : start] != "\r":
            assert not find_places(f"{written[start:]} cases", f"so {written}{mark} cases")


@pytest.mark.parametrize(
    ("quotation", "passage"),
    [
        ("３３４件の攻撃", "今年これまでに３３４件の攻撃があったと述べた"), ("袭击事件", "该组织发动了334起袭击事件。"),
        ("334 หน่วย", "มี 334 หน่วยงานที่"), ("攻撃があった", "多くの攻撃\nがあったと"),
        ("۳۳۴ حمله", "امسال ۳۳۴ حمله ثبت شد"),
    ],
)  # fmt: skip
def test_words_in_scripts_without_spaces(quotation, passage):
    """A quotation may start and end within a sentence that has no spaces."""
    assert 1 == len(find_places(quotation, passage))


@pytest.mark.parametrize(
    ("quotation", "passage"), [("34件", "３３34件"), ("3万件", "13万件"), ("attack", "攻撃attacks")]
)
def test_scripts_without_spaces_part_no_number_or_word(quotation, passage):
    """Digits and words of other scripts in such a sentence stay whole."""
    assert [] == find_places(quotation, passage)


PADS = [
    "\u00ad" + " " * 99,
    "1 ",
    "1\n",
    "[12]",
    "(1",
    "-\n",
    "1,\n334",
    "twenty ",
    "two-",
    "60 ",
    "¹",
    "a\u00ad",
    "60 million ",
    "．1",
]


@pytest.mark.parametrize("pad", PADS)
def test_twice_the_text_takes_twice_the_time(pad):
    """No text, however odd, takes more than its length in time."""

    def read(times):
        text = f"x60 {pad * times} y"
        for quotation in ("60 attacks so-called 1 334", "twenty-one attacks", "60", "-a-", "1 334 １"):
            find_places(quotation, text)
        mark_count(text, 60)

    times = 12_000 // len(pad)
    assert linear(read, times, 4 * times, slack=0.05)
