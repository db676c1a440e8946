"""The records of a copied store: fields with their length before them, and what they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from jourstod.desk.key_ports import Account
from jourstod.desk.ports import Clear, Row, Summary
from jourstod.domain.errors import Unreadable

Fields = tuple[bytes, ...]
_MOST = 1 << 30


class Broken(Unreadable):
    """The records of a copy do not add up, though the file opened: it was made wrongly."""

    def __init__(self) -> None:
        super().__init__("Innehållet i kopian går inte ihop. Inget ur den används. Larma driften.")


def row_fields(row: Row) -> tuple[str | bytes, ...]:
    """A row, to be packed."""
    clear = row.clear
    return (
        *(clear.board, clear.stream, str(clear.seq), clear.event_id, clear.command_id),
        *(row.key_id, row.sealed, row.stored_at.isoformat(), row.prev, row.hash),
    )


def row_of(fields: Fields) -> Row:
    """The row. Raises ValueError."""
    board, stream, seq, event_id, command_id, key_id, sealed, at, prev, digest = fields
    clear = Clear(board.decode(), stream.decode(), int(seq), event_id.decode(), command_id.decode())
    when = datetime.fromisoformat(at.decode())
    return Row(clear, key_id.decode(), sealed, when, prev, digest)


def summary_of(
    board: bytes, stream: bytes, seq: bytes, shown: bool, key_id: bytes, sealed: bytes
) -> Summary:
    """A summary of its fields. Raises ValueError."""
    return Summary(board.decode(), stream.decode(), int(seq), shown, key_id.decode(), sealed)


def account_fields(account: Account) -> tuple[str | bytes, ...]:
    """An account, to be packed."""
    return (
        *(account.signature, account.role, account.public, account.salt),
        *(" ".join(map(str, account.cost)), account.locked, account.box, account.card),
    )


def account_of(fields: Fields) -> Account:
    """The account. Raises ValueError."""
    signature, role, public, salt, cost, locked, box, card = fields
    memory, passes, lanes = map(int, cost.split())
    return Account(
        signature.decode(), role.decode(), public, salt, (memory, passes, lanes), locked, box, card
    )


def packed(kind: bytes, *fields: str | bytes) -> bytes:
    """One record: how many fields, then each with its length (4 bytes, big-endian)."""
    parts = [kind, *(part.encode() if isinstance(part, str) else part for part in fields)]
    sized = (len(part).to_bytes(4, "big") + part for part in parts)
    return bytes([len(parts)]) + b"".join(sized)


def unpacked(content: Iterable[bytes]) -> Iterator[Fields]:
    """The records of a content that comes in pieces. Raises Broken."""
    source, held = iter(content), bytearray()

    def take(count: int) -> bytes:
        while len(held) < count:
            more = next(source, None)
            if more is None:
                raise Broken
            held.extend(more)
        taken = bytes(held[:count])
        del held[:count]
        return taken

    while held or _more(source, held):
        sizes = range(take(1)[0])
        yield tuple(take(min(_MOST, int.from_bytes(take(4), "big"))) for _ in sizes)


def _more(source: Iterator[bytes], held: bytearray) -> bool:
    for part in source:
        if part:
            held.extend(part)
            return True
    return False
