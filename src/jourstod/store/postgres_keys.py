"""Accounts and wrapped keys in a shared database, the same for every station of a jour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, LiteralString

from jourstod.desk.key_ports import Account, DataKey, Turned, same_accounts, with_tries

if TYPE_CHECKING:
    import psycopg

    from jourstod.store.postgres_door import PostgresDoor

_OURS: LiteralString = "WHERE tenant = jourstod.tenant() "
_ACCOUNT: LiteralString = (
    "SELECT signature, role, public, salt, memory, passes, lanes, locked, box, card, tries, tried "
    "FROM jourstod.account " + _OURS
)
_PUT_ACCOUNT: LiteralString = """
INSERT INTO jourstod.account (signature, role, public, salt, memory, passes, lanes, locked, box,
    card, tries, tried)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (tenant, signature) DO UPDATE SET role = excluded.role, public = excluded.public,
    salt = excluded.salt, memory = excluded.memory, passes = excluded.passes,
    lanes = excluded.lanes, locked = excluded.locked, box = excluded.box, card = excluded.card,
    tries = excluded.tries, tried = excluded.tried
"""
_DATA_KEY: LiteralString = "SELECT stream, id, wrapped_by, wrapped FROM jourstod.data_key " + _OURS
_PUT_KEY: LiteralString = """
INSERT INTO jourstod.data_key (stream, id, wrapped_by, wrapped) VALUES (%s, %s, %s, %s)
ON CONFLICT (tenant, stream) DO NOTHING
"""
_HOLD: LiteralString = (
    "SELECT pg_advisory_xact_lock(hashtextextended(jourstod.tenant() || ' keys', 0))"
)
_RING: LiteralString = "SELECT key_id FROM jourstod.ring " + _OURS


class PostgresKeys:
    """What the safe keeps, beside the log. Those who write take turns, all stations together."""

    def __init__(self, door: PostgresDoor) -> None:
        self._door = door

    def can_begin(self) -> bool:
        """It can."""
        return True

    def station_key(self) -> str:
        """The id of the station key, "" when the store has no safe."""
        with self._door.reading() as db:
            return _ring(db)

    def begin(self, key: str, accounts: Sequence[Account]) -> bool:
        """The first accounts, in one commit; False when there are some."""
        with self._held() as db:
            if _ring(db):
                return False
            db.execute("INSERT INTO jourstod.ring (key_id) VALUES (%s)", (key,))
            for account in accounts:
                db.execute(_PUT_ACCOUNT, _plain(account))
        return True

    def rotate(
        self, before: str, after: str, turned: Sequence[Turned], keys: Sequence[DataKey]
    ) -> bool:
        """All in one commit, or False: a power cut leaves the old keys or the new ones, whole."""
        with self._held() as db:
            live = {stream for stream, _, _, wrapped in _all(db, _DATA_KEY) if wrapped}
            if _ring(db) != before or live != {key.stream for key in keys}:
                return False
            now = {row[0]: _account(row) for row in _all(db, _ACCOUNT)}
            if not same_accounts(tuple(now.values()), turned):
                return False
            db.execute("UPDATE jourstod.ring SET key_id = %s " + _OURS, (after,))
            db.execute("DELETE FROM jourstod.account " + _OURS)
            for one in turned:
                if one.after is not None:
                    kept = with_tries(one.after, now[one.seen.signature])
                    db.execute(_PUT_ACCOUNT, _plain(kept))
            db.cursor().executemany(
                "UPDATE jourstod.data_key SET wrapped_by = %s, wrapped = %s "
                + _OURS
                + "AND stream = %s",
                [(key.by, key.wrapped, key.stream) for key in keys],
            )
        return True

    def accounts(self) -> tuple[Account, ...]:
        """Every account, by signature."""
        with self._door.reading() as db:
            return tuple(_account(row) for row in _all(db, _ACCOUNT + "ORDER BY signature"))

    def account(self, signature: str) -> Account | None:
        """The account of a signature, or None."""
        with self._door.reading() as db:
            found = _all(db, _ACCOUNT + "AND signature = %s", (signature,))
            return next((_account(row) for row in found), None)

    def put_account(self, account: Account, by: str) -> bool:
        """Keep the account in place of an earlier one."""
        with self._held() as db:
            if _ring(db) != by or not by:
                return False
            db.execute(_PUT_ACCOUNT, _plain(account))
        return True

    def count_try(self, signature: str, seen: int, at: str) -> bool:
        """One more wrong try than `seen`, durably before it is made, or False."""
        with self._door.writing() as db:
            done = db.execute(
                "UPDATE jourstod.account SET tries = tries + 1, tried = %s "
                + _OURS
                + "AND signature = %s AND tries = %s",
                (at, signature, seen),
            )
            return done.rowcount == 1

    def clear_tries(self, signature: str) -> None:
        """No wrong tries any more."""
        with self._door.writing() as db:
            db.execute(
                "UPDATE jourstod.account SET tries = 0, tried = '' " + _OURS + "AND signature = %s",
                (signature,),
            )

    def data_keys(self) -> tuple[DataKey, ...]:
        """Every stream's key, by stream, also those destroyed."""
        with self._door.reading() as db:
            return tuple(_key(row) for row in _all(db, _DATA_KEY + "ORDER BY stream"))

    def data_key(self, stream: str) -> DataKey | None:
        """The key of a stream, or None."""
        with self._door.reading() as db:
            found = _all(db, _DATA_KEY + "AND stream = %s", (stream,))
            return next((_key(row) for row in found), None)

    def add_data_key(self, new: DataKey) -> DataKey | None:
        """The key of the stream: the first one ever given, durable before any row rests on it."""
        with self._held() as db:
            if _ring(db) != new.by:
                return None
            db.execute(_PUT_KEY, (new.stream, new.id, new.by, new.wrapped))
            return _key(_all(db, _DATA_KEY + "AND stream = %s", (new.stream,))[0])

    def destroy(self, stream: str) -> bool:
        """Remove the key; whether there was one.

        The old bytes are gone from the table when it is vacuumed, and from what was archived of
        the database's own log when that is thrown away: see docs/drift.md.
        """
        with self._held() as db:
            done = db.execute(
                "UPDATE jourstod.data_key SET wrapped = '' "
                + _OURS
                + "AND stream = %s AND length(wrapped) > 0",
                (stream,),
            )
            return done.rowcount == 1

    @contextmanager
    def _held(self) -> Iterator[psycopg.Connection]:
        """A transaction in which nobody else changes accounts or keys."""
        with self._door.writing() as db:
            db.execute(_HOLD)
            yield db


def put_all(
    db: psycopg.Connection, key: str, accounts: Sequence[Account], keys: Sequence[DataKey]
) -> int:
    """Everything of another safe; tells how many pieces. The caller holds the transaction."""
    if not key:
        return 0
    db.execute("INSERT INTO jourstod.ring (key_id) VALUES (%s)", (key,))
    for account in accounts:
        db.execute(_PUT_ACCOUNT, _plain(account))
    db.cursor().executemany(_PUT_KEY, [(k.stream, k.id, k.by, k.wrapped) for k in keys])
    return len(accounts) + len(keys)


def _all(
    db: psycopg.Connection, query: LiteralString, values: tuple[str, ...] = ()
) -> list[tuple[Any, ...]]:
    return db.execute(query, values).fetchall()


def _ring(db: psycopg.Connection) -> str:
    found = _all(db, _RING)
    return str(found[0][0]) if found else ""


def _key(row: tuple[Any, ...]) -> DataKey:
    stream, id, by, wrapped = row
    return DataKey(stream, id, by, bytes(wrapped))


def _plain(account: Account) -> tuple[str | int | bytes, ...]:
    return (
        *(account.signature, account.role, account.public, account.salt, *account.cost),
        *(account.locked, account.box, account.card, account.tries, account.tried),
    )


def _account(row: tuple[Any, ...]) -> Account:
    signature, role, public, salt, memory, passes, lanes, *sealed, tries, tried = row
    locked, box, card = (bytes(one) for one in sealed)
    cost = (memory, passes, lanes)
    return Account(
        signature, role, bytes(public), bytes(salt), cost, locked, box, card, tries, tried
    )
