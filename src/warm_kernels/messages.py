"""The messages between the kernel server and its clients: one JSON object per line."""

import json
import socket
from typing import Any

LIMIT = 4_000_000  # bytes; an environment is far smaller


class MessageError(OSError):
    """The other end sent something that is not a message."""


def send(channel: socket.socket, message: dict[str, Any]) -> None:
    """Send one message."""
    channel.sendall(json.dumps(message).encode() + b"\n")


def receive(channel: socket.socket) -> dict[str, Any] | None:
    """
    Wait for one message, and return it; None if the other end has closed the connection.

    Raises
    ------
    MessageError
        The line is not a JSON object, or longer than `LIMIT` bytes.
    """
    line = b""
    while not line.endswith(b"\n"):
        part = channel.recv(65536)
        if not part:
            return None
        line += part
        if len(line) > LIMIT:
            msg = f"A message has more than {LIMIT:,} bytes. Expected one JSON object in a line."
            raise MessageError(msg)
    return parse_message(line)


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
