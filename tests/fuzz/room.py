"""A small project that an input may spoil, and which is whole again for the next."""

import os
import shutil
import tempfile
from pathlib import Path

from tally.project import Project

ROOT = Path(__file__).parent.parent.parent
CASE, BRIEF, SOURCE = "made-up", "made-up-example", "example-yearbook"
SHARED = ("data/drift-rules.csv", "data/claim-rules.csv", "data/datapackage.json", "requirements.lock")
SETTINGS = f'[tool.tally]\ndefault-brief = "{BRIEF}"\ndefault-case = "{CASE}"\n'
LOCKS = ".lock"  # files that stay, empty: a lock is on them


class Room:
    """A folder with the project in it, a folder for temporary files, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root, self.temporary = folder, folder / "project", folder / "tmp"
        names = [*SHARED, f"notebooks/parameters/{BRIEF}.yml"]
        names += [f"notebooks/{path.name}" for path in (ROOT / "notebooks").glob("[0-9]*.ipynb")]
        names += [str(path.relative_to(ROOT)) for path in (ROOT / "data" / CASE).rglob("*") if path.is_file()]
        self._whole = {name: (ROOT / name).read_bytes() for name in names} | {"pyproject.toml": SETTINGS.encode()}
        self.refused = 0  # inputs, in a sentence
        self.temporary.mkdir(parents=True)
        for name, content in self._whole.items():
            self.put(name, content)
        (self.root / "reports").mkdir()
        self._stats = self._look()
        tempfile.tempdir = str(self.temporary)

    @property
    def project(self) -> Project:
        """The project, as `find_project` would give it."""
        return Project(self.root, self.root / "reports")

    def put(self, name: str, content: bytes) -> Path:
        """Write a file of the project."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def state(self) -> dict[str, tuple[int, ...]]:
        """List what is in the room, and when it was written; locks are left out, which may stay."""
        return {name: stat for name, stat in self._look().items() if not name.endswith(LOCKS)}

    def clean(self) -> None:
        """Make the project whole again; only what was changed is written."""
        now = self._look()
        for name in sorted({*now} - {*self._stats}, reverse=True):
            path = self.folder / name
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        for name in sorted(self._stats):
            if now.get(name) != self._stats[name]:
                path = self.folder / name
                if not self._stats[name][0]:
                    path.mkdir(parents=True, exist_ok=True)
                else:
                    self.put(name.removeprefix("project/"), self._whole[name.removeprefix("project/")])
        self._stats = self._look()

    def leave(self) -> None:
        """Remove the folder."""
        tempfile.tempdir = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def _look(self) -> dict[str, tuple[int, ...]]:
        """List what is in the room, with what changes if somebody writes it; for a folder, nothing."""
        found: dict[str, tuple[int, ...]] = {}
        waiting = [str(self.folder)]
        start = len(str(self.folder)) + 1
        while waiting:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        found[entry.path[start:]] = (0,)
                        waiting.append(entry.path)
                    else:
                        stat = entry.stat(follow_symlinks=False)
                        found[entry.path[start:]] = (1, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        return found
