"""Open DuckDB so that it reads and writes only named files: no network, no extensions, little memory."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tally.errors import TallyError

if TYPE_CHECKING:
    import duckdb

LONGEST = 200  # characters of a reason
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": "220MB",
    "threads": 2,
}


class LoadingError(TallyError, RuntimeError):
    """A file of events cannot be loaded or counted, for a reason that is not in one of its lines."""


@contextmanager
def open_engine(paths: Sequence[Path], room: Path | None = None) -> Iterator["duckdb.DuckDBPyConnection"]:
    """
    Open a connection that can read and write some files, and no others.

    Parameters
    ----------
    paths : sequence of Path
        The files. All values in queries about them are bound.
    room : Path, optional
        A folder for what does not fit into memory; without one, such a query fails.

    Raises
    ------
    ExtraError
        DuckDB is not installed, and could not be.
    LoadingError
        DuckDB cannot read or write them.
    """
    try:
        import duckdb
    except ModuleNotFoundError:
        from tally.project import ensure_extra

        ensure_extra("events")
        import duckdb

    try:
        with duckdb.connect(config=SETTINGS) as connection:
            connection.execute("SET enable_progress_bar = false; SET TimeZone = 'UTC'")
            connection.execute("SET temp_directory = ?", [str(room) if room else ""])
            connection.execute("SET allowed_paths = ?", [[str(path) for path in paths]])
            if room:
                connection.execute("SET allowed_directories = ?", [[str(room)]])
            connection.execute("SET enable_external_access = false; SET lock_configuration = true")
            yield connection
    except duckdb.Error as error:
        reason = str(error).partition("\n")[0][:LONGEST]
        msg = (
            f"Events cannot be read ({reason}). If memory or disk space is short, free some; if not, delete the folder "
            ".cache, where they are made again from their file."
        )
        raise LoadingError(msg) from error
