"""What one notebook writes for the next is read back as it was, whatever the cells look like."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tally.analysis import load_figures, save_figures
from tally.page.downloads import load_table
from tally.records.figures import Basis, Figure, Seen, all_figures, figures_frame
from tally.text import Bound
from tally.windows import read_window

LOOKS_LIKE_ANOTHER_TYPE = (
    "", "NA", "N/A", "nan", "NaN", "null", "None", "True", "false", "2020", "007", "1e3", "1_000", "-0", "1.50", "inf",
    "2021-11-17", "17/11/2021", "00:01", "#N/A", "<NA>", " ", " x ", '"', "'", ",", "a\nb", "a\r\nb", "é", "٣٣٤",
)  # fmt: skip
WINDOWS = (
    ("2020", ""), ("2019/2021", ""), ("2021-01-01/..", "2021-11-17"), ("2021-05/2021-08", ""), ("/2021-09-18", ""),
    ("2021-01-01", ""), ("2020-02-29/2020-03-01", ""),
)  # fmt: skip
texts = st.sampled_from(LOOKS_LIKE_ANOTHER_TYPE) | st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30
)
figures = st.builds(
    Figure,
    id=st.sampled_from(["2020", "007", "un-2020", "nan", "true", "1e3"]), value=st.integers(0, 999_999_999),
    bound=st.sampled_from(Bound), unit=texts, unit_printed=texts, group=texts, place=texts,
    window=st.sampled_from(WINDOWS).map(lambda one: read_window(*one)), window_inferred=st.booleans(),
    basis=st.sampled_from(Basis), counter=texts, source=texts, quotation=texts, seen=st.sampled_from(Seen),
    primary_seen=st.booleans(), repeats=texts, note=texts,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(figures, max_size=4, unique_by=lambda figure: figure.id))
def test_figures_are_read_back_as_they_were_written(tmp_path, rows):
    """No type is guessed: years, digits, NA, None, truth values, dates and empty cells stay the texts that they are."""
    path = save_figures(figures_frame(rows), tmp_path / "figures.csv")

    assert {one.id: one for one in rows} == all_figures(load_figures(path))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(figures, min_size=1, max_size=4, unique_by=lambda figure: figure.id))
def test_an_export_reads_the_same_texts(tmp_path, rows):
    """The table that is exported has each cell's text, numbers as numbers, whatever the column is made of."""
    save_figures(figures_frame(rows), tmp_path / "figures.csv")
    table = load_table(tmp_path)

    assert [(one.id, one.value, one.note, one.window.text) for one in rows] == list(
        zip(table["id"], table["value"], table["note"], table["window"], strict=True)
    )
