"""The board's rows: a summary of each case, written with its events and read by the board."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from functools import lru_cache

from ..domain.case import Case
from ..domain.case_parts import ItemKind
from ..domain.clocks import line, running
from ..domain.overview import silences, waits, where
from ..domain.overview import who as who
from ..domain.rulebook import Rulebook

FLAGGED = (ItemKind.FLAW, ItemKind.REQUIREMENT, ItemKind.RETURNED, ItemKind.RESTING)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One open case on the board.

    `clock_line` is as of `summed_at` (ISO UTC); `waiting_since` (ISO UTC) lets the board count a
    duty due at once, `clock_ends` (ISO UTC) tells when the most urgent clock has passed.
    """

    case: str
    number: str
    board: str
    who: str
    where: str
    handler: str
    open_items: int
    promised: int
    clock: str = ""
    clock_line: str = ""
    waiting_since: str = ""
    clock_ends: str = ""
    returned: str = ""
    flawed: bool = False
    unreceived: bool = False
    silenced: bool = False
    next_try: str = ""
    next_who: str = ""
    summed_at: str = ""

    @property
    def urgency(self) -> tuple[int, str, str]:
        """Sort key, most urgent first: returned, due at once, by the day, then by number."""
        if self.returned:
            return (0, "", self.number)
        if self.waiting_since:
            return (1, self.waiting_since, self.number)
        return (2, self.clock_ends, self.number) if self.clock_ends else (3, "", self.number)

    def clock_now(self, now: datetime) -> str:
        """The clock column as of now: what is due at once counts up by itself."""
        if self.waiting_since:
            waited = (now - datetime.fromisoformat(self.waiting_since)).total_seconds() // 60
            hours, minutes = divmod(max(0, int(waited)), 60)
            return f"NU · väntat {f'{hours} h ' if hours else ''}{minutes} min"
        return self.clock_line

    def overdue(self, now: datetime) -> bool:
        """Whether the most urgent clock's last lawful day is over."""
        return bool(self.clock_ends) and now >= datetime.fromisoformat(self.clock_ends)


_NAMES = tuple(field.name for field in fields(BoardRow))
_READER = json.JSONDecoder()


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
        waiting_since=_iso(first.started) if first and first.due is None else "",
        clock_ends=_iso(first.due.ends_at) if first and first.due else "",
        returned=returned,
        flawed=any(item.kind in FLAGGED for item in open_items),
        unreceived=any(not handover.received for handover in case.handovers.values()),
        silenced=bool(silences(case)),
        next_try=waiting[0].due if waiting else "",
        next_who=waiting[0].owner if waiting else "",
        summed_at=_iso(now),
    )


def to_bytes(row: BoardRow) -> bytes:
    """The row as it is sealed."""
    return json.dumps(asdict(row), ensure_ascii=False, separators=(",", ":")).encode()


@lru_cache(maxsize=16_384)
def from_bytes(content: bytes) -> BoardRow:
    """The row that `to_bytes` wrote; fields of a newer version are left out.

    Remembered by its bytes: a board of 10,000 is read each second and hardly changes.
    """
    plain = _READER.raw_decode(content.decode())[0]
    if tuple(plain) == _NAMES:  # written by this version: twice as quick, and a night has many
        return BoardRow(*plain.values())
    return BoardRow(**{k: v for k, v in plain.items() if k in _NAMES})


def in_order(rows: Iterable[BoardRow]) -> list[BoardRow]:
    """Most urgent first."""
    return sorted(rows, key=lambda row: row.urgency)


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
