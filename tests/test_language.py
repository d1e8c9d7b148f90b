"""The code speaks plain English: docstrings start with the field's verbs, and variables are nouns."""

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src"
# What a function's docstring may start with: it returns, changes, or shows something, or it is a context.
VERBS = {
    "Add", "Append", "Ask", "Build", "Check", "Close", "Combine", "Compare", "Compute", "Convert", "Copy", "Count",
    "Create", "Cut", "Delete", "Draw", "Escape", "Estimate", "Fetch", "Find", "Fold", "Fork", "Format", "Group",
    "Hash", "Import", "Initialise", "Insert", "Join", "List", "Load", "Lock", "Mark", "Merge", "Move", "Normalise",
    "Open", "Parse", "Print", "Propose", "Raise", "Read", "Record", "Remove", "Rename", "Render", "Replace", "Report",
    "Require", "Reset", "Return", "Round", "Run", "Save", "Select", "Send", "Serve", "Set", "Show", "Simplify", "Sort",
    "Split", "Start", "Stop", "Store", "Suggest", "Summarise", "Update", "Validate", "Wait", "Warn", "Write", "Yield",
}  # fmt: skip
# Participles and pronouns, which say nothing of what they hold.
NO_NOUNS = {
    "asked", "brought", "carried", "drawn", "given", "got", "had", "heard", "held", "it", "kept", "left", "made", "met",
    "one", "ones", "owed", "put", "said", "shown", "spoken", "stood", "taken", "told", "two", "wanted", "what", "which",
    "wrong",
}  # fmt: skip
DIALECT = re.compile(
    r"\b(on file|anew|lest|whosoever|thereof|forgiven|no day\b(?! such)|hold against)\b", re.IGNORECASE
)
FILES = [path for path in sorted(SOURCE.rglob("*.py")) if path.name != "__init__.py"]


def names(tree):
    """Go through the names that a module gives to values: parameters, variables, and loop variables."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_docstrings_start_with_a_verb_of_the_field(path):
    """Whoever reads a list of functions learns what each returns, checks, writes or adds."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        text = ast.get_docstring(node) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else None
        attribute = any(
            isinstance(mark, ast.Name) and "property" in mark.id for mark in getattr(node, "decorator_list", [])
        )
        if text and not attribute:
            assert re.split(r"\W", text, maxsplit=1)[0] in VERBS, f"{path.name}:{node.lineno} {text.splitlines()[0]}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_variables_are_nouns(path):
    """A name says what the value is, not that somebody said, gave or took it."""
    found = [f"{line}: {name}" for line, name in names(ast.parse(path.read_text(encoding="utf-8"))) if name in NO_NOUNS]

    assert not found, f"{path.name} {found}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_word_of_a_dialect(path):
    """Messages, docstrings and comments use the words of a careful newspaper."""
    found = [match.group() for match in DIALECT.finditer(path.read_text(encoding="utf-8"))]

    assert not found, f"{path.name} {found}"
