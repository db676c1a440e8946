"""An agency in plain lines: hours now, numbers, and when they were last confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ..domain.local_reach import NOT_IN_FILE, LocalReach, numbers_of
from ..domain.overview import Question
from ..domain.reaching import reach
from ..domain.registers import Agency
from ..domain.rulebook import Rulebook
from ..domain.station import Station


def card(
    question: Question, book: Rulebook, station: Station, board: str, now: datetime
) -> list[str]:
    """Whom the step is about, if anybody; of somebody local the station's own numbers."""
    call = question.step.call
    agency = book.agencies.get(question.step.agency or question.step.handed_to)
    if agency is None:
        return [f"Ring {call}"] if call else []
    lines = contact_lines(agency, book, now, call)
    own = numbers_of(station, book.calendar, question.step.agency, board, now)
    if own is None:
        return lines
    known = [line for found in own.reached for line in number_lines(found)]
    return [*lines, *(known or [f"  Nummer: {NOT_IN_FILE}"])]


def number_lines(found: LocalReach) -> Iterator[str]:
    """One of the station's own numbers; an old or unconfirmed one is marked."""
    about = f", {found.about}" if found.about else ""
    old = "" if found.fresh else "OBS: "
    yield f"  {found.name}{about}: {found.number} ({old}{found.confirmed})"
    if found.note:
        yield f"    {found.note}"


def contact_lines(agency: Agency, book: Rulebook, now: datetime, call: str = "") -> list[str]:
    """One agency as it can be reached now; old and unconfirmed numbers are marked."""
    found = reach(agency, book.calendar, now, call)
    lines = [f"{found.name}: {found.opened}"]
    if found.numbers:
        lines.append(f"  {found.numbers} ({found.confirmed})")
    if found.needs:
        lines.append(f"  Behöver: {found.needs}")
    return lines
