"""Files are written in one place, and the files of a case are listed in one place."""

import ast
import os
import re
import stat

import pytest

from tally.project import write_file

WRITES = {
    "write_text", "write_bytes", "mkstemp", "NamedTemporaryFile", "copyfile", "copy2", "copytree", "move", "touch",
    "savefig", "to_csv", "to_excel", "execute_notebook", "execute_notebook_with_engine", "symlink_to", "hardlink_to",
}  # fmt: skip
AMBIGUOUS = {"replace", "rename", "copy"}  # of a path with its one argument; of a text, a table or an object with more
MODE = re.compile(r"[rwaxbt+]*[wax+][rwaxbt+]*")
# module and call, and why that does not go through write_file
ELSEWHERE = {
    ("records/revise.py", "write_bytes"): "into a temporary folder, which is read and discarded",
    ("build/publish.py", "copytree"): "earlier editions, into the folder that a build fills and then publishes whole",
    ("build/notebooks.py", "execute_notebook_with_engine"): "papermill writes into the folder that a build fills",
    ("build/notebooks.py", "move"): "a half-run notebook, kept for its reader",
    ("charts/drawing/svg.py", "savefig"): "into memory",
    ("documents/child.py", "fdopen"): "answers to the process that started it",
    ("exports/images.py", "savefig"): "into memory",
    ("analysis/artifacts.py", "to_csv"): "returns a text",
    ("page/downloads/table.py", "to_csv"): "returns a text",
    ("exports/spreadsheets.py", "to_excel"): "into memory",
}


def writes(tree):
    """Find the calls that write, move or copy a file."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
        owner = getattr(getattr(node.func, "value", None), "id", "")
        modes = [one for one in node.args if isinstance(one, ast.Constant) and MODE.fullmatch(str(one.value))]
        modes += [one.value for one in node.keywords if one.arg == "mode"]
        if (
            name in WRITES
            or (name in AMBIGUOUS and (owner in ("os", "shutil") or (len(node.args) == 1 and not node.keywords)))
            or (name in ("open", "fdopen") and modes)
        ):
            yield name, node.lineno


def test_files_are_written_in_one_place(project):
    """A fault that is put there meets every file that Tally writes."""
    source, found = project.root / "src" / "tally", {}
    for path in source.rglob("*.py"):
        name = path.relative_to(source).as_posix()
        if name != "project/writing.py":
            found |= {(name, call): line for call, line in writes(ast.parse(path.read_text(encoding="utf-8")))}

    assert {} == {where: line for where, line in found.items() if where not in ELSEWHERE}, (
        "use tally.project.write_file"
    )


# modules that write files one by one, and why nobody reads those before all of them are there
ONE_BY_ONE = {
    "adding/rows/entry.py": "in the system's temporary folder",
    "adding/starter.py": "in a folder that is then given its name",
    "analysis/artifacts.py": "in the folder that a build fills, or a draft's",
    "build/cluster/packing.py": "in the folder that a build fills",
    "build/notebooks.py": "in the folder that a build fills",
    "events/results.py": "in the cache",
    "events/source.py": "in the cache",
    "events/store.py": "in the cache, after the file that it describes",
    "evidence/series/artifacts.py": "in the folder that a build fills, or a draft's",
    "charts/save.py": "in the folder that a build fills, or a draft's",
    "exports/word.py": "in the system's temporary folder",
    "page/page.py": "in the folder that a build fills, or a draft's",
    "project/extras.py": "a single mark in the environment",
    "project/sealing.py": "in the folder that a build fills",
    "project/session.py": "in the folder that a build fills",
    "records/revise.py": "in the system's temporary folder",
}  # fmt: skip


def test_what_others_read_is_changed_by_the_journal(project):
    """A command that writes tables, notebooks, briefs or reports does so by `editing` or `publishing`."""
    source = project.root / "src" / "tally"
    using = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if re.search(r"\bwrite_file\(", path.read_text(encoding="utf-8"))
    }

    assert {*ONE_BY_ONE, "project/writing.py"} == using


@pytest.mark.parametrize(
    "line",
    ["path.write_text('x')", "open(path, 'w')", "path.open(mode='ab')", "os.replace(a, b)", "a.replace(b)",
     "shutil.move(a, b)", "tempfile.mkstemp()", "chart.savefig(path)"],
)  # fmt: skip
def test_a_further_write_would_be_found(line):
    """The search knows the ways in which a file is written."""
    assert [*writes(ast.parse(line))]


def test_no_exception_outlives_its_reason(project):
    """An exception that is no longer needed is taken off the list."""
    source = project.root / "src" / "tally"
    for name, call in ELSEWHERE:
        assert f"{call}(" in (source / name).read_text(encoding="utf-8"), (name, call)


def test_permissions_and_line_ends_stay(tmp_path):
    """A file keeps its permissions; a text keeps its line ends, and bytes are written as they are."""
    path = tmp_path / "new" / "table.csv"
    write_file(path, "a\r\nb\n")
    path.chmod(0o600)
    write_file(path, b"c\r\n\xff")

    assert b"c\r\n\xff" == path.read_bytes()
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("fails", ["fsync", "write"])
def test_a_failing_disk_leaves_the_old_file(tmp_path, monkeypatch, fails):
    """What cannot be written leaves the old file, and nothing beside it."""

    def fail(*_):
        raise OSError(28, "No space left on device")

    path = tmp_path / "table.csv"
    write_file(path, "old")
    monkeypatch.setattr(os, fails, fail)
    with pytest.raises(OSError, match="No space left"):
        write_file(path, "new")

    assert "old" == path.read_text(encoding="utf-8")
    assert [path] == [*tmp_path.iterdir()]


def test_the_files_of_a_case_are_listed_in_one_place(project):
    """What belongs to a case's data is decided by `Project.table_files` alone."""
    source = project.root / "src" / "tally"
    for path in source.rglob("*.py"):
        if path.relative_to(source).as_posix() != "project/folders.py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("glob", "rglob"):
                    pattern = ast.unparse(node.args[0])

                    assert not any(part in pattern for part in (".csv", "passages", ".txt", "datapackage")), path


def test_a_case_has_its_tables_records_and_passages(project):
    """Without a case, the files are those that all cases share."""
    names = [path.relative_to(project.data).as_posix() for path in project.table_files("isil-kp")]

    assert {"isil-kp/figures.csv", "isil-kp/sources.json", "isil-kp/datapackage.json"} < {*names}
    assert "isil-kp/passages/seed-every-province-2021-11.txt" in names
    assert ["data/claim-rules.csv", "data/datapackage.json", "data/drift-rules.csv"] == [
        path.relative_to(project.root).as_posix() for path in project.table_files()
    ]
