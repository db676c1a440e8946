"""A vault in memory, for tests and trials: every promise of the ports but durability."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import inf
from threading import RLock
from time import time

from jourstod.desk.ports import (
    AlreadyStored,
    Append,
    Beside,
    Conflict,
    Draft,
    Head,
    Mark,
    Outcome,
    Row,
    Stored,
    Summary,
    WallClock,
)
from jourstod.domain.errors import BundleChanged
from jourstod.store.batch import (
    NOTHING,
    check_batch,
    linked,
    moved_on,
    stored_before,
    witnessed,
)
from jourstod.store.memory_keys import MemoryKeys
from jourstod.store.own_key import fresh_key, marked, token


@dataclass(slots=True)
class _Shelves:
    """What the four ports share; whoever touches it holds the lock."""

    lock: RLock = field(default_factory=RLock)
    streams: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    commands: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    summaries: dict[str, Summary] = field(default_factory=dict)
    drafts: dict[tuple[str, str], Draft] = field(default_factory=dict)
    bundles: dict[str, bytes] = field(default_factory=dict)
    marks: dict[tuple[str, str], tuple[Mark, float]] = field(default_factory=dict)

    def put_summaries(self, summaries: Iterable[Summary]) -> None:
        for new in summaries:
            old = self.summaries.get(new.stream)
            if old is None or new.seq >= old.seq:
                self.summaries[new.stream] = new


class MemoryVault:
    """A vault that lives as long as the object does; threads may share it."""

    def __init__(self, clock: WallClock, ticks: Callable[[], float] = time) -> None:
        shelves = _Shelves()
        self.log = MemoryLog(shelves, clock)
        self.drafts = MemoryDrafts(shelves)
        self.marks = MemoryMarks(shelves, ticks)
        self.summaries = MemorySummaries(shelves)
        self.bundles = MemoryBundles(shelves)
        self.keys = MemoryKeys()
        self._key = fresh_key()

    def mark(self, content: bytes) -> str:
        """A mark of the content by a key of this vault."""
        return marked(self._key, content)

    def token(self, text: str) -> str:
        """A token of a name or number by a key of this vault."""
        return token(self._key, text)

    def close(self) -> None:
        """Nothing to let go of."""


class MemoryLog:
    """Streams of rows in lists."""

    def __init__(self, shelves: _Shelves, clock: WallClock) -> None:
        self._shelves = shelves
        self._clock = clock

    def append(self, batch: Sequence[Append], command_id: str, beside: Beside = NOTHING) -> Outcome:
        """Store all of the batch and what stands beside it, or nothing."""
        check_batch(batch, command_id)
        shelves = self._shelves
        with shelves.lock:
            if before := self.stored_by(command_id):
                return AlreadyStored(stored_before(batch, before))
            heads = {part.stream: self.head(part.stream) for part in batch}
            if moved := moved_on(batch, heads):
                return Conflict({p.stream: self.read(p.stream, p.expected) for p in moved})
            rows = linked(batch, heads, witnessed(self._clock))
            for row in rows:
                shelves.streams[row.clear.stream].append(row)
                shelves.commands[command_id].append(row)
            shelves.put_summaries(beside.summaries)
            for place_and_handler in beside.drafts_done:
                shelves.drafts.pop(place_and_handler, None)
        return Stored(rows)

    def read(self, stream: str, after: int = 0, most: int | None = None) -> tuple[Row, ...]:
        """The rows of a stream with a number above `after`, in order; at most `most` of them."""
        with self._shelves.lock:
            return tuple(self._shelves.streams.get(stream, ())[max(after, 0) :][:most])

    def stored_by(self, command_id: str) -> tuple[Row, ...]:
        """What a command has stored, nothing when it has not: a retry looks here first."""
        with self._shelves.lock:
            return tuple(self._shelves.commands.get(command_id, ()))

    def head(self, stream: str) -> Head | None:
        """The last row's number and hash, None for a stream without rows."""
        with self._shelves.lock:
            rows = self._shelves.streams.get(stream)
            return Head(stream, rows[-1].clear.seq, rows[-1].hash) if rows else None

    def heads(self) -> tuple[Head, ...]:
        """The head of every stream, as of one moment."""
        with self._shelves.lock:
            found = [self.head(stream) for stream in self._shelves.streams]
        return tuple(head for head in found if head is not None)

    def close(self) -> None:
        """Nothing to let go of."""


class MemoryDrafts:
    """Sealed texts by place and handler."""

    def __init__(self, shelves: _Shelves) -> None:
        self._shelves = shelves

    def save(self, draft: Draft) -> None:
        """Keep the draft in place of an earlier one."""
        with self._shelves.lock:
            self._shelves.drafts[draft.place, draft.handler] = draft

    def get(self, place: str, handler: str) -> Draft | None:
        """The draft of this handler at this place, None when there is none."""
        return self._shelves.drafts.get((place, handler))

    def all_of(self, handler: str) -> tuple[Draft, ...]:
        """Every draft of a handler, by place."""
        with self._shelves.lock:
            kept = sorted(self._shelves.drafts.values(), key=lambda draft: draft.place)
        return tuple(draft for draft in kept if draft.handler == handler)

    def drop(self, place: str, handler: str) -> None:
        """Forget the draft; nothing happens when there is none."""
        with self._shelves.lock:
            self._shelves.drafts.pop((place, handler), None)


class MemoryMarks:
    """Small marks by place and holder; `ticks` gives seconds."""

    def __init__(self, shelves: _Shelves, ticks: Callable[[], float]) -> None:
        self._shelves, self._ticks = shelves, ticks

    def put(self, mark: Mark, lasts: float = 0) -> None:
        """Keep the mark in place of an earlier one of the same holder."""
        with self._shelves.lock:
            ends = self._ticks() + lasts if lasts else inf
            self._shelves.marks[mark.place, mark.holder] = mark, ends

    def at(self, place: str) -> tuple[Mark, ...]:
        """The marks at a place that still last, by holder."""
        with self._shelves.lock:
            now, kept = self._ticks(), sorted(self._shelves.marks.items(), key=lambda one: one[0])
            return tuple(m for (where, _), (m, ends) in kept if where == place and ends > now)

    def drop(self, place: str, holder: str) -> None:
        """Forget the mark; nothing happens when there is none."""
        with self._shelves.lock:
            self._shelves.marks.pop((place, holder), None)


class MemorySummaries:
    """Sealed summaries by stream."""

    def __init__(self, shelves: _Shelves) -> None:
        self._shelves = shelves

    def open_ones(self) -> tuple[Summary, ...]:
        """The summaries that are listed on the board, by stream."""
        with self._shelves.lock:
            kept = sorted(self._shelves.summaries.values(), key=lambda one: one.stream)
        return tuple(one for one in kept if one.open)

    def get(self, stream: str) -> Summary | None:
        """The summary of a stream, None when it has none."""
        return self._shelves.summaries.get(stream)

    def put(self, summaries: Sequence[Summary]) -> None:
        """Keep each summary unless a later one (by `seq`) is there."""
        with self._shelves.lock:
            self._shelves.put_summaries(summaries)


class MemoryBundles:
    """Pinned bundles by their hash."""

    def __init__(self, shelves: _Shelves) -> None:
        self._shelves = shelves

    def put(self, bundle_id: str, content: bytes) -> None:
        """Keep the bundle; the same bytes again are no change. Raises BundleChanged."""
        with self._shelves.lock:
            if self._shelves.bundles.setdefault(bundle_id, content) != content:
                raise BundleChanged(bundle_id)

    def get(self, bundle_id: str) -> bytes | None:
        """The bytes of a bundle, None when it is not here."""
        return self._shelves.bundles.get(bundle_id)

    def ids(self) -> tuple[str, ...]:
        """The ids of all bundles, sorted."""
        with self._shelves.lock:
            return tuple(sorted(self._shelves.bundles))
