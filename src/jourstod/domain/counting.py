"""Counting of time: from an instant and a length to the day or the hour when it is due, and why."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from .calendar import Calendar, OutsideCalendar
from .local_time import day_ends, in_utc, local, local_day, long_day, show_time, to_utc_or_later

_DAY = timedelta(days=1)
_NUMBERS = ("en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_LENGTH = re.compile(r"(?P<count>[1-9]\d{0,3}|[a-zåäö]+) (?P<unit>[a-zåäö]+)")


class Unit(StrEnum):
    """What a length is counted in; the value is the Swedish word for one of them."""

    AT_ONCE = "genast"
    HOUR = "timme"
    DAY = "dag"
    WEEK = "vecka"
    MONTH = "månad"
    YEAR = "år"

    @property
    def plural(self) -> str:
        """The word for several."""
        several = {"timme": "timmar", "dag": "dagar", "vecka": "veckor", "månad": "månader"}
        return several.get(self.value, self.value)


class Extends(StrEnum):
    """How sure the register is that lag (1930:173) 2 § moves the last day past free days.

    Only NO (it does not apply) keeps the plain day; the others move it, VERIFIED for certain.
    """

    VERIFIED = "verifierad"
    LIKELY = "trolig"
    UNCERTAIN = "osäker"
    NO = "nej"


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time as the register states it; the count of `genast` is 0."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        if self.unit is Unit.AT_ONCE:
            return self.unit.value
        return f"{self.count} {self.unit.value if self.count == 1 else self.unit.plural}"


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due; days are Swedish calendar days, instants are UTC.

    `unextended` is the day to work towards, `last_lawful` the last day under lag (1930:173);
    `ends_at` is 24.00 of the latter and `unextended_ends_at` of the former, except when the due
    time is `to_the_minute`: then both are that instant. `why` holds whole Swedish sentences.
    """

    start: datetime
    start_day: date
    unextended: date
    last_lawful: date
    unextended_ends_at: datetime
    ends_at: datetime
    extends: Extends
    to_the_minute: bool
    why: tuple[str, ...]

    @property
    def moved(self) -> bool:
        """Whether there are two different days to show."""
        return self.last_lawful != self.unextended

    @property
    def uncertain(self) -> bool:
        """Whether the second day must be marked as not verified."""
        return self.moved and self.extends is not Extends.VERIFIED


class State(StrEnum):
    """Where an unmet clock stands; the value is the Swedish word for it."""

    RUNNING = "löper"
    PAST_WORKING_DATE = "passerad arbetsdag, ännu inte förfallen"
    UNCERTAIN = "osäkert"
    PASSED = "passerad frist"


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Working days left, today and the due day included, to each of a clock's two days."""

    unextended: int
    last_lawful: int


def parse_length(text: str) -> Length | None:
    """`1 vecka`, `14 dagar`, `fyra månader`, `24 timmar`, `dagen efter`, `genast`; else None."""
    words = " ".join(text.casefold().split())
    if words in ("genast", "dagen efter"):
        return Length(0, Unit.AT_ONCE) if words == "genast" else Length(1, Unit.DAY)
    found = _LENGTH.fullmatch(words)
    if found is None:
        return None
    unit = next((u for u in Unit if found["unit"] in (u.value, u.plural)), Unit.AT_ONCE)
    count = _count(found["count"])
    return Length(count, unit) if count and unit is not Unit.AT_ONCE else None


def due(start: datetime, length: Length, calendar: Calendar, extends: Extends) -> Due | None:
    """When a length that begins at `start` is due; None for `genast`, which only waits.

    ValueError when `start` has no zone; OutsideCalendar when the calendar cannot answer.
    """
    began = in_utc(start)
    if length.unit is Unit.AT_ONCE:
        return None
    if length.unit is Unit.HOUR:
        return _due_in_hours(began, length)
    start_day = local_day(began)
    unextended, rule = _last_day(start_day, length, calendar)
    last, moved = _extended(unextended, calendar, extends)
    ends = f"Fristen slutar kl. 24.00 {long_day(last)}."
    why = (_why_start(began), rule, *moved, ends)
    return _by_day(began, unextended, last, extends, why)


def practice_due(start: datetime, late_after: time) -> Due:
    """Practice: the same day, or the day after when it came at or after the local `late_after`."""
    wall = local(start)
    late = wall.time() >= late_after
    day = wall.date() + _DAY if late else wall.date()
    came = f"Det kom in {long_day(wall.date())} kl. {show_time(start)}"
    limit = f"{late_after:%H:%M}"
    rule = f"inte före {limit}: dagen efter" if late else f"före {limit}: samma dag"
    return _by_day(in_utc(start), day, day, Extends.NO, (f"{came}, {rule} (praxis, inte lag).",))


def next_working_day_due(start: datetime, at: time, calendar: Calendar) -> Due:
    """A local rule: until a stated local hour of the first working day after the start."""
    began = in_utc(start)
    day = calendar.next_working_day(local_day(began))
    ends = to_utc_or_later(day, at)
    rule = f"Gäller till kl. {at:%H:%M} första vardagen efter, {long_day(day)}."
    why = (_why_start(began), *_passed_over(local_day(began) + _DAY, calendar), rule)
    return _by_minute(began, ends, why)


def state(due: Due, now: datetime) -> State:
    """Where the clock stands at `now`: never PASSED before the last day that may be lawful."""
    if now < due.unextended_ends_at:
        return State.RUNNING
    if now >= due.ends_at:
        return State.PASSED
    return State.UNCERTAIN if due.uncertain else State.PAST_WORKING_DATE


def say_state(due: Due, now: datetime) -> str:
    """The state as one Swedish sentence that names the days it rests on."""
    clock = f" kl. {show_time(due.ends_at)}" if due.to_the_minute else ""
    last = f"{long_day(due.last_lawful)}{clock}"
    worked_towards = long_day(due.unextended)
    match state(due, now):
        case State.RUNNING if due.moved:
            doubt = "möjligen" if due.uncertain else "enligt lag (1930:173)"
            return f"Löper: arbeta mot {worked_towards}; {doubt} är {last} sista lagliga dag."
        case State.RUNNING:
            return f"Löper till {last}."
        case State.PAST_WORKING_DATE:
            return (
                f"Dagen att arbeta mot, {worked_towards}, är passerad. Fristen har inte löpt ut: "
                f"sista lagliga dag är {last}."
            )
        case State.UNCERTAIN:
            return (
                f"{worked_towards.capitalize()} är passerad. Det är osäkert om lag (1930:173) ger "
                f"tid till {last}: utgå inte från att fristen har löpt ut, och fråga jurist."
            )
        case State.PASSED:
            return f"Fristen har löpt ut: den gick till och med {last}."


def working_days_left(due: Due, now: datetime, calendar: Calendar) -> WorkingDays:
    """Working days from today to each of the two days, both ends counted; 0 once passed."""
    today = local_day(now)
    return WorkingDays(
        calendar.working_days_between(today, due.unextended),
        calendar.working_days_between(today, due.last_lawful),
    )


def waiting_minutes(start: datetime, now: datetime) -> int:
    """Whole minutes that something due at once has waited; 0 when `now` is before the start."""
    return max(0, (in_utc(now) - in_utc(start)) // timedelta(minutes=1))


def _count(text: str) -> int:
    if text in ("ett", *_NUMBERS):
        return 1 if text == "ett" else _NUMBERS.index(text) + 1
    return int(text) if text.isdecimal() else 0


def _due_in_hours(began: datetime, length: Length) -> Due:
    ends = began + timedelta(hours=length.count)
    day = local_day(ends)
    rule = f"{length} räknas till klockslaget: {long_day(day)} kl. {show_time(ends)}."
    why = (_why_start(began), rule)
    return _by_minute(began, ends, why)


def _by_minute(began: datetime, ends: datetime, why: tuple[str, ...]) -> Due:
    day = local_day(ends)
    return Due(began, local_day(began), day, day, ends, ends, Extends.NO, True, why)


def _by_day(
    began: datetime, unextended: date, last: date, extends: Extends, why: tuple[str, ...]
) -> Due:
    ends, plain_ends = day_ends(last), day_ends(unextended)
    return Due(began, local_day(began), unextended, last, plain_ends, ends, extends, False, why)


def _last_day(start_day: date, length: Length, calendar: Calendar) -> tuple[date, str]:
    """The last day before any extension, and the rule that gave it, as a sentence."""
    try:
        if length.unit in (Unit.MONTH, Unit.YEAR):
            return _same_number(start_day, length)
        days = length.count * (7 if length.unit is Unit.WEEK else 1)
        day = start_day + timedelta(days=days)
    except (OverflowError, ValueError) as error:
        raise OutsideCalendar(None, calendar.first, calendar.last) from error
    if length.unit is Unit.WEEK:
        rule = "slutar på samma veckodag som startdagen (lag 1930:173 1 §)"
    else:
        rule = "räknas från dagen efter startdagen"
    return day, f"{_capital(length)} {rule}: {long_day(day)}."


def _same_number(start_day: date, length: Length) -> tuple[date, str]:
    months = length.count * (12 if length.unit is Unit.YEAR else 1)
    year, month = divmod(start_day.year * 12 + start_day.month - 1 + months, 12)
    last_of_month = monthrange(year, month + 1)[1]
    day = date(year, month + 1, min(start_day.day, last_of_month))
    rule = "slutar på samma datum i månaden som startdagen"
    if start_day.day > last_of_month:
        rule = f"slutar på månadens sista dag, för månaden har ingen {start_day.day}:e"
    return day, f"{_capital(length)} {rule} (lag 1930:173 1 §): {long_day(day)}."


def _extended(day: date, calendar: Calendar, extends: Extends) -> tuple[date, tuple[str, ...]]:
    """The last lawful day, and the sentences that tell why it was moved or not."""
    if extends is Extends.NO:
        return day, ("Lag (1930:173) 2 § förlänger inte den här fristen.",)
    last = calendar.working_day_from(day)
    if last == day:
        return day, ("Dagen är en vardag och flyttas inte.",)
    moved = f"Åtgärden får vidtas nästa vardag, {long_day(last)} (lag 1930:173 2 §)."
    if extends is not Extends.VERIFIED:
        moved = (
            f"Om lag (1930:173) 2 § gäller här får åtgärden vidtas nästa vardag, {long_day(last)}. "
            f"Det är inte verifierat ({extends.value}): arbeta mot {long_day(day)}."
        )
    return last, (*_passed_over(day, calendar), moved)


def _passed_over(day: date, calendar: Calendar) -> tuple[str, ...]:
    free = list(calendar.free_days(day))
    if not free:
        return ()
    # A plain Saturday says its own name already in the date.
    named = [long_day(d) + (f" ({why})" if why not in long_day(d) else "") for d, why in free]
    return (f"Inte vardag: {', '.join(named)}.",)


def _why_start(began: datetime) -> str:
    start = f"{long_day(local_day(began))} kl. {show_time(began)} svensk tid"
    return f"Räknas från {start}."


def _capital(length: Length) -> str:
    return str(length).capitalize()
