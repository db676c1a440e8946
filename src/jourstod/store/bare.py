"""Bare rows: what a chain is counted over, as the database gives it, with nothing made of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Protocol, runtime_checkable

from jourstod.desk.envelope import prefixed
from jourstod.desk.ports import Head

EVENT_TAG = b"jourstod/1/event"
GENESIS = bytes(32)
"""What the first row of every stream names as its previous hash."""
STRETCH = 2_000
"""Bare rows that are read at once: memory does not grow with the log."""

BareRow = tuple[str, int, str, str, str, bytes, "str | datetime", bytes, bytes]
"""Board, seq, event id, command id, key id, sealed, when stored, previous hash, hash."""


@runtime_checkable
class BareLog(Protocol):
    """A log that gives bare rows: a million are verified without an object for each."""

    def bare(self, stream: str, after: int, most: int) -> Sequence[BareRow]:
        """At most `most` rows of a stream with a number above `after`, in order."""


def follows(rows: Iterable[BareRow], stream: str, last: Head | None) -> Head | None:
    """The last head, when every row follows the one before it; None for the first that does not.

    The same sum as `seal.chain_hash` (a test holds them together), with what is the same in all
    rows made once. It says only that something is wrong; `seal.verify` says what.
    """
    name = prefixed(stream.encode()) + prefixed(bytes(8))[:8]
    prev, seq = (last.hash, last.seq) if last else (GENESIS, 0)
    board = key = begins = ends = None
    for row in rows:
        its_board, its_seq, event, command, its_key, sealed, at, before, digest = row
        if its_board != board:
            board, begins = its_board, prefixed(its_board.encode()) + name
        if its_key != key:
            key, ends = its_key, prefixed(its_key.encode())
        seq += 1
        event_id, command_id = event.encode(), command.encode()
        told = (
            *(EVENT_TAG, prev, begins, seq.to_bytes(8, "big")),
            *(len(event_id).to_bytes(8, "big"), event_id),
            *(len(command_id).to_bytes(8, "big"), command_id),
            *(ends, len(sealed).to_bytes(8, "big"), sealed),
        )
        if its_seq != seq or before != prev or sha256(b"".join(told)).digest() != digest:  # type: ignore[arg-type]
            return None
        if type(at) is str and not _is_time(at):
            return None
        prev = digest
    return Head(stream, seq, prev)


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
