"""Each column is described once, and every list of columns is made from that description."""

import csv
import io
import json
import shutil
import subprocess
import sys
from dataclasses import fields

import pytest

from conftest import ROOT
from limits import LIMIT
from tally.records import (
    CASE_TABLES,
    CLAIMS,
    LOCKS,
    MILESTONES,
    RULE_TABLES,
    STATEMENTS,
    Lock,
    Milestone,
    StatedClaim,
    Statement,
    Voice,
    Where,
)
from tally.records.bibliography import ASSESSMENTS, SOURCES, Reliability, Source
from tally.records.bibliography.records import SourceNotes, SourceRecord
from tally.records.claims import CLAIM_RULES, ClaimRule
from tally.records.claims.columns import Part
from tally.records.figures import FIGURES, SEEN, Basis, Figure
from tally.records.schemas import outdated_files
from tally.records.wordings import RULES, Rule
from tally.records.wordings.columns import Dimension

TABLES = {table.name: table for table in (*CASE_TABLES, *RULE_TABLES)}
RULES_OF_ALL = [table.name for table in RULE_TABLES]
WRITTEN = [table for table in TABLES.values() if table.file.endswith(".csv")]
# Columns whose value has another name in the record; an empty one is for those that the record does not have.
FIGURE_FIELDS = {
    "as_of": "window", "window_basis": "window_inferred", "provinces": "", "superseded_by": "",
    "superseded_because": "",
}  # fmt: skip
SHOWN = """
import contextlib, io, json, sys
from pathlib import Path
from tally.cli.main import main
from tally.exports.spreadsheets import dictionary
from tally.project import find_project
from tally.records import CASE_TABLES, RULE_TABLES, load_dossier
from tally.records.schemas import outdated_files
from tally.records.tables import DataError
import pandas as pd

name, file = sys.argv[1:3]
project, table = find_project(), next(table for table in (*CASE_TABLES, *RULE_TABLES) if table.name == name)
shown = {"questions": table.questions, "README": "", "packages": 0}
for path, text in outdated_files(project).items():
    if path.name == "README.md":
        shown["README"] = next(line for line in text.splitlines() if "| `weather`" in line)
    else:
        resources = json.loads(text)["resources"]
        schemas = [one["schema"]["fields"] for one in resources if one["path"] == table.file]
        shown["schema"] = next(field for field in schemas[0] if field["name"] == "weather") if schemas else None
        shown["packages"] += 1
    path.write_text(text, encoding="utf-8")
shown["left"] = len(outdated_files(project))
try:
    load_dossier(project)
except DataError as error:
    shown["missing"] = str(error)
for path in [*project.data.rglob(file)]:
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\\n".join([lines[0] + ",weather", *(line + "," for line in lines[1:])]) + "\\n", encoding="utf-8")
load_dossier(project)
if name == "figures":
    shown["dictionary"] = dictionary(pd.DataFrame({"weather": ["rain"]})).iloc[0].tolist()
commands = {name: name.removesuffix("s") for name in ("figures", "statements", "claims", "milestones")}
commands["assessments"] = "source"
if name in commands:
    help = io.StringIO()
    with contextlib.redirect_stdout(help), contextlib.suppress(SystemExit):
        main(["add", commands[name], "--help"])
    shown["help"] = " ".join(help.getvalue().split())
main(["add", "case", "fresh"])
fresh = project.tables("fresh") / file
shown["fresh"] = fresh.read_text(encoding="utf-8").splitlines()[0] if fresh.exists() else ""
path = next(project.data.glob(f"isil-kp/{file}"), project.data / file)
header, *rows = path.read_text(encoding="utf-8").splitlines()
row = rows[0] if rows else "un-2020" + "," * header.count(",")
path.write_text("\\n".join([header, row + "fog", *rows[1:]]) + "\\n", encoding="utf-8")
try:
    load_dossier(project)
except DataError as error:
    shown["refused"] = str(error)
print(json.dumps(shown))
"""
WEATHER = """        Column(
            name="weather", provenance="the page", choices=("sun", "rain"), description="`sun` or `rain`",
            question="Weather (sun or rain, or nothing)", help="sun or rain",
        ),
"""


def test_packages_and_readme_are_in_step(project):
    """The schemas of all cases and the tables of data/README.md are those of the descriptions: run `make columns`."""
    assert not outdated_files(project)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("data/README.md", "| `why` |", "| `because` |"),
        ("data/README.md", "| `custom.said_by` | ", "| `custom.said_by` | once "),
        ("data/isil-kp/datapackage.json", '"name": "window_basis"', '"name": "window_base"'),
        ("data/made-up/datapackage.json", '"own-page",', ""),
        ("data/datapackage.json", '"type": "integer"', '"type": "string"'),
    ],
)
def test_what_is_out_of_step_is_found(copied, edit, path, old, new):
    """A column, a description, a choice or a type that was changed by hand is found, and only in that file."""
    edit(path, old, new)

    assert [copied.root / path] == [*outdated_files(copied)]


@pytest.mark.parametrize("table", WRITTEN, ids=lambda table: table.name)
def test_tables_have_the_described_columns(project, table):
    """Each file of each case has the columns of the description, in its order."""
    paths = [*project.data.rglob(table.file)]
    headers = {path: next(csv.reader(io.StringIO(path.read_text(encoding="utf-8")))) for path in paths}

    assert headers
    assert {table.names} == {tuple(header) for header in headers.values()}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_description_is_complete(table):
    """Each column has a description and a source; its choices, references, questions and flags agree."""
    for column in table.columns:
        choices = set(column.choices)
        assert column.description, column.name
        assert column.provenance, column.name
        assert not choices or all(f"`{choice}`" in column.description for choice in choices), column.name
        assert not column.default or column.fits(column.default), column.name
        assert not column.question or column.help, column.name
        if column.refers_to:
            other, _, key = column.refers_to.partition(".")
            assert key == TABLES[other].names[0], column.name
    assert len(table.names) == len({*table.names})
    assert {*table.asked_first} <= {*table.questions}
    assert "id" not in table.questions or "id" == [*table.questions][-1]


@pytest.mark.parametrize(
    ("column", "members"),
    [
        (FIGURES["basis"], Basis),
        (FIGURES["seen"], SEEN),
        (STATEMENTS["seen"], SEEN),
        (STATEMENTS["where"], Where),
        (STATEMENTS["voice"], Voice),
        (ASSESSMENTS["reliability"], Reliability),
        (RULES["dimension"], Dimension),
        (CLAIM_RULES["part"], Part),
    ],
)
def test_choices_are_the_members_of_an_enumeration(column, members):
    """A member that is added may be in the table at once."""
    assert tuple(members) == column.choices


@pytest.mark.parametrize(
    ("table", "kind", "others"),
    [
        (FIGURES, Figure, FIGURE_FIELDS),
        (STATEMENTS, Statement, {}),
        (CLAIMS, StatedClaim, {}),
        (MILESTONES, Milestone, {"date": "day"}),
        (LOCKS, Lock, {}),
        (RULES, Rule, {"note": ""}),
        (CLAIM_RULES, ClaimRule, {"note": ""}),
        (ASSESSMENTS, Source, {"source": "id"}),
    ],
)
def test_records_have_what_is_described(table, kind, others):
    """What a column holds is in the record that is made of its row."""
    known = {"", *(field.name for field in fields(kind))}

    assert not [name for name in table.names if others.get(name, name) not in known]


def test_records_of_sources_have_what_is_described():
    """The notes that are read from `custom` are described, and so are the fields that a record must have."""
    notes = {column.name for column in SOURCES.columns if column.path.startswith("custom.")}
    required = {column.name for column in SOURCES.columns if column.required}

    assert {*SourceNotes.model_fields} == notes - {"document", "text"}
    assert {name for name, field in SourceNotes.model_fields.items() if field.is_required()} == required & notes
    assert {name for name, field in SourceRecord.model_fields.items() if field.is_required()} - {"custom"} < required


def test_each_flag_and_question_can_be_answered():
    """What is asked for a source is a field of its record or a column of its assessment."""
    assert {"title", "issued", "said_by"} == {*SOURCES.questions}
    assert {*ASSESSMENTS.flags} == {*ASSESSMENTS.names} - {"source"}
    for table in (FIGURES, STATEMENTS, CLAIMS, MILESTONES):
        assert {*table.questions} == {*table.flags} == {*table.names} - {"superseded_by", "superseded_because"}


@pytest.mark.parametrize(
    ("name", "module", "anchor"),
    [
        ("figures", "figures/columns.py", 'name="superseded_because", provenance="analyst",'),
        ("statements", "columns.py", 'help="id of the statement that it repeats",'),
        ("claims", "columns.py", 'help="id of the later count",'),
        ("milestones", "columns.py", 'help="id of the source that dates it",'),
        ("locks", "columns.py", 'name="fetched", type="date", required=True,'),
        ("assessments", "bibliography/columns.py", 'name="why", required=True, provenance="analyst",'),
        ("claim-rules", "claims/columns.py", 'expected="lower-case words without punctuation, with'),
        ("drift-rules", "wordings/columns.py", 'expected="lower-case words without punctuation",'),
    ],
)
def test_a_further_column_is_described_in_one_place(tmp_path, copied, name, module, anchor):
    """Reader, schemas, README, questions, flags, dictionary and fresh cases have it without another change."""
    package, table, cases = tmp_path / "package", TABLES[name], copied.cases
    shutil.copytree(ROOT / "src" / "tally", package / "tally")
    path = package / "tally" / "records" / module
    before, found, after = path.read_text(encoding="utf-8").partition(anchor)
    end = after.index("),\n") + 3
    note = after.find("        note_column(),\n", end, end + 24)
    end = end if note < 0 else note + 24
    path.write_text(before + found + after[:end] + WEATHER + after[end:], encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(package)!r})\n{SHOWN}", name, table.file],
        cwd=copied.root, capture_output=True, text=True, timeout=LIMIT,
    )  # fmt: skip
    assert 0 == run.returncode, run.stderr
    shown = json.loads(run.stdout.splitlines()[-1])

    assert "| `weather` | `sun` or `rain` | the page |" == shown["README"]
    assert {
        "name": "weather", "type": "string", "description": "`sun` or `rain`",
        "constraints": {"enum": ["sun", "rain"]},
    } == shown["schema"]  # fmt: skip
    assert (1 if name in RULES_OF_ALL else len(cases)) == shown["packages"]
    assert not shown["left"]
    assert f"{table.file}, line 1, weather: found 'no column weather'" in shown["missing"]
    assert "weather: found 'fog', expected sun or rain" in shown["refused"]
    assert "Weather (sun or rain, or nothing)" == shown["questions"]["weather"]
    assert name in RULES_OF_ALL or shown["fresh"].endswith(",weather")
    assert "help" not in shown or "--weather WEATHER sun or rain" in shown["help"]
    assert name != "figures" or ["Figures", "weather", "sun or rain"] == shown["dictionary"]
