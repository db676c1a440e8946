"""What a PostgreSQL store lets go of, and the role that may ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, LiteralString

if TYPE_CHECKING:
    import psycopg

# The log lets go of a stream only when it stands in `erased`, and only `erase` writes there: for
# the caller's own tenant and nämnd, a case with exactly that head, whose tombstone is the last
# event of the log of erasures, written in this very transaction.
ERASING: LiteralString = """
CREATE TABLE IF NOT EXISTS jourstod.erased (
    tenant text NOT NULL,
    name text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    tombstone text NOT NULL,
    PRIMARY KEY (tenant, name)
);

CREATE OR REPLACE FUNCTION jourstod.only_erased() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (
        SELECT 1 FROM jourstod.erased WHERE tenant = OLD.tenant AND name = OLD.stream
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the log is only added to' USING ERRCODE = '23514';
END $$;

DROP TRIGGER IF EXISTS event_is_never_changed ON jourstod.event;
CREATE TRIGGER event_is_never_changed BEFORE UPDATE OR DELETE ON jourstod.event
FOR EACH ROW EXECUTE FUNCTION jourstod.only_erased();

CREATE OR REPLACE FUNCTION jourstod.never_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM jourstod.erased WHERE tenant = NEW.tenant AND name = NEW.name) THEN
        RAISE EXCEPTION 'what is erased does not begin again' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER IF EXISTS erased_does_not_begin ON jourstod.stream;
CREATE TRIGGER erased_does_not_begin BEFORE INSERT ON jourstod.stream
FOR EACH ROW EXECUTE FUNCTION jourstod.never_again();

CREATE OR REPLACE FUNCTION jourstod.erase(gone text, last bigint, digest bytea, tomb text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE ours text := jourstod.tenant();
BEGIN
    IF gone NOT LIKE 'case/%' OR NOT EXISTS (
        SELECT 1 FROM jourstod.stream
        WHERE tenant = ours AND name = gone AND seq = last AND hash = digest
          AND (board = ANY (jourstod.boards()) OR '*' = ANY (jourstod.boards()))
    ) OR NOT EXISTS (
        SELECT 1 FROM jourstod.event AS e JOIN jourstod.stream AS s
          ON s.tenant = e.tenant AND s.name = e.stream AND s.seq = e.seq
        WHERE e.tenant = ours AND e.stream = 'station/erasure' AND e.event_id = tomb
          AND e.xmin::text::bigint = txid_current() % 4294967296
    ) THEN
        RAISE EXCEPTION 'a stream is erased by its tombstone' USING ERRCODE = '23514';
    END IF;
    INSERT INTO jourstod.erased VALUES (ours, gone, last, digest, tomb);
    DELETE FROM jourstod.event WHERE tenant = ours AND stream = gone;
    DELETE FROM jourstod.stream WHERE tenant = ours AND name = gone;
    DELETE FROM jourstod.summary WHERE tenant = ours AND stream = gone;
    UPDATE jourstod.data_key SET wrapped = '' WHERE tenant = ours AND stream = gone;
    DELETE FROM jourstod.draft WHERE tenant = ours AND strpos(place, substr(gone, 6)) > 0;
    DELETE FROM jourstod.mark WHERE tenant = ours AND strpos(place, substr(gone, 6)) > 0;
END $$;

DO $$ BEGIN
    CREATE ROLE jourstod_gallring NOLOGIN;
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
REVOKE ALL ON FUNCTION jourstod.erase(text, bigint, bytea, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION jourstod.only_erased() FROM PUBLIC;
REVOKE ALL ON FUNCTION jourstod.never_again() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION jourstod.erase(text, bigint, bytea, text) TO jourstod_gallring;
"""


def let_erase(db: psycopg.Connection, role: str) -> None:
    """Let a station's database role erase too. Run as the owner."""
    from psycopg import sql

    db.execute(sql.SQL("GRANT jourstod_gallring TO {}").format(sql.Identifier(role)))
