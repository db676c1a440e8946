"""An agency in plain lines: hours now, numbers, and when they were last confirmed."""

from __future__ import annotations

from datetime import datetime

from ..domain.local_time import local_day
from ..domain.opening import parse_hours, say_hours
from ..domain.overview import Question
from ..domain.registers import Agency
from ..domain.rulebook import Rulebook

AGED = 180
"""Days after which a number is marked as old."""


def card(question: Question, book: Rulebook, now: datetime) -> list[str]:
    """Whom the step is about, if anybody."""
    call = question.step.call
    agency = book.agencies.get(question.step.agency or question.step.handed_to)
    if agency is None:
        return [f"Ring {call}"] if call else []
    return contact_lines(agency, book, now, call)


def contact_lines(agency: Agency, book: Rulebook, now: datetime, call: str = "") -> list[str]:
    """One agency as it can be reached now; old and unconfirmed numbers are marked."""
    hours = parse_hours(agency.hours)
    opened = say_hours(hours, now, book.calendar) if hours else agency.hours
    numbers = " · ".join(f"{kind} {number}" for kind, number in agency.numbers)
    if call and call not in numbers:
        numbers = f"{call} · {numbers}" if numbers else call
    lines = [f"{agency.name}: {opened}"]
    if numbers:
        lines.append(f"  {numbers} ({_confirmed(agency, now)})")
    if agency.needs:
        lines.append(f"  Behöver: {agency.needs}")
    return lines


def _confirmed(agency: Agency, now: datetime) -> str:
    if not agency.checked:
        return "inte bekräftat"
    age = (local_day(now) - datetime.fromisoformat(agency.checked).date()).days
    return f"bekräftat {agency.checked}{', gammalt' if age > AGED else ''}"
