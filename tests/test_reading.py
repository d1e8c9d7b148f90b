"""Files of users are read in one place, whatever they are."""

import ast
import csv
import json
import os
import re
import socket
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally.adding import Prompter, PromptError
from tally.adding.sources import add_sources
from tally.adding.sources.records import from_bibtex, from_csl
from tally.analysis import load_change, load_figures
from tally.briefs import BriefError, load_brief
from tally.build.preflight import check_notebooks
from tally.errors import TallyError
from tally.project import (
    JsonError,
    Kind,
    Project,
    ReadError,
    StepError,
    edited_outputs,
    parse_json,
    read_cells,
    read_file,
    read_record,
)
from tally.records import load_dossier, read_package
from tally.records.bibliography.records import read_records
from tally.records.tables import DataError, first_lines, read_rows, shorten


def folder(path):
    path.mkdir()


def pipe(path):
    os.mkfifo(path)


def open_socket(path):
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(path))
    listening.close()


def device(path):
    path.symlink_to("/dev/zero")


def terminal(path):
    path.symlink_to("/dev/tty")


def circle(path):
    path.with_name("other").symlink_to(path)
    path.symlink_to(path.with_name("other"))


def nowhere(path):
    path.symlink_to("nothing")


def unreadable(path):
    path.symlink_to("/proc/self/mem")  # nobody may read its first page, not even root


def endless(path):
    path.symlink_to("/proc/self/status")  # a regular file whose size is 0, and which is not empty


def large(path):
    with path.open("wb") as file:
        file.truncate(Kind.BRIEF.limit + 1)


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (folder, "a folder"), (pipe, "a pipe"), (open_socket, "a socket"), (device, "a device"),
        (terminal, "a device"), (circle, "links that lead to each other"), (nowhere, "no file"),
        (unreadable, "input/output error"), (endless, "more than its 0 bytes"), (large, "40,001 bytes"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("linked", [False, True])
def test_only_regular_files_are_read(tmp_path, make, found, linked):
    """Whatever is no file, or too large, is refused at once in one sentence with its path, also behind a link."""
    path = tmp_path / "file"
    make(path)
    if linked:
        (tmp_path / "link").symlink_to(path)
        path = tmp_path / "link"
    with pytest.raises(ReadError) as refused:
        read_file(path, Kind.BRIEF)

    assert found in str(refused.value)
    assert str(refused.value).startswith(f"{path}: found ")
    assert refused.value.missing == (found == "no file")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b", "x" * 5000, "a/b"])
def test_any_name_gets_an_answer(tmp_path, name):
    """A name that no file can have is refused like a file that is not there."""
    with pytest.raises(ReadError, match="found"):
        read_file(tmp_path / name, Kind.BRIEF)


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_read_up_to_its_limit(tmp_path, kind):
    """A file of the largest size is read; one byte more is refused."""
    path = tmp_path / "file"
    path.write_bytes(b"text\r\n\xff")

    assert b"text\r\n\xff" == read_file(path, kind)

    os.truncate(path, kind.limit + 1)
    with pytest.raises(ReadError, match=f"{kind.limit + 1:,} bytes, expected at most {kind.limit:,}"):
        read_file(path, kind)


@pytest.mark.parametrize(("content", "found"), [(b"", "less than its 4 bytes"), (b"x" * 1000, "more than its 4 bytes")])
def test_a_file_that_changes_is_refused(tmp_path, monkeypatch, content, found):
    """A file that another program writes to is neither read for ever nor taken for complete."""
    path, read = tmp_path / "log", os.read
    path.write_bytes(b"four")

    def change(descriptor, count):
        path.write_bytes(content)
        return read(descriptor, count)

    monkeypatch.setattr(os, "read", change)
    with pytest.raises(ReadError, match=f"{found}, expected a file that does not change"):
        read_file(path, Kind.BRIEF)


def open_files():
    return len([*Path("/proc/self/fd").iterdir()])


def test_descriptors_are_closed(tmp_path):
    """Refusals leave no open file."""
    before = open_files()
    for _ in range(3):
        with pytest.raises(ReadError):
            read_file(tmp_path, Kind.TABLE)

    assert before == open_files()


READS = {"read_text", "read_bytes", "copyfile", "read_csv", "loadtxt", "fromfile", "memmap"}
PARSES = {
    ("json", "load"),
    ("json", "loads"),
    ("tomllib", "load"),
    ("nbformat", "read"),
    ("yaml", "load"),
    ("io", "open"),
    ("os", "open"),
}
WRITES = re.compile(r"[rbt+]*[wax+][rwaxbt+]*")
# module and call, and why that does not go through read_file or parse_json
ELSEWHERE = {
    ("project/reading/files.py", "open"): "the one place where files are opened",
    ("project/reading/plain_json.py", "loads"): "the one place where JSON is parsed",
    ("records/tables/plain_yaml.py", "load"): "the one place where YAML is parsed, after its events are checked",
    ("analysis/artifacts.py", "read_csv"): "parses what read_file has read",
    ("events/loading/contents.py", "open"): "a file inside an archive that open_file has opened",
    ("events/store.py", "read_bytes"): "Tally's own code",
    ("page/downloads/table.py", "read_csv"): "parses what read_file has read",
    ("adding/sources/bibtex.py", "loads"): "what pandoc has written",
    ("exports/word.py", "loads"): "what pandoc has written",
    ("records/bibliography/citations.py", "loads"): "a record that was read and checked",
    ("adding/sources/duplicates.py", "loads"): "a record that was read and checked",
    ("documents/apart.py", "loads"): "what Tally's own reading process answers",
    ("documents/child.py", "loads"): "what Tally asks its own reading process",
    ("documents/reading/extracted.py", "loads"): "what Tally's own reading process answers",
    ("documents/reading/web/declared.py", "loads"): "whether it is JSON, in the process that reads documents",
    ("build/notebooks.py", "read"): "a notebook that papermill has just written",
    ("build/store.py", "read"): "a notebook that papermill has just written",
    ("build/check.py", "read_text"): "Tally's own templates",
    ("adding/starter.py", "loads"): "what the installer recorded of Tally itself",
    ("adding/starter.py", "read_text"): "what the installer recorded of Tally itself",
    ("explorer/picture.py", "read_bytes"): "Tally's own picture",
    ("page/downloads/pictures.py", "open"): "a picture in memory, which the build has drawn",
    ("page/frame/web.py", "read_text"): "Tally's own icon",
    ("page/what_if/script.py", "read_text"): "Tally's own script",
    ("build/cluster/task.py", "read_bytes"): "Tally's own code",
    ("charts/drawing/style.py", "read_text"): "Tally's own style sheet",
    ("page/index.py", "read_text"): "Tally's own script",
    ("page/frame/stylesheet.py", "read_text"): "Tally's own style sheet",
    ("page/frame/stylesheet.py", "read_bytes"): "Tally's own typefaces",
    ("page/page.py", "read_text"): "charts that were just drawn",
    ("exports/word.py", "read_bytes"): "what pandoc has just written",
    ("exports/pdf.py", "read_bytes"): "what the browser has just printed",
    ("exports/pdf.py", "read_text"): "what the browser has just said",
    ("project/extras.py", "read_text"): "the lists of packages, and Tally's own note beside them",
    ("exports/spreadsheets.py", "read_csv"): "a file that was read before",
    ("project/extras.py", "read_bytes"): "the lists of packages",
    ("project/inputs.py", "read_bytes"): "Tally's own code",
    ("project/plan.py", "read_bytes"): "the journal, which only Tally writes",
    ("project/plan.py", "open"): "the files that the journal names",
    ("project/writing.py", "open"): "to write, and a folder that is synchronised",
    ("project/printing.py", "open"): "the streams of the process",
}  # fmt: skip


def reads(tree):
    """Find the calls that read a file or parse what stands in one."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
        owner = getattr(getattr(node.func, "value", None), "id", "")
        modes = [one for one in [*node.args, *(word.value for word in node.keywords)] if isinstance(one, ast.Constant)]
        opens = name == "open" and not any(WRITES.fullmatch(str(one.value)) for one in modes)
        method = isinstance(node.func, ast.Attribute) and name in READS
        if method or (owner, name) in PARSES or (opens and owner not in ("cls", "self", "Robots")):
            yield name, node.lineno


def test_files_are_read_in_one_place(project):
    """A limit of size, or of what counts as a file, holds for every file that a user can put in Tally's way."""
    source, found = project.root / "src" / "tally", {}
    for path in source.rglob("*.py"):
        name = path.relative_to(source).as_posix()
        found |= {(name, call): line for call, line in reads(ast.parse(path.read_text(encoding="utf-8")))}

    assert {} == {where: line for where, line in found.items() if where not in ELSEWHERE}, (
        "use tally.project.read_file, read_json or parse_json"
    )
    assert {} == {where: why for where, why in ELSEWHERE.items() if where not in found}, "no longer needed"


@pytest.mark.parametrize(
    "line",
    ["path.read_text()", "path.read_bytes()", "open(path)", "path.open()", "path.open(mode='rb')", "json.loads(text)",
     "os.open(path, 0)", "shutil.copyfile(a, b)", "pd.read_csv(path)", "nbformat.read(path, 4)"],
)  # fmt: skip
def test_a_further_read_would_be_found(line):
    """The search knows the ways in which a file is read."""
    assert [*reads(ast.parse(line))]


NESTED = '{"a":[' * 50_000
TOO_MUCH = {
    "deep": ("[" * 200_000, "lists nested too deeply"),
    "deep after closed ones": ("[[]," + NESTED, "lists nested too deeply"),
    "digits": ("[" + "1" * 5_000 + "]", "a number with too many digits (5,000)"),
    "large": ("[1e999]", "a number that is too large (1e999)"),
    "twice": ('{"id": "x", "a": 1, "a": 2}', "the field 'a' twice in one place (x)"),
    "half": ('["\\ud800"]', "half a character, \\ud800"),
    "half in a name": ('{"\\udc00": 1}', "half a character"),
    "latin": (b'["\xe9"]', "a byte that is not UTF-8, 0xe9"),
    "empty": ("", "nothing"),
    "cut": ('{"a": [1, ', "the end in the midst of a value"),
    "page": ("<!DOCTYPE html><html></html>", "a web page"),
    "NUL": ('["\0"]', "invalid control character"),
    "more": ("[] []", "extra data"),
    "backslashes": ('"' + "\\" * 200_001, "unterminated string"),
}


@pytest.mark.parametrize("case", TOO_MUCH)
def test_json_is_refused_before_it_does_harm(case):
    """What is no JSON, or too deep, large or ambiguous, is told in one short sentence."""
    text, found = TOO_MUCH[case]
    with pytest.raises(JsonError) as refused:
        parse_json(text)

    assert found in str(refused.value)
    assert len(str(refused.value)) < 200


def test_what_json_may_hold():
    """A byte order mark, NaN, the same field twice with one value, and brackets in texts are no fault."""
    assert {"a": None, "b": "[" * 500} == parse_json(
        b'\xef\xbb\xbf{"a": NaN, "b": "' + b"[" * 500 + b'", "a": -Infinity}'
    )
    assert ["1e999", "1" * 400, "\ud800"] == parse_json('[1e999, %s, "\\ud800"]' % ("1" * 400), as_text=True)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
RECORD = {
    "id": "doe-2021", "type": "report", "title": "A title", "publisher": "P", "page": "1-2", "URL": "https://x.example/",
    "author": [{"family": "Doe", "given": "Jane", "suffix": "Jr"}, {"literal": "UN"}], "DOI": "10.1234/abcd",
    "issued": {"date-parts": [[2021, 11, 17], [2021, 12, 1]]}, "accessed": {"raw": "2021-11-17"},
    "custom": {"seen": True, "said_by": "x", "and_others": ["author"]},
}  # fmt: skip


def places(value, path=()):
    """Go through all places in a value."""
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield from places(part, (*path, name))


def replaced(value, path, other):
    """Return a value with another one in one place."""
    if not path:
        return other
    copy = dict(value) if isinstance(value, dict) else [*value]
    copy[path[0]] = replaced(value[path[0]], path[1:], other)
    return copy


@st.composite
def with_another(draw, value):
    """Return a value in which one or two places have something else."""
    for _ in range(draw(st.integers(1, 2))):
        value = replaced(value, draw(st.sampled_from([*places(value)])), draw(JSON))
    return value


def test_any_shape_of_a_record_is_read_or_named(tmp_path_factory):
    """Whatever stands in the place of a part of a record: it loads, can be cited, or a short message has its field."""
    folder = tmp_path_factory.mktemp("records")
    export, stored = folder / "in.json", folder / "sources.json"

    @settings(max_examples=150)
    @given(record=with_another(RECORD))
    def check(record):
        text = json.dumps([record])
        export.write_text(text)
        stored.write_text(text)
        said = ""
        try:
            for read in from_csl(export):
                json.dumps(read).encode()
        except PromptError as error:
            said = str(error)
        assert len(said) < 3000
        assert not said or re.search(r"record 1 \(.*\), .*: found|no CSL-JSON records", said, re.DOTALL)
        records, problems = read_records(stored)
        for _, normal in records:
            if not problems:
                json.dumps(normal).encode()
        assert bool(records) or problems
        for problem in problems:
            assert str(problem).startswith("sources.json, ")
            assert len(str(problem)) < 600

    check()


NOTEBOOK = {
    "nbformat": 4, "nbformat_minor": 5, "metadata": {},
    "cells": [{"cell_type": "code", "id": "a", "metadata": {"tags": ["parameters"]}, "source": ["x"], "outputs": []}],
}  # fmt: skip
PACKAGE = {
    "version": "2026-11-01", "contributors": [{"title": "Jane", "roles": ["author"]}], "units": {"attacks": "attack"},
    "units_within": {"deadly attacks": ["attacks"]}, "resources": [{"path": "passages/x.txt", "hash": "sha256:0"}],
}  # fmt: skip
BUILT = {"sha256": "0", "brief": "0", "outputs": {"page.html": "0"}, "data": {"a": "0"}, "code": {"b": "0"}}


def test_any_shape_of_other_files_is_read_or_named(tmp_path_factory):
    """Whatever stands in a notebook, a Data Package or the record of a build: it is read, or refused in a sentence."""
    folder = tmp_path_factory.mktemp("others")
    notebook, package, built = folder / "1-x.ipynb", folder / "datapackage.json", folder / "inputs.json"

    @settings(max_examples=100)
    @given(cells=with_another(NOTEBOOK), described=with_another(PACKAGE), record=with_another(BUILT))
    def check(cells, described, record):
        notebook.write_text(json.dumps(cells))
        package.write_text(json.dumps(described))
        built.write_text(json.dumps(record))
        with suppress(StepError):
            assert all(isinstance(cell.source, str) for cell in read_cells(notebook))
        read, problems = read_package(folder)
        assert read or problems
        assert all(len(str(problem)) < 600 for problem in problems)
        if read:
            assert read.authors + tuple(read.including) + tuple(read.hashes) is not None
        if (known := read_record(folder)) is not None:
            edited_outputs(folder, known)

    check()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "cannot be read: found nothing"), ("{}", "found no notebook"), ("[]", "found no notebook"),
        ('{"nbformat": 3, "cells": []}', "found nbformat 3, expected a notebook of nbformat 4"),
        ('{"nbformat": 4, "cells": [{}]}', "the cell_type of cell 1"), ("[" * 99_999, "lists nested too deeply"),
        ('{"nbformat": 4, "cells": [{"cell_type": "code", "metadata": 1, "source": "", "outputs": []}]}', "metadata"),
        ('{"nbformat": 4, "cells": [{"cell_type": "code", "metadata": {}, "source": [1], "outputs": []}]}', "source"),
        ('{"nbformat": 4, "cells": [{"cell_type": "code", "metadata": {}, "source": ""}]}', "outputs"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["2-change", "notes"])
def test_check_reports_a_file_that_is_no_notebook(copied, text, found, name):
    """`tally check` says which notebook is none, whether or not it is a step."""
    (copied.notebooks / f"{name}.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(StepError, match=re.escape(found)) as refused:
        check_notebooks(copied)

    assert f"notebooks/{name}.ipynb" in str(refused.value)


PAGE = "<!DOCTYPE html>\n<html><body>id,label</body></html>\n"
HEAD = "id,label\n"
TABLES = {
    "a web page": (PAGE, "found 'a web page'"),
    "UTF-16": (HEAD.encode("utf-16"), "found 'UTF-16', expected UTF-8"),
    "UTF-16 without a mark": (HEAD.encode("utf-16-le"), "found 'a NUL character'"),
    "another encoding": (HEAD.encode() + b"a,\xe9\n", r"byte 11, all: found '\\xe9'"),
    "columns": (",".join(map(str, range(1_000_000))), "found '1,000,000 columns', expected at most 200"),
    "columns that are empty": ("," * 1_000_000 + "x", "found '1,000,001 columns'"),
    "columns of one name": (",".join(["lid"] * 150), "found 'lid, lid, lid"),
    "rows": (HEAD + "".join(f"a{n},\n" for n in range(20_001)), "found 'more rows', expected at most 20,000"),
    "faulty rows": (HEAD + "a,b,c\n" * 5_000, "found 'many more faults'"),
    "a quotation mark that is not closed": (HEAD + '"x' + "y,\n" * 60_000, "at most 20000 characters"),
    "a cell": (HEAD + "a," + "x" * 20_001, "at most 20000 characters"),
    "an id": (HEAD + "a" * 19_999 + ",b,c", "line 2 (aaa"),
    "a name of a column": ("id," + "x" * 100_000, "found 'xxx"),
}


@pytest.mark.parametrize("case", TABLES)
def test_tables_have_limits(tmp_path, case):
    """A table that is none, or too large in any direction, is told in a few short lines."""
    csv.field_size_limit(131_072)  # the usual one, which a library of other tests raises
    text, found = TABLES[case]
    path = tmp_path / "milestones.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    _, problems = read_rows(path, ["id", "label"])
    said = str(DataError(problems))

    assert any(found in str(problem) for problem in problems)
    assert len(said) < 4000


@pytest.mark.parametrize(
    "damage",
    [
        lambda records: records[:0], lambda records: [records[:0]], lambda records: [records],
        lambda records: [None, *records[2:]],
        lambda records: [{**record, "id": f"{record['id']}-2"} for record in records],
        lambda records: [{**record, "id": 5} for record in records], lambda records: {"items": records},
        lambda records: records[:1],
    ],
)  # fmt: skip
def test_one_fault_of_the_sources_is_told_in_few_lines(copied, damage):
    """A fault in sources.json does not drag a line for each record that names a source after it."""
    path = copied.tables(copied.default_case) / "sources.json"
    path.write_text(json.dumps(damage(json.loads(path.read_text(encoding="utf-8")))), encoding="utf-8")
    with pytest.raises(DataError) as refused:
        load_dossier(copied)

    assert "sources.json" in str(refused.value)
    assert len(str(refused.value).splitlines()) <= 22
    assert len(str(refused.value)) < 8000


@pytest.mark.parametrize("count", [0, 20, 21, 1000])
def test_long_lists_are_cut(count):
    """A list of faults has at most twenty lines; the last one says how many are left out."""
    lines = first_lines([f"line {number}" for number in range(count)])

    assert min(count, 20) == len(lines)
    assert count <= 20 or f"and {count - 19:,} more" == lines[-1]


def test_long_values_are_cut():
    """A value in a message ends with “…” where it is cut."""
    assert "x" * 80 == shorten("x" * 80)
    assert "x" * 79 + "…" == shorten("x" * 81)


@pytest.mark.parametrize("bad", ["[" * 19_000, "a: &a [*a]", "\0", "level: !!int x", "- " * 19_000, "{" * 19_000])
def test_a_bad_brief_harms_no_other(copied, bad):
    """A brief that cannot be read stops no command about another brief or about the data."""
    (copied.parameters / "isil-kp-claims.yml").write_text(bad, encoding="utf-8")

    assert "isil-kp-2021" == load_brief(copied, "isil-kp-2021").brief
    with pytest.raises(BriefError, match=r"parameters/isil-kp-claims.yml is not plain YAML") as refused:
        load_brief(copied, "isil-kp-claims")
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize("value", ["1" * 5_000, "0x" + "f" * 9_000, "1" + ":59" * 5_000, "0" + "7" * 9_000, "1_" * 99])
def test_numbers_without_end_are_named(copied, value):
    """A number of thousands of digits in a brief is told by its parameter, in whatever notation."""
    path = copied.parameters / "isil-kp-2021.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("level: 0.95", f"level: {value}"), encoding="utf-8")
    with pytest.raises(BriefError, match=r"level: is '.{1,40}") as refused:
        load_brief(copied, "isil-kp-2021")

    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    "day", ["2021-99-99", "2021-02-30", "2021-13", "x", "", "9" * 5_000, "1e999", "²", "12/11/2021"]
)
@pytest.mark.parametrize("location", ["", "in.json"])
def test_a_day_on_the_command_line_is_a_day(copied, tmp_path, monkeypatch, day, location):
    """`--issued` is checked as a date, whatever is added, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.json").write_text(json.dumps([RECORD]))
    stored = copied.tables(copied.default_case) / "sources.json"
    before = stored.read_bytes()
    options = {"title": "x", "said_by": "y", "issued": day}
    with pytest.raises(PromptError, match="--issued: ") as refused:
        add_sources(copied, copied.default_case, location, options, Prompter(interactive=False))

    assert before == stored.read_bytes()
    assert len(str(refused.value)) < 400


SETTINGS = ["[tool", "x = " + "[" * 100_000, "a." * 50_000 + "b = 1", "x = " + "1" * 5_000, "\0", "é".encode("latin-1")]


@pytest.mark.parametrize("text", SETTINGS, ids=range(len(SETTINGS)))
def test_settings_that_cannot_be_read(tmp_path, text):
    """A pyproject.toml that is none is told in a sentence; tables of another shape there set nothing."""
    (tmp_path / "pyproject.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(TallyError, match=r"pyproject.toml cannot be read") as refused:
        assert Project(tmp_path, tmp_path).default_brief

    assert len(str(refused.value)) < 500


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\ntally = [1]", "[tool.tally]\ndefault-brief = 5", ""])
def test_settings_of_another_shape(tmp_path, text):
    """Settings that are no texts are as if they were not there."""
    (tmp_path / "pyproject.toml").write_text(text)

    assert "" == Project(tmp_path, tmp_path).default_brief


@pytest.mark.parametrize("content", ["", "\0", "[]", "{}", '""', "a,b\n1,2\n", b"\xff", "[" * 99_999])
@pytest.mark.parametrize(("name", "load"), [("change.json", load_change), ("figures.csv", load_figures)])
def test_files_between_notebooks_that_were_changed(tmp_path, name, load, content):
    """What a notebook reads from an earlier one, and somebody has changed, is told in a sentence."""
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(TallyError, match=re.escape(name)) as refused:
        load(tmp_path / name)

    assert len(str(refused.value)) < 400


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@misc{x, title = {" + "y" * 20_001 + "}}", "entry (x), title: found '20,001 characters'"),
        ("@misc{x, title = {T}, author = {" + " and ".join(["Doe, J"] * 5_001) + "}}", "entry (x), author: found '5,0"),
        ("@misc{x, title = {T}}\n" * 5_001, "found 5,001 signs @"),
        ("@misc{x, title = {T}, year = {" + "9" * 5_000 + "}}", "entry (x), issued: found '999"),
    ],
)  # fmt: skip
def test_bibtex_has_limits(tmp_path, text, found):
    """Texts, names and entries without end are told by their entry and field."""
    path = tmp_path / "in.bib"
    path.write_text(text)
    with pytest.raises(PromptError, match=re.escape(found)) as refused:
        from_bibtex(path)

    assert len(str(refused.value)) < 600
