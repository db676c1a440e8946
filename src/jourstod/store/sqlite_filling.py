"""A fresh SQLite file filled with the rows of a copy: its walls are down until it is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jourstod.desk.ports import Head
from jourstod.store.bare import BareRow

if TYPE_CHECKING:
    import apsw

    from jourstod.store.sqlite import SqliteVault

PutRows = Callable[[Sequence[BareRow]], None]
_PAGES = -64_000
"""KiB of pages held while it is filled: the index of commands is written in no order."""
_STREAM = "INSERT INTO stream (name, seq, hash) VALUES (?, ?, ?)"
_EVENT = """
INSERT INTO event (board, seq, event_id, command_id, key_id, sealed, stored_at, prev, hash, stream)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


@contextmanager
def filling(vault: SqliteVault) -> Iterator[None]:
    """No triggers and no waiting for the disk while nobody else knows of the file.

    Whoever fills it verifies every chain, sees to it that the file is on the disk before it gets
    its name, and throws it away when anything goes wrong.
    """
    file = vault._file
    with file.reading() as db:
        walls = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        (before,) = db.execute("PRAGMA cache_size").fetchall()
        _settled(db, "OFF", _PAGES)
    with file.writing() as db:
        for name, _ in walls:
            db.execute(f"DROP TRIGGER {name}")
    yield
    with file.writing() as db:
        for _, sql in walls:
            db.execute(str(sql))
    with file.reading() as db:
        _settled(db, "FULL", int(str(before[0])))


def put_stream(vault: SqliteVault, head: Head) -> int:
    """A stream whose rows come next; gives its number."""
    with vault._file.writing() as db:
        db.execute(_STREAM, (head.stream, head.seq, head.hash))
        return db.last_insert_rowid()


def put_rows(vault: SqliteVault, stream: int, rows: Sequence[BareRow]) -> None:
    """Rows of a stream, verified, as they are."""
    with vault._file.writing() as db:
        db.executemany(_EVENT, [(*row, stream) for row in rows])


def _settled(db: apsw.Connection, synchronous: str, pages: int) -> None:
    db.execute(f"PRAGMA synchronous = {synchronous}").fetchall()
    db.execute(f"PRAGMA cache_size = {pages}").fetchall()
