"""The envelope: the clear fields of a row as one byte string, for the chain and for the codec."""

from __future__ import annotations

from .ports import Clear


def associated_data(clear: Clear, key_id: str) -> bytes:
    """The clear fields as one unambiguous byte string: what a codec binds its result to.

    Each field is length-prefixed (8 bytes, big-endian) in the order board, stream, seq,
    event_id, command_id, key_id; seq is itself 8 bytes, big-endian.
    """
    return b"".join(
        (
            prefixed(clear.board.encode()),
            prefixed(clear.stream.encode()),
            prefixed(clear.seq.to_bytes(8, "big")),
            prefixed(clear.event_id.encode()),
            prefixed(clear.command_id.encode()),
            prefixed(key_id.encode()),
        )
    )


def prefixed(field: bytes) -> bytes:
    """The field with its length before it (8 bytes, big-endian)."""
    return len(field).to_bytes(8, "big") + field
