"""The station's own stream, folded: mode of the store, last case numbers, last shift end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .entries import Entry
from .events.station import NumberGiven, ShiftEnded, StoreStarted
from .mode import PRACTICE as PRACTICE
from .mode import SHARP as SHARP


@dataclass(slots=True)
class StationLog:
    """What the station's stream adds up to; written only by `evolve_station`."""

    seq: int = 0
    mode: str = ""
    last: dict[str, int] = field(default_factory=dict)
    heads: str = ""
    """Head of all heads (hex) at the last shift end, "" before the first."""
    shift_ended: str = ""
    """When that was, ISO UTC."""

    def next_number(self, year: int) -> str:
        """The next display name of a case: `2026-0142`, in practice `ÖVN-2026-0142`."""
        prefix = "ÖVN-" if self.mode == PRACTICE else ""
        return f"{prefix}{year}-{self.last.get(str(year), 0) + 1:04d}"


def evolve_station(log: StationLog, entries: Iterable[Entry]) -> StationLog:
    """Fold entries of the station's stream, in order."""
    for entry in entries:
        log.seq = entry.seq or log.seq + 1
        match entry.event:
            case StoreStarted(mode):
                log.mode = mode
            case NumberGiven(number):
                year, count = number.removeprefix("ÖVN-").split("-")
                log.last[year] = int(count)
            case ShiftEnded(heads):
                log.heads, log.shift_ended = heads, entry.stamp.recorded_at.isoformat()
            case _:
                pass
    return log
