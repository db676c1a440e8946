"""The shared vault: the ports over one PostgreSQL database that many stations write to."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jourstod.desk.ports import (
    AlreadyStored,
    Append,
    Beside,
    Conflict,
    Head,
    Outcome,
    Row,
    Stored,
    WallClock,
)
from jourstod.store.bare import BareRow
from jourstod.store.batch import (
    NOTHING,
    check_batch,
    linked,
    moved_on,
    stored_before,
    witnessed,
)
from jourstod.store.own_key import marked, token
from jourstod.store.postgres_asking import APPEND, asked
from jourstod.store.postgres_beside import (
    BOARD,
    PUT_SUMMARY,
    SAVE_DRAFT,
    PostgresBundles,
    PostgresDrafts,
    PostgresMarks,
    PostgresSummaries,
    summary_values,
)
from jourstod.store.postgres_door import WAIT_MS, PostgresDoor, Uncertain, connected
from jourstod.store.postgres_ear import Ear
from jourstod.store.postgres_keys import PostgresKeys, put_all
from jourstod.store.postgres_rows import BARE, HEADS, READ, SIZE, STORED_BY, head_of, rows_of
from jourstod.store.postgres_secret import PostgresSecret, keep

if TYPE_CHECKING:
    import psycopg

    from jourstod.store.sqlite import SqliteVault


class PostgresVault:
    """A vault in one database; `where` is its address. Threads may share the object.

    The time of a row is the clock's that is given, else the database's own: one for all stations.
    Raises StoreAway (not reached, not prepared, too little TLS) and StoreNewer.
    """

    def __init__(
        self, where: str, clock: WallClock | None = None, *, wait_ms: int = WAIT_MS
    ) -> None:
        self.door = PostgresDoor(where, wait_ms=wait_ms)
        self.ear = Ear(
            lambda: connected(self.door.where, wait_ms), self.door.tenant, self.door.found_again
        )
        self.door.on_lost = self.ear.begin_anew
        self.log = PostgresLog(self.door, self.ear, clock)
        self.drafts = PostgresDrafts(self.door)
        self.marks = PostgresMarks(self.door, self.ear)
        self.summaries = PostgresSummaries(self.door, self.ear)
        self.bundles = PostgresBundles(self.door)
        self.keys = PostgresKeys(self.door)
        self.secret = PostgresSecret(self.door)

    def mark(self, content: bytes) -> str:
        """A mark of the content by the store's own key, the same at every station."""
        return marked(self.secret.key(), content)

    def token(self, text: str) -> str:
        """A token of a name or number by the store's own key."""
        return token(self.secret.key(), text)

    def kept_key(self) -> bytes | None:
        """The key of the marks if anything was ever marked with it, for a copy of the store."""
        return self.secret.kept()

    def stored_bytes(self) -> int:
        """What this jour's rows take with their share of the indexes; the other tables are small.

        A page that is half full counts as whole: a small store looks larger than it is.
        """
        with self.door.reading() as db:
            ((own, ratio),) = db.execute(SIZE).fetchall()
        return int(own * ratio)

    @property
    def seen_whole(self) -> bool:
        """Whether the role sees every nämnd: else a copy would lack cases without saying so."""
        with self.door.reading() as db:
            ((boards,),) = db.execute("SELECT jourstod.boards()").fetchall()
        return "*" in boards

    def take_beside(self, db: psycopg.Connection, source: SqliteVault) -> int:
        """Take over what lies beside the log of a file; tells how many pieces."""
        summaries, drafts = source.summaries.every_one(), source.drafts.every_one()
        for summary in summaries:
            db.execute(PUT_SUMMARY, summary_values(summary))
        for draft in drafts:
            db.execute(SAVE_DRAFT, (draft.handler, draft.place, draft.key_id, draft.sealed))
        bundles = [(id, source.bundles.get(id)) for id in source.bundles.ids()]
        for bundle in bundles:
            db.execute("INSERT INTO jourstod.bundle (id, content) VALUES (%s, %s)", bundle)
        if source.has_key:
            keep(db, source.key())
        safe = source.keys
        kept = put_all(db, safe.station_key(), safe.accounts(), safe.data_keys())
        return len(summaries) + len(drafts) + len(bundles) + kept

    practice = False
    """A database is never for practice."""

    def unchanged(self) -> AbstractContextManager[None]:
        """Read the store as it is at one moment, while others go on writing."""
        return self.door.unchanged()

    def close(self) -> None:
        """Let go of the database; closing twice is no harm."""
        self.ear.close()
        self.door.close()


class PostgresLog:
    """Streams of rows in the append-only table."""

    def __init__(self, door: PostgresDoor, ear: Ear, clock: WallClock | None) -> None:
        self._door, self._ear, self._clock = door, ear, clock
        self._heads: dict[str, Head] = {}
        """The last row of the streams written to here: what the next row is chained to."""

    def append(self, batch: Sequence[Append], command_id: str, beside: Beside = NOTHING) -> Outcome:
        """Store all of the batch and what stands beside it in one durable commit, or nothing.

        When the connection is lost while it is on its way, the database is asked what became of
        it and it is sent again; only where nobody answers is the user asked to try again.
        """
        check_batch(batch, command_id)
        try:
            outcome = self._append(batch, command_id, beside)
        except Uncertain:
            if before := self.stored_by(command_id):
                outcome = Stored(stored_before(batch, before))
            else:
                outcome = self._append(batch, command_id, beside)
        if not isinstance(outcome, AlreadyStored):
            # A conflict too: somebody wrote, and the word of it is only on its way.
            topics = [part.stream for part in batch]
            self._ear.tell([*topics, BOARD] if beside.summaries else topics)
        return outcome

    def _append(self, batch: Sequence[Append], command_id: str, beside: Beside) -> Outcome:
        heads = self._expected_heads(batch)
        now = witnessed(self._clock) if self._clock else None
        rows = linked(batch, heads, now or datetime.min.replace(tzinfo=UTC))
        with self._door.asking() as db:
            found = db.execute(APPEND, asked(batch, command_id, now, rows, beside))
            ((outcome, stored),) = found.fetchall()
        if outcome == "stored":
            at = stored.astimezone(UTC)
            rows = tuple(Row(r.clear, r.key_id, r.sealed, at, r.prev, r.hash) for r in rows)
            self._heads |= {row.clear.stream: _head_at(row) for row in rows}
            return Stored(rows)
        self._heads.clear()
        if outcome == "before":
            return AlreadyStored(stored_before(batch, self.stored_by(command_id)))
        moved = moved_on(batch, {part.stream: self.head(part.stream) for part in batch})
        return Conflict({p.stream: self._read(p.stream, p.expected) for p in moved})

    def _expected_heads(self, batch: Sequence[Append]) -> dict[str, Head | None]:
        """The heads the rows will follow, if nobody was first: mostly known from the last time."""
        heads: dict[str, Head | None] = {}
        for part in batch:
            known = self._heads.get(part.stream)
            if part.rows and part.expected and (known is None or known.seq != part.expected):
                known = self._row_at(part.stream, part.expected)
            heads[part.stream] = known if part.expected else None
        return heads

    def _row_at(self, stream: str, seq: int) -> Head | None:
        rows = self._read(stream, seq - 1, 1)
        return _head_at(rows[0]) if rows else None

    def read(self, stream: str, after: int = 0, most: int | None = None) -> tuple[Row, ...]:
        """The rows of a stream with a number above `after`, in order; at most `most` of them."""
        if most is None and after:  # what an open case asks each second: is there anything new?
            return self._ear.kept(stream, lambda: self._read(stream, after), after)
        return self._read(stream, after, most)

    def _read(self, stream: str, after: int, most: int | None = None) -> tuple[Row, ...]:
        with self._door.reading() as db:
            if most is None:
                return rows_of(db, READ, (stream, after))
            return rows_of(db, READ + " LIMIT %s", (stream, after, most))

    def bare(self, stream: str, after: int, most: int) -> Sequence[BareRow]:
        """The same without an object for each, to be verified and copied."""
        with self._door.reading() as db:
            return db.execute(BARE, (stream, after, most), binary=True).fetchall()

    def stored_by(self, command_id: str) -> tuple[Row, ...]:
        """What a command has stored, nothing when it has not: a retry looks here first."""
        with self._door.reading() as db:
            return rows_of(db, STORED_BY, (command_id,))

    def head(self, stream: str) -> Head | None:
        """The last row's number and hash, None for a stream without rows."""
        with self._door.reading() as db:
            found = db.execute(HEADS + " AND name = %s", (stream,)).fetchall()
            return next(map(head_of, found), None)

    def heads(self) -> tuple[Head, ...]:
        """The head of every stream, as of one moment."""
        with self._door.reading() as db:
            return tuple(map(head_of, db.execute(HEADS).fetchall()))

    def close(self) -> None:
        """Let go of the database, for the whole vault."""
        self._door.close()


def _head_at(row: Row) -> Head:
    return Head(row.clear.stream, row.clear.seq, row.hash)
