"""The summary of a case: its row on the board, written in the same batch as its events."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from ..domain.case import Case
from ..domain.case_parts import JOUR, ItemKind
from ..domain.clock_words import line
from ..domain.clocks import running
from ..domain.decide.protection import unread
from ..domain.overview import silences, waits, where, who
from ..domain.protection import Level
from ..domain.reception import left_to
from ..domain.rulebook import Rulebook
from ..domain.veil import veiled
from .board import BoardRow

APART = "skyddad"
"""All that a board says of a case that is kept apart, besides its number."""
MARK = " · sekretessmarkering"
UNREAD = "nödöppnat, läs skälet"
FLAGGED = (ItemKind.FLAW, ItemKind.REQUIREMENT, ItemKind.RETURNED, ItemKind.RESTING)


def summarise(case: Case, book: Rulebook, now: datetime) -> BoardRow:
    """The board's row of a case as of now."""
    clocks = running(case, book, now)
    first = clocks[0] if clocks else None
    open_items = case.open_items()
    waiting = waits(case)
    returned = next((i.what for i in open_items if i.kind is ItemKind.RETURNED), "")
    row = BoardRow(
        case=case.id,
        number=case.number,
        board=case.board,
        who=f"{who(case, book)}{MARK if case.protection.level is Level.MARKED else ''}",
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
        left_to=left_to(case, waiting=True),
        silenced=bool(silences(case)),
        next_try=waiting[0].due if waiting else "",
        next_who=veiled(case, book, waiting[0].owner) if waiting else "",
        summed_at=_iso(now),
        ends=tuple((_iso(c.due.ends_at), c.duty.name) for c in clocks if c.due),
        offered_to=case.offered_to,
        late=sum(1 for item in open_items if item.kind is ItemKind.LATE),
    )
    return apart(row, case) if case.protection.hides else row


def apart(row: BoardRow, case: Case) -> BoardRow:
    """The row of a case that is kept apart: the number, who works with it, and when it is due.

    Nothing of who it is about, which nämnd, routine or duty, and nothing anybody typed.
    """
    signatures = {JOUR, *(entry.stamp.who for entry in case.entries)}
    return replace(
        row,
        board="",
        who=APART,
        where=UNREAD if unread(case) else "",
        handler=row.handler if row.handler in signatures else "mottaget",
        clock="frist" if row.clock else "",
        returned=APART if row.returned else "",
        silenced=False,
        next_try=row.next_try if _is_time(row.next_try) else "",
        next_who="",
        ends=tuple((end, "frist") for end, _ in row.ends),
        offered_to="kollega" if row.offered_to else "",
        apart=True,
    )


def _is_time(words: str) -> bool:
    try:
        return datetime.fromisoformat(words).tzinfo is not None
    except ValueError:
        return False


def on_the_board(case: Case) -> bool:
    """Whether the board lists it: open, or with news that whoever has it has not heard of."""
    return not case.closed or any(item.kind is ItemKind.LATE for item in case.open_items())


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
