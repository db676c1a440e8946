"""Events of the station's own stream: mode of the store, numbers given, calls, shift ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .accounts import AccountEvent


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


@dataclass(frozen=True, slots=True)
class StoreMoved:
    """The first event of a store that took over an older one: the older one's head of all heads.

    `streams` and `rows` count what the sum was made over, `station` the rows of `station/jour`.
    `why` is `encrypted`.
    """

    KIND: ClassVar[str] = "store_moved"
    heads: str
    streams: int
    rows: int
    station: int
    why: str


@dataclass(frozen=True, slots=True)
class ClearFileMade:
    """Somebody chose, for a reason, that a file with content leaves unencrypted.

    `what` is `sheet`, `paper`, `night`, `receipt`, `calendar`, `log`, `board` or `scenario`;
    `number` is the case's, "" for several; `form` is its kind of file.
    """

    KIND: ClassVar[str] = "clear_file_made"
    what: str
    number: str
    form: str
    reason: str


StationEvent = (
    StoreStarted | NumberGiven | CallEnded | ShiftEnded | StoreMoved | ClearFileMade | AccountEvent
)
