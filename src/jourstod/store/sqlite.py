"""The embedded vault: the ports over one SQLite file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Any

from jourstod.desk.ports import (
    AlreadyStored,
    Append,
    Beside,
    Clear,
    Conflict,
    Head,
    Outcome,
    Row,
    Stored,
    WallClock,
)
from jourstod.domain.errors import LogBroken
from jourstod.store.bare import BareRow
from jourstod.store.batch import (
    NOTHING,
    check_batch,
    linked,
    moved_on,
    stored_before,
    witnessed,
)
from jourstod.store.own_key import FILE_NAME as OWN_KEY_FILE
from jourstod.store.own_key import marked, own_key, token
from jourstod.store.seal import GENESIS
from jourstod.store.sqlite_beside import (
    DROP_DRAFT,
    SqliteBundles,
    SqliteDrafts,
    SqliteSummaries,
    found_rows,
    put_summaries,
)
from jourstod.store.sqlite_file import WAIT_MS, SqliteFile
from jourstod.store.sqlite_keys import SqliteKeys
from jourstod.store.sqlite_marks import SqliteMarks
from jourstod.store.sqlite_schema import is_practice

if TYPE_CHECKING:
    import apsw

_ROWS = """
SELECT e.board, s.name, e.seq, e.event_id, e.command_id, e.key_id, e.sealed, e.stored_at,
       e.prev, e.hash
FROM stream AS s JOIN event AS e ON e.stream = s.no
"""
_READ = _ROWS + "WHERE s.name = ? AND e.seq > ? ORDER BY e.seq"
_BARE = """
SELECT board, seq, event_id, command_id, key_id, sealed, stored_at, prev, hash FROM event
WHERE stream = (SELECT no FROM stream WHERE name = ?) AND seq > ? ORDER BY seq LIMIT ?
"""
_STORED_BY = _ROWS + "WHERE e.command_id = ? ORDER BY e.stream, e.seq"
_HEAD = "SELECT name, seq, hash FROM stream WHERE name = ?"
_INSERT = """
INSERT INTO event (stream, seq, board, event_id, command_id, key_id, stored_at, prev, hash, sealed)
VALUES ((SELECT no FROM stream WHERE name = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class SqliteVault:
    """A vault in one file, shared with other processes; threads may share the object.

    Opening makes the file when it is not there. Raises StoreAway (foreign, unreadable, full …),
    StoreNewer, and PracticeOnly when `practice` is asked of a sharp file with rows.
    """

    def __init__(
        self,
        path: Path,
        clock: WallClock,
        *,
        practice: bool = False,
        wait_ms: int = WAIT_MS,
        vfs: str | None = None,
        ticks: Callable[[], float] = time,
    ) -> None:
        self._file = SqliteFile(path, practice=practice, wait_ms=wait_ms, vfs=vfs)
        self.log = SqliteLog(self._file, clock)
        self.drafts = SqliteDrafts(self._file)
        self.marks = SqliteMarks(self._file, ticks)
        self.summaries = SqliteSummaries(self._file)
        self.bundles = SqliteBundles(self._file)
        self.keys = SqliteKeys(self._file)
        self.path, self._folder = path, path.parent

    def mark(self, content: bytes) -> str:
        """A mark of the content by the key that lies beside the file."""
        return marked(own_key(self._folder), content)

    def token(self, text: str) -> str:
        """A token of a name or number by the key that lies beside the file."""
        return token(own_key(self._folder), text)

    @property
    def practice(self) -> bool:
        """Whether the file was made for practice."""
        with self._file.reading() as db:
            return is_practice(db)

    def key(self) -> bytes:
        """The key of the marks, for a store that moves."""
        return own_key(self._folder)

    def unchanged(self) -> AbstractContextManager[None]:
        """Read the store as it is at one moment, while others go on writing."""
        return self._file.unchanged()

    @property
    def has_key(self) -> bool:
        """Whether anything was ever marked with the key beside the file."""
        return (self._folder / OWN_KEY_FILE).exists()

    def kept_key(self) -> bytes | None:
        """The key of the marks if anything was ever marked with it, for a copy of the store."""
        return self.key() if self.has_key else None

    def stored_bytes(self) -> int:
        """What the file takes on the disk, without the pages that are free again."""
        with self._file.reading() as db:
            ((count,),) = db.execute(
                "SELECT (SELECT page_count FROM pragma_page_count) - "
                "(SELECT freelist_count FROM pragma_freelist_count)"
            ).fetchall()
            ((page,),) = db.execute("SELECT page_size FROM pragma_page_size").fetchall()
        return int(str(count)) * int(str(page))

    seen_whole = True
    """Whoever has the file has all of it."""

    def alone(self) -> AbstractContextManager[None]:
        """Hold the store so that nobody else has it open; StoreAway where somebody has."""
        return self._file.alone()

    @contextmanager
    def held(self) -> Iterator[SqliteVault]:
        """The vault with the file held still: others read, and nobody writes until it ends."""
        with self._file.writing():
            yield self

    def close(self) -> None:
        """Let go of the file; closing twice is no harm."""
        self._file.close()


class SqliteLog:
    """Streams of rows in the append-only table."""

    def __init__(self, file: SqliteFile, clock: WallClock) -> None:
        self._file = file
        self._clock = clock

    def append(self, batch: Sequence[Append], command_id: str, beside: Beside = NOTHING) -> Outcome:
        """Store all of the batch and what stands beside it in one durable commit, or nothing."""
        check_batch(batch, command_id)
        with self._file.writing() as db:
            if before := _rows(db, _STORED_BY, (command_id,)):
                return AlreadyStored(stored_before(batch, before))
            heads = {part.stream: head_in(db, part.stream) for part in batch}
            if moved := moved_on(batch, heads):
                return Conflict({p.stream: _rows(db, _READ, (p.stream, p.expected)) for p in moved})
            rows = linked(batch, heads, witnessed(self._clock))
            insert_rows(db, rows)
            put_summaries(db, beside.summaries)
            for place_and_handler in beside.drafts_done:
                db.execute(DROP_DRAFT, place_and_handler)
        return Stored(rows)

    def read(self, stream: str, after: int = 0, most: int | None = None) -> tuple[Row, ...]:
        """The rows of a stream with a number above `after`, in order; at most `most` of them."""
        with self._file.reading() as db:
            if most is None:
                return _rows(db, _READ, (stream, after))
            return _rows(db, _READ + " LIMIT ?", (stream, after, most))

    def bare(self, stream: str, after: int, most: int) -> tuple[BareRow, ...]:
        """The same without an object for each, to be verified and copied."""
        with self._file.reading() as db:
            return found_rows(db, _BARE, (stream, after, most))  # type: ignore[return-value]

    def stored_by(self, command_id: str) -> tuple[Row, ...]:
        """What a command has stored, nothing when it has not: a retry looks here first."""
        with self._file.reading() as db:
            return _rows(db, _STORED_BY, (command_id,))

    def head(self, stream: str) -> Head | None:
        """The last row's number and hash, None for a stream without rows."""
        with self._file.reading() as db:
            return head_in(db, stream)

    def heads(self) -> tuple[Head, ...]:
        """The head of every stream, as of one moment."""
        with self._file.reading() as db:
            return tuple(Head(*row) for row in found_rows(db, "SELECT name, seq, hash FROM stream"))

    def close(self) -> None:
        """Let go of the file, for the whole vault."""
        self._file.close()


def _rows(db: apsw.Connection, query: str, values: tuple[str | int, ...]) -> tuple[Row, ...]:
    return tuple(_row(found) for found in found_rows(db, query, values))


def _row(found: tuple[Any, ...]) -> Row:
    board, stream, seq, event_id, command_id, key_id, sealed, stored_at, prev, digest = found
    clear = Clear(board, stream, seq, event_id, command_id)
    try:
        witnessed_at = datetime.fromisoformat(stored_at)
    except ValueError:
        raise LogBroken(stream, seq, "tiden då den lagrades går inte att läsa") from None
    return Row(clear, key_id, sealed, witnessed_at, prev, digest)


def stored_rows(db: apsw.Connection, command_id: str) -> tuple[Row, ...]:
    """What a command has stored; the caller holds the transaction."""
    return _rows(db, _STORED_BY, (command_id,))


def head_in(db: apsw.Connection, stream: str) -> Head | None:
    """The head of a stream; the caller holds the transaction."""
    return next((Head(*row) for row in found_rows(db, _HEAD, (stream,))), None)


def insert_rows(db: apsw.Connection, rows: Iterable[Row]) -> None:
    """Insert linked rows; the caller holds the transaction."""
    for row in rows:
        clear = row.clear
        if clear.seq == 1:
            db.execute(
                "INSERT INTO stream (name, seq, hash) VALUES (?, 0, ?)", (clear.stream, GENESIS)
            )
        stored_at = row.stored_at.astimezone(UTC).isoformat(timespec="microseconds")
        db.execute(
            _INSERT,
            (
                *(clear.stream, clear.seq, clear.board, clear.event_id, clear.command_id),
                *(row.key_id, stored_at, row.prev, row.hash, row.sealed),
            ),
        )
