"""The eraser of a PostgreSQL store: a function of the owner, which only its own role may call."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from jourstod.desk.ports import AlreadyStored, Append, Conflict, Head, Outcome, Stored, WallClock
from jourstod.store.batch import NOTHING, check_batch, linked, stored_before, witnessed
from jourstod.store.postgres import PostgresVault
from jourstod.store.postgres_asking import APPEND, asked

_UNSEEN = datetime.min.replace(tzinfo=UTC)


class PostgresEraser:
    """A connection of the role that erases; closed by whoever made it. Raises StoreAway."""

    def __init__(self, where: str, clock: WallClock | None = None) -> None:
        self._vault, self._clock = PostgresVault(where, clock), clock

    def erase(self, head: Head, tombstone: Append, command_id: str) -> Outcome:
        """Remove the stream whose head this is, with its summary and key; see desk/erasing."""
        check_batch([tombstone], command_id)
        log, now = self._vault.log, witnessed(self._clock) if self._clock else None
        if before := log.stored_by(command_id):
            return AlreadyStored(stored_before([tombstone], before))
        rows = linked([tombstone], {tombstone.stream: log.head(tombstone.stream)}, now or _UNSEEN)
        # The stream that goes is held still, and counted, as one that nothing is written to.
        batch = [tombstone, Append(head.stream, head.seq, ())]
        with self._vault.door.writing() as db:
            told = db.execute(APPEND, asked(batch, command_id, now, rows, NOTHING))
            ((outcome, stored),) = told.fetchall()
            if outcome == "stored":
                values = (head.stream, head.seq, head.hash, rows[0].clear.event_id)
                db.execute("SELECT jourstod.erase(%s, %s, %s, %s)", values)
        if outcome == "stored":
            return Stored(tuple(replace(row, stored_at=stored.astimezone(UTC)) for row in rows))
        return Conflict({tombstone.stream: ()})

    def close(self) -> None:
        """Let go of the database."""
        self._vault.close()
