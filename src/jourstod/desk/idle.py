"""Idle: how long a front end stays open with nobody at it, the same for screens and lines."""

from __future__ import annotations

from datetime import timedelta

from ..domain.errors import JourError
from .front import FrontDesk

WRITING = timedelta(minutes=5)
"""So long at least it stays open for one who was writing: they may be listening meanwhile."""


def patience(front: FrontDesk, writing: bool) -> timedelta:
    """As the station's file says; a file that cannot be read locks as one that says nothing."""
    from ..domain.station import LOCKS_AFTER

    try:
        minutes = front.station.locks_after
    except JourError:  # told elsewhere
        minutes = LOCKS_AFTER
    told = timedelta(minutes=minutes)
    return max(told, WRITING) if writing else told
