"""The seal of the log: the hash chain over sealed rows, its verification, and the plain codec."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from jourstod.desk.envelope import associated_data as associated_data
from jourstod.desk.envelope import prefixed
from jourstod.desk.ports import Clear, Head, NewRow, Row, Store
from jourstod.domain.errors import LogBroken
from jourstod.store.bare import EVENT_TAG, STRETCH, BareLog, follows
from jourstod.store.bare import GENESIS as GENESIS


def chain_hash(prev: bytes, clear: Clear, key_id: str, sealed: bytes) -> bytes:
    """SHA-256 over tag, previous hash and every length-prefixed field of the row: 32 bytes."""
    return sha256(EVENT_TAG + prev + associated_data(clear, key_id) + prefixed(sealed)).digest()


def chain_hash_of(prev: bytes, row: NewRow | Row) -> bytes:
    """The hash that `row` gets when it follows `prev`."""
    return chain_hash(prev, row.clear, row.key_id, row.sealed)


def verify(rows: Iterable[Row], after: Head | None = None) -> Head | None:
    """Walk rows of one stream and return the last head, None when there are no rows.

    `rows` begin at seq 1, or at the row after the already verified head `after`.
    Raises LogBroken that names the first row that does not hold.
    """
    last = after
    for row in rows:
        _check(row, last)
        last = Head(row.clear.stream, row.clear.seq, row.hash)
    return last


def verify_stream(store: Store, head: Head) -> Head:
    """Verify the stream of `head` in `store`, up to `head` and past it; return its last head.

    A head taken earlier (or read on paper) shows a cut tail: raises LogBroken when the stream no
    longer reaches it, or has another hash there.
    """
    if isinstance(store, BareLog) and (found := _quickly(store, head)) is not None:
        return found
    rows = store.read(head.stream)
    last = verify(rows)
    if last is None or last.seq < head.seq:
        raise LogBroken(head.stream, len(rows) + 1, "händelsen saknas fast huvudet räknar den")
    if rows[head.seq - 1].hash != head.hash:
        raise LogBroken(head.stream, head.seq, "den har en annan summa än huvudet")
    return last


def _quickly(log: BareLog, head: Head) -> Head | None:
    """The last head of the stream, None when there is anything that must be told of."""
    last: Head | None = None
    reached = False
    while True:
        after = last.seq if last else 0
        # A stretch ends where the head stands, so that its sum is at hand there.
        most = STRETCH if reached else min(STRETCH, head.seq - after)
        rows = log.bare(head.stream, after, most)
        if not rows:
            return last if reached else None
        last = follows(rows, head.stream, last)
        if last is None:
            return None
        if last.seq == head.seq:
            reached = last.hash == head.hash
            if not reached:
                return None


class PlainCodec:
    """The codec of a store without encryption: the sealed bytes are the plain bytes."""

    key_id = "klar"

    def seal(self, plain: bytes, clear: Clear) -> tuple[str, bytes]:
        """The key id and the bytes, unchanged."""
        return self.key_id, plain

    def open(self, key_id: str, sealed: bytes, clear: Clear) -> bytes:
        """The bytes, unchanged. Raises LogBroken for a key this codec does not hold."""
        if key_id != self.key_id:
            raise LogBroken(clear.stream, clear.seq, f"nyckeln «{key_id}» finns inte här")
        return sealed


def _check(row: Row, last: Head | None) -> None:
    clear = row.clear
    expected = 1 if last is None else last.seq + 1
    if last is not None and clear.stream != last.stream:
        raise LogBroken(last.stream, expected, f"raden hör till {clear.stream}")
    if clear.seq != expected:
        # The missing number is named: it is the first that cannot be shown.
        raise LogBroken(clear.stream, expected, f"numret saknas, här står {clear.seq}")
    if row.prev != (GENESIS if last is None else last.hash):
        raise LogBroken(clear.stream, clear.seq, "den hänger inte ihop med händelsen före")
    if row.hash != chain_hash_of(row.prev, row):
        raise LogBroken(clear.stream, clear.seq, "innehållet stämmer inte med sin summa")
