"""Files are changed together: all or none, whatever call of the disk fails, and whenever the process dies."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from broken_disk import FAULTS, broken, tree
from limits import LIMIT
from tally.project import JournalError, Project, editing, find_project

OLD = {"data/a/one.csv": b"old one", "data/a/two.csv": b"old two", "notebooks/parameters/x.yml": b"old x"}
NEW = {
    "data/a/one.csv": b"new one, and longer", "data/a/two.csv": b"new two", "data/a/passages/new.txt": b"new passage",
    "data/b/new.csv": b"", "notebooks/parameters/x.yml": None,
}  # fmt: skip


@pytest.fixture
def small(memory):
    return make(memory / "small")


def make(root: Path) -> Project:
    """Make a project of three files."""
    shutil.rmtree(root, ignore_errors=True)
    for name, content in OLD.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return find_project(root)


def change(project: Project) -> None:
    """Change five files and add two folders."""
    with editing(project) as edit:
        edit({project.root / name: content for name, content in NEW.items()})


@pytest.fixture(scope="module")
def states(tmp_path_factory):
    """What is there before the change and after it, and the number of calls that it takes."""
    root = tmp_path_factory.mktemp("states") / "small"
    before = tree(make(root).root)
    with broken(root) as disk:
        change(find_project(root))
    return before, tree(root), len(disk.calls)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_change_is_made_whole_or_not_at_all(memory, states, fault):
    """Whatever fails, the next command finds all old or all new, nothing else, and works; the message names a place."""
    before, after, count = states
    assert count > 25
    seen = set()
    for at in range(count):
        project = make(memory / "small")
        error = None
        with broken(project.root, at, fault):
            try:
                change(project)
            except OSError as caught:
                error = caught
        find_project(project.root)
        found = tree(project.root)

        assert found in (before, after), at
        if error:
            assert str(error.filename).startswith(str(project.root)), at
            assert ".tally-" not in str(error), at
            assert before == found or "the next command completes it" in str(error), at
        change(project)
        assert after == tree(project.root), at
        seen.add(found == after)
    assert {True, False} == seen


def interrupted(project: Project, call: str, count: int = 0) -> None:
    """Change files, and die at a call: the first, second and so on that begins so and is about a new content."""
    with broken(project.root) as disk:
        change(project)
    numbers = [number for number, made in enumerate(disk.calls) if made.startswith(call) and ".tally-" in made]
    make(project.root)
    with broken(project.root, numbers[count]):
        change(project)


def test_recovery_may_be_killed_too(memory, states):
    """Whatever call a recovery dies at, the next one ends it, in the same way."""
    before, after, count = states
    for at in range(1, count, 4):
        for again in range(100):
            project = make(memory / "small")
            with broken(project.root, at):
                change(project)
            with broken(project.root, again) as disk:
                find_project(project.root)
            find_project(project.root)

            assert tree(project.root) in (before, after), (at, again)
            if len(disk.calls) <= again:
                break


def test_a_project_without_a_journal_is_only_looked_at(small):
    """A command that finds nothing to recover neither locks nor writes."""
    with broken(small.root) as disk:
        find_project(small.root)

    assert [] == disk.calls


REFUSED = {
    "garbage": b"\x00\xff garbage",
    "empty": b"",
    "deep": b"[" * 100_000,
    "huge": b" " * 10_000_001,
    "a list": b"[]",
    "upward": {"changes": [["../outside.txt", None, None]]},
    "deep upward": {"changes": [["data/../../outside.txt", None, None]]},
    "absolute": {"changes": [["/etc/passwd", None, None]]},
    "through a link": {"changes": [["data/link/kept.txt", None, None]]},
    "of git": {"changes": [[".git/config", None, None]]},
    "no name": {"changes": [["", None, None]]},
    "a NUL": {"changes": [["data/a\0", None, None]]},
    "not a hash": {"changes": [["data/a/one.csv", "x", None]]},
    "folder upward": {"folders": ["../outside"]},
    "odd token": {"token": "../../../outside"},
    "no machine": {"machine": None},
}  # fmt: skip


def write_journal(small: Project, content: object, name: str = "commit") -> Path:
    """Write a journal: bytes as they are, or what differs from a valid one."""
    journal = small.data / ".edit"
    journal.mkdir()
    valid = {"machine": os.uname().nodename, "token": "0" * 16, "folders": [], "changes": []}
    raw = content if isinstance(content, bytes) else json.dumps(valid | content).encode()
    (journal / name).write_bytes(raw)
    return journal


@pytest.mark.parametrize("name", ["plan", "commit"])
@pytest.mark.parametrize("kind", REFUSED)
def test_a_strange_journal_is_refused(small, memory, kind, name):
    """Nothing is done with it, inside the project or outside; one sentence says where it is."""
    outside = memory / "elsewhere"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept")
    (small.data / "link").symlink_to(outside)
    write_journal(small, REFUSED[kind], name)
    before = tree(memory)
    with pytest.raises(JournalError, match="is not a journal that Tally wrote for this folder") as caught:
        find_project(small.root)

    assert before == tree(memory)
    assert 1 == len(str(caught.value).splitlines())
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("kind", ["file", "link", "link to nothing", "fifo"])
def test_what_is_no_folder_is_no_journal(small, memory, kind):
    """A file, a link or a pipe in the place of the journal is refused."""
    journal = small.data / ".edit"
    if kind == "file":
        journal.write_text("x")
    elif kind == "fifo":
        os.mkfifo(journal)
    else:
        (memory / "plan").write_text("kept")
        journal.symlink_to(memory if kind == "link" else memory / "nothing")
    with pytest.raises(JournalError, match="Remove it"):
        find_project(small.root)

    assert kind != "link" or "kept" == (memory / "plan").read_text()


@pytest.mark.parametrize("name", ["plan", "commit"])
def test_another_machine_may_still_be_at_work(small, name):
    """Its journal is left alone for a minute; after that it is dead, and its change is completed or undone."""
    interrupted(small, "replace" if name == "commit" else "open", 1)
    journal = small.data / ".edit" / name
    journal.write_text(json.dumps(json.loads(journal.read_text()) | {"machine": "elsewhere"}))
    before = tree(small.root)
    with pytest.raises(JournalError, match="'elsewhere' has begun a change"):
        find_project(small.root)
    assert before == tree(small.root)

    os.utime(journal, (time.time() - 61,) * 2)
    find_project(small.root)
    assert not (small.data / ".edit").exists()


def test_what_was_changed_by_hand_since_is_not_overwritten(small):
    """A table that somebody has edited after the interruption stays; the message names it."""
    interrupted(small, "replace", 1)
    (small.data / "a" / "two.csv").write_bytes(b"by hand")
    with pytest.raises(JournalError, match=r"data/a/two\.csv has been changed since"):
        find_project(small.root)

    assert b"by hand" == (small.data / "a" / "two.csv").read_bytes()


def test_tables_restored_from_git_stay(small, states):
    """If new contents are lost and nothing was put in place, or it was restored, the change is given up."""
    interrupted(small, "replace", 1)
    (small.data / "a" / "one.csv").write_bytes(OLD["data/a/one.csv"])
    find_project(small.root)

    assert states[0] == tree(small.root)


def test_a_copy_of_an_interrupted_project_recovers(small, memory, states):
    """A journal names no place outside the project, so that a copy of it elsewhere is completed like itself."""
    interrupted(small, "replace", 2)
    small.root.rename(memory / "elsewhere")

    assert states[1] == tree(find_project(memory / "elsewhere").root)


@pytest.mark.parametrize("kind", ["table", "to nothing", "folder"])
def test_a_link_stays_a_link(small, memory, kind):
    """What a link leads to is replaced, also outside the project, and also where a change is completed later."""
    outside = memory / "outside"
    outside.mkdir()
    place = small.data / ("c" if kind == "folder" else "a")
    name = place / "linked.csv"
    (name.parent if kind == "folder" else name).symlink_to(outside if kind == "folder" else outside / "linked.csv")
    if kind != "to nothing":
        (outside / "linked.csv").write_bytes(b"old")
    with broken(small.root) as disk, editing(small) as edit:
        edit({small.data / "a" / "one.csv": b"x", name: b"new"})
    assert b"new" == (outside / "linked.csv").read_bytes()

    at = max(number for number, call in enumerate(disk.calls) if call.startswith("replace"))
    with broken(small.root, at), editing(small) as edit:
        edit({small.data / "a" / "one.csv": b"y", name: b"newer"})
    find_project(small.root)
    assert b"newer" == (outside / "linked.csv").read_bytes()
    assert ["linked.csv"] == [path.name for path in outside.iterdir()]
    assert (place if kind == "folder" else name).is_symlink()


def test_a_folder_in_the_place_of_a_file(small):
    """It is named, and nothing is changed."""
    (small.data / "a" / "passages" / "new.txt").mkdir(parents=True)
    before = tree(small.root)
    with pytest.raises(JournalError, match=r"new\.txt is a folder\. Move it away"):
        change(small)

    assert before == tree(small.root)


def test_who_is_stopped_completes_what_is_begun(small, states, monkeypatch):
    """Ctrl-C between two files leaves none of them old."""
    real, calls = os.replace, []

    def replace(old, new):
        calls.append(old)
        if ".tally-" in str(old) and len(calls) == 4:
            raise KeyboardInterrupt
        real(old, new)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        change(small)

    assert states[1] == tree(small.root)


@pytest.mark.parametrize(("name", "begun"), [("one.csv", False), ("two.csv", True)])
def test_a_file_that_cannot_be_replaced(small, states, monkeypatch, name, begun):
    """If it is the first, nothing is changed; if it is a later one, the change is completed once it can be."""
    real = os.replace

    def replace(old, new):
        if str(new).endswith(name):
            raise PermissionError(errno.EPERM, "Operation not permitted", str(new))
        real(old, new)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        with pytest.raises(PermissionError, match="the next command completes it" if begun else "Operation not p"):
            change(small)
        assert begun or states[0] == tree(small.root)
        for _ in range(2 if begun else 0):
            with pytest.raises(PermissionError, match=f"Operation not permitted.*{name}"):
                find_project(small.root)

    assert states[begun] == tree(find_project(small.root).root)


def test_who_reads_waits_for_who_changes(small, states, monkeypatch):
    """A command that starts between two files of another's change sees all of them."""
    real, seen = os.replace, []
    reader = threading.Thread(target=lambda: seen.append(tree(find_project(small.root).root)))

    def replace(old, new):
        real(old, new)
        if str(new).endswith("one.csv"):
            reader.start()
            reader.join(0.2)
            assert reader.is_alive()

    monkeypatch.setattr(os, "replace", replace)
    change(small)
    reader.join(LIMIT)

    assert [states[1]] == seen


def test_nobody_waits_for_ever(small, monkeypatch):
    """A lock that is not released ends in a sentence."""
    monkeypatch.setattr("tally.project.plan.PATIENCE", 0.1)
    with editing(small), pytest.raises(JournalError, match="Another command has been changing"):
        change(small)


KILLED = """
import os, signal, sys
from pathlib import Path
from tally.project import editing, find_project
at, real = int(sys.argv[1]), os.replace
def replace(old, new):
    global at
    at -= 1
    if at < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    real(old, new)
os.replace = replace
root = Path.cwd()
with editing(find_project()) as edit:
    edit({root / "data" / "a" / f"{n}.csv": b"x" * 100_000 for n in range(4)})
"""


@pytest.mark.parametrize(("at", "whole"), [(1, False), (4, True)])
def test_a_process_that_is_killed(small, at, whole):
    """With a real process and SIGKILL it is the same."""
    before = tree(small.root)
    process = subprocess.run([sys.executable, "-c", KILLED, str(at)], cwd=small.root, timeout=LIMIT)
    assert -signal.SIGKILL == process.returncode
    assert (small.data / ".edit").exists()
    find_project(small.root)

    after = tree(small.root)
    assert (before == after) is not whole
    assert not whole or 4 == sum(content == b"x" * 100_000 for content in after.values())
    assert not any("tally" in name or ".edit" in name for name in after)
