"""The station's own numbers, delegation and time limits in plain lines; what is absent is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ..domain.calendar import Calendar
from ..domain.local_reach import (
    NOT_IN_FILE,
    delegated,
    local_limits,
    local_numbers,
)
from ..domain.station import Station
from .contact_lines import number_lines


def local_lines(station: Station, calendar: Calendar, only: str, now: datetime) -> Iterator[str]:
    """Whom to call, by why; each with when it was last confirmed, old ones marked."""
    yield "STATIONENS EGNA NUMMER"
    for group in local_numbers(station, calendar, only, now):
        if not group.reached:
            yield f"{group.heading[:1].upper()}{group.heading[1:]}: {NOT_IN_FILE}"
            continue
        yield f"{group.heading[:1].upper()}{group.heading[1:]}:"
        for found in group.reached:
            yield from number_lines(found)


def delegation_lines(
    station: Station, calendar: Calendar, board: str, now: datetime
) -> Iterator[str]:
    """Who may decide what for a nämnd by delegation, and its own time limits."""
    yield "Delegation:"
    for one in delegated(station, board, now):
        yield f"  {one.subject}: {one.holder}"
    yield from (f"  {limit}" for limit in local_limits(station, calendar, board, now))
