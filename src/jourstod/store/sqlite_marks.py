"""Small mutable marks in the SQLite file: who is in a case now, and how far each has read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jourstod.desk.ports import Mark
from jourstod.store.sqlite_file import SqliteFile

# Made when first written, so that a file from before it is no other format: it holds nothing that
# a program without it would miss.
_TABLE = """
CREATE TABLE IF NOT EXISTS mark (
    place TEXT NOT NULL,
    holder TEXT NOT NULL,
    ends REAL,
    key_id TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (place, holder)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mark_ends ON mark (ends) WHERE ends IS NOT NULL;
"""
_PUT = """
INSERT INTO mark (place, holder, ends, key_id, sealed) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET ends = excluded.ends, key_id = excluded.key_id, sealed = excluded.sealed
"""
_AT = """
SELECT place, holder, key_id, sealed FROM mark
WHERE place = ? AND (ends IS NULL OR ends > ?) ORDER BY holder
"""


class SqliteMarks:
    """Marks by place and holder; `ticks` gives seconds, the same for every process of the file."""

    def __init__(self, file: SqliteFile, ticks: Callable[[], float]) -> None:
        self._file, self._ticks, self._there = file, ticks, False

    def put(self, mark: Mark, lasts: float = 0) -> None:
        """Keep the mark in place of an earlier one of the same holder; sweep what has ended."""
        now = self._ticks()
        ends = now + lasts if lasts else None
        with self._file.writing() as db:
            if not self._there:
                for _ in db.execute(_TABLE):
                    pass
            db.execute("DELETE FROM mark WHERE ends IS NOT NULL AND ends <= ?", (now,))
            db.execute(_PUT, (mark.place, mark.holder, ends, mark.key_id, mark.sealed))
        self._there = True

    def at(self, place: str) -> tuple[Mark, ...]:
        """The marks at a place that still last, by holder."""
        if not self._is_there():
            return ()
        with self._file.reading() as db:
            found: list[tuple[Any, ...]] = db.execute(_AT, (place, self._ticks())).fetchall()
            return tuple(Mark(*row) for row in found)

    def drop(self, place: str, holder: str) -> None:
        """Forget the mark; nothing happens when there is none."""
        if self._is_there():
            with self._file.writing() as db:
                db.execute("DELETE FROM mark WHERE place = ? AND holder = ?", (place, holder))

    def _is_there(self) -> bool:
        if not self._there:
            with self._file.reading() as db:
                found = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'mark'").fetchall()
            self._there = bool(found)
        return self._there
