"""The tables of a PostgreSQL store, and what the database itself holds about them."""

from __future__ import annotations

from typing import LiteralString

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

-- One answer in one question: with the streams held still, it is stored, or was before, or somebody
-- was first. Runs with the rights of whoever asks.
CREATE FUNCTION jourstod.append(
    command text, names text[], expected bigint[], at timestamptz,
    streams text[], seqs bigint[], boards text[], events text[], keys text[],
    prevs bytea[], hashes bytea[], sealeds bytea[],
    s_streams text[], s_boards text[], s_seqs bigint[], s_opens boolean[], s_keys text[],
    s_sealeds bytea[], d_places text[], d_handlers text[],
    OUT outcome text, OUT stored timestamptz
) LANGUAGE plpgsql AS $$
DECLARE
    ours text := jourstod.tenant();
BEGIN
    -- One lock a stream, always in the same order: those who write to it, or only hold it still,
    -- take turns, and nobody waits for somebody who waits for them.
    PERFORM pg_advisory_xact_lock(number) FROM (
        SELECT DISTINCT hashtextextended(ours || ' ' || name, 0) AS number
        FROM unnest(names) AS name ORDER BY number
    ) AS numbers;
    IF EXISTS (SELECT 1 FROM jourstod.event WHERE tenant = ours AND command_id = command) THEN
        outcome := 'before';
        RETURN;
    END IF;
    IF EXISTS (
        SELECT 1 FROM unnest(names, expected) AS wanted (name, seq)
        LEFT JOIN jourstod.stream AS there ON there.tenant = ours AND there.name = wanted.name
        WHERE coalesce(there.seq, 0) <> wanted.seq
    ) THEN
        outcome := 'moved';
        RETURN;
    END IF;
    outcome := 'stored';
    stored := coalesce(at, clock_timestamp());
    INSERT INTO jourstod.event
        (tenant, stream, seq, board, event_id, command_id, key_id, stored_at, prev, hash, sealed)
    SELECT ours, a, b, c, d, command, e, stored, f, g, h
    FROM unnest(streams, seqs, boards, events, keys, prevs, hashes, sealeds)
        AS r (a, b, c, d, e, f, g, h);
    INSERT INTO jourstod.summary (tenant, stream, board, seq, open, key_id, sealed)
    SELECT ours, a, b, c, d, e, f
    FROM unnest(s_streams, s_boards, s_seqs, s_opens, s_keys, s_sealeds) AS r (a, b, c, d, e, f)
    ON CONFLICT (tenant, stream) DO UPDATE SET board = excluded.board, seq = excluded.seq,
        open = excluded.open, key_id = excluded.key_id, sealed = excluded.sealed
    WHERE excluded.seq >= summary.seq;
    IF cardinality(d_places) > 0 THEN
        DELETE FROM jourstod.draft USING unnest(d_places, d_handlers) AS done (a, b)
        WHERE tenant = ours AND place = a AND handler = b;
    END IF;
END $$;

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
