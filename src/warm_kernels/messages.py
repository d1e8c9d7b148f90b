"""The messages between the kernel server and its clients: one JSON object per line."""

import asyncio
import json
import os
import socket
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Any

from jupyter_client.jsonutil import json_default
from jupyter_client.session import Session

LIMIT = 4_000_000  # bytes; an environment is far smaller


class MessageError(OSError):
    """The other end sent something that is not a message."""


def send(channel: socket.socket, message: dict[str, Any]) -> None:
    """Send one message."""
    channel.sendall(json.dumps(message).encode() + b"\n")


def receive(channel: socket.socket, line: bytes = b"") -> dict[str, Any] | None:
    """
    Wait for one message that begins with `line`, and return it; None if the other end has closed the connection.

    Raises
    ------
    MessageError
        The line is not a JSON object, or longer than `LIMIT` bytes.
    """
    while not line.endswith(b"\n"):
        part = channel.recv(65536)
        if not part:
            return None
        line += part
        if len(line) > LIMIT:
            msg = f"A message has more than {LIMIT:,} bytes. Expected one JSON object in a line."
            raise MessageError(msg)
    return parse_message(line)


@dataclass(frozen=True)
class Request:
    """A message that asks for a kernel, where it came from, and the socket that the kernel gets with it, if any."""

    channel: socket.socket
    message: dict[str, Any]
    connection: socket.socket | None = None

    def close(self) -> None:
        """Close its sockets."""
        self.channel.close()
        if self.connection is not None:
            self.connection.close()


def receive_request(channel: socket.socket) -> Request | None:
    """Wait for a request, and return it; None, with all closed, if what comes is not one."""
    numbers: list[int] = []
    try:
        begun, numbers, *_ = socket.recv_fds(channel, 1, 1)
        message = receive(channel, begun) if begun else None
        if message is not None:
            connection = socket.socket(fileno=numbers[0]) if numbers else None
            return Request(channel, message, connection)
    except OSError:  # too late, not a message, or not a socket
        pass
    channel.close()
    for number in numbers:
        os.close(number)
    return None


def parse_message(line: bytes) -> dict[str, Any]:
    """
    Parse one line as a message.

    Raises
    ------
    MessageError
        The line is not a JSON object.
    """
    try:
        message = json.loads(line)
    except ValueError as error:
        msg = f"Not a message: {line[:80]!r}. Expected one JSON object in a line."
        raise MessageError(msg) from error
    if not isinstance(message, dict):
        msg = f"Not a message: {line[:80]!r}. Expected one JSON object in a line."
        raise MessageError(msg)
    return message


class SocketSession(Session):
    """A session whose messages can hold half a surrogate pair: as a question mark, since no file can hold it."""

    def serialize(self, msg: dict[str, Any], ident: Any = None) -> list[bytes]:
        """Return the parts of a message as JSON."""
        try:
            return super().serialize(msg, ident)
        except UnicodeEncodeError:
            content = json.dumps(msg["content"], default=json_default, ensure_ascii=False).encode(errors="replace")
            return super().serialize(msg | {"content": content}, ident)


class Lines:
    """
    The messages that come through a socket, read when there are some, without limit of their length.

    They are kept apart by their `channel`, if they have one.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._loop = connection, asyncio.get_running_loop()
        self._begun: list[bytes] = []
        self._messages: defaultdict[str, deque[dict[str, Any]]] = defaultdict(deque)
        self._came, self._ended = asyncio.Event(), False
        self._loop.add_reader(connection, self._read)

    def _read(self) -> None:
        """Read what has come."""
        try:
            part = self._connection.recv(1 << 20, socket.MSG_DONTWAIT)
        except BlockingIOError:  # nothing has: a loop that was inherited from another process reports its events, too
            return
        except OSError:
            part = b""
        if b"\n" in part:
            *lines, rest = b"".join([*self._begun, part]).split(b"\n")
            self._begun = [rest]
            for message in map(json.loads, lines):
                self._messages[message.get("channel", "")].append(message)
        else:
            self._begun.append(part)
        if not part:
            self._ended = True
            self.close()
        self._came.set()

    async def next(self, channel: str = "") -> dict[str, Any] | None:
        """Wait for the next message of a channel, and return it; None if the other end has closed the connection."""
        while not self._messages[channel] and not self._ended:
            self._came.clear()
            await self._came.wait()
        return self._messages[channel].popleft() if self._messages[channel] else None

    def close(self) -> None:
        """Read no more."""
        self._loop.remove_reader(self._connection)
