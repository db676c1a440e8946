"""Clocks in words: a short line for lists, and whole sentences that tell how it was counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from ..wording import PASSED, waited
from .calendar import Calendar, OutsideCalendar
from .case import Case
from .clocks import Clock, counted, passed
from .counting import (
    Due,
    State,
    practice_due,
    say_state,
    state,
    waiting_minutes,
    working_days_left,
)
from .local_clock import UNKNOWN_LIMIT
from .local_time import local_day, long_day, short_day, show_time
from .opening import next_opening, parse_hours
from .registers import Duty
from .rulebook import Rulebook

LATE_IN_THE_DAY = time(16)
"""Practice: what comes in after office hours is late in the day (prop. 2012/13:10 s. 60)."""
KIND_WORDS = {"lag": "lag", "praxis": "praxis", "lokal": "lokal rutin"}
"""The three kinds of clock, told apart wherever a clock is shown."""

_FROM = {
    "ärende_inkom": "dagen då det kom in",
    "beslut": "beslutet",
    "verkställighet": "verkställigheten",
    "placering": "dagen för placeringen",
    "svar": "svaret",
}


def titled(clock: Clock) -> str:
    """The clock by name, and whether it is law, practice or a local rule."""
    return f"{clock.duty.name} ({KIND_WORDS.get(clock.duty.kind, clock.duty.kind)})"


def line(clock: Clock, book: Rulebook, now: datetime) -> str:
    """The clock in a few Swedish words, for boards and lists."""
    if clock.uncounted:
        local = clock.uncounted == UNKNOWN_LIMIT
        return "okänt: fråga arbetsledaren" if local else "räkna för hand: utanför kalendern"
    if clock.due is None:
        return f"NU · väntat {waited(waiting_minutes(clock.started, now))}"
    ends, last = clock.due, short_day(clock.due.last_lawful)
    if ends.to_the_minute:
        at = f"{short_day(local_day(ends.ends_at))} kl. {show_time(ends.ends_at)}"
        return f"{PASSED}: gick till {at}" if passed(clock, now) else f"senast {at}"
    left = working_days_left(ends, now, book.calendar)
    match state(ends, now):
        case State.PASSED:
            return f"{PASSED}: gick till {last}"
        case State.PAST_WORKING_DATE:
            return f"inte förfallen: sista lagliga dag {last} · arbetsdagar kvar {left.last_lawful}"
        case State.UNCERTAIN:
            return f"osäkert om tid till {last}: fråga jurist · arbetsdagar {left.last_lawful}"
        case State.RUNNING if ends.moved:
            doubt = ", osäkert" if ends.uncertain else ""
            day = short_day(ends.unextended)
            days = f"arbetsdagar kvar {left.unextended}"
            return f"senast {day} (sista lagliga dag {last}{doubt}) · {days}"
        case State.RUNNING:
            return f"senast {last} · arbetsdagar kvar {left.unextended}"


def explain(clock: Clock, case: Case, book: Rulebook, now: datetime) -> tuple[str, ...]:
    """Whole Swedish sentences: why it started then, how it is counted, and the common mistake."""
    return sentences(clock, book, now, wrong_start(clock, case))


def sentences(
    clock: Clock, book: Rulebook, now: datetime, wrong: datetime | None
) -> tuple[str, ...]:
    """The same of a clock that belongs to no case; `wrong` is when a wrong start would be."""
    duty = clock.duty
    told = [f"{duty.name}: {duty.due}", f"Ansvarar: {duty.who}", duty.why_start]
    told += _counted(clock, book, now)
    if duty.on_expiry:
        told.append(f"När den löper ut: {duty.on_expiry}")
    told += mistakes(clock, book, wrong)
    return tuple(part for part in told if part)


def mistakes(clock: Clock, book: Rulebook, wrong: datetime | None) -> Iterator[str]:
    """The common mistake, and the day it would have given had it been made here."""
    duty = clock.duty
    if duty.common_mistake:
        yield f"Vanligt fel: {duty.common_mistake}"
    day = _wrong_day(clock, book, wrong) if wrong is not None else ""
    if day:
        yield f"Räknat från {_FROM[duty.wrong_start]} hade det blivit {day}: fel."


def wrong_start(clock: Clock, case: Case) -> datetime | None:
    """When this case's clock would have started by the common mistake; None before that event."""
    made = case.decisions.get(clock.start_entry)
    match clock.duty.wrong_start:
        case "verkställighet" if made and made.enforced_at:
            return datetime.fromisoformat(made.enforced_at)
        case "beslut" if made:
            return datetime.fromisoformat(made.event.decided_at)
        case "ärende_inkom" if case.opened:
            return case.happened(case.opened).earliest
        case "placering" if case.placements:
            since = (placed.event.since for placed in case.placements.values())
            return datetime.fromisoformat(min(since))
        case _:
            return None


def practice_words(duty: Duty, started: datetime) -> str:
    """What practice says beside a duty that is due at once; "" for nothing."""
    if duty.same_day:
        ends = practice_due(started, LATE_IN_THE_DAY)
        return f"Praxis: gjord senast {long_day(ends.unextended)}. {ends.why[0]}"
    return f"Praxis: {duty.practice}." if duty.practice else ""


def opening_words(duty: Duty, book: Rulebook, calendar: Calendar, now: datetime) -> str:
    """When the agency that takes it in opens next; "" when that is not asked or not known."""
    agency = book.agencies.get(duty.opens)
    hours = parse_hours(agency.hours) if agency else None
    if agency is None or hours is None:
        return ""
    try:
        opens = next_opening(hours, now, calendar)
    except OutsideCalendar:
        return ""
    if opens is None or opens <= now:
        return f"{agency.name} har öppet nu." if opens else ""
    return f"{agency.name} öppnar {long_day(local_day(opens))} kl. {show_time(opens)}."


def _counted(clock: Clock, book: Rulebook, now: datetime) -> Iterator[str]:
    if clock.uncounted:
        yield clock.uncounted
    elif clock.due is None:
        yield "Ska göras genast: det finns ingen tid att räkna ned."
        yield practice_words(clock.duty, clock.started)
        yield opening_words(clock.duty, book, book.calendar, now)
    else:
        yield from clock.due.why
        yield say_state(clock.due, now)


def _wrong_day(clock: Clock, book: Rulebook, wrong: datetime) -> str:
    """The last day by the wrong start; "" when it is the same day, or none can be counted."""
    right = clock.due
    by_mistake, _ = counted(clock.duty, wrong, book.calendar, None)
    if right is None or by_mistake is None or _day(right) == _day(by_mistake):
        return ""
    return long_day(by_mistake.unextended)


def _day(due: Due) -> object:
    return due.ends_at if due.to_the_minute else due.unextended
