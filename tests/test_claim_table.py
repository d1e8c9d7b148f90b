"""Claims of a case: read and checked, selected for a brief, shown with their numbers, suggested and added."""

import json
import re
from dataclasses import replace

import pytest
from frictionless import Package

from conftest import ask
from tally.analysis import compare
from tally.analysis.claims import ClaimVerdict
from tally.briefs import load_brief, load_records
from tally.build.check import remarks
from tally.cli.main import main
from tally.evidence import answer, sentence_text
from tally.evidence.claims import claim_numbers, claim_table, split_wording
from tally.explorer.view import render_view
from tally.records import StatedClaim, load_dossier, select_records
from tally.records.claims import find_claims
from tally.records.figures import Pair
from tally.records.tables import DataError

GULF = "data/gulf-of-guinea/claims.csv"
CREW = Pair("imb-kidnapped-crew-2018", "imb-kidnapped-crew-2019")


@pytest.fixture(scope="module")
def gulf(project):
    return load_dossier(project, "gulf-of-guinea")


def stated(dossier, words):
    """Return a dossier whose only claim has some words."""
    (claim,) = find_claims(words, "en", dossier.claim_rules)
    return replace(dossier, claims=(StatedClaim("made-up", "none", words, "", "", "", claim),))


def told(dossier, words, pair):
    """Return the verdict, the evidence and the factor of a claim, as a page has them."""
    comparison = compare(dossier.figures, pair)
    (numbers,) = claim_numbers(stated(dossier, words).claims, comparison, dossier.figures)
    verdict, evidence, factor = (sentence_text(f"claim_{part}", numbers) for part in ("verdict", "evidence", "factor"))
    return f"{verdict} {evidence}{factor}"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("x-50,yachtsandyachting-2020-01-15-body,", "x-50,yachtsandyachting-2020-body,", "Did you mean 'yachts"),
        ("increased more than 50%,imb", "increased nearly 50%,imb", "expected words of the wording “increased"),
        ("increased more than 50%,imb", "in 2019,imb", "expected a claim such as “more than doubled”"),
        (
            "increased more than 50%,imb", "increased more than 50% from 78 in 2018 to 121 in 2019,imb",
            "expected one claim, and these are “increased more than 50%” and “from 78 in 2018 to 121”. Write a row",
        ),
        ("imb-kidnapped-crew-2018,", "imb-kidnapped-crew-2017,", "Did you mean 'imb-kidnapped-crew-"),
        ("imb-kidnapped-crew-2018,", ",", "earlier: found '', expected the id of a figure. Name both counts"),
        ("imb-kidnapped-crew-2018,", "imb-kidnapped-crew-2019,", "expected another figure than the earlier"),
        (f"{CREW.earlier},{CREW.later}", ",2025-13", "later: found '2025-13', expected the id of a figure"),
    ],
)  # fmt: skip
def test_a_faulty_row_is_named(copied, old, new, fault):
    """Each fault of a claim is one message with a remedy."""
    row = f"x-50,yachtsandyachting-2020-01-15-body,increased more than 50%,{CREW.earlier},{CREW.later},"
    path = copied.root / GULF
    path.write_text(path.read_text(encoding="utf-8") + row.replace(old, new) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=re.escape(fault)) as caught:
        load_dossier(copied, "gulf-of-guinea")

    assert 1 == len(caught.value.problems)


def test_a_claim_keeps_its_qualifier(copied, edit):
    """Words that leave out “more than” are read with it, as the wording has them."""
    edit(GULF, "activefreight-2019-01-17-body,more than doubled", "activefreight-2019-01-17-body,doubled")
    claims = {claim.id: claim for claim in load_dossier(copied, "gulf-of-guinea").claims}

    assert "more than doubled" == claims["activefreight-doubled"].claim.words


def test_rules_that_cannot_be_read_are_named(copied, edit):
    """A rule without a number, or with capitals, is refused."""
    edit(
        "data/claim-rules.csv",
        "en-multiple-4,en,amount,multiple,4,quadrupled",
        "en-multiple-4,en,amount,multiple,,Tenfold",
    )
    with pytest.raises(DataError, match="words: found 'Tenfold"):
        load_dossier(copied)


def test_a_brief_has_the_claims_about_its_pair(gulf):
    """The claims about the two counts are selected, with their wordings and documents, and no others."""
    records = select_records(gulf, CREW)

    assert {CREW} == {Pair(claim.earlier, claim.later) for claim in records.claims}
    assert {claim.statement for claim in records.claims} <= {statement.id for statement in records.statements}
    assert {"marinelink-50-percent", "financialstreet-50-percent"} < {claim.id for claim in records.claims}
    assert {statement.source for statement in records.statements} <= {*records.sources}
    assert () == select_records(gulf, Pair("imb-incidents-2021", "imb-incidents-2022")).claims


def test_claims_about_repeated_and_superseded_counts(gulf):
    """A claim about a count that repeats another, or was superseded, is a claim about that one."""
    claim = replace(gulf.claims[0], earlier="imb-incidents-2020", later="imb-incidents-2021-first-edition")
    records = select_records(
        replace(gulf, claims=(claim,)), Pair("imb-incidents-2020-edition-2021", "imb-incidents-2021")
    )

    assert (claim,) == records.claims


def test_claims_of_the_second_case(gulf):
    """The real claims of the data: rounded down, too small a fall, and nine months read as years."""
    verdicts = {}
    for claim in gulf.claims:
        if claim.earlier:
            comparison = compare(gulf.figures, gulf.current(Pair(claim.earlier, claim.later)))
            (numbers,) = claim_numbers([claim], comparison, gulf.figures)
            verdicts[claim.id] = numbers.verdict

    assert ClaimVerdict.HOLDS is verdicts["yachtsandyachting-50-percent"]
    assert ClaimVerdict.HOLDS is verdicts["maritimeherald-55-percent"]
    assert ClaimVerdict.TOO_LITTLE is verdicts["marinelink-50-percent"]
    assert ClaimVerdict.TOO_LITTLE is verdicts["financialstreet-50-percent"]
    assert ClaimVerdict.TOO_LITTLE is verdicts["risk-intelligence-95-percent"]
    assert ClaimVerdict.TOO_LITTLE is verdicts["newtelegraph-both-counts"]
    assert ClaimVerdict.NOT_COMPARABLE is verdicts["adf-fr-55-percent"]


UN, ITIC = Pair("un-2020", "un-2021-so-far"), Pair("itic-2020", "itic-2021")
MEANINGS = (
    "Two meanings. As a multiple of the earlier count: too little; as an increase by that multiple: possible, since "
    "part of what is known agrees."
)
COUNTS = "The later count, 334, is 5.57 times the earlier, 60;"
RATES = (
    "per day, depending on when the count stopped, 6.35 to 6.7 times; on the same days of the year, 5.57 to 8.35 times."
)


@pytest.mark.parametrize(
    ("words", "pair", "text"),
    [
        (
            "more than fivefold", UN,
            f"True, and a floor: the true change can only be larger. {COUNTS} {RATES}",
        ),
        (
            "tripled", UN,
            f"Too little. {COUNTS} {RATES} The nearest of these is 1.9 times the claim.",
        ),
        (
            "five times more", UN,
            f"{MEANINGS} {COUNTS} {RATES}",
        ),
        ("from 60 to 334", UN, "True only of the bare counts. The counts are 60 and 334; per day"),
        ("halved", UN, "Wrong direction. The later count, 334, is 5.57 times the earlier, 60"),
        ("more than doubled", ITIC, "True. The later count, 365, is 4.45 times the earlier, 82."),
        (
            "quadrupled", ITIC,
            "Too little. The later count, 365, is 4.45 times the earlier, 82. That is 1.1 times the claim.",
        ),
    ],
)  # fmt: skip
def test_sentences(dossier, words, pair, text):
    """The verdict and the numbers behind it, as a page says them."""
    assert told(dossier, words, pair).startswith(text)


def test_each_number_has_its_evidence(dossier):
    """The ratio on the same days rests on the bound, and that on the counts that limit it."""
    comparison = compare(dossier.figures, UN)
    (numbers,) = claim_numbers(stated(dossier, "sixfold").claims, comparison, dossier.figures)
    least = numbers.same_days.high.evidence.inputs[0]

    assert 40 == least.value
    assert {"figure-un-2020", "figure-un-2020-autumn"} <= {number.id for number in least.evidence.inputs}
    assert [60, 334, 366, 321] == [number.value for number in numbers.per_day.low.evidence.inputs]
    assert [60, 334, 366, 304] == [number.value for number in numbers.per_day.high.evidence.inputs]


def test_claims_as_a_table(gulf):
    """One row for each claim, with its verdict and its numbers as they are written."""
    records = select_records(gulf, CREW)
    table = claim_table(claim_numbers(records.claims, compare(gulf.figures, CREW), gulf.figures))

    assert "increased more than 50%" == table.loc["yachtsandyachting-50-percent", "words"]
    assert "holds" == table.loc["yachtsandyachting-50-percent", "verdict"]
    assert table.loc["yachtsandyachting-50-percent", "bare counts"].startswith("55.1")


def test_a_wording_is_split_at_its_claim(gulf):
    """The three pieces make the wording, typography included."""
    wordings = {statement.id: statement.wording for statement in gulf.statements}
    for claim in gulf.claims:
        before, words, after = split_wording(wordings[claim.statement], claim)

        assert wordings[claim.statement] == before + words + after
        assert words


def test_check_suggests_claims(copied, edit):
    """A claim without a row is a remark, and no fault; with the row it is none."""
    claim = "marinelink-50-percent,marinelink-2020-01-headline,Surge 50%"
    row = f"{claim},{CREW.earlier},{CREW.later},“More than” is gone.\n"
    before = remarks(copied)
    edit(GULF, row, "")
    after = [line for line in remarks(copied) if line not in before]

    assert not [line for line in before if "not in claims.csv" in line]
    assert 1 == len(after)
    assert "marinelink-2020-01-headline: the wording claims “Surge 50%”, which is not in claims.csv" in after[0]


def test_the_start_page_shows_and_suggests_claims(gulf):
    """The claims about the two counts are judged there, comparable or not, and those without a row are listed."""
    brief = ask(*CREW, case="gulf-of-guinea")
    page = render_view(gulf, brief)
    without = render_view(replace(gulf, claims=gulf.claims[:3]), brief)
    rivals = render_view(gulf, ask("imb-kidnapped-crew-2020", "imb-kidnapped-crew-2021", case="gulf-of-guinea"))

    assert "Claims about the change, checked" in page
    assert "Claims that nobody has checked" not in page
    assert "<q>Surge 50%</q>" in without
    assert "Not judged, since the two counts are not comparable." in rivals


def test_a_claim_is_added_at_the_terminal(copied, edit, monkeypatch, capsys):
    """Its words and its id are proposed; a wrong one is refused."""
    note = '"World, first half; the counts of the world are not in the data."'
    row = f"lantenne-46-percent,lantenne-2020-07-body,augmentation de 46 %,,,{note}\n"
    edit(GULF, row, "")
    monkeypatch.chdir(copied.root)
    command = ["add", "claim", "--statement", "lantenne-2020-07-body", "--case", "gulf-of-guinea"]

    assert main([*command, "--words", "augmentation de 64 %"])
    assert "expected words of the wording" in capsys.readouterr().err
    assert not main(command)
    assert "Added lantenne-2020-07-body-augmentation-de-46." in capsys.readouterr().err
    assert "lantenne-2020-07-body,augmentation de 46 %,,," in (copied.root / GULF).read_text(encoding="utf-8")


@pytest.mark.filterwarnings("ignore")  # the tool's own, about what it is built on
def test_a_claim_about_counts_of_events(copied, edit):
    """Its counts are rows of counts.csv, which the schema allows; elsewhere only ids of figures are."""
    folder = copied.tables("made-up-events")
    edit(
        folder / "statements.csv",
        "note\n",
        'note\nsaid,example-register,body,outlet,"It more than doubled.",transcribed,,\n',
    )
    row = "claim,said,more than doubled,example-group-2024,example-group-2025,\n"
    edit(folder / "claims.csv", "note\n", f"note\n{row}")
    (claim,) = [claim for claim in load_dossier(copied, "made-up-events").claims if "claim" == claim.id]
    keys = {
        case: {field for key in schema(copied.tables(case) / "datapackage.json") for field in key["fields"]}
        for case in ("made-up-events", "made-up")
    }

    assert ("example-group-2024", "example-group-2025") == (claim.earlier, claim.later)
    assert [] == Package(str(folder / "datapackage.json")).validate().flatten(["message"])
    assert {"made-up-events": {"statement"}, "made-up": {"statement", "earlier", "later"}} == keys


@pytest.mark.parametrize(("words", "told"), [
    ("more than doubled", "1.18 to 1.48 times the earlier"),
    ("rose by half", "then 274 to 305: that is a rise of 18.1% to 48.1%"),
    ("halved", "1.18 to 1.48"), ("tripled", "1.18 to 1.48 times"),
])  # fmt: skip
def test_the_page_of_a_claim_about_counts_that_are_ranges(project, words, told):
    """Each end of a range of ratios has a card of its own, made from the ends of the counts."""
    brief = load_brief(project, "made-up-events-2025")
    dossier = load_records(project, brief)
    (claim,) = find_claims(words, "en", dossier.claim_rules)
    stated_claim = StatedClaim("made-up", "none", words, *brief.pair, "", claim)
    found = answer(dossier, brief)
    (numbers,) = claim_numbers([stated_claim], found.comparison, found.figures)
    earlier, later = found.comparison.pair
    ends = {number.value for number in (numbers.bare.low, numbers.bare.high)}
    cards = {}
    for number in (end for part in (numbers.bare, numbers.per_day, numbers.same_days) for end in (part.low, part.high)):
        assert cards.setdefault(number.id, number.value) == number.value
        cards |= {given.id: given.value for given in number.evidence.inputs}

    assert told in sentence_text("claim_evidence", numbers)
    assert 2 == len(ends)
    assert {f"fewest-{earlier.id}", f"most-meant-{later.id}", f"fewest-{earlier.same_days.id}"} <= {*cards}
    assert "depending on the days" not in sentence_text("claim_evidence", numbers)


def schema(package):
    """Return the foreign keys of the claims in a Data Package."""
    tables = {table["name"]: table for table in json.loads(package.read_text())["resources"]}
    return tables["claims"]["schema"]["foreignKeys"]
