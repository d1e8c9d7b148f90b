"""The root of Tally's exceptions, and the sentence for any error: what happened, where, and what to do."""

import errno
import os

AGAIN = "run the command again"
NOBODY = "if it is yours, check its permissions and those of its folder; if not, ask its owner"
# What to do about an error of the system, and what it is where the system's own words say too little.
REMEDIES = {
    errno.EACCES: ("permission is denied", f"{NOBODY[0].upper()}{NOBODY[1:]}, and {AGAIN}."),
    errno.EPERM: ("the system does not allow it", f"{NOBODY[0].upper()}{NOBODY[1:]}, and {AGAIN}."),
    errno.EROFS: ("the disk or folder is read-only", f"Make it writable, or work in a copy, and {AGAIN}."),
    errno.ENOSPC: ("no space is left on the disk", f"Delete what is not needed, and {AGAIN}."),
    errno.EDQUOT: ("your share of the disk is full", f"Delete what is not needed, and {AGAIN}."),
    errno.EFBIG: ("the file would be larger than is allowed", f"Raise the limit (ulimit -f), and {AGAIN}."),
    errno.ENOENT: ("there is no such file or folder", f"Check the name, and {AGAIN}."),
    errno.EEXIST: ("there is something of that name already", f"Move it elsewhere, and {AGAIN}."),
    errno.ENOTEMPTY: ("the folder is not empty", f"Move what is in it elsewhere, and {AGAIN}."),
    errno.EISDIR: ("it is a folder, where a file is expected", f"Move it elsewhere, and {AGAIN}."),
    errno.ENOTDIR: ("a file is in the place of a folder", f"Move the file elsewhere, and {AGAIN}."),
    errno.ENAMETOOLONG: ("the name is too long", f"Use a shorter name or path, and {AGAIN}."),
    errno.ELOOP: ("its symbolic links lead in a circle", f"Remove or correct the link, and {AGAIN}."),
    errno.EMFILE: ("too many files are open", f"Raise the limit (ulimit -n) or build fewer at a time, and {AGAIN}."),
    errno.ENFILE: ("too many files are open", f"Close other programs, and {AGAIN}."),
    errno.EAGAIN: ("the system has no room for more", f"Close other programs, and {AGAIN}."),
    errno.EBUSY: ("another program is using it", f"Wait until that has ended, and {AGAIN}."),
    errno.ETXTBSY: ("another program is using it", f"Wait until that has ended, and {AGAIN}."),
    errno.EIO: ("the disk reports a fault", f"Check the disk, and {AGAIN}."),
    errno.ESTALE: ("the network folder is not there any more", f"Connect it again, and {AGAIN}."),
    errno.ENOTCONN: ("the network folder is not there any more", f"Connect it again, and {AGAIN}."),
    errno.EXDEV: ("it would be moved to another disk", f"Put both folders on one disk, and {AGAIN}."),
    errno.EBADF: ("a file was closed that is still needed", f"Check how the command is started, and {AGAIN}."),
    errno.EPIPE: ("the program at the other end has ended", f"Check that program, and {AGAIN}."),
    errno.ECONNREFUSED: ("nobody answers there", f"Check the address and the network, and {AGAIN}."),
    errno.EINVAL: ("the system does not accept that", f"Check the name and the kind of file, and {AGAIN}."),
}  # fmt: skip
NO_MEMORY = (
    "There is not enough memory. Close other programs, raise the limit (ulimit -v) or build fewer briefings at a time "
    f"(--jobs 1), and {AGAIN}."
)


class TallyError(Exception):
    """Something cannot be done as requested. The message tells the user what was found and what to do."""

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows: the sentence, without the lines of code that led to it."""
        return [f"{type(self).__name__}: {self}"]


def explain(error: BaseException) -> str:
    """
    Return what happened, where, and what to do; an empty text if the error can only be a fault in Tally.

    Parameters
    ----------
    error : BaseException
        Anything that ended a command: what Tally refuses, and what the environment does not permit.
    """
    if isinstance(error, TallyError):
        message, notes = str(error), " ".join(getattr(error, "__notes__", ()))
        return f"{message}{' ' if message[-1:] in '.?!' else chr(10)}{notes}" if notes else message
    if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
        return NO_MEMORY
    if isinstance(error, OSError):
        return _of_the_system(error)
    if isinstance(error, UnicodeError):
        return _of_a_text(error)
    if isinstance(error, ImportError) and not (error.name or "").startswith("tally."):
        return (
            f"A package cannot be loaded: {error}. If memory is limited (ulimit -v), allow more; if not, delete the "
            f"folder .venv, and {AGAIN} with make, which installs all packages."
        )
    if isinstance(error, ValueError) and str(error).startswith("embedded null"):
        return f"The name of a file contains a NUL (U+0000). Correct the name, and {AGAIN}."
    return ""


def _of_the_system(error: OSError) -> str:
    """Return the sentence for an error of the system, with the files that it names."""
    names = [os.fsdecode(name) for name in (error.filename, error.filename2) if isinstance(name, str | bytes)]
    place = f"{' → '.join(map(_on_one_line, names))}: " if names else ""
    what, remedy = REMEDIES.get(error.errno or 0, ("", f"Correct that, and {AGAIN}."))
    system = str(error.strerror or error or type(error).__name__).strip().rstrip(".")
    if "temporary directory" in system:
        return f"No folder for temporary files can be written to. Set TMPDIR to one that can, and {AGAIN}."
    if not what or (not names and error.errno in (errno.ENOENT, errno.EINVAL)):
        what = system
    return f"{place}{what if place else what[:1].upper() + what[1:]}. {remedy}"


def _of_a_text(error: UnicodeError) -> str:
    """Return the sentence for a text that cannot be read or written."""
    if isinstance(error, UnicodeDecodeError):
        where = f"byte {error.start + 1} is {error.object[error.start : error.start + 1].hex()}"
        return f"A text is not {error.encoding.upper()}: its {where}. Save it as UTF-8, and {AGAIN}."
    if isinstance(error, UnicodeEncodeError):
        start = error.object[max(error.start - 30, 0) : error.start]
        sign = f"U+{ord(error.object[error.start]):04X}"
        after = f" after {_on_one_line(start)!r}" if start else ""
        return (
            f"A text contains {sign}{after}, which cannot be written as {error.encoding.upper()}. "
            f"Rename or retype it in UTF-8, and {AGAIN}."
        )
    return f"A text or name cannot be converted: {error}. Retype it, and {AGAIN}."


def _on_one_line(name: str) -> str:
    """Return a name with its line breaks shown."""
    return "".join(sign if sign not in "\r\n" else f"[U+{ord(sign):04X}]" for sign in name)
