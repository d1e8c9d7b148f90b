"""One brief becomes many, for what is on file and may be compared."""

import pytest

from tally.briefs import load_brief
from tally.records import load_dossier


def test_other_windows_and_counters(copied, command):
    """Each combination for which there are two comparable figures becomes a brief; the others are named."""
    run = command(
        "expand", "isil-kp-claims", "--counter", "ITIC", "--counter", "United Nations", "--window", "2020:2021",
        "--window", "2021:2022",
    )  # fmt: skip

    assert 0 == run.returncode, run.stderr
    written = [line.rpartition("/")[2].removesuffix(".yml") for line in run.stdout.splitlines()]
    assert "isil-kp-claims-itic-2020-2021" in written
    for name in written:
        brief, dossier = load_brief(copied, name), load_dossier(copied)
        assert dossier[brief.earlier].counter == dossier[brief.later].counter
        assert (dossier[brief.earlier].window.text, dossier[brief.later].window.text) == tuple(name.split("-")[-2:])
    assert "isil-kp-claims-united-nations-2021-2022: not written, no two such figures are in the data" in run.stderr
    assert f"{len(written)} of 4 briefs written" in run.stderr


def test_lists_in_one_file(command, tmp_path):
    """The lists may stand in a YAML file."""
    lists = tmp_path / "lists.yml"
    lists.write_text("window: ['2020:2021']\nplace: [Afghanistan]\n")
    run = command("expand", "isil-kp-claims", "--lists", str(lists))

    assert 0 == run.returncode, run.stderr
    assert "isil-kp-claims-afghanistan-2020-2021" in run.stdout
    assert 1 == command("expand", "isil-kp-claims", "--lists", str(lists)).returncode
    assert 0 == command("expand", "isil-kp-claims", "--lists", str(lists), "--replace").returncode


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["isil-kp-2012", "--place", "Afghanistan"], "Did you mean 'isil-kp-2021'?"),
        (["isil-kp-2021"], "Nothing to vary"),
        (["isil-kp-2021", "--place", "Afganistan"], "Did you mean 'Afghanistan'?"),
        (["isil-kp-2021", "--window", "2020"], "not two windows with a colon"),
        (["isil-kp-2021", "--lists", "nowhere.yml"], "cannot be read"),
    ],
)
def test_what_cannot_be_expanded(copied, command, arguments, said):
    """That is said, and nothing is written."""
    before = sorted(copied.parameters.iterdir())
    run = command("expand", *arguments)

    assert 1 == run.returncode
    assert said in run.stderr
    assert before == sorted(copied.parameters.iterdir())


@pytest.mark.parametrize("text", ["[1]", "place: Afghanistan", "plaice: [x]", "!!python/object/apply:os.system [x]"])
def test_a_file_that_holds_no_lists(command, tmp_path, text):
    """Another shape, a misspelt list or a tag is refused."""
    lists = tmp_path / "lists.yml"
    lists.write_text(text)

    assert 1 == command("expand", "isil-kp-2021", "--lists", str(lists)).returncode


def test_long_names_are_cut_and_none_is_lost(copied, command):
    """Two combinations whose names are cut to the same words become two briefs."""
    long = "International Centre for the Study of Every Kind of Attack that Anybody Reports"
    table = copied.tables("isil-kp") / "figures.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(
        text.replace(",ITIC,", f",{long} A,").replace(",Jihad Analytics,", f",{long} B,"), encoding="utf-8"
    )
    run = command(
        "expand", "isil-kp-claims", "--counter", f"{long} A", "--counter", f"{long} B", "--window", "2020:2021",
        "--window", "2021:2022",
    )  # fmt: skip

    said = [
        line.partition(":")[0].rpartition("/")[2].removesuffix(".yml") for line in (run.stdout + run.stderr).split("\n")
    ]
    names = [name for name in said if name.startswith("isil-kp-claims-international")]
    assert 4 == len(names) == len(set(names))
    assert all(len(name) <= 80 for name in names)
