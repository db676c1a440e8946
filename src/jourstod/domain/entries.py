"""Entries: an event with who, when and why in that order; and the act that makes them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from .happened import Happened as Happened
from .people import Handler

if TYPE_CHECKING:  # a row is written without what other rows can hold
    from .events.every import Event


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who wrote it, in what role and where; who told it; when it happened and was confirmed."""

    who: str
    name: str
    role: str
    station: str
    recorded_at: datetime
    happened: Happened
    told_by: str = ""
    intent: str = ""
    """Digest of the command, so that a command id that comes back with other content is seen."""

    @property
    def stated(self) -> bool:
        """Whether somebody said when it happened, so that it is not just when it was written."""
        return self.happened.earliest != self.recorded_at


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a log. `seq` is 0 until stored; `stored_at` is the store's witness."""

    id: str
    stamp: Stamp
    event: Event
    seq: int = 0
    stored_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What a handler is doing now: command id (a UUID made before the first try), person, times."""

    command: str
    handler: Handler
    at: datetime
    happened: Happened | None = None
    told_by: str = ""
    intent: str = ""

    def stamp(self) -> Stamp:
        """The stamp of every event of this act."""
        return Stamp(
            who=self.handler.signature,
            name=self.handler.name,
            role=self.handler.role.value,
            station=self.handler.station,
            recorded_at=self.at,
            happened=self.happened or Happened(self.at, self.at),
            told_by=self.told_by,
            intent=self.intent,
        )


@dataclass(slots=True)
class Written:
    """The entries one act has decided so far, in order; ids follow from the command id."""

    act: Act
    entries: list[Entry] = field(default_factory=list)

    def add(self, event: Event) -> str:
        """Add an event and give its id (UUID, the same for the same command and position)."""
        id = self.next_id()
        self.entries.append(Entry(id, self.act.stamp(), event))
        return id

    def next_id(self) -> str:
        """The id the next added event will get."""
        return entry_id(self.act.command, len(self.entries))

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


def entry_id(command: str, position: int) -> str:
    """The id of a command's entry at a position in its batch, the same whenever it is made."""
    return str(uuid.uuid5(uuid.UUID(command), str(position)))
