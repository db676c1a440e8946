"""The station's own stream: mode of the store, case numbers, calls without a case, shift ends."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from ..domain.entries import Act, Entry
from ..domain.entries import Written as Deciding
from ..domain.errors import CaseGone, LogBroken, NoSuchCase, PracticeOnly, StoreAway
from ..domain.events.station import (
    CallEnded,
    ClearFileMade,
    NumberGiven,
    ShiftEnded,
    StationEvent,
    StoreStarted,
)
from ..domain.local_time import local_day
from ..domain.people import Handler
from ..domain.sheet import Witness
from ..domain.station_log import PRACTICE, StationLog, evolve_station
from . import rows
from .heads import head_of_heads
from .ports import Append, Beside, Clear, Codec, Conflict, Store, Summary, Vault, WallClock
from .tombstones import told

STREAM = "station/jour"
GENERATION = "station/generation"
"""Of a store that took over an older one: one event, the first of all."""
NIGHT = 500
"""Rows of the stream that hold more than a night."""
STRETCH = 32
"""Rows read at a time when a number is sought."""


class StationDesk:
    """The station's stream, folded forward from a sealed summary: its length costs nothing."""

    def __init__(
        self, vault: Vault, codec: Codec, clock: WallClock, handler: Handler, mode: str
    ) -> None:
        self._vault, self._codec, self._clock, self._handler = vault, codec, clock, handler
        self._giving: tuple[NumberGiven, ...] = ()
        self._log = self._from_summary()
        self._catch_up()
        if self._log.seq == 0:
            self._write(StoreStarted(mode))
        if mode == PRACTICE and self._log.mode != PRACTICE:
            raise PracticeOnly

    @property
    def mode(self) -> str:
        """`skarp` or `övning`."""
        return self._log.mode

    def next_number(self, act: Act, case_id: str) -> str:
        """The number the next case gets; `numbered` then gives the rows that say so."""
        return self.next_numbers(act, (case_id,))[0]

    def next_numbers(self, act: Act, case_ids: Sequence[str]) -> tuple[str, ...]:
        """The numbers of several cases that are opened together, in order."""
        self._catch_up()
        ahead, year = replace(self._log, last=dict(self._log.last)), local_day(act.at).year
        giving: list[NumberGiven] = []
        for case_id in case_ids:
            giving.append(NumberGiven(ahead.next_number(year), case_id))
            evolve_station(ahead, [Entry("", act.stamp(), giving[-1])])
        self._giving = tuple(giving)
        return tuple(given.number for given in giving)

    def numbered(self, act: Act) -> tuple[Append, Summary]:
        """The rows that give the numbers, for the same batch as the cases, and the summary."""
        assert self._giving
        entries = [
            Entry(_id(act.command, "number" if n == 0 else f"number-{n}"), act.stamp(), given)
            for n, given in enumerate(self._giving)
        ]
        batch = rows.seal(self._codec, "", STREAM, self._log.seq, act.command, entries)
        return batch, self._summary(entries)

    def case_of(self, name: str) -> str:
        """The case id of a number or an id, also of closed cases; raises NoSuchCase, CaseGone."""
        if self._vault.log.head(f"case/{name}") is not None:
            return name
        self._catch_up()
        found = self._sought(name) or self._looked_through(name)
        if found is None:
            raise NoSuchCase(name)
        if self._vault.log.head(f"case/{found}") is None:
            self._refuse_erased(name, f"case/{found}")
        return found

    def _refuse_erased(self, name: str, stream: str) -> None:
        """Say that a case was erased, and when: its number stands in linked cases."""
        for one, at in told(self._vault.log):
            if one.stream == stream:
                raise CaseGone(name, local_day(at).isoformat())

    def end_call(self, outcome: str, minutes: int) -> None:
        """A call ended without a case: its outcome and length, nothing else."""
        self._write(CallEnded(outcome, minutes))

    def make_clear_file(self, made: ClearFileMade) -> None:
        """A file leaves unencrypted: who, what and why. Raises StoreAway, and then none may."""
        self._write(made)

    def end_shift(self) -> str:
        """Write the head of all heads and give it (hex), to be printed."""
        heads = tuple(self._vault.log.heads())
        digest = head_of_heads(heads)
        self._write(ShiftEnded(digest, len(heads), sum(head.seq for head in heads)))
        return digest

    def witness(self, stream: str) -> Witness:
        """What a printed sheet says of the log: its own head now, and all heads at a shift end.

        The sum over all heads is not made anew for each sheet: it grows with every case there is.
        """
        head = self._vault.log.head(stream)
        own, entries = (head.hash.hex(), head.seq) if head else ("", 0)
        return Witness(own, self._log.heads, entries, self._log.shift_ended)

    def mark(self, content: bytes) -> str:
        """The keyed mark of what is left, for its receipt."""
        return self._vault.mark(content)

    @property
    def shift_ended(self) -> datetime | None:
        """When the last shift ended."""
        return datetime.fromisoformat(self._log.shift_ended) if self._log.shift_ended else None

    def shift_ends(self) -> Iterator[datetime]:
        """When every shift ended, in order, read a stretch of the stream at a time."""
        seq = 0
        while found := self._vault.log.read(STREAM, seq, NIGHT):
            for entry in rows.unseal(self._codec, found):
                if isinstance(entry.event, ShiftEnded):
                    yield entry.stamp.recorded_at
            seq = found[-1].clear.seq

    def given_since(self, since: datetime) -> tuple[str, ...]:
        """Cases that were opened since, also those that are closed."""
        return tuple(e.stream for e in self._since(since) if isinstance(e, NumberGiven))

    def calls_since(self, since: datetime) -> tuple[CallEnded, ...]:
        """Calls that ended without a case since."""
        return tuple(e for e in self._since(since) if isinstance(e, CallEnded))

    def _since(self, since: datetime) -> list[object]:
        """Events of the last stretch of the stream: a night, never the whole of it."""
        self._catch_up()
        found = rows.unseal(
            self._codec, self._vault.log.read(STREAM, max(0, self._log.seq - NIGHT))
        )
        return [entry.event for entry in found if entry.stamp.recorded_at >= since]

    # --- which case has a number ------------------------------------------------------------

    def _sought(self, number: str) -> str | None:
        """The case of a number, sought by halves: numbers are given in order."""
        wanted = _order(number)
        low, high = 0, self._log.seq
        while wanted > (0, 0) and low < high:
            middle = (low + high) // 2
            given, at = self._given_after(middle)
            if given is None or _order(given.number) > wanted:
                high = middle
            elif given.number == number:
                return given.stream
            else:
                low = at
        return None

    def _given_after(self, seq: int) -> tuple[NumberGiven | None, int]:
        """The first number given after a place in the stream, and where it stands."""
        while found := self._vault.log.read(STREAM, seq, STRETCH):
            for entry in rows.unseal(self._codec, found):
                if isinstance(entry.event, NumberGiven):
                    return entry.event, entry.seq
            seq = found[-1].clear.seq
        return None, seq

    def _looked_through(self, number: str) -> str | None:
        """The same, read from the start: numbers are out of order where a clock once was wrong."""
        for entry in rows.unseal(self._codec, self._vault.log.read(STREAM)):
            if isinstance(entry.event, NumberGiven) and entry.event.number == number:
                return entry.event.stream
        return None

    # --- writing ------------------------------------------------------------------------------

    def _write(self, event: StationEvent) -> None:
        command = str(uuid.uuid4())
        for _ in range(8):
            deciding = Deciding(Act(command, self._handler, self._clock()))
            deciding.add(event)
            batch = rows.seal(self._codec, "", STREAM, self._log.seq, command, deciding.entries)
            outcome = self._vault.log.append(
                [batch], command, Beside((self._summary(deciding.entries),))
            )
            self._catch_up()
            if not isinstance(outcome, Conflict):
                return
        raise StoreAway("Stationens logg är upptagen. Inget sparades; försök igen.")

    def _catch_up(self) -> None:
        evolve_station(
            self._log, rows.unseal(self._codec, self._vault.log.read(STREAM, self._log.seq))
        )

    def _summary(self, entries: list[Entry]) -> Summary:
        after = replace(self._log, last=dict(self._log.last))
        evolve_station(after, entries)
        plain = json.dumps(asdict(after)).encode()
        key_id, sealed = self._codec.seal(plain, Clear("", STREAM, after.seq, "summary", ""))
        return Summary("", STREAM, after.seq, False, key_id, sealed)

    def _from_summary(self) -> StationLog:
        kept = self._vault.summaries.get(STREAM)
        if kept is None:
            return StationLog()
        clear = Clear("", STREAM, kept.seq, "summary", "")
        try:
            plain = json.loads(self._codec.open(kept.key_id, kept.sealed, clear))
            log = StationLog(**plain)
            head = self._vault.log.head(STREAM)
            if log.seq != kept.seq or head is None or head.seq < log.seq:
                raise ValueError
        except (ValueError, TypeError, LogBroken):
            return StationLog()  # damaged: the stream has it all, and is folded from its beginning
        return log


def mode_of(log: Store, codec: Codec) -> str:
    """The mode by the first event of the stream, "" where there is none. Raises LogBroken."""
    first = rows.unseal(codec, log.read(STREAM, 0, 1))
    return next((e.event.mode for e in first if isinstance(e.event, StoreStarted)), "")


def _order(number: str) -> tuple[int, int]:
    """Year and count of a case number, (0, 0) for a name that is none."""
    year, _, count = number.removeprefix("ÖVN-").partition("-")
    return (int(year), int(count)) if year.isdecimal() and count.isdecimal() else (0, 0)


def _id(command: str, what: str) -> str:
    return str(uuid.uuid5(uuid.UUID(command), what))
