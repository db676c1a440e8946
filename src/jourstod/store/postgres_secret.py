"""The key that marks what is disclosed, kept in a shared database: the same at every station."""

from __future__ import annotations

from typing import TYPE_CHECKING, LiteralString

from jourstod.store.own_key import fresh_key

if TYPE_CHECKING:
    import psycopg

    from jourstod.store.postgres_door import PostgresDoor

_NAME = "receipt"
_KEEP: LiteralString = (
    "INSERT INTO jourstod.secret (name, content) VALUES (%s, %s) ON CONFLICT DO NOTHING"
)
_KEPT: LiteralString = (
    "SELECT content FROM jourstod.secret WHERE tenant = jourstod.tenant() AND name = %s"
)


class PostgresSecret:
    """Made when something is marked for the first time."""

    def __init__(self, door: PostgresDoor) -> None:
        self._door = door
        self._key: bytes | None = None

    def key(self) -> bytes:
        """The key, made where there is none."""
        if self._key is None:
            with self._door.writing() as db:
                keep(db, fresh_key())
                self._key = _kept(db)
        assert self._key is not None
        return self._key

    def kept(self) -> bytes | None:
        """The key if there is one, for a copy of the store."""
        with self._door.reading() as db:
            return _kept(db)


def keep(db: psycopg.Connection, key: bytes) -> None:
    """Let it be the key, unless there is one. The caller holds the transaction."""
    db.execute(_KEEP, (_NAME, key))


def _kept(db: psycopg.Connection) -> bytes | None:
    found = db.execute(_KEPT, (_NAME,)).fetchall()
    return next((bytes(content) for (content,) in found), None)
