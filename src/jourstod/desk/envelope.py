"""The envelope: the clear fields of a row as one byte string, for the chain and for the codec."""

from __future__ import annotations

from .ports import Clear


def associated_data(clear: Clear, key_id: str) -> bytes:
    """The clear fields as one unambiguous byte string: what a codec binds its result to.

    Each field is length-prefixed (8 bytes, big-endian) in the order board, stream, seq,
    event_id, command_id, key_id; seq is itself 8 bytes, big-endian.
    """
    parts: list[bytes] = []
    for field in (
        *(clear.board.encode(), clear.stream.encode(), clear.seq.to_bytes(8, "big")),
        *(clear.event_id.encode(), clear.command_id.encode(), key_id.encode()),
    ):
        parts += (len(field).to_bytes(8, "big"), field)
    return b"".join(parts)


def prefixed(field: bytes) -> bytes:
    """The field with its length before it (8 bytes, big-endian)."""
    return len(field).to_bytes(8, "big") + field
