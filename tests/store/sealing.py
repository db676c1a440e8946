"""What the store tests share: two codecs, a clock that is told the time, rows and batches."""

from __future__ import annotations

import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Protocol
from uuid import uuid4

from jourstod.desk.ports import Append, Clear, Codec, Conflict, NewRow, Outcome, Row, Stored, Vault
from jourstod.domain.errors import LogBroken
from jourstod.store.seal import associated_data

BOARD = "socialnamnden-a"


@dataclass
class TestClock:
    """A wall clock that goes one second each time it is read."""

    __test__ = False

    now: datetime = datetime(2026, 11, 24, 22, 0, 0, 123456, tzinfo=UTC)
    readings: list[datetime] = field(default_factory=list)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        self.readings.append(self.now)
        return self.now


class KeyedCodec:
    """A codec that hides and authenticates, with a fresh nonce each time. For tests only."""

    key_id = "prov-1"

    def __init__(self, key: bytes = b"a key for tests") -> None:
        self._key = key

    def seal(self, plain: bytes, clear: Clear) -> tuple[str, bytes]:
        nonce = os.urandom(16)
        hidden = nonce + self._masked(nonce, plain)
        return self.key_id, self._tag(hidden, clear) + hidden

    def open(self, key_id: str, sealed: bytes, clear: Clear) -> bytes:
        tag, hidden = sealed[:32], sealed[32:]
        if key_id != self.key_id or not hmac.compare_digest(tag, self._tag(hidden, clear)):
            raise LogBroken(clear.stream, clear.seq, "den går inte att öppna")
        return self._masked(hidden[:16], hidden[16:])

    def _tag(self, hidden: bytes, clear: Clear) -> bytes:
        bound = associated_data(clear, self.key_id)
        return hmac.digest(self._key, bound + hidden, "sha256")

    def _masked(self, nonce: bytes, text: bytes) -> bytes:
        blocks = (
            sha256(self._key + nonce + number.to_bytes(8, "big")).digest()
            for number in range(len(text) // 32 + 1)
        )
        return bytes(a ^ b for a, b in zip(text, b"".join(blocks), strict=False))


class MakesVaults(Protocol):
    """How a test gets one more door to the same storage."""

    def __call__(self) -> Vault: ...


def new_id() -> str:
    return str(uuid4())


def part(codec: Codec, stream: str, expected: int, command: str, *texts: str) -> Append:
    """A part of a batch: each text sealed in a row of its own."""
    rows = []
    for seq, text in enumerate(texts, expected + 1):
        clear = Clear(BOARD, stream, seq, new_id(), command)
        key_id, sealed = codec.seal(text.encode(), clear)
        rows.append(NewRow(clear, key_id, sealed))
    return Append(stream, expected, tuple(rows))


def put(vault: Vault, codec: Codec, stream: str, expected: int, *texts: str) -> Outcome:
    """Append texts to one stream under a command of their own."""
    command = new_id()
    return vault.log.append([part(codec, stream, expected, command, *texts)], command)


def texts(codec: Codec, rows: Sequence[Row]) -> list[str]:
    return [codec.open(row.key_id, row.sealed, row.clear).decode() for row in rows]


def stored(outcome: Outcome) -> tuple[Row, ...]:
    assert isinstance(outcome, Stored), outcome
    return outcome.rows


def since(outcome: Outcome) -> dict[str, tuple[Row, ...]]:
    assert isinstance(outcome, Conflict), outcome
    return dict(outcome.since)
