"""Briefs on a series: read, checked, suggested, built, and shown on a page that is not too large."""

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
import yaml

from conftest import ROOT, briefs_on, copy_project
from tally.analysis.claims import Unjudged
from tally.analysis.series import MOST_PERIODS
from tally.briefing import compose_series
from tally.briefs import (
    BriefError,
    answer_brief,
    brief_from,
    check_against,
    load_brief,
    load_records,
    make_brief,
    suggest_series,
)
from tally.briefs.kinds import MOST
from tally.build import Preflight
from tally.charts import draw_charts
from tally.evidence import sentence_text
from tally.evidence.series import MOST_ROWS, period_rows
from tally.explorer.choices import briefs_of, opening
from tally.page.page import typeset
from tally.project import BriefKind, BuildInputs, Inputs, code_hashes, find_project, read_cells
from tally.records import load_dossier
from tally.records.tables import DataError
from tally.windows import Step, periods_in

LARGEST = 400_000  # bytes of a page: 400 KB
QUOTED, SHORT, COUNTED = "gulf-incidents-years", "isil-kp-years", "made-up-events-months"
NOTHING = BuildInputs("", Inputs("", {}, {}), ())


@cache
def found_for(name):
    """Return the findings for a shipped brief."""
    project = find_project(ROOT)
    brief = load_brief(project, name)
    return answer_brief(load_records(project, brief), brief)


def series(**parameters):
    """Return a brief on a series of the piracy case."""
    usual = {"brief": "asked", "question": "How?", "case": "gulf-of-guinea", "level": 0.95, "milestones": []}
    return make_brief(**usual | parameters)


def test_a_brief_is_known_by_what_it_names(project):
    """Two counts, or a series: each kind has its own parameters and notebooks, and each can come from a notebook."""
    kinds = {name: load_brief(project, name).kind for name in project.briefs}
    assert [SHORT] == [name for name, kind in kinds.items() if kind is BriefKind.SERIES and "isil" in name]
    for name, kind in kinds.items():
        brief = load_brief(project, name)
        assert brief == brief_from(brief.model_dump() | {"found": None, "records": None}), name
        assert all((project.notebooks / f"{step}.ipynb").is_file() for step in project.steps_of(kind))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("series:", "serie:", "serie: there is no such parameter. Did you mean 'series'?"),
        ("level: 0.95", "level: 0.95\nearlier: a", "earlier: there is no such parameter. It is for briefs about two"),
        ("level: 0.95", "level: 0.95\ndataset: x", "series: names figures, and dataset a file to count from"),
        ("level: 0.95", "level: 0.95\nstep: month", "step: is month, which is for a series that is counted"),
        ("level: 0.95", "level: 0.95\nunit: tons", "unit: is tons, but it must be one of: events, deaths"),
        ("- itic-2021\n- itic-2022\n", "", "series: has 1 of the 3 figures that a series needs"),
        ("- itic-2022\n", "- itic-2021\n", "series: names itic-2021 twice"),
        ("series:\n- itic-2020\n- itic-2021\n- itic-2022\n", "dataset: d\n", "first: is empty. A series that"),
    ],
)  # fmt: skip
def test_a_fault_of_a_brief_is_named_with_its_remedy(copied, edit, old, new, message):
    """A misspelt, mixed or incomplete series says which parameter is wrong, and what is expected."""
    edit(f"notebooks/parameters/{SHORT}.yml", old, new)

    with pytest.raises(BriefError, match=re.escape(message)):
        load_brief(copied, SHORT)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["imb-incidents-2019", "imb-incidents-2020", "imb-incidents-202"], "there is no figure 'imb-incidents-202'"),
        (["imb-incidents-2019", "imb-incidents-2020", "imb-incidents-2020-nine-months"], "which share days"),
        (["imb-incidents-2021-first-edition", "imb-incidents-2021-edition-2022", "imb-incidents-2023"], "Keep one"),
    ],
)
def test_what_is_no_series_is_refused(project, names, message):
    """Each day belongs to one count, and a count and its correction are one."""
    brief = series(series=names)
    with pytest.raises(BriefError, match=message):
        check_against(brief, load_records(project, brief))


PIRACY = {"case": "gulf-of-guinea", "series": ["imb-incidents-2019", "imb-incidents-2023", "imb-incidents-2024"]}
REGISTER = {
    "case": "made-up-events", "dataset": "disruptions", "first": "2021-01-01", "last": "2025-11-17", "step": "month",
    "by": "admin1", "boundaries": "exampleland",
}  # fmt: skip
OTHER_UNIT = "imb-kidnapped-crew-2020"
WRONG = {  # a change of a brief, and what is said: the parameter, what was found, and what to do
    "two figures": (
        PIRACY | {"series": PIRACY["series"][:2]},
        "series: has 2 of the 3 figures that a series needs. List",
    ),
    "no figures": (PIRACY | {"series": []}, "series: is empty, and so is dataset. List the ids of 3 figures or more"),
    "one id": (PIRACY | {"series": "imb-incidents-2019"}, "series: is 'imb-incidents-2019' (str). Write a list"),
    "numbers": (
        PIRACY | {"series": [2019, 2020, 2021]},
        "series 2: is 2020 (int). Write text; put a number in quotes.",
    ),
    "another unit": (PIRACY | {"series": [*PIRACY["series"], OTHER_UNIT]}, "which differ in unit. A series counts one"),
    "a figure twice": (PIRACY | {"series": PIRACY["series"] * 2}, "series: names imb-incidents-2019 twice. List each"),
    "an unknown id": (
        PIRACY | {"series": [*PIRACY["series"], "imb-incident-2022"]},
        "series 4: there is no figure 'imb-incident-2022'. Did you mean 'imb-incidents-2022'? The ids are in data/gulf",
    ),
    "an unknown event": (
        PIRACY | {"milestones": ["deep-blue"]},
        "milestones: there is no milestone 'deep-blue'. Did you",
    ),
    "an unknown case": (PIRACY | {"case": "gulf-of-guina"}, "Did you mean 'gulf-of-guinea'? Restore the folder"),
    "places of figures": (PIRACY | {"by": "admin1"}, "by: is admin1, which is for a series that is counted"),
    "a unit of figures": (PIRACY | {"unit": "deaths"}, "unit: is deaths, which is for a series that is counted"),
    "precision of figures": (PIRACY | {"precision": 3}, "precision: is 3, which is for a series that is counted"),
    "the last day first": (
        REGISTER | {"last": "2020-12-31"},
        "last: is 2020-12-31, which is before first, 2021-01-01.",
    ),
    "no first day": (
        REGISTER | {"first": ""},
        "first: is empty. A series that is counted from disruptions needs first",
    ),
    "no day": (
        REGISTER | {"first": "2021-02-30"},
        "first: is 2021-02-30, but '2021-02-30' is not a day: February 2021",
    ),
    "days of no release": (
        REGISTER | {"first": "2010-01-01", "last": "2012-12-31"},
        "disruptions covers no day of these, but 2021-01-01 to",
    ),
    "an unknown step": (
        REGISTER | {"step": "fortnight"},
        "step: is fortnight, but it must be one of: year, quarter, mon",
    ),
    "an unknown level": (
        REGISTER | {"by": "province"},
        "by: is province, but it must be one of: country, admin1, admin2",
    ),
    "an unknown data set": (
        REGISTER | {"dataset": "disruption"},
        "dataset: there is no data set 'disruption' in data/ma",
    ),
    "an unknown actor": (
        REGISTER | {"actor": "exampel-group"},
        "actor: disruptions prints no actor 'exampel-group', as",
    ),
    "an unknown type": (
        REGISTER | {"kinds": ["Blocked rod"]},
        "kinds: disruptions prints no type 'Blocked rod', as a w",
    ),
    "a role of nobody": (REGISTER | {"role": "by"}, "role: found 'by' without an actor. Name one as actor, or leave"),
    "a map of no places": (REGISTER | {"by": ""}, "by: is empty, and boundaries are named. Write by: admin1 to count"),
    "an unknown map": (
        REGISTER | {"boundaries": "exampeland"},
        "boundaries: there is no file data/made-up-events/boundaries/exampeland.geojson. Did you mean 'exampleland'?",
    ),
    "a path for a map": (
        REGISTER | {"boundaries": "../x"},
        "boundaries: is '../x'. Write lower-case words joined",
    ),
    "a map that is text": (
        REGISTER | {"boundaries": "text"},
        "boundaries/text.geojson: found what is not GeoJSON (line ",
    ),
    "a map of TopoJSON": (
        REGISTER | {"boundaries": "topo"},
        "boundaries/topo.geojson: found 'Topology', expected a Geo",
    ),
    "a map with other names": (
        REGISTER | {"boundaries": "renamed"},
        "boundaries/renamed.geojson: The boundaries have no place 'Upper Example'. Did you mean 'Lower Example'?",
    ),
}


@pytest.fixture(scope="module")
def mapped(tmp_path_factory):
    """A copy of the project with more files of boundaries, which no map can be drawn from."""
    copy = copy_project(tmp_path_factory.mktemp("wrong"))
    folder = copy.tables("made-up-events") / "boundaries"
    drawn = (folder / "exampleland.geojson").read_text(encoding="utf-8")
    others = {
        "text": "nonsense",
        "topo": '{"type": "Topology"}',
        "renamed": drawn.replace("Upper Example", "Elsewhere"),
    }
    for name, text in others.items():
        (folder / f"{name}.geojson").write_text(text, encoding="utf-8")
    return copy


def written(project):
    """Return the files of a project; what is kept of files that were read is not among them."""
    return {path for path in project.root.rglob("*") if ".cache" not in path.relative_to(project.root).parts}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_in_a_series_is_one_sentence(mapped, case):
    """It names the parameter or the file, what was found and what to do; nothing is built and nothing is written."""
    values, message = WRONG[case]
    path = mapped.parameters / "wrong.yml"
    usual = {"brief": "wrong", "question": "How did it change?", "level": 0.95, "milestones": []}
    path.write_text(yaml.safe_dump(usual | values), encoding="utf-8")
    before = written(mapped)
    with pytest.raises((BriefError, DataError)) as refused:
        Preflight(mapped).brief("wrong")

    assert message in str(refused.value), refused.value
    assert len(str(refused.value).splitlines()) <= 1 + max(1, str(refused.value).count("(int)"))
    assert before == written(mapped)
    path.unlink()


def test_periods_are_from_three_to_six_hundred(project):
    """A counted series has as many periods as can be drawn, computed and read."""
    days = {"dataset": "disruptions", "case": "made-up-events", "first": "2021-01-01", "last": "2025-11-17"}
    for step in ("year", "week"):
        check_against(series(**days, step=step), load_dossier(project, "made-up-events"))
    assert MOST == MOST_PERIODS
    with pytest.raises(BriefError, match=r"step: is day, which makes 1,782 periods .* from 3 to 600"):
        check_against(series(**days, step="day"), load_dossier(project, "made-up-events"))
    with pytest.raises(BriefError, match=r"there is no data set 'disruption'.*Did you mean 'disruptions'"):
        load_records(project, series(**days | {"dataset": "disruption"}, step="month"))


def test_figures_that_belong_together_are_found(project):
    """The current ones of one counter, unit, basis and place; what is missing, revised or from others is said."""
    suggestion = suggest_series(load_dossier(project, "gulf-of-guinea"), ["imb-incidents-2021-first-edition"])

    assert [2019, 2020, 2021, 2022, 2023, 2024] == [int(name[14:18]) for name in suggestion.ids]
    assert "imb-incidents-2021-edition-2022" in suggestion.ids
    for remark in (
        "2021: revised. imb-incidents-2021-edition-2022 has replaced imb-incidents-2021-first-edition.",
        "2018: missing. Not in the series: imb-incidents-2018 (82, 2018",
        "2020: counted more than once. Not in the series: ",
    ):
        assert any(line.startswith(remark) for line in suggestion.remarks), remark
    with pytest.raises(BriefError, match=r"Only 2 figures of one counter"):
        suggest_series(load_dossier(project, "gulf-of-guinea"), ["un-cases-2020"])


def test_a_suggested_brief_is_written_and_builds(copied, command):
    """The command says what a series lacks, and writes the figures' ids; for a data set it writes the query."""
    run = command("add", "brief", "asked", "--series", "imb-incidents-2020", "--case", "gulf-of-guinea")
    assert (0, True) == (run.returncode, "2018: missing." in run.stderr), run.stderr
    written = load_brief(copied, "asked")
    assert ("", 6) == (written.dataset, len(written.series))
    assert f"The series: {', '.join(written.series)}." in run.stderr
    few = command(
        "add", "brief", "few", "--series", "imb-incidents-2020,imb-incidents-2022", "--case", "gulf-of-guinea"
    )
    assert "Only 2 figures named: a series needs 3." in few.stderr

    run = command(
        "add", "brief", "quarters", "--dataset", "disruptions", "--first", "2021-01-01", "--last", "2024-12-31",
        "--step", "quarter", "--actor", "example-group", "--case", "made-up-events",
    )  # fmt: skip
    assert 0 == run.returncode, run.stderr
    assert "The file names 5 places. For a table of them: --by admin1" in run.stderr
    assert "A map of them: --boundaries exampleland" in run.stderr
    assert "series" not in (copied.parameters / "quarters.yml").read_text(encoding="utf-8")
    assert ("example-group", "quarter") == (load_brief(copied, "quarters").actor, load_brief(copied, "quarters").step)

    for wrong, words in (
        (("--last", "2024-12-32"), "32. Correct the day. Nothing was written."),
        (
            ("--step", "quarters"),
            "step: is quarters, but it must be one of: year, quarter, month, week, day. Did you mean 'q",
        ),
        (("--boundaries", "Example_land", "--by", "admin1"), "boundaries: is 'Example_land'. Write lower-case words"),
        (("--level", "95"), "level: is 95.0 (float). It must be less than 1. Nothing was written."),
    ):
        refused = command(*run.args, *wrong)
        assert (1, True) == (refused.returncode, words in refused.stderr), refused.stderr
    assert 0 == command(*run.args, "--by", "admin1", "--boundaries", "exampleland.geojson", "--replace").returncode

    refused = command("add", "brief", "mixed", "--series", "a", "b", "--earlier", "c", "--case", "gulf-of-guinea")
    assert 2 == refused.returncode
    assert "--earlier: only for two counts, not for a series" in refused.stderr


def test_what_an_earlier_notebook_estimated_is_used():
    """The page is written from the estimates in the folder, as the change of two counts is; none is made again."""
    project = find_project(ROOT)
    brief = load_brief(project, SHORT)
    records = load_records(project, brief)
    estimates = answer_brief(records, brief).answer.fits
    found = answer_brief(records, brief, None, estimates)

    assert all(used is given for used, given in zip(found.answer.fits, estimates, strict=True))


def test_a_gap_is_not_zero():
    """Days that the data do not cover have no count; a period without events has the count zero."""
    found = found_for(COUNTED)
    whole = found.whole
    rows = [list(row) for row in whole.counted.periods]
    rows[3][2:], rows[5][2:] = [None, None, None], [0, 0, 0]
    counted = replace(whole.counted, periods=tuple(map(tuple, rows)))
    records = replace(found.everything, every=found.everything.every | {whole.id: replace(whole, counted=counted)})
    changed = answer_brief(records, found.brief)

    table = period_rows(changed)
    assert (None, "no count") == (table[3].count, table[3].state)
    assert ("0", "complete") == (table[5].count.text, table[5].state)
    assert ["may still grow"] * 4 + ["covers only a part of a period"] == [row.state for row in table[-5:]]
    assert [True, True] == [step.is_gap for step in changed.series.steps if not step.is_comparable]
    assert len(changed.counts) == len(found.counts) - 1


def test_the_whole_has_the_rows_and_the_periods_lead_to_it():
    """Each period's number opens its days, its range and the count of all days, which has query, file and rows."""
    found = found_for(COUNTED)
    numbers = [row.count for row in period_rows(found)]

    assert all(number.evidence.whole == found.whole_number for number in numbers)
    assert found.whole.value == sum(figure.value for figure in found.counts)
    assert not any(figure.counted.certain for figure in found.counts)
    assert len(found.whole.counted.ids) > 2000


def test_a_long_series_has_a_page_of_ordinary_size(tmp_path):
    """Of 600 months the page has a row for each year, which opens its months, and is at most 400 KB."""
    found = found_for(COUNTED)
    whole, months = found.whole, periods_in(date(1976, 1, 1), date(2025, 12, 31), Step.MONTH)
    counts = [(str(month.first), str(month.last), 40 + place % 9, 41 + place % 9, 43 + place % 9)
              for place, month in enumerate(months)]  # fmt: skip
    days = (date(2025, 12, 31) - date(1976, 1, 1)).days + 1
    covers = replace(whole.counted.dataset.covers, first=date(1976, 1, 1), last=date(2025, 12, 31))
    counted = replace(
        whole.counted,
        periods=tuple(counts),
        daily=(1,) * days,
        by_place=(),
        dataset=replace(whole.counted.dataset, covers=covers),
    )
    window = periods_in(date(1976, 1, 1), date(2025, 12, 31), Step.YEAR)
    long = replace(whole, counted=counted, window=replace(whole.window, start=replace(
        whole.window.start, earliest=window[0].first, latest=window[0].first)))  # fmt: skip
    records = replace(found.everything, every=found.everything.every | {whole.id: long})
    changed = answer_brief(records, found.brief)
    drawn = draw_charts(changed, tmp_path)
    svgs = {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "charts").glob("*.svg")}
    page, edition = typeset(compose_series(changed, NOTHING), svgs)

    assert MOST_ROWS < len(months) == len(changed.counts) == 600
    assert 50 == sum(name.startswith("year-") for name in edition.numbers)
    periods = page.partition('aria-label="The counts of the periods"')[2].partition("</table>")[0]
    assert 50 == periods.count('<th scope="row">')
    assert "a row for each year" in page
    assert "January 1976: 40 to 43" in re.sub("<[^>]+>", "", page)
    assert {"periods", "years_to_date"} == {*drawn}
    assert len(page.encode()) < LARGEST - 70_000  # what is offered to take away is added


@pytest.mark.parametrize(
    ("name", "verdicts"),
    [
        (QUOTED, {"newtelegraph-both-counts": "too little", "guardian-ng-2024-lowest": "cannot be judged",
                  "leadership-2021-lowest": "cannot be judged", "naturenews-2022-record-low": "cannot be judged"}),
        (COUNTED, {"may-highest-since-2022": "true", "may-highest-since-2015": "cannot be judged",
                   "june-third-fall": "too much", "may-tripled": "possible"}),
    ],
)  # fmt: skip
def test_claims_are_judged_beside_a_series(name, verdicts):
    """About a count of it, its days, two counts, or the same days of other years; beyond the data, none is judged."""
    found = found_for(name)
    beyond = [claim for claim in found.claims if claim.change is None and claim.judged.reason is Unjudged.START]

    assert verdicts.keys() == {claim.stated.id for claim in found.claims}
    for claim in found.claims:
        said = sentence_text("series_claim_verdict", claim).lower()
        assert said.startswith(verdicts[claim.stated.id]), said
    assert beyond
    for claim in beyond:
        days = sentence_text("series_claim_days", claim)
        assert all(figure.written in days for figure in claim.beside)
        assert {figure.window.first.month for figure in claim.beside} <= {1}


def test_both_kinds_have_code_of_their_own(project):
    """A change in the notebooks of one kind makes no briefing of the other out of date."""
    pair, other = (set(code_hashes(project, kind)) for kind in BriefKind)

    assert {f"{name}.ipynb" for name in project.steps_of(BriefKind.SERIES)} == other - pair
    assert {f"{name}.ipynb" for name in project.steps} == pair - other


def test_the_start_page_has_both_kinds(project):
    """Asked for a series, it opens with it; of each kind, it has the first brief of the case."""
    brief, dossier = opening(project, QUOTED)
    firsts = briefs_of(project, dossier, brief.case)

    assert QUOTED == brief.brief
    assert {kind: kind for kind in BriefKind} == {kind: first.kind for kind, first in firsts.items()}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (QUOTED, "the count went down from 64 to 18, falling in three of five steps"),
        (SHORT, "the count went up from 82 to 181, rising in one of two steps"),
        (COUNTED, "the count went up"),
    ],
)
def test_what_a_page_says_first(built, name, words):
    """The way from the first to the last count, the break and what is not final; the list of briefings has it too."""
    page = re.sub("<[^>]+>", "", (built.report(name) / "briefing.html").read_text(encoding="utf-8"))

    assert words in page
    assert words in re.sub("<[^>]+>", "", (built.reports / "index.html").read_text(encoding="utf-8"))
    assert ("the series breaks: the basis changes" in page) is (name == QUOTED)
    assert ("was 34 before it was revised to 35" in page) is (name == QUOTED)
    assert ("which is never called the lowest" in page) is (name == COUNTED)
    assert len((built.report(name) / "briefing.html").read_bytes()) <= LARGEST


def test_what_was_estimated_is_kept_beside_the_page(built):
    """With the parameters that it depends on; the rows of a counted series are there too."""
    for name in briefs_on(built, BriefKind.SERIES):
        kept = json.loads((built.report(name) / "series.json").read_text(encoding="utf-8"))
        assert kept["asked"]["series"] == load_brief(built, name).series
        assert (COUNTED == name) is (built.report(name) / "counted-rows.csv").is_file()
    assert any(part["trend"] for part in kept["parts"])


@pytest.mark.parametrize("name", [QUOTED, COUNTED])
def test_cells_that_evidence_names_are_there(project, name, tmp_path):
    """Each computed number of a page names a cell of a notebook on series."""
    briefing = compose_series(found_for(name), NOTHING)
    svgs = {path.stem: path.read_text(encoding="utf-8") for path in draw_charts(found_for(name), tmp_path).values()}
    svgs |= {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "charts").glob("*.svg")}
    _, edition = typeset(briefing, svgs)
    lines = [line for number in edition.numbers.values() if "computed" == number.kind for line in number.card]
    named = {found for line in lines for found in re.findall(r"([\w/-]+)\.ipynb, cell ([\w-]+)", line)}

    assert named
    for notebook, cell in named:
        ids = json.loads((project.notebooks / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
        assert cell in [each["id"] for each in ids], (notebook, cell)
        assert read_cells(project.notebooks / f"{notebook}.ipynb")
