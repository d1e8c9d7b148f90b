"""Install what only some commands need, when it is first used: the extras and groups of pyproject.toml."""

import hashlib
import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from filelock import FileLock

from tally.errors import TallyError
from tally.project.guarding import guarded
from tally.project.printing import note
from tally.project.reading import Kind, read_file
from tally.project.writing import write_file

CHECKOUT = Path(__file__).resolve().parents[3]  # the folder that holds src/, unless Tally was installed as a wheel
PARTS = {
    "cluster": "builds on several machines",
    "events": "counts from files of events",
    "exports": "exports and BibTeX",
    "test": "tests and lint",
}
GROUPS = {"test": ("test", "lint")}  # parts that are dependency groups of pyproject.toml; the others are extras
CONDA_NAMES = {"pypandoc-binary": "pypandoc"}  # with pandoc as a package of its own
MARK = ".tally-{}"  # in the environment: the hash of the lock that a part was installed from
UNFINISHED = "unfinished"  # in its place, from the beginning of an installation to its end
SHOWN = re.compile(r"\s*(?:Collecting|Downloading|Prepared|Installed|Installing|Successfully installed)\b.*")
_failures: dict[str, str] = {}


class ExtraError(TallyError, RuntimeError):
    """A part that a command needs could not be installed. The message names the command to run later."""


def ensure_extra(*parts: str, checkout: Path = CHECKOUT) -> None:
    """
    Install missing parts with uv or pip, pinned and checked by hash.

    Parameters
    ----------
    *parts : str
        Names in `PARTS`.
    checkout : Path
        The folder of pyproject.toml and requirements/.

    Raises
    ------
    ExtraError
        A part is missing and could not be installed. What was installed before still works. The next process tries
        again, but not this one.

    Notes
    -----
    After an installation that was stopped, the next one installs every package of the part again. If two processes
    install at once, the second waits, and then finds nothing left to do.
    """
    for part in parts:
        if not missing_packages(part, checkout):
            continue
        if part in _failures:
            raise ExtraError(_failures[part])
        try:
            _install_once(part, checkout)
        except ExtraError as error:
            _failures[part] = str(error)
            raise


def missing_packages(part: str, checkout: Path = CHECKOUT) -> list[str]:
    """Return a part's packages that are not installed at the pinned version; all of them if its lock has changed."""
    packages, lock = _requirements(part, checkout), _lock(part, checkout)
    if lock.is_file() and _read_mark(part) not in ("", _hash(lock)):
        return packages
    return [package for package in packages if not _is_installed(*package.split("=="))]


def _requirements(part: str, checkout: Path) -> list[str]:
    """Read the packages of a part, as name==version."""
    path = checkout / "pyproject.toml"
    if not _lock(part, checkout).is_file() or not path.is_file():
        marked = re.compile(rf"([\w.-]+==[\w.]+)\s*;\s*extra == ['\"]{part}['\"]")
        return [match[1] for line in requires("tally") or () if (match := marked.fullmatch(line))]
    content = tomllib.loads(read_file(path, Kind.SETTINGS).decode("utf-8"))
    if part not in GROUPS:
        return list(content["project"]["optional-dependencies"][part])
    return [line for group in GROUPS[part] for line in content["dependency-groups"][group]]


def _is_installed(name: str, pinned: str) -> bool:
    """Return whether a package is installed at the pinned version; in a conda environment, at any."""
    in_conda = (Path(sys.prefix) / "conda-meta").is_dir()  # environment.yml has ranges
    for known in (name, *((CONDA_NAMES[name],) if in_conda and name in CONDA_NAMES else ())):
        with suppress(PackageNotFoundError):
            return version(known) == pinned or in_conda
    return False


def _install_once(part: str, checkout: Path) -> None:
    """Install a part, unless another process has just done so."""
    lock = _lock(part, checkout)
    if not lock.is_file():
        packages = shlex.join(_requirements(part, checkout))
        msg = f"More packages are needed for {PARTS[part]}. To install them: pip install {packages}"
        raise ExtraError(msg)
    try:
        with FileLock(Path(sys.prefix) / ".tally-extras.lock"):
            importlib.invalidate_caches()
            if missing_packages(part, checkout):
                _install(part, lock)
    except OSError as error:
        raise ExtraError(_explain(part, f"{error.filename or sys.prefix}: {error.strerror or error}")) from error


def _install(part: str, lock: Path) -> None:
    """Run uv or pip, and show its progress."""
    command = _command(part, lock, again=_read_mark(part) == UNFINISHED)
    count = len(re.findall(r"^[\w.-]+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
    note(f"Installing {count} package{'' if count == 1 else 's'} for {PARTS[part]}. This happens once.")
    write_file(_mark(part), UNFINISHED)
    lines, environment = [""], os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(  # noqa: S603  our own command, and a file of the checkout
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment,
        text=True, encoding="utf-8", errors="replace",
    ) as run:  # fmt: skip
        try:
            for line in run.stdout or ():
                if SHOWN.fullmatch(line.rstrip()):
                    note(f"  {line.strip()}")
                elif line.strip():
                    lines.append(line.strip())
        except BaseException:
            run.terminate()
            run.wait()
            raise
    importlib.invalidate_caches()
    if run.returncode:
        raise ExtraError(_explain(part, next((line for line in lines if "error" in line.lower()), lines[-1])))
    write_file(_mark(part), _hash(lock))


def _command(part: str, lock: Path, *, again: bool) -> list[str]:
    """Return the command that installs a lock in this environment."""
    options = ["--require-hashes", "--no-deps", "--requirement", str(lock)]
    if uv := _find_uv():
        reinstall = ["--reinstall"] if again else []
        return [uv, "pip", "install", "--python", sys.executable, "--compile-bytecode", *reinstall, *options]
    with suppress(PackageNotFoundError):
        version("pip")
        reinstall = ["--force-reinstall"] if again else []
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
        return [*pip, "--progress-bar", "off", *reinstall, *options]
    raise ExtraError(_explain(part, "there is neither uv nor pip"))


def _find_uv() -> str | None:
    """Return the path of uv: the one that set-up has installed in this environment, or the machine's."""
    return shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")


def _explain(part: str, cause: str) -> str:
    """Return the message for a part that could not be installed."""
    by_hand = Path(sys.argv[0]).stem in ("tally", "__main__")
    command = shlex.join(["tally", *sys.argv[1:]]) if by_hand else "the same command"
    return (
        f"The packages for {PARTS[part]} could not be installed ({cause.rstrip('.')}). Nothing was lost. "
        f"With a network, run again: {command}"
    )


def _lock(part: str, checkout: Path) -> Path:
    return checkout / "requirements" / f"{part}.lock"


def _hash(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _mark(part: str) -> Path:
    return Path(sys.prefix) / MARK.format(part)


def _read_mark(part: str) -> str:
    return _mark(part).read_text(encoding="ascii") if _mark(part).is_file() else ""


def main(arguments: Sequence[str]) -> int:
    """Install the named parts; return 0 if all are installed."""
    if unknown := [part for part in arguments if part not in PARTS]:
        note(f"tally: There is no part {unknown[0]!r}. The parts are: {', '.join(PARTS)}.")
        return 2
    ensure_extra(*arguments)
    return 0


if __name__ == "__main__":
    sys.exit(guarded(lambda: main(sys.argv[1:])))
