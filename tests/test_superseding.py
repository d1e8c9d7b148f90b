"""A figure takes the place of another only where that corrects it, and the step can be taken back."""

import pytest

from tally.records import load_dossier

AS_IS = ("--because", "It was revised.", "--as-is")


@pytest.fixture
def table(copied):
    return copied.data / "isil-kp" / "figures.csv"


@pytest.mark.parametrize(
    ("old", "new", "differ"),
    [
        ("un-2020", "itic-2020", "counter: ‘United Nations’ and ‘ITIC’; basis: ‘attributed_or_claimed’ and ‘claimed’"),
        ("un-2020", "un-2021-autumn", "window: ‘2020’ and ‘19 August to 31 December 2021’"),
        ("itic-2020", "extrac-2021-september-19", "unit: ‘attacks’ and ‘operations’"),
        ("itic-2020", "sigar-2024-five-countries", "place: ‘Afghanistan’ and ‘Afghanistan, Iran"),
        ("un-2020", "un-2020-trt", "un-2020 and un-2020-trt differ in basis: ‘attributed_or_claimed’ and ‘claimed’."),
    ],
)
def test_another_count_is_no_correction(table, command, old, new, differ):
    """What differs is named with both values, nothing is written, and it can be insisted on."""
    before = table.read_bytes()
    run = command("supersede", old, new, "--because", "It was revised.")

    assert 1 == run.returncode
    assert differ in run.stderr
    assert "add --as-is" in run.stderr
    assert before == table.read_bytes()
    assert 0 == command("supersede", old, new, *AS_IS).returncode


def test_the_same_count_needs_no_insisting(command):
    """Two counts of the same days, on the same basis, by the same counter."""
    run = command("supersede", "un-2020-urdupoint", "un-2020-wion", "--because", "It was revised.")

    assert 0 == run.returncode, run.stderr


@pytest.mark.parametrize(
    ("before", "arguments", "words"),
    [
        ((), ("un-2020", "un-2020", *AS_IS), "cannot replace itself"),
        ((), ("un-2020", "un-2O20", *AS_IS), "There is no figure 'un-2O20'"),
        ((), ("un-2O20", "un-2020", *AS_IS), "There is no figure 'un-2O20'"),
        ((), ("un-2020", "un-2020-trt", "--because", " ", "--as-is"), "A reason is missing"),
        ((), ("un-2020", "un-2020-trt", "--as-is"), "the reason is missing"),
        ((), ("un-2020", "--undo"), "was not superseded"),
        ((), ("un-2020", "un-2020-trt", "--undo"), "give only the figure"),
        ((("un-2020", "un-2020-trt"),), ("un-2020", "un-2020-wion", *AS_IS), "“It was revised.” A published reason is"),
        ((("un-2020", "un-2020-trt"),), ("un-2020-trt", "un-2020", *AS_IS), "superseded by un-2020-trt"),
        ((("un-2020", "un-2020-trt"),), ("un-2020-wion", "un-2020", *AS_IS), "superseded by un-2020-trt"),
        ((("un-2020", "un-2020-trt"), ("un-2020-trt", "un-2020-wion")), ("un-2020", "--undo"), "Undo that first"),
    ],
)
def test_what_cannot_be_superseded(table, command, before, arguments, words):
    """Circles, chains out of order, unknown figures and published reasons are refused; nothing is written."""
    for old, new in before:
        assert 0 == command("supersede", old, new, *AS_IS).returncode
    written = table.read_bytes()
    run = command("supersede", *arguments)

    assert 1 == run.returncode
    assert words in run.stderr
    assert written == table.read_bytes()


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_undo_restores_every_byte(copied, table, command, ends):
    """A chain of two, undone from its end, leaves the table as it was, whatever quotes and line ends it has."""
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes().replace(b"\n", ends))
    before = table.read_bytes()
    for old, new in (("un-2020", "un-2020-trt"), ("un-2020-trt", "un-2020-wion")):
        assert (
            0 == command("supersede", old, new, "--because", "It was revised, and “printed”, so.", "--as-is").returncode
        )
    assert ("un-2020-wion",) == load_dossier(copied).current_ids("un-2020")
    for old in ("un-2020-trt", "un-2020"):
        run = command("supersede", old, "--undo")
        assert 0 == run.returncode, run.stderr
        assert f"{old} is in use again" in run.stderr

    assert before == table.read_bytes()


def test_a_brief_that_can_no_longer_be_built_is_named(command):
    """Where the new figure cannot be compared in the old one's place, the briefs that lose it are named at once."""
    run = command("supersede", "un-2020", "un-2020-trt", *AS_IS)

    assert 0 == run.returncode
    assert "The brief isil-kp-2021 cannot be built" in run.stderr
