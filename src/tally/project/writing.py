"""Write a file completely or not at all: the one place where Tally writes to the disk."""

import os
from pathlib import Path


def write_file(path: Path, content: str | bytes) -> None:
    """
    Write a file completely or leave it unchanged, even if the power fails.

    Parameters
    ----------
    path : Path
        The file. Its folder is created if it is missing; an existing file keeps its permissions.
    content : str or bytes
        A text is written as UTF-8 with the line ends that it has.

    Raises
    ------
    OSError, UnicodeEncodeError
        It cannot be written. The file is unchanged, and no other file is left.
    """
    import tempfile  # slow to import, and needed only where something is written

    raw = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
