"""The inbox: sheets that were left and that nobody has taken the whole of, in urgent order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..domain.call_chain import call_chain
from ..domain.case import Case
from ..domain.left_sheet import Handover
from ..domain.local_reach import LocalReach
from ..domain.local_time import local_day, short_day, show_time
from ..domain.people import Role
from ..domain.protection import ProtectedCase
from ..domain.reception import NO_UNIT
from .board import BoardRow
from .desk import Desk
from .receiving_forms import left, receiver_name, waiting_here

EMPTY = "Inkorgen är tom: allt som är lämnat är mottaget."


@dataclass(frozen=True, slots=True)
class Letter:
    """A sheet that waits for somebody to take it in."""

    case: str
    number: str
    board: str
    handover: str
    to: str
    left_at: datetime
    by: str
    open_items: int
    items: int
    flaws: int
    clock: str
    returned: bool

    @property
    def state(self) -> str:
        """What there is to take, who left it and when, in one line."""
        when = f"{short_day(local_day(self.left_at))} {show_time(self.left_at)}"
        parts = (
            "åter till jouren med en fråga" if self.returned else "",
            f"{self.open_items} av {self.items} punkter är inte mottagna",
            f"lämnat {when} av {self.by}",
            f"{self.flaws} {'brist' if self.flaws == 1 else 'brister'}" if self.flaws else "",
            self.clock,
        )
        return " · ".join(part for part in parts if part)


def inbox(desk: Desk, board: str = "") -> tuple[Letter, ...]:
    """Every sheet that waits, of one nämnd when `board` names it; in the board's order."""
    now = desk.clock()
    rows = [row for row in desk.board() if row.unreceived]
    with desk.access.listing("inkorgen", len(rows)):
        found = [(row, case) for row in rows if (case := _opened(desk, row)) is not None]
    return tuple(
        _letter(case, handover, desk, row.clock_now(now))
        for row, case in found
        if board in ("", case.board)
        for handover in waiting_here(desk, case)
    )


def nothing_waits(desk: Desk) -> str:
    """What an empty inbox says: a reception without a unit is told why, not that all is taken."""
    who = desk.handler
    if who.role is Role.RECEPTION and not who.unit:
        return NO_UNIT.format(signature=who.signature)
    return EMPTY


def _opened(desk: Desk, row: BoardRow) -> Case | None:
    """The case as a list shows it, None for one that is kept apart from whoever sits here."""
    try:
        return desk.on_paper(row.case)
    except ProtectedCase:
        return None


def whom_to_ring(desk: Desk, case: Case) -> tuple[LocalReach, ...]:
    """While nobody has taken the sheet: whom to ring, in order, as the station's file says."""
    return call_chain(case, desk.station, desk.book(case).calendar, desk.clock())


def written_since(case: Case, handover: Handover) -> int:
    """How many entries were written after the sheet was left, the receiving itself not counted."""
    kinds = ("handover_offered", "handover_accepted", "handover_returned")
    at = case.by_id[handover.entry].seq
    return sum(1 for entry in case.entries[at:] if entry.event.KIND not in kinds)


def _letter(case: Case, handover: Handover, desk: Desk, clock: str) -> Letter:
    stamp = case.by_id[handover.entry].stamp
    states = [handover.item(id).state for id, _ in handover.event.items]
    return Letter(
        case=case.id,
        number=case.number,
        board=case.board,
        handover=handover.event.handover,
        to=receiver_name(desk.book(case), handover),
        left_at=stamp.happened.earliest,
        by=stamp.who,
        open_items=len(left(handover)),
        items=len(states),
        flaws=len(handover.event.flaws),
        clock=clock,
        returned="returned" in states,
    )
