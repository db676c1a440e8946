"""Erasing: what is due, proposed and approved by two, and carried out by drift through a port."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Protocol

from ..domain import erasures
from ..domain.case import Case, replay
from ..domain.entries import Entry
from ..domain.erasing import Ground, Verdict, verdict, verdicts
from ..domain.erasures import Erasures
from ..domain.errors import JourError, NoRight, StoreAway
from ..domain.events.keeping import CaseErased, ErasureProposed, KeepingEvent
from ..domain.local_time import local_day
from ..domain.people import Handler, Role
from . import rows
from .open_diary import ERASURE, SEALED, OpenDiary
from .ports import Append, Codec, Conflict, Head, Outcome, Store, Vault, WallClock

YOUNG = timedelta(days=5 * 365)
"""A log that was written in since cannot be due: it is not even opened."""
_TRIES = 8


class Eraser(Protocol):
    """The port of its own role and connection: removes one stream whose tombstone it writes.

    Rows, summary and key go and the tombstone comes in one transaction, or nothing happens.
    `Conflict` when the erasure log or the stream itself has moved since `head`. Raises StoreAway.
    """

    def erase(self, head: Head, tombstone: Append, command_id: str) -> Outcome: ...


class ErasingDesk:
    """What a team leader and a second person can do. `codec` opens cases, `clear` the diary."""

    def __init__(
        self, vault: Vault, codec: Codec, clear: Codec, clock: WallClock, handler: Handler
    ) -> None:
        self._vault, self._codec, self._clock, self._handler = vault, codec, clock, handler
        self._clear = clear
        self.diary = OpenDiary(vault.log, clear, clock, ERASURE)

    def listed(self, stated: Mapping[str, Ground] = MappingProxyType({})) -> tuple[Verdict, ...]:
        """Every closed case that was not written in for five years, and what becomes of it."""
        old = [head for head in self._vault.log.heads() if self._old(head)]
        return verdicts(self._with_linked(old), local_day(self._clock()), stated)

    def under_way(self) -> Erasures:
        """Proposals that stand, and what is erased."""
        return erasures.folded(self.diary.entries())

    def propose(self, ids: Iterable[str], stated: Ground | None) -> tuple[Verdict, ...]:
        """Propose cases whose time has come. Raises JourError for the first that may not go."""
        erasures.refuse_drift(self._handler)
        wanted, day = tuple(ids), local_day(self._clock())
        said = dict.fromkeys(wanted, stated) if stated else {}
        listed = {one.case: one for one in self.listed(said)}
        found = []
        for id in wanted:
            case = self._case(f"case/{id}")
            one = listed.get(id) or verdict(case, stated)
            if not case.closed or not one.is_due(day):
                why = _why(one) if case.closed else "det är öppet"
                raise JourError(f"{case.number} gallras inte nu: {why}.")
            found.append(one)
        events = [self._proposal(one) for one in found]

        def decide(there: Sequence[Entry]) -> list[KeepingEvent]:
            standing = erasures.folded(there).proposed
            return [event for event in events if event.stream not in standing]

        self.diary.write(self._handler, decide)
        return tuple(found)

    def approve(self, ids: Iterable[str]) -> None:
        """Approve what another person has proposed, unchanged since; all of them or none."""
        streams = [f"case/{id}" for id in ids]
        for stream in streams:
            self._refuse_moved(stream)
            self._drop_drafts(self._case(stream))
        for _ in range(_TRIES):
            if self._approved(streams):
                return
        raise StoreAway("Stationens logg är upptagen. Inget sparades; försök igen.")

    def withdraw(self, ids: Iterable[str]) -> None:
        """Take proposals back."""
        erasures.refuse_drift(self._handler)
        streams = [f"case/{id}" for id in ids]
        self.diary.write(
            self._handler,
            lambda there: [erasures.withdraw(erasures.folded(there), one) for one in streams],
        )

    def _approved(self, streams: Sequence[str]) -> bool:
        there, command = self.diary.entries(), str(uuid.uuid4())
        found = erasures.folded(there)
        events: list[KeepingEvent] = [
            erasures.approve(found, stream, self._handler) for stream in streams
        ]
        written = self.diary.written(self._handler, command, events)
        head = self._vault.log.head(SEALED)
        seal = rows.seal(self._codec, "", SEALED, head.seq if head else 0, command, written)
        batch = [self.diary.batch(there, command, written), seal]
        return not isinstance(self._vault.log.append(batch, command), Conflict)

    def _proposal(self, one: Verdict) -> ErasureProposed:
        head = self._vault.log.head(f"case/{one.case}")
        assert head is not None
        assert one.ground is not None
        assert one.due is not None
        return ErasureProposed(
            head.stream, one.ground.value, one.due.isoformat(), head.seq, head.hash.hex()
        )

    def _refuse_moved(self, stream: str) -> None:
        one = self.under_way().proposed.get(stream)
        if one is not None and moved(self._vault.log, one.event):
            raise JourError("Ärendet har fått nya anteckningar sedan förslaget. Föreslå på nytt.")

    def _drop_drafts(self, case: Case) -> None:
        """Half-written texts of the case lie under the key of all drafts: they go now."""
        own = (case.id, *case.visits)
        for who in case.last_seen:
            for draft in self._vault.drafts.all_of(who):
                if any(id in draft.place for id in own):
                    self._vault.drafts.drop(draft.place, who)

    def _case(self, stream: str) -> Case:
        return replay(
            stream.removeprefix("case/"), rows.unseal(self._codec, self._vault.log.read(stream))
        )

    def _with_linked(self, heads: Iterable[Head]) -> list[Case]:
        cases = {case.id: case for case in (self._case(head.stream) for head in heads)}
        linked = {id for case in cases.values() for id in case.links} - set(cases)
        there = [id for id in sorted(linked) if self._vault.log.head(f"case/{id}")]
        return [*cases.values(), *(self._case(f"case/{id}") for id in there)]

    def _old(self, head: Head) -> bool:
        if not head.stream.startswith("case/"):
            return False
        last = self._vault.log.read(head.stream, head.seq - 1, 1)
        return bool(last) and self._clock() - last[0].stored_at >= YOUNG


def carry_out(
    log: Store, eraser: Eraser, diary: OpenDiary, who: Handler, *, safe: bool
) -> tuple[CaseErased, ...]:
    """Erase everything that two have approved; `safe` demands drift. Tells what was erased."""
    if safe and who.role is not Role.OPERATIONS:
        raise NoRight("Gallringen utförs av drift, när två andra har beslutat den.")
    done = []
    for one in list(erasures.folded(diary.entries()).proposed.values()):
        if one.approved_by and not moved(log, one.event):
            done.append(_erased(log, eraser, diary, who, erasures.tombstone(one)))
    return tuple(done)


def erase_again(
    log: Store, eraser: Eraser, diary: OpenDiary, who: Handler, known: Iterable[CaseErased]
) -> int:
    """After an old copy was restored: erase what has been erased since; tells how many."""
    count = 0
    for one in known:
        if (head := log.head(one.stream)) is None:
            continue
        again = CaseErased(
            one.stream,
            head.seq,
            head.hash.hex(),
            one.ground,
            one.proposed_by,
            one.approved_by,
            again=True,
        )
        _erased(log, eraser, diary, who, again)
        count += 1
    return count


def moved(log: Store, event: ErasureProposed) -> bool:
    """Whether the case is another than when it was looked at."""
    head = log.head(event.stream)
    return head is None or (head.seq, head.hash.hex()) != (event.rows, event.head)


def _erased(
    log: Store, eraser: Eraser, diary: OpenDiary, who: Handler, event: CaseErased
) -> CaseErased:
    head = Head(event.stream, event.rows, bytes.fromhex(event.head))
    for _ in range(_TRIES):
        there, command = diary.entries(), str(uuid.uuid4())
        written = diary.written(who, command, [event])
        outcome = eraser.erase(head, diary.batch(there, command, written), command)
        if not isinstance(outcome, Conflict):
            return event
        if log.head(event.stream) != head:
            raise JourError("Ärendet har ändrats medan det skulle gallras. Inget är borttaget.")
    raise StoreAway("Gallringens logg är upptagen. Inget är borttaget; försök igen.")


def _why(one: Verdict) -> str:
    when = f", tidigast {one.due.isoformat()}" if one.due else ""
    return f"{one.kind.value}, {one.why}{when}"
