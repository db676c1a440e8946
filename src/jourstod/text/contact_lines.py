"""An agency in plain lines: hours now, numbers, and when they were last confirmed."""

from __future__ import annotations

from datetime import datetime

from ..domain.overview import Question
from ..domain.reaching import reach
from ..domain.registers import Agency
from ..domain.rulebook import Rulebook


def card(question: Question, book: Rulebook, now: datetime) -> list[str]:
    """Whom the step is about, if anybody."""
    call = question.step.call
    agency = book.agencies.get(question.step.agency or question.step.handed_to)
    if agency is None:
        return [f"Ring {call}"] if call else []
    return contact_lines(agency, book, now, call)


def contact_lines(agency: Agency, book: Rulebook, now: datetime, call: str = "") -> list[str]:
    """One agency as it can be reached now; old and unconfirmed numbers are marked."""
    found = reach(agency, book.calendar, now, call)
    lines = [f"{found.name}: {found.opened}"]
    if found.numbers:
        lines.append(f"  {found.numbers} ({found.confirmed})")
    if found.needs:
        lines.append(f"  Behöver: {found.needs}")
    return lines
