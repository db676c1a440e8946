"""Accounts and wrapped keys in the SQLite file, and the sweeping of a key that was destroyed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from jourstod.desk.key_ports import Account, DataKey, Turned, same_accounts, with_tries
from jourstod.domain.errors import StoreAway
from jourstod.store.sqlite_file import SqliteFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    import apsw

# Made when first written: a file without them is a store without a safe, in the same format.
_TABLES = """
CREATE TABLE IF NOT EXISTS ring (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    key_id TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS account (
    signature TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    public BLOB NOT NULL,
    salt BLOB NOT NULL,
    memory INTEGER NOT NULL,
    passes INTEGER NOT NULL,
    lanes INTEGER NOT NULL,
    locked BLOB NOT NULL,
    box BLOB NOT NULL,
    card BLOB NOT NULL,
    tries INTEGER NOT NULL,
    tried TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS data_key (
    stream TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    wrapped_by TEXT NOT NULL,
    wrapped BLOB NOT NULL
) STRICT;
"""
_ACCOUNT = (
    "SELECT signature, role, public, salt, memory, passes, lanes, locked, box, card, tries, tried "
    "FROM account "
)
_PUT_ACCOUNT = (
    "INSERT OR REPLACE INTO account (signature, role, public, salt, memory, passes, lanes, locked, "
    "box, card, tries, tried) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_DATA_KEY = "SELECT stream, id, wrapped_by, wrapped FROM data_key "


class SqliteKeys:
    """What the safe keeps, beside the log in the same file."""

    def __init__(self, file: SqliteFile) -> None:
        self._file, self._there = file, False

    def can_begin(self) -> bool:
        """It can."""
        return True

    def station_key(self) -> str:
        """The id of the station key, "" when the store has no safe."""
        found = self._all("SELECT key_id FROM ring")
        return str(found[0][0]) if found else ""

    def begin(self, key: str, accounts: Sequence[Account]) -> bool:
        """The first accounts, in one commit; False when there are some."""
        with self._file.writing() as db:
            for _ in db.execute(_TABLES):
                pass
            if _ring(db):
                return False
            db.execute("INSERT INTO ring (one, key_id) VALUES (1, ?)", (key,))
            for account in accounts:
                db.execute(_PUT_ACCOUNT, _plain(account))
        return True

    def rotate(
        self, before: str, after: str, turned: Sequence[Turned], keys: Sequence[DataKey]
    ) -> bool:
        """All in one commit, or False: a power cut leaves the old keys or the new ones, whole."""
        with self._writing(before) as db:
            if db is None or _live(db) != {key.stream for key in keys}:
                return False
            now = {row[0]: _account(row) for row in db.execute(_ACCOUNT).fetchall()}
            if not same_accounts(tuple(now.values()), turned):
                return False
            db.execute("UPDATE ring SET key_id = ?", (after,))
            db.execute("DELETE FROM account")
            for one in turned:
                if one.after is not None:
                    kept = with_tries(one.after, now[one.seen.signature])
                    db.execute(_PUT_ACCOUNT, _plain(kept))
            for key in keys:
                db.execute(
                    "UPDATE data_key SET wrapped_by = ?, wrapped = ? WHERE stream = ?",
                    (key.by, key.wrapped, key.stream),
                )
        self._sweep()
        return True

    def accounts(self) -> tuple[Account, ...]:
        """Every account, by signature."""
        return tuple(_account(row) for row in self._all(_ACCOUNT + "ORDER BY signature"))

    def account(self, signature: str) -> Account | None:
        """The account of a signature, or None."""
        found = self._all(_ACCOUNT + "WHERE signature = ?", (signature,))
        return next((_account(row) for row in found), None)

    def put_account(self, account: Account, by: str) -> bool:
        """Keep the account in place of an earlier one; what that was wrapped with is swept."""
        with self._writing(by) as db:
            if db is None:
                return False
            db.execute(_PUT_ACCOUNT, _plain(account))
        self._sweep()
        return True

    def count_try(self, signature: str, seen: int, at: str) -> bool:
        """One more wrong try than `seen`, durably before it is made, or False."""
        with self._file.writing() as db:
            db.execute(
                "UPDATE account SET tries = tries + 1, tried = ? WHERE signature = ? AND tries = ?",
                (at, signature, seen),
            )
            return db.changes() == 1

    def clear_tries(self, signature: str) -> None:
        """No wrong tries any more."""
        with self._file.writing() as db:
            db.execute("UPDATE account SET tries = 0, tried = '' WHERE signature = ?", (signature,))

    def data_keys(self) -> tuple[DataKey, ...]:
        """Every stream's key, by stream, also those destroyed."""
        return tuple(DataKey(*row) for row in self._all(_DATA_KEY + "ORDER BY stream"))

    def data_key(self, stream: str) -> DataKey | None:
        """The key of a stream, or None."""
        found = self._all(_DATA_KEY + "WHERE stream = ?", (stream,))
        return next((DataKey(*row) for row in found), None)

    def add_data_key(self, new: DataKey) -> DataKey | None:
        """The key of the stream: the first one ever given, durable before any row rests on it."""
        with self._writing(new.by) as db:
            if db is None:
                return None
            db.execute(
                "INSERT INTO data_key (stream, id, wrapped_by, wrapped) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (stream) DO NOTHING",
                (new.stream, new.id, new.by, new.wrapped),
            )
            found: list[tuple[Any, ...]] = db.execute(
                _DATA_KEY + "WHERE stream = ?", (new.stream,)
            ).fetchall()
        return DataKey(*found[0])

    def destroy(self, stream: str) -> bool:
        """Remove the key; whether there was one. Raises StoreAway when the file is not swept."""
        if not self._is_there():
            return False
        with self._file.writing() as db:
            db.execute(
                "UPDATE data_key SET wrapped = x'' WHERE stream = ? AND wrapped <> x''", (stream,)
            )
            was = db.changes() == 1
        if not self._sweep():
            raise StoreAway(
                "Nyckeln är förstörd för programmet, men en annan station läser just nu, så "
                "filen är inte rensad. Gör om det."
            )
        return was

    def _sweep(self) -> bool:
        """Fold the write-ahead log into the file and empty it; False while a reader holds it.

        `secure_delete` has put zeros over what was removed in the file itself.
        """
        with self._file.reading() as db:
            ((busy, _, _),) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return not busy

    @contextmanager
    def _writing(self, by: str) -> Iterator[apsw.Connection | None]:
        """A write transaction, or None when the station key is another one than `by`."""
        if not self._is_there():
            yield None
            return
        with self._file.writing() as db:
            yield db if _ring(db) == by else None

    def _all(self, query: str, values: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
        if not self._is_there():
            return []
        with self._file.reading() as db:
            return db.execute(query, values).fetchall()

    def _is_there(self) -> bool:
        if not self._there:
            with self._file.reading() as db:
                found = db.execute(
                    "SELECT count(*) FROM sqlite_schema WHERE name IN ('ring', 'data_key')"
                ).fetchall()
            self._there = found == [(2,)]
        return self._there


def _ring(db: apsw.Connection) -> str:
    found = db.execute("SELECT key_id FROM ring").fetchall()
    return str(found[0][0]) if found else ""


def _live(db: apsw.Connection) -> set[object]:
    return {row[0] for row in db.execute("SELECT stream FROM data_key WHERE wrapped <> x''")}


def _plain(account: Account) -> tuple[str | int | bytes, ...]:
    return (
        *(account.signature, account.role, account.public, account.salt, *account.cost),
        *(account.locked, account.box, account.card, account.tries, account.tried),
    )


def _account(row: tuple[Any, ...]) -> Account:
    signature, role, public, salt, memory, passes, lanes, *rest = row
    return Account(signature, role, public, salt, (memory, passes, lanes), *rest)
