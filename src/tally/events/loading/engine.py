"""Open DuckDB so that it reads and writes only named files: no network, no extensions, little memory."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tally.project import ensure_extra

if TYPE_CHECKING:
    import duckdb

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": "250MB",
    "threads": 2,
}


def open_engine(paths: Sequence[Path], room: Path | None = None) -> "duckdb.DuckDBPyConnection":
    """
    Return a connection that can read and write some files, and no others.

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
    """
    ensure_extra("events")
    import duckdb

    connection = duckdb.connect(config=SETTINGS)
    connection.execute("SET enable_progress_bar = false; SET TimeZone = 'UTC'; SET python_enable_replacements = false")
    connection.execute("SET temp_directory = ?", [str(room) if room else ""])
    connection.execute("SET allowed_paths = ?", [[str(path) for path in paths]])
    if room:
        connection.execute("SET allowed_directories = ?", [[str(room)]])
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")
    return connection
