"""What a station asks of a PostgreSQL store: who it is there, and one answer stored in one go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, LiteralString

from jourstod.desk.ports import Append, Beside, Row
from jourstod.store.postgres_arrays import Contents, Flags, Numbers, Texts

# Each policy asks who the role is, several times in every statement. In plpgsql the question is
# planned once a connection, in sql each time: a quarter of the time.
WHO: LiteralString = """
CREATE SCHEMA IF NOT EXISTS jourstod;

CREATE OR REPLACE FUNCTION jourstod.tenant() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    RETURN (SELECT min(tenant) FROM jourstod.member WHERE role = session_user);
END $$;

CREATE OR REPLACE FUNCTION jourstod.boards() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    RETURN (
        SELECT coalesce(array_agg(board), '{}') FROM jourstod.member WHERE role = session_user
    );
END $$;
"""

# One answer in one question: with the streams held still, it is stored, or was before, or somebody
# was first. Runs with the rights of whoever asks.
ASKING: LiteralString = """
CREATE OR REPLACE FUNCTION jourstod.append(
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
    -- A statement of its own: what others committed before they let go of the lock is seen.
    outcome := CASE
        WHEN EXISTS (SELECT 1 FROM jourstod.event WHERE tenant = ours AND command_id = command)
        THEN 'before'
        WHEN EXISTS (
            SELECT 1 FROM unnest(names, expected) AS wanted (name, seq)
            LEFT JOIN jourstod.stream AS there ON there.tenant = ours AND there.name = wanted.name
            WHERE coalesce(there.seq, 0) <> wanted.seq
        )
        THEN 'moved'
        ELSE 'stored'
    END;
    IF outcome <> 'stored' THEN
        RETURN;
    END IF;
    stored := coalesce(at, clock_timestamp());
    INSERT INTO jourstod.event
        (tenant, stream, seq, board, event_id, command_id, key_id, stored_at, prev, hash, sealed)
    SELECT ours, a, b, c, d, command, e, stored, f, g, h
    FROM unnest(streams, seqs, boards, events, keys, prevs, hashes, sealeds)
        AS r (a, b, c, d, e, f, g, h);
    IF cardinality(s_streams) > 0 THEN
        INSERT INTO jourstod.summary (tenant, stream, board, seq, open, key_id, sealed)
        SELECT ours, a, b, c, d, e, f
        FROM unnest(s_streams, s_boards, s_seqs, s_opens, s_keys, s_sealeds)
            AS r (a, b, c, d, e, f)
        ON CONFLICT (tenant, stream) DO UPDATE SET board = excluded.board, seq = excluded.seq,
            open = excluded.open, key_id = excluded.key_id, sealed = excluded.sealed
        WHERE excluded.seq >= summary.seq;
    END IF;
    IF cardinality(d_places) > 0 THEN
        DELETE FROM jourstod.draft USING unnest(d_places, d_handlers) AS done (a, b)
        WHERE tenant = ours AND place = a AND handler = b;
    END IF;
END $$;
"""
APPEND: LiteralString = """
SELECT outcome, stored FROM jourstod.append(
    %b, %b::text[], %b::bigint[], %b::timestamptz,
    %b::text[], %b::bigint[], %b::text[], %b::text[], %b::text[], %b::bytea[], %b::bytea[],
    %b::bytea[], %b::text[], %b::text[], %b::bigint[], %b::boolean[], %b::text[], %b::bytea[],
    %b::text[], %b::text[]
)
"""


def asked(
    batch: Sequence[Append],
    command: str,
    now: datetime | None,
    rows: Sequence[Row],
    beside: Beside,
) -> tuple[Any, ...]:
    """What is asked of `jourstod.append`, in its order."""
    clear, summaries, drafts = [row.clear for row in rows], beside.summaries, beside.drafts_done
    return (
        command,
        Texts([part.stream for part in batch]),
        Numbers([part.expected for part in batch]),
        now,
        Texts([one.stream for one in clear]),
        Numbers([one.seq for one in clear]),
        Texts([one.board for one in clear]),
        Texts([one.event_id for one in clear]),
        Texts([row.key_id for row in rows]),
        Contents([row.prev for row in rows]),
        Contents([row.hash for row in rows]),
        Contents([row.sealed for row in rows]),
        Texts([one.stream for one in summaries]),
        Texts([one.board for one in summaries]),
        Numbers([one.seq for one in summaries]),
        Flags([one.open for one in summaries]),
        Texts([one.key_id for one in summaries]),
        Contents([one.sealed for one in summaries]),
        Texts([place for place, _ in drafts]),
        Texts([handler for _, handler in drafts]),
    )
