"""The eraser of a SQLite store: one stream goes and its tombstone comes, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from jourstod.desk.open_diary import ERASURE
from jourstod.desk.ports import AlreadyStored, Append, Conflict, Head, Outcome, Stored, WallClock
from jourstod.domain.errors import StoreAway
from jourstod.store.batch import check_batch, linked, stored_before, witnessed
from jourstod.store.sqlite import head_in, insert_rows, stored_rows
from jourstod.store.sqlite_file import SqliteFile

if TYPE_CHECKING:
    import apsw

    from jourstod.store.sqlite import SqliteVault

# Made when first used: a file where nothing was erased is the same as before. From then on the
# triggers let go of a stream only when it stands in `erased`, and it stands there only when the log
# of erasures holds the event that says so; what stands there never begins again.
_TABLE = """
CREATE TABLE IF NOT EXISTS erased (
    name TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    tombstone TEXT NOT NULL
) STRICT;
"""
_WALLS = f"""
CREATE TRIGGER IF NOT EXISTS erased_has_a_tombstone BEFORE INSERT ON erased
WHEN NEW.name NOT LIKE 'case/%' OR NOT EXISTS (
    SELECT 1 FROM stream WHERE name = NEW.name AND seq = NEW.seq AND hash = NEW.hash
) OR NOT EXISTS (
    SELECT 1 FROM event AS e JOIN stream AS s ON e.stream = s.no
    WHERE s.name = '{ERASURE}' AND e.event_id = NEW.tombstone AND e.seq = s.seq
)
BEGIN SELECT RAISE(ABORT, 'a stream is erased by its tombstone'); END;
CREATE TRIGGER IF NOT EXISTS erased_stays BEFORE DELETE ON erased
BEGIN SELECT RAISE(ABORT, 'what is erased stays erased'); END;
CREATE TRIGGER IF NOT EXISTS erased_is_not_changed BEFORE UPDATE ON erased
BEGIN SELECT RAISE(ABORT, 'what is erased stays erased'); END;
CREATE TRIGGER IF NOT EXISTS erased_does_not_begin BEFORE INSERT ON stream
WHEN EXISTS (SELECT 1 FROM erased WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'what is erased does not begin again'); END;
DROP TRIGGER IF EXISTS event_is_not_removed;
CREATE TRIGGER event_is_not_removed BEFORE DELETE ON event
WHEN NOT EXISTS (
    SELECT 1 FROM erased AS d JOIN stream AS s ON s.name = d.name WHERE s.no = OLD.stream
)
BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END;
DROP TRIGGER IF EXISTS stream_is_not_removed;
CREATE TRIGGER stream_is_not_removed BEFORE DELETE ON stream
WHEN NOT EXISTS (SELECT 1 FROM erased WHERE name = OLD.name)
  OR EXISTS (SELECT 1 FROM event WHERE stream = OLD.no)
BEGIN SELECT RAISE(ABORT, 'a stream is never removed'); END;
"""


class SqliteEraser:
    """Its own connection to the file; closed by whoever made it. Raises StoreAway."""

    def __init__(self, path: Path, clock: WallClock) -> None:
        self._file, self._clock = SqliteFile(path), clock

    def erase(self, head: Head, tombstone: Append, command_id: str) -> Outcome:
        """Remove the stream whose head this is, with its summary and its key; see desk/erasing."""
        check_batch([tombstone], command_id)
        with self._file.writing() as db:
            if before := stored_rows(db, command_id):
                return AlreadyStored(stored_before([tombstone], before))
            now = head_in(db, tombstone.stream)
            if (now.seq if now else 0) != tombstone.expected:
                return Conflict({tombstone.stream: ()})
            if head_in(db, head.stream) != head:
                return Conflict({head.stream: ()})
            for _ in db.execute(_TABLE + _WALLS):
                pass
            rows = linked([tombstone], {tombstone.stream: now}, witnessed(self._clock))
            insert_rows(db, rows)
            _remove(db, head, rows[0].clear.event_id)
        self.sweep()
        return Stored(rows)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def sweep(self) -> None:
        """Empty the write-ahead log; `secure_delete` zeroed the file. Raises StoreAway."""
        with self._file.reading() as db:
            ((busy, _, _),) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if busy:
            raise StoreAway(
                "Ärendet är gallrat, men en annan station läser just nu, så filen är inte rensad. "
                "Kör jourstod gallring run en gång till."
            )


def take_over_erased(vault: SqliteVault, erased: Iterable[tuple[Head, str]]) -> None:
    """What was erased in a store that this one is a copy of stands as erased here too.

    Of each stream its last head, and the id of its tombstone. For a store nobody uses yet.
    """
    found = [(head.stream, head.seq, head.hash, stone) for head, stone in erased]
    if not found:
        return
    with vault._file.writing() as db:
        for _ in db.execute(_TABLE):
            pass
        # Before the walls stand: the rows that they ask for are gone since long.
        db.executemany("INSERT OR IGNORE INTO erased VALUES (?, ?, ?, ?)", found)
        for _ in db.execute(_WALLS):
            pass


def _remove(db: apsw.Connection, head: Head, tombstone: str) -> None:
    db.execute(
        "INSERT INTO erased (name, seq, hash, tombstone) VALUES (?, ?, ?, ?)",
        (head.stream, head.seq, head.hash, tombstone),
    )
    db.execute(
        "DELETE FROM event WHERE stream = (SELECT no FROM stream WHERE name = ?)", (head.stream,)
    )
    db.execute("DELETE FROM stream WHERE name = ?", (head.stream,))
    db.execute("DELETE FROM summary WHERE stream = ?", (head.stream,))
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if "data_key" in tables:
        db.execute("UPDATE data_key SET wrapped = x'' WHERE stream = ?", (head.stream,))
    id = f"%{head.stream.removeprefix('case/')}%"
    for beside in ("draft", "mark"):
        if beside in tables:
            db.execute(f"DELETE FROM {beside} WHERE place LIKE ?", (id,))
