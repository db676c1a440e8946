"""The sealing codec: each stream's rows under a key of its own, bound to their clear columns."""

from __future__ import annotations

from collections.abc import Callable

from jourstod.desk.envelope import associated_data
from jourstod.desk.ports import Clear
from jourstod.domain.errors import LogBroken, NoRight
from jourstod.domain.secret import Secret

from .cipher import Cipher, Unopened

BLOCK = 64
"""Text is filled out to a multiple of this: its length would tell «ja» from «nej»."""
_END = b"\x80"
_OWN = ("case/", "station/", "access/")
IN_CLEAR = ("station/routines",)
"""Published routines hold nothing about anybody's case, and are read before anybody signs in."""
_CLEAR_ID = "klar"


class SealingCodec:
    """Seals and opens with keys that `key_of(stream, make)` gives as (key id, key).

    `key_of` raises KeyDestroyed; it gives None when there is no key and none is to be made.
    """

    def __init__(self, key_of: Callable[[str, bool], tuple[str, Secret] | None]) -> None:
        self._key_of = key_of
        self._ready: dict[str, tuple[str, Cipher]] = {}

    def seal(self, plain: bytes, clear: Clear) -> tuple[str, bytes]:
        """The key id and the sealed bytes; the first of a stream makes its key, durably."""
        if clear.stream in IN_CLEAR:
            return _CLEAR_ID, plain
        found = self._cipher(clear.stream, make=True)
        assert found is not None
        key_id, cipher = found
        return key_id, cipher.lock(filled(plain), associated_data(clear, key_id))

    def open(self, key_id: str, sealed: bytes, clear: Clear) -> bytes:
        """The plain bytes. Raises LogBroken for another key, place or content; KeyDestroyed."""
        if clear.stream in IN_CLEAR and key_id == _CLEAR_ID:
            return sealed
        found = self._cipher(clear.stream, make=False)
        if found is None or found[0] != key_id:
            raise LogBroken(clear.stream, clear.seq, f"nyckeln «{key_id}» finns inte här")
        try:
            return unfilled(found[1].unlock(sealed, associated_data(clear, key_id)))
        except Unopened:
            raise LogBroken(
                clear.stream,
                clear.seq,
                "den går inte att öppna: innehållet är ändrat, flyttat eller låst med annan nyckel",
            ) from None

    def forget(self, stream: str) -> None:
        """Let go of a stream's key, which has been destroyed."""
        self._ready.pop(key_stream(stream), None)

    def _cipher(self, stream: str, *, make: bool) -> tuple[str, Cipher] | None:
        own = key_stream(stream)
        ready = self._ready.get(own)
        if ready is None and (found := self._key_of(own, make)) is not None:
            ready = self._ready[own] = found[0], Cipher(found[1])
        return ready


class ClosedCodec:
    """The codec of one who may run the program but not read what stands in it (drift)."""

    def seal(self, plain: bytes, clear: Clear) -> tuple[str, bytes]:
        """Raises NoRight."""
        raise _no_right()

    def open(self, key_id: str, sealed: bytes, clear: Clear) -> bytes:
        """Raises NoRight."""
        raise _no_right()


def key_stream(stream: str) -> str:
    """Whose key a place is sealed with: a log's own, one for all drafts, one for all marks …"""
    return stream if stream.startswith(_OWN) else stream.partition("/")[0]


def filled(plain: bytes) -> bytes:
    """The bytes, an end mark, and zeros up to a whole block."""
    return plain + _END + bytes(-(len(plain) + 1) % BLOCK)


def unfilled(filled: bytes) -> bytes:
    """The bytes before the end mark."""
    return filled[: filled.rindex(_END)]


def _no_right() -> NoRight:
    return NoRight(
        "Rollen drift kan köra, säkerhetskopiera och kontrollera, men inte läsa eller skriva "
        "innehåll. Det kräver ett konto med en annan roll."
    )
