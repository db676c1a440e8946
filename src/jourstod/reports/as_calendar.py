"""A calendar file of due days: a case number and «frist», and nothing of any case."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from icalendar import Calendar, Event

_SPACE = uuid.UUID("6f1d3c52-0f0a-4f3e-9c51-1f6c0d2b7a11")


@dataclass(frozen=True, slots=True)
class DueDay:
    """When something is due: a day, or an instant (UTC) where the hour counts.

    `key` names it so that a new file moves the entry instead of adding one; `last` says that it
    is the last lawful day and not the day to work towards.
    """

    number: str
    key: str
    at: date | datetime
    last: bool = False


def as_calendar(days: Iterable[DueDay], made_at: datetime) -> bytes:
    """iCalendar (RFC 5545) as bytes, private to the one who opens it."""
    calendar = Calendar()
    calendar.add("prodid", "-//jourstod//frister//SV")
    calendar.add("version", "2.0")
    for day in days:
        calendar.add_component(_event(day, made_at))
    return bytes(calendar.to_ical())


def _event(day: DueDay, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", str(uuid.uuid5(_SPACE, f"{day.key}/{day.last}")))
    event.add("dtstamp", made_at)
    event.add("summary", f"{day.number} {'sista dag' if day.last else 'frist'}")
    event.add("dtstart", day.at)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
