"""Arrays on their way to the database, packed here as it reads them.

The driver looks at every element to find out what a list holds; for the eighteen lists of an
answer that took more of the processor than all the rest of the sending.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from struct import Struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psycopg
    from psycopg.adapt import Dumper

_HEAD, _EMPTY = Struct(">iiiii").pack, Struct(">iii").pack
_SIZE, _NUMBER, _FLAG = Struct(">i").pack, Struct(">iq").pack, Struct(">i?").pack


class Packed:
    """An array as the bytes that are sent; `of` and `oid` are the database's own type numbers."""

    __slots__ = ("sent",)
    of: int
    oid: int

    def __init__(self, packed: list[bytes]) -> None:
        if packed:
            self.sent = _HEAD(1, 0, self.of, len(packed), 1) + b"".join(packed)
        else:
            self.sent = _EMPTY(0, 0, self.of)


class Texts(Packed):
    """A text[], none of them NULL."""

    __slots__ = ()
    of, oid = 25, 1009

    def __init__(self, values: Iterable[str]) -> None:
        super().__init__([_sized(value.encode()) for value in values])


class Contents(Packed):
    """A bytea[]."""

    __slots__ = ()
    of, oid = 17, 1001

    def __init__(self, values: Iterable[bytes]) -> None:
        super().__init__([_sized(value) for value in values])


class Numbers(Packed):
    """A bigint[]."""

    __slots__ = ()
    of, oid = 20, 1016

    def __init__(self, values: Iterable[int]) -> None:
        super().__init__([_NUMBER(8, value) for value in values])


class Flags(Packed):
    """A boolean[]."""

    __slots__ = ()
    of, oid = 16, 1000

    def __init__(self, values: Iterable[bool]) -> None:
        super().__init__([_FLAG(1, value) for value in values])


def let_through(db: psycopg.Connection) -> None:
    """Let the connection send packed arrays as they are."""
    for kind in (Texts, Contents, Numbers, Flags):
        db.adapters.register_dumper(kind, _sender(kind))


def _sized(value: bytes) -> bytes:
    return _SIZE(len(value)) + value


@cache
def _sender(kind: type[Packed]) -> type[Dumper]:
    from psycopg.adapt import Dumper
    from psycopg.pq import Format

    class Sender(Dumper):
        format, oid = Format.BINARY, kind.oid

        def dump(self, obj: Packed) -> bytes:
            return obj.sent

    return Sender
