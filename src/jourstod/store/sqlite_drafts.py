"""Half-typed text in the SQLite file, sealed, by handler and place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jourstod.desk.ports import Draft
from jourstod.store.sqlite_file import SqliteFile

if TYPE_CHECKING:
    import apsw

_DRAFT = "SELECT place, handler, key_id, sealed FROM draft "
DROP_DRAFT = "DELETE FROM draft WHERE place = ? AND handler = ?"


class SqliteDrafts:
    """Sealed texts by handler and place; each save is as durable as an event."""

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    def save(self, draft: Draft) -> None:
        """Keep the draft in place of an earlier one."""
        with self._file.writing() as db:
            db.execute(
                "INSERT INTO draft (handler, place, key_id, sealed) VALUES (?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET key_id = excluded.key_id, sealed = excluded.sealed",
                (draft.handler, draft.place, draft.key_id, draft.sealed),
            )

    def get(self, place: str, handler: str) -> Draft | None:
        """The draft of this handler at this place, None when there is none."""
        with self._file.reading() as db:
            found = _all(db, _DRAFT + "WHERE place = ? AND handler = ?", (place, handler))
            return next((Draft(*row) for row in found), None)

    def all_of(self, handler: str) -> tuple[Draft, ...]:
        """Every draft of a handler, by place."""
        with self._file.reading() as db:
            found = _all(db, _DRAFT + "WHERE handler = ? ORDER BY place", (handler,))
            return tuple(Draft(*row) for row in found)

    def every(self) -> tuple[Draft, ...]:
        """Every draft of everybody."""
        with self._file.reading() as db:
            return tuple(Draft(*row) for row in _all(db, _DRAFT))

    def drop(self, place: str, handler: str) -> None:
        """Forget the draft; nothing happens when there is none."""
        with self._file.writing() as db:
            db.execute(DROP_DRAFT, (place, handler))


def _all(db: apsw.Connection, query: str, values: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
    return db.execute(query, values).fetchall()
