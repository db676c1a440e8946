"""Entry ↔ sealed row: kinds, versions, sealing, and upcasting on read."""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from ..domain.entries import Entry, Stamp
from ..domain.errors import StoreNewer
from .ports import Append, Clear, Codec, NewRow, Row

if TYPE_CHECKING:
    from ..domain.events.every import Event

VERSION = 1
"""Version of the sealed form; raised when a field changes meaning, with an upcaster below."""

UPCASTERS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From version n to n + 1, applied on read; stored bytes are never rewritten."""


def seal(
    codec: Codec, board: str, stream: str, expected: int, command: str, entries: Iterable[Entry]
) -> Append:
    """The entries as sealed rows for a stream whose writer has seen `expected` rows."""
    rows = []
    for seq, entry in enumerate(entries, start=expected + 1):
        clear = Clear(board, stream, seq, entry.id, command)
        key_id, sealed = codec.seal(to_bytes(entry), clear)
        rows.append(NewRow(clear, key_id, sealed))
    return Append(stream, expected, tuple(rows))


def unseal(codec: Codec, rows: Sequence[Row]) -> list[Entry]:
    """The entries of stored rows, in order."""
    return [
        from_bytes(
            codec.open(row.key_id, row.sealed, row.clear),
            row.clear.event_id,
            row.clear.seq,
            row.stored_at,
        )
        for row in rows
    ]


def to_bytes(entry: Entry) -> bytes:
    """Everything about an entry that is sealed, as canonical JSON (UTF-8)."""
    sealed = {
        "kind": type(entry.event).KIND,
        "version": VERSION,
        "stamp": plain(entry.stamp),
        "body": plain(entry.event),
    }
    return json.dumps(sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def from_bytes(content: bytes, id: str, seq: int, stored_at: datetime) -> Entry:
    """The entry that `to_bytes` wrote; raises StoreNewer for a version or kind not known here."""
    told = json.loads(content)
    version = int(told["version"])
    if version > VERSION:
        raise StoreNewer(version, VERSION)
    while version < VERSION:
        told = UPCASTERS[version](told)
        version += 1
    kind = kinds().get(told["kind"])
    if kind is None:
        raise StoreNewer(version + 1, VERSION)
    return Entry(id, build(Stamp, told["stamp"]), build(kind, told["body"]), seq, stored_at)


@cache
def kinds() -> Mapping[str, type[Event]]:
    """Event class by the kind that stands in the log."""
    from ..domain.events.every import Event

    return {event.KIND: event for event in get_args(Event)}


def plain(value: Any) -> Any:
    """A dataclass value as JSON material: fields by name, tuples as lists, times as ISO UTC."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value


def build(cls: Any, plain: dict[str, Any]) -> Any:
    """The dataclass from its JSON material; fields that were added later take their default."""
    hints = _hints(cls)
    return cls(**{name: _value(hints[name], part) for name, part in plain.items() if name in hints})


@cache
def _hints(cls: Any) -> dict[str, Any]:
    names = {f.name for f in fields(cls)}
    return {name: hint for name, hint in get_type_hints(cls).items() if name in names}


def _value(hint: Any, plain: Any) -> Any:
    if plain is None:
        return None
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _value(next(a for a in get_args(hint) if a is not type(None)), plain)
    if origin is tuple:
        parts = get_args(hint)
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(_value(parts[0], part) for part in plain)
        return tuple(_value(p, part) for p, part in zip(parts, plain, strict=True))
    if is_dataclass(hint):
        return build(hint, plain)
    if hint is datetime:
        return datetime.fromisoformat(plain)
    return plain
