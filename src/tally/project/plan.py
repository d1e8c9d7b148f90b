"""What a journal lists: the files of one change, with the hashes of their old and their new contents."""

import hashlib
import os
import platform
import re
import stat
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BaseModel, StringConstraints, ValidationError

from tally.errors import TallyError
from tally.project.writing import TEMPORARY, as_bytes, real_path

LARGEST = 10_000_000  # bytes of a journal
MOST_NAMED = 8  # files in a message
LONGEST, LONGEST_PART = 1000, 255  # bytes of a file's name, with its folders and without them
PATIENCE = 60  # seconds after which a change that another machine began has surely ended
FOREIGN = re.compile(r"[\0\\:]" if os.name == "nt" else r"\0")  # what no name of a file has

Content = str | bytes | Path | None  # a text, bytes, a file that is moved from elsewhere on the disk; None removes


class JournalError(TallyError, RuntimeError):
    """Files cannot be changed together: another command holds them, or an interrupted change cannot be completed."""


def name_in(root: Path, path: Path) -> str:
    """Return the name of a file in a folder, as a journal has it. Raises `JournalError` if it is outside."""
    try:
        return _inside(path.relative_to(root).as_posix())
    except ValueError as error:
        msg = f"{path} is outside {root}, so nothing is written there."
        raise JournalError(msg) from error


def _inside(name: str) -> str:
    """Return a name that does not lead out of the folder to which it is relative. Raises `ValueError`."""
    path = PurePosixPath(name)
    too_long = len(os.fsencode(name)) > LONGEST or any(len(os.fsencode(part)) > LONGEST_PART for part in path.parts)
    if not path.parts or path.is_absolute() or {"..", ".git"} & {*path.parts} or FOREIGN.search(name) or too_long:
        msg = f"{name!r} is outside the folder. Expected a path relative to it."
        raise ValueError(msg)
    return name


Name = Annotated[str, AfterValidator(_inside)]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}\z")]


class Change(NamedTuple):
    """One file of a change: its name, and the SHA-256 of its old and its new content; None where there is no file."""

    name: Name
    old: Hash | None
    new: Hash | None


class _Stored(BaseModel):
    """A plan as a journal has it, with the machine that wrote it."""

    machine: Annotated[str, StringConstraints(max_length=LONGEST_PART)]
    token: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}\z")]
    folders: tuple[Name, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Plan:
    """
    One change of several files.

    `root` is the folder that all names are relative to; `journal` is the folder in which the plan is stored; `folders`
    are those that the change adds, the outermost first.
    """

    root: Path
    journal: Path
    token: str
    changes: tuple[Change, ...]
    folders: tuple[str, ...] = ()

    def as_json(self) -> bytes:
        """Return it as a journal."""
        stored = _Stored(
            machine=platform.node()[:LONGEST_PART], token=self.token, folders=self.folders, changes=self.changes
        )
        return stored.model_dump_json(indent=1).encode()

    def target(self, change: Change) -> Path:
        """Return the file that a change is about; for a link that is kept its target."""
        path = self.root / change.name
        return real_path(path) if self.keeps_links else path

    @property
    def keeps_links(self) -> bool:
        """True for tables, which may be links to files elsewhere; a link among the files of a briefing is replaced."""
        return self.journal.parent != self.root

    def found(self, change: Change) -> str | None:
        """Compute the hash of what is there now; None if there is nothing."""
        return hash_file(self.target(change), follow=self.keeps_links)

    def temporary(self, change: Change) -> Path:
        """Return where the new content is until it is put in place."""
        return self.target(change).with_name(f"{TEMPORARY}{self.token}-{self._numbers[change.name]}")

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """The number of each change, by its name."""
        return {change.name: number for number, change in enumerate(self.changes)}

    def owns(self, change: Change) -> bool:
        """Return whether the file is in the folder, whatever links lead there; others are never removed."""
        return Path(os.path.realpath(self.target(change).parent)).is_relative_to(os.path.realpath(self.root))

    @property
    def added(self) -> list[Path]:
        """The folders that it adds, the outermost first."""
        return [self.root / name for name in self.folders]

    @property
    def touched(self) -> list[Path]:
        """The folders in which names change."""
        return sorted({self.target(change).parent for change in self.changes} | {path.parent for path in self.added})

    def is_whole(self) -> bool:
        """
        Return whether it can be completed; False if contents are missing and nothing was put in place.

        Raises
        ------
        JournalError
            Only a part of it can be completed, or somebody has changed one of its files since.
        """
        found = [(change, self.found(change)) for change in self.changes]
        lost = [change for change, now in found if now != change.new and not self._has_content(change)]
        if lost and all(now == change.old for change, now in found):
            return False
        more = f" and {len(self.changes) - MOST_NAMED} more" if len(self.changes) > MOST_NAMED else ""
        files = ", ".join(change.name for change in self.changes[:MOST_NAMED]) + more
        for change in (*(change for change, now in found if now not in (change.old, change.new)), *lost):
            msg = (
                f"A change of {files} was interrupted, and {change.name} "
                "has been changed since, so it can be neither completed nor undone. Restore these files, or correct "
                f"them by hand; then remove the folder {self.journal}."
            )
            raise JournalError(msg)
        return True

    def _has_content(self, change: Change) -> bool:
        """Return whether the new content is there as it was written; what is to be removed needs none."""
        return change.new is None or hash_file(self.temporary(change)) == change.new


def read_plan(root: Path, path: Path) -> Plan:
    """
    Read the plan of an interrupted change. Nothing in it is trusted.

    Raises
    ------
    JournalError
        It is not a plan, it names files outside the folder, or another machine has just written it.
    """
    status, stored = path.lstat(), None
    if stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST:
        with suppress(ValidationError):
            stored = _Stored.model_validate_json(path.read_bytes())
    plan = Plan(root, path.parent, stored.token, stored.changes, stored.folders) if stored else None
    if not plan or not stored or any(change.new is None and not plan.owns(change) for change in plan.changes):
        msg = (
            f"{path} is not a journal that Tally wrote for this folder, and nothing was done with it. "
            f"Look at the files in {root} that were changed last, then remove the folder {path.parent}."
        )
        raise JournalError(msg)
    if stored.machine != platform.node()[:LONGEST_PART] and time.time() - status.st_mtime < PATIENCE:
        msg = (
            f"The machine {stored.machine!r} has begun a change of {root}, which may still be running. "
            "Wait a minute, and run the command again."
        )
        raise JournalError(msg)
    return plan


def hash_content(content: Content) -> str | None:
    """Compute the SHA-256 of a new content; return None if the file is removed."""
    if isinstance(content, Path):
        return hash_file(content)
    return None if content is None else hashlib.sha256(as_bytes(content)).hexdigest()


def hash_file(path: Path, *, follow: bool = True) -> str | None:
    """
    Compute the SHA-256 of a file; return None if there is none. A link is followed, or is itself what is hashed.

    Raises
    ------
    JournalError
        It is a folder, or something else than a file.
    """
    if not follow and path.is_symlink():
        return hashlib.sha256(os.fsencode(path.readlink())).hexdigest()
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        found = "a folder" if stat.S_ISDIR(status.st_mode) else "not a file"
        msg = f"{path} is {found}. Move it away, so that a file of this name can be written."
        raise JournalError(msg)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
