"""A whole store as records in a stream of bytes, and a store made out of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from jourstod.desk.heads import head_of_heads
from jourstod.desk.key_ports import Account, DataKey, Keys
from jourstod.desk.ports import Bundles, Draft, Head, Store, Summary
from jourstod.domain.errors import LogBroken, StoreAway, StoreNewer
from jourstod.store.bare import STRETCH, BareLog, BareRow, follows
from jourstod.store.copy_records import (
    Broken,
    Fields,
    account_fields,
    account_of,
    packed,
    row_of,
    rows_in_bytes,
    rows_out_of,
    summary_of,
    unpacked,
)
from jourstod.store.seal import verify
from jourstod.store.sqlite_filling import filling, put_rows, put_stream

if TYPE_CHECKING:
    from jourstod.store.sqlite import SqliteVault

FORMAT = 2


class _Log(Store, BareLog, Protocol):
    pass


class _EveryDraft(Protocol):
    def every_one(self) -> Sequence[Draft]: ...


class _EverySummary(Protocol):
    def every_one(self) -> Sequence[Summary]: ...


class Copyable(Protocol):
    """A vault that can be held as it was at one moment while others write."""

    @property
    def log(self) -> _Log: ...

    @property
    def drafts(self) -> _EveryDraft: ...

    @property
    def summaries(self) -> _EverySummary: ...

    @property
    def bundles(self) -> Bundles: ...

    @property
    def keys(self) -> Keys: ...

    @property
    def practice(self) -> bool: ...

    @property
    def seen_whole(self) -> bool: ...

    def kept_key(self) -> bytes | None: ...

    def unchanged(self) -> AbstractContextManager[None]: ...


@dataclass(slots=True)
class Copied:
    """What a copy holds: the heads as they were, rows, everything else, and files beside.

    `waiting` is what the station that made the copy keeps for itself beside a shared store.
    """

    heads: tuple[Head, ...] = ()
    rows: int = 0
    beside: int = 0
    practice: bool = False
    files: dict[str, bytes] = field(default_factory=dict)
    waiting: list[Draft] = field(default_factory=list)

    @property
    def sum(self) -> str:
        """Head of all heads (hex)."""
        return head_of_heads(self.heads)


def copy_out(
    vault: Copyable,
    files: Callable[[], Mapping[str, bytes]],
    write: Callable[[bytes], None],
    waiting: Sequence[Draft] = (),
) -> Copied:
    """Write the whole vault as it is at one moment; tells what was written. Raises LogBroken.

    `files` is asked within the moment; `waiting` was read before it, so that what is shared
    meanwhile is in both and never in neither.
    """
    with vault.unchanged():
        heads = tuple(vault.log.heads())
        copied = Copied(heads, sum(head.seq for head in heads), 0, vault.practice)
        write(packed(b"copy", str(FORMAT), "1" if copied.practice else "0"))
        for head in heads:
            write(packed(b"head", head.stream, str(head.seq), head.hash))
            for rows in _stretches(vault.log, head):
                write(packed(b"rows", rows_in_bytes(rows)))
        for record in _all_beside(vault, files(), waiting):
            write(record)
            copied.beside += 1
        write(packed(b"end", str(copied.rows), str(copied.beside), copied.sum))
    return copied


def copy_in(content: Iterable[bytes], made: Callable[[bool], SqliteVault]) -> Copied:
    """Fill an empty store that `made` gives (told whether for practice), each chain verified.

    Raises Broken, LogBroken, StoreNewer, StoreAway. What was filled is then thrown away by whoever
    made it.
    """
    records = unpacked(content)
    copied = _begun(next(records, ()))
    target = made(copied.practice)
    with filling(target):
        _fill(target, records, copied)
    return copied


def _fill(target: SqliteVault, records: Iterator[Fields], copied: Copied) -> None:
    taking = _Taking(target, copied)
    for kind, *fields in records:
        if kind == b"end":
            taking.close()
            rows, beside, total = (part.decode() for part in fields)
            if (rows, beside, total) != (str(copied.rows), str(copied.beside), copied.sum):
                raise Broken
            if next(records, None) is not None:
                raise Broken
            return
        taking.take(kind, tuple(fields))
    raise Broken


class _Taking:
    """Records on their way into a store, a stretch of rows at a time."""

    def __init__(self, target: SqliteVault, copied: Copied) -> None:
        self._target, self._copied = target, copied
        self._head: Head | None = None
        self._last: Head | None = None
        self._stream = 0
        self._heads: list[Head] = []
        self._ring = ""
        self._accounts: list[Account] = []

    def take(self, kind: bytes, fields: Fields) -> None:
        try:
            self._take(kind, fields)
        except (ValueError, IndexError, TypeError):
            raise Broken from None

    def close(self) -> None:
        """Nothing more comes."""
        self._end_stream()
        self._copied.heads = tuple(self._heads)

    def _end_stream(self) -> None:
        if self._last != self._head:
            assert self._head is not None
            raise LogBroken(self._head.stream, self._head.seq, "loggen når inte sitt huvud")
        self._head = self._last = None

    def _take(self, kind: bytes, fields: Fields) -> None:
        if kind == b"head":
            self._end_stream()
            stream, seq, digest = fields
            self._head = Head(stream.decode(), int(seq), digest)
            self._stream = put_stream(self._target, self._head)
            self._heads.append(self._head)
        elif kind == b"rows":
            self._take_rows(*fields)
        else:
            self._copied.beside += 1
            self._take_beside(kind, fields)

    def _take_rows(self, content: bytes) -> None:
        if self._head is None:
            raise Broken
        rows = rows_out_of(content, self._last)
        last = follows(rows, self._head.stream, self._last)
        if last is None:  # say which
            verify((row_of(row, self._head.stream) for row in rows), self._last)
            raise Broken
        put_rows(self._target, self._stream, rows)
        self._last = last
        self._copied.rows += len(rows)

    def _take_beside(self, kind: bytes, fields: Fields) -> None:
        match kind, fields:
            case b"summary", (board, stream, seq, shown, key_id, sealed):
                self._target.summaries.put(
                    [summary_of(board, stream, seq, shown == b"1", key_id, sealed)]
                )
            case b"draft", (place, handler, key_id, sealed):
                self._target.drafts.save(_draft(place, handler, key_id, sealed))
            case b"waiting", (place, handler, key_id, sealed):
                self._copied.waiting.append(_draft(place, handler, key_id, sealed))
            case b"bundle", (id, content):
                self._target.bundles.put(id.decode(), content)
            case b"ring", (key,):
                self._ring = key.decode()
            case b"account", _:
                self._accounts.append(account_of(fields))
            case b"accounts", ():
                if not self._target.keys.begin(self._ring, self._accounts):
                    raise Broken
            case b"key", (stream, id, by, wrapped):
                key_ = DataKey(stream.decode(), id.decode(), by.decode(), wrapped)
                if self._target.keys.add_data_key(key_) != key_:
                    raise Broken
            case b"file", (name, content):
                self._copied.files[name.decode()] = content
            case _:
                raise Broken


def _begun(first: Fields) -> Copied:
    match first:
        case (b"copy", version, practice):
            if int(version) > FORMAT:
                raise StoreNewer(int(version), FORMAT)
            return Copied(practice=practice == b"1")
        case _:
            raise Broken


def _stretches(log: _Log, head: Head) -> Iterator[Sequence[BareRow]]:
    """The rows of a stream, each held against the chain before it is copied."""
    last: Head | None = None
    while rows := log.bare(head.stream, last.seq if last else 0, STRETCH):
        found = follows(rows, head.stream, last)
        if found is None:  # say which
            verify((row_of(row, head.stream) for row in rows), last)
            raise LogBroken(head.stream, last.seq + 1 if last else 1, "den går inte att läsa")
        last = found
        yield rows
    if last != head:
        raise LogBroken(head.stream, last.seq + 1 if last else 1, "loggen når inte sitt huvud")


def _draft(place: bytes, handler: bytes, key_id: bytes, sealed: bytes) -> Draft:
    return Draft(place.decode(), handler.decode(), key_id.decode(), sealed)


def _all_beside(
    vault: Copyable, files: Mapping[str, bytes], waiting: Sequence[Draft]
) -> Iterator[bytes]:
    yield from _beside(vault)
    for name, content in files.items():
        yield packed(b"file", name, content)
    for one in waiting:
        yield packed(b"waiting", one.place, one.handler, one.key_id, one.sealed)


def _beside(vault: Copyable) -> Iterator[bytes]:
    for one in vault.summaries.every_one():
        shown = "1" if one.open else "0"
        yield packed(b"summary", one.board, one.stream, str(one.seq), shown, one.key_id, one.sealed)
    for draft in vault.drafts.every_one():
        yield packed(b"draft", draft.place, draft.handler, draft.key_id, draft.sealed)
    for id in vault.bundles.ids():
        content = vault.bundles.get(id)
        if content is None:
            raise StoreAway(f"Paketet {id} går inte att läsa. Kopian är inte gjord.")
        yield packed(b"bundle", id, content)
    if ring := vault.keys.station_key():
        yield packed(b"ring", ring)
        for account in vault.keys.accounts():
            yield packed(b"account", *account_fields(account))
        yield packed(b"accounts")
        for key in vault.keys.data_keys():
            yield packed(b"key", key.stream, key.id, key.by, key.wrapped)
