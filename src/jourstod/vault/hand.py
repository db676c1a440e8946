"""The hand of one who is signed in: what they vouch for by their own key, which drift has too."""

from __future__ import annotations

import hmac
from hashlib import sha256

from jourstod.domain.secret import Secret

from .cipher import Unopened, bound_to, mutual, unboxed


class Hand:
    """The private key of an account, for what needs no station key."""

    __slots__ = ("_private",)

    def __init__(self, private: Secret) -> None:
        self._private = private

    def mark(self, public: bytes, content: bytes) -> bytes:
        """A mark of the content that only this hand, and the one with that public key, can make."""
        key = mutual(self._private, public, bound_to("vouched"))
        return hmac.digest(key.reveal(), content, sha256)

    def marks_one_of(self, publics: tuple[bytes, ...], content: bytes, marks: list[bytes]) -> bool:
        """Whether one of the marks was made for this hand by one with one of the public keys."""
        try:
            own = [self.mark(public, content) for public in publics]
        except Unopened:
            return False
        return any(hmac.compare_digest(one, mark) for one in own for mark in marks)

    def unboxed(self, box: bytes, bound: bytes) -> bytes:
        """What was boxed to this hand. Raises Unopened."""
        return unboxed(self._private, box, bound)
