"""Which briefings are up to date, by what they were made from and not by any clock."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tally.project import (
    UNSEALED,
    Inputs,
    Project,
    code_hashes,
    combine_hashes,
    edited_outputs,
    hash_brief,
    hash_items,
    read_record,
    signature,
    write_file,
)

REMEMBERED = ".remembered.json"  # in reports/: what need not be read again; losing it costs time and nothing else
FORMAT = 2


@dataclass(frozen=True)
class Status:
    """Whether a briefing is up to date, and if not, why."""

    brief: str
    reasons: tuple[str, ...]

    @property
    def fresh(self) -> bool:
        """Whether nothing that it is made from has changed and nothing that it is made of is missing."""
        return not self.reasons


def statuses(project: Project, briefs: Sequence[str]) -> list[Status]:
    """
    Say of each brief whether its briefing is up to date.

    Where the data are as they were, no table is read: what bears on a brief was remembered with the hash of all tables.
    """
    memory = _Memory(project)
    tools = hash_items(code_hashes(project))
    found = [Status(brief, tuple(_reasons(project, brief, tools, memory))) for brief in briefs]
    memory.keep()
    return found


def explain_staleness(project: Project, brief: str) -> list[str]:
    """Say what has changed since a briefing was built, item by item; nothing if it is up to date."""
    folder = project.report(brief)
    before = read_record(folder)
    if before is None:
        return ["It was never built."]
    wanted = now(project, brief)
    changed = [f"{part} {how}" for part, how in _changes(before.get("machinery", {}), wanted.machinery)]
    changed += [f"{part} {how}" for part, how in _changes(before.get("data", {}), wanted.data)]
    if before.get("brief") != wanted.brief:
        changed.insert(0, f"notebooks/parameters/{brief}.yml changed")
    return changed + hand_edits(project, brief)


def hand_edits(project: Project, brief: str) -> list[str]:
    """Say which files of a published briefing are missing or were changed by hand, file by file."""
    folder = project.report(brief)
    record = read_record(folder)
    if record is None:
        return []
    found = [f"{output} {how}" for output, how in edited_outputs(folder, record).items()]
    return found + ([] if isinstance(record.get("outputs"), dict) else [UNSEALED])


def _reasons(project: Project, brief: str, tools: str, memory: "_Memory") -> Iterator[str]:
    """Give the reasons for which a briefing is not up to date."""
    folder = project.report(brief)
    built = memory.built(brief, folder / "inputs.json")
    if built is None:
        yield "never built"
        return
    if not memory.whole(brief, folder):
        yield from hand_edits(project, brief)
    parameters = hash_brief(project, brief)
    if combine_hashes(parameters, memory.data(brief, parameters, tools), tools) != built:
        yield "its inputs changed"


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Set two lists of hashes against each other."""
    for name in sorted({*before, *after}):
        if name not in after:
            yield name, "no longer bears on it"
        elif name not in before:
            yield name, "is new"
        elif before[name] != after[name]:
            yield name, "changed"


def now(project: Project, brief: str) -> Inputs:
    """
    Work out what a briefing would be made from now.

    Raises
    ------
    BriefError, DataError
        The brief or the data cannot be read.
    """
    return Inputs(hash_brief(project, brief), _Memory(project).rows(brief)[1], code_hashes(project))


class _Memory:
    """What was worked out before, each answer with the hash of what it was worked out from."""

    def __init__(self, project: Project) -> None:
        self._project, self._path = project, project.reports / REMEMBERED
        self._folders: dict[str, str] = {}
        self._loaded: dict[str, Any] = {}
        self._known: dict[str, dict[str, Any]] = {}
        with suppress(OSError, ValueError, AttributeError):
            known = json.loads(self._path.read_bytes())
            self._known = known["briefs"] if known.get("format") == FORMAT else {}
        self._changed = False

    def built(self, brief: str, record: Path) -> str | None:
        """Give the hash of what a briefing was built from, as its inputs.json says; None if there is none."""
        try:
            stat = record.stat()
        except OSError:
            return None
        seen, known = [stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size], self._known.setdefault(brief, {})
        if known.get("seen") != seen:
            try:
                told = json.loads(record.read_bytes())
                known["built"], known["outputs"], known["seen"] = str(told["sha256"]), list(told["outputs"]), seen
            except (OSError, ValueError, KeyError, TypeError):
                return None
            self._changed = True
        return str(known["built"])

    def whole(self, brief: str, folder: Path) -> bool:
        """Return whether the files of a briefing are as they were built; those not written since are not read again."""
        known = self._known[brief]
        seen = signature(folder, known["outputs"])
        if seen and known.get("whole") == seen:
            return True
        record = read_record(folder)
        if record is None or not isinstance(record.get("outputs"), dict) or edited_outputs(folder, record):
            return False
        known["whole"], self._changed = seen, True
        return True

    def data(self, brief: str, parameters: str, tools: str) -> str:
        """Give the hash of the rows that bear on a brief; the empty text if the brief or the data cannot be read."""
        known = self._known.setdefault(brief, {})
        key = [parameters, tools, self._folder(known.get("folder", ""))]
        if known.get("key") != key or not known.get("folder"):
            try:
                known["folder"], rows = self.rows(brief)
            except ValueError:  # the build will say what is wrong
                known["folder"] = ""
                return ""
            known["data"] = hash_items(rows)
            known["key"] = [parameters, tools, self._folder(known["folder"])]
            self._changed = True
        return str(known["data"])

    def rows(self, brief: str) -> tuple[str, Mapping[str, str]]:
        """
        Work out which rows bear on a brief; gives the folder of its tables, and the hash of each row.

        Raises
        ------
        BriefError, DataError
            The brief or the data cannot be read.
        """
        from tally.briefs import check_against, load_brief
        from tally.evidence import answer
        from tally.records import hash_records, load_dossier, name_records

        asked = load_brief(self._project, brief)
        if asked.case not in self._loaded:
            dossier = load_dossier(self._project, asked.case)
            self._loaded[asked.case] = (dossier, hash_records(dossier))
        dossier, hashes = self._loaded[asked.case]
        check_against(asked, dossier)
        bearing = answer(dossier, asked).records
        return asked.case, {name: hashes[name] for name in name_records(bearing)}

    def keep(self) -> None:
        """Remember it for the next time."""
        if self._changed and self._path.parent.is_dir():
            write_file(self._path, json.dumps({"format": FORMAT, "briefs": self._known}))

    def _folder(self, name: str) -> str:
        """Hash all tables and passages of a folder."""
        if name and name not in self._folders:
            told = hashlib.sha256()
            for path in self._project.table_files(name):
                told.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
            self._folders[name] = told.hexdigest()
        return self._folders.get(name, "")
