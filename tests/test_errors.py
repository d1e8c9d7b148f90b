"""What is refused has one root, and one handler."""

import ast
import re

import tally
from tally.errors import TallyError

ANY = ("Exception", "BaseException")


def test_every_error_of_the_project_has_one_root(project):
    """A new class of errors is told to the user as the others are, without a handler of its own."""
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for path in (project.root / "src" / "tally").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error")
    }
    rooted = {TallyError.__name__}
    while further := {name for name in bases.keys() - rooted if bases[name] & rooted}:
        rooted |= further

    assert set() == bases.keys() - rooted


def test_no_module_keeps_a_list_of_errors(project):
    """What is refused has one root, so that no list of its kinds can be incomplete."""
    for path in (project.root / "src" / "tally").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        own = {
            name.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tally")
            for name in node.names
            if name.name.endswith("Error")
        }
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
                assert not own & {ast.unparse(name) for name in node.value.elts}, (path.name, node.lineno)
        for node in ast.walk(tree):
            if path.parent.name == "cli" and isinstance(node, ast.ExceptHandler):
                assert not isinstance(node.type, ast.Tuple), (path.name, node.lineno)


def test_who_catches_any_error_says_why(project):
    """A clause that catches every exception ends with raising the same one, or has the reason beside it."""
    for path in (project.root / "src").rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        lines = code.splitlines()
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.ExceptHandler) and ast.unparse(node.type or ast.Name("Exception")) in ANY:
                last = node.body[-1]
                same = isinstance(last, ast.Raise) and last.exc is None
                reason = re.sub(r"noqa: [A-Z]+\d+", "", lines[node.lineno - 1].partition("#")[2])
                assert same or len(reason.split()) >= 2, f"{path.name}:{node.lineno}"


def test_version(command):
    """`tally --version` names the version of the package."""
    run = command("--version")

    assert (0, f"tally {tally.__version__}") == (run.returncode, run.stdout.strip())
