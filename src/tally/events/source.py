"""The file of a data set: where it is, and whether it is still the one that is described."""

import hashlib
import time
from collections.abc import Mapping
from contextlib import suppress
from json import dumps
from pathlib import Path
from typing import Any

from tally.events.loading import changed_file, hash_source
from tally.project import Kind, Project, ReadError, file_state, make_folder, read_json, write_file
from tally.records.events import Dataset, DatasetError

CACHE = ".cache"
SOURCES = "sources"  # within the cache: which files were known when
MOMENT = 2_000_000_000  # ns within which two changes of a file can have the same time


def find_file(project: Project, folder: Path, dataset: Dataset) -> Path:
    """Return the file of a data set. Raises `DatasetError` where there is none."""
    path = place_of(project, folder, dataset)
    if not has_file(project, folder, dataset):
        msg = (
            f"The file of the data set {dataset.id} is not there: {path}. Download {dataset.named} again, with the "
            f"SHA-256 {dataset.sha256}, and put it there; or say where it is: tally dataset add FILE --id {dataset.id} "
            f"--kind {dataset.kind} --replace"
        )
        raise DatasetError(msg)
    return path


def has_file(project: Project, folder: Path, dataset: Dataset) -> bool:
    """Return whether the file of a data set is there."""
    try:
        return place_of(project, folder, dataset).exists()
    except (OSError, ValueError):
        return False


def place_of(project: Project, folder: Path, dataset: Dataset) -> Path:
    """Return the path of a data set's file, which need not be there."""
    try:
        return folder / dataset.file if dataset.file else project.root / Path(dataset.path).expanduser()
    except (ValueError, RuntimeError):  # RuntimeError: a home folder that there is not
        return Path(dataset.file or dataset.path)


def confirm_source(project: Project, dataset: Dataset, source: Path) -> None:
    """
    Check that a file is the one that is described; it is hashed only if it has changed since that was last known.

    Raises
    ------
    DataError, ReadError
        It is another one, or cannot be read.
    """
    folder = project.root / CACHE / SOURCES
    path = folder / f"{hashlib.sha256(f'{dataset.sha256} {source}'.encode()).hexdigest()[:24]}.json"
    try:
        note: Mapping[str, Any] = read_json(path, Kind.NOTE)
        state, since = note["state"], int(note["checked"])
    except (ReadError, KeyError, TypeError, ValueError):
        state, since = [], 0
    if found := changed_state(source, dataset, state, since):
        with suppress(OSError):
            make_folder(folder)
            write_file(path, dumps({"state": found, "checked": time.time_ns()}))


def changed_state(source: Path, dataset: Dataset, state: object, since: int) -> tuple[int, ...] | None:
    """
    Return the state of a file that was hashed again, and is the one that is described; None if it did not change.

    Raises `DataError` where it is another one.
    """
    found = _state(source)
    if [*found] == state and since - found[2] >= MOMENT:
        return None
    sha256, found = hash_source(source)
    if sha256 != dataset.sha256:
        raise changed_file(source, sha256, dataset.sha256)
    return found


def _state(source: Path) -> tuple[int, ...]:
    """Return the state of a file; nothing that any file has, if there is none."""
    try:
        return file_state(source)
    except OSError:
        return (0, 0, 0, 0)
