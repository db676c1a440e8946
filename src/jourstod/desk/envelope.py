"""The envelope: the clear fields of a row as one byte string, for the chain and for the codec."""

from __future__ import annotations

from struct import Struct

from .ports import Clear

_long = Struct(">Q").pack
_NUMBER_LENGTH = _long(8)


def associated_data(clear: Clear, key_id: str) -> bytes:
    """The clear fields as one unambiguous byte string: what a codec binds its result to.

    Each field is length-prefixed (8 bytes, big-endian) in the order board, stream, seq,
    event_id, command_id, key_id; seq is itself 8 bytes, big-endian.
    """
    board, stream = clear.board.encode(), clear.stream.encode()
    event, command, key = clear.event_id.encode(), clear.command_id.encode(), key_id.encode()
    return b"".join(
        (
            *(_long(len(board)), board, _long(len(stream)), stream),
            *(_NUMBER_LENGTH, _long(clear.seq)),
            *(_long(len(event)), event, _long(len(command)), command, _long(len(key)), key),
        )
    )


def prefixed(field: bytes) -> bytes:
    """The field with its length before it (8 bytes, big-endian)."""
    return _long(len(field)) + field
