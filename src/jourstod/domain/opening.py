"""Opening hours: when an agency answers, as its entry in the register states it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from .calendar import Calendar, DayKind
from .local_time import in_utc, local_day, short_day, show_time, to_utc_or_later

_DAY = timedelta(days=1)
_NAMES = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
_SUNDAY = 6
# An agency that opens more seldom than this is not found; two weeks hold every run of red days.
_SEARCHED_DAYS = 14
_SPAN = re.compile(
    r"(?P<days>alla dagar|[a-zåäö]+(?:-[a-zåäö]+)?) (?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)"
)


class HoursKind(StrEnum):
    """How much is known of the hours."""

    ALWAYS = "dygnet runt"
    OFFICE = "kontorstid"
    STATED = "angivna"
    UNKNOWN = "okänt"


@dataclass(frozen=True, slots=True)
class Span:
    """Open on a weekday (0 is Monday) from and to local times.

    `closes` at or before `opens` is on the day after, so 00:00 is midnight.
    """

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours. Red days and the three eves keep Sunday's hours, half-days the usual ones.

    OFFICE without stated times is taken as Monday to Friday 08:00-16:00 and is always
    shown as uncertain.
    """

    kind: HoursKind
    spans: tuple[Span, ...] = ()


ALWAYS = Hours(HoursKind.ALWAYS)
UNKNOWN = Hours(HoursKind.UNKNOWN)
OFFICE = Hours(HoursKind.OFFICE, tuple(Span(d, time(8), time(16)) for d in range(5)))


def parse_hours(text: str) -> Hours | None:
    """Hours from the words of the register, or None when they cannot be read.

    `dygnet runt`, `kontorstid`, `okänt`, `mån-fre 08:00-17:00`,
    `mån-tors 08:00-16:30, fre 08:00-15:00`, `alla dagar 16:00-02:00`; a dash is also a hyphen.
    """
    words = " ".join(text.replace("–", "-").casefold().split())
    fixed = {"dygnet runt": ALWAYS, "kontorstid": OFFICE, "okänt": UNKNOWN}
    if words in fixed:
        return fixed[words]
    spans: list[Span] = []
    for part in words.split(","):
        found = _SPAN.fullmatch(part.strip())
        days = _weekdays(found["days"]) if found else ()
        opens, closes = (_clock(found[key]) if found else None for key in ("opens", "closes"))
        if not days or opens is None or closes is None:
            return None
        spans += (Span(day, opens, closes) for day in days)
    return Hours(HoursKind.STATED, tuple(spans))


def is_open(hours: Hours, at: datetime, calendar: Calendar) -> bool | None:
    """Whether there is an answer at that instant; None when the hours are unknown."""
    if hours.kind is HoursKind.UNKNOWN:
        return None
    return hours.kind is HoursKind.ALWAYS or _open_span(hours, at, calendar) is not None


def open_until(hours: Hours, at: datetime, calendar: Calendar) -> datetime | None:
    """When it closes, in UTC; None when it is closed or unknown, or never closes."""
    closes = _open_span(hours, at, calendar)
    # A span that another one takes over (fre 16-24, lör 00-04) is one opening to the caller.
    for _ in range(_SEARCHED_DAYS):
        further = _open_span(hours, closes, calendar) if closes else None
        if further is None:
            break
        closes = further
    return closes


def next_opening(hours: Hours, at: datetime, calendar: Calendar) -> datetime | None:
    """When it opens next, in UTC: `at` itself when it is open; None when that is unknown."""
    if is_open(hours, at, calendar):
        return in_utc(at)
    day = local_day(at)
    for n in range(_SEARCHED_DAYS):
        later = [opens for opens, _ in _on_day(hours, day + _DAY * n, calendar) if opens > at]
        if later:
            return min(later)
    return None


def say_hours(hours: Hours, at: datetime, calendar: Calendar) -> str:
    """For the screen: "öppet till 17:00", "stängt, öppnar mån 24 nov 08:00"."""
    if hours.kind in (HoursKind.ALWAYS, HoursKind.UNKNOWN):
        always = hours.kind is HoursKind.ALWAYS
        return "öppet dygnet runt" if always else "öppettiden är okänd"
    doubt = " (kontorstid, klockslag inte angivet)" if hours.kind is HoursKind.OFFICE else ""
    closes = open_until(hours, at, calendar)
    if closes is None:
        opens = next_opening(hours, at, calendar)
        when = f", öppnar {short_day(local_day(opens))} {show_time(opens)}" if opens else ""
        return f"stängt{when}{doubt}"
    listed = calendar.listed(local_day(at))
    if listed and listed.kind is DayKind.HALF:
        doubt += f" (kan stänga tidigare: {listed.name})"
    return f"öppet till {show_time(closes)}{doubt}"


def _open_span(hours: Hours, at: datetime, calendar: Calendar) -> datetime | None:
    """The close of the span that holds the instant, looking also at last evening's."""
    today = local_day(at)
    for day in (today - _DAY, today):
        for opens, closes in _on_day(hours, day, calendar):
            if opens <= at < closes:
                return closes
    return None


def _on_day(hours: Hours, day: date, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    if not hours.spans:
        return
    listed = calendar.listed(day)
    free = listed is not None and listed.kind is not DayKind.HALF
    weekday = _SUNDAY if free else day.weekday()
    for span in hours.spans:
        if span.weekday == weekday:
            ends_on = day if span.closes > span.opens else day + _DAY
            opens, closes = to_utc_or_later(day, span.opens), to_utc_or_later(ends_on, span.closes)
            if opens < closes:  # else all of it lies in the hour that was skipped
                yield opens, closes


def _weekdays(words: str) -> tuple[int, ...]:
    if words == "alla dagar":
        return tuple(range(7))
    named = [_weekday(name) for name in words.split("-")]
    first, last = named[0], named[-1]
    return () if first is None or last is None else tuple(range(first, last + 1))


def _weekday(name: str) -> int | None:
    short = {"tor": "tors"}.get(name, name)
    return _NAMES.index(short) if short in _NAMES else None


def _clock(text: str) -> time | None:
    try:
        return time(0) if text == "24:00" else time.fromisoformat(text)
    except ValueError:
        return None
