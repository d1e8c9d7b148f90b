"""What processes run on this machine."""

from pathlib import Path

import psutil


def commands() -> str:
    """
    Return the command lines of all processes, one a line.

    A process that has just been started shows an empty line for a moment: wait for it, rather than ask once.
    """
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(path.read_bytes().replace(b"\0", b" ").decode(errors="replace").strip())
        except OSError:
            continue
    return "\n".join(lines)


def workers(pid: int) -> list[psutil.Process]:
    """Return the processes that a build has started to run notebooks: its children but for the kernel server."""
    found = []
    for child in psutil.Process(pid).children():
        try:
            line = child.cmdline()
        except psutil.NoSuchProcess:
            continue
        if line and not any("warm_kernels.server" in part for part in line):
            found.append(child)
    return found


def alive(process: psutil.Process) -> bool:
    """Whether a process runs: one that ended and that nobody has waited for does not."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
