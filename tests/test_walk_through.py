"""The walk-through in docs/ works exactly as it is written."""

import os
import re
import shutil
import subprocess

import pytest

from conftest import ROOT
from limits import LIMIT
from tally.project import Project
from tally.records import load_dossier
from tally.records.figures import Seen


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """What a clone of this project holds, under git, with the environment that is there already."""
    root = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=LIMIT,
    )
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, root / name)
    (root / ".venv").symlink_to(ROOT / ".venv")
    git = ["git", "-c", "user.name=A reader", "-c", "user.email=reader@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "As cloned"]):
        subprocess.run([*git, *command], cwd=root, check=True, capture_output=True, timeout=LIMIT)
    return Project(root, root / "reports")


@pytest.fixture(scope="module")
def blocks(clone):
    return re.findall(r"^```sh\n(.*?)^```$", (clone.root / "docs" / "add-a-figure.md").read_text(), re.M | re.S)


@pytest.fixture
def run(clone, served):
    """Run a block of the page, as a reader would."""
    return lambda block: run_block(clone, block, os.environ | served)


def run_block(clone, block, variables):
    done = subprocess.run(
        ["bash", "-euc", block],
        cwd=clone.root,
        env=variables,
        text=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=LIMIT,
    )
    assert 0 == done.returncode, done.stderr
    return done


def test_from_a_page_to_a_briefing_and_back(clone, blocks, run):
    """Each block does what the text around it says; the last puts everything back."""
    source, figure, words, lock, brief, undo = blocks
    run(source)
    said = run(figure).stderr
    assert "«210»" in said
    assert "Copied from a page that is not stored" in said
    said = run(words).stderr
    assert "Added example-gazette-made-up-2026-01-20-headline." in said
    assert "Added the-observatory-publishes-its-yearbook." in said
    assert "example-2025: locked, paragraph 4." in run(lock).stdout
    assert Seen.LOCKED is load_dossier(clone, "made-up")["example-2025"].seen
    assert "reports/made-up-walk-through/briefing.html" in run(brief).stdout
    page = (clone.reports / "made-up-walk-through" / "briefing.html").read_text(encoding="utf-8")
    assert "paragraph 4 of the document as fetched on" in page
    assert 'href="https://gazette.example/2026/yearbook#:~:text=In%20the%20whole' in page
    assert "like for like" in page.lower()
    run(undo)
    status = ["git", "status", "--porcelain", "--ignored", "data", "notebooks"]
    left = subprocess.run(status, cwd=clone.root, text=True, capture_output=True, check=True, timeout=LIMIT)
    assert "!! data/.lock\n" == left.stdout  # which is there for the next change


def test_every_command_in_it_has_help(clone, command):
    """Each command that the walk-through names explains itself."""
    for words in (
        ["add", "source"],
        ["add", "figure"],
        ["add", "statement"],
        ["add", "milestone"],
        ["add", "brief"],
        ["lock"],
    ):
        assert "usage: tally" in command(*words, "--help", root=clone.root).stdout


def test_from_no_case_to_a_briefing(clone, run):
    """The page on a case of one's own works as it is written, in French, and its last block undoes it."""
    text = (clone.root / "docs" / "start-a-case.md").read_text(encoding="utf-8")
    case, source, figures, lock, words, brief, undo = re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S)
    run(case)
    assert "Added courrier-des-hauts-plateaux-2025-01-20" in run(source).stderr
    said = run(figures).stderr
    assert "Added ohp-2023." in said
    assert "Added ohp-2024." in said
    assert "2 quotations locked, 0 not found" in run(lock).stdout
    run(words)
    assert "reports/hauts-plateaux-2024/briefing.html" in run(brief).stdout
    page = (clone.reports / "hauts-plateaux-2024" / "briefing.html").read_text(encoding="utf-8")
    assert "Y a-t-il eu plus d’enlèvements ?" in page
    assert "Début de l’année" in page
    assert "<blockquote lang=fr>" in page
    run(undo)
    status = ["git", "status", "--porcelain", "--ignored", "data", "notebooks"]
    left = subprocess.run(status, cwd=clone.root, text=True, capture_output=True, check=True, timeout=LIMIT)
    assert "!! data/.lock\n" == left.stdout  # which is there for the next change
