"""An open diary: a stream of the station in clear text, chained like every other."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from ..domain.entries import Act, Entry, Written
from ..domain.errors import StoreAway
from ..domain.events.keeping import KeepingEvent
from ..domain.people import Handler
from . import rows
from .ports import Append, Codec, Conflict, Store, WallClock

COPIES = "station/copies"
ERASURE = "station/erasure"
SEALED = "station/erasure-seal"
"""The approvals of erasures once more, sealed: whoever has no key cannot make one up."""
_TRIES = 8
Decide = Callable[[list[Entry]], list[KeepingEvent]]
"""What to write, given what stands there; may refuse. No events: nothing is written."""


class OpenDiary:
    """Reads and writes one such stream; `codec` is the one that hides nothing."""

    def __init__(self, log: Store, codec: Codec, clock: WallClock, stream: str) -> None:
        self._log, self._codec, self._clock, self._stream = log, codec, clock, stream

    def entries(self, last: int | None = None) -> list[Entry]:
        """All that stands there in order, or the last ones."""
        head = self._log.head(self._stream)
        after = max(0, head.seq - last) if head and last else 0
        return rows.unseal(self._codec, self._log.read(self._stream, after)) if head else []

    def write(self, who: Handler, decide: Decide) -> list[Entry]:
        """Decide on what stands there and add it in one durable write. Raises StoreAway."""
        command = str(uuid.uuid4())
        for _ in range(_TRIES):
            there = self.entries()
            written = self.written(who, command, decide(there))
            if not written:
                return []
            batch = self.batch(there, command, written)
            if not isinstance(self._log.append([batch], command), Conflict):
                return written
        raise StoreAway("Stationens logg är upptagen. Inget sparades; försök igen.")

    def written(self, who: Handler, command: str, events: list[KeepingEvent]) -> list[Entry]:
        """The entries of a command, without the name: whoever holds the file can read them."""
        written = Written(Act(command, Handler(who.signature, "", who.role), self._clock()))
        for event in events:
            written.add(event)
        return list(written)

    def batch(self, there: list[Entry], command: str, written: list[Entry]) -> Append:
        """The entries as rows after those that stand there."""
        expected = there[-1].seq if there else 0
        return rows.seal(self._codec, "", self._stream, expected, command, written)
