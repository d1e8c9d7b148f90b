"""What the kernel server and those who ask it for kernels say to each other: one JSON object a line."""

import json
import socket
from typing import Any

LIMIT = 4_000_000  # bytes; an environment is far smaller


class TalkError(OSError):
    """The other end said something that is no message."""


def send(channel: socket.socket, message: dict[str, Any]) -> None:
    """Send one message whole."""
    channel.sendall(json.dumps(message).encode() + b"\n")


def receive(channel: socket.socket) -> dict[str, Any] | None:
    """
    Wait for one message; None if the other end has closed.

    Raises
    ------
    TalkError
        It is no message, or longer than any can be.
    """
    line = b""
    while not line.endswith(b"\n"):
        part = channel.recv(65536)
        if not part:
            return None
        line += part
        if len(line) > LIMIT:
            msg = "A message without end"
            raise TalkError(msg)
    return parsed(line)


def parsed(line: bytes) -> dict[str, Any]:
    """Read a message."""
    try:
        message = json.loads(line)
    except ValueError as error:
        msg = "Not a message"
        raise TalkError(msg) from error
    if not isinstance(message, dict):
        msg = "Not a message"
        raise TalkError(msg)
    return message
