"""Events of the station's own stream: mode of the store, numbers given, calls, shift ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class StoreStarted:
    """The first chained event of a store: `skarp` or `övning`."""

    KIND: ClassVar[str] = "store_started"
    mode: str


@dataclass(frozen=True, slots=True)
class NumberGiven:
    """A case number was given to a case stream."""

    KIND: ClassVar[str] = "number_given"
    number: str
    stream: str


@dataclass(frozen=True, slots=True)
class CallEnded:
    """A call ended without a case: outcome only, no personal data (SoL 14 kap. 4 §)."""

    KIND: ClassVar[str] = "call_ended"
    outcome: str
    minutes: int


@dataclass(frozen=True, slots=True)
class ShiftEnded:
    """Head of all heads (hex) at a shift end, also printed, so that a cut log shows.

    `streams` and `rows` count what the sum was made over.
    """

    KIND: ClassVar[str] = "shift_ended"
    heads: str
    streams: int
    rows: int = 0


StationEvent = StoreStarted | NumberGiven | CallEnded | ShiftEnded
