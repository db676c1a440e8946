"""The tables of a SQLite store, and how a file is told apart from a foreign or a newer one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jourstod.domain.errors import PracticeOnly, StoreAway, StoreNewer

if TYPE_CHECKING:
    import apsw

APPLICATION_ID = 0x4A535444  # "JSTD": names the kind of file, also to `file`
FORMAT = 1

# The triggers on `event` hold the log's promises inside the file, whoever writes to it: rows are
# only added, each follows the head of its stream, and the head moves in the same transaction.
# A DELETE trigger does not see REPLACE on a connection without recursive_triggers (a program of
# somebody else's): therefore the INSERT triggers refuse what would take a stored row's place.
TABLES = """
CREATE TABLE about (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    practice INTEGER NOT NULL CHECK (practice IN (0, 1))
) STRICT;

CREATE TABLE stream (
    no INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE event (
    stream INTEGER NOT NULL REFERENCES stream (no),
    seq INTEGER NOT NULL CHECK (seq > 0),
    board TEXT NOT NULL,
    event_id TEXT NOT NULL,
    command_id TEXT NOT NULL,
    key_id TEXT NOT NULL,
    stored_at TEXT NOT NULL,
    prev BLOB NOT NULL CHECK (length(prev) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    sealed BLOB NOT NULL,
    UNIQUE (stream, seq),
    UNIQUE (command_id, stream, seq)
) STRICT;

CREATE TABLE summary (
    stream TEXT PRIMARY KEY,
    board TEXT NOT NULL,
    seq INTEGER NOT NULL,
    open INTEGER NOT NULL CHECK (open IN (0, 1)),
    key_id TEXT NOT NULL,
    sealed BLOB NOT NULL
) STRICT;
CREATE INDEX summary_open ON summary (stream) WHERE open = 1;

CREATE TABLE draft (
    handler TEXT NOT NULL,
    place TEXT NOT NULL,
    key_id TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (handler, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE bundle (
    id TEXT PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;

CREATE TRIGGER event_follows_head BEFORE INSERT ON event
WHEN NOT EXISTS (
    SELECT 1 FROM stream
    WHERE no = NEW.stream AND seq = NEW.seq - 1 AND hash = NEW.prev
) OR EXISTS (SELECT 1 FROM event WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'an event follows the head of its stream'); END;

CREATE TRIGGER event_moves_head AFTER INSERT ON event
BEGIN UPDATE stream SET seq = NEW.seq, hash = NEW.hash WHERE no = NEW.stream; END;

CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;

CREATE TRIGGER event_is_not_removed BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END;

CREATE TRIGGER stream_moves_to_its_event BEFORE UPDATE ON stream
WHEN NEW.seq <> OLD.seq + 1 OR NOT EXISTS (
    SELECT 1 FROM event WHERE stream = NEW.no AND seq = NEW.seq AND hash = NEW.hash
)
BEGIN SELECT RAISE(ABORT, 'a head moves one step, to a stored event'); END;

CREATE TRIGGER stream_begins_empty BEFORE INSERT ON stream
WHEN NEW.seq <> 0 OR EXISTS (SELECT 1 FROM stream WHERE no = NEW.no OR name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'a stream begins once, without rows'); END;

CREATE TRIGGER stream_is_not_removed BEFORE DELETE ON stream
BEGIN SELECT RAISE(ABORT, 'a stream is never removed'); END;

CREATE TRIGGER bundle_is_put_once BEFORE INSERT ON bundle
WHEN EXISTS (SELECT 1 FROM bundle WHERE id = NEW.id OR rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'a bundle is put once'); END;

CREATE TRIGGER bundle_is_not_changed BEFORE UPDATE ON bundle
BEGIN SELECT RAISE(ABORT, 'a bundle is never changed'); END;

CREATE TRIGGER bundle_is_not_removed BEFORE DELETE ON bundle
BEGIN SELECT RAISE(ABORT, 'a bundle is never removed'); END;
"""


def is_fresh(db: apsw.Connection, path: Path) -> bool:
    """Whether the file is empty and waits for tables; only reads.

    Raises StoreNewer for a file of a newer format, StoreAway for a file that is something else.
    """
    # One statement, one moment: another process may be making the tables right now.
    ((application, found, tables),) = db.execute(
        "SELECT (SELECT application_id FROM pragma_application_id), "
        "(SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)"
    ).fetchall()
    assert isinstance(found, int)
    if (application, found, tables) == (0, 0, 0):
        return True
    if application != APPLICATION_ID or found < 1:
        raise StoreAway(foreign(path))
    if found > FORMAT:
        raise StoreNewer(found, FORMAT)
    return False


def create(db: apsw.Connection, practice: bool) -> None:
    """Make the tables of format 1; the caller holds the write transaction."""
    for row in db.execute(TABLES):
        raise AssertionError(f"a table definition answered {row}")
    db.execute("INSERT INTO about (one, practice) VALUES (1, ?)", (int(practice),))
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {FORMAT}")


def hold_to_practice(db: apsw.Connection) -> None:
    """Mark an unused store as practice; the caller holds the write transaction.

    Raises PracticeOnly when the store is sharp and has rows: practice never touches it.
    """
    if is_practice(db):
        return
    if _number(db, "SELECT count(*) FROM stream"):
        raise PracticeOnly
    db.execute("UPDATE about SET practice = 1")


def is_practice(db: apsw.Connection) -> bool:
    """Whether the file was made for practice."""
    return bool(_number(db, "SELECT practice FROM about"))


def foreign(path: Path) -> str:
    """The sentence for a file that is something else than a store."""
    return (
        f"Filen {path} är inte ett lager för jourstöd. Inget har ändrats. "
        "Flytta filen eller välj en annan mapp med --home."
    )


def _number(db: apsw.Connection, query: str) -> int:
    ((found,),) = db.execute(query).fetchall()
    assert isinstance(found, int)
    return found
