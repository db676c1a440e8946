"""The records of a copied store: fields with their length before them, and what they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from struct import Struct

from jourstod.desk.key_ports import Account
from jourstod.desk.ports import Clear, Head, Row, Summary
from jourstod.domain.errors import Unreadable
from jourstod.store.bare import GENESIS, BareRow

Fields = tuple[bytes, ...]
_MOST = 1 << 30
_LENGTHS = Struct(">7I")


class Broken(Unreadable):
    """The records of a copy do not add up, though the file opened: it was made wrongly."""

    def __init__(self) -> None:
        super().__init__("Innehållet i kopian går inte ihop. Inget ur den används. Larma driften.")


def rows_in_bytes(rows: Iterable[BareRow]) -> bytes:
    """Rows of one stream: the lengths of seven fields, and the fields; then the next row.

    What the chain gives is left out: the number, and the sum of the row before.
    """
    parts: list[bytes] = []
    for board, _, event_id, command_id, key_id, sealed, at, _, digest in rows:
        when = at if isinstance(at, str) else at.astimezone(UTC).isoformat(timespec="microseconds")
        fields = (
            *(board.encode(), event_id.encode(), command_id.encode(), key_id.encode()),
            *(sealed, when.encode(), digest),
        )
        parts += (_LENGTHS.pack(*map(len, fields)), *fields)
    return b"".join(parts)


def rows_out_of(content: bytes, last: Head | None) -> list[BareRow]:
    """The rows that follow `last`. Raises ValueError."""
    rows: list[BareRow] = []
    at, end = 0, len(content)
    seq, prev = (last.seq, last.hash) if last else (0, GENESIS)
    while at < end:
        if at + _LENGTHS.size > end:
            raise ValueError
        lengths = _LENGTHS.unpack_from(content, at)
        at += _LENGTHS.size
        fields = []
        for length in lengths:
            fields.append(content[at : at + length])
            at += length
        board, event_id, command_id, key_id, sealed, when, digest = fields
        seq += 1
        rows.append(
            (
                *(board.decode(), seq, event_id.decode(), command_id.decode(), key_id.decode()),
                *(sealed, when.decode(), prev, digest),
            )
        )
        prev = digest
    if at != end:
        raise ValueError
    return rows


def row_of(row: BareRow, stream: str) -> Row:
    """The same as a row. Raises ValueError."""
    board, seq, event_id, command_id, key_id, sealed, at, prev, digest = row
    when = datetime.fromisoformat(at) if isinstance(at, str) else at
    clear = Clear(board, stream, seq, event_id, command_id)
    return Row(clear, key_id, sealed, when, prev, digest)


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
    source, held, at = iter(content), bytearray(), 0

    def take(count: int) -> bytes:
        nonlocal at
        if len(held) < at + count:
            del held[:at]  # seldom: what is taken is only passed by
            at = 0
        while len(held) < count + at:
            more = next(source, None)
            if more is None:
                raise Broken
            held.extend(more)
        at += count
        return bytes(held[at - count : at])

    while at < len(held) or _more(source, held):
        sizes = range(take(1)[0])
        yield tuple(take(min(_MOST, int.from_bytes(take(4), "big"))) for _ in sizes)


def _more(source: Iterator[bytes], held: bytearray) -> bool:
    for part in source:
        if part:
            held.extend(part)
            return True
    return False
