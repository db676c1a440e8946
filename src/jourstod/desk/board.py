"""The board's rows: a summary of each case, written with its events and read by the board."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any, overload

from ..domain.local_time import local_day, short_day
from ..wording import PASSED, waited


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
    ends: tuple[tuple[str, str], ...] = ()
    """Every running clock that has an end: (ISO UTC when its last lawful day is over, name)."""
    offered_to: str = ""
    late: int = 0
    """How much was written after the handover that whoever has the case has not heard of."""
    left_to: tuple[str, ...] | None = None
    """Whom sheets wait for, as `nämnd/unit` of the day; None in a row from before it was told."""
    apart: bool = False
    """The person has a protected identity: the row says nothing, and no search finds it."""

    @property
    def hands(self) -> str:
        """Who has it: «AB», «AB→CD» while CD is asked to take it."""
        return f"{self.handler}→{self.offered_to}" if self.offered_to else self.handler

    def clock_now(self, now: datetime) -> str:
        """The clock column as of now: what is due at once counts up by itself."""
        if self.waiting_since:
            since = datetime.fromisoformat(self.waiting_since)
            return f"NU · väntat {waited(int((now - since).total_seconds() // 60))}"
        if self.overdue(now) and not self.clock_line.startswith(PASSED):
            last = datetime.fromisoformat(self.clock_ends) - timedelta(microseconds=1)
            return f"{PASSED}: gick till {short_day(local_day(last))}"
        return self.clock_line

    def of_another_day(self, now: datetime) -> bool:
        """Whether the clock was summed on another day, so that its days left are not today's."""
        if not (self.clock_line and self.summed_at):
            return False
        return local_day(datetime.fromisoformat(self.summed_at)) != local_day(now)

    def call_is_late(self, now: datetime) -> bool:
        """Whether somebody should have been called by now (`next_try` may be words)."""
        try:
            return datetime.fromisoformat(self.next_try) <= now
        except ValueError:
            return False

    def overdue(self, now: datetime) -> bool:
        """Whether the most urgent clock's last lawful day is over."""
        return bool(self.clock_ends) and now >= datetime.fromisoformat(self.clock_ends)


def to_bytes(row: BoardRow) -> bytes:
    """The row as it is sealed, without what says nothing: a night reads very many of them."""
    told = {k: v for k, v in asdict(row).items() if k not in _DEFAULTS or v != _DEFAULTS[k]}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def from_bytes(content: bytes) -> BoardRow:
    """The row that `to_bytes` wrote; fields of a newer version are left out."""
    return _row(json.loads(content))


def waits_for(content: bytes) -> tuple[str, ...]:
    """Whom sheets of a row that `to_bytes` wrote wait for; an older row tells only its nämnd."""
    plain = _read(content)
    if plain is None or not plain.get("unreceived"):
        return ()
    left = plain.get("left_to")
    return (f"{plain['board']}/",) if left is None else tuple(left)


class Board(Sequence[BoardRow]):
    """Rows, most urgent first; each is made when it is looked at, for a screen shows few of many.

    `found` is, in any order, the case and what `to_bytes` wrote; what is not that is a damaged row.
    """

    def __init__(self, found: Sequence[tuple[str, bytes]]) -> None:
        self.found = tuple(found)
        self._plain = _rows(self.found)
        self._plain.sort(key=_urgency)

    @overload
    def __getitem__(self, at: int) -> BoardRow: ...

    @overload
    def __getitem__(self, at: slice) -> list[BoardRow]: ...

    def __getitem__(self, at: int | slice) -> BoardRow | list[BoardRow]:
        if isinstance(at, slice):
            return [_row(plain) for plain in self._plain[at]]
        return _row(self._plain[at])

    def __len__(self) -> int:
        return len(self._plain)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Board):
            return self.found == other.found
        return isinstance(other, list) and list(self) == other

    def place_of(self, case: str) -> int | None:
        """Where a case stands, None when it is not open."""
        return next((n for n, plain in enumerate(self._plain) if plain["case"] == case), None)

    def overdue(self, now: datetime) -> int:
        """How many clocks have passed: ISO times in UTC come in the order of their words."""
        at = now.astimezone(UTC).isoformat()
        ends = (plain["clock_ends"] for plain in self._plain if plain.get("clock_ends"))
        return sum(1 for end in ends if end <= at)

    def ended_between(self, since: datetime, now: datetime) -> list[tuple[str, str, datetime]]:
        """Clocks whose last lawful day ended after `since`: (number, name, when), oldest first."""
        after, until = (at.astimezone(UTC).isoformat() for at in (since, now))
        found = [
            (str(end), str(plain["number"]), str(name))
            for plain in self._plain
            for end, name in plain.get("ends", ())
            if after < end <= until
        ]
        return [(number, name, datetime.fromisoformat(end)) for end, number, name in sorted(found)]

    def returned(self) -> int:
        """How many came back to the jour with a question."""
        return sum(1 for plain in self._plain if plain.get("returned"))

    def unreceived(self) -> int:
        """How many have a sheet that was left and that nobody has taken the whole of."""
        return sum(1 for plain in self._plain if plain.get("unreceived"))

    def next_call(self) -> BoardRow | None:
        """The case whose call-back comes first."""
        calling = [plain for plain in self._plain if plain.get("next_try")]
        return _row(min(calling, key=lambda plain: str(plain["next_try"]))) if calling else None


_Plain = dict[str, Any]
_LONG_AGO = "1970-01-01T00:00:00+00:00"
_NAMES = frozenset(field.name for field in fields(BoardRow))
_NEEDED = frozenset(field.name for field in fields(BoardRow) if field.default is MISSING)
_DEFAULTS = {f.name: f.default for f in fields(BoardRow) if f.default is not MISSING}


def _rows(found: Sequence[tuple[str, bytes]]) -> list[_Plain]:
    """All at once while all are whole, else one by one."""
    try:
        plain = json.loads(b"[" + b",".join(content for _, content in found) + b"]")
        if len(plain) == len(found) and all(map(_is_row, plain)):
            return list(plain)
    except ValueError:
        pass
    return [_read(content) or _damaged(case) for case, content in found]


def _read(content: bytes) -> _Plain | None:
    try:
        plain = json.loads(content)
    except ValueError:
        return None
    return plain if _is_row(plain) else None


def _is_row(plain: object) -> bool:
    return isinstance(plain, dict) and plain.keys() >= _NEEDED


def _damaged(case: str) -> _Plain:
    """In the place of a row that cannot be read: first of all, and summed again at once."""
    row = BoardRow(
        *(case, case[:8], "", "raden är skadad", "räknas om ur loggen", ""),
        open_items=0,
        promised=0,
        clock_line="räknas om",
        returned="raden är skadad",
        summed_at=_LONG_AGO,
    )
    return dict(json.loads(to_bytes(row)))


def _row(plain: _Plain) -> BoardRow:
    told = {k: v for k, v in plain.items() if k in _NAMES}
    if "ends" in told:
        told["ends"] = tuple((end, name) for end, name in told["ends"])
    if told.get("left_to") is not None:
        told["left_to"] = tuple(told["left_to"])
    return BoardRow(**told)


def _urgency(plain: _Plain) -> tuple[int, str, str]:
    """Sort key: returned, left and not taken, due at once, by the day, then by number.

    What nobody has taken stays with the jour, on top, until somebody does.
    """
    number, since = str(plain["number"]), str(plain.get("waiting_since", ""))
    if plain.get("returned"):
        return (0, "", number)
    if plain.get("unreceived"):
        return (1, since or "~", number)
    if since:
        return (2, since, number)
    ends = str(plain.get("clock_ends", ""))
    return (3, ends, number) if ends else (4, "", number)
