"""Messages on a pipe: four bytes of length, then that many bytes of JSON (one object)."""

import json
import struct
from typing import Any

Message = dict[str, Any]
"""Any: each room knows the shape of its own messages, and both ends are ours."""

HEADER = struct.Struct(">I")
MOST_BYTES = 8 * 1024 * 1024


class BrokenFrameError(Exception):
    """The bytes are no frame; the pipe cannot be trusted any more."""


def encoded(message: Message) -> bytes:
    """The frame of `message`. Lone surrogates, which JSON escapes, survive the trip."""
    body = json.dumps(message).encode()
    return HEADER.pack(len(body)) + body


def body_length(header: bytes) -> int:
    """Raises `BrokenFrameError` for a length that no message of ours has."""
    (length,) = HEADER.unpack(header)
    if not 0 < length <= MOST_BYTES:
        raise BrokenFrameError(f"a frame of {length} bytes")
    return int(length)


def decoded(body: bytes) -> Message:
    try:
        message = json.loads(body)
    except ValueError as error:
        raise BrokenFrameError("a frame that is not JSON") from error
    if not isinstance(message, dict):
        raise BrokenFrameError("a frame that is not an object")
    return message
