"""The base is enough to build, and what else a command needs is installed on first use or named."""

import ensurepip
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import time
import tomllib
import venv
import zipfile
from importlib.metadata import PackageNotFoundError, distributions
from pathlib import Path

import psutil
import pytest
from packaging.utils import canonicalize_name

from conftest import ROOT
from limits import LIMIT, start
from tally.exports import KINDS
from tally.project import missing_packages
from tally.project.extras import _find_uv

HELPER = "import sys; from pathlib import Path; from tally.project import ensure_extra\n"
GAZETTE = "example-gazette-made-up-2026-01-20"
SOURCE = [
    "add", "source", "docs/example-page.html", "--case", "made-up", "--url", "https://gazette.example/2026/yearbook",
    "--said-by", "Example Observatory (made up)",
]  # fmt: skip
FIGURE = [
    "add", "figure", "--case", "made-up", "--source", GAZETTE, "--value", "210", "--quotation",
    "In the whole of 2025 we recorded 210 attacks by Example Group", "--group", "Example Group", "--place",
    "Exampleland", "--window", "2025", "--basis", "recorded", "--counter", "Example Observatory (made up)",
]  # fmt: skip
EXPORT = "export isil-kp-claims --only docx annotations crate"
OFFLINE = {"UV_OFFLINE": "1", "PIP_NO_INDEX": "1", "PIP_RETRIES": "0"}


def base_names():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9_.-]+)==", text, re.MULTILINE))


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """An environment of its own, with pip, that has the packages of the base and no others."""
    folder, parts = tmp_path_factory.mktemp("base"), tmp_path_factory.mktemp("pip")
    venv.create(folder)
    site = next(folder.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(next((Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl"))) as wheel:
        wheel.extractall(parts)  # as the standard library installs it, only sooner
    for part in parts.iterdir():
        (site / part.name).symlink_to(part)
    wanted = {"tally", *base_names()}
    for found in distributions():
        if canonicalize_name(found.name) in wanted:
            for top in {Path(file).parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
                if not (site / top).exists():
                    (site / top).symlink_to(Path(str(found.locate_file(top))))
    return folder


@pytest.fixture
def environment(base, tmp_path):
    """A copy of it, to install into, and the variables that keep it off the network."""
    folder = tmp_path / "environment"
    shutil.copytree(base, folder, symlinks=True)
    return folder


def run(environment, *arguments, root=ROOT, path=None, **variables):
    """Run Python in an environment; `path` limits the programs that are found."""
    own = {"PATH": path or "/usr/bin:/bin", "UV_CACHE_DIR": str(environment / "cache")}
    settings = os.environ | OFFLINE | own | variables
    settings.pop("PYTHONPATH", None)
    return subprocess.run(
        [environment / "bin" / "python", *arguments], cwd=root, env=settings, text=True, capture_output=True,
        timeout=LIMIT,
    )  # fmt: skip


def tools():
    """The programs that install: pip alone, and uv where it is there."""
    uv = shutil.which("uv")
    return [None, *([f"{Path(uv).parent}:/usr/bin:/bin"] if uv else [])]


@pytest.fixture
def part(tmp_path, monkeypatch):
    """A checkout whose part `exports` is one small wheel, in a folder that takes the place of the network."""
    wheel = tmp_path / "wheels" / "tallytiny-1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tallytiny.py", "WHOLE = True\n")
        archive.writestr("tallytiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tallytiny\nVersion: 1.0\n")
        tags = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        archive.writestr("tallytiny-1.0.dist-info/WHEEL", tags)
        names = ["tallytiny.py", *(f"tallytiny-1.0.dist-info/{name}" for name in ("METADATA", "WHEEL", "RECORD"))]
        archive.writestr("tallytiny-1.0.dist-info/RECORD", "".join(f"{name},,\n" for name in names))
    root = tmp_path / "checkout"
    (root / "requirements").mkdir(parents=True)
    (root / "pyproject.toml").write_text('[project.optional-dependencies]\nexports = ["tallytiny==1.0"]\n')
    lock(root, hashlib.sha256(wheel.read_bytes()).hexdigest())
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel.parent))
    monkeypatch.setenv("UV_FIND_LINKS", str(wheel.parent))
    return root


def lock(root, sha256):
    (root / "requirements" / "exports.lock").write_text(f"tallytiny==1.0 \\\n    --hash=sha256:{sha256}\n")


def ensure(root, then=""):
    return "-c", f"{HELPER}ensure_extra('exports', checkout=Path({str(root)!r}))\n{then}"


def test_the_base_is_enough(base, copied):
    """Building, checking and adding a figure need nothing beside requirements.lock."""
    names = ("distributed", "pypandoc", "xlsxwriter", "rocrate", "pytest", "mypy")
    script = f"""
import importlib.util, json, sys
from tally.cli.main import main
print([name for name in {names} if importlib.util.find_spec(name)])
sys.exit(any(main(arguments) for arguments in json.loads(sys.argv[1])))
"""
    shutil.copytree(ROOT / "docs", copied.root / "docs")
    commands = [["check"], ["build", "made-up-example"], ["why", "made-up-example"], SOURCE, FIGURE]
    done = run(base, "-c", script, json.dumps(commands), root=copied.root)

    assert 0 == done.returncode, done.stderr
    assert done.stdout.startswith("[]\n")
    assert "Installing" not in done.stderr
    assert "210" in (copied.data / "made-up" / "figures.csv").read_text(encoding="utf-8").splitlines()[-1]


@pytest.mark.parametrize("path", tools())
def test_a_missing_part_is_named(base, copied, built, path):
    """Without a network: one sentence with the command to run later; what needs no more is done all the same."""
    (copied.root / "x.bib").write_text("@book{x, title={X}, year=2020}")
    before = (copied.root / "data" / "isil-kp" / "sources.json").read_bytes()
    commands = ["add source x.bib"]
    if path == tools()[-1]:  # the others install as this one does, whatever the tool
        shutil.copytree(built.report("isil-kp-claims"), copied.report("isil-kp-claims"))
        commands += [EXPORT, "build --again --scheduler tcp://127.0.0.1:1"]
    for command in commands:
        done = run(base, "-m", "tally", *command.split(), root=copied.root, path=path)
        assert 1 == done.returncode
        assert "could not be installed (" in done.stderr
        assert f"Nothing was lost. With a network, run again: tally {command}" in done.stderr
        assert "Traceback" not in done.stderr
        assert 1 == done.stderr.count("This happens once.")
        assert command != EXPORT or done.stdout.endswith(".annotations.jsonld\n")
    assert before == (copied.root / "data" / "isil-kp" / "sources.json").read_bytes()


@pytest.mark.parametrize("path", tools())
def test_a_part_is_installed_once(environment, part, path):
    """It can be imported at once; the next call starts nothing."""
    first = run(environment, *ensure(part, "import tallytiny; print(tallytiny.WHOLE)"), path=path)
    second = run(environment, *ensure(part), path=path)

    assert (0, "True\n") == (first.returncode, first.stdout), first.stderr
    assert "Installing 1 package for exports and BibTeX. This happens once." in first.stderr
    assert (0, "") == (second.returncode, second.stderr)


@pytest.mark.parametrize("path", tools())
def test_another_file_than_the_locked_is_refused(environment, part, path):
    """What was published under the same name and version since is not installed."""
    lock(part, "0" * 64)
    done = run(environment, *ensure(part), path=path)

    assert 1 == done.returncode
    assert "could not be installed (" in done.stderr
    assert "tallytiny" not in run(environment, "-c", "import tallytiny").stdout
    assert not [*environment.glob("lib/python*/site-packages/tallytiny*")]


@pytest.mark.parametrize("path", tools())
def test_half_an_installation_is_mended(environment, part, path):
    """Stopped halfway, a part may look whole: it is installed again."""
    assert 0 == run(environment, *ensure(part), path=path).returncode
    (environment / ".tally-exports").write_text("unfinished")
    next(environment.glob("lib/python*/site-packages/tallytiny.py")).unlink()
    done = run(environment, *ensure(part, "import tallytiny"), path=path)

    assert 0 == done.returncode, done.stderr


def test_ctrl_c_leaves_a_mark(environment, part, tmp_path):
    """The installer ends with the command, and the next one begins again."""
    slow, pid = tmp_path / "bin" / "uv", tmp_path / "pid"
    slow.parent.mkdir()
    slow.write_text(f"#!/bin/sh\necho $$ > {pid}\nexec sleep 600\n")
    slow.chmod(0o755)
    settings = os.environ | {"PATH": f"{slow.parent}:/usr/bin:/bin"}
    command = start([environment / "bin" / "python", *ensure(part)], env=settings, stderr=subprocess.PIPE)
    deadline = time.monotonic() + LIMIT
    while not (pid.exists() and pid.read_text().strip()) and time.monotonic() < deadline:
        time.sleep(0.05)
    command.send_signal(signal.SIGINT)
    command.communicate(timeout=LIMIT)

    assert not psutil.pid_exists(int(pid.read_text()))
    assert "unfinished" == (environment / ".tally-exports").read_text()
    assert 0 == run(environment, *ensure(part, "import tallytiny")).returncode


def test_two_at_once(environment, part):
    """Both end well, and one of them installs."""
    command = [environment / "bin" / "python", *ensure(part, "import tallytiny")]
    settings = os.environ | OFFLINE | {"PATH": "/usr/bin:/bin"}
    both = [subprocess.Popen(command, env=settings, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [process.communicate(timeout=LIMIT)[1] for process in both]

    assert [0, 0] == [process.returncode for process in both], told
    assert 1 == "".join(told).count("This happens once.")


def test_outside_a_checkout(base, tmp_path):
    """Installed as a wheel there is no lock: the message says how to install the part."""
    installed = tmp_path / "lib" / "python3" / "site-packages"
    shutil.copytree(ROOT / "src" / "tally", installed / "tally")
    about = installed / "tally-0.1.0.dist-info"
    about.mkdir()
    lines = "Metadata-Version: 2.1\nName: tally\nVersion: 0.1.0\nProvides-Extra: exports\n"
    (about / "METADATA").write_text(f"{lines}Requires-Dist: xlsxwriter==3.3.1; extra == 'exports'\n")
    script = f"import sys; sys.path.insert(0, {str(installed)!r})\n{HELPER}ensure_extra('exports')"
    done = run(base, "-c", script, root=tmp_path)

    assert 1 == done.returncode
    assert "To install them: pip install xlsxwriter==3.3.1\n" in done.stderr


def test_conda_chooses_versions_and_names(tmp_path, monkeypatch):
    """What environment.yml installed in another version or under another name is not installed over it."""
    (tmp_path / "pyproject.toml").write_text('[project.optional-dependencies]\nexports = ["pypandoc-binary==9.9"]\n')
    (tmp_path / "requirements").mkdir()
    lock(tmp_path, "0" * 64)
    monkeypatch.setattr("tally.project.extras.sys.prefix", str(tmp_path))
    monkeypatch.setattr("tally.project.extras.version", lambda name: {"pypandoc": "1.17"}.get(name) or absent(name))

    def absent(name):
        raise PackageNotFoundError(name)

    assert ["pypandoc-binary==9.9"] == missing_packages("exports", tmp_path)
    (tmp_path / "conda-meta").mkdir()
    assert [] == missing_packages("exports", tmp_path)


STUB = """#!/bin/sh
name=$(basename "$0"); echo "$name $*" >>"$LOG"
case "$*" in
  *"import sys; print(sys.executable)"*) echo "$0" ;;
  *venv*.venv) mkdir -p .venv/bin; cp "$STUB" .venv/bin/python ;;
  *installer.lock*) [ -n "${WHEEL:-}" ] && cp "$STUB" .venv/bin/uv ;;
  *--editable*) touch .venv/bin/tally; chmod +x .venv/bin/tally ;;
esac
"""


@pytest.mark.parametrize(
    ("programs", "wheel", "installers"),
    [
        (["python3", "uv"], "", {"uv"}),
        (["python3"], "yes", {"python", "uv"}),
        (["python3"], "", {"python"}),
    ],
    ids=["uv is on the machine", "pip installs uv", "no uv for this machine"],
)
def test_set_up_uses_uv_where_it_can(tmp_path, programs, wheel, installers):
    """uv installs the packages, that of the machine or one that pip has put into .venv; else pip does, with hashes."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "environment", tmp_path / ".ci")
    stub, found = tmp_path / "stub", tmp_path / "found"
    found.mkdir()
    stub.write_text(STUB)
    stub.chmod(0o755)
    for name in programs:
        shutil.copy(stub, found / name)
    for name in ("basename", "cp", "dirname", "mkdir", "rm", "sed", "sh", "touch", "chmod", "cat"):
        (found / name).symlink_to(shutil.which(name))
    variables = {"PATH": str(found), "LOG": str(tmp_path / "log"), "STUB": str(stub), "WHEEL": wheel}
    done = subprocess.run(
        ["sh", ".ci/environment"], cwd=tmp_path, env=variables, text=True, capture_output=True, timeout=LIMIT
    )
    log = (tmp_path / "log").read_text().splitlines()
    used = [line for line in log if " requirements.lock" in line]

    assert (0, True) == (done.returncode, (tmp_path / ".venv" / ".ready").exists()), done.stderr
    assert 1 == len(used)
    assert "--require-hashes" in used[0]
    assert installers == {line.partition(" ")[0] for line in log if "pip install" in line}
    assert "seconds" in done.stdout


def test_what_uv_sync_installed_is_used(tmp_path):
    """After `uv sync` there is nothing to set up; an environment that differs from uv.lock is made again."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "environment", tmp_path / ".ci")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / "found").mkdir()
    for path, code in (
        (".venv/bin/tally", ""),
        ("found/python3", ""),
        ("found/uv", '[ "$1" = sync ] && exit "$DIFFERS"; exit 3'),
    ):
        (tmp_path / path).write_text(f"#!/bin/sh\n{code}\n")
        (tmp_path / path).chmod(0o755)
    variables = {"PATH": f"{tmp_path / 'found'}:/usr/bin:/bin"}
    same, other = (
        subprocess.run(["sh", ".ci/environment"], cwd=tmp_path, env=variables | {"DIFFERS": differs}, timeout=LIMIT,
                       capture_output=True, text=True)
        for differs in ("0", "1")
    )  # fmt: skip

    assert (0, "") == (same.returncode, same.stdout)
    assert (3, False) == (other.returncode, (tmp_path / ".venv").exists())


def test_uv_of_the_environment_comes_first(tmp_path, monkeypatch):
    """What set-up has put there is found although it is not on the path."""
    monkeypatch.setattr("tally.project.extras.sys.executable", str(tmp_path / "python"))
    outside = _find_uv()
    (tmp_path / "uv").write_text("")
    (tmp_path / "uv").chmod(0o755)

    assert outside == shutil.which("uv")
    assert str(tmp_path / "uv") == _find_uv()


def test_kinds_name_the_extra_that_they_need(project):
    """An extra that a kind names is one of pyproject.toml, and exports have one to name."""
    extras = tomllib.loads((project.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert {"", "exports"} == {kind.extra for kind in KINDS.values()}
    assert {"exports", "cluster", "events"} == {*extras["optional-dependencies"]}


def test_test_tools_change_no_page(copied):
    """Only the base can change a page: the locks of the parts are no inputs."""
    from tally.project import code_hashes

    before = code_hashes(copied)
    (copied.root / "requirements").mkdir()
    (copied.root / "requirements" / "test.lock").write_text("other")
    assert before == code_hashes(copied)
    assert not [name for name in before if name.startswith("requirements/")]
