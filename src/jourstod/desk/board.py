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


def damaged(case: str) -> bytes:
    """A row in the place of one that cannot be read: first of all, and summed again at once."""
    row = BoardRow(
        *(case, case[:8], "", "raden är skadad", "räknas om ur loggen", ""),
        open_items=0,
        promised=0,
        clock_line="räknas om",
        returned="raden är skadad",
        summed_at=_LONG_AGO,
    )
    return to_bytes(row)


def mended(found: Sequence[tuple[str, bytes]]) -> tuple[bytes, ...]:
    """The contents of (case, content), with a damaged row for each that is none."""
    contents = tuple(content for _, content in found)
    try:
        plain = json.loads(b"[" + b",".join(contents) + b"]")
        if len(plain) == len(found) and all(map(_is_row, plain)):
            return contents
    except ValueError:
        pass
    return tuple(content if _reads(content) else damaged(case) for case, content in found)


def _reads(content: bytes) -> bool:
    try:
        return _is_row(json.loads(content))
    except ValueError:
        return False


def _is_row(plain: object) -> bool:
    return isinstance(plain, dict) and plain.keys() >= _NEEDED


def left_to_somebody(content: bytes) -> bool:
    """Whether a row that `to_bytes` wrote has a sheet that was left and not taken the whole of."""
    return bool(json.loads(content).get("unreceived"))


class Board(Sequence[BoardRow]):
    """Rows, most urgent first; each is made when it is looked at, for a screen shows few of many.

    `contents` are what `to_bytes` wrote, in any order.
    """

    def __init__(self, contents: Sequence[bytes]) -> None:
        self.contents = tuple(contents)
        self._plain: list[_Plain] = json.loads(b"[" + b",".join(self.contents) + b"]")
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
            return self.contents == other.contents
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


def _row(plain: _Plain) -> BoardRow:
    told = {k: v for k, v in plain.items() if k in _NAMES}
    if "ends" in told:
        told["ends"] = tuple((end, name) for end, name in told["ends"])
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
