"""A batch on its way in: well-formed, the same as before, in conflict, or linked to the chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from jourstod.desk.ports import Append, Beside, Head, Row, WallClock
from jourstod.domain.errors import CommandReused, LogBroken
from jourstod.store.seal import GENESIS, chain_hash_of

NOTHING = Beside()
"""For an append that has nothing written beside it."""


def check_batch(batch: Sequence[Append], command_id: str) -> None:
    """Raise ValueError for a batch that no desk should make: a bug, not a refusal."""
    streams = [part.stream for part in batch]
    if not command_id:
        raise ValueError("a batch needs a command id")
    if len(set(streams)) != len(streams):
        raise ValueError("a stream stands twice in one batch")
    for part in batch:
        if part.expected < 0:
            raise ValueError(f"{part.stream}: expected {part.expected} rows")
        for seq, row in enumerate(part.rows, part.expected + 1):
            clear = row.clear
            if (clear.stream, clear.seq, clear.command_id) != (part.stream, seq, command_id):
                raise ValueError(f"{part.stream}: row {seq} does not fit its batch: {clear}")
        if len({row.clear.event_id for row in part.rows}) != len(part.rows):
            raise ValueError(f"{part.stream}: an event id stands twice in one batch")


def stored_before(batch: Sequence[Append], before: Iterable[Row]) -> tuple[Row, ...]:
    """The rows stored under the same command id, in the order of the batch that repeats it.

    Raises CommandReused when the batch has other events or other streams. The sealed bytes are
    not compared: a codec with a nonce seals the same text to other bytes each time.
    """
    found = {(row.clear.stream, row.clear.event_id): row for row in before}
    asked = [(part.stream, row.clear.event_id) for part in batch for row in part.rows]
    if set(asked) != set(found):
        raise CommandReused
    return tuple(found[key] for key in asked)


def moved_on(batch: Sequence[Append], heads: Mapping[str, Head | None]) -> list[Append]:
    """The parts whose stream has more rows than their writer had seen.

    Raises LogBroken when a stream has fewer: rows that somebody has seen are gone.
    """
    moved = []
    for part in batch:
        head = heads[part.stream]
        count = 0 if head is None else head.seq
        if count < part.expected:
            raise LogBroken(part.stream, count + 1, "händelsen har visats men finns inte kvar")
        if count > part.expected:
            moved.append(part)
    return moved


def linked(
    batch: Sequence[Append], heads: Mapping[str, Head | None], stored_at: datetime
) -> tuple[Row, ...]:
    """The rows of the batch as they will stand, each chained to the one before it."""
    rows = []
    for part in batch:
        head = heads[part.stream]
        prev = GENESIS if head is None else head.hash
        for new in part.rows:
            row = Row(new.clear, new.key_id, new.sealed, stored_at, prev, chain_hash_of(prev, new))
            rows.append(row)
            prev = row.hash
    return tuple(rows)


def witnessed(clock: WallClock) -> datetime:
    """Now, in UTC. Raises ValueError when the clock gives a time without an offset."""
    now = clock()
    if now.utcoffset() is None:
        raise ValueError("the clock of a store must give an aware time")
    return now.astimezone(UTC)
