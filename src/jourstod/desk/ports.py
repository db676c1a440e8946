"""What the desk needs from outside, as small Protocols: store, codec, drafts, bundles, shelf."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ..domain.findings import Finding
    from ..domain.rulebook import Rulebook
    from .key_ports import Keys


@dataclass(frozen=True, slots=True)
class Clear:
    """The clear columns of a row that the codec binds to (associated data)."""

    board: str
    stream: str
    seq: int
    event_id: str
    command_id: str


@dataclass(frozen=True, slots=True)
class NewRow:
    """A sealed event on its way in; `clear.seq` is expected + 1, 2, … within its stream."""

    clear: Clear
    key_id: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Row:
    """A sealed event as stored: clear columns, the store's witness of time, and the chain."""

    clear: Clear
    key_id: str
    sealed: bytes
    stored_at: datetime
    prev: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Append:
    """Rows for one stream, and the number of rows the writer had seen in it."""

    stream: str
    expected: int
    rows: tuple[NewRow, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """The batch is durable; `rows` as stored, in the order given."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class AlreadyStored:
    """The command id was stored before; `rows` are what it stored then."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody wrote first: the rows since `expected`, by stream. Nothing was written."""

    since: Mapping[str, tuple[Row, ...]]


Outcome = Stored | AlreadyStored | Conflict


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of a stream: its number and hash."""

    stream: str
    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Summary:
    """A sealed, rebuildable summary of one stream as of row `seq`; `open` lists it on the board."""

    board: str
    stream: str
    seq: int
    open: bool
    key_id: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """Sealed text not yet confirmed, bound to a place (visit, call, note) and a handler."""

    place: str
    handler: str
    key_id: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Mark:
    """A small sealed mark at a place, one for each holder: who is here, how far somebody read."""

    place: str
    holder: str
    key_id: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Beside:
    """What is written in the same transaction as the events: one durable write per answer."""

    summaries: tuple[Summary, ...] = ()
    drafts_done: tuple[tuple[str, str], ...] = field(default=())
    """(place, handler) of drafts that the confirmed events make obsolete."""


class Store(Protocol):
    """Streams of sealed rows: append atomically over several, read after a number, compare heads.

    Raises StoreAway when it cannot be read or written (nothing half-written), StoreNewer when
    the file is newer, CommandReused when a command id comes back with other event ids or streams.
    """

    def append(
        self, batch: Sequence[Append], command_id: str, beside: Beside = Beside()
    ) -> Outcome: ...

    def read(self, stream: str, after: int = 0, most: int | None = None) -> Sequence[Row]: ...

    def head(self, stream: str) -> Head | None: ...

    def heads(self) -> Iterable[Head]: ...

    def close(self) -> None: ...


class Drafts(Protocol):
    """Mutable sealed texts that survive a kill; at most one per place and handler."""

    def save(self, draft: Draft) -> None: ...

    def get(self, place: str, handler: str) -> Draft | None: ...

    def all_of(self, handler: str) -> Sequence[Draft]: ...

    def drop(self, place: str, handler: str) -> None: ...


class Marks(Protocol):
    """Small mutable marks, no part of any log; the store counts the time by its own clock.

    A mark with `lasts` seconds is gone by itself when they have passed without a new one, so that
    whoever made it may die at any moment; 0 lasts until it is dropped.
    """

    def put(self, mark: Mark, lasts: float = 0) -> None: ...

    def at(self, place: str) -> Sequence[Mark]: ...

    def drop(self, place: str, holder: str) -> None: ...


class Summaries(Protocol):
    """Sealed summaries; the board reads only these."""

    def open_ones(self) -> Sequence[Summary]: ...

    def get(self, stream: str) -> Summary | None: ...

    def put(self, summaries: Sequence[Summary]) -> None: ...


class Bundles(Protocol):
    """Pinned bundles by their hash (hex); bytes are never changed once put."""

    def put(self, bundle_id: str, content: bytes) -> None: ...

    def get(self, bundle_id: str) -> bytes | None: ...

    def ids(self) -> Sequence[str]: ...


class Vault(Protocol):
    """The six small ports of one storage together, as an adapter offers them.

    `mark` gives «key id:keyed digest» (hex) of a content: the same for the same bytes, and nothing
    to one who guesses the bytes but has not the key. `token` gives the same of a name or number,
    with another key, so that a case can be found by it and no name stands anywhere.
    """

    @property
    def log(self) -> Store: ...

    @property
    def drafts(self) -> Drafts: ...

    @property
    def marks(self) -> Marks: ...

    @property
    def summaries(self) -> Summaries: ...

    @property
    def bundles(self) -> Bundles: ...

    @property
    def keys(self) -> Keys: ...

    def mark(self, content: bytes) -> str: ...

    def token(self, text: str) -> str: ...

    def close(self) -> None: ...


class Codec(Protocol):
    """Seals and opens bytes; `Clear` is bound to the result (associated data)."""

    def seal(self, plain: bytes, clear: Clear) -> tuple[str, bytes]: ...

    def open(self, key_id: str, sealed: bytes, clear: Clear) -> bytes: ...


class WallClock(Protocol):
    """The only source of now (UTC, aware)."""

    def __call__(self) -> datetime: ...


class Shelf(Protocol):
    """Where rulebooks come from: the routines in use now, and pinned bundles by their bytes.

    `trouble` says why an older version than the one in force was given last, "" when it was not.
    `delivered` is the version of the program the current ones came with, "" when it need not be
    told of. `findings` is what is wrong with those in use, and with what was left out of them.
    """

    trouble: str
    delivered: str

    def current(self) -> tuple[Rulebook, bytes]: ...

    def load(self, content: bytes) -> Rulebook: ...

    def findings(self) -> Sequence[Finding]: ...
