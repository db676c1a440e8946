"""Rows of a PostgreSQL log: how they are asked for, what they become, and rows of a copy put in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from itertools import islice
from typing import TYPE_CHECKING, Any, LiteralString

from jourstod.desk.ports import Clear, Head, Row

if TYPE_CHECKING:
    import psycopg

_ROWS: LiteralString = """
SELECT board, stream, seq, event_id, command_id, key_id, sealed, stored_at, prev, hash
FROM jourstod.event WHERE tenant = jourstod.tenant()
"""
READ = _ROWS + " AND stream = %s AND seq > %s ORDER BY seq"
BARE: LiteralString = """
SELECT board, seq, event_id, command_id, key_id, sealed, stored_at, prev, hash
FROM jourstod.event WHERE tenant = jourstod.tenant() AND stream = %s AND seq > %s
ORDER BY seq LIMIT %s
"""
"""Bare rows, for `store/bare.py`."""
STORED_BY = _ROWS + " AND command_id = %s ORDER BY stream, seq"
HEADS: LiteralString = (
    "SELECT name, seq, hash FROM jourstod.stream WHERE tenant = jourstod.tenant()"
)
SIZE: LiteralString = """
SELECT coalesce(sum(pg_column_size(e.*)), 0)::float8,
    pg_total_relation_size('jourstod.event')::float8
        / greatest(pg_relation_size('jourstod.event'), 1)
FROM jourstod.event AS e WHERE tenant = jourstod.tenant()
"""
"""Bytes of the own rows, and how much larger the table is with its indexes."""
_INSERT: LiteralString = """
INSERT INTO jourstod.event
    (stream, seq, board, event_id, command_id, key_id, stored_at, prev, hash, sealed)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
STRETCH = 2_000
"""Rows that are carried at once when a store moves."""


def copy_rows(db: psycopg.Connection, rows: Iterable[Row]) -> int:
    """Insert rows of a stream as they are, in order; tells how many. The caller commits."""
    count = 0
    rest = iter(rows)
    while some := list(islice(rest, STRETCH)):  # the database takes no COPY behind its policies
        db.cursor().executemany(_INSERT, [_values(row) for row in some])
        count += len(some)
    return count


def _values(row: Row) -> tuple[Any, ...]:
    clear = row.clear
    return (
        *(clear.stream, clear.seq, clear.board, clear.event_id, clear.command_id),
        *(row.key_id, row.stored_at, row.prev, row.hash, row.sealed),
    )


def rows_of(
    db: psycopg.Connection, query: LiteralString, values: tuple[Any, ...]
) -> tuple[Row, ...]:
    """What a query finds, as rows."""
    return tuple(map(_row, db.execute(query, values).fetchall()))


def _row(found: tuple[Any, ...]) -> Row:
    board, stream, seq, event_id, command_id, key_id, sealed, stored_at, prev, digest = found
    clear = Clear(board, stream, seq, event_id, command_id)
    at = stored_at.astimezone(UTC)
    return Row(clear, key_id, bytes(sealed), at, bytes(prev), bytes(digest))


def head_of(found: tuple[Any, ...]) -> Head:
    """A head of its columns."""
    name, seq, digest = found
    return Head(name, seq, bytes(digest))
