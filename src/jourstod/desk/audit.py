"""The audit: what a chain by itself cannot show, a whole log removed or a tail cut off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from itertools import pairwise

from ..domain.entries import Entry
from ..domain.errors import LogBroken
from ..domain.events.station import NumberGiven, ShiftEnded, StoreMoved
from . import rows
from .heads import head_of_heads
from .ports import Codec, Head, Row, Store
from .station import GENERATION, STREAM
from .tombstones import Tombstone, tombstones

STRETCH = 64
"""How many rows of a stream are looked at first: the others lie further back than the shift end."""


@dataclass(frozen=True, slots=True)
class Audit:
    """Cases that have a log, and the shift end that the logs were held against (UTC), if any.

    `doubtful` when the store's clock went backwards, so that nothing can be held against it.
    """

    cases: int
    shift_ended: datetime | None = None
    doubtful: bool = False
    erased: int = 0


def audit(log: Store, codec: Codec) -> Audit:
    """Hold every log against the case numbers and the last shift end; raises LogBroken.

    A case that was erased, by two who sealed it, is accounted for by its tombstone.
    """
    station = rows.unseal(codec, log.read(STREAM))
    erased = tombstones(log, codec)
    cases = _cases_with_a_log(log, station, {one.stream for one, _ in erased})
    moved = rows_before_a_move(log, codec)
    ended = [
        e for e in station if isinstance(e.event, ShiftEnded) and e.event.rows and e.seq > moved
    ]
    if not ended:
        return Audit(cases, erased=len(erased))
    last = ended[-1]
    doubtful = _backwards([entry.stored_at for entry in station])
    held = not doubtful and hold_against(log, last, erased)
    return Audit(cases, last.stored_at, not held, len(erased))


def rows_before_a_move(log: Store, codec: Codec) -> int:
    """Rows of the station's log that an older store wrote: their sums are over other seals."""
    found = [entry.event for entry in rows.unseal(codec, log.read(GENERATION))]
    return max((event.station for event in found if isinstance(event, StoreMoved)), default=0)


def _cases_with_a_log(log: Store, station: Iterable[Entry], erased: set[str]) -> int:
    count = 0
    for entry in station:
        if isinstance(entry.event, NumberGiven):
            stream = f"case/{entry.event.stream}"
            if stream in erased:
                if log.head(stream) is not None:
                    raise LogBroken(stream, 1, "loggen finns, fast den är gallrad")
            elif log.head(stream) is None:
                raise LogBroken(stream, 1, f"hela loggen för {entry.event.number} saknas")
            count += 1
    return count


def hold_against(log: Store, shift: Entry, erased: Sequence[Tombstone]) -> bool:
    """Raise LogBroken unless the logs, as they were at a shift end, have the sum it wrote.

    False when a clock was set back near the shift end: nothing says what stood there then.
    """
    event = shift.event
    assert isinstance(event, ShiftEnded)
    assert shift.stored_at is not None
    near = [_near(log, head, shift) for head in log.heads()]
    if any(_backwards([row.stored_at for row in rows]) for rows in near):
        return False
    then = [part for rows in near if (part := _until(rows, shift))]
    # What was erased since was there then, as it was in the end: it was not written in for years.
    gone = [
        Head(one.stream, one.rows, bytes.fromhex(one.head))
        for one, at in erased
        if at > shift.stored_at
    ]
    excess = sum(part[-1].clear.seq for part in then) + sum(h.seq for h in gone) - event.rows
    if excess < 0:
        raise LogBroken(STREAM, shift.seq, f"{-excess} händelser från före passbytet är borta")
    # What others wrote between the sum and its own row is later than everything in the sum.
    for row in nlargest(excess, (row for part in then for row in part), key=_stored):
        part = next(part for part in then if part and part[-1] is row)
        part.pop()
    heads = [Head(p[-1].clear.stream, p[-1].clear.seq, p[-1].hash) for p in then if p]
    if head_of_heads([*heads, *gone]) != event.heads:
        raise LogBroken(STREAM, shift.seq, "loggarna stämmer inte med summan från passbytet")
    return True


def _near(log: Store, head: Head, shift: Entry) -> Sequence[Row]:
    """The last rows of a stream; all of it when none of them stood there when the shift ended."""
    limit = shift.seq - 1 if head.stream == STREAM else head.seq
    near = log.read(head.stream, max(0, limit - STRETCH), min(limit, STRETCH))
    return near if _until(near, shift) else log.read(head.stream, 0, limit)


def _until(found: Sequence[Row], shift: Entry) -> list[Row]:
    assert shift.stored_at is not None
    return [row for row in found if row.stored_at <= shift.stored_at]


def _stored(row: Row) -> tuple[datetime, int]:
    return row.stored_at, row.clear.seq


def _backwards(times: Sequence[datetime | None]) -> bool:
    known = [time for time in times if time is not None]
    return any(later < earlier for earlier, later in pairwise(known))
