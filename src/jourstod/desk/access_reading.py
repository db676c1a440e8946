"""Reading the access log: for the one who reviews it. That it was read stands in it too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..domain.access_kind import AccessKind
from ..domain.access_review import Seed, is_access
from ..domain.entries import Entry
from ..domain.errors import UsageError
from ..domain.events.access import AccessMade, AccessRefused, AccessReviewed
from ..domain.local_time import local_day
from ..domain.rights import Deed
from . import rows
from .access import STREAMS
from .front import FrontDesk
from .ports import Codec, Store

SHOWN = 16
"""Digits of a hash that stand in a seed."""


@dataclass(frozen=True, slots=True)
class AccessReading:
    """The access log, opened for somebody who may read it. Raises NoRight."""

    log: Store
    codec: Codec
    front: FrontDesk

    def __post_init__(self) -> None:
        self.front.demand(Deed.READ_ACCESS_LOG)

    def all(self, case: str = "", person: str = "", since: date = date.min) -> tuple[Entry, ...]:
        """Accesses in order: those to a case (number or id), of a person, from a day on."""
        found = [e for month in self._months(f"{since:%Y-%m}") for e in self._read(month)]
        self._tell("åtkomstloggen", len(found))
        return tuple(
            entry
            for entry in found
            if isinstance(entry.event, AccessMade | AccessRefused)
            and case in ("", entry.event.case, entry.event.number)
            and person.casefold() in ("", entry.stamp.who.casefold())
            and local_day(entry.stamp.recorded_at) >= since
        )

    def month(self, month: str, until: str = "") -> tuple[tuple[Entry, ...], Seed]:
        """The accesses of a month that others made, up to now or to a seed, and the seed.

        Nobody reviews what they did themselves. Raises UsageError for a seed that is not the log's.
        """
        asked = _seed(until, month) if until else None
        rows_ = self.log.read(f"{STREAMS}{month}", 0, asked.seq if asked else None)
        last = rows_[-1] if rows_ else None
        seed = Seed(month, last.clear.seq, last.hash.hex()[:SHOWN]) if last else Seed(month, 0, "")
        if asked is not None and asked != seed:
            raise UsageError(f"Urvalet «{until}» är inte draget ur den här loggen.")
        self._tell(f"åtkomstloggen för {month}", len(rows_))
        me = self.front.handler.signature
        found = rows.unseal(self.codec, rows_)
        return tuple(e for e in found if is_access(e) and e.stamp.who != me), seed

    def reviews(self, month: str) -> tuple[Entry, ...]:
        """What has been reviewed of a month, in that month or later."""
        found = [entry for later in self._months(month) for entry in self._read(later)]
        return tuple(
            e for e in found if isinstance(e.event, AccessReviewed) and e.event.month == month
        )

    def review(
        self,
        seed: Seed,
        drawn: Sequence[Entry],
        outcome: str,
        found: Sequence[tuple[str, str]],
    ) -> None:
        """Write that a sample was gone through, and what was found. Raises NoRight, StoreAway."""
        self.front.demand(Deed.REVIEW_ACCESS)
        ids = tuple(entry.id for entry in drawn)
        event = AccessReviewed(seed.month, str(seed), ids, outcome, tuple(found))
        self.front.access.write(event)

    def _tell(self, about: str, entries: int) -> None:
        self.front.access.listed(about, entries, AccessKind.READ_ACCESS_LOG)

    def _months(self, since: str) -> list[str]:
        heads = (head.stream for head in self.log.heads() if head.stream.startswith(STREAMS))
        return sorted(m for stream in heads if (m := stream.removeprefix(STREAMS)) >= since)

    def _read(self, month: str) -> list[Entry]:
        return rows.unseal(self.codec, self.log.read(f"{STREAMS}{month}"))


def _seed(told: str, month: str) -> Seed:
    of, _, rest = told.partition(":")
    seq, _, hash = rest.partition(":")
    if of != month or not seq.isdecimal():
        raise UsageError(f"«{told}» är inget urval ur {month}. Skriv det som stod i utskriften.")
    return Seed(of, int(seq), hash)
