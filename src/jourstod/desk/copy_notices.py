"""What must be said of copies: when one was last restored on trial, the age of the spare file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ..domain.entries import Entry
from ..domain.events.keeping import BackupTested, ContinuityMade
from ..domain.local_time import local_day
from . import rows
from .open_diary import COPIES
from .ports import Store

WHOLE = "whole"
OLD = 31
"""Days after which the trial is to be made again."""
_STRETCH = 64


def told(log: Store, now: datetime) -> str:
    """When a copy was last restored on trial, and when the spare file was made, in sentences."""
    tried, whole, spare = _latest(log)
    return f"{_trial(tried, whole, now)} {_spare(spare, now)}"


def _trial(tried: Entry | None, whole: Entry | None, now: datetime) -> str:
    if tried and tried is not whole:
        day = local_day(tried.stamp.recorded_at).isoformat()
        return f"Säkerhetskopian gick inte att återställa vid provet {day}. Gör en ny och prova."
    if not whole:
        return "Ingen säkerhetskopia har återställts på prov: jourstod backup test FIL."
    days = _days(whole, now)
    again = " Prova igen: jourstod backup test FIL." if days > OLD else ""
    return f"Säkerhetskopian återställdes på prov {_ago(days)}.{again}"


def _spare(made: Entry | None, now: datetime) -> str:
    """It is to be made at each shift end: one from the day before yesterday is too old."""
    if made is None:
        return "Ingen reservfil är gjord: jourstod continuity create."
    days = _days(made, now)
    again = " Gör en ny: jourstod continuity create." if days > 1 else ""
    return f"Reservfilen är gjord {_ago(days)}.{again}"


def _days(entry: Entry, now: datetime) -> int:
    return (local_day(now) - local_day(entry.stamp.recorded_at)).days


def _ago(days: int) -> str:
    return "i dag" if days <= 0 else "i går" if days == 1 else f"för {days} dagar sedan"


def _latest(log: Store) -> tuple[Entry | None, Entry | None, Entry | None]:
    """The last trial, the last that went well, and the last spare file."""
    tried = whole = spare = None
    for entry in _backwards(log):
        if isinstance(entry.event, BackupTested):
            tried = tried or entry
            whole = whole or (entry if entry.event.result == WHOLE else None)
        elif isinstance(entry.event, ContinuityMade):
            spare = spare or entry
        if whole and spare:
            break
    return tried, whole, spare


def _backwards(log: Store) -> Iterator[Entry]:
    """The entries from the last one, a stretch at a time: copies are made every night for years."""
    head = log.head(COPIES)
    end = head.seq if head else 0
    while end > 0:
        begin = max(0, end - _STRETCH)
        for row in reversed(log.read(COPIES, begin, end - begin)):
            # In clear text: no codec is needed to read it.
            clear = row.clear
            yield rows.from_bytes(row.sealed, clear.event_id, clear.seq, row.stored_at)
        end = begin
