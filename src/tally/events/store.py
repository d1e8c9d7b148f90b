"""Keep files of events in the normal form, in a cache keyed by their hash, and check them on every use."""

import hashlib
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from json import dumps
from pathlib import Path
from typing import Any

from tally.events.kinds import form_of, layout_of
from tally.events.loading import Layout, Loaded, changed_file, convert, hash_source, stage
from tally.project import (
    Kind,
    Project,
    ReadError,
    file_state,
    make_folder,
    random_token,
    read_json,
    remove,
    rename,
    write_file,
)
from tally.records.events import FOLDER, Dataset, DatasetError

CACHE = ".cache"
MOST_KEPT = 12  # files in the cache
MOMENT = 2_000_000_000  # ns within which two changes of a file can have the same time
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


def find_file(project: Project, folder: Path, dataset: Dataset) -> Path:
    """Return the file of a data set. Raises `DatasetError` where there is none."""
    try:
        path = folder / dataset.file if dataset.file else project.root / Path(dataset.path).expanduser()
        found = path.exists()
    except (OSError, ValueError, RuntimeError):  # RuntimeError: a home folder that there is not
        path, found = Path(dataset.file or dataset.path), False
    if not found:
        msg = (
            f"The file of the data set {dataset.id} is not there: {path}. Download {dataset.named} again, with the "
            f"SHA-256 {dataset.sha256}, and put it there; or say where it is: tally dataset add FILE --id {dataset.id} "
            f"--kind {dataset.kind} --replace"
        )
        raise DatasetError(msg)
    return path


def load_events(project: Project, dataset: Dataset, source: Path) -> EventFile:
    """
    Load a file of events, or find it in the cache, where its hash is as described (or none is described yet).

    Raises
    ------
    DatasetError, DataError, ReadError
        The file is another one, or cannot be used.
    """
    layout, form = layout_of(dataset), form_of(dataset)
    cache = project.root / CACHE / FOLDER
    key = hashlib.sha256(repr((_code(), form, layout, sorted(dataset.columns.items()))).encode()).hexdigest()[:8]
    if dataset.sha256 and (events := _cached(cache, key, dataset, layout, source)):
        return events
    from filelock import FileLock

    make_folder(cache)
    with FileLock(cache / LOCK):
        _remove_rooms(cache)
        if dataset.sha256 and (events := _cached(cache, key, dataset, layout, source)):
            return events
        room = cache / f"{ROOM}{random_token()}"
        make_folder(room)
        try:
            staged = stage(source, form, room / "staged.csv", dataset.sha256)
            loaded = convert(staged, layout, dict(dataset.columns), room / "events.parquet", room)
            path = cache / f"{staged.sha256[:16]}-{key}.parquet"
            rename(room / "events.parquet", path)
            _note(path, loaded, staged.sha256, staged.state)
        finally:
            _remove_room(room)
        _remove_old(cache, path)
    return EventFile(dataset, layout, loaded, path)


def sha256_of(events: EventFile) -> str:
    """Return the hash of the file that events were loaded from."""
    return str(read_json(events.path.with_suffix(".json"), Kind.NOTE)["sha256"])


def _cached(cache: Path, key: str, dataset: Dataset, layout: Layout, source: Path) -> EventFile | None:
    """Return the events from the cache, if they are there; the file is hashed again if it has changed since."""
    path = cache / f"{dataset.sha256[:16]}-{key}.parquet"
    try:
        note: Mapping[str, Any] = read_json(path.with_suffix(".json"), Kind.NOTE)
        loaded = Loaded(**{field.name: note["loaded"][field.name] for field in fields(Loaded)})
        if note["sha256"] != dataset.sha256 or path.stat().st_size != note["size"]:
            return None
        state, since = note["state"], note["checked"]
    except (ReadError, OSError, KeyError, TypeError):
        return None
    found = _state(source)
    if [*found] != state or since - found[2] < MOMENT:
        sha256, found = hash_source(source)
        if sha256 != dataset.sha256:
            raise changed_file(source, sha256, dataset.sha256)
        with suppress(OSError):
            _note(path, loaded, sha256, found)
    return EventFile(dataset, layout, loaded, path)


def _state(source: Path) -> tuple[int, ...]:
    """Return the state of a file; nothing that any file has, if there is none."""
    try:
        return file_state(source)
    except OSError:
        return (0, 0, 0, 0)


def _note(path: Path, loaded: Loaded, sha256: str, state: tuple[int, ...]) -> None:
    """Write what was loaded beside a Parquet file of the cache."""
    size, checked = path.stat().st_size, time.time_ns()
    note = {"sha256": sha256, "size": size, "state": state, "checked": checked, "loaded": asdict(loaded)}
    write_file(path.with_suffix(".json"), dumps(note))


def _code() -> str:
    """Compute the hash of the code that loads files, since another may load them differently."""
    from tally.events import loading

    digest = hashlib.sha256()
    for path in sorted(Path(str(loading.__file__)).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _remove_old(cache: Path, newest: Path) -> None:
    """Remove the files of the cache that were loaded first, where there are many."""
    with suppress(OSError):
        paths = sorted(cache.glob("*.parquet"), key=lambda path: path.stat().st_mtime)
        for path in [path for path in paths if path != newest][: -MOST_KEPT + 1]:
            remove(path.with_suffix(".json"))
            remove(path)


def _remove_rooms(cache: Path) -> None:
    """Remove what a process that was killed has left; nobody else works here, since the cache is locked."""
    for room in cache.glob(f"{ROOM}*"):
        _remove_room(room)


def _remove_room(room: Path) -> None:
    """Remove a folder with its files."""
    from shutil import rmtree

    rmtree(room, ignore_errors=True)
