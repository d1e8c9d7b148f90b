"""Files of users are read in one place, whatever they are."""

import os
import socket
from pathlib import Path

import pytest

from tally.project import Kind, ReadError, read_file


def folder(path):
    path.mkdir()


def pipe(path):
    os.mkfifo(path)


def open_socket(path):
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(path))
    listening.close()


def device(path):
    path.symlink_to("/dev/zero")


def terminal(path):
    path.symlink_to("/dev/tty")


def circle(path):
    path.with_name("other").symlink_to(path)
    path.symlink_to(path.with_name("other"))


def nowhere(path):
    path.symlink_to("nothing")


def unreadable(path):
    path.symlink_to("/proc/self/mem")  # nobody may read its first page, not even root


def endless(path):
    path.symlink_to("/proc/self/status")  # a regular file whose size is 0, and which is not empty


def large(path):
    with path.open("wb") as file:
        file.truncate(Kind.BRIEF.limit + 1)


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (folder, "a folder"), (pipe, "a pipe"), (open_socket, "a socket"), (device, "a device"),
        (terminal, "a device"), (circle, "links that lead to each other"), (nowhere, "no file"),
        (unreadable, "input/output error"), (endless, "more than its 0 bytes"), (large, "40,001 bytes"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("linked", [False, True])
def test_only_regular_files_are_read(tmp_path, make, found, linked):
    """Whatever is no file, or too large, is refused at once in one sentence with its path, also behind a link."""
    path = tmp_path / "file"
    make(path)
    if linked:
        (tmp_path / "link").symlink_to(path)
        path = tmp_path / "link"
    with pytest.raises(ReadError) as refused:
        read_file(path, Kind.BRIEF)

    assert found in str(refused.value)
    assert str(refused.value).startswith(f"{path}: found ")
    assert refused.value.missing == (found == "no file")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b", "x" * 5000, "a/b"])
def test_any_name_gets_an_answer(tmp_path, name):
    """A name that no file can have is refused like a file that is not there."""
    with pytest.raises(ReadError, match="found"):
        read_file(tmp_path / name, Kind.BRIEF)


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_read_up_to_its_limit(tmp_path, kind):
    """A file of the largest size is read; one byte more is refused."""
    path = tmp_path / "file"
    path.write_bytes(b"text\r\n\xff")

    assert b"text\r\n\xff" == read_file(path, kind)

    os.truncate(path, kind.limit + 1)
    with pytest.raises(ReadError, match=f"{kind.limit + 1:,} bytes, expected at most {kind.limit:,}"):
        read_file(path, kind)


@pytest.mark.parametrize(("content", "found"), [(b"", "less than its 4 bytes"), (b"x" * 1000, "more than its 4 bytes")])
def test_a_file_that_changes_is_refused(tmp_path, monkeypatch, content, found):
    """A file that another program writes to is neither read for ever nor taken for complete."""
    path, read = tmp_path / "log", os.read
    path.write_bytes(b"four")

    def change(descriptor, count):
        path.write_bytes(content)
        return read(descriptor, count)

    monkeypatch.setattr(os, "read", change)
    with pytest.raises(ReadError, match=f"{found}, expected a file that does not change"):
        read_file(path, Kind.BRIEF)


def open_files():
    return len([*Path("/proc/self/fd").iterdir()])


def test_descriptors_are_closed(tmp_path):
    """Refusals leave no open file."""
    before = open_files()
    for _ in range(3):
        with pytest.raises(ReadError):
            read_file(tmp_path, Kind.TABLE)

    assert before == open_files()
