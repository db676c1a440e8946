"""Clocks: statutory, practice and local deadlines derived from a case, never stored as truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from . import events as ev
from .calendar import Calendar, OutsideCalendar
from .case import Case
from .case_parts import Known
from .counting import Due, Extends, State, due, parse_length, state
from .local_clock import LOCAL, UNKNOWN_LIMIT, local_due
from .registers import Duty
from .routine import Routine
from .rulebook import Rulebook

REPEATED = ("beslut", "verkställighet", "placering")
"""What may start the same duty several times in one case."""

KIND_ORDER = {"lag": 0, "praxis": 1, "lokal": 2}


@dataclass(frozen=True, slots=True)
class Clock:
    """One running or met clock. `due` is None for `genast`, which only waits."""

    duty: Duty
    start_entry: str
    started: datetime
    due: Due | None
    met_by: str = ""
    met_at: datetime | None = None
    uncounted: str = ""
    """Why the day could not be counted; "" when it was, or for genast."""

    @property
    def at_once(self) -> bool:
        """Whether it is due genast: it has no day and only waits."""
        return self.due is None and not self.uncounted

    @property
    def running(self) -> bool:
        """Whether nothing has met it yet."""
        return not self.met_by

    @property
    def met_late(self) -> bool:
        """Whether it was met after its last lawful day; it stays visible as late."""
        return bool(self.due and self.met_at and self.met_at >= self.due.ends_at)


def clocks(case: Case, book: Rulebook) -> tuple[Clock, ...]:
    """Every clock the case has started, met or not."""
    return tuple(
        _clock(case, book, duty, entry, started)
        for duty in book.duties.values()
        for entry, started in _starts(case, duty)
    )


def running(case: Case, book: Rulebook, now: datetime) -> tuple[Clock, ...]:
    """The clocks nothing has met, most urgent first."""
    return tuple(sorted((c for c in clocks(case, book) if c.running), key=lambda c: urgency(c)))


def urgency(clock: Clock) -> tuple[int, datetime, int, str]:
    """Sort key: due at once by how long it has waited, by the day worked towards, uncounted."""
    order = KIND_ORDER.get(clock.duty.kind, 3)
    if clock.uncounted:
        return (2, clock.started, order, clock.duty.id)
    if clock.due is None:
        return (0, clock.started, order, clock.duty.id)
    return (1, clock.due.unextended_ends_at, order, clock.duty.id)


def passed(clock: Clock, now: datetime) -> bool:
    """Whether the last lawful day is over: a passed deadline (never said before that)."""
    ends = clock.due
    return ends is not None and clock.running and state(ends, now) is State.PASSED


def counted(
    duty: Duty, started: datetime, calendar: Calendar, own: ev.LocalLimitTaken | None
) -> tuple[Due | None, str]:
    """When the duty is due, and why that cannot be said ("" when it can, or is genast).

    The station's own limit wins over the length of the register. A length the calendar cannot
    reach, and one that only a silent station could tell, is said and never guessed.
    """
    try:
        if own is not None:
            return local_due(started, own.limit, own.source, calendar), ""
        if duty.length == LOCAL:
            return None, UNKNOWN_LIMIT
        length = parse_length(duty.length)
        if length is None:
            raise AssertionError(f"{duty.id}: the reader let the length {duty.length!r} through")
        return due(started, length, calendar, Extends(duty.extends)), ""
    except OutsideCalendar as refusal:
        return None, refusal.sentence


def _clock(case: Case, book: Rulebook, duty: Duty, entry: str, started: datetime) -> Clock:
    own = case.local_limits.get((duty.id, entry))
    ends, uncounted = counted(duty, started, book.calendar, own)
    met_by, met_at = _met(case, book, duty, entry, started)
    return Clock(duty, entry, started, ends, met_by, met_at, uncounted)


def _starts(case: Case, duty: Duty) -> list[tuple[str, datetime]]:
    """The entries that start the duty, and when: a clock counts from the earliest as said."""
    match duty.starts_at:
        case "ärende_inkom":
            if case.opened and case.report == duty.starts_on:
                return [(case.opened, _happened(case, case.opened))]
            return []
        case "beslut":
            return [
                (made.entry, _time(made.event.decided_at))
                for made in case.decisions.values()
                if made.event.decision == duty.starts_on and made.event.decided_at
            ]
        case "verkställighet":
            return [
                (made.entry, _time(made.enforced_at))
                for made in case.decisions.values()
                if made.event.decision == duty.starts_on and made.enforced_at
            ]
        case "placering":
            return [
                (placement.entry, _time(placement.event.since))
                for placement in case.placements.values()
                if not placement.ended and _applies(case, duty.starts_on)
            ]
        case "svar":
            told = _told(case, duty.starts_on)
            return [(told.entry, _happened(case, told.since))] if told else []
        case _:
            return []


def _met(
    case: Case, book: Rulebook, duty: Duty, start: str, started: datetime
) -> tuple[str, datetime | None]:
    """The entry that met the duty, and when that happened; ("", None) while it runs."""
    for track in case.tracks.values():
        for step in _fulfilling(book.routines[track.routine], duty.id):
            for visit in (case.visits[id] for id in track.done.get(step, ())):
                if _in_time(case, duty, visit.since, started):
                    return visit.settled_by, _happened(case, visit.since)
    for entry in case.clocks_met:
        event = case.by_id[entry].event
        if isinstance(event, ev.ClockMet) and event.duty == duty.id:
            meant = event.start == start if event.start else _in_time(case, duty, entry, started)
            if meant:
                return entry, _happened(case, entry)
    for name in duty.met_by:
        kind, _, what = name.partition(":")
        if kind == "beslut":
            for made in case.decisions.values():
                decided = _time(made.event.decided_at)
                repeated = duty.starts_at in REPEATED
                if made.event.decision == what and (not repeated or decided >= started):
                    return made.entry, decided
        elif what and (told := _told(case, name)):
            return told.entry, _happened(case, told.since)
    return "", None


def _in_time(case: Case, duty: Duty, entry: str, started: datetime) -> bool:
    """Whether what was done can be for this start: what a case does several times starts anew.

    A report is one for the whole case, and what was done for it may be written before it.
    """
    if duty.starts_at not in REPEATED:
        return True
    return case.happened(entry).latest >= started


@lru_cache(maxsize=1024)
def _fulfilling(routine: Routine, duty: str) -> tuple[str, ...]:
    return tuple(step.id for step in routine.steps.values() if duty in step.duties)


def _told(case: Case, name: str) -> Known | None:
    """The first telling of `fact:value`; a situation that changes later leaves it standing."""
    fact, _, value = name.partition(":")
    told = case.told.get(fact, ())
    return next((k for k in told if not value or value in k.answer.values), None)


def _applies(case: Case, condition: str) -> bool:
    return not condition or ":" not in condition or _told(case, condition) is not None


def _happened(case: Case, entry: str) -> datetime:
    return case.happened(entry).earliest


def _time(iso: str) -> datetime:
    at = datetime.fromisoformat(iso)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
