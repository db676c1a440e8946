"""What lies beside the log in a PostgreSQL store: drafts, marks, summaries, bundles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, LiteralString

from jourstod.desk.ports import Draft, Mark, Summary
from jourstod.domain.errors import BundleChanged

if TYPE_CHECKING:
    import psycopg

    from jourstod.store.postgres_door import PostgresDoor
    from jourstod.store.postgres_ear import Ear

BOARD = "board"
"""What is told of when a summary was written: the board is another."""
_OURS: LiteralString = "WHERE tenant = jourstod.tenant() "
_DRAFT: LiteralString = "SELECT place, handler, key_id, sealed FROM jourstod.draft " + _OURS
DROP_DRAFT: LiteralString = (
    "DELETE FROM jourstod.draft " + _OURS + "AND place = %s AND handler = %s"
)
SAVE_DRAFT: LiteralString = """
INSERT INTO jourstod.draft (handler, place, key_id, sealed) VALUES (%s, %s, %s, %s)
ON CONFLICT (tenant, handler, place)
DO UPDATE SET key_id = excluded.key_id, sealed = excluded.sealed
"""
# The database's own clock counts, so that every station agrees on when a mark has ended.
_PUT_MARK: LiteralString = """
INSERT INTO jourstod.mark (place, holder, ends, key_id, sealed)
VALUES (%s, %s, clock_timestamp() + %s * interval '1 second', %s, %s)
ON CONFLICT (tenant, place, holder)
DO UPDATE SET ends = excluded.ends, key_id = excluded.key_id, sealed = excluded.sealed
"""
_MARKS: LiteralString = (
    "SELECT place, holder, key_id, sealed, extract(epoch FROM ends - clock_timestamp())::float8 "
    "FROM jourstod.mark "
    + _OURS
    + "AND place = %s AND (ends IS NULL OR ends > clock_timestamp()) ORDER BY holder"
)
_SUMMARY: LiteralString = (
    "SELECT board, stream, seq, open, key_id, sealed FROM jourstod.summary " + _OURS
)
# A summary rebuilt from fewer rows never replaces one that has seen more.
PUT_SUMMARY: LiteralString = """
INSERT INTO jourstod.summary (board, stream, seq, open, key_id, sealed)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (tenant, stream) DO UPDATE SET board = excluded.board, seq = excluded.seq,
    open = excluded.open, key_id = excluded.key_id, sealed = excluded.sealed
WHERE excluded.seq >= summary.seq
"""
_BUNDLE: LiteralString = "SELECT content FROM jourstod.bundle " + _OURS + "AND id = %s"


class PostgresDrafts:
    """Sealed texts by handler and place; each save is as durable as an event."""

    def __init__(self, door: PostgresDoor) -> None:
        self._door = door

    def save(self, draft: Draft) -> None:
        """Keep the draft in place of an earlier one."""
        with self._door.writing() as db:
            db.execute(SAVE_DRAFT, (draft.handler, draft.place, draft.key_id, draft.sealed))

    def get(self, place: str, handler: str) -> Draft | None:
        """The draft of this handler at this place, None when there is none."""
        with self._door.reading() as db:
            found = db.execute(_DRAFT + "AND place = %s AND handler = %s", (place, handler))
            return next((Draft(*_plain(row)) for row in found.fetchall()), None)

    def all_of(self, handler: str) -> tuple[Draft, ...]:
        """Every draft of a handler, by place."""
        with self._door.reading() as db:
            found = db.execute(_DRAFT + "AND handler = %s ORDER BY place", (handler,))
            return tuple(Draft(*_plain(row)) for row in found.fetchall())

    def every_one(self) -> tuple[Draft, ...]:
        """Every draft there is, for a copy of the store."""
        with self._door.reading() as db:
            return tuple(Draft(*_plain(row)) for row in db.execute(_DRAFT).fetchall())

    def drop(self, place: str, handler: str) -> None:
        """Forget the draft; nothing happens when there is none."""
        with self._door.writing() as db:
            db.execute(DROP_DRAFT, (place, handler))


class PostgresMarks:
    """Marks by place and holder."""

    def __init__(self, door: PostgresDoor, ear: Ear) -> None:
        self._door, self._ear = door, ear

    def put(self, mark: Mark, lasts: float = 0) -> None:
        """Keep the mark in place of an earlier one of the same holder; sweep what has ended."""
        with self._door.writing() as db:
            db.execute("DELETE FROM jourstod.mark " + _OURS + "AND ends <= clock_timestamp()")
            values = (mark.place, mark.holder, lasts or None, mark.key_id, mark.sealed)
            db.execute(_PUT_MARK, values)
        self._ear.tell([f"mark/{mark.place}"])

    def at(self, place: str) -> tuple[Mark, ...]:
        """The marks at a place that still last, by holder."""
        found = self._ear.kept(f"mark/{place}", lambda: self._at(place))
        return tuple(mark for mark, ends in found if ends is None or monotonic() < ends)

    def _at(self, place: str) -> list[tuple[Mark, float | None]]:
        """Each mark with when it ends by the clock of this process, None for never."""
        now = monotonic()
        with self._door.reading() as db:
            found = db.execute(_MARKS, (place,)).fetchall()
        return [
            (Mark(*_plain(mark)), None if lasts is None else now + lasts) for *mark, lasts in found
        ]

    def drop(self, place: str, holder: str) -> None:
        """Forget the mark; nothing happens when there is none."""
        with self._door.writing() as db:
            values = (place, holder)
            db.execute("DELETE FROM jourstod.mark " + _OURS + "AND place=%s AND holder=%s", values)
        self._ear.tell([f"mark/{place}"])


class PostgresSummaries:
    """Sealed summaries by stream."""

    def __init__(self, door: PostgresDoor, ear: Ear) -> None:
        self._door, self._ear = door, ear

    def open_ones(self) -> tuple[Summary, ...]:
        """The summaries that are listed on the board, by stream; read when something was heard."""
        return self._ear.kept(BOARD, self._open_ones)

    def _open_ones(self) -> tuple[Summary, ...]:
        with self._door.reading() as db:
            found = db.execute(_SUMMARY + "AND open ORDER BY stream").fetchall()
            return tuple(Summary(*_plain(row)) for row in found)

    def get(self, stream: str) -> Summary | None:
        """The summary of a stream, None when it has none."""
        with self._door.reading() as db:
            found = db.execute(_SUMMARY + "AND stream = %s", (stream,)).fetchall()
            return next((Summary(*_plain(row)) for row in found), None)

    def every_one(self) -> tuple[Summary, ...]:
        """Every summary there is, for a copy of the store."""
        with self._door.reading() as db:
            return tuple(Summary(*_plain(row)) for row in db.execute(_SUMMARY).fetchall())

    def put(self, summaries: Sequence[Summary]) -> None:
        """Keep each summary unless a later one (by `seq`) is there."""
        with self._door.writing() as db:
            for summary in summaries:
                db.execute(PUT_SUMMARY, summary_values(summary))
        self._ear.tell([BOARD])


class PostgresBundles:
    """Pinned bundles by their hash."""

    def __init__(self, door: PostgresDoor) -> None:
        self._door = door

    def put(self, bundle_id: str, content: bytes) -> None:
        """Keep the bundle; the same bytes again are no change. Raises BundleChanged."""
        with self._door.writing() as db:
            db.execute(
                "INSERT INTO jourstod.bundle (id, content) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                (bundle_id, content),
            )
            if _bundle(db, bundle_id) != content:
                raise BundleChanged(bundle_id)

    def get(self, bundle_id: str) -> bytes | None:
        """The bytes of a bundle, None when it is not here."""
        with self._door.reading() as db:
            return _bundle(db, bundle_id)

    def ids(self) -> tuple[str, ...]:
        """The ids of all bundles, sorted."""
        with self._door.reading() as db:
            found = db.execute("SELECT id FROM jourstod.bundle " + _OURS + "ORDER BY id").fetchall()
            return tuple(str(name) for (name,) in found)


def summary_values(one: Summary) -> tuple[Any, ...]:
    """The values of PUT_SUMMARY."""
    return one.board, one.stream, one.seq, one.open, one.key_id, one.sealed


def _bundle(db: psycopg.Connection, bundle_id: str) -> bytes | None:
    found = db.execute(_BUNDLE, (bundle_id,)).fetchall()
    return next((bytes(content) for (content,) in found), None)


def _plain(row: Iterable[Any]) -> tuple[Any, ...]:
    """Bytes as bytes: the driver may give them as a view of its own buffer."""
    return tuple(bytes(v) if isinstance(v, memoryview | bytearray) else v for v in row)
