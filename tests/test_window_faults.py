"""Windows in forms that Tally refuses are refused by every command, in words."""

from pathlib import Path

import pytest

from test_adding import everything, flags

FAULTS = Path(__file__).parent / "faults"
FORMS = [
    (FAULTS / "window-2021S2" / "window.txt").read_text(encoding="utf-8").strip(),
    "2021S1", "2020S2/2021S2",
    (FAULTS / "window-2021-1X" / "window.txt").read_text(encoding="utf-8").strip(),
    "2021-0X", "2021-XX", "2021-1X/2021-12", "2021-Q2", "2021-W05",
]  # fmt: skip


@pytest.mark.parametrize("window", FORMS)
def test_a_refused_window_cannot_be_added(copied, command, window):
    """The flag is named, with the reason and what to write; nothing is written."""
    before = everything(copied.data)
    run = command("add", "figure", *flags(window=window))

    assert 1 == run.returncode
    assert f"--window: found '{window}', expected a window ('{window}' is not a window" in run.stderr
    assert "rite " in run.stderr
    assert "365" not in run.stderr
    assert before == everything(copied.data)


@pytest.mark.parametrize("window", FORMS)
def test_a_refused_window_in_the_table_is_named_by_check(edit, command, window):
    """The row, the cell and the reason are named; no page is made of it."""
    edit("data/isil-kp/figures.csv", ",Afghanistan,2020,", f",Afghanistan,{window},")
    run = command("check")

    assert 1 == run.returncode
    assert "figures.csv, line 2 (un-2020), window: found" in run.stderr
    assert "is not a window" in run.stderr


def test_two_bare_years_are_asked_about(command):
    """The figure is added, and both entry and check say what whole years would be written as."""
    added = command("add", "figure", *flags(window="2021/2022", id="two-years"))
    assert 0 == added.returncode, added.stderr
    assert "Look at the window: 2021/2022 says that the days are between some day of 2021" in added.stderr

    checked = command("check")
    assert 0 == checked.returncode
    assert "Look at isil-kp: the window of two-years: 2021/2022 says" in checked.stdout
    assert "2021-01-01/2022-12-31" in checked.stdout
