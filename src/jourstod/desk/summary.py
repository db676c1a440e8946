"""The summary of a case: its row on the board, written in the same batch as its events."""

from __future__ import annotations

from datetime import UTC, datetime

from ..domain.case import Case
from ..domain.case_parts import ItemKind
from ..domain.clock_words import line
from ..domain.clocks import running
from ..domain.overview import silences, waits, where, who
from ..domain.rulebook import Rulebook
from ..domain.veil import veiled
from .board import BoardRow

FLAGGED = (ItemKind.FLAW, ItemKind.REQUIREMENT, ItemKind.RETURNED, ItemKind.RESTING)


def summarise(case: Case, book: Rulebook, now: datetime) -> BoardRow:
    """The board's row of a case as of now."""
    clocks = running(case, book, now)
    first = clocks[0] if clocks else None
    open_items = case.open_items()
    waiting = waits(case)
    returned = next((i.what for i in open_items if i.kind is ItemKind.RETURNED), "")
    return BoardRow(
        case=case.id,
        number=case.number,
        board=case.board,
        who=who(case, book),
        where=where(case, book),
        handler=case.handler,
        open_items=len(open_items),
        promised=sum(1 for item in open_items if item.kind is ItemKind.PROMISE),
        clock=first.duty.name if first else "",
        clock_line=line(first, book, now) if first else "",
        waiting_since=_iso(first.started) if first and first.at_once else "",
        clock_ends=_iso(first.due.ends_at) if first and first.due else "",
        returned=veiled(case, book, returned),
        flawed=any(item.kind in FLAGGED for item in open_items),
        unreceived=any(not handover.received for handover in case.handovers.values()),
        silenced=bool(silences(case)),
        next_try=waiting[0].due if waiting else "",
        next_who=veiled(case, book, waiting[0].owner) if waiting else "",
        summed_at=_iso(now),
        ends=tuple((_iso(c.due.ends_at), c.duty.name) for c in clocks if c.due),
        offered_to=case.offered_to,
        late=sum(1 for item in open_items if item.kind is ItemKind.LATE),
    )


def on_the_board(case: Case) -> bool:
    """Whether the board lists it: open, or with news that whoever has it has not heard of."""
    return not case.closed or any(item.kind is ItemKind.LATE for item in case.open_items())


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
