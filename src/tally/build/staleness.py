"""Find which briefings are up to date, by the hashes of their inputs and not by any clock."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tally.project import (
    UNSETTLED,
    BriefKind,
    Inputs,
    Kind,
    Project,
    ReadError,
    combine_hashes,
    edited_outputs,
    file_states,
    hand_edits,
    hash_brief,
    hash_items,
    hash_tables,
    publishing,
    read_json,
    read_record,
    shared_hashes,
    signature,
    step_hashes,
)  # fmt: skip

REMEMBERED = ".remembered.json"  # in reports/: a cache; losing it costs only time
FORMAT = 3
Tools = Callable[[BriefKind], str]


@dataclass(frozen=True)
class Status:
    """Whether a briefing is up to date, and if not, why; and whether it was built here, or came with a clone."""

    brief: str
    reasons: tuple[str, ...]
    here: bool = True

    @property
    def fresh(self) -> bool:
        """True if no input has changed, and no output is missing or was changed."""
        return not self.reasons


def statuses(project: Project, briefs: Sequence[str], *, built: bool = False) -> list[Status]:
    """
    Return for each brief whether its briefing is up to date; `built` is for those that have just been built.

    If the data are unchanged, no table is read: the hash of a brief's rows is cached with the hash of all tables.
    """
    memory, tools = _Memory(project), _tools(project)
    reasons = {name: tuple(_reasons(project, name, tools, memory)) for name in briefs}
    result = [Status(name, why, memory.here(name, built=built)) for name, why in reasons.items()]
    memory.save()
    return result


def _tools(project: Project) -> Tools:
    """Return a function that computes the hash of the code and of the notebooks of a kind of brief, once for each."""
    shared = shared_hashes(project)
    return cache(lambda kind: hash_items({**shared, **step_hashes(project, kind)}))


def explain_staleness(project: Project, brief: str) -> list[str]:
    """Return what has changed since a briefing was built, item by item; nothing if it is up to date."""
    before = read_record(project.report(brief))
    if before is None:
        return ["It was never built."]
    kind, _, rows, _ = _Memory(project).rows(brief)
    inputs = Inputs(hash_brief(project, brief), rows, {**shared_hashes(project), **step_hashes(project, kind)})
    changes = [f"{name} {change}" for name, change in _changes(_hashes(before, "code", "machinery"), inputs.code)]
    changes += [f"{name} {change}" for name, change in _changes(_hashes(before, "data"), inputs.data)]
    if before.get("brief") != inputs.brief:
        changes.insert(0, f"notebooks/parameters/{brief}.yml changed")
    unsettled = before.get(UNSETTLED)
    changes += [f"{name} changed while it was built" for name in (unsettled if isinstance(unsettled, list) else ())]
    return changes + hand_edits(project.report(brief))


def _hashes(record: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """Return the hashes in a record under their name, or under the name that older versions wrote."""
    return next((record[name] for name in names if isinstance(record.get(name), dict)), {})


def _reasons(project: Project, brief: str, tools_of: Callable[[BriefKind], str], memory: "_Memory") -> Iterator[str]:
    """Yield the reasons why a briefing is not up to date."""
    folder = project.report(brief)
    built = memory.built(brief, folder / "inputs.json")
    if built is None:
        yield "never built"
        return
    if not memory.is_whole(brief, folder):
        yield from hand_edits(folder)
    parameters, tools = hash_brief(project, brief), tools_of(memory.kind(brief))
    if combine_hashes(parameters, memory.data(brief, parameters, tools), tools) != built:
        yield "its inputs changed"


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Compare two lists of hashes, and yield each name whose hash differs with what happened to it."""
    for name in sorted({*before, *after}):
        if name not in after:
            yield name, "is no longer used"
        elif name not in before:
            yield name, "is new"
        elif before[name] != after[name]:
            yield name, "changed"


class _Memory:
    """A cache of earlier results, each with the hash of its inputs."""

    def __init__(self, project: Project) -> None:
        self._project, self._path = project, project.reports / REMEMBERED
        self._folders: dict[str, str] = {}
        self._loaded: dict[str, Any] = {}
        self._known: dict[str, dict[str, Any]] = {}
        with suppress(ReadError, KeyError, TypeError):
            known = read_json(self._path, Kind.NOTE)
            whole = known["format"] == FORMAT and all(isinstance(part, dict) for part in known["briefs"].values())
            self._known = known["briefs"] if whole else {}
        self._changed, self._writable = False, os.access(project.reports, os.W_OK)

    def built(self, brief: str, record: Path) -> str | None:
        """Return the hash of a briefing's inputs from its inputs.json; None if it has none."""
        try:
            stat = record.stat()
        except OSError:
            return None
        state, known = [stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size], self._known.setdefault(brief, {})
        if known.get("seen") != state:
            content = read_record(record.parent)
            if content is None or not {*content} >= {"sha256", "outputs"}:
                return None
            built = "" if content.get(UNSETTLED) else str(content["sha256"])
            known |= {"built": built, "outputs": list(content["outputs"]), "seen": state}
            self._changed = True
        return str(known["built"])

    def kind(self, brief: str) -> BriefKind:
        """Return the kind of brief that a briefing was built from; if it is another now, the brief has changed."""
        return BriefKind.of(name.removeprefix("notebooks/") for name in self._known[brief]["outputs"])

    def here(self, brief: str, *, built: bool) -> bool:
        """Return whether a briefing was built here; if it has just been, remember that."""
        known = self._known.setdefault(brief, {})
        if built and not known.get("here"):
            known["here"], self._changed = True, True
        return bool(known.get("here")) or not self._writable

    def is_whole(self, brief: str, folder: Path) -> bool:
        """Return whether a briefing's files are as they were built; only files that were written since are read."""
        known = self._known[brief]
        state = signature(folder, known["outputs"])
        if state and known.get("whole") == state:
            return True
        record = read_record(folder)
        if record is None or not isinstance(record.get("outputs"), dict) or edited_outputs(folder, record):
            return False
        known["whole"], self._changed = state, True
        return True

    def data(self, brief: str, parameters: str, tools: str) -> str:
        """Return the hash of a brief's rows; the empty text if the brief or the data cannot be read."""
        known, root = self._known.setdefault(brief, {}), self._project.root
        key = [parameters, tools, self._folder(known.get("folder", "")), file_states(root, known.get("files", ()))]
        if known.get("key") != key or not known.get("folder"):
            try:
                _, folder, rows, files = self.rows(brief)
            except ValueError:  # the build reports what is wrong
                known["folder"] = ""
                return ""
            key = [parameters, tools, self._folder(folder), file_states(root, files)]
            known |= {"folder": folder, "data": hash_items(rows), "files": files, "key": key}
            if key[:3] != [hash_brief(self._project, brief), tools, self._folder(folder, again=True)]:
                known["folder"] = ""  # something changed while it was read: nothing is remembered
            self._changed = True
        return str(known["data"])

    def rows(self, brief: str) -> tuple[BriefKind, str, Mapping[str, str], list[str]]:
        """
        Return a brief's kind and case, the hash of each relevant row, and the files counted, relative to the project.

        Raises `BriefError` or `DataError` where the brief or the data cannot be read.
        """
        from tally.briefs import answer_brief, check_against, load_brief, with_uncounted
        from tally.records import hash_records, load_dossier, name_records

        question = load_brief(self._project, brief)
        self._folder(question.case)  # before the tables are read
        if question.case not in self._loaded:
            dossier = load_dossier(self._project, question.case)
            self._loaded[question.case] = (dossier, hash_records(dossier))
        dossier, hashes = self._loaded[question.case]
        dossier, files = with_uncounted(self._project, question, dossier)
        check_against(question, dossier)
        names = name_records(answer_brief(dossier, question).records)
        more = hash_records(dossier) if files else {}  # the source that is made of a data set's description
        hashes = {name: hashes.get(name) or more[name] for name in names}
        return question.kind, question.case, hashes, [os.path.relpath(file, self._project.root) for file in files]

    def save(self) -> None:
        """Write the cache, if it has changed."""
        if self._changed and self._path.parent.is_dir():
            with suppress(OSError), publishing(self._project) as edit:  # a read-only folder is not changed
                edit({self._path: json.dumps({"format": FORMAT, "briefs": self._known})})

    def _folder(self, name: str, *, again: bool = False) -> str:
        """Compute the hash of all tables and passages of a case and of the shared files, once or again."""
        if name and (again or name not in self._folders):
            self._folders[name] = hash_tables(self._project, name)
        return self._folders.get(name, "")
