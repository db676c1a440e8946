"""The eraser of a PostgreSQL store: a function of the owner, which only its own role may call."""

from __future__ import annotations

from jourstod.desk.ports import AlreadyStored, Append, Conflict, Head, Outcome, Stored, WallClock
from jourstod.store.batch import NOTHING, check_batch, linked, stored_before
from jourstod.store.postgres import PostgresVault, write


class PostgresEraser:
    """A connection of the role that erases; closed by whoever made it. Raises StoreAway."""

    def __init__(self, where: str, clock: WallClock | None = None) -> None:
        self._vault = PostgresVault(where, clock)

    def erase(self, head: Head, tombstone: Append, command_id: str) -> Outcome:
        """Remove the stream whose head this is, with its summary; see desk/erasing."""
        check_batch([tombstone], command_id)
        log = self._vault.log
        with self._vault.door.alone() as db:
            before, heads, now = log.held(db, [head.stream, tombstone.stream], command_id)
            if before:
                return AlreadyStored(stored_before([tombstone], before))
            last = heads[tombstone.stream]
            if (last.seq if last else 0) != tombstone.expected or heads[head.stream] != head:
                return Conflict({tombstone.stream: ()})
            rows = linked([tombstone], {tombstone.stream: last}, now)
            write(db, rows, NOTHING)
            values = (head.stream, head.seq, head.hash, rows[0].clear.event_id)
            db.execute("SELECT jourstod.erase(%s, %s, %s, %s)", values)
            db.execute("COMMIT")
        return Stored(rows)

    def close(self) -> None:
        """Let go of the database."""
        self._vault.close()
