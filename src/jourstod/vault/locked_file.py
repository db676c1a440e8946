"""The locked file: a file that leaves the program, opened anywhere with its passphrase alone.

Head (`MAGIC`, cost, salt), then chunks, each sealed with the head, its number and whether it is the
last one as associated data: nothing can be cut off, moved, added or changed without being noticed.
The first bytes inside tell the form («pdf»); outside stands nothing about the content or its maker.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from jourstod.domain.errors import StoreAway, Unreadable
from jourstod.domain.secret import Secret

from .cipher import Cipher, Unopened, bound_to
from .passphrase import LIGHTEST, SALT_BYTES, Cost, refuse_weak, stretched

MAGIC = b"JOURSTOD-FIL\x01"
CHUNK = 1 << 20
_SEALED = CHUNK + 29
"""A chunk as it is written: form, nonce and tag are 29 bytes."""
_NUMBER = 4
_FORM = 8
_HEAD = len(MAGIC) + 3 * _NUMBER + SALT_BYTES


class NotOpened(Unreadable):
    """Another passphrase, or a file that was cut or changed: which of them cannot be told."""

    def __init__(self) -> None:
        super().__init__(
            "Filen öppnas inte: fel lösenfras, eller så är filen avkortad eller ändrad."
        )


def lock_file(content: bytes, form: str, passphrase: Secret, cost: Cost = LIGHTEST) -> bytes:
    """The content as a locked file; `form` is at most eight plain letters. Raises TooWeak."""
    refuse_weak(passphrase)
    head = _head(cost, os.urandom(SALT_BYTES))
    cipher = Cipher(stretched(passphrase, head[-SALT_BYTES:], cost))
    return head + sealed_parts(cipher, head, form, content)


def open_file(locked: bytes, passphrase: Secret) -> tuple[str, bytes]:
    """The form and the content. Raises NotOpened, and Unreadable for what is no locked file."""
    if not locked.startswith(MAGIC) or len(locked) <= _HEAD:
        raise Unreadable("Det är ingen krypterad fil från jourstod, eller så saknas slutet.")
    head = locked[:_HEAD]
    numbers = head[len(MAGIC) : -SALT_BYTES]
    memory, passes, lanes = (
        int.from_bytes(numbers[at : at + _NUMBER], "big") for at in range(0, len(numbers), _NUMBER)
    )
    if memory > 4 * LIGHTEST.memory or passes > 100 or lanes > 16:
        raise NotOpened  # nobody made it so dear: it would only make the machine stand still
    try:
        key = stretched(passphrase, head[-SALT_BYTES:], Cost(memory, passes, lanes))
        return opened_parts(Cipher(key), head, locked[_HEAD:])
    except (Unopened, StoreAway):  # also a cost that no file was made with
        raise NotOpened from None


def sealed_parts(cipher: Cipher, head: bytes, form: str, content: bytes) -> bytes:
    """Form and content in chunks, each bound to the head, its number and whether it is last."""
    inside = form.encode("ascii").ljust(_FORM)[:_FORM] + content
    parts = [inside[at : at + CHUNK] for at in range(0, len(inside), CHUNK)]
    last = len(parts) - 1
    return b"".join(
        cipher.lock(part, _bound(head, at, at == last)) for at, part in enumerate(parts)
    )


def opened_parts(cipher: Cipher, head: bytes, sealed: bytes) -> tuple[str, bytes]:
    """The form and the content of such chunks. Raises Unopened."""
    inside = b"".join(_opened(cipher, head, sealed))
    return inside[:_FORM].decode("ascii", "replace").strip(), inside[_FORM:]


def _opened(cipher: Cipher, head: bytes, sealed: bytes) -> Iterator[bytes]:
    parts = [sealed[at : at + _SEALED] for at in range(0, len(sealed), _SEALED)]
    for at, part in enumerate(parts):
        yield cipher.unlock(part, _bound(head, at, at == len(parts) - 1))


def _head(cost: Cost, salt: bytes) -> bytes:
    return MAGIC + b"".join(part.to_bytes(_NUMBER, "big") for part in cost.plain) + salt


def _bound(head: bytes, number: int, last: bool) -> bytes:
    return bound_to("file", head, number.to_bytes(8, "big"), b"\x01" if last else b"\x00")
