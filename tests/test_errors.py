"""What is refused has one root, and one handler."""

import ast

import tally
from tally.errors import TallyError


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


def test_no_command_keeps_a_list_of_errors(project):
    """The commands leave what is refused to the one handler."""
    for path in (project.root / "src" / "tally" / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                assert not isinstance(node.type, ast.Tuple), path


def test_version(command):
    """`tally --version` names the version of the package."""
    run = command("--version")

    assert (0, f"tally {tally.__version__}") == (run.returncode, run.stdout.strip())
