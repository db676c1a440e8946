"""A store's file changed by one who knows how it is made: every trigger taken away first."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from jourstod.desk.heads import head_of_heads
from jourstod.desk.ports import Clear, Head
from jourstod.store.seal import GENESIS, chain_hash

_SUM = re.compile(rb"[0-9a-f]{64}")
_ROWS = """
SELECT e.rowid, s.no, s.name, e.seq, e.board, e.event_id, e.command_id, e.key_id, e.sealed
FROM event AS e JOIN stream AS s ON s.no = e.stream ORDER BY e.rowid
"""


def behind_its_back(home: Path, *statements: str) -> None:
    """Change the file by statements of SQL; at least one row has to be changed."""
    with closing(_open(home)) as db:
        for statement in statements:
            db.execute(statement)
        assert db.total_changes > 0
        db.commit()


def rewrite(home: Path, change: Callable[[bytes], bytes], shift_ends: bool = True) -> None:
    """Change what is sealed and write every chain anew, so that all of it holds.

    With `shift_ends` the sums that shift ends wrote are made anew too: nothing in the file then
    tells what was done.
    """
    heads: dict[str, Head] = {}
    with closing(_open(home)) as db:
        for rowid, no, name, seq, board, event_id, command_id, key_id, sealed in db.execute(
            _ROWS
        ).fetchall():
            new = change(sealed)
            if shift_ends and b"shift_ended" in new:
                new = _SUM.sub(head_of_heads(heads.values()).encode(), new, count=1)
            prev = heads[name].hash if name in heads else GENESIS
            clear = Clear(board, name, seq, event_id, command_id)
            heads[name] = Head(name, seq, chain_hash(prev, clear, key_id, new))
            made = (prev, heads[name].hash, new, rowid)
            db.execute("UPDATE event SET prev = ?, hash = ?, sealed = ? WHERE rowid = ?", made)
            db.execute("UPDATE stream SET hash = ? WHERE no = ?", (heads[name].hash, no))
        db.commit()


def _open(home: Path) -> sqlite3.Connection:
    db = sqlite3.connect(home / "jourstod.db")
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    return db
