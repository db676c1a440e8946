"""A store with a million events: cases of a hundred answers, as many as are needed."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from . import mass
from .cold_open import mib
from .measure import say

EVENTS_VARIABLE = "BENCH_EVENTS"
MILLION = 1_000_000
ANSWERED = 100
"""Answers in each case: a long night's."""


def wanted() -> int:
    """How many events: a million, or what the variable says, for a quick try."""
    return int(os.environ.get(EVENTS_VARIABLE, MILLION))


def filled(home: Path, many: int | None = None) -> int:
    """Make the store; gives how many events it has, at least as many as wanted."""
    sample = home.with_name(f"{home.name}-mall")
    cases = mass.filled(sample, 1, 1, ANSWERED)
    each = events_in(sample) // len(cases)
    mass.filled(home, 1, -(-(many or wanted()) // each), ANSWERED)
    events = events_in(home)
    say(f"lagret: {events} händelser, {mib(home):.0f} MiB")
    return events


def events_in(home: Path) -> int:
    """How many events the store has."""
    db = sqlite3.connect(home / "jourstod.db")
    try:
        ((count,),) = db.execute("SELECT count(*) FROM event").fetchall()
        return int(count)
    finally:
        db.close()
