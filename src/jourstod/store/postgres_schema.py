"""The tables of a PostgreSQL store, its two roles, and the rows each municipality gets to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, LiteralString

from jourstod.domain.errors import StoreAway, StoreNewer

if TYPE_CHECKING:
    import psycopg

FORMAT = 1
APP_ROLE = "jourstod_app"
"""What every station's own database role is a member of: it adds to the log and reads it."""

# The same promises as in a SQLite file, held by the database itself whoever writes: rows are only
# added, each follows the head of its stream, and the head moves in the same transaction. The role
# of a station has INSERT and SELECT on the log; the trigger that moves the head belongs to the
# owner. A row is seen by those whose role is joined to its tenant (the jour) and its nämnd.
TABLES: LiteralString = """
CREATE SCHEMA jourstod;

CREATE TABLE jourstod.about (
    one integer PRIMARY KEY CHECK (one = 1),
    format integer NOT NULL
);

CREATE TABLE jourstod.member (
    role text NOT NULL,
    tenant text NOT NULL,
    board text NOT NULL,
    PRIMARY KEY (role, tenant, board)
);

CREATE FUNCTION jourstod.tenant() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT min(tenant) FROM jourstod.member WHERE role = session_user
$$;

CREATE FUNCTION jourstod.boards() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT coalesce(array_agg(board), '{}') FROM jourstod.member WHERE role = session_user
$$;

CREATE TABLE jourstod.stream (
    tenant text NOT NULL,
    name text COLLATE "C" NOT NULL,
    board text NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (tenant, name)
);

CREATE TABLE jourstod.event (
    tenant text NOT NULL DEFAULT jourstod.tenant(),
    stream text COLLATE "C" NOT NULL,
    seq bigint NOT NULL CHECK (seq > 0),
    board text NOT NULL,
    event_id text NOT NULL,
    command_id text COLLATE "C" NOT NULL,
    key_id text NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    prev bytea NOT NULL CHECK (length(prev) = 32),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    sealed bytea NOT NULL,
    PRIMARY KEY (tenant, stream, seq)
);
CREATE INDEX event_command ON jourstod.event (tenant, command_id, stream, seq);

CREATE TABLE jourstod.summary (
    tenant text NOT NULL DEFAULT jourstod.tenant(),
    stream text COLLATE "C" NOT NULL,
    board text NOT NULL,
    seq bigint NOT NULL,
    open boolean NOT NULL,
    key_id text NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (tenant, stream)
);
CREATE INDEX summary_open ON jourstod.summary (tenant, stream) WHERE open;

CREATE TABLE jourstod.draft (
    tenant text NOT NULL DEFAULT jourstod.tenant(),
    handler text NOT NULL,
    place text COLLATE "C" NOT NULL,
    key_id text NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (tenant, handler, place)
);

CREATE TABLE jourstod.mark (
    tenant text NOT NULL DEFAULT jourstod.tenant(),
    place text NOT NULL,
    holder text COLLATE "C" NOT NULL,
    ends timestamptz,
    key_id text NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (tenant, place, holder)
);

CREATE TABLE jourstod.bundle (
    tenant text NOT NULL DEFAULT jourstod.tenant(),
    id text COLLATE "C" NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (tenant, id)
);

CREATE TABLE jourstod.secret (
    tenant text NOT NULL DEFAULT jourstod.tenant(),
    name text NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (tenant, name)
);

CREATE FUNCTION jourstod.follow_head() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF NEW.seq = 1 THEN
        IF NEW.prev <> decode(repeat('00', 32), 'hex') THEN
            RAISE EXCEPTION 'a stream begins with nothing before it' USING ERRCODE = '23514';
        END IF;
        INSERT INTO jourstod.stream (tenant, name, board, seq, hash)
        VALUES (NEW.tenant, NEW.stream, NEW.board, 1, NEW.hash);
    ELSE
        UPDATE jourstod.stream SET seq = NEW.seq, hash = NEW.hash
        WHERE tenant = NEW.tenant AND name = NEW.stream
          AND seq = NEW.seq - 1 AND hash = NEW.prev;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'an event follows the head of its stream' USING ERRCODE = '23514';
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER event_follows_head BEFORE INSERT ON jourstod.event
FOR EACH ROW EXECUTE FUNCTION jourstod.follow_head();

CREATE FUNCTION jourstod.never() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is only added to' USING ERRCODE = '23514';
END $$;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE OR DELETE ON jourstod.event
FOR EACH ROW EXECUTE FUNCTION jourstod.never();
CREATE TRIGGER event_is_never_emptied BEFORE TRUNCATE ON jourstod.event
FOR EACH STATEMENT EXECUTE FUNCTION jourstod.never();
CREATE TRIGGER bundle_is_never_changed BEFORE UPDATE OR DELETE ON jourstod.bundle
FOR EACH ROW EXECUTE FUNCTION jourstod.never();
"""

# A stream of the station belongs to no nämnd: everybody of the tenant sees it.
_SEES: LiteralString = (
    "tenant = (SELECT jourstod.tenant()) AND (board = '' "
    "OR (SELECT jourstod.boards()) && ARRAY[board, '*'])"
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
    *(_policy(table, _OWN) for table in ("draft", "mark", "bundle", "secret")),
)
_GRANTS: LiteralString = """
GRANT USAGE ON SCHEMA jourstod TO jourstod_app;
GRANT SELECT ON jourstod.about, jourstod.stream TO jourstod_app;
GRANT SELECT, INSERT ON jourstod.event, jourstod.bundle, jourstod.secret TO jourstod_app;
GRANT SELECT, INSERT, UPDATE ON jourstod.summary TO jourstod_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON jourstod.draft, jourstod.mark TO jourstod_app;
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
            return False
        db.execute(_ROLE)
        db.execute(TABLES)
        for policy in _POLICIES:
            db.execute(policy)
        db.execute(_GRANTS)
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
