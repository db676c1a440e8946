"""The cipher: bytes locked with a key, or boxed to the one who holds a private key.

AES-256-GCM-SIV with a random nonce of 96 bits (decision 14). What is locked is bound to what it is
said to be: it opens nowhere else.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jourstod.desk.envelope import prefixed
from jourstod.domain.errors import StoreAway
from jourstod.domain.secret import Secret

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

KEY_BYTES = 32
NONCE_BYTES = 12
FORM = b"\x01"
"""The first byte of everything locked: how it was locked."""
_PUBLIC_BYTES = 32


class Unopened(Exception):
    """It was locked with another key or for another place, or its bytes were changed."""


class Cipher:
    """One key, ready for use. Raises StoreAway where the machine's OpenSSL is older than 3.2."""

    __slots__ = ("_aead",)

    def __init__(self, key: Secret) -> None:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

        try:
            self._aead: AESGCMSIV = AESGCMSIV(key.reveal())
        except UnsupportedAlgorithm:
            raise StoreAway(
                "Krypteringen saknas på den här datorn: OpenSSL är äldre än 3.2. Installera "
                "programmet med de låsta paketen (requirements.lock)."
            ) from None

    def lock(self, plain: bytes, bound: bytes) -> bytes:
        """Form, nonce and ciphertext with its tag. `plain` is not empty."""
        nonce = os.urandom(NONCE_BYTES)
        return FORM + nonce + self._aead.encrypt(nonce, plain, bound)

    def unlock(self, locked: bytes, bound: bytes) -> bytes:
        """What was locked; raises Unopened, never tells why."""
        from cryptography.exceptions import InvalidTag

        nonce, hidden = locked[1 : 1 + NONCE_BYTES], locked[1 + NONCE_BYTES :]
        if locked[:1] != FORM or len(hidden) <= 16:
            raise Unopened
        try:
            return self._aead.decrypt(nonce, hidden, bound)
        except InvalidTag:
            raise Unopened from None


def bound_to(what: str, *parts: str | bytes) -> bytes:
    """What a locked thing is said to be, as bytes no other thing has."""
    told = (part.encode() if isinstance(part, str) else part for part in parts)
    return b"".join((b"jourstod/1/", prefixed(what.encode()), *map(prefixed, told)))


def fresh_key() -> Secret:
    """A new random key."""
    return Secret(os.urandom(KEY_BYTES))


def derived(key: Secret, what: bytes) -> Secret:
    """A key for one use, out of a key that is itself random (HKDF-SHA-256)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return Secret(HKDF(SHA256(), KEY_BYTES, None, what).derive(key.reveal()))


def key_pair() -> tuple[bytes, Secret]:
    """A public key and its private one (X25519, 32 bytes each)."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = X25519PrivateKey.generate()
    return private.public_key().public_bytes_raw(), Secret(private.private_bytes_raw())


def boxed(public: bytes, plain: bytes, bound: bytes) -> bytes:
    """Locked so that only the holder of the private key can open it; the maker cannot."""
    once_public, once = key_pair()
    key = _shared(once, public, once_public + public)
    return once_public + Cipher(key).lock(plain, bound)


def unboxed(private: Secret, box: bytes, bound: bytes) -> bytes:
    """What was boxed; raises Unopened."""
    once_public, locked = box[:_PUBLIC_BYTES], box[_PUBLIC_BYTES:]
    if len(once_public) != _PUBLIC_BYTES:
        raise Unopened
    key = _shared(private, once_public, once_public + _public_of(private))
    return Cipher(key).unlock(locked, bound)


def mutual(private: Secret, public: bytes, what: bytes) -> Secret:
    """A key for one use that only the holders of the two private keys can make. Raises Unopened."""
    both = b"".join(sorted((_public_of(private), public)))
    return _agreed(private, public, what + both)


def _public_of(private: Secret) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(private.reveal()).public_key().public_bytes_raw()


def _shared(private: Secret, public: bytes, both: bytes) -> Secret:
    return _agreed(private, public, bound_to("box", both))


def _agreed(private: Secret, public: bytes, what: bytes) -> Secret:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    mine = X25519PrivateKey.from_private_bytes(private.reveal())
    try:
        shared = mine.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:  # a point that gives everybody the same secret
        raise Unopened from None
    return derived(Secret(shared), what)
