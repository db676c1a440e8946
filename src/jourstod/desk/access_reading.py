"""Reading the access log: for the one who reviews it. That it was read stands in it too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from heapq import merge

from ..domain.access_kind import AccessKind
from ..domain.access_review import Seed, is_access
from ..domain.entries import Entry
from ..domain.errors import UsageError
from ..domain.events.access import AccessMade, AccessRefused, AccessReviewed
from ..domain.local_time import local_day
from ..domain.rights import Deed
from . import rows
from .access import STREAMS
from .front import FrontDesk
from .ports import Codec, Row, Store

SHOWN = 16
"""Digits of a hash that stand in a seed."""
_MARK = 8
_SEED = re.compile(
    r"(?P<month>[\d-]+):(?P<seq>\d+)(?P<beside>(\+\d+@[0-9a-f]+)*):(?P<hash>[0-9a-f]*)"
)


@dataclass(frozen=True, slots=True)
class AccessReading:
    """The access log, opened for somebody who may read it. Raises NoRight."""

    log: Store
    codec: Codec
    front: FrontDesk

    def __post_init__(self) -> None:
        self.front.demand(Deed.READ_ACCESS_LOG)

    def all(self, case: str = "", person: str = "", since: date = date.min) -> tuple[Entry, ...]:
        """Accesses in order: those to a case (number or id), of a person, from a day on."""
        found = [e for month in self._months(f"{since:%Y-%m}") for e in self._read(month)]
        self._tell("åtkomstloggen", len(found))
        return tuple(
            entry
            for entry in found
            if isinstance(entry.event, AccessMade | AccessRefused)
            and case in ("", entry.event.case, entry.event.number)
            and person.casefold() in ("", entry.stamp.who.casefold())
            and local_day(entry.stamp.recorded_at) >= since
        )

    def month(self, month: str, until: str = "") -> tuple[tuple[Entry, ...], Seed]:
        """The accesses of a month that others made, up to now or to a seed, and the seed.

        Nobody reviews what they did themselves. Raises UsageError for a seed that is not the log's.
        """
        asked = _seed(until, month) if until else None
        read = {
            stream: self.log.read(stream, 0, _upto(asked, stream)) for stream in self._of(month)
        }
        read = {stream: rows_ for stream, rows_ in read.items() if rows_}
        seed = _drawn_from(month, read)
        if asked is not None and asked != seed:
            raise UsageError(f"Urvalet «{until}» är inte draget ur den här loggen.")
        self._tell(f"åtkomstloggen för {month}", sum(map(len, read.values())))
        me = self.front.handler.signature
        found = _merged(rows.unseal(self.codec, rows_) for rows_ in read.values())
        return tuple(e for e in found if is_access(e) and e.stamp.who != me), seed

    def reviews(self, month: str) -> tuple[Entry, ...]:
        """What has been reviewed of a month, in that month or later."""
        found = [entry for later in self._months(month) for entry in self._read(later)]
        return tuple(
            e for e in found if isinstance(e.event, AccessReviewed) and e.event.month == month
        )

    def review(
        self,
        seed: Seed,
        drawn: Sequence[Entry],
        outcome: str,
        found: Sequence[tuple[str, str]],
    ) -> None:
        """Write that a sample was gone through, and what was found. Raises NoRight, StoreAway."""
        self.front.demand(Deed.REVIEW_ACCESS)
        boards = dict.fromkeys(_board(entry) for entry in drawn) or {"": None}
        self.front.access.write(
            *(_reviewed(board, seed, drawn, outcome, found) for board in boards)
        )

    def _tell(self, about: str, entries: int) -> None:
        self.front.access.listed(about, entries, AccessKind.READ_ACCESS_LOG)

    def _months(self, since: str) -> list[str]:
        """Months with accesses that this role in the database sees, from one on."""
        return sorted({m for stream in self._streams() if (m := _month(stream)) >= since})

    def _of(self, month: str) -> list[str]:
        """The streams of a month: the one of no nämnd, and each nämnd's own."""
        return sorted(stream for stream in self._streams() if _month(stream) == month)

    def _streams(self) -> list[str]:
        return [h.stream for h in self.log.heads() if h.stream.startswith(STREAMS)]

    def _read(self, month: str) -> list[Entry]:
        return _merged(rows.unseal(self.codec, self.log.read(stream)) for stream in self._of(month))


def _month(stream: str) -> str:
    return stream.removeprefix(STREAMS).partition("/")[0]


def _mark(stream: str) -> str:
    """A short mark of the nämnd whose stream it is, "" for the stream of none."""
    board = stream.removeprefix(STREAMS).partition("/")[2]
    return sha256(board.encode()).hexdigest()[:_MARK] if board else ""


def _merged(streams: Iterable[Sequence[Entry]]) -> list[Entry]:
    """Entries of several streams as they were stored; each stream keeps its own order."""
    return list(merge(*streams, key=_stored))


def _stored(entry: Entry) -> datetime:
    return entry.stored_at or entry.stamp.recorded_at


def _upto(asked: Seed | None, stream: str) -> int | None:
    """How far a seed reaches in a stream; None for to its end."""
    if asked is None:
        return None
    return {"": asked.seq, **dict(asked.beside)}.get(_mark(stream), 0)


def _drawn_from(month: str, read: Mapping[str, Sequence[Row]]) -> Seed:
    last = {_mark(stream): rows_[-1] for stream, rows_ in read.items()}
    ends = {mark: row.clear.seq for mark, row in sorted(last.items())}
    hashes = [row.hash.hex() for _, row in sorted(last.items())]
    if ends.keys() <= {""}:
        return Seed(month, ends.get("", 0), "".join(hashes)[:SHOWN])
    seq = ends.pop("", 0)
    return Seed(
        month, seq, sha256(" ".join(hashes).encode()).hexdigest()[:SHOWN], tuple(ends.items())
    )


def _board(entry: Entry) -> str:
    return str(getattr(entry.event, "board", ""))


def _reviewed(
    board: str,
    seed: Seed,
    drawn: Sequence[Entry],
    outcome: str,
    found: Sequence[tuple[str, str]],
) -> AccessReviewed:
    ids = tuple(entry.id for entry in drawn if _board(entry) == board)
    theirs = tuple((id, words) for id, words in found if id in ids)
    return AccessReviewed(seed.month, str(seed), ids, outcome, theirs, board)


def _seed(told: str, month: str) -> Seed:
    found = _SEED.fullmatch(told)
    if found is None or found["month"] != month:
        raise UsageError(f"«{told}» är inget urval ur {month}. Skriv det som stod i utskriften.")
    beside = (part.split("@") for part in found["beside"].split("+")[1:])
    ends = tuple((mark, int(seq)) for seq, mark in beside)
    return Seed(month, int(found["seq"]), found["hash"], ends)
