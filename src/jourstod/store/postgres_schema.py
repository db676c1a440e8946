"""A PostgreSQL store made ready: its roles, and the rows each municipality gets to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, LiteralString

from jourstod.domain.errors import StoreAway, StoreNewer
from jourstod.store.postgres_asking import ASKING, WHO
from jourstod.store.postgres_erased import ERASING
from jourstod.store.postgres_tables import TABLES

if TYPE_CHECKING:
    import psycopg

FORMAT = 1
APP_ROLE = "jourstod_app"
"""What every station's own database role is a member of: it adds to the log and reads it."""

# A stream of the station belongs to no nämnd: everybody of the tenant sees it.
_SEES: LiteralString = (
    "tenant = (SELECT jourstod.tenant()) AND (board = '' "
    "OR (SELECT jourstod.boards()) && ARRAY[board, '*'])"
)
_OF_THE_TENANT: tuple[LiteralString, ...] = (
    *("draft", "mark", "bundle", "secret"),
    *("ring", "account", "data_key"),
)
_OWN: LiteralString = "tenant = (SELECT jourstod.tenant())"


def _policy(table: LiteralString, sees: LiteralString) -> LiteralString:
    return (
        "ALTER TABLE jourstod." + table + " ENABLE ROW LEVEL SECURITY; "
        "CREATE POLICY seen ON jourstod." + table + " "
        "USING (" + sees + ") WITH CHECK (" + sees + ");"
    )


_POLICIES = (
    *(_policy(table, _SEES) for table in ("event", "stream", "summary")),
    *(_policy(table, _OWN) for table in _OF_THE_TENANT),
)
_GRANTS: LiteralString = """
GRANT USAGE ON SCHEMA jourstod TO jourstod_app;
GRANT SELECT ON jourstod.about, jourstod.stream TO jourstod_app;
GRANT SELECT, INSERT ON jourstod.event, jourstod.bundle, jourstod.secret TO jourstod_app;
GRANT SELECT, INSERT, UPDATE ON jourstod.summary TO jourstod_app;
GRANT SELECT, INSERT, UPDATE ON jourstod.ring, jourstod.data_key TO jourstod_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON jourstod.draft, jourstod.mark, jourstod.account
    TO jourstod_app;
REVOKE ALL ON FUNCTION jourstod.follow_head() FROM PUBLIC;
"""
_ROLE: LiteralString = """
DO $$ BEGIN
    CREATE ROLE jourstod_app NOLOGIN;
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
"""
_OURS = 0x4A535444
"""The lock that two who migrate at once take in turn: «JSTD»."""


def migrate(db: psycopg.Connection) -> bool:
    """Make the tables and the role; tells whether they were not there. Run as the owner.

    Raises StoreNewer for tables of a newer program. All of it or nothing is done.
    """
    with db.transaction():
        db.execute("SELECT pg_advisory_xact_lock(%s)", (_OURS,))
        if found_format(db) is not None:
            check_format(db)
            for functions in (WHO, ASKING, ERASING):  # came later, in the same format
                db.execute(functions)
            return False
        db.execute(_ROLE)
        db.execute(WHO)
        db.execute(TABLES)
        db.execute(ASKING)
        for policy in _POLICIES:
            db.execute(policy)
        db.execute(_GRANTS)
        db.execute(ERASING)
        db.execute("INSERT INTO jourstod.about (one, format) VALUES (1, %s)", (FORMAT,))
    return True


def join(db: psycopg.Connection, role: str, tenant: str, boards: tuple[str, ...]) -> None:
    """Let a database role see a tenant's rows of some nämnder (`*`: all). Run as the owner.

    A role belongs to one tenant, so that one jour never sees another's.
    """
    from psycopg import sql

    with db.transaction():
        db.execute("DELETE FROM jourstod.member WHERE role = %s", (role,))
        db.cursor().executemany(
            "INSERT INTO jourstod.member (role, tenant, board) VALUES (%s, %s, %s)",
            [(role, tenant, board) for board in boards],
        )
        db.execute(sql.SQL("GRANT jourstod_app TO {}").format(sql.Identifier(role)))


def found_format(db: psycopg.Connection) -> int | None:
    """The format of the tables, None where there are none."""
    if db.execute("SELECT to_regclass('jourstod.about')").fetchall()[0][0] is None:
        return None
    ((found,),) = db.execute("SELECT format FROM jourstod.about").fetchall()
    return int(found)


def check_format(db: psycopg.Connection) -> None:
    """Raise StoreAway where there are no tables, StoreNewer where a newer program made them."""
    found = found_format(db)
    if found is None:
        raise StoreAway(
            "Databasen har inga tabeller för jourstöd. Driften kör «jourstod store prepare» först."
        )
    if found > FORMAT:
        raise StoreNewer(found, FORMAT)
