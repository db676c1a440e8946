"""The addressed file: a file that leaves the program, opened with its receiver's private key alone.

A fresh key, boxed to the public key (X25519, HKDF), then chunks as in a locked file, bound to that
box. Whoever made it cannot open it again, and nothing in it tells for whom it is or from whom.
"""

from __future__ import annotations

import json

from jourstod.domain.errors import Unreadable
from jourstod.domain.secret import Secret

from .cipher import Cipher, Unopened, bound_to, boxed, fresh_key, key_pair, unboxed
from .locked_file import lock_file, open_file, opened_parts, sealed_parts
from .passphrase import LIGHTEST, Cost

MAGIC = b"JOURSTOD-TILL\x01"
KEY_FORM = "nyckel"
"""The form of the file in which a receiver keeps the key pair, locked with a passphrase."""
_HEAD = len(MAGIC) + 93
"""Magic, then a box: public key (32), form, nonce and tag (29), and the key itself (32)."""
_BOUND = bound_to("addressed file key")


class NotForThis(Unreadable):
    """Another key, or a file that was cut or changed: which of them cannot be told."""

    def __init__(self) -> None:
        super().__init__(
            "Filen öppnas inte: den är krypterad för en annan mottagare, eller så är den avkortad "
            "eller ändrad."
        )


def lock_for(content: bytes, form: str, public: bytes) -> bytes:
    """The content as a file for the holder of one private key. Raises Unreadable for no key."""
    key = fresh_key()
    try:
        head = MAGIC + boxed(public, key.reveal(), _BOUND)
    except Unopened:
        raise Unreadable("Mottagarens nyckel går inte att använda. Be om en ny.") from None
    return head + sealed_parts(Cipher(key), head, form, content)


def is_addressed(content: bytes) -> bool:
    """Whether the bytes are such a file."""
    return content.startswith(MAGIC)


def open_for(locked: bytes, private: Secret) -> tuple[str, bytes]:
    """The form and the content. Raises NotForThis."""
    head = locked[:_HEAD]
    if len(locked) <= _HEAD:
        raise NotForThis
    try:
        key = Secret(unboxed(private, head[len(MAGIC) :], _BOUND))
        return opened_parts(Cipher(key), head, locked[_HEAD:])
    except Unopened:
        raise NotForThis from None


def new_key_file(passphrase: Secret, cost: Cost = LIGHTEST) -> tuple[bytes, bytes]:
    """A new key pair as a file locked with a passphrase, and its public key. Raises TooWeak."""
    public, private = key_pair()
    told = {"public": public.hex(), "private": private.reveal().hex()}
    return lock_file(json.dumps(told).encode(), KEY_FORM, passphrase, cost), public


def keys_of(key_file: bytes, passphrase: Secret) -> tuple[bytes, Secret]:
    """The public and the private key of a key file. Raises NotOpened, Unreadable."""
    form, content = open_file(key_file, passphrase)
    if form != KEY_FORM:
        raise Unreadable(
            "Det är ingen mottagares nyckel. En sådan görs med: jourstod receiver create."
        )
    told = json.loads(content)
    return bytes.fromhex(told["public"]), Secret(bytes.fromhex(told["private"]))
