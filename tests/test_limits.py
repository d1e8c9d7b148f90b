"""No test can wait for ever, wherever it runs: in the background, without a terminal, on a slow machine."""

import ast
import os
import subprocess
import sys

import pytest

from conftest import ROOT, kept_together
from limits import EACH, LIMIT

RUNS = {"run", "call", "check_call", "check_output", "urlopen", "create_connection"}
ENDS = {"wait", "communicate", "join", "result", "get", "acquire", "select"}  # without an argument, no limit either
READS = {"read", "readline", "readlines"}
TALKS = {"recv", "accept", "connect", "recvfrom"}
PIPES = {"stdout", "stderr", "stdin"}


def unlimited(source):
    """List the lines on which some code waits for something else, and may wait for ever."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node
    return sorted({getattr(node, "iter", node).lineno for node in ast.walk(tree) if waits(node)})


def waits(node):
    """Whether an expression or a statement waits without a limit."""
    if isinstance(node, ast.For | ast.comprehension):
        return is_pipe(node.iter)
    if isinstance(node, ast.With):
        return any(
            isinstance(item.context_expr, ast.Call) and named(item.context_expr) == "Popen" for item in node.items
        )
    if isinstance(node, ast.While):
        looped = {named(call) for call in ast.walk(node) if isinstance(call, ast.Call)}
        return "sleep" in looped and "monotonic" not in looped
    if not isinstance(node, ast.Call):
        return False
    name, of = named(node), ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
    limited = any(word.arg in ("timeout", "limit") for word in node.keywords)
    if name == "next" and node.args:
        return is_pipe(node.args[0])
    if name in RUNS and of in ("subprocess", "socket", "urllib.request", "request"):
        return not limited
    if name in READS and isinstance(node.func, ast.Attribute):
        return is_pipe(node.func.value) or of == "os"
    if name in ENDS and isinstance(node.func, ast.Attribute):
        return not node.args and not limited
    if name in TALKS and isinstance(node.func, ast.Attribute):
        return f"{of}.settimeout" not in ast.unparse(function_of(node))
    return (of == "os" and name in ("wait", "waitpid", "waitid")) or name == "input"


def named(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def is_pipe(node):
    return isinstance(node, ast.Attribute) and node.attr in PIPES and ast.unparse(node.value) != "sys"


def function_of(node):
    while not isinstance(node, ast.FunctionDef | ast.Module):
        node = node.parent
    return node


@pytest.mark.parametrize(
    "path",
    [path for path in sorted((ROOT / "tests").glob("*.py")) if path.name != "limits.py"],
    ids=lambda one: one.name,
)
def test_no_test_waits_without_a_limit(path):
    """Each wait for a process, a pipe, a socket or a thread has a limit; those of tests/limits.py have one inside."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [f"{path.name}, line {line}: {lines[line - 1].strip()}" for line in unlimited("\n".join(lines))]

    assert not found, "Give it timeout=LIMIT, or use what tests/limits.py has."


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("subprocess.run(['true'])", True),
        ("subprocess.run(['true'], timeout=1)", False),
        ("process.communicate()", True),
        ("process.wait(timeout=LIMIT)", False),
        ("process.wait()", True),
        ("thread.join()", True),
        ("', '.join(words)", False),
        ("queue.get()", True),
        ("process.stdout.readline()", True),
        ("for line in process.stderr: pass", True),
        ("next(line for line in process.stderr)", True),
        ("sys.stdout.write('x')", False),
        ("path.open().read()", False),
        ("os.read(master, 4096)", True),
        ("channel.recv(9)", True),
        ("channel.settimeout(9); channel.recv(9)", False),
        ("urllib.request.urlopen(address)", True),
        ("while not there(): time.sleep(1)", True),
        ("while not there() and time.monotonic() < end: time.sleep(1)", False),
        ("with subprocess.Popen(['true']): pass", True),
        ("input()", True),
    ],
)
def test_a_wait_without_a_limit_is_found(code, found):
    """Whatever is waited for."""
    assert found == bool(unlimited(code))


def test_what_is_made_for_a_file_is_made_once():
    """The tests of a file that share a fixture or windows go to one worker, those of others wherever there is room."""
    assert "tests/test_lab.py" == kept_together("tests/test_lab.py::test_both_themes[a]")
    assert "tests/test_browser.py" == kept_together("tests/test_browser.py::test_axe_can_fail")
    assert "tests/test_names.py::test_a[b::c]" == kept_together("tests/test_names.py::test_a[b::c]")


def test_each_test_has_a_limit(pytestconfig):
    """One that hangs all the same is ended, by a signal where that gets through and with the whole run where not."""
    assert float(os.environ["PYTEST_TIMEOUT"]) == pytest.approx(EACH) or pytestconfig.getvalue("timeout")
    assert "signal" == pytestconfig.getini("timeout_method")
    assert pytestconfig.getini("faulthandler_exit_on_timeout")
    assert float(pytestconfig.getini("faulthandler_timeout")) > float(os.environ["PYTEST_TIMEOUT"])


def test_a_test_that_hangs_is_ended(tmp_path):
    """It fails with the stack of where it hung, and the next one runs."""
    (tmp_path / "test_it.py").write_text(
        "import os\ndef test_hangs():\n    os.read(os.pipe()[0], 1)\ndef test_goes_on():\n    pass\n"
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:nbval",
        "-c",
        str(ROOT / "pyproject.toml"),
        "--timeout=1",
    ]
    run = subprocess.run(
        [*command, "--rootdir", str(tmp_path), "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path, text=True, capture_output=True, timeout=LIMIT,
    )  # fmt: skip

    assert "1 failed, 1 passed" in run.stdout, run.stdout + run.stderr
    assert "os.read(os.pipe()[0], 1)" in run.stdout
    assert "Timeout" in run.stdout


PLAIN = ["-p", "no:cacheprovider", "-p", "no:nbval", "-p", "no:xdist"]  # without what these few tests do not need
ANYWHERE = [  # what interrupts, asks at a terminal, starts kernels, and sets off commands
    "tests/test_adding.py::test_nothing_is_written_without_the_last_yes[answers1-130]",
    "tests/warm_kernels/test_warm_kernels.py::test_the_server_ends_with_who_started_it",
    "tests/warm_kernels/test_warm_kernels.py::test_a_fork_starts_as_a_fresh_kernel_does",
    "tests/test_runner.py::test_ctrl_c_leaves_what_was_there",
    "tests/test_leftovers.py::test_signals_end_once",
    "tests/test_commands.py::test_help",
    "tests/test_windows.py",
]


def test_the_tests_run_in_the_background(tmp_path):
    """SIGINT ignored, no terminal, stdin closed, no home, another language and zone, private files, an odd TMPDIR."""
    odd = tmp_path / "a temporary folder"
    odd.mkdir()
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTEST_TIMEOUT", "PYTHONPATH")}
    script = 'trap "" INT QUIT HUP; umask 077; exec "$@" <&- '
    run = subprocess.run(
        ["sh", "-c", script, "sh", sys.executable, "-m", "pytest", "-q", *PLAIN, *ANYWHERE],
        cwd=ROOT, text=True, capture_output=True, start_new_session=True, timeout=2 * LIMIT,
        env=kept | {"TMPDIR": str(odd), "LANG": "C", "TZ": "Pacific/Kiritimati"},
    )  # fmt: skip

    assert 0 == run.returncode, run.stdout[-5000:] + run.stderr[-2000:]
    assert "skipped" not in run.stdout
