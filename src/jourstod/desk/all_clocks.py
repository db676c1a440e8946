"""All clocks: what runs in every open case, most urgent first."""

from __future__ import annotations

from dataclasses import dataclass

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


def all_clocks(desk: Desk) -> tuple[Running, ...]:
    """Every running clock of the open cases; the same order as on the board and in a case."""
    now, rows = desk.clock(), desk.board()
    with desk.access.listing("klockor", len(rows)):
        found = [
            Running(case.id, case.number, case.handler, clock, line(clock, book, now))
            for case in (desk.case(row.case) for row in rows)
            for book in (desk.book(case),)
            for clock in running(case, book, now)
        ]
    return tuple(sorted(found, key=lambda one: (urgency(one.clock), one.number)))
