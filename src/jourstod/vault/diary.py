"""The diary of the accounts: its stream in the log, in clear text and chained like every other."""

from __future__ import annotations

import uuid
from datetime import datetime

from jourstod.desk import rows
from jourstod.desk.ports import Codec, Conflict, Store, WallClock
from jourstod.domain.entries import Act, Entry, Written
from jourstod.domain.errors import StoreAway
from jourstod.domain.events.accounts import AccountEvent
from jourstod.domain.people import Handler

STREAM = "station/accounts"
NOBODY = Handler("", "")
"""Who stands in the stamp when nobody is signed in."""
_TRIES = 8


class Diary:
    """Writes account events; `codec` is the one that hides nothing."""

    def __init__(self, log: Store, codec: Codec, clock: WallClock) -> None:
        self._log, self._codec, self.clock = log, codec, clock

    def write(
        self, who: Handler, *events: AccountEvent, at: datetime | None = None, command: str = ""
    ) -> None:
        """Add events in one durable write: of now, or of `at`. Raises StoreAway.

        The same `command` twice is written once.
        """
        command = command or str(uuid.uuid4())
        # Without the name: the stream can be read by whoever holds the file.
        who = Handler(who.signature, "", who.role)
        written = Written(Act(command, who, at or self.clock()))
        for event in events:
            written.add(event)
        for _ in range(_TRIES):
            head = self._log.head(STREAM)
            expected = head.seq if head else 0
            batch = rows.seal(self._codec, "", STREAM, expected, command, written.entries)
            if not isinstance(self._log.append([batch], command), Conflict):
                return
        raise StoreAway("Kontonas logg är upptagen. Försök igen.")

    def entries(self) -> list[Entry]:
        """All that stands there, in order."""
        return rows.unseal(self._codec, self._log.read(STREAM))
