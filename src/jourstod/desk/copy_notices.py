"""What must be said of the copies of the store: when one was last restored on trial."""

from __future__ import annotations

from datetime import datetime

from ..domain.entries import Entry
from ..domain.events.keeping import BackupTested
from ..domain.local_time import local_day
from . import rows
from .open_diary import COPIES
from .ports import Store

WHOLE = "whole"
OLD = 31
"""Days after which the trial is to be made again."""
_LAST = 64


def told(log: Store, now: datetime) -> str:
    """When a copy was last restored on trial, in a sentence; what to do when that is long ago."""
    tests = [e for e in _last(log) if isinstance(e.event, BackupTested)]
    whole = [e for e in tests if isinstance(e.event, BackupTested) and e.event.result == WHOLE]
    if tests and (not whole or tests[-1] is not whole[-1]):
        day = local_day(tests[-1].stamp.recorded_at).isoformat()
        return f"Säkerhetskopian gick inte att återställa vid provet {day}. Gör en ny och prova."
    if not whole:
        return "Ingen säkerhetskopia har återställts på prov: jourstod backup test FIL."
    at = local_day(whole[-1].stamp.recorded_at)
    days = (local_day(now) - at).days
    ago = "i dag" if days <= 0 else "i går" if days == 1 else f"för {days} dagar sedan"
    again = " Prova igen: jourstod backup test FIL." if days > OLD else ""
    return f"Säkerhetskopian återställdes på prov {ago}.{again}"


def _last(log: Store) -> list[Entry]:
    head = log.head(COPIES)
    found = log.read(COPIES, max(0, head.seq - _LAST)) if head else ()
    # In clear text: no codec is needed to read it.
    return [rows.from_bytes(r.sealed, r.clear.event_id, r.clear.seq, r.stored_at) for r in found]
