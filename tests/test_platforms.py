"""What is imported on any system uses only what every system has."""

import ast
import sys
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

TYPESHED = Path(pytest.importorskip("mypy").__file__).parent / "typeshed" / "stdlib"  # in the lint group
GUARDS = ("sys.platform", "os.name", "hasattr(", "TYPE_CHECKING")


@cache
def names_on(module, platform):
    """Return the public names of a module of the standard library on a platform; None if it is no such module."""
    stub = TYPESHED / f"{module.replace('.', '/')}.pyi"
    stub = stub if stub.is_file() else stub.with_suffix("") / "__init__.pyi"
    if not stub.is_file():
        return None
    return {
        name for name in defined(ast.parse(stub.read_text(encoding="utf-8")).body, platform) if not name.startswith("_")
    }


def defined(body, platform):
    """Go through the names that lines of a stub define on a platform."""
    system = SimpleNamespace(platform=platform, version_info=sys.version_info)
    for line in body:
        if isinstance(line, ast.If):
            holds = eval(ast.unparse(line.test), {"sys": system, "TYPE_CHECKING": True})
            yield from defined(line.body if holds else line.orelse, platform)
        elif isinstance(line, ast.FunctionDef | ast.ClassDef):
            yield line.name
        elif isinstance(line, ast.AnnAssign | ast.Assign):
            yield from map(ast.unparse, getattr(line, "targets", None) or [line.target])
        elif isinstance(line, ast.ImportFrom):
            yield from (name.name for name in line.names if name.name == name.asname)  # shown on purpose


def is_missing(module, name=None):
    """Whether a module, or a name in it, is there on Linux and not on Windows."""
    linux, windows = names_on(module, "linux"), names_on(module, "win32")
    if linux is None:
        return False
    if name is None:
        return bool(linux) and not windows
    return name in linux and name not in windows


def at_import(node):
    """Go through the parts of a module that run when it is imported, without those that a condition guards."""
    for child in ast.iter_child_nodes(node):
        guarded = isinstance(child, ast.If | ast.IfExp) and any(guard in ast.unparse(child.test) for guard in GUARDS)
        caught = isinstance(child, ast.Try) and any("Error" in ast.unparse(h.type or child) for h in child.handlers)
        if guarded or caught or isinstance(child, ast.Lambda):
            continue
        yield child
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in (*child.decorator_list, child.args):
                yield part
                yield from at_import(part)
        else:
            yield from at_import(child)


def unix_only(code):
    """Return what code uses when it is imported and what Windows does not have."""
    found, parts = [], [*at_import(ast.parse(code))]
    modules = {
        name.asname or name.name: name.name for part in parts if isinstance(part, ast.Import) for name in part.names
    }
    for part in parts:
        if isinstance(part, ast.Import):
            found += [name.name for name in part.names if is_missing(name.name)]
        elif isinstance(part, ast.ImportFrom) and part.module and not part.level:
            whole = [part.module] if is_missing(part.module) else []
            found += whole or [
                f"{part.module}.{name.name}" for name in part.names if is_missing(part.module, name.name)
            ]
        elif isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id in modules:
            found += [ast.unparse(part)] if is_missing(modules[part.value.id], part.attr) else []
    return found


@pytest.mark.parametrize(
    "code",
    [
        "import fcntl", "import resource", "import pwd", "import grp", "import termios", "import pty", "import tty",
        "import readline", "from resource import RLIMIT_AS", "from os import fork", "from signal import SIGHUP",
        "import os\nFLAGS = os.O_RDONLY | os.O_NOFOLLOW", "import signal\nENDING = (signal.SIGTERM, signal.SIGHUP)",
        "import select\nPOLL = select.epoll", "import os\nclass Owner:\n    number = os.getuid()",
        "import os\ndef run(start=os.fork): pass", "import signal as s\n@s.pthread_kill\ndef run(): pass",
        "import socket\nKIND = socket.AF_UNIX", "import time\ntime.tzset()", "import os\nTABLE = {'a': [os.geteuid]}",
    ],
)  # fmt: skip
def test_what_windows_lacks_is_found(code):
    """Modules, functions, signals and flags, wherever they stand, if the line runs during the import."""
    assert 1 == len(unix_only(code))


@pytest.mark.parametrize(
    "code",
    [
        "import os\nFLAGS = os.O_RDONLY", "import signal\nENDING = signal.SIGTERM", "import select, socket, errno, os",
        "def run():\n    import fcntl", "import os\ndef run():\n    os.fork()", "import os\nRUN = lambda: os.fork()",
        "import os\nFLAG = getattr(os, 'O_NOFOLLOW', 0)", "import os\nif hasattr(os, 'fork'):\n    RUN = os.fork",
        "import sys\nif sys.platform != 'win32':\n    import fcntl",
        "try:\n    import pwd\nexcept ImportError:\n    pwd = None",
        "import pandas, tally", "from tally.errors import explain",
    ],
)  # fmt: skip
def test_what_windows_has_or_nobody_asks_it_for_is_not(code):
    """A line in a function, a guarded one, and another value in its place are allowed."""
    assert [] == unix_only(code)


def test_modules_can_be_imported_on_windows(project):
    """The commands that need no kernel start there: nothing is imported that only Unix has."""
    found = {
        f"{path.relative_to(project.root)}: {', '.join(names)}"
        for path in (project.root / "src").rglob("*.py")
        if (names := unix_only(path.read_text(encoding="utf-8")))
    }

    assert set() == found
