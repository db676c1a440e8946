"""The tables of a PostgreSQL store, and what the database itself holds about them."""

from __future__ import annotations

from typing import LiteralString

# The same promises as in a SQLite file, held by the database itself whoever writes: rows are only
# added, each follows the head of its stream, and the head moves in the same transaction. The role
# of a station has INSERT and SELECT on the log; the trigger that moves the head belongs to the
# owner. A row is seen by those whose role is joined to its tenant (the jour) and its nämnd.
TABLES: LiteralString = """
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

CREATE TABLE jourstod.ring (
    tenant text PRIMARY KEY DEFAULT jourstod.tenant(),
    key_id text NOT NULL
);

CREATE TABLE jourstod.account (
    tenant text NOT NULL DEFAULT jourstod.tenant(),
    signature text COLLATE "C" NOT NULL,
    role text NOT NULL,
    public bytea NOT NULL,
    salt bytea NOT NULL,
    memory integer NOT NULL,
    passes integer NOT NULL,
    lanes integer NOT NULL,
    locked bytea NOT NULL,
    box bytea NOT NULL,
    card bytea NOT NULL,
    tries integer NOT NULL,
    tried text NOT NULL,
    PRIMARY KEY (tenant, signature)
);

CREATE TABLE jourstod.data_key (
    tenant text NOT NULL DEFAULT jourstod.tenant(),
    stream text COLLATE "C" NOT NULL,
    id text NOT NULL,
    wrapped_by text NOT NULL,
    wrapped bytea NOT NULL,
    PRIMARY KEY (tenant, stream),
    UNIQUE (tenant, id)
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
