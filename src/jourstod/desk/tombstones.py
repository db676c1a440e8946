"""The tombstones of a log, held against what two people sealed before a case was erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ..domain.entries import Entry
from ..domain.errors import LogBroken
from ..domain.events.keeping import CaseErased, ErasureApproved
from . import rows
from .open_diary import ERASURE, SEALED
from .ports import Codec, Head, Store

Tombstone = tuple[CaseErased, datetime]
"""A tombstone, and when the store witnessed it (UTC)."""


def tombstones(log: Store, codec: Codec) -> tuple[Tombstone, ...]:
    """Every tombstone. Raises LogBroken for one that nobody with a key approved.

    One that was replayed after an old copy was restored has its approval in the log that was lost;
    it says so itself, and is counted where the log is verified.
    """
    found = told(log)
    if not found:
        return ()
    sealed = [entry.event for entry in rows.unseal(codec, log.read(SEALED))]
    approved = {event.stream for event in sealed if isinstance(event, ErasureApproved)}
    for one, _ in found:
        if one.stream not in approved and not one.again:
            raise LogBroken(one.stream, 1, "den är borttagen utan att två personer beslutat det")
    return found


def remains(log: Store) -> tuple[tuple[Head, str], ...]:
    """Of every erased stream that is gone its last head, and the id of its tombstone."""
    found = {stone.stream: (_head(stone), entry.id) for stone, entry in _stones(log)}
    return tuple(one for stream, one in found.items() if log.head(stream) is None)


def told(log: Store) -> tuple[Tombstone, ...]:
    """Every tombstone as it stands in clear text: no key is needed."""
    return tuple(
        (stone, entry.stored_at) for stone, entry in _stones(log) if entry.stored_at is not None
    )


def _stones(log: Store) -> Iterator[tuple[CaseErased, Entry]]:
    for row in log.read(ERASURE):
        entry = rows.from_bytes(row.sealed, row.clear.event_id, row.clear.seq, row.stored_at)
        if isinstance(entry.event, CaseErased):
            yield entry.event, entry


def _head(stone: CaseErased) -> Head:
    return Head(stone.stream, stone.rows, bytes.fromhex(stone.head))
