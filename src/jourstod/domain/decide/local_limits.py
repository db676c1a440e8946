"""Local limits: what a started clock takes from the station's file, copied into the log."""

from __future__ import annotations

from .. import events as ev
from ..entries import Written
from ..local_clock import starts
from ..rulebook import Rulebook
from ..station import Station
from ..station_file import LocalClockKind


def take_limits(book: Rulebook, board: str, station: Station, written: Written) -> None:
    """Copy the nämnd's own limit for every local clock that something written now starts."""
    local = [duty for duty in book.duties.values() if duty.local]
    for entry in tuple(written.entries):
        for duty in local:
            own = station.clock(LocalClockKind(duty.local), board)
            if own is not None and starts(duty, entry.event):
                taken = ev.LocalLimitTaken(duty.id, entry.id, own.limit, own.source)
                written.add(taken)
