"""One connection to a PostgreSQL store: TLS, transactions, coming back, failures in Swedish."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Any

from jourstod.domain.errors import StoreAway, StoreSilent
from jourstod.store import postgres_schema
from jourstod.store.patience import Patience
from jourstod.store.postgres_arrays import let_through

if TYPE_CHECKING:
    import psycopg

LOCAL = ("", "localhost", "127.0.0.1", "::1")
WAIT_MS = 5_000
STATEMENT_WAITS = 4
"""How many times longer a statement may take than one lock is waited for."""
UNCERTAIN = (
    "Förbindelsen bröts just när svaret sparades, så det går inte att se om det kom fram. "
    "Svaret står kvar. Försök igen: samma svar sparas aldrig två gånger."
)
AWAY = "Databasen svarar inte."

Connect = Callable[[str], "psycopg.Connection"]


class Uncertain(StoreSilent):
    """The connection was lost when the commit had been asked for: stored, or not."""

    def __init__(self) -> None:
        super().__init__(UNCERTAIN)


class PostgresDoor:
    """A connection that threads may share: one holds it at a time. Opened anew when it is lost.

    Every failure of the surroundings leaves as StoreAway; a bug (a broken constraint, bad SQL)
    leaves as it is.
    """

    def __init__(self, where: str, *, wait_ms: int = WAIT_MS) -> None:
        self.where = guarded(where)
        self._wait_ms = wait_ms
        # Later than the server's own limit for a statement: only a commit waits longer than that.
        self._patience = Patience(STATEMENT_WAITS * wait_ms / 1000 + 1)
        self._lock = RLock()
        self._db: psycopg.Connection | None = None
        self._closed = False
        self._lost = False
        self.on_lost: Callable[[], None] = lambda: None
        """Called when it does not answer; whoever does that calls `found_again` later."""
        with self.reading() as db:
            postgres_schema.check_format(db)
            (self.tenant,) = db.execute("SELECT jourstod.tenant()").fetchall()[0]
        if not self.tenant:
            raise StoreAway(
                "Databasens roll hör inte till någon jour än. "
                "Driften kör «jourstod store join» först."
            )

    @contextmanager
    def reading(self) -> Iterator[psycopg.Connection]:
        """The connection, to read committed rows with one statement."""
        with self._lock, told(), self._noticed():
            yield self._open()

    @contextmanager
    def writing(self) -> Iterator[psycopg.Connection]:
        """The connection inside a transaction: durable when the block ends, else undone.

        Raises Uncertain when it was lost while the commit was on its way.
        """
        import psycopg

        with self._lock, told(), self._noticed():
            db = self._open()
            db.execute("BEGIN")
            try:
                yield db
            except BaseException:
                self._undo(db)
                raise
            try:
                with self._patience.waiting(db):
                    db.execute("COMMIT")
            except psycopg.OperationalError:
                db.close()
                raise Uncertain from None

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """One moment of the database: all that is read in the block was so when it began."""
        with self._lock, told(), self._noticed():
            db = self._open()
            db.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                yield
            finally:
                self._undo(db)

    @contextmanager
    def asking(self) -> Iterator[psycopg.Connection]:
        """The connection for one statement that writes and commits by itself.

        Raises Uncertain when it was lost before the answer came.
        """
        import psycopg

        with self._lock, told(), self._noticed():
            db = self._open()
            try:
                with self._patience.waiting(db):
                    yield db
            except psycopg.OperationalError:
                if db.closed:
                    raise Uncertain from None
                raise

    def close(self) -> None:
        """Let go of the connection; closing twice is no harm."""
        with self._lock:
            self._closed = True
            self._patience.close()
            if self._db is not None:
                self._db.close()

    def _open(self) -> psycopg.Connection:
        if self._closed:
            raise StoreAway("Lagret är stängt. Starta om programmet.")
        if self._db is None or self._db.closed:
            self._db = connected(self.where, self._wait_ms)
        return self._db

    def found_again(self) -> None:
        """The database answers: whoever asks is connected anew."""
        self._lost = False

    @contextmanager
    def _noticed(self) -> Iterator[None]:
        """Once it does not answer, nobody waits for it until `found_again` says that it does."""
        import psycopg

        if self._lost:
            raise StoreSilent(AWAY)
        try:
            yield
        except psycopg.OperationalError:
            if self._db is None or self._db.closed:
                self._lost = True
                self.on_lost()
            raise

    def _undo(self, db: psycopg.Connection) -> None:
        # The first failure has said what there is to say; a failing rollback ends it all the same.
        import psycopg

        try:
            db.execute("ROLLBACK")
        except psycopg.Error:
            db.close()


def connected(where: str, wait_ms: int = WAIT_MS) -> psycopg.Connection:
    """A connection where each statement stands alone unless a transaction is begun.

    `synchronous_commit` is not left to the server's file: what is acknowledged is on disk.
    """
    import psycopg

    db = psycopg.connect(
        where,
        autocommit=True,
        connect_timeout=max(1, wait_ms // 1000),
        application_name="jourstod",
        keepalives_idle=5,  # a cable that is pulled out is noticed within seconds
        keepalives_interval=2,
        keepalives_count=2,
        tcp_user_timeout=wait_ms,
        options=f"-c lock_timeout={wait_ms} -c statement_timeout={STATEMENT_WAITS * wait_ms} "
        "-c idle_in_transaction_session_timeout=60000 -c timezone=UTC",
    )
    let_through(db)
    ((level,),) = db.execute("SHOW synchronous_commit").fetchall()
    if level not in ("on", "remote_apply", "remote_write"):
        db.execute("SET synchronous_commit = on")
    return db


def guarded(where: str) -> str:
    """The address with full TLS verification for any host that is not this computer.

    Raises StoreAway for an address that asks for less, or that cannot be read.
    """
    import psycopg
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    try:
        told: dict[str, Any] = dict(conninfo_to_dict(where))
    except psycopg.ProgrammingError:
        raise StoreAway(
            "Databasens adress går inte att läsa. Den ser ut så här: postgresql://dator/databas."
        ) from None
    hosts = str(told.get("host") or "").split(",")
    addresses = str(told.get("hostaddr") or "").split(",")
    if all(_is_here(name) for name in (*hosts, *addresses)):
        return where
    if told.get("sslmode", "verify-full") != "verify-full":
        raise StoreAway(
            "Databasen står på en annan dator, och då krävs kryptering med kontrollerat certifikat "
            "(sslmode=verify-full). Adressen ber om mindre. Inget skickades."
        )
    return make_conninfo(where, sslmode="verify-full")


def _is_here(host: str) -> bool:
    return host in LOCAL or host.startswith("/")


@contextmanager
def told() -> Iterator[None]:
    """Turn failures of the surroundings into StoreAway."""
    import psycopg
    from psycopg import errors

    try:
        yield
    except (errors.LockNotAvailable, errors.QueryCanceled, errors.DeadlockDetected):
        raise StoreAway(
            "Databasen är upptagen. Inget sparades; svaret står kvar. Försök igen."
        ) from None
    except (errors.DiskFull, errors.InsufficientResources):
        raise StoreAway(
            "Databasens disk är full. Inget sparades; svaret står kvar. Larma driften."
        ) from None
    except (errors.InsufficientPrivilege, errors.InvalidAuthorizationSpecification):
        raise StoreAway(
            "Databasen släpper inte in den här stationen. Inget sparades. Larma driften."
        ) from None
    except (psycopg.OperationalError, psycopg.InterfaceError, errors.ReadOnlySqlTransaction):
        # Without its cause: the driver's message carries the address and the role.
        raise StoreSilent(AWAY) from None
