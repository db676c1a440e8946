"""A million closed cases: rows chained as the store chains them, put into its file in bulk."""

from __future__ import annotations

import random
import re
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import apsw

from jourstod.bootstrap import House
from jourstod.desk.ports import Clear, Row
from jourstod.desk.station import STREAM
from jourstod.store.seal import GENESIS, chain_hash

from . import bulk, station

AT_A_TIME = 80_000
"""Events in one transaction."""
_UUID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_EVENT = (
    "INSERT INTO event (stream, seq, board, event_id, command_id, key_id, stored_at, prev, hash,"
    " sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_Values = tuple[int | str | bytes, ...]
Filled = Callable[[Mapping[bytes, bytes]], bytes]


def filled(home: Path, open_ones: int, closed: int, answered: int = 0) -> list[str]:
    """A store with so many open cases, answered so often, and closed ones; gives all their ids.

    The walls of the file (its triggers) are taken down while it is filled and stand again after:
    every stream is a chain that `jourstod log verify` accepts.
    """
    ids = bulk.filled(home, open_ones, answered)
    with station.opened(home) as house:
        template = _Template(house, ids[0])
        told = bulk.told_after(house.vault, ids[0], open_ones + closed)
    db = apsw.Connection(str(home / "jourstod.db"))
    walls = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for pragma in ("synchronous = OFF", "cache_size = -1000000"):
        db.execute(f"PRAGMA {pragma}")
    for name, _ in walls:
        db.execute(f"DROP TRIGGER {name}")
    at_a_time = max(1, AT_A_TIME // len(template.rows))
    while len(ids) < open_ones + closed:
        many = min(at_a_time, open_ones + closed - len(ids))
        ids += _put(db, template, len(ids) + 1, many)
    db.execute("UPDATE summary SET seq = ?, sealed = ? WHERE stream = ?", (*told, STREAM))
    for _, sql in walls:
        db.execute(str(sql))
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    db.close()
    return ids


class _Template:
    """One case as stored, cut where its ids and its number stand, to be filled with others."""

    def __init__(self, house: House, case: str) -> None:
        self.rows = tuple(house.vault.log.read(f"case/{case}"))
        early = house.vault.log.read(STREAM, most=10)
        self.given = next(row for row in early if case.encode() in row.sealed)
        summary = house.vault.summaries.get(f"case/{case}")
        assert summary is not None
        self.number = house.desk.case(case).number
        self.case = case
        self.summary = summary
        self.parts = [self._cut(row.sealed) for row in self.rows]
        self.given_part, self.summary_part = self._cut(self.given.sealed), self._cut(summary.sealed)

    def _cut(self, sealed: bytes) -> Filled:
        """A function that gives the bytes with other ids and another number in them."""
        own = {row.clear.event_id.encode() for row in (*self.rows, self.given)}
        own |= {self.case.encode(), self.number.encode()}
        pieces = re.split(
            b"(" + _UUID.pattern + b"|" + re.escape(self.number.encode()) + b")", sealed
        )

        def fill(new: Mapping[bytes, bytes]) -> bytes:
            return b"".join(new.get(piece, piece) if piece in own else piece for piece in pieces)

        return fill


def _put(db: apsw.Connection, template: _Template, first: int, many: int) -> list[str]:
    """So many closed cases, numbered from `first`, in one transaction."""
    command, prefix = str(uuid.uuid4()), template.number[:5]
    ids = [_fresh() for _ in range(many)]
    events: list[_Values] = []
    streams: list[_Values] = []
    summaries: list[_Values] = []
    jour, seq, head = _first(db, "SELECT no, seq, hash FROM stream WHERE name = ?", STREAM)
    (last,) = _first(db, "SELECT max(no) FROM stream")
    for place, case in enumerate(ids):
        new = {template.case.encode(): case.encode()}
        new[template.number.encode()] = f"{prefix}{first + place:04d}".encode()
        fresh = [_fresh() for _ in template.rows]
        for row, id in zip(template.rows, fresh, strict=True):
            new[row.clear.event_id.encode()] = id.encode()
        no, hash = last + 1 + place, GENESIS
        rows = zip(template.rows, template.parts, fresh, strict=True)
        for at, (row, fill, id) in enumerate(rows, 1):
            hash, values = _chained(row, f"case/{case}", no, at, id, command, hash, fill(new))
            events.append(values)
        streams.append((no, f"case/{case}", len(fresh), hash))
        kept = template.summary
        sealed = template.summary_part(new)
        summaries.append((f"case/{case}", kept.board, len(fresh), 0, kept.key_id, sealed))
        seq, own = seq + 1, template.given_part(new)
        head, values = _chained(template.given, STREAM, jour, seq, _fresh(), command, head, own)
        events.append(values)
    with db:
        db.executemany("INSERT INTO stream (no, name, seq, hash) VALUES (?, ?, ?, ?)", streams)
        db.executemany(_EVENT, events)
        db.executemany("INSERT INTO summary VALUES (?, ?, ?, ?, ?, ?)", summaries)
        db.execute("UPDATE stream SET seq = ?, hash = ? WHERE no = ?", (seq, head, jour))
    return ids


def _first(db: apsw.Connection, query: str, *values: str) -> tuple[Any, ...]:
    """The only row of a question."""
    [row] = db.execute(query, values).fetchall()
    return row


def _chained(
    row: Row, stream: str, no: int, seq: int, id: str, command: str, prev: bytes, sealed: bytes
) -> tuple[bytes, _Values]:
    """The hash of a row that follows `prev`, and its columns."""
    board = row.clear.board
    hash = chain_hash(prev, Clear(board, stream, seq, id, command), row.key_id, sealed)
    at = row.stored_at.isoformat(timespec="microseconds")
    return hash, (no, seq, board, id, command, row.key_id, at, prev, hash, sealed)


def _fresh() -> str:
    """An id as `uuid4` makes them, quicker."""
    h = f"{random.getrandbits(128):032x}"
    return f"{h[:8]}-{h[8:12]}-4{h[13:16]}-a{h[17:20]}-{h[20:]}"
