"""Clocks: statutory, practice and local deadlines derived from a case, never stored as truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import lru_cache

from ..wording import PASSED, waited
from . import events as ev
from .calendar import OutsideCalendar
from .case import Case
from .case_parts import Known
from .counting import (
    Due,
    Extends,
    State,
    due,
    parse_length,
    say_state,
    state,
    waiting_minutes,
    working_days_left,
)
from .local_time import local_day, short_day, show_time
from .registers import Duty
from .routine import Routine
from .rulebook import Rulebook

LATE_IN_THE_DAY = time(16)
"""Practice: what comes in after office hours is late in the day (prop. 2012/13:10 s. 60)."""

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
    """Why the day could not be counted (outside the calendar); "" when it was, or for genast."""

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
    """Sort key: what is due at once by how long it has waited, then by the day worked towards."""
    order = KIND_ORDER.get(clock.duty.kind, 3)
    if clock.due is None:
        return (0, clock.started, order, clock.duty.id)
    return (1, clock.due.unextended_ends_at, order, clock.duty.id)


def passed(clock: Clock, now: datetime) -> bool:
    """Whether the last lawful day is over: a passed deadline (never said before that)."""
    return bool(clock.due) and clock.running and state(_due(clock), now) is State.PASSED


def line(clock: Clock, book: Rulebook, now: datetime) -> str:
    """The clock in a few Swedish words, for boards and lists."""
    counted = clock.due
    if counted is None:
        if clock.uncounted:
            return "räkna för hand: utanför kalendern"
        return f"NU · väntat {waited(waiting_minutes(clock.started, now))}"
    last = short_day(counted.last_lawful)
    if counted.to_the_minute:
        at = f"{short_day(local_day(counted.ends_at))} kl. {show_time(counted.ends_at)}"
        return f"{PASSED}: gick till {at}" if passed(clock, now) else f"senast {at}"
    left = working_days_left(counted, now, book.calendar)
    match state(counted, now):
        case State.PASSED:
            return f"{PASSED}: gick till {last}"
        case State.PAST_WORKING_DATE:
            return f"inte förfallen: sista lagliga dag {last} · arbetsdagar kvar {left.last_lawful}"
        case State.UNCERTAIN:
            return f"osäkert om tid till {last}: fråga jurist · arbetsdagar {left.last_lawful}"
        case State.RUNNING if counted.moved:
            doubt = ", osäkert" if counted.uncertain else ""
            day = short_day(counted.unextended)
            days = f"arbetsdagar kvar {left.unextended}"
            return f"senast {day} (sista lagliga dag {last}{doubt}) · {days}"
        case State.RUNNING:
            return f"senast {last} · arbetsdagar kvar {left.unextended}"


def explain(clock: Clock, book: Rulebook, now: datetime) -> tuple[str, ...]:
    """Whole Swedish sentences: why it started then, how it is counted, and the common mistake."""
    duty = clock.duty
    told = [f"{duty.name}: {duty.due} Ansvarar: {duty.who}", duty.why_start]
    if clock.uncounted:
        told.append(clock.uncounted)
    elif clock.due is None:
        told.append("Ska göras genast: det finns ingen tid att räkna ned.")
        if duty.practice:
            told.append(f"Praxis: {duty.practice}.")
    else:
        told.extend((*clock.due.why, say_state(clock.due, now)))
    if duty.on_expiry:
        told.append(f"När den löper ut: {duty.on_expiry}")
    if duty.common_mistake:
        told.append(f"Vanligt fel: {duty.common_mistake}")
    return tuple(part for part in told if part)


def _clock(case: Case, book: Rulebook, duty: Duty, entry: str, started: datetime) -> Clock:
    """One clock; a length the calendar cannot reach is told on the clock, never dropped."""
    length = parse_length(duty.length)
    if length is None:
        raise AssertionError(f"{duty.id}: the reader let the length {duty.length!r} through")
    counted, uncounted = None, ""
    try:
        counted = due(started, length, book.calendar, Extends(duty.extends))
    except OutsideCalendar as refusal:
        uncounted = refusal.sentence
    met_by, met_at = _met(case, book, duty, entry, started)
    return Clock(duty, entry, started, counted, met_by, met_at, uncounted)


def _due(clock: Clock) -> Due:
    assert clock.due is not None
    return clock.due


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
                if made.event.decision == what and _time(made.event.decided_at) >= started:
                    return made.entry, _time(made.event.decided_at)
        elif what and (told := _told(case, name)):
            return told.entry, _happened(case, told.since)
    return "", None


def _in_time(case: Case, duty: Duty, entry: str, started: datetime) -> bool:
    """Whether what was done can be for this start: what a case does several times starts anew.

    A report is one for the whole case, and what was done for it may be written before it.
    """
    if duty.starts_at not in REPEATED:
        return True
    return case.by_id[entry].stamp.happened.latest >= started


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
    return case.by_id[entry].stamp.happened.earliest


def _time(iso: str) -> datetime:
    at = datetime.fromisoformat(iso)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
