"""One connection to a SQLite store file: opening, transactions, and failures told in Swedish."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from time import monotonic, sleep

import apsw

from jourstod.domain.errors import StoreAway
from jourstod.store import sqlite_schema

# `synchronous=FULL`: in WAL mode anything less loses acknowledged rows at a power cut.
# `temp_store=MEMORY`: no case content in temporary files beside the store.
PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA temp_store=MEMORY",
)
WAIT_MS = 5_000


class SqliteFile:
    """A connection that threads may share: one holds it at a time.

    Every failure outside the program (full, broken, locked, unreadable) leaves as StoreAway; a
    failure that is a bug (a broken constraint, bad SQL) leaves as it is.
    """

    def __init__(
        self, path: Path, *, practice: bool = False, wait_ms: int = WAIT_MS, vfs: str | None = None
    ) -> None:
        self.path = path
        self._lock = RLock()
        with self._lock, _told(path, writing=False):
            self._db = apsw.Connection(str(path), vfs=vfs)
            try:
                self._prepare(practice, wait_ms)
            except BaseException:
                self._db.close()
                raise
        self._identity = _identity(path)

    @contextmanager
    def reading(self) -> Iterator[apsw.Connection]:
        """The connection, to read committed rows of every process with one statement."""
        with self._lock, _told(self.path, writing=False):
            yield self._db

    @contextmanager
    def writing(self) -> Iterator[apsw.Connection]:
        """The connection inside a write transaction: durable when the block ends, else undone."""
        with self._lock, _told(self.path, writing=True):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                self._same_file()
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                self._undo()
                raise

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """One moment of the file: all that is read in the block was so when it began."""
        with self._lock, _told(self.path, writing=False):
            self._db.execute("BEGIN")
            try:
                self._db.execute("SELECT count(*) FROM stream").fetchall()  # the moment is now
                yield
            finally:
                self._undo()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the file while nobody else has it open; its write-ahead log is folded in and gone.

        Raises StoreAway when another program has it open.
        """
        with self._lock:
            try:
                with _told(self.path, writing=False):
                    found = self._db.execute("PRAGMA journal_mode=DELETE").fetchall()
            except StoreAway:
                found = []
            if found != [("delete",)]:
                raise StoreAway(
                    "Lagret är öppet i ett annat program. Avsluta jourstod på alla skärmar som "
                    "använder mappen och försök igen. Inget har ändrats."
                )
            with self.writing():
                yield

    def close(self) -> None:
        """Let go of the file; the last to do so folds the write-ahead log into it."""
        with self._lock, _told(self.path, writing=False):
            self._db.close()

    def _prepare(self, practice: bool, wait_ms: int) -> None:
        db = self._db
        db.set_busy_timeout(wait_ms)
        # A foreign or newer file is refused before the first statement that could change it.
        sqlite_schema.is_fresh(db, self.path)
        for pragma in PRAGMAS:
            db.execute(pragma).fetchall()
        db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
        # A plan never hangs on the values: else a query with an order is parsed anew each time.
        db.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
        if self._chosen_journal(wait_ms) != "wal":
            raise StoreAway(
                f"Filsystemet där {self.path} ligger duger inte för lagret (inget delat minne). "
                "Välj en mapp på datorns egen disk med --home."
            )
        if practice or sqlite_schema.is_fresh(db, self.path):
            self._settle(practice)

    def _chosen_journal(self, wait_ms: int) -> object:
        """Ask for the write-ahead log, and say which journal it came to be."""
        # Two that make the same file: SQLite tells the one that loses at once, without waiting.
        give_up = monotonic() + wait_ms / 1000
        while True:
            try:
                return self._db.execute("PRAGMA journal_mode=WAL").fetchall()[0][0]
            except apsw.BusyError:
                if monotonic() > give_up:
                    raise
                sleep(0.005)

    def _settle(self, practice: bool) -> None:
        """Make the tables, unless another process was first, and see to the mark of practice."""
        db = self._db
        db.execute("BEGIN IMMEDIATE")
        if sqlite_schema.is_fresh(db, self.path):
            sqlite_schema.create(db, practice)
        elif practice:
            sqlite_schema.hold_to_practice(db)
        db.execute("COMMIT")

    def _undo(self) -> None:
        # A failed statement may already have ended the transaction. A failing rollback ends it
        # all the same, and says nothing that the first failure has not said.
        try:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
        except apsw.Error:
            pass

    def _same_file(self) -> None:
        # A file removed while open takes writes without complaint, and loses them all.
        if _identity(self.path) != self._identity:
            raise StoreAway(
                f"Lagrets fil {self.path} är borttagen eller utbytt sedan programmet startade. "
                "Inget sparades; svaret står kvar. Starta om programmet."
            )


_WHY: dict[type[apsw.Error], str] = {
    apsw.FullError: "Disken är full.",
    apsw.BusyError: "Lagret är upptaget av ett annat program.",
    apsw.LockedError: "Lagret är upptaget av ett annat program.",
    apsw.ProtocolError: "Lagret är upptaget av ett annat program.",
    apsw.IOError: "Disken svarar med fel.",
    apsw.ReadOnlyError: "Lagret går inte att skriva i: filen eller mappen är skrivskyddad.",
    apsw.PermissionsError: "Lagret går inte att öppna: rättigheten saknas.",
    apsw.CantOpenError: "Lagret går inte att öppna.",
    apsw.CorruptError: "Lagrets fil är skadad.",
    apsw.NoMemError: "Datorns minne räcker inte.",
    apsw.ConnectionClosedError: "Lagret är stängt.",
}
_NEXT: dict[type[apsw.Error], str] = {
    apsw.FullError: "Frigör utrymme och försök igen.",
    apsw.CorruptError: "Använd reservrutinen på papper och larma driften; radera ingenting.",
    apsw.ConnectionClosedError: "Starta om programmet.",
}


@contextmanager
def _told(path: Path, *, writing: bool) -> Iterator[None]:
    """Turn failures of the surroundings into StoreAway."""
    try:
        yield
    except apsw.NotADBError:
        raise StoreAway(sqlite_schema.foreign(path)) from None
    except UnicodeDecodeError:  # what was written as text is none any more
        # Without its cause: it carries what stands in the file.
        raise StoreAway(_sentence(apsw.CorruptError(), path, writing)) from None
    except tuple(_WHY) as error:
        # Without its cause: apsw's tracebacks carry the values of the statement.
        raise StoreAway(_sentence(error, path, writing)) from None


def _sentence(error: apsw.Error, path: Path, writing: bool) -> str:
    kind = type(error)
    code = apsw.mapping_extended_result_codes.get(getattr(error, "extendedresult", 0), "")
    parts = (
        _WHY[kind],
        "Inget sparades; svaret står kvar." if writing else "",
        _NEXT.get(kind, "Försök igen; hjälper det inte, larma driften."),
        f"({path}{', ' if code else ''}{code})",
    )
    return " ".join(part for part in parts if part)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
