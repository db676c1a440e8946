"""The first event of a store that took over an older one: what the older one added up to."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable

from jourstod.desk import rows
from jourstod.desk.ports import Head, Store, WallClock
from jourstod.desk.station import GENERATION, STREAM
from jourstod.domain.entries import Act, Written
from jourstod.domain.events.station import StoreMoved
from jourstod.domain.people import Handler

from .safe import Safe


def begin_with(
    log: Store, clock: WallClock, who: Handler, sum: str, many: int, heads: Iterable[Head]
) -> Callable[[Safe], None]:
    """Writes the old store's head of all heads (hex) as the first event, sealed by the new safe."""
    counted = {head.stream: head.seq for head in heads}
    moved = StoreMoved(sum, len(counted), many, counted.get(STREAM, 0), "encrypted")

    def begin(safe: Safe) -> None:
        command = str(uuid.uuid4())
        written = Written(Act(command, who, clock()))
        written.add(moved)
        log.append([rows.seal(safe.codec, "", GENERATION, 0, command, written.entries)], command)

    return begin
