"""All clocks: what runs in every open case, most urgent first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..domain.clock_words import line
from ..domain.clocks import Clock, running, urgency
from .desk import Desk


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs, in which case, and how it is said now."""

    case: str
    number: str
    handler: str
    clock: Clock
    line: str
    key: str
    """Names the clock for a calendar, the same each time."""


def all_clocks(desk: Desk) -> tuple[Running, ...]:
    """Every running clock of the open cases; the same order as on the board and in a case.

    Of a case that is kept apart only the number, and when something is due.
    """
    now, rows, found = desk.clock(), desk.board(), list[Running]()
    with desk.access.listing("klockor", len(rows)):
        cases = [(row, desk.whole(row.case)) for row in rows]
    for row, case in cases:
        book = desk.book(case)
        for clock in running(case, book, now):
            key = f"{case.id}/{clock.start_entry}/{clock.duty.id}"
            shown = _unnamed(clock) if row.apart else clock
            told = line(clock, book, now)
            found.append(Running(case.id, case.number, row.handler, shown, told, key))
    return tuple(sorted(found, key=lambda one: (urgency(one.clock), one.number)))


def _unnamed(clock: Clock) -> Clock:
    """The clock without what it is about: the name of a duty tells what kind of case it is."""
    return replace(clock, duty=replace(clock.duty, id="skyddad", name="frist", kind="skyddad"))
