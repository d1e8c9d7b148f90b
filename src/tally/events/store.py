"""Keep files of events in the normal form, in a cache keyed by their hash, and check them on every use."""

import hashlib
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from functools import cache
from json import dumps
from pathlib import Path
from typing import Any

from tally.events.kinds import form_of, layout_of
from tally.events.loading import Layout, Loaded, convert, stage
from tally.events.source import CACHE, changed_state, find_file
from tally.project import (
    Kind,
    Project,
    ReadError,
    make_folder,
    random_token,
    read_json,
    remove,
    rename,
    write_file,
)
from tally.records.events import FOLDER, Dataset, DatasetError

MOST_KEPT = 12  # files in the cache
ROOM = ".tally-"
LOCK = ".lock"


@dataclass(frozen=True)
class EventFile:
    """The events of a data set: its description, its layout, what was loaded, and the Parquet file of the cache."""

    dataset: Dataset
    layout: Layout
    loaded: Loaded
    path: Path


def open_events(project: Project, folder: Path, dataset: Dataset) -> EventFile:
    """
    Open the events of a data set, after the file was checked against its description.

    Parameters
    ----------
    project : Project
        The checkout.
    folder : Path
        The folder of the description.
    dataset : Dataset
        The description.

    Raises
    ------
    DatasetError, DataError, ReadError
        The file is not there, is another one, or cannot be used; or it does not have the rows and days described.
    """
    events = load_events(project, dataset, find_file(project, folder, dataset))
    loaded, faults = events.loaded, list[str]()
    if loaded.rows != dataset.rows:
        faults.append(f"rows: found {dataset.rows:,}, and the file has {loaded.rows:,}.")
    if loaded.first and not (str(dataset.covers.first) <= loaded.first and loaded.last <= str(dataset.covers.last)):
        covered = f"{dataset.covers.first} to {dataset.covers.last}"
        faults.append(f"covers: found {covered}, and the file has events from {loaded.first} to {loaded.last}.")
    if faults:
        msg = f"{FOLDER}/{dataset.id}/dataset.yml: {' '.join(faults)} Correct it there."
        raise DatasetError(msg)
    return events


def load_events(project: Project, dataset: Dataset, source: Path) -> EventFile:
    """
    Load a file of events, or find it in the cache, where its hash is as described (or none is described yet).

    Raises
    ------
    DatasetError, DataError, ReadError
        The file is another one, or cannot be used.
    """
    layout, form = layout_of(dataset), form_of(dataset)
    folder = project.root / CACHE / FOLDER
    key = hashlib.sha256(
        repr((code_of(counting=False), form, layout, sorted(dataset.columns.items()))).encode()
    ).hexdigest()[:8]
    if dataset.sha256 and (events := _cached(folder, key, dataset, layout, source)):
        return events
    from filelock import FileLock

    make_folder(folder)
    with FileLock(folder / LOCK):
        _remove_rooms(folder)
        if dataset.sha256 and (events := _cached(folder, key, dataset, layout, source)):
            return events
        room = folder / f"{ROOM}{random_token()}"
        make_folder(room)
        try:
            staged = stage(source, form, room / "staged.csv", dataset.sha256)
            loaded = convert(staged, layout, dict(dataset.columns), room / "events.parquet", room)
            path = folder / f"{staged.sha256[:16]}-{key}.parquet"
            rename(room / "events.parquet", path)
            _note(path, loaded, staged.sha256, staged.state)
        finally:
            _remove_room(room)
        _remove_old(folder, path)
    return EventFile(dataset, layout, loaded, path)


def sha256_of(events: EventFile) -> str:
    """Return the hash of the file that events were loaded from."""
    return str(read_json(events.path.with_suffix(".json"), Kind.NOTE)["sha256"])


def _cached(folder: Path, key: str, dataset: Dataset, layout: Layout, source: Path) -> EventFile | None:
    """Return the events from the cache, if they are there; the file is hashed again if it has changed since."""
    path = folder / f"{dataset.sha256[:16]}-{key}.parquet"
    try:
        note: Mapping[str, Any] = read_json(path.with_suffix(".json"), Kind.NOTE)
        loaded = Loaded(**{field.name: note["loaded"][field.name] for field in fields(Loaded)})
        if note["sha256"] != dataset.sha256 or path.stat().st_size != note["size"]:
            return None
        state, since = note["state"], note["checked"]
    except (ReadError, OSError, KeyError, TypeError):
        return None
    if found := changed_state(source, dataset, state, since):
        with suppress(OSError):
            _note(path, loaded, dataset.sha256, found)
    return EventFile(dataset, layout, loaded, path)


def _note(path: Path, loaded: Loaded, sha256: str, state: tuple[int, ...]) -> None:
    """Write what was loaded beside a Parquet file of the cache."""
    size, checked = path.stat().st_size, time.time_ns()
    note = {"sha256": sha256, "size": size, "state": state, "checked": checked, "loaded": asdict(loaded)}
    write_file(path.with_suffix(".json"), dumps(note))


@cache
def code_of(*, counting: bool = True) -> str:
    """Compute the hash of the code that loads files and, if asked, counts: another may do it differently."""
    digest, folder = hashlib.sha256(), Path(__file__).parent
    for path in sorted([*(folder / "loading").glob("*.py"), *(folder.glob("*.py") if counting else ())]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _remove_old(folder: Path, newest: Path) -> None:
    """Remove the files of the cache that were loaded first, where there are many."""
    with suppress(OSError):
        paths = sorted(folder.glob("*.parquet"), key=lambda path: path.stat().st_mtime)
        for path in [path for path in paths if path != newest][: -MOST_KEPT + 1]:
            remove(path.with_suffix(".json"))
            remove(path)


def _remove_rooms(folder: Path) -> None:
    """Remove what a process that was killed has left; nobody else works here, since the cache is locked."""
    for room in folder.glob(f"{ROOM}*"):
        _remove_room(room)


def _remove_room(room: Path) -> None:
    """Remove a folder with its files."""
    from shutil import rmtree

    rmtree(room, ignore_errors=True)
